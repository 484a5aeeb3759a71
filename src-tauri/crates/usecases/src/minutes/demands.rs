//! Editing the demands of a record: fields, split, join, void and back.

use domain::demand::DemandState;
use domain::ids::DemandId;
use domain::light::Clock;
use domain::slip::SlipAction;
use rusqlite::Connection;
use store::Writing;
use store::tables::demands::{self, DemandRow};
use store::tables::slips;

use super::get_minutes::{minutes, sitting_demand};
use super::raise_demand::check_quote;
use super::save_entry::client_id;
use super::{MergeDemand, Minutes, SaveDemandFields, SittingDemand, SplitDemand};
use crate::context::Context;
use crate::demand::{checked, new_demand, save_demand};
use crate::error::UseCaseError;
use crate::fields::Fields;
use crate::slip::edited;
use crate::wire::{Nothing, Reasoned, Reference};
use domain::demand::TITLE_MAX;
use domain::text::TextRule;

/// Saves the fields of a demand that is not yet signed.
pub(crate) fn save_demand_fields(
    context: &Context<'_>,
    input: SaveDemandFields,
) -> Result<SittingDemand, UseCaseError> {
    let mut fields = Fields::new();
    let content = checked(&mut fields, "fields.", &input.fields);
    fields.finish()?;
    context.write("save_demand_fields", |tx| {
        let before = read(tx, &input.id, input.version)?;
        check_editable(tx, &before)?;
        if before.content == content {
            return sitting_demand(context, tx, before);
        }
        if let Some(slip) = &before.slip_id {
            edited(tx, slip)?;
        }
        let row = DemandRow { content, ..before.clone() };
        let row = save_demand(tx, Some(&before), row)?;
        sitting_demand(context, tx, row)
    })
}

fn read(tx: &Writing<'_>, id: &DemandId, version: i64) -> Result<DemandRow, UseCaseError> {
    let row = demands::get(tx, id)?;
    tx.check_version("demand", id.as_str(), version, row.version)?;
    if row.is_void {
        return Err(UseCaseError::refused(format!("诉求 {} 已作废。", row.number())));
    }
    Ok(row)
}

/// Once a leader has it, only he changes it (批示).
fn check_editable(connection: &Connection, row: &DemandRow) -> Result<(), UseCaseError> {
    if let Some(slip) = &row.slip_id {
        let slip = slips::get(connection, slip)?;
        if slip.state.after(SlipAction::Edit).is_err() {
            let reason = format!(
                "诉求 {} 所在的交办单“{}”，不能再改。请先退回交办单。",
                row.number(),
                slip.state
            );
            return Err(UseCaseError::refused(reason));
        }
    }
    if row.state == DemandState::AnsweredOnSite {
        let reason = format!("诉求 {} 已现场答复，不能再改。请先转为交办。", row.number());
        return Err(UseCaseError::refused(reason));
    }
    // From here on the words were answered, declined or joined: they are the record.
    if row.state.clock(row.due_on) == Clock::Done {
        let reason = format!("诉求 {} 现在是“{}”，不能再改。", row.number(), row.state);
        return Err(UseCaseError::refused(reason));
    }
    Ok(())
}

/// Split, join and void are for demands no slip carries.
fn check_loose(row: &DemandRow) -> Result<(), UseCaseError> {
    match row.state {
        DemandState::Draft | DemandState::PendingReview | DemandState::Accepted => Ok(()),
        DemandState::Declined
        | DemandState::Referred
        | DemandState::AnsweredOnSite
        | DemandState::AwaitingInstruction
        | DemandState::Instructed
        | DemandState::AwaitingReceipt
        | DemandState::Disputed
        | DemandState::InProgress
        | DemandState::Suspended
        | DemandState::CompletionReview
        | DemandState::Replied
        | DemandState::AwaitingRating
        | DemandState::Closed
        | DemandState::Terminated
        | DemandState::LongTerm
        | DemandState::Withdrawn
        | DemandState::Consolidated => {
            let reason = format!("诉求 {} 现在是“{}”，不能再拆并或作废。", row.number(), row.state);
            Err(UseCaseError::refused(reason))
        }
    }
}

/// Splits a demand: the second has the words given and the units, category and limit of the first.
pub(crate) fn split_demand(
    context: &Context<'_>,
    input: SplitDemand,
) -> Result<Minutes, UseCaseError> {
    let mut fields = Fields::new();
    let title = fields.text("title", &input.title, TextRule::line(TITLE_MAX));
    client_id(&mut fields, "new_id", input.new_id.as_str());
    fields.finish()?;
    context.write("split_demand", |tx| {
        let before = read(tx, &input.id, input.version)?;
        check_loose(&before)?;
        let Some(reception) = before.reception_id.clone() else {
            return Err(UseCaseError::refused("这条诉求不是会上提的，请另登记一条。"));
        };
        let mut content = before.content.clone();
        content.title = title;
        content.facts = String::new();
        content.request = String::new();
        content.amount_fen = None;
        let mut row = new_demand(
            tx,
            input.new_id.clone(),
            before.enterprise_id.clone(),
            before.source,
            before.raised_on,
            content,
        )?;
        row.reception_id = before.reception_id.clone();
        row.guest_id = before.guest_id.clone();
        row.contact_name = before.contact_name.clone();
        row.contact_phone = before.contact_phone.clone();
        row.quotes = match &input.quote {
            Some(quote) => vec![check_quote(tx, &reception, quote)?],
            None => before.quotes.clone(),
        };
        save_demand(tx, None, row)?;
        minutes(context, tx, &reception)
    })
}

/// Joins a demand to another of the same guest; its own number stays, void.
pub(crate) fn merge_demand(
    context: &Context<'_>,
    input: MergeDemand,
) -> Result<Minutes, UseCaseError> {
    context.write("merge_demand", |tx| {
        let before = read(tx, &input.id, input.version)?;
        let target = demands::get(tx, &input.into)?;
        check_loose(&before)?;
        check_loose(&target)?;
        let is_same_guest = before.guest_id.is_some() && before.guest_id == target.guest_id;
        if !is_same_guest || before.id == target.id || target.is_void {
            return Err(UseCaseError::refused("只能并入同一家企业在本次接待提的另一条诉求。"));
        }
        let Some(reception) = before.reception_id.clone() else {
            return Err(UseCaseError::refused("这条诉求不是会上提的，不能在记录里合并。"));
        };
        let mut joined = target.clone();
        joined.content.facts = lines(&target.content.facts, &before.content.facts);
        joined.content.request = lines(&target.content.request, &before.content.request);
        joined.quotes.extend(before.quotes.iter().cloned());
        joined.quotes.dedup();
        let row = DemandRow {
            is_void: true,
            void_reason: format!("并入诉求 {}", target.number()),
            ..before.clone()
        };
        save_demand(tx, Some(&before), row)?;
        save_demand(tx, Some(&target), joined)?;
        minutes(context, tx, &reception)
    })
}

fn lines(first: &str, second: &str) -> String {
    [first, second].iter().filter(|text| !text.is_empty()).copied().collect::<Vec<_>>().join("\n")
}

/// Voids a demand that was taken down by mistake; its number stays used.
pub(crate) fn void_demand(context: &Context<'_>, input: Reasoned) -> Result<Nothing, UseCaseError> {
    let mut fields = Fields::new();
    let reason = fields.required_line("reason", &input.reason);
    fields.finish()?;
    let id = DemandId::new(input.id);
    context.write("void_demand", |tx| {
        let before = read(tx, &id, input.version)?;
        check_loose(&before)?;
        let row = DemandRow { is_void: true, void_reason: reason, ..before.clone() };
        save_demand(tx, Some(&before), row)?;
        Ok(Nothing {})
    })
}

/// Brings a void demand back.
pub(crate) fn restore_demand(
    context: &Context<'_>,
    input: Reference,
) -> Result<Nothing, UseCaseError> {
    let id = DemandId::new(input.id);
    context.write("restore_demand", |tx| {
        let before = demands::get(tx, &id)?;
        tx.check_version("demand", id.as_str(), input.version, before.version)?;
        let row = DemandRow { is_void: false, void_reason: String::new(), ..before.clone() };
        save_demand(tx, Some(&before), row)?;
        Ok(Nothing {})
    })
}
