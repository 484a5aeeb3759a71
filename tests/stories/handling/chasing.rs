//! Lights and the ladder of papers.

use serde_json::{Value, json};

use super::case::{Case, reasons};
use crate::world::World;

fn chase(case: &Case) -> Value {
    case.world.call(
        "chase_demands",
        json!({
            "ids": [case.id], "rung": null, "requirement": "请说明原因并限期办结。",
            "answer_workdays": 3, "signer": "李卫东",
        }),
    )
}

fn supervision(case: &Case) -> Value {
    let query = json!({ "unit_id": null, "lead_leader_id": null, "order": "light", "limit": 50, "offset": 0 });
    let board: Value = case.world.call("list_supervision", query);
    // The count beside the screen's name is the screen's own.
    let status: Value = case.world.call("get_status", json!({}));
    assert_eq!(status["overdue_demands"], board["red_total"]);
    // One unit leads here, so its lights are all lights, though they are counted another way.
    let unit = &case.sitting.units[0];
    let query = json!({ "unit_id": unit, "lead_leader_id": null, "order": "light", "limit": 50, "offset": 0 });
    let of_unit: Value = case.world.call("list_supervision", query);
    for total in ["red_total", "yellow_total", "blue_total"] {
        assert_eq!(of_unit[total], board[total], "{total}");
    }
    board
}

// Issued 2026-09-23, due 2026-10-21.
#[test]
fn s36_yellow_then_red_with_the_reminder_ready() {
    let case = Case::received("2026-09-23 09:00", 0);
    case.world.set_time("2026-10-20 09:00");
    let board = supervision(&case);
    assert_eq!((&board["yellow_total"], &board["red_total"]), (&json!(1), &json!(0)));
    assert_eq!(board["rows"][0]["chase_due"], Value::Null);
    assert_eq!(reasons(&chase(&case)), ["还没有逾期，不用催办。"]);
    case.world.set_time("2026-10-22 09:00");
    let board = supervision(&case);
    assert_eq!(board["red_total"], 1);
    let row = &board["rows"][0];
    assert_eq!(
        (&row["chase_due"], &row["remaining"]),
        (&json!("reminder"), &json!("逾期 1 个工作日"))
    );
    assert_eq!(board["units"][0]["red"], 1);
    let sent = chase(&case);
    assert_eq!(sent["done"].as_array().map(Vec::len), Some(1));
    let act = case.act("chase");
    assert_eq!((&act["body"]["rung"], &act["body"]["overdue"]), (&json!("reminder"), &json!(1)));
    assert_eq!(act["body"]["answer_by"], "2026-10-27");
}

#[test]
fn s37_overdue_across_national_day_counts_working_days_only() {
    let case = Case::received("2026-09-08 09:00", 0);
    assert_eq!(case.now()["due_on"], "2026-09-29");
    case.world.set_time("2026-10-08 09:00");
    assert_eq!(supervision(&case)["rows"][0]["remaining"], "逾期 2 个工作日");
}

#[test]
fn s38_five_working_days_after_the_reminder_the_letter_is_due_with_copies() {
    let case = Case::received("2026-09-23 09:00", 0);
    case.world.set_time("2026-10-22 09:00");
    chase(&case);
    assert_eq!(reasons(&chase(&case)), ["已经催办，回复期未过，今天不用再发。"]);
    case.world.set_time("2026-10-29 09:00");
    assert_eq!(supervision(&case)["rows"][0]["chase_due"], "supervision");
    chase(&case);
    let letter = case.act("chase");
    assert_eq!(letter["body"]["rung"], "supervision");
    assert_eq!(letter["body"]["copies_to"], json!(["区委督查室"]));
    let answer = case.on_act(
        "chase",
        json!({
            "cause": "变压器未到货。", "measures": "已联系厂家加急。", "promised_on": "2026-11-10",
            "answered_on": "2026-10-29",
        }),
    );
    let answered: Value = case.world.call("answer_chase", answer);
    assert_eq!(answered["timeline"][0]["what"], "催办回复");
    assert_eq!(answered["due_on"], "2026-10-21", "an answer moves no due date");
}

#[test]
fn a_reported_completion_needs_no_reminder() {
    let case = Case::received("2026-09-23 09:00", 0);
    case.world.set_time("2026-10-22 09:00");
    case.complete("2026-10-22", "a");
    let board = supervision(&case);
    let row = &board["rows"][0];
    assert_eq!(
        (&row["chase_due"], &row["note"]),
        (&Value::Null, &json!("10月22日已报办结，待审核"))
    );
}

/// What the unit before was asked is asked of nobody any more, and the next unit is chased anew.
#[test]
fn a_demand_handed_on_leaves_no_chase_behind() {
    let case = Case::received("2026-09-23 09:00", 0);
    case.world.set_time("2026-10-22 09:00");
    let sent = chase(&case);
    assert_eq!(sent["refused"], json!([]));
    let to = json!({
        "unit_id": case.sitting.units[2], "reason": "职责调整。", "decided_by": "沈例成",
    });
    let _moved: Value = case.world.call("reassign_task", case.on_task(0, to));
    assert_eq!(case.act("chase")["state"], "lapsed");
    case.receipt(2);
    let query = json!({ "unit_id": null, "lead_leader_id": null, "order": "light", "limit": 50, "offset": 0 });
    let board: Value = case.world.call("list_supervision", query);
    assert_eq!(board["rows"][0]["chase_due"], "reminder");
}

// The screen reads page by page: a group cut in two would stand twice with a wrong count.
#[test]
fn the_cases_of_a_group_stand_together_over_all_pages() {
    let world = World::sample();
    for (order, key) in [("light", "light"), ("unit", "lead_unit_id"), ("leader", "lead_leader_id")]
    {
        let page = |offset: usize| {
            let query = json!({
                "unit_id": null, "lead_leader_id": null, "order": order, "limit": 3, "offset": offset,
            });
            world.call("list_supervision", query)
        };
        let board: Value = page(0);
        let totals: Vec<(String, usize)> = board["groups"]
            .as_array()
            .expect("groups")
            .iter()
            .map(|group| {
                let count = usize::try_from(group["count"].as_u64().expect("a count"));
                (group["key"].as_str().expect("a key").to_owned(), count.expect("a small count"))
            })
            .filter(|(_, count)| *count > 0)
            .collect();
        let total: usize = totals.iter().map(|(_, count)| count).sum();
        assert!(total > 6, "{total} cases burn in the sample");
        let mut rows: Vec<Value> = Vec::new();
        while rows.len() < total {
            rows.extend(page(rows.len())["rows"].as_array().expect("rows").iter().cloned());
        }
        let keys: Vec<&str> = rows.iter().map(|row| row[key].as_str().unwrap_or("")).collect();
        let groups: Vec<&[&str]> = keys.chunk_by(|a, b| a == b).collect();
        let mut counted: Vec<(String, usize)> =
            groups.iter().map(|group| (group[0].to_owned(), group.len())).collect();
        let first_due: Vec<&str> = rows
            .chunk_by(|a, b| a[key] == b[key])
            .map(|group| group[0]["due_on"].as_str().expect("a due date"))
            .collect();
        assert!(first_due.is_sorted(), "{order}: {first_due:?}");
        counted.sort();
        let mut told = totals;
        told.sort();
        assert_eq!(counted, told, "{order}");
        assert!(order == "light" || counted.len() > 1, "{order}: {counted:?}");
    }
}
