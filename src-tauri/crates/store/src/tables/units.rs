//! Responsible units (承办单位) with their liaison persons.

use domain::enterprise::UnitKind;
use domain::ids::UnitId;
use domain::pinyin::{NameSense, pinyin_key};
use domain::terms::Term;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};

use super::statement::{insertion, replacement};
use crate::{StoreError, column};

/// A liaison person (联络员).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiaisonRow {
    pub name: String,
    pub post: String,
    pub phone: String,
}

/// A unit as stored. The pinyin columns are made from the name at each write.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnitRow {
    pub id: UnitId,
    pub name: String,
    pub short_name: String,
    pub kind: UnitKind,
    pub liaisons: Vec<LiaisonRow>,
    pub merged_into: Option<UnitId>,
    pub is_active: bool,
    pub version: i64,
}

/// What is written; the pinyin columns are never read back.
const COLUMNS: &str = "id, name, short_name, kind, liaisons, merged_into, pinyin, initials, \
    is_active, version";

fn read(row: &Row<'_>) -> rusqlite::Result<UnitRow> {
    Ok(UnitRow {
        id: column::id(row, "id")?,
        name: row.get("name")?,
        short_name: row.get("short_name")?,
        kind: column::term(row, "kind")?,
        liaisons: column::json(row, "liaisons")?,
        merged_into: column::optional_id(row, "merged_into")?,
        is_active: row.get("is_active")?,
        version: row.get("version")?,
    })
}

/// Returns the unit, or none.
///
/// # Errors
/// When the table cannot be read.
pub fn find(connection: &Connection, id: &UnitId) -> Result<Option<UnitRow>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT id, name, short_name, kind, liaisons, merged_into, is_active, version \
         FROM units WHERE id = $1",
    )?;
    Ok(statement.query_row([id.as_str()], read).optional()?)
}

/// Returns the unit.
///
/// # Errors
/// [`StoreError::NotFound`], or when the table cannot be read.
pub fn get(connection: &Connection, id: &UnitId) -> Result<UnitRow, StoreError> {
    find(connection, id)?
        .ok_or_else(|| StoreError::NotFound { entity: "unit", id: id.as_str().to_owned() })
}

/// Returns the unit that has this name today, or none.
///
/// # Errors
/// When the table cannot be read.
pub fn find_by_name(connection: &Connection, name: &str) -> Result<Option<UnitRow>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT id, name, short_name, kind, liaisons, merged_into, is_active, version \
         FROM units WHERE name = $1",
    )?;
    Ok(statement.query_row([name], read).optional()?)
}

/// Returns all units, those that take tasks first, by kind and pinyin.
///
/// # Errors
/// When the table cannot be read.
pub fn list(connection: &Connection) -> Result<Vec<UnitRow>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT id, name, short_name, kind, liaisons, merged_into, is_active, version \
         FROM units ORDER BY is_active DESC, kind, pinyin, id",
    )?;
    let rows = statement.query_map([], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Adds a unit.
///
/// # Errors
/// When SQLite refuses, as for a name another unit has.
pub fn insert(tx: &Connection, unit: &UnitRow) -> Result<(), StoreError> {
    write(tx, &insertion("units", COLUMNS), unit)
}

/// Replaces a unit's columns.
///
/// # Errors
/// When SQLite refuses, as for a name another unit has.
pub fn update(tx: &Connection, unit: &UnitRow) -> Result<(), StoreError> {
    write(tx, &replacement("units", COLUMNS), unit)
}

/// Binds the columns in the order of [`COLUMNS`].
fn write(tx: &Connection, sql: &str, unit: &UnitRow) -> Result<(), StoreError> {
    let key = pinyin_key(&unit.name, NameSense::Body);
    tx.prepare_cached(sql)?.execute(params![
        unit.id.as_str(),
        unit.name,
        unit.short_name,
        unit.kind.code(),
        serde_json::to_string(&unit.liaisons)?,
        unit.merged_into.as_ref().map(UnitId::as_str),
        key.full,
        key.initials,
        unit.is_active,
        unit.version
    ])?;
    Ok(())
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn unit(id: &str, name: &str) -> UnitRow {
        UnitRow {
            id: UnitId::new(id),
            name: name.to_owned(),
            short_name: String::new(),
            kind: UnitKind::Department,
            liaisons: vec![LiaisonRow {
                name: "罗示川".to_owned(),
                post: "办公室主任".to_owned(),
                phone: "0830-1".to_owned(),
            }],
            merged_into: None,
            is_active: true,
            version: 1,
        }
    }

    #[test]
    fn a_unit_is_read_as_written_and_its_name_is_its_own() {
        let connection = crate::tables::testing::memory();
        let first = unit("1", "区住房和城乡建设局");
        insert(&connection, &first).unwrap();
        assert_eq!(get(&connection, &first.id).unwrap(), first);
        assert_eq!(find_by_name(&connection, &first.name).unwrap(), Some(first.clone()));
        assert!(insert(&connection, &unit("2", &first.name)).is_err());

        let second = unit("2", "区水务局");
        insert(&connection, &second).unwrap();
        let merged =
            UnitRow { merged_into: Some(second.id.clone()), is_active: false, version: 2, ..first };
        update(&connection, &merged).unwrap();
        assert_eq!(list(&connection).unwrap(), [second, merged]);
    }
}
