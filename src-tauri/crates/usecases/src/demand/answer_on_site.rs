//! An answer at the table (现场答复), transition 5, and its dispute, scenario 30.

use domain::demand::DemandAction;
use domain::ids::DemandId;
use store::journal;
use store::tables::demands::{self, DemandRow};

use super::DemandDetail;
use super::detail::demand_detail;
use super::saving::{accept, save_demand, save_demand_with, step};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::Fields;
use crate::handling::{is_waiting, lapse};
use crate::minutes::AnswerOnSite;
use crate::wire::{Reasoned, Reference};

/// Closes a demand on the spot; it is still to be rated.
pub(crate) fn answer_on_site(
    context: &Context<'_>,
    input: AnswerOnSite,
) -> Result<DemandDetail, UseCaseError> {
    let mut fields = Fields::new();
    let answered_by = fields.required_line("answered_by", &input.answered_by);
    let answer = fields.required_long("answer", &input.answer);
    fields.finish()?;
    context.write("answer_on_site", |tx| {
        let before = demands::get(tx, &input.id)?;
        tx.check_version("demand", input.id.as_str(), input.version, before.version)?;
        let mut row = before.clone();
        accept(&mut row)?;
        step(&mut row, DemandAction::AnswerOnSite)?;
        row.answer = answer;
        row.answered_by = answered_by;
        row.answered_on = Some(context.today());
        let row = save_demand(tx, Some(&before), row)?;
        demand_detail(context, tx, &row.id)
    })
}

/// Takes an answer back that was recorded by mistake: the demand stands where it stood, and nothing
/// was accepted by it. A dispute later is [`reopen_demand`].
pub(crate) fn take_back_answer(
    context: &Context<'_>,
    input: Reference,
) -> Result<DemandDetail, UseCaseError> {
    let id = DemandId::new(input.id);
    context.write("take_back_answer", |tx| {
        let before = demands::get(tx, &id)?;
        tx.check_version("demand", id.as_str(), input.version, before.version)?;
        let last = journal::last(tx, "demand", id.as_str())?;
        let answered = last.filter(|row| row.use_case == "answer_on_site");
        let Some(was) = answered.and_then(|row| row.before) else {
            let reason = format!("诉求 {} 答复后又有改动，不能撤销答复。", before.number());
            return Err(UseCaseError::refused(reason));
        };
        let mut row = before.clone();
        row.state = serde_json::from_value(was["state"].clone())?;
        clear_answer(&mut row);
        let row = save_demand(tx, Some(&before), row)?;
        demand_detail(context, tx, &row.id)
    })
}

fn clear_answer(row: &mut DemandRow) {
    row.answer = String::new();
    row.answered_by = String::new();
    row.answered_on = None;
}

/// Turns an answered demand into one to be assigned; the answer stays in the journal.
pub(crate) fn reopen_demand(
    context: &Context<'_>,
    input: Reasoned,
) -> Result<DemandDetail, UseCaseError> {
    let mut fields = Fields::new();
    let reason = fields.required_line("reason", &input.reason);
    fields.finish()?;
    let id = DemandId::new(input.id);
    context.write("reopen_demand", |tx| {
        let before = demands::get(tx, &id)?;
        tx.check_version("demand", id.as_str(), input.version, before.version)?;
        let mut row = before.clone();
        step(&mut row, DemandAction::Reopen)?;
        if before.slip_id.is_some() {
            let words = "这条诉求是交办单位办理的，企业不认可的，请登记评价后重办。";
            return Err(UseCaseError::refused(words));
        }
        // The rating form was about the answer.
        lapse(tx, &before.id, is_waiting)?;
        row.handling.ask_rating_by = None;
        row.handling.grade = None;
        row.handling.rated_on = None;
        row.handling.closed_on = None;
        row.handling.review_on = None;
        row.handling.archived_on = None;
        clear_answer(&mut row);
        let row = save_demand_with(tx, Some(&before), row, &[("reason", &reason)])?;
        demand_detail(context, tx, &row.id)
    })
}
