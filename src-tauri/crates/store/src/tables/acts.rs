//! Acts (办理事项): what happened to a demand, one dated fact a row.

use chrono::NaiveDate;
use domain::act::{ActBody, ActState};
use domain::ids::{ActId, DemandId, TaskId};
use domain::slip_number::SlipNumber;
use domain::terms::Term;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Serialize;

use super::statement::{insertion, replacement};
use crate::{StoreError, column};

/// An act as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ActRow {
    pub id: ActId,
    pub demand_id: DemandId,
    /// The unit's task it concerns.
    pub task_id: Option<TaskId>,
    pub state: ActState,
    /// The demand's round it belongs to.
    pub round: u32,
    /// The working day it counts on.
    pub made_on: NaiveDate,
    #[serde(flatten)]
    pub body: ActBody,
    pub number_prefix: Option<String>,
    pub number_year: Option<i32>,
    pub number_seq: Option<u32>,
    /// Its paper as it went out (JSON).
    pub paper: Option<String>,
    pub print_count: u32,
    pub version: i64,
}

impl ActRow {
    /// Returns the number of its paper, once it has been taken.
    #[must_use]
    pub fn number(&self) -> Option<SlipNumber> {
        let prefix = self.number_prefix.clone()?;
        Some(SlipNumber { prefix, year: self.number_year?, seq: self.number_seq? })
    }
}

const COLUMNS: &str = "id, demand_id, task_id, state, round, made_on, kind, body, number_prefix, \
    number_year, number_seq, paper, print_count, version";

fn read(row: &Row<'_>) -> rusqlite::Result<ActRow> {
    Ok(ActRow {
        id: column::id(row, "id")?,
        demand_id: column::id(row, "demand_id")?,
        task_id: column::optional_id(row, "task_id")?,
        state: column::term(row, "state")?,
        round: row.get("round")?,
        made_on: row.get("made_on")?,
        body: column::json(row, "body")?,
        number_prefix: row.get("number_prefix")?,
        number_year: row.get("number_year")?,
        number_seq: row.get("number_seq")?,
        paper: row.get("paper")?,
        print_count: row.get("print_count")?,
        version: row.get("version")?,
    })
}

/// Returns the act.
///
/// # Errors
/// [`StoreError::NotFound`], or when the table cannot be read.
pub fn get(connection: &Connection, id: &ActId) -> Result<ActRow, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM acts WHERE id = $1");
    connection
        .prepare_cached(&sql)?
        .query_row([id.as_str()], read)
        .optional()?
        .ok_or_else(|| StoreError::NotFound { entity: "act", id: id.as_str().to_owned() })
}

/// Lists the acts of a demand, oldest first.
///
/// # Errors
/// When the table cannot be read.
pub fn list_demand(connection: &Connection, demand: &DemandId) -> Result<Vec<ActRow>, StoreError> {
    // Identifiers sort by creation.
    let sql = format!("SELECT {COLUMNS} FROM acts WHERE demand_id = $1 ORDER BY id");
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map([demand.as_str()], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Lists the acts whose paper took this running number in a year, whatever its prefix.
///
/// # Errors
/// When the table cannot be read.
pub fn list_numbered(
    connection: &Connection,
    year: i32,
    seq: u32,
) -> Result<Vec<ActRow>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM acts WHERE number_year = $1 AND number_seq = $2 ORDER BY id"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map(params![year, seq], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Returns the next running number under a prefix in a year; numbers begin at 1 and have no gap.
///
/// # Errors
/// When the table cannot be read.
pub fn next_number(tx: &Connection, prefix: &str, year: i32) -> Result<u32, StoreError> {
    Ok(tx
        .prepare_cached(
            "SELECT coalesce(max(number_seq), 0) + 1 FROM acts \
             WHERE number_prefix = $1 AND number_year = $2",
        )?
        .query_row(params![prefix, year], |row| row.get(0))?)
}

/// Adds an act.
///
/// # Errors
/// When SQLite refuses.
pub fn insert(tx: &Connection, act: &ActRow) -> Result<(), StoreError> {
    write(tx, &insertion("acts", COLUMNS), act)
}

/// Replaces what may change of an act.
///
/// # Errors
/// When SQLite refuses.
pub fn update(tx: &Connection, act: &ActRow) -> Result<(), StoreError> {
    write(tx, &replacement("acts", COLUMNS), act)
}

/// Binds the columns in the order of [`COLUMNS`].
fn write(tx: &Connection, sql: &str, act: &ActRow) -> Result<(), StoreError> {
    tx.prepare_cached(sql)?.execute(params![
        act.id.as_str(),
        act.demand_id.as_str(),
        act.task_id.as_ref().map(TaskId::as_str),
        act.state.code(),
        act.round,
        act.made_on,
        act.body.kind().code(),
        serde_json::to_string(&act.body)?,
        act.number_prefix,
        act.number_year,
        act.number_seq,
        act.paper,
        act.print_count,
        act.version
    ])?;
    Ok(())
}
