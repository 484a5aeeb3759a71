//! A demand as it is stored, with its content and quotes.

use chrono::NaiveDate;
use domain::demand::{Category, DemandKind, DemandState, Source, UrgencyTag, Visibility};
use domain::handling::{Grade, ResultClass};
use domain::ids::{
    DemandId, EnterpriseId, EntryId, GuestId, ReceptionId, SlipId, SupervisorId, UnitId,
};
use domain::slip::FeedbackWay;
use serde::{Deserialize, Serialize};

/// What is asked and who is to answer: everything the clerk types and the leader may change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemandContent {
    pub kind: DemandKind,
    pub category: Option<Category>,
    pub title: String,
    pub facts: String,
    pub request: String,
    pub amount_fen: Option<i64>,
    pub urgency: Vec<UrgencyTag>,
    pub visibility: Visibility,
    pub lead_unit_id: Option<UnitId>,
    pub assists: Vec<UnitId>,
    pub responsible_person: String,
    pub requirement: String,
    /// Working days.
    pub limit_workdays: Option<u32>,
    pub feedback: FeedbackWay,
}

/// What a demand's acts add up to: what lists show of its handling.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handling {
    /// Redo rounds (重办轮次).
    pub round: u32,
    /// Granted extensions of this round.
    pub extension_count: u32,
    /// 催办单 sent.
    pub reminder_count: u32,
    /// 督办函 sent.
    pub supervision_count: u32,
    /// When the last 催办单, 督办函 and 移送函 went out.
    pub reminded_on: Option<NaiveDate>,
    pub supervised_on: Option<NaiveDate>,
    pub referred_on: Option<NaiveDate>,
    /// The latest progress in the unit's words.
    pub progress: String,
    pub progress_on: Option<NaiveDate>,
    pub result_class: Option<ResultClass>,
    pub result: String,
    /// When the lead unit reported completion.
    pub completed_on: Option<NaiveDate>,
    pub replied_on: Option<NaiveDate>,
    /// P11: until when the enterprise is asked for its rating.
    pub ask_rating_by: Option<NaiveDate>,
    pub grade: Option<Grade>,
    pub rated_on: Option<NaiveDate>,
    pub closed_on: Option<NaiveDate>,
    /// When a suspended, tracked or closed demand is looked at again.
    pub review_on: Option<NaiveDate>,
    pub consolidated_into: Option<DemandId>,
    pub archived_on: Option<NaiveDate>,
}

/// Where a demand comes from below the district, and who brought it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The street or 亲清驿站.
    pub origin_unit_id: Option<UnitId>,
    /// When that handed it up (区街联动).
    pub escalated_on: Option<NaiveDate>,
    /// The 监督员.
    pub supervisor_id: Option<SupervisorId>,
}

/// Words of an entry, characters `[from, to)`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuoteRow {
    pub entry_id: EntryId,
    pub from: u32,
    pub to: u32,
}

/// A demand as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DemandRow {
    pub id: DemandId,
    pub number_year: i32,
    pub number_seq: i64,
    pub state: DemandState,
    pub is_void: bool,
    pub void_reason: String,
    pub enterprise_id: EnterpriseId,
    pub reception_id: Option<ReceptionId>,
    pub guest_id: Option<GuestId>,
    pub source: Source,
    #[serde(flatten)]
    pub origin: Origin,
    pub raised_on: NaiveDate,
    pub contact_name: String,
    pub contact_phone: String,
    #[serde(flatten)]
    pub content: DemandContent,
    pub quotes: Vec<QuoteRow>,
    pub answer: String,
    pub answered_by: String,
    pub answered_on: Option<NaiveDate>,
    pub slip_id: Option<SlipId>,
    pub slip_position: Option<i64>,
    /// As proposed, when the leader changed it.
    pub drafted: Option<DemandContent>,
    pub issued_on: Option<NaiveDate>,
    pub original_due_on: Option<NaiveDate>,
    /// The due date while the clock runs.
    pub due_on: Option<NaiveDate>,
    /// The due date in force last.
    pub last_due_on: Option<NaiveDate>,
    pub is_provisional: bool,
    #[serde(flatten)]
    pub handling: Handling,
    #[serde(skip)]
    pub pinyin: String,
    #[serde(skip)]
    pub initials: String,
    pub version: i64,
}

impl DemandRow {
    /// Returns the number as people read it: `2026-0098`.
    #[must_use]
    pub fn number(&self) -> String {
        number(self.number_year, self.number_seq)
    }
}

/// Writes a demand's number: `2026-0098`.
#[must_use]
pub fn number(year: i32, seq: i64) -> String {
    format!("{year}-{seq:04}")
}
