//! Splitting an entry in two and joining it to the one before; quotes follow their words.

use domain::ids::EntryId;
use serde_json::Value;
use store::journal::{self, JournalRow, Side};
use store::tables::demands::QuoteRow;
use store::tables::entries::{self, EntryRow};
use store::{StoreError, Writing};

use super::get_minutes::minutes;
use super::quotes::{requote, split_quote};
use super::save_entry::{client_id, index_entry, record, update_entry};
use super::{MergeEntry, Minutes, SplitEntry};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::Fields;

/// The longest entry, as for every long text.
const ENTRY_MAX: usize = 10_000;

/// Only ended entries that stand in the record are cut and joined.
fn check_done(row: &EntryRow) -> Result<(), UseCaseError> {
    if row.void_reason.is_some() {
        return Err(UseCaseError::refused("这条记录已经作废，请先恢复。"));
    }
    if row.is_draft {
        return Err(UseCaseError::refused("这条记录还没有记完，请先按回车记下。"));
    }
    Ok(())
}

/// Cuts an entry after `at` characters; the second part follows it.
pub(crate) fn split_entry(
    context: &Context<'_>,
    input: SplitEntry,
) -> Result<Minutes, UseCaseError> {
    let mut fields = Fields::new();
    client_id(&mut fields, "new_id", input.new_id.as_str());
    fields.finish()?;
    context.write("split_entry", |tx| {
        let before = entries::get(tx, &input.id)?;
        tx.check_version("entry", input.id.as_str(), input.version, before.version)?;
        check_done(&before)?;
        let cut = before.text.char_indices().nth(input.at as usize).map(|(byte, _)| byte);
        let Some((left, right)) = cut.filter(|cut| *cut > 0).map(|cut| before.text.split_at(cut))
        else {
            return Err(UseCaseError::field("at", "请把光标放在两句话之间再拆。"));
        };
        let first =
            EntryRow { text: left.to_owned(), version: before.version + 1, ..before.clone() };
        let second = EntryRow {
            id: input.new_id.clone(),
            position: entries::place_after(tx, &before.reception_id, Some(&before))?,
            text: right.to_owned(),
            version: 1,
            ..before.clone()
        };
        entries::insert(tx, &second)?;
        record(tx, None, &second)?;
        index_entry(tx, &second)?;
        update_entry(tx, &before, &first)?;
        requote(tx, &input.id, |quote| split_quote(quote, input.at, &input.new_id))?;
        minutes(context, tx, &before.reception_id)
    })
}

/// Joins an entry to the live one before it in the same guest's part and voids it.
pub(crate) fn merge_entry(
    context: &Context<'_>,
    input: MergeEntry,
) -> Result<Minutes, UseCaseError> {
    context.write("merge_entry", |tx| {
        let before = entries::get(tx, &input.id)?;
        tx.check_version("entry", input.id.as_str(), input.version, before.version)?;
        check_done(&before)?;
        let Some(target) = entries::find_before(tx, &before)? else {
            return Err(UseCaseError::refused("前面没有记录可以并入。"));
        };
        let shift = u32::try_from(target.text.chars().count()).unwrap_or(u32::MAX);
        if shift as usize + before.text.chars().count() > ENTRY_MAX {
            let reason = format!("并成一条会超过 {ENTRY_MAX} 个字，请分开记。");
            return Err(UseCaseError::refused(reason));
        }
        let joined = EntryRow {
            text: format!("{}{}", target.text, before.text),
            version: target.version + 1,
            ..target.clone()
        };
        update_entry(tx, &target, &joined)?;
        requote(tx, &input.id, |quote| {
            vec![QuoteRow {
                entry_id: target.id.clone(),
                from: quote.from + shift,
                to: quote.to + shift,
            }]
        })?;
        let row = EntryRow {
            void_reason: Some("并入上一条".to_owned()),
            version: before.version + 1,
            ..before.clone()
        };
        update_entry(tx, &before, &row)?;
        minutes(context, tx, &before.reception_id)
    })
}

/// Takes a join back: both entries have their words again and every quote stands where its words
/// are, also one raised since.
///
/// # Errors
/// [`UseCaseError::Refused`] when the joined entry was edited since: then nobody can tell whose
/// words are whose.
pub(super) fn take_back_merge(
    tx: &mut Writing<'_>,
    before: &EntryRow,
    merged: &JournalRow,
) -> Result<(), UseCaseError> {
    // The entry it went into was written just before it.
    let joined = journal::companion(tx, merged, Side::Before)?;
    let joined = joined.ok_or_else(|| {
        let id = merged.entity_id.clone();
        StoreError::NotFound { entity: "entry", id }
    })?;
    let text = |value: &Option<Value>| {
        let text = value.as_ref().and_then(|row| row.get("text"));
        text.and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    let target = entries::get(tx, &EntryId::new(joined.entity_id.clone()))?;
    if target.void_reason.is_some() || target.text != text(&joined.after) {
        return Err(UseCaseError::refused(
            "并入的那一条后来又改过，不能原样分开。请在那一条里把光标放在要分开的地方，再拆分。",
        ));
    }
    let own = text(&joined.before);
    let cut = u32::try_from(own.chars().count()).unwrap_or(u32::MAX);
    let row = EntryRow { void_reason: None, version: before.version + 1, ..before.clone() };
    update_entry(tx, before, &row)?;
    let shorter = EntryRow { text: own, version: target.version + 1, ..target.clone() };
    update_entry(tx, &target, &shorter)?;
    requote(tx, &target.id, |quote| split_quote(quote, cut, &before.id))
}
