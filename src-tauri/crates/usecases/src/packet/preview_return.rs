//! What a returned packet would record.

use super::entries::{Picked, settle, shown};
use super::returned::Returned;
use super::{PreviewReturn, ReturnPreview};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::Fields;

/// Reads a returned packet and rehearses all it holds: the very change that accepting makes, taken
/// back. Nothing is recorded.
pub(crate) fn preview_return(
    context: &Context<'_>,
    input: PreviewReturn,
) -> Result<ReturnPreview, UseCaseError> {
    let mut fields = Fields::new();
    let path = fields.path("path", &input.path);
    fields.job(&input.job);
    fields.finish()?;
    let returned = Returned::open(context, &path, None)?;
    let job = context.office().jobs().start(&input.job, returned.rows.len() as u64);
    let entries = context.rehearse("accept_return", |tx| {
        settle(context, tx, &returned, &Picked::All, &mut |done| job.step(done))
    })?;
    Ok(shown(&returned, entries))
}
