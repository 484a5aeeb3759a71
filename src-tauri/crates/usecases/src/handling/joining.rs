//! Joining the same matter (并案, transition 25) and its undoing (scenario 24).

use domain::act::{ActBody, ActState, Consolidation};
use domain::demand::{DemandAction, DemandState};
use domain::ids::DemandId;
use rusqlite::Connection;
use store::tables::acts::ActRow;
use store::tables::demands::DemandRow;
use store::tables::{demands, tasks};

use super::ConsolidateDemand;
use super::declining::check_off_draft_slip;
use super::saving::{add, advance, pending, read, recall, save_act, save_clocked, save_task};
use crate::context::Context;
use crate::demand::{DemandDetail, demand_detail};
use crate::error::UseCaseError;
use crate::fields::Fields;
use crate::wire::Reasoned;

/// Refuses to let a demand go to which others are joined: nobody would answer those.
///
/// # Errors
/// [`UseCaseError::Refused`], or when the table cannot be read.
pub(crate) fn check_none_joined(
    connection: &Connection,
    demand: &DemandRow,
) -> Result<(), UseCaseError> {
    let joined = demands::list_joined(connection, &demand.id)?;
    if joined.is_empty() {
        return Ok(());
    }
    let numbers: Vec<String> = joined.iter().map(DemandRow::number).collect();
    Err(UseCaseError::refused(format!(
        "诉求 {} 并入了这一条。请先逐条撤销并案，再分别答复和回访。",
        numbers.join("、")
    )))
}

/// Joins a demand to the master of the same matter. The master is handled; each enterprise is
/// still answered and rated.
pub(crate) fn consolidate_demand(
    context: &Context<'_>,
    input: ConsolidateDemand,
) -> Result<DemandDetail, UseCaseError> {
    let mut fields = Fields::new();
    let reason = fields.required_long("reason", &input.reason);
    fields.finish()?;
    context.write("consolidate_demand", |tx| {
        let before = read(tx, &input.id, input.version)?;
        let Some(master) = demands::find(tx, &input.master_id)? else {
            return Err(UseCaseError::field("master_id", "没有这条诉求，请重新选择。"));
        };
        if master.id == before.id {
            return Err(UseCaseError::field("master_id", "不能并入自己，请选另一条诉求。"));
        }
        if master.is_void || !master.state.is_open() {
            let message = format!("诉求 {} 已“{}”，不能并入。", master.number(), master.state);
            return Err(UseCaseError::field("master_id", message));
        }
        check_none_joined(tx, &before)?;
        check_off_draft_slip(before.state, &before.number())?;
        let task_states = recall(tx, &before)?;
        let body = ActBody::Consolidation(Consolidation {
            master_id: master.id.clone(),
            reason,
            from_state: before.state,
            task_states,
            separate_reason: String::new(),
        });
        add(tx, &before, None, ActState::Pending, context.today(), body)?;
        let mut row = before.clone();
        row.handling.consolidated_into = Some(master.id);
        let row = advance(context, tx, &before, row, DemandAction::Consolidate)?;
        demand_detail(context, tx, &row.id)
    })
}

/// Undoes a joining: demand and tasks stand as before.
pub(crate) fn separate_demand(
    context: &Context<'_>,
    input: Reasoned,
) -> Result<DemandDetail, UseCaseError> {
    let mut fields = Fields::new();
    let reason = fields.required_long("reason", &input.reason);
    fields.finish()?;
    let id = DemandId::new(input.id);
    context.write("separate_demand", |tx| {
        let before = read(tx, &id, input.version)?;
        if before.state != DemandState::Consolidated {
            return Err(UseCaseError::refused("这条诉求没有并案，不用撤销。"));
        }
        let act = pending(tx, &before, |body| matches!(body, ActBody::Consolidation(_)))?;
        let Some((act, body)) = act.and_then(|act| match act.body.clone() {
            ActBody::Consolidation(body) => Some((act, body)),
            _ => None,
        }) else {
            return Err(UseCaseError::refused("找不到并案的记录，请刷新后再看。"));
        };
        for (task_id, state) in &body.task_states {
            let task = tasks::get(tx, task_id)?;
            save_task(tx, &task, tasks::TaskRow { state: *state, ..task.clone() })?;
        }
        let mut row = before.clone();
        row.state = body.from_state;
        row.handling.consolidated_into = None;
        let body = ActBody::Consolidation(Consolidation { separate_reason: reason, ..body });
        save_act(tx, &act, ActRow { state: ActState::Settled, body, ..act.clone() })?;
        let row = save_clocked(context, tx, &before, row)?;
        demand_detail(context, tx, &row.id)
    })
}
