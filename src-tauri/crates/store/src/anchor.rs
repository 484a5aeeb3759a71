//! The head of the journal's chain, kept outside the database so that a cut-off tail shows.

use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::StoreError;
use crate::journal::Head;

/// Two records written in turn, so that a torn write leaves the other one whole.
const RECORD: usize = 128;
const SYNC_EVERY: Duration = Duration::from_secs(1);

/// The anchor file. Written after each commit, so it is never ahead of what is durable; synced at
/// most once a second, because the database has already been.
#[derive(Debug)]
pub struct Anchor {
    path: PathBuf,
    file: File,
    synced: Instant,
    /// A head that could not be noted yet.
    behind: Option<Head>,
    is_lost: bool,
}

impl Anchor {
    /// Opens the anchor, making an empty one when it is missing.
    ///
    /// # Errors
    /// [`StoreError::Io`].
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .open(path)
            .map_err(StoreError::io(path))?;
        Ok(Self {
            path: path.to_owned(),
            file,
            synced: Instant::now(),
            behind: None,
            is_lost: false,
        })
    }

    /// Leaves the anchor as it is when it holds no head although `journal` has rows: a head noted
    /// now would hide that a tail may be gone.
    ///
    /// # Errors
    /// [`StoreError::Io`].
    pub(crate) fn check(&mut self, journal: &Head) -> Result<(), StoreError> {
        self.is_lost = journal.sequence > 0 && self.head()?.is_none();
        Ok(())
    }

    /// Notes the head after a commit. What cannot be noted is logged and tried again with the next
    /// one and at the end: the commit itself is durable, nobody may be told that it failed.
    pub(crate) fn follow(&mut self, head: Head) {
        if self.is_lost {
            return;
        }
        self.behind = match self.note(&head) {
            Ok(()) => None,
            Err(error) => {
                log::error!("the journal's head is not noted: {error}");
                Some(head)
            }
        };
    }

    /// Notes the head after a commit.
    ///
    /// # Errors
    /// [`StoreError::Io`].
    pub fn note(&mut self, head: &Head) -> Result<(), StoreError> {
        self.write(head)?;
        self.behind = None;
        if self.synced.elapsed() >= SYNC_EVERY {
            self.sync()?;
        }
        Ok(())
    }

    /// Takes the right to write away, as a full or broken disk does.
    #[cfg(test)]
    pub(crate) fn make_unwritable(&mut self) {
        self.file = File::open(&self.path).unwrap();
    }

    fn write(&mut self, head: &Head) -> Result<(), StoreError> {
        let slot = u64::from(head.sequence % 2 == 1) * RECORD as u64;
        let body = format!("{:020} {}", head.sequence, head.hash);
        let seal = crate::journal::digest([body.as_bytes()]);
        let record = format!("{:<127}\n", format!("{body} {}", &seal[..32]));
        let write = |file: &mut File| {
            file.seek(SeekFrom::Start(slot))?;
            file.write_all(record.as_bytes())
        };
        write(&mut self.file).map_err(StoreError::io(&self.path))
    }

    /// Makes the last noted head durable.
    ///
    /// # Errors
    /// [`StoreError::Io`].
    pub fn sync(&mut self) -> Result<(), StoreError> {
        if let Some(head) = &self.behind {
            let head = head.clone();
            self.write(&head)?;
            self.behind = None;
        }
        self.synced = Instant::now();
        self.file.sync_data().map_err(StoreError::io(&self.path))
    }

    /// Returns the newest whole record; none in a new or unreadable file.
    ///
    /// # Errors
    /// [`StoreError::Io`].
    pub fn head(&mut self) -> Result<Option<Head>, StoreError> {
        let mut text = Vec::new();
        let mut read = |file: &mut File| {
            file.seek(SeekFrom::Start(0))?;
            file.read_to_end(&mut text)
        };
        read(&mut self.file).map_err(StoreError::io(&self.path))?;
        Ok(text.chunks(RECORD).filter_map(parse).max_by_key(|head| head.sequence))
    }
}

impl Drop for Anchor {
    fn drop(&mut self) {
        // Nobody is left to tell; the next start compares the anchor with the journal anyway.
        let _unsynced = self.sync();
    }
}

fn parse(record: &[u8]) -> Option<Head> {
    let text = std::str::from_utf8(record).ok()?.trim_end();
    let (body, seal) = text.rsplit_once(' ')?;
    if crate::journal::digest([body.as_bytes()])[..32] != *seal {
        return None;
    }
    let (sequence, hash) = body.split_once(' ')?;
    Some(Head { sequence: sequence.parse().ok()?, hash: hash.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(sequence: i64) -> Head {
        Head { sequence, hash: crate::journal::digest([&sequence.to_be_bytes()[..]]) }
    }

    #[test]
    fn what_could_not_be_noted_is_noted_later() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal-head");
        let mut anchor = Anchor::open(&path).unwrap();
        anchor.follow(head(1));
        let writable = std::mem::replace(&mut anchor.file, File::open(&path).unwrap());
        anchor.follow(head(2));
        anchor.follow(head(3));
        assert_eq!(anchor.head().unwrap(), Some(head(1)));
        anchor.file = writable;
        anchor.sync().unwrap();
        assert_eq!(anchor.head().unwrap(), Some(head(3)));
        anchor.follow(head(4));
        assert_eq!(anchor.head().unwrap(), Some(head(4)));
    }
}
