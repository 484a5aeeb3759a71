//! Bulletins (专报, 年度报告, 会议纪要): drafts and what was issued of them.

use chrono::NaiveDate;
use domain::bulletin::{BulletinKind, BulletinState, IssueNumber};
use domain::ids::{BulletinId, ReceptionId};
use domain::terms::Term;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Serialize;

use super::statement::{insertion, replacement};
use crate::column::nested;
use crate::{StoreError, column};

/// A bulletin as stored. `content` and `paper` are JSON texts of the layers above.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BulletinRow {
    pub id: BulletinId,
    pub kind: BulletinKind,
    pub state: BulletinState,
    pub period_year: i32,
    pub period_number: u32,
    pub reception_id: Option<ReceptionId>,
    #[serde(serialize_with = "nested_text")]
    pub content: String,
    pub drafted_on: NaiveDate,
    pub drafted_by: String,
    pub number_year: Option<i32>,
    pub number_seq: Option<u32>,
    pub number_total: Option<u32>,
    pub issued_on: Option<NaiveDate>,
    pub paper: Option<String>,
    pub void_reason: String,
    pub version: i64,
}

fn nested_text<S: serde::Serializer>(json: &str, serializer: S) -> Result<S::Ok, S::Error> {
    nested(json, serializer)
}

impl BulletinRow {
    /// Returns its number once taken.
    #[must_use]
    pub fn number(&self) -> Option<IssueNumber> {
        Some(IssueNumber {
            year: self.number_year?,
            seq: self.number_seq?,
            total: self.number_total?,
        })
    }
}

const COLUMNS: &str = "id, kind, state, period_year, period_number, reception_id, content, \
    drafted_on, drafted_by, number_year, number_seq, number_total, issued_on, paper, void_reason, \
    version";

fn read(row: &Row<'_>) -> rusqlite::Result<BulletinRow> {
    Ok(BulletinRow {
        id: column::id(row, "id")?,
        kind: column::term(row, "kind")?,
        state: column::term(row, "state")?,
        period_year: row.get("period_year")?,
        period_number: row.get("period_number")?,
        reception_id: column::optional_id(row, "reception_id")?,
        content: row.get("content")?,
        drafted_on: row.get("drafted_on")?,
        drafted_by: row.get("drafted_by")?,
        number_year: row.get("number_year")?,
        number_seq: row.get("number_seq")?,
        number_total: row.get("number_total")?,
        issued_on: row.get("issued_on")?,
        paper: row.get("paper")?,
        void_reason: row.get("void_reason")?,
        version: row.get("version")?,
    })
}

/// Returns the bulletin.
///
/// # Errors
/// [`StoreError::NotFound`], or when the table cannot be read.
pub fn get(connection: &Connection, id: &BulletinId) -> Result<BulletinRow, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM bulletins WHERE id = $1");
    connection
        .prepare_cached(&sql)?
        .query_row([id.as_str()], read)
        .optional()?
        .ok_or_else(|| StoreError::NotFound { entity: "bulletin", id: id.as_str().to_owned() })
}

/// Lists all bulletins: drafts first, then the latest issue.
///
/// # Errors
/// When the table cannot be read.
pub fn list(connection: &Connection) -> Result<Vec<BulletinRow>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM bulletins \
         ORDER BY CASE state WHEN 'draft' THEN 0 ELSE 1 END, coalesce(issued_on, drafted_on) DESC, \
         coalesce(number_total, 0) DESC, id DESC"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map([], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Returns the bulletin of a kind that took the last number, void ones too: a number is never given
/// again.
///
/// # Errors
/// When the table cannot be read.
pub fn last_numbered(
    connection: &Connection,
    kind: BulletinKind,
) -> Result<Option<BulletinRow>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM bulletins WHERE kind = $1 AND number_total IS NOT NULL \
         ORDER BY number_total DESC LIMIT 1"
    );
    Ok(connection.prepare_cached(&sql)?.query_row([kind.code()], read).optional()?)
}

/// Returns the last issue of a kind that still stands.
///
/// # Errors
/// When the table cannot be read.
pub fn last_issued(
    connection: &Connection,
    kind: BulletinKind,
) -> Result<Option<BulletinRow>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM bulletins WHERE kind = $1 AND state = 'issued' \
         ORDER BY number_total DESC LIMIT 1"
    );
    Ok(connection.prepare_cached(&sql)?.query_row([kind.code()], read).optional()?)
}

/// Returns a bulletin of the same kind, period and sitting that is not void.
///
/// # Errors
/// When the table cannot be read.
pub fn find_same(
    connection: &Connection,
    kind: BulletinKind,
    (year, number): (i32, u32),
    reception: Option<&ReceptionId>,
) -> Result<Option<BulletinRow>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM bulletins WHERE kind = $1 AND period_year = $2 \
         AND period_number = $3 AND coalesce(reception_id, '') = $4 AND state <> 'void' \
         ORDER BY id LIMIT 1"
    );
    let reception = reception.map_or("", ReceptionId::as_str);
    Ok(connection
        .prepare_cached(&sql)?
        .query_row(params![kind.code(), year, number, reception], read)
        .optional()?)
}

/// Adds a bulletin.
///
/// # Errors
/// When SQLite refuses.
pub fn insert(tx: &Connection, row: &BulletinRow) -> Result<(), StoreError> {
    write(tx, &insertion("bulletins", COLUMNS), row)
}

/// Replaces a bulletin's columns.
///
/// # Errors
/// When SQLite refuses.
pub fn update(tx: &Connection, row: &BulletinRow) -> Result<(), StoreError> {
    write(tx, &replacement("bulletins", COLUMNS), row)
}

/// Binds the columns in the order of [`COLUMNS`].
fn write(tx: &Connection, sql: &str, row: &BulletinRow) -> Result<(), StoreError> {
    tx.prepare_cached(sql)?.execute(params![
        row.id.as_str(),
        row.kind.code(),
        row.state.code(),
        row.period_year,
        row.period_number,
        row.reception_id.as_ref().map(ReceptionId::as_str),
        row.content,
        row.drafted_on,
        row.drafted_by,
        row.number_year,
        row.number_seq,
        row.number_total,
        row.issued_on,
        row.paper,
        row.void_reason,
        row.version
    ])?;
    Ok(())
}
