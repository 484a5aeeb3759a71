//! Inputs and outputs: the ledger (台账) and its saved views.

use chrono::NaiveDate;
use domain::demand::{Category, DemandKind, DemandState, Source, UrgencyTag};
use domain::ids::{DemandId, EnterpriseId, LeaderId, ReceptionId, SlipId, UnitId, ViewId};
use domain::light::Light;

use crate::figures::FigureSet;
use crate::wire::wire;

wire! {
    /// Which demands; every empty field lets all through, fields are joined by "and".
    #[derive(Default)]
    #[serde(default)]
    pub struct LedgerFilter {
        /// Words, numbers, pinyin initials.
        pub query: String,
        pub states: Vec<DemandState>,
        /// Only 在办.
        pub is_open: Option<bool>,
        pub lights: Vec<Light>,
        pub kinds: Vec<DemandKind>,
        pub categories: Vec<Category>,
        pub sources: Vec<Source>,
        pub urgency: Vec<UrgencyTag>,
        pub units: Vec<UnitId>,
        pub leaders: Vec<LeaderId>,
        pub enterprises: Vec<EnterpriseId>,
        pub receptions: Vec<ReceptionId>,
        pub raised_from: Option<NaiveDate>,
        pub raised_to: Option<NaiveDate>,
        pub issued_from: Option<NaiveDate>,
        pub issued_to: Option<NaiveDate>,
        pub due_from: Option<NaiveDate>,
        pub due_to: Option<NaiveDate>,
        /// The demands behind a figure of a report.
        pub figure: Option<FigureSet>,
    }

    pub struct LedgerQuery {
        pub filter: LedgerFilter,
        pub sort: domain::ledger::LedgerSort,
        pub is_descending: bool,
        /// At most 200.
        pub limit: u32,
        pub offset: u32,
    }

    pub struct LedgerRow {
        pub id: DemandId,
        pub number: String,
        pub title: String,
        pub enterprise_id: EnterpriseId,
        pub enterprise: String,
        pub lead_unit: String,
        pub assisting_units: i64,
        pub state: DemandState,
        pub light: Light,
        pub due_on: Option<NaiveDate>,
        pub is_provisional: bool,
        /// 还剩 3 个工作日; 逾期 6 个工作日; 未起算.
        pub remaining: String,
        pub category: Option<Category>,
        pub urgency: Vec<UrgencyTag>,
        /// The slip that carries it now, issued or not.
        pub slip_id: Option<SlipId>,
        pub slip_number: Option<String>,
        pub raised_on: NaiveDate,
    }

    pub struct LightCounts {
        pub red: i64,
        pub yellow: i64,
        pub blue: i64,
        pub none: i64,
        pub not_started: i64,
        pub paused: i64,
        pub answered: i64,
        pub done: i64,
        pub left: i64,
    }

    pub struct LedgerPage {
        pub rows: Vec<LedgerRow>,
        pub total: i64,
        /// Enterprises behind the rows (the other 口径).
        pub enterprises: i64,
        /// Lights of the whole result; they add up to `total`.
        pub lights: LightCounts,
    }

    /// A named filter, sort and columns (视图).
    pub struct SavedView {
        pub id: ViewId,
        pub name: String,
        pub filter: LedgerFilter,
        pub sort: domain::ledger::LedgerSort,
        pub is_descending: bool,
        pub columns: Vec<String>,
        /// Built in: cannot be voided.
        pub is_builtin: bool,
        pub count: i64,
        pub version: i64,
    }

    pub struct SaveView {
        pub id: Option<ViewId>,
        pub name: String,
        pub filter: LedgerFilter,
        pub sort: domain::ledger::LedgerSort,
        pub is_descending: bool,
        pub columns: Vec<String>,
        pub version: i64,
    }

    pub struct ViewList {
        pub views: Vec<SavedView>,
    }

    /// Writes the ledger workbook; long, so it reports progress under `job` and can be cancelled.
    pub struct ExportLedger {
        pub filter: LedgerFilter,
        pub variant: domain::ledger::LedgerVariant,
        pub paper: domain::ledger::LedgerPaper,
        /// Where to; must not exist as a folder.
        pub path: String,
        /// Free words for the head: 2026年第三季度.
        pub period: String,
        pub job: String,
    }

    pub struct ExportOutcome {
        pub path: String,
        pub rows: i64,
        /// Rows left out of the public variant.
        pub withheld: i64,
    }

    pub struct CancelJob {
        pub job: String,
    }
}
