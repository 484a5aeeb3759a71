//! The tables over the year or the district as papers: 年度接待安排表, F19 联系台账, F20 快捷通道名录.

mod paper;
mod types;

pub use types::*;

use papers::Form;

use crate::context::Context;
use crate::error::UseCaseError;
use crate::printing::{made, on_screen, place};
use crate::slip::{PaperPreview, PrintedPaper};

/// Shows a table as it prints.
pub(crate) fn preview_roll(
    context: &Context<'_>,
    input: RollChoice,
) -> Result<PaperPreview, UseCaseError> {
    let paper = context.read(|connection| paper::paper(context, connection, &input))?;
    on_screen(context, &Form::Roll(Box::new(paper)))
}

/// Makes the PDF of a table as of today.
pub(crate) fn print_roll(
    context: &Context<'_>,
    input: PrintRoll,
) -> Result<PrintedPaper, UseCaseError> {
    let target = place(context, &input.job, input.path.as_deref())?;
    let paper = context.read(|connection| paper::paper(context, connection, &input.roll))?;
    let name = paper.mark.clone();
    let made = made(context, &[Form::Roll(Box::new(paper))], &input.job, target, &name)?;
    made.put_in_place(None)
}
