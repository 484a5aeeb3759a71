//! Working days overdue, for many rows.

use chrono::NaiveDate;
use domain::calendar::WorkCalendar;

/// Counts working days overdue; the days back from today are looked at once for all rows.
pub(super) struct Overdue<'a> {
    calendar: &'a WorkCalendar,
    today: NaiveDate,
    /// At `n`: working days among the last `n` days, today included.
    counts: Vec<u32>,
}

impl<'a> Overdue<'a> {
    pub(super) fn new(today: NaiveDate, calendar: &'a WorkCalendar) -> Self {
        Self { calendar, today, counts: vec![0] }
    }

    /// Returns the working days after `due_on` up to today.
    pub(super) fn since(&mut self, due_on: NaiveDate) -> u32 {
        let days = usize::try_from((self.today - due_on).num_days()).unwrap_or(0);
        while self.counts.len() <= days {
            let back = chrono::Days::new(self.counts.len() as u64 - 1);
            let day = self.today.checked_sub_days(back).unwrap_or(NaiveDate::MIN);
            let last = self.counts.last().copied().unwrap_or(0);
            self.counts.push(last + u32::from(self.calendar.is_workday(day)));
        }
        self.counts[days]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overdue_days_are_the_domains() {
        let calendar = WorkCalendar::embedded();
        let today: NaiveDate = "2026-10-12".parse().unwrap();
        let mut overdue = Overdue::new(today, &calendar);
        for due_on in today.pred_opt().unwrap().iter_days().rev().take(400) {
            let expected = domain::deadline::overdue_workdays(due_on, today, &calendar);
            assert_eq!(overdue.since(due_on), expected, "due {due_on}");
        }
        assert_eq!(overdue.since(today), 0);
        assert_eq!(overdue.since("2026-12-31".parse().unwrap()), 0);
    }
}
