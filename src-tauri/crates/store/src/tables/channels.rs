//! The directory of fast lanes (快捷通道, form F20).

use domain::demand::Category;
use domain::ids::{ChannelId, UnitId};
use domain::terms::Term;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Serialize;

use super::statement::{insertion, replacement};
use crate::{StoreError, column};

/// A fast lane as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChannelRow {
    pub id: ChannelId,
    pub topic: String,
    /// The category of demands it is proposed for.
    pub category: Option<Category>,
    pub unit_id: UnitId,
    pub officer: String,
    pub post: String,
    pub phone: String,
    pub limit_workdays: u32,
    pub note: String,
    /// Why it was taken out of the directory.
    pub void_reason: Option<String>,
    pub version: i64,
}

const COLUMNS: &str = "id, topic, category, unit_id, officer, post, phone, limit_workdays, note, \
    void_reason, version";

fn read(row: &Row<'_>) -> rusqlite::Result<ChannelRow> {
    Ok(ChannelRow {
        id: column::id(row, "id")?,
        topic: row.get("topic")?,
        category: column::optional_term(row, "category")?,
        unit_id: column::id(row, "unit_id")?,
        officer: row.get("officer")?,
        post: row.get("post")?,
        phone: row.get("phone")?,
        limit_workdays: row.get("limit_workdays")?,
        note: row.get("note")?,
        void_reason: row.get("void_reason")?,
        version: row.get("version")?,
    })
}

/// Returns the fast lane.
///
/// # Errors
/// [`StoreError::NotFound`], or when the table cannot be read.
pub fn get(connection: &Connection, id: &ChannelId) -> Result<ChannelRow, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM channels WHERE id = $1");
    connection
        .prepare_cached(&sql)?
        .query_row([id.as_str()], read)
        .optional()?
        .ok_or_else(|| StoreError::NotFound { entity: "channel", id: id.as_str().to_owned() })
}

/// Lists the directory in the order its lanes were entered.
///
/// # Errors
/// When the table cannot be read.
pub fn list(connection: &Connection) -> Result<Vec<ChannelRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM channels WHERE void_reason IS NULL ORDER BY id");
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map([], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Adds a fast lane.
///
/// # Errors
/// When SQLite refuses.
pub fn insert(tx: &Connection, channel: &ChannelRow) -> Result<(), StoreError> {
    write(tx, &insertion("channels", COLUMNS), channel)
}

/// Replaces a fast lane's columns.
///
/// # Errors
/// When SQLite refuses.
pub fn update(tx: &Connection, channel: &ChannelRow) -> Result<(), StoreError> {
    write(tx, &replacement("channels", COLUMNS), channel)
}

/// Binds the columns in the order of [`COLUMNS`].
fn write(tx: &Connection, sql: &str, channel: &ChannelRow) -> Result<(), StoreError> {
    tx.prepare_cached(sql)?.execute(params![
        channel.id.as_str(),
        channel.topic,
        channel.category.map(Term::code),
        channel.unit_id.as_str(),
        channel.officer,
        channel.post,
        channel.phone,
        channel.limit_workdays,
        channel.note,
        channel.void_reason,
        channel.version
    ])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lane_is_listed_until_it_is_taken_out() {
        let connection = crate::tables::testing::memory();
        connection
            .execute_batch(
                "INSERT INTO units (id, kind, name, short_name, liaisons, pinyin, initials,
                 is_active, version) VALUES ('u', 'department', 'n', '', '[]', '', '', 1, 1)",
            )
            .unwrap();
        let lane = ChannelRow {
            id: ChannelId::new("c"),
            topic: "企业续贷".to_owned(),
            category: Some(Category::Financing),
            unit_id: UnitId::new("u"),
            officer: "李示敏".to_owned(),
            post: "科长".to_owned(),
            phone: "0830-1".to_owned(),
            limit_workdays: 3,
            note: String::new(),
            void_reason: None,
            version: 1,
        };
        insert(&connection, &lane).unwrap();
        assert_eq!(list(&connection).unwrap(), std::slice::from_ref(&lane));
        let out = ChannelRow { void_reason: Some("撤销".to_owned()), version: 2, ..lane };
        update(&connection, &out).unwrap();
        assert_eq!(list(&connection).unwrap(), []);
        assert_eq!(get(&connection, &out.id).unwrap(), out);
    }
}
