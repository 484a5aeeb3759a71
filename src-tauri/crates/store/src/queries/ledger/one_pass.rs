//! A page and its totals in one pass over the rows, where finding the rows is dearer than ordering
//! them: words are looked up and units' demands gathered once, not once a question.

use std::cmp::Ordering;

use domain::ledger::LedgerSort;
use rusqlite::Connection;

use super::totals::pass;
use super::{Filter, LightDates, Page, Totals};
use crate::StoreError;

/// What orders a row: the sort's own date, then the order of registration.
struct Key {
    rowid: i64,
    date: Option<String>,
    number: (i32, i64),
}

/// Tells whether a page is found this way: by words or units, in an order the pass itself knows.
pub(super) fn fits(filter: &Filter, page: Page) -> bool {
    let is_dear = !filter.query.trim().is_empty() || !filter.units.is_empty();
    is_dear && date_of(page.sort).is_some()
}

/// Returns the column of the date that orders; `None` when names order.
fn date_of(sort: LedgerSort) -> Option<&'static str> {
    match sort {
        LedgerSort::Due => Some("d.due_on"),
        LedgerSort::Raised => Some("d.raised_on"),
        LedgerSort::Number => Some("NULL"),
        LedgerSort::Enterprise | LedgerSort::Unit | LedgerSort::State | LedgerSort::Title => None,
    }
}

/// Returns the row keys of a page, as [`super::page`] orders them, and the totals of all.
pub(super) fn keys_and_totals(
    connection: &Connection,
    filter: &Filter,
    dates: &LightDates,
    page: Page,
) -> Result<(Vec<i64>, Totals), StoreError> {
    let date = date_of(page.sort).unwrap_or("NULL");
    let columns = format!(", d.rowid, {date}, d.number_year, d.number_seq");
    let mut keys = Vec::new();
    let totals = pass(connection, filter, dates, &columns, |row| {
        let number = (row.get(5)?, row.get(6)?);
        keys.push(Key { rowid: row.get(3)?, date: row.get(4)?, number });
        Ok(())
    })?;
    let end = (page.offset as usize).saturating_add(page.limit as usize);
    let order = |a: &Key, b: &Key| order(page.is_descending, a, b);
    // Only what comes before the end of the page is put in order.
    if end < keys.len() {
        keys.select_nth_unstable_by(end, order);
        keys.truncate(end);
    }
    keys.sort_unstable_by(order);
    let found = keys.iter().skip(page.offset as usize).map(|key| key.rowid).collect();
    Ok((found, totals))
}

fn order(is_descending: bool, a: &Key, b: &Key) -> Ordering {
    let way = |ordering: Ordering| if is_descending { ordering.reverse() } else { ordering };
    let dates = match (&a.date, &b.date) {
        (Some(a), Some(b)) => way(a.cmp(b)),
        // Those without a date come last, whichever way.
        (a, b) => a.is_none().cmp(&b.is_none()),
    };
    dates.then_with(|| way(a.number.cmp(&b.number)))
}

#[cfg(test)]
mod tests {
    use super::super::{keys, totals};
    use super::*;
    use crate::queries::ledger::testing;

    #[test]
    fn one_pass_finds_what_two_questions_find() {
        let connection = testing::office();
        let dates = testing::dates();
        for sort in [LedgerSort::Due, LedgerSort::Raised, LedgerSort::Number] {
            for is_descending in [false, true] {
                for offset in [0, 7, 38, 50] {
                    let page = Page { sort, is_descending, limit: 9, offset };
                    let filter = Filter { is_open: Some(true), ..Filter::default() };
                    let asked = keys(&connection, &filter, &dates, page).unwrap();
                    let (found, counted) =
                        keys_and_totals(&connection, &filter, &dates, page).unwrap();
                    assert_eq!(found, asked, "{page:?}");
                    assert_eq!(counted, totals(&connection, &filter, &dates).unwrap());
                }
            }
        }
    }
}
