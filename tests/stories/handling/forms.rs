//! The working forms F8, F9 and F11 and the short ones: frozen as asked, anew as decided.

use serde_json::{Value, json};

use super::case::Case;
use super::papers::{assert_holds, printed};

pub(super) fn paper(case: &Case, kind: &str) -> String {
    let act = case.act(kind);
    assert_eq!(act["has_paper"], true, "{kind}");
    printed(case, &[act["id"].clone()], false)
}

#[test]
fn an_extension_prints_as_asked_and_as_decided() {
    let case = Case::received("2026-09-23 09:00", 0);
    let asked = json!({
        "made_on": "2026-09-23", "days": 10, "reason": "变压器到货延迟。", "done": "已完成勘查。",
        "is_enterprise_told": false, "unit_head": "周局长", "override_reason": "",
    });
    let _asked: Value = case.world.call("ask_extension", case.on_demand(asked.clone()));
    let text = paper(&case, "extension");
    assert_holds(
        &text,
        &[
            "民营企业诉求延期申请表",
            "川工商联交〔2026〕1号—1第1次申请",
            "原时限15个工作日",
            "现到期日2026年10月21日",
            "申请延长10个工作日新到期日2026年11月4日",
            "变压器到货延迟。",
            "主要负责人：周局长",
            "同意延期个工作日",
            "批准人：年月日",
            "第1版",
        ],
    );
    let decision = json!({ "granted_days": 5, "decided_by": "沈例成" });
    let _granted: Value = case.world.call("decide_extension", case.on_act("extension", decision));
    let text = paper(&case, "extension");
    assert_holds(
        &text,
        &["同意延期5个工作日，至2026年10月28日", "批准人：沈例成2026年9月23日", "第2版"],
    );
    let _again: Value = case.world.call("ask_extension", case.on_demand(asked));
    let text = paper(&case, "extension");
    assert_holds(&text, &["第2次申请", "原到期日2026年10月21日现到期日2026年10月28日", "第1版"]);
    let decision = json!({ "granted_days": null, "decided_by": "沈例成" });
    let _refused: Value = case.world.call("decide_extension", case.on_act("extension", decision));
    assert_holds(&paper(&case, "extension"), &["批准人：沈例成"]);
    assert_eq!(case.act("extension")["number"], Value::Null, "a request has no number of its own");
}

#[test]
fn a_report_of_completion_prints_with_the_assists_and_then_with_its_review() {
    let case = Case::received("2026-09-23 09:00", 1);
    let body =
        json!({ "opinion": "conditional", "words": "夜间施工。", "basis": "占道规定第三条" });
    let input = case.on_task(1, json!({ "made_on": "2026-09-23", "body": body }));
    let _answered: Value = case.world.call("answer_assist", input);
    let mut report = super::case::completion("2026-09-23", "a");
    report["body"]["amount_fen"] = json!(12_345_678);
    let _done: Value = case.world.call("complete_demand", case.on_demand(report));
    let text = paper(&case, "completion");
    assert_holds(
        &text,
        &[
            "民营企业诉求办结报告",
            "A已解决或基本解决",
            "现场勘查后架设专线。",
            "送电单一份",
            "123,456.78元",
            "（2026年9月23日）：有条件同意。夜间施工。占道规定第三条",
            "2026年9月23日，电话，与王守成沟通。",
            "主要负责人：周局长",
            "审核人：年月日",
        ],
    );
    case.reason("return_completion", "证据不足，请补照片。");
    let text = paper(&case, "completion");
    assert_holds(&text, &["退回原因", "证据不足，请补照片。", "第2版"]);
    case.complete("2026-09-23", "a");
    case.reply("2026-09-23");
    assert_holds(&paper(&case, "completion"), &["审核人：陈启文2026年9月23日", "第2版"]);
}

#[test]
fn an_objection_prints_with_its_ruling_and_the_next_unit_gets_a_numbered_notice() {
    let case = Case::issued("2026-09-23 09:00", 0);
    let objection = json!({
        "made_on": "2026-09-23", "ground": "线路产权属物业公司。", "basis": "三定规定第五条",
        "suggested_unit_id": case.sitting.units[2], "override_reason": "",
    });
    let _raised: Value = case.world.call("raise_objection", case.on_task(0, objection));
    let text = paper(&case, "objection");
    assert_holds(
        &text,
        &["线路产权属物业公司。", "三定规定第五条", "建议单位城北街道办事处", "裁定人：年月日"],
    );
    let ruling = json!({
        "unit_id": case.sitting.units[2], "ruling": "按职责裁定。", "ruled_by": "沈例成",
    });
    let _ruled: Value = case.world.call("rule_objection", case.on_act("objection", ruling));
    assert_holds(&paper(&case, "objection"), &["按职责裁定。", "裁定人：沈例成", "第2版"]);
    assert_eq!(case.act("reassignment")["number"], "川工商联改〔2026〕1号");
    assert_holds(
        &paper(&case, "reassignment"),
        &[
            "民营企业诉求改派通知单",
            "川工商联改〔2026〕1号第二轮",
            "改派单位城北街道办事处",
            "原承办单位川江供电公司",
            "到期日2026年10月21日",
            "按职责裁定。",
        ],
    );
}

#[test]
fn the_short_forms_say_why() {
    let case = Case::received("2026-09-23 09:00", 0);
    let pause = json!({
        "reason": "等待法院判决。", "approved_by": "沈例成", "review_on": "2026-10-23",
    });
    let _paused: Value = case.world.call("suspend_demand", case.on_demand(pause));
    assert_holds(
        &paper(&case, "suspension"),
        &[
            "挂起审批表",
            "现到期日2026年10月21日",
            "复核日期2026年10月23日",
            "等待法院判决。",
            "批准人：沈例成",
        ],
    );
    case.reason("resume_demand", "已判决");
    case.rated("2026-09-23", "dissatisfied", false);
    case.rework();
    assert_eq!(case.act("rework")["number"], "川工商联重〔2026〕1号");
    assert_holds(
        &paper(&case, "rework"),
        &[
            "重办通知单",
            "第二轮",
            "5个工作日",
            "2026年10月8日",
            "不满意",
            "雨后仍断电。",
            "已接通。",
        ],
    );
}

// A unit's own form is kept whatever it says; what goes out under a number must print.
#[test]
fn a_character_without_a_font_keeps_no_report_out_and_no_number() {
    let case = Case::received("2026-09-23 09:00", 0);
    let mut report = super::case::completion("2026-09-23", "a");
    report["body"]["process"] = json!("已办\u{1F9FE}。");
    let _done: Value = case.world.call("complete_demand", case.on_demand(report));
    let seen: Value = case.world.call("preview_act", json!({ "id": case.act("completion")["id"] }));
    assert_eq!(seen["missing_glyphs"], json!(["\u{1F9FE}"]));

    let case = Case::received("2026-09-23 09:00", 0);
    case.rated("2026-09-23", "dissatisfied", false);
    let again = json!({ "reason": "仍断电\u{1F9FE}。", "decided_by": "沈例成" });
    let refused = case.world.refused("rework_demand", case.on_demand(again));
    assert!(refused.hint.contains("没有字体"), "{}", refused.hint);
    case.rework();
    assert_eq!(case.act("rework")["number"], "川工商联重〔2026〕1号");
}

// Scenario 26: a form that units and leaders read names a hidden enterprise in no word.
#[test]
fn a_hidden_enterprise_stands_in_no_word_of_a_form() {
    let case = Case::hidden("2026-09-23 09:00");
    let mut report = super::case::completion("2026-09-23", "a");
    report["body"]["process"] = json!("到川江沱湾冷链物流有限公司现场勘查，王守成陪同。");
    let _done: Value = case.world.call("complete_demand", case.on_demand(report));
    let text = paper(&case, "completion");
    assert_holds(&text, &["企业名称某企业", "到某企业现场勘查，王某陪同。", "电话。"]);
    assert!(!text.contains("沱湾冷链") && !text.contains("王守成"), "{text}");
}
