//! Visits under a link (走访): what was found and what the enterprise asked.

use chrono::NaiveDate;
use domain::ids::{LinkId, LinkVisitId};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Serialize;

use super::statement::{insertion, replacement};
use crate::{StoreError, column};

/// A visit as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LinkVisitRow {
    pub id: LinkVisitId,
    pub link_id: LinkId,
    pub visited_on: NaiveDate,
    pub place: String,
    pub findings: String,
    pub requests: String,
    pub made_by: String,
    /// Why it was entered in error.
    pub void_reason: Option<String>,
    pub version: i64,
}

const COLUMNS: &str =
    "id, link_id, visited_on, place, findings, requests, made_by, void_reason, version";

fn read(row: &Row<'_>) -> rusqlite::Result<LinkVisitRow> {
    Ok(LinkVisitRow {
        id: column::id(row, "id")?,
        link_id: column::id(row, "link_id")?,
        visited_on: row.get("visited_on")?,
        place: row.get("place")?,
        findings: row.get("findings")?,
        requests: row.get("requests")?,
        made_by: row.get("made_by")?,
        void_reason: row.get("void_reason")?,
        version: row.get("version")?,
    })
}

/// Returns the visit.
///
/// # Errors
/// [`StoreError::NotFound`], or when the table cannot be read.
pub fn get(connection: &Connection, id: &LinkVisitId) -> Result<LinkVisitRow, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM link_visits WHERE id = $1");
    connection
        .prepare_cached(&sql)?
        .query_row([id.as_str()], read)
        .optional()?
        .ok_or_else(|| StoreError::NotFound { entity: "link visit", id: id.as_str().to_owned() })
}

/// Lists the visits that are not void, the latest first.
///
/// # Errors
/// When the table cannot be read.
pub fn list(connection: &Connection) -> Result<Vec<LinkVisitRow>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM link_visits WHERE void_reason IS NULL \
         ORDER BY visited_on DESC, id DESC"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map([], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Adds a visit.
///
/// # Errors
/// When SQLite refuses.
pub fn insert(tx: &Connection, visit: &LinkVisitRow) -> Result<(), StoreError> {
    write(tx, &insertion("link_visits", COLUMNS), visit)
}

/// Replaces a visit's columns.
///
/// # Errors
/// When SQLite refuses.
pub fn update(tx: &Connection, visit: &LinkVisitRow) -> Result<(), StoreError> {
    write(tx, &replacement("link_visits", COLUMNS), visit)
}

/// Binds the columns in the order of [`COLUMNS`].
fn write(tx: &Connection, sql: &str, visit: &LinkVisitRow) -> Result<(), StoreError> {
    tx.prepare_cached(sql)?.execute(params![
        visit.id.as_str(),
        visit.link_id.as_str(),
        visit.visited_on,
        visit.place,
        visit.findings,
        visit.requests,
        visit.made_by,
        visit.void_reason,
        visit.version
    ])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use domain::ids::{EnterpriseId, LeaderId};
    use domain::link::LinkKind;

    use super::*;
    use crate::tables::links::{self, LinkRow};
    use crate::tables::receptions::tests::planned;

    #[test]
    fn links_and_visits_are_read_as_written_and_void_ones_are_not_listed() {
        let connection = crate::tables::testing::memory();
        let leader = planned(&connection, "1").leader_id;
        connection
            .execute_batch(
                "INSERT INTO enterprises (id, kind, name, short_name, district_code, street,
                 address, flags, chamber, business, note, pinyin, initials, is_active, updated_at,
                 updated_by, version)
                 VALUES ('e', 'firm', 'n', '', '', '', '', '[]', '', '', '', '', '', 1, '', '', 1)",
            )
            .unwrap();
        let link = LinkRow {
            id: LinkId::new("k"),
            kind: LinkKind::Leader,
            enterprise_id: EnterpriseId::new("e"),
            leader_id: Some(leader),
            unit_id: None,
            officer: String::new(),
            phone: String::new(),
            from_on: "2026-01-05".parse().unwrap(),
            until_on: None,
            end_reason: String::new(),
            note: String::new(),
            void_reason: None,
            version: 1,
        };
        links::insert(&connection, &link).unwrap();
        assert_eq!(links::list(&connection).unwrap(), std::slice::from_ref(&link));
        let nobody = LinkRow { id: LinkId::new("l"), leader_id: None::<LeaderId>, ..link.clone() };
        assert!(links::insert(&connection, &nobody).is_err());
        let visit = LinkVisitRow {
            id: LinkVisitId::new("v"),
            link_id: link.id.clone(),
            visited_on: "2026-03-05".parse().unwrap(),
            place: String::new(),
            findings: "运行正常".to_owned(),
            requests: String::new(),
            made_by: "周敏".to_owned(),
            void_reason: None,
            version: 1,
        };
        insert(&connection, &visit).unwrap();
        assert_eq!(list(&connection).unwrap(), std::slice::from_ref(&visit));
        let wrong = LinkVisitRow { void_reason: Some("记错".to_owned()), version: 2, ..visit };
        update(&connection, &wrong).unwrap();
        assert_eq!(list(&connection).unwrap(), []);
        assert_eq!(get(&connection, &wrong.id).unwrap(), wrong);
        let ended = LinkRow {
            until_on: Some("2026-06-30".parse().unwrap()),
            end_reason: "分工调整".to_owned(),
            version: 2,
            ..link
        };
        links::update(&connection, &ended).unwrap();
        assert_eq!(links::get(&connection, &ended.id).unwrap(), ended, "history is kept");
    }
}
