//! 共性问题: what several enterprises asked becomes one matter.

use serde_json::{Value, json};

use super::registered;
use crate::world::{World, id_of, reasoned};

/// Three enterprises that lack hands and one that lacks something else.
fn asked(world: &World) -> Vec<Value> {
    let firms: Vec<String> = ["甲机械", "乙纺织", "丙食品"]
        .iter()
        .map(|short| world.enterprise(&format!("川江{short}有限公司"), short))
        .collect();
    vec![
        registered(world, &firms[0], "生产线招工难", "缺口八十名普工，招不到人。", "open"),
        registered(world, &firms[1], "车间招工难缺普工", "普工招不到，缺口三十人。", "anonymous"),
        registered(world, &firms[2], "普工招工难", "生产线缺人，招不到普工。", "open"),
        registered(world, &firms[0], "增值税留抵退税慢", "申请五个月没有到账。", "open"),
    ]
}

fn issue(demands: &[&Value], unit: &str) -> Value {
    let ids: Vec<String> = demands.iter().map(|demand| id_of(demand)).collect();
    json!({
        "id": null, "version": 0, "name": "普工招工难", "manifestation": "多家企业缺普工。",
        "cause": "本地劳动力外流。", "unit_ids": [unit], "measure": "每季度办一次专场招聘。",
        "limit_on": "2026-12-31", "demand_ids": ids,
    })
}

fn proposals(world: &World) -> Vec<Value> {
    let found: Value = world.call("propose_issues", json!({}));
    found["proposals"].as_array().expect("proposals").clone()
}

#[test]
fn three_enterprises_with_one_problem_are_proposed_until_an_issue_holds_them() {
    let world = World::set_up();
    let demands = asked(&world);
    let unit = world.unit("川江区人力资源和社会保障局", "区人社局");
    let found = proposals(&world);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0]["firms"], 3);
    assert!(found[0]["name"].as_str().expect("a name").contains("招工"), "{found:#?}");
    assert!(!found[0].to_string().contains("乙纺织"), "the hidden one stays hidden");

    let made: Value =
        world.call("save_issue", issue(&[&demands[0], &demands[1], &demands[2]], &unit));
    assert_eq!((&made["firms"], &made["state"]), (&json!(3), &json!("handling")));
    assert_eq!(proposals(&world), Vec::<Value>::new());
    let page: Value = world.call("list_similar", json!({ "id": demands[1]["id"] }));
    assert_eq!(page["issues"][0]["name"], "普工招工难");

    // A year later nobody speaks of them any more.
    let void: Value = world.call("void_issue", reasoned(&made, "重复登记"));
    assert_eq!(void, json!({}));
    world.set_time("2027-10-08 09:00");
    assert_eq!(proposals(&world), Vec::<Value>::new());
}

#[test]
fn links_are_taken_back_and_every_change_stands_in_the_journal() {
    let world = World::set_up();
    let demands = asked(&world);
    let unit = world.unit("川江区人力资源和社会保障局", "区人社局");
    let one = issue(&[&demands[0]], &unit);
    let faults = world.faults("save_issue", one);
    assert_eq!(faults[0].0, "demand_ids");
    let twice = issue(&[&demands[0], &demands[0]], &unit);
    assert_eq!(world.faults("save_issue", twice)[0].0, "demand_ids");

    let made: Value =
        world.call("save_issue", issue(&[&demands[0], &demands[1], &demands[2]], &unit));
    let mut less = issue(&[&demands[0], &demands[2]], &unit);
    less["id"] = made["id"].clone();
    less["version"] = made["version"].clone();
    let changed: Value = world.call("save_issue", less.clone());
    assert_eq!(changed["firms"], 2);
    // What somebody else changed is not overwritten.
    let stale = world.refused("save_issue", less);
    assert_eq!(stale.code, usecases::ErrorCode::Conflict);
    let mut again = issue(&[&demands[0], &demands[2], &demands[1]], &unit);
    again["id"] = changed["id"].clone();
    again["version"] = changed["version"].clone();
    let again: Value = world.call("save_issue", again);
    assert_eq!(again["firms"], 3);

    // A demand that becomes void is no longer counted; its link stays written.
    let void =
        json!({ "id": demands[2]["id"], "version": demands[2]["version"], "reason": "误记" });
    let _void: Value = world.call("void_demand", void);
    let list: Value = world.call("list_issues", json!({}));
    assert_eq!(list["issues"][0]["firms"], 2);
    assert_eq!(list["issues"][0]["demands"].as_array().map(Vec::len), Some(2));
    let proof: Value = world.call("verify_journal", json!({ "job": "j" }));
    assert!(proof["break_at"].is_null(), "{proof}");
}

#[test]
fn a_matter_goes_on_as_a_motion_and_every_demand_links_back() {
    let world = World::set_up();
    let demands = asked(&world);
    let unit = world.unit("川江区人力资源和社会保障局", "区人社局");
    let made: Value = world.call("save_issue", issue(&[&demands[0], &demands[2]], &unit));
    let hand_in = |of: &Value, answer: &str| {
        json!({
            "id": of["id"], "version": of["version"], "kind": "motion", "number": "第31号",
            "handed_on": "2026-09-23", "handed_to": "区政协十一届六次会议", "answer": answer,
        })
    };
    let mut late = hand_in(&made, "");
    late["handed_on"] = json!("2026-09-24");
    assert_eq!(world.faults("hand_in_issue", late)[0].0, "handed_on");
    let handed: Value = world.call("hand_in_issue", hand_in(&made, ""));
    assert_eq!(handed["state"], "handed_in");
    let answered: Value = world.call("hand_in_issue", hand_in(&handed, "已列入明年计划。"));
    for demand in [&demands[0], &demands[2]] {
        let page: Value = world.call("list_similar", json!({ "id": demand["id"] }));
        let proposal = &page["issues"][0]["proposal"];
        assert_eq!(proposal["number"], "第31号");
        assert_eq!(proposal["answer"], "已列入明年计划。");
    }
    let settle = json!({
        "id": answered["id"], "version": answered["version"], "result": "三场招聘，到岗百人。",
    });
    let solved: Value = world.call("settle_issue", settle.clone());
    assert_eq!(solved["state"], "solved");
    let mut twice = settle;
    twice["version"] = solved["version"].clone();
    let refused = world.refused("settle_issue", twice);
    assert_eq!(refused.code, usecases::ErrorCode::PreconditionFailed);
    let open: Value = world.call("reopen_issue", reasoned(&solved, "又有企业反映"));
    assert_eq!(open["state"], "handling");
    assert_eq!(open["proposal"]["number"], "第31号", "what was handed in stays written");
}
