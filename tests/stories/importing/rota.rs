//! A year's plan kept as a table before.

use serde_json::{Value, json};

use super::{Desk, faults};
use crate::world::{World, reasoned};

const PLAN: &str = "2027年民营企业接待日轮值表\n\
    月份,日期,接待领导,职务,替补,地点\n\
    1月,15日,沈 例成,区长,,区政务中心三楼\n\
    2月,22日（周一）,李卫东,部长,沈例成,区政务中心三楼\n\
    三月,2027.3.15,副区长 白露,,,\n\
    4月,15日,白露,副区长,,沱江街道\n\
    合计,4,,,,\n";

fn desk(text: &str) -> (Desk, Value) {
    let desk = Desk { world: World::at("2026-11-23 09:00") };
    desk.world.save_settings();
    desk.world.leader("沈例成", "区长");
    desk.world.leader("李卫东", "部长");
    let path = desk.path("轮值表.csv");
    std::fs::write(&path, text).expect("a table");
    let plan = desk.plan(&path, "rota");
    (desk, plan)
}

fn rota(desk: &Desk) -> Value {
    desk.world.call("get_rota", json!({ "year": 2027 }))
}

fn turns(rota: &Value) -> Vec<String> {
    let turns = rota["turns"].as_array().expect("turns").iter();
    turns
        .map(|turn| {
            let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            let stand_in = word(&turn["stand_in"]["name"]);
            let (held_on, leader) = (word(&turn["held_on"]), word(&turn["leader"]["name"]));
            format!("{} {held_on} {leader} {stand_in} {}", turn["month"], word(&turn["place"]))
        })
        .collect()
}

#[test]
fn a_years_plan_is_taken_over_with_its_leaders_and_back_again() {
    let (desk, plan) = desk(PLAN);
    let seen = desk.preview(&plan);
    assert_eq!(seen["good"], 4, "{:#?}", faults(&seen));
    assert_eq!((&seen["refused"], &seen["skipped"]), (&json!(0), &json!(1)));
    assert_eq!(seen["new_leaders"], json!(["副区长 白露"]), "once, however often she is named");
    assert_eq!((&seen["from"], &seen["to"]), (&json!("2027-01-15"), &json!("2027-04-15")));
    assert_eq!(rota(&desk)["version"], 0, "seen is not saved");

    let done = desk.accept(&plan);
    assert_eq!((&done["import"]["rows"], &done["new_leaders"]), (&json!(4), &json!(1)));
    let saved = rota(&desk);
    let told = [
        "1 2027-01-15 沈例成  区政务中心三楼",
        "2 2027-02-22 李卫东 沈例成 区政务中心三楼",
        "3 2027-03-15 白露  区政务中心三楼",
        "4 2027-04-15 白露  沱江街道",
    ];
    assert_eq!(turns(&saved), told);
    assert_eq!((&saved["rule_words"], &saved["version"]), (&json!("每月15日"), &json!(1)));
    let again = desk.preview(&plan);
    assert_eq!((&again["good"], &again["known"]), (&json!(0), &json!(4)));

    let undone: Value = desk.world.call("undo_import", reasoned(&done["import"], "导错了文件"));
    assert_eq!(undone["retired"], 1, "the leader it had brought");
    let out = rota(&desk);
    assert_eq!(turns(&out), [""; 0]);
    assert_eq!(out["changes"].as_array().map(Vec::len), Some(4));
    assert_eq!(out["changes"][0]["reason"], "撤销导入：导错了文件");

    let back = desk.accept(&plan);
    assert_eq!(back["new_leaders"], 0, "she is taken into office again");
    assert_eq!(turns(&rota(&desk)), told);
}

#[test]
fn a_plan_that_was_changed_since_is_not_taken_back() {
    let (desk, plan) = desk(PLAN);
    let done = desk.accept(&plan);
    let version = rota(&desk)["version"].clone();
    let swap =
        json!({ "year": 2027, "version": version, "first": 1, "second": 2, "reason": "出差" });
    let _swapped: Value = desk.world.call("swap_turns", swap);
    let hint = desk.world.refused("undo_import", reasoned(&done["import"], "导错了")).hint;
    assert_eq!(hint, "2027年安排导入后改过，不能整批撤销。请在年度安排里改。");
}

#[test]
fn what_cannot_be_planned_is_told_at_its_cell() {
    let (desk, plan) = desk(
        "2027年轮值表\n日期,接待领导,职务,替补\n\
         1月15日,沈例成,,\n1月20日,李卫东,,\n3月,李卫东,,\n4月15日,,,\n5月15日,白露,,\n\
         6月15日,沈例成,,沈例成\n1月15日,李卫东,,\n",
    );
    let seen = desk.only(&plan, "refused");
    assert_eq!(
        faults(&seen),
        [
            "5 0 “3月”没有写哪一天，请写成 2027年3月15日 这样。",
            "6 1 请填写这一项。",
            "7 1 领导名录里没有“白露”。写上职务，就会登记进名录。",
            "8 3 替补与接待领导是同一位，请核对。",
            "9 0 第 3 行已是 2027-01-15，一天只排一次。",
        ]
    );
    let told: Vec<&Value> =
        seen["rows"].as_array().expect("rows").iter().map(|row| &row["reason"]).collect();
    assert_eq!(told[0], "月份：第 3 行已是 2027年1月，每个月只安排一次。");
}
