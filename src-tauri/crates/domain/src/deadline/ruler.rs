//! The ruler of days: every calendar day from issue to due, with the reason why it counts or not.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    Due, Limit, due,
    moved::PAUSE,
    nominal_end,
    reasons::{calendar_reason, doubt, overdue_reason, short_name, workday_reason},
};
use crate::{
    calendar::{DayKind, WorkCalendar},
    dates::short_date,
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
pub(super) fn cells(
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

pub(super) fn rest_runs(cells: &[RulerCell]) -> Vec<RestRun> {
    cells
        .chunk_by(|a, b| (a.kind, &a.name) == (b.kind, &b.name))
        .filter(|run| run[0].kind == CellKind::Rest)
        .map(|run| {
            let days = u32::try_from(run.len()).unwrap_or(u32::MAX);
            let name = run[0].name.clone();
            RestRun {
                from: run[0].date,
                days,
                label: match name.as_deref() {
                    Some(PAUSE) => format!("{PAUSE} {days} 天"),
                    Some(name) => format!("{name}休 {days} 天"),
                    None => String::new(),
                },
                name,
            }
        })
        .collect()
}

pub(super) fn light_marks(
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
    fn ordinals_end_with_the_limit() {
        for n in 1..60 {
            let ruler = ruler("2026-09-01", Limit::Workdays(n), Opening::Issued);
            let last = ruler.cells.last().unwrap();
            assert_eq!((last.kind, last.ordinal), (CellKind::Due, Some(n)));
        }
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
}
