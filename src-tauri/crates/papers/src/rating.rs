//! F13 评价表: one page, ticked by hand.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::field::Field;
use crate::sheet::{self, Sheet};
use crate::text::breakable;
use crate::{PaperError, Strip, view, world};

/// What the office knows beforehand; the enterprise ticks, signs and sends it back. Five grades for
/// the whole and for 结果, 时效 and 态度; 回访记录 has room for three attempts (domain (c), F13).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RatingPaper {
    /// The title, e.g. `民营企业诉求办理满意度评价表`.
    pub title: String,
    /// 企业名称.
    pub enterprise: String,
    /// 诉求编号, e.g. `川工商联交〔2026〕12号—1`.
    pub demand: String,
    /// 承办单位.
    pub unit: String,
    /// 诉求标题.
    pub matter: String,
    /// How to fill it in and where to send it, e.g. `请在对应方框内打“√”，每行只选一项。……`.
    pub hint: String,
    /// The foot strip; its machine code is a `PJB`.
    pub strip: Strip,
}

/// The five grades of 好差评, best first.
const GRADES: [&str; 5] = ["非常满意", "满意", "基本满意", "不满意", "非常不满意"];
/// What is graded.
const QUESTIONS: [&str; 4] = ["总体评价", "办理结果", "办理时效", "服务态度"];
/// 不满意原因; 其他 follows with room for the pen.
const REASONS: [&str; 5] = ["结果", "程序", "态度", "时效", "未告知"];

impl RatingPaper {
    /// What the sheet shows, by itself or behind a letter.
    pub(crate) fn sheet(&self) -> Result<Value, PaperError> {
        let ident = self.ident();
        Ok(json!({
            "title": self.title,
            "enterprise": breakable(&self.enterprise),
            "demand": breakable(&self.demand),
            "unit": breakable(&self.unit),
            "matter": breakable(&self.matter),
            "hint": breakable(&self.hint),
            "grades": GRADES,
            "questions": QUESTIONS,
            "reasons": REASONS,
            "strip": view::strip(&self.strip, self.kind(), &ident),
        }))
    }

    fn ident(&self) -> String {
        format!("满意度评价表　{}", self.demand)
    }
}

impl Sheet for RatingPaper {
    fn form(&self) -> world::Form {
        world::Form::Rating
    }

    fn kind(&self) -> &'static str {
        "PJB"
    }

    fn strip(&self) -> &Strip {
        &self.strip
    }

    fn fields(&self) -> Vec<Field<'_>> {
        vec![
            Field::must("rating.title", &self.title, 20),
            Field::must("rating.enterprise", &self.enterprise, 80),
            Field::must("rating.demand", &self.demand, 40),
            Field::must("rating.unit", &self.unit, 40),
            Field::must("rating.matter", &self.matter, 120),
            Field::must("rating.hint", &self.hint, 120),
        ]
    }

    fn check_lists(&self) -> Result<(), PaperError> {
        Ok(())
    }

    fn view(&self) -> Result<Value, PaperError> {
        self.sheet()
    }

    fn page(&self, pages: usize) -> Value {
        sheet::page(self, &self.title, &self.ident(), pages)
    }
}
