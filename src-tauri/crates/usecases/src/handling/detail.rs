//! Where the handling of a demand stands.

use domain::act::ActBody;
use domain::demand::DemandState;
use domain::ids::{DemandId, TaskId};
use rusqlite::Connection;
use store::tables::acts::{self, ActRow};
use store::tables::demands::{self, DemandRow};
use store::tables::tasks;
use store::tables::tasks::TaskRow;

use super::chasing::chase_due;
use super::{Act, HandlingDetail, JoinedDemand, MasterAnswer, joining};
use crate::context::Context;
use crate::demand::{Veil, shown_enterprise, shown_title};
use crate::error::UseCaseError;

/// Returns the handling of a demand inside a read or a change.
///
/// # Errors
/// When it cannot be read.
pub(crate) fn handling_detail(
    context: &Context<'_>,
    connection: &Connection,
    row: &DemandRow,
) -> Result<HandlingDetail, UseCaseError> {
    let tasks = tasks::list_demand(connection, &row.id)?;
    let handling = &row.handling;
    Ok(HandlingDetail {
        stage: row.state.stage(),
        actions: if row.is_void { Vec::new() } else { row.state.actions().collect() },
        round: handling.round,
        last_due_on: row.last_due_on,
        extension_count: handling.extension_count,
        chase_due: chase_due(context, row),
        result_class: handling.result_class,
        grade: handling.grade,
        completed_on: handling.completed_on,
        replied_on: handling.replied_on,
        ask_rating_by: handling.ask_rating_by,
        closed_on: handling.closed_on,
        archived_on: handling.archived_on,
        review_on: handling.review_on,
        consolidated_into: handling.consolidated_into.clone(),
        master_answer: master_answer(connection, row)?,
        joined: joined(connection, &row.id)?,
        acts: acts_of(connection, row)?.into_iter().map(|act| shown(act, &tasks)).collect(),
    })
}

/// Lists what was done with a demand. Of one referred as a clue nothing is told here: its acts hold
/// its words (scenario 27).
fn acts_of(connection: &Connection, row: &DemandRow) -> Result<Vec<ActRow>, UseCaseError> {
    match row.state {
        DemandState::ClueReferred => Ok(Vec::new()),
        _ => Ok(acts::list_demand(connection, &row.id)?),
    }
}

/// Tells how the master of a joined demand was answered: by its last letter, else at the table.
fn master_answer(
    connection: &Connection,
    row: &DemandRow,
) -> Result<Option<MasterAnswer>, UseCaseError> {
    let Some(master) = joining::master(connection, row)? else { return Ok(None) };
    let Some(answered_on) = joining::answered_on(&master) else { return Ok(None) };
    let acts = acts::list_demand(connection, &master.id)?;
    let letter = acts.into_iter().rev().find_map(|act| match act.body {
        ActBody::Reply(body) => Some(body),
        _ => None,
    });
    let veil = Veil::of(connection, &master.enterprise_id, std::slice::from_ref(&master))?;
    let without = |text: &str| veil.text(text);
    let number = master.number();
    Ok(Some(match letter {
        Some(letter) => MasterAnswer {
            number,
            answered_on,
            process: without(&letter.process),
            result: without(&letter.result),
            basis: without(&letter.basis),
            follow_up: without(&letter.follow_up),
        },
        None => MasterAnswer {
            number,
            answered_on,
            process: String::new(),
            result: without(&master.answer),
            basis: String::new(),
            follow_up: String::new(),
        },
    }))
}

fn joined(connection: &Connection, id: &DemandId) -> Result<Vec<JoinedDemand>, UseCaseError> {
    demands::list_joined(connection, id)?
        .into_iter()
        .map(|row| {
            let enterprise_name = shown_enterprise(connection, &row)?;
            Ok(JoinedDemand {
                number: row.number(),
                title: shown_title(connection, &row)?,
                enterprise_name,
                replied_on: row.handling.replied_on,
                grade: row.handling.grade,
                id: row.id,
            })
        })
        .collect()
}

fn shown(act: ActRow, tasks: &[TaskRow]) -> Act {
    let unit = |id: &TaskId| tasks.iter().find(|task| task.id == *id);
    Act {
        unit_name: act
            .task_id
            .as_ref()
            .and_then(unit)
            .map(|task| task.unit_name.clone())
            .unwrap_or_default(),
        number: act.number().map(|number| number.to_string()),
        has_paper: act.paper.is_some(),
        id: act.id,
        task_id: act.task_id,
        state: act.state,
        round: act.round,
        made_on: act.made_on,
        body: act.body,
        print_count: act.print_count,
        version: act.version,
    }
}
