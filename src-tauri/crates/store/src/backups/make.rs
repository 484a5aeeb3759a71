//! Making a backup of a living office.

use std::fs;
use std::path::Path;

use chrono::{DateTime, Utc};
use rusqlite::Connection;

use super::{Backup, Checked, MANIFEST, Manifest, check_database, list, sm3_of, sync};
use crate::anchor::Noted;
use crate::open::snapshot;
use crate::watch::{Watch, Watched, unwatched};
use crate::{DataFolder, Store, StoreError, content, folder, inspection, queries};

/// Backs the office up into a folder of backups, checks the copy and returns it. A copy that
/// fails its check is kept with its fault and counts for nothing; so does one whose journal is not
/// what is noted of it outside the database.
///
/// Neither reads nor changes wait: the copy is the state of the moment it began. `watch` hears of
/// each page copied, journal row checked and attachment kept.
///
/// # Errors
/// When nothing could be written at all, or `watch` breaks; then nothing is left behind.
pub fn back_up(
    store: &Store,
    backups: &Path,
    at: DateTime<Utc>,
    watch: &mut Watch<'_>,
) -> Result<Backup, StoreError> {
    // Before the copy, so that the copy holds at least the noted head.
    make(Origin { folder: store.folder(), noted: &store.noted()? }, backups, at, watch)
}

/// Keeps a whole backup of the office as it was before a migration. Damaged attachments or a broken
/// journal do not keep an office shut: then the backup is one that does not count.
///
/// # Errors
/// When nothing could be written, or the copied database does not pass SQLite's check; then nothing
/// may be migrated.
pub(crate) fn back_up_before_migration(
    folder: &DataFolder,
    noted: &Noted,
    at: DateTime<Utc>,
) -> Result<Backup, StoreError> {
    let made = make(Origin { folder, noted }, &folder.backups(), at, &mut unwatched)?;
    if let Some(fault) = &made.manifest.fault {
        log::error!("the backup before the migration does not count: {fault}");
        inspection::inspect(&folder::database_in(&made.path))?;
    }
    Ok(made)
}

/// What is backed up: an office on disk, and what is noted of its journal.
#[derive(Clone, Copy)]
struct Origin<'a> {
    folder: &'a DataFolder,
    noted: &'a Noted,
}

fn make(
    origin: Origin<'_>,
    backups: &Path,
    at: DateTime<Utc>,
    watch: &mut Watch<'_>,
) -> Result<Backup, StoreError> {
    let name = at.format("%Y%m%dT%H%M%S%3fZ").to_string();
    let (draft, target) = (backups.join(format!("{name}.making")), backups.join(&name));
    fs::create_dir_all(backups).map_err(StoreError::io(backups))?;
    clear_drafts(backups);
    let previous = list(backups).into_iter().find(Backup::is_good);
    let mut run = || -> Result<Backup, StoreError> {
        fs::create_dir(&draft).map_err(StoreError::io(&draft))?;
        let manifest = fill(origin, &draft, previous.as_ref(), at, watch)?;
        let text = serde_json::to_string_pretty(&manifest)?;
        let path = draft.join(MANIFEST);
        fs::write(&path, text).map_err(StoreError::io(&path))?;
        sync(&path)?;
        sync(&draft)?;
        fs::rename(&draft, &target).map_err(StoreError::io(&target))?;
        sync(backups)?;
        Ok(Backup { path: target.clone(), manifest })
    };
    run().inspect_err(|_| {
        let _absent = fs::remove_dir_all(&draft);
    })
}

/// What a backup has to go through.
struct Size {
    schema: i32,
    pages: u64,
    rows: u64,
    attachments: u64,
}

impl Size {
    fn read(connection: &Connection) -> Result<Self, StoreError> {
        let count = |sql: &str| -> Result<u64, StoreError> {
            let count: i64 = connection.query_row(sql, [], |row| row.get(0))?;
            Ok(u64::try_from(count).unwrap_or(0))
        };
        Ok(Self {
            schema: connection.pragma_query_value(None, "user_version", |row| row.get(0))?,
            pages: count("PRAGMA page_count")?,
            rows: count("SELECT coalesce(max(sequence), 0) FROM journal")?,
            attachments: count("SELECT count(DISTINCT sm3) FROM attachments")?,
        })
    }
}

/// Removes what an interrupted backup left.
fn clear_drafts(backups: &Path) {
    for entry in fs::read_dir(backups).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.extension().is_some_and(|ending| ending == "making") {
            let _kept_until_next_time = fs::remove_dir_all(path);
        }
    }
}

fn fill(
    origin: Origin<'_>,
    draft: &Path,
    previous: Option<&Backup>,
    at: DateTime<Utc>,
    watch: &mut Watch<'_>,
) -> Result<Manifest, StoreError> {
    let database = folder::database_in(draft);
    let (mut watched, size) = snapshot(origin.folder, |connection| {
        let size = Size::read(connection)?;
        let mut watched = Watched::new(watch, size.pages + size.rows + size.attachments);
        queries::backup::copy(connection, &database, &mut watched)?;
        Ok::<_, StoreError>((watched, size))
    })?;
    watched.part(size.pages);
    sync(&database)?;
    let bytes = fs::metadata(&database).map_err(StoreError::io(&database))?.len();
    let mut manifest = Manifest {
        made_at: at,
        schema: size.schema,
        database_sm3: sm3_of(&database)?,
        bytes,
        attachments: Vec::new(),
        journal_sequence: 0,
        journal_head: String::new(),
        fault: None,
    };
    let checked = check_database(&database, origin.noted, &mut watched).and_then(|checked| {
        watched.part(size.rows);
        manifest.bytes += copy_attachments(origin.folder, draft, previous, &checked, &mut watched)?;
        Ok(checked)
    });
    match checked {
        Err(StoreError::Cancelled) => return Err(StoreError::Cancelled),
        Ok(checked) => {
            manifest.journal_sequence = checked.head.sequence;
            manifest.journal_head = checked.head.hash;
            manifest.attachments = checked.attachments;
        }
        Err(fault) => manifest.fault = Some(fault.to_string()),
    }
    Ok(manifest)
}

/// Copies what the database names. Contents never change, so one that the previous backup holds
/// is linked from there: backups share space with each other, never with the living files.
fn copy_attachments(
    living: &DataFolder,
    draft: &Path,
    previous: Option<&Backup>,
    checked: &Checked,
    watched: &mut Watched<'_, '_>,
) -> Result<u64, StoreError> {
    let root = folder::attachments_in(draft);
    let mut bytes = 0;
    for (done, sm3) in (0_u64..).zip(&checked.attachments) {
        watched.step(done)?;
        let target = content::path_in(&root, sm3);
        let shelf = target.parent().unwrap_or(&root);
        fs::create_dir_all(shelf).map_err(StoreError::io(shelf))?;
        let old =
            previous.map(|backup| content::path_in(&folder::attachments_in(&backup.path), sm3));
        let is_linked = old.is_some_and(|old| fs::hard_link(old, &target).is_ok());
        if !is_linked || !content::is_whole(&target, sm3)? {
            let living = content::path(living, sm3);
            let _broken_link = fs::remove_file(&target);
            fs::copy(&living, &target).map_err(StoreError::io(&living))?;
            sync(&target)?;
            if !content::is_whole(&target, sm3)? {
                let detail = format!("attachment {sm3} is missing or changed");
                return Err(StoreError::Damaged { path: living, detail });
            }
        }
        bytes += fs::metadata(&target).map_err(StoreError::io(&target))?.len();
        sync(shelf)?;
    }
    watched.step(checked.attachments.len() as u64)?;
    Ok(bytes)
}
