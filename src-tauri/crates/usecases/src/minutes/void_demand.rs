//! Taking a demand out of the record, and back.

use domain::ids::DemandId;
use store::journal;
use store::tables::demands::{self, DemandRow};

use super::merge_demand::{check_loose, take_back_merge};
use super::quotes::standing;
use super::save_demand_fields::read;
use super::split_demand::split_again;
use crate::context::Context;
use crate::demand::save_demand;
use crate::error::UseCaseError;
use crate::fields::Fields;
use crate::handling::check_none_joined;
use crate::wire::{Nothing, Reasoned, Reference};

/// Voids a demand that was taken down by mistake; its number stays used.
pub(crate) fn void_demand(context: &Context<'_>, input: Reasoned) -> Result<Nothing, UseCaseError> {
    let mut fields = Fields::new();
    let reason = fields.required_line("reason", &input.reason);
    fields.finish()?;
    let id = DemandId::new(input.id);
    context.write("void_demand", |tx| {
        let before = read(tx, &id, input.version)?;
        check_loose(&before)?;
        check_none_joined(tx, &before)?;
        let row = DemandRow { is_void: true, void_reason: reason, ..before.clone() };
        save_demand(tx, Some(&before), row)?;
        Ok(Nothing {})
    })
}

/// Brings a void demand back; one that was joined to another, or whose split was taken back, takes
/// its words with it.
pub(crate) fn restore_demand(
    context: &Context<'_>,
    input: Reference,
) -> Result<Nothing, UseCaseError> {
    let id = DemandId::new(input.id);
    context.write("restore_demand", |tx| {
        let before = demands::get(tx, &id)?;
        tx.check_version("demand", id.as_str(), input.version, before.version)?;
        if !before.is_void {
            let reason = format!("诉求 {} 没有作废，不用恢复。", before.number());
            return Err(UseCaseError::refused(reason));
        }
        match journal::last(tx, "demand", id.as_str())? {
            Some(last) if last.use_case == "merge_demand" => take_back_merge(tx, &before, &last)?,
            Some(last) if last.use_case == "take_back_split" => split_again(tx, &before)?,
            Some(_) | None => {
                let quotes = standing(tx, &before.quotes)?;
                let void_reason = String::new();
                let row = DemandRow { is_void: false, void_reason, quotes, ..before.clone() };
                save_demand(tx, Some(&before), row)?;
            }
        }
        Ok(Nothing {})
    })
}
