//! Settings (设置): named values, each with its version.

use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::StoreError;

/// The office's own particulars.
pub const OFFICE: &str = "office";
/// The id of the clerk who works now.
pub const AT_DESK: &str = "clerk_at_desk";
/// Whether the desktop tells of lights (提醒).
pub const ALERTS: &str = "alerts";
/// What the desktop told of lights last; nothing the office has done, the journal does not know it.
pub const ALERTS_TOLD: &str = "alerts_told";
/// `true` in a copy of the sample office.
pub const DEMO: &str = "is_demo";

/// A value as stored, with the version a writer must name.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Setting<T> {
    pub value: T,
    pub version: i64,
}

/// Returns the value of `key`, or none when it was never set.
///
/// # Errors
/// When it cannot be read or is no such value.
pub fn find<T: DeserializeOwned>(
    connection: &Connection,
    key: &str,
) -> Result<Option<Setting<T>>, StoreError> {
    let found: Option<(String, i64)> = connection
        .prepare_cached("SELECT value, version FROM settings WHERE key = $1")?
        .query_row([key], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    found
        .map(|(value, version)| Ok(Setting { value: serde_json::from_str(&value)?, version }))
        .transpose()
}

/// Sets `key`; a new key must have version 1.
///
/// # Errors
/// When SQLite refuses.
pub fn put<T: Serialize>(
    tx: &Connection,
    key: &str,
    setting: &Setting<T>,
) -> Result<(), StoreError> {
    tx.prepare_cached(
        "INSERT INTO settings (key, value, version) VALUES ($1, $2, $3) \
         ON CONFLICT (key) DO UPDATE SET value = excluded.value, version = excluded.version",
    )?
    .execute(params![key, serde_json::to_string(&setting.value)?, setting.version])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setting_is_read_as_it_was_put() {
        let connection = crate::tables::testing::memory();
        assert_eq!(find::<bool>(&connection, DEMO).unwrap(), None);
        for version in 1..=2 {
            put(&connection, DEMO, &Setting { value: version == 2, version }).unwrap();
            let stored = find::<bool>(&connection, DEMO).unwrap().unwrap();
            assert_eq!(stored, Setting { value: version == 2, version });
        }
        assert!(find::<String>(&connection, DEMO).is_err());
    }
}
