//! Inputs and outputs: the assignment slip (交办单).

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{AttachmentId, DemandId, LeaderId, ReceptionId, SlipId, TaskId};
use domain::slip::{ReceiptWay, SlipState, SlipUrgency};
use serde::{Deserialize, Serialize};

use crate::demand::Task;
use crate::files::Attachment;
use crate::minutes::{DemandFields, MissingField};
use crate::reception::LeaderName;
use crate::wire::wire;

/// Which slips are meant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum SlipChoice {
    /// These, whatever their state.
    Named { ids: Vec<SlipId> },
    /// All issued ones of a list, not one page; the filter is that of `list_slips`.
    Issued { year: i32, query: String },
}

wire! {
    /// Puts demands of one enterprise (or of one sitting) on a new slip.
    pub struct ComposeSlip {
        pub demands: Vec<DemandId>,
        pub reception_id: Option<ReceptionId>,
    }

    /// Changes the head of a slip before the leader instructs.
    pub struct SaveSlip {
        pub id: SlipId,
        pub version: i64,
        pub urgency: SlipUrgency,
        /// 拟办意见.
        pub proposal: String,
        /// 拟办: who wrote it.
        pub drafted_by: String,
        pub lead_leader_id: Option<LeaderId>,
        /// Demands in the order they print.
        pub demands: Vec<DemandId>,
    }

    /// Sends to review, or approves it there.
    pub struct ReviewSlip {
        pub id: SlipId,
        pub version: i64,
        /// 审核人.
        pub reviewer: String,
    }

    /// The leader's 批示. Units and limits may change here; the draft is kept.
    pub struct InstructSlip {
        pub id: SlipId,
        pub version: i64,
        pub text: String,
        pub signer_id: LeaderId,
        pub instructed_on: NaiveDate,
        pub lead_leader_id: Option<LeaderId>,
        /// Only the demands the leader changes.
        pub changes: Vec<ItemChange>,
    }

    pub struct ItemChange {
        pub demand_id: DemandId,
        pub fields: DemandFields,
    }

    /// One stroke of the pen.
    pub struct Stroke {
        /// Points in the order they were drawn, in pad units.
        pub points: Vec<(f64, f64)>,
        /// Pen width in pad units.
        pub width: f64,
    }

    /// Vector strokes on a pad of this size.
    pub struct Ink {
        pub width: f64,
        pub height: f64,
        pub strokes: Vec<Stroke>,
    }

    /// Signs on screen (`ink`) or on paper (`scan_id`): exactly one.
    pub struct SignSlip {
        pub id: SlipId,
        pub version: i64,
        pub ink: Option<Ink>,
        pub scan_id: Option<AttachmentId>,
    }

    /// Takes the next number and issues (transition 8).
    pub struct IssueSlip {
        pub id: SlipId,
        pub version: i64,
        /// 签发.
        pub issuer: String,
        /// Day of issue; none = today. Not before the instruction, not in the future.
        pub issued_on: Option<NaiveDate>,
    }

    pub struct SlipsQuery {
        /// Year of issue, or of drafting when not issued.
        pub year: i32,
        pub query: String,
        pub states: Vec<SlipState>,
        pub limit: u32,
        pub offset: u32,
    }

    pub struct SlipRow {
        pub id: SlipId,
        /// 川工商联交〔2026〕12号 once issued.
        pub number: Option<String>,
        /// JB2026-0031, from the start.
        pub draft_code: String,
        pub state: SlipState,
        pub enterprise: String,
        pub items: i64,
        pub leader: String,
        pub urgency: SlipUrgency,
        pub light: domain::light::Light,
        pub remaining: String,
        pub due_on: Option<NaiveDate>,
        /// Units with no receipt out any more, once issued.
        pub receipts: i64,
        /// Units it went to, each once however many tasks it has.
        pub units: i64,
        pub print_count: i64,
    }

    pub struct SlipGroup {
        /// 待签批, 待签发, 待签收, 办理中…
        pub label: String,
        pub total: i64,
        pub slips: Vec<SlipRow>,
    }

    pub struct SlipList {
        pub groups: Vec<SlipGroup>,
        pub total: i64,
    }

    /// One demand on a slip.
    pub struct SlipItem {
        pub demand_id: DemandId,
        pub number: String,
        pub version: i64,
        /// As it stands and prints.
        pub fields: DemandFields,
        /// As proposed, when the leader changed it (scenario 4).
        pub drafted: Option<DemandFields>,
        pub original_due_on: Option<NaiveDate>,
        pub due_on: Option<NaiveDate>,
        pub is_provisional: bool,
        pub tasks: Vec<Task>,
    }

    /// A check before issuing.
    pub struct SlipCheck {
        pub label: String,
        pub is_done: bool,
        pub note: String,
    }

    pub struct SlipDetail {
        pub id: SlipId,
        pub version: i64,
        pub state: SlipState,
        pub number: Option<String>,
        pub draft_code: String,
        /// The number it would take now.
        pub next_number: String,
        pub urgency: SlipUrgency,
        pub reception_id: Option<ReceptionId>,
        /// 第13期（2026年3月19日会场）.
        pub occasion: String,
        pub enterprise: String,
        pub representative: String,
        pub receiving_leader: Option<LeaderName>,
        pub proposal: String,
        pub drafted_by: String,
        pub reviewer: String,
        pub return_reason: String,
        pub instruction: String,
        pub signer: Option<LeaderName>,
        pub instructed_on: Option<NaiveDate>,
        pub lead_leader: Option<LeaderName>,
        pub ink: Option<Ink>,
        pub scan_id: Option<AttachmentId>,
        pub signed_at: Option<DateTime<Utc>>,
        pub issuer: String,
        pub issued_on: Option<NaiveDate>,
        pub void_reason: String,
        pub print_count: i64,
        /// Rises with every edit after the first print.
        pub paper_version: i64,
        pub items: Vec<SlipItem>,
        pub missing: Vec<MissingField>,
        pub checks: Vec<SlipCheck>,
        /// Its signed copies and the receipts that came back.
        pub attachments: Vec<Attachment>,
        /// Last working day to issue (P3), when it comes from a sitting.
        pub issue_due_on: Option<NaiveDate>,
    }

    /// A paper on screen, page by page, exactly as it prints.
    pub struct PaperPreview {
        /// One SVG document a page.
        pub pages: Vec<String>,
        /// What the page lacks, if it cannot be issued.
        pub missing: Vec<MissingField>,
        pub missing_glyphs: Vec<String>,
    }

    /// Makes one PDF of these slips, ready for the printer; with receipts when asked.
    pub struct PrintSlips {
        pub ids: Vec<SlipId>,
        pub with_receipts: bool,
        /// Counts as a print; false only saves a copy for reading.
        pub is_counted: bool,
        /// Where to; none = the program's own print folder.
        pub path: Option<String>,
        pub job: String,
    }

    pub struct PrintedPaper {
        pub path: String,
        pub pages: i64,
    }

    /// Saves slips as PDF files of their own, to be handed on; no print is counted. Long, so it
    /// reports progress under `job` and can be cancelled; then no file is left.
    pub struct ExportSlips {
        pub slips: SlipChoice,
        /// An existing folder outside the data folder.
        pub folder: String,
        pub job: String,
    }

    pub struct SlipsExported {
        pub folder: String,
        /// The names of the files, one a slip.
        pub files: Vec<String>,
        /// How many of them bear a further number, because a file of other content has their name.
        pub renamed: i64,
    }

    /// Registers a unit's receipt (transition 9 when it is the lead's).
    pub struct RegisterReceipt {
        pub task_id: TaskId,
        pub version: i64,
        pub received_by: String,
        pub post: String,
        pub way: ReceiptWay,
        /// None = now.
        pub received_at: Option<DateTime<Utc>>,
    }
}
