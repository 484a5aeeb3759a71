//! An act (办理事项): one dated fact of a demand's handling, from objection to look-back. The acts
//! of a demand in order are its handling file; its due date, lights and figures follow from them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::handling::{
    AssistOpinion, ChaseKind, ContactWay, DeclineReason, Grade, RatingCause, ResultClass,
};
use crate::ids::{ActId, AttachmentId, DemandId, TaskId, UnitId};
use crate::slip::TaskState;
use crate::terms::terms;

terms! {
    /// What kind of act it is.
    pub enum ActKind {
        Decline = "decline", "不予受理或转介";
        Objection = "objection", "异议";
        Reassignment = "reassignment", "改派";
        Progress = "progress", "进展反馈";
        AssistAnswer = "assist_answer", "协办意见";
        Extension = "extension", "延期";
        Suspension = "suspension", "挂起";
        Chase = "chase", "催办";
        Completion = "completion", "办结报告";
        Reply = "reply", "答复函";
        Rating = "rating", "回访评价";
        Closing = "closing", "销号";
        Rework = "rework", "重办";
        Termination = "termination", "终结";
        Tracking = "tracking", "长期跟踪";
        Withdrawal = "withdrawal", "撤回";
        Consolidation = "consolidation", "并案";
        LookBack = "look_back", "回头看";
        CalendarDecision = "calendar_decision", "放假安排变动";
        Mediation = "mediation", "移送调解";
        Escalation = "escalation", "区街联动";
        TaskForce = "task_force", "专班";
        Inspection = "inspection", "监督回访";
    }
}

terms! {
    /// Where an act stands that somebody decides; the others are settled at once.
    pub enum ActState {
        Pending = "pending", "待定";
        Granted = "granted", "同意";
        Refused = "refused", "不同意";
        Settled = "settled", "已办";
        /// The slip was voided or the demand left before it was decided, or with what it decided.
        Lapsed = "lapsed", "已失效";
    }
}

macro_rules! bodies {
    ($($(#[$meta:meta])* $name:ident { $($(#[$field_meta:meta])* $field:ident: $type:ty,)* })+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
        pub struct $name { $($(#[$field_meta])* pub $field: $type,)* }
    )+};
}

mod around;

pub use around::{
    Escalation, Inspection, Mediation, MediationCause, MediationResult, Outcome, OutcomeKind,
    TaskForce, TaskForceMember, outcomes_of,
};

bodies! {
    /// A talk with the enterprise, or how a paper was served.
    Contact {
        #[cfg_attr(feature = "bindings", ts(type = "string"))]
        on: NaiveDate,
        way: ContactWay,
        /// With whom.
        person: String,
        words: String,
    }

    /// Transition 3 (F17).
    Decline {
        reason: DeclineReason,
        words: String,
        /// 依据: the rule it follows from.
        #[serde(default)]
        basis: String,
        /// Where the enterprise is sent instead (已转介); empty for 不予受理.
        referred_to: String,
        reviewer: String,
    }

    /// Transition 10 (F9): the unit objects with a legal ground.
    Objection {
        ground: String,
        /// 职责依据.
        basis: String,
        suggested_unit_id: Option<UnitId>,
        /// Why an objection after its limit was taken all the same; empty when in time.
        override_reason: String,
        ruling: String,
        ruled_by: String,
        #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
        ruled_on: Option<NaiveDate>,
    }

    /// Transition 11, and scenario 5: the task goes to another unit; the original due date stays.
    Reassignment {
        from_unit_id: UnitId,
        to_unit_id: UnitId,
        reason: String,
        decided_by: String,
    }

    /// Transition 12 (F7).
    ProgressReport {
        progress: String,
        contact: Option<Contact>,
        problem: String,
        next_step: String,
        #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
        expected_on: Option<NaiveDate>,
        reporter: String,
    }

    /// An assisting unit's answer to the lead unit (F7 协办意见).
    AssistAnswer {
        opinion: AssistOpinion,
        words: String,
        /// Mandatory unless it agrees (scenario 3).
        basis: String,
    }

    /// Transition 13 (F8).
    Extension {
        #[cfg_attr(feature = "bindings", ts(type = "string"))]
        old_due_on: NaiveDate,
        /// Working days asked for.
        days: u32,
        reason: String,
        /// 已做工作.
        done: String,
        is_enterprise_told: bool,
        unit_head: String,
        /// Why a leader took a late request; empty when in time (scenario 33).
        override_reason: String,
        /// Working days granted; none until decided or when refused.
        granted_days: Option<u32>,
        decided_by: String,
        #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
        decided_on: Option<NaiveDate>,
        /// The newest act when it was decided: it moves the due date after that one, not when it
        /// was asked for.
        #[serde(default)]
        #[cfg_attr(feature = "bindings", ts(skip))]
        decided_after: Option<ActId>,
    }

    /// Transition 15: the clock stands still.
    Suspension {
        reason: String,
        approved_by: String,
        #[cfg_attr(feature = "bindings", ts(type = "string"))]
        review_on: NaiveDate,
        #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
        resumed_on: Option<NaiveDate>,
        resume_reason: String,
    }

    /// Transition 14 (F10): the paper of a rung, with what the unit wrote back.
    Chase {
        rung: ChaseKind,
        #[cfg_attr(feature = "bindings", ts(type = "string"))]
        due_on: NaiveDate,
        /// Working days overdue when it was sent.
        overdue: u32,
        requirement: String,
        #[cfg_attr(feature = "bindings", ts(type = "string"))]
        answer_by: NaiveDate,
        /// The limit `answer_by` follows from.
        answer_workdays: u32,
        copies_to: Vec<String>,
        signer: String,
        /// 未办结原因.
        cause: String,
        measures: String,
        #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
        promised_on: Option<NaiveDate>,
        #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
        answered_on: Option<NaiveDate>,
    }

    /// Transitions 16–18 (F11). 落实金额 is in fen.
    Completion {
        class: ResultClass,
        process: String,
        result: String,
        /// 依据（文号、条款）.
        basis: String,
        /// 落实金额 in all: the sum of `outcomes` where those were told.
        #[cfg_attr(feature = "bindings", ts(type = "number | null"))]
        amount_fen: Option<i64>,
        /// 落实金额 by kind, each kind once; a report of old names the whole only.
        #[serde(default)]
        outcomes: Vec<Outcome>,
        /// 证据清单.
        evidence: String,
        contact: Option<Contact>,
        /// 举一反三.
        similar: String,
        /// 遗留.
        left_over: String,
        head: String,
        reviewer: String,
        return_reason: String,
    }

    /// Transition 18 (F12): the parts of the letter's body.
    Reply {
        facts: String,
        process: String,
        result: String,
        basis: String,
        follow_up: String,
        served: Contact,
    }

    /// One try to reach the enterprise for its rating.
    Attempt {
        talk: Contact,
        is_reached: bool,
    }

    /// Transitions 19–22 (F13). No grade after three tries is 未评价, never counted as satisfied.
    Rating {
        #[cfg_attr(feature = "bindings", ts(type = "string"))]
        ask_by: NaiveDate,
        /// The limit `ask_by` follows from (P11).
        ask_workdays: u32,
        attempts: Vec<Attempt>,
        grade: Option<Grade>,
        result_grade: Option<Grade>,
        speed_grade: Option<Grade>,
        attitude_grade: Option<Grade>,
        /// Whether the unit had spoken with the enterprise.
        is_contacted: Option<bool>,
        is_solved: Option<bool>,
        opinion: String,
        causes: Vec<RatingCause>,
        recorder: String,
    }

    /// Transition 20: 销号.
    Closing {
        closed_by: String,
        /// When the office looks again (four weeks later).
        #[cfg_attr(feature = "bindings", ts(type = "string"))]
        look_back_on: NaiveDate,
    }

    /// Transitions 21 and 28.
    Rework {
        reason: String,
        decided_by: String,
        /// Working days of the round (P12).
        workdays: u32,
    }

    /// Transition 22: needs the head's signature and a sealed scan.
    Termination {
        reason: String,
        head: String,
        scan_id: AttachmentId,
        decided_by: String,
    }

    /// Transition 23: looked at each quarter.
    Tracking {
        reason: String,
        approved_by: String,
        #[cfg_attr(feature = "bindings", ts(type = "string"))]
        review_on: NaiveDate,
        /// When it could be handled again.
        #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
        resumed_on: Option<NaiveDate>,
        resume_reason: String,
    }

    /// Transition 24.
    Withdrawal {
        reason: String,
        reviewer: String,
    }

    /// Transition 25; undone when separated.
    Consolidation {
        master_id: DemandId,
        reason: String,
        /// The state it takes up again when separated, and those of its tasks.
        from_state: crate::demand::DemandState,
        task_states: Vec<(TaskId, TaskState)>,
        separate_reason: String,
    }

    /// The holiday notice of a year came in or was replaced, and the due date would move: somebody
    /// let it follow or stand (scenario 12).
    CalendarDecision {
        /// Title of the notice.
        notice: String,
        #[cfg_attr(feature = "bindings", ts(type = "string"))]
        old_due_on: NaiveDate,
        /// What the calendar gives.
        #[cfg_attr(feature = "bindings", ts(type = "string"))]
        new_due_on: NaiveDate,
        /// Whether the due date follows the calendar.
        is_moved: bool,
        /// Whether the clock stood still on that day: the pause is counted from the date decided.
        is_paused: bool,
        decided_by: String,
    }

    /// After closing (issue of 假办结): what was found four weeks later.
    LookBack {
        is_lasting: bool,
        words: String,
        recorder: String,
    }
}

/// What an act says, by its kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum ActBody {
    Decline(Decline),
    Objection(Objection),
    Reassignment(Reassignment),
    Progress(ProgressReport),
    AssistAnswer(AssistAnswer),
    Extension(Extension),
    Suspension(Suspension),
    Chase(Chase),
    Completion(Completion),
    Reply(Reply),
    Rating(Rating),
    Closing(Closing),
    Rework(Rework),
    Termination(Termination),
    Tracking(Tracking),
    Withdrawal(Withdrawal),
    Consolidation(Consolidation),
    LookBack(LookBack),
    CalendarDecision(CalendarDecision),
    Mediation(Mediation),
    Escalation(Escalation),
    TaskForce(TaskForce),
    Inspection(Inspection),
}

impl ActBody {
    /// Returns its kind.
    #[must_use]
    pub fn kind(&self) -> ActKind {
        match self {
            Self::Decline(_) => ActKind::Decline,
            Self::Objection(_) => ActKind::Objection,
            Self::Reassignment(_) => ActKind::Reassignment,
            Self::Progress(_) => ActKind::Progress,
            Self::AssistAnswer(_) => ActKind::AssistAnswer,
            Self::Extension(_) => ActKind::Extension,
            Self::Suspension(_) => ActKind::Suspension,
            Self::Chase(_) => ActKind::Chase,
            Self::Completion(_) => ActKind::Completion,
            Self::Reply(_) => ActKind::Reply,
            Self::Rating(_) => ActKind::Rating,
            Self::Closing(_) => ActKind::Closing,
            Self::Rework(_) => ActKind::Rework,
            Self::Termination(_) => ActKind::Termination,
            Self::Tracking(_) => ActKind::Tracking,
            Self::Withdrawal(_) => ActKind::Withdrawal,
            Self::Consolidation(_) => ActKind::Consolidation,
            Self::LookBack(_) => ActKind::LookBack,
            Self::CalendarDecision(_) => ActKind::CalendarDecision,
            Self::Mediation(_) => ActKind::Mediation,
            Self::Escalation(_) => ActKind::Escalation,
            Self::TaskForce(_) => ActKind::TaskForce,
            Self::Inspection(_) => ActKind::Inspection,
        }
    }
}
