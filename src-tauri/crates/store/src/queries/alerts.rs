//! What an alert (提醒) tells of a demand whose light is yellow or red.

use chrono::NaiveDate;
use domain::demand::Visibility;
use rusqlite::{Connection, params};

use super::ledger::LightDates;
use crate::{StoreError, column};

/// A demand whose light is yellow or red.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PressingRow {
    pub id: String,
    pub number_year: i32,
    pub number_seq: i64,
    pub due_on: NaiveDate,
    pub visibility: Visibility,
    pub enterprise: String,
    /// As on the task in force.
    pub lead_unit: String,
}

/// Lists the demands whose light is yellow or red, the longest overdue first.
///
/// # Errors
/// When SQLite refuses or a stored code is unknown.
pub fn pressing(
    connection: &Connection,
    dates: &LightDates,
) -> Result<Vec<PressingRow>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT d.id, d.number_year, d.number_seq, d.due_on, d.visibility, e.name AS enterprise, \
         coalesce(t.unit_name, u.name, '') AS lead_unit FROM demands d \
         JOIN enterprises e ON e.id = d.enterprise_id \
         LEFT JOIN units u ON u.id = d.lead_unit_id \
         LEFT JOIN tasks t ON t.slip_id = d.slip_id AND t.demand_id = d.id \
             AND t.unit_id = d.lead_unit_id AND t.state <> 'recalled' \
         WHERE d.is_void = 0 AND d.due_on < $1 ORDER BY d.due_on, d.number_year, d.number_seq",
    )?;
    let rows = statement.query_map(params![dates.yellow_before], |row| {
        Ok(PressingRow {
            id: row.get("id")?,
            number_year: row.get("number_year")?,
            number_seq: row.get("number_seq")?,
            due_on: row.get("due_on")?,
            visibility: column::term(row, "visibility")?,
            enterprise: row.get("enterprise")?,
            lead_unit: row.get("lead_unit")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
