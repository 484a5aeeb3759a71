//! 现场照片 of a sitting (form F3; domain (a) S4 现场): pictures attached to it, shown in the window.

use std::fs;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::attachment::AttachmentOwner;
use domain::ids::{AttachmentId, ReceptionId};
use rusqlite::Connection;
use store::content;
use store::tables::{attachments, receptions};

use super::{PhotoList, PhotoView, attachments_of};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::wire::ById;

/// What the window can draw; others open in the system's viewer.
const DRAWN: &[&str] = &["image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp"];
/// The largest picture drawn in the window: 12 MB, of 24 million points.
const SHOWN_MAX: i64 = 12 * 1024 * 1024;

/// Lists the pictures of a sitting, the oldest first.
pub(crate) fn list_photos(context: &Context<'_>, input: ById) -> Result<PhotoList, UseCaseError> {
    let id = ReceptionId::new(input.id);
    context.read(|connection| {
        receptions::get(connection, &id)?;
        let mut photos = attachments_of(connection, AttachmentOwner::Reception, id.as_str())?;
        photos.retain(|file| is_picture(&file.media_type));
        Ok(PhotoList { photos })
    })
}

fn is_picture(media_type: &str) -> bool {
    media_type.starts_with("image/")
}

/// Counts the pictures of a sitting.
///
/// # Errors
/// When the table cannot be read.
pub(crate) fn count_photos(
    connection: &Connection,
    id: &ReceptionId,
) -> Result<usize, UseCaseError> {
    let files = attachments::list(connection, AttachmentOwner::Reception, id.as_str())?;
    Ok(files.iter().filter(|file| is_picture(&file.media_type)).count())
}

/// Returns a picture of a sitting for the window, checked against its hash.
pub(crate) fn view_photo(context: &Context<'_>, input: ById) -> Result<PhotoView, UseCaseError> {
    let id = AttachmentId::new(input.id);
    let row = context.read(|connection| Ok(attachments::get(connection, &id)?))?;
    if row.owner != AttachmentOwner::Reception || !is_picture(&row.media_type) {
        return Err(UseCaseError::refused("这不是接待活动的照片。"));
    }
    if !DRAWN.contains(&row.media_type.as_str()) || row.bytes > SHOWN_MAX {
        return Ok(PhotoView { data: None });
    }
    let kept = content::path(context.office().store().folder(), &row.sm3);
    if !content::is_whole(&kept, &row.sm3)? {
        return Err(UseCaseError::refused(format!(
            "照片“{}”的内容缺失或已被改动，不能显示。请从备份中恢复。",
            row.name
        )));
    }
    let bytes = fs::read(&kept).map_err(UseCaseError::io(&kept))?;
    let data = format!("data:{};base64,{}", row.media_type, STANDARD.encode(bytes));
    Ok(PhotoView { data: Some(data) })
}
