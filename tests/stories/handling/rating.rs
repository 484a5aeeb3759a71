//! The rating and what follows from it.

use serde_json::{Value, json};

use super::case::{Case, talk};

#[test]
fn a_satisfied_enterprise_closes_its_demand() {
    let case = Case::received("2026-09-23 09:00", 0);
    let refused =
        case.world.refused("close_demand", case.on_demand(json!({ "closed_by": "李卫东" })));
    assert!(refused.hint.contains("不能“销号”"), "{}", refused.hint);
    case.rated("2026-09-23", "satisfied", true);
    let closed = case.close();
    assert_eq!(closed["state"], "closed");
    assert_eq!(closed["light"], "done");
    assert_eq!(closed["handling"]["review_on"], "2026-10-21", "four weeks later");
    assert_eq!(closed["handling"]["stage"], "rate");
    assert_eq!(closed["handling"]["archived_on"], Value::Null);
}

#[test]
fn s40_slow_service_with_a_solved_problem_forces_no_redo() {
    let case = Case::received("2026-09-23 09:00", 0);
    case.rated("2026-09-23", "dissatisfied", true);
    assert_eq!(case.close()["state"], "closed");
}

#[test]
fn s41_an_unsolved_demand_gets_a_second_round_and_keeps_its_first_rating() {
    let case = Case::received("2026-09-23 09:00", 0);
    case.rated("2026-09-23", "dissatisfied", false);
    let refused =
        case.world.refused("close_demand", case.on_demand(json!({ "closed_by": "李卫东" })));
    assert!(refused.hint.contains("不能销号"), "{}", refused.hint);
    let again = case.rework();
    assert_eq!((&again["state"], &again["handling"]["round"]), (&json!("in_progress"), &json!(1)));
    // Five working days from Wed 2026-09-23 over Mid-Autumn.
    assert_eq!(again["due_on"], "2026-10-08");
    assert_eq!(again["handling"]["grade"], Value::Null);
    let rating = case.act("rating");
    assert_eq!((&rating["round"], &rating["body"]["grade"]), (&json!(0), &json!("dissatisfied")));
    assert_eq!(again["original_due_on"], "2026-10-21");
}

#[test]
fn s42_after_two_redos_only_termination_with_signature_and_seal_is_left() {
    let case = Case::received("2026-09-23 09:00", 0);
    for _ in 0..2 {
        case.rated("2026-09-23", "dissatisfied", false);
        case.rework();
    }
    case.rated("2026-09-23", "very_dissatisfied", false);
    let third = json!({ "reason": "仍不满意。", "decided_by": "沈例成" });
    let refused = case.world.refused("rework_demand", case.on_demand(third));
    assert!(refused.hint.contains("终结"), "{}", refused.hint);
    let input = |scan: Value| {
        case.on_demand(json!({
            "reason": "合法合理，已解释清楚。", "head": "周局长", "scan_id": scan,
            "decided_by": "沈例成",
        }))
    };
    let faults = case.world.faults("terminate_demand", input(Value::Null));
    assert_eq!(faults[0].0, "scan_id");
    let faults = case.world.faults("terminate_demand", input(json!("nothing")));
    assert_eq!(faults[0].1, "没有这个附件，请先把扫描件附在这条诉求上。");
    let file = case.world.outside().join("终结审批.pdf");
    std::fs::write(&file, b"%PDF-1.7\n%%EOF\n").expect("a scan is written");
    let scan: Value = case
        .world
        .call("attach_file", json!({ "owner": "demand", "owner_id": case.id, "path": file }));
    let ended: Value = case.world.call("terminate_demand", input(scan["id"].clone()));
    assert_eq!(ended["state"], "terminated");
    super::papers::assert_holds(
        &super::forms::paper(&case, "termination"),
        &[
            "终结审批表",
            "共3轮",
            "非常不满意",
            "合法合理，已解释清楚。",
            "主要负责人：周局长",
            "批准人：沈例成",
        ],
    );
}

#[test]
fn s43_an_enterprise_not_reached_in_three_tries_is_unrated() {
    let case = Case::received("2026-09-23 09:00", 0);
    case.complete("2026-09-23", "a");
    case.reply("2026-09-23");
    case.ask();
    for tries in 1..=3 {
        let refused =
            case.world.refused("close_demand", case.on_demand(json!({ "closed_by": "李卫东" })));
        assert!(refused.hint.contains(&format!("现已联系 {} 次", tries - 1)), "{}", refused.hint);
        let input = json!({ "talk": talk("2026-09-23"), "rating": null });
        let _tried: Value = case.world.call("record_rating", case.on_demand(input));
    }
    let closed = case.close();
    assert_eq!((&closed["state"], &closed["handling"]["grade"]), (&json!("closed"), &Value::Null));
}

#[test]
fn s30_a_disputed_answer_at_the_table_is_assigned() {
    let case = Case::issued("2026-09-23 09:00", 0);
    let demand = case.sitting.demand(&case.world, "危险品仓库消防验收");
    let answered: Value = case.world.call(
        "answer_on_site",
        crate::sitting::with(
            &demand,
            json!({
                "answered_by": "李卫东", "answer": "下周一验收。",
            }),
        ),
    );
    let asked: Value = case.world.call("ask_rating", crate::world::reference(&answered));
    assert_eq!(asked["state"], "awaiting_rating");
    case.world.set_time("2026-09-30 09:00");
    let refused = case.world.refused(
        "rework_demand",
        crate::sitting::with(
            &asked,
            json!({
                "reason": "没有验收。", "decided_by": "沈例成",
            }),
        ),
    );
    assert_eq!(refused.hint, "现场答复的诉求没有承办单位，请“转为交办”。");
    let reopened: Value =
        case.world.call("reopen_demand", crate::world::reasoned(&asked, "没有验收。"));
    assert_eq!(reopened["state"], "accepted");
}

#[test]
fn the_story_tells_papers_and_talks_from_the_flow() {
    let case = Case::received("2026-09-23 09:00", 0);
    case.rated("2026-09-23", "dissatisfied", false);
    let asked = case.now();
    let act = case.act("reply");
    let input = json!({ "ids": [act["id"]], "is_counted": true, "path": null, "job": "print" });
    let _printed: Value = case.world.call("print_acts", input);
    let told = case.now()["timeline"].as_array().expect("rows").clone();
    assert_eq!(asked["timeline"].as_array().map(Vec::len), Some(told.len()), "a print is no act");
    let rows: Vec<(&str, &str, bool)> = told
        .iter()
        .take(4)
        .map(|row| {
            let text = |key: &str| row[key].as_str().expect("a text");
            (text("what"), text("kind"), row["is_trouble"] == true)
        })
        .collect();
    let wanted = [
        ("回访企业", "talk", true),
        ("发评价表", "talk", false),
        ("答复企业", "talk", false),
        ("报办结", "paper", false),
    ];
    assert_eq!(rows, wanted);
    case.rework();
    assert_eq!(case.now()["timeline"][0]["kind"], "flow");
}
