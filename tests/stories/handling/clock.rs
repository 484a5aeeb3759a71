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
