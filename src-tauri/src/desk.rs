//! The office this window works on, opened beside the start of the page.

use std::panic::AssertUnwindSafe;
use std::path::PathBuf;
use std::sync::mpsc::Sender;
use std::sync::{Arc, OnceLock};

use serde::Serialize;
use tauri::{AppHandle, Emitter, State};
use usecases::import::BookReader;
use usecases::safekeeping::{Backup, last_good_backup};
use usecases::scanning::Reader;
use usecases::{CommandError, ErrorCode, Office, Opening};

use crate::call::off_the_window;
use crate::failure;
use crate::first::{Answer, answers};

/// What became of opening the office; shared by everything that waits for it.
#[derive(Clone, Default)]
pub(crate) struct Desk {
    outcome: Arc<OnceLock<Outcome>>,
}

enum Outcome {
    Open(Arc<Office>),
    Refused { path: PathBuf, error: CommandError },
}

/// How the start went, as the page is told.
#[derive(Serialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub(crate) enum Startup {
    Ready,
    Refused {
        code: ErrorCode,
        /// The data folder, untouched.
        path: String,
        /// Plain Chinese where the code does not say it all, else empty.
        hint: String,
        /// English detail for a details pane.
        detail: String,
        last_good_backup: Option<Backup>,
    },
}

impl Desk {
    /// Opens the office on a thread of its own; progress of its jobs goes to the page, and so do
    /// the first screen's answers.
    pub(crate) fn open(
        &self,
        data: PathBuf,
        fonts: Vec<PathBuf>,
        app: AppHandle,
        hand_in: Sender<Vec<Answer>>,
    ) {
        let desk = self.clone();
        std::thread::spawn(move || {
            // Without a catch a panic here would leave every call waiting for ever.
            let opened = std::panic::catch_unwind(AssertUnwindSafe(|| open(&data, fonts, app)));
            let opened =
                opened.unwrap_or_else(|_| Err(failure::internal(&"opening the office panicked")));
            desk.outcome.get_or_init(|| match opened {
                Ok(office) => Outcome::Open(Arc::new(office)),
                Err(error) => Outcome::Refused { path: data, error },
            });
            // Nobody takes them when the page no longer waits.
            let _unread = hand_in.send(answers(&desk.startup(), desk.opened().as_deref()));
        });
    }

    /// Returns the office, waiting until it is open.
    ///
    /// # Errors
    /// The refusal to open.
    pub(crate) fn office(&self) -> Result<Arc<Office>, CommandError> {
        match self.outcome.wait() {
            Outcome::Open(office) => Ok(Arc::clone(office)),
            Outcome::Refused { error, .. } => Err(error.clone()),
        }
    }

    /// Returns the office when it is open by now.
    pub(crate) fn opened(&self) -> Option<Arc<Office>> {
        match self.outcome.get()? {
            Outcome::Open(office) => Some(Arc::clone(office)),
            Outcome::Refused { .. } => None,
        }
    }

    fn startup(&self) -> Startup {
        match self.outcome.wait() {
            Outcome::Open(_) => Startup::Ready,
            Outcome::Refused { path, error } => Startup::Refused {
                code: error.code,
                path: path.display().to_string(),
                hint: error.hint.clone(),
                detail: error.message.clone(),
                last_good_backup: last_good_backup(path),
            },
        }
    }
}

fn open(data: &PathBuf, fonts: Vec<PathBuf>, app: AppHandle) -> Result<Office, CommandError> {
    // A hostile file may cost a reader its process, and must not cost the clerk her window.
    let program = std::env::current_exe().unwrap_or_default();
    let (scans, books) = (Reader::apart(program.clone()), BookReader::apart(program));
    let office =
        Office::open(Opening { scans, books, ..Opening::at(data, fonts) }).map_err(|error| {
            let error = CommandError::from(&error);
            log::error!("{} stays shut, {:?}: {}", data.display(), error.code, error.message);
            error
        })?;
    office.jobs().listen(move |progress| {
        if let Err(error) = app.emit("progress", progress) {
            log::warn!("progress was not told: {error}");
        }
    });
    Ok(office)
}

/// Tells the page whether the office is open, and why not.
///
/// # Errors
/// Only when the shell itself fails.
#[tauri::command]
pub(crate) async fn desktop_startup(desk: State<'_, Desk>) -> Result<Startup, CommandError> {
    let desk = desk.inner().clone();
    off_the_window(move || Ok(desk.startup())).await
}
