//! F17 不予受理/转介告知单: tells an enterprise why, and where to turn.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::field::Field;
use crate::sheet::{self, Sheet};
use crate::text::{breakable, paragraphs};
use crate::{PaperDate, PaperError, PaperNumber, Strip, view, world};

/// A demand that is not taken up (transition 3), told to the enterprise with its ground and its ways
/// on. In the longer texts paragraphs are separated by `\n`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticePaper {
    /// The red mark, e.g. `民营企业诉求不予受理告知单`.
    pub mark: String,
    /// 字号; its serial is `None` until the notice is issued.
    pub number: PaperNumber,
    /// 企业名称.
    pub enterprise: String,
    /// 登记日期.
    pub registered_on: PaperDate,
    /// 诉求来源, e.g. `第13期接待日`.
    pub source: String,
    /// 诉求编号.
    pub demand: String,
    /// 诉求类型 or 分类.
    pub category: String,
    /// 诉求标题.
    pub matter: String,
    /// 主要内容, in short.
    pub summary: String,
    /// Where it was referred to; `None` ticks 不予受理.
    pub referred: Option<Referral>,
    /// The reason code in words, e.g. `已进入诉讼程序`.
    pub reason: String,
    /// Why it applies here.
    pub explanation: String,
    /// 依据: 文号 and clause; the row is left out where it is empty.
    pub basis: String,
    /// 告知事项: ways on, how to object, new facts.
    pub advice: String,
    /// 署名; the seal goes there.
    pub issuer: String,
    /// Day of issue; `None` leaves it to the pen.
    pub issued_on: Option<PaperDate>,
    /// Contact and telephone.
    pub contact: Option<String>,
    /// The foot strip; its machine code is a `GZD`.
    pub strip: Strip,
}

/// 转介.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Referral {
    /// 转介单位.
    pub unit: String,
    /// Its contact and telephone.
    pub contact: Option<String>,
    /// 移交材料, e.g. `登记表1份、合同复印件1份`.
    pub papers: Option<String>,
}

impl Sheet for NoticePaper {
    fn form(&self) -> world::Form {
        world::Form::Notice
    }

    fn kind(&self) -> &'static str {
        "GZD"
    }

    fn strip(&self) -> &Strip {
        &self.strip
    }

    fn fields(&self) -> Vec<Field<'_>> {
        let mut fields = vec![
            Field::must("mark", &self.mark, 40),
            Field::must("number.prefix", &self.number.prefix, 24),
            Field::may("number.suffix", Some(&self.number.suffix), 4),
            Field::must("enterprise", &self.enterprise, 120),
            Field::must("source", &self.source, 60),
            Field::must("demand", &self.demand, 40),
            Field::must("category", &self.category, 20),
            Field::must("matter", &self.matter, 120),
            Field::must("summary", &self.summary, 800).of_paragraphs(),
            Field::must("reason", &self.reason, 60),
            Field::must("explanation", &self.explanation, 800).of_paragraphs(),
            Field::may("basis", Some(&self.basis), 400).of_paragraphs(),
            Field::must("advice", &self.advice, 600).of_paragraphs(),
            Field::must("issuer", &self.issuer, 60),
            Field::may("contact", self.contact.as_deref(), 80),
        ];
        if let Some(referral) = &self.referred {
            fields.extend([
                Field::must("referred.unit", &referral.unit, 60),
                Field::may("referred.contact", referral.contact.as_deref(), 60),
                Field::may("referred.papers", referral.papers.as_deref(), 80),
            ]);
        }
        fields
    }

    fn check_lists(&self) -> Result<(), PaperError> {
        Ok(())
    }

    fn view(&self) -> Result<Value, PaperError> {
        let referred = self.referred.as_ref().map(|referral| {
            json!({
                "unit": breakable(&referral.unit),
                "contact": view::optional(referral.contact.as_deref()),
                "papers": view::optional(referral.papers.as_deref()),
            })
        });
        Ok(json!({
            "mark": self.mark,
            "number": sheet::number(&self.number),
            "head": null,
            "reason": breakable(&self.reason),
            "enterprise": breakable(&self.enterprise),
            "registered_on": self.registered_on.to_string(),
            "source": breakable(&self.source),
            "demand": breakable(&self.demand),
            "category": breakable(&self.category),
            "matter": breakable(&self.matter),
            "summary": paragraphs(&self.summary),
            "referred": referred,
            "explanation": paragraphs(&self.explanation),
            "basis": paragraphs(&self.basis),
            "advice": paragraphs(&self.advice),
            "issuer": breakable(&self.issuer),
            "date": self.issued_on.map(|day| day.to_string()),
            "contact": breakable(self.contact.as_deref().unwrap_or_default()),
        }))
    }

    fn page(&self, pages: usize) -> Value {
        let ident = sheet::number_or_draft(&self.number, &self.strip);
        sheet::page(self, &self.mark, &ident, pages)
    }
}
