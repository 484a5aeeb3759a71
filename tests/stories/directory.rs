//! 企业与单位: names, codes, history.

use serde_json::{Value, json};
use usecases::ErrorCode;

use crate::world::{World, enterprise, guest, id_of, participant, reception};

pub(crate) fn new(record: Value) -> Value {
    json!({ "id": null, "version": 0, "record": record })
}

pub(crate) fn all(query: &str) -> Value {
    json!({ "query": query, "limit": 100, "offset": 0, "with_retired": false })
}

pub(crate) fn names(output: &Value, list: &str) -> Vec<String> {
    let rows = output[list].as_array().expect("a list");
    rows.iter().map(|row| row["name"].as_str().expect("a name").to_owned()).collect()
}

fn find(world: &World, query: &str, reception: Option<&str>) -> Vec<Value> {
    let input = json!({ "query": query, "kinds": [], "reception_id": reception, "limit": 8 });
    let hits: Value = world.call("find_names", input);
    hits["hits"].as_array().expect("hits").clone()
}

// Scenario 20.
#[test]
fn s20_a_credit_code_is_checked_normalised_and_held_once() {
    let world = World::set_up();
    let mut record = enterprise("川江重工有限公司", "川江重工");
    record["credit_code"] = json!(" 91350100m000100y43");
    let saved: Value = world.call("save_enterprise", new(record.clone()));
    assert_eq!(saved["record"]["credit_code"], "91350100M000100Y43");

    let mut twin = enterprise("别的公司", "");
    twin["credit_code"] = json!("91350100M000100Y43");
    let faults = world.faults("save_enterprise", new(twin));
    assert_eq!(faults[0].0, "record.credit_code");
    assert!(faults[0].1.contains("川江重工有限公司"), "{faults:?}");

    let mut typo = enterprise("又一公司", "");
    typo["credit_code"] = json!("91350100M000100Y44");
    let faults = world.faults("save_enterprise", new(typo));
    assert!(faults[0].1.contains("应为“3”"), "{faults:?}");

    let check = |code: &str, except: Option<&str>| -> Value {
        world.call("check_credit_code", json!({ "code": code, "except": except }))
    };
    assert_eq!(check("91350100m000100y43", None)["duplicate"]["name"], "川江重工有限公司");
    let own = check("91350100m000100y43", Some(&id_of(&saved)));
    assert_eq!(own["duplicate"], Value::Null);
    assert_eq!(own["is_registered_elsewhere"], true);
    assert_eq!(check("9135O100M000100Y43", None)["fault"]["fault"], "character");
    assert_eq!(
        names(&world.call("list_enterprises", all("91350100M000100Y43")), "enterprises").len(),
        1
    );
}

// Scenario 19.
#[test]
fn s19_a_registration_elsewhere_is_told_and_accepted_with_a_reason() {
    let world = World::set_up();
    let mut record = enterprise("外区物流有限公司", "");
    record["credit_code"] = json!("91350100M000100Y43");
    record["district_code"] = json!("");
    let saved: Value = world.call("save_enterprise", new(record));
    assert_eq!(saved["record"]["district_code"], "350100");
    assert_eq!(saved["is_registered_elsewhere"], true);

    // The reviewer goes past the warning with a reason, and only with one.
    let units = [world.unit("区住建局", "")];
    let mut register = json!({
        "enterprise_id": saved["id"], "reception_id": null, "source": "visit",
        "raised_on": "2026-09-22", "contact_name": "王守成", "contact_phone": "",
        "fields": crate::sitting::fields("货车进出不便", &units[0], &[]),
    });
    register["fields"]["facts"] = json!("货车每天绕行二十公里。");
    let demand: Value = world.call("register_demand", register);
    assert_eq!(demand["is_registered_elsewhere"], true);
    let accept = |reason: &str| -> Value {
        let input = json!({
            "ids": [demand["id"]], "reviewer": "陈启文", "elsewhere_reason": reason,
        });
        world.call("accept_demands", input)
    };
    let compose = json!({ "demands": [demand["id"]], "reception_id": null });
    let refused = world.refused("compose_slip", compose);
    assert!(refused.hint.contains("注册地不在本区"), "{}", refused.hint);
    let outcome = accept("");
    assert_eq!(outcome["refused"][0]["reason"], "企业注册地不在本区，受理要由审核人写明理由。");
    assert_eq!(accept("在本区有生产基地")["done"], json!([demand["id"]]));
    let read: Value = world.call("get_demand", json!({ "id": demand["id"] }));
    assert_eq!(read["elsewhere_reason"], "在本区有生产基地");
    assert_eq!(read["timeline"][0]["detail"], "审核 陈启文");
}

#[test]
fn people_keep_their_identity_and_only_one_is_the_legal_representative() {
    let world = World::set_up();
    let saved: Value = world.call("save_enterprise", new(enterprise("川江重工有限公司", "")));
    let person = saved["record"]["people"][0]["id"].clone();
    let mut record = saved["record"].clone();
    let more = json!({ "id": null, "name": "李澄", "post": "总经理", "phone": "",
        "is_legal_representative": false });
    record["people"].as_array_mut().unwrap().push(more);
    let change = |version: i64, record: &Value| json!({ "id": saved["id"], "version": version, "record": record });
    let changed: Value = world.call("save_enterprise", change(1, &record));
    assert_eq!(changed["record"]["people"][0]["id"], person);
    assert_eq!(changed["version"], 2);

    record["people"][1]["is_legal_representative"] = json!(true);
    let faults = world.faults("save_enterprise", change(2, &record));
    assert_eq!(faults[0].0, "record.people.1.is_legal_representative");
    let stale = world.refused("save_enterprise", change(1, &saved["record"]));
    assert_eq!(stale.code, ErrorCode::Conflict);
}

// Scenario 54.
#[test]
fn s54_a_renamed_unit_keeps_its_former_name() {
    let world = World::set_up();
    let id = world.unit("区住房和城乡建设局", "区住建局");
    let unit: Value = world.call("get_unit", json!({ "id": id }));
    let mut input = unit["unit"].clone();
    input["name"] = json!("区住房和城市更新局");
    input["rename_reason"] = json!("");
    let faults = world.faults("save_unit", input.clone());
    assert_eq!(faults[0].0, "rename_reason");
    input["rename_reason"] = json!("机构改革");
    let renamed: Value = world.call("save_unit", input);
    assert_eq!(renamed["former_names"][0]["name"], "区住房和城乡建设局");
    assert_eq!(renamed["former_names"][0]["until_on"], "2026-09-23");
    // The old name still finds it.
    assert_eq!(names(&world.call("list_units", all("城乡建设")), "units"), ["区住房和城市更新局"]);
}

#[test]
fn a_merged_unit_takes_no_new_tasks() {
    let world = World::set_up();
    let (old, into) = (world.unit("区招商局", ""), world.unit("区经济合作局", ""));
    let merge = |id: &str, into: &str, version: i64| json!({ "id": id, "into": into, "version": version, "reason": "机构改革" });
    let faults = world.faults("merge_unit", merge(&old, &old, 1));
    assert_eq!(faults[0].0, "into");
    let merged: Value = world.call("merge_unit", merge(&old, &into, 1));
    assert_eq!(merged["merged_into"], into.as_str());
    assert_eq!(names(&world.call("list_units", all("")), "units"), ["区经济合作局"]);
    let again = world.faults("merge_unit", merge(&into, &old, 1));
    assert_eq!(again[0].0, "into");

    let leader = world.leader("何例舟", "副区长");
    let mut input = reception(&leader);
    input["participants"] = json!([participant(&old)]);
    let faults = world.faults("save_reception", input);
    assert_eq!(faults[0].0, "participants.0.unit_id");
}

#[test]
fn names_answer_to_characters_pinyin_and_initials() {
    let world = World::set_up();
    let traffic = world.unit("区公安分局交通管理大队", "交管大队");
    world.unit("区机关事务服务中心", "");
    world.leader("单晓明", "区长");
    let hits = find(&world, "jg", None);
    assert_eq!(hits[0]["name"], "区公安分局交通管理大队");
    assert_eq!(hits[0]["note"], "联络员 罗示川");
    assert_eq!(hits[1]["spans"], json!([[1, 3]]));
    for query in ["sxm", "dxm", "shanxiaoming", "单晓"] {
        assert_eq!(find(&world, query, None)[0]["name"], "单晓明", "{query}");
    }
    assert!(find(&world, "zzz", None).is_empty());

    // A change is seen at once.
    let unit: Value = world.call("get_unit", json!({ "id": traffic }));
    let mut input = unit["unit"].clone();
    input["is_active"] = json!(false);
    input["rename_reason"] = json!("");
    let _retired: Value = world.call("save_unit", input);
    assert_eq!(find(&world, "jg", None)[0]["name"], "区机关事务服务中心");
}

#[test]
fn those_of_the_sitting_come_first() {
    let world = World::set_up();
    let leader = world.leader("何例舟", "副区长");
    world.unit("区价格认证中心", "");
    let there = world.unit("区监督管理局", "");
    let firm = world.enterprise("川江精工模具有限公司", "");
    let mut input = reception(&leader);
    input["participants"] = json!([participant(&there)]);
    input["guests"] = json!([guest(&firm, "legal_representative")]);
    let sitting: Value = world.call("save_reception", input);
    let sitting = id_of(&sitting);
    let hits = find(&world, "jg", Some(&sitting));
    let found: Vec<(&str, &str)> = hits
        .iter()
        .map(|hit| (hit["name"].as_str().unwrap(), hit["note"].as_str().unwrap()))
        .collect();
    assert_eq!(
        found,
        [
            ("川江精工模具有限公司", "王守成 · 未到会"),
            ("区监督管理局", "罗示川 · 未到会"),
            ("区价格认证中心", "联络员 罗示川 · 未到会"),
        ]
    );
    let own: Vec<Value> = find(&world, "", Some(&sitting));
    assert_eq!(own.len(), 3, "an empty query lists the sitting's own");
}

// Scenario 21.
#[test]
fn s21_a_rare_character_is_found_and_a_missing_one_told() {
    let world = World::set_up();
    world.leader("𠮷野川", "区长");
    assert_eq!(find(&world, "𠮷", None)[0]["name"], "𠮷野川");
    let check: Value = world.call("check_glyphs", json!({ "text": "川江𠮷野家（一）\u{F0000}" }));
    assert_eq!(check["missing"], json!(["\u{F0000}"]));
    let plain: Value = world.call("check_glyphs", json!({ "text": "川江区工商业联合会" }));
    assert_eq!(plain["missing"], json!([]));
}

#[test]
fn a_name_is_found_by_its_initials_among_hundreds() {
    let world = World::set_up();
    for number in 0..300 {
        world.enterprise(&format!("川江第{number}精工模具有限公司"), "");
    }
    assert!(!find(&world, "jgmj", None).is_empty());
    let found = find(&world, "cjd297jgmj", None);
    assert_eq!(found[0]["name"], "川江第297精工模具有限公司");
}

#[test]
fn a_page_shows_the_newest_demands_and_counts_all_as_the_ledger_does() {
    let world = World::set_up();
    let firm = world.enterprise("川江重工有限公司", "");
    let [lead, assisting] = ["区水务局", "区城管局"].map(|name| world.unit(name, ""));
    for at in 0..205 {
        let fields = json!({
            "kind": "problem", "category": "utilities", "title": format!("第{at}项"),
            "facts": "报装。", "request": "", "amount_fen": null, "urgency": [],
            "visibility": "open", "lead_unit": lead, "lead_unit_name": "",
            "assisting_units": [assisting], "assisting_unit_names": [],
            "responsible_person": "", "requirement": "尽快办理。",
            "limit": null, "feedback": "written",
        });
        let input = json!({
            "enterprise_id": firm, "reception_id": null, "source": "hotline",
            "raised_on": if at < 3 { "2026-09-21" } else { "2026-09-22" },
            "contact_name": "", "contact_phone": "", "fields": fields,
        });
        let _registered: Value = world.call("register_demand", input);
    }
    for (page, id, filter) in [
        ("get_enterprise", &firm, json!({ "enterprises": [firm] })),
        ("get_unit", &lead, json!({ "units": [lead] })),
        ("get_unit", &assisting, json!({ "units": [assisting] })),
    ] {
        let page: Value = world.call(page, json!({ "id": id }));
        let query = json!({ "filter": filter, "sort": "raised", "is_descending": true,
            "limit": 200, "offset": 0 });
        let ledger: Value = world.call("list_ledger", query);
        assert_eq!(page["demands"]["total"], ledger["total"]);
        assert_eq!(
            (&page["demands"]["total"], &page["demands"]["open"]),
            (&json!(205), &json!(205))
        );
        let ids = |list: &Value| -> Vec<Value> {
            list.as_array().expect("rows").iter().map(|row| row["id"].clone()).collect()
        };
        assert_eq!(ids(&page["demands"]["newest"]), ids(&ledger["rows"]));
        assert_eq!(page["demands"]["newest"][0]["title"], "第204项");
        assert_eq!(page["demands"]["newest"][0]["enterprise"], "川江重工有限公司");
    }
}

#[test]
fn hostile_texts_are_kept_exactly_or_refused() {
    let world = World::set_up();
    for name in [
        "=cmd|'/c calc'!A1",
        "#panic(\"x\")",
        "<img src=x onerror=alert(1)>",
        "Robert'); --",
        "_x0041_",
        "CON",
        "\" OR 1=1",
        "𠮷野",
    ] {
        let saved: Value = world.call("save_enterprise", new(enterprise(name, "")));
        assert_eq!(saved["record"]["name"], name);
    }
    for name in [
        "甲\0乙",
        "甲\u{202E}乙",
        "甲\u{200B}乙",
        "𠮷\u{E0100}野",
        "甲\u{FFFE}乙",
        format!("a{}", "\u{301}".repeat(5)).as_str(),
        "长".repeat(61).as_str(),
        " ",
    ] {
        let faults = world.faults("save_enterprise", new(enterprise(name, "")));
        assert!(faults.iter().any(|(field, _)| field == "record.name"), "{name:?} {faults:?}");
    }
}

#[test]
fn a_leader_is_registered_once_by_name_and_post() {
    let world = World::set_up();
    let leader = |name: &str, post: &str| {
        json!({ "id": null, "version": 0, "name": name, "post": post, "rank": 1, "phone": "",
            "is_active": true })
    };
    let first: Value = world.call("save_leader", leader("何例舟", "副区长"));
    let _other_post: Value = world.call("save_leader", leader("何例舟", "区政协副主席"));
    let faults = world.faults("save_leader", leader(" 何例舟", "副区长"));
    assert_eq!(faults[0].0, "name");
    assert!(faults[0].1.contains("已有同名同职务的领导"), "{faults:?}");

    // Himself is no other one; who left is found again instead of being registered twice.
    let mut left = first.clone();
    left["is_active"] = json!(false);
    let _left: Value = world.call("save_leader", left);
    let faults = world.faults("save_leader", leader("何例舟", "副区长"));
    assert!(faults[0].1.contains("含已离任"), "{faults:?}");
    let all: Value = world.call("list_leaders", all(""));
    assert_eq!(all["total"], 1);
}

// The leader's and the enterprise's rare characters in list, search, print and workbook.
#[test]
fn s21_rare_characters_are_listed_found_printed_and_exported() {
    let world = World::set_up();
    let leader = world.leader("𠮷野川", "区长");
    let firm = world.enterprise("川江鑫𬭊新材料有限公司", "鑫𬭊新材");
    let unit = world.unit("川江供电公司", "");
    let running = world.running(&leader, &[&firm], &[&unit]);
    let mut fields = crate::sitting::fields("𠮷𬭊𪚥三字的招牌审批", &unit, &[]);
    fields["responsible_person"] = json!("张𬭊");
    fields["facts"] = json!("招牌上的字审批系统打不出来。");
    fields["request"] = json!("请尽快审批。");
    let demand: Value = world.call(
        "register_demand",
        json!({
            "enterprise_id": firm, "reception_id": running["id"], "source": "visit",
            "raised_on": "2026-09-23", "contact_name": "𠮷田", "contact_phone": "",
            "fields": fields,
        }),
    );
    let listed = world.call::<Value>("list_leaders", all("𠮷"));
    assert_eq!(names(&listed, "leaders"), ["𠮷野川"]);
    assert_eq!(names(&world.call("list_enterprises", all("𬭊")), "enterprises").len(), 1);
    for (query, target) in [("𬭊", "enterprise"), ("𠮷", "leader"), ("𠮷𬭊", "demand")] {
        let found: Value = world.call("search_everything", json!({ "query": query, "limit": 5 }));
        let groups = found["groups"].as_array().expect("groups");
        assert!(groups.iter().any(|group| group["target"] == target), "{query}: {found}");
    }
    let made = crate::ledger::export(&world, "台账.xlsx", "full", json!({}));
    let rows = crate::ledger::cells(&made["path"]);
    let row = rows[0].join("\n");
    for words in ["𠮷野川", "川江鑫𬭊新材料有限公司", "𠮷𬭊𪚥三字的招牌审批", "张𬭊"]
    {
        assert!(row.contains(words), "{words} is not in {row}");
    }
    let input = json!({ "demands": [demand["id"]], "reception_id": null });
    let slip: Value = world.call("compose_slip", input);
    let text = crate::issuing::paper_text(&crate::issuing::print(&world, &slip, false));
    for words in ["川江鑫𬭊新材料有限公司", "𠮷𬭊𪚥三字的招牌审批"] {
        assert!(text.contains(words), "{words} is not on {text}");
    }
}
