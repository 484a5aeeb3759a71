//! F5 交办单: the record as it is printed.

use serde::{Deserialize, Serialize};

use crate::text::bound;
use crate::{PaperDate, PaperError, PaperNumber, SignatureInk, Strip};

/// Everything a 交办单 shows. Plain values, already worded; the layout decides nothing about the
/// trade. Optional fields left `None` print as "—", those the pen fills in print white.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SlipPaper {
    /// The red mark, e.g. `川江区民营企业接待日交办单`.
    pub mark: String,
    /// 字号; its serial is `None` until the slip is numbered.
    pub number: PaperNumber,
    /// Where the slip stands in its life.
    pub state: SlipState,
    /// Printed again after an edit: 更正 is stamped on every page.
    pub corrected: bool,
    /// 紧急程度 at the right end of the number line, e.g. `加急`.
    pub urgency: Option<String>,
    /// 企业名称 (or `某企业` where it asked not to be named).
    pub enterprise: String,
    /// 到会人, e.g. `刘启明（法定代表人）`.
    pub visitors: Option<String>,
    /// 来源期次, e.g. `第13期（2026年3月19日会场）`.
    pub source: String,
    /// 接待领导, e.g. `区委书记　周明远`.
    pub leader: Option<String>,
    /// 牵头领导, printed as a row of its own; leave `None` where the 拟办意见 names the person.
    pub lead_leader: Option<String>,
    /// 领导批示; `None` leaves the box to the pen, with a hint.
    pub instruction: Option<Instruction>,
    /// 拟办意见.
    pub proposal: Option<String>,
    /// 拟办.
    pub drafted_by: Option<String>,
    /// 审核.
    pub reviewed_by: Option<String>,
    /// 签发: who, and on which day.
    pub approved_by: Option<Approval>,
    /// 交办事项, at least one.
    pub items: Vec<SlipItem>,
    /// Names that may stand in 批示, 拟办意见 and the items, and are not torn over two lines there.
    #[serde(default)]
    pub names: Vec<String>,
    /// 说明, one entry a paragraph, 抄送 among them.
    pub notes: Vec<String>,
    /// 交办单位, above its date; the seal goes there.
    pub issuer: String,
    /// 交办日期.
    pub issued_on: Option<PaperDate>,
    /// The foot strip.
    pub strip: Strip,
}

/// Where a slip stands; it decides what strip, number and stamp say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum SlipState {
    /// 待签批稿: strip and running head say so and give the draft's id.
    Draft,
    /// 已交办 (or at least numbered).
    Issued,
    /// 作废: stamped on every page with its reason; the number stays.
    Void {
        /// 作废原因.
        reason: String,
    },
}

/// What the leader wrote.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Instruction {
    /// 批示 as typed; empty where only the scan of the paper holds it.
    pub text: String,
    /// Signed on screen.
    pub signature: Option<SignatureInk>,
    /// Who signed; printed only where there is no `signature` (signed on paper, scan attached).
    pub signer: Option<String>,
    /// Day of the 批示.
    pub signed_on: Option<PaperDate>,
}

/// 签发.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// Name.
    pub name: String,
    /// Day; `None` leaves it to the pen.
    pub on: Option<PaperDate>,
}

/// One 交办事项.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlipItem {
    /// 标题.
    pub title: String,
    /// Printed in 〔〕 after the title: 分类, 急, 难 ….
    pub tags: Vec<String>,
    /// 内容, paragraphs separated by `\n`. Over 200 characters the slip shows an excerpt and the
    /// full text goes into an 附件.
    pub text: String,
    /// 办理要求; handled like `text`.
    pub requirement: Option<String>,
    /// 主办单位.
    pub lead: String,
    /// 责任人, under the lead unit.
    pub responsible: Option<String>,
    /// 协办单位.
    pub assisting: Vec<String>,
    /// 办理时限.
    pub limit: Limit,
}

/// 办理时限 with its 到期日.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limit {
    /// E.g. `15个工作日`.
    pub text: String,
    /// 到期日; `None` before issue prints `（交办次日起算）`.
    pub due_on: Option<PaperDate>,
    /// The holidays of that year are not announced yet: prints `（暂定）`.
    pub provisional: bool,
}

/// Most items on one slip: 一 … 九十九.
const MAX_ITEMS: usize = 99;

impl SlipPaper {
    /// Refuses what the form cannot hold. The figures are what the cells take before a row that
    /// cannot split would outgrow a page.
    pub(crate) fn check(&self) -> Result<(), PaperError> {
        self.strip.check_codes()?;
        let must = [
            ("mark", &self.mark, 40),
            ("number.prefix", &self.number.prefix, 20),
            ("enterprise", &self.enterprise, 120),
            ("source", &self.source, 80),
            ("issuer", &self.issuer, 60),
        ];
        for (field, text, max) in must {
            require(field, text)?;
            bound(field, text, max, 0)?;
        }
        bound("number.suffix", &self.number.suffix, 4, 0)?;
        let may = [
            ("urgency", &self.urgency, 12, 0),
            ("visitors", &self.visitors, 120, 0),
            ("leader", &self.leader, 80, 0),
            ("lead_leader", &self.lead_leader, 120, 0),
            ("proposal", &self.proposal, 800, 30),
            ("drafted_by", &self.drafted_by, 20, 0),
            ("reviewed_by", &self.reviewed_by, 20, 0),
        ];
        for (field, text, max, line) in may {
            bound(field, text.as_deref().unwrap_or_default(), max, line)?;
        }
        if let SlipState::Void { reason } = &self.state {
            bound("state.reason", reason, 100, 0)?;
        }
        if let Some(instruction) = &self.instruction {
            bound("instruction.text", &instruction.text, 800, 30)?;
            bound("instruction.signer", instruction.signer.as_deref().unwrap_or_default(), 20, 0)?;
        }
        if let Some(approval) = &self.approved_by {
            bound("approved_by.name", &approval.name, 20, 0)?;
        }
        let notes: usize = self.notes.iter().map(|note| note.chars().count() + 24).sum();
        if notes > 800 {
            return Err(PaperError::TooLong { field: "notes", found: notes, max: 800 });
        }
        self.notes.iter().try_for_each(|note| bound("notes", note, 800, 24))?;
        if self.items.len() > MAX_ITEMS {
            let found = self.items.len();
            return Err(PaperError::TooLong { field: "items", found, max: MAX_ITEMS });
        }
        if self.items.is_empty() {
            return Err(PaperError::Empty("items"));
        }
        self.items.iter().try_for_each(SlipItem::check)
    }

    /// Every text that reaches the paper, for the check of glyphs.
    pub(crate) fn texts(&self) -> Vec<&str> {
        let mut texts = vec![
            self.mark.as_str(),
            &self.number.prefix,
            &self.number.suffix,
            &self.enterprise,
            &self.source,
            &self.issuer,
        ];
        let may = [
            &self.urgency,
            &self.visitors,
            &self.leader,
            &self.lead_leader,
            &self.proposal,
            &self.drafted_by,
            &self.reviewed_by,
        ];
        texts.extend(may.into_iter().flatten().map(String::as_str));
        if let SlipState::Void { reason } = &self.state {
            texts.push(reason);
        }
        if let Some(instruction) = &self.instruction {
            texts.push(&instruction.text);
            texts.extend(instruction.signer.as_deref());
        }
        texts.extend(self.approved_by.as_ref().map(|approval| approval.name.as_str()));
        texts.extend(self.notes.iter().map(String::as_str));
        for item in &self.items {
            texts.extend([item.title.as_str(), &item.text, &item.lead, &item.limit.text]);
            texts.extend(item.requirement.as_deref());
            texts.extend(item.responsible.as_deref());
            texts.extend(item.tags.iter().chain(&item.assisting).map(String::as_str));
        }
        texts
    }
}

impl SlipItem {
    fn check(&self) -> Result<(), PaperError> {
        for (field, text, max) in [
            ("items.title", &self.title, 120),
            ("items.lead", &self.lead, 60),
            ("items.limit.text", &self.limit.text, 12),
        ] {
            require(field, text)?;
            bound(field, text, max, 0)?;
        }
        require("items.text", &self.text)?;
        bound("items.text", &self.text, crate::MAX_TEXT_CHARS, 1)?;
        bound(
            "items.requirement",
            self.requirement.as_deref().unwrap_or_default(),
            crate::MAX_TEXT_CHARS,
            1,
        )?;
        bound("items.responsible", self.responsible.as_deref().unwrap_or_default(), 40, 0)?;
        for tag in &self.tags {
            bound("items.tags", tag, 20, 0)?;
        }
        let assisting: usize = self.assisting.iter().map(|unit| unit.chars().count() + 1).sum();
        if assisting > 600 {
            return Err(PaperError::TooLong {
                field: "items.assisting",
                found: assisting,
                max: 600,
            });
        }
        self.assisting.iter().try_for_each(|unit| bound("items.assisting", unit, 60, 0))
    }
}

pub(crate) fn require(field: &'static str, text: &str) -> Result<(), PaperError> {
    if text.trim().is_empty() { Err(PaperError::Empty(field)) } else { Ok(()) }
}
