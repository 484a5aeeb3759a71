//! Use cases still to be written in this module; delete this file.

use crate::context::Context;
use crate::error::UseCaseError;
use crate::minutes::{EntrySaved, MergeDemand, MergeEntry, Minutes, RaiseDemand, SaveDemandFields, SaveEntry, SittingDemand, SplitDemand, SplitEntry};
use crate::wire::{ById, Nothing, Reasoned, Reference};

pub(crate) fn get_minutes(_: &Context<'_>, _: ById) -> Result<Minutes, UseCaseError> {
    Err(UseCaseError::UnknownCommand("get_minutes".into()))
}

pub(crate) fn save_entry(_: &Context<'_>, _: SaveEntry) -> Result<EntrySaved, UseCaseError> {
    Err(UseCaseError::UnknownCommand("save_entry".into()))
}

pub(crate) fn split_entry(_: &Context<'_>, _: SplitEntry) -> Result<Minutes, UseCaseError> {
    Err(UseCaseError::UnknownCommand("split_entry".into()))
}

pub(crate) fn merge_entry(_: &Context<'_>, _: MergeEntry) -> Result<Minutes, UseCaseError> {
    Err(UseCaseError::UnknownCommand("merge_entry".into()))
}

pub(crate) fn void_entry(_: &Context<'_>, _: Reasoned) -> Result<Minutes, UseCaseError> {
    Err(UseCaseError::UnknownCommand("void_entry".into()))
}

pub(crate) fn restore_entry(_: &Context<'_>, _: Reference) -> Result<Minutes, UseCaseError> {
    Err(UseCaseError::UnknownCommand("restore_entry".into()))
}

pub(crate) fn raise_demand(_: &Context<'_>, _: RaiseDemand) -> Result<SittingDemand, UseCaseError> {
    Err(UseCaseError::UnknownCommand("raise_demand".into()))
}

pub(crate) fn save_demand_fields(_: &Context<'_>, _: SaveDemandFields) -> Result<SittingDemand, UseCaseError> {
    Err(UseCaseError::UnknownCommand("save_demand_fields".into()))
}

pub(crate) fn split_demand(_: &Context<'_>, _: SplitDemand) -> Result<Minutes, UseCaseError> {
    Err(UseCaseError::UnknownCommand("split_demand".into()))
}

pub(crate) fn merge_demand(_: &Context<'_>, _: MergeDemand) -> Result<Minutes, UseCaseError> {
    Err(UseCaseError::UnknownCommand("merge_demand".into()))
}

pub(crate) fn void_demand(_: &Context<'_>, _: Reasoned) -> Result<Nothing, UseCaseError> {
    Err(UseCaseError::UnknownCommand("void_demand".into()))
}

pub(crate) fn restore_demand(_: &Context<'_>, _: Reference) -> Result<Nothing, UseCaseError> {
    Err(UseCaseError::UnknownCommand("restore_demand".into()))
}
