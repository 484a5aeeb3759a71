//! Inputs and outputs: the handling of a demand, from objection to look-back.

use chrono::NaiveDate;
use domain::act::{
    ActBody, ActState, AssistAnswer, Completion, Contact, Decline, LookBack, ProgressReport, Reply,
};
use domain::demand::{DemandAction, DemandState, Stage};
use domain::handling::{ChaseKind, DateKind, Grade, RatingCause, ResultClass};
use domain::ids::{ActId, AttachmentId, DemandId, LeaderId, RowId, TaskId, UnitId};
use domain::light::{Light, SupervisionOrder};

use crate::demand::Refusal;
use crate::wire::wire;

wire! {
    /// Declines a demand or sends the enterprise elsewhere (transition 3).
    pub struct DeclineDemand {
        pub id: DemandId,
        pub version: i64,
        pub body: Decline,
    }

    /// A date that was told and that a changed calendar would move.
    pub struct DateMove {
        pub kind: DateKind,
        /// The demand, task or act whose date it is.
        pub id: RowId,
        pub demand_id: DemandId,
        /// Number and title of the demand.
        pub number: String,
        pub title: String,
        /// The unit that works on it; empty where none does.
        pub unit: String,
        /// The limit it follows from: `15 个工作日`.
        pub limit: String,
        pub old_on: NaiveDate,
        pub new_on: NaiveDate,
        /// The old date is a rest day by now: it cannot stand.
        pub must_move: bool,
    }

    /// Transition 10. After its limit only with a reason to take it all the same.
    pub struct RaiseObjection {
        pub task_id: TaskId,
        pub version: i64,
        pub made_on: NaiveDate,
        pub ground: String,
        pub basis: String,
        pub suggested_unit_id: Option<UnitId>,
        pub override_reason: String,
    }

    /// Transition 11. With a unit: the task goes there; without: the duty stands.
    pub struct RuleObjection {
        pub id: ActId,
        pub version: i64,
        pub unit_id: Option<UnitId>,
        pub ruling: String,
        pub ruled_by: String,
    }

    /// Gives a task to another unit after issue (scenario 5).
    pub struct ReassignTask {
        pub task_id: TaskId,
        pub version: i64,
        pub unit_id: UnitId,
        pub reason: String,
        pub decided_by: String,
    }

    /// Transition 12.
    pub struct ReportProgress {
        pub task_id: TaskId,
        pub version: i64,
        pub made_on: NaiveDate,
        pub body: ProgressReport,
    }

    /// What became of a matter referred to another body; its `expected_on` is the day it is looked
    /// at again, none when that is over.
    pub struct FollowReferral {
        pub id: DemandId,
        pub version: i64,
        pub made_on: NaiveDate,
        pub body: ProgressReport,
    }

    /// An assisting unit's answer.
    pub struct AnswerAssist {
        pub task_id: TaskId,
        pub version: i64,
        pub made_on: NaiveDate,
        pub body: AssistAnswer,
    }

    /// Transition 13, the request.
    pub struct AskExtension {
        pub id: DemandId,
        pub version: i64,
        pub made_on: NaiveDate,
        /// Working days.
        pub days: u32,
        pub reason: String,
        pub done: String,
        pub is_enterprise_told: bool,
        pub unit_head: String,
        /// Why a leader takes a late request.
        pub override_reason: String,
    }

    /// Transition 13, the decision. No days: refused.
    pub struct DecideExtension {
        pub id: ActId,
        pub version: i64,
        pub granted_days: Option<u32>,
        pub decided_by: String,
    }

    /// Transition 15.
    pub struct SuspendDemand {
        pub id: DemandId,
        pub version: i64,
        pub reason: String,
        pub approved_by: String,
        pub review_on: NaiveDate,
    }

    /// Transition 14: the paper of the rung that is due, or of the rung named.
    pub struct ChaseDemands {
        pub ids: Vec<DemandId>,
        pub rung: Option<ChaseKind>,
        pub requirement: String,
        /// Working days to answer.
        pub answer_workdays: u32,
        pub signer: String,
    }

    /// What became of each chase.
    pub struct ChaseOutcome {
        /// The demands chased.
        pub done: Vec<DemandId>,
        /// Their acts in the same order, to be printed.
        pub acts: Vec<ActId>,
        pub refused: Vec<Refusal>,
    }

    /// Makes one PDF of the papers of these acts, ready for the printer.
    pub struct PrintActs {
        pub ids: Vec<ActId>,
        /// Counts as a print; false only saves a copy for reading.
        pub is_counted: bool,
        /// Where to; none = the program's own print folder.
        pub path: Option<String>,
        pub job: String,
    }

    /// What the unit wrote back on a chase.
    pub struct AnswerChase {
        pub id: ActId,
        pub version: i64,
        pub cause: String,
        pub measures: String,
        pub promised_on: Option<NaiveDate>,
        pub answered_on: NaiveDate,
    }

    /// Transition 16.
    pub struct CompleteDemand {
        pub id: DemandId,
        pub version: i64,
        pub made_on: NaiveDate,
        pub body: Completion,
    }

    /// Transition 18.
    pub struct ReplyDemand {
        pub id: DemandId,
        pub version: i64,
        pub reviewer: String,
        pub body: Reply,
    }

    /// Transition 23: class B, planned.
    pub struct TrackDemand {
        pub id: DemandId,
        pub version: i64,
        pub reason: String,
        pub approved_by: String,
        pub review_on: NaiveDate,
    }

    /// A try to reach the enterprise; with a rating when it was reached (transitions 19–22).
    pub struct RecordRating {
        pub id: DemandId,
        pub version: i64,
        pub talk: Contact,
        /// None: nobody was reached.
        pub rating: Option<RatingGiven>,
    }

    /// What the enterprise said.
    pub struct RatingGiven {
        pub grade: Grade,
        pub result_grade: Option<Grade>,
        pub speed_grade: Option<Grade>,
        pub attitude_grade: Option<Grade>,
        pub is_contacted: bool,
        pub is_solved: bool,
        pub opinion: String,
        pub causes: Vec<RatingCause>,
    }

    /// Transition 20.
    pub struct CloseDemand {
        pub id: DemandId,
        pub version: i64,
        pub closed_by: String,
    }

    /// Transitions 21 and 28.
    pub struct ReworkDemand {
        pub id: DemandId,
        pub version: i64,
        pub reason: String,
        pub decided_by: String,
    }

    /// Transition 22.
    pub struct TerminateDemand {
        pub id: DemandId,
        pub version: i64,
        pub reason: String,
        pub head: String,
        pub scan_id: Option<AttachmentId>,
        pub decided_by: String,
    }

    /// Transition 24.
    pub struct WithdrawDemand {
        pub id: DemandId,
        pub version: i64,
        pub reason: String,
        pub reviewer: String,
    }

    /// Transition 25.
    pub struct ConsolidateDemand {
        pub id: DemandId,
        pub version: i64,
        pub master_id: DemandId,
        pub reason: String,
    }

    /// What was found four weeks after closing.
    pub struct RecordLookBack {
        pub id: DemandId,
        pub version: i64,
        pub body: LookBack,
    }

    /// Which burning demands to list.
    pub struct SupervisionQuery {
        pub unit_id: Option<UnitId>,
        pub lead_leader_id: Option<LeaderId>,
        /// A group stands together, however many pages it takes.
        pub order: SupervisionOrder,
        pub limit: u32,
        pub offset: u32,
    }

    /// 督办: what burns and what is to be sent today.
    pub struct Supervision {
        pub today: NaiveDate,
        /// 17:30.
        pub cut_off: String,
        /// P10: working days left from which blue and yellow burn.
        pub blue: u32,
        pub yellow: u32,
        /// Working days after a 催办单 until the 督办函.
        pub supervision_after: u32,
        pub red_total: u32,
        pub yellow_total: u32,
        pub blue_total: u32,
        /// The worst first.
        pub units: Vec<SupervisionUnit>,
        /// How many cases each group of the order has, whatever page is read.
        pub groups: Vec<SupervisionGroup>,
        /// Group by group, the one with the longest overdue first, and so inside each.
        pub rows: Vec<SupervisionRow>,
    }

    /// The cases of one light, lead unit or leader.
    pub struct SupervisionGroup {
        /// Code of the light, id of the unit or leader; empty for cases that have none.
        pub key: String,
        pub count: u32,
    }

    pub struct SupervisionUnit {
        pub unit_id: UnitId,
        pub name: String,
        pub short_name: String,
        pub red: u32,
        pub yellow: u32,
        pub blue: u32,
        /// 按期签收, this year.
        pub receipts_in_time: u32,
        pub receipts_due: u32,
    }

    pub struct SupervisionRow {
        pub id: DemandId,
        pub number: String,
        pub version: i64,
        pub title: String,
        pub enterprise: String,
        pub lead_unit_id: Option<UnitId>,
        pub lead_unit: String,
        pub responsible_person: String,
        pub lead_leader_id: Option<LeaderId>,
        pub lead_leader: String,
        pub state: DemandState,
        pub light: Light,
        pub due_on: NaiveDate,
        /// 逾期 6 个工作日.
        pub remaining: String,
        pub slip_number: Option<String>,
        pub round: u32,
        pub reminder_count: u32,
        pub supervision_count: u32,
        /// The paper to send today.
        pub chase_due: Option<ChaseKind>,
        /// Why no paper is due, in Chinese: 昨天已报办结，待审核.
        pub note: String,
    }

    /// An act as screens show it.
    pub struct Act {
        pub id: ActId,
        pub task_id: Option<TaskId>,
        /// The unit of the task; empty for acts of the whole demand.
        pub unit_name: String,
        pub state: ActState,
        pub round: u32,
        pub made_on: NaiveDate,
        #[serde(flatten)]
        pub body: ActBody,
        /// Of its paper.
        pub number: Option<String>,
        /// Its paper can be looked at and printed.
        pub has_paper: bool,
        pub print_count: u32,
        pub version: i64,
    }

    /// Where the handling of a demand stands.
    pub struct HandlingDetail {
        pub stage: Option<Stage>,
        /// What may be done now, in the order of the table.
        pub actions: Vec<DemandAction>,
        pub round: u32,
        /// The due date in force last, also when the clock stands.
        pub last_due_on: Option<NaiveDate>,
        pub extension_count: u32,
        /// The rung whose paper is due today.
        pub chase_due: Option<ChaseKind>,
        pub result_class: Option<ResultClass>,
        pub grade: Option<Grade>,
        pub completed_on: Option<NaiveDate>,
        pub replied_on: Option<NaiveDate>,
        pub ask_rating_by: Option<NaiveDate>,
        pub closed_on: Option<NaiveDate>,
        /// 归档.
        pub archived_on: Option<NaiveDate>,
        pub review_on: Option<NaiveDate>,
        /// The demand it was joined to.
        pub consolidated_into: Option<DemandId>,
        /// What its letter of reply can take from that demand, once that is answered (scenario 22).
        pub master_answer: Option<MasterAnswer>,
        /// Demands joined to it: each is still answered and rated.
        pub joined: Vec<JoinedDemand>,
        pub acts: Vec<Act>,
    }

    /// How a master was answered, its enterprise left out of the words.
    pub struct MasterAnswer {
        pub number: String,
        pub answered_on: NaiveDate,
        pub process: String,
        pub result: String,
        pub basis: String,
        pub follow_up: String,
    }

    pub struct JoinedDemand {
        pub id: DemandId,
        pub number: String,
        pub title: String,
        pub enterprise_name: String,
        /// When its enterprise was answered by a letter of its own.
        pub replied_on: Option<NaiveDate>,
        pub grade: Option<Grade>,
    }
}
