//! Use cases still to be written in this module; delete this file.

use crate::context::Context;
use crate::error::UseCaseError;
use crate::files::{AttachFile, Attachment, AttachmentFile, AttachmentList, AttachmentsQuery};
use crate::wire::{ById};

pub(crate) fn attach_file(_: &Context<'_>, _: AttachFile) -> Result<Attachment, UseCaseError> {
    Err(UseCaseError::UnknownCommand("attach_file".into()))
}

pub(crate) fn list_attachments(_: &Context<'_>, _: AttachmentsQuery) -> Result<AttachmentList, UseCaseError> {
    Err(UseCaseError::UnknownCommand("list_attachments".into()))
}

pub(crate) fn open_attachment(_: &Context<'_>, _: ById) -> Result<AttachmentFile, UseCaseError> {
    Err(UseCaseError::UnknownCommand("open_attachment".into()))
}
