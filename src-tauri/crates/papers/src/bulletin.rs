//! F16 季度专报, the year's report, F4 会议纪要: what the office tells in words. One value feeds two
//! printers: the typesetter (PDF) and [`BulletinPaper::docx`], for who goes on writing.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::chart::{CHARTED_MAX, Chart};
use crate::field::Field;
use crate::sheet::{self, Sheet};
use crate::text::{breakable, ordinal};
use crate::{PaperDate, PaperError, Strip, letter, title, world};

/// Longest text of a part, in characters.
const TEXT_MAX: usize = 10_000;
/// Longest cell of a table.
const CELL_MAX: usize = 40;

/// A bulletin; plain values, already worded. In the texts paragraphs are separated by `\n`; one may
/// begin with a run-in heading, `（一）园区供水供电配套滞后。`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulletinPaper {
    /// The red mark, e.g. `“统战+经济”工作专报`.
    pub mark: String,
    /// `第1期（总第9期）`; a draft's has blanks.
    pub number: String,
    /// Left over the red rule: 编印单位.
    pub issuer: String,
    /// Right over the red rule; `None` before it is issued.
    pub date: Option<PaperDate>,
    /// Where the mark stands: at the head of the type area, or 35 mm under it as on a 纪要.
    pub is_low: bool,
    /// Room for the leader's 批示 under the rule.
    pub has_instruction: bool,
    /// The title; a 纪要 has none.
    pub title: Option<String>,
    /// Before the parts.
    pub opening: String,
    /// The parts, numbered 一、二、三 as they are printed; those without anything are not.
    pub parts: Vec<BulletinPart>,
    /// After the parts: 出席, 列席, 请假.
    pub attendance: Vec<BulletinLine>,
    /// 版记: 报, 送, 发 or 分送.
    pub copies: Vec<BulletinLine>,
    /// Left in the last row of the 版记: 编审 and 签发, or who issues.
    pub imprint: String,
    /// For version, time and file; a bulletin prints no strip.
    pub strip: Strip,
}

/// One of its parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulletinPart {
    /// Without its numeral: `基本情况`.
    pub head: String,
    /// Paragraphs.
    pub text: String,
    /// After the text.
    pub table: Option<BulletinTable>,
}

impl BulletinPart {
    fn is_empty(&self) -> bool {
        self.text.trim().is_empty() && self.table.is_none()
    }
}

/// The table of figures in a part. Its first column holds names; the last row is the total.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulletinTable {
    /// Labels of the columns.
    pub columns: Vec<String>,
    /// The rows, each with a text for every column.
    pub rows: Vec<Vec<String>>,
    /// 口径 and cut-off day, under it; compulsory (F16).
    pub note: String,
    /// Columns drawn as bars under it, at most [`crate::CHARTED_MAX`]; the first column is 0.
    #[serde(default)]
    pub charted: Vec<u32>,
}

/// A label with what stands after its colon.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulletinLine {
    /// `报`, `出席`.
    pub label: String,
    pub words: String,
}

/// Fewest and most columns of a table: a name and figures, as far as 156 mm hold them.
const COLUMNS: std::ops::RangeInclusive<usize> = 2..=9;

impl BulletinPaper {
    /// The parts that say something, with their numerals.
    pub(crate) fn shown(&self) -> impl Iterator<Item = (String, &BulletinPart)> {
        self.parts
            .iter()
            .filter(|part| !part.is_empty())
            .enumerate()
            .map(|(index, part)| (format!("{}、{}", ordinal(index + 1), part.head), part))
    }

    /// The lines of the title.
    pub(crate) fn title_lines(&self) -> Vec<String> {
        let piece = |title: &String| title::lines(&[title.as_str()], title::TITLE);
        self.title.as_ref().map(piece).unwrap_or_default()
    }
}

fn lines(lines: &[BulletinLine]) -> Vec<Value> {
    lines
        .iter()
        .filter(|line| !line.words.trim().is_empty())
        .map(|line| json!({ "label": line.label, "words": breakable(&line.words) }))
        .collect()
}

impl Sheet for BulletinPaper {
    fn form(&self) -> world::Form {
        world::Form::Bulletin
    }

    fn kind(&self) -> &'static str {
        "ZB"
    }

    fn strip(&self) -> &Strip {
        &self.strip
    }

    fn fields(&self) -> Vec<Field<'_>> {
        let mut fields = vec![
            Field::must("mark", &self.mark, 40),
            Field::must("number", &self.number, 40),
            Field::must("issuer", &self.issuer, 60),
            Field::may("title", self.title.as_deref(), 100),
            Field::may("opening", Some(&self.opening), TEXT_MAX).of_lines(),
            Field::may("imprint", Some(&self.imprint), 120),
        ];
        for part in &self.parts {
            fields.push(Field::must("parts.head", &part.head, 60));
            fields.push(Field::may("parts.text", Some(&part.text), TEXT_MAX).of_lines());
            if let Some(table) = &part.table {
                fields.push(Field::must("parts.table.note", &table.note, 400));
                let cells = table.columns.iter().chain(table.rows.iter().flatten());
                fields.extend(cells.map(|cell| Field::may("parts.table", Some(cell), CELL_MAX)));
            }
        }
        for line in self.attendance.iter().chain(&self.copies) {
            fields.push(Field::must("lines.label", &line.label, 12));
            fields.push(Field::may("lines.words", Some(&line.words), TEXT_MAX));
        }
        fields
    }

    fn check_lists(&self) -> Result<(), PaperError> {
        for table in self.parts.iter().filter_map(|part| part.table.as_ref()) {
            let width = table.columns.len();
            let is_drawn = |column: &u32| (1..width).contains(&(*column as usize));
            if !COLUMNS.contains(&width)
                || table.rows.iter().any(|row| row.len() != width)
                || table.charted.len() > CHARTED_MAX
                || !table.charted.iter().all(is_drawn)
            {
                return Err(PaperError::Empty("parts.table"));
            }
        }
        if self.opening.trim().is_empty() && self.shown().next().is_none() {
            return Err(PaperError::Empty("parts"));
        }
        Ok(())
    }

    fn view(&self) -> Result<Value, PaperError> {
        let parts: Vec<Value> = self
            .shown()
            .map(|(head, part)| {
                json!({
                    "head": breakable(&head),
                    "paragraphs": letter::paragraphs(&part.text),
                    "table": part.table.as_ref().map(|table| json!({
                        "columns": table.columns,
                        "rows": table.rows.iter().map(|row| {
                            row.iter().map(|cell| breakable(cell)).collect::<Vec<_>>()
                        }).collect::<Vec<_>>(),
                        "note": breakable(&table.note),
                        "chart": Chart::of(table).map(|chart| json!({
                            "svg": chart.svg(),
                            "caption": breakable(&chart.caption()),
                        })),
                    })),
                })
            })
            .collect();
        Ok(json!({
            "mark": self.mark,
            "number": self.number,
            "issuer": self.issuer,
            "date": self.date.map(|day| day.to_string()),
            "is_low": self.is_low,
            "has_instruction": self.has_instruction,
            "title": self.title_lines().iter().map(|line| breakable(line)).collect::<Vec<_>>(),
            "opening": letter::paragraphs(&self.opening),
            "parts": parts,
            "attendance": lines(&self.attendance),
            "copies": lines(&self.copies),
            "imprint": self.imprint,
        }))
    }

    fn page(&self, _pages: usize) -> Value {
        sheet::letter_page(&self.mark, &self.number)
    }
}
