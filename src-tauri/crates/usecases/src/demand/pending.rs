//! Use cases still to be written in this module; delete this file.

use crate::context::Context;
use crate::error::UseCaseError;
use crate::demand::{AcceptDemands, BatchOutcome, DemandDetail, RegisterDemand};
use crate::minutes::{AnswerOnSite};
use crate::wire::{ById, Reasoned};

pub(crate) fn register_demand(_: &Context<'_>, _: RegisterDemand) -> Result<DemandDetail, UseCaseError> {
    Err(UseCaseError::UnknownCommand("register_demand".into()))
}

pub(crate) fn get_demand(_: &Context<'_>, _: ById) -> Result<DemandDetail, UseCaseError> {
    Err(UseCaseError::UnknownCommand("get_demand".into()))
}

pub(crate) fn accept_demands(_: &Context<'_>, _: AcceptDemands) -> Result<BatchOutcome, UseCaseError> {
    Err(UseCaseError::UnknownCommand("accept_demands".into()))
}

pub(crate) fn answer_on_site(_: &Context<'_>, _: AnswerOnSite) -> Result<DemandDetail, UseCaseError> {
    Err(UseCaseError::UnknownCommand("answer_on_site".into()))
}

pub(crate) fn reopen_demand(_: &Context<'_>, _: Reasoned) -> Result<DemandDetail, UseCaseError> {
    Err(UseCaseError::UnknownCommand("reopen_demand".into()))
}
