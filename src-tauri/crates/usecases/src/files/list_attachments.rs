//! The attachments of one row.

use store::tables::attachments;

use super::{Attachment, AttachmentList, AttachmentsQuery};
use crate::context::Context;
use crate::error::UseCaseError;

/// Lists the attachments of a row, oldest first.
pub(crate) fn list_attachments(
    context: &Context<'_>,
    input: AttachmentsQuery,
) -> Result<AttachmentList, UseCaseError> {
    context.read(|connection| {
        let rows = attachments::list(connection, input.owner, input.owner_id.as_str())?;
        Ok(AttachmentList { attachments: rows.into_iter().map(Attachment::from).collect() })
    })
}
