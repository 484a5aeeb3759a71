//! The receptions of a year.

use domain::ids::ReceptionId;
use domain::pinyin::{NameSense, matches};
use domain::reception::ReceptionState;
use rusqlite::Connection;
use store::queries::sittings::{self, Figures};
use store::tables::receptions;

use super::detail::leader_name;
use super::{ReceptionList, ReceptionRow, ReceptionsQuery};
use crate::context::Context;
use crate::error::UseCaseError;

/// Lists the receptions of a year by day; the counts are of the whole year, whatever is looked
/// for. A title, place or leader answers to characters, pinyin or initials.
pub(crate) fn list_receptions(
    context: &Context<'_>,
    input: ReceptionsQuery,
) -> Result<ReceptionList, UseCaseError> {
    let query = input.query.trim();
    context.read(|connection| {
        let mut list = ReceptionList {
            receptions: Vec::new(),
            held: 0,
            received_enterprises: 0,
            stand_ins: 0,
        };
        for row in receptions::list_year(connection, input.year)? {
            let (row, figures) = told(connection, row)?;
            list.received_enterprises += figures.received;
            if row.state == ReceptionState::Held {
                list.held += 1;
                list.stand_ins += i64::from(row.replaced_leader.is_some());
            }
            let is_found = query.is_empty()
                || matches(query, &row.title, NameSense::Body).is_some()
                || matches(query, &row.place, NameSense::Body).is_some()
                || matches(query, &row.leader.name, NameSense::Person).is_some();
            if is_found {
                list.receptions.push(row);
            }
        }
        Ok(list)
    })
}

/// Returns one reception as a row of the list.
///
/// # Errors
/// When there is no such reception or it cannot be read.
pub(crate) fn reception_row(
    connection: &Connection,
    id: &ReceptionId,
) -> Result<ReceptionRow, UseCaseError> {
    Ok(told(connection, receptions::get(connection, id)?)?.0)
}

fn told(
    connection: &Connection,
    row: receptions::ReceptionRow,
) -> Result<(ReceptionRow, Figures), UseCaseError> {
    let figures = sittings::figures(connection, &row.id)?;
    let planned = leader_name(connection, &row.leader_id)?;
    let presiding = row.stand_in_id.as_ref().filter(|_| row.is_stand_in_presiding);
    let (leader, replaced_leader) = match presiding {
        Some(stand_in) => (leader_name(connection, stand_in)?, Some(planned)),
        None => (planned, None),
    };
    let told = ReceptionRow {
        id: row.id,
        state: row.state,
        kind: row.kind,
        venue: row.venue,
        title: row.title,
        series_number: row.series_number,
        held_on: row.held_on,
        starts: row.starts,
        place: row.place,
        leader,
        replaced_leader,
        guests: figures.guests,
        demands: figures.demands,
        waiting_slips: figures.waiting_slips,
    };
    Ok((told, figures))
}
