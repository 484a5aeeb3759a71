//! Working days: weekends, public holidays and make-up days (调休), by yearly notice.

mod notice;
mod notice_text;
mod statutory;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

pub use notice::{NoticeDay, NoticeError, NoticeScope, YearNotice};
pub use notice_text::{NoticeReading, ReadingError};

/// The notices shipped with the program.
const EMBEDDED: [&str; 7] = [
    include_str!("data/2020.json"),
    include_str!("data/2021.json"),
    include_str!("data/2022.json"),
    include_str!("data/2023.json"),
    include_str!("data/2024.json"),
    include_str!("data/2025.json"),
    include_str!("data/2026.json"),
];

/// The first day of December that a notice of the *next* year has ever changed
/// (29 December 2018, a make-up day of the 2019 notice).
const DECEMBER_TAIL: u32 = 29;

/// Years after the last notice whose statutory days are worked out once.
const LOOKAHEAD: i32 = 12;
/// Years before the first notice likewise: old demands are overdue since then.
const LOOKBACK: i32 = 10;

/// What a calendar day is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum DayKind {
    /// An ordinary working day.
    Workday,
    /// A Saturday or Sunday off.
    Weekend,
    /// A public holiday, or a weekend day that a notice joined to it.
    Holiday {
        /// Name as in the notice, such as `国庆节`.
        name: String,
    },
    /// A weekend day on which people work (补班).
    MakeUp {
        /// The holiday it makes up for.
        name: String,
    },
}

impl DayKind {
    /// Returns whether people work on such a day.
    #[must_use]
    pub fn is_workday(&self) -> bool {
        match self {
            Self::Workday | Self::MakeUp { .. } => true,
            Self::Weekend | Self::Holiday { .. } => false,
        }
    }
}

/// The working-day calendar. Built once; every answer is a pure function of its notices.
#[derive(Debug, Clone)]
pub struct WorkCalendar {
    days: BTreeMap<NaiveDate, NoticeDay>,
    published: BTreeSet<i32>,
    statutory: BTreeMap<i32, Vec<(NaiveDate, &'static str)>>,
}

impl WorkCalendar {
    /// Returns the calendar of the notices shipped with the program (2020–2026).
    #[must_use]
    pub fn embedded() -> Self {
        Self::with_overrides(Vec::new())
    }

    /// Returns the shipped calendar with imported notices on top: a national notice replaces
    /// the shipped one of its year, a local one changes single days and publishes no year.
    #[must_use]
    pub fn with_overrides(overrides: Vec<YearNotice>) -> Self {
        let (national, local): (Vec<_>, Vec<_>) =
            overrides.into_iter().partition(|notice| notice.scope == NoticeScope::National);
        let mut by_year: BTreeMap<i32, YearNotice> =
            embedded_notices().into_iter().map(|notice| (notice.year, notice)).collect();
        by_year.extend(national.into_iter().map(|notice| (notice.year, notice)));

        let published: BTreeSet<i32> = by_year.keys().copied().collect();
        // A later notice wins where two name the same day at the turn of the year.
        let days = by_year
            .into_values()
            .chain(local)
            .flat_map(|notice| notice.days)
            .map(|day| (day.date, day))
            .collect();
        let first = published.first().copied().unwrap_or_default();
        let last = published.last().copied().unwrap_or_default();
        let statutory = (first - LOOKBACK..first)
            .chain(last + 1..=last + LOOKAHEAD)
            .map(|year| (year, statutory::days(year)))
            .collect();
        Self { days, published, statutory }
    }

    /// Returns whether the holiday notice of `year` is known.
    #[must_use]
    pub fn is_published(&self, year: i32) -> bool {
        self.published.contains(&year)
    }

    /// Returns whether no notice still to come can change what `date` is: its year is
    /// published and, for 29–31 December, the next year too.
    #[must_use]
    pub fn is_settled(&self, date: NaiveDate) -> bool {
        let is_tail = date.month() == 12 && date.day() >= DECEMBER_TAIL;
        self.is_published(date.year()) && (!is_tail || self.is_published(date.year() + 1))
    }

    /// Returns what `date` is. In a year without a notice only weekends and statutory days rest.
    #[must_use]
    pub fn day_kind(&self, date: NaiveDate) -> DayKind {
        if let Some(day) = self.days.get(&date) {
            let name = day.name.clone();
            return if day.is_off { DayKind::Holiday { name } } else { DayKind::MakeUp { name } };
        }
        if let Some(name) = self.statutory_name(date) {
            return DayKind::Holiday { name: name.to_owned() };
        }
        if is_weekend(date) { DayKind::Weekend } else { DayKind::Workday }
    }

    /// Returns whether people work on `date`.
    #[must_use]
    pub fn is_workday(&self, date: NaiveDate) -> bool {
        match self.days.get(&date) {
            Some(day) => !day.is_off,
            None => !is_weekend(date) && self.statutory_name(date).is_none(),
        }
    }

    /// Returns `date` itself if people work on it, else the first working day after it.
    #[must_use]
    pub fn next_workday_on_or_after(&self, date: NaiveDate) -> NaiveDate {
        date.iter_days().find(|day| self.is_workday(*day)).unwrap_or(date)
    }

    /// Returns the `n`th working day after `from`; the day after `from` is the first that can
    /// count. `n == 0` gives `from` unchanged.
    #[must_use]
    pub fn add_workdays(&self, from: NaiveDate, n: u32) -> NaiveDate {
        let Some(last) = n.checked_sub(1) else {
            return from;
        };
        from.iter_days()
            .skip(1)
            .filter(|day| self.is_workday(*day))
            .nth(last as usize)
            .unwrap_or(NaiveDate::MAX)
    }

    /// Returns the `n`th working day before `date`, as a notice period counts back
    /// (scenario 14). `n == 0` gives `date` unchanged.
    #[must_use]
    pub fn sub_workdays(&self, date: NaiveDate, n: u32) -> NaiveDate {
        let Some(last) = n.checked_sub(1) else {
            return date;
        };
        std::iter::successors(date.pred_opt(), NaiveDate::pred_opt)
            .filter(|day| self.is_workday(*day))
            .nth(last as usize)
            .unwrap_or(NaiveDate::MIN)
    }

    /// Returns the number of working days after `from` up to and including `to`; 0 when `to`
    /// is not after `from`.
    #[must_use]
    pub fn workdays_between(&self, from: NaiveDate, to: NaiveDate) -> u32 {
        let count = from
            .iter_days()
            .skip(1)
            .take_while(|day| *day <= to)
            .filter(|day| self.is_workday(*day))
            .count();
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    /// Returns whether every day after `from` up to `to` is settled.
    #[must_use]
    pub fn is_span_settled(&self, from: NaiveDate, to: NaiveDate) -> bool {
        from.checked_add_days(Days::new(1)).is_none_or(|first| {
            first.iter_days().take_while(|day| *day <= to).all(|day| self.is_settled(day))
        })
    }

    fn statutory_name(&self, date: NaiveDate) -> Option<&'static str> {
        let year = date.year();
        if self.is_published(year) {
            return None;
        }
        let find = |days: &[(NaiveDate, &'static str)]| {
            days.iter().find(|(day, _)| *day == date).map(|(_, name)| *name)
        };
        match self.statutory.get(&year) {
            Some(days) => find(days),
            None => find(&statutory::days(year)),
        }
    }
}

fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

/// Returns the notices shipped with the program, the oldest first.
#[must_use]
pub fn embedded_notices() -> Vec<YearNotice> {
    EMBEDDED
        .iter()
        .map(|json| YearNotice::parse(json).expect("the shipped notices are tested"))
        .collect()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[rstest]
    #[case("2026-09-20", "make_up", "国庆节")]
    #[case("2026-09-26", "holiday", "中秋节")]
    #[case("2022-12-31", "holiday", "元旦")]
    #[case("2026-11-21", "weekend", "")]
    #[case("2026-11-20", "workday", "")]
    #[case("2027-01-01", "holiday", "元旦")]
    #[case("2027-02-05", "holiday", "春节")]
    fn kinds(#[case] date: &str, #[case] kind: &str, #[case] name: &str) {
        let found = serde_json::to_value(WorkCalendar::embedded().day_kind(day(date))).unwrap();
        assert_eq!(found["kind"], kind);
        assert_eq!(found["name"].as_str().unwrap_or_default(), name);
    }

    #[rstest]
    #[case("2026-12-28", true)]
    #[case("2026-12-29", false)]
    #[case("2025-12-31", true)]
    #[case("2027-03-01", false)]
    #[case("2019-12-31", false)]
    fn settled(#[case] date: &str, #[case] expected: bool) {
        assert_eq!(WorkCalendar::embedded().is_settled(day(date)), expected);
    }

    #[test]
    fn a_rota_day_moves_off_the_holiday_and_its_notice_counts_back() {
        let calendar = WorkCalendar::embedded();
        let held = calendar.next_workday_on_or_after(day("2026-10-01"));
        assert_eq!(held, day("2026-10-08"));
        assert_eq!(calendar.sub_workdays(held, 3), day("2026-09-28"));
        let new_year = calendar.next_workday_on_or_after(day("2026-01-01"));
        assert_eq!(new_year, day("2026-01-04"));
    }

    #[test]
    fn an_imported_notice_publishes_its_year_and_reaches_back() {
        let notice = YearNotice::parse(
            r#"{"year":2027,"source":"","days":[
                {"date":"2026-12-31","name":"元旦","is_off":true},
                {"date":"2027-01-01","name":"元旦","is_off":true},
                {"date":"2027-01-09","name":"元旦","is_off":false}]}"#,
        )
        .unwrap();
        let calendar = WorkCalendar::with_overrides(vec![notice]);
        assert!(calendar.is_published(2027));
        assert!(!calendar.is_workday(day("2026-12-31")));
        assert!(calendar.is_workday(day("2027-01-09")));
        // No longer guessed: the notice alone speaks.
        assert!(calendar.is_workday(day("2027-02-05")));
    }

    #[test]
    fn a_local_notice_changes_a_day_but_publishes_nothing() {
        let notice = YearNotice::parse(
            r#"{"year":2027,"scope":"local","source":"","days":[
                {"date":"2027-03-03","name":"州庆","is_off":true}]}"#,
        )
        .unwrap();
        let calendar = WorkCalendar::with_overrides(vec![notice]);
        assert!(!calendar.is_published(2027));
        assert!(!calendar.is_workday(day("2027-03-03")));
        assert!(!calendar.is_workday(day("2027-02-05")));
    }

    #[test]
    fn counting_agrees_with_adding() {
        let calendar = WorkCalendar::embedded();
        let from = day("2026-09-23");
        for n in 0..40 {
            let to = calendar.add_workdays(from, n);
            assert_eq!(calendar.workdays_between(from, to), n);
        }
        assert_eq!(calendar.workdays_between(from, day("2026-09-01")), 0);
    }
}
