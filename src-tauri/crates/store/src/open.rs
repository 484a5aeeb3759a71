//! Opening the store: never a blank one where data was, never a touch on what is not ours.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, TransactionBehavior};

use crate::anchor::{Anchor, Noted};
use crate::folder::DataFolder;
use crate::inspection::{Depth, inspect, look_into};
use crate::journal::{self, Fault, FaultKind, Proof};
use crate::migrations::{APPLICATION_ID, SUPPORTED, migrate};
use crate::queries::search;
use crate::soundness::{Mark, Soundness};
use crate::watch::{Watch, Watched, unwatched};
use crate::writing::{Author, Writing};
use crate::{StoreError, backups, content};

/// What the writer holds of the database while it changes thousands of rows, in KiB, negative as
/// SQLite wants it: a row touches a page of each of two dozen indexes, and with SQLite's usual 2 MiB
/// most of them were read from the disk and written to the log once for each row.
const MANY_CACHE: i64 = -48 * 1024;

/// An open office: one writer, a few readers, the anchor of the journal.
///
/// Locks are held for one transaction only; papers and sheets are made after it returns.
#[derive(Debug)]
pub struct Store {
    writer: Mutex<Connection>,
    reader: Mutex<Connection>,
    anchor: Mutex<Anchor>,
    soundness: Soundness,
    is_journal_broken: AtomicBool,
    // Given back last, when no connection is open any more.
    folder: DataFolder,
}

impl Store {
    /// Opens the office in `root`, or makes a new one where nothing is. When the last session ended
    /// well, the whole of the database is checked beside the work (`soundness.rs` says how). An
    /// office of an older schema is backed up at `now` and migrated.
    ///
    /// # Errors
    /// Any refusal of [`StoreError`]; a refused file keeps every byte.
    pub fn open(root: &Path, now: DateTime<Utc>) -> Result<Self, StoreError> {
        let folder = DataFolder::hold(root)?;
        let path = folder.database();
        let mark = folder.take_mark()?;
        if !path.exists() {
            if folder.has_remains() {
                return Err(StoreError::DatabaseMissing(root.to_owned()));
            }
            make(&folder)?;
            return Self::connect(folder, Soundness::known(path), now);
        }
        match mark.filter(|mark| mark.fits(&path)) {
            Some(mark) => {
                look_into(&path, Depth::Glance)?;
                let check = connect(&path, true)?;
                let soundness = Soundness::find_out(path.clone(), check, mark.skips());
                Self::connect(folder, soundness, now).map_err(|error| {
                    let detail = error.to_string();
                    if error.is_damage() { StoreError::Damaged { path, detail } } else { error }
                })
            }
            None => {
                inspect(&path)?;
                Self::connect(folder, Soundness::known(path), now)
            }
        }
    }

    fn connect(
        folder: DataFolder,
        soundness: Soundness,
        now: DateTime<Utc>,
    ) -> Result<Self, StoreError> {
        let path = folder.database();
        let mut writer = connect(&path, false)?;
        writer.pragma_update(None, "journal_mode", "WAL")?;
        let mut anchor = Anchor::open(&folder.anchor())?;
        let is_journal_broken = anchor.check(&writer)?.into();
        let version: i32 = writer.pragma_query_value(None, "user_version", |row| row.get(0))?;
        if version < SUPPORTED {
            backups::back_up_before_migration(&folder, &anchor.noted()?, now)?;
        }
        migrate(&mut writer)?;
        // Without figures the planner takes `is_void = 0` for a sharp condition.
        writer.execute_batch("PRAGMA analysis_limit = 400; PRAGMA optimize = 0x10002")?;
        let reader = connect(&path, true)?;
        Ok(Self {
            writer: Mutex::new(writer),
            reader: Mutex::new(reader),
            anchor: Mutex::new(anchor),
            soundness,
            is_journal_broken,
            folder,
        })
    }

    /// Brings everything into the database file and marks it as closed well, so that the next start
    /// is quick. Called when the program ends without giving the store back; dropping does the same.
    /// The store stays usable, but what is written after it makes the next start a careful one.
    ///
    /// # Errors
    /// When SQLite or the file system refuses; then the next start checks the whole file.
    pub fn close(&self) -> Result<(), StoreError> {
        let Some(skips) = self.soundness.stop() else { return Ok(()) };
        let writer = lock(&self.writer);
        let is_busy: bool =
            writer.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        lock(&self.anchor).sync()?;
        if is_busy {
            return Ok(());
        }
        self.folder.leave_mark(&Mark::of(&self.folder.database(), skips)?)
    }

    /// Returns the data folder.
    #[must_use]
    pub fn folder(&self) -> &DataFolder {
        &self.folder
    }

    /// Runs a read. What it returns is one consistent state.
    ///
    /// # Errors
    /// Whatever `body` returns.
    pub fn read<T, E: From<StoreError>>(
        &self,
        body: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        in_one_state(&lock(&self.reader), body)
    }

    /// Runs a long read on a connection of its own: neither other reads nor changes wait for it.
    /// What it returns is the state of the moment it began.
    ///
    /// # Errors
    /// Whatever `body` returns.
    pub fn snapshot<T, E: From<StoreError>>(
        &self,
        body: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        snapshot(&self.folder, body)
    }

    /// Runs a change: `body`, its journal rows and the commit are one durable transaction.
    ///
    /// # Errors
    /// Whatever `body` returns, or the commit; then nothing was changed.
    pub fn write<T, E: From<StoreError>>(
        &self,
        author: Author,
        body: impl FnOnce(&mut Writing<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.change(author, |writing| self.finish(writing, body))
    }

    /// Runs a change of thousands of rows as [`Store::write`]: for its time the writer holds more of
    /// the database in memory, and the full text is gathered in larger parts.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub fn write_many<T, E: From<StoreError>>(
        &self,
        author: Author,
        body: impl FnOnce(&mut Writing<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.soundness.check()?;
        let mut connection = lock(&self.writer);
        let usual: i64 = connection
            .pragma_query_value(None, "cache_size", |row| row.get(0))
            .map_err(StoreError::from)?;
        connection.pragma_update(None, "cache_size", MANY_CACHE).map_err(StoreError::from)?;
        let result = begin(&mut connection, author).map_err(E::from).and_then(|writing| {
            self.finish(writing, |tx| {
                search::gather_much(tx)?;
                let result = body(tx)?;
                search::gather_little(tx)?;
                Ok(result)
            })
        });
        // The change is made or not made; a cache that stays large changes nothing of that.
        let _large = connection.pragma_update(None, "cache_size", usual);
        result
    }

    /// Runs a change and commits it.
    fn finish<T, E: From<StoreError>>(
        &self,
        mut writing: Writing<'_>,
        body: impl FnOnce(&mut Writing<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let result = body(&mut writing)?;
        let head = writing.commit()?;
        // The anchor follows under the writer's lock, so heads are noted in order.
        lock(&self.anchor).follow(head);
        Ok(result)
    }

    /// Runs a change as [`Store::write`] would and takes all of it back: what it returns is what
    /// would come of it now.
    ///
    /// # Errors
    /// Whatever `body` returns.
    pub fn rehearse<T, E: From<StoreError>>(
        &self,
        author: Author,
        body: impl FnOnce(&mut Writing<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        // Dropped without a commit, the transaction is rolled back.
        self.change(author, |mut writing| body(&mut writing))
    }

    /// Begins a change and hands it to `body` while the writer is locked.
    fn change<T, E: From<StoreError>>(
        &self,
        author: Author,
        body: impl FnOnce(Writing<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.soundness.check()?;
        let mut connection = lock(&self.writer);
        body(begin(&mut connection, author)?)
    }

    /// Walks the journal's chain against the anchor. Without a noted head nothing proves that the
    /// end of the journal is its end: that is a fault of its own.
    ///
    /// # Errors
    /// When the journal or the anchor cannot be read.
    pub fn verify(&self) -> Result<Proof, StoreError> {
        self.verify_watched(&mut unwatched)
    }

    /// Walks the journal's chain as [`Store::verify`]; `watch` hears of its rows. Neither reads nor
    /// changes wait.
    ///
    /// # Errors
    /// As [`Store::verify`], and [`StoreError::Cancelled`] when `watch` breaks.
    pub fn verify_watched(&self, watch: &mut Watch<'_>) -> Result<Proof, StoreError> {
        let noted = self.noted()?;
        let proof = self.snapshot(|connection| {
            let last = u64::try_from(journal::head(connection)?.sequence).unwrap_or(0);
            let watched = &mut Watched::new(watch, last);
            let mut proof = journal::verify_noted(connection, &noted, watched)?;
            if noted.head.is_none() && proof.rows > 0 {
                let lost = Fault { sequence: proof.head.sequence, kind: FaultKind::HeadLost };
                proof.fault.get_or_insert(lost);
            }
            Ok::<_, StoreError>(proof)
        })?;
        self.is_journal_broken.store(proof.fault.is_some(), Ordering::Relaxed);
        Ok(proof)
    }

    /// Tells whether the last proof found a fault; before the first one, whether the journal
    /// contradicted its noted head when the office was opened.
    #[must_use]
    pub fn is_journal_broken(&self) -> bool {
        self.is_journal_broken.load(Ordering::Relaxed)
    }

    /// Returns what is noted of the journal outside the database. A state read afterwards holds at
    /// least the noted head.
    ///
    /// # Errors
    /// [`StoreError::Io`].
    pub(crate) fn noted(&self) -> Result<Noted, StoreError> {
        lock(&self.anchor).noted()
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        // Without the mark the next start checks the whole file.
        let _unmarked = self.close();
    }
}

fn begin(connection: &mut Connection, author: Author) -> Result<Writing<'_>, StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    Writing::begin(transaction, author)
}

/// Runs a long read as [`Store::snapshot`], on the database as it lies.
///
/// # Errors
/// Whatever `body` returns.
pub(crate) fn snapshot<T, E: From<StoreError>>(
    folder: &DataFolder,
    body: impl FnOnce(&Connection) -> Result<T, E>,
) -> Result<T, E> {
    in_one_state(&connect(&folder.database(), true)?, body)
}

/// Runs a read in a transaction: everything it sees is of one state.
fn in_one_state<T, E: From<StoreError>>(
    connection: &Connection,
    body: impl FnOnce(&Connection) -> Result<T, E>,
) -> Result<T, E> {
    let transaction = connection.unchecked_transaction().map_err(StoreError::from)?;
    let result = body(&transaction)?;
    transaction.finish().map_err(StoreError::from)?;
    Ok(result)
}

/// Makes an empty database. It carries another name until it is whole: a start that is killed on the
/// way leaves nothing the next one would take for a damaged or a foreign file.
fn make(folder: &DataFolder) -> Result<(), StoreError> {
    let draft = folder.draft();
    for ending in ["", "-journal", "-wal", "-shm"] {
        // Left by a start that was killed.
        let path = PathBuf::from(format!("{}{ending}", draft.display()));
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(StoreError::Io { path, source: error });
            }
            _ => {}
        }
    }
    let mut connection = connect(&draft, false)?;
    migrate(&mut connection)?;
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    // Last, so that no part of the database stands in a log of the draft's name.
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.close().map_err(|(_, error)| error)?;
    let database = folder.database();
    std::fs::rename(&draft, &database).map_err(StoreError::io(&database))?;
    content::sync_folder(folder.root())
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // A panic inside a transaction rolled it back: the connection itself stays good.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn connect(path: &Path, is_reader: bool) -> Result<Connection, StoreError> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(Duration::from_secs(10))?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.set_prepared_statement_cache_capacity(128);
    if is_reader {
        // KiB: the narrow indexes of ten years stay in memory, the rows do not.
        connection.pragma_update(None, "cache_size", -16 * 1024)?;
        connection.pragma_update(None, "query_only", true)?;
    }
    Ok(connection)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_committed_change_is_never_told_as_failed() {
        let folder = tempfile::tempdir().unwrap();
        let author = Author {
            clerk_id: String::from("clerk"),
            clerk: String::from("周敏"),
            at: "2026-09-23T01:00:00Z".parse().unwrap(),
            use_case: "save_demand_fields",
        };
        let store = Store::open(folder.path(), author.at).unwrap();
        let save =
            |at: i64| store.write(author.clone(), |tx| tx.record("d", "d", None::<&i64>, &at));
        save(1).unwrap();
        lock(&store.anchor).make_unwritable();
        save(2).unwrap();
        assert_eq!(store.read(journal::head).unwrap().sequence, 2);
        let proof = store.verify().unwrap();
        assert_eq!((proof.rows, proof.fault), (2, None));
        drop(store);
        let store = Store::open(folder.path(), author.at).unwrap();
        assert_eq!(store.verify().unwrap().fault, None);
    }
}
