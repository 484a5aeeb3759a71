//! Backups: a copy of the database, its attachments and a manifest, counted only when checked.
//!
//! `backups/20260923T062005123Z/{reception.db, attachments/ab/abcd…, manifest.json}`. The folder
//! carries another name until it is whole and checked.

mod make;
mod restore;
mod rotate;

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OpenFlags};
use serde::{Deserialize, Serialize};
use sm3::{Digest, Sm3};

use crate::anchor::Noted;
use crate::journal::{self, Head};
use crate::watch::{Watched, unwatched};
use crate::{StoreError, content, folder, inspection};

pub use make::back_up;
pub(crate) use make::back_up_before_migration;
pub use restore::{Restored, restore};
pub use rotate::rotate;

/// The manifest's name; a folder without one is no backup.
const MANIFEST: &str = "manifest.json";

/// What a backup says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub made_at: DateTime<Utc>,
    /// The schema of the database; 0 where the manifest does not say.
    #[serde(default)]
    pub schema: i32,
    /// SM3 of the database file, hexadecimal.
    pub database_sm3: String,
    /// Database and attachments together.
    pub bytes: u64,
    /// SM3 of each attachment's content.
    pub attachments: Vec<String>,
    pub journal_sequence: i64,
    pub journal_head: String,
    /// Why it does not count; none for a good one.
    pub fault: Option<String>,
}

/// A backup on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    pub path: PathBuf,
    pub manifest: Manifest,
}

impl Backup {
    /// Tells whether it passed its check when it was made.
    #[must_use]
    pub fn is_good(&self) -> bool {
        self.manifest.fault.is_none()
    }
}

/// Lists the backups of a folder by their manifests, the newest first. A folder that cannot be
/// read has none.
#[must_use]
pub fn list(backups: &Path) -> Vec<Backup> {
    let entries = fs::read_dir(backups).into_iter().flatten().flatten();
    let mut found: Vec<Backup> = entries
        .filter_map(|entry| {
            let path = entry.path();
            let text = fs::read_to_string(path.join(MANIFEST)).ok()?;
            Some(Backup { manifest: serde_json::from_str(&text).ok()?, path })
        })
        .collect();
    found.sort_by(|a, b| b.manifest.made_at.cmp(&a.manifest.made_at).then(b.path.cmp(&a.path)));
    found
}

/// Returns the newest good backup of a data folder, without opening its office.
#[must_use]
pub fn last_good(root: &Path) -> Option<Backup> {
    list(&folder::backups_in(root)).into_iter().find(Backup::is_good)
}

/// Checks a backup from end to end: every hash, SQLite's own check, the journal's chain.
///
/// # Errors
/// [`StoreError::Damaged`] says what is wrong; nothing is changed.
pub fn check(path: &Path) -> Result<Manifest, StoreError> {
    let damaged = |detail: String| StoreError::Damaged { path: path.to_owned(), detail };
    let text = fs::read_to_string(path.join(MANIFEST))
        .map_err(|error| damaged(format!("{MANIFEST}: {error}")))?;
    let manifest: Manifest =
        serde_json::from_str(&text).map_err(|error| damaged(format!("{MANIFEST}: {error}")))?;
    if let Some(fault) = &manifest.fault {
        return Err(damaged(fault.clone()));
    }
    let database = folder::database_in(path);
    if sm3_of(&database).map_err(|error| damaged(error.to_string()))? != manifest.database_sm3 {
        return Err(damaged(String::from("the database differs from its hash")));
    }
    let found = check_database(&database, &Noted::default(), &mut Watched::new(&mut unwatched, 0))?;
    if found.head.sequence != manifest.journal_sequence || found.head.hash != manifest.journal_head
    {
        return Err(damaged(String::from("the journal ends elsewhere than the manifest says")));
    }
    if found.attachments != manifest.attachments {
        return Err(damaged(String::from("the manifest lists other attachments")));
    }
    for sm3 in &found.attachments {
        let file = content::path_in(&folder::attachments_in(path), sm3);
        if !content::is_whole(&file, sm3)? {
            return Err(damaged(format!("attachment {sm3} is missing or changed")));
        }
    }
    Ok(manifest)
}

/// What a copied database holds.
struct Checked {
    head: Head,
    /// SM3 of each attachment, once.
    attachments: Vec<String>,
    demands: i64,
}

/// Reopens a copied database as it lies and checks it, its journal against what is noted of it;
/// nothing is written beside it.
fn check_database(
    path: &Path,
    noted: &Noted,
    watched: &mut Watched<'_, '_>,
) -> Result<Checked, StoreError> {
    inspection::inspect(path)?;
    let connection = Connection::open_with_flags(
        inspection::immutable(path),
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI,
    )?;
    let proof = journal::verify_noted(&connection, noted, watched)?;
    if let Some(fault) = proof.fault {
        let detail = format!("journal row {} is {:?}", fault.sequence, fault.kind);
        return Err(StoreError::Damaged { path: path.to_owned(), detail });
    }
    let mut statement = connection.prepare("SELECT DISTINCT sm3 FROM attachments ORDER BY sm3")?;
    let attachments = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let demands = connection.query_row("SELECT count(*) FROM demands", [], |row| row.get(0))?;
    Ok(Checked { head: proof.head, attachments, demands })
}

fn sm3_of(path: &Path) -> Result<String, StoreError> {
    let mut file = File::open(path).map_err(StoreError::io(path))?;
    let (mut hasher, mut buffer) = (Sm3::new(), vec![0; 256 * 1024]);
    loop {
        let count = file.read(&mut buffer).map_err(StoreError::io(path))?;
        if count == 0 {
            break;
        }
        hasher.update(&buffer[..count]);
    }
    Ok(journal::hex(&hasher.finalize()))
}

fn sync(path: &Path) -> Result<(), StoreError> {
    // Windows opens no folder as a file, and journals renames itself.
    if cfg!(windows) && path.is_dir() {
        return Ok(());
    }
    File::open(path).and_then(|file| file.sync_all()).map_err(StoreError::io(path))
}
