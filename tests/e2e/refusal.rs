//! A data folder that is not to be opened is refused in plain Chinese, every byte left as it was.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use reception_tests::window::{Failure, Size, Window};
use rstest::rstest;
use rusqlite::Connection;
use serde_json::json;

/// Makes an office with a little of everything in its folder and leaves it closed.
fn office(folder: &Path) -> Result<PathBuf, Failure> {
    let store = store::Store::open(folder, "2026-09-23T01:00:00Z".parse()?)?;
    let database = store.folder().database();
    let attachment = store.folder().attachments().join("ab");
    fs::create_dir_all(&attachment)?;
    fs::write(attachment.join("委托书.pdf"), b"%PDF-1.7 mandate")?;
    fs::write(folder.join("说明.txt"), "科室自己放的文件")?;
    drop(store);
    Ok(database)
}

/// A disk that lost its middle: the header is whole, the pages are not.
fn damage(database: &Path) -> Result<(), Failure> {
    let mut bytes = fs::read(database)?;
    let (from, to) = (bytes.len() / 3, bytes.len() * 2 / 3);
    bytes[from..to].fill(0xA5);
    Ok(fs::write(database, bytes)?)
}

/// A power cut at the wrong moment, or a full disk while somebody copied it.
fn empty(database: &Path) -> Result<(), Failure> {
    Ok(fs::write(database, b"")?)
}

/// A sound database of another program under the same name.
fn replace(database: &Path) -> Result<(), Failure> {
    fs::remove_file(database)?;
    let other = Connection::open(database)?;
    other.execute_batch(
        "CREATE TABLE goods (id INTEGER PRIMARY KEY, name TEXT);
         INSERT INTO goods (name) VALUES ('别家程序的数据');",
    )?;
    Ok(())
}

/// What a later version of this program would leave.
fn outdate(database: &Path) -> Result<(), Failure> {
    let later = Connection::open(database)?;
    later
        .execute_batch("PRAGMA user_version = 999; CREATE TABLE later (id INTEGER PRIMARY KEY);")?;
    Ok(())
}

/// Every file below a folder with its bytes, but the program's own hold on it.
fn files(folder: &Path) -> Result<BTreeMap<PathBuf, Vec<u8>>, Failure> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else if path.file_name().is_some_and(|name| name != "lock") {
            found.insert(path.clone(), fs::read(&path)?);
        }
    }
    Ok(found)
}

#[rstest]
#[case::damaged(damage, "damaged", "数据文件有损坏。", "数据文件读不完整")]
#[case::empty(empty, "damaged", "数据文件有损坏。", "原件留在原处，没有被替换。")]
#[case::foreign(replace, "foreign", "这不是企业接待日的数据文件。", "不是企业接待日写成的")]
#[case::newer(
    outdate,
    "schema_too_new",
    "这个数据文件由更新的版本写成。",
    "请安装新版程序后再打开。"
)]
#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_to_be_opened_is_refused_untouched(
    #[case] harm: fn(&Path) -> Result<(), Failure>,
    #[case] code: &str,
    #[case] title: &str,
    #[case] reason: &str,
) -> Result<(), Failure> {
    let home = tempfile::tempdir()?;
    let folder = home.path().join("office");
    harm(&office(&folder)?)?;
    let before = files(&folder)?;
    assert!(before.len() >= 3, "{:?}", before.keys());

    let mut window = Window::open(&folder, Size::DESK).await?;
    let startup = window.invoke("desktop_startup", json!({})).await?;
    assert_eq!((&startup["status"], &startup["code"]), (&json!("refused"), &json!(code)));
    let said = window.marked("refusal").await?.text().await?;
    for words in ["这个数据文件夹没有打开", title, reason, "文件没有改动，数据都在原处。"]
    {
        assert!(said.contains(words), "{words} is not in {said}");
    }
    let path = folder.display().to_string();
    assert!(said.contains(&path), "{said}");
    // Nothing but the path and the short code is in another language.
    let rest = said.replace(&path, "").replace(code, "");
    assert!(!rest.contains(|c: char| c.is_ascii_alphabetic()), "{rest}");
    window.call("get_status", json!({})).await.expect_err("no office is open");
    window.call("save_office", json!({})).await.expect_err("no office is open");
    window.close().await?;
    assert!(
        files(&folder)? == before,
        "{:?} before, now {:?}",
        before.keys(),
        files(&folder)?.keys()
    );
    Ok(())
}
