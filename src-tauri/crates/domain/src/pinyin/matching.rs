//! Finds a typed query in a name: by characters, initials, full pinyin or any mixture.

use serde::{Deserialize, Serialize};

use super::PinyinName;
use crate::text::half_width;

/// A stretch of a name to highlight, in characters (code points), end excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct CharSpan {
    /// First character.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
}

/// A name that answers a query.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PinyinMatch {
    /// Higher is better; comparable between names for the same query.
    pub score: u32,
    /// What to highlight, in order.
    pub spans: Vec<CharSpan>,
}

/// How a query was found, the best first. One tier outweighs any position.
#[derive(Clone, Copy)]
enum Tier {
    Literal = 4,
    Initials = 3,
    Spelt = 2,
    Scattered = 1,
}

/// The weight of a tier; position, gaps and length stay below it.
const TIER: u32 = 10_000;

/// A scattered match may stretch over this many characters per letter typed.
const STRETCH: usize = 4;

/// Returns how well `query` is found in `name`: adjacent characters before adjacent initials
/// before adjacent spelt syllables before scattered ones (`jg` in 交通管理), earlier before
/// later, shorter names before longer. Blanks, apostrophes and punctuation do not matter.
pub(super) fn find(query: &str, name: &PinyinName) -> Option<PinyinMatch> {
    let query = normalise(query);
    if query.is_empty() {
        return None;
    }
    adjacent(&query, name, Tier::Literal, literal_end)
        .or_else(|| adjacent(&query, name, Tier::Initials, initials_end))
        .or_else(|| adjacent(&query, name, Tier::Spelt, spelt_end))
        .or_else(|| scattered(&query, name))
}

fn normalise(query: &str) -> Vec<char> {
    query
        .chars()
        .map(half_width)
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric())
        .map(|c| if c == 'ü' { 'v' } else { c })
        .collect()
}

/// Returns where a match that starts at syllable `start` ends, or `None`.
type EndOf = fn(&[char], &PinyinName, usize) -> Option<usize>;

fn adjacent(query: &[char], name: &PinyinName, tier: Tier, end_of: EndOf) -> Option<PinyinMatch> {
    (0..name.syllables.len()).find_map(|start| {
        let end = end_of(query, name, start)?;
        let used: Vec<usize> = (start..end).collect();
        Some(matched(name, tier, &used))
    })
}

fn literal_end(query: &[char], name: &PinyinName, start: usize) -> Option<usize> {
    let rest = name.syllables.get(start..)?;
    let is_found = rest.len() >= query.len()
        && query.iter().zip(rest).all(|(c, syllable)| *c == syllable.letter);
    is_found.then_some(start + query.len())
}

fn initials_end(query: &[char], name: &PinyinName, start: usize) -> Option<usize> {
    let rest = name.syllables.get(start..)?;
    let is_found = rest.len() >= query.len()
        && query
            .iter()
            .zip(rest)
            .all(|(c, syllable)| syllable.takes(std::slice::from_ref(c)).any(|_| true));
    is_found.then_some(start + query.len())
}

fn spelt_end(query: &[char], name: &PinyinName, start: usize) -> Option<usize> {
    if query.is_empty() {
        return Some(start);
    }
    let syllable = name.syllables.get(start)?;
    syllable.takes(query).find_map(|taken| spelt_end(&query[taken..], name, start + 1))
}

/// Finds the query's parts in order but apart, over the shortest stretch.
///
/// `here[i][j]` is the end of the shortest match of `query[j..]` that uses syllable `i` first,
/// `later[i][j]` of one that starts at `i` or after.
fn scattered(query: &[char], name: &PinyinName) -> Option<PinyinMatch> {
    let (n, m) = (name.syllables.len(), query.len());
    let mut here = vec![vec![None; m + 1]; n + 1];
    let mut later = vec![vec![None; m + 1]; n + 1];
    for i in (0..n).rev() {
        for j in 0..m {
            here[i][j] = name.syllables[i]
                .takes(&query[j..])
                .filter_map(|taken| match j + taken {
                    all if all == m => Some(i + 1),
                    next => later[i + 1][next],
                })
                .min();
            later[i][j] = [here[i][j], later[i + 1][j]].into_iter().flatten().min();
        }
    }
    let start = (0..n)
        .filter_map(|i| Some((here[i][0]? - i, i)))
        .min()
        .filter(|(stretch, _)| *stretch <= STRETCH * m)
        .map(|(_, i)| i)?;
    let used = walk(query, name, start, &here, &later);
    Some(matched(name, Tier::Scattered, &used))
}

/// Returns the syllables of the shortest match that begins at `start`.
fn walk(
    query: &[char],
    name: &PinyinName,
    start: usize,
    here: &[Vec<Option<usize>>],
    later: &[Vec<Option<usize>>],
) -> Vec<usize> {
    let (mut i, mut j, mut used) = (start, 0, vec![start]);
    let end = here[start][0];
    while let Some(next) = name.syllables[i]
        .takes(&query[j..])
        .map(|taken| j + taken)
        .find(|next| *next < query.len() && later[i + 1][*next] == end)
    {
        // When the query can also end here, the shortest match already has.
        if end == Some(i + 1) {
            break;
        }
        let Some(step) = (i + 1..name.syllables.len()).find(|at| here[*at][next] == end) else {
            break;
        };
        (i, j) = (step, next);
        used.push(step);
    }
    used
}

fn matched(name: &PinyinName, tier: Tier, used: &[usize]) -> PinyinMatch {
    let (first, last) = (used.first().copied().unwrap_or(0), used.last().copied().unwrap_or(0));
    let gaps = last + 1 - first - used.len();
    let rest = name.syllables.len() - used.len();
    // Gaps weigh most, then the position, then what the query leaves over.
    let penalty = gaps.min(30) * 300 + first.min(60) * 10 + rest.min(99) / 10;
    let whole = usize::from(rest == 0) * 9;
    let mut spans: Vec<CharSpan> = Vec::new();
    for at in used.iter().map(|index| name.syllables[*index].at) {
        match spans.last_mut() {
            Some(span) if span.end == at => span.end = at + 1,
            _ => spans.push(CharSpan { start: at, end: at + 1 }),
        }
    }
    let score = TIER as usize * (tier as usize + 1) + whole - penalty;
    PinyinMatch { score: u32::try_from(score).unwrap_or(u32::MAX), spans }
}
