//! What leaders wrote upon an issued bulletin (专报批示), each with the demand it became (scenario 56).

use chrono::NaiveDate;
use domain::ids::{BulletinId, BulletinInstructionId, DemandId, LeaderId};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Serialize;

use super::statement::insertion;
use crate::{StoreError, column};

/// A 批示 as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BulletinInstructionRow {
    pub id: BulletinInstructionId,
    pub bulletin_id: BulletinId,
    pub leader_id: LeaderId,
    /// As they were when it was written.
    pub leader_name: String,
    pub leader_post: String,
    pub instructed_on: NaiveDate,
    pub text: String,
    pub demand_id: DemandId,
    pub version: i64,
}

const COLUMNS: &str = "id, bulletin_id, leader_id, leader_name, leader_post, instructed_on, text, \
    demand_id, version";

fn read(row: &Row<'_>) -> rusqlite::Result<BulletinInstructionRow> {
    Ok(BulletinInstructionRow {
        id: column::id(row, "id")?,
        bulletin_id: column::id(row, "bulletin_id")?,
        leader_id: column::id(row, "leader_id")?,
        leader_name: row.get("leader_name")?,
        leader_post: row.get("leader_post")?,
        instructed_on: row.get("instructed_on")?,
        text: row.get("text")?,
        demand_id: column::id(row, "demand_id")?,
        version: row.get("version")?,
    })
}

/// Lists what was written upon a bulletin, the earliest first.
///
/// # Errors
/// When the table cannot be read.
pub fn list(
    connection: &Connection,
    bulletin: &BulletinId,
) -> Result<Vec<BulletinInstructionRow>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM bulletin_instructions WHERE bulletin_id = $1 \
         ORDER BY instructed_on, id"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map([bulletin.as_str()], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Returns the 批示 a demand came from; none for a demand of another source.
///
/// # Errors
/// When the table cannot be read.
pub fn of_demand(
    connection: &Connection,
    demand: &DemandId,
) -> Result<Option<BulletinInstructionRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM bulletin_instructions WHERE demand_id = $1");
    Ok(connection.prepare_cached(&sql)?.query_row([demand.as_str()], read).optional()?)
}

/// Adds a 批示.
///
/// # Errors
/// When SQLite refuses.
pub fn insert(tx: &Connection, row: &BulletinInstructionRow) -> Result<(), StoreError> {
    tx.prepare_cached(&insertion("bulletin_instructions", COLUMNS))?.execute(params![
        row.id.as_str(),
        row.bulletin_id.as_str(),
        row.leader_id.as_str(),
        row.leader_name,
        row.leader_post,
        row.instructed_on,
        row.text,
        row.demand_id.as_str(),
        row.version
    ])?;
    Ok(())
}
