//! Making a backup of a living office.

use std::fs;
use std::path::Path;

use chrono::{DateTime, Utc};

use super::{Backup, Checked, MANIFEST, Manifest, check_database, list, sm3_of, sync};
use crate::{Store, StoreError, content, folder, queries};

/// Backs the office up into a folder of backups, checks the copy and returns it. A copy that
/// fails its check is kept with its fault and counts for nothing.
///
/// Neither reads nor changes wait: the copy is the state of the moment it began.
///
/// # Errors
/// When nothing could be written at all; then nothing is left behind.
pub fn back_up(store: &Store, backups: &Path, at: DateTime<Utc>) -> Result<Backup, StoreError> {
    let name = at.format("%Y%m%dT%H%M%S%3fZ").to_string();
    let (draft, target) = (backups.join(format!("{name}.making")), backups.join(&name));
    fs::create_dir_all(backups).map_err(StoreError::io(backups))?;
    clear_drafts(backups);
    let previous = list(backups).into_iter().find(Backup::is_good);
    let run = || -> Result<Backup, StoreError> {
        fs::create_dir(&draft).map_err(StoreError::io(&draft))?;
        let manifest = fill(store, &draft, previous.as_ref(), at)?;
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
    store: &Store,
    draft: &Path,
    previous: Option<&Backup>,
    at: DateTime<Utc>,
) -> Result<Manifest, StoreError> {
    let database = folder::database_in(draft);
    store.snapshot(|connection| queries::backup::copy(connection, &database))?;
    sync(&database)?;
    let bytes = fs::metadata(&database).map_err(StoreError::io(&database))?.len();
    let mut manifest = Manifest {
        made_at: at,
        database_sm3: sm3_of(&database)?,
        bytes,
        attachments: Vec::new(),
        journal_sequence: 0,
        journal_head: String::new(),
        fault: None,
    };
    let checked = check_database(&database).and_then(|checked| {
        manifest.bytes += copy_attachments(store, draft, previous, &checked)?;
        Ok(checked)
    });
    match checked {
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
    store: &Store,
    draft: &Path,
    previous: Option<&Backup>,
    checked: &Checked,
) -> Result<u64, StoreError> {
    let root = folder::attachments_in(draft);
    let mut bytes = 0;
    for sm3 in &checked.attachments {
        let target = content::path_in(&root, sm3);
        let shelf = target.parent().unwrap_or(&root);
        fs::create_dir_all(shelf).map_err(StoreError::io(shelf))?;
        let old =
            previous.map(|backup| content::path_in(&folder::attachments_in(&backup.path), sm3));
        let is_linked = old.is_some_and(|old| fs::hard_link(old, &target).is_ok());
        if !is_linked || !content::is_whole(&target, sm3)? {
            let living = content::path(store.folder(), sm3);
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
    Ok(bytes)
}
