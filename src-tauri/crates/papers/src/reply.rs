//! F12 答复函: what was found, done and decided, said to the enterprise.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::field::{Field, bound_list};
use crate::sheet::{self, Sheet};
use crate::text::{breakable, ordinal};
use crate::{PaperDate, PaperError, PaperNumber, RatingPaper, Strip, letter, title, world};

/// Longest section of a letter, in characters: about three pages.
const SECTION: usize = 2_000;

/// A letter of reply in 信函格式 (GB/T 9704-2012, 10.1). Its five sections are those of domain (c),
/// F12; one left `None` is not printed and the rest are numbered without it. In the texts
/// paragraphs are separated by `\n`; a paragraph may begin with a run-in heading,
/// `（一）调整施工组织。`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplyPaper {
    /// 发文机关标志, e.g. `川江区住房和城乡建设局`.
    pub mark: String,
    /// 字号; its serial is `None` until the letter is issued.
    pub number: PaperNumber,
    /// 紧急程度, at the left under the red rule.
    pub urgency: Option<String>,
    /// The enterprise in the title (or `某企业`).
    pub enterprise: String,
    /// What it raised, in the title, with 问题 or 建议 at its end, e.g. `雨污分流改造施工问题`. The
    /// title is `关于…反映…的答复`.
    pub subject: String,
    /// 主送, without its colon.
    pub addressee: String,
    /// Before the sections, e.g. `你公司在……反映的“……”问题收悉。经研究办理，现答复如下：`.
    pub opening: String,
    /// 反映事项: what the enterprise raised, its facts and its request.
    pub facts: String,
    /// 办理情况.
    pub handling: Option<String>,
    /// 办理结果.
    pub result: String,
    /// 办理依据, each with its 文号 and clause.
    pub basis: Option<String>,
    /// 后续安排.
    pub follow_up: Option<String>,
    /// After the sections, e.g. thanks and how to object.
    pub closing: Option<String>,
    /// 附件: the form for the rating, bound behind the letter and named before the 署名.
    pub rating: Option<Box<RatingPaper>>,
    /// 署名; the seal goes there.
    pub issuer: String,
    /// 成文日期; `None` leaves it to the pen.
    pub issued_on: Option<PaperDate>,
    /// 附注 without its brackets: contact and telephone.
    pub contact: Option<String>,
    /// 抄送.
    pub copies_to: Vec<String>,
    /// For version, time and file; the letter's own pages print no strip (papers.md §4).
    pub strip: Strip,
}

impl ReplyPaper {
    fn sections(&self) -> impl Iterator<Item = (&'static str, &str)> {
        [
            ("反映事项", Some(&self.facts)),
            ("办理情况", self.handling.as_ref()),
            ("办理结果", Some(&self.result)),
            ("办理依据", self.basis.as_ref()),
            ("后续安排", self.follow_up.as_ref()),
        ]
        .into_iter()
        .filter_map(|(head, text)| {
            text.map(String::as_str).filter(|text| !text.trim().is_empty()).map(|text| (head, text))
        })
    }
}

impl Sheet for ReplyPaper {
    fn form(&self) -> world::Form {
        world::Form::Reply
    }

    fn kind(&self) -> &'static str {
        "DFH"
    }

    fn strip(&self) -> &Strip {
        &self.strip
    }

    fn bound(&self) -> Option<(&'static str, &Strip)> {
        self.rating.as_ref().map(|rating| (rating.kind(), rating.strip()))
    }

    fn fields(&self) -> Vec<Field<'_>> {
        let mut fields = vec![
            Field::must("mark", &self.mark, 40),
            Field::must("number.prefix", &self.number.prefix, 24),
            Field::may("number.suffix", Some(&self.number.suffix), 4),
            Field::may("urgency", self.urgency.as_deref(), 6),
            Field::must("enterprise", &self.enterprise, 120),
            Field::must("subject", &self.subject, 60),
            Field::must("addressee", &self.addressee, 120),
            Field::must("opening", &self.opening, 400).of_paragraphs(),
            Field::must("facts", &self.facts, SECTION).of_paragraphs(),
            Field::may("handling", self.handling.as_deref(), SECTION).of_paragraphs(),
            Field::must("result", &self.result, SECTION).of_paragraphs(),
            Field::may("basis", self.basis.as_deref(), SECTION).of_paragraphs(),
            Field::may("follow_up", self.follow_up.as_deref(), SECTION).of_paragraphs(),
            Field::may("closing", self.closing.as_deref(), 400).of_paragraphs(),
            Field::must("issuer", &self.issuer, 60),
            Field::may("contact", self.contact.as_deref(), 80),
        ];
        fields.extend(self.copies_to.iter().map(|name| Field::must("copies_to", name, 60)));
        fields.extend(self.rating.iter().flat_map(|rating| rating.fields()));
        fields
    }

    fn check_lists(&self) -> Result<(), PaperError> {
        if let Some(rating) = &self.rating {
            sheet::check(&**rating)?;
        }
        bound_list("copies_to", self.copies_to.iter().map(String::as_str), 1, 200)
    }

    fn view(&self) -> Result<Value, PaperError> {
        let pieces = ["关于", &self.enterprise, "反映", &self.subject, "的答复"];
        let sections: Vec<Value> = self
            .sections()
            .enumerate()
            .map(|(index, (head, text))| {
                json!({
                    "head": format!("{}、{head}", ordinal(index + 1)),
                    "paragraphs": letter::paragraphs(text),
                })
            })
            .collect();
        let copies = self.copies_to.join("、");
        let rating = self.rating.as_ref().map(|rating| rating.sheet()).transpose()?;
        Ok(json!({
            "mark": self.mark,
            "number": sheet::number(&self.number),
            "urgency": self.urgency.as_deref().map(breakable),
            "title": title::lines(&pieces, title::TITLE).iter().map(|line| breakable(line)).collect::<Vec<_>>(),
            "addressee": breakable(&self.addressee),
            "opening": letter::paragraphs(&self.opening),
            "sections": sections,
            "closing": letter::paragraphs(self.closing.as_deref().unwrap_or_default()),
            "annex": self.rating.as_ref().map(|rating| breakable(&rating.title)),
            "rating": rating,
            "sign_off": letter::sign_off(&self.issuer),
            "date": self.issued_on.map(|day| day.to_string()),
            "contact": self.contact.as_deref().map(breakable),
            "copies": (!copies.is_empty()).then(|| breakable(&copies)),
        }))
    }

    fn page(&self, _pages: usize) -> Value {
        let ident = sheet::number_or_draft(&self.number, &self.strip);
        sheet::letter_page(&self.mark, &ident)
    }
}
