//! F10 催办单, 督办函 and 移送函: what is late, what was done about it, and by when to answer.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::field::{Field, bound_list};
use crate::letter::{self, day_after};
use crate::sheet::{self, Sheet};
use crate::text::{breakable, paragraphs};
use crate::{PaperDate, PaperError, PaperNumber, Strip, title, view, world};

/// A chase of one task. The same values print as the office's working form or as the letter of the
/// 督查室; plain values, already worded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChasePaper {
    /// Form or letter.
    pub kind: ChaseKind,
    /// The red mark: the form's name, e.g. `接待日诉求催办单`, or the letter's organ, e.g.
    /// `中共川江区委督查室`.
    pub mark: String,
    /// 字号; its serial is `None` until the paper is issued.
    pub number: PaperNumber,
    /// 紧急程度, e.g. `加急`: before 第几次 on the form, at the left edge of the letter (GB/T
    /// 9704-2012, 10.1).
    pub urgency: Option<String>,
    /// 催办等级: the colour, drawn.
    pub light: Light,
    /// 催办等级 in words, since a copy is grey, e.g. `红色（已逾期）`.
    pub light_words: String,
    /// 第几次 of its kind for this task, from 1.
    pub round: u32,
    /// 被催办单位; the 主送 of a 督办函.
    pub unit: String,
    /// The 主送 of a 移送函: who takes the matter up. `None` on the others.
    pub addressee: Option<String>,
    /// Who issued the slip, as the letter names it, e.g. `区工商业联合会`.
    pub assigner: String,
    /// 原交办字号, e.g. `川工商联交〔2026〕12号`.
    pub slip: String,
    /// Which item of it, e.g. `第一项`.
    pub item: String,
    /// 企业名称 (or `某企业` where it asked not to be named).
    pub enterprise: String,
    /// 事项标题.
    pub matter: String,
    /// The matter as the letter's title has it, with 问题 or 建议 at its end, e.g.
    /// `雨污分流改造施工问题`. Not printed on the form.
    pub subject: String,
    /// 交办日期.
    pub assigned_on: PaperDate,
    /// 办理时限, e.g. `15个工作日`. Not printed on the form.
    pub limit: String,
    /// 到期日 in force.
    pub due_on: PaperDate,
    /// The 到期日 before extensions, where there were any.
    pub original_due_on: Option<PaperDate>,
    /// Where the task stands against `due_on` on the day of issue.
    pub standing: Standing,
    /// What was done before, oldest first: papers, extensions, the latest progress.
    pub done: Vec<Deed>,
    /// 催办要求, paragraphs separated by `\n`. The letter adds the request to answer by `answer_by`.
    pub requirement: String,
    /// 答复期限.
    pub answer_by: PaperDate,
    /// 抄送.
    pub copies_to: Vec<String>,
    /// 签发; white where `None`. Not printed on the letter.
    pub signer: Option<String>,
    /// 署名; the seal goes there.
    pub issuer: String,
    /// Day of issue; `None` leaves it to the pen.
    pub issued_on: Option<PaperDate>,
    /// Contact and telephone, e.g. `联系人：何　静，电话：0830-5550126`; the letter's 附注.
    pub contact: Option<String>,
    /// Binds the sheet for the unit's answer behind the letter and names it as 附件. The form has
    /// its place for the answer always.
    pub has_answer_sheet: bool,
    /// The foot strip, on the form or on the answer sheet bound to the letter; the letter's own
    /// pages have none.
    pub strip: Strip,
}

/// As what a chase is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChaseKind {
    /// 催办单: a working form in the family of the slip. Its machine code is a `CBD`.
    Form,
    /// 督办函: 信函格式 of GB/T 9704-2012, 10.1; the answer sheet bound behind it has a `DBH`.
    Letter,
    /// 移送函: the same letter to whom the matter goes after 督办. It is answered by a letter, so it
    /// has no answer sheet and no machine code.
    Referral,
}

/// 蓝/黄/红.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Light {
    /// 蓝.
    Blue,
    /// 黄.
    Yellow,
    /// 红.
    Red,
}

/// Working days to or from the 到期日.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// So many are left; 0 on the 到期日 itself.
    Left(u32),
    /// So many over.
    Overdue(u32),
}

/// One thing done before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deed {
    /// The day.
    pub on: PaperDate,
    /// What, without a stop at its end, e.g. `第1次催办（川工商联催〔2026〕5号）`.
    pub text: String,
}

/// Title of the sheet on which the unit answers a letter.
const ANSWER_SHEET: &str = "督办事项办理情况回复单";

impl Standing {
    fn label(self) -> &'static str {
        match self {
            Self::Left(_) => "剩余时间",
            Self::Overdue(_) => "逾期天数",
        }
    }

    fn days(self) -> u32 {
        match self {
            Self::Left(days) | Self::Overdue(days) => days,
        }
    }
}

impl ChasePaper {
    /// The letter's first paragraph, from the fields: what was assigned, what came after, how it
    /// stands.
    fn narrative(&self) -> String {
        let after = |day| day_after(self.assigned_on, day);
        let mut said = format!(
            "{}，{}以{}文交{}主办“{}”事项（{}），办理时限{}，",
            self.assigned_on,
            self.assigner,
            self.slip,
            match self.kind {
                ChaseKind::Form | ChaseKind::Letter => "你单位",
                ChaseKind::Referral => self.unit.as_str(),
            },
            self.matter,
            self.item,
            self.limit
        );
        said.push_str(&match self.original_due_on {
            Some(first) => {
                format!("原定{}到期，经批准延期至{}。", after(first), after(self.due_on))
            }
            None => format!("{}到期。", after(self.due_on)),
        });
        if !self.done.is_empty() {
            let deeds: Vec<String> =
                self.done.iter().map(|deed| format!("{}，{}", after(deed.on), deed.text)).collect();
            said.push_str(&format!("其间：{}。", deeds.join("；")));
        }
        let until = self.issued_on.map_or_else(|| "目前".to_owned(), after);
        said.push_str(&match self.standing {
            Standing::Left(0) => format!("截至{until}，尚未办结，当日到期。"),
            Standing::Left(days) => {
                format!("截至{until}，尚未办结，距到期还有{days}个工作日。")
            }
            Standing::Overdue(days) => {
                format!("截至{until}，已逾期{days}个工作日，仍未办结。")
            }
        });
        if self.round > 1 && self.kind == ChaseKind::Letter {
            said.push_str(&format!("此为第{}次督办。", self.round));
        }
        said
    }

    fn ident(&self) -> String {
        sheet::number_or_draft(&self.number, &self.strip)
    }

    fn letter_text(&self) -> String {
        let request = match (self.kind, self.has_answer_sheet) {
            (ChaseKind::Referral, _) => {
                format!(
                    "现将该事项移送你单位，请依职责处理，并于{}前函告处理情况。",
                    self.answer_by
                )
            }
            (ChaseKind::Form | ChaseKind::Letter, true) => format!(
                "请于{}前书面报送办理结果或者进展情况；尚未办结的，填写所附回复单，说明原因、措施和新\
                 的办结时间。",
                self.answer_by
            ),
            (ChaseKind::Form | ChaseKind::Letter, false) => {
                format!("请于{}前书面报送办理结果或者进展情况。", self.answer_by)
            }
        };
        format!("{}\n{}\n{request}", self.narrative(), self.requirement)
    }
}

impl Sheet for ChasePaper {
    fn form(&self) -> world::Form {
        match self.kind {
            ChaseKind::Form => world::Form::Chase,
            ChaseKind::Letter | ChaseKind::Referral => world::Form::Supervise,
        }
    }

    fn kind(&self) -> &'static str {
        match self.kind {
            ChaseKind::Form => "CBD",
            ChaseKind::Letter => "DBH",
            ChaseKind::Referral => "YSH",
        }
    }

    fn strip(&self) -> &Strip {
        &self.strip
    }

    fn fields(&self) -> Vec<Field<'_>> {
        let mut fields = vec![
            Field::must("mark", &self.mark, 40),
            Field::must("number.prefix", &self.number.prefix, 24),
            Field::may("number.suffix", Some(&self.number.suffix), 4),
            Field::may("urgency", self.urgency.as_deref(), 6),
            Field::must("light_words", &self.light_words, 12),
            Field::must("unit", &self.unit, 60),
            Field::may("addressee", self.addressee.as_deref(), 60),
            Field::must("assigner", &self.assigner, 60),
            Field::must("slip", &self.slip, 40),
            Field::must("item", &self.item, 20),
            Field::must("enterprise", &self.enterprise, 120),
            Field::must("matter", &self.matter, 120),
            Field::must("subject", &self.subject, 60),
            Field::must("limit", &self.limit, 12),
            Field::must("requirement", &self.requirement, 800).of_paragraphs(),
            Field::may("signer", self.signer.as_deref(), 20),
            Field::must("issuer", &self.issuer, 60),
            Field::may("contact", self.contact.as_deref(), 80),
        ];
        fields.extend(self.done.iter().map(|deed| Field::must("done.text", &deed.text, 160)));
        fields.extend(self.copies_to.iter().map(|name| Field::must("copies_to", name, 60)));
        fields
    }

    fn check_lists(&self) -> Result<(), PaperError> {
        if self.kind == ChaseKind::Referral && self.addressee.is_none() {
            return Err(PaperError::Empty("addressee"));
        }
        bound_list("done", self.done.iter().map(|deed| deed.text.as_str()), 12, 1_200)?;
        bound_list("copies_to", self.copies_to.iter().map(String::as_str), 1, 200)
    }

    fn view(&self) -> Result<Value, PaperError> {
        let (asked, of_letter) = match self.kind {
            ChaseKind::Form | ChaseKind::Letter => ("督促办理", "的函"),
            ChaseKind::Referral => ("移送", "逾期未办结情况的函"),
        };
        let title: Vec<Value> = title::lines(
            &["关于", asked, &self.enterprise, "反映", &self.subject, of_letter],
            title::TITLE,
        )
        .iter()
        .map(|line| breakable(line))
        .collect();
        let copies = self.copies_to.join("、");
        let round = format!("第{}次催办", self.round);
        let head = self.urgency.iter().cloned().chain([round]).collect::<Vec<_>>().join("　");
        // The sheet on which the unit answers is one page.
        let strip = match (self.kind, self.has_answer_sheet) {
            (ChaseKind::Letter, true) => {
                let ident = format!("{}（回复单）", self.ident());
                Some(view::strip(&self.strip, self.kind(), &ident))
            }
            (ChaseKind::Letter, false) | (ChaseKind::Form | ChaseKind::Referral, _) => None,
        };
        let shown_copies = match (self.kind, copies.is_empty()) {
            (_, false) => Some(breakable(&copies)),
            (ChaseKind::Form, true) => Some("—".into()),
            (ChaseKind::Letter | ChaseKind::Referral, true) => None,
        };
        Ok(json!({
            "mark": self.mark,
            "number": sheet::number(&self.number),
            "head": head,
            "urgency": self.urgency.as_deref().map(breakable),
            "level": self.light,
            "level_word": breakable(&self.light_words),
            "round": self.round,
            "unit": breakable(&self.unit),
            "addressee": breakable(self.addressee.as_ref().unwrap_or(&self.unit)),
            "slip": breakable(&self.slip),
            "item": breakable(&self.item),
            "enterprise": breakable(&self.enterprise),
            "matter": breakable(&self.matter),
            "assigned_on": self.assigned_on.to_string(),
            "due_on": self.due_on.to_string(),
            "original_due_on": self.original_due_on.map(|day| day.to_string()),
            "standing": {
                "label": self.standing.label(),
                "days": format!("{}个工作日", self.standing.days()),
            },
            "done": self.done.iter().map(|deed| json!({
                "on": deed.on.to_string(), "text": breakable(&deed.text),
            })).collect::<Vec<_>>(),
            "requirement": paragraphs(&self.requirement),
            "answer_by": self.answer_by.to_string(),
            "copies": shown_copies,
            "signer": self.signer.as_deref().map(breakable),
            "issuer": breakable(&self.issuer),
            "sign_off": letter::sign_off(&self.issuer),
            "date": self.issued_on.map(|day| day.to_string()),
            "contact": self.contact.as_deref().map(breakable),
            "title": title,
            "paragraphs": letter::paragraphs(&self.letter_text()),
            "sheet": strip.is_some().then_some(ANSWER_SHEET),
            "strip": strip,
        }))
    }

    fn page(&self, pages: usize) -> Value {
        match self.kind {
            ChaseKind::Form => sheet::page(self, &self.mark, &self.ident(), pages),
            ChaseKind::Letter | ChaseKind::Referral => {
                sheet::letter_page(&self.mark, &self.ident())
            }
        }
    }
}
