//! The check of a reception's input.

use std::collections::HashSet;

use domain::ids::{GuestId, ReceptionId};
use domain::reception::{Presence, ReceptionState};
use store::tables::agenda_items::AgendaItemRow;
use store::tables::guests::GuestRow;
use store::tables::participants::ParticipantRow;
use store::tables::receptions::ReceptionRow;

use super::SaveReception;
use super::recorded::Recorded;
use crate::error::UseCaseError;
use crate::fields::Fields;

/// More than any hall holds.
const GUESTS_MAX: usize = 50;
/// More than a district has.
const PARTICIPANTS_MAX: usize = 100;
/// More than sit beside a receiving leader.
const ACCOMPANYING_MAX: usize = 20;
/// More than a day has.
const AGENDA_MAX: usize = 50;
/// More than a district prints for a year.
const MATERIALS_MAX: u32 = 100_000;
/// A monthly series reaches it in eight hundred years.
const SERIES_MAX: u32 = 9_999;

/// Checks an input by itself and returns it as a new reception, nobody arrived yet.
pub(super) fn check(input: &SaveReception) -> Result<Recorded, UseCaseError> {
    let mut fields = Fields::new();
    fields.date("held_on", input.held_on);
    fields.range("series_number", input.series_number, 0..=SERIES_MAX);
    if input.ends.is_some_and(|ends| ends <= input.starts) {
        fields.reject("ends", "结束时间应晚于开始时间。");
    }
    check_leaders(&mut fields, input);
    let id = ReceptionId::new(store::new_id());
    let row = ReceptionRow {
        state: ReceptionState::Planned,
        kind: input.kind,
        venue: input.venue,
        title: fields.name("title", &input.title),
        series_number: input.series_number,
        held_on: input.held_on,
        starts: input.starts,
        ends: input.ends,
        place: fields.line("place", &input.place),
        leader_id: input.leader_id.clone(),
        stand_in_id: input.stand_in_id.clone(),
        is_stand_in_presiding: input.is_stand_in_presiding,
        theme: fields.line("theme", &input.theme),
        host: fields.line("host", &input.host),
        recorder: fields.line("recorder", &input.recorder),
        note: fields.long("note", &input.note),
        started_at: None,
        ended_at: None,
        cancel_reason: String::new(),
        version: 1,
        id: id.clone(),
    };
    let recorded = Recorded {
        row,
        accompanying: input.accompanying.clone(),
        participants: participants(&mut fields, input),
        guests: guests(&mut fields, input, &id),
        agenda: agenda(&mut fields, input),
    };
    fields.finish()?;
    Ok(recorded)
}

fn check_leaders(fields: &mut Fields, input: &SaveReception) {
    fields.list("accompanying", &input.accompanying, ACCOMPANYING_MAX);
    if input.stand_in_id.as_ref() == Some(&input.leader_id) {
        fields.reject("stand_in_id", "替补不能是接待领导本人。");
    }
    if input.is_stand_in_presiding && input.stand_in_id.is_none() {
        fields.reject("stand_in_id", "由替补主持时，请先选替补领导。");
    }
    let mut named = HashSet::from([&input.leader_id]);
    for (at, leader) in input.accompanying.iter().enumerate() {
        if !named.insert(leader) {
            fields.reject(format!("accompanying.{at}"), "这位领导已在名单里。");
        }
    }
}

fn participants(fields: &mut Fields, input: &SaveReception) -> Vec<ParticipantRow> {
    if input.participants.len() > PARTICIPANTS_MAX {
        fields.reject("participants", format!("参加部门最多 {PARTICIPANTS_MAX} 个。"));
    }
    let mut named = HashSet::new();
    let row = |(at, one): (usize, &super::Participant)| {
        if !named.insert(one.unit_id.clone()) {
            fields.reject(format!("participants.{at}.unit_id"), "这个单位已在名单里。");
        }
        ParticipantRow {
            unit_id: one.unit_id.clone(),
            person: fields.optional_name(format!("participants.{at}.person"), &one.person),
            post: fields.line(format!("participants.{at}.post"), &one.post),
            presence: Presence::Expected,
            arrived_at: None,
            left_at: None,
            presence_note: String::new(),
        }
    };
    input.participants.iter().enumerate().map(row).collect()
}

fn guests(fields: &mut Fields, input: &SaveReception, reception: &ReceptionId) -> Vec<GuestRow> {
    if input.guests.len() > GUESTS_MAX {
        fields.reject("guests", format!("到会企业最多 {GUESTS_MAX} 家。"));
    }
    let (mut named, mut ids) = (HashSet::new(), HashSet::new());
    let row = |(at, one): (usize, &super::Guest)| {
        if !named.insert(one.enterprise_id.clone()) {
            fields.reject(format!("guests.{at}.enterprise_id"), "这家企业已在名单里。");
        }
        // A row sent twice becomes a new guest, whose enterprise was refused just above.
        let id = one.id.clone().filter(|id| ids.insert(id.clone()));
        GuestRow {
            id: id.unwrap_or_else(|| GuestId::new(store::new_id())),
            reception_id: reception.clone(),
            position: at as i64,
            enterprise_id: one.enterprise_id.clone(),
            representative: fields.name(format!("guests.{at}.representative"), &one.representative),
            post: fields.line(format!("guests.{at}.post"), &one.post),
            phone: fields.line(format!("guests.{at}.phone"), &one.phone),
            capacity: one.capacity,
            mandate_id: one.mandate_id.clone(),
            slot: one.slot,
            topic: fields.long(format!("guests.{at}.topic"), &one.topic),
            presence: Presence::Expected,
            arrived_at: None,
            left_at: None,
            presence_note: String::new(),
        }
    };
    input.guests.iter().enumerate().map(row).collect()
}

fn agenda(fields: &mut Fields, input: &SaveReception) -> Vec<AgendaItemRow> {
    if input.agenda.len() > AGENDA_MAX {
        fields.reject("agenda", format!("议程最多 {AGENDA_MAX} 项。"));
    }
    let row = |(at, one): (usize, &super::AgendaItem)| {
        fields.range(format!("agenda.{at}.materials"), one.materials, 0..=MATERIALS_MAX);
        AgendaItemRow {
            slot: one.slot,
            title: fields.name(format!("agenda.{at}.title"), &one.title),
            note: fields.line(format!("agenda.{at}.note"), &one.note),
            is_done: one.is_done,
            materials: one.materials,
        }
    };
    input.agenda.iter().enumerate().map(row).collect()
}
