//! The notice of a reception (通告, form F1) as it went out. Its body is the use cases' own JSON.

use chrono::NaiveDate;
use domain::ids::{AnnouncementId, ReceptionId};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Serialize;

use super::statement::{insertion, replacement};
use crate::{StoreError, column};

/// An announcement as stored. Changed and issued anew it keeps its row; the journal has the former.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AnnouncementRow {
    pub id: AnnouncementId,
    pub reception_id: ReceptionId,
    pub issued_on: NaiveDate,
    pub issued_by: String,
    /// What the reception itself does not say (JSON).
    #[serde(serialize_with = "column::nested")]
    pub body: String,
    /// The paper (JSON).
    #[serde(serialize_with = "column::nested")]
    pub paper: String,
    pub print_count: u32,
    pub version: i64,
}

const COLUMNS: &str = "id, reception_id, issued_on, issued_by, body, paper, print_count, version";

fn read(row: &Row<'_>) -> rusqlite::Result<AnnouncementRow> {
    Ok(AnnouncementRow {
        id: column::id(row, "id")?,
        reception_id: column::id(row, "reception_id")?,
        issued_on: row.get("issued_on")?,
        issued_by: row.get("issued_by")?,
        body: row.get("body")?,
        paper: row.get("paper")?,
        print_count: row.get("print_count")?,
        version: row.get("version")?,
    })
}

/// Returns the announcement of a reception, none before it is issued.
///
/// # Errors
/// When the table cannot be read.
pub fn find(
    connection: &Connection,
    reception: &ReceptionId,
) -> Result<Option<AnnouncementRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM announcements WHERE reception_id = $1");
    Ok(connection.prepare_cached(&sql)?.query_row([reception.as_str()], read).optional()?)
}

/// Returns the announcement issued last, whose words serve the next one; or none.
///
/// # Errors
/// When the table cannot be read.
pub fn find_last(connection: &Connection) -> Result<Option<AnnouncementRow>, StoreError> {
    let sql =
        format!("SELECT {COLUMNS} FROM announcements ORDER BY issued_on DESC, id DESC LIMIT 1");
    Ok(connection.prepare_cached(&sql)?.query_row([], read).optional()?)
}

/// Adds an announcement.
///
/// # Errors
/// When SQLite refuses, also where the reception has one.
pub fn insert(tx: &Connection, announcement: &AnnouncementRow) -> Result<(), StoreError> {
    write(tx, &insertion("announcements", COLUMNS), announcement)
}

/// Replaces an announcement's columns.
///
/// # Errors
/// When SQLite refuses.
pub fn update(tx: &Connection, announcement: &AnnouncementRow) -> Result<(), StoreError> {
    write(tx, &replacement("announcements", COLUMNS), announcement)
}

/// Binds the columns in the order of [`COLUMNS`].
fn write(tx: &Connection, sql: &str, announcement: &AnnouncementRow) -> Result<(), StoreError> {
    tx.prepare_cached(sql)?.execute(params![
        announcement.id.as_str(),
        announcement.reception_id.as_str(),
        announcement.issued_on,
        announcement.issued_by,
        announcement.body,
        announcement.paper,
        announcement.print_count,
        announcement.version
    ])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::receptions::tests::planned;

    #[test]
    fn a_reception_has_one_announcement() {
        let connection = crate::tables::testing::memory();
        let reception = planned(&connection, "1");
        let mine = AnnouncementRow {
            id: AnnouncementId::new("a"),
            reception_id: reception.id.clone(),
            issued_on: "2026-09-17".parse().unwrap(),
            issued_by: "周敏".to_owned(),
            body: "{}".to_owned(),
            paper: "{}".to_owned(),
            print_count: 0,
            version: 1,
        };
        assert_eq!(find_last(&connection).unwrap(), None);
        insert(&connection, &mine).unwrap();
        assert_eq!(find(&connection, &reception.id).unwrap().as_ref(), Some(&mine));
        let other = AnnouncementRow { id: AnnouncementId::new("b"), ..mine.clone() };
        assert!(insert(&connection, &other).is_err());
        let printed = AnnouncementRow { print_count: 1, version: 2, ..mine };
        update(&connection, &printed).unwrap();
        assert_eq!(find_last(&connection).unwrap(), Some(printed));
    }
}
