//! A reception made from a turn and changed by itself: the rota follows and tells it.

use domain::rota::TurnChangeKind;
use store::Writing;
use store::tables::receptions::ReceptionRow;
use store::tables::turns;

use super::recorded::{Names, Recorded, brought_in_line};
use crate::context::Context;
use crate::error::UseCaseError;

/// Said where nobody gives a reason: the change was made at the reception.
const REASON: &str = "在接待活动中改动";

/// Brings the turn of a changed reception in line.
///
/// # Errors
/// When the rota cannot be read or written.
pub(crate) fn follow_reception(
    context: &Context<'_>,
    tx: &mut Writing<'_>,
    reception: &ReceptionRow,
) -> Result<(), UseCaseError> {
    let Some(turn) = turns::find_of_reception(tx, &reception.id)? else { return Ok(()) };
    let Some(before) = Recorded::of(tx, &turn)? else { return Ok(()) };
    let Some(at) = before.place_of(turn.month) else { return Ok(()) };
    let mut after = before.clone();
    after.turns[at] = brought_in_line(turn.clone(), reception);
    let new = &after.turns[at];
    if *new == turn {
        return Ok(());
    }
    let names = Names::read(tx)?;
    if names.words(new) != names.words(&turn) {
        let is_other_day = new.held_on != turn.held_on || new.leader_id != turn.leader_id;
        let kind = if is_other_day { TurnChangeKind::Replan } else { TurnChangeKind::StandIn };
        let change = names.change(context, (kind, REASON), Some(&turn), new);
        after.changes.push(change);
    }
    after.save(tx, &before)?;
    Ok(())
}
