//! The tables over a year or a district: the year's plan (年度接待安排表), F19 联系台账 and F20
//! 快捷通道名录.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::field::Field;
use crate::sheet::{self, Sheet};
use crate::text::{breakable, cell_paragraphs};
use crate::{PaperDate, PaperError, Strip, world};

/// Width of the type area in mm, which the columns share.
const WIDTH: u32 = 156;
/// Longest text of a cell; a row is never split, so it must fit on a page.
const CELL_MAX: usize = 400;
/// Longest line under the table.
const NOTE_MAX: usize = 400;

/// A table in the family of the slip; plain values, already worded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RollPaper {
    /// Which table.
    pub kind: RollKind,
    /// The red mark, e.g. `2026年度民营企业接待日安排表`.
    pub mark: String,
    /// Left end of the line under the mark, e.g. `每月15日`.
    pub number: String,
    /// Right end of that line, e.g. `暂定`.
    pub head: Option<String>,
    /// What stands in the head of the table, repeated on each page.
    pub columns: Vec<RollColumn>,
    /// The rows, each with a text for every column.
    pub rows: Vec<Vec<String>>,
    /// Said of the lines under the table, e.g. `调整记录`; not printed where there are none.
    pub notes_title: String,
    /// Lines under the table.
    pub notes: Vec<String>,
    /// 署名.
    pub issuer: String,
    /// As of this day.
    pub on: PaperDate,
    /// The foot strip; its machine code is that of the kind.
    pub strip: Strip,
}

/// The tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RollKind {
    /// 年度接待安排表; machine code `APB`.
    Rota,
    /// F19 联系台账; machine code `LXB`.
    Links,
    /// F20 快捷通道名录; machine code `KTB`.
    Channels,
}

/// A column of the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RollColumn {
    /// Its head.
    pub label: String,
    /// Its width in mm; together they make the type area, 156.
    pub width: u32,
    /// Short values stand in the middle, texts at the left.
    pub is_text: bool,
}

impl RollColumn {
    /// A column of short values.
    #[must_use]
    pub fn short(label: &str, width: u32) -> Self {
        Self { label: label.to_owned(), width, is_text: false }
    }

    /// A column of texts.
    #[must_use]
    pub fn text(label: &str, width: u32) -> Self {
        Self { label: label.to_owned(), width, is_text: true }
    }
}

impl Sheet for RollPaper {
    fn form(&self) -> world::Form {
        world::Form::Roll
    }

    fn kind(&self) -> &'static str {
        match self.kind {
            RollKind::Rota => "APB",
            RollKind::Links => "LXB",
            RollKind::Channels => "KTB",
        }
    }

    fn strip(&self) -> &Strip {
        &self.strip
    }

    fn fields(&self) -> Vec<Field<'_>> {
        let mut fields = vec![
            Field::must("mark", &self.mark, 40),
            Field::must("number", &self.number, 60),
            Field::may("head", self.head.as_deref(), 20),
            Field::must("issuer", &self.issuer, 60),
            Field::must("notes_title", &self.notes_title, 20),
        ];
        fields.extend(self.columns.iter().map(|one| Field::must("columns", &one.label, 12)));
        let cells = self.rows.iter().flatten();
        fields.extend(cells.map(|cell| Field::may("rows", Some(cell), CELL_MAX).of_lines()));
        fields.extend(self.notes.iter().map(|line| Field::must("notes", line, NOTE_MAX)));
        fields
    }

    fn check_lists(&self) -> Result<(), PaperError> {
        let is_whole = self.columns.iter().map(|one| one.width).sum::<u32>() == WIDTH;
        if self.rows.is_empty() || !is_whole {
            return Err(PaperError::Empty("rows"));
        }
        if self.rows.iter().any(|row| row.len() != self.columns.len()) {
            return Err(PaperError::Empty("columns"));
        }
        Ok(())
    }

    fn view(&self) -> Result<Value, PaperError> {
        let columns = self
            .columns
            .iter()
            .map(|one| json!({ "label": one.label, "width": one.width, "is_text": one.is_text }));
        let rows = self
            .rows
            .iter()
            .map(|row| row.iter().map(|cell| cell_paragraphs(cell)).collect::<Vec<_>>());
        Ok(json!({
            "mark": self.mark,
            "number": breakable(&self.number),
            "head": self.head,
            "columns": columns.collect::<Vec<_>>(),
            "rows": rows.collect::<Vec<_>>(),
            "notes_title": self.notes_title,
            "notes": self.notes.iter().map(|line| breakable(line)).collect::<Vec<_>>(),
            "issuer": breakable(&self.issuer),
            "date": self.on.to_string(),
        }))
    }

    fn page(&self, pages: usize) -> Value {
        sheet::page(self, &self.mark, &self.number, pages)
    }
}
