//! Use cases still to be written in this module; delete this file.

use crate::context::Context;
use crate::error::UseCaseError;
use crate::ledger::{CancelJob, ExportLedger, ExportOutcome, LedgerPage, LedgerQuery, SaveView, SavedView, ViewList};
use crate::wire::{Nothing, Reference};

pub(crate) fn list_ledger(_: &Context<'_>, _: LedgerQuery) -> Result<LedgerPage, UseCaseError> {
    Err(UseCaseError::UnknownCommand("list_ledger".into()))
}

pub(crate) fn list_views(_: &Context<'_>, _: Nothing) -> Result<ViewList, UseCaseError> {
    Err(UseCaseError::UnknownCommand("list_views".into()))
}

pub(crate) fn save_view(_: &Context<'_>, _: SaveView) -> Result<SavedView, UseCaseError> {
    Err(UseCaseError::UnknownCommand("save_view".into()))
}

pub(crate) fn void_view(_: &Context<'_>, _: Reference) -> Result<ViewList, UseCaseError> {
    Err(UseCaseError::UnknownCommand("void_view".into()))
}

pub(crate) fn export_ledger(_: &Context<'_>, _: ExportLedger) -> Result<ExportOutcome, UseCaseError> {
    Err(UseCaseError::UnknownCommand("export_ledger".into()))
}

pub(crate) fn cancel_job(_: &Context<'_>, _: CancelJob) -> Result<Nothing, UseCaseError> {
    Err(UseCaseError::UnknownCommand("cancel_job".into()))
}
