//! A row of a year's plan: one month, its day and its leader.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::days::{Edge, read_day};
use super::demand::LINE_MAX;
use super::{Cells, ImportCell, ImportFault, ImportField as F};

/// What the papers have room for, as in the directory of leaders.
const LEADER_MAX: usize = 20;
const POST_MAX: usize = 50;
/// Stands for a year that is not named: before any reception day.
const NO_YEAR: i32 = 2000;

/// A turn as a list tells it. Leaders are as they were written, the post in the same cell too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TurnEntry {
    /// 1–12; of the plan, which a day moved off holidays may lie outside of.
    pub month: u32,
    pub held_on: NaiveDate,
    pub leader: String,
    pub post: String,
    /// Empty: none is named.
    pub stand_in: String,
    pub place: String,
}

/// Reads a row. None where something is at fault: the reasons are among the findings.
pub fn read_turn(cells: &mut Cells<'_>) -> Option<TurnEntry> {
    cells.require(F::Receiver);
    let leader = cells.line(F::Receiver, LEADER_MAX + POST_MAX);
    let post = cells.line(F::Post, POST_MAX);
    let stand_in = cells.line(F::StandIn, LEADER_MAX + POST_MAX);
    let place = cells.line(F::Place, LINE_MAX);
    let month = month(cells);
    let held_on = held_on(cells, month.as_ref())?;
    let month = month.map_or_else(|| held_on.month(), |(_, month)| month);
    Some(TurnEntry { month, held_on, leader, post, stand_in, place })
}

/// The month of the plan with the year where it names one: `3`, `3月`, `三月`, `2027年3月`.
fn month(cells: &mut Cells<'_>) -> Option<(Option<i32>, u32)> {
    if !cells.holds(F::Month) {
        return None;
    }
    let words = cells.raw(F::Month);
    let bare: String = words.chars().filter(|c| !c.is_whitespace()).collect();
    let named = if bare.ends_with(['月', '份']) { bare.clone() } else { format!("{bare}月") };
    let named = named.replace("月份", "月");
    let cell = match words.parse::<f64>() {
        // 2027.03 and serials are days of their own.
        Ok(number) if number > 12.0 => ImportCell::Number(number),
        _ => ImportCell::Text(named),
    };
    match read_day(&cell, Edge::First, None, Some(NO_YEAR)) {
        Ok((day, _)) => Some(((day.year() != NO_YEAR).then(|| day.year()), day.month())),
        Err(_) => {
            let reason = format!("“{words}”读不出月份，请写成 3月 这样。");
            cells.fault(F::Month, ImportFault::Words(reason));
            None
        }
    }
}

/// The day. One cell may hold it whole, or only the day of the month that stands beside it; a month
/// alone is no day, for which one it is nobody can tell.
fn held_on(cells: &mut Cells<'_>, month: Option<&(Option<i32>, u32)>) -> Option<NaiveDate> {
    if !cells.holds(F::HeldOn) {
        cells.fault(F::HeldOn, "没有写哪一天，请补上日期。");
        return None;
    }
    let words = cells.raw(F::HeldOn);
    let bare: String = words.chars().filter(|c| !c.is_whitespace()).collect();
    // A weekday in brackets is not looked at.
    let first = bare.split(['（', '(']).next().unwrap_or_default();
    let day_alone = first.trim_end_matches(['日', '号']).parse::<u32>().ok();
    if let (Some(day), Some((year, month))) = (day_alone.filter(|day| *day <= 31), month) {
        let year = year.map(|year| format!("{year}年")).unwrap_or_default();
        return cells.day_as(F::HeldOn, &ImportCell::Text(format!("{year}{month}月{day}日")));
    }
    let first = cells.day(F::HeldOn, Edge::First, None)?;
    if cells.last_of(F::HeldOn) != Some(first) {
        let reason = format!("“{words}”没有写哪一天，请写成 2027年3月15日 这样。");
        cells.fault(F::HeldOn, ImportFault::Words(reason));
        return None;
    }
    Some(first)
}

/// Returns the day of the month most of these turns fall on, the earlier of two: what their rule was.
#[must_use]
pub fn most_common_day(days: &[NaiveDate]) -> Option<u32> {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for day in days {
        *counts.entry(day.day()).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(day, count)| (*count, std::cmp::Reverse(*day))).map(|one| one.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn read(month: &str, day: ImportCell) -> (Option<TurnEntry>, super::super::Findings) {
        let mut row = BTreeMap::from([
            (F::HeldOn, day),
            (F::Receiver, ImportCell::Text("沈例成".to_owned())),
        ]);
        if !month.is_empty() {
            row.insert(F::Month, ImportCell::Text(month.to_owned()));
        }
        let today = "2026-11-23".parse().unwrap();
        let mut cells = Cells::new(&row, Some(2027), false, today);
        let turn = read_turn(&mut cells);
        (turn, cells.finish())
    }

    fn text(words: &str) -> ImportCell {
        ImportCell::Text(words.to_owned())
    }

    #[rstest]
    #[case("", text("2027-03-15"))]
    #[case("", text("3月15日"))]
    #[case("3月", text("15日"))]
    #[case("三月", text("15"))]
    #[case("3", ImportCell::Number(15.0))]
    #[case("2027年3月", text("15号"))]
    #[case("3月份", text("2027.3.15"))]
    #[case("27年3月", text("15"))]
    #[case("", ImportCell::Number(46_461.0))]
    fn a_day_is_read_however_it_is_parted(#[case] month: &str, #[case] day: ImportCell) {
        let (turn, findings) = read(month, day);
        assert!(findings.faults.is_empty(), "{findings:?}");
        let turn = turn.expect("a turn");
        assert_eq!((turn.month, turn.held_on), (3, "2027-03-15".parse().unwrap()));
    }

    #[test]
    fn a_day_moved_into_the_next_month_keeps_its_month() {
        let turn = read("1月", text("2027-02-01")).0.expect("a turn");
        assert_eq!((turn.month, turn.held_on), (1, "2027-02-01".parse().unwrap()));
    }

    #[rstest]
    #[case("", text("3月"), F::HeldOn)]
    #[case("", text("3月中旬"), F::HeldOn)]
    #[case("2月", text("30日"), F::HeldOn)]
    #[case("", text("15日"), F::HeldOn)]
    #[case("十三月", text("2027-03-15"), F::Month)]
    #[case("", text("另定"), F::HeldOn)]
    fn what_is_no_day_is_told(#[case] month: &str, #[case] day: ImportCell, #[case] at: F) {
        let (_, findings) = read(month, day);
        assert_eq!(findings.faults.iter().map(|(field, _)| *field).collect::<Vec<_>>(), [at]);
    }

    #[test]
    fn the_rule_is_the_day_most_turns_fall_on() {
        let days = ["2027-01-15", "2027-02-15", "2027-03-16"].map(|day| day.parse().unwrap());
        assert_eq!(most_common_day(&days), Some(15));
        assert_eq!(most_common_day(&[]), None);
    }
}
