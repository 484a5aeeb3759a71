//! Inputs and outputs: the register of common issues (共性问题).

use chrono::NaiveDate;
use domain::common_issue::{IssueState, ProposalKind};
use domain::demand::DemandState;
use domain::ids::{CommonIssueId, DemandId, UnitId};

use crate::wire::wire;

wire! {
    /// Adds an issue, or changes its words, its units and which demands belong to it.
    pub struct SaveIssue {
        pub id: Option<CommonIssueId>,
        pub version: i64,
        pub name: String,
        /// 表现.
        pub manifestation: String,
        pub cause: String,
        /// 牵头单位; the first leads.
        pub unit_ids: Vec<UnitId>,
        /// 措施.
        pub measure: String,
        /// Until when.
        pub limit_on: Option<NaiveDate>,
        /// At least two.
        pub demand_ids: Vec<DemandId>,
    }

    /// Ends an issue as solved (已解决).
    pub struct SettleIssue {
        pub id: CommonIssueId,
        pub version: i64,
        pub result: String,
    }

    /// Hands an issue in as 提案 or 社情民意, or writes the number and answer that came later.
    pub struct HandInIssue {
        pub id: CommonIssueId,
        pub version: i64,
        pub kind: ProposalKind,
        pub number: String,
        pub handed_on: NaiveDate,
        pub handed_to: String,
        pub answer: String,
    }

    /// What a common issue was handed in as.
    pub struct Proposal {
        pub kind: ProposalKind,
        pub number: String,
        pub handed_on: NaiveDate,
        pub handed_to: String,
        pub answer: String,
    }

    /// A demand that belongs to a common issue, or may.
    pub struct IssueDemand {
        pub id: DemandId,
        pub number: String,
        pub raised_on: NaiveDate,
        pub title: String,
        /// `某企业` where it asked not to be named.
        pub enterprise_name: String,
        pub state: DemandState,
    }

    pub struct CommonIssue {
        pub id: CommonIssueId,
        pub version: i64,
        pub made_on: NaiveDate,
        pub name: String,
        pub manifestation: String,
        pub cause: String,
        pub unit_ids: Vec<UnitId>,
        pub unit_names: Vec<String>,
        pub measure: String,
        pub limit_on: Option<NaiveDate>,
        pub state: IssueState,
        pub result: String,
        pub proposal: Option<Proposal>,
        /// Without those that became void or a clue since.
        pub demands: Vec<IssueDemand>,
        /// How many enterprises asked.
        pub firms: u32,
    }

    /// The register, the newest first.
    pub struct CommonIssueList {
        pub issues: Vec<CommonIssue>,
    }

    /// A matter that three enterprises or more asked within twelve months and no issue holds.
    pub struct IssueProposal {
        /// What the newest of them is called.
        pub name: String,
        pub firms: u32,
        pub demands: Vec<IssueDemand>,
    }

    /// Proposals, the most enterprises first.
    pub struct IssueProposals {
        pub proposals: Vec<IssueProposal>,
    }
}
