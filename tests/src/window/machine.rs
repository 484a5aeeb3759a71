//! A desktop of one's own: virtual display, session bus, home folder, printer.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{BufRead, BufReader, Read};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

use super::{Failure, PATIENCE, Size};

/// A child process that ends with its owner.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // Already gone is as good.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Where a test finds what the program asked of the machine.
#[derive(Debug)]
pub struct Folders {
    pub home: PathBuf,
    /// Holds the answer of the next dialog.
    pub dialog_answer: PathBuf,
    /// One line a print job: `lp`'s words.
    pub printed: PathBuf,
    /// While it is there, the printer takes nothing.
    pub printer_off: PathBuf,
    /// One line a file handed to the system's viewer.
    pub opened: PathBuf,
}

/// A virtual machine's worth of desktop, ended when dropped.
pub struct Machine {
    display: String,
    bus: String,
    folders: Folders,
    tools: PathBuf,
    clock: Option<Clock>,
    processes: Vec<Running>,
}

impl Machine {
    /// Starts display and bus; everything the program keeps goes below `home`.
    ///
    /// # Errors
    /// When Xvfb or dbus-daemon is missing or does not come up.
    pub fn start(home: &Path, size: Size) -> Result<Self, Failure> {
        let screen = format!("{}x{}x24", size.width, size.height);
        // No reset: a display that starts anew when its last window goes refuses the next one.
        let (display, xvfb) = first_line(Command::new("Xvfb").args([
            "-displayfd",
            "1",
            "-noreset",
            "-nolisten",
            "tcp",
            "-screen",
            "0",
            &screen,
        ]))?;
        let (bus, daemon) = first_line(Command::new("dbus-daemon").args([
            "--session",
            "--nofork",
            "--nopidfile",
            "--print-address=1",
        ]))?;
        let folders = Folders {
            home: home.to_owned(),
            dialog_answer: home.join("dialog-answer"),
            printed: home.join("printed"),
            printer_off: home.join("printer-off"),
            opened: home.join("opened"),
        };
        let tools = stand_ins(&folders)?;
        let display = format!(":{display}");
        Ok(Self { display, bus, folders, tools, clock: None, processes: vec![xvfb, daemon] })
    }

    /// Lets a window manager keep the windows of this machine: frames, order, minimising.
    ///
    /// # Errors
    /// When openbox or xdotool is missing or does not come up.
    pub fn manage_windows(&mut self) -> Result<(), Failure> {
        let mut command = Command::new("openbox");
        command.env_clear().envs(self.environment()).stdin(Stdio::null());
        let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        self.processes.push(Running(child.map_err(|error| format!("openbox: {error}"))?));
        let started = Instant::now();
        while self.ask_windows(&["get_num_desktops"])?.is_none() {
            if started.elapsed() > PATIENCE {
                return Err("openbox does not come up".into());
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }

    /// Asks xdotool about the windows of this machine; `None` when it has no answer.
    ///
    /// # Errors
    /// When xdotool is missing.
    pub(super) fn ask_windows(&self, words: &[&str]) -> Result<Option<String>, Failure> {
        let mut command = Command::new("xdotool");
        let output = command.args(words).env_clear().envs(self.environment()).output();
        let output = output.map_err(|error| format!("xdotool: {error}"))?;
        let answer = String::from_utf8(output.stdout)?.trim().to_owned();
        Ok((output.status.success() && !answer.is_empty()).then_some(answer))
    }

    /// Sets the clock that programs started from now on see; it runs on from there.
    ///
    /// # Errors
    /// When libfaketime is missing.
    pub fn set_clock(&mut self, now: SystemTime) -> Result<(), Failure> {
        self.clock = Some(Clock::set(now)?);
        Ok(())
    }

    /// Returns the folders a test reads and writes.
    #[must_use]
    pub fn folders(&self) -> &Folders {
        &self.folders
    }

    /// Returns the whole environment of a program on this machine.
    #[must_use]
    pub fn environment(&self) -> BTreeMap<OsString, OsString> {
        let mut environment = BTreeMap::new();
        for kept in ["RECEPTION_FONTS", "RUST_BACKTRACE"] {
            if let Some(value) = std::env::var_os(kept) {
                environment.insert(kept.into(), value);
            }
        }
        let mut path = self.tools.clone().into_os_string();
        path.push(":");
        path.push(std::env::var_os("PATH").unwrap_or_default());
        environment.insert("PATH".into(), path);
        let home = &self.folders.home;
        for (name, value) in [
            ("HOME", home.clone()),
            ("XDG_RUNTIME_DIR", home.join("run")),
            ("RECEPTION_DIALOG_ANSWER", self.folders.dialog_answer.clone()),
            ("DISPLAY", PathBuf::from(&self.display)),
            ("DBUS_SESSION_BUS_ADDRESS", PathBuf::from(&self.bus)),
        ] {
            environment.insert(name.into(), value.into());
        }
        for (name, value) in [
            ("LANG", "C.UTF-8"),
            // The office's own time, whatever the machine's.
            ("TZ", "Asia/Shanghai"),
            ("GDK_BACKEND", "x11"),
            // Accessibility and secrets services would only wait for what is not there.
            ("NO_AT_BRIDGE", "1"),
            ("TAURI_WEBVIEW_AUTOMATION", "true"),
            // The program switches this renderer off where nothing is said; without it the
            // driver's screenshots never come.
            ("WEBKIT_DISABLE_DMABUF_RENDERER", "0"),
        ] {
            environment.insert(name.into(), value.into());
        }
        if let Some(clock) = &self.clock {
            environment.extend(clock.environment());
        }
        environment
    }

    /// Starts WebKit's driver on a free port.
    pub(super) fn driver(&self) -> Result<Driver, Failure> {
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let child = Command::new("WebKitWebDriver")
            .args(["--host=127.0.0.1", &format!("--port={port}")])
            .env_clear()
            .envs(self.environment())
            .stdin(Stdio::null())
            .spawn()
            .map_err(|error| format!("WebKitWebDriver: {error}"))?;
        let driver = Driver { port, running: Running(child) };
        let started = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            if started.elapsed() > PATIENCE {
                return Err("WebKitWebDriver does not listen".into());
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(driver)
    }
}

/// Another day than the host's, by libfaketime: the program under test is the very one that ships
/// and needs no door for a false clock.
struct Clock {
    library: PathBuf,
    /// Seconds to add to the host's clock; the same for every process, so that they agree.
    offset: i64,
}

impl Clock {
    fn set(now: SystemTime) -> Result<Self, Failure> {
        let folders = std::fs::read_dir("/usr/lib")?.flatten();
        let library = folders
            .map(|folder| folder.path().join("faketime/libfaketimeMT.so.1"))
            .find(|library| library.is_file())
            .ok_or("libfaketime is not installed")?;
        let offset = match now.duration_since(SystemTime::now()) {
            Ok(ahead) => i64::try_from(ahead.as_secs())?,
            Err(behind) => -i64::try_from(behind.duration().as_secs())?,
        };
        Ok(Self { library, offset })
    }

    fn environment(&self) -> impl Iterator<Item = (OsString, OsString)> {
        let library = self.library.clone().into_os_string();
        let pairs = [
            ("LD_PRELOAD", library),
            ("FAKETIME", format!("{:+}s", self.offset).into()),
            // Timeouts and animations run on the monotonic clock, which stays true.
            ("FAKETIME_DONT_FAKE_MONOTONIC", "1".into()),
            ("NO_FAKE_STAT", "1".into()),
            ("FAKETIME_DISABLE_SHM", "1".into()),
        ];
        pairs.into_iter().map(|(name, value)| (name.into(), value))
    }
}

/// WebKit's driver; it starts the program and is its parent.
pub(super) struct Driver {
    port: u16,
    running: Running,
}

impl Driver {
    pub(super) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub(super) fn process(&self) -> u32 {
        self.running.0.id()
    }

    pub(super) fn stop(&mut self) {
        let _ = self.running.0.kill();
        let _ = self.running.0.wait();
    }
}

/// Starts a server that says on its first line of output where it is to be found.
fn first_line(command: &mut Command) -> Result<(String, Running), Failure> {
    let name = command.get_program().to_string_lossy().into_owned();
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
    let mut child = Running(child.map_err(|error| format!("{name}: {error}"))?);
    let output = child.0.stdout.take().ok_or("no output")?;
    let mut lines = BufReader::new(output);
    let mut line = String::new();
    lines.read_line(&mut line)?;
    if line.trim().is_empty() {
        return Err(format!("{name} did not come up").into());
    }
    // A closed pipe would end it at its next word.
    std::thread::spawn(move || lines.read_to_end(&mut Vec::new()));
    Ok((line.trim().to_owned(), child))
}

/// Puts a printer and a viewer on the machine that only write down what they were given.
fn stand_ins(folders: &Folders) -> Result<PathBuf, Failure> {
    let tools = folders.home.join("tools");
    let run = folders.home.join("run");
    std::fs::create_dir_all(&tools)?;
    std::fs::create_dir_all(&run)?;
    std::fs::set_permissions(&run, std::fs::Permissions::from_mode(0o700))?;
    let record = |file: &Path| format!("#!/bin/sh\necho \"$*\" >> '{}'\n", file.display());
    let printer = record(&folders.printed);
    let off = format!("#!/bin/sh\n[ -e '{}' ] && exit 1\n", folders.printer_off.display());
    let printer = printer.replacen("#!/bin/sh\n", &off, 1);
    for (name, script) in [
        ("lpstat", String::from("#!/bin/sh\necho 'system default destination: office'\n")),
        ("lp", printer),
        ("xdg-open", record(&folders.opened)),
    ] {
        let path = tools.join(name);
        std::fs::write(&path, script)?;
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755))?;
    }
    Ok(tools)
}
