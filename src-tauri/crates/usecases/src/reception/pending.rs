//! Use cases still to be written in this module; delete this file.

use crate::context::Context;
use crate::error::UseCaseError;
use crate::reception::{ReceptionDetail, ReceptionList, ReceptionsQuery, SaveAgendaDone, SaveAttendance, SaveReception};
use crate::wire::{ById, Reasoned, Reference};

pub(crate) fn list_receptions(_: &Context<'_>, _: ReceptionsQuery) -> Result<ReceptionList, UseCaseError> {
    Err(UseCaseError::UnknownCommand("list_receptions".into()))
}

pub(crate) fn get_reception(_: &Context<'_>, _: ById) -> Result<ReceptionDetail, UseCaseError> {
    Err(UseCaseError::UnknownCommand("get_reception".into()))
}

pub(crate) fn save_reception(_: &Context<'_>, _: SaveReception) -> Result<ReceptionDetail, UseCaseError> {
    Err(UseCaseError::UnknownCommand("save_reception".into()))
}

pub(crate) fn cancel_reception(_: &Context<'_>, _: Reasoned) -> Result<ReceptionDetail, UseCaseError> {
    Err(UseCaseError::UnknownCommand("cancel_reception".into()))
}

pub(crate) fn start_reception(_: &Context<'_>, _: Reference) -> Result<ReceptionDetail, UseCaseError> {
    Err(UseCaseError::UnknownCommand("start_reception".into()))
}

pub(crate) fn end_reception(_: &Context<'_>, _: Reference) -> Result<ReceptionDetail, UseCaseError> {
    Err(UseCaseError::UnknownCommand("end_reception".into()))
}

pub(crate) fn save_attendance(_: &Context<'_>, _: SaveAttendance) -> Result<ReceptionDetail, UseCaseError> {
    Err(UseCaseError::UnknownCommand("save_attendance".into()))
}

pub(crate) fn save_agenda_done(_: &Context<'_>, _: SaveAgendaDone) -> Result<ReceptionDetail, UseCaseError> {
    Err(UseCaseError::UnknownCommand("save_agenda_done".into()))
}
