//! The ruler of a due date that was moved after issue.

use chrono::NaiveDate;

use super::{
    CellKind, Limit, Opening, Ruler, RulerCell, due,
    reasons::{doubt, workday_reason},
    ruler::{cells, light_marks, rest_runs},
};
use crate::{
    calendar::WorkCalendar,
    dates::short_date,
    handling::{ClockEvent, due_in_force},
    light::LightThresholds,
};

/// What the days of a suspension are called.
pub(super) const PAUSE: &str = "停计";

impl Ruler {
    /// Returns the ruler from `issued_on` to the due date that these events moved: extensions
    /// lengthen the count, suspensions leave their days out of it, a redo begins it anew. Without
    /// events it is [`Self::to_due`].
    #[must_use]
    pub fn moved(
        issued_on: NaiveDate,
        workdays: u32,
        events: &[ClockEvent],
        thresholds: LightThresholds,
        calendar: &WorkCalendar,
    ) -> Self {
        let redone = events.iter().rposition(|event| matches!(event, ClockEvent::Reworked { .. }));
        let (from, workdays, word) = match redone.map(|at| events[at]) {
            Some(ClockEvent::Reworked { on, workdays }) => (on, workdays, "重办"),
            Some(
                ClockEvent::Extended { .. }
                | ClockEvent::Paused { .. }
                | ClockEvent::Decided { .. },
            )
            | None => (issued_on, workdays, "交办"),
        };
        let later = &events[redone.map_or(0, |at| at + 1)..];
        if events.is_empty() {
            let limit = Limit::Workdays(workdays);
            return Self::to_due(issued_on, limit, Opening::Issued, thresholds, calendar);
        }
        let mut original = due(from, Limit::Workdays(workdays), calendar);
        let mut now = original;
        let mut steps = Vec::new();
        for event in later {
            now = due_in_force(now, std::slice::from_ref(event), calendar);
            let on = short_date(now.on);
            let step = match *event {
                ClockEvent::Extended { workdays } => format!("延期 {workdays} 个工作日至{on}"),
                ClockEvent::Paused { from, until } => {
                    format!("{}起停计，{}恢复，顺延至{on}", short_date(from), short_date(until))
                }
                ClockEvent::Decided { from, .. } => {
                    // What moved it before was reckoned by the calendar of its day.
                    steps.clear();
                    original.on = from;
                    if from == now.on {
                        "放假安排变动后维持不变".to_owned()
                    } else {
                        format!("放假安排变动后改为{on}")
                    }
                }
                ClockEvent::Reworked { .. } => continue,
            };
            steps.push(step);
        }
        let mut cells = cells(from, now.on, None, calendar);
        leave_out_pauses(&mut cells, later);
        if let Some(first) = cells.first_mut() {
            first.kind = CellKind::Issue;
        }
        if let Some(last) = cells.last_mut() {
            last.kind = CellKind::Due;
        }
        let rests = rest_runs(&cells);
        let moves = if steps.is_empty() {
            String::new()
        } else {
            format!("原到期{}；{}。", short_date(original.on), steps.join("；"))
        };
        let begin = format!("{}{word}，次日起算。", short_date(from));
        let reason = workday_reason(&cells, &rests);
        let doubt = doubt(from, now, calendar);
        Self {
            due: now,
            marks: light_marks(from, now.on, thresholds, calendar),
            rests,
            sentence: format!("{begin}{moves}{reason}{doubt}"),
            cells,
        }
    }
}

/// Takes the days of suspensions out of the count: the day it began is the last that counted, the
/// day after it ended the next.
fn leave_out_pauses(cells: &mut [RulerCell], events: &[ClockEvent]) {
    let is_paused = |date: NaiveDate| {
        events.iter().any(|event| match *event {
            ClockEvent::Paused { from, until } => date > from && date <= until,
            ClockEvent::Extended { .. }
            | ClockEvent::Reworked { .. }
            | ClockEvent::Decided { .. } => false,
        })
    };
    let mut count = 0;
    for cell in cells {
        if is_paused(cell.date) {
            cell.kind = CellKind::Rest;
            cell.name = Some(PAUSE.to_owned());
            cell.ordinal = None;
            cell.is_make_up = false;
        }
        if cell.ordinal.is_some() {
            count += 1;
            cell.ordinal = Some(count);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn moved(events: &[ClockEvent]) -> Ruler {
        let calendar = WorkCalendar::embedded();
        Ruler::moved(day("2026-09-23"), 15, events, LightThresholds::default(), &calendar)
    }

    #[test]
    fn an_extension_lengthens_the_count() {
        let ruler = moved(&[ClockEvent::Extended { workdays: 10 }]);
        assert_eq!(ruler.due.on, day("2026-11-04"));
        let last = ruler.cells.last().unwrap();
        assert_eq!((last.kind, last.ordinal), (CellKind::Due, Some(25)));
        let begin = "9月23日交办，次日起算。原到期10月21日；延期 10 个工作日至11月4日。跳过";
        assert!(ruler.sentence.starts_with(begin), "{}", ruler.sentence);
    }

    #[test]
    fn a_suspension_leaves_its_days_out_of_the_count() {
        let pause = ClockEvent::Paused { from: day("2026-10-16"), until: day("2026-11-02") };
        let ruler = moved(&[pause]);
        // Three working days were left on 10-16, and are left again after 11-02.
        assert_eq!(ruler.due.on, day("2026-11-05"));
        assert_eq!(ruler.cells.last().and_then(|cell| cell.ordinal), Some(15));
        let paused = ruler.rests.iter().find(|run| run.label.contains("停计")).unwrap();
        assert_eq!((paused.from, paused.label.as_str()), (day("2026-10-17"), "停计 17 天"));
        assert!(
            ruler.sentence.contains("10月16日起停计，11月2日恢复，顺延至11月5日"),
            "{}",
            ruler.sentence
        );
    }

    #[test]
    fn a_decision_after_a_change_of_the_calendar_is_told() {
        let decided = |on| ClockEvent::Decided { from: day("2026-10-21"), on: day(on) };
        let ruler = moved(&[decided("2026-10-22"), ClockEvent::Extended { workdays: 1 }]);
        assert_eq!(ruler.due.on, day("2026-10-23"));
        let told = "原到期10月21日；放假安排变动后改为10月22日；延期 1 个工作日至10月23日。";
        assert!(ruler.sentence.contains(told), "{}", ruler.sentence);
        let ruler = moved(&[ClockEvent::Extended { workdays: 1 }, decided("2026-10-21")]);
        assert_eq!(ruler.due.on, day("2026-10-21"));
        let told = "起算。原到期10月21日；放假安排变动后维持不变。";
        assert!(ruler.sentence.contains(told), "{}", ruler.sentence);
    }

    #[test]
    fn a_redo_begins_the_count_anew() {
        let redo = ClockEvent::Reworked { on: day("2026-12-01"), workdays: 5 };
        let ruler = moved(&[ClockEvent::Extended { workdays: 10 }, redo]);
        let counted: Vec<_> = ruler.cells.iter().map(|cell| cell.ordinal).collect();
        assert_eq!(counted, [None, Some(1), Some(2), Some(3), None, None, Some(4), Some(5)]);
        assert_eq!(ruler.sentence, "12月1日重办，次日起算。跳过 2 天：周末 2。");
        let (limit, thresholds) = (Limit::Workdays(15), LightThresholds::default());
        let (from, calendar) = (day("2026-09-23"), WorkCalendar::embedded());
        let issued = Ruler::to_due(from, limit, Opening::Issued, thresholds, &calendar);
        assert_eq!(moved(&[]), issued);
    }
}
