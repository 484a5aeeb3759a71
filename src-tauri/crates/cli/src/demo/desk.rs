//! The desk the story is told at: an office, a clock that moves, dice that repeat.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use domain::calendar::WorkCalendar;
use serde_json::Value;
use store::ids::SeededIds;
use usecases::clock::Clock;
use usecases::{CommandError, Office, Opening, dispatch};

use super::Plan;

/// A clock the story sets.
#[derive(Clone)]
struct StoryClock(Arc<Mutex<DateTime<Utc>>>);

impl Clock for StoryClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Dice that fall alike for equal seeds (xorshift64*).
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// Returns a number below `sides`.
    pub(super) fn below(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(high).unwrap_or(0) % sides
    }
}

/// The office under construction.
pub(super) struct Desk {
    pub(super) office: Office,
    pub(super) dice: Dice,
    pub(super) calendar: WorkCalendar,
    clock: StoryClock,
    ids: SeededIds,
}

/// Returns a Beijing time as an instant.
pub(super) fn beijing(date: NaiveDate, hour: u32, minute: u32) -> DateTime<Utc> {
    let time = NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default();
    (date.and_time(time) - TimeDelta::hours(8)).and_utc()
}

impl Desk {
    /// Opens a new office whose story begins at `at`.
    pub(super) fn open(root: &Path, plan: &Plan, at: DateTime<Utc>) -> Result<Self, CommandError> {
        let ids = SeededIds::start(plan.seed);
        ids.at(at);
        let clock = StoryClock(Arc::new(Mutex::new(at)));
        let opening = Opening {
            data: root.to_owned(),
            fonts: plan.fonts.clone(),
            clock: Box::new(clock.clone()),
            scans: usecases::scanning::Reader::here(),
            books: usecases::import::BookReader::here(),
        };
        // Slips are issued late in the story: without fonts half an office would be left.
        opening.check_fonts().map_err(|error| CommandError::from(&error))?;
        let office = Office::open(opening).map_err(|error| CommandError::from(&error))?;
        let calendar = WorkCalendar::embedded();
        Ok(Self { office, dice: Dice::new(plan.seed), calendar, clock, ids })
    }

    /// Returns the time of the story.
    pub(super) fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// Moves the clock to a Beijing time; it never goes back.
    pub(super) fn go_to(&self, date: NaiveDate, hour: u32, minute: u32) {
        self.set(beijing(date, hour, minute));
    }

    /// Lets minutes pass.
    pub(super) fn wait(&self, minutes: i64) {
        self.set(self.now() + TimeDelta::minutes(minutes));
    }

    fn set(&self, at: DateTime<Utc>) {
        let mut now = self.clock.0.lock().unwrap_or_else(PoisonError::into_inner);
        *now = at.max(*now);
        self.ids.at(*now);
    }

    /// Runs a use case.
    pub(super) fn call(&self, name: &str, input: Value) -> Result<Value, CommandError> {
        dispatch(&self.office, name, input)
    }
}

/// Returns the text of a field.
pub(super) fn text(value: &Value, field: &str) -> String {
    value[field].as_str().unwrap_or_default().to_owned()
}
