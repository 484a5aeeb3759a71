//! What came back is counted when it came back, and the past keeps its figures.

use domain::figures::Figure;
use serde_json::{Value, json};

use super::case::Case;

fn month(case: &Case, number: u32) -> Vec<&'static str> {
    let period = json!({ "kind": "month", "year": 2026, "number": number });
    let found: Value = case.world.call("get_figures", period);
    assert_eq!(found["is_balanced"], true, "{found}");
    let counts = &found["figures"]["counts"];
    let movement = [
        Figure::Opening,
        Figure::Raised,
        Figure::Reopened,
        Figure::Closed,
        Figure::Left,
        Figure::Closing,
    ];
    movement
        .into_iter()
        .filter(|figure| counts[*figure as usize] != 0)
        .map(domain::terms::Term::label)
        .collect()
}

#[test]
fn a_relapse_reopens_in_its_own_month() {
    let case = Case::received("2026-09-08 09:00", 0);
    case.complete("2026-09-08", "a");
    case.reply("2026-09-08");
    case.ask();
    case.rate("2026-09-08", "satisfied", true);
    case.close();
    let closed = ["新增诉求", "办结"];
    assert_eq!(month(&case, 9), closed);
    case.world.set_time("2026-10-12 09:00");
    assert_eq!(month(&case, 10), [""; 0]);
    case.rework();
    assert_eq!(month(&case, 10), ["重开", "期末未结"]);
    assert_eq!(month(&case, 9), closed, "September stays what it was");
    case.world.set_time("2026-11-05 09:00");
    assert_eq!(month(&case, 11), ["期初未结", "期末未结"]);
}

#[test]
fn what_was_joined_and_separated_again_comes_back() {
    let case = Case::received("2026-09-23 09:00", 0);
    let other = case.sitting.demand(&case.world, "四号冷库增容送电受阻");
    let join = case.on_demand(json!({ "master_id": other["id"], "reason": "同一线路。" }));
    let _joined: Value = case.world.call("consolidate_demand", join);
    assert_eq!(month(&case, 9), ["新增诉求", "其他退出", "期末未结"]);
    case.world.set_time("2026-10-12 09:00");
    case.reason("separate_demand", "并错了。");
    assert_eq!(month(&case, 10), ["期初未结", "重开", "期末未结"]);
    assert_eq!(month(&case, 9), ["新增诉求", "其他退出", "期末未结"]);
}

/// Where the list of slips puts the one slip: group, receipts of units, words beside it.
fn listed(case: &Case) -> (String, String, String) {
    let input = json!({ "year": 2026, "query": "", "states": [], "limit": 0, "offset": 0 });
    let list: Value = case.world.call("list_slips", input);
    let group = &list["groups"][0];
    let row = &group["slips"][0];
    let words = |value: &Value| value.as_str().expect("words").to_owned();
    (
        words(&group["label"]),
        format!("{}/{}", row["receipts"], row["units"]),
        words(&row["remaining"]),
    )
}

fn put(label: &str, receipts: &str, remaining: &str) -> (String, String, String) {
    (label.to_owned(), receipts.to_owned(), remaining.to_owned())
}

// A unit that answered has receipted too: its slip does not fall back to 待签收.
#[test]
fn a_slip_ends_with_its_demands_and_comes_back_with_them() {
    let case = Case::received("2026-09-08 09:00", 1);
    assert_eq!(listed(&case), put("办理中", "2/2", "还剩 15 个工作日"));
    case.agree(1, "2026-09-08");
    case.complete("2026-09-08", "a");
    assert_eq!(listed(&case), put("办理中", "2/2", "还剩 15 个工作日"));
    case.reply("2026-09-08");
    assert_eq!(listed(&case), put("办理中", "2/2", ""));
    case.ask();
    case.rate("2026-09-08", "satisfied", true);
    case.close();
    assert_eq!(listed(&case), put("已办结", "2/2", ""));
    case.world.set_time("2026-10-12 09:00");
    case.rework();
    let (label, receipts, remaining) = listed(&case);
    assert_eq!((label.as_str(), receipts.as_str()), ("办理中", "2/2"));
    assert!(remaining.starts_with("还剩 "), "{remaining}");
}
