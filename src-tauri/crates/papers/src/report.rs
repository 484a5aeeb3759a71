//! The one-page sheet of a period's figures (form F15, 月报表): what was counted, by unit, what is
//! overdue, and how it was counted.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::field::Field;
use crate::sheet::{self, Sheet};
use crate::text::{breakable, cell_paragraphs};
use crate::{PaperDate, PaperError, RollColumn, Strip, world};

/// Width of the type area in mm, which the columns of a table share.
const WIDTH: u32 = 156;
/// Longest text of a cell.
const CELL_MAX: usize = 120;
/// Longest sentence of the 口径.
const NOTE_MAX: usize = 400;

/// The figures of a period on one leaf; plain values, already worded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportPaper {
    /// The red mark, e.g. `川江区民营企业接待日诉求办理情况月报`.
    pub mark: String,
    /// Left end of the line under the mark, e.g. `2026年9月`.
    pub number: String,
    /// Right end of that line, e.g. `截至2026年9月30日`.
    pub head: String,
    /// The tables, in their order.
    pub tables: Vec<ReportTable>,
    /// 口径.
    pub scope: String,
    /// 署名.
    pub issuer: String,
    /// The day it was made.
    pub on: PaperDate,
    /// The foot strip; machine code `BB`.
    pub strip: Strip,
}

/// A table under its heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportTable {
    /// `一、总体情况`.
    pub title: String,
    /// Columns that together take the type area, 156 mm.
    pub columns: Vec<RollColumn>,
    /// Whether the labels of the columns are printed, repeated on each page.
    pub has_head: bool,
    /// The rows, each with a text for every column.
    pub rows: Vec<Vec<String>>,
    /// Whether the last row is the total.
    pub has_total: bool,
    /// Said instead of rows where there are none.
    pub empty: String,
}

impl Sheet for ReportPaper {
    fn form(&self) -> world::Form {
        world::Form::Report
    }

    fn kind(&self) -> &'static str {
        "BB"
    }

    fn strip(&self) -> &Strip {
        &self.strip
    }

    fn fields(&self) -> Vec<Field<'_>> {
        let mut fields = vec![
            Field::must("mark", &self.mark, 40),
            Field::must("number", &self.number, 40),
            Field::must("head", &self.head, 40),
            Field::must("scope", &self.scope, NOTE_MAX),
            Field::must("issuer", &self.issuer, 60),
        ];
        for table in &self.tables {
            fields.push(Field::must("title", &table.title, 40));
            fields.push(Field::must("empty", &table.empty, 40));
            fields.extend(table.columns.iter().map(|one| Field::must("columns", &one.label, 12)));
            let cells = table.rows.iter().flatten();
            fields.extend(cells.map(|cell| Field::may("rows", Some(cell), CELL_MAX).of_lines()));
        }
        fields
    }

    fn check_lists(&self) -> Result<(), PaperError> {
        for table in &self.tables {
            if table.columns.iter().map(|one| one.width).sum::<u32>() != WIDTH {
                return Err(PaperError::Empty("rows"));
            }
            if table.rows.iter().any(|row| row.len() != table.columns.len()) {
                return Err(PaperError::Empty("columns"));
            }
        }
        Ok(())
    }

    fn view(&self) -> Result<Value, PaperError> {
        let tables = self.tables.iter().map(|table| {
            let columns = table.columns.iter().map(
                |one| json!({ "label": one.label, "width": one.width, "is_text": one.is_text }),
            );
            let rows = table
                .rows
                .iter()
                .map(|row| row.iter().map(|cell| cell_paragraphs(cell)).collect::<Vec<_>>());
            json!({
                "title": table.title,
                "has_head": table.has_head,
                "has_total": table.has_total,
                "empty": table.empty,
                "columns": columns.collect::<Vec<_>>(),
                "rows": rows.collect::<Vec<_>>(),
            })
        });
        Ok(json!({
            "mark": self.mark,
            "number": breakable(&self.number),
            "head": self.head,
            "tables": tables.collect::<Vec<_>>(),
            "scope": breakable(&self.scope),
            "issuer": breakable(&self.issuer),
            "date": self.on.to_string(),
        }))
    }

    fn page(&self, pages: usize) -> Value {
        sheet::page(self, &self.mark, &self.number, pages)
    }
}
