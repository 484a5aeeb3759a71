//! Slips, receptions and entries of the record, looked up by words and numbers.

use chrono::NaiveDate;
use domain::reception::ReceptionState;
use domain::search_target::SearchTarget;
use domain::slip::SlipState;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::search;
use super::shown::{self, SLIP_VEILED};
use crate::{StoreError, column};

/// What was found of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found<T> {
    /// All hits, also those not returned.
    pub total: i64,
    pub rows: Vec<T>,
}

/// A slip found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlipFound {
    pub id: String,
    pub state: SlipState,
    pub draft: (i32, i64),
    /// Prefix, year and running number once issued.
    pub number: Option<(String, i32, u32)>,
    pub enterprise: String,
}

/// A number as it was typed: a running number of either register, perhaps with its year.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TypedNumber {
    pub year: Option<i32>,
    /// As the number of an issued slip.
    pub issued: Option<i64>,
    /// As the code of a draft.
    pub draft: Option<i64>,
}

/// Finds slips by number, by draft code, by their own words or their enterprise's name, the
/// newest first.
///
/// # Errors
/// When SQLite refuses or a stored code is unknown.
pub fn slips(
    connection: &Connection,
    query: &str,
    number: Option<TypedNumber>,
    limit: u32,
) -> Result<Found<SlipFound>, StoreError> {
    let TypedNumber { year, issued, draft } = number.unwrap_or_default();
    let worded = ids(connection, query, SearchTarget::Slip)?;
    // A number typed with its year is meant exactly; words only widen a search without one.
    let name = if year.is_some() { "" } else { query };
    let slip_name = shown::slip_name();
    let from = format!(
        "FROM slips AS s JOIN enterprises AS e ON e.id = s.enterprise_id \
        WHERE (s.enterprise_id IN (SELECT id FROM enterprises WHERE $1 <> '' \
            AND (instr(name, $1) > 0 OR instr(short_name, $1) > 0)) AND NOT {SLIP_VEILED}) \
        OR (s.number_seq = $2 AND ($3 IS NULL OR s.number_year = $3)) \
        OR (s.draft_seq = $4 AND ($3 IS NULL OR s.draft_year = $3)) \
        OR s.id IN (SELECT value FROM json_each($5))"
    );
    let values = params![name, issued, year, draft, worded];
    let total = connection
        .prepare_cached(&format!("SELECT count(*) {from}"))?
        .query_row(values, |row| row.get(0))?;
    let mut statement = connection.prepare_cached(&format!(
        "SELECT s.id, s.state, s.draft_year, s.draft_seq, s.number_prefix, s.number_year, \
         s.number_seq, {slip_name} AS enterprise \
         {from} ORDER BY s.draft_year DESC, s.draft_seq DESC LIMIT $6"
    ))?;
    let rows = statement
        .query_map(params![name, issued, year, draft, worded, limit], read_slip)?
        .collect::<Result<_, _>>()?;
    Ok(Found { total, rows })
}

fn read_slip(row: &Row<'_>) -> rusqlite::Result<SlipFound> {
    let (prefix, year, seq): (Option<String>, Option<i32>, Option<u32>) =
        (row.get("number_prefix")?, row.get("number_year")?, row.get("number_seq")?);
    Ok(SlipFound {
        id: row.get("id")?,
        state: column::term(row, "state")?,
        draft: (row.get("draft_year")?, row.get("draft_seq")?),
        number: prefix.zip(year).zip(seq).map(|((prefix, year), seq)| (prefix, year, seq)),
        enterprise: row.get("enterprise")?,
    })
}

/// The most rows of a small table that words stand for.
const WORDED_MAX: u32 = 2_000;

/// Returns the keys full text finds, as a JSON list.
fn ids(connection: &Connection, query: &str, target: SearchTarget) -> Result<String, StoreError> {
    let hits = search::find(connection, query, &[target], WORDED_MAX)?;
    let ids = hits.into_iter().next().map_or_else(Vec::new, |hits| hits.ids);
    Ok(serde_json::to_string(&ids)?)
}

/// A reception found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceptionFound {
    pub id: String,
    pub title: String,
    pub state: ReceptionState,
    pub held_on: NaiveDate,
    pub place: String,
    pub leader: String,
}

/// Finds receptions by their words, their leader's name or a guest's, the newest first.
///
/// # Errors
/// When SQLite refuses or a stored code is unknown.
pub fn receptions(
    connection: &Connection,
    query: &str,
    limit: u32,
) -> Result<Found<ReceptionFound>, StoreError> {
    let worded = ids(connection, query, SearchTarget::Reception)?;
    let from = "FROM receptions AS r JOIN leaders AS l ON l.id = CASE r.is_stand_in_presiding \
            WHEN 1 THEN r.stand_in_id ELSE r.leader_id END \
        WHERE instr(r.title, $1) > 0 OR instr(r.place, $1) > 0 OR instr(r.theme, $1) > 0 \
        OR instr(l.name, $1) > 0 OR r.id IN (SELECT value FROM json_each($2)) \
        OR r.id IN (SELECT g.reception_id FROM guests AS g \
            JOIN enterprises AS e ON e.id = g.enterprise_id \
            WHERE instr(e.name, $1) > 0 OR instr(e.short_name, $1) > 0)";
    let total = connection
        .prepare_cached(&format!("SELECT count(*) {from}"))?
        .query_row(params![query, worded], |row| row.get(0))?;
    let mut statement = connection.prepare_cached(&format!(
        "SELECT r.id, r.title, r.state, r.held_on, r.place, l.name AS leader {from} \
         ORDER BY r.held_on DESC, r.id DESC LIMIT $3"
    ))?;
    let rows = statement
        .query_map(params![query, worded, limit], |row| {
            Ok(ReceptionFound {
                id: row.get("id")?,
                title: row.get("title")?,
                state: column::term(row, "state")?,
                held_on: row.get("held_on")?,
                place: row.get("place")?,
                leader: row.get("leader")?,
            })
        })?
        .collect::<Result<_, _>>()?;
    Ok(Found { total, rows })
}

/// An entry of the record found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryFound {
    pub id: String,
    pub text: String,
    /// Empty where it came to be a demand of a hidden enterprise.
    pub speaker_name: String,
    pub reception_id: String,
    pub reception: String,
    pub held_on: NaiveDate,
}

/// Finds entries of the record, the newest first.
///
/// # Errors
/// When SQLite refuses.
pub fn entries(
    connection: &Connection,
    query: &str,
    limit: u32,
) -> Result<Found<EntryFound>, StoreError> {
    let hits = search::find(connection, query, &[SearchTarget::Entry], limit)?;
    let Some(hits) = hits.into_iter().next() else {
        return Ok(Found { total: 0, rows: Vec::new() });
    };
    let mut statement = connection.prepare_cached(
        "SELECT n.id, n.text, CASE WHEN EXISTS (SELECT 1 FROM quotes AS q \
         JOIN demands AS v ON v.id = q.demand_id WHERE q.entry_id = n.id \
         AND v.visibility <> 'open') THEN '' ELSE n.speaker_name END AS speaker_name, r.id AS reception_id, r.title, r.held_on \
         FROM entries AS n JOIN receptions AS r ON r.id = n.reception_id WHERE n.id = $1",
    )?;
    let mut rows = Vec::with_capacity(hits.ids.len());
    for id in &hits.ids {
        let found = statement.query_row([id], |row| {
            Ok(EntryFound {
                id: row.get("id")?,
                text: row.get("text")?,
                speaker_name: row.get("speaker_name")?,
                reception_id: row.get("reception_id")?,
                reception: row.get("title")?,
                held_on: row.get("held_on")?,
            })
        });
        rows.extend(found.optional()?);
    }
    Ok(Found { total: hits.total, rows })
}
