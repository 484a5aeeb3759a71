//! Review (审核): to the reviewer, on to the leader, or back to the clerk.

use domain::demand::DemandAction;
use domain::ids::SlipId;
use domain::slip::SlipAction;
use domain::text::TextRule;
use store::Writing;
use store::tables::demands;

use super::detail::{lacking, slip_detail};
use super::printable::check_printable;
use super::saving::{read, save, step};
use super::{ReviewSlip, SlipDetail};
use crate::context::Context;
use crate::demand::{save_demand, step as demand_step};
use crate::error::UseCaseError;
use crate::fields::Fields;
use crate::wire::Reasoned;

/// Sends a complete draft to its reviewer.
pub(crate) fn submit_slip(
    context: &Context<'_>,
    input: ReviewSlip,
) -> Result<SlipDetail, UseCaseError> {
    let mut fields = Fields::new();
    let reviewer = fields.text("reviewer", &input.reviewer, TextRule::line(20).optional());
    fields.finish()?;
    context.write("submit_slip", |tx| {
        let before = read(tx, &input.id, input.version)?;
        check_complete(tx, &input.id)?;
        let mut row = before.clone();
        step(&mut row, SlipAction::Submit)?;
        row.reviewer = reviewer;
        row.return_reason = String::new();
        check_printable(context, tx, &row, ("审核人", "reviewer"))?;
        save(tx, Some(&before), row)?;
        slip_detail(context, tx, &input.id)
    })
}

/// Approves a slip: it waits for the leader now.
pub(crate) fn approve_slip(
    context: &Context<'_>,
    input: ReviewSlip,
) -> Result<SlipDetail, UseCaseError> {
    let mut fields = Fields::new();
    let reviewer = fields.text("reviewer", &input.reviewer, TextRule::line(20));
    fields.finish()?;
    context.write("approve_slip", |tx| {
        let before = read(tx, &input.id, input.version)?;
        check_complete(tx, &input.id)?;
        let mut row = before.clone();
        step(&mut row, SlipAction::Approve)?;
        row.reviewer = reviewer;
        save(tx, Some(&before), row)?;
        slip_detail(context, tx, &input.id)
    })
}

/// Refuses a slip whose items lack a mandatory field (F5).
fn check_complete(tx: &Writing<'_>, id: &SlipId) -> Result<(), UseCaseError> {
    let lacking = lacking(&demands::list_slip(tx, id)?);
    if lacking.is_empty() {
        return Ok(());
    }
    let labels: Vec<&str> = lacking.iter().map(|field| field.label.as_str()).collect();
    Err(UseCaseError::refused(format!("还缺{}，请先补齐。", labels.join("、"))))
}

/// Sends a slip back to its clerk; an instruction given is kept in the journal only.
pub(crate) fn return_slip(
    context: &Context<'_>,
    input: Reasoned,
) -> Result<SlipDetail, UseCaseError> {
    let mut fields = Fields::new();
    let reason = fields.required_line("reason", &input.reason);
    fields.finish()?;
    let id = SlipId::new(input.id);
    context.write("return_slip", |tx| {
        let before = read(tx, &id, input.version)?;
        let mut row = before.clone();
        step(&mut row, SlipAction::Return)?;
        row.return_reason = reason;
        row.instruction = String::new();
        row.signer_id = None;
        row.instructed_on = None;
        row.ink = None;
        row.scan_id = None;
        row.signed_at = None;
        save(tx, Some(&before), row)?;
        for item in demands::list_slip(tx, &id)? {
            let mut row = item.clone();
            demand_step(&mut row, DemandAction::ReturnSlip)?;
            // The leader's changes go with his instruction.
            if let Some(drafted) = row.drafted.take() {
                row.content = drafted;
            }
            if row != item {
                save_demand(tx, Some(&item), row)?;
            }
        }
        slip_detail(context, tx, &id)
    })
}
