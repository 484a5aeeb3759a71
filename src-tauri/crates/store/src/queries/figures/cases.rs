//! The demands a period concerns, each with the facts its figures are made of.

use std::collections::HashSet;

use chrono::NaiveDate;
use domain::figures::{Case, GroupKind};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, ToSql};

use super::GROUPS;
use super::groups::{Directory, slot};
use super::history::History;
use crate::{StoreError, column};

/// One demand.
pub(super) struct Found {
    pub(super) key: i64,
    pub(super) case: Case,
    /// Its places in the groupings.
    pub(super) groups: [usize; GROUPS.len()],
}

const SELECT: &str = "SELECT key, state, kind, category, lead_unit_id, enterprise_id, \
    reception_id, raised_on, closed_on, issued_on, answered_on, original_due_on, last_due_on, \
    due_on IS NOT NULL, replied_on, result_class, ask_rating_by, grade, rated_on \
    FROM demands INDEXED BY demands_figures WHERE is_void = 0";

/// Hands every demand to `body` that was open on `since`, came later, or has a day that counts later.
/// No other can stand in a figure.
///
/// # Errors
/// When SQLite refuses or a stored code is unknown.
pub(super) fn for_each(
    connection: &Connection,
    directory: &Directory,
    since: NaiveDate,
    mut body: impl FnMut(Found),
) -> Result<(), StoreError> {
    let mut history = History::read(connection, since)?;
    let veiled = veiled(connection)?;
    let parts: [(&str, &[&dyn ToSql]); 3] = [
        ("closed_on IS NULL", &[]),
        ("closed_on >= $1", &[&since]),
        // Answered early: what was over before is due, or to be rated, on a day to come.
        (
            "closed_on < $1 AND (last_due_on >= $1 OR ask_rating_by >= $1 OR rated_on >= $1)",
            &[&since],
        ),
    ];
    for (condition, values) in parts {
        let mut statement = connection.prepare_cached(&format!("{SELECT} AND {condition}"))?;
        let mut rows = statement.query(values)?;
        while let Some(row) = rows.next()? {
            let mut found = read(row, directory, &mut history)?;
            if veiled.contains(&found.key) {
                found.groups[slot(GroupKind::Enterprise)] = 0;
            }
            body(found);
        }
    }
    Ok(())
}

/// Returns the demands of hidden enterprises: among its own they would tell who it is.
fn veiled(connection: &Connection) -> Result<HashSet<i64>, StoreError> {
    let mut statement = connection
        .prepare_cached("SELECT key FROM demands WHERE visibility <> 'open' AND is_void = 0")?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn text<'r>(row: &'r Row<'_>, column: usize) -> rusqlite::Result<&'r str> {
    match row.get_ref(column)? {
        ValueRef::Null => Ok(""),
        value => Ok(value.as_str()?),
    }
}

fn read(row: &Row<'_>, directory: &Directory, history: &mut History) -> rusqlite::Result<Found> {
    let key = row.get(0)?;
    let state = column::term_at(row, 1)?;
    let raised_on = row.get(7)?;
    let (ends, reopened) = history.movement(key, state, row.get(8)?, raised_on);
    Ok(Found {
        key,
        groups: directory.places(text(row, 4)?, text(row, 3)?, text(row, 6)?, text(row, 5)?),
        case: Case {
            kind: column::term_at(row, 2)?,
            state,
            raised_on,
            ends,
            reopened,
            issued_on: row.get(9)?,
            answered_on: row.get(10)?,
            original_due_on: row.get(11)?,
            last_due_on: row.get(12)?,
            is_running: row.get(13)?,
            replied_on: row.get(14)?,
            result_class: optional_term(row, 15)?,
            ask_rating_by: row.get(16)?,
            grade: optional_term(row, 17)?,
            rated_on: row.get(18)?,
            receipts: history.receipts(key),
            marks: history.marks(key),
            has_outcome: history.has_outcome(key),
        },
    })
}

fn optional_term<T: domain::terms::Term>(
    row: &Row<'_>,
    column: usize,
) -> rusqlite::Result<Option<T>> {
    match row.get_ref(column)? {
        ValueRef::Null => Ok(None),
        _ => column::term_at(row, column).map(Some),
    }
}
