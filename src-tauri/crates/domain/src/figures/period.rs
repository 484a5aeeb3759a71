//! The stretches of time that are reported on: month, quarter, half-year, year.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::calendar::WorkCalendar;
use crate::terms::terms;

terms! {
    /// How long a period is.
    pub enum PeriodKind {
        Month = "month", "月报";
        Quarter = "quarter", "季报";
        HalfYear = "half_year", "半年报";
        Year = "year", "年报";
    }
}

impl PeriodKind {
    fn months(self) -> u32 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::HalfYear => 6,
            Self::Year => 12,
        }
    }
}

/// The years reports are made for.
pub const YEARS: std::ops::RangeInclusive<i32> = 1990..=2099;

/// One period: the third quarter of 2026.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    kind: PeriodKind,
    first: NaiveDate,
}

impl Period {
    /// Returns the period with this number in its year, counted from 1; none outside of [`YEARS`]
    /// or where the year has no such period.
    #[must_use]
    pub fn new(kind: PeriodKind, year: i32, number: u32) -> Option<Self> {
        let is_within = YEARS.contains(&year) && number >= 1 && number * kind.months() <= 12;
        let first = NaiveDate::from_ymd_opt(year, (number.max(1) - 1) * kind.months() + 1, 1)?;
        is_within.then_some(Self { kind, first })
    }

    /// Returns its first day.
    #[must_use]
    pub fn first(self) -> NaiveDate {
        self.first
    }

    /// Returns its last day.
    #[must_use]
    pub fn last(self) -> NaiveDate {
        self.first + Months::new(self.kind.months()) - Days::new(1)
    }

    /// Returns the period before (环比).
    #[must_use]
    pub fn previous(self) -> Self {
        Self { first: self.first - Months::new(self.kind.months()), ..self }
    }

    /// Returns the same period of the year before (同比).
    #[must_use]
    pub fn last_year(self) -> Self {
        Self { first: self.first - Months::new(12), ..self }
    }

    /// Returns how it is called: `2026年9月`, `2026年三季度`, `2026年上半年`, `2026年`.
    #[must_use]
    pub fn label(self) -> String {
        let (year, month) = (self.first.year(), self.first.month());
        match self.kind {
            PeriodKind::Month => format!("{year}年{month}月"),
            PeriodKind::Quarter => {
                let number = ["一", "二", "三", "四"][(month as usize - 1) / 3];
                format!("{year}年{number}季度")
            }
            PeriodKind::HalfYear => {
                format!("{year}年{}半年", if month == 1 { "上" } else { "下" })
            }
            PeriodKind::Year => format!("{year}年"),
        }
    }

    /// Returns the months of the trend: those of its year up to its end, at least six.
    #[must_use]
    pub fn trend(self) -> Vec<Self> {
        let end = self.last().with_day(1).unwrap_or(self.first);
        let count = end.month().max(6);
        (0..count)
            .rev()
            .map(|back| Self { kind: PeriodKind::Month, first: end - Months::new(back) })
            .collect()
    }

    /// Returns what is counted of it when the last day to be counted is `cut_off`; none while it
    /// has not begun.
    #[must_use]
    pub fn span(self, cut_off: NaiveDate, calendar: &WorkCalendar) -> Option<Span> {
        (self.first <= cut_off).then(|| Span::new(self.first, self.last().min(cut_off), calendar))
    }
}

/// The days counted, both included, and the state that is told: that of the last one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub(super) from: NaiveDate,
    pub(super) to: NaiveDate,
    /// What was due before this day is overdue by a working day on `to`.
    pub(super) red_before: NaiveDate,
}

impl Span {
    /// Makes a span; `to` is the cut-off (截止日期).
    #[must_use]
    pub fn new(from: NaiveDate, to: NaiveDate, calendar: &WorkCalendar) -> Self {
        let red_before = if calendar.is_workday(to) { to } else { calendar.sub_workdays(to, 1) };
        Self { from, to, red_before }
    }

    /// Returns the first day.
    #[must_use]
    pub fn from(&self) -> NaiveDate {
        self.from
    }

    /// Returns the last day, the cut-off.
    #[must_use]
    pub fn to(&self) -> NaiveDate {
        self.to
    }

    /// Tells whether a day is within it.
    #[must_use]
    pub fn has(&self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::deadline::overdue_workdays;

    #[rstest]
    #[case(PeriodKind::Month, 2, "2026年2月", "2026-02-01", "2026-02-28", "2026年1月")]
    #[case(PeriodKind::Month, 1, "2026年1月", "2026-01-01", "2026-01-31", "2025年12月")]
    #[case(PeriodKind::Quarter, 3, "2026年三季度", "2026-07-01", "2026-09-30", "2026年二季度")]
    #[case(PeriodKind::HalfYear, 1, "2026年上半年", "2026-01-01", "2026-06-30", "2025年下半年")]
    #[case(PeriodKind::Year, 1, "2026年", "2026-01-01", "2026-12-31", "2025年")]
    fn a_period_has_its_days_and_its_name(
        #[case] kind: PeriodKind,
        #[case] number: u32,
        #[case] label: &str,
        #[case] first: &str,
        #[case] last: &str,
        #[case] previous: &str,
    ) {
        let period = Period::new(kind, 2026, number).unwrap();
        assert_eq!(period.label(), label);
        assert_eq!(
            (period.first().to_string(), period.last().to_string()),
            (first.into(), last.into())
        );
        assert_eq!(period.previous().label(), previous);
        assert_eq!(period.last_year().last_year().first().year(), 2024);
    }

    #[rstest]
    #[case(PeriodKind::Month, 2026, 13)]
    #[case(PeriodKind::Month, 2026, 0)]
    #[case(PeriodKind::Quarter, 2026, 5)]
    #[case(PeriodKind::Year, 2026, 2)]
    #[case(PeriodKind::Year, 9999, 1)]
    fn no_other_periods_are_known(
        #[case] kind: PeriodKind,
        #[case] year: i32,
        #[case] number: u32,
    ) {
        assert_eq!(Period::new(kind, year, number), None);
    }

    #[test]
    fn the_trend_ends_with_the_period() {
        let months = |kind, number| {
            let trend = Period::new(kind, 2026, number).unwrap().trend();
            (trend[0].label(), trend[trend.len() - 1].label(), trend.len())
        };
        assert_eq!(months(PeriodKind::Quarter, 3), ("2026年1月".into(), "2026年9月".into(), 9));
        assert_eq!(months(PeriodKind::Month, 2), ("2025年9月".into(), "2026年2月".into(), 6));
        assert_eq!(months(PeriodKind::Year, 1), ("2026年1月".into(), "2026年12月".into(), 12));
    }

    // Over National Day as well, where a due date stays yellow until the first working day after.
    #[test]
    fn overdue_counts_working_days() {
        let calendar = WorkCalendar::embedded();
        let first: NaiveDate = "2026-09-20".parse().unwrap();
        for to in first.iter_days().take(30) {
            let span = Span::new(first, to, &calendar);
            for due in first.iter_days().take(30) {
                let is_overdue = overdue_workdays(due, to, &calendar) > 0;
                assert_eq!(due < span.red_before, is_overdue, "due {due}, to {to}");
            }
        }
    }
}
