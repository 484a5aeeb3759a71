//! Inputs: what is done around the handling.

use chrono::NaiveDate;
use domain::act::{MediationCause, MediationResult, TaskForceMember};
use domain::ids::{ActId, DemandId, SupervisorId, UnitId};

use crate::wire::wire;

wire! {
    /// Refers a dispute to a mediation body (移送调解).
    pub struct ReferMediation {
        pub id: DemandId,
        pub version: i64,
        pub made_on: NaiveDate,
        pub organ: String,
        pub cause: MediationCause,
        /// 涉及金额.
        #[cfg_attr(feature = "bindings", ts(type = "number | null"))]
        pub amount_fen: Option<i64>,
        pub reason: String,
    }

    /// How a mediation ended.
    pub struct RecordMediation {
        pub id: ActId,
        pub version: i64,
        pub result: MediationResult,
        pub ended_on: NaiveDate,
        /// 达成金额; only where it succeeded.
        #[cfg_attr(feature = "bindings", ts(type = "number | null"))]
        pub agreed_fen: Option<i64>,
        pub words: String,
    }

    /// A street hands a demand up to the district (区街联动).
    pub struct EscalateDemand {
        pub id: DemandId,
        pub version: i64,
        pub made_on: NaiveDate,
        /// The street; none keeps the one the demand came from.
        pub from_unit_id: Option<UnitId>,
        pub reason: String,
        pub decided_by: String,
    }

    /// Sets up a 专班.
    pub struct FormTaskForce {
        pub id: DemandId,
        pub version: i64,
        pub made_on: NaiveDate,
        pub name: String,
        pub leader: String,
        pub members: Vec<TaskForceMember>,
    }

    /// Dissolves a 专班.
    pub struct EndTaskForce {
        pub id: ActId,
        pub version: i64,
        pub until_on: NaiveDate,
        pub result: String,
    }

    /// A 监督员 looked how a demand was handled.
    pub struct RecordInspection {
        pub id: DemandId,
        pub version: i64,
        pub made_on: NaiveDate,
        pub supervisor_id: SupervisorId,
        /// The unit he looked at; empty for the whole.
        pub unit: String,
        pub finding: String,
        pub is_trouble: bool,
    }
}
