//! A started program with everything it starts itself.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A program under measurement; killed with its helpers when dropped.
pub(crate) struct Started {
    child: Child,
    at: Instant,
}

impl Started {
    pub(crate) fn start(command: &mut Command) -> Self {
        let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let at = Instant::now();
        Self { child: quiet.spawn().unwrap(), at }
    }

    /// Returns the time since the start.
    pub(crate) fn age(&self) -> Duration {
        self.at.elapsed()
    }

    /// Returns the memory of the program and its helpers, pages shared with others divided.
    pub(crate) fn memory_kib(&self) -> u64 {
        tree(self.child.id()).into_iter().map(proportional_kib).sum()
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        let processes = tree(self.child.id());
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        // The helpers end once the program is gone.
        while processes.iter().any(|process| parent(*process).is_some()) {
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

/// Returns a process and its descendants.
fn tree(root: u32) -> Vec<u32> {
    let entries = std::fs::read_dir("/proc").unwrap().flatten();
    let all: Vec<(u32, u32)> = entries
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .filter_map(|process| Some((process, parent(process)?)))
        .collect();
    let mut tree = vec![root];
    let mut at = 0;
    while let Some(&process) = tree.get(at) {
        tree.extend(all.iter().filter(|(_, parent)| *parent == process).map(|(child, _)| *child));
        at += 1;
    }
    tree
}

/// Returns the parent of a living process.
fn parent(process: u32) -> Option<u32> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // pid (name) state parent …; a name may hold spaces and brackets.
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace();
    let is_dead = fields.next()? == "Z";
    fields.next()?.parse().ok().filter(|_| !is_dead)
}

fn proportional_kib(process: u32) -> u64 {
    let rollup = std::fs::read_to_string(format!("/proc/{process}/smaps_rollup"));
    let rollup = rollup.unwrap_or_default();
    let line = rollup.lines().find(|line| line.starts_with("Pss:"));
    line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok()).unwrap_or(0)
}
