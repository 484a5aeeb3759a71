//! Looking at a file before it is opened: what is not ours, or damaged, is never touched.

use std::io::Read;
use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use crate::migrations::{APPLICATION_ID, SUPPORTED};
use crate::soundness::full_check;
use crate::{StoreError, journal};

/// How much of a file is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Depth {
    /// Header, schema and the end of the journal.
    Glance,
    /// Every page.
    Whole,
}

/// Looks at every page of a file read-only and refuses what must not be opened for writing.
///
/// # Errors
/// [`StoreError::Foreign`], [`StoreError::SchemaTooNew`], [`StoreError::Damaged`].
pub(crate) fn inspect(path: &Path) -> Result<(), StoreError> {
    look_into(path, Depth::Whole)
}

/// Looks into a file as [`inspect`], as deep as told.
///
/// # Errors
/// As [`inspect`].
pub(crate) fn look_into(path: &Path, depth: Depth) -> Result<(), StoreError> {
    let bytes = path.metadata().map_err(StoreError::io(path))?.len();
    if bytes == 0 {
        return Err(damaged(path, "the file is empty"));
    }
    if bytes % page_size(path)? != 0 {
        // SQLite would read the missing end of the last page as zeros.
        return Err(damaged(path, "the file ends inside a page"));
    }
    let log = path.with_extension("db-wal");
    if !log.exists() {
        // Nothing needs to be made beside the file, so it is opened as it lies.
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
        return check(&Connection::open_with_flags(immutable(path), flags)?, path, depth);
    }
    // After a crash part of the office stands in the log, and reading it makes files beside the
    // database. So both are read under other names: a link and a copy in a folder of their own.
    let aside = path.with_file_name(format!("inspect-{}", crate::new_id()));
    let verdict = inspect_aside(path, &log, &aside, depth);
    let _left_behind = std::fs::remove_dir_all(&aside);
    verdict
}

/// Reads the page size from the header; 1 where there is none, for SQLite to judge.
fn page_size(path: &Path) -> Result<u64, StoreError> {
    let mut header = [0; 18];
    let mut file = std::fs::File::open(path).map_err(StoreError::io(path))?;
    if file.read_exact(&mut header).is_err() || !header.starts_with(b"SQLite format 3\0") {
        return Ok(1);
    }
    // 65,536 is written as 1.
    Ok(match u16::from_be_bytes([header[16], header[17]]) {
        1 => 65_536,
        0 => 1,
        size => u64::from(size),
    })
}

fn inspect_aside(path: &Path, log: &Path, aside: &Path, depth: Depth) -> Result<(), StoreError> {
    std::fs::create_dir(aside).map_err(StoreError::io(aside))?;
    let (database, copy) = (aside.join("office.db"), aside.join("office.db-wal"));
    if std::fs::hard_link(path, &database).is_err() {
        std::fs::copy(path, &database).map_err(StoreError::io(&database))?;
    }
    std::fs::copy(log, &copy).map_err(StoreError::io(&copy))?;
    let connection = Connection::open_with_flags(&database, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    check(&connection, path, depth)
}

fn check(connection: &Connection, path: &Path, depth: Depth) -> Result<(), StoreError> {
    let number = |name: &str| {
        connection.pragma_query_value(None, name, |row| row.get::<_, i32>(0)).map_err(|error| {
            match error.sqlite_error_code() {
                Some(rusqlite::ErrorCode::NotADatabase) => StoreError::Foreign(path.to_owned()),
                _ => damaged(path, &error.to_string()),
            }
        })
    };
    let found = number("user_version")?;
    if number("application_id")? != APPLICATION_ID {
        return Err(StoreError::Foreign(path.to_owned()));
    }
    if found > SUPPORTED {
        return Err(StoreError::SchemaTooNew { found, supported: SUPPORTED });
    }
    let verdict = match depth {
        // A database of ours has a journal from its first schema on.
        Depth::Glance => journal::head(connection).map(|_| String::from("ok")),
        Depth::Whole => full_check(connection).map_err(StoreError::from),
    };
    match verdict {
        Ok(verdict) if verdict == "ok" => Ok(()),
        Ok(verdict) => Err(damaged(path, &verdict)),
        Err(StoreError::Sqlite(error)) => Err(damaged(path, &error.to_string())),
        Err(error) => Err(error),
    }
}

fn damaged(path: &Path, detail: &str) -> StoreError {
    StoreError::Damaged { path: path.to_owned(), detail: detail.to_owned() }
}

/// Returns the URI of a file that nobody writes: nothing is made beside it.
pub(crate) fn immutable(path: &Path) -> String {
    format!("file:{}?immutable=1", percent_encode(path))
}

/// Escapes what a `file:` URI would read as its own.
fn percent_encode(path: &Path) -> String {
    let mut text = String::new();
    for part in path.to_string_lossy().chars() {
        match part {
            '%' => text.push_str("%25"),
            '?' => text.push_str("%3f"),
            '#' => text.push_str("%23"),
            '\\' => text.push('/'),
            other => text.push(other),
        }
    }
    text
}
