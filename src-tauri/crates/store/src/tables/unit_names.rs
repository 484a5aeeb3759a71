//! The names a unit had before (曾用名): old papers keep them.

use chrono::NaiveDate;
use domain::ids::UnitId;
use rusqlite::{Connection, params};

use crate::StoreError;

/// A name that ended.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct UnitNameRow {
    pub name: String,
    /// The day it ended.
    pub until_on: NaiveDate,
    pub reason: String,
}

/// Returns the former names of a unit, oldest first.
///
/// # Errors
/// When the table cannot be read.
pub fn list(connection: &Connection, unit: &UnitId) -> Result<Vec<UnitNameRow>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT name, until_on, reason FROM unit_names WHERE unit_id = $1 ORDER BY position",
    )?;
    let rows = statement.query_map([unit.as_str()], |row| {
        Ok(UnitNameRow { name: row.get(0)?, until_on: row.get(1)?, reason: row.get(2)? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Adds the name that ended last.
///
/// # Errors
/// When SQLite refuses.
pub fn insert(tx: &Connection, unit: &UnitId, name: &UnitNameRow) -> Result<(), StoreError> {
    tx.prepare_cached(
        "INSERT INTO unit_names (unit_id, position, name, until_on, reason) \
         SELECT $1, count(*), $2, $3, $4 FROM unit_names WHERE unit_id = $1",
    )?
    .execute(params![unit.as_str(), name.name, name.until_on, name.reason])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use domain::enterprise::UnitKind;

    use super::*;
    use crate::tables::units::{self, UnitRow};

    #[test]
    fn names_are_kept_in_the_order_they_ended() {
        let connection = crate::tables::testing::memory();
        let id = UnitId::new("1");
        let unit = UnitRow {
            id: id.clone(),
            name: "区住房和城乡建设局".to_owned(),
            short_name: String::new(),
            kind: UnitKind::Department,
            liaisons: Vec::new(),
            merged_into: None,
            is_active: true,
            version: 1,
        };
        units::insert(&connection, &unit).unwrap();
        let name = |name: &str, on: &str| UnitNameRow {
            name: name.to_owned(),
            until_on: on.parse().unwrap(),
            reason: "机构改革".to_owned(),
        };
        let names = [name("区建设局", "2010-05-01"), name("区住建局", "2019-03-01")];
        for name in &names {
            insert(&connection, &id, name).unwrap();
        }
        assert_eq!(list(&connection, &id).unwrap(), names);
    }
}
