//! The leader signs: with the pen on screen, or on paper with the scan attached.

use domain::attachment::AttachmentOwner;
use domain::slip::SlipAction;
use store::tables::attachments;

use super::detail::slip_detail;
use super::paper::signature;
use super::saving::{read, save, step};
use super::{Ink, SignSlip, SlipDetail};
use crate::context::Context;
use crate::error::UseCaseError;

/// More strokes than a name has.
const STROKES_MAX: usize = 200;

/// Keeps the signature; a new one replaces the one before, which stays in the journal.
pub(crate) fn sign_slip(
    context: &Context<'_>,
    input: SignSlip,
) -> Result<SlipDetail, UseCaseError> {
    match (&input.ink, &input.scan_id) {
        (Some(ink), None) => check_ink(ink)?,
        (None, Some(_)) => {}
        (Some(_), Some(_)) | (None, None) => {
            return Err(UseCaseError::field("ink", "请手写签名，或改用扫描件。"));
        }
    }
    let ink = input.ink.as_ref().map(serde_json::to_string).transpose()?;
    context.write("sign_slip", |tx| {
        let before = read(tx, &input.id, input.version)?;
        let mut row = before.clone();
        step(&mut row, SlipAction::Sign)?;
        if let Some(scan) = &input.scan_id {
            let file = attachments::find(tx, scan)?;
            let belongs = file.is_some_and(|file| {
                file.owner == AttachmentOwner::Slip && file.owner_id == input.id.as_str()
            });
            if !belongs {
                return Err(UseCaseError::field("scan_id", "请先把签过字的扫描件附到这张交办单。"));
            }
        }
        row.ink = ink;
        row.scan_id = input.scan_id.clone();
        row.signed_at = Some(context.now());
        save(tx, Some(&before), row)?;
        slip_detail(context, tx, &input.id)
    })
}

fn check_ink(ink: &Ink) -> Result<(), UseCaseError> {
    if ink.strokes.iter().all(|stroke| stroke.points.is_empty()) {
        return Err(UseCaseError::field("ink", "还没有签名，请在框里书写。"));
    }
    let is_drawable = ink.strokes.len() <= STROKES_MAX && signature(ink).svg().is_ok();
    if is_drawable {
        Ok(())
    } else {
        Err(UseCaseError::field("ink", "签名笔迹读不出来，请重写。"))
    }
}
