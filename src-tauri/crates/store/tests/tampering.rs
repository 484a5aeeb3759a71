//! The journal against raw SQL: each change is found and the first bad row named (guarantee S3).
#![allow(clippy::unwrap_used, reason = "a test that cannot set up its scene should stop")]

use std::fs;
use std::path::Path;

use rusqlite::{Connection, params};
use store::journal::FaultKind;
use store::{Author, Store};
use tempfile::TempDir;

const ROWS: i64 = 60;

fn office(root: &Path) {
    let store = Store::open(root).unwrap();
    for at in 0..ROWS {
        let author = Author {
            clerk_id: String::from("clerk"),
            clerk: String::from("周敏"),
            at: "2026-09-23T01:00:00Z".parse().unwrap(),
            use_case: "save_demand_fields",
        };
        let before = (at > 0).then_some(at);
        store.write(author, |tx| tx.record("demand", "d", before.as_ref(), &at)).unwrap();
    }
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
    let store = Store::open(folder.path()).unwrap();
    store.verify().unwrap().fault.map(|fault| (fault.sequence, fault.kind))
}

#[test]
fn every_way_of_tampering_is_found_at_its_first_row() {
    let whole = TempDir::new().unwrap();
    office(whole.path());
    assert_eq!(Store::open(whole.path()).unwrap().verify().unwrap().fault, None);
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
    {
        let store = Store::open(forged.path()).unwrap();
        for at in 0..ROWS {
            let author = Author {
                clerk_id: String::from("clerk"),
                clerk: String::from("别人"),
                at: "2026-09-23T01:00:00Z".parse().unwrap(),
                use_case: "save_demand_fields",
            };
            store.write(author, |tx| tx.record("demand", "d", None::<&i64>, &at)).unwrap();
        }
    }
    fs::copy(whole.path().join("journal-head"), forged.path().join("journal-head")).unwrap();
    let fault = Store::open(forged.path()).unwrap().verify().unwrap().fault.unwrap();
    assert_eq!((fault.sequence, fault.kind), (ROWS, FaultKind::Rewritten));
}

/// Who cuts the tail off and takes the noted head away does not get a clean proof for it, not even
/// after later changes.
#[test]
fn a_missing_head_is_a_fault_until_it_is_back() {
    let whole = TempDir::new().unwrap();
    office(whole.path());
    let (noted, kept) = (whole.path().join("journal-head"), whole.path().join("kept"));
    fs::rename(&noted, &kept).unwrap();
    let fault = |root: &Path| {
        let fault = Store::open(root).unwrap().verify().unwrap().fault;
        fault.map(|fault| (fault.sequence, fault.kind))
    };
    assert_eq!(fault(whole.path()), Some((ROWS, FaultKind::HeadLost)));
    office(whole.path());
    assert_eq!(fault(whole.path()), Some((2 * ROWS, FaultKind::HeadLost)));
    fs::rename(&kept, &noted).unwrap();
    assert_eq!(fault(whole.path()), None);
}

#[test]
fn a_new_office_has_nothing_to_prove() {
    let folder = TempDir::new().unwrap();
    let store = Store::open(folder.path()).unwrap();
    assert_eq!(store.verify().unwrap().fault, None);
}
