//! Reading and writing domain values in columns.

use domain::terms::Term;
use rusqlite::Row;
use rusqlite::types::{FromSqlError, Type};
use serde::de::DeserializeOwned;
use serde::{Serialize, Serializer};
use serde_json::Value;

/// Reads a term by its code.
///
/// # Errors
/// When the column is no text or the code is unknown.
pub fn term<T: Term>(row: &Row<'_>, column: &str) -> rusqlite::Result<T> {
    let code: String = row.get(column)?;
    T::from_code(&code).map_err(|error| conversion(row, column, error))
}

/// Reads a term by its code from a column by its place: for rows passed by the thousand.
///
/// # Errors
/// As [`term`].
pub fn term_at<T: Term>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    T::from_code(row.get_ref(column)?.as_str()?).map_err(|error| failure(column, error))
}

/// Reads a term that may be absent.
///
/// # Errors
/// As [`term`].
pub fn optional_term<T: Term>(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<T>> {
    let code: Option<String> = row.get(column)?;
    code.map(|code| T::from_code(&code).map_err(|error| conversion(row, column, error))).transpose()
}

/// Reads an identifier.
///
/// # Errors
/// When the column is no text.
pub fn id<T: From<String>>(row: &Row<'_>, column: &str) -> rusqlite::Result<T> {
    row.get::<_, String>(column).map(T::from)
}

/// Reads an identifier that may be absent.
///
/// # Errors
/// When the column is no text.
pub fn optional_id<T: From<String>>(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<T>> {
    row.get::<_, Option<String>>(column).map(|text| text.map(T::from))
}

/// Reads a value kept as JSON text.
///
/// # Errors
/// When the text is no such JSON.
pub fn json<T: DeserializeOwned>(row: &Row<'_>, column: &str) -> rusqlite::Result<T> {
    let text: String = row.get(column)?;
    serde_json::from_str(&text).map_err(|error| conversion(row, column, error))
}

/// Reads a value kept as JSON text that may be absent.
///
/// # Errors
/// When the text is no such JSON.
pub fn optional_json<T: DeserializeOwned>(
    row: &Row<'_>,
    column: &str,
) -> rusqlite::Result<Option<T>> {
    let text: Option<String> = row.get(column)?;
    text.map(|text| serde_json::from_str(&text).map_err(|error| conversion(row, column, error)))
        .transpose()
}

/// Writes a column of JSON into the journal as what it says, so that its words can be read there.
///
/// # Errors
/// When the serializer refuses.
pub(crate) fn nested<S: Serializer>(json: &str, serializer: S) -> Result<S::Ok, S::Error> {
    match serde_json::from_str::<Value>(json) {
        Ok(value) => value.serialize(serializer),
        Err(_) => serializer.serialize_str(json),
    }
}

fn conversion(
    row: &Row<'_>,
    column: &str,
    error: impl std::error::Error + Send + Sync + 'static,
) -> rusqlite::Error {
    failure(row.as_ref().column_index(column).unwrap_or(0), error)
}

fn failure(
    column: usize,
    error: impl std::error::Error + Send + Sync + 'static,
) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(
        column,
        Type::Text,
        Box::new(FromSqlError::other(error)),
    )
}
