//! Objections and re-assignment.

use serde_json::{Value, json};

use super::case::Case;

fn objection(case: &Case, day: &str, override_reason: &str) -> Value {
    case.on_task(
        0,
        json!({
            "made_on": day, "ground": "线路产权属物业公司。", "basis": "三定规定第五条",
            "suggested_unit_id": case.sitting.units[2], "override_reason": override_reason,
        }),
    )
}

fn rule(case: &Case, unit: Option<&str>) -> Value {
    let input = json!({
        "unit_id": unit, "ruling": "按职责裁定。", "ruled_by": "沈例成",
    });
    case.world.call("rule_objection", case.on_act("objection", input))
}

#[test]
fn s31_an_objection_is_taken_on_day_one_and_later_only_by_override() {
    let case = Case::issued("2026-09-24 09:00", 0);
    case.world.set_time("2026-09-29 09:00");
    let faults = case.world.faults("raise_objection", objection(&case, "2026-09-29", ""));
    assert_eq!(faults[0].0, "override_reason");
    case.world.set_time("2026-09-28 09:00");
    let objected: Value = case.world.call("raise_objection", objection(&case, "2026-09-28", ""));
    assert_eq!(objected["state"], "disputed");
    assert_eq!(objected["due_on"], objected["original_due_on"], "the clock keeps running");
    let ruled = rule(&case, None);
    assert_eq!(ruled["state"], "awaiting_receipt");
    assert_eq!(case.act("objection")["state"], "refused");
}

#[test]
fn s32_a_second_objection_in_the_same_round_is_blocked() {
    let case = Case::issued("2026-09-23 09:00", 0);
    let _objected: Value = case.world.call("raise_objection", objection(&case, "2026-09-23", ""));
    rule(&case, None);
    let refused = case.world.refused("raise_objection", objection(&case, "2026-09-23", "再次提出"));
    assert_eq!(refused.hint, "“川江供电公司”本轮已提过异议，已有裁定，不能再提。");
}

#[test]
fn an_upheld_objection_gives_the_task_to_another_unit() {
    let case = Case::issued("2026-09-23 09:00", 0);
    let _objected: Value = case.world.call("raise_objection", objection(&case, "2026-09-23", ""));
    let ruled = rule(&case, Some(&case.sitting.units[2]));
    assert_eq!(ruled["state"], "awaiting_receipt");
    assert_eq!(ruled["fields"]["lead_unit_name"], "城北街道办事处");
    assert_eq!(case.task(0)["state"], "recalled");
    assert_eq!(case.task(2)["state"], "awaiting_receipt");
    case.receipt(2);
    assert_eq!(case.now()["state"], "in_progress");
}

#[test]
fn s05_a_leader_reassigns_after_receipt_and_the_due_date_stays() {
    let case = Case::received("2026-09-23 09:00", 1);
    let input = case.on_task(
        0,
        json!({
            "unit_id": case.sitting.units[2], "reason": "职责调整。", "decided_by": "沈例成",
        }),
    );
    let moved: Value = case.world.call("reassign_task", input);
    assert_eq!(moved["state"], "awaiting_receipt");
    assert_eq!(case.task(0)["state"], "recalled");
    let task = case.task(2);
    assert_eq!((&task["role"], &task["state"]), (&json!("lead"), &json!("awaiting_receipt")));
    assert_eq!(moved["original_due_on"], "2026-10-21");
    assert_eq!(moved["due_on"], "2026-10-21");
    let assisting = case.on_task(
        1,
        json!({
            "unit_id": case.sitting.units[2], "reason": "同上。", "decided_by": "沈例成",
        }),
    );
    let faults = case.world.faults("reassign_task", assisting);
    assert_eq!(faults[0].1, "“城北街道办事处”已在承办这条诉求，请选别的单位。");
}

/// Its day to object runs from the day it was given the task; back at a unit that had it before it
/// is another round.
#[test]
fn a_unit_that_was_given_the_task_later_objects_from_then_on() {
    let case = Case::received("2026-09-23 09:00", 0);
    let units = &case.sitting.units;
    let hand_to = |from: usize, to: usize| -> Value {
        let input = json!({
            "unit_id": units[to], "reason": "职责调整。", "decided_by": "沈例成",
        });
        case.world.call("reassign_task", case.on_task(from, input))
    };
    case.world.set_time("2026-10-09 09:00");
    hand_to(0, 2);
    let early = case.on_task(
        2,
        json!({
            "received_by": "罗示川", "post": "", "way": "in_person",
            "received_at": "2026-10-08T02:00:00Z",
        }),
    );
    let faults = case.world.faults("register_receipt", early);
    assert_eq!(faults[0].1, "签收时间不能早于签发或改派日期。");
    let objection = case.on_task(
        2,
        json!({
            "made_on": "2026-10-09", "ground": "不是本单位职责。", "basis": "职能配置规定",
            "suggested_unit_id": null, "override_reason": "",
        }),
    );
    let raised: Value = case.world.call("raise_objection", objection);
    assert_eq!(raised["state"], "disputed");
    let ruling = json!({ "unit_id": units[0], "ruling": "由原单位办理。", "ruled_by": "沈例成" });
    let input = case.on_act("objection", ruling);
    let ruled: Value = case.world.call("rule_objection", input);
    assert_eq!(ruled["state"], "awaiting_receipt");
    assert_eq!(case.task(0)["state"], "awaiting_receipt");
}
