//! Demands that follow an earlier one of the same enterprise (关联诉求, scenario 23).

use domain::ids::DemandId;
use rusqlite::{Connection, OptionalExtension};
use serde::Serialize;

use crate::{StoreError, column};

/// A link as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DemandFollowRow {
    pub demand_id: DemandId,
    /// The one before it.
    pub follows_id: DemandId,
}

/// Adds a link.
///
/// # Errors
/// When SQLite refuses, also where the demand follows another already.
pub fn insert(tx: &Connection, row: &DemandFollowRow) -> Result<(), StoreError> {
    tx.prepare_cached("INSERT INTO demand_follows (demand_id, follows_id) VALUES ($1, $2)")?
        .execute([row.demand_id.as_str(), row.follows_id.as_str()])?;
    Ok(())
}

/// Returns the demand this one follows, or none.
///
/// # Errors
/// When the table cannot be read.
pub fn find(connection: &Connection, demand: &DemandId) -> Result<Option<DemandId>, StoreError> {
    Ok(connection
        .prepare_cached("SELECT follows_id FROM demand_follows WHERE demand_id = $1")?
        .query_row([demand.as_str()], |row| column::id(row, "follows_id"))
        .optional()?)
}

/// Lists the demands that follow this one, oldest first; void ones are left out.
///
/// # Errors
/// When a table cannot be read.
pub fn list_after(connection: &Connection, demand: &DemandId) -> Result<Vec<DemandId>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT f.demand_id FROM demand_follows f JOIN demands d ON d.id = f.demand_id \
         WHERE f.follows_id = $1 AND d.is_void = 0 ORDER BY d.number_year, d.number_seq",
    )?;
    let rows = statement.query_map([demand.as_str()], |row| column::id(row, "demand_id"))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
