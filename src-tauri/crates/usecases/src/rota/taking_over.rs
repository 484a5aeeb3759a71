//! A year's plan of an older table, and its way out again.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::ids::{LeaderId, RotaId, TurnId};
use domain::import::most_common_day;
use domain::rota::{DayRule, TurnChangeKind};
use rusqlite::Connection;
use store::tables::receptions::ReceptionRow;
use store::tables::rotas::{self, RotaRow};
use store::tables::turns::{self, TurnRow};
use store::{StoreError, Writing};

use super::get_rota::unsaved;
use super::recorded::{Names, Recorded, held_by_month, with_own};
use crate::context::Context;
use crate::error::UseCaseError;

/// One month as an older table has it.
pub(crate) struct TakenTurn {
    pub(crate) month: u32,
    pub(crate) held_on: NaiveDate,
    pub(crate) leader_id: LeaderId,
    pub(crate) stand_in_id: Option<LeaderId>,
    /// Empty: where the others are held.
    pub(crate) place: String,
}

/// Tells whether a year has a saved plan with a month in it.
///
/// # Errors
/// When a table cannot be read.
pub(crate) fn has_plan(connection: &Connection, year: i32) -> Result<bool, StoreError> {
    let Some(row) = rotas::find(connection, year)? else { return Ok(false) };
    Ok(turns::list(connection, &row.id)?.iter().any(|turn| !turn.is_void))
}

/// Saves the plan of a year that has none, or none any more; returns it with its version.
///
/// # Errors
/// When a table cannot be read or written.
pub(crate) fn take_over_plan(
    context: &Context<'_>,
    tx: &mut Writing<'_>,
    year: i32,
    taken: &[TakenTurn],
    reason: &str,
) -> Result<(RotaId, i64), UseCaseError> {
    let days: Vec<NaiveDate> = taken.iter().map(|turn| turn.held_on).collect();
    let head = unsaved(tx, year)?;
    let head = RotaRow {
        rule: most_common_day(&days).map_or(head.rule, |day| DayRule::MonthDay { day }),
        place: most_common_place(taken).unwrap_or(head.place),
        version: 1,
        ..head
    };
    let held = held_by_month(tx, year)?;
    let Some(old) = rotas::find(tx, year)? else {
        let turns = taken.iter().map(|turn| row_of(&head, turn, None, &held)).collect();
        let saved = (head.id.clone(), head.version);
        Recorded { row: head, turns, changes: Vec::new() }.insert(tx)?;
        return Ok(saved);
    };
    let before = Recorded::read(tx, year, old.version)?;
    let mut after = Recorded { row: RotaRow { id: old.id.clone(), ..head }, ..before.clone() };
    let names = Names::read(tx)?;
    let told = (TurnChangeKind::Replan, reason);
    for turn in taken {
        let place = after.turns.iter().position(|one| one.month == turn.month);
        let known = place.map(|at| after.turns[at].clone());
        let new = row_of(&after.row, turn, known.as_ref(), &held);
        after.changes.push(names.change(context, told, known.as_ref(), &new));
        match place {
            Some(at) => after.turns[at] = new,
            None => after.turns.push(new),
        }
    }
    after.save(tx, &before)?;
    Ok((old.id, old.version + 1))
}

/// Takes every month out of a plan.
///
/// # Errors
/// When a table cannot be read or written.
pub(crate) fn take_out_plan(
    context: &Context<'_>,
    tx: &mut Writing<'_>,
    id: &RotaId,
    reason: &str,
) -> Result<(), UseCaseError> {
    let Some(row) = rotas::find_by_id(tx, id)? else { return Ok(()) };
    let before = Recorded::read(tx, row.year, row.version)?;
    let mut after = before.clone();
    let names = Names::read(tx)?;
    for turn in after.turns.iter_mut().filter(|turn| !turn.is_void) {
        let old = turn.clone();
        turn.is_void = true;
        let told = (TurnChangeKind::Replan, reason);
        after.changes.push(names.change(context, told, Some(&old), turn));
    }
    Ok(after.save(tx, &before)?)
}

/// The month's turn.
fn row_of(
    rota: &RotaRow,
    taken: &TakenTurn,
    known: Option<&TurnRow>,
    held: &HashMap<u32, ReceptionRow>,
) -> TurnRow {
    let place = if taken.place.is_empty() { &rota.place } else { &taken.place };
    let turn = TurnRow {
        id: known.map_or_else(|| TurnId::new(store::new_id()), |turn| turn.id.clone()),
        rota_id: rota.id.clone(),
        month: taken.month,
        held_on: taken.held_on,
        leader_id: taken.leader_id.clone(),
        stand_in_id: taken.stand_in_id.clone(),
        place: place.clone(),
        reception_id: None,
        is_void: false,
    };
    with_own(turn, held)
}

fn most_common_place(taken: &[TakenTurn]) -> Option<String> {
    let named = taken.iter().map(|turn| turn.place.as_str()).filter(|place| !place.is_empty());
    let count = |place: &str| taken.iter().filter(|turn| turn.place == place).count();
    // The first of those named as often.
    let most = named.rev().max_by_key(|place| count(place))?;
    Some(most.to_owned())
}
