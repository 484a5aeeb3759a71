//! The ruler's sentences.

use chrono::{Datelike, NaiveDate};

use super::{
    Due, Limit,
    ruler::{RestRun, RulerCell},
};
use crate::{
    calendar::WorkCalendar,
    dates::{long_date, paper_date, short_date, short_date_with_weekday},
};

/// Returns `中秋` for `中秋节` and `国庆中秋` for `国庆节和中秋节`; other names stay as they are.
pub(super) fn short_name(name: &str) -> String {
    const KNOWN: [(&str, &str); 7] = [
        ("元旦", "元旦"),
        ("春节", "春节"),
        ("清明", "清明"),
        ("劳动节", "劳动节"),
        ("端午", "端午"),
        ("中秋", "中秋"),
        ("国庆", "国庆"),
    ];
    let mut found: Vec<(usize, &str)> =
        KNOWN.iter().filter_map(|(key, short)| name.find(key).map(|at| (at, *short))).collect();
    found.sort_unstable();
    if found.is_empty() {
        return name.to_owned();
    }
    found.into_iter().map(|(_, short)| short).collect()
}

/// Returns `中秋 3、国庆 7、周末 3` and the number of days, holidays in order, weekends last.
fn skipped(rests: &[RestRun]) -> (u32, String) {
    let mut groups: Vec<(&str, u32)> = Vec::new();
    let named = rests.iter().filter(|run| run.name.is_some());
    let weekends = rests.iter().filter(|run| run.name.is_none());
    for run in named.chain(weekends) {
        let name = run.name.as_deref().unwrap_or("周末");
        match groups.iter_mut().find(|(group, _)| *group == name) {
            Some((_, days)) => *days += run.days,
            None => groups.push((name, run.days)),
        }
    }
    let total = groups.iter().map(|(_, days)| days).sum();
    let list: Vec<String> = groups.iter().map(|(name, days)| format!("{name} {days}")).collect();
    (total, list.join("、"))
}

fn make_up_days(cells: &[RulerCell], write: fn(NaiveDate) -> String) -> String {
    let days: Vec<String> = cells
        .iter()
        .filter(|cell| cell.is_make_up && cell.ordinal.is_some())
        .map(|cell| write(cell.date))
        .collect();
    days.join("、")
}

/// Returns what a working-day limit skipped.
pub(super) fn workday_reason(cells: &[RulerCell], rests: &[RestRun]) -> String {
    let (total, list) = skipped(rests);
    let make_up = make_up_days(cells, short_date);
    match (total, make_up.is_empty()) {
        (0, true) => String::from("期间没有休息日。"),
        (0, false) => format!("{make_up}补班。"),
        (_, true) => format!("跳过 {total} 天：{list}。"),
        (_, false) => format!("跳过 {total} 天：{list}；{make_up}补班。"),
    }
}

/// Returns where a month or day limit ended.
pub(super) fn calendar_reason(limit: Limit, end: NaiveDate, due_on: NaiveDate) -> String {
    let end_words = long_date(end);
    if end == due_on {
        format!("满 {limit}为{end_words}。")
    } else {
        format!("满 {limit}为{end_words}，遇休息日，顺延到{}。", short_date_with_weekday(due_on))
    }
}

/// Returns what does not count as overdue, and which weekend day does.
pub(super) fn overdue_reason(cells: &[RulerCell], rests: &[RestRun]) -> String {
    let holidays: Vec<RestRun> = rests.iter().filter(|run| run.name.is_some()).cloned().collect();
    let (total, list) = skipped(&holidays);
    let make_up = make_up_days(cells, short_date_with_weekday);
    match (total, make_up.is_empty()) {
        (0, true) => String::from("到期次日起算，只计工作日。"),
        (0, false) => format!("{make_up}补班，计入逾期。"),
        (_, true) => format!("放假 {total} 天不计：{list}。"),
        (_, false) => format!("放假 {total} 天不计：{list}；{make_up}补班，计入逾期。"),
    }
}

/// Returns why a date is provisional, or nothing.
pub(super) fn doubt(issued_on: NaiveDate, due: Due, calendar: &WorkCalendar) -> String {
    if !due.is_provisional {
        return String::new();
    }
    let year = (issued_on.year()..=due.on.year() + 1)
        .find(|year| !calendar.is_published(*year))
        .unwrap_or(due.on.year());
    format!("{year}年放假安排未公布，到期日{}为暂定。", paper_date(due.on))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn combined_holidays_have_one_short_name() {
        assert_eq!(short_name("国庆节、中秋节"), "国庆中秋");
        assert_eq!(short_name("中秋节和国庆节"), "中秋国庆");
        assert_eq!(short_name("州庆"), "州庆");
    }
}
