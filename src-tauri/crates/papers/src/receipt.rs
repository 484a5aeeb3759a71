//! F6 签收回执: issued with the slip, one for each unit.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::slip::require;
use crate::text::{bound, breakable};
use crate::typeset::RECEIPT;
use crate::view;
use crate::{Limit, PaperError, PaperNumber, Strip};

/// What the office knows beforehand; the unit fills in who received it, when and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptPaper {
    /// The red mark, `交办单签收回执`.
    pub mark: String,
    /// 字号 of the slip; it is numbered before receipts are made.
    pub number: PaperNumber,
    /// Which receipt of this slip, from 1; printed after the number as `—2`.
    pub copy: u32,
    /// How many receipts the slip has.
    pub copies: u32,
    /// Right end of the number line, e.g. `请于1个工作日内退回`.
    pub urgency: String,
    /// 签收单位.
    pub unit: String,
    /// Ticks 主办.
    pub is_lead: bool,
    /// Ticks 协办 (a unit may be both, for different items).
    pub is_assisting: bool,
    /// 承办事项, e.g. `第二项（共二项）`.
    pub items: String,
    /// 企业名称.
    pub enterprise: String,
    /// 事项标题, one a line.
    pub titles: Vec<String>,
    /// 办理时限 and 到期日, one for each title in their order, or one for all of them.
    pub limits: Vec<Limit>,
    /// The small print under 意见, what an objection needs.
    pub objection: String,
    /// Under the table: where to send it, contact, telephone.
    pub return_to: String,
    /// The foot strip; `code` e.g. `CJGSLJ-2026-12-02`.
    pub strip: Strip,
}

/// Heights of the rows the pen fills in, in mm.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Air {
    row: f64,
    opinion: f64,
}

impl Air {
    /// The form's own heights, then tighter ones: several items should not cost a second page,
    /// and the pen still needs 9.5 mm.
    pub(crate) const ALL: [Self; 3] = [
        Self { row: 12.6, opinion: 36.0 },
        Self { row: 10.8, opinion: 32.0 },
        Self { row: 9.5, opinion: 29.0 },
    ];
}

impl ReceiptPaper {
    pub(crate) fn check(&self) -> Result<(), PaperError> {
        self.strip.check_codes()?;
        for (field, text, max) in [
            ("mark", &self.mark, 40),
            ("number.prefix", &self.number.prefix, 20),
            ("unit", &self.unit, 60),
            ("items", &self.items, 60),
            ("enterprise", &self.enterprise, 120),
            ("return_to", &self.return_to, 160),
        ] {
            require(field, text)?;
            bound(field, text, max, 0)?;
        }
        if self.number.serial.is_none() {
            return Err(PaperError::Empty("number.serial"));
        }
        bound("number.suffix", &self.number.suffix, 4, 0)?;
        bound("urgency", &self.urgency, 16, 0)?;
        bound("objection", &self.objection, 160, 0)?;
        let titles: usize = self.titles.iter().map(|title| title.chars().count() + 24).sum();
        if titles > 300 {
            return Err(PaperError::TooLong { field: "titles", found: titles, max: 300 });
        }
        self.titles.iter().try_for_each(|title| bound("titles", title, 120, 0))?;
        self.limits.iter().try_for_each(|limit| bound("limits.text", &limit.text, 12, 0))
    }

    pub(crate) fn texts(&self) -> Vec<&str> {
        let mut texts = vec![
            self.mark.as_str(),
            &self.number.prefix,
            &self.number.suffix,
            &self.urgency,
            &self.unit,
            &self.items,
            &self.enterprise,
            &self.objection,
            &self.return_to,
        ];
        texts.extend(self.titles.iter().map(String::as_str));
        texts.extend(self.limits.iter().map(|limit| limit.text.as_str()));
        texts
    }

    /// The paper itself.
    pub(crate) fn view(&self, air: Air) -> Value {
        let number = self.number.full().unwrap_or_default();
        let limit = |limit: &Limit| {
            json!({
                "text": breakable(&limit.text),
                "due": limit.due_on.map_or("—".to_owned(), |day| day.to_string()),
                "note": (limit.provisional && limit.due_on.is_some()).then_some("（暂定）"),
            })
        };
        json!({
            "mark": self.mark,
            "number": format!("{number}—{}", self.copy),
            "head": self.urgency,
            "unit": breakable(&self.unit),
            "lead": self.is_lead,
            "assisting": self.is_assisting,
            "items": breakable(&self.items),
            "enterprise": breakable(&self.enterprise),
            "titles": self.titles.iter().map(|title| breakable(title)).collect::<Vec<_>>(),
            "limits": self.limits.iter().map(limit).collect::<Vec<_>>(),
            "row": air.row,
            "opinion": air.opinion,
            "objection": breakable(&self.objection),
            "return_to": breakable(&self.return_to),
        })
    }

    /// What surrounds it.
    pub(crate) fn page(&self, pages: usize) -> Value {
        let number = self.number.full().unwrap_or_default();
        let ident = format!("{number}（回执{}—{}）", self.copy, self.copies);
        json!({
            "total": pages,
            "mark": self.mark,
            "ident": ident,
            "stamp": null,
            "reason": null,
            "strip": view::strip(&self.strip, RECEIPT, &ident),
        })
    }
}
