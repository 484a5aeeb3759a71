//! The year's rota (年度安排): a day each month, moved off holidays, leaders in turn.
//!
//! \[S3\]: one day a month, leaders in rotation; rest-day events are allowed, so a person may always
//! choose another day than the one proposed.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::calendar::{DayKind, WorkCalendar};
use crate::ids::LeaderId;
use crate::terms::terms;

terms! {
    /// What was changed in a saved plan.
    pub enum TurnChangeKind {
        Swap = "swap", "调换";
        StandIn = "stand_in", "替补";
        Replan = "replan", "调整";
    }
}

/// The day of each month on which a reception is planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum DayRule {
    /// Such as every 15th; a month without that day takes its last.
    MonthDay {
        /// 1–31.
        day: u32,
    },
    /// Such as the second Friday.
    Weekday {
        /// 1–4.
        nth: u32,
        /// 1 is Monday, 7 Sunday.
        weekday: u32,
    },
}

impl DayRule {
    /// Returns whether its numbers name a day of every month.
    #[must_use]
    pub fn is_sound(self) -> bool {
        match self {
            Self::MonthDay { day } => (1..=31).contains(&day),
            Self::Weekday { nth, weekday } => (1..=4).contains(&nth) && (1..=7).contains(&weekday),
        }
    }

    /// Returns its day in a month, before it is moved; none where there is no such month or the
    /// rule is not sound.
    #[must_use]
    pub fn day_in(self, year: i32, month: u32) -> Option<NaiveDate> {
        let first = NaiveDate::from_ymd_opt(year, month, 1)?;
        if !self.is_sound() {
            return None;
        }
        match self {
            Self::MonthDay { day } => {
                first.iter_days().take(day as usize).take_while(|on| on.month() == month).last()
            }
            Self::Weekday { nth, weekday } => first
                .iter_days()
                .filter(|on| on.weekday().number_from_monday() == weekday)
                .nth(nth.checked_sub(1)? as usize),
        }
    }

    /// Returns it as people say it: 每月15日, 每月第二个周五.
    #[must_use]
    pub fn words(self) -> String {
        let word = |words: &[&'static str], at: u32| {
            words.get(at.saturating_sub(1) as usize).copied().unwrap_or_default()
        };
        match self {
            Self::MonthDay { day: 31 } => "每月最后一天".to_owned(),
            Self::MonthDay { day } => format!("每月{day}日"),
            Self::Weekday { nth, weekday } => format!(
                "每月第{}个周{}",
                word(&["一", "二", "三", "四"], nth),
                word(&["一", "二", "三", "四", "五", "六", "日"], weekday)
            ),
        }
    }
}

/// A day of the plan as it is proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedDay {
    /// What the rule names.
    pub nominal_on: NaiveDate,
    /// The proposed day: the named one, or the next working day (scenario 14).
    pub held_on: NaiveDate,
    /// Other days that lie near: after a make-up day at a weekend the next ordinary working day
    /// (scenario 15).
    pub others: Vec<NaiveDate>,
    /// 暂定: a notice still to come can move it.
    pub is_provisional: bool,
}

/// Proposes the day of a turn. It stays in the year it is named in: the last days of December move
/// back where no working day follows.
#[must_use]
pub fn planned_day(nominal_on: NaiveDate, calendar: &WorkCalendar) -> PlannedDay {
    let next = calendar.next_workday_on_or_after(nominal_on);
    let held_on =
        if next.year() == nominal_on.year() { next } else { calendar.sub_workdays(nominal_on, 1) };
    let is_make_up = matches!(calendar.day_kind(held_on), DayKind::MakeUp { .. });
    let ordinary = held_on
        .iter_days()
        .skip(1)
        .find(|day| matches!(calendar.day_kind(*day), DayKind::Workday))
        .filter(|day| is_make_up && day.year() == nominal_on.year());
    let (first, last) = (nominal_on.min(held_on), nominal_on.max(held_on));
    let is_settled = first.iter_days().take_while(|day| *day <= last);
    PlannedDay {
        nominal_on,
        held_on,
        others: ordinary.into_iter().collect(),
        is_provisional: !is_settled.into_iter().all(|day| calendar.is_settled(day)),
    }
}

/// A leader who can take turns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    pub id: LeaderId,
    /// Protocol order; the lower goes first.
    pub rank: i64,
    /// Receptions it held or stood in for before this plan.
    pub turns_before: u32,
}

/// Gives each month its leader. Nobody takes a turn more than another within the plan; who held
/// fewer before goes first, then who ranks higher. `fixed` are the months that stand, with who
/// presides there: they count.
///
/// Returns an empty list where nobody can take a turn.
#[must_use]
pub fn leaders_in_turn(
    months: impl IntoIterator<Item = u32>,
    candidates: &[Candidate],
    fixed: &[(u32, LeaderId)],
) -> Vec<(u32, LeaderId)> {
    let mut taken: HashMap<&LeaderId, u32> = HashMap::new();
    for (_, leader) in fixed {
        *taken.entry(leader).or_default() += 1;
    }
    let mut turns = Vec::new();
    for month in months {
        let load = |one: &Candidate| taken.get(&one.id).copied().unwrap_or(0);
        let next =
            candidates.iter().min_by_key(|one| (load(one), one.turns_before, one.rank, &one.id));
        if let Some(next) = next {
            *taken.entry(&next.id).or_default() += 1;
            turns.push((month, next.id.clone()));
        }
    }
    turns
}

/// Returns who presides over a turn: the stand-in where there is one, and it is counted
/// (scenario 16).
#[must_use]
pub fn presiding<'l>(leader: &'l LeaderId, stand_in: Option<&'l LeaderId>) -> &'l LeaderId {
    stand_in.unwrap_or(leader)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[rstest]
    #[case(DayRule::MonthDay { day: 15 }, 2026, 2, "2026-02-15", "每月15日")]
    #[case(DayRule::MonthDay { day: 31 }, 2026, 2, "2026-02-28", "每月最后一天")]
    #[case(DayRule::MonthDay { day: 30 }, 2028, 2, "2028-02-29", "每月30日")]
    #[case(DayRule::Weekday { nth: 2, weekday: 5 }, 2026, 10, "2026-10-09", "每月第二个周五")]
    #[case(DayRule::Weekday { nth: 1, weekday: 7 }, 2026, 3, "2026-03-01", "每月第一个周日")]
    fn a_rule_names_a_day_of_every_month(
        #[case] rule: DayRule,
        #[case] year: i32,
        #[case] month: u32,
        #[case] expected: &str,
        #[case] words: &str,
    ) {
        assert_eq!(rule.day_in(year, month), Some(day(expected)));
        assert_eq!(rule.words(), words);
        assert!((1..=12).all(|month| rule.day_in(year, month).is_some()));
    }

    #[test]
    fn an_unsound_rule_names_none() {
        for rule in [
            DayRule::MonthDay { day: 0 },
            DayRule::MonthDay { day: 32 },
            DayRule::Weekday { nth: 5, weekday: 1 },
            DayRule::Weekday { nth: 0, weekday: 1 },
            DayRule::Weekday { nth: 1, weekday: 8 },
        ] {
            assert_eq!(rule.day_in(2026, 1), None, "{rule:?}");
        }
        assert_eq!(DayRule::MonthDay { day: 1 }.day_in(2026, 13), None);
    }

    #[test]
    fn scenario_14_the_first_of_october_moves_behind_the_holiday() {
        let calendar = WorkCalendar::embedded();
        let planned = planned_day(day("2026-10-01"), &calendar);
        assert_eq!(planned.held_on, day("2026-10-08"));
        assert_eq!(planned.others, []);
        assert!(!planned.is_provisional);
        assert_eq!(calendar.sub_workdays(planned.held_on, 3), day("2026-09-28"));
    }

    #[test]
    fn scenario_15_a_make_up_sunday_may_be_passed_over() {
        let planned = planned_day(day("2026-01-01"), &WorkCalendar::embedded());
        assert_eq!(planned.held_on, day("2026-01-04"));
        assert_eq!(planned.others, [day("2026-01-05")]);
    }

    #[test]
    fn an_unpublished_year_is_provisional_and_a_plan_keeps_its_year() {
        let calendar = WorkCalendar::embedded();
        assert!(planned_day(day("2027-03-15"), &calendar).is_provisional);
        let last = planned_day(day("2022-12-31"), &calendar);
        assert_eq!(last.held_on, day("2022-12-30"));
        assert!(!last.is_provisional);
    }

    #[test]
    fn turns_are_shared_out_by_turns_then_rank() {
        let candidate =
            |id: &str, rank, turns_before| Candidate { id: LeaderId::new(id), rank, turns_before };
        let leaders = [candidate("甲", 1, 3), candidate("乙", 2, 2), candidate("丙", 3, 2)];
        let names = |turns: Vec<(u32, LeaderId)>| {
            turns.into_iter().map(|(_, id)| id.to_string()).collect::<String>()
        };
        assert_eq!(names(leaders_in_turn(1..=6, &leaders, &[])), "乙丙甲乙丙甲");
        let fixed = [(1, LeaderId::new("乙")), (2, LeaderId::new("乙"))];
        assert_eq!(names(leaders_in_turn(3..=6, &leaders, &fixed)), "丙甲丙甲");
        assert!(leaders_in_turn(1..=6, &[], &[]).is_empty());
    }

    #[test]
    fn scenario_16_the_stand_in_presides() {
        let (leader, stand_in) = (LeaderId::new("甲"), LeaderId::new("乙"));
        assert_eq!(presiding(&leader, Some(&stand_in)), &stand_in);
        assert_eq!(presiding(&leader, None), &leader);
    }
}
