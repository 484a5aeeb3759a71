//! What happens between issue and 销号: the facts units report and the office decides, and the
//! guards of transitions 10–28 that a state alone does not express.

use chrono::NaiveDate;

use crate::calendar::WorkCalendar;
use crate::deadline::{Due, Limit, due, overdue_workdays, remaining_workdays};
use crate::limits::Limits;
use crate::terms::terms;

terms! {
    /// Why a demand is not taken up (transition 3).
    pub enum DeclineReason {
        NoClearFact = "no_clear_fact", "没有明确的事实或请求";
        PrivateDispute = "private_dispute", "属平等主体间的民事纠纷";
        InProceedings = "in_proceedings", "已进入诉讼、复议、仲裁或纪检程序";
        OutOfDistrict = "out_of_district", "不属本区管辖";
        Repeated = "repeated", "已答复且没有新的事实";
    }
}

terms! {
    /// How a unit or the office spoke with the enterprise, or served a paper.
    pub enum ContactWay {
        Phone = "phone", "电话";
        Visit = "visit", "上门";
        Meeting = "meeting", "座谈";
        Written = "written", "书面";
        Message = "message", "短信、微信";
    }
}

terms! {
    /// What an assisting unit says of its part (domain F7 协办意见).
    pub enum AssistOpinion {
        Agree = "agree", "同意";
        /// Only with its basis (scenario 3).
        Disagree = "disagree", "不同意";
        Conditional = "conditional", "有条件同意";
    }
}

terms! {
    /// The rungs of transition 14, each its own paper (table P10).
    pub enum ChaseKind {
        Reminder = "reminder", "催办单";
        Supervision = "supervision", "督办函";
        Referral = "referral", "移送函";
    }
}

terms! {
    /// Result class of a completed demand (提案 practice).
    pub enum ResultClass {
        Solved = "a", "A 已解决或基本解决";
        Planned = "b", "B 正在解决或列入计划";
        Impossible = "c", "C 暂不具备条件或留作参考";
        Partly = "d", "D 部分解决";
    }
}

impl ResultClass {
    /// Returns the letter that lists print.
    #[must_use]
    pub fn letter(self) -> &'static str {
        match self {
            Self::Solved => "A",
            Self::Planned => "B",
            Self::Impossible => "C",
            Self::Partly => "D",
        }
    }
}

terms! {
    /// The enterprise's rating; five grades follow 好差评.
    pub enum Grade {
        VerySatisfied = "very_satisfied", "非常满意";
        Satisfied = "satisfied", "满意";
        FairlySatisfied = "fairly_satisfied", "基本满意";
        Dissatisfied = "dissatisfied", "不满意";
        VeryDissatisfied = "very_dissatisfied", "非常不满意";
    }
}

impl Grade {
    /// Tells whether the grade counts as satisfied (满意率, domain Indicators).
    #[must_use]
    pub fn is_satisfied(self) -> bool {
        match self {
            Self::VerySatisfied | Self::Satisfied | Self::FairlySatisfied => true,
            Self::Dissatisfied | Self::VeryDissatisfied => false,
        }
    }
}

terms! {
    /// Why an enterprise is not satisfied (domain F13 不满意原因).
    pub enum RatingCause {
        Result = "result", "结果";
        Procedure = "procedure", "程序";
        Attitude = "attitude", "态度";
        Slowness = "slowness", "时效";
        NotTold = "not_told", "未告知";
    }
}

terms! {
    /// A date that a limit gave and somebody waits for; a new calendar may move it.
    pub enum DateKind {
        Due = "due", "办结";
        Receipt = "receipt", "签收";
        Assist = "assist", "协办反馈";
        Chase = "chase", "催办回复";
        Rating = "rating", "回访";
    }
}

terms! {
    /// What kind of line it is in 经过.
    pub enum StoryKind {
        Flow = "flow", "流转";
        Paper = "paper", "文书";
        Talk = "talk", "与企业联系";
    }
}

/// How often the office tries to reach an enterprise for its rating (transition 20).
pub const RATING_ATTEMPTS: u32 = 3;

/// Most working days of one extension and how many there may be (P9).
pub const EXTENSION_DAYS_MAX: u32 = 10;
/// Most extensions of one demand (P9).
pub const EXTENSIONS_MAX: usize = 2;
/// Months in which a demand is to be done, extensions and all (P8 cap).
pub const CAP_MONTHS: u32 = 3;
/// How far ahead the review of a suspension may lie, in days (transition 15).
pub const SUSPENSION_DAYS_MAX: u64 = 90;
/// Redo rounds before only the leader decides (P12).
pub const REWORKS_MAX: u32 = 2;
/// Working days of a redo (P12).
pub const REWORK_WORKDAYS: u32 = 5;
/// Working days overdue from which a 督办函 follows the 催办单 (P10).
pub const SUPERVISION_AFTER: u32 = 5;

/// Why an extension cannot be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ExtensionFault {
    /// Scenario 34: offer 挂起 or 长期跟踪 instead.
    #[error("all {EXTENSIONS_MAX} extensions are used")]
    Used,
    /// Scenario 33: less than one working day before the due date; a leader may override.
    #[error("less than one working day before the due date")]
    Late,
}

/// Checks a request for an extension (P9): at least one working day before the due date, and no
/// more than [`EXTENSIONS_MAX`] granted before.
///
/// # Errors
/// [`ExtensionFault`]; [`ExtensionFault::Used`] first.
pub fn check_extension(
    due_on: NaiveDate,
    asked_on: NaiveDate,
    granted_before: usize,
    calendar: &WorkCalendar,
) -> Result<(), ExtensionFault> {
    if granted_before >= EXTENSIONS_MAX {
        return Err(ExtensionFault::Used);
    }
    if remaining_workdays(due_on, asked_on, calendar) < 1 {
        return Err(ExtensionFault::Late);
    }
    Ok(())
}

/// Returns the last day of the cap on a demand issued on `issued_on` (P8, scenario 13).
#[must_use]
pub fn cap(issued_on: NaiveDate, calendar: &WorkCalendar) -> Due {
    due(issued_on, Limit::Months(CAP_MONTHS), calendar)
}

/// Returns whether an objection on `raised_on` is within its limit (P5: the day after issue is
/// day 1; scenario 31).
#[must_use]
pub fn is_objection_in_time(
    issued_on: NaiveDate,
    raised_on: NaiveDate,
    limits: &Limits,
    calendar: &WorkCalendar,
) -> bool {
    calendar.workdays_between(issued_on, raised_on) <= limits.objection
}

/// When the last paper of each rung went out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Chased {
    /// 催办单.
    pub reminded_on: Option<NaiveDate>,
    /// 督办函.
    pub supervised_on: Option<NaiveDate>,
    /// 移送函.
    pub referred_on: Option<NaiveDate>,
}

/// Returns the paper that is due on `today` for a demand with these papers sent already: the
/// 催办单 from the first working day overdue, the 督办函 [`SUPERVISION_AFTER`] working days after
/// it, then the 移送函 the same time after that (P10; scenarios 36–38).
#[must_use]
pub fn next_chase(
    due_on: NaiveDate,
    today: NaiveDate,
    sent: Chased,
    calendar: &WorkCalendar,
) -> Option<ChaseKind> {
    if overdue_workdays(due_on, today, calendar) == 0 {
        return None;
    }
    // Papers sent for an earlier due date were answered by the extension or the new round.
    let since_due = |sent: Option<NaiveDate>| sent.filter(|on| *on > due_on);
    let has_waited =
        |since: NaiveDate| calendar.workdays_between(since, today) >= SUPERVISION_AFTER;
    match (since_due(sent.reminded_on), since_due(sent.supervised_on), since_due(sent.referred_on))
    {
        (_, _, Some(_)) => None,
        (_, Some(supervised), None) => has_waited(supervised).then_some(ChaseKind::Referral),
        (Some(reminded), None, None) => has_waited(reminded).then_some(ChaseKind::Supervision),
        (None, None, None) => Some(ChaseKind::Reminder),
    }
}

/// What moved a due date after issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockEvent {
    /// Granted working days, added to the due date in force (P9).
    Extended { workdays: u32 },
    /// The count stood still from the first to the second day (transition 15).
    Paused { from: NaiveDate, until: NaiveDate },
    /// A redo starts anew on this day (P12).
    Reworked { on: NaiveDate, workdays: u32 },
    /// The work calendar changed after `from` was told, and somebody decided: the date follows the
    /// calendar to `on`, or stands (scenario 12). What comes later moves it from there.
    Decided { from: NaiveDate, on: NaiveDate },
}

/// Returns the due date in force: the one as issued, moved by each event in order. It is never
/// typed; [`ClockEvent::Decided`] alone names a date, one of the two that calendars gave.
#[must_use]
pub fn due_in_force(original: Due, events: &[ClockEvent], calendar: &WorkCalendar) -> Due {
    use crate::deadline::{extended, resumed};
    events.iter().fold(original, |now, event| {
        let next = match *event {
            ClockEvent::Extended { workdays } => extended(now.on, workdays, calendar),
            ClockEvent::Paused { from, until } => resumed(now.on, from, until, calendar),
            ClockEvent::Reworked { on, workdays } => {
                return due(on, Limit::Workdays(workdays), calendar);
            }
            ClockEvent::Decided { on, .. } => {
                return Due { on, is_provisional: !calendar.is_settled(on) };
            }
        };
        Due { on: next.on, is_provisional: now.is_provisional || next.is_provisional }
    })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::deadline::Due;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    // Scenarios 33 and 34.
    #[rstest]
    #[case("2026-10-20", 0, Ok(()))]
    #[case("2026-10-21", 0, Err(ExtensionFault::Late))]
    #[case("2026-10-22", 0, Err(ExtensionFault::Late))]
    #[case("2026-10-20", 1, Ok(()))]
    #[case("2026-10-20", 2, Err(ExtensionFault::Used))]
    fn an_extension_is_asked_a_working_day_before(
        #[case] asked_on: &str,
        #[case] granted: usize,
        #[case] expected: Result<(), ExtensionFault>,
    ) {
        let calendar = WorkCalendar::embedded();
        let found = check_extension(day("2026-10-21"), day(asked_on), granted, &calendar);
        assert_eq!(found, expected);
    }

    // Scenario 31: issued on Thursday before Mid-Autumn, the next working day is Monday.
    #[rstest]
    #[case("2026-09-24", true)]
    #[case("2026-09-28", true)]
    #[case("2026-09-29", false)]
    fn an_objection_is_raised_on_day_one(#[case] raised_on: &str, #[case] in_time: bool) {
        let calendar = WorkCalendar::embedded();
        let found =
            is_objection_in_time(day("2026-09-24"), day(raised_on), &Limits::default(), &calendar);
        assert_eq!(found, in_time);
    }

    // Scenarios 36–38: due before National Day, red only after it.
    #[rstest]
    #[case("2026-09-30", &[], None)]
    #[case("2026-10-07", &[], None)]
    #[case("2026-10-08", &[], Some(ChaseKind::Reminder))]
    #[case("2026-10-13", &[(ChaseKind::Reminder, "2026-10-08")], None)]
    #[case("2026-10-14", &[(ChaseKind::Reminder, "2026-10-08")], Some(ChaseKind::Supervision))]
    #[case("2026-10-10", &[(ChaseKind::Reminder, "2026-09-08")], Some(ChaseKind::Reminder))]
    #[case("2026-10-19", &[(ChaseKind::Reminder, "2026-10-08")], Some(ChaseKind::Supervision))]
    #[case("2026-10-26",
        &[(ChaseKind::Reminder, "2026-10-08"), (ChaseKind::Supervision, "2026-10-19")],
        Some(ChaseKind::Referral))]
    #[case("2026-11-26",
        &[(ChaseKind::Reminder, "2026-10-08"), (ChaseKind::Supervision, "2026-10-19"),
          (ChaseKind::Referral, "2026-10-26")],
        None)]
    fn the_ladder_is_climbed_rung_by_rung(
        #[case] today: &str,
        #[case] sent: &[(ChaseKind, &str)],
        #[case] expected: Option<ChaseKind>,
    ) {
        let calendar = WorkCalendar::embedded();
        let on = |wanted: ChaseKind| {
            sent.iter().find(|(kind, _)| *kind == wanted).map(|(_, on)| day(on))
        };
        let sent = Chased {
            reminded_on: on(ChaseKind::Reminder),
            supervised_on: on(ChaseKind::Supervision),
            referred_on: on(ChaseKind::Referral),
        };
        assert_eq!(next_chase(day("2026-09-30"), day(today), sent, &calendar), expected);
    }

    #[test]
    fn the_due_date_in_force_follows_from_its_events() {
        let calendar = WorkCalendar::embedded();
        let original = Due { on: day("2026-10-21"), is_provisional: false };
        let events = [
            ClockEvent::Extended { workdays: 10 },
            ClockEvent::Paused { from: day("2026-11-02"), until: day("2026-11-16") },
        ];
        // 2026-11-04 after the extension; two days left on 11-02, so two after 11-16.
        assert_eq!(due_in_force(original, &events[..1], &calendar).on, day("2026-11-04"));
        assert_eq!(due_in_force(original, &events, &calendar).on, day("2026-11-18"));
        let redone = [ClockEvent::Reworked { on: day("2026-12-01"), workdays: 5 }];
        assert_eq!(due_in_force(original, &redone, &calendar).on, day("2026-12-08"));
        // A date that somebody let stand when the calendar changed is extended from where it stands.
        let decided = [
            ClockEvent::Decided { from: day("2026-10-23"), on: day("2026-10-23") },
            ClockEvent::Extended { workdays: 10 },
        ];
        assert_eq!(due_in_force(original, &decided, &calendar).on, day("2026-11-06"));
    }
}
