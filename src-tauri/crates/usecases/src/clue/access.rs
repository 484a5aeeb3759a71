//! Who may see a clue.

use domain::attachment::AttachmentOwner;
use domain::ids::{ClerkId, DemandId};
use rusqlite::Connection;
use store::tables::attachments::AttachmentRow;
use store::tables::clerks::{self, ClerkRow};
use store::tables::{clues, demands};

use crate::context::Context;
use crate::error::UseCaseError;

/// Returns the clerk at the desk, who is 保密管理员.
///
/// # Errors
/// [`UseCaseError::Refused`] for everybody else.
pub(super) fn officer(
    context: &Context<'_>,
    connection: &Connection,
) -> Result<ClerkRow, UseCaseError> {
    let id = ClerkId::new(context.clerk().id.clone());
    let clerk = clerks::find(connection, &id)?.filter(|clerk| clerk.is_active && clerk.is_cleared);
    clerk.ok_or_else(|| {
        UseCaseError::refused("线索只限保密管理员查看和办理。请由保密管理员本人操作。")
    })
}

/// Refuses what would show the words of a demand that was referred as a clue.
///
/// # Errors
/// [`UseCaseError::Refused`], or when the table cannot be read.
pub(crate) fn check_not_referred(
    connection: &Connection,
    id: &DemandId,
) -> Result<(), UseCaseError> {
    if !clues::is_referred(connection, id.as_str())? {
        return Ok(());
    }
    let number = demands::get(connection, id)?.number();
    Err(UseCaseError::refused(format!(
        "诉求 {number} 已作线索移送，企业、文书和附件限级，这里不再办理。"
    )))
}

/// Tells whether the files of a row show the words of a clue.
///
/// # Errors
/// When a table cannot be read.
pub(crate) fn is_restricted(
    connection: &Connection,
    owner: AttachmentOwner,
    owner_id: &str,
) -> Result<bool, UseCaseError> {
    Ok(match owner {
        AttachmentOwner::Demand => clues::is_referred(connection, owner_id)?,
        AttachmentOwner::Slip => clues::is_on_slip(connection, owner_id)?,
        AttachmentOwner::Reception | AttachmentOwner::Guest | AttachmentOwner::Enterprise => false,
    })
}

/// Refuses to open a file that shows the words of a clue to who is not cleared.
///
/// # Errors
/// [`UseCaseError::Refused`], or when a table cannot be read.
pub(crate) fn check_may_open(
    context: &Context<'_>,
    connection: &Connection,
    file: &AttachmentRow,
) -> Result<(), UseCaseError> {
    if is_restricted(connection, file.owner, &file.owner_id)? {
        officer(context, connection)?;
    }
    Ok(())
}
