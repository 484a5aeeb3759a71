//! The light (灯) of a task: how near its due date is, always shown with a word.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    calendar::WorkCalendar,
    deadline::{overdue_workdays, remaining_workdays},
    terms::terms,
};

terms! {
    /// The light of a task or demand. Order: the most urgent first.
    pub enum Light {
        /// Past its due date by at least one working day.
        Red = "red", "红灯";
        /// The last working day before the due date, or the due date itself.
        Yellow = "yellow", "黄灯";
        /// A few working days left.
        Blue = "blue", "蓝灯";
        /// Enough time left.
        None = "none", "未亮灯";
        /// The clock stands still (挂起).
        Paused = "paused", "停计";
        /// Not issued yet: no due date.
        NotStarted = "not_started", "未起算";
        /// Answered, not rated yet (评单): nothing runs, and nothing is closed.
        Answered = "answered", "待评价";
        /// Closed or ended (销号, 终结).
        Done = "done", "办结";
        /// Left without an answer of its own: 不予受理, 转介, 撤回, 并案.
        Left = "left", "已退出";
    }
}

terms! {
    /// What the burning cases of 督办 stand together by; inside a group the longest overdue first.
    pub enum SupervisionOrder {
        Light = "light", "灯";
        Unit = "unit", "单位";
        Leader = "leader", "牵头领导";
    }
}

/// From how many working days left a light burns (limit P10).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct LightThresholds {
    /// Blue from this many working days left.
    pub blue: u32,
    /// Yellow from this many working days left.
    pub yellow: u32,
}

impl Default for LightThresholds {
    fn default() -> Self {
        Self { blue: 3, yellow: 1 }
    }
}

/// Where the clock of a task stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Clock {
    /// No due date yet.
    NotStarted,
    /// Running towards (or past) a due date.
    Running {
        /// The due date in force, extensions included.
        due_on: NaiveDate,
    },
    /// Suspended.
    Paused,
    /// Stopped by the answer; the enterprise has not rated it yet.
    Answered,
    /// Closed or ended.
    Done,
    /// Left without an answer of its own.
    Left,
}

impl Clock {
    /// Tells whether nothing is handled any more: answered, ended or left.
    #[must_use]
    pub fn is_over(self) -> bool {
        match self {
            Self::Answered | Self::Done | Self::Left => true,
            Self::NotStarted | Self::Running { .. } | Self::Paused => false,
        }
    }

    /// Returns the light of a clock that runs towards no date; `None` while it runs.
    #[must_use]
    pub fn idle_light(self) -> Option<Light> {
        match self {
            Self::Running { .. } => None,
            Self::NotStarted => Some(Light::NotStarted),
            Self::Paused => Some(Light::Paused),
            Self::Answered => Some(Light::Answered),
            Self::Done => Some(Light::Done),
            Self::Left => Some(Light::Left),
        }
    }
}

impl Light {
    /// Returns the light on `today`. After a due date the light stays yellow over rest days
    /// and turns red on the first working day overdue.
    #[must_use]
    pub fn of(
        clock: Clock,
        today: NaiveDate,
        thresholds: LightThresholds,
        calendar: &WorkCalendar,
    ) -> Self {
        let Clock::Running { due_on } = clock else {
            return clock.idle_light().unwrap_or(Self::NotStarted);
        };
        if overdue_workdays(due_on, today, calendar) > 0 {
            return Self::Red;
        }
        let left = remaining_workdays(due_on, today, calendar);
        if left <= thresholds.yellow {
            Self::Yellow
        } else if left <= thresholds.blue {
            Self::Blue
        } else {
            Self::None
        }
    }
}

/// Returns how a list names the time left: `还剩 4 个工作日`, `今天到期`, `已到期` (rest days
/// right after the due date) or `逾期 6 个工作日`.
#[must_use]
pub fn remaining_words(due_on: NaiveDate, today: NaiveDate, calendar: &WorkCalendar) -> String {
    if today == due_on {
        return String::from("今天到期");
    }
    if today < due_on {
        let left = remaining_workdays(due_on, today, calendar);
        return format!("还剩 {left} 个工作日");
    }
    match overdue_workdays(due_on, today, calendar) {
        0 => String::from("已到期"),
        days => overdue_words(days),
    }
}

/// Returns how a list names working days overdue: `逾期 6 个工作日`.
#[must_use]
pub fn overdue_words(days: u32) -> String {
    format!("逾期 {days} 个工作日")
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::terms::Term;

    // The ledger picture: today is Wed 2026-09-23.
    #[rstest]
    #[case("2026-09-16", Light::Red, "逾期 6 个工作日")]
    #[case("2026-09-22", Light::Red, "逾期 1 个工作日")]
    #[case("2026-09-23", Light::Yellow, "今天到期")]
    #[case("2026-09-24", Light::Yellow, "还剩 1 个工作日")]
    #[case("2026-09-28", Light::Blue, "还剩 2 个工作日")]
    #[case("2026-09-29", Light::Blue, "还剩 3 个工作日")]
    #[case("2026-09-30", Light::None, "还剩 4 个工作日")]
    #[case("2026-10-14", Light::None, "还剩 10 个工作日")]
    #[case("2026-10-20", Light::None, "还剩 14 个工作日")]
    fn lights_of_the_ledger(#[case] due: &str, #[case] light: Light, #[case] words: &str) {
        let calendar = WorkCalendar::embedded();
        let today = "2026-09-23".parse().unwrap();
        let due_on = due.parse().unwrap();
        let clock = Clock::Running { due_on };
        let found = Light::of(clock, today, LightThresholds::default(), &calendar);
        assert_eq!(found, light);
        assert_eq!(remaining_words(due_on, today, &calendar), words);
    }

    #[test]
    fn a_due_date_before_a_holiday_turns_red_only_after_it() {
        let calendar = WorkCalendar::embedded();
        let due_on = "2026-09-30".parse().unwrap();
        let clock = Clock::Running { due_on };
        let light = |today: &str| {
            let today = today.parse().unwrap();
            Light::of(clock, today, LightThresholds::default(), &calendar)
        };
        assert_eq!(light("2026-10-05"), Light::Yellow);
        assert_eq!(light("2026-10-08"), Light::Red);
        let holiday = "2026-10-05".parse().unwrap();
        assert_eq!(remaining_words(due_on, holiday, &calendar), "已到期");
    }

    #[test]
    fn a_clock_that_does_not_run_shows_its_own_word() {
        let calendar = WorkCalendar::embedded();
        let today = "2026-09-23".parse().unwrap();
        let words = [Clock::NotStarted, Clock::Paused, Clock::Answered, Clock::Done, Clock::Left]
            .map(|clock| Light::of(clock, today, LightThresholds::default(), &calendar).label());
        assert_eq!(words, ["未起算", "停计", "待评价", "办结", "已退出"]);
    }
}
