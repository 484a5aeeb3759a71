//! The links of an enterprise, a leader, a unit, or all.

use std::collections::HashMap;

use domain::ids::{LinkId, UnitId};
use domain::link::is_standing;
use rusqlite::Connection;
use store::tables::link_visits::{self, LinkVisitRow};
use store::tables::links::{self, LinkRow};
use store::tables::{enterprises, leaders, units};

use super::{Link, LinkList, LinkQuery, LinkVisit};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::reception::LeaderName;

/// Lists links, those that stand first; ended ones stay (scenario 55).
pub(crate) fn list_links(
    context: &Context<'_>,
    input: LinkQuery,
) -> Result<LinkList, UseCaseError> {
    context.read(|connection| {
        let asked = input.enterprise_id.as_ref().map(std::slice::from_ref);
        let asked = asked.map(|id| enterprises::with_merged(connection, id)).transpose()?;
        let is_asked = |row: &LinkRow| {
            asked.as_ref().is_none_or(|ids| ids.contains(&row.enterprise_id))
                && input.leader_id.as_ref().is_none_or(|id| row.leader_id.as_ref() == Some(id))
                && input.unit_id.as_ref().is_none_or(|id| row.unit_id.as_ref() == Some(id))
        };
        Ok(LinkList { links: told(context, connection, is_asked)? })
    })
}

/// Returns all links, those that stand first.
///
/// # Errors
/// When a table cannot be read.
pub(crate) fn all(
    context: &Context<'_>,
    connection: &Connection,
) -> Result<Vec<Link>, UseCaseError> {
    told(context, connection, |_| true)
}

/// Returns one link.
///
/// # Errors
/// When it is not there or cannot be read.
pub(super) fn link(
    context: &Context<'_>,
    connection: &Connection,
    id: &LinkId,
) -> Result<Link, UseCaseError> {
    let row = links::get(connection, id)?;
    let visits = link_visits::list(connection)?;
    one(context, connection, row, visits.into_iter().filter(|visit| visit.link_id == *id))
}

fn told(
    context: &Context<'_>,
    connection: &Connection,
    is_asked: impl Fn(&LinkRow) -> bool,
) -> Result<Vec<Link>, UseCaseError> {
    let mut visits: HashMap<LinkId, Vec<LinkVisitRow>> = HashMap::new();
    for visit in link_visits::list(connection)? {
        visits.entry(visit.link_id.clone()).or_default().push(visit);
    }
    let mut told = Vec::new();
    for row in links::list(connection)?.into_iter().filter(is_asked) {
        let mine = visits.remove(&row.id).unwrap_or_default();
        told.push(one(context, connection, row, mine.into_iter())?);
    }
    told.sort_by_key(|link| !link.is_standing);
    Ok(told)
}

fn one(
    context: &Context<'_>,
    connection: &Connection,
    row: LinkRow,
    visits: impl Iterator<Item = LinkVisitRow>,
) -> Result<Link, UseCaseError> {
    let leader = row
        .leader_id
        .as_ref()
        .map(|id| leaders::get(connection, id))
        .transpose()?
        .map(|leader| LeaderName { id: leader.id, name: leader.name, post: leader.post });
    let unit = |id: &UnitId| units::get(connection, id);
    Ok(Link {
        enterprise_name: enterprises::get(connection, &row.enterprise_id)?.name,
        leader,
        unit_name: row.unit_id.as_ref().map(unit).transpose()?.map_or_else(String::new, |u| u.name),
        is_standing: is_standing(row.from_on, row.until_on, context.today()),
        id: row.id,
        version: row.version,
        kind: row.kind,
        enterprise_id: row.enterprise_id,
        unit_id: row.unit_id,
        officer: row.officer,
        phone: row.phone,
        from_on: row.from_on,
        until_on: row.until_on,
        end_reason: row.end_reason,
        note: row.note,
        visits: visits
            .map(|visit| LinkVisit {
                id: visit.id,
                version: visit.version,
                visited_on: visit.visited_on,
                place: visit.place,
                findings: visit.findings,
                requests: visit.requests,
                made_by: visit.made_by,
            })
            .collect(),
    })
}
