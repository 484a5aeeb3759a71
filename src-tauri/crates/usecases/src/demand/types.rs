//! Inputs and outputs: one demand (诉求).

use chrono::{DateTime, NaiveDate, Utc};
use domain::act::Outcome;
use domain::demand::{DemandState, Source};
use domain::handling::StoryKind;
use domain::ids::{DemandId, EnterpriseId, ReceptionId, SupervisorId, TaskId, UnitId};
use domain::light::Light;
use domain::slip::{TaskRole, TaskState};

use crate::bulletin::DemandBulletin;
use crate::files::Attachment;
use crate::handling::HandlingDetail;
use crate::minutes::DemandFields;
use crate::wire::wire;

wire! {
    /// Registers a demand outside a sitting (登记诉求).
    pub struct RegisterDemand {
        pub enterprise_id: EnterpriseId,
        pub reception_id: Option<ReceptionId>,
        pub source: Source,
        pub raised_on: NaiveDate,
        pub contact_name: String,
        pub contact_phone: String,
        /// The street or 亲清驿站 it comes from.
        pub origin_unit_id: Option<UnitId>,
        /// The 监督员 who brought it.
        pub supervisor_id: Option<SupervisorId>,
        pub fields: DemandFields,
        /// The earlier demand of the same enterprise it follows, with what is new.
        pub follows: Option<Following>,
    }

    /// Where a demand raised outside a sitting comes from, and who brought it.
    pub struct DemandOrigin {
        pub source: Source,
        pub raised_on: NaiveDate,
        pub contact_name: String,
        pub contact_phone: String,
        /// The street or 亲清驿站.
        pub origin_unit_id: Option<UnitId>,
        /// The 监督员.
        pub supervisor_id: Option<SupervisorId>,
    }

    /// An enterprise asks again because something is new (scenario 23).
    pub struct Following {
        pub demand_id: DemandId,
        /// Stands at the end of the facts.
        pub new_facts: String,
    }

    /// A demand beside another.
    pub struct LinkedDemand {
        pub id: DemandId,
        pub number: String,
        pub title: String,
        pub state: DemandState,
        pub raised_on: NaiveDate,
    }

    /// Accepts demands after review (transitions 2 and 4), each on its own.
    pub struct AcceptDemands {
        pub ids: Vec<DemandId>,
        /// 审核人.
        pub reviewer: String,
        /// Why one is accepted whose enterprise is registered in another district; empty where
        /// none is.
        pub elsewhere_reason: String,
    }

    /// Puts demands that are over into the archive (transition 27), each on its own.
    pub struct ArchiveDemands {
        pub ids: Vec<DemandId>,
        pub reviewer: String,
    }

    /// What became of each of many.
    pub struct BatchOutcome {
        pub done: Vec<String>,
        pub refused: Vec<Refusal>,
    }

    pub struct Refusal {
        pub id: String,
        pub label: String,
        /// Plain Chinese, saying what to do.
        pub reason: String,
    }

    /// A task: one demand at one unit.
    pub struct Task {
        pub id: TaskId,
        pub unit_id: UnitId,
        /// As on the paper that was issued.
        pub unit_name: String,
        pub role: TaskRole,
        pub state: TaskState,
        pub responsible_person: String,
        pub due_on: NaiveDate,
        /// On a demand's page; a slip shows its own.
        pub light: Light,
        pub received_at: Option<DateTime<Utc>>,
        /// The working day the receipt counts on (cut-off applied).
        pub received_on: Option<NaiveDate>,
        pub received_by: String,
        pub received_post: String,
        pub receipt_due_on: NaiveDate,
        pub version: i64,
    }

    /// One line of 经过, from the journal.
    pub struct TimelineRow {
        pub sequence: i64,
        pub at: DateTime<Utc>,
        pub clerk: String,
        pub kind: StoryKind,
        /// Something the office must put right: a report returned, an enterprise not satisfied.
        pub is_trouble: bool,
        /// What happened, in Chinese.
        pub what: String,
        pub detail: String,
    }

    pub struct DemandDetail {
        pub id: DemandId,
        pub number: String,
        pub version: i64,
        pub state: DemandState,
        pub source: Source,
        pub raised_on: NaiveDate,
        pub enterprise_id: EnterpriseId,
        /// `某企业` where it asked not to be named.
        pub enterprise_name: String,
        /// Its enterprise is registered in another district: accepting it takes a reason.
        pub is_registered_elsewhere: bool,
        /// Why it was accepted all the same.
        pub elsewhere_reason: String,
        /// Names are left out: the enterprise asked not to be named and was not opened.
        pub is_veiled: bool,
        pub representative: String,
        pub contact_phone: String,
        /// What may be corrected of where it comes from; none of one raised at a sitting, and under a
        /// veil.
        pub origin: Option<DemandOrigin>,
        /// The street or 亲清驿站 it comes from; empty outside of one, and where it would tell who a
        /// hidden enterprise is.
        pub origin_unit: String,
        /// When that handed it up to the district.
        pub escalated_on: Option<NaiveDate>,
        /// The 监督员 who brought it, with his firm; empty without one.
        pub supervisor: String,
        /// 落实金额 by kind, by the last report.
        pub outcomes: Vec<Outcome>,
        pub reception_id: Option<ReceptionId>,
        pub occasion: String,
        pub fields: DemandFields,
        pub answer: String,
        pub answered_by: String,
        pub slip_id: Option<String>,
        pub slip_number: Option<String>,
        pub issued_on: Option<NaiveDate>,
        pub original_due_on: Option<NaiveDate>,
        pub due_on: Option<NaiveDate>,
        pub is_provisional: bool,
        /// The last day of three months from issue, extensions and all (P8 cap).
        pub cap: Option<domain::deadline::Due>,
        pub light: Light,
        pub remaining: String,
        /// From issue to due, or from due to today when overdue.
        pub ruler: Option<domain::deadline::Ruler>,
        pub tasks: Vec<Task>,
        pub attachments: Vec<Attachment>,
        /// The earlier demand of the same enterprise it follows.
        pub follows: Option<LinkedDemand>,
        /// Those that follow it.
        pub followed_by: Vec<LinkedDemand>,
        pub handling: HandlingDetail,
        /// The 批示 upon a 专报 it came from (scenario 56).
        pub bulletin: Option<DemandBulletin>,
        pub timeline: Vec<TimelineRow>,
    }
}
