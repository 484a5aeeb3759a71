//! Earlier demands that may ask the same, found by the rarest of their words; [`domain::similar`] ranks
//! them.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::demand::Visibility;
use domain::ids::{DemandId, EnterpriseId};
use domain::privacy::{UNNAMED, without_names};
use domain::search_target::SearchTarget;
use domain::search_text::match_expression;
use domain::similar::Wording;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::search::rowids;
use crate::{StoreError, column};

/// Most demands one word is followed to, the newest first: a word of more says little.
const FOLLOWED_MAX: u32 = 1_000;

/// A demand to be compared. Of a hidden enterprise the words stand without its names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SimilarRow {
    pub key: i64,
    pub id: DemandId,
    /// Whose it is, for counting enterprises: the one that goes on where it was merged.
    pub firm: EnterpriseId,
    /// It may be told whose it is; that two demands are of one enterprise would tell, too.
    pub is_open: bool,
    pub raised_on: NaiveDate,
    pub wording: Wording,
}

/// Live demands without clues: what points to misconduct is nobody's example (scenario 27).
const LIVE: &str = "d.is_void = 0 AND d.state <> 'clue_referred'";

const SELECT: &str = "SELECT d.key, d.id, d.raised_on, d.visibility, d.category, d.title, \
    CASE WHEN d.facts <> '' THEN d.facts ELSE coalesce((SELECT \
        group_concat(substr(n.text, q.from_char + 1, q.to_char - q.from_char), char(10) \
            ORDER BY q.position) \
        FROM quotes AS q JOIN entries AS n ON n.id = q.entry_id \
        WHERE q.demand_id = d.id), '') END AS facts, \
    d.request, e.name, e.short_name, coalesce(e.merged_into, e.id) AS enterprise \
    FROM demands AS d JOIN enterprises AS e ON e.id = d.enterprise_id";

fn read(row: &Row<'_>) -> rusqlite::Result<SimilarRow> {
    let visibility: Visibility = column::term(row, "visibility")?;
    let is_open = visibility == Visibility::Open;
    let names: [String; 2] = [row.get("name")?, row.get("short_name")?];
    let shown = |column: &str| -> rusqlite::Result<String> {
        let text: String = row.get(column)?;
        let names = names.iter().map(String::as_str);
        Ok(if is_open { text } else { without_names(&text, names, UNNAMED) })
    };
    Ok(SimilarRow {
        key: row.get("key")?,
        id: column::id(row, "id")?,
        firm: column::id(row, "enterprise")?,
        is_open,
        raised_on: row.get("raised_on")?,
        wording: Wording {
            category: column::optional_term(row, "category")?,
            title: shown("title")?,
            facts: shown("facts")?,
            request: shown("request")?,
        },
    })
}

/// Returns one live demand as it is compared; none of a void one or a clue.
///
/// # Errors
/// When SQLite refuses.
pub fn get(connection: &Connection, id: &DemandId) -> Result<Option<SimilarRow>, StoreError> {
    let sql = format!("{SELECT} WHERE d.id = $1 AND {LIVE}");
    Ok(connection.prepare_cached(&sql)?.query_row([id.as_str()], read).optional()?)
}

/// Returns the live demands that share the rarest of these words, at most `limit`, in no order. Of
/// each row of words one is enough. `before` leaves out a demand and all that came after it.
///
/// # Errors
/// When SQLite refuses.
pub fn candidates(
    connection: &Connection,
    probes: &[Vec<String>],
    before: Option<i64>,
    limit: usize,
) -> Result<Vec<SimilarRow>, StoreError> {
    let (from, to) = rowids(SearchTarget::Demand);
    let to = before.map_or(to, |key| from + key - 1);
    let demands: i64 = connection
        .prepare_cached("SELECT coalesce(max(key), 0) FROM demands")?
        .query_row([], |row| row.get(0))?;
    let mut statement = connection.prepare_cached(
        "SELECT rowid FROM search WHERE search MATCH $1 AND rowid BETWEEN $2 AND $3 \
         ORDER BY rowid DESC LIMIT $4",
    )?;
    let mut weights: HashMap<i64, f64> = HashMap::new();
    for words in probes {
        let ways: Vec<String> = words.iter().filter_map(|word| match_expression(word)).collect();
        if ways.is_empty() {
            continue;
        }
        let expression = ways.join(" OR ");
        let found =
            statement.query_map(params![expression, from, to, FOLLOWED_MAX], |row| row.get(0))?;
        let found: Vec<i64> = found.collect::<Result<_, _>>()?;
        let (all, met) = (count(demands), count(i64::try_from(found.len()).unwrap_or(i64::MAX)));
        let weight = ((all + 1.0) / (met + 0.5)).ln().max(0.1);
        for rowid in found {
            *weights.entry(rowid - from).or_default() += weight;
        }
    }
    let mut keys: Vec<(i64, f64)> = weights.into_iter().collect();
    keys.sort_by(|a, b| b.1.total_cmp(&a.1).then(b.0.cmp(&a.0)));
    keys.truncate(limit);
    let keys: Vec<i64> = keys.into_iter().map(|(key, _)| key).collect();
    with_keys(connection, &keys)
}

/// Writes a count for reckoning; a register never reaches what it could not hold.
fn count(number: i64) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

/// Returns the newest live demands of an enterprise and of those merged into it that may name it.
///
/// # Errors
/// When SQLite refuses.
pub fn of_enterprise(
    connection: &Connection,
    enterprise: &EnterpriseId,
    before: Option<i64>,
    limit: u32,
) -> Result<Vec<SimilarRow>, StoreError> {
    let sql = format!(
        "{SELECT} WHERE d.enterprise_id IN (SELECT id FROM enterprises \
         WHERE id = $1 OR merged_into = $1) AND d.visibility = 'open' AND {LIVE} \
         AND ($2 IS NULL OR d.key < $2) ORDER BY d.key DESC LIMIT $3"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map(params![enterprise.as_str(), before, limit], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Returns live demands from all over the register, about `size` of them: a sample of how it speaks.
///
/// # Errors
/// When SQLite refuses.
pub fn sample(connection: &Connection, size: i64) -> Result<Vec<Wording>, StoreError> {
    let last: i64 = connection
        .prepare_cached("SELECT coalesce(max(key), 0) FROM demands")?
        .query_row([], |row| row.get(0))?;
    let size = size.clamp(1, last.max(1));
    let keys: Vec<i64> = (1..=size).map(|at| at * last / size).collect();
    Ok(with_keys(connection, &keys)?.into_iter().map(|row| row.wording).collect())
}

/// Returns the live demands raised since a day, the newest first, at most `limit`.
///
/// # Errors
/// When SQLite refuses.
pub fn since(
    connection: &Connection,
    day: NaiveDate,
    limit: u32,
) -> Result<Vec<SimilarRow>, StoreError> {
    let sql = format!("{SELECT} WHERE {LIVE} AND d.raised_on >= $1 ORDER BY d.key DESC LIMIT $2");
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map(params![day, limit], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn with_keys(connection: &Connection, keys: &[i64]) -> Result<Vec<SimilarRow>, StoreError> {
    let keys = serde_json::to_string(keys)?;
    let sql = format!("{SELECT} WHERE d.key IN (SELECT value FROM json_each($1)) AND {LIVE}");
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map([keys], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}
