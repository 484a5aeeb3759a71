//! Whether a database is whole: judged before it is opened when it might have been harmed, else
//! beside the work.
//!
//! SQLite's check reads every page, which takes longer than a start may take (guarantee D13). So an
//! office that was closed well leaves a mark in its lock file: the size and header of the database
//! as it lay then. The next start compares them, looks at header, schema and the end of the journal,
//! and lets the full check run on a thread of its own; when that finds damage nothing is written any
//! more. Without the mark, with another file in the place of the marked one, with a write-ahead log
//! left behind, or after [`SKIPS_MAX`] sessions too short for the check, the full check comes first
//! and a damaged file is refused untouched. Every backup is checked whole in any case, and the
//! journal's chain by its own proof: pages that were changed and stayed well-formed pass SQLite's
//! check at any time.

use std::fmt;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use rusqlite::{Connection, InterruptHandle};

use crate::{StoreError, journal};

/// Sessions in a row that may end before their check does.
const SKIPS_MAX: u32 = 20;

/// How long the check beside the work waits: until then the first screen wants cores and disk.
const REST: Duration = Duration::from_secs(3);
/// KiB of the check's cache: it comes to every page once.
const CACHE: i32 = 1024;
/// Up to so many bytes the check takes no time worth waiting for.
const QUICK: u64 = 32 << 20;

/// Bytes of SQLite's header; it holds the size in pages, the schema's version and counters.
const HEADER: usize = 100;

/// How a database lay when it was closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    bytes: u64,
    /// SM3 of the header.
    header: String,
    /// Sessions since the last full check.
    skips: u32,
}

impl Mark {
    /// Reads how the database lies now.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(crate) fn of(database: &Path, skips: u32) -> Result<Self, StoreError> {
        let mut header = [0; HEADER];
        let mut file = std::fs::File::open(database).map_err(StoreError::io(database))?;
        file.read_exact(&mut header).map_err(StoreError::io(database))?;
        let bytes = file.metadata().map_err(StoreError::io(database))?.len();
        Ok(Self { bytes, header: journal::digest([header.as_slice()]), skips })
    }

    /// Reads what an earlier session left; none for anything else.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut words = text.strip_prefix("closed ")?.strip_suffix('\n')?.split(' ');
        let mark = Self {
            bytes: words.next()?.parse().ok()?,
            header: words.next()?.to_owned(),
            skips: words.next()?.parse().ok()?,
        };
        words.next().is_none().then_some(mark)
    }

    /// Tells whether the database lies as it was left, with nothing outstanding.
    pub(crate) fn fits(&self, database: &Path) -> bool {
        let log = database.with_extension("db-wal");
        let is_settled = log.metadata().map_or(true, |log| log.len() == 0);
        let is_same = Self::of(database, self.skips).is_ok_and(|now| now == *self);
        is_settled && is_same && self.skips < SKIPS_MAX
    }

    /// Returns the number of sessions since the last full check.
    pub(crate) fn skips(&self) -> u32 {
        self.skips
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "closed {} {} {}", self.bytes, self.header, self.skips)
    }
}

/// The full check of an open database.
pub(crate) struct Soundness {
    path: PathBuf,
    /// What SQLite found; `ok` when nothing.
    verdict: Arc<OnceLock<String>>,
    /// Sessions before this one that ended before their check did.
    skipped: u32,
    thread: Mutex<Option<Check>>,
}

/// The check beside the work.
struct Check {
    /// Dropped to end its rest.
    rest: Sender<()>,
    handle: InterruptHandle,
    thread: JoinHandle<()>,
}

impl fmt::Debug for Soundness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Soundness").field("verdict", &self.verdict).finish_non_exhaustive()
    }
}

impl Soundness {
    /// Says that the database was checked whole, or has just been made.
    pub(crate) fn known(path: PathBuf) -> Self {
        let verdict = Arc::new(OnceLock::from(String::from("ok")));
        Self { path, verdict, skipped: 0, thread: Mutex::new(None) }
    }

    /// Checks the database on a thread of its own, on this connection.
    pub(crate) fn find_out(path: PathBuf, connection: Connection, skipped: u32) -> Self {
        let verdict = Arc::new(OnceLock::new());
        let handle = connection.get_interrupt_handle();
        let found = Arc::clone(&verdict);
        let (rest, rested) = mpsc::channel();
        let is_quick = path.metadata().is_ok_and(|file| file.len() <= QUICK);
        let wait = if is_quick { Duration::ZERO } else { REST };
        let thread = std::thread::spawn(move || {
            if rested.recv_timeout(wait) == Err(RecvTimeoutError::Disconnected) {
                return;
            }
            match full_check(&connection) {
                Ok(verdict) => {
                    let _first = found.set(verdict);
                }
                Err(error) if is_interrupt(&error) => {}
                Err(error) => {
                    let _first = found.set(error.to_string());
                }
            }
        });
        Self { path, verdict, skipped, thread: Mutex::new(Some(Check { rest, handle, thread })) }
    }

    /// Refuses when damage was found by now.
    ///
    /// # Errors
    /// [`StoreError::Damaged`].
    pub(crate) fn check(&self) -> Result<(), StoreError> {
        match self.verdict.get() {
            Some(verdict) if verdict != "ok" => {
                Err(StoreError::Damaged { path: self.path.clone(), detail: verdict.clone() })
            }
            Some(_) | None => Ok(()),
        }
    }

    /// Ends the check and returns the sessions that have now gone without one; none when damage
    /// was found.
    pub(crate) fn stop(&self) -> Option<u32> {
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(Check { rest, handle, thread }) = thread {
            drop(rest);
            handle.interrupt();
            // A panic there leaves no verdict, which counts as a session without a check.
            let _panicked = thread.join();
        }
        match self.verdict.get() {
            Some(verdict) => (verdict == "ok").then_some(0),
            None => Some(self.skipped + 1),
        }
    }
}

/// Runs SQLite's check over every page; `ok` when it finds nothing.
///
/// # Errors
/// When SQLite cannot read on.
pub(crate) fn full_check(connection: &Connection) -> rusqlite::Result<String> {
    connection.pragma_update(None, "cache_size", -CACHE)?;
    connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))
}

fn is_interrupt(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(rusqlite::ErrorCode::OperationInterrupted)
}
