//! What leaves the house of a demand whose enterprise asked not to be named (scenario 26).

use std::fs;
use std::path::Path;

use calamine::{Reader, Xlsx, open_workbook};
use reception_tests::pdf::text_of;
use serde_json::{Value, json};
use store::journal;

use super::case::Case;
use crate::ledger::export;
use crate::sitting::{Sitting, fields, with};
use crate::world::World;

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
pub(crate) fn words_below(folder: &Path) -> String {
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

/// What a use case answers, as text.
fn told(world: &World, use_case: &str, input: Value) -> String {
    let answer: Value = world.call(use_case, input);
    answer.to_string()
}

#[test]
fn s26_inside_the_office_only_an_opening_names_an_anonymous_enterprise() {
    let case = Case::hidden("2026-09-23 09:00");
    let world = &case.world;
    let slip = case.now()["slip_id"].clone();
    world.set_time("2026-10-22 09:00");
    let page = json!({
        "filter": {}, "sort": "enterprise", "is_descending": false, "limit": 20, "offset": 0,
    });
    let ledger = export(world, "台账.xlsx", "full", json!({}));
    let screens = [
        ("诉求", told(world, "get_demand", json!({ "id": case.id }))),
        ("台账", told(world, "list_ledger", page)),
        ("交办单", told(world, "get_slip", json!({ "id": slip }))),
        (
            "交办单列表",
            told(
                world,
                "list_slips",
                json!({
                    "year": 2026, "query": "", "states": [], "limit": 20, "offset": 0,
                }),
            ),
        ),
        (
            "督办",
            told(
                world,
                "list_supervision",
                json!({
                    "unit_id": null, "lead_leader_id": null, "order": "light", "limit": 20, "offset": 0,
                }),
            ),
        ),
        ("搜事项", told(world, "search_everything", json!({ "query": "三号冷库", "limit": 20 }))),
        ("内部台账", words_of(Path::new(ledger["path"].as_str().expect("a path")))),
    ];
    for (name, words) in &screens {
        assert!(words.contains("三号冷库") || words.contains("某企业"), "{name}: {words}");
        // 冷链 stands in the sample's unit names, too.
        for planted in ["沱湾", "王守成"] {
            assert!(!words.contains(planted), "{planted} stands in {name}:\n{words}");
        }
    }
    let found: Value = world.call("search_everything", json!({ "query": "沱湾冷链", "limit": 20 }));
    let groups = found["groups"].as_array().expect("groups");
    for target in ["demand", "slip"] {
        assert!(groups.iter().all(|group| group["target"] != target), "{target}: {found}");
    }

    let opened: Value = world.call("open_enterprise", json!({ "id": case.id }));
    assert!(opened["enterprise_name"].as_str().expect("a name").contains("沱湾"));
    assert_eq!(opened["is_veiled"], json!(false));
    let id = case.id.as_str().expect("an identity");
    let last = |connection: &rusqlite::Connection| journal::last(connection, "opening", id);
    let last = world.office().store().read(last).expect("the journal is read");
    assert_eq!(last.expect("a row of the journal").use_case, "open_enterprise");
    assert_eq!(case.now()["is_veiled"], json!(true), "the next reading hides it again");
}

#[test]
fn s26_what_was_read_without_names_and_saved_again_keeps_them() {
    let world = World::at("2026-09-23 09:00");
    world.save_settings();
    let sitting = Sitting::start_on(&world, "2026-09-23");
    let mut asked = fields("沱湾冷链物流冷库送电受阻", &sitting.units[0], &[]);
    asked["visibility"] = json!("anonymous");
    asked["facts"] = json!("沱湾冷链物流三号冷库没送上电。");
    let demand = sitting.ask(&world, "三号冷库没送上电。", &asked);
    let shown: Value = world.call("get_demand", json!({ "id": demand["id"] }));
    assert_eq!(shown["fields"]["facts"], json!("某企业三号冷库没送上电。"));
    let mut fields = shown["fields"].clone();
    fields["request"] = json!("请尽快送电。");
    let input = with(&shown, json!({ "fields": fields }));
    let _saved: Value = world.call("save_demand_fields", input);
    let opened: Value = world.call("open_enterprise", json!({ "id": demand["id"] }));
    assert_eq!(opened["fields"]["facts"], json!("沱湾冷链物流三号冷库没送上电。"));
    assert_eq!(opened["fields"]["title"], json!("沱湾冷链物流冷库送电受阻"));
    assert_eq!(opened["fields"]["request"], json!("请尽快送电。"));
}
