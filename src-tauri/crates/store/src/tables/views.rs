//! Saved views (视图) of the ledger. The query is the use cases' own JSON.

use domain::ids::ViewId;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Serialize;
use serde_json::Value;

use super::statement::{insertion, replacement};
use crate::{StoreError, column};

/// A view as stored.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ViewRow {
    pub id: ViewId,
    pub name: String,
    pub query: Value,
    pub is_void: bool,
    pub version: i64,
}

const COLUMNS: &str = "id, name, query, is_void, version";

fn read(row: &Row<'_>) -> rusqlite::Result<ViewRow> {
    Ok(ViewRow {
        id: column::id(row, "id")?,
        name: row.get("name")?,
        query: column::json(row, "query")?,
        is_void: row.get("is_void")?,
        version: row.get("version")?,
    })
}

/// Returns the view.
///
/// # Errors
/// [`StoreError::NotFound`], or when the table cannot be read.
pub fn get(connection: &Connection, id: &ViewId) -> Result<ViewRow, StoreError> {
    connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM views WHERE id = $1"))?
        .query_row([id.as_str()], read)
        .optional()?
        .ok_or_else(|| StoreError::NotFound { entity: "view", id: id.as_str().to_owned() })
}

/// Returns the views in force, in the order they were made.
///
/// # Errors
/// When the table cannot be read.
pub fn list(connection: &Connection) -> Result<Vec<ViewRow>, StoreError> {
    let mut statement = connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM views WHERE is_void = 0 ORDER BY id"))?;
    let rows = statement.query_map([], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Adds a view.
///
/// # Errors
/// When SQLite refuses.
pub fn insert(tx: &Connection, view: &ViewRow) -> Result<(), StoreError> {
    write(tx, &insertion("views", COLUMNS), view)
}

/// Replaces a view's columns.
///
/// # Errors
/// When SQLite refuses.
pub fn update(tx: &Connection, view: &ViewRow) -> Result<(), StoreError> {
    write(tx, &replacement("views", COLUMNS), view)
}

/// Binds the columns in the order of [`COLUMNS`].
fn write(tx: &Connection, sql: &str, view: &ViewRow) -> Result<(), StoreError> {
    tx.prepare_cached(sql)?.execute(params![
        view.id.as_str(),
        view.name,
        view.query.to_string(),
        view.is_void,
        view.version
    ])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_void_view_is_listed_no_more() {
        let connection = crate::tables::testing::memory();
        let mut view = ViewRow {
            id: ViewId::new("v"),
            name: "八期".to_owned(),
            query: serde_json::json!({ "sort": "due" }),
            is_void: false,
            version: 1,
        };
        insert(&connection, &view).unwrap();
        assert_eq!(list(&connection).unwrap(), [view.clone()]);
        view.is_void = true;
        update(&connection, &view).unwrap();
        assert_eq!(list(&connection).unwrap(), []);
        assert_eq!(get(&connection, &view.id).unwrap(), view);
    }
}
