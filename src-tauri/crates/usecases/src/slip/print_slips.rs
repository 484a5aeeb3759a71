//! Slips as one PDF for the printer, counted.

use domain::ids::SlipId;
use domain::slip::SlipState;
use papers::Form;
use rusqlite::Connection;
use store::Writing;
use store::tables::demands;
use store::tables::slips::{self, SlipRow};

use super::paper::{print_number, slip_paper};
use super::preview::voided;
use super::receipts::receipt_papers;
use super::saving::{read, save};
use super::{PrintSlips, PrintedPaper};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::printing::{file_name, made, place};

/// More than a year's slips are not printed at once.
pub(super) const SLIPS_MAX: usize = 1000;

/// Makes the PDF first, with no lock held; then counts the print and puts the file in its place.
/// The count says how often the paper was given out, not how often it came out: a number once on
/// paper is never used again, so what a printer refuses afterwards keeps its number.
pub(crate) fn print_slips(
    context: &Context<'_>,
    input: PrintSlips,
) -> Result<PrintedPaper, UseCaseError> {
    if input.ids.is_empty() || input.ids.len() > SLIPS_MAX {
        let reason = format!("请选 1 到 {SLIPS_MAX} 张交办单。");
        return Err(UseCaseError::field("ids", reason));
    }
    let target = place(context, &input.job, input.path.as_deref())?;
    let (forms, slips) = context.read(|connection| {
        let mut forms = Vec::new();
        let mut slips = Vec::new();
        for id in &input.ids {
            slips.push(collect(context, connection, id, &input, &mut forms)?);
        }
        Ok((forms, slips))
    })?;
    let name = file_name(&slips.first().map_or_else(String::new, name), slips.len());
    let made = made(context, &forms, &input.job, target, &name)?;
    if input.is_counted {
        context.write("print_slips", |tx| slips.iter().try_for_each(|slip| count(tx, slip)))?;
    }
    made.put_in_place(input.is_counted.then_some(slips.len()))
}

/// Counts the print of a slip as it was read: its paper says which print it is.
fn count(tx: &mut Writing<'_>, slip: &SlipRow) -> Result<(), UseCaseError> {
    let before = read(tx, &slip.id, slip.version)?;
    let mut row = before.clone();
    row.print_count += 1;
    row.printed_version = row.paper_version;
    save(tx, Some(&before), row)?;
    Ok(())
}

/// What a file of the slip is called.
pub(super) fn name(slip: &SlipRow) -> String {
    slip.number().map_or_else(|| slip.draft_code(), |number| number.to_string())
}

/// Adds a slip and, when asked, its receipts; returns the slip as it was read.
fn collect(
    context: &Context<'_>,
    connection: &Connection,
    id: &SlipId,
    input: &PrintSlips,
    forms: &mut Vec<Form>,
) -> Result<SlipRow, UseCaseError> {
    let slip = slips::get(connection, id)?;
    let rows = demands::list_slip(connection, id)?;
    let mut paper = voided(slip_paper(context, connection, &slip, &rows)?, &slip);
    if !input.is_counted {
        // A copy to look at or to keep is no print: it repeats the last one's number.
        paper.strip.print = print_number(slip.print_count);
    }
    let receipts = if input.with_receipts && slip.state == SlipState::Issued {
        receipt_papers(connection, &slip, &paper)?
    } else {
        Vec::new()
    };
    forms.push(Form::Slip(Box::new(paper)));
    forms.extend(receipts.into_iter().map(Box::new).map(Form::Receipt));
    Ok(slip)
}
