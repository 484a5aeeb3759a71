//! 名录、登记簿: every list as a workbook, read back against the use case that shows it.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use calamine::{Data, Reader, Xlsx, open_workbook};
use serde_json::{Value, json};
use usecases::ErrorCode;

use crate::world::{World, reasoned};

/// A cell by its heading.
pub(crate) type Row = BTreeMap<String, Data>;

/// A list read back from its workbook.
pub(crate) struct Sheet {
    title: String,
    pub(crate) scope: String,
    pub(crate) rows: Vec<Row>,
}

pub(crate) fn export(world: &World, list: &Value) -> Sheet {
    let path = world.outside().join("名录.xlsx");
    let input = json!({ "list": list, "path": path, "job": "export" });
    let made: Value = world.call("export_list", input);
    assert_eq!(made["path"], path.to_str().expect("a text"));
    let mut book: Xlsx<_> = open_workbook(&path).expect("it opens");
    let formulas = book.worksheet_formula("清单").expect("the sheet");
    assert!(formulas.used_cells().all(|(_, _, text)| text.is_empty()));
    let sheet = book.worksheet_range("清单").expect("the sheet");
    let mut lines = sheet.rows();
    let mut head = || lines.next().expect("a head")[0].to_string();
    let (title, scope) = (head(), head());
    let headings: Vec<String> =
        lines.next().expect("headings").iter().map(Data::to_string).collect();
    let rows: Vec<Row> = lines
        .take_while(|line| matches!(line[0], Data::Float(_)))
        .map(|line| headings.iter().cloned().zip(line.iter().cloned()).collect())
        .collect();
    assert_eq!(made["rows"], rows.len(), "{title}");
    for (serial, row) in (1..).zip(&rows) {
        assert_eq!(row["序号"], Data::Float(f64::from(serial)));
    }
    assert!(scope.contains(&format!("，共 {} ", rows.len())), "{scope}");
    Sheet { title, scope, rows }
}

fn said(cell: &Data) -> String {
    if *cell == Data::Empty { String::new() } else { cell.to_string() }
}

/// The day a date cell holds; a text that looks like one is none.
fn day(cell: &Data) -> Option<String> {
    match cell {
        Data::Empty => None,
        Data::DateTime(at) => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            Some(format!("{year}-{month:02}-{day:02}"))
        }
        other => panic!("{other:?} is no date"),
    }
}

pub(crate) fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// Rows of a list use case from all its pages.
pub(crate) fn listed(world: &World, name: &str, key: &str, mut input: Value) -> Vec<Value> {
    let mut rows = Vec::new();
    loop {
        input["offset"] = json!(rows.len());
        let page: Value = world.call(name, input.clone());
        let part = page[key].as_array().expect("rows").clone();
        rows.extend(part.clone());
        if part.is_empty() || page["total"] == rows.len() {
            return rows;
        }
    }
}

pub(crate) fn directory(query: &str, with_retired: bool) -> Value {
    json!({ "query": query, "limit": 7, "offset": 0, "with_retired": with_retired })
}

#[test]
fn the_register_holds_every_slip_of_the_year() {
    let world = World::sample();
    let list = json!({ "of": "slips", "year": 2026, "query": "", "states": [] });
    let sheet = export(&world, &list);
    assert_eq!(sheet.title, "2026年民营企业接待日交办单登记簿");
    assert!(sheet.scope.contains("口径：2026年交办单，共"), "{}", sheet.scope);
    assert!(sheet.scope.contains("截止日期：2026年9月23日"), "{}", sheet.scope);
    let shown: Value = world.call(
        "list_slips",
        json!({ "year": 2026, "query": "", "states": [], "limit": 200, "offset": 0 }),
    );
    assert_eq!(shown["total"], sheet.rows.len());
    let mut known = BTreeMap::new();
    for group in shown["groups"].as_array().expect("groups") {
        for slip in group["slips"].as_array().expect("slips") {
            known.insert(text(&slip["draft_code"]), (text(&group["label"]), slip.clone()));
        }
    }
    let mut seen = (0, 0, 0);
    for row in &sheet.rows {
        let (label, slip) = known.remove(&said(&row["草稿编号"])).expect("a slip of the list");
        let detail: Value = world.call("get_slip", json!({ "id": slip["id"] }));
        assert_eq!(said(&row["字号"]), text(&slip["number"]));
        assert_eq!(said(&row["企业"]), text(&detail["enterprise"]));
        assert_eq!(said(&row["来源接待活动"]), text(&detail["occasion"]));
        assert_eq!(row["项数"], Data::Float(slip["items"].as_f64().expect("a count")));
        assert_eq!(said(&row["批示领导"]), text(&detail["signer"]["name"]));
        assert_eq!(day(&row["批示日期"]).unwrap_or_default(), text(&detail["instructed_on"]));
        assert_eq!(day(&row["签发日期"]).unwrap_or_default(), text(&detail["issued_on"]));
        assert_eq!(day(&row["最早到期日"]).unwrap_or_default(), text(&slip["due_on"]));
        assert_eq!(said(&row["状态"]), label);
        assert_eq!(row["打印次数"], Data::Float(slip["print_count"].as_f64().expect("a count")));
        assert_eq!(said(&row["作废原因"]), text(&detail["void_reason"]));
        let (done, units) = (slip["receipts"].as_i64(), slip["units"].as_i64());
        let (done, units) = done.zip(units).expect("counts");
        let receipts = match slip["state"] == "issued" {
            false => String::new(),
            true if done < units => format!("{done}/{units} 家已签收"),
            true => format!("{units} 家全部签收"),
        };
        assert_eq!(said(&row["签收情况"]), receipts);
        for item in detail["items"].as_array().expect("items") {
            let tasks = item["tasks"].as_array().expect("tasks");
            let lead = tasks.iter().find(|task| task["role"] == "lead");
            let lead = lead.map_or(&item["fields"]["lead_unit_name"], |task| &task["unit_name"]);
            let leads = said(&row["主办单位"]);
            assert!(leads.split('、').any(|name| *lead == name) || lead == "", "{leads} {lead}");
            for task in tasks.iter().filter(|task| task["role"] == "assist") {
                let assisting = said(&row["协办单位"]);
                assert!(assisting.split('、').any(|name| task["unit_name"] == name));
            }
        }
        seen.0 += usize::from(slip["number"].is_string());
        seen.1 += usize::from(slip["number"].is_null());
        seen.2 += usize::from(slip["state"] == "void");
    }
    assert!(known.is_empty(), "{known:?}");
    assert!(seen.0 > 5 && seen.1 > 0 && seen.2 > 0, "{seen:?}");
}

#[test]
fn the_register_runs_by_number_and_follows_the_filter() {
    let world = World::sample();
    let register = |query: &str, states: Value| {
        export(&world, &json!({ "of": "slips", "year": 2026, "query": query, "states": states }))
    };
    let serials: Vec<Option<u32>> = register("", json!([]))
        .rows
        .iter()
        .map(|row| {
            let number = said(&row["字号"]);
            let (_, serial) = number.split_once('〕')?;
            serial.trim_end_matches('号').parse().ok()
        })
        .collect();
    let issued = serials.iter().take_while(|serial| serial.is_some()).count();
    assert!(issued > 5 && serials[issued..].iter().all(Option::is_none), "{serials:?}");
    let expected: Vec<_> = (1..).take(issued).map(Some).collect();
    assert_eq!(serials[..issued], expected, "no number is missing");

    let waiting = register("", json!(["instructed"]));
    assert!(waiting.rows.iter().all(|row| said(&row["状态"]) == "待签发"));
    assert!(waiting.scope.contains("2026年交办单；状态 待签发，"), "{}", waiting.scope);
    let found = register("沱湾", json!([]));
    assert!(!found.rows.is_empty());
    assert!(found.scope.contains("；含“沱湾”，"), "{}", found.scope);
    let shown: Value = world.call(
        "list_slips",
        json!({ "year": 2026, "query": "沱湾", "states": [], "limit": 200, "offset": 0 }),
    );
    assert_eq!(shown["total"], found.rows.len());
    let none = register("查无此词", json!([]));
    assert!(none.rows.is_empty());
}

#[test]
fn the_enterprises_are_those_of_the_list() {
    let world = World::sample();
    for (query, with_retired) in [("", true), ("twll", false), ("", false)] {
        let list = json!({ "of": "enterprises", "query": query, "with_retired": with_retired });
        let sheet = export(&world, &list);
        let shown =
            listed(&world, "list_enterprises", "enterprises", directory(query, with_retired));
        assert_eq!(sheet.rows.len(), shown.len());
        for (row, firm) in sheet.rows.iter().zip(&shown) {
            let detail: Value = world.call("get_enterprise", json!({ "id": firm["id"] }));
            assert_eq!(said(&row["名称"]), text(&firm["name"]));
            assert_eq!(said(&row["统一社会信用代码"]), text(&firm["credit_code"]));
            assert!(!matches!(row["统一社会信用代码"], Data::Float(_)));
            assert_eq!(said(&row["镇街"]), text(&firm["street"]));
            assert_eq!(said(&row["法定代表人"]), text(&firm["legal_representative"]));
            assert_eq!(row["诉求"], Data::Float(firm["demands"].as_f64().expect("a count")));
            assert_eq!(row["在办"], Data::Float(firm["open_demands"].as_f64().expect("a count")));
            let state = if firm["is_active"] == true { "在册" } else { "已注销" };
            assert_eq!(said(&row["状态"]), state);
            for person in detail["record"]["people"].as_array().expect("people") {
                let (phone, told) = (text(&person["phone"]), said(&row["联系电话"]));
                let isnt = person["is_legal_representative"] != true;
                assert!(told == phone || isnt && said(&row["其他联系人"]).contains(&phone));
                assert!(told.is_empty() || matches!(row["联系电话"], Data::String(_)));
            }
        }
    }
    let all = export(&world, &json!({ "of": "enterprises", "query": "", "with_retired": true }));
    assert!(all.rows.len() > 20, "more than two pages of seven");
    assert!(all.scope.contains("口径：全部企业，含已注销，共"), "{}", all.scope);
    assert!(all.scope.contains("只在本单位使用"), "{}", all.scope);
}

#[test]
fn the_units_bring_their_liaisons() {
    let world = World::sample();
    let sheet = export(&world, &json!({ "of": "units", "query": "", "with_retired": true }));
    assert_eq!(sheet.title, "承办单位名录");
    let shown = listed(&world, "list_units", "units", directory("", true));
    assert!(shown.len() > 7);
    assert_eq!(sheet.rows.len(), shown.len());
    for (row, unit) in sheet.rows.iter().zip(&shown) {
        assert_eq!(said(&row["单位全称"]), text(&unit["name"]));
        assert_eq!(said(&row["简称"]), text(&unit["short_name"]));
        assert_eq!(row["在办任务"], Data::Float(unit["open_tasks"].as_f64().expect("a count")));
        let told = said(&row["联络员"]);
        let lines: Vec<&str> = told.lines().collect();
        let liaisons = unit["liaisons"].as_array().expect("liaisons");
        assert_eq!(lines.len(), liaisons.len(), "{told}");
        for (line, liaison) in lines.iter().zip(liaisons) {
            assert!(line.starts_with(liaison["name"].as_str().expect("a name")), "{line}");
            assert!(line.ends_with(liaison["phone"].as_str().expect("a phone")), "{line}");
        }
        for old in unit["former_names"].as_array().expect("names") {
            assert!(said(&row["曾用名"]).contains(old["name"].as_str().expect("a name")));
        }
    }
}

#[test]
fn the_leaders_stand_in_their_order() {
    let world = World::sample();
    let sheet = export(&world, &json!({ "of": "leaders", "query": "", "with_retired": false }));
    let shown = listed(&world, "list_leaders", "leaders", directory("", false));
    assert!(!shown.is_empty());
    assert_eq!(sheet.rows.len(), shown.len());
    for (row, leader) in sheet.rows.iter().zip(&shown) {
        assert_eq!(row["排序"], Data::Float(leader["rank"].as_f64().expect("a rank")));
        assert_eq!(said(&row["姓名"]), text(&leader["name"]));
        assert_eq!(said(&row["职务"]), text(&leader["post"]));
        assert_eq!(said(&row["联系电话"]), text(&leader["phone"]));
        assert_eq!(said(&row["状态"]), "在任");
    }
}

#[test]
fn the_year_of_receptions_is_the_schedule() {
    let world = World::sample();
    let sheet = export(&world, &json!({ "of": "receptions", "year": 2026, "query": "" }));
    assert_eq!(sheet.title, "2026年民营企业接待日程安排表");
    let query = json!({ "year": 2026, "query": "", "limit": 5 });
    let shown = listed(&world, "list_receptions", "receptions", query);
    assert!(shown.len() > 5);
    assert_eq!(sheet.rows.len(), shown.len());
    for (row, one) in sheet.rows.iter().zip(&shown) {
        assert_eq!(day(&row["日期"]), one["held_on"].as_str().map(str::to_owned));
        assert_eq!(format!("{}:00", said(&row["时间"])), text(&one["starts"]));
        assert_eq!(said(&row["活动"]), text(&one["title"]));
        assert_eq!(said(&row["地点"]), text(&one["place"]));
        assert_eq!(said(&row["接待领导"]), text(&one["leader"]["name"]));
        assert_eq!(said(&row["职务"]), text(&one["leader"]["post"]));
        assert_eq!(said(&row["原定领导"]), text(&one["replaced_leader"]["name"]));
        assert_eq!(row["邀请企业"], Data::Float(one["guests"].as_f64().expect("a count")));
        assert_eq!(row["诉求"], Data::Float(one["demands"].as_f64().expect("a count")));
        assert_eq!(row["待签发"], Data::Float(one["waiting_slips"].as_f64().expect("a count")));
    }
    let empty = export(&world, &json!({ "of": "receptions", "year": 2031, "query": "" }));
    assert!(empty.rows.is_empty());
}

/// Each list with this query.
pub(crate) fn choices(query: &str) -> [Value; 5] {
    [
        json!({ "of": "slips", "year": 2026, "query": query, "states": [] }),
        json!({ "of": "enterprises", "query": query, "with_retired": true }),
        json!({ "of": "units", "query": query, "with_retired": true }),
        json!({ "of": "leaders", "query": query, "with_retired": true }),
        json!({ "of": "receptions", "year": 2026, "query": query }),
    ]
}

#[test]
fn an_export_is_journaled_and_refuses_bad_places() {
    let world = World::sample();
    let rows = || {
        let proof: Value = world.call("verify_journal", json!({ "job": "verify" }));
        assert!(proof["fault"].is_null());
        proof["rows"].as_i64().expect("a count")
    };
    let outside = world.outside().join("没有这里/名录.xlsx");
    std::fs::create_dir_all(world.data().join("backups")).expect("a folder");
    let inside: Vec<PathBuf> =
        vec![world.data().join("名录.xlsx"), world.data().join("backups/名录.xlsx")];
    for list in choices("") {
        let before = rows();
        export(&world, &list);
        assert_eq!(rows(), before + 1, "{list}");
        for path in ["", "名录.xlsx", "/tmp", outside.to_str().expect("a text")] {
            let input = json!({ "list": list, "path": path, "job": "export" });
            assert_eq!(world.faults("export_list", input)[0].0, "path", "{path}");
        }
        for path in &inside {
            let input = json!({ "list": list, "path": path, "job": "export" });
            let faults = world.faults("export_list", input);
            assert_eq!(faults[0].1, "请不要存到数据文件夹里，换一个位置。", "{faults:?}");
            assert!(!path.exists());
        }
        let other = world.outside().join("名录.csv");
        let faults = world.faults("export_list", json!({ "list": list, "path": other, "job": "" }));
        assert_eq!(faults, [(String::from("path"), String::from("文件名要以 .xlsx 结尾。"))]);
    }
    let year = json!({ "of": "receptions", "year": 300_000, "query": "" });
    let path = world.outside().join("年.xlsx");
    let faults =
        world.faults("export_list", json!({ "list": year, "path": path, "job": "export" }));
    assert_eq!(faults[0].0, "list.year");
}

#[test]
fn a_failed_or_cancelled_export_keeps_what_stood_there() {
    let world = World::sample();
    let path = world.outside().join("名录.xlsx");
    std::fs::write(&path, "旧").expect("an older export");
    let is_over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        // Somebody who keeps pressing 取消.
        scope.spawn(|| {
            while !is_over.load(Ordering::Relaxed) {
                world.office().jobs().cancel("stop");
                std::thread::yield_now();
            }
        });
        let input = json!({ "list": choices("")[1], "path": path, "job": "stop" });
        let ended = usecases::dispatch(world.office(), "export_list", input);
        is_over.store(true, Ordering::Relaxed);
        assert_eq!(ended.expect_err("it was stopped").code, ErrorCode::Cancelled);
    });
    let database = rusqlite::Connection::open(world.data().join("reception.db")).expect("open");
    database
        .execute_batch(
            "CREATE TRIGGER no_journal BEFORE INSERT ON journal \
             BEGIN SELECT RAISE(ABORT, 'no'); END",
        )
        .expect("a trigger");
    for list in choices("") {
        let input = json!({ "list": list, "path": path, "job": "export" });
        let _refused = world.refused("export_list", input);
    }
    assert_eq!(std::fs::read_to_string(&path).expect("still there"), "旧");
    let left = std::fs::read_dir(world.outside()).expect("a folder").count();
    assert_eq!(left, 2, "the data folder and the older export");
}

/// A slip that became void after its number was taken stays in the register with its units.
#[test]
fn a_void_slip_keeps_its_line() {
    let world = World::sample();
    let shown: Value = world.call(
        "list_slips",
        json!({ "year": 2026, "query": "", "states": ["issued"], "limit": 1, "offset": 0 }),
    );
    let id = &shown["groups"][0]["slips"][0]["id"];
    let list = json!({ "of": "slips", "year": 2026, "query": "", "states": [] });
    let line = |slip: &Value| {
        let rows = export(&world, &list).rows;
        let number = text(&slip["number"]);
        rows.into_iter().find(|row| said(&row["字号"]) == number).expect("its line")
    };
    let slip: Value = world.call("get_slip", json!({ "id": id }));
    let before = line(&slip);
    let slip: Value = world.call("void_slip", reasoned(&slip, "=主办单位写错"));
    let after = line(&slip);
    for same in ["企业", "来源接待活动", "项数", "主办单位", "协办单位", "批示领导", "签发日期"]
    {
        assert_eq!(said(&after[same]), said(&before[same]), "{same}");
    }
    assert_eq!(said(&after["状态"]), "作废");
    assert_eq!(said(&after["作废原因"]), "=主办单位写错");
}
