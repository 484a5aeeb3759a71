//! 现场答复, its dispute, and acceptance in a batch.

use serde_json::{Value, json};

use crate::sitting::{Sitting, fields, with};
use crate::world::{World, reasoned, reference};

fn answer(world: &World, demand: &Value) -> Value {
    let input =
        json!({ "answered_by": "川江供电公司 邓例文", "answer": "主线已到路口，本周接通。" });
    world.call("answer_on_site", with(demand, input))
}

// Scenario 29.
#[test]
fn s29_an_answer_at_the_table_closes_without_a_slip_and_is_rated() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let demand = sitting.demand(&world, "三号冷库增容送电受阻");
    let answered = answer(&world, &demand);
    assert_eq!(answered["state"], "answered_on_site");
    assert_eq!(answered["light"], "answered");
    let minutes: Value = world.call("get_minutes", json!({ "id": sitting.id() }));
    let shown = &minutes["demands"][0];
    assert_eq!(shown["answered_by"], "川江供电公司 邓例文");
    assert_eq!(shown["answer"], "主线已到路口，本周接通。");
    assert_eq!((&shown["due_on"], &shown["ruler"]), (&Value::Null, &Value::Null));
    assert_eq!(answered["timeline"][0]["what"], "现场答复");
    assert_eq!(answered["timeline"][0]["detail"], "川江供电公司 邓例文，主线已到路口，本周接通。");
    let refused =
        world.refused("compose_slip", json!({ "demands": [demand["id"]], "reception_id": null }));
    assert_eq!(refused.hint, "诉求 2026-0001 现在是“现场答复”，不能“拟办”。");
    // Still rated: it is not closed without a word of the enterprise.
    let closing = json!({ "closed_by": "李卫东" });
    let refused = world.refused("close_demand", with(&answered, closing.clone()));
    assert_eq!(refused.code, usecases::ErrorCode::PreconditionFailed);
    let asked: Value = world.call("ask_rating", reference(&answered));
    let rating = json!({
        "talk": { "on": "2026-09-23", "way": "phone", "person": "王守成", "words": "" },
        "rating": {
            "grade": "satisfied", "result_grade": null, "speed_grade": null,
            "attitude_grade": null, "is_contacted": true, "is_solved": true, "opinion": "",
            "causes": [],
        },
    });
    let rated: Value = world.call("record_rating", with(&asked, rating));
    let closed: Value = world.call("close_demand", with(&rated, closing));
    assert_eq!((&closed["state"], &closed["slip_number"]), (&json!("closed"), &Value::Null));
    assert_eq!(closed["handling"]["grade"], "satisfied");
}

// Scenario 30.
#[test]
fn s30_an_answer_disputed_a_week_later_becomes_an_assignment() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let demand = sitting.demand(&world, "三号冷库增容送电受阻");
    let answered = answer(&world, &demand);
    world.set_time("2026-09-30 10:00");
    let reopened: Value =
        world.call("reopen_demand", reasoned(&answered, "企业来电：至今没有接通"));
    assert_eq!(reopened["state"], "accepted");
    assert_eq!(reopened["timeline"][0]["what"], "转为交办");
    assert_eq!(reopened["timeline"][0]["detail"], "企业来电：至今没有接通");
    let slip = sitting.issued(&world, &[&demand]);
    assert_eq!(slip["issued_on"], "2026-09-30");
    let early = sitting.demand(&world, "第二件");
    let refused = world.refused("reopen_demand", reasoned(&early, "没有答复过"));
    assert_eq!(refused.hint, "诉求 2026-0002 现在是“草稿”，不能“转为交办”。");
}

/// 撤销 is no dispute: the demand stands where it stood, be it a draft or accepted.
#[test]
fn an_answer_taken_back_leaves_the_demand_as_it_was() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let demand = sitting.demand(&world, "三号冷库增容送电受阻");
    let read = |id: &Value| -> Value { world.call("get_demand", json!({ "id": id })) };
    let before = read(&demand["id"]);
    assert_eq!(before["state"], "draft");
    let answered = answer(&world, &demand);
    let back: Value = world.call("take_back_answer", reference(&answered));
    for field in ["state", "answer", "answered_by", "light", "fields"] {
        assert_eq!(back[field], before[field], "{field}");
    }
    assert_eq!(back["timeline"][0]["what"], "撤销现场答复");
    let accept = json!({ "ids": [demand["id"]], "reviewer": "陈启文", "elsewhere_reason": "" });
    let _accepted: Value = world.call("accept_demands", accept);
    let answered = answer(&world, &read(&demand["id"]));
    let back: Value = world.call("take_back_answer", reference(&answered));
    assert_eq!(back["state"], "accepted");
    let refused = world.refused("take_back_answer", reference(&back));
    assert_eq!(refused.hint, "诉求 2026-0001 答复后又有改动，不能撤销答复。");
}

#[test]
fn complete_demands_are_accepted_and_the_others_named() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let whole = sitting.demand(&world, "三号冷库增容送电受阻");
    let mut bare = sitting.fields("通行证一月一办");
    bare["category"] = Value::Null;
    let bare = sitting.ask(&world, "通行证一月一办。", &bare);
    let gone = sitting.demand(&world, "记错的一件");
    let _void: Value = world.call("void_demand", reasoned(&gone, "记错"));
    let ids = [&whole["id"], &bare["id"], &gone["id"]];
    let outcome: Value = world.call(
        "accept_demands",
        json!({ "ids": ids, "reviewer": "陈启文", "elsewhere_reason": "" }),
    );
    assert_eq!(outcome["done"], json!([whole["id"]]));
    let reasons: Vec<&str> = outcome["refused"]
        .as_array()
        .expect("refusals")
        .iter()
        .filter_map(|refusal| refusal["reason"].as_str())
        .collect();
    assert_eq!(
        reasons,
        ["诉求 2026-0002 还缺分类，请先补齐。", "诉求 2026-0003 已作废，请先恢复。"]
    );
    let read: Value = world.call("get_demand", json!({ "id": whole["id"] }));
    assert_eq!(read["timeline"][0]["detail"], "审核 陈启文");
}

#[test]
fn every_figure_of_the_workbench_lists_exactly_what_it_counts() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let first = sitting.demand(&world, "三号冷库增容送电受阻");
    let second = sitting.demand(&world, "城配冷链车进城通行证");
    let third = sitting.demand(&world, "冷链园排水改造");
    sitting.issued(&world, &[&first]);
    sitting.compose(&world, &[&second]);
    answer(&world, &third);
    world.set_time("2026-10-23 09:00");
    let home: Value = world.call("get_home", json!({}));
    let mut counted = 0;
    for figure in home["month"].as_array().expect("figures") {
        let mut query =
            json!({ "sort": "number", "is_descending": false, "limit": 50, "offset": 0 });
        query["filter"] = figure["filter"].clone();
        let list: Value = world.call("list_ledger", query);
        assert_eq!(list["total"], figure["value"], "{figure:#}");
        counted += figure["value"].as_i64().unwrap_or(0);
    }
    assert!(counted > 0);
    assert_eq!(home["groups"][0]["label"], "已逾期");
    let overdue = home["groups"][0]["items"].as_array().expect("items");
    let lights: Vec<&Value> = overdue.iter().map(|item| &item["light"]).collect();
    assert!(lights.contains(&&json!("red")), "{overdue:#?}");
    for item in overdue {
        assert_eq!(item["is_office_limit"] == true, item["light"] == "not_started", "{item:#}");
    }
}

/// An answer at the table waits for its rating however long nobody asks.
#[test]
fn an_answer_at_the_table_waits_for_its_rating_for_years() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let demand = sitting.demand(&world, "冷链园排水改造");
    answer(&world, &demand);
    for day in ["2026-10-23 09:00", "2027-03-01 09:00", "2028-09-25 09:00"] {
        world.set_time(day);
        let home: Value = world.call("get_home", json!({}));
        let groups = home["groups"].as_array().expect("groups").iter();
        let mut items = groups.flat_map(|group| group["items"].as_array().expect("items"));
        let asked = items.any(|item| item["target"] == demand["id"] && item["act"] == "ask_rating");
        assert!(asked, "{day}: {home:#}");
    }
}

/// What came by the hotline is not forgotten for want of a sitting.
#[test]
fn demands_of_no_sitting_wait_on_the_workbench_until_a_slip_carries_them() {
    let world = World::set_up();
    let firm = world.enterprise("川江沱湾冷链物流有限公司", "沱湾冷链物流");
    let unit = world.unit("川江供电公司", "");
    let register = |title: &str| -> Value {
        let mut asked = fields(title, &unit, &[]);
        asked["facts"] = json!("报装到现在没送上电。");
        let input = json!({ "enterprise_id": firm, "reception_id": null, "source": "hotline",
            "raised_on": "2026-09-17", "contact_name": "", "contact_phone": "", "fields": asked });
        world.call("register_demand", input)
    };
    let first = register("三号冷库增容送电受阻");
    let acts = |world: &World| -> Vec<(String, String)> {
        let home: Value = world.call("get_home", json!({}));
        let groups = home["groups"].as_array().expect("groups").iter();
        let items = groups.flat_map(|group| group["items"].as_array().expect("items"));
        let items = items.filter(|item| item["target"] == first["id"]);
        let told = |value: &Value| value.as_str().expect("a text").to_owned();
        items.map(|item| (told(&item["act"]), told(&item["label"]))).collect()
    };
    let pair = |act: &str, label: &str| vec![(act.to_owned(), label.to_owned())];
    assert_eq!(acts(&world), pair("accept_demand", "受理诉求"));
    let accept = json!({ "ids": [first["id"]], "reviewer": "陈启文", "elsewhere_reason": "" });
    let _accepted: Value = world.call("accept_demands", accept);
    assert_eq!(acts(&world), pair("open_demand", "拟交办单"));
    let compose = json!({ "demands": [first["id"]], "reception_id": null });
    let _slip: Value = world.call("compose_slip", compose);
    assert_eq!(acts(&world), []);

    // A group counts more than it shows: here 33 overdue demands.
    for at in 0..33 {
        register(&format!("第{at}条"));
    }
    let home: Value = world.call("get_home", json!({}));
    let overdue = &home["groups"][0];
    assert_eq!((&overdue["label"], &overdue["total"]), (&json!("已逾期"), &json!(33)));
    assert_eq!(overdue["items"].as_array().map(Vec::len), Some(30));
}
