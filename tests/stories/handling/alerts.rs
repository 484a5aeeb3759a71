//! 提醒: what the desktop tells of lights, each thing once (limit P10, scenario 36).

use serde_json::{Value, json};

use super::case::Case;
use crate::world::World;

fn alert(world: &World, has_woken: bool) -> Option<(String, String)> {
    let taken: Value = world.call("take_alert", json!({ "has_woken": has_woken }));
    let text = |name: &str| taken["alert"][name].as_str().map(str::to_owned);
    Some((text("title")?, text("words")?))
}

// Issued Wed 2026-09-23, 15 working days: due 2026-10-21.
#[test]
fn s36_the_desktop_tells_once_of_a_yellow_and_a_red_light_through_restarts() {
    let mut case = Case::received("2026-09-23 09:00", 0);
    assert_eq!(alert(&case.world, false), None, "nothing presses");
    case.world.set_time("2026-10-20 09:00");
    let (title, words) = alert(&case.world, false).expect("one working day is left");
    assert_eq!(title, "督办：黄灯 1 件");
    assert!(words.contains("2026") && words.contains("还剩 1 个工作日"), "{words}");
    let firm = case.now()["enterprise_name"].as_str().expect("a name").to_owned();
    assert!(words.contains(&firm), "{words}");
    assert_eq!(alert(&case.world, false), None);
    assert_eq!(alert(&case.world, true), None, "a waking brings nothing new");
    case.world.reopen();
    assert_eq!(alert(&case.world, false), None, "remembered through a restart");
    case.world.set_time("2026-10-22 08:30");
    let (title, words) = alert(&case.world, true).expect("the day begins");
    assert_eq!(title, "督办：红灯 1 件");
    assert!(words.contains("逾期 1 个工作日"), "{words}");
    // A Saturday repeats nothing.
    case.world.set_time("2026-10-24 08:30");
    assert_eq!(alert(&case.world, false), None);
}

#[test]
fn s36_a_light_that_changes_in_the_day_is_told_by_its_number() {
    let case = Case::received("2026-09-23 09:00", 0);
    case.world.set_time("2026-10-20 09:00");
    let mut office: Value = case.world.call("get_office", json!({}));
    office["limits"]["yellow"] = json!(0);
    let office: Value = case.world.call("save_office", office);
    assert_eq!(alert(&case.world, false), None, "the day begins in silence");
    let mut again = office;
    again["limits"]["yellow"] = json!(1);
    let _saved: Value = case.world.call("save_office", again);
    let (title, words) = alert(&case.world, false).expect("yellow now");
    assert!(title.starts_with("诉求 ") && title.ends_with("亮黄灯"), "{title}");
    assert!(words.starts_with("还剩 1 个工作日"), "{words}");
}

#[test]
fn s26_an_alert_does_not_name_a_firm_that_asked_not_to_be_named() {
    let case = Case::hidden("2026-09-23 09:00");
    case.world.set_time("2026-10-22 09:00");
    let (title, words) = alert(&case.world, false).expect("overdue");
    let demand = case.now();
    let number = demand["number"].as_str().expect("a number");
    assert!(words.contains(number), "{words}");
    for part in ["沱湾", "冷链"] {
        assert!(!format!("{title}{words}").contains(part), "{title} {words}");
    }
    assert!(!words.contains("三号冷库"), "a title may tell who it is: {words}");
}

#[test]
fn alerts_turned_off_tell_nothing_and_remember_nothing() {
    let case = Case::received("2026-09-23 09:00", 0);
    let choice: Value = case.world.call("get_alerts", json!({}));
    assert_eq!(choice, json!({ "is_on": true, "version": 0 }));
    let off: Value = case.world.call("save_alerts", json!({ "is_on": false, "version": 0 }));
    case.world.set_time("2026-10-20 09:00");
    assert_eq!(alert(&case.world, false), None);
    let stale = case.world.refused("save_alerts", json!({ "is_on": true, "version": 0 }));
    assert_eq!(stale.code, usecases::ErrorCode::Conflict);
    let on = json!({ "is_on": true, "version": off["version"] });
    let _on: Value = case.world.call("save_alerts", on);
    assert!(alert(&case.world, false).is_some());
}
