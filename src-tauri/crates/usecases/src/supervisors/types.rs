//! Inputs and outputs: the directory of supervisors (监督员).

use chrono::NaiveDate;
use domain::ids::SupervisorId;

use crate::wire::wire;

wire! {
    /// Who keeps an eye on how units serve enterprises.
    pub struct Supervisor {
        pub id: SupervisorId,
        pub version: i64,
        pub name: String,
        /// The firm or chamber he comes from.
        pub firm: String,
        pub post: String,
        pub phone: String,
        pub from_on: NaiveDate,
        pub until_on: Option<NaiveDate>,
        pub note: String,
        /// His term stands today.
        pub is_standing: bool,
        /// Demands he brought.
        pub demands: u32,
        /// How often he looked again.
        pub inspections: u32,
    }

    pub struct SupervisorList {
        pub supervisors: Vec<Supervisor>,
    }

    /// Adds (`id` none) or changes a supervisor.
    pub struct SaveSupervisor {
        pub id: Option<SupervisorId>,
        pub version: i64,
        pub name: String,
        pub firm: String,
        pub post: String,
        pub phone: String,
        pub from_on: NaiveDate,
        pub until_on: Option<NaiveDate>,
        pub note: String,
    }
}
