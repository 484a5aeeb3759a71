//! The only place that reads the clock, and Beijing time.

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};

/// Where "now" comes from.
pub trait Clock: Send + Sync {
    /// Returns the present instant.
    fn now(&self) -> DateTime<Utc>;
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place where time enters")]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}

/// Returns an instant in Beijing time: every local date and hour of the program, whatever the
/// machine's zone is set to.
#[must_use]
pub fn local(at: DateTime<Utc>) -> DateTime<FixedOffset> {
    let beijing = FixedOffset::east_opt(8 * 3600).expect("eight hours are a valid offset");
    at.with_timezone(&beijing)
}

/// Returns the local date of an instant.
#[must_use]
pub fn local_date(at: DateTime<Utc>) -> NaiveDate {
    local(at).date_naive()
}
