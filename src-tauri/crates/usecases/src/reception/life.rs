//! A reception starts, ends or is cancelled.

use domain::ids::ReceptionId;
use domain::reception::ReceptionState;
use store::tables::entries::{self, EntryRow};
use store::tables::receptions::{self, ReceptionRow};
use store::{StoreError, Writing};

use super::ReceptionDetail;
use super::detail::reception_detail;
use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::Fields;
use crate::minutes::update_entry;
use crate::wire::{Reasoned, Reference};

/// Why an empty draft is void: it never held a word.
const EMPTY_DRAFT: &str = "空白记录";

/// Starts a planned reception; one runs at a time.
pub(crate) fn start_reception(
    context: &Context<'_>,
    input: Reference,
) -> Result<ReceptionDetail, UseCaseError> {
    let id = ReceptionId::new(input.id);
    context.write("start_reception", |tx| {
        let before = receptions::get(tx, &id)?;
        tx.check_version("reception", id.as_str(), input.version, before.version)?;
        match before.state {
            ReceptionState::Planned => {}
            ReceptionState::Running => return Err(UseCaseError::refused("这次接待已经开始。")),
            ReceptionState::Held => return Err(UseCaseError::refused("这次接待已经结束。")),
            ReceptionState::Cancelled => {
                return Err(UseCaseError::refused("这次接待已取消。请另建一次。"));
            }
        }
        if let Some(other) = receptions::find_running(tx)? {
            let reason = format!("“{}”正在进行。请先结束它，再开始这一次。", other.title);
            return Err(UseCaseError::refused(reason));
        }
        let row = ReceptionRow {
            state: ReceptionState::Running,
            started_at: Some(context.now()),
            version: before.version + 1,
            ..before.clone()
        };
        save(tx, &before, &row)?;
        reception_detail(context, tx, &id)
    })
}

/// Ends a running reception: entries still open are closed as they stand, empty ones are void.
/// Demands stay for composing slips.
pub(crate) fn end_reception(
    context: &Context<'_>,
    input: Reference,
) -> Result<ReceptionDetail, UseCaseError> {
    let id = ReceptionId::new(input.id);
    context.write("end_reception", |tx| {
        let before = receptions::get(tx, &id)?;
        tx.check_version("reception", id.as_str(), input.version, before.version)?;
        if before.state != ReceptionState::Running {
            let reason = "只有正在进行的接待可以结束。请先开始接待。";
            return Err(UseCaseError::refused(reason));
        }
        let record = entries::list(tx, &id)?;
        let is_open = |entry: &EntryRow| entry.is_draft && entry.void_reason.is_none();
        for draft in record.into_iter().filter(is_open) {
            let closed = EntryRow {
                is_draft: false,
                void_reason: draft.text.trim().is_empty().then(|| EMPTY_DRAFT.to_owned()),
                version: draft.version + 1,
                ..draft.clone()
            };
            update_entry(tx, &draft, &closed)?;
        }
        let row = ReceptionRow {
            state: ReceptionState::Held,
            ended_at: Some(context.now()),
            version: before.version + 1,
            ..before.clone()
        };
        save(tx, &before, &row)?;
        reception_detail(context, tx, &id)
    })
}

/// Cancels a planned reception for a reason.
pub(crate) fn cancel_reception(
    context: &Context<'_>,
    input: Reasoned,
) -> Result<ReceptionDetail, UseCaseError> {
    let mut fields = Fields::new();
    let cancel_reason = fields.required_line("reason", &input.reason);
    fields.finish()?;
    let id = ReceptionId::new(input.id);
    context.write("cancel_reception", |tx| {
        let before = receptions::get(tx, &id)?;
        tx.check_version("reception", id.as_str(), input.version, before.version)?;
        match before.state {
            ReceptionState::Planned => {}
            ReceptionState::Running => {
                return Err(UseCaseError::refused("接待正在进行，不能取消。请先结束接待。"));
            }
            ReceptionState::Held => {
                return Err(UseCaseError::refused("接待已经结束，不能取消。"));
            }
            ReceptionState::Cancelled => return Err(UseCaseError::refused("这次接待已取消。")),
        }
        let row = ReceptionRow {
            state: ReceptionState::Cancelled,
            cancel_reason,
            version: before.version + 1,
            ..before.clone()
        };
        save(tx, &before, &row)?;
        reception_detail(context, tx, &id)
    })
}

fn save(
    tx: &mut Writing<'_>,
    before: &ReceptionRow,
    after: &ReceptionRow,
) -> Result<(), StoreError> {
    receptions::update(tx, after)?;
    tx.record("reception", after.id.as_str(), Some(before), after)
}
