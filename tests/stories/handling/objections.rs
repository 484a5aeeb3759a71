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
