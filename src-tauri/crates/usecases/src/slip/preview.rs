//! The paper on screen: the very pages that print.

use domain::demand::DemandState;
use domain::ids::{EnterpriseId, ReceptionId, SlipId};
use domain::slip::SlipState;
use papers::{Form, SlipPaper};
use store::tables::slips::SlipRow;
use store::tables::{demands, guests, receptions, slips};

use super::PaperPreview;
use super::compose_slip::one_enterprise;
use super::detail::lacking;
use super::paper::slip_paper;
use crate::context::Context;
use crate::error::UseCaseError;
use crate::minutes::{MissingField, PreviewSitting};
use crate::printing::on_screen;
use crate::wire::ById;

/// Shows a slip as it prints now.
pub(crate) fn preview_slip(
    context: &Context<'_>,
    input: ById,
) -> Result<PaperPreview, UseCaseError> {
    let id = SlipId::new(input.id);
    let (paper, missing) = context.read(|connection| {
        let slip = slips::get(connection, &id)?;
        let rows = demands::list_slip(connection, &id)?;
        let paper = slip_paper(context, connection, &slip, &rows)?;
        Ok((voided(paper, &slip), if slip.paper.is_some() { Vec::new() } else { lacking(&rows) }))
    })?;
    typeset(context, paper, missing)
}

/// A slip voided after issue prints as frozen, with the mark and the reason.
pub(super) fn voided(mut paper: SlipPaper, slip: &SlipRow) -> SlipPaper {
    if slip.state == SlipState::Void {
        paper.state = papers::SlipState::Void { reason: slip.void_reason.clone() };
    }
    paper
}

/// Shows the slip the demands of one guest would make, while people still talk.
pub(crate) fn preview_sitting(
    context: &Context<'_>,
    input: PreviewSitting,
) -> Result<PaperPreview, UseCaseError> {
    let found = context.read(|connection| {
        let guest = guests::get(connection, &input.guest_id)?;
        let reception = receptions::get(connection, &input.reception_id)?;
        let mut rows = demands::list_sitting(connection, &input.reception_id)?;
        rows.retain(|row| {
            row.guest_id.as_ref() == Some(&guest.id) && row.state != DemandState::AnsweredOnSite
        });
        if rows.is_empty() {
            return Ok(None);
        }
        let enterprise = one_enterprise(connection, &rows)?;
        let slip = imagined(context, &reception.id, enterprise);
        Ok(Some((slip_paper(context, connection, &slip, &rows)?, lacking(&rows))))
    })?;
    match found {
        Some((paper, missing)) => typeset(context, paper, missing),
        None => {
            Ok(PaperPreview { pages: Vec::new(), missing: Vec::new(), missing_glyphs: Vec::new() })
        }
    }
}

/// A slip that is not stored: what [`super::compose_slip`] would make now.
fn imagined(context: &Context<'_>, reception: &ReceptionId, enterprise: EnterpriseId) -> SlipRow {
    SlipRow {
        reception_id: Some(reception.clone()),
        ..super::compose_slip::draft(context, SlipId::new("preview"), enterprise, 1)
    }
}

fn typeset(
    context: &Context<'_>,
    paper: SlipPaper,
    missing: Vec<MissingField>,
) -> Result<PaperPreview, UseCaseError> {
    Ok(PaperPreview { missing, ..on_screen(context, &Form::Slip(Box::new(paper)))? })
}
