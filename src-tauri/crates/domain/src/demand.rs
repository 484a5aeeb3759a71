//! The demand (诉求): what one enterprise asks, and its life.

mod lead;

use chrono::NaiveDate;

use crate::light::{Clock, Light};
use crate::terms::terms;

pub use lead::Lead;

terms! {
    /// What is asked (form F2 类型).
    pub enum DemandKind {
        Problem = "problem", "问题";
        Suggestion = "suggestion", "建议";
        /// An entrepreneur's part in making policy; no slip of its own unless a unit is to answer.
        PolicyOpinion = "policy_opinion", "政策意见建议";
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
        /// A leader wrote it upon a 专报 (form F16, scenario 56).
        Bulletin = "bulletin", "专报批示";
    }
}

terms! {
    /// Where a demand stands.
    pub enum DemandState {
        Draft = "draft", "草稿";
        PendingReview = "pending_review", "待审核";
        Declined = "declined", "不予受理";
        Referred = "referred", "已转介";
        Accepted = "accepted", "已受理";
        AnsweredOnSite = "answered_on_site", "现场答复";
        AwaitingInstruction = "awaiting_instruction", "待签批";
        Instructed = "instructed", "已签批";
        AwaitingReceipt = "awaiting_receipt", "待签收";
        Disputed = "disputed", "异议待裁定";
        InProgress = "in_progress", "办理中";
        Suspended = "suspended", "挂起";
        CompletionReview = "completion_review", "待审核反馈";
        Replied = "replied", "已答复";
        AwaitingRating = "awaiting_rating", "待回访";
        Closed = "closed", "办结销号";
        Terminated = "terminated", "终结";
        LongTerm = "long_term", "长期跟踪";
        Withdrawn = "withdrawn", "已撤回";
        Consolidated = "consolidated", "已并案";
        ClueReferred = "clue_referred", "线索移送";
    }
}

terms! {
    /// The four stages shown over the states (点单–派单–接单–评单).
    pub enum Stage {
        /// Transitions 1–5.
        Order = "order", "点单";
        /// Transitions 6–8.
        Assign = "assign", "派单";
        /// Transitions 9–18.
        Handle = "handle", "接单";
        /// Transitions 19–22; compulsory.
        Rate = "rate", "评单";
    }
}

impl DemandState {
    /// Returns the stage the demand is in; none once it left without being answered.
    #[must_use]
    pub fn stage(self) -> Option<Stage> {
        match self {
            Self::Draft | Self::PendingReview | Self::Accepted => Some(Stage::Order),
            Self::AwaitingInstruction | Self::Instructed => Some(Stage::Assign),
            Self::AwaitingReceipt
            | Self::Disputed
            | Self::InProgress
            | Self::Suspended
            | Self::CompletionReview
            | Self::LongTerm => Some(Stage::Handle),
            Self::AnsweredOnSite
            | Self::Replied
            | Self::AwaitingRating
            | Self::Closed
            | Self::Terminated => Some(Stage::Rate),
            Self::Declined
            | Self::Referred
            | Self::Withdrawn
            | Self::Consolidated
            | Self::ClueReferred => None,
        }
    }

    /// Tells whether the demand still waits for something (未结): it counts in 期末未结.
    #[must_use]
    pub fn is_open(self) -> bool {
        match self {
            Self::Draft
            | Self::PendingReview
            | Self::Accepted
            | Self::AnsweredOnSite
            | Self::AwaitingInstruction
            | Self::Instructed
            | Self::AwaitingReceipt
            | Self::Disputed
            | Self::InProgress
            | Self::Suspended
            | Self::CompletionReview
            | Self::Replied
            | Self::AwaitingRating
            | Self::LongTerm => true,
            Self::Declined
            | Self::Referred
            | Self::Closed
            | Self::Terminated
            | Self::Withdrawn
            | Self::Consolidated
            | Self::ClueReferred => false,
        }
    }

    /// Tells whether the handling clock runs: the due date can pass.
    #[must_use]
    pub fn is_running(self) -> bool {
        match self {
            // An objection does not stop the clock (transition 10).
            Self::AwaitingReceipt | Self::Disputed | Self::InProgress | Self::CompletionReview => {
                true
            }
            Self::Draft
            | Self::PendingReview
            | Self::Declined
            | Self::Referred
            | Self::Accepted
            | Self::AnsweredOnSite
            | Self::AwaitingInstruction
            | Self::Instructed
            | Self::Suspended
            | Self::Replied
            | Self::AwaitingRating
            | Self::Closed
            | Self::Terminated
            | Self::LongTerm
            | Self::Withdrawn
            | Self::Consolidated
            | Self::ClueReferred => false,
        }
    }
}

impl DemandState {
    /// Returns where the handling clock stands. `due_on` is the due date while the clock runs.
    #[must_use]
    pub fn clock(self, due_on: Option<NaiveDate>) -> Clock {
        if let Some(due_on) = due_on {
            return Clock::Running { due_on };
        }
        match self {
            Self::Suspended | Self::LongTerm => Clock::Paused,
            Self::Draft
            | Self::PendingReview
            | Self::Accepted
            | Self::AwaitingInstruction
            | Self::Instructed
            | Self::AwaitingReceipt
            | Self::Disputed
            | Self::InProgress
            | Self::CompletionReview => Clock::NotStarted,
            Self::AnsweredOnSite | Self::Replied | Self::AwaitingRating => Clock::Answered,
            Self::Closed | Self::Terminated => Clock::Done,
            Self::Declined
            | Self::Referred
            | Self::Withdrawn
            | Self::Consolidated
            | Self::ClueReferred => Clock::Left,
        }
    }

    /// Returns the light while no due date runs.
    #[must_use]
    pub fn idle_light(self) -> Light {
        self.clock(None).idle_light().unwrap_or(Light::NotStarted)
    }

    /// Returns how a list words a clock that does not run: `未起算`, `停计`, or where the demand
    /// went.
    #[must_use]
    pub fn idle_words(self) -> &'static str {
        use crate::terms::Term;
        match self.clock(None) {
            Clock::NotStarted | Clock::Running { .. } => "未起算",
            Clock::Paused => "停计",
            Clock::Answered | Clock::Done | Clock::Left => self.label(),
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
        /// Transition 3.
        Decline = "decline", "不予受理";
        /// Transition 3.
        Refer = "refer", "转介";
        /// Transition 4.
        Accept = "accept", "受理";
        /// Transition 5.
        AnswerOnSite = "answer_on_site", "现场答复";
        /// Scenario 30, transition 28: the enterprise disputes an answer given at the table, or the
        /// matter comes back after it was closed.
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
        /// Transition 10.
        Object = "object", "提出异议";
        /// Transition 11, and scenario 5 after receipt: another unit or the same again.
        Assign = "assign", "改派";
        /// Transition 11: the objection is rejected, the duty stands.
        Confirm = "confirm", "维持交办";
        /// Transition 12.
        Report = "report", "反馈进展";
        /// Transition 13.
        Extend = "extend", "延期";
        /// Transition 14.
        Chase = "chase", "催办";
        /// Transition 15.
        Suspend = "suspend", "挂起";
        /// The end of transition 15: the clock runs on.
        Resume = "resume", "恢复办理";
        /// Transition 16.
        Complete = "complete", "报办结";
        /// Transition 17.
        ReturnCompletion = "return_completion", "退回办结";
        /// Transition 18.
        Reply = "reply", "答复企业";
        /// Transition 19.
        AskRating = "ask_rating", "发评价表";
        /// Transition 20.
        Close = "close", "销号";
        /// Transitions 21 and 28.
        Rework = "rework", "重办";
        /// Transition 22.
        Terminate = "terminate", "终结";
        /// Transition 23.
        Track = "track", "转长期跟踪";
        /// A tracked matter can be done now: it is handled again.
        Untrack = "untrack", "恢复办理（长期跟踪）";
        /// Transition 24.
        Withdraw = "withdraw", "撤回";
        /// Transition 25.
        Consolidate = "consolidate", "并案";
        /// Transition 26.
        ReferClue = "refer_clue", "线索移送";
        /// Transition 27: the state stays, the file is bound.
        Archive = "archive", "归档";
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
    /// Returns the state after `action`: the only transition table. Undoing a 并案 is no row of it:
    /// the demand takes up the state it had before.
    ///
    /// # Errors
    /// [`TransitionError`] when the table has no such row.
    pub fn after(self, action: DemandAction) -> Result<Self, TransitionError> {
        use DemandAction as A;
        use DemandState as S;
        let next = match action {
            A::Submit => matches!(self, S::Draft).then_some(S::PendingReview),
            A::Return => matches!(self, S::PendingReview).then_some(S::Draft),
            A::Decline => matches!(self, S::PendingReview).then_some(S::Declined),
            A::Refer => matches!(self, S::PendingReview).then_some(S::Referred),
            A::Accept => matches!(self, S::PendingReview).then_some(S::Accepted),
            A::AnswerOnSite => matches!(self, S::Accepted).then_some(S::AnsweredOnSite),
            A::Reopen => matches!(self, S::AnsweredOnSite | S::AwaitingRating | S::Closed)
                .then_some(S::Accepted),
            A::Propose => matches!(self, S::Accepted).then_some(S::AwaitingInstruction),
            A::Recall => {
                matches!(self, S::AwaitingInstruction | S::Instructed).then_some(S::Accepted)
            }
            A::ReturnSlip => matches!(self, S::AwaitingInstruction | S::Instructed)
                .then_some(S::AwaitingInstruction),
            A::Instruct => matches!(self, S::AwaitingInstruction).then_some(S::Instructed),
            A::Issue => matches!(self, S::Instructed).then_some(S::AwaitingReceipt),
            A::Receive => matches!(self, S::AwaitingReceipt).then_some(S::InProgress),
            A::Object => matches!(self, S::AwaitingReceipt).then_some(S::Disputed),
            A::Assign => matches!(self, S::AwaitingReceipt | S::Disputed | S::InProgress)
                .then_some(S::AwaitingReceipt),
            A::Confirm => matches!(self, S::Disputed).then_some(S::AwaitingReceipt),
            A::Report => matches!(self, S::InProgress | S::LongTerm).then_some(self),
            A::Extend => matches!(self, S::InProgress).then_some(S::InProgress),
            A::Chase => {
                matches!(self, S::AwaitingReceipt | S::Disputed | S::InProgress).then_some(self)
            }
            A::Suspend => matches!(self, S::InProgress).then_some(S::Suspended),
            A::Resume => matches!(self, S::Suspended).then_some(S::InProgress),
            A::Complete => matches!(self, S::InProgress).then_some(S::CompletionReview),
            A::ReturnCompletion => matches!(self, S::CompletionReview).then_some(S::InProgress),
            // Of a joined one the enterprise is answered and rates apart (transition 25).
            A::Reply => match self {
                S::CompletionReview => Some(S::Replied),
                S::Consolidated => Some(S::Consolidated),
                _ => None,
            },
            A::AskRating => match self {
                S::AnsweredOnSite | S::Replied => Some(S::AwaitingRating),
                S::Consolidated => Some(S::Consolidated),
                _ => None,
            },
            A::Close => matches!(self, S::AwaitingRating).then_some(S::Closed),
            A::Rework => matches!(self, S::AwaitingRating | S::Closed).then_some(S::InProgress),
            A::Terminate => matches!(self, S::AwaitingRating).then_some(S::Terminated),
            A::Track => matches!(self, S::CompletionReview).then_some(S::LongTerm),
            A::Untrack => matches!(self, S::LongTerm).then_some(S::InProgress),
            A::Withdraw => self.is_open().then_some(S::Withdrawn),
            A::Consolidate => self.is_open().then_some(S::Consolidated),
            A::ReferClue => self.is_open().then_some(S::ClueReferred),
            A::Archive => (!self.is_open()).then_some(self),
            A::VoidSlip => {
                matches!(self, S::AwaitingReceipt | S::Disputed | S::InProgress | S::Suspended)
                    .then_some(S::Accepted)
            }
        };
        next.ok_or(TransitionError { from: self, action })
    }

    /// Returns every action the state takes, in the order of the table.
    pub fn actions(self) -> impl Iterator<Item = DemandAction> {
        use crate::terms::Term;
        DemandAction::ALL.iter().copied().filter(move |action| self.after(*action).is_ok())
    }
}

/// The longest title of a demand in characters (form F2 标题 ≤30字).
pub const TITLE_MAX: usize = 30;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::Term;

    /// Only what is closed counts as 办结 in a figure, and only what is open as 未结.
    #[test]
    fn a_clock_that_is_done_or_left_is_that_of_a_demand_no_longer_open() {
        for &state in DemandState::ALL {
            let clock = state.clock(None);
            let is_ended = matches!(clock, Clock::Done | Clock::Left);
            assert_eq!(is_ended, !state.is_open(), "{state:?}");
            let is_closed = matches!(state, DemandState::Closed | DemandState::Terminated);
            assert_eq!(clock == Clock::Done, is_closed, "{state:?}");
        }
    }

    #[test]
    fn the_transition_grid_is_the_reviewed_one() {
        let mut grid = String::new();
        for &from in DemandState::ALL {
            let stage = from.stage().map_or("—", Term::label);
            grid.push_str(&format!("{}（{stage}）\n", from.label()));
            for action in from.actions() {
                let to = from.after(action).expect("an action it takes").label();
                grid.push_str(&format!("    {} → {to}\n", action.label()));
            }
        }
        insta::assert_snapshot!(grid);
    }
}
