//! F18 线索移送函: what points to misconduct, said to the organ that looks into it.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::field::Field;
use crate::sheet::{self, Sheet};
use crate::text::{breakable, ordinal};
use crate::{PaperDate, PaperError, PaperNumber, Strip, letter, title, world};

/// Longest section of a letter, in characters: what a demand may hold.
const SECTION: usize = 20_000;

/// A letter of referral in 信函格式 (GB/T 9704-2012, 10.1), 限级 at the left under the red rule. Its
/// title tells nothing of the matter. In the texts paragraphs are separated by `\n`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CluePaper {
    /// 发文机关标志.
    pub mark: String,
    /// 字号; its serial is `None` until the letter is issued.
    pub number: PaperNumber,
    /// 主送, without its colon.
    pub addressee: String,
    /// When it came, its 登记号 and who agreed.
    pub opening: String,
    /// 反映人: enterprise and person, or that they are not named.
    pub informant: String,
    /// The matter in a line.
    pub matter: String,
    /// 反映内容.
    pub content: String,
    /// What is asked.
    pub request: Option<String>,
    /// 移送理由.
    pub reason: String,
    /// 双签: the two who signed, with their days.
    pub signatures: String,
    /// What is asked of the addressee, and who may read it.
    pub closing: String,
    /// 署名; the seal goes there.
    pub issuer: String,
    /// 成文日期; `None` leaves it to the pen.
    pub issued_on: Option<PaperDate>,
    /// 附注 without its brackets.
    pub contact: Option<String>,
    /// For version, time and file; a letter prints no strip.
    pub strip: Strip,
}

impl Sheet for CluePaper {
    fn form(&self) -> world::Form {
        world::Form::Clue
    }

    fn kind(&self) -> &'static str {
        "XSH"
    }

    fn strip(&self) -> &Strip {
        &self.strip
    }

    fn fields(&self) -> Vec<Field<'_>> {
        vec![
            Field::must("mark", &self.mark, 40),
            Field::must("number.prefix", &self.number.prefix, 24),
            Field::may("number.suffix", Some(&self.number.suffix), 4),
            Field::must("addressee", &self.addressee, 120),
            Field::must("opening", &self.opening, 400),
            Field::must("informant", &self.informant, 400),
            Field::must("matter", &self.matter, 120),
            Field::must("content", &self.content, SECTION).of_paragraphs(),
            Field::may("request", self.request.as_deref(), SECTION).of_paragraphs(),
            Field::must("reason", &self.reason, SECTION).of_paragraphs(),
            Field::must("signatures", &self.signatures, 300),
            Field::must("closing", &self.closing, 400),
            Field::must("issuer", &self.issuer, 60),
            Field::may("contact", self.contact.as_deref(), 80),
        ]
    }

    fn check_lists(&self) -> Result<(), PaperError> {
        Ok(())
    }

    fn view(&self) -> Result<Value, PaperError> {
        let pieces = ["关于移送", "民营企业接待日", "问题线索", "的函"];
        let matter = format!("{}\n{}", self.matter, self.content);
        let matter = if self.matter == self.content { &self.content } else { &matter };
        let sections = [
            ("线索来源", Some(&self.informant)),
            ("反映内容", Some(matter)),
            ("反映人请求", self.request.as_ref()),
            ("移送理由", Some(&self.reason)),
            ("审批", Some(&self.signatures)),
        ];
        let sections: Vec<Value> = sections
            .into_iter()
            .filter_map(|(head, text)| text.map(|text| (head, text)))
            .enumerate()
            .map(|(index, (head, text))| {
                json!({
                    "head": format!("{}、{head}", ordinal(index + 1)),
                    "paragraphs": letter::paragraphs(text),
                })
            })
            .collect();
        let lines = title::lines(&pieces, title::TITLE);
        Ok(json!({
            "mark": self.mark,
            "number": sheet::number(&self.number),
            "urgency": "限级",
            "title": lines.iter().map(|line| breakable(line)).collect::<Vec<_>>(),
            "addressee": breakable(&self.addressee),
            "opening": letter::paragraphs(&self.opening),
            "sections": sections,
            "closing": letter::paragraphs(&self.closing),
            "sign_off": letter::sign_off(&self.issuer),
            "date": self.issued_on.map(|day| day.to_string()),
            "contact": self.contact.as_deref().map(breakable),
            "copies": null,
        }))
    }

    fn page(&self, _pages: usize) -> Value {
        sheet::letter_page(&self.mark, &sheet::number_or_draft(&self.number, &self.strip))
    }
}
