//! Slips: from demands to receipts, as far as the story wants.

use chrono::NaiveDate;
use serde_json::{Value, json};
use usecases::CommandError;

use super::desk::{Desk, text};
use super::names::{FIRMS, LEADERS};
use super::people::People;
use super::sittings::Raised;

/// How far a slip gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    Drafting,
    UnderReview,
    AwaitingInstruction,
    Instructed,
    Signed,
    Issued,
    /// The lead unit signed for it, one assisting unit did not.
    PartlyReceived,
    Received,
    /// Issued and then void: its number stays used.
    Void,
}

/// Sets each demand's limit so that it falls due on its day when issued on `issued_on`.
pub(super) fn set_limits(
    desk: &Desk,
    raised: &[Raised],
    issued_on: NaiveDate,
    due: &[NaiveDate],
) -> Result<(), CommandError> {
    for (one, due_on) in raised.iter().zip(due) {
        let limit = desk.calendar.workdays_between(issued_on, *due_on).clamp(1, 66);
        let detail = desk.call("get_demand", json!({ "id": one.id }))?;
        let mut fields = detail["fields"].clone();
        fields["limit"] = json!(limit);
        let input = json!({ "id": one.id, "version": detail["version"], "fields": fields });
        desk.call("save_demand_fields", input)?;
    }
    Ok(())
}

/// Takes demands of one enterprise through a slip up to `stage`.
pub(super) fn make(
    desk: &mut Desk,
    people: &People,
    raised: &[Raised],
    stage: Stage,
) -> Result<(), CommandError> {
    let Some(first) = raised.first() else { return Ok(()) };
    let ids: Vec<&str> = raised.iter().map(|one| one.id.as_str()).collect();
    let input = json!({ "demands": ids, "reception_id": first.reception });
    let mut slip = desk.call("compose_slip", input)?;
    desk.wait(6);
    let id = text(&slip, "id");
    let versioned = |slip: &Value, more: Value| {
        let mut input = more;
        input["id"] = slip["id"].clone();
        input["version"] = slip["version"].clone();
        input
    };
    let leader = &people.leaders[first.leader];
    let deputy = &people.leaders[5 + desk.dice.below(4)];
    let proposal = proposal(desk, first);
    let urgency = ["ordinary", "ordinary", "urgent", "critical"][desk.dice.below(4)];
    slip = desk.call(
        "save_slip",
        versioned(
            &slip,
            json!({ "urgency": urgency, "proposal": proposal,
                "drafted_by": "文示真", "lead_leader_id": deputy, "demands": ids }),
        ),
    )?;
    if stage == Stage::Drafting {
        return Ok(());
    }
    desk.wait(10);
    slip = desk.call("submit_slip", versioned(&slip, json!({ "reviewer": "苏例言" })))?;
    if stage == Stage::UnderReview {
        return Ok(());
    }
    desk.wait(15);
    slip = desk.call("approve_slip", versioned(&slip, json!({ "reviewer": "苏例言" })))?;
    if stage == Stage::AwaitingInstruction {
        return Ok(());
    }
    desk.wait(20);
    let instruction = instruction(desk, first);
    slip = desk.call(
        "instruct_slip",
        versioned(
            &slip,
            json!({ "text": instruction, "signer_id": leader,
                "instructed_on": usecases::clock::local_date(desk.now()),
                "lead_leader_id": deputy, "changes": [] }),
        ),
    )?;
    if stage == Stage::Instructed {
        return Ok(());
    }
    desk.wait(2);
    let ink = signature(desk);
    slip = desk.call("sign_slip", versioned(&slip, json!({ "ink": ink, "scan_id": null })))?;
    if stage == Stage::Signed {
        return Ok(());
    }
    desk.wait(5);
    let issue = versioned(&slip, json!({ "issuer": LEADERS[10].0, "issued_on": null }));
    slip = desk.call("issue_slip", issue)?;
    match stage {
        Stage::Void => {
            let reason = "主办单位写错，作废后另发";
            desk.wait(30);
            desk.call("void_slip", versioned(&slip, json!({ "reason": reason })))?;
        }
        Stage::Received | Stage::PartlyReceived => {
            desk.wait(90);
            receipts(desk, &id, stage == Stage::Received)?;
        }
        _ => {}
    }
    Ok(())
}

/// Registers receipts: of all tasks, or of the lead units alone.
fn receipts(desk: &Desk, slip: &str, is_all: bool) -> Result<(), CommandError> {
    let detail = desk.call("get_slip", json!({ "id": slip }))?;
    let items = detail["items"].as_array().cloned().unwrap_or_default();
    for task in items.iter().filter_map(|item| item["tasks"].as_array()).flatten() {
        if !is_all && task["role"] != "lead" {
            continue;
        }
        desk.wait(3);
        let person = text(task, "responsible_person");
        let name = if person.is_empty() { String::from("收文岗") } else { person };
        desk.call(
            "register_receipt",
            json!({ "task_id": task["id"], "version": task["version"], "received_by": name,
                "post": "办公室主任", "way": "in_person", "received_at": null }),
        )?;
    }
    Ok(())
}

fn proposal(desk: &mut Desk, first: &Raised) -> String {
    let firm = FIRMS[first.firm].0;
    match desk.dice.below(3) {
        0 => format!("{firm}反映情况属实，建议按下列分工限期办理，书面答复企业。妥否，请批示。"),
        1 => String::from("建议由主办单位牵头限期办结，协办单位积极配合。妥否，请批示。"),
        _ => format!("经会前核实，{firm}所提事项合法合理，建议交办。妥否，请批示。"),
    }
}

fn instruction(desk: &mut Desk, first: &Raised) -> String {
    let firm = FIRMS[first.firm].0;
    match desk.dice.below(4) {
        0 => String::from("同意所拟。请主办单位迅速落实，按期书面答复企业。"),
        1 => format!("请各责任单位高度重视，{firm}的事要一件一件抓落实，结果报我。"),
        2 => String::from("同意。能办的马上办，一时办不了的向企业说清楚。"),
        _ => String::from("请分管领导牵头，协调解决，并举一反三。"),
    }
}

/// A signature in three strokes, another one each time.
fn signature(desk: &mut Desk) -> Value {
    let mut strokes = Vec::new();
    for stroke in 0..3_u32 {
        let (x, y) = (40.0 + 90.0 * f64::from(stroke), 70.0);
        let turn = 1.5 + f64::from(u32::try_from(desk.dice.below(20)).unwrap_or(0)) / 10.0;
        let points: Vec<(f64, f64)> = (0..36_u32)
            .map(|step| {
                let way = f64::from(step) / 35.0;
                let angle = way * std::f64::consts::TAU * turn / 2.0;
                (
                    x + 84.0 * way + 14.0 * angle.sin(),
                    y + 34.0 * (angle * 1.7).cos() * (1.0 - way * 0.5) - 12.0 * way,
                )
            })
            .collect();
        strokes.push(json!({ "points": points, "width": 3.2 }));
    }
    json!({ "width": 360.0, "height": 140.0, "strokes": strokes })
}
