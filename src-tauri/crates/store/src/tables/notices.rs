//! Holiday notices (放假安排) imported by the office.

use chrono::NaiveDate;
use domain::calendar::{NoticeDay, NoticeScope, YearNotice};
use domain::ids::NoticeId;
use domain::terms::Term;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Serialize;

use super::statement::{insertion, replacement};
use crate::{StoreError, column};

/// A notice as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NoticeRow {
    pub id: NoticeId,
    pub year: i32,
    pub scope: NoticeScope,
    /// Title and number of the document.
    pub source: String,
    /// Its wording; empty for days entered by hand.
    pub text: String,
    pub days: Vec<NoticeDay>,
    pub imported_on: NaiveDate,
    pub imported_by: String,
    /// Why it is no longer in force.
    pub void_reason: Option<String>,
    pub version: i64,
}

impl NoticeRow {
    /// Returns the notice as the calendar takes it.
    #[must_use]
    pub fn notice(&self) -> YearNotice {
        YearNotice {
            year: self.year,
            scope: self.scope,
            source: self.source.clone(),
            days: self.days.clone(),
        }
    }
}

const COLUMNS: &str = "id, year, scope, source, text, days, imported_on, imported_by, \
    void_reason, version";

fn read(row: &Row<'_>) -> rusqlite::Result<NoticeRow> {
    Ok(NoticeRow {
        id: column::id(row, "id")?,
        year: row.get("year")?,
        scope: column::term(row, "scope")?,
        source: row.get("source")?,
        text: row.get("text")?,
        days: column::json(row, "days")?,
        imported_on: row.get("imported_on")?,
        imported_by: row.get("imported_by")?,
        void_reason: row.get("void_reason")?,
        version: row.get("version")?,
    })
}

/// Returns the notice of a year in force, none when nothing was imported.
///
/// # Errors
/// When the table cannot be read.
pub fn find(
    connection: &Connection,
    year: i32,
    scope: NoticeScope,
) -> Result<Option<NoticeRow>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM notices WHERE year = $1 AND scope = $2 AND void_reason IS NULL"
    );
    Ok(connection.prepare_cached(&sql)?.query_row(params![year, scope.code()], read).optional()?)
}

/// Lists the notices in force, the oldest year first.
///
/// # Errors
/// When the table cannot be read.
pub fn list(connection: &Connection) -> Result<Vec<NoticeRow>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM notices WHERE void_reason IS NULL ORDER BY year, scope DESC"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map([], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Adds a notice.
///
/// # Errors
/// When SQLite refuses, also where one of its year and scope is in force.
pub fn insert(tx: &Connection, notice: &NoticeRow) -> Result<(), StoreError> {
    write(tx, &insertion("notices", COLUMNS), notice)
}

/// Replaces what may change of a notice.
///
/// # Errors
/// When SQLite refuses.
pub fn update(tx: &Connection, notice: &NoticeRow) -> Result<(), StoreError> {
    write(tx, &replacement("notices", COLUMNS), notice)
}

/// Binds the columns in the order of [`COLUMNS`].
fn write(tx: &Connection, sql: &str, notice: &NoticeRow) -> Result<(), StoreError> {
    tx.prepare_cached(sql)?.execute(params![
        notice.id.as_str(),
        notice.year,
        notice.scope.code(),
        notice.source,
        notice.text,
        serde_json::to_string(&notice.days)?,
        notice.imported_on,
        notice.imported_by,
        notice.void_reason,
        notice.version
    ])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: &str) -> NoticeRow {
        let day = NaiveDate::from_ymd_opt(2027, 1, 1).unwrap();
        NoticeRow {
            id: NoticeId::new(id),
            year: 2027,
            scope: NoticeScope::National,
            source: "通知".to_owned(),
            text: String::new(),
            days: vec![NoticeDay { date: day, name: "元旦".to_owned(), is_off: true }],
            imported_on: day,
            imported_by: "周敏".to_owned(),
            void_reason: None,
            version: 1,
        }
    }

    #[test]
    fn one_notice_a_year_and_scope_is_in_force() {
        let connection = crate::tables::testing::memory();
        insert(&connection, &row("n1")).unwrap();
        assert!(insert(&connection, &row("n2")).is_err());
        let local = NoticeRow { scope: NoticeScope::Local, ..row("n3") };
        insert(&connection, &local).unwrap();
        assert_eq!(list(&connection).unwrap(), [row("n1"), local]);
        let void = NoticeRow { void_reason: Some("录错".to_owned()), version: 2, ..row("n1") };
        update(&connection, &void).unwrap();
        insert(&connection, &row("n2")).unwrap();
        let found = find(&connection, 2027, NoticeScope::National).unwrap();
        assert_eq!(found, Some(row("n2")));
    }
}
