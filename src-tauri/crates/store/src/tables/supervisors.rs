//! The directory of supervisors (监督员).

use chrono::NaiveDate;
use domain::ids::SupervisorId;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Serialize;

use super::statement::{insertion, replacement};
use crate::{StoreError, column};

/// A supervisor as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SupervisorRow {
    pub id: SupervisorId,
    pub name: String,
    /// The firm or chamber he comes from.
    pub firm: String,
    pub post: String,
    pub phone: String,
    pub from_on: NaiveDate,
    /// The last day of his term; none while it has no end.
    pub until_on: Option<NaiveDate>,
    pub note: String,
    /// Why he was taken out of the directory.
    pub void_reason: Option<String>,
    pub version: i64,
}

const COLUMNS: &str = "id, name, firm, post, phone, from_on, until_on, note, void_reason, version";

fn read(row: &Row<'_>) -> rusqlite::Result<SupervisorRow> {
    Ok(SupervisorRow {
        id: column::id(row, "id")?,
        name: row.get("name")?,
        firm: row.get("firm")?,
        post: row.get("post")?,
        phone: row.get("phone")?,
        from_on: row.get("from_on")?,
        until_on: row.get("until_on")?,
        note: row.get("note")?,
        void_reason: row.get("void_reason")?,
        version: row.get("version")?,
    })
}

/// Returns the supervisor, if there is one.
///
/// # Errors
/// When the table cannot be read.
pub fn find(
    connection: &Connection,
    id: &SupervisorId,
) -> Result<Option<SupervisorRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM supervisors WHERE id = $1");
    Ok(connection.prepare_cached(&sql)?.query_row([id.as_str()], read).optional()?)
}

/// Returns the supervisor.
///
/// # Errors
/// [`StoreError::NotFound`], or when the table cannot be read.
pub fn get(connection: &Connection, id: &SupervisorId) -> Result<SupervisorRow, StoreError> {
    find(connection, id)?
        .ok_or_else(|| StoreError::NotFound { entity: "supervisor", id: id.as_str().to_owned() })
}

/// Lists those in the directory in the order they were entered.
///
/// # Errors
/// When the table cannot be read.
pub fn list(connection: &Connection) -> Result<Vec<SupervisorRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM supervisors WHERE void_reason IS NULL ORDER BY id");
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map([], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What a supervisor did: demands he brought, and how often he looked again.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SupervisorWork {
    pub demands: u32,
    pub inspections: u32,
}

/// Counts what a supervisor did; void demands do not count.
///
/// # Errors
/// When a table cannot be read.
pub fn work(connection: &Connection, id: &SupervisorId) -> Result<SupervisorWork, StoreError> {
    let demands = connection
        .prepare_cached("SELECT count(*) FROM demands WHERE supervisor_id = $1 AND is_void = 0")?
        .query_row([id.as_str()], |row| row.get(0))?;
    let inspections = connection
        .prepare_cached(
            "SELECT count(*) FROM acts a JOIN demands d ON d.id = a.demand_id \
             WHERE a.kind = 'inspection' AND d.is_void = 0 \
               AND json_extract(a.body, '$.body.supervisor_id') = $1",
        )?
        .query_row([id.as_str()], |row| row.get(0))?;
    Ok(SupervisorWork { demands, inspections })
}

/// Adds a supervisor.
///
/// # Errors
/// When SQLite refuses.
pub fn insert(tx: &Connection, supervisor: &SupervisorRow) -> Result<(), StoreError> {
    write(tx, &insertion("supervisors", COLUMNS), supervisor)
}

/// Replaces a supervisor's columns.
///
/// # Errors
/// When SQLite refuses.
pub fn update(tx: &Connection, supervisor: &SupervisorRow) -> Result<(), StoreError> {
    write(tx, &replacement("supervisors", COLUMNS), supervisor)
}

/// Binds the columns in the order of [`COLUMNS`].
fn write(tx: &Connection, sql: &str, supervisor: &SupervisorRow) -> Result<(), StoreError> {
    tx.prepare_cached(sql)?.execute(params![
        supervisor.id.as_str(),
        supervisor.name,
        supervisor.firm,
        supervisor.post,
        supervisor.phone,
        supervisor.from_on,
        supervisor.until_on,
        supervisor.note,
        supervisor.void_reason,
        supervisor.version
    ])?;
    Ok(())
}
