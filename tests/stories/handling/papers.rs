//! The papers of acts: numbered with their act, frozen, looked at, printed and counted.

use reception_tests::pdf::text_of;
use serde_json::{Value, json};

use super::case::{Case, completion, reply, talk};

fn chase(case: &Case, rung: Option<&str>) -> Value {
    case.world.call(
        "chase_demands",
        json!({
            "ids": [case.id], "rung": rung, "requirement": "请说明原因并限期办结。",
            "answer_workdays": 3, "signer": "李卫东",
        }),
    )
}

/// Prints acts into a file of its own and reads it back.
pub(super) fn printed(case: &Case, ids: &[Value], is_counted: bool) -> String {
    let path = case.world.outside().join(format!("{}.pdf", store::new_id()));
    let input = json!({
        "ids": ids, "is_counted": is_counted, "path": path.to_string_lossy(), "job": "papers",
    });
    let made: Value = case.world.call("print_acts", input);
    assert!(made["pages"].as_i64() >= Some(1), "{made}");
    text_of(&path)
}

#[track_caller]
pub(super) fn assert_holds(text: &str, wanted: &[&str]) {
    for wanted in wanted {
        assert!(text.contains(wanted), "{wanted} is not in\n{text}");
    }
}

fn number(case: &Case, kind: &str) -> String {
    case.act(kind)["number"].as_str().expect("a number").to_owned()
}

// Scenarios 36 and 38: each rung its own paper and register, pre-filled with what was done before.
#[test]
fn each_rung_takes_a_number_of_its_own_register_and_tells_what_was_done() {
    let case = Case::received("2026-09-23 09:00", 0);
    case.world.set_time("2026-10-22 09:00");
    let seen: Value = case.world.call(
        "preview_chase",
        json!({
            "ids": [case.id], "rung": null, "requirement": "请说明原因。", "answer_workdays": 3,
            "signer": "",
        }),
    );
    assert_eq!(seen["pages"].as_array().map(Vec::len), Some(1));
    let sent = chase(&case, None);
    assert_eq!(number(&case, "chase"), "川工商联催〔2026〕1号", "a preview takes no number");
    assert_eq!(sent["acts"], json!([case.act("chase")["id"]]));
    let text = printed(&case, &[sent["acts"][0].clone()], true);
    assert_holds(
        &text,
        &[
            "川江区民营企业接待日催办单",
            "川工商联催〔2026〕1号",
            "第1次催办",
            "川工商联交〔2026〕1号",
            "逾期天数1个工作日",
            "2026年9月23日川江供电公司签收",
            "请说明原因并限期办结。",
            "2026年10月27日前",
        ],
    );

    case.world.set_time("2026-10-29 09:00");
    chase(&case, None);
    assert_eq!(number(&case, "chase"), "川工商联督〔2026〕1号");
    let text = printed(&case, &[case.act("chase")["id"].clone()], true);
    assert_holds(
        &text,
        &["催办（川工商联催〔2026〕1号）", "已逾期6个工作日", "抄送：区委督查室。", "回复单"],
    );

    case.world.set_time("2026-11-05 09:00");
    chase(&case, None);
    assert_eq!(number(&case, "chase"), "川工商联移〔2026〕1号");
    let text = printed(&case, &[case.act("chase")["id"].clone()], true);
    assert_holds(&text, &["区委督查室：", "现将该事项移送你单位", "督办（川工商联督〔2026〕1号）"]);
}

#[test]
fn a_refused_act_takes_no_number_and_none_is_used_twice() {
    let case = Case::received("2026-09-23 09:00", 0);
    case.world.set_time("2026-10-22 09:00");
    chase(&case, None);
    let refused = chase(&case, None);
    assert_eq!((&refused["done"], &refused["acts"]), (&json!([]), &json!([])));
    // A character that no font has cannot be printed: the act is refused as a whole.
    let input = json!({
        "ids": [case.id], "rung": "reminder", "requirement": "请说明\u{1F9FE}。",
        "answer_workdays": 3, "signer": "李卫东",
    });
    let error = case.world.refused("chase_demands", input);
    assert!(error.hint.contains("没有字体"), "{}", error.hint);
    assert_eq!(case.now()["handling"]["acts"].as_array().map(Vec::len), Some(1));
    chase(&case, Some("reminder"));
    assert_eq!(number(&case, "chase"), "川工商联催〔2026〕2号", "no gap");
    case.world.set_time("2027-01-05 09:00");
    chase(&case, Some("reminder"));
    assert_eq!(number(&case, "chase"), "川工商联催〔2027〕1号", "the register begins anew");
}

#[test]
fn a_reply_goes_out_with_its_rating_form_and_stays_as_it_went() {
    let case = Case::received("2026-09-23 09:00", 0);
    let _done: Value =
        case.world.call("complete_demand", case.on_demand(completion("2026-09-23", "a")));
    let _sent: Value = case.world.call("reply_demand", case.on_demand(reply("2026-09-23")));
    assert_eq!(number(&case, "reply"), "川工商联函〔2026〕1号");
    let id = case.act("reply")["id"].clone();
    let wanted = [
        "关于川江沱湾冷链物流有限公司反映三号冷库增容送电受阻问题的答复",
        "一、反映事项",
        "二、办理情况",
        "附件：民营企业诉求办理满意度评价表",
        "川工商联交〔2026〕1号—1",
    ];
    assert_holds(&printed(&case, std::slice::from_ref(&id), true), &wanted);
    assert_eq!(case.act("reply")["print_count"], 1);
    printed(&case, std::slice::from_ref(&id), false);
    assert_eq!(case.act("reply")["print_count"], 1, "a copy for reading is not counted");

    // Names changed later do not reach a paper that went out.
    let mut office: Value = case.world.call("get_office", json!({}));
    office["name"] = json!("川江区新的工商联");
    let _saved: Value = case.world.call("save_office", office);
    assert!(!printed(&case, std::slice::from_ref(&id), false).contains("新的工商联"));
    let pages: Value = case.world.call("preview_act", json!({ "id": id }));
    assert_eq!(pages["pages"].as_array().map(Vec::len), Some(3), "two of the letter and the form");

    case.ask();
    let rating = case.act("rating");
    assert_eq!((&rating["number"], &rating["has_paper"]), (&Value::Null, &json!(true)));
    let text = printed(&case, &[rating["id"].clone()], true);
    assert_holds(&text, &["民营企业诉求办理满意度评价表", "川江沱湾冷链物流有限公司"]);
}

#[test]
fn a_declined_enterprise_gets_its_notice() {
    let case = Case::issued("2026-09-23 09:00", 0);
    let asked = case.sitting.demand(&case.world, "请求协调支付尾款");
    let body = json!({
        "reason": "private_dispute", "words": "双方合同纠纷，已约定仲裁。",
        "basis": "《接待日制度》第八条", "referred_to": "", "reviewer": "陈启文",
    });
    let read: Value = case.world.call("get_demand", json!({ "id": asked["id"] }));
    let input = json!({ "id": read["id"], "version": read["version"], "body": body });
    let declined: Value = case.world.call("decline_demand", input);
    let act = &declined["handling"]["acts"][0];
    assert_eq!(act["number"], "川工商联告〔2026〕1号");
    let text = printed(&case, &[act["id"].clone()], true);
    assert_holds(
        &text,
        &["民营企业诉求不予受理告知单", "属平等主体间的民事纠纷", "《接待日制度》第八条", "仲裁"],
    );
}

// Scenario 26: what goes to others does not name who asked not to be named.
#[test]
fn a_hidden_enterprise_is_named_to_itself_alone() {
    let case = Case::hidden("2026-09-23 09:00");
    let reported = case.on_task(
        0,
        json!({ "made_on": "2026-09-23", "body": {
            "progress": "已到沱湾冷链物流查看。", "contact": null, "problem": "", "next_step": "",
            "expected_on": null, "reporter": "",
        }}),
    );
    let _told: Value = case.world.call("report_progress", reported);
    case.world.set_time("2026-10-22 09:00");
    chase(&case, None);
    let text = printed(&case, &[case.act("chase")["id"].clone()], true);
    assert!(text.contains("已到某企业查看") && !text.contains("沱湾冷链"), "{text}");
    let _done: Value =
        case.world.call("complete_demand", case.on_demand(completion("2026-10-22", "a")));
    let mut body = reply("2026-10-22");
    body["body"]["served"] = talk("2026-10-22");
    let _sent: Value = case.world.call("reply_demand", case.on_demand(body));
    let text = printed(&case, &[case.act("reply")["id"].clone()], true);
    assert_holds(&text, &["关于某企业反映", "川江沱湾冷链物流有限公司："]);
    assert!(!text.contains("抄送"), "{text}");
}

#[test]
fn an_act_without_a_paper_says_so() {
    let case = Case::received("2026-09-23 09:00", 0);
    let body = json!({
        "progress": "已开挖。", "contact": null, "problem": "", "next_step": "",
        "expected_on": null, "reporter": "",
    });
    let input = case.on_task(0, json!({ "made_on": "2026-09-23", "body": body }));
    let _told: Value = case.world.call("report_progress", input);
    let act = case.act("progress");
    assert_eq!(act["has_paper"], false);
    let refused = case.world.refused("preview_act", json!({ "id": act["id"] }));
    assert_eq!(refused.hint, "这项进展反馈没有文书。");
}

// A look before it is served takes no number, keeps nothing and says what is missing.
#[test]
fn a_reply_and_a_notice_are_looked_at_before_they_go_out() {
    let case = Case::received("2026-09-23 09:00", 0);
    case.complete("2026-09-23", "a");
    let seen: Value = case.world.call("preview_reply", case.on_demand(reply("2026-09-23")));
    assert_eq!(seen["pages"].as_array().map(Vec::len), Some(3), "the letter and its rating form");
    assert_eq!(case.now()["state"], "completion_review");
    let mut bare = reply("2026-09-23");
    bare["body"]["result"] = json!("");
    let faults = case.world.faults("preview_reply", case.on_demand(bare));
    assert_eq!(faults[0].0, "body.result");
    case.reply("2026-09-23");
    assert_eq!(number(&case, "reply"), "川工商联函〔2026〕1号", "a look takes no number");

    let asked = case.sitting.demand(&case.world, "请求协调支付尾款");
    let read: Value = case.world.call("get_demand", json!({ "id": asked["id"] }));
    let body = json!({
        "reason": "private_dispute", "words": "双方合同纠纷。", "basis": "", "referred_to": "",
        "reviewer": "陈启文",
    });
    let input = json!({ "id": read["id"], "version": read["version"], "body": body });
    let seen: Value = case.world.call("preview_decline", input);
    assert_eq!(seen["pages"].as_array().map(Vec::len), Some(1));
    let after: Value = case.world.call("get_demand", json!({ "id": asked["id"] }));
    assert_eq!((&after["state"], &after["version"]), (&read["state"], &read["version"]));
}
