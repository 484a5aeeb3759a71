//! The journal (经过): every change in order, chained by SM3 (GB/T 32905).

mod proof;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde_json::Value;
use sm3::{Digest, Sm3};

use crate::StoreError;

pub(crate) use proof::verify_noted;
pub use proof::{Fault, FaultKind, Proof, verify};

/// What the first row is chained to.
pub const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// One change.
#[derive(Debug, Clone, PartialEq)]
pub struct JournalRow {
    pub sequence: i64,
    pub at: DateTime<Utc>,
    pub clerk_id: String,
    /// Name at the time.
    pub clerk: String,
    pub use_case: String,
    pub entity: String,
    pub entity_id: String,
    pub before: Option<Value>,
    pub after: Option<Value>,
}

/// The end of the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// 0 for an empty journal.
    pub sequence: i64,
    /// SM3 of the last row, hexadecimal.
    pub hash: String,
}

/// Returns the SM3 of length-prefixed parts, hexadecimal: no two lists of parts collide by
/// concatenation.
pub fn digest<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hasher = Sm3::new();
    for part in parts {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part);
    }
    hex(&hasher.finalize())
}

/// Writes a hash in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from(b"0123456789abcdef"[usize::from(value)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// A row exactly as stored: what the hash covers.
struct Stored {
    sequence: i64,
    columns: [String; 6],
    before: Option<String>,
    after: Option<String>,
    prev_hash: String,
    row_hash: String,
}

impl Stored {
    fn hash(&self) -> String {
        let columns = self.columns.each_ref().map(String::as_str);
        let (before, after) = (self.before.as_deref(), self.after.as_deref());
        hash(&self.prev_hash, self.sequence, columns, before, after)
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            sequence: row.get(0)?,
            columns: [row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?],
            before: row.get(7)?,
            after: row.get(8)?,
            prev_hash: row.get(9)?,
            row_hash: row.get(10)?,
        })
    }
}

/// Returns the hash of a row that follows `prev_hash`. Its parts are length-prefixed as those of
/// [`digest`]; one that may be missing begins with `+`, or is `-`.
fn hash(
    prev_hash: &str,
    sequence: i64,
    columns: [&str; 6],
    before: Option<&str>,
    after: Option<&str>,
) -> String {
    let mut hasher = Sm3::new();
    let mut part = |sign: &[u8], text: &[u8]| {
        hasher.update(((sign.len() + text.len()) as u64).to_be_bytes());
        hasher.update(sign);
        hasher.update(text);
    };
    part(b"", prev_hash.as_bytes());
    part(b"", &sequence.to_be_bytes());
    for column in columns {
        part(b"", column.as_bytes());
    }
    for optional in [before, after] {
        match optional {
            Some(text) => part(b"+", text.as_bytes()),
            None => part(b"-", b""),
        }
    }
    hex(&hasher.finalize())
}

/// Writes an instant as the journal tells it.
pub(crate) fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(chrono::SecondsFormat::Millis, true)
}

const COLUMNS: &str = "sequence, at, clerk_id, clerk, use_case, entity, entity_id, before, after, \
                       prev_hash, row_hash";

/// Returns the end of the chain.
///
/// # Errors
/// When the journal cannot be read.
pub fn head(connection: &Connection) -> Result<Head, StoreError> {
    let found = connection
        .prepare_cached("SELECT sequence, row_hash FROM journal ORDER BY sequence DESC LIMIT 1")?
        .query_row([], |row| Ok(Head { sequence: row.get(0)?, hash: row.get(1)? }))
        .optional()?;
    Ok(found.unwrap_or_else(|| Head { sequence: 0, hash: GENESIS.to_owned() }))
}

/// Returns the hash of the row at `sequence`, that of the empty journal at 0; none where no row is.
///
/// # Errors
/// When the journal cannot be read.
pub(crate) fn hash_at(
    connection: &Connection,
    sequence: i64,
) -> Result<Option<String>, StoreError> {
    if sequence == 0 {
        return Ok(Some(GENESIS.to_owned()));
    }
    Ok(connection
        .prepare_cached("SELECT row_hash FROM journal WHERE sequence = $1")?
        .query_row([sequence], |row| row.get(0))
        .optional()?)
}

/// Appends one row after `head` and returns the new head. `columns` are the instant, the clerk's key and
/// name, the use case, the entity and its key; `before` and `after` are JSON.
///
/// # Errors
/// When the row cannot be written.
pub(crate) fn append(
    connection: &Connection,
    head: &Head,
    columns: [&str; 6],
    before: Option<&str>,
    after: Option<&str>,
) -> Result<Head, StoreError> {
    let sequence = head.sequence + 1;
    let hash = hash(&head.hash, sequence, columns, before, after);
    let [at, clerk_id, clerk, use_case, entity, entity_id] = columns;
    connection
        .prepare_cached(
            "INSERT INTO journal (sequence, at, clerk_id, clerk, use_case, entity, entity_id, \
             before, after, prev_hash, row_hash) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        )?
        .execute(params![
            sequence, at, clerk_id, clerk, use_case, entity, entity_id, before, after, head.hash,
            hash
        ])?;
    Ok(Head { sequence, hash })
}

/// Lists the rows of one entity, oldest first.
///
/// # Errors
/// When the journal cannot be read.
pub fn list(
    connection: &Connection,
    entity: &str,
    entity_id: &str,
) -> Result<Vec<JournalRow>, StoreError> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM journal WHERE entity = $1 AND entity_id = $2 ORDER BY sequence"
    ))?;
    let rows = statement.query_map(params![entity, entity_id], Stored::read)?;
    rows.map(|stored| parse(stored?)).collect()
}

/// Returns the last change of one entity.
///
/// # Errors
/// When the journal cannot be read.
pub fn last(
    connection: &Connection,
    entity: &str,
    entity_id: &str,
) -> Result<Option<JournalRow>, StoreError> {
    connection
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM journal WHERE entity = $1 AND entity_id = $2 \
             ORDER BY sequence DESC LIMIT 1"
        ))?
        .query_row(params![entity, entity_id], Stored::read)
        .optional()?
        .map(parse)
        .transpose()
}

/// Which side of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Before,
    After,
}

/// Returns the nearest row of another entity of the same kind that the same act of the same use
/// case wrote.
///
/// # Errors
/// When the journal cannot be read.
pub fn companion(
    connection: &Connection,
    row: &JournalRow,
    side: Side,
) -> Result<Option<JournalRow>, StoreError> {
    let (sign, order) = match side {
        Side::Before => ("<", "DESC"),
        Side::After => (">", "ASC"),
    };
    let found = connection
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM journal WHERE sequence {sign} $1 AND use_case = $2 \
             AND entity = $3 AND entity_id <> $4 ORDER BY sequence {order} LIMIT 1"
        ))?
        .query_row(params![row.sequence, row.use_case, row.entity, row.entity_id], Stored::read)
        .optional()?
        .map(parse)
        .transpose()?;
    Ok(found.filter(|found| found.at == row.at && found.clerk_id == row.clerk_id))
}

fn parse(stored: Stored) -> Result<JournalRow, StoreError> {
    let value = |text: Option<String>| text.map(|text| serde_json::from_str(&text)).transpose();
    let [at, clerk_id, clerk, use_case, entity, entity_id] = stored.columns;
    Ok(JournalRow {
        sequence: stored.sequence,
        at: at.parse()?,
        clerk_id,
        clerk,
        use_case,
        entity,
        entity_id,
        before: value(stored.before)?,
        after: value(stored.after)?,
    })
}
