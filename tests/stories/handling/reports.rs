//! What units report: progress, assisting answers, completion.

use serde_json::{Value, json};

use super::case::{Case, completion, reply};
use crate::ledger::{cells, export};

#[test]
fn s02_a_lead_completes_only_when_every_assisting_unit_answered() {
    let case = Case::received("2026-09-23 09:00", 2);
    case.agree(1, "2026-09-23");
    let input = case.on_demand(completion("2026-09-23", "a"));
    let refused = case.world.refused("complete_demand", input);
    assert_eq!(refused.hint, "协办单位还没有反馈：城北街道办事处。请先登记协办意见。");
    case.agree(2, "2026-09-23");
    assert_eq!(case.complete("2026-09-23", "a")["state"], "completion_review");
}

#[test]
fn s03_disagreement_without_a_basis_is_refused() {
    let case = Case::received("2026-09-23 09:00", 1);
    let body = json!({ "opinion": "disagree", "words": "不宜。", "basis": "" });
    let input = case.on_task(1, json!({ "made_on": "2026-09-23", "body": body }));
    let faults = case.world.faults("answer_assist", input);
    assert_eq!(faults, [("body.basis".to_owned(), "意见是“不同意”的，请写明依据。".to_owned())]);
}

#[test]
fn progress_of_the_lead_unit_is_what_lists_show() {
    let case = Case::received("2026-09-23 09:00", 1);
    let progress = |words: &str| {
        json!({ "made_on": "2026-09-23", "body": {
            "progress": words, "contact": null, "problem": "", "next_step": "",
            "expected_on": null, "reporter": "",
        }})
    };
    let _told: Value =
        case.world.call("report_progress", case.on_task(1, progress("协办单位已到场。")));
    let told: Value =
        case.world.call("report_progress", case.on_task(0, progress("已开挖 60 米。")));
    assert_eq!(told["handling"]["acts"].as_array().map(Vec::len), Some(2));
    assert_eq!(told["timeline"][0]["what"], "反馈进展");
    assert_eq!(told["timeline"][0]["detail"], "已开挖 60 米。");
}

#[test]
fn what_units_report_tells_the_public_nobody() {
    let case = Case::hidden("2026-09-23 09:00");
    let reported = case.on_task(
        0,
        json!({ "made_on": "2026-09-23", "body": {
            "progress": "已到沱湾冷链物流，与经理联系 13812345678。", "contact": null, "problem": "",
            "next_step": "", "expected_on": null, "reporter": "",
        }}),
    );
    let _told: Value = case.world.call("report_progress", reported);
    let text = |name| {
        let book = export(&case.world, name, "public", json!({}));
        cells(&book["path"]).concat().join("\n")
    };
    let public = text("进展.xlsx");
    assert!(public.contains("已到某企业，与经理联系 （电话略）"), "{public}");
    let mut report = completion("2026-09-23", "a");
    report["body"]["result"] = json!("沱湾冷链物流已送电，见 13812345678。");
    let _done: Value = case.world.call("complete_demand", case.on_demand(report));
    let public = text("结果.xlsx");
    assert!(public.contains("某企业已送电，见 （电话略）"), "{public}");
    assert!(!public.contains("沱湾") && !public.contains("1381234"), "{public}");
}

#[test]
fn a_report_lets_go_what_was_asked_and_says_itself() {
    let case = Case::received("2026-09-23 09:00", 0);
    let asked = case.on_demand(json!({
        "made_on": "2026-09-23", "days": 5, "reason": "设备到货延迟。", "done": "",
        "is_enterprise_told": true, "unit_head": "周局长", "override_reason": "",
    }));
    let _asked: Value = case.world.call("ask_extension", asked);
    let done = case.complete("2026-09-23", "a");
    assert_eq!(case.act("extension")["state"], "lapsed");
    assert_eq!(done["timeline"][0]["what"], "报办结");
    let replied = case.reply("2026-09-23");
    let told = replied["timeline"][0]["detail"].as_str().expect("words");
    assert!(told.contains("2026年9月23日"), "how it was served, not the report: {told}");
}

#[test]
fn s39_a_report_without_evidence_or_contact_is_returned() {
    let case = Case::received("2026-09-23 09:00", 0);
    let mut bare = completion("2026-09-23", "a");
    bare["body"]["evidence"] = json!("");
    bare["body"]["contact"] = Value::Null;
    let _reported: Value = case.world.call("complete_demand", case.on_demand(bare));
    let refused = case.world.refused("reply_demand", case.on_demand(reply("2026-09-23")));
    assert_eq!(refused.hint, "办结报告没有证据清单、与企业沟通的记录，请退回补正。");
    let returned = case.reason("return_completion", "请补证据和沟通记录。");
    assert_eq!(returned["state"], "in_progress");
    assert_eq!(case.task(0)["state"], "received");
    assert_eq!(returned["handling"]["completed_on"], Value::Null);
    assert_eq!(case.act("completion")["state"], "refused");
}

#[test]
fn s44_a_subsidy_promised_next_year_is_tracked_and_not_solved() {
    let case = Case::received("2026-09-23 09:00", 0);
    case.complete("2026-09-23", "a");
    let track = json!({
        "reason": "列入明年预算。", "approved_by": "沈例成", "review_on": "2026-12-23",
    });
    let refused = case.world.refused("track_demand", case.on_demand(track.clone()));
    assert!(refused.hint.contains("B 类"), "{}", refused.hint);
    case.reason("return_completion", "应为 B 类。");
    case.complete("2026-09-23", "b");
    let tracked: Value = case.world.call("track_demand", case.on_demand(track));
    assert_eq!(tracked["state"], "long_term");
    assert_eq!(tracked["handling"]["review_on"], "2026-12-23");
    assert_eq!(tracked["handling"]["closed_on"], Value::Null);
    case.world.set_time("2026-12-23 09:00");
    let again = case.reason("resume_demand", "预算已下达。");
    assert_eq!(again["state"], "in_progress");
    // Fifteen working days were left when it was put on the list.
    assert_eq!(again["due_on"], "2027-01-14");
    assert_eq!(again["is_provisional"], true);
}
