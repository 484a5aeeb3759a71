//! What leaves the house of a demand whose enterprise asked not to be named (scenario 26).

use std::fs;
use std::path::Path;

use calamine::{Reader, Xlsx, open_workbook};
use reception_tests::pdf::text_of;
use serde_json::{Value, json};

use super::case::Case;
use crate::ledger::export;

/// Parts of the firm's name and its person: in no output may one of them stand.
const PLANTED: [&str; 3] = ["沱湾", "冷链", "王守成"];

/// Every cell of every sheet.
fn words_of(book: &Path) -> String {
    let mut book: Xlsx<_> = open_workbook(book).expect("it opens");
    let mut words = String::new();
    for name in book.sheet_names() {
        let sheet = book.worksheet_range(&name).expect("a sheet");
        words.extend(sheet.cells().map(|(_, _, cell)| format!("{cell}\n")));
    }
    words
}

/// Names and words of every file below a folder.
fn words_below(folder: &Path) -> String {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry"));
    let words = entries.map(|entry| {
        let path = entry.path();
        let inside = match path.extension().and_then(|end| end.to_str()) {
            _ if path.is_dir() => words_below(&path),
            Some("pdf") => text_of(&path),
            Some("xlsx") => words_of(&path),
            other => panic!("a file nobody reads here: {other:?}"),
        };
        format!("{}\n{inside}", entry.file_name().to_string_lossy())
    });
    words.collect()
}

#[test]
fn s26_nothing_that_leaves_the_house_names_an_anonymous_enterprise() {
    let case = Case::hidden("2026-09-23 09:00");
    let world = &case.world;
    let slip = case.now()["slip_id"].clone();
    world.set_time("2026-10-22 09:00");
    let chase = json!({
        "ids": [case.id], "rung": null, "requirement": "请说明原因并限期办结。",
        "answer_workdays": 3, "signer": "李卫东",
    });
    let _chased: Value = world.call("chase_demands", chase);
    let out = world.outside().join("外发");
    fs::create_dir_all(&out).expect("a folder");
    let packets = json!({ "units": null, "folder": out, "job": "packets" });
    let _made: Value = world.call("make_packets", packets);
    for (name, use_case, id) in
        [("slip", "print_slips", &slip), ("chase", "print_acts", &case.act("chase")["id"])]
    {
        let mut input = json!({
            "ids": [id], "is_counted": true, "path": out.join(format!("{name}.pdf")),
            "job": name,
        });
        if use_case == "print_slips" {
            input["with_receipts"] = json!(true);
        }
        let _printed: Value = world.call(use_case, input);
    }
    let public = export(world, "台账.xlsx", "public", json!({}));
    let alert: Value = world.call("take_alert", json!({ "has_woken": false }));
    let backup: Value = world.call("make_backup", json!({ "job": "backup" }));
    let backups: Value = world.call("list_backups", json!({}));
    let outputs = [
        ("发出的文件", words_below(&out)),
        ("公开台账", words_of(Path::new(public["path"].as_str().expect("a path")))),
        ("桌面通知", alert.to_string()),
        ("备份清单", format!("{backup}{backups}")),
    ];
    for (name, words) in &outputs {
        // A page without words would hide everything.
        assert!(words.len() > 40, "{name}: {words}");
        for planted in PLANTED {
            assert!(!words.contains(planted), "{planted} stands in {name}:\n{words}");
        }
    }
    assert!(outputs[0].1.contains("三号"), "the demand itself is told");
}
