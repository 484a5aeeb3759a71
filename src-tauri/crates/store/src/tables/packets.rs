//! Work packets (承办单位工作包) made for units. Rows are never changed.

use chrono::{DateTime, Utc};
use domain::ids::{PacketId, UnitId};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Serialize;

use super::statement::insertion;
use crate::{StoreError, column};

/// A packet as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PacketRow {
    pub id: PacketId,
    pub unit_id: UnitId,
    /// As the workbook names it.
    pub unit_name: String,
    /// What its check codes hang on, hexadecimal.
    pub key: String,
    /// How many tasks it holds.
    pub tasks: u32,
    pub made_at: DateTime<Utc>,
    pub made_by: String,
}

const COLUMNS: &str = "id, unit_id, unit_name, key, tasks, made_at, made_by";

fn read(row: &Row<'_>) -> rusqlite::Result<PacketRow> {
    Ok(PacketRow {
        id: column::id(row, "id")?,
        unit_id: column::id(row, "unit_id")?,
        unit_name: row.get("unit_name")?,
        key: row.get("key")?,
        tasks: row.get("tasks")?,
        made_at: row.get("made_at")?,
        made_by: row.get("made_by")?,
    })
}

/// Returns the packet, or none.
///
/// # Errors
/// When the table cannot be read.
pub fn find(connection: &Connection, id: &PacketId) -> Result<Option<PacketRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM packets WHERE id = $1");
    Ok(connection.prepare_cached(&sql)?.query_row([id.as_str()], read).optional()?)
}

/// Adds a packet.
///
/// # Errors
/// When SQLite refuses.
pub fn insert(tx: &Connection, packet: &PacketRow) -> Result<(), StoreError> {
    tx.prepare_cached(&insertion("packets", COLUMNS))?.execute(params![
        packet.id.as_str(),
        packet.unit_id.as_str(),
        packet.unit_name,
        packet.key,
        packet.tasks,
        packet.made_at,
        packet.made_by
    ])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::units;

    #[test]
    fn a_packet_is_read_as_written() {
        let connection = crate::tables::testing::memory();
        let unit = units::tests::unit("u", "区自然资源局");
        units::insert(&connection, &unit).unwrap();
        let row = PacketRow {
            id: PacketId::new("p"),
            unit_id: unit.id,
            unit_name: "区自然资源局".to_owned(),
            key: "a".repeat(64),
            tasks: 3,
            made_at: "2026-09-23T01:00:00Z".parse().unwrap(),
            made_by: "周敏".to_owned(),
        };
        insert(&connection, &row).unwrap();
        assert_eq!(find(&connection, &row.id).unwrap(), Some(row));
        assert_eq!(find(&connection, &PacketId::new("q")).unwrap(), None);
    }
}
