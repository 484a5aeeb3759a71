//! Copies through SQLite's backup interface.

use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use crate::StoreError;
use crate::watch::Watched;

/// How long to wait for a lock on the copy.
const PAUSE: Duration = Duration::from_millis(50);

/// Pages between two steps told: some thirty milliseconds.
const PAGES: std::ffi::c_int = 4_096;

/// Copies a living database to `target`, which must not exist, a step for each page. The copy is
/// the state of the read under way on `source`: it holds the pages still between two steps.
///
/// # Errors
/// When SQLite or the file system refuses, or the work is to stop; a half copy is removed.
pub(crate) fn copy(
    source: &Connection,
    target: &Path,
    watched: &mut Watched<'_, '_>,
) -> Result<(), StoreError> {
    let mut run = || -> Result<(), StoreError> {
        // A transaction begins with its first read; without one each step would see another state.
        source.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        let mut destination = Connection::open(target)?;
        let backup = Backup::new(source, &mut destination)?;
        loop {
            let state = backup.step(PAGES)?;
            let progress = backup.progress();
            let done = progress.pagecount.saturating_sub(progress.remaining);
            watched.step(u64::try_from(done).unwrap_or(0))?;
            match state {
                StepResult::Done => return Ok(()),
                StepResult::More => {}
                // Somebody else's lock on the copy; nobody else knows of it but a virus scanner.
                StepResult::Busy | StepResult::Locked => std::thread::sleep(PAUSE),
                _ => return Err(StoreError::Sqlite(rusqlite::Error::InvalidQuery)),
            }
        }
    };
    run().inspect_err(|_| {
        let _absent = std::fs::remove_file(target);
    })
}
