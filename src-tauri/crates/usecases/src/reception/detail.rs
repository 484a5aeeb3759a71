//! A reception in full.

use domain::deadline::{Limit, due};
use domain::ids::{LeaderId, ReceptionId};
use rusqlite::Connection;
use store::queries::sittings::{self, Named};
use store::tables::agenda_items::AgendaItemRow;
use store::tables::announcements;
use store::tables::guests::GuestRow;
use store::tables::participants::ParticipantRow;

use super::preparations::preparations;
use super::recorded::Recorded;
use super::{AgendaItem, Guest, LeaderName, Participant, ReceptionDetail};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::office::read_settings;
use crate::wire::ById;

/// Returns a reception in full.
pub(crate) fn get_reception(
    context: &Context<'_>,
    input: ById,
) -> Result<ReceptionDetail, UseCaseError> {
    let id = ReceptionId::new(input.id);
    context.read(|connection| reception_detail(context, connection, &id))
}

/// Returns a reception in full inside a read or a change.
///
/// # Errors
/// When there is no such reception or it cannot be read.
pub(crate) fn reception_detail(
    context: &Context<'_>,
    connection: &Connection,
    id: &ReceptionId,
) -> Result<ReceptionDetail, UseCaseError> {
    let stored = Recorded::read(connection, id)?;
    let limits = read_settings(connection)?.limits;
    let named = sittings::named(connection, id)?;
    let guests: Vec<Guest> = stored.guests.iter().map(|row| guest(&named, row.clone())).collect();
    let participants =
        stored.participants.iter().map(|row| participant(&named, row.clone())).collect();
    let preparations = preparations(&stored, &guests, &limits);
    let leader = |id: &LeaderId| {
        let (name, post) = named.leaders.get(id).cloned().unwrap_or_default();
        LeaderName { id: id.clone(), name, post }
    };
    let accompanying = stored.accompanying.iter().map(leader).collect();
    let row = stored.row;
    let calendar = context.calendar();
    let notice_due_on = calendar.sub_workdays(row.held_on, limits.notice);
    let issue_due = due(row.held_on, Limit::Workdays(limits.issue), calendar);
    Ok(ReceptionDetail {
        leader: leader(&row.leader_id),
        stand_in: row.stand_in_id.as_ref().map(leader),
        notice_due_on,
        is_notice_due_provisional: !calendar.is_span_settled(notice_due_on, row.held_on),
        announced_on: announcements::find(connection, &row.id)?.map(|one| one.issued_on),
        issue_due_on: issue_due.on,
        is_issue_due_provisional: issue_due.is_provisional,
        id: row.id,
        version: row.version,
        state: row.state,
        kind: row.kind,
        venue: row.venue,
        title: row.title,
        series_number: row.series_number,
        held_on: row.held_on,
        starts: row.starts,
        ends: row.ends,
        place: row.place,
        is_stand_in_presiding: row.is_stand_in_presiding,
        accompanying,
        theme: row.theme,
        host: row.host,
        recorder: row.recorder,
        participants,
        guests,
        agenda: stored.agenda.into_iter().map(AgendaItem::from).collect(),
        note: row.note,
        started_at: row.started_at,
        ended_at: row.ended_at,
        cancel_reason: row.cancel_reason,
        preparations,
    })
}

fn guest(named: &Named, row: GuestRow) -> Guest {
    let known = named.guests.get(&row.id).cloned().unwrap_or_default();
    Guest {
        demands: known.demands,
        id: Some(row.id),
        enterprise_id: row.enterprise_id,
        enterprise_name: known.name,
        enterprise_short_name: known.short_name,
        representative: row.representative,
        post: row.post,
        phone: row.phone,
        capacity: row.capacity,
        mandate_id: row.mandate_id,
        slot: row.slot,
        topic: row.topic,
        presence: row.presence,
        arrived_at: row.arrived_at,
        left_at: row.left_at,
        presence_note: row.presence_note,
    }
}

fn participant(named: &Named, row: ParticipantRow) -> Participant {
    let (unit_name, unit_short_name) = named.units.get(&row.unit_id).cloned().unwrap_or_default();
    Participant {
        unit_id: row.unit_id,
        unit_name,
        unit_short_name,
        person: row.person,
        post: row.post,
        presence: row.presence,
        arrived_at: row.arrived_at,
        left_at: row.left_at,
        presence_note: row.presence_note,
    }
}

impl From<AgendaItemRow> for AgendaItem {
    fn from(row: AgendaItemRow) -> Self {
        Self {
            slot: row.slot,
            title: row.title,
            note: row.note,
            is_done: row.is_done,
            materials: row.materials,
        }
    }
}
