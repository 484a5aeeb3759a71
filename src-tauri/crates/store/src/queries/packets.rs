//! What a unit still has to do, for its work packet (承办单位工作包).

use chrono::{DateTime, Utc};
use domain::ids::{TaskId, UnitId};
use rusqlite::{Connection, params};

use crate::{StoreError, column};

/// A unit that has open tasks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitTasks {
    pub unit_id: UnitId,
    pub name: String,
    pub tasks: u32,
    /// When its last packet was made.
    pub packet_at: Option<DateTime<Utc>>,
}

/// A task is open until the unit answered it or it was recalled, on a slip in force.
const OPEN: &str = "FROM tasks t JOIN demands d ON d.id = t.demand_id AND d.slip_id = t.slip_id \
    JOIN slips s ON s.id = t.slip_id \
    WHERE t.state IN ('awaiting_receipt', 'disputed', 'received') AND d.is_void = 0 \
    AND s.state = 'issued'";

/// Lists the units with open tasks, by name.
///
/// # Errors
/// When SQLite refuses.
pub fn units(connection: &Connection) -> Result<Vec<UnitTasks>, StoreError> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT u.id, u.name, count(*) AS tasks, \
         (SELECT max(p.made_at) FROM packets p WHERE p.unit_id = u.id) AS packet_at \
         FROM (SELECT t.unit_id {OPEN}) o JOIN units u ON u.id = o.unit_id \
         GROUP BY u.id ORDER BY u.pinyin, u.id"
    ))?;
    let rows = statement.query_map([], |row| {
        Ok(UnitTasks {
            unit_id: column::id(row, "id")?,
            name: row.get("name")?,
            tasks: row.get("tasks")?,
            packet_at: row.get("packet_at")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Lists the open tasks of a unit: by number of their slips, then as printed.
///
/// # Errors
/// When SQLite refuses.
pub fn open_tasks(connection: &Connection, unit: &UnitId) -> Result<Vec<TaskId>, StoreError> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT t.id {OPEN} AND t.unit_id = $1 ORDER BY s.number_year, s.number_seq, t.id"
    ))?;
    let rows = statement.query_map(params![unit.as_str()], |row| column::id(row, "id"))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
