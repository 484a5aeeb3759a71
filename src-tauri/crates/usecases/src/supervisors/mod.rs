//! 监督员 (domain (a) S1): their directory; they bring demands and look again how those were handled.

use chrono::NaiveDate;
use domain::dates::long_date;
use domain::ids::SupervisorId;
use domain::link::is_standing;
use rusqlite::Connection;
use store::Writing;
use store::tables::supervisors::{self, SupervisorRow};

mod types;
pub use types::*;

use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::Fields;
use crate::wire::{Nothing, Reasoned};

/// Lists the directory.
pub(crate) fn list_supervisors(
    context: &Context<'_>,
    _: Nothing,
) -> Result<SupervisorList, UseCaseError> {
    context.read(|connection| {
        let rows = supervisors::list(connection)?;
        let shown = rows.into_iter().map(|row| supervisor(context, connection, row));
        Ok(SupervisorList { supervisors: shown.collect::<Result<_, _>>()? })
    })
}

fn supervisor(
    context: &Context<'_>,
    connection: &Connection,
    row: SupervisorRow,
) -> Result<Supervisor, UseCaseError> {
    let work = supervisors::work(connection, &row.id)?;
    Ok(Supervisor {
        is_standing: is_standing(row.from_on, row.until_on, context.today()),
        id: row.id,
        version: row.version,
        name: row.name,
        firm: row.firm,
        post: row.post,
        phone: row.phone,
        from_on: row.from_on,
        until_on: row.until_on,
        note: row.note,
        demands: work.demands,
        inspections: work.inspections,
    })
}

/// Adds or changes a supervisor.
pub(crate) fn save_supervisor(
    context: &Context<'_>,
    input: SaveSupervisor,
) -> Result<Supervisor, UseCaseError> {
    let mut fields = Fields::new();
    fields.date("from_on", input.from_on);
    if let Some(until) = input.until_on {
        fields.date("until_on", until);
        if until < input.from_on {
            fields.reject("until_on", "任期结束应不早于开始。");
        }
    }
    let mut row = SupervisorRow {
        id: SupervisorId::new(store::new_id()),
        name: fields.name("name", &input.name),
        firm: fields.line("firm", &input.firm),
        post: fields.line("post", &input.post),
        phone: fields.line("phone", &input.phone),
        from_on: input.from_on,
        until_on: input.until_on,
        note: fields.line("note", &input.note),
        void_reason: None,
        version: 1,
    };
    fields.finish()?;
    context.write("save_supervisor", |tx| {
        let before = input.id.as_ref().map(|id| known(tx, id, input.version)).transpose()?;
        let is_twice = supervisors::list(tx)?.iter().any(|other| {
            Some(&other.id) != input.id.as_ref() && other.name == row.name && other.firm == row.firm
        });
        if is_twice {
            return Err(UseCaseError::field("name", "这位监督员已在名录里，请改原来那条。"));
        }
        match &before {
            Some(before) => {
                row.id = before.id.clone();
                row.version = before.version + 1;
                supervisors::update(tx, &row)?;
            }
            None => supervisors::insert(tx, &row)?,
        }
        tx.record("supervisor", row.id.as_str(), before.as_ref(), &row)?;
        supervisor(context, tx, row)
    })
}

fn known(tx: &Writing<'_>, id: &SupervisorId, version: i64) -> Result<SupervisorRow, UseCaseError> {
    let row = supervisors::get(tx, id)?;
    tx.check_version("supervisor", id.as_str(), version, row.version)?;
    if row.void_reason.is_some() {
        return Err(UseCaseError::refused("这位监督员已移出名录，不能再改。"));
    }
    Ok(row)
}

/// Takes a supervisor out of the directory; what he brought and saw stays.
pub(crate) fn void_supervisor(
    context: &Context<'_>,
    input: Reasoned,
) -> Result<Nothing, UseCaseError> {
    let mut fields = Fields::new();
    let reason = fields.required_line("reason", &input.reason);
    fields.finish()?;
    context.write("void_supervisor", |tx| {
        let before = known(tx, &SupervisorId::new(input.id), input.version)?;
        let version = before.version + 1;
        let row = SupervisorRow { void_reason: Some(reason), version, ..before.clone() };
        supervisors::update(tx, &row)?;
        tx.record("supervisor", row.id.as_str(), Some(&before), &row)?;
        Ok(Nothing {})
    })
}

/// Returns a supervisor who may act on a day.
///
/// # Errors
/// [`UseCaseError::Fields`] at `supervisor_id` when he is unknown or out of his term.
pub(crate) fn standing(
    connection: &Connection,
    id: &SupervisorId,
    on: NaiveDate,
) -> Result<SupervisorRow, UseCaseError> {
    match supervisors::find(connection, id)?.filter(|row| row.void_reason.is_none()) {
        None => Err(UseCaseError::field("supervisor_id", "名录里没有这位监督员，请重新选择。")),
        Some(row) if !is_standing(row.from_on, row.until_on, on) => {
            let until = row.until_on.map(|day| format!("至{}", long_date(day)));
            let words = format!(
                "{}的任期自{}{}，不含这一天。",
                row.name,
                long_date(row.from_on),
                until.unwrap_or_default()
            );
            Err(UseCaseError::field("supervisor_id", words))
        }
        Some(row) => Ok(row),
    }
}
