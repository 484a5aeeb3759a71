//! The head of the journal's chain, kept outside the database so that a cut-off tail shows.

use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::Connection;

use crate::StoreError;
use crate::journal::{self, Fault, FaultKind, Head};

/// Two records written in turn, so that a torn write leaves the other one whole; a lost head
/// stands behind them.
const RECORD: usize = 128;
const LOST_AT: usize = 2 * RECORD;
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
    /// No head was noted although the journal had rows.
    is_missing: bool,
}

/// A head the journal no longer held when the office was opened: rows were cut off, or the chain
/// was made anew. It stays noted whatever is written afterwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Lost {
    noted: Head,
    /// The journal's last row at that time.
    end: i64,
}

impl Lost {
    /// Returns the first bad row; none once the journal holds the lost head again.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub(crate) fn fault(&self, connection: &Connection) -> Result<Option<Fault>, StoreError> {
        if holds(connection, &self.noted)? {
            return Ok(None);
        }
        Ok(Some(match self.end < self.noted.sequence {
            true => Fault { sequence: self.end + 1, kind: FaultKind::CutOff },
            false => Fault { sequence: self.noted.sequence, kind: FaultKind::Rewritten },
        }))
    }
}

/// What is known of the journal outside the database.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Noted {
    pub(crate) head: Option<Head>,
    pub(crate) lost: Option<Lost>,
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
            is_missing: false,
        })
    }

    /// Compares the noted head with the journal and tells whether the journal is broken. A journal
    /// that does not hold the head makes it a lost one, durably, before a later head takes its
    /// place. An anchor without a head stays as it is when the journal has rows: a head noted now
    /// would hide that a tail may be gone. A journal that goes beyond the head is what a crash
    /// between a commit and its note leaves.
    ///
    /// # Errors
    /// [`StoreError::Io`], or when the journal cannot be read.
    pub(crate) fn check(&mut self, connection: &Connection) -> Result<bool, StoreError> {
        let end = journal::head(connection)?;
        let Noted { head, lost } = self.noted()?;
        let lost = match lost {
            Some(lost) if lost.fault(connection)?.is_some() => Some(lost),
            Some(_) | None => None,
        };
        let Some(head) = head else {
            self.is_missing = end.sequence > 0;
            if !self.is_missing {
                // A crash after the very first commit must not look like a missing head.
                self.note(&end)?;
                self.sync()?;
            }
            return Ok(self.is_missing || lost.is_some());
        };
        if holds(connection, &head)? {
            return Ok(lost.is_some());
        }
        let lost = match lost {
            Some(lost) => Lost { end: lost.end.min(end.sequence), ..lost },
            None => Lost { noted: head, end: end.sequence },
        };
        self.keep(&lost)?;
        for slot in 0..2 {
            self.write_at(slot * RECORD, RECORD, &body(&end))?;
        }
        self.sync()?;
        Ok(true)
    }

    fn keep(&mut self, lost: &Lost) -> Result<(), StoreError> {
        let Lost { noted, end } = lost;
        log::error!("the journal ends at {end} and does not hold the head noted at {noted:?}");
        self.write_at(LOST_AT, 2 * RECORD, &format!("{end} {}", body(noted)))?;
        self.sync()
    }

    /// Notes the head after a commit. What cannot be noted is logged and tried again with the next
    /// one and at the end: the commit itself is durable, nobody may be told that it failed.
    pub(crate) fn follow(&mut self, head: Head) {
        if self.is_missing {
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
        let slot = usize::from(head.sequence % 2 == 1) * RECORD;
        self.write_at(slot, RECORD, &body(head))
    }

    /// Writes a sealed record of `length` bytes.
    fn write_at(&mut self, at: usize, length: usize, body: &str) -> Result<(), StoreError> {
        let seal = journal::digest([body.as_bytes()]);
        let record = format!("{:<1$}\n", format!("{body} {}", &seal[..32]), length - 1);
        let write = |file: &mut File| {
            file.seek(SeekFrom::Start(at as u64))?;
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
        Ok(self.noted()?.head)
    }

    /// Returns the newest head and the lost one.
    ///
    /// # Errors
    /// [`StoreError::Io`].
    pub(crate) fn noted(&mut self) -> Result<Noted, StoreError> {
        let mut text = Vec::new();
        let mut read = |file: &mut File| {
            file.seek(SeekFrom::Start(0))?;
            file.read_to_end(&mut text)
        };
        read(&mut self.file).map_err(StoreError::io(&self.path))?;
        let heads = text.chunks(RECORD).take(2).filter_map(|record| parse(unseal(record)?));
        let lost = text.get(LOST_AT..).and_then(|record| {
            let (end, noted) = unseal(record)?.split_once(' ')?;
            Some(Lost { noted: parse(noted)?, end: end.parse().ok()? })
        });
        Ok(Noted { head: heads.max_by_key(|head| head.sequence), lost })
    }
}

impl Drop for Anchor {
    fn drop(&mut self) {
        // Nobody is left to tell; the next start compares the anchor with the journal anyway.
        let _unsynced = self.sync();
    }
}

/// Tells whether the journal holds this head.
fn holds(connection: &Connection, head: &Head) -> Result<bool, StoreError> {
    let hash = journal::hash_at(connection, head.sequence)?;
    Ok(hash.is_some_and(|hash| hash == head.hash))
}

fn body(head: &Head) -> String {
    format!("{:020} {}", head.sequence, head.hash)
}

/// Returns what a whole record says.
fn unseal(record: &[u8]) -> Option<&str> {
    let (body, seal) = std::str::from_utf8(record).ok()?.trim_end().rsplit_once(' ')?;
    (journal::digest([body.as_bytes()])[..32] == *seal).then_some(body)
}

fn parse(body: &str) -> Option<Head> {
    let (sequence, hash) = body.split_once(' ')?;
    Some(Head { sequence: sequence.parse().ok()?, hash: hash.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(sequence: i64) -> Head {
        Head { sequence, hash: journal::digest([&sequence.to_be_bytes()[..]]) }
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
