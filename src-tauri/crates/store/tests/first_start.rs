//! The first start, killed at any moment: the next one opens (guarantee D1, D8).
#![allow(clippy::unwrap_used, reason = "a test that cannot set up its scene should stop")]

mod common;

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use store::Store;
use tempfile::TempDir;

use crate::common::{author, open};

const FOLDER: &str = "RECEPTION_TEST_FIRST_START";
const READY: &str = "about to open";

fn write(store: &Store) {
    store.write(author("save_view"), |tx| tx.record("view", "v", None::<&i32>, &1)).unwrap();
}

/// Not a test of its own: what the next one starts and kills.
#[test]
#[ignore = "the first start that another test kills"]
fn first_start() {
    let Some(root) = std::env::var_os(FOLDER) else { return };
    let mut out = std::io::stdout();
    writeln!(out, "{READY}").and_then(|()| out.flush()).unwrap();
    write(&open(Path::new(&root)).unwrap());
    std::thread::sleep(Duration::from_secs(60));
}

/// Starts for the first time and is killed so long after it set out; tells which files it left.
fn killed_after(root: &Path, moment: Duration) -> Vec<String> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "first_start", "--nocapture"])
        .env(FOLDER, root)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap().contains(READY)), "the child did not set out");
    std::thread::sleep(moment);
    child.kill().unwrap();
    child.wait().unwrap();
    let mut names: Vec<String> = fs::read_dir(root)
        .into_iter()
        .flatten()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_first_start_killed_at_any_moment_leaves_an_office_that_opens() {
    let (mut drafts, mut whole) = (0, 0);
    for step in 0..80 {
        let folder = TempDir::new().unwrap();
        let left = killed_after(folder.path(), Duration::from_micros(step * step * 25));
        drafts += usize::from(left.iter().any(|name| name.starts_with("reception.db.making")));
        whole += usize::from(left.iter().any(|name| name == "reception.db"));
        let store = open(folder.path());
        let store = store.unwrap_or_else(|error| panic!("{left:?}: {error:?}"));
        write(&store);
        assert_eq!(store.verify().unwrap().fault, None, "{left:?}");
        assert_no_draft(folder.path());
    }
    assert!(drafts > 0 && whole > 0, "{drafts} drafts, {whole} databases: too early or too late");
}

fn assert_no_draft(root: &Path) {
    for ending in ["", "-journal", "-wal", "-shm"] {
        let name = format!("reception.db.making{ending}");
        assert!(!root.join(&name).exists(), "{name} was left");
    }
}

#[test]
fn what_a_killed_first_start_left_is_cleared() {
    let folder = TempDir::new().unwrap();
    for (ending, content) in
        [("", "half a page"), ("-journal", "pages"), ("-wal", "log"), ("-shm", "index")]
    {
        fs::write(folder.path().join(format!("reception.db.making{ending}")), content).unwrap();
    }
    write(&open(folder.path()).unwrap());
    assert_no_draft(folder.path());
    assert_eq!(open(folder.path()).unwrap().verify().unwrap().rows, 1);
}
