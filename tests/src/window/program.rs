//! The program as a process.

use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use super::{Failure, PATIENCE};

/// The program's file name; the kernel shows its first fifteen characters.
const NAME: &str = "reception-desk";

/// Returns the program under test: `RECEPTION_DESK`, else the one built beside the tests.
pub(super) fn path() -> Result<PathBuf, Failure> {
    if let Some(path) = std::env::var_os("RECEPTION_DESK") {
        return Ok(path.into());
    }
    let test = std::env::current_exe()?;
    let found = test.ancestors().skip(1).map(|folder| folder.join(NAME)).find(|p| p.is_file());
    found.ok_or_else(|| format!("build {NAME} first").into())
}

/// Finds the program that `parent` started.
pub(super) fn child_of(parent: u32) -> Option<u32> {
    let processes = std::fs::read_dir("/proc").ok()?;
    let mut ids = processes.flatten().filter_map(|p| p.file_name().to_str()?.parse::<u32>().ok());
    ids.find(|id| {
        let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
        // pid (name) state parent …; a name may hold spaces and brackets.
        let Some((head, tail)) = stat.rsplit_once(')') else { return false };
        let mut fields = tail.split_whitespace();
        let is_alive = fields.next() != Some("Z");
        let is_child = fields.next() == Some(parent.to_string().as_str());
        is_alive && is_child && head.ends_with(&format!("({NAME}"))
    })
}

/// Ends a process at once.
pub(super) fn kill(process: u32) -> Result<(), Failure> {
    signal(process, "-KILL")
}

/// Stops a process where it stands: it keeps what it holds and answers nobody.
pub(super) fn freeze(process: u32) -> Result<(), Failure> {
    signal(process, "-STOP")
}

fn signal(process: u32, signal: &str) -> Result<(), Failure> {
    let status = Command::new("kill").args([signal, &process.to_string()]).status()?;
    if status.success() { Ok(()) } else { Err("no such process".into()) }
}

/// Waits until a process is gone and has let go of its files.
pub(super) async fn wait_for_end(process: u32) -> Result<(), Failure> {
    let started = Instant::now();
    while is_running(process) {
        if started.elapsed() > PATIENCE {
            return Err("the program does not end".into());
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    Ok(())
}

fn is_running(process: u32) -> bool {
    std::fs::read_to_string(format!("/proc/{process}/stat"))
        .ok()
        .and_then(|stat| Some(!stat.rsplit_once(')')?.1.trim_start().starts_with('Z')))
        .unwrap_or(false)
}
