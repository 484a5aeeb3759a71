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
