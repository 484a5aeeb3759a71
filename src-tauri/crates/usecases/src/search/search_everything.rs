//! The one box: everything by words, two-character words, pinyin, initials and numbers.

use domain::dates::paper_date;
use domain::enterprise::NameKind;
use domain::ledger::LedgerSort;
use domain::search_target::SearchTarget;
use domain::slip_number::SlipNumber;
use domain::terms::Term;
use rusqlite::Connection;
use store::queries::found::{self, TypedNumber};
use store::queries::ledger::{self, Filter, Page};
use store::tables::slips::draft_code;

use super::{SearchEverything, SearchGroup, SearchHit, SearchResult};
use crate::context::Context;
use crate::directory::{FindNames, find_names};
use crate::error::UseCaseError;
use crate::fields::Fields;
use crate::ledger::{lights, number, slip_number};

/// Most hits of a group.
const HITS_MAX: u32 = 50;
/// Characters of an entry shown around the words found.
const EXCERPT: usize = 40;

/// Finds whatever holds every word of the query. Groups stand in the order a clerk most likely
/// means: an exact number first, then names, then demands, then what was said.
pub(crate) fn search_everything(
    context: &Context<'_>,
    input: SearchEverything,
) -> Result<SearchResult, UseCaseError> {
    let mut fields = Fields::new();
    let query = fields.query("query", &input.query);
    fields.finish()?;
    if query.is_empty() {
        return Ok(SearchResult { groups: Vec::new() });
    }
    let limit = input.limit.clamp(1, HITS_MAX);
    let mut groups = Vec::new();
    for (kind, target) in [
        (NameKind::Enterprise, SearchTarget::Enterprise),
        (NameKind::Unit, SearchTarget::Unit),
        (NameKind::Leader, SearchTarget::Leader),
    ] {
        groups.push(names(context, &query, kind, target, limit)?);
    }
    let written = context.read(|connection| {
        Ok([
            slips(connection, &query, limit)?,
            demands(context, connection, &query, limit)?,
            receptions(connection, &query, limit)?,
            entries(connection, &query, limit)?,
        ])
    })?;
    let [slips, demands, receptions, entries] = written;
    let is_number = typed_number(&query).is_some();
    if is_number {
        groups.splice(0..0, [slips, demands]);
        groups.extend([receptions, entries]);
    } else {
        groups.extend([demands, slips, receptions, entries]);
    }
    groups.retain(|group| group.total > 0);
    Ok(SearchResult { groups })
}

fn names(
    context: &Context<'_>,
    query: &str,
    kind: NameKind,
    target: SearchTarget,
    limit: u32,
) -> Result<SearchGroup, UseCaseError> {
    let input = FindNames {
        query: query.to_owned(),
        kinds: vec![kind],
        reception_id: None,
        limit: HITS_MAX,
    };
    let found = find_names(context, input)?.hits;
    let total = i64::try_from(found.len()).unwrap_or(i64::MAX);
    let hits = found.into_iter().take(limit as usize).map(|hit| SearchHit {
        target,
        id: hit.id,
        title: hit.name,
        note: hit.note,
        spans: hit.spans,
    });
    Ok(SearchGroup { target, total, hits: hits.collect() })
}

fn demands(
    context: &Context<'_>,
    connection: &Connection,
    query: &str,
    limit: u32,
) -> Result<SearchGroup, UseCaseError> {
    let filter = Filter { query: query.to_owned(), ..Filter::default() };
    let (dates, _) = lights(context, connection)?;
    let page = Page { sort: LedgerSort::Number, is_descending: true, limit, offset: 0 };
    let (hits, totals) = ledger::page_and_totals(connection, &filter, &dates, page)?;
    let hits = hits.into_iter().map(|row| SearchHit {
        target: SearchTarget::Demand,
        id: row.id.as_str().to_owned(),
        spans: spans(&row.title, query),
        note: note(&[&number(row.number_year, row.number_seq), &row.enterprise, row.state.label()]),
        title: row.title,
    });
    Ok(SearchGroup { target: SearchTarget::Demand, total: totals.demands, hits: hits.collect() })
}

fn slips(connection: &Connection, query: &str, limit: u32) -> Result<SearchGroup, UseCaseError> {
    let found = found::slips(connection, query, typed_number(query), limit)?;
    let hits = found.rows.into_iter().map(|slip| {
        let title = match slip.number {
            Some(parts) => slip_number(parts),
            None => draft_code(slip.draft.0, slip.draft.1),
        };
        SearchHit {
            target: SearchTarget::Slip,
            id: slip.id,
            spans: spans(&title, query),
            title,
            note: note(&[&slip.enterprise, slip.state.label()]),
        }
    });
    Ok(SearchGroup { target: SearchTarget::Slip, total: found.total, hits: hits.collect() })
}

fn receptions(
    connection: &Connection,
    query: &str,
    limit: u32,
) -> Result<SearchGroup, UseCaseError> {
    let found = found::receptions(connection, query, limit)?;
    let hits = found.rows.into_iter().map(|row| SearchHit {
        target: SearchTarget::Reception,
        id: row.id,
        spans: spans(&row.title, query),
        note: note(&[&paper_date(row.held_on), &row.leader, row.state.label()]),
        title: row.title,
    });
    Ok(SearchGroup { target: SearchTarget::Reception, total: found.total, hits: hits.collect() })
}

fn entries(connection: &Connection, query: &str, limit: u32) -> Result<SearchGroup, UseCaseError> {
    let found = found::entries(connection, query, limit)?;
    let hits = found.rows.into_iter().map(|row| {
        let title = excerpt(&row.text, query);
        SearchHit {
            target: SearchTarget::Entry,
            // The record opens at its reception; the entry follows after the sign.
            id: format!("{}#{}", row.reception_id, row.id),
            spans: spans(&title, query),
            title,
            note: note(&[&row.speaker_name, &row.reception, &paper_date(row.held_on)]),
        }
    });
    Ok(SearchGroup { target: SearchTarget::Entry, total: found.total, hits: hits.collect() })
}

fn note(parts: &[&str]) -> String {
    let parts: Vec<_> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

/// Reads `12`, `12号`, `2026-0031`, `JB2026-0031` or a whole slip number.
fn typed_number(query: &str) -> Option<TypedNumber> {
    if let Ok(number) = SlipNumber::parse(query) {
        let issued = Some(i64::from(number.seq));
        return Some(TypedNumber { year: Some(number.year), issued, draft: None });
    }
    let text = query.trim_start_matches('第');
    if let Some(seq) = text.strip_suffix('号') {
        return Some(TypedNumber { issued: Some(seq.parse().ok()?), ..TypedNumber::default() });
    }
    let bare = text.trim_start_matches(['J', 'B', 'j', 'b']);
    let (year, seq) = match bare.split_once('-') {
        Some((year, seq)) => (Some(year.parse().ok()?), seq.parse().ok()?),
        None => (None, bare.parse().ok()?),
    };
    // Only drafts carry letters.
    let issued = (bare == text).then_some(seq);
    Some(TypedNumber { year, issued, draft: Some(seq) })
}

/// Returns where the words of the query stand in `text`, as character ranges in order.
fn spans(text: &str, query: &str) -> Vec<(u32, u32)> {
    let lower: Vec<char> = text.chars().map(lowered).collect();
    let mut marks = vec![false; lower.len()];
    for word in query.split_whitespace() {
        let word: Vec<char> = word.chars().map(lowered).collect();
        for (at, window) in lower.windows(word.len()).enumerate() {
            if window == word {
                marks[at..at + word.len()].fill(true);
            }
        }
    }
    let mut spans = Vec::new();
    let mut start = 0;
    for run in marks.chunk_by(|a, b| a == b) {
        let end = start + run.len();
        if run[0] {
            spans.push((place(start), place(end)));
        }
        start = end;
    }
    spans
}

fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn lowered(c: char) -> char {
    let c = domain::text::half_width(c);
    c.to_lowercase().next().unwrap_or(c)
}

/// Returns a piece of `text` around the first word found.
fn excerpt(text: &str, query: &str) -> String {
    let line: Vec<char> = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let first = spans(text, query).first().map_or(0, |(from, _)| *from as usize);
    let from = first.saturating_sub(EXCERPT / 4);
    let to = line.len().min(from + EXCERPT);
    let piece: String = line[from..to].iter().collect();
    let (head, tail) = (if from > 0 { "…" } else { "" }, if to < line.len() { "…" } else { "" });
    format!("{head}{piece}{tail}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_marked_where_they_stand() {
        assert_eq!(spans("冷链园排水，冷链", "冷链 排水"), [(0, 2), (3, 5), (6, 8)]);
        assert_eq!(spans("ＡＢＣ公司", "abc"), [(0, 3)]);
        assert_eq!(spans("甲", "甲乙丙"), []);
    }

    #[test]
    fn numbers_are_read_as_typed() {
        let typed = |year, issued, draft| Some(TypedNumber { year, issued, draft });
        let year = Some(2026);
        assert_eq!(typed_number("川江工商联交〔2026〕12号"), typed(year, Some(12), None));
        assert_eq!(typed_number("2026-0012"), typed(year, Some(12), Some(12)));
        assert_eq!(typed_number("jb2026-12"), typed(year, None, Some(12)));
        assert_eq!(typed_number("第12号"), typed(None, Some(12), None));
        assert_eq!(typed_number("12"), typed(None, Some(12), Some(12)));
        assert_eq!(typed_number("冷链"), None);
    }

    #[test]
    fn an_excerpt_shows_the_words_found() {
        let text = format!("{}变压器{}", "甲".repeat(60), "乙".repeat(60));
        let piece = excerpt(&text, "变压器");
        assert!(piece.contains("变压器") && piece.starts_with('…') && piece.ends_with('…'));
        assert_eq!(excerpt("变压器", "变压器"), "变压器");
    }
}
