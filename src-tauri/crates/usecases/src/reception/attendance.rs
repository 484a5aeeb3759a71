//! Who came, when, and which items of the agenda are done.

use domain::ids::{GuestId, ReceptionId, UnitId};
use domain::reception::{Attendance, LeftTooEarly, Mark, ReceptionState};
use store::tables::agenda_items;
use store::tables::guests::{self, GuestRow};
use store::tables::participants::{self, ParticipantRow};
use store::tables::receptions::{self, ReceptionRow};
use store::{StoreError, Writing};

use super::detail::reception_detail;
use super::recorded::{Recorded, came, lacks_mandate};
use super::{ReceptionDetail, SaveAgendaDone, SaveAttendance};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::Fields;

/// Records arrival, leave or absence. An authorised representative without 委托书 cannot be
/// confirmed (scenario 18).
pub(crate) fn save_attendance(
    context: &Context<'_>,
    input: SaveAttendance,
) -> Result<ReceptionDetail, UseCaseError> {
    let mut fields = Fields::new();
    let note = fields.line("note", &input.note);
    if let Some(at) = input.at {
        fields.instant("at", at, context.now());
    }
    fields.finish()?;
    let id = input.reception_id;
    let mark = Mark {
        presence: input.presence,
        at: input.at.unwrap_or_else(|| context.now()),
        is_corrected: input.at.is_some(),
        note,
    };
    context.write("save_attendance", |tx| {
        open(tx, &id)?;
        match (&input.guest_id, &input.unit_id) {
            (Some(guest), None) => mark_guest(tx, &id, guest, mark)?,
            (None, Some(unit)) => mark_unit(tx, &id, unit, mark)?,
            (Some(_), Some(_)) | (None, None) => {
                return Err(UseCaseError::field("guest_id", "请选择一家企业或一个单位。"));
            }
        }
        reception_detail(context, tx, &id)
    })
}

fn mark_guest(
    tx: &mut Writing<'_>,
    reception: &ReceptionId,
    id: &GuestId,
    mark: Mark,
) -> Result<(), UseCaseError> {
    let before = guests::get(tx, id)?;
    if before.reception_id != *reception {
        let (entity, id) = ("guest", id.as_str().to_owned());
        return Err(UseCaseError::Store(StoreError::NotFound { entity, id }));
    }
    if came(mark.presence) && lacks_mandate(&before) {
        let name = &before.representative;
        return Err(UseCaseError::refused(format!(
            "{name}是授权代表，还没有委托书，不能确认到会。请先在到会企业中附上委托书，\
             或改由法定代表人到会。"
        )));
    }
    let now = Attendance {
        presence: before.presence,
        arrived_at: before.arrived_at,
        left_at: before.left_at,
        note: before.presence_note.clone(),
    }
    .after(mark)
    .map_err(too_early)?;
    let after = GuestRow {
        presence: now.presence,
        arrived_at: now.arrived_at,
        left_at: now.left_at,
        presence_note: now.note,
        ..before.clone()
    };
    guests::update(tx, &after)?;
    tx.record("guest", id.as_str(), Some(&before), &after)?;
    Ok(())
}

fn mark_unit(
    tx: &mut Writing<'_>,
    reception: &ReceptionId,
    id: &UnitId,
    mark: Mark,
) -> Result<(), UseCaseError> {
    let mut all = participants::list(tx, reception)?;
    let Some(place) = all.iter().position(|one| one.unit_id == *id) else {
        let (entity, id) = ("participant", id.as_str().to_owned());
        return Err(UseCaseError::Store(StoreError::NotFound { entity, id }));
    };
    let before = all[place].clone();
    let now = Attendance {
        presence: before.presence,
        arrived_at: before.arrived_at,
        left_at: before.left_at,
        note: before.presence_note.clone(),
    }
    .after(mark)
    .map_err(too_early)?;
    let after = ParticipantRow {
        presence: now.presence,
        arrived_at: now.arrived_at,
        left_at: now.left_at,
        presence_note: now.note,
        ..before.clone()
    };
    all[place] = after.clone();
    participants::replace(tx, reception, &all)?;
    // A unit's part has no identity of its own: the journal names it under the reception.
    tx.record("reception", reception.as_str(), Some(&before), &after)?;
    Ok(())
}

fn too_early(_: LeftTooEarly) -> UseCaseError {
    UseCaseError::field("at", "离场时间早于到会时间，请核对。")
}

/// Marks an item of the agenda as done or not.
pub(crate) fn save_agenda_done(
    context: &Context<'_>,
    input: SaveAgendaDone,
) -> Result<ReceptionDetail, UseCaseError> {
    let id = input.reception_id;
    context.write("save_agenda_done", |tx| {
        open(tx, &id)?;
        let before = Recorded::read(tx, &id)?;
        let mut after = before.clone();
        let Some(item) = after.agenda.get_mut(input.position as usize) else {
            return Err(UseCaseError::field("position", "议程里没有这一项，请刷新后再试。"));
        };
        item.is_done = input.is_done;
        // A form opened before still holds the old mark: saving it would undo this one.
        after.row.version += 1;
        agenda_items::replace(tx, &id, &after.agenda)?;
        receptions::update(tx, &after.row)?;
        tx.record("reception", id.as_str(), Some(&before), &after)?;
        reception_detail(context, tx, &id)
    })
}

/// Returns a reception whose course can still be recorded.
fn open(tx: &Writing<'_>, id: &ReceptionId) -> Result<ReceptionRow, UseCaseError> {
    let row = receptions::get(tx, id)?;
    if row.state == ReceptionState::Cancelled {
        return Err(UseCaseError::refused("这次接待已取消，不能再登记。"));
    }
    Ok(row)
}
