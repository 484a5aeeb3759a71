//! A unit's receipt (签收), transition 9 when it is the lead's.

use domain::deadline::counted_on;
use domain::demand::{DemandAction, DemandState};
use domain::ids::SlipId;
use domain::slip::{TaskRole, TaskState};
use store::Writing;
use store::tables::tasks::{self, TaskRow};
use store::tables::{acts, demands};

use super::detail::slip_detail;
use super::{RegisterReceipt, SlipDetail};
use crate::clock::local;
use crate::context::Context;
use crate::demand::{save_demand, step as demand_step};
use crate::error::UseCaseError;
use crate::fields::Fields;
use crate::handling::assigned_on;
use crate::office::read_settings;

/// Registers a receipt. One that comes after the cut-off counts on the next working day
/// (scenario 60).
pub(crate) fn register_receipt(
    context: &Context<'_>,
    input: RegisterReceipt,
) -> Result<SlipDetail, UseCaseError> {
    context.write("register_receipt", |tx| {
        let slip = receipt(context, tx, &input)?;
        slip_detail(context, tx, &slip)
    })
}

/// Registers a receipt within a change; returns its slip.
///
/// # Errors
/// As [`register_receipt`].
pub(crate) fn receipt(
    context: &Context<'_>,
    tx: &mut Writing<'_>,
    input: &RegisterReceipt,
) -> Result<SlipId, UseCaseError> {
    let received_at = input.received_at.unwrap_or(context.now());
    let mut fields = Fields::new();
    let received_by = fields.name("received_by", &input.received_by);
    let received_post = fields.line("post", &input.post);
    if received_at > context.now() {
        fields.reject("received_at", "签收时间不能晚于现在。");
    } else {
        fields.instant("received_at", received_at, context.now());
    }
    fields.finish()?;
    let before = tasks::get(tx, &input.task_id)?;
    tx.check_version("task", before.id.as_str(), input.version, before.version)?;
    if before.state != TaskState::AwaitingReceipt {
        let reason = format!("“{}”{}，不用再登记。", before.unit_name, before.state);
        return Err(UseCaseError::refused(reason));
    }
    let demand = demands::get(tx, &before.demand_id)?;
    let at = local(received_at).naive_local();
    let acts = acts::list_demand(tx, &demand.id)?;
    let given = assigned_on(&acts, &before, demand.issued_on);
    if given.is_some_and(|given| at.date() < given) {
        return Err(UseCaseError::field("received_at", "签收时间不能早于签发或改派日期。"));
    }
    let cut_off = read_settings(tx)?.cut_off_time();
    let row = TaskRow {
        state: TaskState::Received,
        received_at: Some(received_at),
        received_on: Some(counted_on(at, cut_off, context.calendar())),
        received_by,
        received_post,
        receipt_way: Some(input.way),
        version: before.version + 1,
        ..before.clone()
    };
    tasks::update(tx, &row)?;
    tx.record("task", row.id.as_str(), Some(&before), &row)?;
    if row.role == TaskRole::Lead && demand.state == DemandState::AwaitingReceipt {
        let mut moved = demand.clone();
        demand_step(&mut moved, DemandAction::Receive)?;
        save_demand(tx, Some(&demand), moved)?;
    }
    Ok(row.slip_id)
}
