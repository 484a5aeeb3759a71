//! A plan by rule: the day of each month moved off holidays, leaders in turn.

use chrono::NaiveDate;
use domain::ids::{LeaderId, TurnId};
use domain::rota::{Candidate, leaders_in_turn, planned_day, presiding};
use store::tables::rotas::RotaRow;
use store::tables::turns::{self, TurnRow};
use store::tables::{leaders, rotas};

use super::get_rota::{check_year, presided, told, unsaved};
use super::recorded::{brought_in_line, ends_of, held_by_month, live_reception};
use super::{ProposeRota, Rota};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::Fields;

/// More than a district has.
const LEADERS_MAX: usize = 200;

/// Proposes the plan of a year; nothing is kept. Months whose reception is made stand and count, also
/// where it was made before there was a plan.
pub(crate) fn propose_rota(
    context: &Context<'_>,
    input: ProposeRota,
) -> Result<Rota, UseCaseError> {
    let mut fields = Fields::new();
    check_year(&mut fields, input.year);
    if !input.rule.is_sound() {
        fields.reject("rule", "请选择每月的哪一天。");
    }
    fields.list("left_out", &input.left_out, LEADERS_MAX);
    fields.finish()?;
    context.read(|connection| {
        let stored = rotas::find(connection, input.year)?;
        let mut row = match &stored {
            Some(row) => row.clone(),
            None => unsaved(connection, input.year)?,
        };
        row.rule = input.rule;
        let known = match &stored {
            Some(row) => turns::list(connection, &row.id)?,
            None => Vec::new(),
        };
        let mut plan = Vec::new();
        for turn in known {
            if !turn.is_void && live_reception(connection, &turn)?.is_some() {
                plan.push(turn);
            }
        }
        for (month, reception) in held_by_month(connection, input.year)? {
            if plan.iter().all(|turn| turn.month != month) {
                let turn = blank(&row, month, reception.held_on, reception.leader_id.clone());
                plan.push(brought_in_line(turn, &reception));
            }
        }
        let fixed: Vec<_> = plan
            .iter()
            .map(|turn| (turn.month, presiding(&turn.leader_id, turn.stand_in_id.as_ref()).clone()))
            .collect();
        let before = presided(connection, ends_of(input.year - 1))?;
        let candidates: Vec<Candidate> = leaders::list(connection)?
            .into_iter()
            .filter(|leader| leader.is_active && !input.left_out.contains(&leader.id))
            .map(|leader| Candidate {
                turns_before: before.get(&leader.id).copied().unwrap_or(0),
                rank: leader.rank,
                id: leader.id,
            })
            .collect();
        if candidates.is_empty() {
            let words = "没有可以轮值的领导。请先在“企业与单位”登记领导，或少排除几位。";
            return Err(UseCaseError::field("left_out", words));
        }
        let is_fixed = |month: &u32| fixed.iter().any(|(fixed, _)| fixed == month);
        let open = (1..=12).filter(|month| !is_fixed(month));
        for (month, leader_id) in leaders_in_turn(open, &candidates, &fixed) {
            let Some(nominal_on) = row.rule.day_in(row.year, month) else { continue };
            let held_on = planned_day(nominal_on, context.calendar()).held_on;
            plan.push(blank(&row, month, held_on, leader_id));
        }
        plan.sort_by_key(|turn| turn.month);
        told(context, connection, &row, &plan)
    })
}

fn blank(rota: &RotaRow, month: u32, held_on: NaiveDate, leader_id: LeaderId) -> TurnRow {
    TurnRow {
        id: TurnId::new(store::new_id()),
        rota_id: rota.id.clone(),
        month,
        held_on,
        leader_id,
        stand_in_id: None,
        place: rota.place.clone(),
        reception_id: None,
        is_void: false,
    }
}
