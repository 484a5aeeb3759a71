//! 交办单: from proposal to number, void, reprint, receipts.

use serde_json::{Value, json};
use usecases::ErrorCode;

use crate::sitting::{Sitting, UNITS, with};
use crate::world::{World, beijing, id_of, reasoned};

fn preview(world: &World, slip: &Value) -> Value {
    world.call("preview_slip", json!({ "id": slip["id"] }))
}

pub(crate) fn print(world: &World, slip: &Value, is_counted: bool) -> Value {
    let input = json!({
        "ids": [slip["id"]], "with_receipts": false, "is_counted": is_counted, "path": null,
        "job": "print",
    });
    world.call("print_slips", input)
}

pub(crate) fn detail(world: &World, slip: &Value) -> Value {
    world.call("get_slip", json!({ "id": slip["id"] }))
}

pub(crate) fn paper_text(printed: &Value) -> String {
    let path = printed["path"].as_str().expect("a path");
    let output = std::process::Command::new("pdftotext")
        .args(["-layout", "-enc", "UTF-8", path, "-"])
        .output()
        .expect("pdftotext of poppler-utils is installed");
    String::from_utf8_lossy(&output.stdout).chars().filter(|c| !c.is_whitespace()).collect()
}

// Scenario 48.
#[test]
fn s48_a_void_number_is_not_used_again() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let demand = sitting.demand(&world, "三号冷库增容送电受阻");
    let slip = sitting.issued(&world, &[&demand]);
    assert_eq!(slip["number"], "川工商联交〔2026〕1号");
    let void: Value = world.call("void_slip", reasoned(&slip, "主办单位有误"));
    assert_eq!(void["state"], "void");
    assert_eq!(void["number"], "川工商联交〔2026〕1号");
    let list = json!({ "year": 2026, "query": "", "states": [], "limit": 0, "offset": 0 });
    let list: Value = world.call("list_slips", list);
    assert_eq!(list["groups"][0]["label"], "作废");
    assert_eq!(list["groups"][0]["slips"][0]["number"], "川工商联交〔2026〕1号");
    let text = paper_text(&print(&world, &void, false));
    assert!(text.contains("作废") && text.contains("主办单位有误"), "{text}");

    let back: Value = world.call("get_demand", json!({ "id": demand["id"] }));
    assert_eq!(back["state"], "accepted");
    assert_eq!(back["due_on"], Value::Null);
    let tasks = back["tasks"].as_array().expect("tasks");
    assert!(tasks.iter().all(|task| task["state"] == "recalled"));
    let again = sitting.issued(&world, &[&back]);
    assert_eq!(again["number"], "川工商联交〔2026〕2号");
}

// Scenario 49.
#[test]
fn s49_prints_are_counted_and_an_edit_between_them_is_marked() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let demand = sitting.demand(&world, "三号冷库增容送电受阻");
    let slip = sitting.compose(&world, &[&demand]);
    assert!(paper_text(&print(&world, &slip, true)).contains("第1次打印"));
    let text = paper_text(&print(&world, &slip, true));
    assert!(text.contains("第2次打印") && !text.contains("更正"), "{text}");
    let _copy = print(&world, &slip, false);
    let now = detail(&world, &slip);
    assert_eq!(now["print_count"], 2);

    let edit = json!({
        "urgency": "urgent", "proposal": "建议尽快接通。妥否，请批示。", "drafted_by": "何静",
        "lead_leader_id": null, "demands": [demand["id"]],
    });
    let now: Value = world.call("save_slip", with(&now, edit));
    assert_eq!(now["paper_version"], 2);
    let text = paper_text(&print(&world, &slip, true));
    assert!(text.contains("第3次打印") && text.contains("更正"), "{text}");
}

// Scenario 49: the number stays used, and the clerk is told so.
#[test]
fn a_print_counted_and_then_not_put_in_its_place_says_both() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let demand = sitting.demand(&world, "三号冷库增容送电受阻");
    let slip = sitting.compose(&world, &[&demand]);
    let printed = print(&world, &slip, true);
    let place = std::path::Path::new(printed["path"].as_str().expect("a path"));
    std::fs::remove_file(place).expect("the last print");
    // A folder in its place cannot be replaced by a file.
    std::fs::create_dir(place).expect("a folder");
    let input = json!({
        "ids": [slip["id"]], "with_receipts": false, "is_counted": true, "path": null,
        "job": "print",
    });
    let error = usecases::dispatch(world.office(), "print_slips", input.clone()).expect_err("no");
    assert_eq!(error.code, ErrorCode::NotPrinted);
    assert!(error.hint.starts_with("文书放不进“"), "{}", error.hint);
    assert!(error.hint.contains("这次已计入打印次数，不再收回"), "{}", error.hint);
    assert_eq!(detail(&world, &slip)["print_count"], 2);
    // A copy is not counted, and says nothing of a count.
    let mut copy = input;
    copy["is_counted"] = json!(false);
    let error = usecases::dispatch(world.office(), "print_slips", copy).expect_err("no");
    assert_eq!(error.code, ErrorCode::DocumentFailed);
    assert!(!error.hint.contains("计入"), "{}", error.hint);
    assert_eq!(detail(&world, &slip)["print_count"], 2);
}

#[test]
fn the_preview_bears_the_number_of_the_next_print() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let demand = sitting.demand(&world, "三号冷库增容送电受阻");
    let slip = sitting.issued(&world, &[&demand]);
    let first = preview(&world, &slip);
    let _printed = print(&world, &slip, true);
    let second = preview(&world, &slip);
    assert_ne!(second, first, "the strip still says 第1次打印");
    // A copy on file repeats the last print, and is none itself.
    assert!(paper_text(&print(&world, &slip, false)).contains("第1次打印"));
    assert_eq!(preview(&world, &slip), second);
    assert!(paper_text(&print(&world, &slip, true)).contains("第2次打印"));
}

// Scenario 54.
#[test]
fn s54_an_old_paper_keeps_the_units_old_name() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let demand = sitting.demand(&world, "三号冷库增容送电受阻");
    let slip = sitting.issued(&world, &[&demand]);
    let before = preview(&world, &slip);
    let unit: Value = world.call("get_unit", json!({ "id": sitting.units[0] }));
    let mut renamed = unit["unit"].clone();
    renamed["name"] = json!("川江电力服务中心");
    renamed["rename_reason"] = json!("机构改革");
    let _renamed: Value = world.call("save_unit", renamed);
    world.set_time("2026-09-24 09:00");

    let now = detail(&world, &slip);
    assert_eq!(now["items"][0]["tasks"][0]["unit_name"], UNITS[0]);
    assert_eq!(now["items"][0]["fields"]["lead_unit_name"], "川江电力服务中心");
    assert_eq!(preview(&world, &slip), before);
    let text = paper_text(&print(&world, &slip, true));
    assert!(text.contains("川江供电公司") && !text.contains("川江电力"), "{text}");
}

#[test]
fn settings_changed_later_do_not_reach_an_issued_slip() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let demand = sitting.demand(&world, "三号冷库增容送电受阻");
    let slip = sitting.issued(&world, &[&demand]);
    let before = preview(&world, &slip);
    let mut office: Value = world.call("get_office", json!({}));
    office["slip_mark"] = json!("川江区企业接待日交办单");
    office["limits"]["receipt"] = json!(2);
    let _saved: Value = world.call("save_office", office);
    assert_eq!(preview(&world, &slip), before);
}

// Scenario 60, with the lead's receipt and the assisting unit's apart (transition 9).
#[test]
fn s60_a_receipt_after_the_cut_off_counts_on_the_next_working_day() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let demand = sitting.demand(&world, "三号冷库增容送电受阻");
    let slip = sitting.issued(&world, &[&demand]);
    let tasks = slip["items"][0]["tasks"].clone();
    let receipt = |task: &Value, at: &str| {
        json!({
            "task_id": task["id"], "version": task["version"], "received_by": "邓例文",
            "post": "科长", "way": "in_person", "received_at": beijing(at),
        })
    };
    world.set_time("2026-09-24 17:40");
    let assist: Value = world.call("register_receipt", receipt(&tasks[1], "2026-09-24 17:30"));
    assert_eq!(assist["items"][0]["tasks"][1]["received_on"], "2026-09-24");
    let state = |world: &World| {
        let read: Value = world.call("get_demand", json!({ "id": demand["id"] }));
        read["state"].clone()
    };
    assert_eq!(state(&world), "awaiting_receipt");
    let lead: Value = world.call("register_receipt", receipt(&tasks[0], "2026-09-24 17:31"));
    // Mid-Autumn lies between: the next working day is Monday the 28th.
    assert_eq!(lead["items"][0]["tasks"][0]["received_on"], "2026-09-28");
    assert_eq!(state(&world), "in_progress");
    let again = world.refused("register_receipt", {
        let mut input = receipt(&lead["items"][0]["tasks"][0], "2026-09-24 17:31");
        input["version"] = json!(2);
        input
    });
    assert_eq!(again.code, ErrorCode::PreconditionFailed);
}

// Two demands, two units: four tasks, and two receipts to come back.
#[test]
fn a_slip_counts_its_units_not_their_tasks() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let demands = ["三号冷库增容送电受阻", "城配冷链车通行证"];
    let demands = demands.map(|title| sitting.demand(&world, title));
    let mut slip = sitting.issued(&world, &[&demands[0], &demands[1]]);
    let counted = |world: &World| {
        let input = json!({ "year": 2026, "query": "", "states": [], "limit": 0, "offset": 0 });
        let list: Value = world.call("list_slips", input);
        let group = &list["groups"][0];
        let row = &group["slips"][0];
        let home: Value = world.call("get_home", json!({}));
        let groups = home["groups"].as_array().expect("groups").iter();
        let told = groups.flat_map(|group| group["items"].as_array().expect("items"));
        let told = told.filter(|item| item["act"] == "register_receipt");
        let told: Vec<String> = told.map(|item| item["detail"].to_string()).collect();
        (group["label"].clone(), row["receipts"].clone(), row["units"].clone(), told.join(""))
    };
    // Each step: the place of the item and of its task, and what is counted after its receipt.
    let steps = [
        ((0, 0), "待签收", 0, "等 2 家未签收"),
        ((1, 0), "待签收", 1, "未签收"),
        ((0, 1), "待签收", 1, "未签收"),
        ((1, 1), "办理中", 2, ""),
    ];
    let (_, receipts, units, told) = counted(&world);
    assert_eq!((receipts, units), (json!(0), json!(2)));
    assert!(told.contains("等 2 家未签收"), "{told}");
    for ((item, task), label, receipts, words) in steps {
        let task = &slip["items"][item]["tasks"][task];
        let input = json!({
            "task_id": task["id"], "version": task["version"], "received_by": "邓例文",
            "post": "科长", "way": "in_person", "received_at": null,
        });
        slip = world.call("register_receipt", input);
        let (now, got, units, told) = counted(&world);
        assert_eq!((now, got, units), (json!(label), json!(receipts), json!(2)));
        assert!(told.contains(words) && told.is_empty() == words.is_empty(), "{told}");
        assert!(words.starts_with('等') || !told.contains('家'), "{told}");
    }
}

#[test]
fn a_hidden_enterprise_is_not_named_on_paper() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let mut hidden = sitting.fields("沱湾冷链物流请求协调欠款");
    hidden["visibility"] = json!("anonymous");
    hidden["requirement"] = json!("与川江沱湾冷链物流有限公司王守成当面核对。");
    let demand = sitting.ask(&world, "川江沱湾冷链物流有限公司的工程款拖欠一年。", &hidden);
    let slip = sitting.issued(&world, &[&demand]);
    let text = paper_text(&print(&world, &slip, false));
    assert!(text.contains("某企业"), "{text}");
    assert!(!text.contains("沱湾") && !text.contains("王守成"), "{text}");
}

#[test]
fn slips_are_found_by_number_enterprise_unit_and_initials() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let demand = sitting.demand(&world, "三号冷库增容送电受阻");
    let slip = sitting.issued(&world, &[&demand]);
    for query in ["〔2026〕1号", "沱湾", "cjtw", "供电", "自然资源", "zrzy", "JB2026-0001"]
    {
        let input = json!({ "year": 2026, "query": query, "states": [], "limit": 0, "offset": 0 });
        let list: Value = world.call("list_slips", input);
        assert_eq!(list["total"], 1, "{query}");
        let row = &list["groups"][0]["slips"][0];
        assert_eq!(id_of(row), id_of(&slip));
        assert_eq!((&row["receipts"], &row["units"]), (&json!(0), &json!(2)));
        assert_eq!(list["groups"][0]["label"], "待签收");
        assert_eq!(row["remaining"], "还剩 15 个工作日");
    }
    let none = json!({ "year": 2026, "query": "%", "states": [], "limit": 0, "offset": 0 });
    let list: Value = world.call("list_slips", none);
    assert_eq!(list["total"], 0);
}

// Scenario 48: the paper is void, what it said is not forgotten.
#[test]
fn a_void_slip_still_shows_what_it_carried() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let demands = ["三号冷库增容送电受阻", "城配冷链车通行证"];
    let demands = demands.map(|title| sitting.demand(&world, title));
    let slip = sitting.issued(&world, &[&demands[0], &demands[1]]);
    let void: Value = world.call("void_slip", reasoned(&slip, "单位有误"));
    for read in [&void, &detail(&world, &slip)] {
        let items = read["items"].as_array().expect("items");
        assert_eq!(items.len(), 2);
        for (item, before) in items.iter().zip(slip["items"].as_array().expect("items")) {
            for field in ["number", "demand_id", "fields", "due_on", "original_due_on"] {
                assert_eq!(item[field], before[field], "{field}");
            }
            assert_eq!(item["tasks"].as_array().map(Vec::len), Some(2));
            assert_eq!(item["tasks"][0]["state"], "recalled");
        }
        for field in ["occasion", "representative", "enterprise"] {
            assert_eq!(read[field], slip[field], "{field}");
        }
    }
    // One demand goes on with other words; the void slip keeps its own.
    let mut changed = sitting.fields("改过的标题");
    changed["lead_unit"] = json!(sitting.units[2]);
    let freed: Value = world.call("get_demand", json!({ "id": demands[0]["id"] }));
    let _saved: Value =
        world.call("save_demand_fields", with(&freed, json!({ "fields": changed })));
    assert_eq!(detail(&world, &slip)["items"][0]["fields"]["title"], "三号冷库增容送电受阻");
    for query in ["", "供电", "自然资源"] {
        let input =
            json!({ "year": 2026, "query": query, "states": ["void"], "limit": 0, "offset": 0 });
        let list: Value = world.call("list_slips", input);
        let row = &list["groups"][0]["slips"][0];
        assert_eq!((&row["items"], &row["units"]), (&json!(2), &json!(2)), "{query}");
    }
    let draft = sitting.compose(&world, &[&demands[1]]);
    let void: Value = world.call("void_slip", reasoned(&draft, "另拟"));
    assert_eq!(void["items"].as_array().map(Vec::len), Some(1));
}

/// Transition 6: a demand without a limit comes on the slip with the one of limit P8.
#[test]
fn a_slip_proposes_the_limits_of_the_settings() {
    let world = World::set_up();
    let mut office: Value = world.call("get_office", json!({}));
    for (limit, days) in [("consultation", 4), ("ordinary", 14), ("complex", 29)] {
        office["limits"][limit] = json!(days);
    }
    let _saved: Value = world.call("save_office", office);
    let sitting = Sitting::start(&world);
    let mut demands = Vec::new();
    for (kind, urgency, limit) in [
        ("consultation", json!(["difficult"]), Value::Null),
        ("problem", json!(["urgent", "difficult"]), Value::Null),
        ("complaint", json!([]), Value::Null),
        ("problem", json!([]), json!(7)),
    ] {
        let mut fields = sitting.fields("三号冷库增容送电受阻");
        fields["kind"] = json!(kind);
        fields["urgency"] = urgency;
        fields["limit"] = limit;
        demands.push(sitting.ask(&world, "报装到现在没送上电。", &fields));
    }
    let slip = sitting.compose(&world, &demands.iter().collect::<Vec<_>>());
    let items = slip["items"].as_array().expect("items");
    let limits: Vec<&Value> = items.iter().map(|item| &item["fields"]["limit"]).collect();
    assert_eq!(limits, [4, 29, 14, 7]);
}
