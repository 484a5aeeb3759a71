//! Copies through SQLite's backup interface.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::backup::Backup;

use crate::{DataFolder, StoreError};

/// Copies a living database to `target`, which must not exist.
///
/// # Errors
/// When SQLite or the file system refuses; a half copy is removed.
pub fn copy(source: &Connection, target: &Path) -> Result<(), StoreError> {
    let run = || -> Result<(), StoreError> {
        let mut destination = Connection::open(target)?;
        let backup = Backup::new(source, &mut destination)?;
        // All pages in one step: a change in between would start the copy anew.
        backup.run_to_completion(std::ffi::c_int::MAX, Duration::ZERO, None)?;
        Ok(())
    };
    run().inspect_err(|_| {
        let _absent = std::fs::remove_file(target);
    })
}

/// Keeps a checked copy of the database as it was before a migration.
///
/// # Errors
/// When the copy cannot be made or does not pass its check; then nothing is migrated.
pub(crate) fn copy_before_migration(
    source: &Connection,
    folder: &DataFolder,
    version: i32,
) -> Result<PathBuf, StoreError> {
    let backups = folder.backups();
    std::fs::create_dir_all(&backups).map_err(StoreError::io(&backups))?;
    let target = backups.join(format!("before-schema-{version}-{}.db", crate::new_id()));
    copy(source, &target)?;
    crate::open::inspect(&target)?;
    Ok(target)
}
