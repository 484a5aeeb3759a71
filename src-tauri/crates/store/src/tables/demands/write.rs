//! Writing a demand with its assisting units and quotes.

use std::sync::LazyLock;

use domain::demand::UrgencyTag;
use domain::ids::{DemandId, GuestId, ReceptionId, SlipId, SupervisorId, UnitId};
use domain::terms::Term;
use rusqlite::{Connection, ToSql, params};

use super::super::statement::{insertion, replacement};
use super::{COLUMNS, DemandRow};
use crate::StoreError;

/// Adds a demand with its assisting units and quotes; returns its key, by which it stands in the full
/// text.
///
/// # Errors
/// When SQLite refuses.
pub fn insert(tx: &Connection, demand: &DemandRow) -> Result<i64, StoreError> {
    static SQL: LazyLock<String> = LazyLock::new(|| insertion("demands", COLUMNS));
    with_values(demand, |values| tx.prepare_cached(&SQL)?.execute(values))?;
    // RETURNING would make SQLite ready to take the statement back halfway: see `write_assists`.
    let key = tx.last_insert_rowid();
    write_assists(tx, demand, key)?;
    write_quotes(tx, demand)?;
    Ok(key)
}

/// Replaces a demand with its assisting units and quotes.
///
/// # Errors
/// When SQLite refuses.
pub fn update(tx: &Connection, demand: &DemandRow) -> Result<(), StoreError> {
    let sql = replacement("demands", COLUMNS);
    with_values(demand, |values| tx.prepare_cached(&sql)?.execute(values))?;
    tx.prepare_cached("DELETE FROM demand_assists WHERE demand_id = $1")?
        .execute([demand.id.as_str()])?;
    tx.prepare_cached("DELETE FROM quotes WHERE demand_id = $1")?.execute([demand.id.as_str()])?;
    if !demand.content.assists.is_empty() {
        let mut key = tx.prepare_cached("SELECT key FROM demands WHERE id = $1")?;
        write_assists(tx, demand, key.query_row([demand.id.as_str()], |row| row.get(0))?)?;
    }
    write_quotes(tx, demand)
}

/// Binds the columns in the order of [`COLUMNS`].
fn with_values(
    demand: &DemandRow,
    run: impl FnOnce(&[&dyn ToSql]) -> rusqlite::Result<usize>,
) -> Result<(), StoreError> {
    let (content, handling) = (&demand.content, &demand.handling);
    let tagged = |tag| content.urgency.contains(&tag);
    let drafted = demand.drafted.as_ref().map(serde_json::to_string).transpose()?;
    run(params![
        demand.id.as_str(),
        demand.number_year,
        demand.number_seq,
        demand.state.code(),
        demand.is_void,
        demand.void_reason,
        demand.enterprise_id.as_str(),
        demand.reception_id.as_ref().map(ReceptionId::as_str),
        demand.guest_id.as_ref().map(GuestId::as_str),
        demand.source.code(),
        demand.origin.origin_unit_id.as_ref().map(UnitId::as_str),
        demand.origin.escalated_on,
        demand.origin.supervisor_id.as_ref().map(SupervisorId::as_str),
        demand.raised_on,
        demand.contact_name,
        demand.contact_phone,
        content.kind.code(),
        content.category.map(Term::code),
        content.title,
        content.facts,
        content.request,
        content.amount_fen,
        tagged(UrgencyTag::Urgent),
        tagged(UrgencyTag::Weighty),
        tagged(UrgencyTag::Difficult),
        content.visibility.code(),
        content.lead_unit_id.as_ref().map(UnitId::as_str),
        content.responsible_person,
        content.requirement,
        content.limit_workdays,
        content.feedback.code(),
        demand.answer,
        demand.answered_by,
        demand.answered_on,
        demand.slip_id.as_ref().map(SlipId::as_str),
        demand.slip_position,
        drafted,
        demand.issued_on,
        demand.original_due_on,
        demand.due_on,
        demand.last_due_on,
        demand.is_provisional,
        handling.round,
        handling.extension_count,
        handling.reminder_count,
        handling.supervision_count,
        handling.reminded_on,
        handling.supervised_on,
        handling.referred_on,
        handling.progress,
        handling.progress_on,
        handling.result_class.map(Term::code),
        handling.result,
        handling.completed_on,
        handling.replied_on,
        handling.ask_rating_by,
        handling.grade.map(Term::code),
        handling.rated_on,
        handling.closed_on,
        handling.review_on,
        handling.consolidated_into.as_ref().map(DemandId::as_str),
        handling.archived_on,
        demand.pinyin,
        demand.initials,
        demand.version
    ])?;
    Ok(())
}

fn write_quotes(tx: &Connection, demand: &DemandRow) -> Result<(), StoreError> {
    if demand.quotes.is_empty() {
        return Ok(());
    }
    let mut quote = tx.prepare_cached(
        "INSERT INTO quotes (demand_id, position, entry_id, from_char, to_char) \
         VALUES ($1, $2, $3, $4, $5)",
    )?;
    for (position, row) in (0_i64..).zip(&demand.quotes) {
        let entry = row.entry_id.as_str();
        quote.execute(params![demand.id.as_str(), position, entry, row.from, row.to])?;
    }
    Ok(())
}

/// Adds the assisting units. What the ledger asks of their demands stands with the unit. It is inserted
/// as values: SQLite may have to take INSERT … SELECT back halfway, and before each such statement its
/// full-text index writes out what it gathered, which made an import take twice as long.
fn write_assists(tx: &Connection, demand: &DemandRow, key: i64) -> Result<(), StoreError> {
    if demand.content.assists.is_empty() {
        return Ok(());
    }
    let mut assist = tx.prepare_cached(
        "INSERT INTO demand_assists (demand_id, position, unit_id, is_leading, key, is_void, state, \
         due_on, number_year, number_seq, raised_on, enterprise_id) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )?;
    for (position, unit) in (0_i64..).zip(&demand.content.assists) {
        assist.execute(params![
            demand.id.as_str(),
            position,
            unit.as_str(),
            demand.content.lead_unit_id.as_ref() == Some(unit),
            key,
            demand.is_void,
            demand.state.code(),
            demand.due_on,
            demand.number_year,
            demand.number_seq,
            demand.raised_on,
            demand.enterprise_id.as_str()
        ])?;
    }
    Ok(())
}
