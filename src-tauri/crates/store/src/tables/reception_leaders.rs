//! The leaders who accompany a reception (陪同领导), in order.

use domain::ids::{LeaderId, ReceptionId};
use rusqlite::{Connection, params};

use crate::StoreError;

/// Returns the accompanying leaders in order.
///
/// # Errors
/// When the table cannot be read.
pub fn list(connection: &Connection, reception: &ReceptionId) -> Result<Vec<LeaderId>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT leader_id FROM reception_leaders WHERE reception_id = $1 ORDER BY position",
    )?;
    let rows = statement
        .query_map([reception.as_str()], |row| row.get::<_, String>(0).map(LeaderId::from))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Makes `leaders` the accompanying ones.
///
/// # Errors
/// When SQLite refuses.
pub fn replace(
    tx: &Connection,
    reception: &ReceptionId,
    leaders: &[LeaderId],
) -> Result<(), StoreError> {
    tx.prepare_cached("DELETE FROM reception_leaders WHERE reception_id = $1")?
        .execute([reception.as_str()])?;
    let mut statement = tx.prepare_cached(
        "INSERT INTO reception_leaders (reception_id, position, leader_id) VALUES ($1, $2, $3)",
    )?;
    for (position, leader) in (0_i64..).zip(leaders) {
        statement.execute(params![reception.as_str(), position, leader.as_str()])?;
    }
    Ok(())
}
