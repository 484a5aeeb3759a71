//! Splitting an entry in two and joining it to the one before; quotes follow their words.

use domain::ids::EntryId;
use store::Writing;
use store::tables::demands::{self, QuoteRow};
use store::tables::entries::{self, EntryRow};

use super::get_minutes::minutes;
use super::save_entry::{client_id, index_entry, record, update_entry};
use super::{MergeEntry, Minutes, SplitEntry};
use crate::context::Context;
use crate::demand::save_demand;
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

/// Joins an entry to the live one before it and voids it.
pub(crate) fn merge_entry(
    context: &Context<'_>,
    input: MergeEntry,
) -> Result<Minutes, UseCaseError> {
    context.write("merge_entry", |tx| {
        let before = entries::get(tx, &input.id)?;
        tx.check_version("entry", input.id.as_str(), input.version, before.version)?;
        check_done(&before)?;
        let Some(target) = entries::find_before(tx, &before.reception_id, before.position)? else {
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

/// Rewrites the quotes of an entry in every demand that has one.
pub(super) fn requote(
    tx: &mut Writing<'_>,
    entry: &EntryId,
    rewrite: impl Fn(&QuoteRow) -> Vec<QuoteRow>,
) -> Result<(), UseCaseError> {
    for before in demands::list_quoting(tx, entry)? {
        let mut row = before.clone();
        row.quotes =
            before
                .quotes
                .iter()
                .flat_map(|quote| {
                    if quote.entry_id == *entry { rewrite(quote) } else { vec![quote.clone()] }
                })
                .collect();
        if row.quotes != before.quotes {
            save_demand(tx, Some(&before), row)?;
        }
    }
    Ok(())
}

/// Moves a quote over an edit of its entry: what stands before and after the change keeps its
/// words, a change inside grows or shrinks the quote. A quote whose words all went is dropped.
pub(super) fn edited_quote(quote: &QuoteRow, old: &str, new: &str) -> Vec<QuoteRow> {
    let same = old.chars().zip(new.chars()).take_while(|(a, b)| a == b).count();
    let (old_len, new_len) = (old.chars().count(), new.chars().count());
    let spare = old_len.min(new_len) - same;
    let tail =
        old.chars().rev().zip(new.chars().rev()).take(spare).take_while(|(a, b)| a == b).count();
    // The changed stretch is `[same, cut)` of the old text and `[same, put)` of the new one.
    let (cut, put) = (old_len - tail, new_len - tail);
    let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    // Words put in right before or right after a quote are not its words.
    let from = match quote.from as usize {
        at if at >= cut => place(at - cut + put),
        at => place(at.min(same)),
    };
    let to = match quote.to as usize {
        at if at <= same => place(at),
        at if at >= cut => place(at - cut + put),
        _ => place(put),
    };
    if from < to { vec![QuoteRow { from, to, ..quote.clone() }] } else { Vec::new() }
}

fn split_quote(quote: &QuoteRow, at: u32, new_id: &EntryId) -> Vec<QuoteRow> {
    let mut parts = Vec::new();
    if quote.from < at {
        parts.push(QuoteRow { to: quote.to.min(at), ..quote.clone() });
    }
    if quote.to > at {
        parts.push(QuoteRow {
            entry_id: new_id.clone(),
            from: quote.from.saturating_sub(at),
            to: quote.to - at,
        });
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_follows_its_words() {
        let quote = QuoteRow { entry_id: EntryId::new("a"), from: 3, to: 9 };
        let new = EntryId::new("b");
        let part = |id: &str, from, to| QuoteRow { entry_id: EntryId::new(id), from, to };
        assert_eq!(split_quote(&quote, 2, &new), [part("b", 1, 7)]);
        assert_eq!(split_quote(&quote, 5, &new), [part("a", 3, 5), part("b", 0, 4)]);
        assert_eq!(split_quote(&quote, 9, &new), [part("a", 3, 9)]);
    }

    #[test]
    fn a_quote_keeps_its_words_when_the_entry_is_edited() {
        let words = |from: u32, to: u32, old: &str, new: &str| {
            let quote = QuoteRow { entry_id: EntryId::new("a"), from, to };
            let take = |quote: &QuoteRow| -> String {
                let length = (quote.to - quote.from) as usize;
                new.chars().skip(quote.from as usize).take(length).collect()
            };
            edited_quote(&quote, old, new).iter().map(take).collect::<Vec<_>>()
        };
        let old = "报装九个月没送电，一天多花4200元。";
        assert_eq!(
            words(9, 19, old, "报装到现在九个月没送电，一天多花4200元。"),
            ["一天多花4200元。"]
        );
        assert_eq!(words(0, 8, old, "报装九个月没送电，一天多花4800元。"), ["报装九个月没送电"]);
        assert_eq!(words(9, 18, old, "报装九个月没送电，一天多花4800元。"), ["一天多花4800元"]);
        assert_eq!(words(9, 18, old, "报装九个月没送电。"), Vec::<String>::new());
        assert_eq!(words(0, 8, old, &format!("已{old}")), ["报装九个月没送电"]);
        assert_eq!(words(0, 19, old, &format!("{old}真急。")), [old]);
        assert_eq!(words(0, 8, old, "报装很久没送电，一天多花4200元。"), ["报装很久没送电"]);
    }
}
