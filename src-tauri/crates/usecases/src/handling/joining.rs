//! Joining the same matter (并案, transition 25) and its undoing (scenario 24).

use chrono::NaiveDate;
use domain::act::{ActBody, ActState, Consolidation, Reply};
use domain::demand::{DemandAction, DemandState};
use domain::ids::DemandId;
use rusqlite::Connection;
use store::Writing;
use store::tables::acts::ActRow;
use store::tables::demands::DemandRow;
use store::tables::{demands, tasks};

use super::ConsolidateDemand;
use super::closing::check_rated;
use super::declining::check_off_draft_slip;
use super::papers::Desk;
use super::saving::{
    add, add_with_paper, advance, is_waiting, lapse, pending, read, recall, save_act, save_clocked,
    save_task,
};
use crate::context::Context;
use crate::demand::{DemandDetail, demand_detail, save_demand};
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

/// Answers the enterprise of a joined demand by a letter of its own, once its master is answered
/// (scenario 22). The demand stays joined.
///
/// # Errors
/// [`UseCaseError::Refused`], or when something cannot be read or written.
pub(super) fn reply_joined(
    context: &Context<'_>,
    tx: &mut Writing<'_>,
    before: &DemandRow,
    body: Reply,
) -> Result<DemandDetail, UseCaseError> {
    let master = master(tx, before)?;
    let Some(answered_on) = master.as_ref().and_then(answered_on) else {
        return Err(UseCaseError::refused("主案还没有答复，请先答复主案，再单独答复这家企业。"));
    };
    if before.handling.replied_on.is_some() {
        return Err(UseCaseError::refused("这家企业已经单独答复过了。"));
    }
    let served_on = body.served.on;
    if served_on < answered_on {
        let message = format!("送达日期不能早于主案的答复日期 {answered_on}。");
        return Err(UseCaseError::field("body.served.on", message));
    }
    let mut row = before.clone();
    row.handling.replied_on = Some(served_on);
    let desk = Desk::new(context, tx)?;
    let body = ActBody::Reply(body);
    add_with_paper(tx, &desk, (before, None), ActState::Settled, served_on, body)?;
    let row = advance(context, tx, before, row, DemandAction::Reply)?;
    demand_detail(context, tx, &row.id)
}

/// Returns the demand another was joined to.
///
/// # Errors
/// When it cannot be read.
pub(super) fn master(
    connection: &Connection,
    joined: &DemandRow,
) -> Result<Option<DemandRow>, UseCaseError> {
    let id = joined.handling.consolidated_into.as_ref();
    Ok(id.map(|id| demands::get(connection, id)).transpose()?)
}

/// When the enterprise of a master was answered: by letter, or at the table.
pub(super) fn answered_on(master: &DemandRow) -> Option<NaiveDate> {
    let is_answered = matches!(
        master.state,
        DemandState::AnsweredOnSite
            | DemandState::Replied
            | DemandState::AwaitingRating
            | DemandState::Closed
            | DemandState::Terminated
    );
    let day = master.handling.replied_on.or(master.answered_on);
    day.filter(|_| is_answered)
}

/// Refuses to end a master while an enterprise joined to it is not answered, did not rate, or is not
/// satisfied (transition 25, scenario 22).
///
/// # Errors
/// [`UseCaseError::Refused`], or when the tables cannot be read.
pub(super) fn check_joined_rated(
    connection: &Connection,
    master: &DemandRow,
) -> Result<(), UseCaseError> {
    for joined in demands::list_joined(connection, &master.id)? {
        let number = joined.number();
        if joined.handling.replied_on.is_none() {
            return Err(UseCaseError::refused(format!(
                "并入的诉求 {number} 还没有单独答复。请打开它，答复企业并回访后再来。"
            )));
        }
        if let Err(UseCaseError::Refused(reason)) = check_rated(connection, &joined) {
            return Err(UseCaseError::refused(format!("并入的诉求 {number}：{reason}")));
        }
    }
    Ok(())
}

/// Tells whether an enterprise joined to a master is not satisfied: the master is done again for it.
///
/// # Errors
/// When the table cannot be read.
pub(super) fn is_a_joined_one_dissatisfied(
    connection: &Connection,
    master: &DemandRow,
) -> Result<bool, UseCaseError> {
    let joined = demands::list_joined(connection, &master.id)?;
    Ok(joined.iter().any(|row| row.handling.grade.is_some_and(|grade| !grade.is_satisfied())))
}

/// Begins another round for those joined to a master that is done again: they are answered and asked
/// anew. What was said before stays among their acts.
///
/// # Errors
/// When a table cannot be read or written.
pub(super) fn reopen_joined(tx: &mut Writing<'_>, master: &DemandId) -> Result<(), UseCaseError> {
    for before in demands::list_joined(tx, master)? {
        if before.handling.replied_on.is_none() {
            continue;
        }
        lapse(tx, &before.id, |act| is_waiting(act) && matches!(act.body, ActBody::Rating(_)))?;
        let mut row = before.clone();
        row.handling.round += 1;
        row.handling.replied_on = None;
        row.handling.ask_rating_by = None;
        row.handling.grade = None;
        row.handling.rated_on = None;
        save_demand(tx, Some(&before), row)?;
    }
    Ok(())
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
        if before.handling.replied_on.is_some() {
            return Err(UseCaseError::refused("这家企业已经答复过了，不用再并案。"));
        }
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
        if before.handling.replied_on.is_some() {
            return Err(UseCaseError::refused(
                "这家企业已按并案单独答复，不能撤销并案。企业不满意的，请在主案重办。",
            ));
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
