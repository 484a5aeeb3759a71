//! 联系 and 快捷通道: who looks after whom, visits, and the directory of fast lanes.

use serde_json::{Value, json};
use usecases::ErrorCode;

use crate::world::{World, reasoned};

fn link(leader: &str, firm: &str) -> Value {
    json!({
        "id": null, "version": 0, "kind": "leader", "enterprise_id": firm, "leader_id": leader,
        "unit_id": null, "officer": "", "phone": "", "from_on": "2026-01-05", "note": "",
    })
}

fn visit(link: &Value, on: &str) -> Value {
    json!({
        "id": null, "version": 0, "link_id": link["id"], "visited_on": on, "place": "厂区",
        "findings": "生产正常。", "requests": "希望修路",
    })
}

#[test]
fn s55_a_link_that_ended_mid_year_keeps_its_history() {
    let world = World::set_up();
    let (leader, other) = (world.leader("何例舟", "副区长"), world.leader("单晓明", "区长"));
    let firm = world.enterprise("川江精密机械有限公司", "精密机械");
    let second = world.enterprise("川江沱湾冷链物流有限公司", "沱湾冷链");
    let made: Value = world.call("save_link", link(&leader, &firm));
    // Many to many.
    let _also: Value = world.call("save_link", link(&leader, &second));
    let _too: Value = world.call("save_link", link(&other, &firm));
    assert_eq!(world.faults("save_link", link(&leader, &firm))[0].0, "leader_id");
    let visited: Value = world.call("save_link_visit", visit(&made, "2026-03-05"));
    assert_eq!(visited["visits"][0]["findings"], "生产正常。");
    assert_eq!(world.faults("save_link_visit", visit(&made, "2026-09-24"))[0].0, "visited_on");

    let end = json!({ "id": made["id"], "version": made["version"], "until_on": "2026-06-30",
        "reason": "分工调整" });
    let ended: Value = world.call("end_link", end.clone());
    assert_eq!(ended["is_standing"], false);
    assert_eq!(ended["visits"].as_array().map(Vec::len), Some(1));
    assert_eq!(world.refused("end_link", end).code, ErrorCode::Conflict);
    assert_eq!(world.faults("save_link_visit", visit(&made, "2026-07-01"))[0].0, "visited_on");
    let list: Value = world.call("list_links", json!({ "enterprise_id": firm }));
    let links = list["links"].as_array().expect("links");
    assert_eq!(links.len(), 2, "what has ended stays");
    assert_eq!(links[1]["end_reason"], "分工调整");
    let of_leader: Value = world.call("list_links", json!({ "leader_id": leader }));
    assert_eq!(of_leader["links"].as_array().map(Vec::len), Some(2));

    // Anew after the end, not before it.
    let mut again = link(&leader, &firm);
    assert_eq!(world.faults("save_link", again.clone())[0].0, "leader_id");
    again["from_on"] = json!("2026-07-01");
    let _again: Value = world.call("save_link", again);
    let paper: Value = world.call("preview_roll", json!({ "of": "links" }));
    assert_eq!(paper["missing_glyphs"], json!([]));
}

#[test]
fn a_service_officer_serves_for_a_unit_and_what_was_wrong_is_void() {
    let world = World::set_up();
    let unit = world.unit("区金融工作服务中心", "区金融中心");
    let firm = world.enterprise("川江精密机械有限公司", "精密机械");
    let mut input = link("", &firm);
    input["kind"] = json!("service_officer");
    input["leader_id"] = Value::Null;
    let fields: Vec<String> =
        world.faults("save_link", input.clone()).into_iter().map(|fault| fault.0).collect();
    assert_eq!(fields, ["officer", "unit_id"]);
    input["officer"] = json!("罗示川");
    input["unit_id"] = json!(unit);
    let made: Value = world.call("save_link", input);
    assert_eq!(made["unit_name"], "区金融工作服务中心");
    let visited: Value = world.call("save_link_visit", visit(&made, "2026-03-05"));
    let void: Value = world.call("void_link_visit", reasoned(&visited["visits"][0], "记错了"));
    assert_eq!(void["visits"], json!([]));
    let _void: Value = world.call("void_link", reasoned(&made, "记错了"));
    let list: Value = world.call("list_links", json!({}));
    assert_eq!(list["links"], json!([]));
    let refused = world.refused("preview_roll", json!({ "of": "links" }));
    assert_eq!(refused.code, ErrorCode::PreconditionFailed);
}

#[test]
fn a_fast_lane_names_unit_officer_telephone_and_a_shorter_limit() {
    let world = World::set_up();
    let unit = world.unit("区金融工作服务中心", "区金融中心");
    let lane = json!({
        "id": null, "version": 0, "topic": "企业续贷", "category": "financing", "unit_id": unit,
        "officer": "罗示川", "post": "科长", "phone": "0830-4290456", "limit_workdays": 3,
        "note": "",
    });
    let mut bad = lane.clone();
    bad["phone"] = json!("");
    bad["limit_workdays"] = json!(0);
    let fields: Vec<String> =
        world.faults("save_channel", bad).into_iter().map(|fault| fault.0).collect();
    assert_eq!(fields, ["limit_workdays", "phone"]);
    let made: Value = world.call("save_channel", lane.clone());
    assert_eq!(world.faults("save_channel", lane)[0].0, "topic");
    let found = |query: Value| -> usize {
        let list: Value = world.call("list_channels", query);
        list["channels"].as_array().expect("channels").len()
    };
    assert_eq!(found(json!({ "query": "xd" })), 1, "by initials");
    assert_eq!(found(json!({ "category": "financing" })), 1);
    assert_eq!(found(json!({ "category": "land" })), 0);
    let paper: Value = world.call("preview_roll", json!({ "of": "channels" }));
    assert_eq!(paper["missing_glyphs"], json!([]));
    let print = json!({ "roll": { "of": "channels" }, "path": null, "job": "print" });
    let printed: Value = world.call("print_roll", print);
    assert_eq!(printed["pages"], 1);
    let _void: Value = world.call("void_channel", reasoned(&made, "职能调整"));
    assert_eq!(found(json!({})), 0);
}
