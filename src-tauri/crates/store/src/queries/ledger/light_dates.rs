//! The lights as due dates.

use chrono::NaiveDate;
use domain::calendar::WorkCalendar;
use domain::light::LightThresholds;

/// The lights of a day as due dates, worked out once: what is due before the first date is red,
/// before the second yellow, before the third blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LightDates {
    pub red_before: NaiveDate,
    pub yellow_before: NaiveDate,
    pub blue_before: NaiveDate,
}

impl LightDates {
    /// Returns the dates of `today`. They say the same as [`domain::light::Light::of`] for every due date.
    #[must_use]
    pub fn of(today: NaiveDate, thresholds: LightThresholds, calendar: &WorkCalendar) -> Self {
        // Red from the first working day after the due date: the last working day so far counts.
        let red_before =
            if calendar.is_workday(today) { today } else { calendar.sub_workdays(today, 1) };
        Self {
            red_before,
            yellow_before: calendar.add_workdays(today, thresholds.yellow + 1),
            blue_before: calendar.add_workdays(today, thresholds.blue.max(thresholds.yellow) + 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::light::{Clock, Light};

    use super::*;

    #[test]
    fn light_dates_say_what_the_domain_says() {
        let calendar = WorkCalendar::embedded();
        let from: NaiveDate = "2026-09-10".parse().unwrap();
        let thresholds = LightThresholds::default();
        for today in from.iter_days().take(45) {
            let dates = LightDates::of(today, thresholds, &calendar);
            for due_on in from.iter_days().take(70) {
                let light = if due_on < dates.red_before {
                    Light::Red
                } else if due_on < dates.yellow_before {
                    Light::Yellow
                } else if due_on < dates.blue_before {
                    Light::Blue
                } else {
                    Light::None
                };
                let clock = Clock::Running { due_on };
                let expected = Light::of(clock, today, thresholds, &calendar);
                assert_eq!(light, expected, "due {due_on}, today {today}");
            }
        }
    }
}
