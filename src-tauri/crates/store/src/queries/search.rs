//! Full text over everything the office wrote, by bigrams in FTS5.

use domain::privacy::{UNNAMED, without_names};
use domain::search_target::SearchTarget;
use domain::search_text::{add_index_text, match_expression};
use domain::terms::Term;
use rusqlite::{Connection, OptionalExtension, params};

use crate::StoreError;
use crate::tables::demands::number;

/// Rowids of one target: 2^40 of them, far beyond what an office writes.
const SPAN: i64 = 1 << 40;

/// What one target has for a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hits {
    pub target: SearchTarget,
    /// All hits, also those beyond the limit.
    pub total: i64,
    /// Row keys of the target's table, the newest first.
    pub ids: Vec<String>,
}

/// Makes a row findable by `texts`, replacing what it was findable by. All texts empty: it is
/// found no more. Call it in the transaction that changes the row.
///
/// Texts are plain words as stored; pinyin keys may be among them.
///
/// # Errors
/// [`StoreError::NotFound`] for a demand that is not stored; when SQLite refuses.
pub fn index(
    tx: &Connection,
    target: SearchTarget,
    id: &str,
    texts: &[&str],
) -> Result<(), StoreError> {
    let terms = terms(texts);
    let known: Option<i64> = tx
        .prepare_cached("SELECT rowid FROM search_rows WHERE target = $1 AND target_id = $2")?
        .query_row(params![target.code(), id], |row| row.get(0))
        .optional()?;
    let rowid = match known {
        Some(rowid) => {
            tx.prepare_cached("DELETE FROM search WHERE rowid = $1")?.execute([rowid])?;
            rowid
        }
        None if terms.is_empty() => return Ok(()),
        None => {
            let rowid = match target {
                SearchTarget::Demand => demand_rowid(tx, id)?,
                _ => next_rowid(tx, target)?,
            };
            insert_row(tx, target, id, rowid)?;
            rowid
        }
    };
    insert_terms(tx, rowid, &terms)
}

/// Makes a demand findable that was just added at `key` and never was before: nothing is looked up.
///
/// # Errors
/// When SQLite refuses.
pub fn index_new_demand(
    tx: &Connection,
    id: &str,
    key: i64,
    texts: &[&str],
) -> Result<(), StoreError> {
    let terms = terms(texts);
    if terms.is_empty() {
        return Ok(());
    }
    let rowid = rowids(SearchTarget::Demand).0 + key;
    insert_row(tx, SearchTarget::Demand, id, rowid)?;
    insert_terms(tx, rowid, &terms)
}

fn terms(texts: &[&str]) -> String {
    let mut terms = String::with_capacity(texts.iter().map(|text| text.len() * 2 + 8).sum());
    for text in texts {
        add_index_text(&mut terms, text);
    }
    terms
}

fn insert_row(
    tx: &Connection,
    target: SearchTarget,
    id: &str,
    rowid: i64,
) -> Result<(), StoreError> {
    tx.prepare_cached("INSERT INTO search_rows (rowid, target, target_id) VALUES ($1, $2, $3)")?
        .execute(params![rowid, target.code(), id])?;
    Ok(())
}

fn insert_terms(tx: &Connection, rowid: i64, terms: &str) -> Result<(), StoreError> {
    if !terms.is_empty() {
        tx.prepare_cached("INSERT INTO search (rowid, terms) VALUES ($1, $2)")?
            .execute(params![rowid, terms])?;
    }
    Ok(())
}

/// Gathers the terms of thousands of rows before they are written out: in small parts they would be
/// merged over and over. Ends with the change, or by [`gather_little`].
///
/// # Errors
/// When SQLite refuses.
pub(crate) fn gather_much(tx: &Connection) -> Result<(), StoreError> {
    gather(tx, 16 * 1024 * 1024)
}

/// Writes out what was gathered, and gathers as much as usual from here on.
///
/// # Errors
/// When SQLite refuses.
pub(crate) fn gather_little(tx: &Connection) -> Result<(), StoreError> {
    gather(tx, 1024 * 1024)
}

fn gather(tx: &Connection, bytes: i64) -> Result<(), StoreError> {
    tx.execute("INSERT INTO search (search, rank) VALUES ('hashsize', $1)", [bytes])?;
    Ok(())
}

/// Makes the demands of hidden enterprises findable anew by their own words, without the names by
/// which an office of before found them.
///
/// # Errors
/// When SQLite refuses.
pub(crate) fn veil_demands(tx: &Connection) -> Result<(), StoreError> {
    let mut statement = tx.prepare(
        "SELECT d.id, d.title, d.facts, d.request, d.requirement, d.answer, d.initials, \
         e.name, e.short_name, d.number_year, d.number_seq \
         FROM demands AS d JOIN enterprises AS e ON e.id = d.enterprise_id \
         WHERE d.visibility <> 'open' AND d.is_void = 0",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id: String = row.get(0)?;
        let (name, short_name): (String, String) = (row.get(7)?, row.get(8)?);
        let mut texts = vec![number(row.get(9)?, row.get(10)?)];
        for column in 1..7 {
            let text: String = row.get(column)?;
            texts.push(without_names(&text, [name.as_str(), &short_name], UNNAMED));
        }
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        index(tx, SearchTarget::Demand, &id, &texts)?;
    }
    Ok(())
}

/// Returns where a demand stands in the full text: the ledger joins by its key, without asking
/// `search_rows`.
fn demand_rowid(tx: &Connection, id: &str) -> Result<i64, StoreError> {
    let mut statement = tx.prepare_cached("SELECT key FROM demands WHERE id = $1")?;
    let key: Option<i64> = statement.query_row([id], |row| row.get(0)).optional()?;
    let key = key.ok_or_else(|| StoreError::NotFound { entity: "demand", id: id.to_owned() })?;
    Ok(rowids(SearchTarget::Demand).0 + key)
}

fn next_rowid(tx: &Connection, target: SearchTarget) -> Result<i64, StoreError> {
    let (from, to) = rowids(target);
    let mut statement = tx.prepare_cached(
        "SELECT coalesce(max(rowid), $1) + 1 FROM search_rows WHERE rowid > $1 AND rowid < $2",
    )?;
    Ok(statement.query_row([from, to], |row| row.get(0))?)
}

/// Finds the rows of each target that hold every word of `query`: exact totals, the newest
/// `limit` rows. A query without a letter or digit finds nothing.
///
/// # Errors
/// When SQLite refuses.
pub fn find(
    connection: &Connection,
    query: &str,
    targets: &[SearchTarget],
    limit: u32,
) -> Result<Vec<Hits>, StoreError> {
    let Some(expression) = match_expression(query) else {
        return Ok(Vec::new());
    };
    let mut count = connection.prepare_cached(
        "SELECT count(*) FROM search WHERE search MATCH $1 AND rowid BETWEEN $2 AND $3",
    )?;
    let mut newest = connection.prepare_cached(
        "SELECT r.target_id FROM (SELECT rowid FROM search WHERE search MATCH $1 \
         AND rowid BETWEEN $2 AND $3 ORDER BY rowid DESC LIMIT $4) AS s \
         JOIN search_rows AS r ON r.rowid = s.rowid ORDER BY s.rowid DESC",
    )?;
    let mut found = Vec::with_capacity(targets.len());
    for &target in targets {
        let (from, to) = rowids(target);
        let total: i64 = count.query_row(params![expression, from, to], |row| row.get(0))?;
        let ids = if total == 0 || limit == 0 {
            Vec::new()
        } else {
            newest
                .query_map(params![expression, from, to, limit], |row| row.get(0))?
                .collect::<Result<_, _>>()?
        };
        found.push(Hits { target, total, ids });
    }
    Ok(found)
}

/// Returns the range of `search` rowids of a target, both ends outside of it.
pub(crate) fn rowids(target: SearchTarget) -> (i64, i64) {
    let place = match target {
        SearchTarget::Demand => 1,
        SearchTarget::Slip => 2,
        SearchTarget::Reception => 3,
        SearchTarget::Entry => 4,
        SearchTarget::Enterprise => 5,
        SearchTarget::Unit => 6,
        SearchTarget::Leader => 7,
    };
    (place * SPAN, (place + 1) * SPAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn office() -> Connection {
        let mut connection = Connection::open_in_memory().unwrap();
        crate::migrations::MIGRATIONS.to_latest(&mut connection).unwrap();
        connection
    }

    fn ids(connection: &Connection, query: &str, target: SearchTarget) -> (i64, Vec<String>) {
        let hits = find(connection, query, &[target], 2).unwrap();
        hits.into_iter().next().map_or((0, Vec::new()), |hits| (hits.total, hits.ids))
    }

    #[test]
    fn the_newest_come_first_and_all_are_counted() {
        let connection = office();
        for at in 0..5 {
            let id = format!("d{at}");
            index(&connection, SearchTarget::Slip, &id, &["沱湾冷链", "冷库增容"]).unwrap();
        }
        index(&connection, SearchTarget::Unit, "u", &["冷链物流服务中心"]).unwrap();
        let expected = (5, vec![String::from("d4"), String::from("d3")]);
        assert_eq!(ids(&connection, "冷链", SearchTarget::Slip), expected);
        assert_eq!(ids(&connection, "冷链", SearchTarget::Unit), (1, vec![String::from("u")]));
        assert_eq!(ids(&connection, "链增", SearchTarget::Slip).0, 0);
    }

    #[test]
    fn a_demand_is_found_only_once_it_is_stored() {
        let connection = office();
        let refused = index(&connection, SearchTarget::Demand, "d", &["冷库"]);
        assert!(matches!(refused, Err(StoreError::NotFound { entity: "demand", .. })));
    }

    #[test]
    fn indexing_again_replaces_and_nothing_removes() {
        let connection = office();
        index(&connection, SearchTarget::Slip, "d", &["冷库"]).unwrap();
        index(&connection, SearchTarget::Slip, "d", &["用地", "yongdi"]).unwrap();
        assert_eq!(ids(&connection, "冷库", SearchTarget::Slip).0, 0);
        assert_eq!(ids(&connection, "yong", SearchTarget::Slip).0, 1);
        index(&connection, SearchTarget::Slip, "d", &["", "。"]).unwrap();
        assert_eq!(ids(&connection, "用地", SearchTarget::Slip).0, 0);
        index(&connection, SearchTarget::Slip, "d", &["用地"]).unwrap();
        assert_eq!(ids(&connection, "用地", SearchTarget::Slip).0, 1);
    }

    #[test]
    fn operators_and_quotes_are_only_text() {
        let connection = office();
        index(&connection, SearchTarget::Slip, "d", &["甲乙"]).unwrap();
        for query in ["\"", "甲乙\" OR \"丙", "NEAR(", "*", "^甲", "terms:甲", "-", "\0"] {
            find(&connection, query, &[SearchTarget::Slip], 5).unwrap();
        }
    }
}
