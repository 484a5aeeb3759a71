//! Due dates against an independent source: `tests/data/workdays.csv`, written by
//! `tests/data/workdays.py` from the PyPI package chinesecalendar 1.11.0.

use chrono::{Datelike, NaiveDate, Weekday};
use domain::calendar::WorkCalendar;
use domain::deadline::{Limit, due};

const EXPECTED: &str = include_str!("../data/workdays.csv");

/// Counts as a desk calendar would: Monday to Friday.
fn weekdays_only(from: NaiveDate, limit: u32) -> NaiveDate {
    let is_weekday = |day: &NaiveDate| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    from.iter_days().skip(1).filter(is_weekday).nth(limit as usize - 1).expect("a later weekday")
}

#[test]
#[expect(clippy::print_stdout, reason = "the share is what the test is asked for")]
fn every_working_start_day_of_2022_to_2026_agrees_with_chinesecalendar() {
    let calendar = WorkCalendar::embedded();
    let mut lines = EXPECTED.lines();
    let head = lines.next().expect("a head");
    let limits: Vec<u32> =
        head.split(',').skip(1).map(|limit| limit.parse().expect("a limit")).collect();
    assert_eq!(limits, [1, 3, 5, 7, 10, 15, 30]);
    let (mut starts, mut checked, mut beyond) = (0, 0, 0);
    let mut wrong = vec![0_u32; limits.len()];
    let mut counted = vec![0_u32; limits.len()];
    for line in lines {
        let mut cells = line.split(',');
        let start: NaiveDate = cells.next().expect("a start").parse().expect("a date");
        assert!(calendar.is_workday(start), "{start}");
        starts += 1;
        for (at, (limit, cell)) in limits.iter().zip(cells).enumerate() {
            let found = due(start, Limit::Workdays(*limit), &calendar);
            if cell.is_empty() {
                // The source ends with 2026; what lies beyond is told as 暂定.
                assert!(found.is_provisional && found.on.year() == 2027, "{start} + {limit}");
                beyond += 1;
                continue;
            }
            let expected: NaiveDate = cell.parse().expect("a date");
            assert_eq!(found.on, expected, "{start} + {limit}");
            checked += 1;
            counted[at] += 1;
            wrong[at] += u32::from(weekdays_only(start, *limit) != expected);
        }
    }
    assert_eq!(starts, 1245);
    assert_eq!(checked + beyond, starts * limits.len());
    let all: u32 = wrong.iter().sum();
    println!("{checked} due dates agree with chinesecalendar 1.11.0; {beyond} lie beyond 2026.");
    for ((limit, wrong), counted) in limits.iter().zip(&wrong).zip(&counted) {
        let share = f64::from(*wrong) / f64::from(*counted) * 100.0;
        println!(
            "Monday to Friday, {limit:>2} working days: {wrong:>4} of {counted} wrong ({share:.1} %)"
        );
    }
    let share = f64::from(all) / checked as f64 * 100.0;
    println!("Monday to Friday, all limits: {all} of {checked} wrong ({share:.1} %)");
    assert!(share > 20.0, "a calendar without holidays would not be worth its data");
}
