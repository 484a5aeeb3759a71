//! The words of a demand that a slip prints, and the quotes they came from: divided, joined, parted.

use serde_json::Value;
use store::tables::demands::{DemandContent, DemandRow, QuoteRow};
use store::tables::entries;

use super::DemandWords;
use crate::error::UseCaseError;
use crate::fields::Fields;
use domain::text::TextRule;
use rusqlite::Connection;

/// What is divided, joined and parted, by its name in the journal.
const DIVIDED: [&str; 4] = ["facts", "request", "requirement", "quotes"];

/// What a slip's item has room for.
const REQUIREMENT_MAX: usize = 2_000;

/// Signs that stand between two stretches of words and belong to neither.
const BETWEEN: &[char] = &['，', '、', '；', '：', ',', ';', ':', ' ', '\u{3000}', '\n'];
/// Signs no stretch begins with.
const ENDS: &[char] = &['。', '！', '？', '.', '!', '?'];

/// Checks the words under `at`.
pub(super) fn checked_words(fields: &mut Fields, at: &str, words: &DemandWords) -> DemandWords {
    let rule = TextRule::paragraph(REQUIREMENT_MAX).optional();
    DemandWords {
        facts: fields.long(format!("{at}facts"), &words.facts),
        request: fields.long(format!("{at}request"), &words.request),
        requirement: fields.text(format!("{at}requirement"), &words.requirement, rule),
    }
}

impl DemandWords {
    /// Puts the words into a demand, in place of those it has.
    pub(super) fn put(&self, content: &mut DemandContent) {
        content.facts.clone_from(&self.facts);
        content.request.clone_from(&self.request);
        content.requirement.clone_from(&self.requirement);
    }

    /// Returns the first of the words that are there: what was said.
    pub(super) fn first(&self) -> &str {
        let all = [&self.facts, &self.request, &self.requirement];
        all.into_iter().find(|text| !text.is_empty()).map_or("", String::as_str)
    }
}

/// A slip prints the quotes where a demand has no words of its own; where two demands share a quote
/// their own words have to stand for it.
pub(super) fn speak_for_quotes(content: &mut DemandContent) {
    if content.facts.is_empty() && content.request.is_empty() {
        content.facts.clone_from(&content.requirement);
    }
}

/// Finds words in the quotes.
///
/// # Errors
/// When an entry cannot be read.
pub(super) fn quote_of(
    connection: &Connection,
    quotes: &[QuoteRow],
    words: &str,
) -> Result<Option<QuoteRow>, UseCaseError> {
    for quote in quotes {
        let text = quoted(connection, quote)?;
        if let Some(at) = text.find(words).filter(|_| !words.is_empty()) {
            let from = quote.from + count(&text[..at]);
            let to = from + count(words);
            return Ok(Some(QuoteRow { from, to, ..quote.clone() }));
        }
    }
    Ok(None)
}

/// Returns the quotes without the words of `cut`, and without the signs that only joined them.
///
/// # Errors
/// When an entry cannot be read.
pub(super) fn without(
    connection: &Connection,
    quotes: &[QuoteRow],
    cut: &QuoteRow,
) -> Result<Vec<QuoteRow>, UseCaseError> {
    let mut left = Vec::new();
    for quote in quotes {
        if quote.entry_id != cut.entry_id || quote.to <= cut.from || quote.from >= cut.to {
            left.push(quote.clone());
            continue;
        }
        for (from, to) in [(quote.from, cut.from), (cut.to, quote.to)] {
            if from < to {
                let part = QuoteRow { from, to, ..quote.clone() };
                left.extend(tidied(&quoted(connection, &part)?, part));
            }
        }
    }
    Ok(left)
}

/// Takes joining signs off both ends of a quote; none when nothing else is in it.
fn tidied(text: &str, quote: QuoteRow) -> Option<QuoteRow> {
    let head = text.trim_start_matches(|c| BETWEEN.contains(&c) || ENDS.contains(&c));
    let both = head.trim_end_matches(BETWEEN);
    let from = quote.from + count(text) - count(head);
    let to = from + count(both);
    (from < to).then_some(QuoteRow { from, to, ..quote })
}

fn quoted(connection: &Connection, quote: &QuoteRow) -> Result<String, UseCaseError> {
    let entry = entries::find(connection, &quote.entry_id)?;
    let length = quote.to.saturating_sub(quote.from) as usize;
    let words = |text: String| text.chars().skip(quote.from as usize).take(length).collect();
    Ok(entry.map(|row| words(row.text)).unwrap_or_default())
}

fn count(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

/// Tells whether two states of a demand, as the journal has them, say the same.
pub(super) fn says_the_same(a: &Value, b: &Value) -> bool {
    DIVIDED.iter().all(|field| a[field] == b[field])
}

/// Returns the demand with the words and quotes the journal has in `said`.
///
/// # Errors
/// When the quotes are not as this program writes them.
pub(super) fn saying(row: &DemandRow, said: &Value) -> Result<DemandRow, UseCaseError> {
    let text = |field: &str| said[field].as_str().unwrap_or_default().to_owned();
    let mut row = row.clone();
    row.content.facts = text("facts");
    row.content.request = text("request");
    row.content.requirement = text("requirement");
    row.quotes = match said.get("quotes") {
        Some(quotes @ Value::Array(_)) => serde_json::from_value(quotes.clone())?,
        Some(_) | None => Vec::new(),
    };
    Ok(row)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::EntryId;

    #[test]
    fn what_joined_two_stretches_stays_with_neither() {
        let part = |text: &str| {
            let quote = QuoteRow { entry_id: EntryId::new("a"), from: 5, to: 5 + count(text) };
            tidied(text, quote).map(|quote| (quote.from, quote.to))
        };
        assert_eq!(part("一月一办，"), Some((5, 9)));
        assert_eq!(part("，排水年年淹。"), Some((6, 12)));
        assert_eq!(part("。一月一办。"), Some((6, 11)));
        assert_eq!(part("；。 "), None);
    }
}
