//! Slips handed on: each a PDF of its own in a folder the clerk chose.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::{Value, json};
use usecases::ErrorCode;

use crate::issuing::{paper_text, print};
use crate::sitting::Sitting;
use crate::world::{World, reasoned};

fn issued() -> Value {
    json!({ "of": "issued", "year": 2026, "query": "" })
}

fn named(slips: &[&Value]) -> Value {
    let ids: Vec<&Value> = slips.iter().map(|slip| &slip["id"]).collect();
    json!({ "of": "named", "ids": ids })
}

fn input(slips: &Value, folder: &Path) -> Value {
    json!({ "slips": slips, "folder": folder, "job": "each" })
}

/// Makes a folder beside the data folder.
fn folder(world: &World) -> std::path::PathBuf {
    let folder = world.outside().join("发给各单位");
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn files(saved: &Value) -> Vec<String> {
    serde_json::from_value(saved["files"].clone()).expect("names")
}

/// What lies in a folder, hidden or not.
fn found(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry"));
    let mut names: Vec<_> =
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn all_issued_slips_of_a_year_are_saved_one_by_one() {
    let world = World::sample();
    let folder = folder(&world);
    let list =
        json!({ "year": 2026, "query": "", "states": ["issued"], "limit": 500, "offset": 0 });
    let list: Value = world.call("list_slips", list);
    let groups = list["groups"].as_array().expect("groups");
    let slips: Vec<&Value> =
        groups.iter().flat_map(|group| group["slips"].as_array().expect("slips")).collect();
    let saved: Value = world.call("export_slips", input(&issued(), &folder));
    assert!(slips.len() > 10, "{} slips", slips.len());
    assert_eq!((files(&saved).len(), &saved["renamed"]), (slips.len(), &json!(0)));
    let mut names = files(&saved);
    names.sort();
    assert_eq!(found(&folder), names, "nothing else lies there");
    for slip in slips {
        let detail: Value = world.call("get_slip", json!({ "id": slip["id"] }));
        let number = detail["number"].as_str().expect("a number");
        let name = names.iter().find(|name| name.starts_with(&format!("{number} ")));
        let name = name.unwrap_or_else(|| panic!("no file of {number}"));
        let text = paper_text(&json!({ "path": folder.join(name) }));
        let squeezed: String = number.chars().filter(|c| !c.is_whitespace()).collect();
        assert!(text.contains(&squeezed), "{name}: {text}");
        assert_eq!(detail["print_count"], slip["print_count"], "a copy is no print");
    }
    let proof: Value = world.call("verify_journal", json!({ "job": "verify" }));
    assert!(proof["fault"].is_null());

    // The same again is the same: no file is written twice.
    let again: Value = world.call("export_slips", input(&issued(), &folder));
    assert_eq!(again, saved);
    assert_eq!(found(&folder), names);
    let narrow = json!({ "of": "issued", "year": 2026, "query": "没有这家" });
    assert_eq!(
        world.refused("export_slips", input(&narrow, &folder)).hint,
        "没有已签发的交办单可存。"
    );
}

#[test]
fn a_file_of_other_content_is_never_written_over() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let slip = sitting.issued(&world, &[&sitting.demand(&world, "三号冷库增容送电受阻")]);
    let folder = folder(&world);
    let name = "川工商联交〔2026〕1号 川江沱湾冷链物流有限公司";
    fs::write(folder.join(format!("{name}.pdf")), "她自己的").expect("a file");
    let saved: Value = world.call("export_slips", input(&named(&[&slip, &slip]), &folder));
    assert_eq!(files(&saved), [format!("{name} (2).pdf")], "one named twice is one file");
    assert_eq!(saved["renamed"], 1);
    let own = fs::read_to_string(folder.join(format!("{name}.pdf"))).expect("still there");
    assert_eq!(own, "她自己的");

    // A print changes the paper: both stay.
    let _printed = print(&world, &slip, true);
    let _printed = print(&world, &slip, true);
    let saved: Value = world.call("export_slips", input(&named(&[&slip]), &folder));
    assert_eq!(files(&saved), [format!("{name} (3).pdf")]);
    let text = paper_text(&json!({ "path": folder.join(format!("{name} (3).pdf")) }));
    assert!(text.contains("第2次打印"), "{text}");

    let slip: Value = world.call("get_slip", json!({ "id": slip["id"] }));
    let void: Value = world.call("void_slip", reasoned(&slip, "单位有误"));
    let saved: Value = world.call("export_slips", input(&named(&[&void]), &folder));
    let name = "川工商联交〔2026〕1号（作废） 川江沱湾冷链物流有限公司.pdf";
    assert_eq!(files(&saved), [name]);
    assert!(paper_text(&json!({ "path": folder.join(name) })).contains("单位有误"));
}

#[test]
fn the_name_of_a_file_tells_no_more_than_the_paper_and_leads_nowhere() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let mut hidden = sitting.fields("沱湾冷链物流请求协调欠款");
    hidden["visibility"] = json!("anonymous");
    let demand = sitting.ask(&world, "工程款拖欠一年。", &hidden);
    let slip = sitting.issued(&world, &[&demand]);
    let folder = folder(&world);
    let saved: Value = world.call("export_slips", input(&named(&[&slip]), &folder));
    assert_eq!(files(&saved), ["川工商联交〔2026〕1号 某企业.pdf"]);

    let detail: Value = world.call("get_enterprise", json!({ "id": sitting.firm }));
    let mut renamed = detail["record"].clone();
    renamed["name"] = json!("../../甲:乙*厂..");
    let change = json!({ "id": sitting.firm, "version": detail["version"], "record": renamed });
    let _saved: Value = world.call("save_enterprise", change);
    let sitting = sitting.again(&world);
    let draft = sitting.compose(&world, &[&sitting.demand(&world, "通行证")]);
    let saved: Value = world.call("export_slips", input(&named(&[&draft]), &folder));
    assert_eq!(files(&saved), ["JB2026-0002 .._.._甲_乙_厂.pdf"]);
    assert_eq!(found(&folder).len(), 2);
}

#[test]
fn bad_places_and_empty_choices_are_refused() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let slip = sitting.issued(&world, &[&sitting.demand(&world, "三号冷库增容送电受阻")]);
    fs::create_dir_all(world.data().join("发出")).expect("a folder");
    let lost = world.outside().join("没有这里");
    for (place, reason) in [
        (Path::new(""), "请选择位置。"),
        (Path::new("发出"), "请选择位置。"),
        (&lost, "要保存到的文件夹不存在，请重新选择。"),
        (&world.data(), "请不要存到数据文件夹里，换一个位置。"),
        (&world.data().join("发出"), "请不要存到数据文件夹里，换一个位置。"),
    ] {
        let faults = world.faults("export_slips", input(&named(&[&slip]), place));
        assert_eq!(faults, [(String::from("folder"), reason.to_owned())], "{place:?}");
    }
    let folder = folder(&world);
    let faults = world.faults("export_slips", input(&named(&[]), &folder));
    assert_eq!(faults[0].0, "slips.ids");
    let year = json!({ "of": "issued", "year": 300_000, "query": "" });
    assert_eq!(world.faults("export_slips", input(&year, &folder))[0].0, "slips.year");
    let unknown =
        json!({ "of": "named", "ids": [slip["id"], "0199a000-0000-7000-8000-000000000000"] });
    assert_eq!(world.refused("export_slips", input(&unknown, &folder)).code, ErrorCode::NotFound);
    assert!(found(&folder).is_empty() && found(&world.data().join("发出")).is_empty());
}

#[test]
fn cancelled_or_failed_nothing_is_left() {
    let world = World::sample();
    let folder = folder(&world);
    let is_over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        // Somebody who keeps pressing 取消.
        scope.spawn(|| {
            while !is_over.load(Ordering::Relaxed) {
                world.office().jobs().cancel("each");
                std::thread::yield_now();
            }
        });
        let ended = usecases::dispatch(world.office(), "export_slips", input(&issued(), &folder));
        is_over.store(true, Ordering::Relaxed);
        assert_eq!(ended.expect_err("it was stopped").code, ErrorCode::Cancelled);
    });
    assert!(found(&folder).is_empty());
    let database = rusqlite::Connection::open(world.data().join("reception.db")).expect("open");
    database
        .execute_batch(
            "CREATE TRIGGER no_journal BEFORE INSERT ON journal \
             BEGIN SELECT RAISE(ABORT, 'no'); END",
        )
        .expect("a trigger");
    let _refused = world.refused("export_slips", input(&issued(), &folder));
    assert!(found(&folder).is_empty());
}
