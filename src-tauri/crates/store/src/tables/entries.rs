//! Entries of the running record (记录), the composer's draft among them.

use chrono::{DateTime, Utc};
use domain::ids::{EntryId, GuestId, ReceptionId};
use domain::reception::Speaker;
use domain::terms::Term;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Serialize;

use super::statement::{insertion, replacement};
use crate::{StoreError, column};

/// An entry as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EntryRow {
    pub id: EntryId,
    pub reception_id: ReceptionId,
    pub guest_id: Option<GuestId>,
    /// Order within the record; entries are put between others by halving the gap.
    pub position: i64,
    pub speaker: Speaker,
    pub speaker_name: String,
    pub speaker_ref: Option<String>,
    pub text: String,
    pub spoken_at: DateTime<Utc>,
    pub is_draft: bool,
    pub void_reason: Option<String>,
    pub version: i64,
}

/// Gap left between two positions, so that an entry fits between them.
pub const GAP: i64 = 1 << 20;

const COLUMNS: &str = "id, reception_id, guest_id, position, speaker, speaker_name, speaker_ref, \
                       text, spoken_at, is_draft, void_reason, version";

fn read(row: &Row<'_>) -> rusqlite::Result<EntryRow> {
    Ok(EntryRow {
        id: column::id(row, "id")?,
        reception_id: column::id(row, "reception_id")?,
        guest_id: column::optional_id(row, "guest_id")?,
        position: row.get("position")?,
        speaker: column::term(row, "speaker")?,
        speaker_name: row.get("speaker_name")?,
        speaker_ref: row.get("speaker_ref")?,
        text: row.get("text")?,
        spoken_at: row.get("spoken_at")?,
        is_draft: row.get("is_draft")?,
        void_reason: row.get("void_reason")?,
        version: row.get("version")?,
    })
}

/// Returns the entry, or none.
///
/// # Errors
/// When the table cannot be read.
pub fn find(connection: &Connection, id: &EntryId) -> Result<Option<EntryRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM entries WHERE id = $1");
    Ok(connection.prepare_cached(&sql)?.query_row([id.as_str()], read).optional()?)
}

/// Returns the entry.
///
/// # Errors
/// [`StoreError::NotFound`], or when the table cannot be read.
pub fn get(connection: &Connection, id: &EntryId) -> Result<EntryRow, StoreError> {
    find(connection, id)?
        .ok_or_else(|| StoreError::NotFound { entity: "entry", id: id.as_str().to_owned() })
}

/// Lists the record of a sitting in order, drafts and void entries included.
///
/// # Errors
/// When the table cannot be read.
pub fn list(connection: &Connection, reception: &ReceptionId) -> Result<Vec<EntryRow>, StoreError> {
    let sql =
        format!("SELECT {COLUMNS} FROM entries WHERE reception_id = $1 ORDER BY position, id");
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map([reception.as_str()], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Returns the live entry right before another in the same guest's part of the record: guests may
/// take turns.
///
/// # Errors
/// When the table cannot be read.
pub fn find_before(
    connection: &Connection,
    entry: &EntryRow,
) -> Result<Option<EntryRow>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM entries WHERE reception_id = $1 AND position < $2 \
         AND guest_id IS NOT DISTINCT FROM $3 AND is_draft = 0 AND void_reason IS NULL \
         ORDER BY position DESC LIMIT 1"
    );
    let guest = entry.guest_id.as_ref().map(GuestId::as_str);
    Ok(connection
        .prepare_cached(&sql)?
        .query_row(params![entry.reception_id.as_str(), entry.position, guest], read)
        .optional()?)
}

/// Returns a free position right after `after`, or at the end. Makes room when the gap is used up.
///
/// # Errors
/// When SQLite refuses.
pub fn place_after(
    tx: &Connection,
    reception: &ReceptionId,
    after: Option<&EntryRow>,
) -> Result<i64, StoreError> {
    let next = |position: i64| -> rusqlite::Result<Option<i64>> {
        tx.prepare_cached(
            "SELECT min(position) FROM entries WHERE reception_id = $1 AND position > $2",
        )?
        .query_row(params![reception.as_str(), position], |row| row.get(0))
    };
    let Some(after) = after else {
        let last: Option<i64> = tx
            .prepare_cached("SELECT max(position) FROM entries WHERE reception_id = $1")?
            .query_row([reception.as_str()], |row| row.get(0))?;
        return Ok(last.unwrap_or(0) + GAP);
    };
    match next(after.position)? {
        None => Ok(after.position + GAP),
        Some(following) if following - after.position > 1 => {
            Ok(after.position + (following - after.position) / 2)
        }
        Some(following) => {
            tx.prepare_cached(
                "UPDATE entries SET position = position + $1 \
                 WHERE reception_id = $2 AND position >= $3",
            )?
            .execute(params![GAP, reception.as_str(), following])?;
            Ok(after.position + GAP / 2)
        }
    }
}

/// Adds an entry.
///
/// # Errors
/// When SQLite refuses.
pub fn insert(tx: &Connection, entry: &EntryRow) -> Result<(), StoreError> {
    write(tx, &insertion("entries", COLUMNS), entry)
}

/// Replaces what may change of an entry.
///
/// # Errors
/// When SQLite refuses.
pub fn update(tx: &Connection, entry: &EntryRow) -> Result<(), StoreError> {
    write(tx, &replacement("entries", COLUMNS), entry)
}

/// Binds the columns in the order of [`COLUMNS`].
fn write(tx: &Connection, sql: &str, entry: &EntryRow) -> Result<(), StoreError> {
    tx.prepare_cached(sql)?.execute(params![
        entry.id.as_str(),
        entry.reception_id.as_str(),
        entry.guest_id.as_ref().map(GuestId::as_str),
        entry.position,
        entry.speaker.code(),
        entry.speaker_name,
        entry.speaker_ref,
        entry.text,
        entry.spoken_at,
        entry.is_draft,
        entry.void_reason,
        entry.version
    ])?;
    Ok(())
}
