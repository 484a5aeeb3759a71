//! Taking the number and issuing, transition 8: from here the paper is frozen.

use chrono::Datelike;
use domain::deadline::{self, Limit};
use domain::demand::DemandAction;
use domain::ids::{TaskId, UnitId};
use domain::slip::{SlipAction, TaskRole, TaskState};
use domain::text::TextRule;
use store::Writing;
use store::tables::demands::{self, DemandRow};
use store::tables::slips::{self, SlipRow};
use store::tables::tasks::{self, TaskRow};
use store::tables::units;

use super::detail::{lacking, slip_detail};
use super::paper::slip_paper;
use super::saving::{read, save, step};
use super::{IssueSlip, SlipDetail};
use crate::context::Context;
use crate::demand::{save_demand, step as demand_step};
use crate::error::UseCaseError;
use crate::fields::Fields;
use crate::office::read_settings;

/// Issues a slip: number, limits, due dates, tasks and paper in one transaction. A paper that cannot
/// be set takes no number: it is frozen from here on.
pub(crate) fn issue_slip(
    context: &Context<'_>,
    input: IssueSlip,
) -> Result<SlipDetail, UseCaseError> {
    let issued_on = input.issued_on.unwrap_or(context.today());
    let mut fields = Fields::new();
    let issuer = fields.text("issuer", &input.issuer, TextRule::line(20));
    fields.date("issued_on", issued_on);
    if issued_on > context.today() {
        fields.reject("issued_on", "签发日期不能晚于今天。");
    }
    fields.finish()?;
    // Fonts are loaded before anybody has to wait for the transaction.
    let typesetter = context.typesetter()?;
    context.write("issue_slip", |tx| {
        let before = read(tx, &input.id, input.version)?;
        let items = demands::list_slip(tx, &input.id)?;
        let mut row = before.clone();
        step(&mut row, SlipAction::Issue)?;
        check_ready(&before, &items)?;
        if before.instructed_on.is_some_and(|day| issued_on < day) {
            return Err(UseCaseError::field("issued_on", "签发日期不能早于批示日期。"));
        }
        let settings = read_settings(tx)?;
        if settings.number_prefix.is_empty() {
            return Err(UseCaseError::refused("还没有设置交办单字号，请先到“设置”填写。"));
        }
        let year = issued_on.year();
        row.number_seq = Some(slips::next_number(tx, &settings.number_prefix, year)?);
        row.number_year = Some(year);
        row.number_prefix = Some(settings.number_prefix.clone());
        row.issuer = issuer;
        row.issued_on = Some(issued_on);
        row.issued_at = Some(context.now());
        row.limits = Some(serde_json::to_string(&settings.limits)?);
        let receipt = Limit::Workdays(settings.limits.receipt);
        let receipt_due = deadline::due(issued_on, receipt, context.calendar());
        let assist = Limit::Workdays(settings.limits.assist);
        let assist_due = deadline::due(issued_on, assist, context.calendar());
        for item in &items {
            let days = item.content.limit_workdays.ok_or_else(|| {
                UseCaseError::refused(format!("诉求 {} 还没有时限。", item.number()))
            })?;
            let due = deadline::due(issued_on, Limit::Workdays(days), context.calendar());
            let mut issued = item.clone();
            demand_step(&mut issued, DemandAction::Issue)?;
            issued.issued_on = Some(issued_on);
            issued.original_due_on = Some(due.on);
            issued.due_on = Some(due.on);
            issued.last_due_on = Some(due.on);
            issued.is_provisional = due.is_provisional;
            let issued = save_demand(tx, Some(item), issued)?;
            let roles = issued
                .content
                .lead_unit_id
                .iter()
                .map(|unit| (unit, TaskRole::Lead))
                .chain(issued.content.assists.iter().map(|unit| (unit, TaskRole::Assist)));
            for (unit, role) in roles {
                let due_on = match role {
                    TaskRole::Lead => due.on,
                    // P7: in time for the lead unit.
                    TaskRole::Assist => assist_due.on.min(due.on),
                };
                assign(tx, &row, &issued, unit, role, due_on, receipt_due.on)?;
            }
        }
        let issued = demands::list_slip(tx, &input.id)?;
        let paper = slip_paper(context, tx, &row, &issued)?;
        typesetter.slip_pages(&paper)?;
        row.paper = Some(serde_json::to_string(&paper)?);
        save(tx, Some(&before), row)?;
        slip_detail(context, tx, &input.id)
    })
}

/// Refuses what a leader has not signed or a unit could not act on.
fn check_ready(slip: &SlipRow, items: &[DemandRow]) -> Result<(), UseCaseError> {
    let mut labels: Vec<String> = lacking(items).into_iter().map(|field| field.label).collect();
    if slip.ink.is_none() && slip.scan_id.is_none() {
        labels.push("领导签名".to_owned());
    }
    if labels.is_empty() {
        return Ok(());
    }
    Err(UseCaseError::refused(format!("签发前还缺{}，请先补齐。", labels.join("、"))))
}

fn assign(
    tx: &mut Writing<'_>,
    slip: &SlipRow,
    demand: &DemandRow,
    unit: &UnitId,
    role: TaskRole,
    due_on: chrono::NaiveDate,
    receipt_due_on: chrono::NaiveDate,
) -> Result<(), UseCaseError> {
    let responsible_person = match role {
        TaskRole::Lead => demand.content.responsible_person.clone(),
        TaskRole::Assist => String::new(),
    };
    let task = TaskRow {
        id: TaskId::new(store::new_id()),
        demand_id: demand.id.clone(),
        slip_id: slip.id.clone(),
        unit_id: unit.clone(),
        unit_name: units::get(tx, unit)?.name,
        role,
        state: TaskState::AwaitingReceipt,
        responsible_person,
        due_on,
        receipt_due_on,
        received_at: None,
        received_on: None,
        received_by: String::new(),
        received_post: String::new(),
        receipt_way: None,
        round: 0,
        version: 1,
    };
    tasks::insert(tx, &task)?;
    Ok(tx.record("task", task.id.as_str(), None::<&TaskRow>, &task)?)
}
