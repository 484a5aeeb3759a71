//! 诉求台账: pages, views, the workbook.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

use calamine::{Data, Reader, Xlsx, open_workbook};
use serde_json::{Value, json};
use usecases::ErrorCode;

use crate::sitting::Sitting;
use crate::world::{World, id_of, reference};

fn page(world: &World, filter: Value, sort: &str) -> Value {
    let query = json!({
        "filter": filter, "sort": sort, "is_descending": false, "limit": 200, "offset": 0,
    });
    world.call("list_ledger", query)
}

fn rows(page: &Value) -> &[Value] {
    page["rows"].as_array().expect("rows")
}

fn total(page: &Value) -> usize {
    usize::try_from(page["total"].as_i64().expect("a total")).expect("not negative")
}

pub(crate) fn export(world: &World, name: &str, variant: &str, filter: Value) -> Value {
    let path = world.outside().join(name);
    let input = json!({
        "filter": filter, "variant": variant, "paper": "a3", "path": path, "period": "2026年第三季度",
        "job": "export",
    });
    world.call("export_ledger", input)
}

/// Every text of the ledger sheet, row by row below the headings.
pub(crate) fn cells(path: &Value) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = open_workbook(path.as_str().expect("a path")).expect("it opens");
    let sheet = book.worksheet_range("台账").expect("the ledger sheet");
    let rows = sheet.rows().skip(4);
    rows.map(|row| {
        row.iter().map(|cell| if *cell == Data::Empty { String::new() } else { cell.to_string() })
    })
    .map(Iterator::collect)
    .take_while(|row: &Vec<String>| row[0].parse::<f64>().is_ok())
    .collect()
}

/// The headings of the ledger sheet.
fn heads(path: &Value) -> Vec<String> {
    let mut book: Xlsx<_> = open_workbook(path.as_str().expect("a path")).expect("it opens");
    let sheet = book.worksheet_range("台账").expect("the ledger sheet");
    let row = sheet.rows().nth(3).expect("the headings");
    row.iter().map(ToString::to_string).collect()
}

#[test]
fn figures_agree_with_the_rows_they_count() {
    let world = World::sample();
    let all = page(&world, json!({}), "number");
    assert_eq!(rows(&all).len(), total(&all));
    let mut lights = BTreeMap::<&str, i64>::new();
    for row in rows(&all) {
        *lights.entry(row["light"].as_str().expect("a light")).or_default() += 1;
    }
    for light in
        ["red", "yellow", "blue", "none", "paused", "not_started", "answered", "done", "left"]
    {
        let counted = lights.get(light).copied().unwrap_or(0);
        assert_eq!(all["lights"][light], counted, "{light}");
        assert!(counted > 0, "the sample shows {light}");
        let filtered = page(&world, json!({ "lights": [light] }), "due");
        assert_eq!(total(&filtered) as i64, counted, "{light}");
        assert!(rows(&filtered).iter().all(|row| row["light"] == light));
    }
    let firms: std::collections::BTreeSet<_> =
        rows(&all).iter().map(|row| row["enterprise_id"].to_string()).collect();
    assert_eq!(all["enterprises"], firms.len());
    let views: Value = world.call("list_views", json!({}));
    for view in views["views"].as_array().expect("views") {
        let counted = page(&world, view["filter"].clone(), "due");
        assert_eq!(view["count"], counted["total"], "{}", view["name"]);
    }
}

#[test]
fn pages_are_cut_from_one_order() {
    let world = World::sample();
    for sort in ["due", "number", "raised", "enterprise", "unit", "state", "title"] {
        let whole = page(&world, json!({}), sort);
        let mut pieces = Vec::new();
        for offset in (0..total(&whole)).step_by(37) {
            let query = json!({ "filter": {}, "sort": sort, "is_descending": false, "limit": 37,
                "offset": offset });
            let piece: Value = world.call("list_ledger", query);
            pieces.extend(rows(&piece).iter().map(id_of));
        }
        let ids: Vec<_> = rows(&whole).iter().map(id_of).collect();
        assert_eq!(pieces, ids, "sorted by {sort}");
    }
    let due = page(&world, json!({}), "due");
    let dates: Vec<_> = rows(&due).iter().map(|row| row["due_on"].as_str()).collect();
    let dated = dates.iter().take_while(|date| date.is_some()).count();
    assert!(dates[..dated].is_sorted() && dates[dated..].iter().all(Option::is_none));
    assert!(dated > 10);
}

#[test]
fn words_names_initials_and_numbers_filter() {
    let world = World::sample();
    let all = page(&world, json!({}), "number");
    let number = rows(&all)[7]["number"].as_str().expect("a number");
    let found = page(&world, json!({ "query": number }), "number");
    assert!(rows(&found).iter().any(|row| row["number"] == number));
    for (query, field, part) in [("沱湾冷链", "enterprise", "沱湾"), ("twll", "enterprise", "沱湾")]
    {
        let found = page(&world, json!({ "query": query }), "number");
        assert!(total(&found) > 0, "{query}");
        assert!(
            rows(&found).iter().all(|row| row[field].as_str().expect("text").contains(part)),
            "{query}: {found:#}"
        );
    }
    assert_eq!(total(&page(&world, json!({ "query": "\" OR 1=1 --" }), "number")), 0);
}

#[test]
fn a_view_is_saved_renamed_and_taken_away() {
    let world = World::set_up();
    let view = |id: Value, version: i64, name: &str| {
        json!({ "id": id, "name": name, "filter": { "is_open": true }, "sort": "due",
            "is_descending": false, "columns": ["number"], "version": version })
    };
    let saved: Value = world.call("save_view", view(Value::Null, 0, "重点企业"));
    assert_eq!(saved["version"], 1);
    let faults = world.faults("save_view", view(Value::Null, 0, "在办"));
    assert_eq!(faults[0].0, "name");
    let renamed: Value = world.call("save_view", view(saved["id"].clone(), 1, "重点"));
    let stale = world.refused("save_view", view(saved["id"].clone(), 1, "又改"));
    assert_eq!(stale.code, ErrorCode::Conflict);
    let left: Value = world.call("void_view", reference(&renamed));
    assert!(left["views"].as_array().expect("views").iter().all(|view| view["is_builtin"] == true));
    let builtin = json!({ "id": "builtin:open", "version": 0 });
    assert_eq!(world.refused("void_view", builtin).code, ErrorCode::PreconditionFailed);
}

#[test]
fn the_workbook_holds_what_the_list_shows() {
    let world = World::sample();
    let shown = page(&world, json!({ "is_open": true }), "number");
    let made = export(&world, "台账.xlsx", "full", json!({ "is_open": true }));
    let written = cells(&made["path"]);
    assert_eq!(written.len(), total(&shown));
    for (cells, row) in written.iter().zip(rows(&shown)) {
        assert!(cells.iter().any(|cell| row["number"] == cell.as_str()), "{cells:?}");
        assert!(cells.iter().any(|cell| row["title"] == cell.as_str()), "{cells:?}");
    }
}

#[test]
fn the_public_workbook_tells_nobody() {
    let world = World::sample();
    let full = export(&world, "内部.xlsx", "full", json!({}));
    let public = export(&world, "公开.xlsx", "public", json!({}));
    let (rows, withheld) = (public["rows"].as_i64(), public["withheld"].as_i64());
    assert!(withheld > Some(0), "the sample has confidential demands");
    assert_eq!(rows.zip(withheld).map(|(a, b)| a + b), full["rows"].as_i64());
    let text = cells(&public["path"]).concat().join("\n");
    assert!(text.contains("某企业"));
    assert!(!text.contains("1380000"), "a phone number is public");
    for person in ["文示杉", "何例舟", "罗示恒"] {
        assert!(!text.contains(person), "{person} is public");
    }
}

/// People tell their numbers and names in their texts as well.
#[test]
fn the_public_workbook_tells_nobody_in_its_texts() {
    let world = World::set_up();
    let firm = world.enterprise("川江沱湾冷链物流有限公司", "沱湾冷链");
    for (visibility, title) in [("open", "三号冷库增容"), ("anonymous", "沱湾冷链用地")]
    {
        let fields = json!({
            "kind": "problem", "category": "utilities", "title": title,
            "facts": "请联系王守成 138-1234-5678 或 0830-4290123，川江沱湾冷链物流有限公司办公室。",
            "request": "尽快接通。", "amount_fen": null, "urgency": [], "visibility": visibility,
            "lead_unit": null, "lead_unit_name": "", "assisting_units": [],
            "assisting_unit_names": [], "responsible_person": "", "requirement": "",
            "limit": null, "feedback": "written",
        });
        let input = json!({
            "enterprise_id": firm, "reception_id": null, "source": "hotline",
            "raised_on": "2026-09-22", "contact_name": "王守成", "contact_phone": "13812345678",
            "fields": fields,
        });
        let _registered: Value = world.call("register_demand", input);
    }
    let rows = cells(&export(&world, "公开.xlsx", "public", json!({}))["path"]);
    assert_eq!(rows.len(), 2);
    let [open, hidden] = [rows[0].join("\n"), rows[1].join("\n")];
    for text in [&open, &hidden] {
        assert!(text.contains("请联系王某 （电话略） 或 （电话略）"), "{text}");
        assert!(!text.contains("王守成"), "{text}");
    }
    assert!(open.contains("沱湾冷链"), "an open demand names its firm");
    assert!(hidden.contains("某企业用地") && !hidden.contains("沱湾"), "{hidden}");
}

/// Scenario 54, over two steps of a reform.
/// 内容 says what the slip says; what stands in 办理要求 alone is told as such.
#[test]
fn no_demand_with_words_leaves_the_content_of_the_workbook_empty() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let order = "请供电公司王守成十日内送电，电话13800005678。";
    let quoted = sitting.ask(&world, order, &sitting.fields("领导说的"));
    let mut spoken = sitting.fields("企业说的");
    spoken["facts"] = json!("报装九个月没送电。");
    spoken["request"] = json!("尽快送电。");
    sitting.ask(&world, order, &spoken);
    let mut alone = sitting.fields("只有要求");
    alone["requirement"] = json!(order);
    let register = json!({
        "enterprise_id": sitting.firm, "reception_id": null, "source": "hotline",
        "raised_on": "2026-09-22", "contact_name": "王守成", "contact_phone": "", "fields": alone,
    });
    let _registered: Value = world.call("register_demand", register);
    let content = |variant: &str| -> Vec<String> {
        let made = export(&world, &format!("{variant}.xlsx"), variant, json!({}));
        let heads = heads(&made["path"]);
        let at = heads.iter().position(|head| head == "内容").expect("the column");
        cells(&made["path"]).into_iter().map(|row| row[at].clone()).collect()
    };
    let told = content("full");
    assert_eq!(told[0], order, "{quoted}");
    assert_eq!(told[1], "报装九个月没送电。\n请求：尽快送电。");
    assert_eq!(told[2], format!("办理要求：{order}"));
    for text in content("public") {
        assert!(!text.is_empty() && !text.contains("13800005678"), "{text}");
        assert!(!text.contains("王守成"), "{text}");
    }
}

#[test]
fn s54_demands_of_a_unit_merged_twice_are_found_under_the_last() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    sitting.demand(&world, "三号冷库增容送电受阻");
    let into = [world.unit("区能源局", ""), world.unit("区发展和改革局", "")];
    for (from, to) in [(&sitting.units[0], &into[0]), (&into[0], &into[1])] {
        let version = &world.call::<Value>("get_unit", json!({ "id": from }))["unit"]["version"];
        let input = json!({ "id": from, "into": to, "version": version, "reason": "机构改革" });
        let _merged: Value = world.call("merge_unit", input);
    }
    assert_eq!(total(&page(&world, json!({ "units": [into[1]] }), "number")), 1);
    assert_eq!(total(&page(&world, json!({ "units": [into[0]] }), "due")), 1);
}

#[test]
fn an_export_is_journaled_and_refuses_bad_places() {
    let world = World::sample();
    let rows_before: Value = world.call("verify_journal", json!({ "job": "verify" }));
    export(&world, "一.xlsx", "full", json!({}));
    let rows_after: Value = world.call("verify_journal", json!({ "job": "verify" }));
    assert_eq!(rows_after["rows"].as_i64(), rows_before["rows"].as_i64().map(|rows| rows + 1));
    for path in ["", "台账.xlsx", "/nowhere/at/all/台账.xlsx", "/tmp"] {
        let input = json!({ "filter": {}, "variant": "full", "paper": "a3", "path": path, "period": "",
            "job": "export" });
        assert_eq!(world.faults("export_ledger", input)[0].0, "path", "{path}");
    }
}

/// 办结 in the workbook is 销号 or 终结, nothing else; what left counts in no rate.
#[test]
fn the_light_of_a_row_says_what_its_state_says() {
    let world = World::sample();
    let made = export(&world, "灯.xlsx", "full", json!({}));
    let heads = heads(&made["path"]);
    let column = |name: &str| heads.iter().position(|head| head == name).expect("a column");
    let (state, light) = (column("状态"), column("灯"));
    let mut seen = std::collections::BTreeSet::new();
    for row in cells(&made["path"]) {
        let expected = match row[state].as_str() {
            "办结销号" | "终结" => Some("√ 已办结"),
            "不予受理" | "已转介" | "已撤回" | "已并案" => Some("－ 已退出"),
            "现场答复" | "已答复" | "待回访" => Some("◇ 待评价"),
            _ => None,
        };
        match expected {
            Some(word) => assert_eq!(row[light], word, "{row:?}"),
            None => assert!(!row[light].starts_with(['√', '－', '◇']), "{row:?}"),
        }
        seen.insert(row[light].clone());
    }
    assert!(
        ["√ 已办结", "－ 已退出", "◇ 待评价"].iter().all(|word| seen.contains(*word)),
        "{seen:?}"
    );
}

/// Nothing the office keeps can be written over by a workbook or a paper.
#[test]
fn nothing_is_exported_into_the_data_folder() {
    let world = World::sample();
    std::fs::create_dir_all(world.data().join("prints")).expect("a folder");
    let detour = world.outside().join("office/../office");
    for (folder, name) in [
        (world.data(), "reception.db"),
        (world.data(), "台账.xlsx"),
        (world.data().join("prints"), "台账.xlsx"),
        (world.data().join("backups"), "台账.xlsx"),
        (detour, "台账.xlsx"),
    ] {
        std::fs::create_dir_all(&folder).expect("a folder");
        let path = folder.join(name);
        let before = std::fs::read(&path).ok();
        let export = json!({ "filter": {}, "variant": "full", "paper": "a3", "path": path,
            "period": "", "job": "export" });
        let faults = world.faults("export_ledger", export);
        let told = (String::from("path"), String::from("请不要存到数据文件夹里，换一个位置。"));
        assert!(faults.contains(&told), "{path:?}: {faults:?}");
        let print = json!({ "ids": [store::new_id()], "with_receipts": false, "is_counted": false,
            "path": path, "job": "print" });
        assert!(world.faults("print_slips", print).contains(&told), "{path:?}");
        assert_eq!(std::fs::read(&path).ok(), before, "{path:?}");
    }
    let export = json!({ "filter": {}, "variant": "full", "paper": "a3", "period": "",
        "path": world.outside().join("台账.pdf"), "job": "export" });
    let faults = world.faults("export_ledger", export);
    assert_eq!(faults, [(String::from("path"), String::from("文件名要以 .xlsx 结尾。"))]);
}

/// An export the journal cannot take down leaves the older one of that name.
#[test]
fn a_failed_export_keeps_what_stood_there() {
    let world = World::sample();
    let path = world.outside().join("台账.xlsx");
    std::fs::write(&path, "旧").expect("an older export");
    let database = rusqlite::Connection::open(world.data().join("reception.db")).expect("open");
    database
        .execute_batch(
            "CREATE TRIGGER no_journal BEFORE INSERT ON journal \
             BEGIN SELECT RAISE(ABORT, 'no'); END",
        )
        .expect("a trigger");
    let export = json!({ "filter": {}, "variant": "full", "paper": "a3", "path": path,
        "period": "", "job": "export" });
    let _refused = world.refused("export_ledger", export);
    assert_eq!(std::fs::read_to_string(&path).expect("still there"), "旧");
    let left = std::fs::read_dir(world.outside()).expect("a folder").count();
    assert_eq!(left, 2, "the data folder and the older export");
}

#[test]
fn a_cancelled_export_leaves_nothing() {
    let world = World::sample();
    let path = world.outside().join("取消.xlsx");
    let is_over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        // Somebody who keeps pressing 取消.
        scope.spawn(|| {
            while !is_over.load(Ordering::Relaxed) {
                world.office().jobs().cancel("stop");
                std::thread::yield_now();
            }
        });
        let input = json!({ "filter": {}, "variant": "full", "paper": "a3", "path": path, "period": "",
            "job": "stop" });
        let ended = usecases::dispatch(world.office(), "export_ledger", input);
        is_over.store(true, Ordering::Relaxed);
        assert_eq!(ended.expect_err("it was stopped").code, ErrorCode::Cancelled);
    });
    assert!(!path.exists());
}

#[test]
fn a_row_names_the_slip_that_carries_it() {
    let world = World::sample();
    let all = page(&world, json!({}), "number");
    let mut carried = 0;
    for row in rows(&all) {
        let demand: Value = world.call("get_demand", json!({ "id": row["id"] }));
        assert_eq!(row["slip_id"], demand["slip_id"], "{}", row["number"]);
        assert_eq!(row["slip_number"], demand["slip_number"], "{}", row["number"]);
        carried += usize::from(row["slip_id"].is_string());
    }
    assert!(carried > 0 && carried < rows(&all).len());
}

#[test]
fn a_sign_between_two_words_asks_for_nothing() {
    let world = World::sample();
    let found = |query: &str| total(&page(&world, json!({ "query": query }), "number"));
    assert!(found("沱湾 冷链") > 0);
    assert_eq!(found("沱湾 - 冷链"), found("沱湾 冷链"));
    assert_eq!(found("沱湾 查无此词"), 0);
    assert_eq!(found("—"), 0);
}

#[test]
fn a_workbook_is_set_up_for_the_paper_asked_for() {
    let world = World::sample();
    // The second leaf of A4 has a title of its own, over 交办字号.
    for (paper, second) in [("a3", ""), ("a4", "民营企业接待日诉求台账（续）")] {
        let path = world.outside().join(paper).with_extension("xlsx");
        let input = json!({ "filter": {}, "variant": "full", "paper": paper, "path": path,
            "period": "", "job": "export" });
        let _outcome: Value = world.call("export_ledger", input);
        let mut book: Xlsx<_> = open_workbook(&path).expect("it opens");
        let sheet = book.worksheet_range("台账").expect("the ledger sheet");
        let found = sheet.get_value((0, 19)).map(Data::to_string).unwrap_or_default();
        assert_eq!(found, second, "{paper}");
    }
    let input = json!({ "filter": {}, "variant": "full", "paper": "b5", "path": "/x",
        "period": "", "job": "export" });
    assert!(usecases::dispatch(world.office(), "export_ledger", input).is_err());
}
