//! Voiding a slip for a reason: its number stays used, its demands are free again.

use domain::demand::DemandAction;
use domain::ids::SlipId;
use domain::slip::{SlipAction, SlipState, TaskState};
use store::tables::demands;
use store::tables::slips::CarriedItem;
use store::tables::tasks::{self, TaskRow};

use super::SlipDetail;
use super::detail::slip_detail;
use super::paper::slip_paper;
use super::saving::{read, save, step};
use crate::context::Context;
use crate::demand::{save_demand, step as demand_step};
use crate::error::UseCaseError;
use crate::fields::Fields;
use crate::handling::{is_waiting, lapse, moves_clock};
use crate::wire::Reasoned;

/// Voids a slip (scenario 48); tasks are recalled.
pub(crate) fn void_slip(
    context: &Context<'_>,
    input: Reasoned,
) -> Result<SlipDetail, UseCaseError> {
    let mut fields = Fields::new();
    let reason = fields.required_line("reason", &input.reason);
    fields.finish()?;
    let id = SlipId::new(input.id);
    context.write("void_slip", |tx| {
        let before = read(tx, &id, input.version)?;
        let items = demands::list_slip(tx, &id)?;
        let mut row = before.clone();
        step(&mut row, SlipAction::Void)?;
        row.void_reason = reason;
        row.carried = Some(items.iter().map(CarriedItem::from).collect());
        if row.paper.is_none() {
            // What it would have printed stays to be read.
            row.paper = Some(serde_json::to_string(&slip_paper(context, tx, &row, &items)?)?);
        }
        save(tx, Some(&before), row)?;
        let action = if before.state == SlipState::Issued {
            DemandAction::VoidSlip
        } else {
            DemandAction::Recall
        };
        for item in items {
            let mut row = item.clone();
            demand_step(&mut row, action)?;
            // What waits for this slip's units, or moved its dates, says nothing of the next slip.
            lapse(tx, &item.id, |act| is_waiting(act) || moves_clock(act))?;
            row.handling.extension_count = 0;
            row.handling.review_on = None;
            row.slip_id = None;
            row.slip_position = None;
            row.drafted = None;
            row.issued_on = None;
            row.original_due_on = None;
            row.due_on = None;
            row.last_due_on = None;
            row.is_provisional = false;
            save_demand(tx, Some(&item), row)?;
        }
        for task in tasks::list_slip(tx, &id)? {
            let recalled =
                TaskRow { state: TaskState::Recalled, version: task.version + 1, ..task.clone() };
            tasks::update(tx, &recalled)?;
            tx.record("task", task.id.as_str(), Some(&task), &recalled)?;
        }
        slip_detail(context, tx, &id)
    })
}
