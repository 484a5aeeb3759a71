//! An office of an older schema: backed up whole, migrated, and back again (guarantee D9, D14).
#![allow(clippy::unwrap_used, reason = "a test that cannot set up its scene should stop")]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use domain::attachment::AttachmentOwner;
use domain::ids::AttachmentId;
use rusqlite::Connection;
use store::migrations::{APPLICATION_ID, SUPPORTED};
use store::tables::attachments::{self, AttachmentRow};
use store::{Store, StoreError, backups, content};
use tempfile::TempDir;

use crate::common::{author, open};

fn write(store: &Store, rows: i64) {
    for at in 0..rows {
        store
            .write(author("attach_file"), |tx| tx.record("demand", "d", None::<&i64>, &at))
            .unwrap();
    }
}

/// Makes an office with three changes and an attachment; returns the attachment's file.
fn office(root: &Path) -> PathBuf {
    let store = open(root).unwrap();
    write(&store, 3);
    let scan = root.join("scan.pdf");
    fs::write(&scan, "%PDF-1.7 委托书").unwrap();
    let kept = content::keep(store.folder(), &scan).unwrap();
    let row = AttachmentRow {
        id: AttachmentId::new(String::from("a1")),
        owner: AttachmentOwner::Demand,
        owner_id: String::from("d"),
        name: String::from("委托书.pdf"),
        media_type: String::from("application/pdf"),
        bytes: 20,
        sm3: kept.sm3,
        added_at: author("attach_file").at,
        added_by: String::from("周敏"),
    };
    store
        .write(author("attach_file"), |tx| {
            attachments::insert(tx, &row)?;
            tx.record("attachment", "a1", None::<&AttachmentRow>, &row)
        })
        .unwrap();
    content::path(store.folder(), &row.sm3)
}

/// Puts a database of an older schema, as the program of that time made it, in the place of the
/// office's own.
fn take_back(root: &Path, schema: i32) {
    let (database, newer) = (root.join("reception.db"), root.join("newer.db"));
    fs::rename(&database, &newer).unwrap();
    let mut steps: Vec<PathBuf> =
        fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/migrations"))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
    steps.sort();
    assert_eq!(steps.len(), SUPPORTED as usize);
    let older = Connection::open(&database).unwrap();
    older.pragma_update(None, "journal_mode", "WAL").unwrap();
    for step in &steps[..schema as usize] {
        older.execute_batch(&fs::read_to_string(step).unwrap()).unwrap();
    }
    older.pragma_update(None, "user_version", schema).unwrap();
    older.pragma_update(None, "application_id", APPLICATION_ID).unwrap();
    older.execute("ATTACH $1 AS newer", [newer.to_str().unwrap()]).unwrap();
    for table in ["journal", "attachments"] {
        let copied = format!("INSERT INTO {table} SELECT * FROM newer.{table}");
        assert!(older.execute(&copied, []).unwrap() > 0, "{table}");
    }
    older.close().unwrap();
    fs::remove_file(newer).unwrap();
    assert_eq!(schema_of(root), schema);
}

fn schema_of(root: &Path) -> i32 {
    let connection = Connection::open(root.join("reception.db")).unwrap();
    connection.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
}

/// The journal and the attachments, as text.
fn rows(store: &Store) -> Vec<String> {
    let read = |connection: &Connection| {
        let mut statement = connection.prepare(
            "SELECT sequence || entity_id || after || row_hash FROM journal \
             UNION ALL SELECT id || name || sm3 FROM attachments",
        )?;
        let rows = statement.query_map([], |row| row.get(0))?;
        Ok::<_, StoreError>(rows.collect::<Result<_, _>>()?)
    };
    store.read(read).unwrap()
}

#[test]
fn an_older_office_is_backed_up_whole_migrated_and_comes_back() {
    for schema in 1..SUPPORTED {
        let folder = TempDir::new().unwrap();
        let root = folder.path().join("office");
        office(&root);
        take_back(&root, schema);

        let store = open(&root).unwrap();
        let old = rows(&store);
        assert_eq!(old.len(), 5);
        write(&store, 2);
        assert_eq!(store.verify().unwrap().fault, None);
        drop(store);
        assert_eq!(schema_of(&root), SUPPORTED);

        let made = backups::list(&root.join("backups"));
        let [backup] = &made[..] else { panic!("{made:?}") };
        assert_eq!(fs::read_dir(root.join("backups")).unwrap().count(), 1);
        assert!(backup.is_good(), "{:?}", backup.manifest);
        assert_eq!((backup.manifest.schema, backup.manifest.journal_sequence), (schema, 4));
        assert_eq!(backup.manifest.made_at, author("attach_file").at);
        assert_eq!(backup.manifest.attachments.len(), 1);

        let restored = folder.path().join("restored");
        let outcome = backups::restore(&backup.path, &restored).unwrap();
        assert_eq!(outcome.journal_sequence, 4);
        assert_eq!(schema_of(&restored), schema, "as the older program left it");
        let store = open(&restored).unwrap();
        assert_eq!((rows(&store), store.verify().unwrap().fault), (old, None));
    }
}

#[test]
fn a_lost_attachment_keeps_no_office_shut() {
    let folder = TempDir::new().unwrap();
    let scan = office(folder.path());
    take_back(folder.path(), 1);
    fs::remove_file(scan).unwrap();
    let store = open(folder.path()).unwrap();
    assert_eq!(rows(&store).len(), 5);
    let made = backups::list(&folder.path().join("backups"));
    assert_eq!(made.iter().map(backups::Backup::is_good).collect::<Vec<_>>(), [false]);
}
