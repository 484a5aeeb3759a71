//! Tasks (承办任务): one demand at one unit.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{DemandId, SlipId, TaskId, UnitId};
use domain::slip::{ReceiptWay, TaskRole, TaskState};
use domain::terms::Term;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Serialize;

use super::statement::{insertion, replacement};
use crate::{StoreError, column};

/// A task as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TaskRow {
    pub id: TaskId,
    pub demand_id: DemandId,
    pub slip_id: SlipId,
    pub unit_id: UnitId,
    /// As printed on the slip.
    pub unit_name: String,
    pub role: TaskRole,
    pub state: TaskState,
    pub responsible_person: String,
    pub due_on: NaiveDate,
    pub receipt_due_on: NaiveDate,
    pub received_at: Option<DateTime<Utc>>,
    pub received_on: Option<NaiveDate>,
    pub received_by: String,
    pub received_post: String,
    pub receipt_way: Option<ReceiptWay>,
    /// How often the demand was assigned anew under its slip before this task.
    pub round: u32,
    pub version: i64,
}

const COLUMNS: &str = "id, demand_id, slip_id, unit_id, unit_name, role, state, \
    responsible_person, due_on, receipt_due_on, received_at, received_on, received_by, \
    received_post, receipt_way, round, version";

fn read(row: &Row<'_>) -> rusqlite::Result<TaskRow> {
    Ok(TaskRow {
        id: column::id(row, "id")?,
        demand_id: column::id(row, "demand_id")?,
        slip_id: column::id(row, "slip_id")?,
        unit_id: column::id(row, "unit_id")?,
        unit_name: row.get("unit_name")?,
        role: column::term(row, "role")?,
        state: column::term(row, "state")?,
        responsible_person: row.get("responsible_person")?,
        due_on: row.get("due_on")?,
        receipt_due_on: row.get("receipt_due_on")?,
        received_at: row.get("received_at")?,
        received_on: row.get("received_on")?,
        received_by: row.get("received_by")?,
        received_post: row.get("received_post")?,
        receipt_way: column::optional_term(row, "receipt_way")?,
        round: row.get("round")?,
        version: row.get("version")?,
    })
}

/// Returns the task.
///
/// # Errors
/// [`StoreError::NotFound`], or when the table cannot be read.
pub fn get(connection: &Connection, id: &TaskId) -> Result<TaskRow, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM tasks WHERE id = $1");
    connection
        .prepare_cached(&sql)?
        .query_row([id.as_str()], read)
        .optional()?
        .ok_or_else(|| StoreError::NotFound { entity: "task", id: id.as_str().to_owned() })
}

/// Lists the tasks of a slip: by demand as printed, the lead unit first.
///
/// # Errors
/// When the table cannot be read.
pub fn list_slip(connection: &Connection, slip: &SlipId) -> Result<Vec<TaskRow>, StoreError> {
    list(connection, "slip_id = $1", slip.as_str())
}

/// Lists the tasks of a demand, those of earlier slips included, the lead unit first.
///
/// # Errors
/// When the table cannot be read.
pub fn list_demand(connection: &Connection, demand: &DemandId) -> Result<Vec<TaskRow>, StoreError> {
    list(connection, "demand_id = $1", demand.as_str())
}

fn list(connection: &Connection, condition: &str, key: &str) -> Result<Vec<TaskRow>, StoreError> {
    // Identifiers sort by creation, and tasks are made in the order they print.
    let sql = format!("SELECT {COLUMNS} FROM tasks WHERE {condition} ORDER BY id");
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map([key], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Adds a task.
///
/// # Errors
/// When SQLite refuses.
pub fn insert(tx: &Connection, task: &TaskRow) -> Result<(), StoreError> {
    write(tx, &insertion("tasks", COLUMNS), task)
}

/// Replaces what may change of a task.
///
/// # Errors
/// When SQLite refuses.
pub fn update(tx: &Connection, task: &TaskRow) -> Result<(), StoreError> {
    write(tx, &replacement("tasks", COLUMNS), task)
}

/// Binds the columns in the order of [`COLUMNS`].
fn write(tx: &Connection, sql: &str, task: &TaskRow) -> Result<(), StoreError> {
    tx.prepare_cached(sql)?.execute(params![
        task.id.as_str(),
        task.demand_id.as_str(),
        task.slip_id.as_str(),
        task.unit_id.as_str(),
        task.unit_name,
        task.role.code(),
        task.state.code(),
        task.responsible_person,
        task.due_on,
        task.receipt_due_on,
        task.received_at,
        task.received_on,
        task.received_by,
        task.received_post,
        task.receipt_way.map(Term::code),
        task.round,
        task.version
    ])?;
    Ok(())
}
