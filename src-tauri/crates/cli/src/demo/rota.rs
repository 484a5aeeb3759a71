//! The year's rota, the notice of today's sitting, who looks after whom, and the fast lanes.

use chrono::{Datelike, NaiveDate, TimeDelta};
use serde_json::{Value, json};
use usecases::CommandError;

use super::desk::{Desk, text};
use super::names::{POWER, UNITS};
use super::people::{People, phone};

/// Where the sittings are held.
const PLACE: &str = "区政务中心三楼会议室";

/// Topic, category, unit, limit in working days.
const CHANNELS: [(&str, &str, usize, u32); 6] = [
    ("供电报装和增容", "utilities", POWER, 3),
    ("企业续贷和首贷", "financing", 7, 5),
    ("工业用地手续", "land", 1, 7),
    ("用工招聘和劳动争议", "labour", 3, 3),
    ("办证办照疑难", "permits", 14, 2),
    ("惠企资金兑现", "policy_delivery", 15, 5),
];

/// Arranges the year, announces today's sitting and fills the directories of links and lanes.
pub(super) fn arrange(
    desk: &Desk,
    people: &People,
    sitting: &Value,
    today: NaiveDate,
) -> Result<(), CommandError> {
    desk.wait(5);
    plan(desk, people, today)?;
    desk.wait(5);
    let notice = desk.call("get_announcement", json!({ "id": sitting["id"] }))?;
    let mut body = notice["body"].clone();
    body["basis"] = json!("《川江区民营企业接待日工作办法》");
    let issue = json!({ "reception_id": sitting["id"], "version": 0, "body": body });
    desk.call("issue_announcement", issue)?;
    links(desk, people, today)?;
    lanes(desk, people)
}

/// The plan by rule; two leaders of months to come change them, and one is stood in for.
fn plan(desk: &Desk, people: &People, today: NaiveDate) -> Result<(), CommandError> {
    let year = today.year();
    let rule = json!({ "kind": "month_day", "day": 21 });
    // Who stands in all year takes no turn.
    let asked = json!({ "year": year, "rule": rule, "left_out": [people.leaders[10]] });
    let proposed = desk.call("propose_rota", asked)?;
    let turns: Vec<Value> = proposed["turns"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|turn| {
            let is_made = turn["reception"].is_object();
            json!({ "month": turn["month"], "held_on": turn["held_on"],
                "leader_id": turn["leader"]["id"],
                "place": if is_made { turn["place"].clone() } else { json!(PLACE) } })
        })
        .collect();
    let input = json!({ "year": year, "version": 0, "rule": rule, "starts": "09:00:00",
        "ends": "11:30:00", "place": PLACE, "turns": turns, "reason": "" });
    let mut saved = desk.call("save_rota", input)?;
    let open: Vec<Value> = saved["turns"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|turn| turn["reception"].is_null() && text(turn, "held_on") > today.to_string())
        .cloned()
        .collect();
    if let [first, second, ..] = open.as_slice() {
        desk.wait(20);
        let swap = json!({ "year": year, "version": saved["version"], "first": first["month"],
            "second": second["month"], "reason": "带队外出招商，两位领导商定对调" });
        saved = desk.call("swap_turns", swap)?;
    }
    if let Some(last) = open.last() {
        desk.wait(8);
        let stand_in = json!({ "year": year, "version": saved["version"], "month": last["month"],
            "stand_in_id": people.leaders[10], "reason": "到市里参加全会" });
        desk.call("save_stand_in", stand_in)?;
    }
    Ok(())
}

/// Leaders who look after enterprises, with visits; one link ended; two service officers.
fn links(desk: &Desk, people: &People, today: NaiveDate) -> Result<(), CommandError> {
    let begin = today - TimeDelta::days(250);
    for (at, firm) in [0, 4, 9, 13, 18, 22, 27, 39].into_iter().enumerate() {
        desk.wait(3);
        let link = json!({ "id": null, "version": 0, "kind": "leader",
            "enterprise_id": people.firms[firm], "leader_id": people.leaders[at % 7],
            "unit_id": null, "officer": "", "phone": "", "from_on": begin, "note": "" });
        let made = desk.call("save_link", link)?;
        if at % 2 == 0 {
            let ago = i64::try_from(30 + 9 * at).unwrap_or(30);
            let visit = json!({ "id": null, "version": 0, "link_id": made["id"],
                "visited_on": today - TimeDelta::days(ago), "place": "企业厂区",
                "findings": "生产正常，订单比去年同期增加，用工稳定。",
                "requests": if at == 2 { "希望协调厂区门前道路限高" } else { "" } });
            desk.call("save_link_visit", visit)?;
        }
        if at == 7 {
            let end = json!({ "id": made["id"], "version": made["version"],
                "until_on": today - TimeDelta::days(60), "reason": "领导分工调整" });
            desk.call("end_link", end)?;
        }
    }
    for (firm, unit) in [(0, POWER), (2, 0)] {
        desk.wait(3);
        let link = json!({ "id": null, "version": 0, "kind": "service_officer",
            "enterprise_id": people.firms[firm], "leader_id": null,
            "unit_id": people.units[unit], "officer": UNITS[unit].3, "phone": phone(700 + unit),
            "from_on": begin, "note": "政策保姆" });
        desk.call("save_link", link)?;
    }
    Ok(())
}

fn lanes(desk: &Desk, people: &People) -> Result<(), CommandError> {
    for (topic, category, unit, limit) in CHANNELS {
        desk.wait(2);
        let lane = json!({ "id": null, "version": 0, "topic": topic, "category": category,
            "unit_id": people.units[unit], "officer": UNITS[unit].3, "post": "办公室主任",
            "phone": phone(700 + unit), "limit_workdays": limit, "note": "" });
        desk.call("save_channel", lane)?;
    }
    Ok(())
}
