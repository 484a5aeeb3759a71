//! Clerks (经办人): who works in the office.

use domain::ids::ClerkId;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Serialize;

use super::statement::{insertion, replacement};
use crate::{StoreError, column};

/// A clerk as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClerkRow {
    pub id: ClerkId,
    pub name: String,
    pub post: String,
    pub is_active: bool,
    /// 保密管理员: may see what was referred as a clue (transition 26).
    pub is_cleared: bool,
    pub version: i64,
}

const COLUMNS: &str = "id, name, post, is_active, is_cleared, version";

fn read(row: &Row<'_>) -> rusqlite::Result<ClerkRow> {
    Ok(ClerkRow {
        id: column::id(row, "id")?,
        name: row.get("name")?,
        post: row.get("post")?,
        is_active: row.get("is_active")?,
        is_cleared: row.get("is_cleared")?,
        version: row.get("version")?,
    })
}

/// Returns the clerk, or none.
///
/// # Errors
/// When the table cannot be read.
pub fn find(connection: &Connection, id: &ClerkId) -> Result<Option<ClerkRow>, StoreError> {
    let mut statement =
        connection.prepare_cached(&format!("SELECT {COLUMNS} FROM clerks WHERE id = $1"))?;
    Ok(statement.query_row([id.as_str()], read).optional()?)
}

/// Returns the clerk.
///
/// # Errors
/// [`StoreError::NotFound`], or when the table cannot be read.
pub fn get(connection: &Connection, id: &ClerkId) -> Result<ClerkRow, StoreError> {
    find(connection, id)?
        .ok_or_else(|| StoreError::NotFound { entity: "clerk", id: id.as_str().to_owned() })
}

/// Returns all clerks, those at work first, in the order they came.
///
/// # Errors
/// When the table cannot be read.
pub fn list(connection: &Connection) -> Result<Vec<ClerkRow>, StoreError> {
    let mut statement = connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM clerks ORDER BY is_active DESC, id"))?;
    let rows = statement.query_map([], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Adds a clerk.
///
/// # Errors
/// When SQLite refuses.
pub fn insert(tx: &Connection, clerk: &ClerkRow) -> Result<(), StoreError> {
    write(tx, &insertion("clerks", COLUMNS), clerk)
}

/// Replaces a clerk's columns.
///
/// # Errors
/// When SQLite refuses.
pub fn update(tx: &Connection, clerk: &ClerkRow) -> Result<(), StoreError> {
    write(tx, &replacement("clerks", COLUMNS), clerk)
}

/// Binds the columns in the order of [`COLUMNS`].
fn write(tx: &Connection, sql: &str, clerk: &ClerkRow) -> Result<(), StoreError> {
    tx.prepare_cached(sql)?.execute(params![
        clerk.id.as_str(),
        clerk.name,
        clerk.post,
        clerk.is_active,
        clerk.is_cleared,
        clerk.version
    ])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clerk_is_read_as_written_and_the_retired_come_last() {
        let connection = crate::tables::testing::memory();
        let clerk = |id: &str, is_active| ClerkRow {
            id: ClerkId::new(id),
            name: format!("经办{id}"),
            post: "经办人".to_owned(),
            is_active,
            is_cleared: false,
            version: 1,
        };
        let (first, second) = (clerk("1", true), clerk("2", true));
        insert(&connection, &first).unwrap();
        insert(&connection, &second).unwrap();
        let retired = ClerkRow { is_active: false, is_cleared: true, version: 2, ..first };
        update(&connection, &retired).unwrap();
        assert_eq!(list(&connection).unwrap(), [second, retired.clone()]);
        assert_eq!(get(&connection, &retired.id).unwrap(), retired);
        assert!(matches!(
            get(&connection, &ClerkId::new("3")),
            Err(StoreError::NotFound { entity: "clerk", .. })
        ));
    }
}
