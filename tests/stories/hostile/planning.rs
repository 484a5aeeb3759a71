//! Valid inputs of the rota, its notices, links and fast lanes, to spoil.

use serde_json::{Value, json};

use super::scene::{Scene, fresh, planned};
use crate::world::{reasoned, reference};

/// The year whose plan is changed again and again.
const YEAR: i32 = 2027;

fn plan(scene: &Scene, year: i32) -> Value {
    scene.world.call("get_rota", json!({ "year": year }))
}

/// A plan of two months as it is saved; `day` moves the first.
fn input(scene: &Scene, year: i32, version: &Value, day: u32) -> Value {
    json!({
        "year": year, "version": version, "rule": { "kind": "month_day", "day": 15 },
        "starts": "09:00:00", "ends": null, "place": "区政府", "reason": "",
        "turns": [
            { "month": 3, "held_on": format!("{year}-03-{day}"),
                "leader_id": scene.sitting.leader, "place": "区政务中心" },
            { "month": 4, "held_on": format!("{year}-04-15"),
                "leader_id": scene.sitting.deputy, "place": "" },
        ],
    })
}

fn saved(scene: &Scene, year: i32) -> Value {
    let plan = plan(scene, year);
    if plan["version"] != 0 {
        return plan;
    }
    scene.world.call("save_rota", input(scene, year, &json!(0), 15))
}

pub(super) fn rota(scene: &Scene) -> Value {
    let plan = saved(scene, YEAR);
    let is_first = plan["turns"][0]["held_on"] == format!("{YEAR}-03-15");
    let mut input = input(scene, YEAR, &plan["version"], if is_first { 16 } else { 15 });
    for (at, turn) in plan["turns"].as_array().expect("turns").iter().enumerate() {
        input["turns"][at]["leader_id"] = turn["leader"]["id"].clone();
    }
    input["reason"] = json!("与全会冲突");
    input
}

pub(super) fn swap(scene: &Scene) -> Value {
    let plan = saved(scene, YEAR);
    json!({ "year": YEAR, "version": plan["version"], "first": 3, "second": 4,
        "reason": "两位领导商定" })
}

pub(super) fn stand_in(scene: &Scene) -> Value {
    let plan = saved(scene, YEAR);
    let turn = &plan["turns"][0];
    let other = if turn["leader"]["id"] == json!(scene.sitting.leader) {
        &scene.sitting.deputy
    } else {
        &scene.sitting.leader
    };
    let next = if turn["stand_in"].is_null() { json!(other) } else { Value::Null };
    json!({ "year": YEAR, "version": plan["version"], "month": 3, "stand_in_id": next,
        "reason": "领导出差" })
}

pub(super) fn read_rota(scene: &Scene, _: &Value, _: &Value) -> Value {
    plan(scene, YEAR)
}

/// A month whose reception, where it had one, was cancelled.
pub(super) fn hold(scene: &Scene) -> Value {
    let plan = saved(scene, YEAR + 1);
    if let Some(id) = plan["turns"][0]["reception"]["id"].as_str() {
        let made: Value = scene.world.call("get_reception", json!({ "id": id }));
        let _off: Value = scene.world.call("cancel_reception", reasoned(&made, "改期"));
    }
    json!({ "year": YEAR + 1, "version": plan["version"], "month": 3, "title": fresh("接待日"),
        "series_number": 0 })
}

pub(super) fn announcement(scene: &Scene) -> Value {
    let mut input = planned(scene);
    input["held_on"] = json!("2026-10-21");
    let planned: Value = scene.world.call("save_reception", input);
    let notice: Value = scene.world.call("get_announcement", json!({ "id": planned["id"] }));
    let mut body = notice["body"].clone();
    for (key, text) in
        [("scope", "经营困难"), ("exclusions", "诉讼中的"), ("basis", "办法"), ("contact", "周敏")]
    {
        body[key] = json!(text);
    }
    json!({ "reception_id": planned["id"], "version": 0, "body": body })
}

pub(super) fn read_announcement(scene: &Scene, input: &Value, _: &Value) -> Value {
    scene.world.call("get_announcement", json!({ "id": input["reception_id"] }))
}

/// A service officer of an enterprise of its own.
pub(super) fn link(scene: &Scene) -> Value {
    let firm = scene.world.enterprise(&fresh("川江精密机械"), "");
    json!({
        "id": null, "version": 0, "kind": "service_officer", "enterprise_id": firm,
        "leader_id": null, "unit_id": scene.sitting.units[0], "officer": "罗示川",
        "phone": "0830-4290456", "from_on": "2026-01-05", "note": "政策保姆",
    })
}

fn linked(scene: &Scene) -> Value {
    scene.world.call("save_link", link(scene))
}

pub(super) fn end_link(scene: &Scene) -> Value {
    let mut input = reference(&linked(scene));
    input["until_on"] = json!("2026-06-30");
    input["reason"] = json!("分工调整");
    input
}

pub(super) fn void_link(scene: &Scene) -> Value {
    reasoned(&linked(scene), "登记有误")
}

pub(super) fn visit(scene: &Scene) -> Value {
    json!({
        "id": null, "version": 0, "link_id": linked(scene)["id"], "visited_on": "2026-03-05",
        "place": "厂区", "findings": "生产正常。", "requests": "希望修路",
    })
}

pub(super) fn void_visit(scene: &Scene) -> Value {
    let link: Value = scene.world.call("save_link_visit", visit(scene));
    reasoned(&link["visits"][0], "登记有误")
}

pub(super) fn read_links(scene: &Scene, _: &Value, _: &Value) -> Value {
    scene.world.call("list_links", json!({}))
}

pub(super) fn channel(scene: &Scene) -> Value {
    json!({
        "id": null, "version": 0, "topic": fresh("续贷"), "category": "financing",
        "unit_id": scene.sitting.units[0], "officer": "罗示川", "post": "科长",
        "phone": "0830-4290456", "limit_workdays": 3, "note": "带材料",
    })
}

pub(super) fn void_channel(scene: &Scene) -> Value {
    let made: Value = scene.world.call("save_channel", channel(scene));
    reasoned(&made, "职能调整")
}

pub(super) fn read_channels(scene: &Scene, _: &Value, _: &Value) -> Value {
    scene.world.call("list_channels", json!({}))
}

pub(super) fn supervisor(_: &Scene) -> Value {
    json!({
        "id": null, "version": 0, "name": fresh("邹"), "firm": "川江机械厂", "post": "总经理",
        "phone": "0830-4290456", "from_on": "2026-01-01", "until_on": null, "note": "第二届",
    })
}

pub(super) fn void_supervisor(scene: &Scene) -> Value {
    let made: Value = scene.world.call("save_supervisor", supervisor(scene));
    reasoned(&made, "换届")
}

pub(super) fn read_supervisors(scene: &Scene, _: &Value, _: &Value) -> Value {
    scene.world.call("list_supervisors", json!({}))
}
