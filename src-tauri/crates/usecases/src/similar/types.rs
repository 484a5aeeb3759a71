//! Inputs and outputs: earlier demands that ask the same.

use chrono::NaiveDate;
use domain::demand::{Category, DemandState};
use domain::handling::{Grade, ResultClass};
use domain::ids::{DemandId, EnterpriseId};

use crate::common_issue::CommonIssue;
use crate::wire::wire;

wire! {
    /// Asks for demands like one that is being written.
    pub struct SimilarQuery {
        pub enterprise_id: Option<EnterpriseId>,
        pub category: Option<Category>,
        pub title: String,
        pub facts: String,
        pub request: String,
    }

    /// An earlier demand that asks the same, with what became of it.
    pub struct SimilarDemand {
        pub id: DemandId,
        pub number: String,
        pub raised_on: NaiveDate,
        /// `某企业` where it asked not to be named.
        pub enterprise_name: String,
        /// It is the same enterprise's; these come first.
        pub is_own: bool,
        pub title: String,
        pub category: Option<Category>,
        pub state: DemandState,
        pub lead_unit: String,
        /// What was answered at the table, or what the lead unit was asked to do.
        pub promised: String,
        pub result_class: Option<ResultClass>,
        /// How it ended, or the latest progress.
        pub outcome: String,
        pub grade: Option<Grade>,
        /// What both speak of.
        pub shared: Vec<String>,
        /// Further demands that say the same as this one.
        pub alike: u32,
    }

    /// The most similar earlier demands.
    #[derive(Default)]
    pub struct SimilarDemands {
        pub rows: Vec<SimilarDemand>,
        /// The common issues the demand belongs to; none while it is being written.
        pub issues: Vec<CommonIssue>,
    }
}
