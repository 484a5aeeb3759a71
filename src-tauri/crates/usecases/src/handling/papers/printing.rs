//! Papers of acts on screen and for the printer.

use chrono::NaiveDate;
use domain::act::{ActBody, ActState};
use domain::ids::{ActId, DemandId};
use domain::text::TextRule;
use papers::Form;
use rusqlite::Connection;
use store::tables::acts::{self, ActRow};
use store::tables::demands::{self, DemandRow};

use super::super::chasing::{SIGNER_MAX, chase_words};
use super::super::checks;
use super::super::declining::declined;
use super::super::saving::{blank, save_act};
use super::super::{ChaseDemands, DeclineDemand, PrintActs, ReplyDemand};
use super::{ActPaper, Desk};
use crate::clue::check_not_referred;
use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::Fields;
use crate::printing::{file_name, made, on_screen, place};
use crate::slip::{PaperPreview, PrintedPaper};
use crate::wire::ById;

/// More than a batch of papers is not printed at once.
const ACTS_MAX: usize = 500;

/// Shows the paper of an act as it went out.
pub(crate) fn preview_act(
    context: &Context<'_>,
    input: ById,
) -> Result<PaperPreview, UseCaseError> {
    let id = ActId::new(input.id);
    let form = context.read(|connection| {
        let act = acts::get(connection, &id)?;
        check_not_referred(connection, &act.demand_id)?;
        Ok(frozen(&act, 0)?.into_form())
    })?;
    on_screen(context, &form)
}

/// Shows the paper a chase of the first demand would make now; its number is taken when it is
/// signed.
pub(crate) fn preview_chase(
    context: &Context<'_>,
    input: ChaseDemands,
) -> Result<PaperPreview, UseCaseError> {
    let words = chase_words(context, &input, TextRule::line(SIGNER_MAX).optional())?;
    let Some(id) = input.ids.first() else {
        return Err(UseCaseError::field("ids", "请选一条诉求。"));
    };
    let form = context.read(|connection| {
        let demand = demands::get(connection, id)?;
        let desk = Desk::new(context, connection)?;
        let body = words.body(&desk, &demand)?;
        drafted(&desk, connection, &demand, context.today(), ActBody::Chase(body))
    })?;
    on_screen(context, &form)
}

/// Shows the reply letter, and the rating form behind it, as it would be served now.
pub(crate) fn preview_reply(
    context: &Context<'_>,
    input: ReplyDemand,
) -> Result<PaperPreview, UseCaseError> {
    let mut fields = Fields::new();
    fields.optional_name("reviewer", &input.reviewer);
    let body = checks::reply(context, &mut fields, &input.body);
    fields.finish()?;
    let on = body.served.on;
    draft(context, &input.id, on, ActBody::Reply(body))
}

/// Shows the notice as it would be issued now.
pub(crate) fn preview_decline(
    context: &Context<'_>,
    input: DeclineDemand,
) -> Result<PaperPreview, UseCaseError> {
    let mut fields = Fields::new();
    let body = declined(&mut fields, &input.body);
    fields.finish()?;
    draft(context, &input.id, context.today(), ActBody::Decline(body))
}

/// Sets the paper of an act that is not made yet.
fn draft(
    context: &Context<'_>,
    id: &DemandId,
    on: NaiveDate,
    body: ActBody,
) -> Result<PaperPreview, UseCaseError> {
    let form = context.read(|connection| {
        let demand = demands::get(connection, id)?;
        drafted(&Desk::new(context, connection)?, connection, &demand, on, body)
    })?;
    on_screen(context, &form)
}

/// Returns the paper of an act that is not made yet: its number stays white.
fn drafted(
    desk: &Desk<'_, '_>,
    connection: &Connection,
    demand: &DemandRow,
    on: NaiveDate,
    body: ActBody,
) -> Result<Form, UseCaseError> {
    let act = blank(demand, None, ActState::Pending, on, body);
    match desk.paper(connection, &act, demand)? {
        Some(paper) => Ok(paper.into_form()),
        None => Err(UseCaseError::refused("这项办理没有文书。")),
    }
}

/// Makes one PDF of these papers first, with no lock held; then counts the print.
pub(crate) fn print_acts(
    context: &Context<'_>,
    input: PrintActs,
) -> Result<PrintedPaper, UseCaseError> {
    if input.ids.is_empty() || input.ids.len() > ACTS_MAX {
        return Err(UseCaseError::field("ids", format!("请选 1 到 {ACTS_MAX} 份文书。")));
    }
    let target = place(context, &input.job, input.path.as_deref())?;
    let (forms, rows, name) = context.read(|connection| collect(connection, &input))?;
    let made = made(context, &forms, &input.job, target, &file_name(&name, rows.len()))?;
    if input.is_counted {
        // As they were read: each paper says which print it is.
        context.write("print_acts", |tx| {
            for before in &rows {
                let now = acts::get(tx, &before.id)?;
                tx.check_version("act", before.id.as_str(), before.version, now.version)?;
                let row = ActRow { print_count: before.print_count + 1, ..before.clone() };
                save_act(tx, before, row)?;
            }
            Ok(())
        })?;
    }
    made.put_in_place(input.is_counted.then_some(rows.len()))
}

/// Reads the papers, their acts, and what their file is called.
fn collect(
    connection: &Connection,
    input: &PrintActs,
) -> Result<(Vec<Form>, Vec<ActRow>, String), UseCaseError> {
    let (mut forms, mut rows) = (Vec::new(), Vec::new());
    for id in &input.ids {
        let act = acts::get(connection, id)?;
        check_not_referred(connection, &act.demand_id)?;
        forms.push(frozen(&act, u32::from(input.is_counted))?.into_form());
        rows.push(act);
    }
    let name = match rows.first() {
        None => String::new(),
        Some(act) => match act.number() {
            Some(number) => number.to_string(),
            None => {
                let demand = demands::get(connection, &act.demand_id)?;
                format!("{}{}", act.body.kind(), demand.number())
            }
        },
    };
    Ok((forms, rows, name))
}

/// Returns the paper as it went out, for so many prints more.
fn frozen(act: &ActRow, prints: u32) -> Result<ActPaper, UseCaseError> {
    let Some(paper) = &act.paper else {
        return Err(UseCaseError::refused(format!("这项{}没有文书。", act.body.kind())));
    };
    let mut paper: ActPaper = serde_json::from_str(paper)?;
    paper.strip_mut().print = (act.print_count + prints).max(1);
    Ok(paper)
}
