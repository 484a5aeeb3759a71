//! Read models of one sitting (接待活动).

use domain::ids::{GuestId, ReceptionId};
use domain::reception::Presence;
use rusqlite::Connection;
use serde::Serialize;

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

/// An entry that was still in the composer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DraftRow {
    pub id: String,
    pub text: String,
    pub is_draft: bool,
    pub void_reason: Option<String>,
    pub version: i64,
}

/// Returns the drafts of a sitting's record, in order.
///
/// # Errors
/// When the table cannot be read.
pub fn drafts(
    connection: &Connection,
    reception: &ReceptionId,
) -> Result<Vec<DraftRow>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT id, text, is_draft, void_reason, version FROM entries \
         WHERE reception_id = $1 AND is_draft = 1 AND void_reason IS NULL ORDER BY position, id",
    )?;
    let rows = statement.query_map([reception.as_str()], |row| {
        Ok(DraftRow {
            id: row.get("id")?,
            text: row.get("text")?,
            is_draft: row.get("is_draft")?,
            void_reason: row.get("void_reason")?,
            version: row.get("version")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Writes back what a draft became.
///
/// # Errors
/// When SQLite refuses.
pub fn close_draft(tx: &Connection, draft: &DraftRow) -> Result<(), StoreError> {
    tx.prepare_cached(
        "UPDATE entries SET is_draft = $1, void_reason = $2, version = $3 WHERE id = $4",
    )?
    .execute(rusqlite::params![draft.is_draft, draft.void_reason, draft.version, draft.id])?;
    Ok(())
}
