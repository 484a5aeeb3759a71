//! The clock: extension and suspension move the due date, nothing else does.

use serde_json::{Value, json};

use super::case::Case;

fn extension(case: &Case, day: &str, override_reason: &str) -> Value {
    case.on_demand(json!({
        "made_on": day, "days": 10, "reason": "变压器到货延迟。", "done": "已完成勘查。",
        "is_enterprise_told": true, "unit_head": "周局长", "override_reason": override_reason,
    }))
}

fn grant(case: &Case, days: Option<u32>) -> Value {
    let input = json!({ "granted_days": days, "decided_by": "沈例成" });
    case.world.call("decide_extension", case.on_act("extension", input))
}

// Issued Wed 2026-09-23, 15 working days: due 2026-10-21 (scenario 6).
#[test]
fn s33_an_extension_asked_on_the_due_day_needs_a_leaders_reason() {
    let case = Case::received("2026-09-23 09:00", 0);
    case.world.set_time("2026-10-21 09:00");
    let faults = case.world.faults("ask_extension", extension(&case, "2026-10-21", ""));
    assert_eq!(faults[0].0, "override_reason");
    assert!(faults[0].1.contains("到期前至少 1 个工作日"), "{faults:?}");
    let asked: Value =
        case.world.call("ask_extension", extension(&case, "2026-10-21", "区长已口头同意。"));
    assert_eq!(asked["due_on"], "2026-10-21");
    let words = &asked["handling"]["acts"][0]["body"]["override_reason"];
    assert_eq!(*words, json!("区长已口头同意。"));
}

#[test]
fn s34_a_third_extension_is_blocked_and_other_ways_are_offered() {
    let case = Case::received("2026-09-23 09:00", 0);
    for due_on in ["2026-11-04", "2026-11-18"] {
        let _asked: Value = case.world.call("ask_extension", extension(&case, "2026-09-23", ""));
        let granted = grant(&case, Some(10));
        assert_eq!(granted["due_on"], due_on);
        assert_eq!(granted["original_due_on"], "2026-10-21");
    }
    let refused = case.world.refused("ask_extension", extension(&case, "2026-09-23", ""));
    assert!(refused.hint.contains("挂起") && refused.hint.contains("长期跟踪"), "{}", refused.hint);
}

#[test]
fn a_refused_extension_moves_nothing() {
    let case = Case::received("2026-09-23 09:00", 0);
    let _asked: Value = case.world.call("ask_extension", extension(&case, "2026-09-23", ""));
    let twice = case.world.refused("ask_extension", extension(&case, "2026-09-23", ""));
    assert_eq!(twice.hint, "还有一次延期申请没有批复，请先批复。");
    let decided = grant(&case, None);
    assert_eq!(decided["due_on"], "2026-10-21");
    assert_eq!(decided["handling"]["extension_count"], 0);
    assert_eq!(case.act("extension")["state"], "refused");
}

#[test]
fn s35_an_extended_demand_is_shown_against_both_dates() {
    let case = Case::received("2026-09-23 09:00", 0);
    let _asked: Value = case.world.call("ask_extension", extension(&case, "2026-09-23", ""));
    grant(&case, Some(5));
    case.world.set_time("2026-10-22 09:00");
    let done = case.complete("2026-10-22", "a");
    assert_eq!(done["original_due_on"], "2026-10-21");
    assert_eq!(done["handling"]["last_due_on"], "2026-10-28");
    assert_eq!(done["handling"]["completed_on"], "2026-10-22");
}

#[test]
fn s45_a_suspension_stops_the_clock_and_has_a_day_of_review() {
    let case = Case::received("2026-09-23 09:00", 0);
    case.world.set_time("2026-10-16 09:00");
    let input = |review: &str| {
        case.on_demand(json!({
            "reason": "等待法院判决。", "approved_by": "沈例成", "review_on": review,
        }))
    };
    let faults = case.world.faults("suspend_demand", input("2027-01-15"));
    assert_eq!(faults[0].0, "review_on");
    let paused: Value = case.world.call("suspend_demand", input("2026-12-01"));
    assert_eq!(paused["state"], "suspended");
    assert_eq!(paused["due_on"], Value::Null);
    assert_eq!((&paused["light"], &paused["remaining"]), (&json!("paused"), &json!("停计")));
    assert_eq!(paused["handling"]["review_on"], "2026-12-01");
    case.world.set_time("2026-11-02 09:00");
    let resumed = case.reason("resume_demand", "判决已生效。");
    // Three working days were left on 10-16, three are left again.
    assert_eq!(resumed["due_on"], "2026-11-05");
    assert_eq!(resumed["tasks"][0]["due_on"], "2026-11-05");
    assert_eq!(resumed["original_due_on"], "2026-10-21");
}

// The due date explains itself, whatever moved it: the sentence says so and the cells count it out.
#[test]
fn a_moved_due_date_is_explained_on_its_ruler() {
    let case = Case::received("2026-09-23 09:00", 1);
    let counted =
        |detail: &Value| detail["ruler"]["cells"].as_array().expect("cells").last().cloned();
    let _asked: Value = case.world.call("ask_extension", extension(&case, "2026-09-23", ""));
    let extended = grant(&case, Some(10));
    assert_eq!(extended["ruler"]["due"]["on"], extended["due_on"]);
    assert_eq!(counted(&extended).expect("a cell")["ordinal"], 25);
    let words = extended["ruler"]["sentence"].as_str().expect("a sentence").to_owned();
    assert!(words.contains("原到期10月21日；延期 10 个工作日至11月4日"), "{words}");

    let pause = json!({
        "reason": "等待批复。", "approved_by": "沈例成", "review_on": "2026-11-16",
    });
    case.world.set_time("2026-10-19 09:00");
    let paused: Value = case.world.call("suspend_demand", case.on_demand(pause));
    assert_eq!(paused["ruler"], Value::Null, "no date runs");
    case.world.set_time("2026-10-26 09:00");
    let resumed = case.reason("resume_demand", "已批复。");
    assert_eq!(resumed["due_on"], "2026-11-11");
    assert_eq!(resumed["ruler"]["due"]["on"], resumed["due_on"]);
    assert_eq!(counted(&resumed).expect("a cell")["ordinal"], 25, "no day is lost or won");
    let words = resumed["ruler"]["sentence"].as_str().expect("a sentence").to_owned();
    assert!(words.contains("10月19日起停计，10月26日恢复，顺延至11月11日"), "{words}");

    // Scenario 5: another unit takes it, the date and its reasons stand.
    let to = json!({
        "unit_id": case.sitting.units[2], "reason": "职责调整。", "decided_by": "沈例成",
    });
    let reassigned: Value = case.world.call("reassign_task", case.on_task(0, to));
    assert_eq!(reassigned["due_on"], resumed["due_on"]);
    assert_eq!(reassigned["ruler"], resumed["ruler"]);
    assert_eq!(reassigned["original_due_on"], "2026-10-21");
}

// What was granted under a slip that was voided says nothing of the next one, even on the same day.
#[test]
fn a_slip_issued_anew_begins_with_a_plain_limit() {
    let case = Case::received("2026-09-23 09:00", 0);
    let _asked: Value = case.world.call("ask_extension", extension(&case, "2026-09-23", ""));
    assert_eq!(grant(&case, Some(10))["due_on"], "2026-11-04");
    let _asked: Value = case.world.call("ask_extension", extension(&case, "2026-09-23", ""));
    let slip: Value = case.world.call("get_slip", json!({ "id": case.now()["slip_id"] }));
    let _void: Value = case.world.call("void_slip", crate::world::reasoned(&slip, "主办单位有误"));
    let free = case.now();
    let states: Vec<&Value> = free["handling"]["acts"]
        .as_array()
        .expect("acts")
        .iter()
        .map(|act| &act["state"])
        .collect();
    assert_eq!(states, ["lapsed", "lapsed"]);
    case.sitting.issued(&case.world, &[&free]);
    case.receipt(0);
    let again = case.now();
    assert_eq!(again["due_on"], "2026-10-21");
    assert_eq!(again["handling"]["extension_count"], 0);
    // The first act on it does not bring the old extension back.
    let asked: Value = case.world.call("ask_extension", extension(&case, "2026-09-23", ""));
    assert_eq!(asked["due_on"], "2026-10-21");
    assert_eq!(grant(&case, Some(1))["due_on"], "2026-10-22");
}

#[test]
fn each_task_has_its_light() {
    let case = Case::received("2026-09-23 09:00", 1);
    let lights = || {
        let read = case.now();
        let of = |role: &str| {
            let tasks = read["tasks"].as_array().expect("tasks");
            tasks.iter().find(|task| task["role"] == role).expect("a task")["light"].clone()
        };
        (of("lead"), of("assist"))
    };
    assert_eq!(lights(), (json!("none"), json!("none")));
    // The assisting unit has three working days (P7), the lead unit fifteen.
    case.world.set_time("2026-10-20 09:00");
    assert_eq!(lights(), (json!("yellow"), json!("red")));
    case.agree(1, "2026-10-20");
    assert_eq!(lights(), (json!("yellow"), json!("done")));
}
