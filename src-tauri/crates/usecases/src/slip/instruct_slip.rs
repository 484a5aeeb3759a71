//! The leader's 批示, transition 7: words, signer, day; units and limits may change here.

use domain::demand::DemandAction;
use domain::slip::{SlipAction, SlipState};
use store::tables::slips::SlipRow;
use store::tables::{demands, leaders, receptions, slips};

use super::compose_slip::ITEMS_MAX;
use super::detail::slip_detail;
use super::printable::check_printable;
use super::saving::{CELL, read, save, step, supersede};
use super::{InstructSlip, SlipDetail};
use crate::context::Context;
use crate::demand::{checked, save_demand, step as demand_step, succeeding};
use crate::error::UseCaseError;
use crate::fields::Fields;

/// What the 批示 box takes before it would leave its page.
const INSTRUCTION_MAX: usize = 400;

/// Enters the instruction. What the leader changes is what prints; the draft is kept beside it
/// (scenario 4).
pub(crate) fn instruct_slip(
    context: &Context<'_>,
    input: InstructSlip,
) -> Result<SlipDetail, UseCaseError> {
    let mut fields = Fields::new();
    let text = fields.cell("text", &input.text, INSTRUCTION_MAX, CELL);
    fields.date("instructed_on", input.instructed_on);
    if input.instructed_on > context.today() {
        fields.reject("instructed_on", "批示日期不能晚于今天。");
    }
    fields.list("changes", &input.changes, ITEMS_MAX);
    let mut changes = Vec::new();
    for (index, change) in input.changes.iter().enumerate() {
        let content = checked(&mut fields, &format!("changes.{index}.fields."), &change.fields);
        changes.push((change.demand_id.clone(), content));
    }
    fields.finish()?;
    context.write("instruct_slip", |tx| {
        let before = read(tx, &input.id, input.version)?;
        let mut row = before.clone();
        step(&mut row, SlipAction::Instruct)?;
        for (field, leader) in [
            ("signer_id", Some(&input.signer_id)),
            ("lead_leader_id", input.lead_leader_id.as_ref()),
        ] {
            if let Some(leader) = leader
                && leaders::find(tx, leader)?.is_none()
            {
                return Err(UseCaseError::field(field, "没有这位领导，请重新选择。"));
            }
        }
        if let Some(reception) = &before.reception_id
            && input.instructed_on < receptions::get(tx, reception)?.held_on
        {
            return Err(UseCaseError::field("instructed_on", "批示日期不能早于接待日期。"));
        }
        let items = demands::list_slip(tx, &input.id)?;
        if changes.iter().any(|(id, _)| items.iter().all(|item| item.id != *id)) {
            return Err(UseCaseError::refused("要改的诉求不在这张交办单上，请刷新后再改。"));
        }
        let changes: Vec<_> = items
            .iter()
            .filter_map(|item| {
                let (id, content) = changes.iter().find(|(id, _)| *id == item.id)?;
                Some(succeeding(tx, item, content.clone()).map(|content| (id, content)))
            })
            .collect::<Result<_, _>>()?;
        row.instruction = text;
        row.signer_id = Some(input.signer_id.clone());
        row.instructed_on = Some(input.instructed_on);
        row.lead_leader_id = input.lead_leader_id.clone();
        let is_reworded = row != SlipRow { state: row.state, ..before.clone() };
        let is_reassigned = items.iter().any(|item| {
            changes.iter().any(|(id, content)| **id == item.id && *content != item.content)
        });
        // A signature stands under what was read when it was written, and under nothing else.
        if is_reworded || is_reassigned {
            row.ink = None;
            row.scan_id = None;
            row.signed_at = None;
        }
        // The leader's words on a form printed for the pen are no correction of it.
        let is_first = before.state == SlipState::AwaitingInstruction;
        if is_reassigned || (is_reworded && !is_first) {
            supersede(&mut row);
        }
        save(tx, Some(&before), row)?;
        for item in items {
            let mut row = item.clone();
            if before.state == SlipState::AwaitingInstruction {
                demand_step(&mut row, DemandAction::Instruct)?;
            }
            if let Some((_, content)) = changes.iter().find(|(id, _)| **id == item.id)
                && *content != item.content
            {
                row.drafted.get_or_insert_with(|| item.content.clone());
                row.content = content.clone();
            }
            if row != item {
                save_demand(tx, Some(&item), row)?;
            }
        }
        check_printable(context, tx, &slips::get(tx, &input.id)?, ("批示", "text"))?;
        slip_detail(context, tx, &input.id)
    })
}
