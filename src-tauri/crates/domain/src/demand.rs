//! The demand (诉求): what one enterprise asks, and its life.

use crate::ids::UnitId;
use crate::terms::terms;

terms! {
    /// What is asked (form F2 类型).
    pub enum DemandKind {
        Problem = "problem", "问题";
        Suggestion = "suggestion", "建议";
        Consultation = "consultation", "咨询";
        Complaint = "complaint", "投诉";
    }
}

terms! {
    /// What it is about (form F2 分类).
    pub enum Category {
        Financing = "financing", "融资";
        Land = "land", "用地";
        Labour = "labour", "用工";
        Permits = "permits", "审批办证";
        PolicyDelivery = "policy_delivery", "政策兑现";
        Arrears = "arrears", "拖欠账款";
        Taxes = "taxes", "税费";
        Utilities = "utilities", "水电气路";
        Market = "market", "市场";
        Talent = "talent", "科技人才";
        Justice = "justice", "司法维权";
        Other = "other", "其他";
    }
}

terms! {
    /// 急 / 重 / 难, any combination.
    pub enum UrgencyTag {
        Urgent = "urgent", "急";
        Weighty = "weighty", "重";
        Difficult = "difficult", "难";
    }
}

terms! {
    /// Who may see the enterprise behind a demand (form F2 公开|匿名|保密).
    pub enum Visibility {
        Open = "open", "公开";
        Anonymous = "anonymous", "匿名";
        Confidential = "confidential", "保密";
    }
}

terms! {
    /// How a demand reached the office (transition 1).
    pub enum Source {
        Sitting = "sitting", "接待会上";
        Enrolment = "enrolment", "报名";
        Visit = "visit", "走访";
        Hotline = "hotline", "12345";
        Supervisor = "supervisor", "监督员";
        Chamber = "chamber", "商会";
        Street = "street", "镇街";
    }
}

terms! {
    /// Where a demand stands (the states reached by this edition).
    pub enum DemandState {
        Draft = "draft", "草稿";
        PendingReview = "pending_review", "待审核";
        Accepted = "accepted", "已受理";
        AnsweredOnSite = "answered_on_site", "现场答复";
        AwaitingInstruction = "awaiting_instruction", "待签批";
        Instructed = "instructed", "已签批";
        AwaitingReceipt = "awaiting_receipt", "待签收";
        InProgress = "in_progress", "办理中";
    }
}

impl DemandState {
    /// Tells whether the demand still waits for an answer (在办).
    #[must_use]
    pub fn is_open(self) -> bool {
        match self {
            Self::Draft
            | Self::PendingReview
            | Self::Accepted
            | Self::AwaitingInstruction
            | Self::Instructed
            | Self::AwaitingReceipt
            | Self::InProgress => true,
            Self::AnsweredOnSite => false,
        }
    }

    /// Tells whether a slip carries the demand.
    #[must_use]
    pub fn is_on_slip(self) -> bool {
        match self {
            Self::AwaitingInstruction
            | Self::Instructed
            | Self::AwaitingReceipt
            | Self::InProgress => true,
            Self::Draft | Self::PendingReview | Self::Accepted | Self::AnsweredOnSite => false,
        }
    }
}

terms! {
    /// What happens to a demand. Numbers are those of the transitions.
    pub enum DemandAction {
        /// Transition 2.
        Submit = "submit", "提交审核";
        /// Sends an incomplete registration back to its clerk.
        Return = "return", "退回补正";
        /// Transition 4.
        Accept = "accept", "受理";
        /// Transition 5.
        AnswerOnSite = "answer_on_site", "现场答复";
        /// Scenario 30: the enterprise disputes an answer given at the table.
        Reopen = "reopen", "转为交办";
        /// Transition 6.
        Propose = "propose", "拟办";
        /// The slip is taken back before the leader instructed.
        Recall = "recall", "撤回拟办";
        /// The slip goes back to its clerk; the demand stays on it.
        ReturnSlip = "return_slip", "退回拟办";
        /// Transition 7.
        Instruct = "instruct", "批示";
        /// Transition 8.
        Issue = "issue", "签发";
        /// Transition 9: the lead unit's receipt.
        Receive = "receive", "签收";
        /// The issued slip is voided; its number stays used.
        VoidSlip = "void_slip", "交办单作废";
    }
}

/// An action that the demand's state does not allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a demand that is {from:?} does not take {action:?}")]
pub struct TransitionError {
    /// Where the demand stands.
    pub from: DemandState,
    /// What was asked.
    pub action: DemandAction,
}

impl DemandState {
    /// Returns the state after `action`: the only transition table.
    ///
    /// # Errors
    /// [`TransitionError`] when the table has no such row.
    pub fn after(self, action: DemandAction) -> Result<Self, TransitionError> {
        use DemandAction as A;
        let next = match (self, action) {
            (Self::Draft, A::Submit) => Self::PendingReview,
            (Self::PendingReview, A::Return) => Self::Draft,
            (Self::PendingReview, A::Accept) => Self::Accepted,
            (Self::Accepted, A::AnswerOnSite) => Self::AnsweredOnSite,
            (Self::AnsweredOnSite, A::Reopen) => Self::Accepted,
            (Self::Accepted, A::Propose) => Self::AwaitingInstruction,
            (Self::AwaitingInstruction | Self::Instructed, A::Recall) => Self::Accepted,
            (Self::AwaitingInstruction | Self::Instructed, A::ReturnSlip) => {
                Self::AwaitingInstruction
            }
            (Self::AwaitingInstruction, A::Instruct) => Self::Instructed,
            (Self::Instructed, A::Issue) => Self::AwaitingReceipt,
            (Self::AwaitingReceipt, A::Receive) => Self::InProgress,
            (Self::AwaitingReceipt | Self::InProgress, A::VoidSlip) => Self::Accepted,
            (
                Self::Draft
                | Self::PendingReview
                | Self::Accepted
                | Self::AnsweredOnSite
                | Self::AwaitingInstruction
                | Self::Instructed
                | Self::AwaitingReceipt
                | Self::InProgress,
                A::Submit
                | A::Return
                | A::Accept
                | A::AnswerOnSite
                | A::Reopen
                | A::Propose
                | A::Recall
                | A::ReturnSlip
                | A::Instruct
                | A::Issue
                | A::Receive
                | A::VoidSlip,
            ) => return Err(TransitionError { from: self, action }),
        };
        Ok(next)
    }
}

/// Who answers for a demand: the lead unit (主办单位) and the person responsible (责任人) in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lead<'a> {
    pub unit: Option<&'a UnitId>,
    /// Empty while nobody is named.
    pub person: &'a str,
}

impl<'a> Lead<'a> {
    /// Returns the person responsible once this takes the place of `before`. A person belongs to
    /// the lead unit: he does not go along to another one, where the office has to ask for a name.
    /// A person named together with the new unit stays.
    #[must_use]
    pub fn person_after(self, before: Lead<'_>) -> &'a str {
        let is_moved = before.unit.is_some() && before.unit != self.unit;
        if is_moved && self.person == before.person { "" } else { self.person }
    }
}

/// The longest title of a demand in characters (form F2 标题 ≤30字).
pub const TITLE_MAX: usize = 30;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::Term;

    #[test]
    fn a_responsible_person_stays_with_his_unit() {
        let [power, land] = ["power", "land"].map(UnitId::new);
        let after = |from: Option<&UnitId>, to: Option<&UnitId>, named: &str| {
            let before = Lead { unit: from, person: "邓例文" };
            Lead { unit: to, person: named }.person_after(before).to_owned()
        };
        assert_eq!(after(Some(&power), Some(&power), "邓例文"), "邓例文");
        assert_eq!(after(Some(&power), Some(&land), "邓例文"), "");
        assert_eq!(after(Some(&power), None, "邓例文"), "");
        assert_eq!(after(Some(&power), Some(&land), "何例舟"), "何例舟");
        assert_eq!(after(None, Some(&land), "邓例文"), "邓例文", "named before the unit was");
    }

    #[test]
    fn the_transition_grid_is_the_reviewed_one() {
        let mut grid = String::new();
        for &from in DemandState::ALL {
            grid.push_str(from.label());
            for &action in DemandAction::ALL {
                let cell = from.after(action).map_or("·", Term::label);
                grid.push_str(&format!(" | {}→{cell}", action.label()));
            }
            grid.push('\n');
        }
        insta::assert_snapshot!(grid);
    }
}
