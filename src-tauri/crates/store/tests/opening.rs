//! What must never be opened, and never be touched (guarantee D7–D9, D11).
#![allow(clippy::unwrap_used, reason = "a test that cannot set up its scene should stop")]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use rusqlite::Connection;
use store::{Store, StoreError};
use tempfile::TempDir;

use crate::common::{author, open};

/// Makes an office with something in its journal, and closes it.
fn office(root: &Path) {
    let store = open(root).unwrap();
    for at in 0..3 {
        store
            .write(author("save_view"), |tx| {
                tx.record("view", &format!("v{at}"), None::<&i32>, &at)
            })
            .unwrap();
    }
}

/// Every file of the folder but the lock, with its hash.
fn files(root: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            let name = path.strip_prefix(root).unwrap().display().to_string();
            if path.is_dir() {
                folders.push(path);
            } else if name != "lock" {
                let bytes = fs::read(&path).unwrap();
                found.insert(name, store::journal::digest([bytes.as_slice()]));
            }
        }
    }
    found
}

/// Opens what must be refused, and proves that no byte changed.
fn refused(root: &Path) -> StoreError {
    let before = files(root);
    let Err(error) = open(root) else { panic!("it was opened") };
    assert_eq!(files(root), before, "a refusal changed files");
    error
}

fn database(root: &Path) -> std::path::PathBuf {
    root.join("reception.db")
}

#[test]
fn an_office_opens_again_with_what_it_held() {
    let folder = TempDir::new().unwrap();
    office(folder.path());
    let store = open(folder.path()).unwrap();
    let proof = store.verify().unwrap();
    assert_eq!((proof.rows, proof.fault), (3, None));
}

#[test]
fn a_newer_office_is_refused_untouched() {
    let folder = TempDir::new().unwrap();
    office(folder.path());
    let connection = Connection::open(database(folder.path())).unwrap();
    connection.pragma_update(None, "user_version", 900).unwrap();
    connection.close().unwrap();
    let error = refused(folder.path());
    assert!(matches!(error, StoreError::SchemaTooNew { found: 900, .. }), "{error:?}");
}

#[test]
fn a_newer_office_left_by_a_crash_is_refused_untouched() {
    let folder = TempDir::new().unwrap();
    office(folder.path());
    let connection = Connection::open(database(folder.path())).unwrap();
    connection.pragma_update(None, "user_version", 900).unwrap();
    // Copied while open: the change stands only in the write-ahead log.
    let crashed = TempDir::new().unwrap();
    for name in ["reception.db", "reception.db-wal", "journal-head"] {
        fs::copy(folder.path().join(name), crashed.path().join(name)).unwrap();
    }
    assert!(crashed.path().join("reception.db-wal").metadata().unwrap().len() > 0);
    drop(connection);
    let error = refused(crashed.path());
    assert!(matches!(error, StoreError::SchemaTooNew { found: 900, .. }), "{error:?}");
}

#[test]
fn an_empty_file_is_damaged_not_blank() {
    let folder = TempDir::new().unwrap();
    fs::write(database(folder.path()), b"").unwrap();
    assert!(matches!(refused(folder.path()), StoreError::Damaged { .. }));
}

#[test]
fn foreign_files_are_refused_untouched() {
    let folder = TempDir::new().unwrap();
    let path = database(folder.path());
    let connection = Connection::open(&path).unwrap();
    connection
        .execute_batch("CREATE TABLE notes (text TEXT); INSERT INTO notes VALUES ('x')")
        .unwrap();
    connection.close().unwrap();
    assert!(matches!(refused(folder.path()), StoreError::Foreign(_)));
    fs::write(&path, "这是一份普通的文本文件，不是数据库。".repeat(100)).unwrap();
    assert!(matches!(refused(folder.path()), StoreError::Foreign(_)));
    fs::write(&path, vec![0_u8; 8192]).unwrap();
    let error = refused(folder.path());
    assert!(matches!(error, StoreError::Foreign(_) | StoreError::Damaged { .. }), "{error:?}");
}

#[test]
fn a_damaged_header_or_a_cut_file_is_refused_untouched() {
    let whole = TempDir::new().unwrap();
    office(whole.path());
    let bytes = fs::read(database(whole.path())).unwrap();
    let mut cases = vec![(String::from("cut short"), bytes[..bytes.len() / 2].to_vec())];
    cases.push((String::from("cut inside a page"), bytes[..bytes.len() - 1000].to_vec()));
    cases.push((String::from("cut to its header"), bytes[..100].to_vec()));
    for at in [0, 5, 16, 17, 21, 23, 47, 100, 103] {
        let mut flipped = bytes.clone();
        flipped[at] ^= 0xFF;
        cases.push((format!("byte {at} flipped"), flipped));
    }
    for (what, bytes) in cases {
        let folder = TempDir::new().unwrap();
        fs::write(database(folder.path()), bytes).unwrap();
        assert!(open(folder.path()).is_err(), "{what} was opened");
        let error = refused(folder.path());
        let is_refusal = matches!(error, StoreError::Foreign(_) | StoreError::Damaged { .. });
        assert!(is_refusal, "{what}: {error:?}");
    }
}

#[test]
fn an_office_without_its_database_is_never_made_blank() {
    let folder = TempDir::new().unwrap();
    let shelf = folder.path().join("attachments/ab");
    fs::create_dir_all(&shelf).unwrap();
    fs::write(shelf.join("abcd"), b"scan").unwrap();
    assert!(matches!(refused(folder.path()), StoreError::DatabaseMissing(_)));

    let folder = TempDir::new().unwrap();
    office(folder.path());
    fs::remove_file(database(folder.path())).unwrap();
    assert!(matches!(refused(folder.path()), StoreError::DatabaseMissing(_)));
}

#[test]
fn a_network_share_is_refused() {
    for path in ["//server/office", r"\\server\office"] {
        let error = open(Path::new(path)).unwrap_err();
        assert!(matches!(error, StoreError::NetworkFolder(_)), "{error:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_folder_without_the_right_to_write_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let folder = TempDir::new().unwrap();
    let root = folder.path().join("office");
    fs::create_dir(&root).unwrap();
    fs::set_permissions(&root, fs::Permissions::from_mode(0o555)).unwrap();
    // The superuser writes everywhere; then a file in the folder's place shows the same.
    if fs::write(root.join("probe"), b"").is_ok() {
        return;
    }
    let error = open(&root).unwrap_err();
    assert!(matches!(error, StoreError::ReadOnly(_)), "{error:?}");
}

#[test]
fn a_second_holder_is_refused_and_the_first_goes_on() {
    let folder = TempDir::new().unwrap();
    let first = open(folder.path()).unwrap();
    for _ in 0..50 {
        assert!(matches!(open(folder.path()), Err(StoreError::Locked(_))));
    }
    first.write(author("save_view"), |tx| tx.record("view", "v", None::<&i32>, &1)).unwrap();
    drop(first);
    open(folder.path()).unwrap();
}

/// Not a test of its own: what the next one starts and kills.
#[test]
#[ignore = "the holder that another test kills"]
fn holder() {
    let Some(root) = std::env::var_os("RECEPTION_TEST_HOLD") else { return };
    let _store = open(Path::new(&root)).unwrap();
    fs::write(Path::new(&root).join("held"), b"").unwrap();
    std::thread::sleep(std::time::Duration::from_secs(60));
}

#[test]
fn a_killed_holder_never_blocks() {
    let folder = TempDir::new().unwrap();
    for _ in 0..5 {
        let held = folder.path().join("held");
        let mut holder = Command::new(std::env::current_exe().unwrap())
            .args(["--ignored", "--exact", "holder"])
            .env("RECEPTION_TEST_HOLD", folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        while !held.exists() {
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        assert!(matches!(open(folder.path()), Err(StoreError::Locked(_))));
        holder.kill().unwrap();
        holder.wait().unwrap();
        open(folder.path()).unwrap();
        fs::remove_file(held).unwrap();
    }
}

fn mark(root: &Path) -> String {
    fs::read_to_string(root.join("lock")).unwrap()
}

/// Waits until the check beside the work has found damage; none after ten seconds.
fn damage_found(store: &Store) -> bool {
    (0..1000).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(10));
        let written =
            store.write(author("save_view"), |tx| tx.record("view", "w", None::<&i32>, &1));
        matches!(written, Err(StoreError::Damaged { .. }))
    })
}

#[test]
fn an_office_closed_well_is_marked_and_a_running_one_is_not() {
    let folder = TempDir::new().unwrap();
    office(folder.path());
    assert!(mark(folder.path()).starts_with("closed "));
    let store = open(folder.path()).unwrap();
    assert_eq!(mark(folder.path()), "");
    store.close().unwrap();
    assert!(mark(folder.path()).starts_with("closed "));
    // What is written after closing makes the next start a careful one: its log is left behind.
    store.write(author("save_view"), |tx| tx.record("view", "v", None::<&i32>, &1)).unwrap();
    assert!(folder.path().join("reception.db-wal").metadata().unwrap().len() > 0);
    drop(store);
    assert_eq!(open(folder.path()).unwrap().verify().unwrap().rows, 4);
}

/// The pages after the first that hold something, counted from 0: what stands on a free one is
/// nothing to anybody.
fn used_pages(root: &Path) -> Vec<usize> {
    let connection = Connection::open(database(root)).unwrap();
    let sql = "SELECT DISTINCT pageno - 1 FROM dbstat WHERE pageno > 1 ORDER BY pageno";
    let mut statement = connection.prepare(sql).unwrap();
    let pages = statement.query_map([], |row| row.get::<_, u32>(0)).unwrap();
    pages.map(|page| page.unwrap() as usize).collect()
}

#[test]
fn a_damaged_page_is_refused_or_found_beside_the_work() {
    let whole = TempDir::new().unwrap();
    office(whole.path());
    let bytes = fs::read(database(whole.path())).unwrap();
    let lock = mark(whole.path());
    let (mut refused_at_once, mut found_later) = (0, 0);
    for page in used_pages(whole.path()) {
        let folder = TempDir::new().unwrap();
        let mut damaged = bytes.clone();
        damaged[page * 4096..page * 4096 + 200].fill(0xFF);
        fs::write(database(folder.path()), &damaged).unwrap();
        // After a crash the whole file is looked at first.
        let error = refused(folder.path());
        assert!(matches!(error, StoreError::Damaged { .. }), "page {page}: {error:?}");
        // After a good closing the start is quick, and the damage is found all the same.
        fs::write(folder.path().join("lock"), &lock).unwrap();
        match open(folder.path()) {
            Err(error) => {
                assert!(matches!(error, StoreError::Damaged { .. }), "page {page}: {error:?}");
                refused_at_once += 1;
            }
            Ok(store) => {
                assert!(damage_found(&store), "page {page} stayed unseen");
                drop(store);
                assert_eq!(mark(folder.path()), "", "page {page} was marked as sound");
                found_later += 1;
            }
        }
    }
    assert!(refused_at_once > 0 && found_later > 0, "{refused_at_once} {found_later}");
}

#[test]
fn another_file_in_the_place_of_the_marked_one_is_looked_at_whole() {
    let folder = TempDir::new().unwrap();
    office(folder.path());
    let bytes = fs::read(database(folder.path())).unwrap();
    fs::write(database(folder.path()), &bytes[..bytes.len() - 4096]).unwrap();
    let error = refused(folder.path());
    assert!(matches!(error, StoreError::Damaged { .. }), "{error:?}");
}
