//! The child: live entry through the use cases, one line on standard output per durable save.

use std::io::{BufRead, BufReader, Write, stdout};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use rusqlite::Connection;
use serde_json::json;
use usecases::{Office, Opening, dispatch};

use crate::record;

const FOLDER: &str = "RECEPTION_FAULTS_FOLDER";
const WORK: &str = "RECEPTION_FAULTS_WORK";
const RECEPTION: &str = "RECEPTION_FAULTS_RECEPTION";
const RUN: &str = "RECEPTION_FAULTS_RUN";

/// What a child is to do until it is killed.
#[derive(Debug, Clone)]
pub(crate) enum Work {
    /// Type entries into this reception, as the product does.
    Type { reception: String },
    /// Insert rows by SQLite itself without flushing at each commit: the negative control.
    InsertUnflushed,
}

/// A child's order. `run` numbers the children of one parent, so that no entry is typed twice.
#[derive(Debug, Clone)]
pub(crate) struct Order {
    pub(crate) folder: PathBuf,
    pub(crate) work: Work,
    pub(crate) run: u32,
}

/// One durable save: state `step` of entry (or row) `entry`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Saved {
    pub(crate) entry: u32,
    pub(crate) step: usize,
}

impl Order {
    pub(crate) fn from_environment() -> Option<Self> {
        let text = |name| std::env::var(name).ok();
        let work = match text(WORK)?.as_str() {
            "type" => Work::Type { reception: text(RECEPTION)? },
            _ => Work::InsertUnflushed,
        };
        Some(Self { folder: text(FOLDER)?.into(), work, run: text(RUN)?.parse().ok()? })
    }

    /// Starts this program again for the order.
    pub(crate) fn start(&self) -> Running {
        let program = std::env::current_exe().expect("the path of this program");
        let mut command = Command::new(program);
        command.args(["typist", "--exact", "--nocapture", "--test-threads=1"]);
        command.env(FOLDER, &self.folder).env(RUN, self.run.to_string());
        match &self.work {
            Work::Type { reception } => command.env(WORK, "type").env(RECEPTION, reception),
            Work::InsertUnflushed => command.env(WORK, "insert"),
        };
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::inherit());
        let mut child = command.spawn().expect("the child starts");
        let out = child.stdout.take().expect("its standard output");
        let (sender, saves) = channel();
        std::thread::spawn(move || follow(BufReader::new(out), &sender));
        Running { child, saves, seen: Vec::new() }
    }

    /// Works until killed.
    pub(crate) fn carry_out(&self) {
        match &self.work {
            Work::Type { reception } => self.type_entries(reception),
            Work::InsertUnflushed => insert_rows(&self.folder, self.run),
        }
    }

    fn type_entries(&self, reception: &str) {
        let office = Office::open(Opening::at(&self.folder, Vec::new())).expect("it opens");
        for number in 0.. {
            let entry = self.run * record::RUN_ENTRIES + number;
            let mut version = 0;
            for step in 0..=record::LAST_STEP {
                let input = json!({
                    "id": record::id(entry), "reception_id": reception, "guest_id": null,
                    "speaker": "aside", "speaker_name": "周敏", "speaker_ref": null,
                    "text": record::text(entry, step), "spoken_at": "2026-09-23T01:40:00Z",
                    "is_draft": step < record::LAST_STEP, "after": null, "version": version,
                });
                let saved = dispatch(&office, "save_entry", input).expect("it saves");
                version = saved["version"].as_i64().expect("a version");
                tell(Saved { entry, step });
            }
        }
    }
}

fn insert_rows(folder: &Path, run: u32) {
    let connection = Connection::open(folder.join("control.db")).expect("it opens");
    connection.pragma_update(None, "journal_mode", "WAL").expect("WAL");
    connection.pragma_update(None, "synchronous", "NORMAL").expect("NORMAL");
    connection
        .execute_batch("CREATE TABLE IF NOT EXISTS rows (entry INTEGER PRIMARY KEY, text TEXT)")
        .expect("a table");
    for number in 0.. {
        let entry = run * record::RUN_ENTRIES + number;
        let text = record::text(entry, record::LAST_STEP);
        connection
            .execute("INSERT INTO rows (entry, text) VALUES ($1, $2)", (entry, text))
            .expect("it inserts");
        tell(Saved { entry, step: record::LAST_STEP });
    }
}

/// A parent that is gone ends the child.
fn tell(saved: Saved) {
    let mut out = stdout().lock();
    if writeln!(out, "saved {} {}", saved.entry, saved.step).and_then(|()| out.flush()).is_err() {
        std::process::exit(1);
    }
}

/// Hands on every whole line that tells of a save.
fn follow(mut lines: impl BufRead, saves: &Sender<Saved>) {
    let mut line = String::new();
    while lines.read_line(&mut line).is_ok_and(|read| read > 0) {
        if let Some(saved) = line.strip_suffix('\n').and_then(parse)
            && saves.send(saved).is_err()
        {
            return;
        }
        line.clear();
    }
}

fn parse(line: &str) -> Option<Saved> {
    // The test harness may have begun the line.
    let (_, numbers) = line.split_once("saved ")?;
    let (entry, step) = numbers.split_once(' ')?;
    Some(Saved { entry: entry.parse().ok()?, step: step.parse().ok()? })
}

/// A child at work.
pub(crate) struct Running {
    child: Child,
    saves: Receiver<Saved>,
    seen: Vec<Saved>,
}

impl Running {
    /// Waits until the next save is told.
    pub(crate) fn await_save(&mut self) {
        let saved = self.saves.recv_timeout(Duration::from_secs(60)).expect("the child saves");
        self.seen.push(saved);
    }

    /// Stops the child without ending it and takes all it has told: what stands in the pipe was
    /// acknowledged before the cut that follows.
    pub(crate) fn pause(&mut self) {
        let id = self.child.id().to_string();
        let stopped = Command::new("kill").args(["-STOP", &id]).status().expect("kill runs");
        assert!(stopped.success());
        while let Ok(saved) = self.saves.recv_timeout(Duration::from_millis(60)) {
            self.seen.push(saved);
        }
    }

    /// Ends the child as `kill -9` does; returns every save it told.
    pub(crate) fn kill(mut self) -> Vec<Saved> {
        self.child.kill().expect("the child is killed");
        self.child.wait().expect("it is gone");
        self.seen.extend(self.saves.iter());
        self.seen
    }
}
