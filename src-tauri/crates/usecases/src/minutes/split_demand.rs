//! Splitting a demand in two: each word goes to one of them, and taking it back brings them together.

use domain::demand::TITLE_MAX;
use domain::ids::DemandId;
use domain::text::TextRule;
use store::Writing;
use store::journal::{self, JournalRow, Side};
use store::tables::demands::{self, DemandRow};

use super::get_minutes::minutes;
use super::merge_demand::check_loose;
use super::raise_demand::check_quote;
use super::save_demand_fields::read;
use super::save_entry::client_id;
use super::words::{checked_words, quote_of, saying, says_the_same, speak_for_quotes, without};
use super::{Minutes, SplitDemand};
use crate::context::Context;
use crate::demand::{new_demand, save_demand};
use crate::error::UseCaseError;
use crate::fields::Fields;
use crate::wire::{Nothing, Reference};

/// Splits a demand: the second has the words taken from the first, and its units, category and
/// limit. The quote is divided with them, so that no slip prints a sentence twice.
pub(crate) fn split_demand(
    context: &Context<'_>,
    input: SplitDemand,
) -> Result<Minutes, UseCaseError> {
    let mut fields = Fields::new();
    let title = fields.text("title", &input.title, TextRule::line(TITLE_MAX));
    client_id(&mut fields, "new_id", input.new_id.as_str());
    let left = checked_words(&mut fields, "left.", &input.left);
    let taken = checked_words(&mut fields, "taken.", &input.taken);
    if taken.first().is_empty() {
        fields.reject("taken", "请写拆出的是哪些话。");
    }
    fields.finish()?;
    context.write("split_demand", |tx| {
        let before = read(tx, &input.id, input.version)?;
        check_loose(&before)?;
        let Some(reception) = before.reception_id.clone() else {
            return Err(UseCaseError::refused("这条诉求不是会上提的，请另登记一条。"));
        };
        let cut = match &input.quote {
            Some(quote) => Some(check_quote(tx, &reception, quote)?),
            None => quote_of(tx, &before.quotes, taken.first())?,
        };
        let mut first = before.clone();
        left.put(&mut first.content);
        let mut content = before.content.clone();
        content.title = title;
        content.amount_fen = None;
        taken.put(&mut content);
        let rest = cut.as_ref().map(|cut| without(tx, &before.quotes, cut)).transpose()?;
        match rest.filter(|rest| !rest.is_empty()) {
            Some(rest) => first.quotes = rest,
            None => {
                speak_for_quotes(&mut first.content);
                speak_for_quotes(&mut content);
            }
        }
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
        row.quotes = cut.map_or_else(|| before.quotes.clone(), |cut| vec![cut]);
        save_demand(tx, None, row)?;
        if first != before {
            save_demand(tx, Some(&before), first)?;
        }
        minutes(context, tx, &reception)
    })
}

/// Takes a split back: the first demand has all its words again, the second is void.
pub(crate) fn take_back_split(
    context: &Context<'_>,
    input: Reference,
) -> Result<Nothing, UseCaseError> {
    let id = DemandId::new(input.id);
    context.write("take_back_split", |tx| {
        let before = read(tx, &id, input.version)?;
        check_loose(&before)?;
        let split = split_of(tx, &before)?;
        let said = split.after.clone().unwrap_or_default();
        if !says_the_same(&serde_json::to_value(&before)?, &said) {
            return Err(changed_since(&before));
        }
        let void_reason = String::from("撤销拆分");
        let row = DemandRow { is_void: true, void_reason, ..before.clone() };
        save_demand(tx, Some(&before), row)?;
        turn(tx, &split, Side::Before)?;
        Ok(Nothing {})
    })
}

/// Divides the words again after a split was taken back.
///
/// # Errors
/// [`UseCaseError::Refused`] when the first demand has changed since.
pub(super) fn split_again(tx: &mut Writing<'_>, before: &DemandRow) -> Result<(), UseCaseError> {
    let split = split_of(tx, before)?;
    let row = DemandRow { is_void: false, void_reason: String::new(), ..before.clone() };
    save_demand(tx, Some(before), row)?;
    turn(tx, &split, Side::After)
}

/// Returns the row of the journal by which a demand was split off.
fn split_of(tx: &Writing<'_>, row: &DemandRow) -> Result<JournalRow, UseCaseError> {
    let rows = journal::list(tx, "demand", row.id.as_str())?;
    let split = rows.into_iter().find(|row| row.use_case == "split_demand" && row.before.is_none());
    split.ok_or_else(|| {
        UseCaseError::refused(format!("诉求 {} 不是拆分出来的，不能合回。", row.number()))
    })
}

/// Gives the demand that was split the words it had on `side` of the split.
fn turn(tx: &mut Writing<'_>, split: &JournalRow, side: Side) -> Result<(), UseCaseError> {
    // The first demand was written right after the one split off, if any of its words went.
    let Some(parted) = journal::companion(tx, split, Side::After)? else { return Ok(()) };
    let target = demands::get(tx, &DemandId::new(parted.entity_id.clone()))?;
    let (was, became) = (parted.before.unwrap_or_default(), parted.after.unwrap_or_default());
    let (now, next) = match side {
        Side::Before => (became, was),
        Side::After => (was, became),
    };
    if target.is_void || !says_the_same(&serde_json::to_value(&target)?, &now) {
        return Err(changed_since(&target));
    }
    check_loose(&target)?;
    save_demand(tx, Some(&target), saying(&target, &next)?)?;
    Ok(())
}

fn changed_since(row: &DemandRow) -> UseCaseError {
    let reason = format!("诉求 {} 拆分后又改过，不能原样合回。可以并入前一项诉求。", row.number());
    UseCaseError::refused(reason)
}
