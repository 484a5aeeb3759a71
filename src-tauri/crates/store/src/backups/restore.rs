//! Restoring a backup, into a new folder only.

use std::fs;
use std::path::{Path, PathBuf};

use super::{check, check_database, sync};
use crate::anchor::{Anchor, Noted};
use crate::journal::Head;
use crate::watch::{Watched, unwatched};
use crate::{DataFolder, StoreError, content, folder};

/// What a restored office holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    pub folder: PathBuf,
    pub demands: i64,
    pub journal_sequence: i64,
}

/// Restores a backup into `into`, which must be missing or empty: a living office is never
/// written over. The backup is checked from end to end first; it stays as it is.
///
/// # Errors
/// [`StoreError::NotEmpty`], [`StoreError::Damaged`], the refusals of a data folder, or
/// [`StoreError::Io`]; then what was begun is removed.
pub fn restore(backup: &Path, into: &Path) -> Result<Restored, StoreError> {
    let is_taken = into.is_file() || fs::read_dir(into).is_ok_and(|mut rows| rows.next().is_some());
    if is_taken {
        return Err(StoreError::NotEmpty(into.to_owned()));
    }
    let manifest = check(backup)?;
    let hold = DataFolder::hold(into)?;
    let run = || -> Result<Restored, StoreError> {
        let source = folder::database_in(backup);
        let draft = into.join("reception.db.restoring");
        fs::copy(&source, &draft).map_err(StoreError::io(&draft))?;
        sync(&draft)?;
        for sm3 in &manifest.attachments {
            let from = content::path_in(&folder::attachments_in(backup), sm3);
            let to = content::path(&hold, sm3);
            let shelf = to.parent().unwrap_or(into);
            fs::create_dir_all(shelf).map_err(StoreError::io(shelf))?;
            fs::copy(&from, &to).map_err(StoreError::io(&to))?;
            sync(&to)?;
            sync(shelf)?;
        }
        let head =
            Head { sequence: manifest.journal_sequence, hash: manifest.journal_head.clone() };
        let mut anchor = Anchor::open(&hold.anchor())?;
        anchor.note(&head)?;
        anchor.sync()?;
        // Last: only a whole office has its database.
        let database = hold.database();
        fs::rename(&draft, &database).map_err(StoreError::io(&database))?;
        sync(into)?;
        let mut watch = unwatched;
        let watched = &mut Watched::new(&mut watch, 0);
        let checked = check_database(&database, &Noted::default(), watched)?;
        Ok(Restored {
            folder: into.to_owned(),
            demands: checked.demands,
            journal_sequence: checked.head.sequence,
        })
    };
    run().inspect_err(|_| {
        for made in fs::read_dir(into).into_iter().flatten().flatten() {
            let path = made.path();
            let _tried =
                if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
        }
    })
}
