//! The data folder: where everything of one office lies.

use std::fs::{self, File, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::StoreError;
use crate::soundness::Mark;

/// The folder of one office, held by one program at a time.
///
/// The hold is an operating-system lock on the file `lock`; a killed holder never blocks.
#[derive(Debug)]
pub struct DataFolder {
    root: PathBuf,
    // Dropping the handle gives the lock back.
    lock: File,
}

impl DataFolder {
    /// Takes the folder, making it when it is missing.
    ///
    /// # Errors
    /// [`StoreError::NetworkFolder`], [`StoreError::Locked`], [`StoreError::ReadOnly`] or
    /// [`StoreError::Io`]; nothing in the folder was changed.
    pub fn hold(root: &Path) -> Result<Self, StoreError> {
        if is_network_path(root) {
            return Err(StoreError::NetworkFolder(root.to_owned()));
        }
        fs::create_dir_all(root).map_err(|source| denied(root, source))?;
        let path = root.join("lock");
        let lock = File::options()
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .open(&path)
            .map_err(|source| denied(root, source))?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { root: root.to_owned(), lock }),
            Err(TryLockError::WouldBlock) => Err(StoreError::Locked(root.to_owned())),
            Err(TryLockError::Error(source)) => Err(StoreError::Io { path, source }),
        }
    }

    /// Returns the folder itself.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Takes the mark of a good closing out of the lock file: what follows counts as a crash until
    /// [`DataFolder::leave_mark`].
    ///
    /// # Errors
    /// [`StoreError::Io`].
    pub(crate) fn take_mark(&self) -> Result<Option<Mark>, StoreError> {
        let mut text = String::new();
        let mut lock = &self.lock;
        // Anything but a mark, such as bytes that are no text, is none.
        let read = lock.seek(SeekFrom::Start(0)).and_then(|_| lock.read_to_string(&mut text));
        let mark = read.ok().and_then(|_| Mark::parse(&text));
        if mark.is_some() {
            self.write_mark("")?;
        }
        Ok(mark)
    }

    /// Leaves the mark of a good closing.
    ///
    /// # Errors
    /// [`StoreError::Io`].
    pub(crate) fn leave_mark(&self, mark: &Mark) -> Result<(), StoreError> {
        self.write_mark(&mark.to_string())
    }

    fn write_mark(&self, text: &str) -> Result<(), StoreError> {
        let mut lock = &self.lock;
        lock.set_len(0)
            .and_then(|()| lock.seek(SeekFrom::Start(0)))
            .and_then(|_| lock.write_all(text.as_bytes()))
            .and_then(|()| lock.sync_all())
            .map_err(StoreError::io(self.root.join("lock")))
    }

    /// Returns the database file.
    #[must_use]
    pub fn database(&self) -> PathBuf {
        database_in(&self.root)
    }

    /// Returns the file a new database is made in.
    pub(crate) fn draft(&self) -> PathBuf {
        self.root.join("reception.db.making")
    }

    /// Returns the folder of attachments, named by hash.
    #[must_use]
    pub fn attachments(&self) -> PathBuf {
        attachments_in(&self.root)
    }

    /// Returns the folder of backups.
    #[must_use]
    pub fn backups(&self) -> PathBuf {
        backups_in(&self.root)
    }

    /// Returns the folder of papers made for the printer or a viewer.
    #[must_use]
    pub fn prints(&self) -> PathBuf {
        self.root.join("prints")
    }

    /// Returns the file that holds the head of the journal's chain.
    #[must_use]
    pub fn anchor(&self) -> PathBuf {
        self.root.join("journal-head")
    }

    /// Tells whether something of an office lies here.
    #[must_use]
    pub fn has_remains(&self) -> bool {
        let filled = |path: PathBuf| fs::read_dir(path).is_ok_and(|mut rows| rows.next().is_some());
        self.anchor().exists() || filled(self.attachments()) || filled(self.backups())
    }
}

/// Returns the database file of a data folder.
#[must_use]
pub fn database_in(root: &Path) -> PathBuf {
    root.join("reception.db")
}

/// Returns the folder of attachments of a data folder or of a backup.
#[must_use]
pub fn attachments_in(root: &Path) -> PathBuf {
    root.join("attachments")
}

/// Returns the folder of backups of a data folder.
#[must_use]
pub fn backups_in(root: &Path) -> PathBuf {
    root.join("backups")
}

fn denied(root: &Path, source: std::io::Error) -> StoreError {
    match source.kind() {
        std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
            StoreError::ReadOnly(root.to_owned())
        }
        _ => StoreError::Io { path: root.to_owned(), source },
    }
}

/// Tells whether a path lies on a network share, where WAL corrupts.
fn is_network_path(path: &Path) -> bool {
    let text = path.to_string_lossy();
    if text.starts_with(r"\\") || text.starts_with("//") {
        return true;
    }
    mount_kind(path).is_some_and(|kind| {
        matches!(kind.as_str(), "nfs" | "nfs4" | "cifs" | "smb3" | "smbfs" | "fuse.sshfs" | "9p")
    })
}

/// Returns the kind of the file system that holds `path`, where the system tells (Linux).
fn mount_kind(path: &Path) -> Option<String> {
    let mounts = fs::read_to_string("/proc/self/mounts").ok()?;
    let existing = path.ancestors().find(|part| part.exists())?.canonicalize().ok()?;
    mounts
        .lines()
        .filter_map(|line| {
            let mut words = line.split(' ');
            let (_, at, kind) = (words.next()?, words.next()?, words.next()?);
            existing.starts_with(at).then(|| (at.len(), kind.to_owned()))
        })
        .max_by_key(|(length, _)| *length)
        .map(|(_, kind)| kind)
}
