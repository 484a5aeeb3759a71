//! The closed loop: reports, extensions, papers that chase, replies, ratings, second rounds.

use domain::ids::DemandId;
use serde_json::{Value, json};
use usecases::CommandError;
use usecases::clock::local_date;

use super::desk::{Desk, text};
use super::names::LEADERS;

/// What a report of progress says, in turn.
const PROGRESS: [(&str, &str); 3] = [
    ("已到现场核实，正在修订方案。", "方案本周内征求企业意见"),
    ("设备已到场，完成基础施工。", "下周接入调试"),
    ("已会同相关单位研究，资金来源基本落实。", "报请审定后组织实施"),
];
/// How a demand ended, in turn: process and result.
const RESULTS: [(&str, &str); 3] = [
    ("接件后到企业现场核实，会同协办单位逐项落实。", "问题已解决，企业当面确认。"),
    ("组织专题会商，明确分工和完成时间，逐日调度。", "事项已办妥，相关手续已交付企业。"),
    ("查明原因后调整方案，优先安排办理。", "已按企业意见办结。"),
];

/// What enterprises say when they are called.
const GRADES: [&str; 4] = ["very_satisfied", "satisfied", "satisfied", "fairly_satisfied"];

/// What is promised for next year.
const PLANNED: (&str, &str) =
    ("已纳入明年资金计划，完成项目申报。", "列入明年第一批项目，资金下达后兑付。");

/// The day of the story, as inputs take it.
fn today(desk: &Desk) -> String {
    local_date(desk.now()).to_string()
}

fn detail(desk: &Desk, id: &DemandId) -> Result<Value, CommandError> {
    desk.call("get_demand", json!({ "id": id }))
}

/// Adds id and version of a row.
fn on(row: &Value, mut more: Value) -> Value {
    more["id"] = row["id"].clone();
    more["version"] = row["version"].clone();
    more
}

/// Returns the latest act of a kind.
fn act(detail: &Value, kind: &str) -> Value {
    let acts = detail["handling"]["acts"].as_array().cloned().unwrap_or_default();
    acts.into_iter().rev().find(|act| act["kind"] == kind).unwrap_or_default()
}

fn talk(desk: &Desk, detail: &Value) -> Value {
    let person = text(detail, "contact_name");
    let person = if person.is_empty() { String::from("企业负责人") } else { person };
    json!({ "on": today(desk), "way": "phone", "person": person, "words": "已说明办理情况" })
}

/// Lists the demands in a state, the first due first.
pub(super) fn in_state(desk: &Desk, state: &str) -> Result<Vec<DemandId>, CommandError> {
    let query = json!({
        "filter": { "states": [state] }, "sort": "due", "is_descending": false, "limit": 200, "offset": 0,
    });
    let rows = desk.call("list_ledger", query)?["rows"].as_array().cloned().unwrap_or_default();
    Ok(rows.iter().map(|row| DemandId::new(text(row, "id"))).collect())
}

/// The lead unit tells how far it is.
pub(super) fn report(desk: &mut Desk, id: &DemandId) -> Result<(), CommandError> {
    desk.wait(9);
    let read = detail(desk, id)?;
    let Some(task) = live_task(&read, "lead") else { return Ok(()) };
    let (progress, next_step) = PROGRESS[desk.dice.below(PROGRESS.len())];
    let body = json!({
        "progress": progress, "contact": talk(desk, &read), "problem": "",
        "next_step": next_step, "expected_on": null, "reporter": text(&task, "received_by"),
    });
    let input = json!({
        "task_id": task["id"], "version": task["version"], "made_on": today(desk), "body": body,
    });
    desk.call("report_progress", input)?;
    Ok(())
}

fn live_task(detail: &Value, role: &str) -> Option<Value> {
    let tasks = detail["tasks"].as_array()?;
    tasks.iter().find(|task| task["role"] == role && task["state"] != "recalled").cloned()
}

/// The unit asks for working days; `granted` decides it on the spot.
pub(super) fn extend(desk: &Desk, id: &DemandId, granted: bool) -> Result<(), CommandError> {
    desk.wait(11);
    let read = detail(desk, id)?;
    let input = json!({
        "made_on": today(desk), "days": 5, "reason": "关键设备到货延迟，需要跨部门会签。",
        "done": "已完成现场勘查和方案设计。", "is_enterprise_told": true,
        "unit_head": "单位主要负责人", "override_reason": "",
    });
    let asked = desk.call("ask_extension", on(&read, input))?;
    if granted {
        desk.wait(40);
        let decision = json!({ "granted_days": 5, "decided_by": LEADERS[10].0 });
        desk.call("decide_extension", on(&act(&asked, "extension"), decision))?;
    }
    Ok(())
}

/// The clock stands while the province decides.
pub(super) fn suspend(desk: &Desk, id: &DemandId) -> Result<(), CommandError> {
    desk.wait(8);
    let review_on = desk.calendar.add_workdays(local_date(desk.now()), 20);
    let input = json!({
        "reason": "等待省级主管部门批复。", "approved_by": LEADERS[0].0, "review_on": review_on,
    });
    desk.call("suspend_demand", on(&detail(desk, id)?, input))?;
    Ok(())
}

/// The lead unit reports completion in a result class, its assisting units having answered.
pub(super) fn complete(desk: &mut Desk, id: &DemandId, class: &str) -> Result<(), CommandError> {
    desk.wait(13);
    let read = detail(desk, id)?;
    for task in read["tasks"].as_array().cloned().unwrap_or_default() {
        if task["role"] == "assist" && task["state"] == "received" {
            let body = json!({ "opinion": "agree", "words": "已配合办理", "basis": "" });
            let input = json!({
                "task_id": task["id"], "version": task["version"], "made_on": today(desk),
                "body": body,
            });
            desk.call("answer_assist", input)?;
        }
    }
    let (process, result) = match class {
        "a" => RESULTS[desk.dice.below(RESULTS.len())],
        _ => PLANNED,
    };
    let body = json!({
        "class": class, "process": process, "result": result, "basis": "", "amount_fen": null,
        "evidence": "现场照片、企业确认单", "contact": talk(desk, &read), "similar": "",
        "left_over": "", "head": "单位主要负责人", "reviewer": "", "return_reason": "",
    });
    let input = json!({ "made_on": today(desk), "body": body });
    desk.call("complete_demand", on(&detail(desk, id)?, input))?;
    Ok(())
}

/// The report is approved, the letter served.
pub(super) fn reply(desk: &Desk, id: &DemandId) -> Result<(), CommandError> {
    desk.wait(25);
    let read = detail(desk, id)?;
    let report = act(&read, "completion");
    let body = json!({
        "facts": "收到反映后，经现场核实，情况属实。", "process": report["body"]["process"],
        "result": report["body"]["result"], "basis": "",
        "follow_up": "如有新的情况，请随时与我们联系。", "served": talk(desk, &read),
    });
    desk.call("reply_demand", on(&read, json!({ "reviewer": "苏例言", "body": body })))?;
    Ok(())
}

/// The enterprise is sent the sheet it rates on.
pub(super) fn ask_rating(desk: &Desk, id: &DemandId) -> Result<(), CommandError> {
    desk.wait(6);
    desk.call("ask_rating", on(&detail(desk, id)?, json!({})))?;
    Ok(())
}

/// What is planned is looked at each quarter.
pub(super) fn track(desk: &Desk, id: &DemandId) -> Result<(), CommandError> {
    desk.wait(9);
    let input = json!({
        "reason": "资金列入明年计划，本年度不能兑付。", "approved_by": LEADERS[0].0,
        "review_on": local_date(desk.now()) + chrono::TimeDelta::days(90),
    });
    desk.call("track_demand", on(&detail(desk, id)?, input))?;
    Ok(())
}

/// The enterprise is called: with a grade it was reached.
pub(super) fn rate(desk: &Desk, id: &DemandId, grade: Option<&str>) -> Result<(), CommandError> {
    desk.wait(15);
    let read = detail(desk, id)?;
    let rating = grade.map(|grade| {
        let is_solved = grade != "dissatisfied";
        let (opinion, causes) =
            if is_solved { ("", json!([])) } else { ("问题又出现了。", json!(["result"])) };
        json!({
            "grade": grade, "result_grade": grade, "speed_grade": null, "attitude_grade": null,
            "is_contacted": true, "is_solved": is_solved, "opinion": opinion, "causes": causes,
        })
    });
    desk.call("record_rating", on(&read, json!({ "talk": talk(desk, &read), "rating": rating })))?;
    Ok(())
}

/// A satisfied enterprise's demand is closed.
pub(super) fn close(desk: &mut Desk, id: &DemandId) -> Result<(), CommandError> {
    complete(desk, id, "a")?;
    reply(desk, id)?;
    ask_rating(desk, id)?;
    let given = GRADES[desk.dice.below(GRADES.len())];
    rate(desk, id, Some(given))?;
    desk.wait(10);
    desk.call("close_demand", on(&detail(desk, id)?, json!({ "closed_by": LEADERS[10].0 })))?;
    Ok(())
}

/// An answer at the table is rated like any other.
pub(super) fn rate_answer(desk: &mut Desk, id: &DemandId) -> Result<(), CommandError> {
    ask_rating(desk, id)?;
    let given = GRADES[desk.dice.below(GRADES.len())];
    rate(desk, id, Some(given))?;
    desk.call("close_demand", on(&detail(desk, id)?, json!({ "closed_by": LEADERS[10].0 })))?;
    Ok(())
}

/// Four weeks after closing the office looks again.
pub(super) fn look_back(desk: &Desk) -> Result<(), CommandError> {
    let today = today(desk);
    for id in in_state(desk, "closed")? {
        let read = detail(desk, &id)?;
        let review_on = text(&read["handling"], "review_on");
        if !review_on.is_empty() && review_on <= today {
            desk.wait(6);
            let body =
                json!({ "is_lasting": true, "words": "回访企业，问题没有反弹。", "recorder": "" });
            desk.call("record_look_back", on(&read, json!({ "body": body })))?;
        }
    }
    Ok(())
}

/// Tells whether every unit has the paper.
pub(super) fn is_receipted(desk: &Desk, id: &DemandId) -> Result<bool, CommandError> {
    let read = detail(desk, id)?;
    let tasks = read["tasks"].as_array().cloned().unwrap_or_default();
    Ok(tasks.iter().all(|task| task["state"] != "awaiting_receipt"))
}

/// Not solved after all: a second round.
pub(super) fn rework(desk: &Desk, id: &DemandId) -> Result<(), CommandError> {
    desk.wait(12);
    let input = json!({ "reason": "企业反映问题又出现，未真正解决。", "decided_by": LEADERS[0].0 });
    desk.call("rework_demand", on(&detail(desk, id)?, input))?;
    Ok(())
}

/// Tells whether the enterprise was reached and not satisfied.
pub(super) fn is_dissatisfied(desk: &Desk, id: &DemandId) -> Result<bool, CommandError> {
    Ok(detail(desk, id)?["handling"]["grade"] == "dissatisfied")
}

/// Sends the paper that is due to everybody late.
pub(super) fn chase(desk: &Desk) -> Result<(), CommandError> {
    desk.wait(5);
    let query = json!({ "unit_id": null, "lead_leader_id": null, "order": "light", "limit": 100, "offset": 0 });
    let rows = desk.call("list_supervision", query)?["rows"].as_array().cloned();
    let due = rows.unwrap_or_default().into_iter().filter(|row| !row["chase_due"].is_null());
    let ids: Vec<Value> = due.map(|row| row["id"].clone()).collect();
    desk.call(
        "chase_demands",
        json!({
            "ids": ids, "rung": null, "answer_workdays": 3, "signer": LEADERS[10].0,
            "requirement":
                "请书面说明未办结原因、已采取的措施和新的完成时间，并与企业当面沟通一次。",
        }),
    )?;
    Ok(())
}

/// What the unit wrote back on its paper.
pub(super) fn answer_chase(desk: &Desk, id: &DemandId) -> Result<(), CommandError> {
    desk.wait(7);
    let chase = act(&detail(desk, id)?, "chase");
    if chase.is_null() {
        return Ok(());
    }
    let input = json!({
        "cause": "涉及跨部门会签，尚未完成。", "measures": "主要负责人牵头，每周调度一次。",
        "promised_on": null, "answered_on": today(desk),
    });
    desk.call("answer_chase", on(&chase, input))?;
    Ok(())
}

/// A unit holds that it is not its duty.
pub(super) fn object(desk: &Desk, id: &DemandId) -> Result<(), CommandError> {
    desk.wait(10);
    let read = detail(desk, id)?;
    let Some(task) = live_task(&read, "lead") else { return Ok(()) };
    let input = json!({
        "task_id": task["id"], "version": task["version"], "made_on": today(desk),
        "ground": "该事项的审批职责已调整到其他部门。", "basis": "本单位职能配置规定",
        "suggested_unit_id": null, "override_reason": "",
    });
    desk.call("raise_objection", input)?;
    Ok(())
}

/// Not for this office: the enterprise is told why.
pub(super) fn decline(desk: &Desk, id: &str) -> Result<(), CommandError> {
    desk.wait(10);
    let read = desk.call("get_demand", json!({ "id": id }))?;
    let body = json!({
        "reason": "private_dispute", "basis": "", "referred_to": "", "reviewer": "苏例言",
        "words": "反映事项属企业之间的合同纠纷，双方已约定争议解决方式，不属于接待日受理范围。",
    });
    desk.call("decline_demand", on(&read, json!({ "body": body })))?;
    Ok(())
}

/// A matter of the province: the enterprise is told where to turn.
pub(super) fn refer(desk: &Desk, id: &str) -> Result<(), CommandError> {
    desk.wait(10);
    let read = desk.call("get_demand", json!({ "id": id }))?;
    let body = json!({
        "reason": "out_of_district", "basis": "", "referred_to": "省级主管部门政务服务窗口",
        "reviewer": "苏例言", "words": "反映事项属省级权限，已将材料一并转送。",
    });
    desk.call("decline_demand", on(&read, json!({ "body": body })))?;
    Ok(())
}

/// The enterprise takes its demand back.
pub(super) fn withdraw(desk: &Desk, id: &str) -> Result<(), CommandError> {
    desk.wait(10);
    let read = desk.call("get_demand", json!({ "id": id }))?;
    let input = json!({ "reason": "企业来电：问题已自行解决。", "reviewer": "苏例言" });
    desk.call("withdraw_demand", on(&read, input))?;
    Ok(())
}
