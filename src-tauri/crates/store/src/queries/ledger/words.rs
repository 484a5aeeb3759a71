//! A word of the filter as SQL.

use domain::search_target::SearchTarget;
use domain::search_text::match_expression;
use rusqlite::{Connection, params};

use super::select::Select;
use crate::StoreError;
use crate::queries::search;

/// Asks for one word: in the demand's own texts, its number, or a name of its enterprise or lead unit.
pub(super) fn apply(
    connection: &Connection,
    word: &str,
    select: &mut Select,
) -> Result<(), StoreError> {
    let mut ways = Vec::new();
    if let Some(expression) = match_expression(word) {
        let (from, to) = search::rowids(SearchTarget::Demand);
        // Named in the order they stand in.
        let (from, expression, to) =
            (select.value(from), select.value(expression), select.value(to));
        ways.push(format!(
            "SELECT s.rowid - {from} FROM search AS s \
             WHERE s.search MATCH {expression} AND s.rowid BETWEEN {from} AND {to}"
        ));
    }
    if let Some((year, seq)) = number(word) {
        let of_year = year
            .map_or_else(String::new, |year| format!("number_year = {} AND ", select.value(year)));
        let seq = select.value(seq);
        ways.push(format!("SELECT key FROM demands WHERE {of_year}number_seq = {seq}"));
    }
    for (column, table) in [("enterprise_id", "enterprises"), ("lead_unit_id", "units")] {
        let named = named(connection, table, word)?;
        if !named.is_empty() {
            let list = select.list(named.iter().map(String::as_str));
            ways.push(match column {
                "enterprise_id" => named_demands(&list),
                _ => format!("SELECT key FROM demands WHERE {column} IN ({list})"),
            });
        }
    }
    if ways.is_empty() {
        select.and("1 = 0");
    } else {
        select.and(&format!("d.key IN ({})", ways.join(" UNION ALL ")));
    }
    Ok(())
}

/// Selects the demands known to be of these enterprises: a hidden one is not found by its name.
pub(super) fn named_demands(enterprises: &str) -> String {
    format!(
        "SELECT key FROM demands INDEXED BY demands_named \
         WHERE enterprise_id IN ({enterprises}) AND visibility = 'open'"
    )
}

/// Reads `98`, `0098` or `2026-0098`.
fn number(word: &str) -> Option<(Option<i32>, i64)> {
    match word.split_once('-') {
        Some((year, seq)) => Some((Some(year.parse().ok()?), seq.parse().ok()?)),
        None => Some((None, word.parse().ok()?)),
    }
}

/// Most names one word stands for; a word that fits more of them says too little.
const NAMES_MAX: u32 = 400;

/// Returns the rows of a directory with this word in a name, in its pinyin or initials.
fn named(connection: &Connection, table: &str, word: &str) -> Result<Vec<String>, StoreError> {
    let lower = word.to_lowercase();
    let mut statement = connection.prepare_cached(&format!(
        "SELECT id FROM {table} WHERE instr(name, $1) > 0 OR instr(short_name, $1) > 0 \
         OR instr(pinyin, $2) > 0 OR instr(initials, $2) > 0 ORDER BY id LIMIT $3"
    ))?;
    let rows = statement.query_map(params![word, lower, NAMES_MAX], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
