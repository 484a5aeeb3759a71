//! Who looks after which enterprise or chamber (联系): leaders and service officers.

use chrono::NaiveDate;
use domain::ids::{EnterpriseId, LeaderId, LinkId, UnitId};
use domain::link::LinkKind;
use domain::terms::Term;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Serialize;

use super::statement::{insertion, replacement};
use crate::{StoreError, column};

/// A link as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LinkRow {
    pub id: LinkId,
    pub kind: LinkKind,
    pub enterprise_id: EnterpriseId,
    pub leader_id: Option<LeaderId>,
    pub unit_id: Option<UnitId>,
    pub officer: String,
    pub phone: String,
    pub from_on: NaiveDate,
    /// The last day; none while it stands.
    pub until_on: Option<NaiveDate>,
    pub end_reason: String,
    pub note: String,
    /// Why it was entered in error.
    pub void_reason: Option<String>,
    pub version: i64,
}

const COLUMNS: &str = "id, kind, enterprise_id, leader_id, unit_id, officer, phone, from_on, \
    until_on, end_reason, note, void_reason, version";

fn read(row: &Row<'_>) -> rusqlite::Result<LinkRow> {
    Ok(LinkRow {
        id: column::id(row, "id")?,
        kind: column::term(row, "kind")?,
        enterprise_id: column::id(row, "enterprise_id")?,
        leader_id: column::optional_id(row, "leader_id")?,
        unit_id: column::optional_id(row, "unit_id")?,
        officer: row.get("officer")?,
        phone: row.get("phone")?,
        from_on: row.get("from_on")?,
        until_on: row.get("until_on")?,
        end_reason: row.get("end_reason")?,
        note: row.get("note")?,
        void_reason: row.get("void_reason")?,
        version: row.get("version")?,
    })
}

/// Returns the link.
///
/// # Errors
/// [`StoreError::NotFound`], or when the table cannot be read.
pub fn get(connection: &Connection, id: &LinkId) -> Result<LinkRow, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM links WHERE id = $1");
    connection
        .prepare_cached(&sql)?
        .query_row([id.as_str()], read)
        .optional()?
        .ok_or_else(|| StoreError::NotFound { entity: "link", id: id.as_str().to_owned() })
}

/// Lists the links that are not void, ended ones as well, in the order they were made.
///
/// # Errors
/// When the table cannot be read.
pub fn list(connection: &Connection) -> Result<Vec<LinkRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM links WHERE void_reason IS NULL ORDER BY from_on, id");
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map([], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Adds a link.
///
/// # Errors
/// When SQLite refuses.
pub fn insert(tx: &Connection, link: &LinkRow) -> Result<(), StoreError> {
    write(tx, &insertion("links", COLUMNS), link)
}

/// Replaces a link's columns.
///
/// # Errors
/// When SQLite refuses.
pub fn update(tx: &Connection, link: &LinkRow) -> Result<(), StoreError> {
    write(tx, &replacement("links", COLUMNS), link)
}

/// Binds the columns in the order of [`COLUMNS`].
fn write(tx: &Connection, sql: &str, link: &LinkRow) -> Result<(), StoreError> {
    tx.prepare_cached(sql)?.execute(params![
        link.id.as_str(),
        link.kind.code(),
        link.enterprise_id.as_str(),
        link.leader_id.as_ref().map(LeaderId::as_str),
        link.unit_id.as_ref().map(UnitId::as_str),
        link.officer,
        link.phone,
        link.from_on,
        link.until_on,
        link.end_reason,
        link.note,
        link.void_reason,
        link.version
    ])?;
    Ok(())
}
