//! The journal against raw SQL: each change is found and the first bad row named (guarantee S3).
#![allow(clippy::unwrap_used, reason = "a test that cannot set up its scene should stop")]

mod common;

use std::fs;
use std::path::Path;

use rusqlite::{Connection, params};
use store::backups::back_up;
use store::journal::{self, FaultKind};
use store::watch::unwatched;
use store::{Author, Store, StoreError};
use tempfile::TempDir;

use crate::common::{author, open};

const ROWS: i64 = 60;

fn office(root: &Path) {
    write(&open(root).unwrap(), "周敏", ROWS);
}

fn write(store: &Store, clerk: &str, rows: i64) {
    for at in 0..rows {
        let author = Author { clerk: clerk.to_owned(), ..author("save_demand_fields") };
        let before = (at > 0).then_some(at);
        store.write(author, |tx| tx.record("demand", "d", before.as_ref(), &at)).unwrap();
    }
}

fn proven(store: &Store) -> Option<(i64, FaultKind)> {
    store.verify().unwrap().fault.map(|fault| (fault.sequence, fault.kind))
}

fn cut(root: &Path, after: i64) {
    let connection = Connection::open(root.join("reception.db")).unwrap();
    connection.execute("DELETE FROM journal WHERE sequence > $1", [after]).unwrap();
    connection.close().unwrap();
}

/// Changes a copy of the office by raw SQL and returns what `verify` says.
fn tampered(whole: &Path, sql: &str, row: i64) -> Option<(i64, FaultKind)> {
    let folder = TempDir::new().unwrap();
    for name in ["reception.db", "journal-head"] {
        fs::copy(whole.join(name), folder.path().join(name)).unwrap();
    }
    let connection = Connection::open(folder.path().join("reception.db")).unwrap();
    connection.pragma_update(None, "ignore_check_constraints", true).unwrap();
    for part in sql.split(';').filter(|part| !part.trim().is_empty()) {
        let mut statement = connection.prepare(part).unwrap();
        let count = statement.parameter_count();
        let changed = match count {
            0 => statement.execute([]),
            _ => statement.execute(params![row]),
        };
        assert!(changed.unwrap() > 0, "{part} changed nothing at {row}");
    }
    connection.close().unwrap();
    proven(&open(folder.path()).unwrap())
}

#[test]
fn every_way_of_tampering_is_found_at_its_first_row() {
    let whole = TempDir::new().unwrap();
    office(whole.path());
    assert_eq!(open(whole.path()).unwrap().verify().unwrap().fault, None);
    let columns = [
        "at = '2026-09-23T01:00:00.001Z'",
        "clerk_id = 'other'",
        "clerk = '别人'",
        "use_case = 'void_demand'",
        "entity = 'slip'",
        "entity_id = 'e'",
        "before = '99'",
        "after = '99'",
        "after = NULL",
        "prev_hash = replace(prev_hash, substr(prev_hash, 1, 1), '_')",
        "row_hash = replace(row_hash, substr(row_hash, 1, 1), '_')",
        "prev_hash = row_hash",
    ];
    let mut places = 0;
    for (at, column) in columns.iter().enumerate() {
        for step in 0..9 {
            let row = 1 + (at as i64 * 5 + step * 7) % ROWS;
            let sql = format!("UPDATE journal SET {column} WHERE sequence = $1");
            let found = tampered(whole.path(), &sql, row);
            assert_eq!(found.map(|fault| fault.0), Some(row), "{column} at {row}");
            places += 1;
        }
    }
    for row in 1..=ROWS {
        let fault = tampered(whole.path(), "DELETE FROM journal WHERE sequence = $1", row);
        let kind = if row == ROWS { FaultKind::CutOff } else { FaultKind::Missing };
        assert_eq!(fault, Some((row, kind)), "deleted {row}");
        places += 1;
    }
    for row in (1..ROWS).step_by(3) {
        let cut = tampered(whole.path(), "DELETE FROM journal WHERE sequence > $1", row);
        assert_eq!(cut, Some((row + 1, FaultKind::CutOff)), "cut after {row}");
        // Swapped with the next one.
        let swap = "UPDATE journal SET sequence = -1 WHERE sequence = $1;\
            UPDATE journal SET sequence = $1 WHERE sequence = $1 + 1;\
            UPDATE journal SET sequence = $1 + 1 WHERE sequence = -1";
        let found = tampered(whole.path(), swap, row).map(|fault| fault.0);
        assert_eq!(found, Some(row), "swapped {row}");
        places += 2;
    }
    for row in (1..ROWS).step_by(10) {
        // Inserted: the rows behind move up, the new one copies its neighbour.
        let insert = "UPDATE journal SET sequence = -sequence WHERE sequence > $1;\
            UPDATE journal SET sequence = 1 - sequence WHERE sequence < 0;\
            INSERT INTO journal SELECT $1 + 1, at, clerk_id, clerk, use_case, entity, entity_id, \
            before, after, prev_hash, row_hash FROM journal WHERE sequence = $1";
        let found = tampered(whole.path(), insert, row).map(|fault| fault.0);
        assert_eq!(found, Some(row + 1), "inserted after {row}");
        places += 1;
    }
    assert!(places >= 200, "{places} places");
}

/// A forger who knows the rule and hashes the chain anew meets the head noted outside.
#[test]
fn a_chain_made_anew_differs_from_the_noted_head() {
    let (whole, forged) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    office(whole.path());
    write(&open(forged.path()).unwrap(), "别人", ROWS);
    fs::copy(whole.path().join("journal-head"), forged.path().join("journal-head")).unwrap();
    assert_fault_stays(forged.path(), (ROWS, FaultKind::Rewritten));
}

/// Opens, writes and proves again and again: the fault is at the same row each time, and no backup
/// counts.
fn assert_fault_stays(root: &Path, fault: (i64, FaultKind)) {
    for rows in [0, 3, 1, 2 * ROWS, 0] {
        let store = open(root).unwrap();
        assert!(store.is_journal_broken(), "known from the start");
        write(&store, "周敏", rows);
        assert_eq!(proven(&store), Some(fault), "after {rows} more rows");
        assert!(store.is_journal_broken());
    }
    let store = open(root).unwrap();
    let at = "2026-09-23T02:00:00Z".parse().unwrap();
    let backup = back_up(&store, &root.join("backups"), at, &mut unwatched).unwrap();
    assert!(!backup.is_good(), "{:?}", backup.manifest);
}

#[test]
fn rows_cut_off_stay_a_fault_whatever_is_written_afterwards() {
    let folder = TempDir::new().unwrap();
    office(folder.path());
    cut(folder.path(), 50);
    assert_fault_stays(folder.path(), (51, FaultKind::CutOff));
    // A second cut behind the first one hides nothing, one before it is the first bad row.
    cut(folder.path(), 70);
    assert_eq!(proven(&open(folder.path()).unwrap()), Some((51, FaultKind::CutOff)));
    cut(folder.path(), 30);
    fs::remove_dir_all(folder.path().join("backups")).unwrap();
    assert_fault_stays(folder.path(), (31, FaultKind::CutOff));
    cut(folder.path(), 0);
    assert_eq!(proven(&open(folder.path()).unwrap()), Some((1, FaultKind::CutOff)));
}

#[test]
fn a_journal_put_back_is_sound_again() {
    let folder = TempDir::new().unwrap();
    office(folder.path());
    let (database, kept) = (folder.path().join("reception.db"), folder.path().join("kept"));
    fs::copy(&database, &kept).unwrap();
    cut(folder.path(), 50);
    assert_eq!(proven(&open(folder.path()).unwrap()), Some((51, FaultKind::CutOff)));
    fs::rename(&kept, &database).unwrap();
    let store = open(folder.path()).unwrap();
    assert!(!store.is_journal_broken());
    assert_eq!(proven(&store), None);
}

/// A program killed between a commit and its note leaves the noted head behind the journal.
#[test]
fn a_head_behind_the_journal_is_no_fault() {
    let folder = TempDir::new().unwrap();
    let (noted, behind) = (folder.path().join("journal-head"), folder.path().join("behind"));
    drop(open(folder.path()).unwrap());
    for rows in [1, 2, 5] {
        fs::copy(&noted, &behind).unwrap();
        write(&open(folder.path()).unwrap(), "周敏", rows);
        fs::rename(&behind, &noted).unwrap();
        let store = open(folder.path()).unwrap();
        assert!(!store.is_journal_broken(), "{rows}");
        assert_eq!(proven(&store), None, "{rows}");
    }
}

/// Who cuts the tail off and takes the noted head away does not get a clean proof for it, not even
/// after later changes.
#[test]
fn a_missing_head_is_a_fault_until_it_is_back() {
    let whole = TempDir::new().unwrap();
    office(whole.path());
    let (noted, kept) = (whole.path().join("journal-head"), whole.path().join("kept"));
    fs::rename(&noted, &kept).unwrap();
    let fault = |root: &Path| proven(&open(root).unwrap());
    assert_eq!(fault(whole.path()), Some((ROWS, FaultKind::HeadLost)));
    office(whole.path());
    assert_eq!(fault(whole.path()), Some((2 * ROWS, FaultKind::HeadLost)));
    fs::rename(&kept, &noted).unwrap();
    assert_eq!(fault(whole.path()), None);
}

#[test]
fn a_time_that_cannot_be_read_is_an_error_not_another_time() {
    let folder = TempDir::new().unwrap();
    let store = open(folder.path()).unwrap();
    write(&store, "周敏", 3);
    let connection = Connection::open(folder.path().join("reception.db")).unwrap();
    connection.execute("UPDATE journal SET at = '昨天' WHERE sequence = 2", []).unwrap();
    let listed = store.read(|connection| journal::list(connection, "demand", "d"));
    assert!(matches!(listed, Err(StoreError::Time(_))), "{listed:?}");
    assert_eq!(proven(&store), Some((2, FaultKind::Changed)));
    let last = store.read(|connection| journal::last(connection, "demand", "d")).unwrap();
    assert_eq!(last.map(|row| row.sequence), Some(3));
}

#[test]
fn a_new_office_has_nothing_to_prove() {
    let folder = TempDir::new().unwrap();
    let store = open(folder.path()).unwrap();
    assert_eq!(store.verify().unwrap().fault, None);
}
