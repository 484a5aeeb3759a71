//! Agenda items that are no enterprise: policy briefing, legal training….

use chrono::NaiveTime;
use domain::ids::ReceptionId;
use rusqlite::{Connection, params};
use serde::Serialize;

use crate::StoreError;

/// One item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AgendaItemRow {
    pub slot: Option<NaiveTime>,
    pub title: String,
    pub note: String,
    pub is_done: bool,
    /// Copies of material handed out (政策明白卡).
    pub materials: u32,
}

/// Returns the agenda in order.
///
/// # Errors
/// When the table cannot be read.
pub fn list(
    connection: &Connection,
    reception: &ReceptionId,
) -> Result<Vec<AgendaItemRow>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT slot, title, note, is_done, materials FROM agenda_items WHERE reception_id = $1 \
         ORDER BY position",
    )?;
    let rows = statement.query_map([reception.as_str()], |row| {
        Ok(AgendaItemRow {
            slot: row.get(0)?,
            title: row.get(1)?,
            note: row.get(2)?,
            is_done: row.get(3)?,
            materials: row.get(4)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Makes `items` the agenda.
///
/// # Errors
/// When SQLite refuses.
pub fn replace(
    tx: &Connection,
    reception: &ReceptionId,
    items: &[AgendaItemRow],
) -> Result<(), StoreError> {
    tx.prepare_cached("DELETE FROM agenda_items WHERE reception_id = $1")?
        .execute([reception.as_str()])?;
    let mut statement = tx.prepare_cached(
        "INSERT INTO agenda_items (reception_id, position, slot, title, note, is_done, \
         materials) VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )?;
    for (position, item) in (0_i64..).zip(items) {
        statement.execute(params![
            reception.as_str(),
            position,
            item.slot,
            item.title,
            item.note,
            item.is_done,
            item.materials
        ])?;
    }
    Ok(())
}
