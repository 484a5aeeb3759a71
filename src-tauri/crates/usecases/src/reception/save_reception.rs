//! Creates or changes a reception.

use domain::ids::{LeaderId, ReceptionId};
use domain::reception::ReceptionState;
use domain::search_target::SearchTarget;
use rusqlite::Connection;
use store::queries::search;
use store::tables::guests::GuestRow;
use store::tables::receptions::ReceptionRow;
use store::tables::{
    agenda_items, attachments, enterprises, guests, leaders, participants, reception_leaders,
    receptions, units,
};
use store::{StoreError, Writing};

use super::detail::reception_detail;
use super::input::check;
use super::recorded::{Recorded, came, lacks_mandate};
use super::{ReceptionDetail, SaveReception};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::Fields;
use crate::rota::follow_reception;

/// Saves a reception with its lists. Attendance is kept as recorded; a guest with entries or
/// demands stays. An authorised representative without 委托书 may be registered (scenario 18).
pub(crate) fn save_reception(
    context: &Context<'_>,
    input: SaveReception,
) -> Result<ReceptionDetail, UseCaseError> {
    let Some(id) = &input.id else {
        return context.write("save_reception", |tx| add_reception(context, tx, &input));
    };
    let new = check(&input)?;
    context.write("save_reception", |tx| {
        let saved = change(tx, id, input.version, new)?;
        index(tx, &saved.row)?;
        follow_reception(context, tx, &saved.row)?;
        reception_detail(context, tx, id)
    })
}

/// Adds a reception within a change.
///
/// # Errors
/// When the input is refused or cannot be written.
pub(crate) fn add_reception(
    context: &Context<'_>,
    tx: &mut Writing<'_>,
    input: &SaveReception,
) -> Result<ReceptionDetail, UseCaseError> {
    let new = check(input)?;
    check_references(tx, &new, None)?;
    receptions::insert(tx, &new.row)?;
    for guest in &new.guests {
        guests::insert(tx, guest)?;
    }
    replace_lists(tx, &new)?;
    tx.record("reception", new.row.id.as_str(), None::<&Recorded>, &new)?;
    index(tx, &new.row)?;
    reception_detail(context, tx, &new.row.id)
}

/// Who receives, and who stands in.
pub(crate) struct Seats {
    pub(crate) leader_id: LeaderId,
    /// Presides where there is one.
    pub(crate) stand_in_id: Option<LeaderId>,
}

/// Seats others at a reception, as its rota has it; who presides no longer only accompanies.
///
/// # Errors
/// When it cannot be read or written.
pub(crate) fn reseat(
    tx: &mut Writing<'_>,
    id: &ReceptionId,
    seats: Seats,
) -> Result<(), UseCaseError> {
    let before = Recorded::read(tx, id)?;
    let mut after = before.clone();
    after
        .accompanying
        .retain(|one| *one != seats.leader_id && Some(one) != seats.stand_in_id.as_ref());
    after.row.is_stand_in_presiding = seats.stand_in_id.is_some();
    after.row.leader_id = seats.leader_id;
    after.row.stand_in_id = seats.stand_in_id;
    after.row.version += 1;
    receptions::update(tx, &after.row)?;
    reception_leaders::replace(tx, id, &after.accompanying)?;
    tx.record("reception", id.as_str(), Some(&before), &after)?;
    Ok(())
}

fn change(
    tx: &mut Writing<'_>,
    id: &ReceptionId,
    version: i64,
    new: Recorded,
) -> Result<Recorded, UseCaseError> {
    let before = Recorded::read(tx, id)?;
    tx.check_version("reception", id.as_str(), version, before.row.version)?;
    if before.row.state == ReceptionState::Cancelled {
        return Err(UseCaseError::refused("这次接待已取消，不能再修改。请另建一次。"));
    }
    let after = Recorded {
        row: ReceptionRow {
            id: id.clone(),
            state: before.row.state,
            started_at: before.row.started_at,
            ended_at: before.row.ended_at,
            cancel_reason: before.row.cancel_reason.clone(),
            version: before.row.version + 1,
            ..new.row
        },
        guests: new.guests.into_iter().map(|guest| with_attendance(guest, id, &before)).collect(),
        participants: new
            .participants
            .into_iter()
            .map(|mut one| {
                let known = before.participants.iter().find(|other| other.unit_id == one.unit_id);
                if let Some(known) = known {
                    one.presence = known.presence;
                    one.arrived_at = known.arrived_at;
                    one.left_at = known.left_at;
                    one.presence_note.clone_from(&known.presence_note);
                }
                one
            })
            .collect(),
        ..new
    };
    check_references(tx, &after, Some(&before))?;
    receptions::update(tx, &after.row)?;
    save_guests(tx, &before, &after)?;
    replace_lists(tx, &after)?;
    tx.record("reception", id.as_str(), Some(&before), &after)?;
    Ok(after)
}

/// Keeps the attendance of a guest of this reception; a strange id becomes a new guest.
fn with_attendance(mut guest: GuestRow, id: &ReceptionId, before: &Recorded) -> GuestRow {
    guest.reception_id = id.clone();
    match before.guests.iter().find(|other| other.id == guest.id) {
        Some(known) => GuestRow {
            presence: known.presence,
            arrived_at: known.arrived_at,
            left_at: known.left_at,
            presence_note: known.presence_note.clone(),
            ..guest
        },
        None => GuestRow { id: domain::ids::GuestId::new(store::new_id()), ..guest },
    }
}

/// Guests on record are changed in place; the others are written anew, so that two may swap.
fn save_guests(tx: &Writing<'_>, before: &Recorded, after: &Recorded) -> Result<(), UseCaseError> {
    let mut kept = Vec::new();
    for known in &before.guests {
        if !guests::is_on_record(tx, &known.id)? {
            guests::remove(tx, &known.id)?;
            continue;
        }
        let still = after.guests.iter().find(|guest| guest.id == known.id);
        if still.is_none_or(|guest| guest.enterprise_id != known.enterprise_id) {
            let name = enterprises::get(tx, &known.enterprise_id)?.name;
            let message =
                format!("“{name}”已有记录或诉求，不能移出名单。没有到会的，请登记为缺席。");
            return Err(UseCaseError::field("guests", message));
        }
        kept.push(&known.id);
    }
    for guest in &after.guests {
        if kept.contains(&&guest.id) {
            guests::update(tx, guest)?;
        } else {
            guests::insert(tx, guest)?;
        }
    }
    Ok(())
}

fn replace_lists(tx: &Writing<'_>, saved: &Recorded) -> Result<(), StoreError> {
    let id = &saved.row.id;
    reception_leaders::replace(tx, id, &saved.accompanying)?;
    participants::replace(tx, id, &saved.participants)?;
    agenda_items::replace(tx, id, &saved.agenda)
}

/// Checks that everybody named exists and still works; who was named before may stay.
fn check_references(
    connection: &Connection,
    saved: &Recorded,
    before: Option<&Recorded>,
) -> Result<(), UseCaseError> {
    let mut fields = Fields::new();
    let named_before = |id: &LeaderId| {
        before.is_some_and(|before| {
            before.row.leader_id == *id
                || before.row.stand_in_id.as_ref() == Some(id)
                || before.accompanying.contains(id)
        })
    };
    let mut leader = |field: String, id: &LeaderId| -> Result<(), StoreError> {
        match leaders::find(connection, id)? {
            None => fields.reject(field, "请选择一位领导。"),
            Some(leader) if !leader.is_active && !named_before(id) => {
                fields.reject(field, format!("{}已离任，请另选一位。", leader.name));
            }
            Some(_) => {}
        }
        Ok(())
    };
    leader("leader_id".to_owned(), &saved.row.leader_id)?;
    if let Some(stand_in) = &saved.row.stand_in_id {
        leader("stand_in_id".to_owned(), stand_in)?;
    }
    for (at, id) in saved.accompanying.iter().enumerate() {
        leader(format!("accompanying.{at}"), id)?;
    }
    for (at, one) in saved.participants.iter().enumerate() {
        let field = format!("participants.{at}.unit_id");
        let was_there = before.is_some_and(|before| {
            before.participants.iter().any(|other| other.unit_id == one.unit_id)
        });
        match units::find(connection, &one.unit_id)? {
            None => fields.reject(field, "请选择一个单位。"),
            Some(unit) if !unit.is_active && !was_there => {
                fields.reject(field, format!("“{}”已停用，请另选一个。", unit.name));
            }
            Some(_) => {}
        }
    }
    for (at, guest) in saved.guests.iter().enumerate() {
        check_guest(connection, &mut fields, at, guest)?;
    }
    fields.finish()
}

fn check_guest(
    connection: &Connection,
    fields: &mut Fields,
    at: usize,
    guest: &GuestRow,
) -> Result<(), StoreError> {
    if enterprises::find(connection, &guest.enterprise_id)?.is_none() {
        fields.reject(format!("guests.{at}.enterprise_id"), "请选择一家企业。");
    }
    if let Some(mandate) = &guest.mandate_id
        && attachments::find(connection, mandate)?.is_none()
    {
        fields.reject(format!("guests.{at}.mandate_id"), "委托书还没有附上，请重新选择文件。");
    }
    if came(guest.presence) && lacks_mandate(guest) {
        let message = "这家已登记到会，授权代表要有委托书，请附上。";
        fields.reject(format!("guests.{at}.mandate_id"), message);
    }
    Ok(())
}

fn index(tx: &Writing<'_>, row: &ReceptionRow) -> Result<(), StoreError> {
    let texts = [row.title.as_str(), row.place.as_str(), row.theme.as_str()];
    search::index(tx, SearchTarget::Reception, row.id.as_str(), &texts)
}
