//! Use cases still to be written in this module; delete this file.

use crate::context::Context;
use crate::error::UseCaseError;
use crate::slip::{ComposeSlip, InstructSlip, IssueSlip, PaperPreview, PrintSlips, PrintedPaper, RegisterReceipt, ReviewSlip, SaveSlip, SignSlip, SlipDetail, SlipList, SlipsQuery};
use crate::minutes::{PreviewSitting};
use crate::wire::{ById, Reasoned};

pub(crate) fn preview_sitting(_: &Context<'_>, _: PreviewSitting) -> Result<PaperPreview, UseCaseError> {
    Err(UseCaseError::UnknownCommand("preview_sitting".into()))
}

pub(crate) fn list_slips(_: &Context<'_>, _: SlipsQuery) -> Result<SlipList, UseCaseError> {
    Err(UseCaseError::UnknownCommand("list_slips".into()))
}

pub(crate) fn get_slip(_: &Context<'_>, _: ById) -> Result<SlipDetail, UseCaseError> {
    Err(UseCaseError::UnknownCommand("get_slip".into()))
}

pub(crate) fn compose_slip(_: &Context<'_>, _: ComposeSlip) -> Result<SlipDetail, UseCaseError> {
    Err(UseCaseError::UnknownCommand("compose_slip".into()))
}

pub(crate) fn save_slip(_: &Context<'_>, _: SaveSlip) -> Result<SlipDetail, UseCaseError> {
    Err(UseCaseError::UnknownCommand("save_slip".into()))
}

pub(crate) fn submit_slip(_: &Context<'_>, _: ReviewSlip) -> Result<SlipDetail, UseCaseError> {
    Err(UseCaseError::UnknownCommand("submit_slip".into()))
}

pub(crate) fn approve_slip(_: &Context<'_>, _: ReviewSlip) -> Result<SlipDetail, UseCaseError> {
    Err(UseCaseError::UnknownCommand("approve_slip".into()))
}

pub(crate) fn return_slip(_: &Context<'_>, _: Reasoned) -> Result<SlipDetail, UseCaseError> {
    Err(UseCaseError::UnknownCommand("return_slip".into()))
}

pub(crate) fn instruct_slip(_: &Context<'_>, _: InstructSlip) -> Result<SlipDetail, UseCaseError> {
    Err(UseCaseError::UnknownCommand("instruct_slip".into()))
}

pub(crate) fn sign_slip(_: &Context<'_>, _: SignSlip) -> Result<SlipDetail, UseCaseError> {
    Err(UseCaseError::UnknownCommand("sign_slip".into()))
}

pub(crate) fn issue_slip(_: &Context<'_>, _: IssueSlip) -> Result<SlipDetail, UseCaseError> {
    Err(UseCaseError::UnknownCommand("issue_slip".into()))
}

pub(crate) fn void_slip(_: &Context<'_>, _: Reasoned) -> Result<SlipDetail, UseCaseError> {
    Err(UseCaseError::UnknownCommand("void_slip".into()))
}

pub(crate) fn preview_slip(_: &Context<'_>, _: ById) -> Result<PaperPreview, UseCaseError> {
    Err(UseCaseError::UnknownCommand("preview_slip".into()))
}

pub(crate) fn print_slips(_: &Context<'_>, _: PrintSlips) -> Result<PrintedPaper, UseCaseError> {
    Err(UseCaseError::UnknownCommand("print_slips".into()))
}

pub(crate) fn register_receipt(_: &Context<'_>, _: RegisterReceipt) -> Result<SlipDetail, UseCaseError> {
    Err(UseCaseError::UnknownCommand("register_receipt".into()))
}
