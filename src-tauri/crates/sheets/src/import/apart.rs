//! A process of its own for each file: one that is bad enough takes nothing else with it.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::{FILE_MAX, SourceFile, SourcePart, Take, Unusable, read};

/// The word by which a program is told to be a reader.
const WORD: &str = "read-sheet";
/// The longest a reader may be silent, and the longest it may take.
const SILENCE: Duration = Duration::from_secs(12);
const PATIENCE: Duration = Duration::from_secs(180);
/// Parts read ahead: they bound the memory, whatever the number of rows.
const AHEAD: usize = 512;
/// The longest name of a sheet that is passed on, in bytes; the format knows 31 characters.
const NAME_MAX: u64 = 4_096;
/// The memory a reader gets beside its program, in bytes, and with it.
#[cfg(target_os = "linux")]
const HEAP: u64 = 384 * 1024 * 1024;
#[cfg(unix)]
const MEMORY: u64 = 2048 * 1024 * 1024;

/// What a reader writes, one a line.
#[derive(Serialize, Deserialize)]
enum Line {
    Part(SourcePart),
    /// The last one.
    End(Result<(), Unusable>),
}

/// Reads tables.
#[derive(Debug, Clone)]
pub struct BookReader {
    /// None reads in this process.
    program: Option<PathBuf>,
}

impl BookReader {
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

    /// Hands the parts of a sheet to `take`: the named one, or the one that looks most like a table.
    ///
    /// # Errors
    /// [`Unusable`], in Chinese, naming sheet and cell where there are any.
    pub fn read(
        &self,
        file: &SourceFile,
        sheet: Option<&str>,
        take: &mut Take<'_>,
    ) -> Result<(), Unusable> {
        let Some(program) = &self.program else { return read(file.bytes(), sheet, take) };
        let mut command = Command::new(program);
        command.arg(WORD).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(|_| Unusable::Overwhelming)?;
        let heard = converse(&mut child, file.bytes(), sheet.unwrap_or_default(), take);
        // Ended already where it told all.
        let _killed = child.kill();
        let _ended = child.wait();
        heard
    }
}

/// Gives the reader the file and takes what it says.
fn converse(
    child: &mut Child,
    bytes: &[u8],
    sheet: &str,
    take: &mut Take<'_>,
) -> Result<(), Unusable> {
    let (Some(mut stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(Unusable::Overwhelming);
    };
    thread::scope(|scope| {
        scope.spawn(move || {
            // It may have heard enough: what it says tells.
            let _ended =
                write!(stdin, "{}\n{sheet}", sheet.len()).and_then(|()| stdin.write_all(bytes));
        });
        let (tell, told) = sync_channel(AHEAD);
        scope.spawn(move || {
            for line in BufReader::new(stdout).lines() {
                let line = line.ok().and_then(|line| serde_json::from_str::<Line>(&line).ok());
                let is_last = !matches!(line, Some(Line::Part(_)));
                if tell.send(line).is_err() || is_last {
                    break;
                }
            }
        });
        let started = Instant::now();
        let outcome = loop {
            match told.recv_timeout(SILENCE) {
                Ok(Some(Line::Part(part))) => {
                    if take(part).is_break() {
                        break Ok(());
                    }
                    if started.elapsed() > PATIENCE {
                        break Err(Unusable::TooSlow);
                    }
                }
                Ok(Some(Line::End(end))) => break end,
                Ok(None) | Err(RecvTimeoutError::Disconnected) => {
                    break Err(Unusable::Overwhelming);
                }
                Err(RecvTimeoutError::Timeout) => break Err(Unusable::TooSlow),
            }
        };
        // Both threads above wait for the reader, which is of no use any more.
        let _killed = child.kill();
        drop(told);
        outcome
    })
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
    #[cfg(target_os = "linux")]
    if rlimit::setrlimit(rlimit::Resource::DATA, HEAP, HEAP).is_err() {
        return Some(ExitCode::FAILURE);
    }
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut say = |line: &Line| -> ControlFlow<()> {
        let told = serde_json::to_writer(&mut out, line).is_ok() && out.write_all(b"\n").is_ok();
        if told { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    };
    let end = match asked() {
        Some((sheet, bytes)) => {
            let sheet = (!sheet.is_empty()).then_some(sheet.as_str());
            read(&bytes, sheet, &mut |part| say(&Line::Part(part)))
        }
        None => Err(Unusable::Open),
    };
    let told = say(&Line::End(end)).is_continue() && out.flush().is_ok();
    Some(if told { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Reads the name of the sheet, its length before it, and the file.
fn asked() -> Option<(String, Vec<u8>)> {
    let mut stdin = std::io::stdin().lock();
    let mut length = String::new();
    stdin.by_ref().take(8).read_line(&mut length).ok()?;
    let length: u64 = length.trim().parse().ok().filter(|length| *length <= NAME_MAX)?;
    let mut sheet = String::new();
    stdin.by_ref().take(length).read_to_string(&mut sheet).ok()?;
    let mut bytes = Vec::new();
    stdin.take(FILE_MAX as u64 + 1).read_to_end(&mut bytes).ok()?;
    Some((sheet, bytes))
}
