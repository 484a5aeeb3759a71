//! Units taking part in a reception (参加部门), with their attendance.

use chrono::{DateTime, Utc};
use domain::ids::{ReceptionId, UnitId};
use domain::reception::Presence;
use domain::terms::Term;
use rusqlite::{Connection, params};
use serde::Serialize;

use crate::{StoreError, column};

/// A unit's part in a reception.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ParticipantRow {
    pub unit_id: UnitId,
    pub person: String,
    pub post: String,
    pub presence: Presence,
    pub arrived_at: Option<DateTime<Utc>>,
    pub left_at: Option<DateTime<Utc>>,
    pub presence_note: String,
}

/// Returns the units of a reception in order.
///
/// # Errors
/// When the table cannot be read.
pub fn list(
    connection: &Connection,
    reception: &ReceptionId,
) -> Result<Vec<ParticipantRow>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT unit_id, person, post, presence, arrived_at, left_at, presence_note \
         FROM participants WHERE reception_id = $1 ORDER BY position",
    )?;
    let rows = statement.query_map([reception.as_str()], |row| {
        Ok(ParticipantRow {
            unit_id: column::id(row, "unit_id")?,
            person: row.get("person")?,
            post: row.get("post")?,
            presence: column::term(row, "presence")?,
            arrived_at: row.get("arrived_at")?,
            left_at: row.get("left_at")?,
            presence_note: row.get("presence_note")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Makes `participants` the units of a reception.
///
/// # Errors
/// When SQLite refuses, as for a unit named twice.
pub fn replace(
    tx: &Connection,
    reception: &ReceptionId,
    participants: &[ParticipantRow],
) -> Result<(), StoreError> {
    tx.prepare_cached("DELETE FROM participants WHERE reception_id = $1")?
        .execute([reception.as_str()])?;
    let mut statement = tx.prepare_cached(
        "INSERT INTO participants (reception_id, position, unit_id, person, post, presence, \
         arrived_at, left_at, presence_note) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )?;
    for (position, one) in (0_i64..).zip(participants) {
        statement.execute(params![
            reception.as_str(),
            position,
            one.unit_id.as_str(),
            one.person,
            one.post,
            one.presence.code(),
            one.arrived_at,
            one.left_at,
            one.presence_note
        ])?;
    }
    Ok(())
}
