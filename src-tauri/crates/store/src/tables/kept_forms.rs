//! Forms typed in and not saved yet (未保存的填写), each clerk's own. They are no part of the office's
//! record: nothing here is told to the journal.

use chrono::{DateTime, Utc};
use domain::ids::ClerkId;
use rusqlite::{Connection, params};

use crate::StoreError;

/// A form as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptFormRow {
    /// The form and the row it is about.
    pub key: String,
    /// JSON of the window.
    pub form: String,
    pub kept_at: DateTime<Utc>,
}

/// Returns a clerk's forms, the latest first.
///
/// # Errors
/// When the table cannot be read.
pub fn list(connection: &Connection, clerk: &ClerkId) -> Result<Vec<KeptFormRow>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT key, form, kept_at FROM kept_forms WHERE clerk_id = $1 ORDER BY kept_at DESC, key",
    )?;
    let rows = statement.query_map([clerk.as_str()], |row| {
        Ok(KeptFormRow {
            key: row.get("key")?,
            form: row.get("form")?,
            kept_at: row.get("kept_at")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Keeps a form in the place of what was kept under its key.
///
/// # Errors
/// When SQLite refuses.
pub fn keep(tx: &Connection, clerk: &ClerkId, row: &KeptFormRow) -> Result<(), StoreError> {
    tx.prepare_cached(
        "INSERT INTO kept_forms (clerk_id, key, form, kept_at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (clerk_id, key) DO UPDATE SET form = excluded.form, \
         kept_at = excluded.kept_at",
    )?
    .execute(params![clerk.as_str(), row.key, row.form, row.kept_at])?;
    Ok(())
}

/// Forgets a form: it was saved or given up.
///
/// # Errors
/// When SQLite refuses.
pub fn forget(tx: &Connection, clerk: &ClerkId, key: &str) -> Result<(), StoreError> {
    tx.prepare_cached("DELETE FROM kept_forms WHERE clerk_id = $1 AND key = $2")?
        .execute([clerk.as_str(), key])?;
    Ok(())
}

/// Forgets the forms of every clerk that name one of these rows or hold one of these words, as JSON
/// writes them.
///
/// # Errors
/// When SQLite refuses.
pub fn forget_about(tx: &Connection, parts: &[String]) -> Result<(), StoreError> {
    let mut statement = tx
        .prepare_cached("DELETE FROM kept_forms WHERE instr(key, $1) > 0 OR instr(form, $1) > 0")?;
    for part in parts {
        statement.execute([part])?;
    }
    Ok(())
}

/// Forgets every clerk's forms kept before `at`.
///
/// # Errors
/// When SQLite refuses.
pub fn forget_before(tx: &Connection, at: DateTime<Utc>) -> Result<(), StoreError> {
    tx.prepare_cached("DELETE FROM kept_forms WHERE kept_at < $1")?.execute([at])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(key: &str, form: &str, at: &str) -> KeptFormRow {
        KeptFormRow { key: key.to_owned(), form: form.to_owned(), kept_at: at.parse().unwrap() }
    }

    #[test]
    fn a_clerk_finds_her_own_forms_until_they_are_saved_or_old() {
        let connection = crate::tables::testing::memory();
        let (mine, hers) = (ClerkId::new("a"), ClerkId::new("b"));
        keep(&connection, &mine, &row("批示:s", "1", "2026-09-01T01:00:00Z")).unwrap();
        keep(&connection, &mine, &row("企业:e", "2", "2026-09-02T01:00:00Z")).unwrap();
        keep(&connection, &hers, &row("批示:s", "3", "2026-09-03T01:00:00Z")).unwrap();
        let again = row("批示:s", "4", "2026-09-04T01:00:00Z");
        keep(&connection, &mine, &again).unwrap();
        let forms = |clerk| -> Vec<String> {
            list(&connection, clerk).unwrap().into_iter().map(|row| row.form).collect()
        };
        assert_eq!(forms(&mine), ["4", "2"]);
        assert_eq!(list(&connection, &mine).unwrap()[0], again);
        forget(&connection, &mine, "批示:s").unwrap();
        assert_eq!((forms(&mine), forms(&hers)), (vec!["2".to_owned()], vec!["3".to_owned()]));
        forget_before(&connection, "2026-09-03T00:00:00Z".parse().unwrap()).unwrap();
        assert_eq!((forms(&mine), forms(&hers)), (vec![], vec!["3".to_owned()]));
    }
}
