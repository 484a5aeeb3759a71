//! Months of a plan: kept until all are read, then saved year by year.

use std::collections::BTreeMap;

use chrono::Datelike;
use domain::ids::{ImportId, LeaderId};
use store::Writing;
use store::tables::imports::{self, ImportedBody};
use store::tables::leaders::LeaderRow;

use super::leading::{LeaderPlace, Leading};
use super::settle::Turn;
use crate::context::Context;
use crate::directory::{add_leader, set_leader_active};
use crate::error::UseCaseError;
use crate::rota::{TakenTurn, take_over_plan};

/// The months read so far.
#[derive(Default)]
pub(super) struct Turns(BTreeMap<i32, Vec<TakenTurn>>);

impl Turns {
    /// Adds a month with its leaders; returns how many came new into the directory.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub(super) fn add(
        &mut self,
        tx: &mut Writing<'_>,
        import: &ImportId,
        leaders: &mut Leading,
        turn: Turn,
    ) -> Result<u32, UseCaseError> {
        let Turn { entry, leader, stand_in } = turn;
        let mut added = 0;
        let leader_id = listed(tx, import, leaders, leader, &mut added)?;
        let stand_in_id =
            stand_in.map(|place| listed(tx, import, leaders, place, &mut added)).transpose()?;
        self.0.entry(entry.held_on.year()).or_default().push(TakenTurn {
            month: entry.month,
            held_on: entry.held_on,
            leader_id,
            stand_in_id,
            place: entry.place,
        });
        Ok(added)
    }

    /// Saves the plan of each year.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub(super) fn save(
        self,
        context: &Context<'_>,
        tx: &mut Writing<'_>,
        import: &ImportId,
        reason: &str,
    ) -> Result<(), UseCaseError> {
        for (year, turns) in self.0 {
            let (id, version) = take_over_plan(context, tx, year, &turns, reason)?;
            imports::insert_body(tx, import, &ImportedBody::Rota(id, version))?;
        }
        Ok(())
    }
}

/// Returns the leader at a place; a new one is added, one an undone import had brought is in office
/// again.
fn listed(
    tx: &mut Writing<'_>,
    import: &ImportId,
    leaders: &mut Leading,
    place: LeaderPlace,
    added: &mut u32,
) -> Result<LeaderId, UseCaseError> {
    let body = &mut leaders.all[place];
    if let Some(id) = body.id.clone() {
        if body.is_undone {
            set_leader_active(tx, &id, true)?;
            body.is_undone = false;
        }
        return Ok(id);
    }
    let row = LeaderRow {
        id: LeaderId::new(store::new_id()),
        name: body.name.clone(),
        post: body.post.clone(),
        rank: body.rank,
        phone: String::new(),
        is_active: true,
        version: 1,
    };
    add_leader(tx, &row)?;
    imports::insert_body(tx, import, &ImportedBody::Leader(row.id.clone()))?;
    body.id = Some(row.id.clone());
    *added += 1;
    Ok(row.id)
}
