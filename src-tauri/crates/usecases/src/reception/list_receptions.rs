//! The receptions of a year or period.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::ids::{LeaderId, ReceptionId};
use domain::pinyin::{NameSense, matches};
use domain::reception::ReceptionState;
use rusqlite::Connection;
use store::queries::sittings::{self, ListedSitting};
use store::tables::{leaders, receptions};

use super::{LastOfSeries, LeaderName, ReceptionList, ReceptionRow, ReceptionsQuery};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::Fields;

/// The most rows of a page: more than a year has.
const PAGE_MAX: u32 = 500;

/// Lists receptions by day. A title, place or leader answers to characters, pinyin or initials.
pub(crate) fn list_receptions(
    context: &Context<'_>,
    input: ReceptionsQuery,
) -> Result<ReceptionList, UseCaseError> {
    let mut fields = Fields::new();
    let query = fields.query("query", &input.query);
    let (from, to) = period(&mut fields, &input);
    fields.finish()?;
    let mut list = context.read(|connection| found(connection, &query, (from, to)))?;
    if input.is_descending == Some(true) {
        list.receptions.reverse();
    }
    let limit = input.limit.unwrap_or(PAGE_MAX).min(PAGE_MAX) as usize;
    let offset = input.offset.unwrap_or(0) as usize;
    list.receptions = list.receptions.into_iter().skip(offset).take(limit).collect();
    Ok(list)
}

/// Returns all receptions between two days that `query` finds, by day and hour, with the figures of
/// the whole period.
///
/// # Errors
/// When a table cannot be read.
pub(crate) fn found(
    connection: &Connection,
    query: &str,
    (from, to): (Option<NaiveDate>, Option<NaiveDate>),
) -> Result<ReceptionList, UseCaseError> {
    let mut list = ReceptionList {
        receptions: Vec::new(),
        total: 0,
        held: 0,
        received_enterprises: 0,
        stand_ins: 0,
        last_of_series: sittings::last_of_series(connection)?.into_iter().map(last).collect(),
    };
    let names = LeaderNames::read(connection)?;
    for sitting in sittings::list(connection, from, to)? {
        list.received_enterprises += sitting.figures.received;
        let row = names.told(sitting);
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
    list.total = i64::try_from(list.receptions.len()).unwrap_or(i64::MAX);
    Ok(list)
}

fn last(sitting: sittings::LastOfSeries) -> LastOfSeries {
    LastOfSeries { kind: sitting.kind, number: sitting.number, title: sitting.title }
}

/// Returns the days asked for; the year is narrowed by them.
fn period(fields: &mut Fields, input: &ReceptionsQuery) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let (mut from, mut to) = (input.from, input.to);
    if let Some(year) = input.year {
        let first = NaiveDate::from_ymd_opt(year, 1, 1);
        let last = NaiveDate::from_ymd_opt(year, 12, 31);
        if first.is_none() {
            fields.reject("year", "年份不对，请重新选择。");
        }
        from = from.max(first);
        to = [to, last].into_iter().flatten().min();
    }
    for (field, day) in [("from", from), ("to", to)] {
        if let Some(day) = day {
            fields.date(field, day);
        }
    }
    (from, to)
}

/// Returns one reception as a row of the list.
///
/// # Errors
/// When there is no such reception or it cannot be read.
pub(crate) fn reception_row(
    connection: &Connection,
    id: &ReceptionId,
) -> Result<ReceptionRow, UseCaseError> {
    let figures = sittings::figures(connection, id)?;
    let row = receptions::get(connection, id)?;
    Ok(LeaderNames::read(connection)?.told(ListedSitting { row, figures }))
}

/// The leaders' names, read once for any number of rows.
struct LeaderNames(HashMap<LeaderId, LeaderName>);

impl LeaderNames {
    fn read(connection: &Connection) -> Result<Self, UseCaseError> {
        let rows = leaders::list(connection)?.into_iter();
        let names = rows.map(|row| {
            let name = LeaderName { id: row.id.clone(), name: row.name, post: row.post };
            (row.id, name)
        });
        Ok(Self(names.collect()))
    }

    fn name(&self, id: &LeaderId) -> LeaderName {
        let unknown = || LeaderName { id: id.clone(), name: String::new(), post: String::new() };
        self.0.get(id).cloned().unwrap_or_else(unknown)
    }

    fn told(&self, ListedSitting { row, figures }: ListedSitting) -> ReceptionRow {
        let planned = self.name(&row.leader_id);
        let presiding = row.stand_in_id.as_ref().filter(|_| row.is_stand_in_presiding);
        let (leader, replaced_leader) = match presiding {
            Some(stand_in) => (self.name(stand_in), Some(planned)),
            None => (planned, None),
        };
        ReceptionRow {
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
        }
    }
}
