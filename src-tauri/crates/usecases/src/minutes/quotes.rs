//! Quotes follow their words through edits, cuts and joins.

use domain::ids::EntryId;
use store::Writing;
use store::tables::demands::{self, QuoteRow};
use store::tables::entries;

use crate::demand::save_demand;
use crate::error::UseCaseError;

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

/// Returns the quotes that still stand in a live entry: what was void did not follow its words.
///
/// # Errors
/// When the record cannot be read.
pub(super) fn standing(
    tx: &Writing<'_>,
    quotes: &[QuoteRow],
) -> Result<Vec<QuoteRow>, UseCaseError> {
    let mut kept = Vec::new();
    for quote in quotes {
        let entry = entries::find(tx, &quote.entry_id)?;
        let stands = entry.is_some_and(|row| {
            row.void_reason.is_none() && quote.to as usize <= row.text.chars().count()
        });
        if stands {
            kept.push(quote.clone());
        }
    }
    Ok(kept)
}

/// Cuts a quote where its entry is cut; what stands after `at` goes with the new entry.
pub(super) fn split_quote(quote: &QuoteRow, at: u32, new_id: &EntryId) -> Vec<QuoteRow> {
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
