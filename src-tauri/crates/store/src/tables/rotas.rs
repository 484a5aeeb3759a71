//! The rota of a year (年度安排), without its turns.

use chrono::NaiveTime;
use domain::ids::RotaId;
use domain::rota::DayRule;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Serialize;

use super::statement::{insertion, replacement};
use crate::{StoreError, column};

/// A rota as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RotaRow {
    pub id: RotaId,
    pub year: i32,
    pub rule: DayRule,
    pub starts: NaiveTime,
    pub ends: Option<NaiveTime>,
    /// Where a turn is held unless it says otherwise.
    pub place: String,
    pub version: i64,
}

const COLUMNS: &str = "id, year, rule, starts, ends, place, version";

fn read(row: &Row<'_>) -> rusqlite::Result<RotaRow> {
    Ok(RotaRow {
        id: column::id(row, "id")?,
        year: row.get("year")?,
        rule: column::json(row, "rule")?,
        starts: row.get("starts")?,
        ends: row.get("ends")?,
        place: row.get("place")?,
        version: row.get("version")?,
    })
}

/// Returns the rota of a year, or none.
///
/// # Errors
/// When the table cannot be read.
pub fn find(connection: &Connection, year: i32) -> Result<Option<RotaRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM rotas WHERE year = $1");
    Ok(connection.prepare_cached(&sql)?.query_row([year], read).optional()?)
}

/// Returns the rota with this key, or none.
///
/// # Errors
/// When the table cannot be read.
pub fn find_by_id(connection: &Connection, id: &RotaId) -> Result<Option<RotaRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM rotas WHERE id = $1");
    Ok(connection.prepare_cached(&sql)?.query_row([id.as_str()], read).optional()?)
}

/// Returns the rota of the year nearest before `year`, or none.
///
/// # Errors
/// When the table cannot be read.
pub fn find_last_before(connection: &Connection, year: i32) -> Result<Option<RotaRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM rotas WHERE year < $1 ORDER BY year DESC LIMIT 1");
    Ok(connection.prepare_cached(&sql)?.query_row([year], read).optional()?)
}

/// Adds a rota.
///
/// # Errors
/// When SQLite refuses, also where the year has one.
pub fn insert(tx: &Connection, rota: &RotaRow) -> Result<(), StoreError> {
    write(tx, &insertion("rotas", COLUMNS), rota)
}

/// Replaces a rota's columns.
///
/// # Errors
/// When SQLite refuses.
pub fn update(tx: &Connection, rota: &RotaRow) -> Result<(), StoreError> {
    write(tx, &replacement("rotas", COLUMNS), rota)
}

/// Binds the columns in the order of [`COLUMNS`].
fn write(tx: &Connection, sql: &str, rota: &RotaRow) -> Result<(), StoreError> {
    tx.prepare_cached(sql)?.execute(params![
        rota.id.as_str(),
        rota.year,
        serde_json::to_string(&rota.rule)?,
        rota.starts,
        rota.ends,
        rota.place,
        rota.version
    ])?;
    Ok(())
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Adds the rota of a year.
    pub(crate) fn rota(connection: &Connection, year: i32) -> RotaRow {
        let rota = RotaRow {
            id: RotaId::new(format!("r{year}")),
            year,
            rule: DayRule::Weekday { nth: 2, weekday: 5 },
            starts: "09:00:00".parse().unwrap(),
            ends: None,
            place: "区政务中心".to_owned(),
            version: 1,
        };
        insert(connection, &rota).unwrap();
        rota
    }

    #[test]
    fn a_year_has_one_rota_and_the_next_year_finds_it() {
        let connection = crate::tables::testing::memory();
        let mine = rota(&connection, 2026);
        assert_eq!(find(&connection, 2026).unwrap().as_ref(), Some(&mine));
        assert_eq!(find_by_id(&connection, &mine.id).unwrap().as_ref(), Some(&mine));
        assert_eq!(find(&connection, 2027).unwrap(), None);
        assert_eq!(find_last_before(&connection, 2028).unwrap().as_ref(), Some(&mine));
        assert_eq!(find_last_before(&connection, 2026).unwrap(), None);
        assert!(
            insert(&connection, &RotaRow { id: RotaId::new("other"), ..mine.clone() }).is_err()
        );
        let later = RotaRow { place: "区政府".to_owned(), version: 2, ..mine };
        update(&connection, &later).unwrap();
        assert_eq!(find(&connection, 2026).unwrap(), Some(later));
    }
}
