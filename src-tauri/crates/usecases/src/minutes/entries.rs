//! Taking an entry out of the record, and back.

use domain::ids::EntryId;
use store::journal;
use store::tables::demands;
use store::tables::entries::{self, EntryRow};

use super::Minutes;
use super::get_minutes::minutes;
use super::save_entry::update_entry;
use super::split_merge::take_back_merge;
use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::Fields;
use crate::wire::{Reasoned, Reference};

/// Voids an entry for a reason; a demand's source cannot go.
pub(crate) fn void_entry(context: &Context<'_>, input: Reasoned) -> Result<Minutes, UseCaseError> {
    let mut fields = Fields::new();
    let reason = fields.required_line("reason", &input.reason);
    fields.finish()?;
    let id = EntryId::new(input.id);
    context.write("void_entry", |tx| {
        let before = entries::get(tx, &id)?;
        tx.check_version("entry", id.as_str(), input.version, before.version)?;
        if let Some(demand) = demands::list_quoting(tx, &id)?.first() {
            let reason =
                format!("诉求 {} 引自这条记录，请先作废那条诉求或改引文。", demand.number());
            return Err(UseCaseError::refused(reason));
        }
        let row = EntryRow {
            void_reason: Some(reason),
            is_draft: false,
            version: before.version + 1,
            ..before.clone()
        };
        update_entry(tx, &before, &row)?;
        minutes(context, tx, &row.reception_id)
    })
}

/// Brings a void entry back to where it stood; one that was joined to another takes its words
/// with it.
pub(crate) fn restore_entry(
    context: &Context<'_>,
    input: Reference,
) -> Result<Minutes, UseCaseError> {
    let id = EntryId::new(input.id);
    context.write("restore_entry", |tx| {
        let before = entries::get(tx, &id)?;
        tx.check_version("entry", id.as_str(), input.version, before.version)?;
        if before.void_reason.is_none() {
            return Err(UseCaseError::refused("这条记录没有作废，不用恢复。"));
        }
        match journal::last(tx, "entry", id.as_str())? {
            Some(last) if last.use_case == "merge_entry" => take_back_merge(tx, &before, &last)?,
            Some(_) | None => {
                let row =
                    EntryRow { void_reason: None, version: before.version + 1, ..before.clone() };
                update_entry(tx, &before, &row)?;
            }
        }
        minutes(context, tx, &before.reception_id)
    })
}
