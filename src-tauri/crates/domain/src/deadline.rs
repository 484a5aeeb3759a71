//! Due dates: how a limit becomes a date, and how many working days are left or over.

mod moved;
mod reasons;
mod ruler;

use chrono::{Days, Months, NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::calendar::WorkCalendar;

pub use ruler::{CellKind, LightMark, Opening, RestRun, Ruler, RulerCell};

/// A time limit as written on a slip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "unit", content = "count", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum Limit {
    /// Working days (工作日).
    Workdays(u32),
    /// Months, ending on the day of the same number (民法典 202).
    Months(u32),
    /// Calendar days.
    Days(u32),
}

impl std::fmt::Display for Limit {
    /// Writes `15 个工作日`, `3 个月` or `30 日`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Workdays(n) => write!(f, "{n} 个工作日"),
            Self::Months(n) => write!(f, "{n} 个月"),
            Self::Days(n) => write!(f, "{n} 日"),
        }
    }
}

/// A due date and how sure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Due {
    /// The last day in time; always a working day for a limit of at least 1.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub on: NaiveDate,
    /// 暂定: the way to the date touches days whose holiday notice is still to come.
    pub is_provisional: bool,
}

/// Returns when a limit that starts with `issued_on` ends. The day after issue is day 1; a
/// month or day limit that ends on a rest day moves to the next working day; a month without
/// the day's number ends on its last day (民法典 201–203 by analogy).
#[must_use]
pub fn due(issued_on: NaiveDate, limit: Limit, calendar: &WorkCalendar) -> Due {
    let on = match limit {
        Limit::Workdays(n) => calendar.add_workdays(issued_on, n),
        Limit::Months(_) | Limit::Days(_) => {
            calendar.next_workday_on_or_after(nominal_end(issued_on, limit))
        }
    };
    settle(issued_on, on, calendar)
}

/// Returns the end of a month or day limit before it moves off a rest day; for working days
/// the issue day itself.
fn nominal_end(issued_on: NaiveDate, limit: Limit) -> NaiveDate {
    match limit {
        Limit::Workdays(_) => Some(issued_on),
        Limit::Months(n) => issued_on.checked_add_months(Months::new(n)),
        Limit::Days(n) => issued_on.checked_add_days(Days::new(n.into())),
    }
    .unwrap_or(NaiveDate::MAX)
}

fn settle(from: NaiveDate, on: NaiveDate, calendar: &WorkCalendar) -> Due {
    Due { on, is_provisional: !calendar.is_span_settled(from, on) }
}

/// Returns the due date after an extension, which is added to the old due date (P9).
#[must_use]
pub fn extended(old_due_on: NaiveDate, workdays: u32, calendar: &WorkCalendar) -> Due {
    let on = calendar.add_workdays(old_due_on, workdays);
    settle(old_due_on, on, calendar)
}

/// Returns the due date after a suspension (挂起): what was left when it began is left again
/// when it ends. A task already overdue when suspended keeps its due date.
#[must_use]
pub fn resumed(
    old_due_on: NaiveDate,
    paused_on: NaiveDate,
    resumed_on: NaiveDate,
    calendar: &WorkCalendar,
) -> Due {
    if old_due_on < paused_on {
        return settle(old_due_on, old_due_on, calendar);
    }
    let left = remaining_workdays(old_due_on, paused_on, calendar);
    let on = match left {
        0 => calendar.next_workday_on_or_after(resumed_on.max(old_due_on)),
        _ => calendar.add_workdays(resumed_on.max(paused_on), left),
    };
    settle(old_due_on, on, calendar)
}

/// Returns the day on which something received at `received_at` (local time) counts: a receipt
/// after the cut-off or on a rest day counts on the next working day (scenario 60). A receipt
/// at the very minute of the cut-off is in time.
#[must_use]
pub fn counted_on(
    received_at: NaiveDateTime,
    cutoff: NaiveTime,
    calendar: &WorkCalendar,
) -> NaiveDate {
    let day = received_at.date();
    let first = if received_at.time() > cutoff && calendar.is_workday(day) {
        day.succ_opt().unwrap_or(day)
    } else {
        day
    };
    calendar.next_workday_on_or_after(first)
}

/// Returns the working days after `today` up to and including the due date; 0 from then on.
#[must_use]
pub fn remaining_workdays(due_on: NaiveDate, today: NaiveDate, calendar: &WorkCalendar) -> u32 {
    calendar.workdays_between(today, due_on)
}

/// Returns the working days after the due date up to and including `today`; 0 until then.
/// Rest days never count as overdue (scenario 37).
#[must_use]
pub fn overdue_workdays(due_on: NaiveDate, today: NaiveDate, calendar: &WorkCalendar) -> u32 {
    calendar.workdays_between(due_on, today)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    // Scenarios 6–11 and 13 of the domain.
    #[rstest]
    #[case("2026-09-23", Limit::Workdays(15), "2026-10-21", false)]
    #[case("2026-09-18", Limit::Workdays(1), "2026-09-20", false)]
    #[case("2026-09-30", Limit::Workdays(3), "2026-10-10", false)]
    #[case("2026-02-11", Limit::Workdays(3), "2026-02-14", false)]
    #[case("2026-02-11", Limit::Workdays(15), "2026-03-10", false)]
    #[case("2023-04-14", Limit::Workdays(15), "2023-05-08", false)]
    #[case("2026-12-25", Limit::Workdays(15), "2027-01-18", true)]
    #[case("2026-11-30", Limit::Months(3), "2027-03-01", true)]
    // 民法典 201–203: no 31st in June; a rest day at the end moves on.
    #[case("2026-05-31", Limit::Months(1), "2026-06-30", false)]
    #[case("2026-09-23", Limit::Days(10), "2026-10-08", false)]
    #[case("2026-09-23", Limit::Days(1), "2026-09-24", false)]
    fn due_dates(
        #[case] issued: &str,
        #[case] limit: Limit,
        #[case] on: &str,
        #[case] is_provisional: bool,
    ) {
        let found = due(day(issued), limit, &WorkCalendar::embedded());
        assert_eq!(found, Due { on: day(on), is_provisional });
    }

    // Scenario 12: with the notice known the same limit is no longer provisional.
    #[test]
    fn an_imported_notice_settles_and_may_move_the_date() {
        let notice = crate::calendar::YearNotice::parse(
            r#"{"year":2027,"source":"","days":[
                {"date":"2027-01-01","name":"元旦","is_off":true},
                {"date":"2027-01-09","name":"元旦","is_off":false}]}"#,
        )
        .unwrap();
        let calendar = WorkCalendar::with_overrides(vec![notice]);
        let found = due(day("2026-12-25"), Limit::Workdays(15), &calendar);
        assert_eq!(found.on, day("2027-01-15"));
        assert!(!found.is_provisional);
    }

    #[rstest]
    #[case("2026-09-23T17:30:00", "2026-09-23")]
    #[case("2026-09-23T17:31:00", "2026-09-24")]
    #[case("2026-09-24T17:31:00", "2026-09-28")]
    #[case("2026-09-26T09:00:00", "2026-09-28")]
    #[case("2026-09-20T09:00:00", "2026-09-20")]
    #[case("2026-10-07T23:00:00", "2026-10-08")]
    fn receipts_after_the_cutoff_count_next_working_day(#[case] at: &str, #[case] on: &str) {
        let cutoff = NaiveTime::from_hms_opt(17, 30, 0).unwrap();
        let found = counted_on(at.parse().unwrap(), cutoff, &WorkCalendar::embedded());
        assert_eq!(found, day(on));
    }

    #[test]
    fn an_extension_is_added_to_the_old_due_date() {
        let found = extended(day("2026-10-21"), 10, &WorkCalendar::embedded());
        assert_eq!(found.on, day("2026-11-04"));
    }

    #[rstest]
    // Three left when suspended, three left when taken up again.
    #[case("2026-10-21", "2026-10-16", "2026-11-02", "2026-11-05")]
    #[case("2026-10-21", "2026-10-21", "2026-11-07", "2026-11-09")]
    #[case("2026-10-21", "2026-10-22", "2026-11-02", "2026-10-21")]
    fn a_suspension_stops_the_count(
        #[case] old: &str,
        #[case] paused: &str,
        #[case] taken_up: &str,
        #[case] on: &str,
    ) {
        let found = resumed(day(old), day(paused), day(taken_up), &WorkCalendar::embedded());
        assert_eq!(found.on, day(on));
    }

    // Scenario 37 and the ledger picture.
    #[rstest]
    #[case("2026-09-16", "2026-09-23", 6)]
    #[case("2026-09-29", "2026-10-07", 1)]
    #[case("2026-09-29", "2026-10-10", 4)]
    #[case("2026-09-23", "2026-09-23", 0)]
    #[case("2026-09-24", "2026-09-27", 0)]
    fn overdue_counts_working_days_only(
        #[case] due_on: &str,
        #[case] today: &str,
        #[case] expected: u32,
    ) {
        let calendar = WorkCalendar::embedded();
        assert_eq!(overdue_workdays(day(due_on), day(today), &calendar), expected);
    }

    fn any_limit() -> impl Strategy<Value = Limit> {
        prop_oneof![
            (1..80_u32).prop_map(Limit::Workdays),
            (1..7_u32).prop_map(Limit::Months),
            (1..120_u32).prop_map(Limit::Days),
        ]
    }

    fn longer(limit: Limit) -> Limit {
        match limit {
            Limit::Workdays(n) => Limit::Workdays(n + 1),
            Limit::Months(n) => Limit::Months(n + 1),
            Limit::Days(n) => Limit::Days(n + 1),
        }
    }

    proptest! {
        #[test]
        fn a_due_date_is_a_working_day_after_issue(offset in 0..3300_u64, limit in any_limit()) {
            let calendar = WorkCalendar::embedded();
            let issued_on = day("2020-01-01") + Days::new(offset);
            let found = due(issued_on, limit, &calendar);
            prop_assert!(found.on > issued_on);
            prop_assert!(calendar.is_workday(found.on));
        }

        #[test]
        fn a_due_date_never_moves_back(offset in 0..3300_u64, limit in any_limit(), more in 1..30_u32) {
            let calendar = WorkCalendar::embedded();
            let issued_on = day("2020-01-01") + Days::new(offset);
            let found = due(issued_on, limit, &calendar).on;
            prop_assert!(due(issued_on + Days::new(1), limit, &calendar).on >= found);
            prop_assert!(due(issued_on, longer(limit), &calendar).on >= found);
            prop_assert!(extended(found, more, &calendar).on > found);
            let paused = found - Days::new(u64::from(more));
            prop_assert!(resumed(found, paused, paused + Days::new(9), &calendar).on >= found);
        }

        #[test]
        fn a_receipt_counts_on_a_working_day_not_before_it(offset in 0..2500_u64, minute in 0..1440_u32) {
            let calendar = WorkCalendar::embedded();
            let date = day("2020-01-01") + Days::new(offset);
            let time = NaiveTime::from_hms_opt(minute / 60, minute % 60, 0).unwrap();
            let cutoff = NaiveTime::from_hms_opt(17, 30, 0).unwrap();
            let found = counted_on(date.and_time(time), cutoff, &calendar);
            prop_assert!(found >= date);
            prop_assert!(calendar.is_workday(found));
        }
    }
}
