//! The few figures the window's frame shows at all times.

use chrono::{DateTime, Utc};
use domain::demand::DemandState;
use rusqlite::{Connection, OptionalExtension};

use crate::StoreError;
use crate::tables::demands::among;

/// What is under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// Demands that still wait for an answer.
    pub open_demands: i64,
    /// Slips that are neither issued nor void.
    pub waiting_slips: i64,
    pub running_reception_id: Option<String>,
    /// The instant of the last change; none in a new office.
    pub last_change_at: Option<DateTime<Utc>>,
}

/// Returns the figures of the frame.
///
/// # Errors
/// When a table cannot be read.
pub fn status(connection: &Connection) -> Result<Status, StoreError> {
    let count = |sql: &str| -> Result<i64, StoreError> {
        Ok(connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
    };
    let text = |sql: &str| -> Result<Option<String>, StoreError> {
        Ok(connection.prepare_cached(sql)?.query_row([], |row| row.get(0)).optional()?)
    };
    let last = text("SELECT at FROM journal ORDER BY sequence DESC LIMIT 1")?;
    Ok(Status {
        // By their names: the index on the states is sought in, not passed over whole.
        open_demands: count(&format!(
            "SELECT count(*) FROM demands WHERE is_void = 0 AND state {}",
            among(DemandState::is_open)
        ))?,
        waiting_slips: count(
            "SELECT count(*) FROM slips WHERE state IN \
             ('drafting', 'under_review', 'awaiting_instruction', 'instructed')",
        )?,
        running_reception_id: text(
            "SELECT id FROM receptions WHERE state = 'running' ORDER BY held_on, starts LIMIT 1",
        )?,
        // A journal time that cannot be read is the proof's business, not the frame's.
        last_change_at: last.and_then(|at| at.parse().ok()),
    })
}
