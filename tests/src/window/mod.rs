//! The real window, driven as a person would: an own display, an own session bus, WebKit's own
//! driver. Nothing here touches the display or the settings of whoever runs the tests.

mod desktop;
mod hands;
mod keys;
mod machine;
mod page;
mod program;

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant, SystemTime};

use fantoccini::{Client, ClientBuilder};
use serde_json::json;
use tempfile::TempDir;

pub use keys::Chord;
pub use machine::Machine;

use machine::{Driver, Folders};

/// How long anything may take to come up on a busy machine.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// What a test goes wrong with; tests only ever show it.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Size of the display and so of the window that fills it, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    pub width: u32,
    pub height: u32,
}

impl Size {
    /// The size of the target pictures.
    pub const DESK: Self = Self { width: 1440, height: 900 };
    /// The small screens of many offices.
    pub const SMALL: Self = Self { width: 1366, height: 768 };
}

/// The program's window on a machine of its own, under WebDriver.
pub struct Window {
    client: Option<Client>,
    driver: Driver,
    machine: Machine,
    data: PathBuf,
    _home: Option<TempDir>,
}

impl Window {
    /// Opens the window on `data` (made when missing) on a new machine.
    ///
    /// # Errors
    /// When a part of the machine or the program does not come up.
    pub async fn open(data: &Path, size: Size) -> Result<Self, Failure> {
        let home = tempfile::tempdir()?;
        let machine = Machine::start(home.path(), size)?;
        let mut window = Self::open_on(machine, data).await?;
        window._home = Some(home);
        Ok(window)
    }

    /// Opens the window as [`Window::open`] does, on a machine whose clock says `now`.
    ///
    /// # Errors
    /// When a part of the machine or the program does not come up.
    pub async fn open_at(data: &Path, size: Size, now: SystemTime) -> Result<Self, Failure> {
        let home = tempfile::tempdir()?;
        let mut machine = Machine::start(home.path(), size)?;
        machine.set_clock(now)?;
        let mut window = Self::open_on(machine, data).await?;
        window._home = Some(home);
        Ok(window)
    }

    /// Opens the window as [`Window::open`] does, on a machine with a window manager.
    ///
    /// # Errors
    /// When a part of the machine or the program does not come up.
    pub async fn open_managed(data: &Path, size: Size) -> Result<Self, Failure> {
        let home = tempfile::tempdir()?;
        let mut machine = Machine::start(home.path(), size)?;
        machine.manage_windows()?;
        let mut window = Self::open_on(machine, data).await?;
        window._home = Some(home);
        Ok(window)
    }

    /// Opens the window on `data` on a machine that runs already.
    ///
    /// # Errors
    /// When the driver or the program does not come up.
    pub async fn open_on(machine: Machine, data: &Path) -> Result<Self, Failure> {
        let driver = machine.driver()?;
        let mut window = Self { client: None, driver, machine, data: data.to_owned(), _home: None };
        window.connect().await?;
        Ok(window)
    }

    async fn connect(&mut self) -> Result<(), Failure> {
        // No browserName: the drivers of different systems disagree on it.
        let capabilities = json!({
            "webkitgtk:browserOptions": {
                "binary": program::path()?,
                "args": ["--data", self.data],
            },
        });
        let serde_json::Value::Object(capabilities) = capabilities else {
            unreachable!("an object was written above")
        };
        let mut builder =
            ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new());
        let address = self.driver.address();
        let client = builder.capabilities(capabilities).connect(&address);
        // The driver itself waits for ever for a program that ended before it showed a page.
        let client = tokio::time::timeout(PATIENCE, client).await;
        let client = client.map_err(|_| "the program shows no page")??;
        self.client = Some(client);
        Ok(())
    }

    /// Returns the WebDriver client.
    ///
    /// # Panics
    /// When the program was killed and not opened again.
    #[must_use]
    pub fn client(&self) -> &Client {
        self.client.as_ref().expect("the window is open")
    }

    /// Returns the data folder.
    #[must_use]
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// Returns the folders a test reads and writes on this machine.
    #[must_use]
    pub fn folders(&self) -> &Folders {
        self.machine.folders()
    }

    /// Makes the next file or folder dialog answer `path`; `None` cancels it.
    ///
    /// # Errors
    /// When the answer cannot be written.
    pub fn answer_dialog(&self, path: Option<&Path>) -> Result<(), Failure> {
        let answer = path.map(|path| path.display().to_string()).unwrap_or_default();
        Ok(std::fs::write(&self.folders().dialog_answer, answer)?)
    }

    /// Returns the files that were handed to the printer, in order, with the words of the call.
    #[must_use]
    pub fn printed(&self) -> Vec<String> {
        let log = std::fs::read_to_string(&self.folders().printed).unwrap_or_default();
        log.lines().map(str::to_owned).collect()
    }

    /// Switches the printer off, so that it refuses what it is handed, or on again.
    ///
    /// # Errors
    /// When the switch cannot be written.
    pub fn switch_printer(&self, is_on: bool) -> Result<(), Failure> {
        let off = &self.folders().printer_off;
        if is_on {
            std::fs::remove_file(off)?;
        } else {
            std::fs::write(off, "")?;
        }
        Ok(())
    }

    /// Returns the files that were handed to the system's viewer, in order.
    #[must_use]
    pub fn opened(&self) -> Vec<String> {
        let log = std::fs::read_to_string(&self.folders().opened).unwrap_or_default();
        log.lines().map(str::to_owned).collect()
    }

    /// Waits until a file is there and holds something.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn file(&self, path: &Path) -> Result<(), Failure> {
        let started = Instant::now();
        while !std::fs::metadata(path).is_ok_and(|file| file.len() > 0) {
            if started.elapsed() > PATIENCE {
                return Err(format!("{} does not come", path.display()).into());
            }
            tokio::time::sleep(page::BEAT).await;
        }
        Ok(())
    }

    /// Returns the process id of the program.
    ///
    /// # Errors
    /// When it does not run.
    pub fn process(&self) -> Result<u32, Failure> {
        program::child_of(self.driver.process()).ok_or_else(|| "the program does not run".into())
    }

    /// Kills the program as a power cut would: no handler runs.
    ///
    /// # Errors
    /// When it does not run.
    pub async fn kill(&mut self) -> Result<(), Failure> {
        let process = self.process()?;
        program::kill(process)?;
        // The session died with the program: nothing answers a farewell.
        self.client = None;
        self.driver.stop();
        program::wait_for_end(process).await
    }

    /// Stops the program where it stands: it keeps its lock and its name and answers nobody.
    ///
    /// # Errors
    /// When it does not run.
    pub fn freeze(&self) -> Result<(), Failure> {
        program::freeze(self.process()?)
    }

    /// Opens the window again on the same data, after [`Window::kill`] or [`Window::close`].
    ///
    /// # Errors
    /// When the driver or the program does not come up.
    pub async fn reopen(&mut self) -> Result<(), Failure> {
        self.driver = self.machine.driver()?;
        self.connect().await
    }

    /// Closes the window and opens it again on a machine whose clock says `now`.
    ///
    /// # Errors
    /// When it does not end, or a part of it does not come up again.
    pub async fn reopen_at(&mut self, now: SystemTime) -> Result<(), Failure> {
        self.close().await?;
        self.machine.set_clock(now)?;
        self.reopen().await
    }

    /// Starts the program a second time on the same data and waits for its end.
    ///
    /// # Errors
    /// When it cannot be started or stays.
    pub async fn start_second(&self) -> Result<std::process::Output, Failure> {
        let output = self.start_on(&self.data)?.wait_with_output();
        Ok(tokio::time::timeout(PATIENCE, output).await??)
    }

    /// Starts the program on other data on the same machine; it is killed when dropped.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn start_on(&self, data: &Path) -> Result<tokio::process::Child, Failure> {
        let mut command = tokio::process::Command::new(program::path()?);
        command.arg("--data").arg(data).kill_on_drop(true);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command.env_clear().envs(self.machine.environment());
        Ok(command.spawn()?)
    }

    /// Closes the window as its user would and waits until the program has ended.
    ///
    /// # Errors
    /// When it does not end.
    pub async fn close(&mut self) -> Result<(), Failure> {
        let process = self.process()?;
        if let Some(client) = self.client.take() {
            client.close().await?;
        }
        program::wait_for_end(process).await?;
        self.driver.stop();
        Ok(())
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        // A test that failed half-way leaves no program behind.
        if let Some(process) = program::child_of(self.driver.process()) {
            let _ = program::kill(process);
        }
    }
}
