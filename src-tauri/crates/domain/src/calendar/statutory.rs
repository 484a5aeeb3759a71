//! Statutory holidays (全国年节及纪念日放假办法), for years whose notice is not known.

use chrono::{Days, NaiveDate};
use tyme4rs::tyme::{
    lunar::LunarDay,
    solar::{SolarDay, SolarTerm},
};

/// Years for which the moon is reckoned; outside them only the fixed days are given.
const LUNAR_YEARS: std::ops::RangeInclusive<i32> = 1950..=2150;

/// Index of Qingming among the solar terms of a year (winter solstice is 0).
const QINGMING: isize = 7;

/// Returns the statutory days off of `year`, oldest first: only the days themselves, without
/// the weekends and exchanged days that the notice would join to them.
///
/// From 2025 on New Year's Eve (除夕) and 2 May count too.
pub(super) fn days(year: i32) -> Vec<(NaiveDate, &'static str)> {
    let mut days: Vec<(NaiveDate, &'static str)> = Vec::new();
    let since_2025 = year >= 2025;
    let mut fixed = |month: u32, from: u32, to: u32, name| {
        for day in from..=to {
            days.extend(NaiveDate::from_ymd_opt(year, month, day).map(|date| (date, name)));
        }
    };
    fixed(1, 1, 1, "元旦");
    fixed(5, 1, if since_2025 { 2 } else { 1 }, "劳动节");
    fixed(10, 1, 3, "国庆节");
    if LUNAR_YEARS.contains(&year) {
        days.extend(moving(year, since_2025));
    }
    // A Mid-Autumn that falls into the National Day keeps the National Day's name.
    days.sort_by_key(|(date, _)| *date);
    days.dedup_by_key(|(date, _)| *date);
    days
}

fn moving(year: i32, since_2025: bool) -> Vec<(NaiveDate, &'static str)> {
    let mut days = Vec::new();
    if let Some(first) = lunar(year, 1, 1) {
        if since_2025 {
            days.extend(first.pred_opt().map(|eve| (eve, "春节")));
        }
        days.extend(
            (0..3)
                .filter_map(|offset| first.checked_add_days(Days::new(offset)))
                .map(|date| (date, "春节")),
        );
    }
    let term = SolarTerm::from_index(year as isize, QINGMING);
    days.extend(civil(&term.get_julian_day().get_solar_day()).map(|date| (date, "清明节")));
    days.extend(lunar(year, 5, 5).map(|date| (date, "端午节")));
    days.extend(lunar(year, 8, 15).map(|date| (date, "中秋节")));
    days
}

fn lunar(year: i32, month: isize, day: usize) -> Option<NaiveDate> {
    let day = LunarDay::new(year as isize, month, day).ok()?;
    civil(&day.get_solar_day())
}

fn civil(day: &SolarDay) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(
        i32::try_from(day.get_year()).ok()?,
        u32::try_from(day.get_month()).ok()?,
        u32::try_from(day.get_day()).ok()?,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_moving_days_of_2027() {
        let listed: Vec<String> = days(2027)
            .into_iter()
            .map(|(date, name)| format!("{} {name}", date.format("%m-%d")))
            .collect();
        assert_eq!(
            listed,
            [
                "01-01 元旦",
                "02-05 春节",
                "02-06 春节",
                "02-07 春节",
                "02-08 春节",
                "04-05 清明节",
                "05-01 劳动节",
                "05-02 劳动节",
                "06-09 端午节",
                "09-15 中秋节",
                "10-01 国庆节",
                "10-02 国庆节",
                "10-03 国庆节",
            ]
        );
    }

    #[test]
    fn every_statutory_day_is_off_in_the_published_notices() {
        let calendar = crate::calendar::WorkCalendar::embedded();
        for year in 2020..=2026 {
            for (date, name) in days(year) {
                assert!(!calendar.is_workday(date), "{date} {name}");
            }
        }
    }
}
