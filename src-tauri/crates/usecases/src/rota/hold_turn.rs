//! Makes the reception of a month.

use domain::reception::{ReceptionKind, Venue};

use super::HoldTurn;
use super::get_rota::check_year;
use super::recorded::{Recorded, live_reception};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::Fields;
use crate::reception::{ReceptionDetail, SaveReception, add_reception};

/// Makes the reception of a month by the rules of `save_reception`; its date, leader, stand-in and
/// place are those of the plan.
pub(crate) fn hold_turn(
    context: &Context<'_>,
    input: HoldTurn,
) -> Result<ReceptionDetail, UseCaseError> {
    let mut fields = Fields::new();
    check_year(&mut fields, input.year);
    let title = fields.name("title", &input.title);
    fields.finish()?;
    context.write("hold_turn", |tx| {
        let before = Recorded::read(tx, input.year, input.version)?;
        let Some(at) = before.place_of(input.month) else {
            return Err(UseCaseError::field("month", "这个月没有安排，请另选一个月。"));
        };
        let turn = &before.turns[at];
        if live_reception(tx, turn)?.is_some() {
            let words = format!("{}月的接待活动已经建好。", turn.month);
            return Err(UseCaseError::refused(words));
        }
        let reception = SaveReception {
            id: None,
            version: 0,
            kind: ReceptionKind::ReceptionDay,
            venue: Venue::Hall,
            title,
            series_number: input.series_number,
            held_on: turn.held_on,
            starts: before.row.starts,
            ends: before.row.ends,
            place: turn.place.clone(),
            leader_id: turn.leader_id.clone(),
            stand_in_id: turn.stand_in_id.clone(),
            is_stand_in_presiding: turn.stand_in_id.is_some(),
            accompanying: Vec::new(),
            theme: String::new(),
            host: String::new(),
            recorder: String::new(),
            participants: Vec::new(),
            guests: Vec::new(),
            agenda: Vec::new(),
            note: String::new(),
        };
        let made = add_reception(context, tx, &reception)?;
        let mut after = before.clone();
        after.turns[at].reception_id = Some(made.id.clone());
        after.save(tx, &before)?;
        Ok(made)
    })
}
