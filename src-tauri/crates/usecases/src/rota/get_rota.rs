//! The rota of a year as it is shown and printed.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveTime};
use domain::ids::LeaderId;
use domain::reception::ReceptionState;
use domain::rota::{DayRule, planned_day, presiding};
use rusqlite::Connection;
use store::StoreError;
use store::tables::rotas::{self, RotaRow};
use store::tables::turns::{self, TurnRow};
use store::tables::{announcements, leaders, receptions, turn_changes};

use super::recorded::{Names, ends_of, live_reception};
use super::{Rota, RotaQuery, Turn, TurnChange, TurnLoad, TurnReception};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::Fields;
use crate::office::read_settings;

/// The rule of an office that has no rota yet.
const RULE: DayRule = DayRule::MonthDay { day: 15 };
/// The years a rota can be of.
pub(super) const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;

/// Returns the rota of a year; one that is not saved has no turns and last year's rule.
pub(crate) fn get_rota(context: &Context<'_>, input: RotaQuery) -> Result<Rota, UseCaseError> {
    let mut fields = Fields::new();
    check_year(&mut fields, input.year);
    fields.finish()?;
    context.read(|connection| rota(context, connection, input.year))
}

/// Refuses a year no rota is of.
pub(super) fn check_year(fields: &mut Fields, year: i32) {
    if !YEARS.contains(&year) {
        fields.reject("year", "年份不对，请重新选择。");
    }
}

/// Returns the rota of a year inside a read or a change.
///
/// # Errors
/// When it cannot be read.
pub(crate) fn rota(
    context: &Context<'_>,
    connection: &Connection,
    year: i32,
) -> Result<Rota, UseCaseError> {
    match rotas::find(connection, year)? {
        Some(row) => {
            let rows = turns::list(connection, &row.id)?;
            told(context, connection, &row, &rows)
        }
        None => told(context, connection, &unsaved(connection, year)?, &[]),
    }
}

/// Returns the head of a rota that is not saved: as the last one before it.
pub(super) fn unsaved(connection: &Connection, year: i32) -> Result<RotaRow, StoreError> {
    let last = rotas::find_last_before(connection, year)?;
    let nine = NaiveTime::from_hms_opt(9, 0, 0).unwrap_or_default();
    Ok(RotaRow {
        id: domain::ids::RotaId::new(store::new_id()),
        year,
        rule: last.as_ref().map_or(RULE, |row| row.rule),
        starts: last.as_ref().map_or(nine, |row| row.starts),
        ends: match &last {
            Some(row) => row.ends,
            None => NaiveTime::from_hms_opt(11, 30, 0),
        },
        place: last.map_or_else(String::new, |row| row.place),
        version: 0,
    })
}

/// Tells a rota with these turns.
///
/// # Errors
/// When what it names cannot be read.
pub(super) fn told(
    context: &Context<'_>,
    connection: &Connection,
    row: &RotaRow,
    rows: &[TurnRow],
) -> Result<Rota, UseCaseError> {
    let names = Names::read(connection)?;
    let notice = read_settings(connection)?.limits.notice;
    let rows: Vec<&TurnRow> = rows.iter().filter(|turn| !turn.is_void).collect();
    let turns = rows
        .iter()
        .map(|turn| turn_told(context, connection, &names, (row, turn, notice)))
        .collect::<Result<_, _>>()?;
    let changes = turn_changes::list(connection, &row.id)?.into_iter();
    Ok(Rota {
        year: row.year,
        version: row.version,
        is_provisional: !context.calendar().is_published(row.year),
        rule: row.rule,
        rule_words: row.rule.words(),
        starts: row.starts,
        ends: row.ends,
        place: row.place.clone(),
        turns,
        loads: loads(connection, &names, row.year, &rows)?,
        changes: changes
            .map(|(month, change)| TurnChange {
                month,
                kind: change.kind,
                made_at: change.made_at,
                made_by: change.made_by,
                reason: change.reason,
                before: change.before,
                after: change.after,
            })
            .collect(),
    })
}

fn turn_told(
    context: &Context<'_>,
    connection: &Connection,
    names: &Names,
    (rota, turn, notice): (&RotaRow, &TurnRow, u32),
) -> Result<Turn, UseCaseError> {
    let calendar = context.calendar();
    let nominal_on = rota.rule.day_in(rota.year, turn.month).unwrap_or(turn.held_on);
    let planned = planned_day(nominal_on, calendar);
    let others = [planned.held_on].into_iter().chain(planned.others);
    let notice_due_on = calendar.sub_workdays(turn.held_on, notice);
    let reception = live_reception(connection, turn)?;
    let reception = reception
        .map(|row| -> Result<_, StoreError> {
            Ok(TurnReception {
                announced_on: announcements::find(connection, &row.id)?.map(|one| one.issued_on),
                id: row.id,
                state: row.state,
                title: row.title,
            })
        })
        .transpose()?;
    Ok(Turn {
        month: turn.month,
        nominal_on,
        held_on: turn.held_on,
        others: others.filter(|day| *day != turn.held_on).collect(),
        is_rest_day: !calendar.is_workday(turn.held_on),
        is_provisional: !calendar.is_settled(turn.held_on)
            || !calendar.is_span_settled(notice_due_on, turn.held_on),
        notice_due_on,
        leader: names.name(&turn.leader_id),
        stand_in: turn.stand_in_id.as_ref().map(|id| names.name(id)),
        place: turn.place.clone(),
        reception,
    })
}

/// Who takes how many turns: those in office, and whoever the plan names besides.
fn loads(
    connection: &Connection,
    names: &Names,
    year: i32,
    turns: &[&TurnRow],
) -> Result<Vec<TurnLoad>, UseCaseError> {
    let before = presided(connection, ends_of(year - 1))?;
    let mut taken: HashMap<&LeaderId, i64> = HashMap::new();
    for turn in turns {
        *taken.entry(presiding(&turn.leader_id, turn.stand_in_id.as_ref())).or_default() += 1;
    }
    let rows = leaders::list(connection)?;
    Ok(rows
        .iter()
        .filter(|row| row.is_active || taken.contains_key(&row.id))
        .map(|row| TurnLoad {
            leader: names.name(&row.id),
            turns: taken.get(&row.id).copied().unwrap_or(0),
            before: before.get(&row.id).copied().unwrap_or(0).into(),
        })
        .collect())
}

/// How many receptions each leader presided over between two days; a stand-in counts in the place
/// of who was planned, visits and cancelled ones do not.
///
/// # Errors
/// When the table cannot be read.
pub(super) fn presided(
    connection: &Connection,
    (from, to): (Option<NaiveDate>, Option<NaiveDate>),
) -> Result<HashMap<LeaderId, u32>, StoreError> {
    let mut counts = HashMap::new();
    for row in receptions::list(connection, from, to)? {
        if row.state == ReceptionState::Cancelled
            || row.kind == domain::reception::ReceptionKind::Visit
        {
            continue;
        }
        let stand_in = row.stand_in_id.as_ref().filter(|_| row.is_stand_in_presiding);
        *counts.entry(presiding(&row.leader_id, stand_in).clone()).or_default() += 1;
    }
    Ok(counts)
}
