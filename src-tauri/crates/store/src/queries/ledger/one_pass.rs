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
    key: i64,
    date: Option<String>,
    number: (i32, i64),
}

/// Returns the column of the date that orders when a page is found this way: by words or units, in
/// an order the pass itself knows.
pub(super) fn date_for(filter: &Filter, sort: LedgerSort) -> Option<&'static str> {
    let is_dear = !filter.query.trim().is_empty() || !filter.units.is_empty();
    match sort {
        _ if !is_dear => None,
        LedgerSort::Due => Some("d.due_on"),
        LedgerSort::Raised => Some("d.raised_on"),
        LedgerSort::Number => Some("NULL"),
        LedgerSort::Enterprise | LedgerSort::Unit | LedgerSort::State | LedgerSort::Title => None,
    }
}

/// Returns the row keys of a page, as [`super::page`] orders them, and the totals of all. `date` is
/// what [`date_for`] names.
pub(super) fn keys_and_totals(
    connection: &Connection,
    filter: &Filter,
    dates: &LightDates,
    page: Page,
    date: &str,
) -> Result<(Vec<i64>, Totals), StoreError> {
    let columns = format!(", d.key, {date}, d.number_year, d.number_seq");
    let mut keys = Vec::new();
    let totals = pass(connection, filter, dates, &columns, |row| {
        let number = (row.get(5)?, row.get(6)?);
        keys.push(Key { key: row.get(3)?, date: row.get(4)?, number });
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
    let found = keys.iter().skip(page.offset as usize).map(|key| key.key).collect();
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
    use super::super::filter::UnitRole;
    use super::super::select::Select;
    use super::super::table::Table;
    use super::super::{count, keys, totals};
    use super::*;
    use crate::queries::ledger::testing;

    #[test]
    fn one_pass_finds_what_two_questions_find() {
        let connection = testing::office();
        let dates = testing::dates();
        let units = |ids: &[&str]| Filter {
            units: ids.iter().map(|id| serde_json::from_value((*id).into()).unwrap()).collect(),
            ..Filter::default()
        };
        let open = Filter { is_open: Some(true), ..units(&["lead"]) };
        let mut sizes = Vec::new();
        for filter in [units(&["lead"]), units(&["assist"]), units(&["lead", "assist"]), open] {
            for sort in [LedgerSort::Due, LedgerSort::Raised, LedgerSort::Number] {
                let date = date_for(&filter, sort).unwrap();
                for is_descending in [false, true] {
                    for offset in [0, 7, 38] {
                        let page = Page { sort, is_descending, limit: 9, offset };
                        let asked = keys(&connection, &filter, &dates, page).unwrap();
                        let (found, counted) =
                            keys_and_totals(&connection, &filter, &dates, page, date).unwrap();
                        assert_eq!(found, asked, "{filter:?} {page:?}");
                        assert_eq!(counted, totals(&connection, &filter, &dates).unwrap());
                        let all = count(&connection, &filter, &dates).unwrap();
                        assert_eq!(counted.demands, all, "{filter:?}");
                    }
                }
            }
            sizes.push(count(&connection, &filter, &dates).unwrap());
        }
        assert_eq!(sizes, [19, 20, 30, 17]);
    }

    #[test]
    fn every_table_lets_the_same_through() {
        let connection = testing::office();
        testing::write_words(&connection);
        let dates = testing::dates();
        let unit = |id: &str| serde_json::from_value(id.into()).unwrap();
        let day = |text: &str| Some(text.parse().unwrap());
        let worded = |query: &str| Filter { query: query.to_owned(), ..Filter::default() };
        let of = |units: &[&str], unit_role| Filter {
            units: units.iter().map(|id| unit(id)).collect(),
            unit_role,
            ..Filter::default()
        };
        let mut seen = [false; 3];
        for filter in [
            worded("冷库"),
            worded("冷库 增容"),
            worded("2026-12"),
            worded("。"),
            Filter { is_open: Some(false), ..worded("冷库") },
            Filter { units: vec![unit("lead")], ..worded("冷库") },
            Filter { raised: (None, day("2026-09-03")), ..worded("冷库") },
            Filter { is_public: true, ..worded("冷库") },
            of(&["lead"], UnitRole::Leading),
            of(&["assist"], UnitRole::Assisting),
            of(&["lead"], UnitRole::Assisting),
            of(&["lead", "assist"], UnitRole::Assisting),
            Filter { query: String::from("冷库"), ..of(&["assist"], UnitRole::Assisting) },
            Filter { due: (day("2026-09-20"), None), ..of(&["assist"], UnitRole::Assisting) },
            Filter { has_unit: Some(true), ..of(&["assist"], UnitRole::Assisting) },
        ] {
            let table = filter.table(&connection).unwrap();
            seen[table as usize] = true;
            let found = |table: Table| {
                let text = format!("SELECT d.key FROM {}", table.source());
                let mut select = Select::new(&text);
                filter.apply_to(table, &connection, &dates, &mut select).unwrap();
                let mut statement = connection.prepare(select.text()).unwrap();
                let values = rusqlite::params_from_iter(select.values());
                let rows = statement.query_map(values, |row| row.get::<_, i64>(0)).unwrap();
                let mut keys: Vec<i64> = rows.map(Result::unwrap).collect();
                keys.sort_unstable();
                keys
            };
            let plainly = found(Table::Demands);
            assert_eq!(found(table), plainly, "{filter:?}");
            let is_found = filter.query != "。";
            assert_eq!(plainly.is_empty(), !is_found, "{filter:?}");
        }
        assert_eq!(seen, [true; 3], "every table is asked");
    }

    #[test]
    fn names_order_in_the_store() {
        let filter = Filter { query: String::from("冷库"), ..Filter::default() };
        assert_eq!(date_for(&filter, LedgerSort::Title), None);
        assert_eq!(date_for(&Filter::default(), LedgerSort::Due), None);
    }
}
