//! The work packet (承办单位工作包): what a unit without an account fills in for a task, and what
//! its cells mean when the workbook comes back.

mod cell;

use std::collections::BTreeMap;

use chrono::NaiveDate;

pub use cell::{CellFault, PacketCell, parse_day};

use crate::demand::DemandState;
use crate::handling::{AssistOpinion, ContactWay, ResultClass};
use crate::ids::PacketId;
use crate::slip::{ReceiptWay, TaskRole, TaskState};
use crate::terms::{Term, terms};

terms! {
    /// What a unit reports of a task, each a band of the packet, in the order it is recorded.
    pub enum PacketPart {
        Receipt = "receipt", "签收";
        Objection = "objection", "异议";
        Progress = "progress", "进展反馈";
        AssistAnswer = "assist_answer", "协办意见";
        Completion = "completion", "办结报告";
    }
}

terms! {
    /// A column a unit fills in. The label is its heading and tells it from every other.
    pub enum PacketColumn {
        ReceivedBy = "received_by", "签收人";
        ReceivedOn = "received_on", "签收日期";
        ReceiptWay = "receipt_way", "签收方式";
        ObjectionGround = "objection_ground", "异议理由";
        ObjectionBasis = "objection_basis", "职责依据";
        ObjectedOn = "objected_on", "提出日期";
        Progress = "progress", "进展情况";
        ProgressOn = "progress_on", "截至日期";
        Opinion = "opinion", "协办意见";
        AssistWords = "assist_words", "条件或说明";
        AssistBasis = "assist_basis", "意见依据";
        AssistedOn = "assisted_on", "反馈日期";
        ResultClass = "result_class", "结果类别";
        Process = "process", "办理过程";
        Result = "result", "办理结果";
        ResultBasis = "result_basis", "办理依据";
        Evidence = "evidence", "证据清单";
        ContactOn = "contact_on", "联系企业日期";
        ContactWay = "contact_way", "联系方式";
        ContactPerson = "contact_person", "企业联系人";
        ContactWords = "contact_words", "沟通情况";
        Head = "head", "主要负责人";
        CompletedOn = "completed_on", "办结日期";
    }
}

terms! {
    /// What becomes of one part of a returned row.
    pub enum Verdict {
        Good = "good", "可登记";
        Recorded = "recorded", "已登记";
        /// The same was recorded before.
        Unchanged = "unchanged", "无变化";
        Refused = "refused", "退回";
    }
}

/// What a cell of a column takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PacketKind {
    /// Words.
    Text,
    /// A day.
    Day,
    /// One of the labels of [`PacketColumn::choices`].
    Choice,
}

impl PacketColumn {
    /// Returns the part it belongs to.
    #[must_use]
    pub fn part(self) -> PacketPart {
        match self {
            Self::ReceivedBy | Self::ReceivedOn | Self::ReceiptWay => PacketPart::Receipt,
            Self::ObjectionGround | Self::ObjectionBasis | Self::ObjectedOn => {
                PacketPart::Objection
            }
            Self::Progress | Self::ProgressOn => PacketPart::Progress,
            Self::Opinion | Self::AssistWords | Self::AssistBasis | Self::AssistedOn => {
                PacketPart::AssistAnswer
            }
            Self::ResultClass
            | Self::Process
            | Self::Result
            | Self::ResultBasis
            | Self::Evidence
            | Self::ContactOn
            | Self::ContactWay
            | Self::ContactPerson
            | Self::ContactWords
            | Self::Head
            | Self::CompletedOn => PacketPart::Completion,
        }
    }

    /// Returns what its cells take.
    #[must_use]
    pub fn kind(self) -> PacketKind {
        match self {
            Self::ReceivedOn
            | Self::ObjectedOn
            | Self::ProgressOn
            | Self::AssistedOn
            | Self::ContactOn
            | Self::CompletedOn => PacketKind::Day,
            Self::ReceiptWay | Self::Opinion | Self::ResultClass | Self::ContactWay => {
                PacketKind::Choice
            }
            Self::ReceivedBy
            | Self::ObjectionGround
            | Self::ObjectionBasis
            | Self::Progress
            | Self::AssistWords
            | Self::AssistBasis
            | Self::Process
            | Self::Result
            | Self::ResultBasis
            | Self::Evidence
            | Self::ContactPerson
            | Self::ContactWords
            | Self::Head => PacketKind::Text,
        }
    }

    /// Returns the labels a choice is made from; none for other kinds.
    #[must_use]
    pub fn choices(self) -> Vec<&'static str> {
        fn labels<T: Term>() -> Vec<&'static str> {
            T::ALL.iter().map(|term| term.label()).collect()
        }
        match self {
            Self::ReceiptWay => labels::<ReceiptWay>(),
            Self::Opinion => labels::<AssistOpinion>(),
            Self::ResultClass => labels::<ResultClass>(),
            Self::ContactWay => labels::<ContactWay>(),
            _ => Vec::new(),
        }
    }

    /// Lists the columns of a part, in the order they stand.
    pub fn of(part: PacketPart) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |column| column.part() == part)
    }
}

/// Lists what a unit may fill in now for a task that stands so: what is left out is locked.
#[must_use]
pub fn open_parts(role: TaskRole, task: TaskState, demand: DemandState) -> Vec<PacketPart> {
    let answer = match role {
        TaskRole::Lead => PacketPart::Completion,
        TaskRole::Assist => PacketPart::AssistAnswer,
    };
    match (task, demand) {
        (TaskState::AwaitingReceipt, _) => {
            vec![PacketPart::Receipt, PacketPart::Objection, PacketPart::Progress, answer]
        }
        (TaskState::Received, DemandState::InProgress) => vec![PacketPart::Progress, answer],
        (TaskState::Received, DemandState::LongTerm) => vec![PacketPart::Progress],
        // The lead unit has not receipted or objects; an assisting one may give its opinion.
        (TaskState::Received, DemandState::AwaitingReceipt | DemandState::Disputed)
            if role == TaskRole::Assist =>
        {
            vec![answer]
        }
        (
            TaskState::Received | TaskState::Disputed | TaskState::Answered | TaskState::Recalled,
            _,
        ) => Vec::new(),
    }
}

/// A talk with the enterprise as a unit filled it in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PacketContact {
    pub on: NaiveDate,
    pub way: ContactWay,
    pub person: String,
    pub words: String,
}

/// What a unit filled in for one part of a task. The words are as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PacketBody {
    Receipt { by: String, on: NaiveDate, way: ReceiptWay },
    Objection { ground: String, basis: String, on: NaiveDate },
    Progress { words: String, on: NaiveDate },
    AssistAnswer { opinion: AssistOpinion, words: String, basis: String, on: NaiveDate },
    Completion(Box<PacketCompletion>),
}

/// The report of completion as a unit filled it in (F11).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PacketCompletion {
    pub class: ResultClass,
    pub process: String,
    pub result: String,
    pub basis: String,
    pub evidence: String,
    pub contact: Option<PacketContact>,
    pub head: String,
    pub on: NaiveDate,
}

impl PacketBody {
    /// Returns the part it is of.
    #[must_use]
    pub fn part(&self) -> PacketPart {
        match self {
            Self::Receipt { .. } => PacketPart::Receipt,
            Self::Objection { .. } => PacketPart::Objection,
            Self::Progress { .. } => PacketPart::Progress,
            Self::AssistAnswer { .. } => PacketPart::AssistAnswer,
            Self::Completion(_) => PacketPart::Completion,
        }
    }
}

/// The cells of one row that hold something.
pub type PacketCells = BTreeMap<PacketColumn, PacketCell>;

/// Reads one part of a row. None: nothing was filled in. Every cell at fault is named, and a part
/// that is half filled is no report (scenario 51). What the words must say is the rule of the act
/// itself.
///
/// # Errors
/// The columns at fault, in the order they stand.
pub fn read_part(
    part: PacketPart,
    cells: &PacketCells,
) -> Option<Result<PacketBody, Vec<(PacketColumn, CellFault)>>> {
    use PacketColumn as C;
    if PacketColumn::of(part).all(|column| !cells.contains_key(&column)) {
        return None;
    }
    let mut reader = cell::Reader::new(cells);
    let body = match part {
        PacketPart::Receipt => {
            let by = reader.text(C::ReceivedBy);
            let on = reader.day(C::ReceivedOn);
            let way = reader.choice(C::ReceiptWay);
            on.zip(way).map(|(on, way)| PacketBody::Receipt { by, on, way })
        }
        PacketPart::Objection => {
            let (ground, basis) = (reader.text(C::ObjectionGround), reader.text(C::ObjectionBasis));
            reader.day(C::ObjectedOn).map(|on| PacketBody::Objection { ground, basis, on })
        }
        PacketPart::Progress => {
            let words = reader.text(C::Progress);
            reader.day(C::ProgressOn).map(|on| PacketBody::Progress { words, on })
        }
        PacketPart::AssistAnswer => {
            let opinion = reader.choice(C::Opinion);
            let (words, basis) = (reader.optional(C::AssistWords), reader.optional(C::AssistBasis));
            let on = reader.day(C::AssistedOn);
            opinion.zip(on).map(|(opinion, on)| PacketBody::AssistAnswer {
                opinion,
                words,
                basis,
                on,
            })
        }
        PacketPart::Completion => completion(&mut reader),
    };
    Some(reader.finish(body))
}

fn completion(reader: &mut cell::Reader<'_>) -> Option<PacketBody> {
    use PacketColumn as C;
    let class = reader.choice(C::ResultClass);
    let (process, result) = (reader.text(C::Process), reader.text(C::Result));
    let (basis, evidence) = (reader.optional(C::ResultBasis), reader.optional(C::Evidence));
    let talk = [C::ContactOn, C::ContactWay, C::ContactPerson, C::ContactWords];
    // A talk is told whole or not at all: without one the review returns the report (scenario 39).
    let contact = if talk.iter().any(|column| reader.holds(*column)) {
        let (on, way) = (reader.day(C::ContactOn), reader.choice(C::ContactWay));
        let (person, words) = (reader.text(C::ContactPerson), reader.optional(C::ContactWords));
        on.zip(way).map(|(on, way)| PacketContact { on, way, person, words })
    } else {
        None
    };
    let head = reader.text(C::Head);
    let on = reader.day(C::CompletedOn);
    class.zip(on).map(|(class, on)| {
        let report =
            PacketCompletion { class, process, result, basis, evidence, contact, head, on };
        PacketBody::Completion(Box::new(report))
    })
}

/// Writes the mark that tells a packet from any other workbook: `工作包编号 <编号> 校验码 <码>`.
#[must_use]
pub fn mark(id: &PacketId, code: &str) -> String {
    format!("工作包编号 {id} 校验码 {code}")
}

/// Reads a mark as [`mark`] writes it, whatever spaces stand between.
#[must_use]
pub fn read_mark(text: &str) -> Option<(PacketId, String)> {
    let mut words = text.split_whitespace();
    let (first, id, then, code) = (words.next()?, words.next()?, words.next()?, words.next()?);
    (first == "工作包编号" && then == "校验码" && words.next().is_none())
        .then(|| (PacketId::new(id), code.to_owned()))
}

#[cfg(test)]
mod tests;
