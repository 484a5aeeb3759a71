//! The ruler of days: every calendar day from issue to due, with the reason why it counts or not.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{Due, Limit, due, nominal_end};
use crate::{
    calendar::{DayKind, WorkCalendar},
    dates::{long_date, paper_date, short_date, short_date_with_weekday},
    light::{Light, LightThresholds},
};

/// The part a day plays on the ruler.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum CellKind {
    /// The day of issue, which does not count.
    Issue,
    /// A day that counts (for month and day limits every day up to the end).
    Counted,
    /// A rest day that does not count.
    Rest,
    /// The due date.
    Due,
}

/// One calendar day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct RulerCell {
    /// The day.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub date: NaiveDate,
    /// The part it plays.
    pub kind: CellKind,
    /// Its number in the count, from 1; absent where it does not count.
    pub ordinal: Option<u32>,
    /// Short name of the holiday it rests for or makes up for, such as `国庆`.
    pub name: Option<String>,
    /// A weekend day on which people work (补班).
    pub is_make_up: bool,
}

/// The first day on which a light burns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct LightMark {
    /// The day.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub date: NaiveDate,
    /// Blue or yellow.
    pub light: Light,
}

/// Consecutive rest days with one name, for the label over the ruler.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct RestRun {
    /// First rest day of the run.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub from: NaiveDate,
    /// Number of days.
    pub days: u32,
    /// `中秋`, `国庆` …, or absent for a plain weekend.
    pub name: Option<String>,
    /// `中秋休 3 天`; empty for a plain weekend.
    pub label: String,
}

/// Days from a start to an end, each with its reason, and the same in one sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Ruler {
    /// The due date the ruler explains.
    pub due: Due,
    /// One cell per calendar day, oldest first.
    pub cells: Vec<RulerCell>,
    /// Rest days grouped.
    pub rests: Vec<RestRun>,
    /// Where lights begin; empty on an overdue ruler.
    pub marks: Vec<LightMark>,
    /// The explanation in one or two Chinese sentences.
    pub sentence: String,
}

/// How the sentence speaks of the issue day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum Opening {
    /// Not issued yet: `按今日交办，次日起算。`
    Today,
    /// Issued: `9月23日交办，次日起算。`
    Issued,
}

impl Ruler {
    /// Returns the ruler from `issued_on` to the due date of `limit`.
    #[must_use]
    pub fn to_due(
        issued_on: NaiveDate,
        limit: Limit,
        opening: Opening,
        thresholds: LightThresholds,
        calendar: &WorkCalendar,
    ) -> Self {
        let due = due(issued_on, limit, calendar);
        let every_day_until = match limit {
            Limit::Workdays(_) => None,
            Limit::Months(_) | Limit::Days(_) => Some(nominal_end(issued_on, limit)),
        };
        let mut cells = cells(issued_on, due.on, every_day_until, calendar);
        if let Some(first) = cells.first_mut() {
            first.kind = CellKind::Issue;
        }
        if let Some(last) = cells.last_mut() {
            last.kind = CellKind::Due;
        }
        let rests = rest_runs(&cells);
        let begin = match opening {
            Opening::Today => String::from("按今日交办，次日起算。"),
            Opening::Issued => format!("{}交办，次日起算。", short_date(issued_on)),
        };
        let reason = match every_day_until {
            None => workday_reason(&cells, &rests),
            Some(end) => calendar_reason(limit, end, due.on),
        };
        let doubt = doubt(issued_on, due, calendar);
        Self {
            due,
            marks: light_marks(issued_on, due.on, thresholds, calendar),
            rests,
            sentence: format!("{begin}{reason}{doubt}"),
            cells,
        }
    }

    /// Returns the ruler from a passed due date to `today`: which days count as overdue.
    #[must_use]
    pub fn overdue(due_on: NaiveDate, today: NaiveDate, calendar: &WorkCalendar) -> Self {
        let mut cells = cells(due_on, today.max(due_on), None, calendar);
        if let Some(first) = cells.first_mut() {
            first.kind = CellKind::Due;
        }
        let rests = rest_runs(&cells);
        let sentence = overdue_reason(&cells, &rests);
        Self {
            due: Due { on: due_on, is_provisional: !calendar.is_settled(due_on) },
            cells,
            rests,
            marks: Vec::new(),
            sentence,
        }
    }
}

/// Returns a cell for every day from `start` (which never counts) to `end`. Until
/// `every_day_until` every day counts, otherwise working days only.
fn cells(
    start: NaiveDate,
    end: NaiveDate,
    every_day_until: Option<NaiveDate>,
    calendar: &WorkCalendar,
) -> Vec<RulerCell> {
    let mut count = 0;
    start
        .iter_days()
        .take_while(|date| *date <= end)
        .map(|date| {
            let day = calendar.day_kind(date);
            let counts = match every_day_until {
                Some(until) => date <= until,
                None => day.is_workday(),
            };
            let counts = counts && date > start;
            count += u32::from(counts);
            RulerCell {
                date,
                kind: if counts { CellKind::Counted } else { CellKind::Rest },
                ordinal: counts.then_some(count),
                is_make_up: matches!(day, DayKind::MakeUp { .. }),
                name: match day {
                    DayKind::Holiday { name } | DayKind::MakeUp { name } => Some(short_name(&name)),
                    DayKind::Workday | DayKind::Weekend => None,
                },
            }
        })
        .collect()
}

/// Returns `中秋` for `中秋节` and `国庆中秋` for `国庆节和中秋节`; other names stay as they are.
fn short_name(name: &str) -> String {
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

fn rest_runs(cells: &[RulerCell]) -> Vec<RestRun> {
    cells
        .chunk_by(|a, b| (a.kind, &a.name) == (b.kind, &b.name))
        .filter(|run| run[0].kind == CellKind::Rest)
        .map(|run| {
            let days = u32::try_from(run.len()).unwrap_or(u32::MAX);
            let name = run[0].name.clone();
            RestRun {
                from: run[0].date,
                days,
                label: name.as_ref().map(|name| format!("{name}休 {days} 天")).unwrap_or_default(),
                name,
            }
        })
        .collect()
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

fn workday_reason(cells: &[RulerCell], rests: &[RestRun]) -> String {
    let (total, list) = skipped(rests);
    let make_up = make_up_days(cells, short_date);
    match (total, make_up.is_empty()) {
        (0, true) => String::from("期间没有休息日。"),
        (0, false) => format!("{make_up}补班。"),
        (_, true) => format!("跳过 {total} 天：{list}。"),
        (_, false) => format!("跳过 {total} 天：{list}；{make_up}补班。"),
    }
}

fn calendar_reason(limit: Limit, end: NaiveDate, due_on: NaiveDate) -> String {
    let end_words = long_date(end);
    if end == due_on {
        format!("满 {limit}为{end_words}。")
    } else {
        format!("满 {limit}为{end_words}，遇休息日，顺延到{}。", short_date_with_weekday(due_on))
    }
}

fn overdue_reason(cells: &[RulerCell], rests: &[RestRun]) -> String {
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
fn doubt(issued_on: NaiveDate, due: Due, calendar: &WorkCalendar) -> String {
    if !due.is_provisional {
        return String::new();
    }
    let year = (issued_on.year()..=due.on.year() + 1)
        .find(|year| !calendar.is_published(*year))
        .unwrap_or(due.on.year());
    format!("{year}年放假安排未公布，到期日{}为暂定。", paper_date(due.on))
}

fn light_marks(
    issued_on: NaiveDate,
    due_on: NaiveDate,
    thresholds: LightThresholds,
    calendar: &WorkCalendar,
) -> Vec<LightMark> {
    [(Light::Blue, thresholds.blue), (Light::Yellow, thresholds.yellow)]
        .into_iter()
        .map(|(light, left)| LightMark { date: calendar.sub_workdays(due_on, left), light })
        .filter(|mark| mark.date > issued_on)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn ruler(issued: &str, limit: Limit, opening: Opening) -> Ruler {
        Ruler::to_due(
            day(issued),
            limit,
            opening,
            LightThresholds::default(),
            &WorkCalendar::embedded(),
        )
    }

    /// Draws a ruler in one line: `·` issue, a number, `-` a rest day, `^` after a make-up day.
    fn draw(ruler: &Ruler) -> String {
        let cells: Vec<String> = ruler
            .cells
            .iter()
            .map(|cell| {
                let text = match (cell.kind, cell.ordinal) {
                    (_, Some(n)) => n.to_string(),
                    (CellKind::Issue | CellKind::Due, None) => String::from("·"),
                    (CellKind::Counted | CellKind::Rest, None) => String::from("-"),
                };
                format!("{text}{}", if cell.is_make_up { "^" } else { "" })
            })
            .collect();
        cells.join(" ")
    }

    // The picture of the live minutes.
    #[test]
    fn fifteen_days_over_mid_autumn_and_national_day() {
        let ruler = ruler("2026-09-23", Limit::Workdays(15), Opening::Today);
        assert_eq!(
            draw(&ruler),
            "· 1 - - - 2 3 4 - - - - - - - 5 6 7^ - 8 9 10 11 12 - - 13 14 15"
        );
        assert_eq!(
            ruler.sentence,
            "按今日交办，次日起算。跳过 13 天：中秋 3、国庆 7、周末 3；10月10日补班。"
        );
        let labels: Vec<&str> = ruler.rests.iter().map(|run| run.label.as_str()).collect();
        assert_eq!(labels, ["中秋休 3 天", "国庆休 7 天", "", ""]);
        let marks: Vec<_> = ruler.marks.iter().map(|mark| (mark.light, mark.date)).collect();
        assert_eq!(marks, [(Light::Blue, day("2026-10-16")), (Light::Yellow, day("2026-10-20"))]);
    }

    // The picture of the ledger.
    #[test]
    fn six_working_days_overdue() {
        let ruler = Ruler::overdue(day("2026-09-16"), day("2026-09-23"), &WorkCalendar::embedded());
        assert_eq!(draw(&ruler), "· 1 2 - 3^ 4 5 6");
        assert_eq!(ruler.sentence, "9月20日（周日）补班，计入逾期。");
    }

    #[test]
    fn overdue_over_the_national_day() {
        let ruler = Ruler::overdue(day("2026-09-29"), day("2026-10-10"), &WorkCalendar::embedded());
        assert_eq!(draw(&ruler), "· 1 - - - - - - - 2 3 4^");
        assert_eq!(ruler.sentence, "放假 7 天不计：国庆 7；10月10日（周六）补班，计入逾期。");
    }

    #[test]
    fn a_short_limit_says_so_and_has_no_early_light() {
        let ruler = ruler("2026-11-23", Limit::Workdays(2), Opening::Issued);
        assert_eq!(ruler.sentence, "11月23日交办，次日起算。期间没有休息日。");
        assert_eq!(ruler.marks.len(), 1);
    }

    #[test]
    fn a_month_limit_moves_off_a_sunday_and_is_provisional() {
        let ruler = ruler("2026-11-30", Limit::Months(3), Opening::Today);
        assert_eq!(
            ruler.sentence,
            "按今日交办，次日起算。满 3 个月为2027年2月28日（周日），遇休息日，\
             顺延到3月1日（周一）。2027年放假安排未公布，到期日2027年3月1日为暂定。"
        );
        assert_eq!(ruler.cells.last().map(|cell| cell.ordinal), Some(None));
    }

    #[test]
    fn combined_holidays_have_one_short_name() {
        assert_eq!(short_name("国庆节、中秋节"), "国庆中秋");
        assert_eq!(short_name("中秋节和国庆节"), "中秋国庆");
        assert_eq!(short_name("州庆"), "州庆");
    }
}
