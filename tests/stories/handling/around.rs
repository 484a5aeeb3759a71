//! What is done around the handling (domain (a)): amounts carried out, mediation, streets that hand
//! up, 专班, supervisors.

use domain::figures::Figure;
use domain::terms::Term;
use serde_json::{Value, json};

use super::case::{Case, completion};
use crate::ledger::{cells, export};
use crate::sitting::{fields, with};
use crate::world::{World, reasoned};

/// Adds a street to the directory; the same one again is found.
pub(crate) fn street(world: &World, name: &str) -> Value {
    let query = json!({ "query": name, "limit": 9, "offset": 0, "with_retired": false });
    let found: Value = world.call("list_units", query);
    if let Some(unit) = found["units"].as_array().and_then(|units| units.first()) {
        return unit["id"].clone();
    }
    let made: Value = world.call(
        "save_unit",
        json!({
            "id": null, "version": 0, "name": name, "short_name": "", "kind": "street",
            "rename_reason": "", "is_active": true, "liaisons": [],
        }),
    );
    made["id"].clone()
}

/// Adds a supervisor whose term began with 2026; the one there is again.
pub(crate) fn supervisor(world: &World) -> Value {
    let list: Value = world.call("list_supervisors", json!({}));
    let known = |one: &&Value| one["name"] == "邹例岩";
    if let Some(one) = list["supervisors"].as_array().and_then(|all| all.iter().find(known)) {
        return one.clone();
    }
    world.call(
        "save_supervisor",
        json!({
            "id": null, "version": 0, "name": "邹例岩", "firm": "川江机械厂", "post": "总经理",
            "phone": "0830-4290456", "from_on": "2026-01-01", "until_on": "2026-12-31", "note": "",
        }),
    )
}

fn month(world: &World, number: u32) -> Value {
    world.call("get_figures", json!({ "kind": "month", "year": 2026, "number": number }))
}

fn count(found: &Value, figure: Figure) -> u64 {
    found["figures"]["counts"][figure as usize].as_u64().expect("a count")
}

fn mediation(day: &str, cause: &str) -> Value {
    json!({
        "made_on": day, "organ": "区商会商事调解中心", "cause": cause, "amount_fen": 52_000_000,
        "reason": "与承建方的工程款纠纷，双方愿意调解。",
    })
}

#[test]
fn what_was_carried_out_is_told_by_kind_on_page_ledger_and_report() {
    let case = Case::received("2026-09-23 09:00", 0);
    let mut report = completion("2026-09-23", "a");
    report["body"]["outcomes"] = json!([
        { "kind": "subsidy", "fen": 12_345_678 },
        { "kind": "loan", "fen": 240_000_000 },
        { "kind": "relief", "fen": 0 },
    ]);
    let done: Value = case.world.call("complete_demand", case.on_demand(report));
    let told = json!([
        { "kind": "loan", "fen": 240_000_000 },
        { "kind": "subsidy", "fen": 12_345_678 },
    ]);
    assert_eq!(done["outcomes"], told);
    assert_eq!(case.act("completion")["body"]["amount_fen"], 252_345_678);
    // Counted with the closing, not before.
    assert_eq!(month(&case.world, 9)["outcomes"], json!([]));
    case.reply("2026-09-23");
    case.ask();
    case.rate("2026-09-23", "satisfied", true);
    case.close();
    let found = month(&case.world, 9);
    assert_eq!(found["amount_fen"], 252_345_678);
    assert_eq!(
        found["outcomes"],
        json!([
            { "kind": "loan", "demands": 1, "fen": 240_000_000 },
            { "kind": "subsidy", "demands": 1, "fen": 12_345_678 },
        ])
    );
    assert_eq!(count(&found, Figure::Outcome), 1);
    let made = export(&case.world, "台账.xlsx", "full", json!({}));
    let row = cells(&made["path"]).concat();
    for told in ["2523456.78", "贷款 2,400,000 元\n补贴、兑现 123,456.78 元"] {
        assert!(row.iter().any(|cell| cell == told), "{told} in {row:?}");
    }
}

#[test]
fn a_report_that_is_returned_or_twice_names_a_kind_carries_nothing() {
    let case = Case::received("2026-09-23 09:00", 0);
    let mut report = completion("2026-09-23", "a");
    report["body"]["outcomes"] =
        json!([{ "kind": "loan", "fen": 1 }, { "kind": "loan", "fen": -2 }]);
    let faults = case.world.faults("complete_demand", case.on_demand(report.clone()));
    assert!(faults.iter().all(|fault| fault.0 == "body.outcomes.1"), "{faults:?}");
    report["body"]["outcomes"] = json!([{ "kind": "loan", "fen": 100 }]);
    let _done: Value = case.world.call("complete_demand", case.on_demand(report));
    let back = case.reason("return_completion", "没有放款凭证");
    assert_eq!(back["outcomes"], json!([]));
}

#[test]
fn a_dispute_goes_to_mediation_and_its_end_is_counted_on_its_day() {
    let case = Case::received("2026-09-23 09:00", 0);
    let sent: Value =
        case.world.call("refer_mediation", case.on_demand(mediation("2026-09-23", "commercial")));
    assert_eq!(sent["state"], "in_progress");
    let again =
        case.world.refused("refer_mediation", case.on_demand(mediation("2026-09-23", "labour")));
    assert!(again.hint.contains("还没有结果"), "{}", again.hint);
    case.world.set_time("2026-10-12 09:00");
    let end = |result: &str, on: &str, fen: Value| {
        let end = json!({ "result": result, "ended_on": on, "agreed_fen": fen, "words": "" });
        case.on_act("mediation", end)
    };
    for (input, field) in [
        (end("failed", "2026-10-12", json!(1)), "agreed_fen"),
        (end("reached", "2026-10-13", json!(1)), "ended_on"),
        (end("reached", "2026-09-22", json!(1)), "ended_on"),
        (end("reached", "2026-10-12", json!(-1)), "agreed_fen"),
    ] {
        assert_eq!(case.world.faults("record_mediation", input)[0].0, field);
    }
    let input = end("reached", "2026-10-12", json!(48_000_001));
    let ended: Value = case.world.call("record_mediation", input.clone());
    let last = ended["timeline"].as_array().and_then(|rows| rows.first()).expect("a line");
    let told = format!("{} {}", last["what"], last["detail"]);
    assert!(told.contains("达成 480,000.01 元"), "{told}");
    let again = case.world.refused("record_mediation", end("failed", "2026-10-12", Value::Null));
    assert!(again.hint.contains("已登记结果"), "{}", again.hint);
    assert_eq!(count(&month(&case.world, 9), Figure::Mediated), 0);
    let found = month(&case.world, 10);
    assert_eq!(count(&found, Figure::Mediated), 1);
    assert_eq!(count(&found, Figure::MediationReached), 1);
    assert_eq!(
        found["mediations"],
        json!([
            { "cause": "commercial", "ended": 1, "reached": 1, "fen": 48_000_001 },
            { "cause": "labour", "ended": 0, "reached": 0, "fen": 0 },
        ])
    );
}

#[test]
fn a_street_hands_a_demand_up_once() {
    let case = Case::received("2026-09-23 09:00", 0);
    let units = &case.sitting.units;
    let up = |unit: Value, day: &str| {
        json!({
            "made_on": day, "from_unit_id": unit, "reason": "涉及电网，超出街道职权。",
            "decided_by": "罗书记",
        })
    };
    let refused =
        |more: Value| case.world.faults("escalate_demand", case.on_demand(more))[0].0.clone();
    assert_eq!(refused(up(Value::Null, "2026-09-23")), "from_unit_id");
    assert_eq!(refused(up(json!(units[0]), "2026-09-23")), "from_unit_id");
    let street = street(&case.world, "白果街道办事处");
    assert_eq!(refused(up(street.clone(), "2026-09-24")), "made_on");
    assert_eq!(refused(up(street.clone(), "2026-09-22")), "made_on");
    let input = case.on_demand(up(street, "2026-09-23"));
    let handed: Value = case.world.call("escalate_demand", input);
    assert_eq!(handed["origin_unit"], "白果街道办事处");
    assert_eq!(handed["escalated_on"], "2026-09-23");
    let twice =
        case.world.refused("escalate_demand", case.on_demand(up(Value::Null, "2026-09-23")));
    assert!(twice.hint.contains("不用再报"), "{}", twice.hint);
    assert_eq!(count(&month(&case.world, 9), Figure::Escalated), 1);
    let made = export(&case.world, "台账.xlsx", "full", json!({}));
    let row = cells(&made["path"]).concat();
    assert!(row.iter().any(|cell| cell == "白果街道办事处\n9月23日上报"), "{row:?}");
}

#[test]
fn a_task_force_stands_until_it_is_dissolved() {
    let case = Case::received("2026-09-23 09:00", 0);
    let force = json!({
        "made_on": "2026-09-23", "name": "冷链用电专班", "leader": "李卫东",
        "members": [
            { "unit": "川江供电公司", "person": "邓例文" },
            { "unit": "区发改局", "person": "何例舟" },
        ],
    });
    let mut nobody = force.clone();
    nobody["members"] = json!([]);
    assert_eq!(case.world.faults("form_task_force", case.on_demand(nobody))[0].0, "members");
    let made: Value = case.world.call("form_task_force", case.on_demand(force.clone()));
    let told = made["timeline"][0]["detail"].as_str().expect("words");
    assert!(told.contains("李卫东牵头，成员：川江供电公司邓例文、区发改局何例舟"), "{told}");
    let twice = case.world.refused("form_task_force", case.on_demand(force.clone()));
    assert!(twice.hint.contains("还在运行"), "{}", twice.hint);
    case.world.set_time("2026-10-12 09:00");
    let end = |day: &str| case.on_act("task_force", json!({ "until_on": day, "result": "已送电" }));
    assert_eq!(case.world.faults("end_task_force", end("2026-09-22"))[0].0, "until_on");
    let _ended: Value = case.world.call("end_task_force", end("2026-10-12"));
    assert_eq!(case.act("task_force")["body"]["until_on"], "2026-10-12");
    let mut again = force;
    again["made_on"] = json!("2026-10-12");
    let _again: Value = case.world.call("form_task_force", case.on_demand(again));
}

#[test]
fn a_supervisor_brings_a_demand_and_looks_again_within_his_term() {
    let case = Case::received("2026-09-23 09:00", 0);
    let world = &case.world;
    let one = supervisor(world);
    let mut input = json!({
        "enterprise_id": case.sitting.firm, "reception_id": null, "source": "supervisor",
        "raised_on": "2025-12-31", "contact_name": "", "contact_phone": "",
        "supervisor_id": one["id"],
        "fields": fields("希望修订用电报装办法", &case.sitting.units[0], &[]),
    });
    input["fields"]["kind"] = json!("policy_opinion");
    assert_eq!(world.faults("register_demand", input.clone())[0].0, "supervisor_id");
    input["raised_on"] = json!("2026-09-23");
    let made: Value = world.call("register_demand", input);
    assert_eq!(made["supervisor"], "邹例岩（川江机械厂）");
    let found = month(world, 9);
    assert_eq!(count(&found, Figure::RaisedOpinions), 1);
    assert_eq!(count(&found, Figure::RaisedSuggestions), 0);
    let seen = json!({
        "made_on": "2026-09-23", "supervisor_id": one["id"], "unit": "川江供电公司",
        "finding": "约定周五送电，现场还没有人。", "is_trouble": true,
    });
    let told: Value = world.call("record_inspection", case.on_demand(seen.clone()));
    assert_eq!(told["timeline"][0]["is_trouble"], true);
    let listed: Value = world.call("list_supervisors", json!({}));
    let listed = &listed["supervisors"][0];
    assert_eq!((&listed["demands"], &listed["inspections"]), (&json!(1), &json!(1)));
    let current = with(listed, json!({}));
    let _gone: Value = world.call("void_supervisor", reasoned(&current, "换届"));
    let faults = world.faults("record_inspection", case.on_demand(seen));
    assert_eq!(faults[0].0, "supervisor_id");
}

#[test]
fn where_a_demand_comes_from_is_put_right_until_it_is_signed() {
    let case = Case::received("2026-09-23 09:00", 0);
    let world = &case.world;
    let made: Value = world.call(
        "register_demand",
        json!({
            "enterprise_id": case.sitting.firm, "reception_id": null, "source": "hotline",
            "raised_on": "2026-09-22", "contact_name": "王守成", "contact_phone": "13800005678",
            "fields": fields("厂区门前道路破损", &case.sitting.units[0], &[]),
        }),
    );
    let change = |detail: &Value, origin: Value| {
        let mut whole = detail["origin"].clone();
        for (name, value) in origin.as_object().expect("fields") {
            whole[name] = value.clone();
        }
        json!({ "id": detail["id"], "version": detail["version"], "fields": detail["fields"],
            "origin": whole })
    };
    let refused = |origin: Value| {
        let faults = world.faults("save_demand_fields", change(&made, origin));
        (faults[0].0.clone(), faults[0].1.clone())
    };
    let unit = &case.sitting.units[0];
    assert_eq!(refused(json!({ "raised_on": "2026-09-24" })).0, "origin.raised_on");
    assert!(refused(json!({ "raised_on": "2025-12-31" })).1.contains("在这一年"));
    assert_eq!(refused(json!({ "origin_unit_id": unit })).0, "origin_unit_id");
    assert_eq!(refused(json!({ "contact_phone": "一".repeat(10_000) })).0, "origin.contact_phone");

    let street = street(world, "白果街道办事处");
    let right = json!({ "source": "street", "raised_on": "2026-09-21", "contact_name": "王守诚",
        "origin_unit_id": street });
    let _saved: Value = world.call("save_demand_fields", change(&made, right));
    let read: Value = world.call("get_demand", json!({ "id": made["id"] }));
    assert_eq!((&read["source"], &read["raised_on"]), (&json!("street"), &json!("2026-09-21")));
    assert_eq!(read["origin_unit"], "白果街道办事处");
    assert_eq!(read["representative"], "王守诚");
    assert_eq!(read["number"], made["number"]);
    assert!(read["timeline"].as_array().is_some_and(|rows| rows.len() == 2), "{read}");

    // One raised at a sitting is its guest's; a hidden one tells nobody whose it is.
    let mut of_a_sitting = case.on_demand(json!({ "fields": fields("x", unit, &[]) }));
    of_a_sitting["origin"] = read["origin"].clone();
    let words = world.refused("save_demand_fields", of_a_sitting).hint;
    assert!(words.contains("不能再改") || words.contains("来源随接待活动"), "{words}");
    let mut hidden = change(&read, json!({}));
    hidden["fields"]["visibility"] = json!("anonymous");
    let _hidden: Value = world.call("save_demand_fields", hidden);
    let veiled: Value = world.call("get_demand", json!({ "id": made["id"] }));
    assert_eq!((&veiled["is_veiled"], &veiled["origin"]), (&json!(true), &Value::Null));
}

#[test]
fn nothing_is_added_to_what_is_over_but_a_supervisors_look() {
    let case = Case::received("2026-09-23 09:00", 0);
    case.rated("2026-09-23", "satisfied", true);
    case.close();
    let refused =
        case.world.refused("refer_mediation", case.on_demand(mediation("2026-09-23", "labour")));
    assert!(refused.hint.contains("办结销号"), "{}", refused.hint);
    let one = supervisor(&case.world);
    let seen = json!({
        "made_on": "2026-09-23", "supervisor_id": one["id"], "unit": "", "finding": "属实。",
        "is_trouble": false,
    });
    let told: Value = case.world.call("record_inspection", case.on_demand(seen));
    assert_eq!(
        told["handling"]["acts"].as_array().map(Vec::len),
        Some(5),
        "{}",
        Figure::Closed.label()
    );
}
