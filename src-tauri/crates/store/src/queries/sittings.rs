//! Read models of one sitting (接待活动).

use domain::ids::{GuestId, ReceptionId};
use domain::reception::Presence;
use rusqlite::Connection;

use crate::{StoreError, column};

/// A unit, leader or enterprise that has a part in a sitting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AtSitting {
    /// Id of the unit, leader or enterprise.
    pub id: String,
    /// Who comes for it; empty for a leader.
    pub person: String,
    /// None for a leader, whose presence is not recorded.
    pub presence: Option<Presence>,
}

/// Returns everybody who has a part in a sitting.
///
/// # Errors
/// When a table cannot be read.
pub fn at_sitting(connection: &Connection, reception: &str) -> Result<Vec<AtSitting>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT unit_id AS id, person, presence, position, 1 AS part FROM participants \
         WHERE reception_id = $1 \
         UNION ALL SELECT enterprise_id, representative, presence, position, 2 FROM guests \
         WHERE reception_id = $1 \
         UNION ALL SELECT leader_id, '', NULL, 0, 3 FROM receptions WHERE id = $1 \
         UNION ALL SELECT stand_in_id, '', NULL, 1, 3 FROM receptions \
         WHERE id = $1 AND stand_in_id IS NOT NULL \
         UNION ALL SELECT leader_id, '', NULL, position + 2, 3 FROM reception_leaders \
         WHERE reception_id = $1 \
         ORDER BY part, position",
    )?;
    let rows = statement.query_map([reception], |row| {
        Ok(AtSitting {
            id: row.get("id")?,
            person: row.get("person")?,
            presence: column::optional_term(row, "presence")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What hangs on a reception.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Figures {
    pub guests: i64,
    /// Guests that came.
    pub received: i64,
    /// Demands that are not void.
    pub demands: i64,
    /// Slips that are neither issued nor void.
    pub waiting_slips: i64,
}

/// Returns the figures of a reception.
///
/// # Errors
/// When a table cannot be read.
pub fn figures(connection: &Connection, reception: &ReceptionId) -> Result<Figures, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT (SELECT count(*) FROM guests WHERE reception_id = $1), \
         (SELECT count(*) FROM guests WHERE reception_id = $1 \
         AND presence IN ('present', 'left')), \
         (SELECT count(*) FROM demands WHERE reception_id = $1 AND is_void = 0), \
         (SELECT count(*) FROM slips WHERE reception_id = $1 AND state IN \
         ('drafting', 'under_review', 'awaiting_instruction', 'instructed'))",
    )?;
    Ok(statement.query_row([reception.as_str()], |row| {
        Ok(Figures {
            guests: row.get(0)?,
            received: row.get(1)?,
            demands: row.get(2)?,
            waiting_slips: row.get(3)?,
        })
    })?)
}

/// Returns how many demands a guest raised, void ones left out.
///
/// # Errors
/// When the table cannot be read.
pub fn demands_of_guest(connection: &Connection, guest: &GuestId) -> Result<i64, StoreError> {
    let mut statement = connection
        .prepare_cached("SELECT count(*) FROM demands WHERE guest_id = $1 AND is_void = 0")?;
    Ok(statement.query_row([guest.as_str()], |row| row.get(0))?)
}
