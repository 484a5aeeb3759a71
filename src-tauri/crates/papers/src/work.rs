//! F1 接待日通告, F2 企业诉求登记表 and the working forms of one demand: F7 进展反馈表, F8 延期申请表, F9 异议申请表 and 改派通知单, F11 办结报告, and the
//! short forms of 重办, 挂起 and 终结. They share one table of labelled rows.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::field::Field;
use crate::sheet::{self, Sheet};
use crate::text::{breakable, cell_paragraphs};
use crate::{PaperDate, PaperError, Strip, world};

/// Longest line of a row, in characters: four of the wide cell.
const LINE_MAX: usize = 120;
/// Longest text of a row: what an act may hold; it runs over as many pages as it needs.
const TEXT_MAX: usize = 20_000;

/// A working form in the family of the slip; plain values, already worded. What is left empty
/// prints white, for the pen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkPaper {
    /// Which form.
    pub kind: WorkKind,
    /// The red mark, e.g. `民营企业诉求延期申请表`.
    pub mark: String,
    /// The form's own 字号, or for one a unit fills in that of its slip with the item:
    /// `川工商联交〔2026〕12号—1`.
    pub number: String,
    /// Right end of the number line, e.g. `第1次延期`.
    pub head: Option<String>,
    /// The table.
    pub rows: Vec<WorkRow>,
    /// Under the table, e.g. contact and telephone.
    pub note: Option<String>,
    /// The foot strip; its machine code is that of the kind.
    pub strip: Strip,
}

/// The working forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WorkKind {
    /// F8 延期申请表; machine code `YQB`.
    Extension,
    /// F9 异议申请表; machine code `YYB`.
    Objection,
    /// F9 改派通知单; machine code `GPD`.
    Reassignment,
    /// F11 办结报告; machine code `BJB`.
    Completion,
    /// 重办通知单; machine code `CBT`.
    Rework,
    /// 挂起审批表; machine code `GQB`.
    Suspension,
    /// 终结审批表; machine code `ZJB`.
    Termination,
    /// F1 接待日通告; machine code `TGD`.
    Announcement,
    /// F2 企业诉求登记表; machine code `DJB`.
    Registration,
    /// F7 进展反馈表; machine code `JZB`.
    Progress,
    /// 会前简报; machine code `HQB`.
    Brief,
    /// 诉求确认单; machine code `QRD`.
    Confirmation,
}

/// One row of the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WorkRow {
    /// Two short values beside each other.
    Pair(WorkCell, WorkCell),
    /// One value across.
    Wide(WorkCell),
    /// Paragraphs separated by `\n`; with the signatures these rows share what the page has left.
    Text(WorkCell),
    /// Boxes, ticked or for the pen.
    Choice(String, Vec<WorkChoice>),
    /// A place to sign.
    Sign(WorkSign),
    /// The end of a paper that the office sends: who can be asked, and the seal on organ and date.
    Issue {
        /// Contact and telephone.
        contact: Option<String>,
        /// 署名.
        issuer: String,
        /// Day of issue.
        on: PaperDate,
    },
}

/// A label and its value; an empty value stays white.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkCell {
    /// At the left, e.g. `到期日`; `\n` breaks it.
    pub label: String,
    /// The value.
    pub text: String,
}

/// A box and its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkChoice {
    /// After the box.
    pub words: String,
    /// Ticked.
    pub is_ticked: bool,
}

/// A place to sign, with what is decided there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkSign {
    /// At the left, e.g. `批准`.
    pub label: String,
    /// What can be decided; none where it is only signed.
    pub choices: Vec<WorkChoice>,
    /// Who signs, before the name, e.g. `主要负责人`.
    pub role: String,
    /// The name, empty for the pen.
    pub name: String,
    /// Whether the unit's seal belongs there.
    pub is_sealed: bool,
    /// The day; `None` leaves it to the pen.
    pub on: Option<PaperDate>,
}

impl WorkRow {
    /// Two short values beside each other.
    pub fn pair(left: (&str, impl Into<String>), right: (&str, impl Into<String>)) -> Self {
        Self::Pair(WorkCell::new(left.0, left.1), WorkCell::new(right.0, right.1))
    }

    /// One value across.
    pub fn wide(label: &str, text: impl Into<String>) -> Self {
        Self::Wide(WorkCell::new(label, text))
    }

    /// Paragraphs.
    pub fn text(label: &str, text: impl Into<String>) -> Self {
        Self::Text(WorkCell::new(label, text))
    }

    /// Boxes of which the one at `ticked` is ticked.
    pub fn choice<'w>(
        label: &str,
        words: impl IntoIterator<Item = &'w str>,
        ticked: Option<usize>,
    ) -> Self {
        Self::Choice(label.to_owned(), WorkChoice::list(words, ticked))
    }

    /// The least heights of a row the pen may write in, in mm: its own, and where the form would
    /// else take another page. `None` where its lines decide.
    fn air(&self) -> Option<[f64; 2]> {
        match self {
            Self::Text(_) => Some([14.0, 10.0]),
            Self::Sign(sign) => Some(if sign.is_sealed { [30.0, 26.0] } else { [20.0, 18.0] }),
            Self::Pair(..) | Self::Wide(_) | Self::Choice(..) | Self::Issue { .. } => None,
        }
    }

    fn fields<'a>(&'a self, fields: &mut Vec<Field<'a>>) {
        let label = |text| Field::must("rows.label", text, 20).of_lines();
        let line = |cell: &'a WorkCell| Field::may("rows.text", Some(&cell.text), LINE_MAX);
        match self {
            Self::Pair(left, right) => {
                fields.extend([label(&left.label), line(left), label(&right.label), line(right)]);
            }
            Self::Wide(cell) => fields.extend([label(&cell.label), line(cell)]),
            Self::Text(cell) => fields.extend([
                label(&cell.label),
                Field::may("rows.text", Some(&cell.text), TEXT_MAX).of_lines(),
            ]),
            Self::Choice(name, choices) => {
                fields.push(label(name));
                fields.extend(choices.iter().map(WorkChoice::field));
            }
            Self::Sign(sign) => {
                fields.extend([
                    label(&sign.label),
                    Field::must("rows.role", &sign.role, 20),
                    Field::may("rows.name", Some(&sign.name), 60),
                ]);
                fields.extend(sign.choices.iter().map(WorkChoice::field));
            }
            Self::Issue { contact, issuer, .. } => fields.extend([
                Field::may("rows.contact", contact.as_deref(), 80),
                Field::must("rows.issuer", issuer, 60),
            ]),
        }
    }

    fn view(&self) -> Value {
        match self {
            Self::Pair(left, right) => {
                json!({ "row": "pair", "cells": [left.view(), right.view()] })
            }
            Self::Wide(cell) => json!({ "row": "wide", "cells": [cell.view()] }),
            Self::Text(cell) => json!({
                "row": "text", "label": cell.label, "paragraphs": cell_paragraphs(&cell.text),
                "air": self.air(),
            }),
            Self::Choice(label, choices) => json!({
                "row": "choice", "label": label, "choices": WorkChoice::views(choices),
            }),
            Self::Sign(sign) => json!({
                "row": "sign", "label": sign.label, "choices": WorkChoice::views(&sign.choices),
                "role": sign.role, "name": breakable(&sign.name), "is_sealed": sign.is_sealed,
                "date": sign.on.map(|day| day.to_string()), "air": self.air(),
            }),
            Self::Issue { contact, issuer, on } => json!({
                "row": "issue", "contact": breakable(contact.as_deref().unwrap_or_default()),
                "issuer": breakable(issuer), "date": on.to_string(),
            }),
        }
    }
}

impl WorkCell {
    /// A label and its value.
    pub fn new(label: &str, text: impl Into<String>) -> Self {
        Self { label: label.to_owned(), text: text.into() }
    }

    fn view(&self) -> Value {
        let text = cell_paragraphs(&self.text).into_iter().next();
        json!({ "label": self.label, "text": text.unwrap_or_else(|| "".into()) })
    }
}

impl WorkChoice {
    /// Boxes of which the one at `ticked` is ticked.
    pub fn list<'w>(words: impl IntoIterator<Item = &'w str>, ticked: Option<usize>) -> Vec<Self> {
        let choice = |(at, words): (usize, &str)| Self {
            words: words.to_owned(),
            is_ticked: Some(at) == ticked,
        };
        words.into_iter().enumerate().map(choice).collect()
    }

    fn field(&self) -> Field<'_> {
        Field::must("rows.choices", &self.words, 60)
    }

    fn views(choices: &[Self]) -> Vec<Value> {
        choices
            .iter()
            .map(|choice| json!({ "words": breakable(&choice.words), "is_ticked": choice.is_ticked }))
            .collect()
    }
}

impl Sheet for WorkPaper {
    fn form(&self) -> world::Form {
        world::Form::Work
    }

    fn kind(&self) -> &'static str {
        match self.kind {
            WorkKind::Extension => "YQB",
            WorkKind::Objection => "YYB",
            WorkKind::Reassignment => "GPD",
            WorkKind::Completion => "BJB",
            WorkKind::Rework => "CBT",
            WorkKind::Suspension => "GQB",
            WorkKind::Termination => "ZJB",
            WorkKind::Announcement => "TGD",
            WorkKind::Registration => "DJB",
            WorkKind::Progress => "JZB",
            WorkKind::Brief => "HQB",
            WorkKind::Confirmation => "QRD",
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
            Field::may("note", self.note.as_deref(), 160),
        ];
        self.rows.iter().for_each(|row| row.fields(&mut fields));
        fields
    }

    fn check_lists(&self) -> Result<(), PaperError> {
        if self.rows.is_empty() { Err(PaperError::Empty("rows")) } else { Ok(()) }
    }

    fn view(&self) -> Result<Value, PaperError> {
        Ok(json!({
            "mark": self.mark,
            "number": breakable(&self.number),
            "head": self.head,
            "rows": self.rows.iter().map(WorkRow::view).collect::<Vec<_>>(),
            "airs": self.rows.iter().filter_map(WorkRow::air).collect::<Vec<_>>(),
            "note": self.note.as_deref().map(breakable),
        }))
    }

    fn page(&self, pages: usize) -> Value {
        sheet::page(self, &self.mark, &self.number, pages)
    }
}
