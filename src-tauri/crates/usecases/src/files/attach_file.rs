//! Takes a copy of a file on this machine.

use std::fs;
use std::io::Read;
use std::path::Path;

use domain::attachment::AttachmentOwner;
use domain::ids::{AttachmentId, DemandId};
use domain::text::TextRule;
use rusqlite::Connection;
use store::StoreError;
use store::content;
use store::tables::attachments::{self, AttachmentRow};
use store::tables::scans::{self, ScanRow};

use super::kind::{FileKind, kind};
use super::{AttachFile, Attachment};
use crate::clue::{check_not_referred, is_restricted};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::Fields;

/// The largest file kept: scans of a slip are a few megabytes.
const BYTES_MAX: u64 = 50 * 1024 * 1024;
/// The longest name a file system takes, in characters, with room for an ending.
const NAME_MAX: usize = 80;

impl From<AttachmentRow> for Attachment {
    fn from(row: AttachmentRow) -> Self {
        Self {
            id: row.id,
            name: row.name,
            media_type: row.media_type,
            bytes: row.bytes,
            sm3: row.sm3,
            added_at: row.added_at,
            added_by: row.added_by,
            paper: String::new(),
            unit_id: None,
            act_id: None,
        }
    }
}

/// Returns the files of a row, oldest first, each with the paper it is a scan of. Those that show
/// the words of a clue are none of it (scenario 27).
///
/// # Errors
/// When a table cannot be read.
pub(crate) fn attachments_of(
    connection: &Connection,
    owner: AttachmentOwner,
    id: &str,
) -> Result<Vec<Attachment>, UseCaseError> {
    if is_restricted(connection, owner, id)? {
        return Ok(Vec::new());
    }
    all_attachments_of(connection, owner, id)
}

/// Returns the files of a row as [`attachments_of`], whatever they show.
///
/// # Errors
/// When a table cannot be read.
pub(crate) fn all_attachments_of(
    connection: &Connection,
    owner: AttachmentOwner,
    id: &str,
) -> Result<Vec<Attachment>, UseCaseError> {
    let mut shown = scans::list(connection, owner, id)?;
    let files = attachments::list(connection, owner, id)?.into_iter().map(|row| {
        let place = shown.iter().position(|scan| scan.attachment_id == row.id);
        let scan = place.map(|place| shown.swap_remove(place));
        let file = Attachment::from(row);
        match scan {
            Some(ScanRow { unit_id, act_id, paper, .. }) => {
                Attachment { paper, unit_id, act_id, ..file }
            }
            None => file,
        }
    });
    Ok(files.collect())
}

/// Takes a copy of a picture, PDF or office document. The content is durable before the row
/// that names it is written.
pub(crate) fn attach_file(
    context: &Context<'_>,
    input: AttachFile,
) -> Result<Attachment, UseCaseError> {
    let mut fields = Fields::new();
    let source = &fields.path("path", &input.path);
    fields.finish()?;
    let (name, kind) = check(source)?;
    context.read(|connection| {
        if attachments::has_owner(connection, input.owner, input.owner_id.as_str())? {
            // What came for a clue goes to the organ that has it; nobody would see it here.
            if input.owner == AttachmentOwner::Demand {
                check_not_referred(connection, &DemandId::new(input.owner_id.to_string()))?;
            }
            return Ok(());
        }
        let (entity, id) = ("owner", input.owner_id.to_string());
        Err(UseCaseError::Store(StoreError::NotFound { entity, id }))
    })?;
    let kept = content::keep(context.office().store().folder(), source)?;
    let row = AttachmentRow {
        id: AttachmentId::new(store::new_id()),
        owner: input.owner,
        owner_id: input.owner_id.into(),
        name,
        media_type: kind.media_type.to_owned(),
        bytes: i64::try_from(kept.bytes).unwrap_or(i64::MAX),
        sm3: kept.sm3,
        added_at: context.now(),
        added_by: context.clerk().name.clone(),
    };
    context.write("attach_file", |tx| {
        attachments::insert(tx, &row)?;
        tx.record("attachment", row.id.as_str(), None::<&AttachmentRow>, &row)?;
        Ok(())
    })?;
    Ok(row.into())
}

/// Returns the name and the kind of a file the office keeps.
///
/// # Errors
/// When it is missing, empty, too large or of another kind.
pub(crate) fn check(source: &Path) -> Result<(String, FileKind), UseCaseError> {
    let Ok(about) = fs::metadata(source) else {
        return Err(UseCaseError::field("path", "找不到这个文件，请重新选择。"));
    };
    if !about.is_file() {
        return Err(UseCaseError::field("path", "这不是一个文件，请重新选择。"));
    }
    if about.len() == 0 {
        return Err(UseCaseError::field("path", "文件是空的，请重新选择。"));
    }
    if about.len() > BYTES_MAX {
        return Err(UseCaseError::field("path", "文件超过 50 MB，请压缩或分开后再附。"));
    }
    let mut head = [0; 512];
    let count = fs::File::open(source)
        .and_then(|mut file| file.read(&mut head))
        .map_err(|_| UseCaseError::field("path", "读不出这个文件，请重新选择。"))?;
    let name = source.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let Some(kind) = kind(&head[..count], &name) else {
        let message = "只能附图片、PDF、OFD 和 Word、Excel 文件，请换一个文件。";
        return Err(UseCaseError::field("path", message));
    };
    let mut fields = Fields::new();
    let name = fields.text("path", &name, TextRule::line(NAME_MAX));
    fields.finish()?;
    Ok((name, kind))
}
