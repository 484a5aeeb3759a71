//! A process of its own for each file: one that is bad enough takes nothing else with it.

use std::ffi::OsStr;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, ExitCode, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::{BYTES_MAX, Reading, Unreadable, read};

/// The word by which a program is told to be a reader.
const WORD: &str = "read-scan";
/// The longest a file may take.
const PATIENCE: Duration = Duration::from_secs(60);
/// How often a reader at work is looked after.
const PULSE: Duration = Duration::from_millis(15);
/// The most a reader answers, in bytes.
const ANSWER_MAX: u64 = 256 * 1024;
/// The memory a reader gets, in bytes, its program included.
#[cfg(unix)]
const MEMORY: u64 = 1536 * 1024 * 1024;

/// Reads files.
#[derive(Debug, Clone)]
pub struct Reader {
    /// None reads in this process.
    program: Option<PathBuf>,
}

impl Reader {
    /// Reads each file in a process of its own: `program` is started with one word, which its
    /// `main` hands to [`answer`] before it does anything else.
    #[must_use]
    pub fn apart(program: PathBuf) -> Self {
        Self { program: Some(program) }
    }

    /// Reads in this process, for files of one's own making.
    #[must_use]
    pub fn here() -> Self {
        Self { program: None }
    }

    /// Reads a file until `is_stopped` says to stop.
    ///
    /// # Errors
    /// Why it could not be read. A reader that ended by itself was given a damaged file.
    pub fn read(
        &self,
        bytes: Vec<u8>,
        is_stopped: &dyn Fn() -> bool,
    ) -> Result<Reading, Unreadable> {
        let Some(program) = &self.program else { return read(&bytes) };
        if bytes.len() > BYTES_MAX {
            return Err(Unreadable::TooLarge);
        }
        let mut command = Command::new(program);
        command.arg(WORD).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(|_| Unreadable::Damaged)?;
        let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
        let given = thread::spawn(move || {
            // It may have heard enough: the answer tells.
            let _ended = stdin.map(|mut stdin| stdin.write_all(&bytes));
        });
        let heard = thread::spawn(move || {
            let mut answer = Vec::new();
            stdout.map(|stdout| stdout.take(ANSWER_MAX).read_to_end(&mut answer));
            answer
        });
        let ended = wait(&mut child, is_stopped);
        let _given = given.join();
        let answer = heard.join().unwrap_or_default();
        ended?;
        serde_json::from_slice(&answer).unwrap_or(Err(Unreadable::Damaged))
    }
}

/// Waits for a reader's end; one that is asked to stop or is too slow is killed.
fn wait(child: &mut Child, is_stopped: &dyn Fn() -> bool) -> Result<(), Unreadable> {
    let started = Instant::now();
    let reason = loop {
        match child.try_wait() {
            Ok(Some(_)) => return Ok(()),
            Ok(None) if is_stopped() => break Unreadable::Stopped,
            Ok(None) if started.elapsed() > PATIENCE => break Unreadable::TooSlow,
            Ok(None) => thread::sleep(PULSE),
            Err(_) => break Unreadable::Damaged,
        }
    };
    let _killed = child.kill();
    let _ended = child.wait();
    Err(reason)
}

/// Reads the file on standard input when the program's one word asks for it; none when it does
/// not, and the program goes its own way.
pub fn answer<W: AsRef<OsStr>>(words: impl IntoIterator<Item = W>) -> Option<ExitCode> {
    let mut words = words.into_iter();
    if words.next()?.as_ref() != WORD || words.next().is_some() {
        return None;
    }
    #[cfg(unix)]
    if rlimit::setrlimit(rlimit::Resource::AS, MEMORY, MEMORY).is_err() {
        return Some(ExitCode::FAILURE);
    }
    let mut bytes = Vec::new();
    let taken = std::io::stdin().take(BYTES_MAX as u64 + 1).read_to_end(&mut bytes);
    let answer = taken.map_err(|_| Unreadable::Damaged).and_then(|_| read(&bytes));
    let told = serde_json::to_writer(std::io::stdout(), &answer);
    Some(if told.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
