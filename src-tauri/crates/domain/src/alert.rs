//! The alert (提醒): what of the lights the clerk is told by the desktop, each thing once.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::light::Light;

/// A light that burns: the fact an alert tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Burning {
    /// Identity of the demand.
    pub demand: String,
    pub due_on: NaiveDate,
    pub light: Light,
}

/// What was told last, kept through restarts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    pub on: NaiveDate,
    pub lights: Vec<Burning>,
}

/// The moment of a look at the lights.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    pub today: NaiveDate,
    pub is_workday: bool,
    /// The machine slept since the look before.
    pub has_woken: bool,
}

/// What an alert is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AlertKind {
    /// All that burns: the day begins, or the machine woke to something new.
    Summary,
    /// What turned yellow or red since.
    Changed,
}

/// What the clerk is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    pub kind: AlertKind,
    /// In the order given; never empty.
    pub lights: Vec<Burning>,
}

impl Burning {
    fn is_pressing(&self) -> bool {
        matches!(self.light, Light::Red | Light::Yellow)
    }
}

/// Returns what is new of the lights that burn `now`, and what is remembered of it. A working day
/// begins with all of them; a rest day, a waking and the rest of the day tell only what was not
/// told before.
#[must_use]
pub fn alert(told: Option<&Told>, now: &[Burning], look: Look) -> (Option<Alert>, Told) {
    let pressing = || now.iter().filter(|burning| burning.is_pressing()).cloned();
    let known = told.map_or(&[][..], |told| &told.lights);
    let fresh = pressing().filter(|burning| !known.contains(burning)).collect::<Vec<_>>();
    // A clock set back begins no day: what was told stays told.
    let is_new_day = told.is_none_or(|told| told.on < look.today);
    let begins = is_new_day && (look.is_workday || told.is_none());
    let (kind, lights) = match begins || (look.has_woken && !fresh.is_empty()) {
        true => (AlertKind::Summary, pressing().collect()),
        false => (AlertKind::Changed, fresh.clone()),
    };
    let alert = (!lights.is_empty()).then_some(Alert { kind, lights });
    // Within a day a light that went out and burns again is not told twice.
    let remembered = match is_new_day {
        true => pressing().collect(),
        false => known.iter().cloned().chain(fresh).collect(),
    };
    let on = told.map_or(look.today, |told| told.on.max(look.today));
    (alert, Told { on, lights: remembered })
}

#[cfg(test)]
mod tests {
    use super::*;

    const WEDNESDAY: &str = "2026-09-23";
    const THURSDAY: &str = "2026-09-24";
    // Mid-Autumn, a rest day.
    const FRIDAY: &str = "2026-09-25";

    fn burning(demand: &str, due_on: &str, light: Light) -> Burning {
        Burning { demand: demand.to_owned(), due_on: due_on.parse().unwrap(), light }
    }

    fn look(today: &str) -> Look {
        Look { today: today.parse().unwrap(), is_workday: today != FRIDAY, has_woken: false }
    }

    fn names(alert: Option<Alert>) -> Option<(AlertKind, Vec<String>)> {
        alert.map(|alert| (alert.kind, alert.lights.into_iter().map(|b| b.demand).collect()))
    }

    fn summary(demands: &[&str]) -> Option<(AlertKind, Vec<String>)> {
        Some((AlertKind::Summary, demands.iter().map(|d| (*d).to_owned()).collect()))
    }

    fn changed(demands: &[&str]) -> Option<(AlertKind, Vec<String>)> {
        Some((AlertKind::Changed, demands.iter().map(|d| (*d).to_owned()).collect()))
    }

    #[test]
    fn a_working_day_begins_with_all_and_goes_on_with_what_changes() {
        let red = burning("a", "2026-09-18", Light::Red);
        let blue = burning("b", "2026-09-28", Light::Blue);
        let (told, memory) = alert(None, &[red.clone(), blue], look(WEDNESDAY));
        assert_eq!(names(told), summary(&["a"]), "a blue light is no alert");
        let (told, memory) = alert(Some(&memory), std::slice::from_ref(&red), look(WEDNESDAY));
        assert_eq!(told, None);
        let now = [red.clone(), burning("b", WEDNESDAY, Light::Yellow)];
        let (told, memory) = alert(Some(&memory), &now, look(WEDNESDAY));
        assert_eq!(names(told), changed(&["b"]));
        // It goes out and burns again: told already.
        let (told, memory) = alert(Some(&memory), std::slice::from_ref(&red), look(WEDNESDAY));
        assert_eq!(told, None);
        let (told, memory) = alert(Some(&memory), &now, look(WEDNESDAY));
        assert_eq!(told, None);
        let (told, _) = alert(Some(&memory), &now, look(THURSDAY));
        assert_eq!(names(told), summary(&["a", "b"]));
    }

    #[test]
    fn a_day_on_which_nothing_burns_begins_in_silence() {
        let (told, memory) = alert(None, &[], look(WEDNESDAY));
        assert_eq!(told, None);
        let now = [burning("a", WEDNESDAY, Light::Yellow)];
        let (told, _) = alert(Some(&memory), &now, look(WEDNESDAY));
        assert_eq!(names(told), changed(&["a"]), "the day has begun already");
    }

    #[test]
    fn a_waking_tells_all_when_something_is_new_and_else_nothing() {
        let woken = Look { has_woken: true, ..look(WEDNESDAY) };
        let yellow = burning("a", WEDNESDAY, Light::Yellow);
        let (_, memory) = alert(None, std::slice::from_ref(&yellow), look(WEDNESDAY));
        let (told, _) = alert(Some(&memory), std::slice::from_ref(&yellow), woken);
        assert_eq!(told, None);
        let now = [yellow, burning("b", WEDNESDAY, Light::Yellow)];
        let (told, _) = alert(Some(&memory), &now, woken);
        assert_eq!(names(told), summary(&["a", "b"]));
    }

    #[test]
    fn a_rest_day_repeats_nothing() {
        let red = burning("a", "2026-09-18", Light::Red);
        let (_, memory) = alert(None, std::slice::from_ref(&red), look(THURSDAY));
        let now = [red, burning("b", FRIDAY, Light::Yellow)];
        let (told, _) = alert(Some(&memory), &now[..1], look(FRIDAY));
        assert_eq!(told, None);
        let (told, _) = alert(Some(&memory), &now, look(FRIDAY));
        assert_eq!(names(told), changed(&["b"]));
    }

    #[test]
    fn a_light_that_turns_red_or_burns_for_another_due_date_is_new() {
        let (_, memory) = alert(None, &[burning("a", WEDNESDAY, Light::Yellow)], look(WEDNESDAY));
        for now in [burning("a", WEDNESDAY, Light::Red), burning("a", THURSDAY, Light::Yellow)] {
            let (told, _) = alert(Some(&memory), &[now], look(WEDNESDAY));
            assert_eq!(names(told), changed(&["a"]));
        }
    }

    #[test]
    fn a_clock_set_back_begins_no_day() {
        let red = burning("a", "2026-09-18", Light::Red);
        let (_, memory) = alert(None, std::slice::from_ref(&red), look(THURSDAY));
        let (told, memory) = alert(Some(&memory), std::slice::from_ref(&red), look(WEDNESDAY));
        assert_eq!(told, None);
        let (told, _) = alert(Some(&memory), &[red], look(THURSDAY));
        assert_eq!(told, None);
    }
}
