//! Use cases still to be written in this module; delete this file.

use crate::context::Context;
use crate::error::UseCaseError;
use crate::office::{CalendarMonth, Clerk, ClerkList, DeadlinePreview, MonthQuery, OfficeSettings, OfficeStatus, PreviewDeadline, SaveClerk, SwitchClerk};
use crate::wire::{Nothing};

pub(crate) fn get_status(_: &Context<'_>, _: Nothing) -> Result<OfficeStatus, UseCaseError> {
    Err(UseCaseError::UnknownCommand("get_status".into()))
}

pub(crate) fn get_office(_: &Context<'_>, _: Nothing) -> Result<OfficeSettings, UseCaseError> {
    Err(UseCaseError::UnknownCommand("get_office".into()))
}

pub(crate) fn save_office(_: &Context<'_>, _: OfficeSettings) -> Result<OfficeSettings, UseCaseError> {
    Err(UseCaseError::UnknownCommand("save_office".into()))
}

pub(crate) fn list_clerks(_: &Context<'_>, _: Nothing) -> Result<ClerkList, UseCaseError> {
    Err(UseCaseError::UnknownCommand("list_clerks".into()))
}

pub(crate) fn save_clerk(_: &Context<'_>, _: SaveClerk) -> Result<Clerk, UseCaseError> {
    Err(UseCaseError::UnknownCommand("save_clerk".into()))
}

pub(crate) fn switch_clerk(_: &Context<'_>, _: SwitchClerk) -> Result<Clerk, UseCaseError> {
    Err(UseCaseError::UnknownCommand("switch_clerk".into()))
}

pub(crate) fn get_month(_: &Context<'_>, _: MonthQuery) -> Result<CalendarMonth, UseCaseError> {
    Err(UseCaseError::UnknownCommand("get_month".into()))
}

pub(crate) fn preview_deadline(_: &Context<'_>, _: PreviewDeadline) -> Result<DeadlinePreview, UseCaseError> {
    Err(UseCaseError::UnknownCommand("preview_deadline".into()))
}

pub(crate) fn at_desk(
    _: &store::Store,
    _: chrono::DateTime<chrono::Utc>,
) -> Result<crate::context::AtDesk, UseCaseError> {
    Ok(crate::context::AtDesk { id: String::new(), name: String::new() })
}
