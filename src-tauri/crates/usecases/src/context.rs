//! What a use case works with: an open office, the time, and who is at the desk.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, RwLock};

use chrono::{DateTime, NaiveDate, Utc};
use domain::calendar::WorkCalendar;
use papers::Typesetter;
use rusqlite::Connection;
use store::{Author, Store, Writing};

use crate::clock::{Clock, SystemClock, local_date};
use crate::directory::NameCache;
use crate::error::UseCaseError;
use crate::jobs::Jobs;
use crate::prints;

/// How to open an office.
pub struct Opening {
    /// The data folder; made when missing.
    pub data: PathBuf,
    /// Where fonts lie, in order.
    pub fonts: Vec<PathBuf>,
    pub clock: Box<dyn Clock>,
    /// What reads scanned files: a shell gives one that reads each in a process of its own.
    pub scans: scans::Reader,
    /// What reads tables of other programs, as `scans` does.
    pub books: sheets::import::BookReader,
}

impl Opening {
    /// Opens `data` by the machine's clock with these font folders.
    #[must_use]
    pub fn at(data: impl Into<PathBuf>, fonts: Vec<PathBuf>) -> Self {
        Self {
            data: data.into(),
            fonts,
            clock: Box::new(SystemClock),
            scans: scans::Reader::here(),
            books: sheets::import::BookReader::here(),
        }
    }

    /// Tells whether papers can be set with these fonts, for work that would come to them too late.
    ///
    /// # Errors
    /// [`papers::PaperError::NoFont`] naming the first that is missing.
    pub fn check_fonts(&self) -> Result<(), UseCaseError> {
        papers::Fonts::load(&self.fonts)?;
        Ok(())
    }
}

/// An open office. One per process; every shell hands its calls to it.
pub struct Office {
    store: Store,
    /// Replaced whole when a notice is imported.
    calendar: RwLock<Arc<WorkCalendar>>,
    clock: Box<dyn Clock>,
    fonts: Vec<PathBuf>,
    typesetter: OnceLock<Typesetter>,
    /// Who works now; kept in settings across starts.
    clerk: Mutex<AtDesk>,
    jobs: Jobs,
    scans: scans::Reader,
    books: sheets::import::BookReader,
    names: NameCache,
    backup_faults: Mutex<BackupFaults>,
}

/// What the last backups of this session could not do, by place; empty where they did all.
#[derive(Debug, Default)]
pub(crate) struct BackupFaults {
    own: String,
    second: String,
}

impl BackupFaults {
    /// Notes the fault of the last backup in the data folder or in the second place.
    pub(crate) fn note(&mut self, is_second: bool, fault: &str) {
        let place = if is_second { &mut self.second } else { &mut self.own };
        fault.clone_into(place);
    }

    /// Returns the Chinese words of both places.
    pub(crate) fn words(&self) -> String {
        [self.own.as_str(), &self.second].concat()
    }
}

/// The clerk at the desk, as the journal names her.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AtDesk {
    pub id: String,
    pub name: String,
}

impl Office {
    /// Opens the office.
    ///
    /// # Errors
    /// Every refusal of [`store::StoreError`]; then nothing was changed on disk.
    pub fn open(opening: Opening) -> Result<Self, UseCaseError> {
        let now = opening.clock.now();
        let store = Store::open(&opening.data, now)?;
        prints::clear(&store.folder().prints(), now);
        let clerk = crate::office::at_desk(&store, now)?;
        let calendar = store.read(crate::office::read_calendar)?;
        Ok(Self {
            store,
            calendar: RwLock::new(Arc::new(calendar)),
            clock: opening.clock,
            fonts: opening.fonts,
            typesetter: OnceLock::new(),
            clerk: Mutex::new(clerk),
            jobs: Jobs::default(),
            scans: opening.scans,
            books: opening.books,
            names: NameCache::default(),
            backup_faults: Mutex::default(),
        })
    }

    /// Returns the store.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Returns the jobs under way.
    #[must_use]
    pub fn jobs(&self) -> &Jobs {
        &self.jobs
    }

    /// Returns the data folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        self.store.folder().root()
    }

    /// Takes the time once and starts a use case.
    #[must_use]
    pub fn context(&self) -> Context<'_> {
        let clerk = self.clerk.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Context { office: self, now: self.clock.now(), clerk, calendar: self.calendar() }
    }

    /// Marks the office as closed well, for a program that ends without giving it back: the next
    /// start is quick.
    ///
    /// # Errors
    /// When the disk refuses; then the next start checks the whole database first.
    pub fn close(&self) -> Result<(), UseCaseError> {
        Ok(self.store.close()?)
    }

    fn calendar(&self) -> Arc<WorkCalendar> {
        Arc::clone(&self.calendar.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Lets every use case from here on reckon by another calendar.
    pub(crate) fn set_calendar(&self, calendar: Arc<WorkCalendar>) {
        *self.calendar.write().unwrap_or_else(PoisonError::into_inner) = calendar;
    }

    pub(crate) fn scans(&self) -> &scans::Reader {
        &self.scans
    }

    pub(crate) fn books(&self) -> &sheets::import::BookReader {
        &self.books
    }

    pub(crate) fn names(&self) -> &NameCache {
        &self.names
    }

    pub(crate) fn backup_faults(&self) -> MutexGuard<'_, BackupFaults> {
        self.backup_faults.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn seat(&self, clerk: AtDesk) {
        *self.clerk.lock().unwrap_or_else(PoisonError::into_inner) = clerk;
    }
}

/// One use case under way: one instant, one clerk.
pub struct Context<'o> {
    office: &'o Office,
    now: DateTime<Utc>,
    clerk: AtDesk,
    calendar: Arc<WorkCalendar>,
}

impl<'o> Context<'o> {
    /// Returns the same use case reckoning by another calendar.
    pub(crate) fn under(&self, calendar: Arc<WorkCalendar>) -> Context<'o> {
        Context { office: self.office, now: self.now, clerk: self.clerk.clone(), calendar }
    }
}

impl Context<'_> {
    /// Returns the instant of this use case.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// Returns today's local date.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        local_date(self.now)
    }

    /// Returns who works now.
    #[must_use]
    pub fn clerk(&self) -> &AtDesk {
        &self.clerk
    }

    /// Returns the open office.
    #[must_use]
    pub fn office(&self) -> &Office {
        self.office
    }

    /// Returns the work calendar.
    #[must_use]
    pub fn calendar(&self) -> &WorkCalendar {
        &self.calendar
    }

    /// Returns the typesetter; fonts are loaded at its first use.
    ///
    /// # Errors
    /// When a font of the chain is missing.
    pub fn typesetter(&self) -> Result<&Typesetter, UseCaseError> {
        if let Some(ready) = self.office.typesetter.get() {
            return Ok(ready);
        }
        let made = Typesetter::new(papers::Fonts::load(&self.office.fonts)?);
        Ok(self.office.typesetter.get_or_init(|| made))
    }

    /// Reads one consistent state.
    ///
    /// # Errors
    /// Whatever `body` returns.
    pub fn read<T>(
        &self,
        body: impl FnOnce(&Connection) -> Result<T, UseCaseError>,
    ) -> Result<T, UseCaseError> {
        self.office.store.read(body)
    }

    /// Changes things in one durable, journaled transaction. `use_case` is the contract's name.
    ///
    /// # Errors
    /// Whatever `body` returns; then nothing was changed.
    pub fn write<T>(
        &self,
        use_case: &'static str,
        body: impl FnOnce(&mut Writing<'_>) -> Result<T, UseCaseError>,
    ) -> Result<T, UseCaseError> {
        self.office.store.write(self.author(use_case), body)
    }

    /// Changes thousands of rows as [`Context::write`] changes a few.
    ///
    /// # Errors
    /// Whatever `body` returns; then nothing was changed.
    pub fn write_many<T>(
        &self,
        use_case: &'static str,
        body: impl FnOnce(&mut Writing<'_>) -> Result<T, UseCaseError>,
    ) -> Result<T, UseCaseError> {
        self.office.store.write_many(self.author(use_case), body)
    }

    /// Runs a change as [`Context::write`] would and takes it back: what would come of it now.
    ///
    /// # Errors
    /// Whatever `body` returns.
    pub fn rehearse<T>(
        &self,
        use_case: &'static str,
        body: impl FnOnce(&mut Writing<'_>) -> Result<T, UseCaseError>,
    ) -> Result<T, UseCaseError> {
        self.office.store.rehearse(self.author(use_case), body)
    }

    fn author(&self, use_case: &'static str) -> Author {
        Author {
            clerk_id: self.clerk.id.clone(),
            clerk: self.clerk.name.clone(),
            at: self.now,
            use_case,
        }
    }
}
