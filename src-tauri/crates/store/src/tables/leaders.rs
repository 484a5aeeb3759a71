//! Leaders (领导), in the order protocol has them.

use domain::ids::LeaderId;
use domain::pinyin::{NameSense, pinyin_key};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Serialize;

use super::statement::{insertion, replacement};
use crate::{StoreError, column};

/// A leader as stored. The pinyin columns are made from the name at each write.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeaderRow {
    pub id: LeaderId,
    pub name: String,
    pub post: String,
    pub rank: i64,
    pub phone: String,
    pub is_active: bool,
    pub version: i64,
}

/// What is written; the pinyin columns are never read back.
const COLUMNS: &str = "id, name, post, rank, phone, pinyin, initials, is_active, version";

fn read(row: &Row<'_>) -> rusqlite::Result<LeaderRow> {
    Ok(LeaderRow {
        id: column::id(row, "id")?,
        name: row.get("name")?,
        post: row.get("post")?,
        rank: row.get("rank")?,
        phone: row.get("phone")?,
        is_active: row.get("is_active")?,
        version: row.get("version")?,
    })
}

/// Returns the leader, or none.
///
/// # Errors
/// When the table cannot be read.
pub fn find(connection: &Connection, id: &LeaderId) -> Result<Option<LeaderRow>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT id, name, post, rank, phone, is_active, version FROM leaders WHERE id = $1",
    )?;
    Ok(statement.query_row([id.as_str()], read).optional()?)
}

/// Returns the leader.
///
/// # Errors
/// [`StoreError::NotFound`], or when the table cannot be read.
pub fn get(connection: &Connection, id: &LeaderId) -> Result<LeaderRow, StoreError> {
    find(connection, id)?
        .ok_or_else(|| StoreError::NotFound { entity: "leader", id: id.as_str().to_owned() })
}

/// Returns all leaders, those in office first, by rank.
///
/// # Errors
/// When the table cannot be read.
pub fn list(connection: &Connection) -> Result<Vec<LeaderRow>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT id, name, post, rank, phone, is_active, version FROM leaders \
         ORDER BY is_active DESC, rank, pinyin, id",
    )?;
    let rows = statement.query_map([], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Adds a leader.
///
/// # Errors
/// When SQLite refuses.
pub fn insert(tx: &Connection, leader: &LeaderRow) -> Result<(), StoreError> {
    write(tx, &insertion("leaders", COLUMNS), leader)
}

/// Replaces a leader's columns.
///
/// # Errors
/// When SQLite refuses.
pub fn update(tx: &Connection, leader: &LeaderRow) -> Result<(), StoreError> {
    write(tx, &replacement("leaders", COLUMNS), leader)
}

/// Binds the columns in the order of [`COLUMNS`].
fn write(tx: &Connection, sql: &str, leader: &LeaderRow) -> Result<(), StoreError> {
    let key = pinyin_key(&leader.name, NameSense::Person);
    tx.prepare_cached(sql)?.execute(params![
        leader.id.as_str(),
        leader.name,
        leader.post,
        leader.rank,
        leader.phone,
        key.full,
        key.initials,
        leader.is_active,
        leader.version
    ])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaders_are_listed_by_rank_and_read_as_written() {
        let connection = crate::tables::testing::memory();
        let leader = |id: &str, name: &str, rank| LeaderRow {
            id: LeaderId::new(id),
            name: name.to_owned(),
            post: "副区长".to_owned(),
            rank,
            phone: "0830-1".to_owned(),
            is_active: true,
            version: 1,
        };
        let (second, first) = (leader("1", "何例舟", 20), leader("2", "单晓明", 10));
        insert(&connection, &second).unwrap();
        insert(&connection, &first).unwrap();
        assert_eq!(list(&connection).unwrap(), [first.clone(), second.clone()]);
        let retired = LeaderRow { is_active: false, version: 2, ..first };
        update(&connection, &retired).unwrap();
        assert_eq!(list(&connection).unwrap(), [second, retired.clone()]);
        assert_eq!(get(&connection, &retired.id).unwrap(), retired);
    }
}
