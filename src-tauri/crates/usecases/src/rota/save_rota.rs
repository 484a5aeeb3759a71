//! Saves the plan of a year.

use std::collections::{HashMap, HashSet};

use chrono::Datelike;
use domain::ids::{RotaId, TurnId};
use domain::rota::TurnChangeKind;
use store::Writing;
use store::tables::leaders;
use store::tables::receptions::ReceptionRow;
use store::tables::rotas::{self, RotaRow};
use store::tables::turns::{self, TurnRow};

use super::get_rota::{check_year, rota};
use super::recorded::{Names, Recorded, held_by_month, live_reception, with_own};
use super::{Rota, SaveRota, TurnInput};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::Fields;

/// Saves the plan. What changes in a saved one is told in its history with the reason; a month
/// whose reception is made is changed there.
pub(crate) fn save_rota(context: &Context<'_>, input: SaveRota) -> Result<Rota, UseCaseError> {
    let (row, reason) = check(&input)?;
    context.write("save_rota", |tx| {
        check_leaders(tx, &input)?;
        match rotas::find(tx, input.year)? {
            None => {
                let held = held_by_month(tx, input.year)?;
                let turns = input.turns.iter().map(|turn| row_of(&row, turn, &held)).collect();
                Recorded { row, turns, changes: Vec::new() }.insert(tx)?;
            }
            Some(_) => change(context, tx, row, (&input, &reason))?,
        }
        rota(context, tx, input.year)
    })
}

/// Checks an input by itself and returns its head as of a new rota, and the reason.
fn check(input: &SaveRota) -> Result<(RotaRow, String), UseCaseError> {
    let mut fields = Fields::new();
    check_year(&mut fields, input.year);
    if !input.rule.is_sound() {
        fields.reject("rule", "请选择每月的哪一天。");
    }
    if input.ends.is_some_and(|ends| ends <= input.starts) {
        fields.reject("ends", "结束时间应晚于开始时间。");
    }
    let place = fields.line("place", &input.place);
    let reason = fields.line("reason", &input.reason);
    fields.list("turns", &input.turns, 12);
    if input.turns.is_empty() {
        fields.reject("turns", "一个月也没有安排，请至少安排一个月。");
    }
    let (mut months, mut days) = (HashSet::new(), HashSet::new());
    for (at, turn) in input.turns.iter().enumerate() {
        fields.line(format!("turns.{at}.place"), &turn.place);
        if !(1..=12).contains(&turn.month) || !months.insert(turn.month) {
            fields.reject(format!("turns.{at}.month"), "每个月只安排一次，请核对月份。");
        }
        if turn.held_on.year() != input.year {
            fields.reject(format!("turns.{at}.held_on"), "日期不在这一年，请重新选择。");
        } else if !days.insert(turn.held_on) {
            fields.reject(format!("turns.{at}.held_on"), "这一天已排了另一个月，请换一天。");
        }
    }
    fields.finish()?;
    let row = RotaRow {
        id: RotaId::new(store::new_id()),
        year: input.year,
        rule: input.rule,
        starts: input.starts,
        ends: input.ends,
        place,
        version: 1,
    };
    Ok((row, reason))
}

/// Everybody named is there and in office; who was planned before may stay.
fn check_leaders(tx: &Writing<'_>, input: &SaveRota) -> Result<(), UseCaseError> {
    let known = match rotas::find(tx, input.year)? {
        Some(row) => turns::list(tx, &row.id)?,
        None => Vec::new(),
    };
    let mut fields = Fields::new();
    for (at, turn) in input.turns.iter().enumerate() {
        let field = format!("turns.{at}.leader_id");
        let was_there =
            known.iter().any(|one| one.month == turn.month && one.leader_id == turn.leader_id);
        match leaders::find(tx, &turn.leader_id)? {
            None => fields.reject(field, "请选择一位领导。"),
            Some(leader) if !leader.is_active && !was_there => {
                fields.reject(field, format!("{}已离任，请另选一位。", leader.name));
            }
            Some(_) => {}
        }
    }
    fields.finish()
}

/// A month's new turn.
fn row_of(rota: &RotaRow, input: &TurnInput, held: &HashMap<u32, ReceptionRow>) -> TurnRow {
    let turn = TurnRow {
        id: TurnId::new(store::new_id()),
        rota_id: rota.id.clone(),
        month: input.month,
        held_on: input.held_on,
        leader_id: input.leader_id.clone(),
        stand_in_id: None,
        place: input.place.trim().to_owned(),
        reception_id: None,
        is_void: false,
    };
    with_own(turn, held)
}

fn change(
    context: &Context<'_>,
    tx: &mut Writing<'_>,
    row: RotaRow,
    (input, reason): (&SaveRota, &str),
) -> Result<(), UseCaseError> {
    let before = Recorded::read(tx, input.year, input.version)?;
    let mut after =
        Recorded { row: RotaRow { id: before.row.id.clone(), ..row }, ..before.clone() };
    let names = Names::read(tx)?;
    let held = held_by_month(tx, input.year)?;
    let mut fields = Fields::new();
    let told = (TurnChangeKind::Replan, reason);
    for (at, turn) in input.turns.iter().enumerate() {
        let Some(place) = after.turns.iter().position(|one| one.month == turn.month) else {
            let new = row_of(&before.row, turn, &held);
            after.changes.push(names.change(context, told, None, &new));
            after.turns.push(new);
            continue;
        };
        let old = after.turns[place].clone();
        let new = changed(&old, turn);
        if new == old {
            continue;
        }
        if !old.is_void && live_reception(tx, &old)?.is_some() {
            let words = format!("{}月的接待活动已建好，请在那里改。", old.month);
            fields.reject(format!("turns.{at}.held_on"), words);
        }
        if names.words(&new) != names.words(&old) {
            after.changes.push(names.change(context, told, Some(&old), &new));
        }
        after.turns[place] = new;
    }
    for turn in &mut after.turns {
        if turn.is_void || input.turns.iter().any(|one| one.month == turn.month) {
            continue;
        }
        if live_reception(tx, turn)?.is_some() {
            let words = format!("{}月的接待活动已建好，要不办请先取消那次活动。", turn.month);
            fields.reject("turns", words);
        }
        let old = turn.clone();
        turn.is_void = true;
        after.changes.push(names.change(context, told, Some(&old), turn));
    }
    if !after.changes.is_empty() && reason.is_empty() {
        fields.reject("reason", "改动已保存的安排，请写明原因。");
    }
    fields.finish()?;
    after.save(tx, &before)?;
    Ok(())
}

/// The turn as the input has it. Another leader comes without a stand-in; a month that was taken
/// out comes back without its former reception.
fn changed(old: &TurnRow, input: &TurnInput) -> TurnRow {
    let is_same_leader = old.leader_id == input.leader_id && !old.is_void;
    TurnRow {
        held_on: input.held_on,
        leader_id: input.leader_id.clone(),
        stand_in_id: old.stand_in_id.clone().filter(|_| is_same_leader),
        place: input.place.trim().to_owned(),
        reception_id: old.reception_id.clone().filter(|_| !old.is_void),
        is_void: false,
        ..old.clone()
    }
}
