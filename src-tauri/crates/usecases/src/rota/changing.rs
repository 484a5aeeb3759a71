//! Swaps and stand-ins in a saved rota, each with its history.

use domain::reception::ReceptionState;
use domain::rota::TurnChangeKind;
use store::Writing;
use store::tables::leaders;
use store::tables::turns::TurnRow;

use super::get_rota::{check_year, rota};
use super::recorded::{Names, Recorded, live_reception};
use super::{Rota, SaveStandIn, SwapTurns};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::Fields;
use crate::reception::{Seats, reseat};

/// Two leaders exchange their months; who stood in for one of them no longer does. Receptions that
/// are planned follow (scenario 17).
pub(crate) fn swap_turns(context: &Context<'_>, input: SwapTurns) -> Result<Rota, UseCaseError> {
    let mut fields = Fields::new();
    check_year(&mut fields, input.year);
    let reason = fields.required_line("reason", &input.reason);
    if input.first == input.second {
        fields.reject("second", "请选另一个月。");
    }
    fields.finish()?;
    context.write("swap_turns", |tx| {
        let before = Recorded::read(tx, input.year, input.version)?;
        let mut after = before.clone();
        let (one, other) =
            (place(&before, "first", input.first)?, place(&before, "second", input.second)?);
        if before.turns[one].leader_id == before.turns[other].leader_id {
            return Err(UseCaseError::field("second", "两个月是同一位领导，不用调换。"));
        }
        let names = Names::read(tx)?;
        for (to, from) in [(one, other), (other, one)] {
            after.turns[to].leader_id = before.turns[from].leader_id.clone();
            after.turns[to].stand_in_id = None;
            follow(tx, &after.turns[to])?;
            let told = (TurnChangeKind::Swap, reason.as_str());
            let change = names.change(context, told, Some(&before.turns[to]), &after.turns[to]);
            after.changes.push(change);
        }
        after.save(tx, &before)?;
        rota(context, tx, input.year)
    })
}

/// Somebody holds a month in its leader's place, or no longer does; both names stay (scenario 16).
pub(crate) fn save_stand_in(
    context: &Context<'_>,
    input: SaveStandIn,
) -> Result<Rota, UseCaseError> {
    let mut fields = Fields::new();
    check_year(&mut fields, input.year);
    let reason = fields.required_line("reason", &input.reason);
    fields.finish()?;
    context.write("save_stand_in", |tx| {
        let before = Recorded::read(tx, input.year, input.version)?;
        let mut after = before.clone();
        let at = place(&before, "month", input.month)?;
        let old = &before.turns[at];
        if input.stand_in_id == old.stand_in_id {
            return Err(UseCaseError::field("stand_in_id", "替补没有变，请另选一位。"));
        }
        if let Some(id) = &input.stand_in_id {
            if *id == old.leader_id {
                return Err(UseCaseError::field("stand_in_id", "替补不能是接待领导本人。"));
            }
            match leaders::find(tx, id)? {
                None => return Err(UseCaseError::field("stand_in_id", "请选择一位领导。")),
                Some(leader) if !leader.is_active => {
                    let words = format!("{}已离任，请另选一位。", leader.name);
                    return Err(UseCaseError::field("stand_in_id", words));
                }
                Some(_) => {}
            }
        }
        after.turns[at].stand_in_id.clone_from(&input.stand_in_id);
        follow(tx, &after.turns[at])?;
        let told = (TurnChangeKind::StandIn, reason.as_str());
        let names = Names::read(tx)?;
        after.changes.push(names.change(context, told, Some(old), &after.turns[at]));
        after.save(tx, &before)?;
        rota(context, tx, input.year)
    })
}

fn place(rota: &Recorded, field: &str, month: u32) -> Result<usize, UseCaseError> {
    rota.place_of(month).ok_or_else(|| UseCaseError::field(field, "这个月没有安排，请另选一个月。"))
}

/// Brings the reception of a turn in line; one that began keeps who presided.
fn follow(tx: &mut Writing<'_>, turn: &TurnRow) -> Result<(), UseCaseError> {
    let Some(reception) = live_reception(tx, turn)? else { return Ok(()) };
    if reception.state != ReceptionState::Planned {
        let words = format!("{}月的接待已经开始或办过，不能再换人。", turn.month);
        return Err(UseCaseError::refused(words));
    }
    let seats = Seats { leader_id: turn.leader_id.clone(), stand_in_id: turn.stand_in_id.clone() };
    reseat(tx, &reception.id, seats)
}
