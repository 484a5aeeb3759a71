//! Inputs and outputs: 工作台, what needs the clerk now.

use chrono::{DateTime, NaiveDate, Utc};

use crate::reception::{ReceptionDetail, ReceptionRow};
use crate::wire::wire;

wire! {
    /// One thing to do, with the screen that does it.
    pub struct WorkItem {
        /// What kind of act: `issue_slip`, `sign_slip`, `register_receipt`, `compose_slip`,
        /// `accept_demand`, `open_demand`, `prepare_reception`.
        pub act: domain::work::WorkAct,
        /// 登记签收.
        pub label: String,
        pub title: String,
        pub detail: String,
        pub light: domain::light::Light,
        /// 逾期 6 个工作日, 签发期限今天.
        pub urgency: String,
        /// True for the office's own limits: clock icon, never a light.
        pub is_office_limit: bool,
        pub due_on: Option<NaiveDate>,
        /// What to open.
        pub target: String,
    }

    pub struct WorkGroup {
        /// 已逾期, 今天, 明天, 三日内….
        pub label: String,
        pub total: i64,
        pub items: Vec<WorkItem>,
    }

    pub struct DueBar {
        pub date: NaiveDate,
        pub kind: domain::calendar::DayKind,
        pub count: i64,
        pub light: domain::light::Light,
    }

    /// A figure with the filter of the list it counts.
    pub struct HomeFigure {
        pub label: String,
        pub value: i64,
        /// None: it counts something else than demands.
        pub filter: Option<crate::ledger::LedgerFilter>,
    }

    pub struct Home {
        /// Today's reception, or the running one.
        pub today: Option<ReceptionDetail>,
        pub next: Option<ReceptionRow>,
        pub groups: Vec<WorkGroup>,
        pub month: Vec<HomeFigure>,
        pub due: Vec<DueBar>,
        pub upcoming: Vec<Upcoming>,
        pub made_at: DateTime<Utc>,
    }

    pub struct Upcoming {
        pub date: NaiveDate,
        pub title: String,
        pub note: String,
        pub target: String,
    }
}
