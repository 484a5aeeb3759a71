//! F3 接待记录: who sat together, and for each demand what was said, decided and promised.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::field::Field;
use crate::sheet::{self, Sheet};
use crate::text::{breakable, cell_paragraphs};
use crate::{PaperError, Strip, WorkCell, world};

/// Longest short value of the head.
const LINE_MAX: usize = 120;
/// Longest text: what a demand holds of facts and request, and what a hall of people takes.
const TEXT_MAX: usize = 20_000;
/// A statement or an answer longer than this stands across the sheet, not in its narrow column.
const COLUMN_MAX: usize = 90;
/// A demand with more words than this may run over the end of a page.
const WHOLE_MAX: usize = 900;
/// An opinion with more words than this, of such a demand, may end on the page before the signatures.
const END_MAX: usize = 600;

/// The record of a sitting; plain values, already worded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordPaper {
    /// The red mark, e.g. `民营企业接待日接待记录`.
    pub mark: String,
    /// Left end of the line under the mark, e.g. `第13期`.
    pub number: String,
    /// Right end of that line, e.g. `内部资料`.
    pub head: Option<String>,
    /// Two short values a row: when and how, where and who led it.
    pub pairs: Vec<[WorkCell; 2]>,
    /// One value across: who was there, what was briefed.
    pub wides: Vec<WorkCell>,
    /// The demands in the order they were raised.
    pub items: Vec<RecordItem>,
    /// The foot strip; its machine code is `JLB`.
    pub strip: Strip,
}

/// One demand as the sitting dealt with it; what is left empty prints `—`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordItem {
    /// `一`, counted through.
    pub place: String,
    /// 企业, or what stands for a hidden one.
    pub enterprise: String,
    /// 企业陈述, paragraphs.
    pub statement: String,
    /// 部门回应, paragraphs.
    pub response: String,
    /// 处置, e.g. `交办`.
    pub disposal: String,
    /// 时限, e.g. `4月15日`.
    pub limit: String,
    /// 领导意见, paragraphs.
    pub opinion: String,
    /// 承诺事项, with who and when.
    pub promise: String,
}

impl RecordItem {
    fn view(&self) -> Value {
        let long = |text: &str| text.chars().count() > COLUMN_MAX;
        let all = [&self.statement, &self.response, &self.opinion, &self.promise];
        let length: usize = all.iter().map(|text| text.chars().count()).sum();
        json!({
            "place": self.place,
            "enterprise": breakable(&self.enterprise),
            "statement": cell_paragraphs(&self.statement),
            "is_statement_long": long(&self.statement),
            "response": cell_paragraphs(&self.response),
            "is_response_long": long(&self.response),
            "disposal": self.disposal,
            "limit": self.limit,
            "opinion": cell_paragraphs(&self.opinion),
            "promise": cell_paragraphs(&self.promise),
            "is_whole": length <= WHOLE_MAX,
            "is_end_short": self.opinion.chars().count() <= END_MAX,
        })
    }
}

fn cell(cell: &WorkCell) -> Value {
    json!({ "label": cell.label, "paragraphs": cell_paragraphs(&cell.text) })
}

impl Sheet for RecordPaper {
    fn form(&self) -> world::Form {
        world::Form::Record
    }

    fn kind(&self) -> &'static str {
        "JLB"
    }

    fn strip(&self) -> &Strip {
        &self.strip
    }

    fn fields(&self) -> Vec<Field<'_>> {
        let mut fields = vec![
            Field::must("mark", &self.mark, 40),
            Field::must("number", &self.number, 60),
            Field::may("head", self.head.as_deref(), 20),
        ];
        for one in self.pairs.iter().flatten() {
            fields.push(Field::must("pairs.label", &one.label, 12));
            fields.push(Field::may("pairs.text", Some(&one.text), LINE_MAX));
        }
        for one in &self.wides {
            fields.push(Field::must("wides.label", &one.label, 12));
            fields.push(Field::may("wides.text", Some(&one.text), TEXT_MAX).of_lines());
        }
        for item in &self.items {
            fields.extend([
                Field::must("items.place", &item.place, 6),
                Field::must("items.enterprise", &item.enterprise, LINE_MAX),
                Field::may("items.disposal", Some(&item.disposal), 12),
                Field::may("items.limit", Some(&item.limit), 20),
            ]);
            let texts = [&item.statement, &item.response, &item.opinion, &item.promise];
            fields.extend(
                texts.map(|text| Field::may("items.text", Some(text), TEXT_MAX).of_lines()),
            );
        }
        fields
    }

    fn check_lists(&self) -> Result<(), PaperError> {
        if self.pairs.is_empty() { Err(PaperError::Empty("pairs")) } else { Ok(()) }
    }

    fn view(&self) -> Result<Value, PaperError> {
        Ok(json!({
            "mark": self.mark,
            "number": breakable(&self.number),
            "head": self.head,
            "pairs": self.pairs.iter().map(|pair| pair.each_ref().map(cell)).collect::<Vec<_>>(),
            "wides": self.wides.iter().map(cell).collect::<Vec<_>>(),
            "items": self.items.iter().map(RecordItem::view).collect::<Vec<_>>(),
        }))
    }

    fn page(&self, pages: usize) -> Value {
        sheet::page(self, &self.mark, &self.number, pages)
    }
}
