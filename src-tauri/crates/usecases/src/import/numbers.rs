//! Demands that are taken over get their numbers.

use std::collections::{HashMap, HashSet};

use chrono::Datelike;
use store::Writing;
use store::tables::demands;

use super::settle::Brought;
use crate::error::UseCaseError;

/// Gives each demand its number. One of this program's own form is kept where nobody has it, since
/// papers name it; the others follow the highest of their year.
pub(super) fn numbers(
    tx: &Writing<'_>,
    brought: &[(u32, Option<Brought>)],
) -> Result<HashMap<usize, (i32, i64)>, UseCaseError> {
    let demands = || {
        (0..).zip(brought).filter_map(|(at, (_, brought))| match brought {
            Some(Brought::Demand(demand)) => Some((at, &demand.entry)),
            Some(Brought::Firm(_) | Brought::Unit(_) | Brought::Turn(_)) | None => None,
        })
    };
    let mut given = HashMap::new();
    let mut taken: HashSet<(i32, i64)> = HashSet::new();
    let mut next: HashMap<i32, i64> = HashMap::new();
    for (at, entry) in demands() {
        let Some((year, seq)) = entry.own_number() else { continue };
        let is_free = match u32::try_from(seq) {
            Ok(seq) => demands::find_numbered(tx, year, seq)?.is_none(),
            Err(_) => false,
        };
        if is_free && taken.insert((year, seq)) {
            given.insert(at, (year, seq));
            let highest = next.entry(year).or_default();
            *highest = (seq + 1).max(*highest);
        }
    }
    let mut open: HashMap<i32, i64> = HashMap::new();
    for (at, entry) in demands() {
        if given.contains_key(&at) {
            continue;
        }
        let year = entry.raised_on.year();
        let seq = match open.get(&year) {
            Some(seq) => *seq,
            // Beyond what the office and this table have of the year.
            None => demands::next_number(tx, year)?.max(next.get(&year).copied().unwrap_or(1)),
        };
        given.insert(at, (year, seq));
        open.insert(year, seq + 1);
    }
    Ok(given)
}
