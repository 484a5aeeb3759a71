//! Demands (诉求) with their assisting units and the words they came from.

mod row;
mod write;

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::demand::{DemandState, UrgencyTag};
use domain::ids::{DemandId, EntryId, ReceptionId, SlipId, UnitId};
use domain::terms::Term;
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::{StoreError, column};

pub use row::{DemandContent, DemandRow, Handling, Origin, QuoteRow, number};
pub use write::{insert, update};

/// Writes `IN ('draft', …)` of the states `wanted` picks, for a condition on `state`.
pub(crate) fn among(wanted: impl Fn(DemandState) -> bool) -> String {
    let states: Vec<String> = DemandState::ALL
        .iter()
        .filter(|state| wanted(**state))
        .map(|state| format!("'{}'", state.code()))
        .collect();
    format!("IN ({})", states.join(", "))
}

const COLUMNS: &str = "id, number_year, number_seq, state, is_void, void_reason, enterprise_id, \
    reception_id, guest_id, source, origin_unit_id, escalated_on, supervisor_id, raised_on, contact_name, contact_phone, kind, category, title, \
    facts, request, amount_fen, is_urgent, is_weighty, is_difficult, visibility, lead_unit_id, \
    responsible_person, requirement, limit_workdays, feedback, answer, answered_by, answered_on, \
    slip_id, slip_position, drafted, issued_on, original_due_on, due_on, last_due_on, \
    is_provisional, round, extension_count, reminder_count, supervision_count, reminded_on, \
    supervised_on, referred_on, progress, \
    progress_on, result_class, result, completed_on, replied_on, ask_rating_by, grade, rated_on, \
    closed_on, review_on, consolidated_into, archived_on, pinyin, initials, version";

/// Reads what a demand's acts add up to.
///
/// # Errors
/// When a column is missing or holds another kind of value.
pub(crate) fn handling(row: &Row<'_>) -> rusqlite::Result<Handling> {
    Ok(Handling {
        round: row.get("round")?,
        extension_count: row.get("extension_count")?,
        reminder_count: row.get("reminder_count")?,
        supervision_count: row.get("supervision_count")?,
        reminded_on: row.get("reminded_on")?,
        supervised_on: row.get("supervised_on")?,
        referred_on: row.get("referred_on")?,
        progress: row.get("progress")?,
        progress_on: row.get("progress_on")?,
        result_class: column::optional_term(row, "result_class")?,
        result: row.get("result")?,
        completed_on: row.get("completed_on")?,
        replied_on: row.get("replied_on")?,
        ask_rating_by: row.get("ask_rating_by")?,
        grade: column::optional_term(row, "grade")?,
        rated_on: row.get("rated_on")?,
        closed_on: row.get("closed_on")?,
        review_on: row.get("review_on")?,
        consolidated_into: column::optional_id(row, "consolidated_into")?,
        archived_on: row.get("archived_on")?,
    })
}

fn read(row: &Row<'_>) -> rusqlite::Result<DemandRow> {
    let mut urgency = Vec::new();
    for (column, tag) in [
        ("is_urgent", UrgencyTag::Urgent),
        ("is_weighty", UrgencyTag::Weighty),
        ("is_difficult", UrgencyTag::Difficult),
    ] {
        if row.get(column)? {
            urgency.push(tag);
        }
    }
    Ok(DemandRow {
        id: column::id(row, "id")?,
        number_year: row.get("number_year")?,
        number_seq: row.get("number_seq")?,
        state: column::term(row, "state")?,
        is_void: row.get("is_void")?,
        void_reason: row.get("void_reason")?,
        enterprise_id: column::id(row, "enterprise_id")?,
        reception_id: column::optional_id(row, "reception_id")?,
        guest_id: column::optional_id(row, "guest_id")?,
        source: column::term(row, "source")?,
        origin: Origin {
            origin_unit_id: column::optional_id(row, "origin_unit_id")?,
            escalated_on: row.get("escalated_on")?,
            supervisor_id: column::optional_id(row, "supervisor_id")?,
        },
        raised_on: row.get("raised_on")?,
        contact_name: row.get("contact_name")?,
        contact_phone: row.get("contact_phone")?,
        content: DemandContent {
            kind: column::term(row, "kind")?,
            category: column::optional_term(row, "category")?,
            title: row.get("title")?,
            facts: row.get("facts")?,
            request: row.get("request")?,
            amount_fen: row.get("amount_fen")?,
            urgency,
            visibility: column::term(row, "visibility")?,
            lead_unit_id: column::optional_id(row, "lead_unit_id")?,
            assists: Vec::new(),
            responsible_person: row.get("responsible_person")?,
            requirement: row.get("requirement")?,
            limit_workdays: row.get("limit_workdays")?,
            feedback: column::term(row, "feedback")?,
        },
        quotes: Vec::new(),
        answer: row.get("answer")?,
        answered_by: row.get("answered_by")?,
        answered_on: row.get("answered_on")?,
        slip_id: column::optional_id(row, "slip_id")?,
        slip_position: row.get("slip_position")?,
        drafted: column::optional_json(row, "drafted")?,
        issued_on: row.get("issued_on")?,
        original_due_on: row.get("original_due_on")?,
        due_on: row.get("due_on")?,
        last_due_on: row.get("last_due_on")?,
        is_provisional: row.get("is_provisional")?,
        handling: handling(row)?,
        pinyin: row.get("pinyin")?,
        initials: row.get("initials")?,
        version: row.get("version")?,
    })
}

/// Loads the demands of a condition with one query a table.
fn load(
    connection: &Connection,
    condition: &str,
    order: &str,
    key: &str,
) -> Result<Vec<DemandRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM demands WHERE {condition} ORDER BY {order}");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut demands: Vec<DemandRow> =
        statement.query_map([key], read)?.collect::<Result<_, _>>()?;
    let among = format!("demand_id IN (SELECT id FROM demands WHERE {condition})");
    let mut assists: HashMap<String, Vec<UnitId>> = HashMap::new();
    let mut statement = connection.prepare_cached(&format!(
        "SELECT demand_id, unit_id FROM demand_assists WHERE {among} ORDER BY demand_id, position"
    ))?;
    let mut rows = statement.query([key])?;
    while let Some(row) = rows.next()? {
        assists.entry(row.get(0)?).or_default().push(column::id(row, "unit_id")?);
    }
    let mut quotes: HashMap<String, Vec<QuoteRow>> = HashMap::new();
    let mut statement = connection.prepare_cached(&format!(
        "SELECT demand_id, entry_id, from_char, to_char FROM quotes WHERE {among} \
         ORDER BY demand_id, position"
    ))?;
    let mut rows = statement.query([key])?;
    while let Some(row) = rows.next()? {
        let quote = QuoteRow {
            entry_id: column::id(row, "entry_id")?,
            from: row.get("from_char")?,
            to: row.get("to_char")?,
        };
        quotes.entry(row.get(0)?).or_default().push(quote);
    }
    for demand in &mut demands {
        demand.content.assists = assists.remove(demand.id.as_str()).unwrap_or_default();
        demand.quotes = quotes.remove(demand.id.as_str()).unwrap_or_default();
    }
    Ok(demands)
}

/// Returns the demand, or none.
///
/// # Errors
/// When a table cannot be read.
pub fn find(connection: &Connection, id: &DemandId) -> Result<Option<DemandRow>, StoreError> {
    Ok(load(connection, "id = $1", "id", id.as_str())?.pop())
}

/// Returns the demand.
///
/// # Errors
/// [`StoreError::NotFound`], or when a table cannot be read.
pub fn get(connection: &Connection, id: &DemandId) -> Result<DemandRow, StoreError> {
    find(connection, id)?
        .ok_or_else(|| StoreError::NotFound { entity: "demand", id: id.as_str().to_owned() })
}

/// Returns the demand with this number, or none.
///
/// # Errors
/// When a table cannot be read.
pub fn find_numbered(
    connection: &Connection,
    year: i32,
    seq: u32,
) -> Result<Option<DemandRow>, StoreError> {
    let id: Option<DemandId> = connection
        .prepare_cached("SELECT id FROM demands WHERE number_year = $1 AND number_seq = $2")?
        .query_row(params![year, seq], |row| column::id(row, "id"))
        .optional()?;
    id.map(|id| get(connection, &id)).transpose()
}

/// Lists the open demands that wait for a date on `since` or later, the oldest number first.
///
/// # Errors
/// When a table cannot be read.
pub fn list_waiting(
    connection: &Connection,
    since: NaiveDate,
) -> Result<Vec<DemandRow>, StoreError> {
    let condition = format!(
        "is_void = 0 AND state {} AND (last_due_on >= $1 OR ask_rating_by >= $1 \
         OR EXISTS (SELECT 1 FROM tasks WHERE tasks.demand_id = demands.id \
            AND tasks.state IN ('awaiting_receipt', 'disputed') AND tasks.receipt_due_on >= $1) \
         OR EXISTS (SELECT 1 FROM acts WHERE acts.demand_id = demands.id \
            AND acts.kind = 'chase' AND acts.state = 'pending'))",
        among(DemandState::is_open)
    );
    load(connection, &condition, "number_year, number_seq", &since.to_string())
}

/// Lists the demands of a sitting that are not void, oldest first.
///
/// # Errors
/// When a table cannot be read.
pub fn list_sitting(
    connection: &Connection,
    reception: &ReceptionId,
) -> Result<Vec<DemandRow>, StoreError> {
    load(
        connection,
        "reception_id = $1 AND is_void = 0",
        "number_year, number_seq",
        reception.as_str(),
    )
}

/// Lists the void demands of a sitting, oldest first: those joined to another hold its words, too.
///
/// # Errors
/// When a table cannot be read.
pub fn list_void(
    connection: &Connection,
    reception: &ReceptionId,
) -> Result<Vec<DemandRow>, StoreError> {
    let condition = "reception_id = $1 AND is_void = 1";
    load(connection, condition, "number_year, number_seq", reception.as_str())
}

/// Lists the demands on a slip, in the order they print.
///
/// # Errors
/// When a table cannot be read.
pub fn list_slip(connection: &Connection, slip: &SlipId) -> Result<Vec<DemandRow>, StoreError> {
    load(connection, "slip_id = $1", "slip_position", slip.as_str())
}

/// Lists the demands joined to a master (并案), oldest first.
///
/// # Errors
/// When a table cannot be read.
pub fn list_joined(
    connection: &Connection,
    master: &DemandId,
) -> Result<Vec<DemandRow>, StoreError> {
    load(connection, "consolidated_into = $1", "number_year, number_seq", master.as_str())
}

/// Lists the demands that quote an entry and are not void.
///
/// # Errors
/// When a table cannot be read.
pub fn list_quoting(
    connection: &Connection,
    entry: &EntryId,
) -> Result<Vec<DemandRow>, StoreError> {
    load(
        connection,
        "is_void = 0 AND id IN (SELECT demand_id FROM quotes WHERE entry_id = $1)",
        "number_year, number_seq",
        entry.as_str(),
    )
}

/// Returns the next running number of a year; numbers begin at 1 and have no gap.
///
/// # Errors
/// When the table cannot be read.
pub fn next_number(tx: &Connection, year: i32) -> Result<i64, StoreError> {
    Ok(tx
        .prepare_cached(
            "SELECT coalesce(max(number_seq), 0) + 1 FROM demands WHERE number_year = $1",
        )?
        .query_row([year], |row| row.get(0))?)
}
