//! 年度安排: the plan of the year, swaps, stand-ins, receptions made from it, and their notices.

use serde_json::{Value, json};
use usecases::ErrorCode;

use crate::world::{World, reception, reference};

/// Three leaders in their order, and the rule of a day of the month.
fn office() -> (World, [String; 3]) {
    let world = World::set_up();
    let mut ids = Vec::new();
    for (rank, (name, post)) in
        [("沈例成", "区长"), ("钟示平", "副区长"), ("何例舟", "统战部部长")].iter().enumerate()
    {
        let leader = json!({ "id": null, "version": 0, "name": name, "post": post,
            "rank": rank + 1, "phone": "", "is_active": true });
        ids.push(crate::world::id_of(&world.call("save_leader", leader)));
    }
    let ids = ids.try_into().expect("three");
    (world, ids)
}

fn proposed(world: &World, year: i32, day: u32) -> Value {
    let rule = json!({ "kind": "month_day", "day": day });
    world.call("propose_rota", json!({ "year": year, "rule": rule, "left_out": [] }))
}

/// Returns the input that saves a plan as it is.
fn input_of(plan: &Value, reason: &str) -> Value {
    let turns = plan["turns"].as_array().expect("turns").iter().map(|turn| {
        json!({ "month": turn["month"], "held_on": turn["held_on"],
            "leader_id": turn["leader"]["id"], "place": turn["place"] })
    });
    json!({
        "year": plan["year"], "version": plan["version"], "rule": plan["rule"],
        "starts": "09:00:00", "ends": "11:30:00", "place": "区政务中心",
        "turns": turns.collect::<Vec<_>>(), "reason": reason,
    })
}

fn saved(world: &World, year: i32, day: u32) -> Value {
    world.call("save_rota", input_of(&proposed(world, year, day), ""))
}

fn turn(plan: &Value, month: u32) -> &Value {
    let turns = plan["turns"].as_array().expect("turns");
    turns.iter().find(|turn| turn["month"] == month).expect("the month is planned")
}

fn hold(world: &World, plan: &Value, month: u32) -> Value {
    let input = json!({ "year": plan["year"], "version": plan["version"], "month": month,
        "title": format!("第{month}期民营企业接待日"), "series_number": month });
    world.call("hold_turn", input)
}

fn plan(world: &World, year: i32) -> Value {
    world.call("get_rota", json!({ "year": year }))
}

fn printed(world: &World, year: i32) -> Value {
    world.call("preview_roll", json!({ "of": "rota", "year": year }))
}

#[test]
fn s14_a_plan_on_the_first_moves_behind_the_holiday_with_its_notice() {
    let (world, _) = office();
    let plan = proposed(&world, 2026, 1);
    let october = turn(&plan, 10);
    assert_eq!(october["nominal_on"], "2026-10-01");
    assert_eq!(october["held_on"], "2026-10-08");
    assert_eq!(october["notice_due_on"], "2026-09-28");
    assert_eq!(october["is_provisional"], false);
    assert_eq!(plan["turns"].as_array().map(Vec::len), Some(12));
    assert_eq!(plan["rule_words"], "每月1日");
    assert_eq!(plan["version"], 0, "nothing is kept");
}

#[test]
fn s15_a_make_up_sunday_may_be_passed_over() {
    let (world, _) = office();
    let plan = proposed(&world, 2026, 1);
    assert_eq!(turn(&plan, 1)["held_on"], "2026-01-04");
    assert_eq!(turn(&plan, 1)["others"], json!(["2026-01-05"]));
    let mut input = input_of(&plan, "");
    input["turns"][0]["held_on"] = json!("2026-01-05");
    let saved: Value = world.call("save_rota", input);
    assert_eq!(turn(&saved, 1)["held_on"], "2026-01-05");
    assert_eq!(turn(&saved, 1)["others"], json!(["2026-01-04"]), "the way back is kept");
}

#[test]
fn leaders_take_turns_alike_and_one_can_be_left_out() {
    let (world, leaders) = office();
    let plan = proposed(&world, 2026, 15);
    assert_eq!(turn(&plan, 1)["leader"]["id"], json!(leaders[0]));
    let turns: Vec<i64> = plan["loads"]
        .as_array()
        .expect("loads")
        .iter()
        .map(|load| load["turns"].as_i64().expect("a count"))
        .collect();
    assert_eq!(turns, [4, 4, 4]);
    let input = json!({ "year": 2026, "rule": { "kind": "weekday", "nth": 2, "weekday": 5 },
        "left_out": [leaders[0]] });
    let plan: Value = world.call("propose_rota", input);
    assert_eq!(turn(&plan, 1)["held_on"], "2026-01-09");
    assert_eq!(turn(&plan, 1)["leader"]["id"], json!(leaders[1]));
    let nobody = json!({ "year": 2026, "rule": { "kind": "month_day", "day": 15 },
        "left_out": leaders });
    assert_eq!(world.faults("propose_rota", nobody)[0].0, "left_out");
}

#[test]
fn an_unpublished_year_is_provisional_and_takes_over_the_rule() {
    let (world, _) = office();
    saved(&world, 2026, 21);
    let next = plan(&world, 2027);
    assert_eq!(next["is_provisional"], true);
    assert_eq!(next["rule"]["day"], 21);
    assert_eq!(next["turns"], json!([]));
    let next = proposed(&world, 2027, 21);
    assert_eq!(turn(&next, 5)["is_provisional"], true);
}

// The stand-in presides and is counted; who was planned stays named.
#[test]
fn s16_a_stand_in_holds_it_and_both_names_stay() {
    let (world, leaders) = office();
    let plan = saved(&world, 2026, 21);
    let made = hold(&world, &plan, 10);
    let before = self::plan(&world, 2026);
    let october = turn(&before, 10).clone();
    let other = leaders.iter().find(|id| october["leader"]["id"] != json!(id)).expect("another");
    let input = json!({ "year": 2026, "version": before["version"], "month": 10,
        "stand_in_id": other, "reason": "领导到市里开会" });
    let after: Value = world.call("save_stand_in", input);
    let stood = turn(&after, 10);
    assert_eq!(stood["leader"], october["leader"]);
    assert_eq!(stood["stand_in"]["id"], json!(other));
    let load = |plan: &Value, id: &Value| {
        let loads = plan["loads"].as_array().expect("loads").clone();
        loads.iter().find(|load| load["leader"]["id"] == *id).expect("a load")["turns"].clone()
    };
    assert_eq!(load(&after, &october["leader"]["id"]), 3);
    assert_eq!(load(&after, &json!(other)), 5);
    let change = &after["changes"][0];
    assert_eq!((change["month"].clone(), change["kind"].clone()), (json!(10), json!("stand_in")));
    assert_eq!(change["reason"], "领导到市里开会");

    // The reception followed, and its list counts the stand-in.
    let reception: Value = world.call("get_reception", json!({ "id": made["id"] }));
    assert_eq!(reception["leader"], october["leader"]);
    assert_eq!(reception["stand_in"]["id"], json!(other));
    assert_eq!(reception["is_stand_in_presiding"], true);
    world.set_time("2026-10-21 09:00");
    let running: Value = world.call("start_reception", reference(&reception));
    let _held: Value = world.call("end_reception", reference(&running));
    let list: Value = world.call("list_receptions", json!({ "year": 2026, "query": "" }));
    assert_eq!(list["stand_ins"], 1);
    // Who held it is history now.
    let now = self::plan(&world, 2026);
    let input = json!({ "year": 2026, "version": now["version"], "month": 10,
        "stand_in_id": null, "reason": "又能到场" });
    let refused = world.refused("save_stand_in", input);
    assert_eq!(refused.code, ErrorCode::PreconditionFailed);
}

#[test]
fn s17_two_leaders_swap_and_the_printed_rota_agrees_with_its_history() {
    let (world, _) = office();
    let before = saved(&world, 2026, 21);
    let made = hold(&world, &before, 11);
    let before = plan(&world, 2026);
    let swap = json!({ "year": 2026, "version": before["version"], "first": 11, "second": 12,
        "reason": "招商出差" });
    let after: Value = world.call("swap_turns", swap.clone());
    assert_eq!(turn(&after, 11)["leader"], turn(&before, 12)["leader"]);
    assert_eq!(turn(&after, 12)["leader"], turn(&before, 11)["leader"]);
    assert_eq!(turn(&after, 11)["held_on"], turn(&before, 11)["held_on"]);
    let reception: Value = world.call("get_reception", json!({ "id": made["id"] }));
    assert_eq!(reception["leader"], turn(&after, 11)["leader"]);
    let words: Vec<String> = after["changes"]
        .as_array()
        .expect("changes")
        .iter()
        .map(|one| format!("{}{}→{}", one["month"], one["before"], one["after"]))
        .collect();
    let [eleven, twelve] = [11, 12].map(|month| {
        let name = |plan: &Value| turn(plan, month)["leader"]["name"].clone();
        let day = turn(&after, month)["held_on"].as_str().expect("a day")[8..].to_owned();
        let told = |plan: &Value| {
            json!(format!("{month}月{day}日 {}", name(plan).as_str().unwrap_or_default()))
        };
        format!("{month}{}→{}", told(&before), told(&after))
    });
    assert_eq!(words, [eleven, twelve]);
    assert_eq!(after["changes"][0]["made_by"], after["changes"][1]["made_by"]);
    // The version she read is the one she swaps.
    assert_eq!(world.refused("swap_turns", swap).code, ErrorCode::Conflict);
    let paper = printed(&world, 2026);
    assert_eq!(paper["missing_glyphs"], json!([]));
    assert!(!paper["pages"].as_array().expect("pages").is_empty());
}

#[test]
fn a_saved_plan_is_changed_for_a_reason_and_a_made_reception_at_itself() {
    let (world, leaders) = office();
    let plan = saved(&world, 2026, 21);
    let made = hold(&world, &plan, 10);
    let plan = self::plan(&world, 2026);
    assert_eq!(turn(&plan, 10)["reception"]["id"], made["id"]);
    let again = json!({ "year": 2026, "version": plan["version"], "month": 10,
        "title": "再建", "series_number": 0 });
    assert_eq!(world.refused("hold_turn", again).code, ErrorCode::PreconditionFailed);

    let mut input = input_of(&plan, "");
    input["turns"][10]["held_on"] = json!("2026-11-25");
    assert_eq!(world.faults("save_rota", input.clone())[0].0, "reason");
    input["reason"] = json!("与全会冲突");
    let mut moved = input.clone();
    moved["turns"][9]["held_on"] = json!("2026-10-22");
    assert_eq!(world.faults("save_rota", moved)[0].0, "turns.9.held_on");
    let mut twice = input.clone();
    twice["turns"][11]["held_on"] = json!("2026-11-25");
    assert_eq!(world.faults("save_rota", twice)[0].0, "turns.11.held_on");
    let plan: Value = world.call("save_rota", input);
    assert_eq!(plan["changes"][0]["kind"], "replan");
    assert_eq!(plan["changes"][0]["reason"], "与全会冲突");

    // A month taken out keeps its history, and comes back.
    let mut input = input_of(&plan, "汛期不办");
    input["turns"].as_array_mut().expect("turns").remove(6);
    let plan: Value = world.call("save_rota", input);
    assert_eq!(plan["turns"].as_array().map(Vec::len), Some(11));
    assert_eq!(plan["changes"][1]["after"], "不安排");

    // What is changed at the reception is told in the rota.
    let detail: Value = world.call("get_reception", json!({ "id": made["id"] }));
    let mut input = reception(&leaders[2]);
    input["id"] = detail["id"].clone();
    input["version"] = detail["version"].clone();
    input["held_on"] = json!("2026-10-23");
    let _saved: Value = world.call("save_reception", input);
    let plan = self::plan(&world, 2026);
    assert_eq!(turn(&plan, 10)["held_on"], "2026-10-23");
    assert_eq!(turn(&plan, 10)["leader"]["id"], json!(leaders[2]));
    assert_eq!(plan["changes"][2]["reason"], "在接待活动中改动");
    let proof: Value = world.call("verify_journal", json!({ "job": "verify" }));
    assert_eq!(proof["fault"], Value::Null);
}

#[test]
fn a_plan_made_in_the_midst_of_the_year_takes_over_what_was_held() {
    let (world, leaders) = office();
    let made: Value = world.call("save_reception", reception(&leaders[1]));
    let plan = saved(&world, 2026, 21);
    let september = turn(&plan, 9);
    assert_eq!(september["held_on"], "2026-09-23");
    assert_eq!(september["leader"]["id"], json!(leaders[1]));
    assert_eq!(september["reception"]["id"], made["id"]);
}

#[test]
fn the_notice_goes_out_in_time_and_is_issued_anew_after_a_change() {
    let (world, leaders) = office();
    let plan = saved(&world, 2026, 1);
    let made = hold(&world, &plan, 10);
    assert_eq!(made["notice_due_on"], "2026-09-28");
    world.set_time("2026-09-28 09:00");
    let waiting = |world: &World| {
        let home: Value = world.call("get_home", json!({}));
        let groups = home["groups"].as_array().expect("groups").clone();
        let items = groups.iter().flat_map(|group| group["items"].as_array().expect("items"));
        items.filter(|item| item["act"] == "issue_announcement").count()
    };
    assert_eq!(waiting(&world), 1);
    let notice: Value = world.call("get_announcement", json!({ "id": made["id"] }));
    assert_eq!(
        (notice["due_on"].clone(), notice["version"].clone()),
        (json!("2026-09-28"), json!(0))
    );
    assert_eq!(notice["body"]["enrol_until_on"], "2026-09-30");
    let id = json!({ "id": made["id"] });
    assert_eq!(world.refused("preview_announced", id.clone()).code, ErrorCode::PreconditionFailed);
    let mut issue = json!({ "reception_id": made["id"], "version": 0, "body": notice["body"] });
    let mut late = issue.clone();
    late["body"]["enrol_until_on"] = json!("2026-10-09");
    assert_eq!(world.faults("issue_announcement", late)[0].0, "body.enrol_until_on");
    let draft: Value = world.call("preview_announcement", issue.clone());
    assert_eq!(draft["missing_glyphs"], json!([]));
    let issued: Value = world.call("issue_announcement", issue.clone());
    assert_eq!(issued["issued_on"], "2026-09-28");
    assert_eq!(issued["is_outdated"], false);
    assert_eq!(waiting(&world), 0);
    let print = json!({ "reception_id": made["id"], "is_counted": true, "path": null, "job": "p" });
    let paper: Value = world.call("print_announcement", print);
    assert_eq!(paper["pages"], 1);

    // Another leader: what went out is no longer right.
    let now = self::plan(&world, 2026);
    let october = turn(&now, 10);
    assert_eq!(october["reception"]["announced_on"], "2026-09-28");
    let other = leaders.iter().find(|id| october["leader"]["id"] != json!(id)).expect("another");
    let input = json!({ "year": 2026, "version": now["version"], "month": 10,
        "stand_in_id": other, "reason": "领导出差" });
    let _plan: Value = world.call("save_stand_in", input);
    let stale: Value = world.call("get_announcement", id);
    assert_eq!(stale["is_outdated"], true);
    assert_eq!(stale["print_count"], 1);
    issue["version"] = stale["version"].clone();
    let anew: Value = world.call("issue_announcement", issue);
    assert_eq!((anew["version"].clone(), anew["is_outdated"].clone()), (json!(2), json!(false)));
    assert_eq!(anew["print_count"], 0);
}
