//! What is done beside the table of a demand's states: mediation, 区街联动, 专班, answers to a chase,
//! looking back.

use serde_json::{Value, json};

use super::Walk;
use super::acts::pending;
use crate::handling::around::street;
use crate::sitting::with;

/// Does one thing that fits the demand, if any does.
pub(super) fn take(walk: &mut Walk, demand: &Value) -> Option<(&'static str, bool)> {
    let day = walk.day.to_string();
    if let Some(act) = pending(demand, "mediation") {
        let is_reached = walk.dice.one_in(2);
        let end = json!({
            "result": if is_reached { "reached" } else { "failed" }, "ended_on": day,
            "agreed_fen": is_reached.then_some(48_000_001), "words": "",
        });
        return did(walk, "登记调解结果", "record_mediation", with(&act, end));
    }
    let (what, name, more) = match walk.dice.below(5) {
        0 => {
            let cause = *walk.dice.of(&["commercial", "labour"]);
            (
                "移送调解",
                "refer_mediation",
                json!({
                    "made_on": day, "organ": "区商会人民调解委员会", "cause": cause,
                    "amount_fen": 100_000_000, "reason": "双方愿意调解。",
                }),
            )
        }
        1 => {
            let street = street(&walk.world, "白果街道办事处");
            (
                "上报区级",
                "escalate_demand",
                json!({
                    "made_on": day, "from_unit_id": street, "reason": "超出街道职权。",
                    "decided_by": "罗书记",
                }),
            )
        }
        2 => match latest(demand, "task_force").filter(|act| act["until_on"].is_null()) {
            Some(act) => {
                let end = json!({ "until_on": day, "result": "已送电。" });
                return did(walk, "结束专班", "end_task_force", with(&act, end));
            }
            None => (
                "组建专班",
                "form_task_force",
                json!({
                    "made_on": day, "name": "送电专班", "leader": "李卫东",
                    "members": [{ "unit": "川江供电公司", "person": "邓例文" }],
                }),
            ),
        },
        3 => {
            let act = latest(demand, "chase")?;
            let answer = json!({
                "cause": "到货延迟。", "measures": "倒排工期。", "promised_on": null,
                "answered_on": day,
            });
            return did(walk, "催办回复", "answer_chase", with(&act, answer));
        }
        _ => {
            let body = json!({ "is_lasting": true, "words": "已送电，未反复。", "recorder": "" });
            ("回访", "record_look_back", json!({ "body": body }))
        }
    };
    did(walk, what, name, with(demand, more))
}

fn did(
    walk: &mut Walk,
    what: &'static str,
    name: &str,
    input: Value,
) -> Option<(&'static str, bool)> {
    Some((what, walk.attempt(name, input)?))
}

/// Returns the latest act of a kind.
fn latest(demand: &Value, kind: &str) -> Option<Value> {
    let acts = demand["handling"]["acts"].as_array()?;
    acts.iter().rev().find(|act| act["kind"] == kind).cloned()
}
