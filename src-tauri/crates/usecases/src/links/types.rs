//! Inputs and outputs: who looks after which enterprise (领导联系, 服务专员), and visits.

use chrono::NaiveDate;
use domain::ids::{EnterpriseId, LeaderId, LinkId, LinkVisitId, UnitId};
use domain::link::LinkKind;

use crate::reception::LeaderName;
use crate::wire::wire;

wire! {
    /// Which links: those of an enterprise, a leader or a unit, or all.
    #[derive(Default)]
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional_fields))]
    pub struct LinkQuery {
        pub enterprise_id: Option<EnterpriseId>,
        pub leader_id: Option<LeaderId>,
        pub unit_id: Option<UnitId>,
    }

    /// A visit: what was found, what the enterprise asked.
    pub struct LinkVisit {
        pub id: LinkVisitId,
        pub version: i64,
        pub visited_on: NaiveDate,
        pub place: String,
        pub findings: String,
        pub requests: String,
        pub made_by: String,
    }

    /// A leader or a unit's person looks after an enterprise or chamber.
    pub struct Link {
        pub id: LinkId,
        pub version: i64,
        pub kind: LinkKind,
        pub enterprise_id: EnterpriseId,
        pub enterprise_name: String,
        pub leader: Option<LeaderName>,
        pub unit_id: Option<UnitId>,
        pub unit_name: String,
        /// The unit's person (服务专员).
        pub officer: String,
        pub phone: String,
        pub from_on: NaiveDate,
        /// The last day; one that has ended stays in the history (scenario 55).
        pub until_on: Option<NaiveDate>,
        pub end_reason: String,
        pub note: String,
        /// It stands today.
        pub is_standing: bool,
        /// The latest first.
        pub visits: Vec<LinkVisit>,
    }

    pub struct LinkList {
        /// Those that stand first, then by their first day.
        pub links: Vec<Link>,
    }

    /// Adds (`id` none) or changes a link. Whom it links does not change.
    pub struct SaveLink {
        pub id: Option<LinkId>,
        pub version: i64,
        pub kind: LinkKind,
        pub enterprise_id: EnterpriseId,
        pub leader_id: Option<LeaderId>,
        pub unit_id: Option<UnitId>,
        pub officer: String,
        pub phone: String,
        pub from_on: NaiveDate,
        pub note: String,
    }

    /// Ends a link; it stays in the history.
    pub struct EndLink {
        pub id: LinkId,
        pub version: i64,
        pub until_on: NaiveDate,
        pub reason: String,
    }

    /// Adds (`id` none) or changes a visit.
    pub struct SaveLinkVisit {
        pub id: Option<LinkVisitId>,
        pub version: i64,
        pub link_id: LinkId,
        pub visited_on: NaiveDate,
        pub place: String,
        pub findings: String,
        pub requests: String,
    }
}
