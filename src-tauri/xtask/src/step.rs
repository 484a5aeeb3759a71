//! Running other programs, told and timed.

use std::fmt;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Why a command of xtask ended early.
#[derive(Debug)]
pub(crate) struct Failure(String);

impl Failure {
    pub(crate) fn new(reason: impl Into<String>) -> Self {
        Self(reason.into())
    }

    /// Returns a mapper for an I/O error on `what`.
    pub(crate) fn io(what: impl fmt::Display) -> impl FnOnce(std::io::Error) -> Self {
        move |error| Self(format!("{what}: {error}"))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Runs a program to its end with its output shown.
///
/// # Errors
/// When it cannot be started or fails.
pub(crate) fn run(command: &mut Command) -> Result<(), Failure> {
    println!("  $ {}", said(command));
    let status = command.stdin(Stdio::null()).status();
    let status = status.map_err(Failure::io(command.get_program().to_string_lossy()))?;
    if status.success() {
        Ok(())
    } else {
        Err(Failure::new(format!("{}: {status}", said(command))))
    }
}

/// Runs a program and returns what it wrote to standard output.
///
/// # Errors
/// When it cannot be started or fails.
pub(crate) fn output(command: &mut Command) -> Result<String, Failure> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::inherit()).output();
    let output = output.map_err(Failure::io(command.get_program().to_string_lossy()))?;
    if !output.status.success() {
        return Err(Failure::new(format!("{}: {}", said(command), output.status)));
    }
    String::from_utf8(output.stdout).map_err(|error| Failure::new(error.to_string()))
}

/// Whether a program can be started and succeeds, without its output.
pub(crate) fn succeeds(program: &str, words: &[&str]) -> bool {
    let mut command = Command::new(program);
    command.args(words).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

fn said(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}

/// Steps taken one after the other, with their times.
#[derive(Default)]
pub(crate) struct Steps(Vec<(&'static str, Duration)>);

impl Steps {
    /// Takes one step.
    ///
    /// # Errors
    /// What the step fails with; the times so far are told first.
    pub(crate) fn take(
        &mut self,
        name: &'static str,
        step: impl FnOnce() -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        println!("\n── {name}");
        let started = Instant::now();
        let done = step();
        self.0.push((name, started.elapsed()));
        println!("   {name}: {}", seconds(started.elapsed()));
        done.map_err(|failure| {
            self.tell();
            Failure::new(format!("{name} failed: {failure}"))
        })
    }

    /// Tells every step's time and the sum.
    pub(crate) fn tell(&self) {
        println!("\n── times");
        for (name, time) in &self.0 {
            println!("{:>9}  {name}", seconds(*time));
        }
        println!("{:>9}  together", seconds(self.0.iter().map(|(_, time)| *time).sum()));
    }
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}
