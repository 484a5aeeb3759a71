//! The command line as IT staff script it: exit codes, JSON on stdout, words on stderr.
#![allow(clippy::unwrap_used, reason = "a test that cannot set up its scene should stop")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

fn fonts() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    vec![root.join("target/fonts"), PathBuf::from("/usr/share/fonts")]
}

fn reception(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_reception"));
    command
        .env("RECEPTION_DATA", data)
        .env("RECEPTION_FONTS", std::env::join_paths(fonts()).unwrap());
    command
}

fn run(data: &Path, arguments: &[&str]) -> Output {
    reception(data).args(arguments).output().unwrap()
}

fn json_of(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {output:?}"))
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn words(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn the_sample_office_repeats_from_its_seed() {
    let folder = TempDir::new().unwrap();
    let make = |name: &str, seed: &str| {
        let data = folder.path().join(name);
        let arguments = ["demo", data.to_str().unwrap(), "--seed", seed, "--today", "2026-09-23"];
        let made = run(&data, &arguments);
        assert_eq!(code(&made), 0, "{}", words(&made));
        let proof = run(&data, &["verify"]);
        assert_eq!(code(&proof), 0);
        (json_of(&made)["demands"].clone(), json_of(&proof)["head"].clone())
    };
    let first = make("一", "7");
    // The head of the chain covers every row ever written.
    assert_eq!(first, make("二", "7"));
    assert_ne!(first, make("三", "8"));
    let demands = first.0.as_i64().unwrap();
    assert!((120..180).contains(&demands), "{demands} demands");

    let taken = folder.path().join("一");
    let again = run(&taken, &["demo", taken.to_str().unwrap()]);
    assert_eq!(code(&again), 1);
    assert!(words(&again).contains("已有文件"));
}

#[test]
fn without_fonts_no_half_made_sample_is_left() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("office");
    let demo = ["demo", data.to_str().unwrap(), "--today", "2026-09-23"];
    let made = reception(&data).env("RECEPTION_FONTS", folder.path()).args(demo).output().unwrap();
    assert_eq!(code(&made), 1);
    let told = words(&made);
    assert!(told.contains("本机缺少") && told.contains("字体，请按说明安装。"), "{told}");
    assert!(!data.exists());
    // With fonts the same folder is good.
    assert_eq!(code(&run(&data, &demo)), 0);

    let into = folder.path().join("发给各单位");
    fs::create_dir(&into).unwrap();
    let into = into.to_str().unwrap();
    let saved = run(&data, &["paper", "--issued", "2026", "--into", into]);
    assert_eq!(code(&saved), 0, "{}", words(&saved));
    let files: Vec<String> = serde_json::from_value(json_of(&saved)["files"].clone()).unwrap();
    assert!(files.len() > 10 && fs::read_dir(into).unwrap().count() == files.len());
    let number = files[0].split(' ').next().unwrap();
    let again = run(&data, &["paper", number, "--into", into]);
    assert_eq!(json_of(&again)["files"], json!([files[0]]));
    let inside = run(&data, &["paper", number, "--into", data.to_str().unwrap()]);
    assert!(code(&inside) == 1 && words(&inside).contains("数据文件夹"), "{}", words(&inside));
    for wrong in [vec!["paper", number], vec!["paper", "--issued", "2026", "--out", "a.pdf"]] {
        assert_eq!(code(&run(&data, &wrong)), 2, "{wrong:?}");
    }
}

#[test]
fn an_office_is_worked_backed_up_and_restored() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("office");
    let leader = json!({ "id": null, "version": 0, "name": "何例舟", "post": "副区长", "rank": 1,
        "phone": "", "is_active": true });
    let mut typed = reception(&data)
        .args(["call", "save_leader", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    typed.stdin.take().unwrap().write_all(leader.to_string().as_bytes()).unwrap();
    let saved = typed.wait_with_output().unwrap();
    assert_eq!(json_of(&saved)["name"], "何例舟");

    let ledger = folder.path().join("台账.xlsx");
    let export = run(&data, &["export", "ledger", "--out", ledger.to_str().unwrap()]);
    assert_eq!((code(&export), &json_of(&export)["rows"]), (0, &json!(0)), "{}", words(&export));
    assert!(fs::read(&ledger).unwrap().starts_with(b"PK"));

    let backup = json_of(&run(&data, &["backup"]));
    let into = folder.path().join("恢复");
    let restore = ["restore", backup["path"].as_str().unwrap(), into.to_str().unwrap()];
    assert_eq!(code(&run(&data, &restore)), 0);
    let again = run(&data, &restore);
    assert_eq!(code(&again), 1);
    assert!(words(&again).contains("空文件夹"), "{}", words(&again));
    let (before, after) = (run(&data, &["verify"]), run(&into, &["verify"]));
    assert_eq!(json_of(&after)["fault"], Value::Null);
    // The export was journaled before the backup, so both chains end alike.
    assert_eq!(json_of(&before)["head"], json_of(&after)["head"]);
}

#[test]
fn each_refusal_has_its_exit_code() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("office");
    assert_eq!(code(&run(&data, &["names"])), 0);
    let wrong = json!({ "id": null, "version": 0, "name": "", "post": "", "rank": 1, "phone": "",
        "is_active": true });
    let refused = run(&data, &["call", "save_leader", &wrong.to_string()]);
    assert_eq!(code(&refused), 1);
    assert_eq!(json_of(&refused)["code"], "validation");
    assert!(words(&refused).contains("name："), "{}", words(&refused));
    assert_eq!(code(&run(&data, &["call", "no_such_thing", "{}"])), 2);
    assert_eq!(code(&run(&data, &["call", "get_office", "{"])), 2);
    assert_eq!(code(&run(&data, &["no-such-command"])), 2);
    let mut nowhere = Command::new(env!("CARGO_BIN_EXE_reception"));
    assert_eq!(code(&nowhere.env_remove("RECEPTION_DATA").arg("verify").output().unwrap()), 2);

    let foreign = folder.path().join("foreign");
    fs::create_dir(&foreign).unwrap();
    fs::write(foreign.join("reception.db"), "不是数据库".repeat(1000)).unwrap();
    let output = run(&foreign, &["verify"]);
    assert_eq!(code(&output), 3);
    assert!(words(&output).contains("没有改动"), "{}", words(&output));

    let database = rusqlite::Connection::open(data.join("reception.db")).unwrap();
    let changed = database.execute("UPDATE journal SET after = '{}' WHERE sequence = 1", []);
    assert_eq!(changed.unwrap(), 1);
    database.close().unwrap();
    let output = run(&data, &["verify"]);
    assert_eq!((code(&output), &json_of(&output)["fault"]["sequence"]), (4, &json!(1)));
}

/// A PDF of one page whose only picture is this object.
fn pdf(picture: &str) -> Vec<u8> {
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Count 1/Kids[3 0 R]>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R\
         /Resources<</XObject<</Im 5 0 R>>>>>>"
            .to_owned(),
        "<</Length 30>>stream\nq 595 0 0 842 0 0 cm /Im Do Q \nendstream".to_owned(),
        picture.to_owned(),
    ];
    let (mut file, mut places) = (String::from("%PDF-1.4\n"), Vec::new());
    for (number, object) in (1..).zip(objects) {
        places.push(file.len());
        file.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    let start = file.len();
    file.push_str("xref\n0 6\n0000000000 65535 f \n");
    file.extend(places.iter().map(|place| format!("{place:010} 00000 n \n")));
    file.push_str(&format!("trailer<</Size 6/Root 1 0 R>>\nstartxref\n{start}\n%%EOF"));
    file.into_bytes()
}

#[test]
fn a_scan_that_kills_its_reader_is_named_and_takes_nothing_with_it() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("office");
    let deep = format!("{}{}", "[".repeat(3_000_000), "]".repeat(3_000_000));
    // A sheet of 3.6 thousand million dots, none of them told.
    let wide = "<</Type/XObject/Subtype/Image/Width 60000/Height 60000/ColorSpace/DeviceRGB\
        /BitsPerComponent 8/Filter/RunLengthDecode/Length 3>>stream\n\u{1}ab\nendstream";
    let itself = "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</Im 5 0 R>>>>\
        /Length 7>>stream\n/Im Do \nendstream";
    let files =
        [("深.pdf", &*deep), ("大.pdf", wide), ("自.pdf", itself)].map(|(name, picture)| {
            let path = folder.path().join(name);
            fs::write(&path, pdf(picture)).unwrap();
            path
        });
    let input = json!({ "paths": files, "job": "识别" }).to_string();
    let read = run(&data, &["call", "read_scans", &input]);
    assert_eq!(code(&read), 0, "{}", words(&read));
    let scans = json_of(&read)["scans"].clone();
    for scan in scans.as_array().unwrap() {
        assert_eq!(scan["papers"], json!([]), "{scan}");
        let fault = scan["faults"][0]["fault"].as_str().unwrap();
        assert!(["no_code", "damaged"].contains(&fault), "{scan}");
    }
    // The word alone makes a program a reader: of nothing, it says so.
    let mut reader = reception(&data);
    let answer = reader.arg("read-scan").stdin(Stdio::null()).output().unwrap();
    assert_eq!(json_of(&answer), json!({ "Err": "not_a_scan" }));
}
