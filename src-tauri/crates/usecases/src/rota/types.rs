//! Inputs and outputs: the year's rota (年度安排).

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use domain::ids::{LeaderId, ReceptionId};
use domain::reception::ReceptionState;
use domain::rota::{DayRule, TurnChangeKind};

use crate::reception::LeaderName;
use crate::wire::wire;

wire! {
    /// Asks for the rota of a year.
    pub struct RotaQuery {
        pub year: i32,
    }

    /// Asks for a plan by rule. Months whose reception is made stay as they are.
    pub struct ProposeRota {
        pub year: i32,
        pub rule: DayRule,
        /// Leaders who take no turn this year.
        pub left_out: Vec<LeaderId>,
    }

    /// The reception made from a turn.
    pub struct TurnReception {
        pub id: ReceptionId,
        pub state: ReceptionState,
        pub title: String,
        /// When its notice went out (form F1).
        pub announced_on: Option<NaiveDate>,
    }

    /// One month of the plan.
    pub struct Turn {
        /// 1–12.
        pub month: u32,
        /// The day of the rule, before it is moved off holidays.
        pub nominal_on: NaiveDate,
        pub held_on: NaiveDate,
        /// Other days that lie near (scenario 15).
        pub others: Vec<NaiveDate>,
        /// Nobody works on that day, which is allowed.
        pub is_rest_day: bool,
        /// 暂定: a holiday notice still to come can move it.
        pub is_provisional: bool,
        /// Last working day for the notice (P1).
        pub notice_due_on: NaiveDate,
        pub leader: LeaderName,
        /// Holds it in the leader's place, and is the one counted (scenario 16).
        pub stand_in: Option<LeaderName>,
        pub place: String,
        pub reception: Option<TurnReception>,
    }

    /// How many turns a leader takes.
    pub struct TurnLoad {
        pub leader: LeaderName,
        /// In this plan; a stand-in counts, who is replaced does not.
        pub turns: i64,
        /// Receptions it presided over in the year before.
        pub before: i64,
    }

    /// A change of the saved plan.
    pub struct TurnChange {
        pub month: u32,
        pub kind: TurnChangeKind,
        pub made_at: DateTime<Utc>,
        pub made_by: String,
        pub reason: String,
        pub before: String,
        pub after: String,
    }

    /// The rota of a year, saved or proposed.
    pub struct Rota {
        pub year: i32,
        /// 0 while no plan is saved.
        pub version: i64,
        /// 暂定: the holiday notice of the year is still to come.
        pub is_provisional: bool,
        pub rule: DayRule,
        /// 每月15日.
        pub rule_words: String,
        pub starts: NaiveTime,
        pub ends: Option<NaiveTime>,
        pub place: String,
        /// By month; a month without reception is not among them.
        pub turns: Vec<Turn>,
        pub loads: Vec<TurnLoad>,
        /// In the order they were made.
        pub changes: Vec<TurnChange>,
    }

    /// One month as it is saved.
    pub struct TurnInput {
        pub month: u32,
        pub held_on: NaiveDate,
        pub leader_id: LeaderId,
        pub place: String,
    }

    /// Saves the plan of a year. A saved plan is changed only for a reason, which goes into its
    /// history.
    pub struct SaveRota {
        pub year: i32,
        pub version: i64,
        pub rule: DayRule,
        pub starts: NaiveTime,
        pub ends: Option<NaiveTime>,
        pub place: String,
        pub turns: Vec<TurnInput>,
        pub reason: String,
    }

    /// Two leaders exchange their months (scenario 17).
    pub struct SwapTurns {
        pub year: i32,
        pub version: i64,
        pub first: u32,
        pub second: u32,
        pub reason: String,
    }

    /// Somebody stands in for a month's leader, or no longer does (scenario 16).
    pub struct SaveStandIn {
        pub year: i32,
        pub version: i64,
        pub month: u32,
        pub stand_in_id: Option<LeaderId>,
        pub reason: String,
    }

    /// Makes the reception of a month.
    pub struct HoldTurn {
        pub year: i32,
        pub version: i64,
        pub month: u32,
        /// 第九期民营企业接待日.
        pub title: String,
        pub series_number: u32,
    }
}
