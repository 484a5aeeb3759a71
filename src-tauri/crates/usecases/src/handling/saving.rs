//! Writing acts, and the clock that follows from them.

use chrono::NaiveDate;
use domain::act::{ActBody, ActState};
use domain::calendar::WorkCalendar;
use domain::deadline::{Due, Limit, due};
use domain::demand::{DemandAction, DemandState};
use domain::handling::{ClockEvent, due_in_force};
use domain::ids::{ActId, DemandId, TaskId};
use domain::slip::{TaskRole, TaskState};
use rusqlite::Connection;
use store::Writing;
use store::tables::acts::{self, ActRow};
use store::tables::demands::{self, DemandRow};
use store::tables::tasks::{self, TaskRow};

use super::papers::Desk;
use crate::context::Context;
use crate::demand::{save_demand, step};
use crate::error::UseCaseError;
use crate::fields::Fields;

/// Reads a demand that may be changed.
///
/// # Errors
/// When it is unknown or was changed meanwhile.
pub(super) fn read(
    tx: &Writing<'_>,
    id: &DemandId,
    version: i64,
) -> Result<DemandRow, UseCaseError> {
    let row = demands::get(tx, id)?;
    tx.check_version("demand", id.as_str(), version, row.version)?;
    Ok(row)
}

/// Reads a task that may be changed, with its demand.
///
/// # Errors
/// When it is unknown or was changed meanwhile.
pub(super) fn read_task(
    tx: &Writing<'_>,
    id: &TaskId,
    version: i64,
) -> Result<(TaskRow, DemandRow), UseCaseError> {
    let task = tasks::get(tx, id)?;
    tx.check_version("task", id.as_str(), version, task.version)?;
    let demand = demands::get(tx, &task.demand_id)?;
    Ok((task, demand))
}

/// Reads an act that waits for a decision, with its demand.
///
/// # Errors
/// When it is unknown, was changed meanwhile or is decided already.
pub(super) fn read_pending(
    tx: &Writing<'_>,
    id: &ActId,
    version: i64,
) -> Result<(ActRow, DemandRow), UseCaseError> {
    let act = acts::get(tx, id)?;
    tx.check_version("act", id.as_str(), version, act.version)?;
    if act.state != ActState::Pending {
        let kind = act.body.kind();
        return Err(UseCaseError::refused(format!("这项{kind}已有结论，不用再定。")));
    }
    let demand = demands::get(tx, &act.demand_id)?;
    Ok((act, demand))
}

/// Returns the latest act of the demand's round that waits, of the kind `wanted` picks.
///
/// # Errors
/// When the table cannot be read.
pub(super) fn pending(
    connection: &Connection,
    demand: &DemandRow,
    wanted: impl Fn(&ActBody) -> bool,
) -> Result<Option<ActRow>, UseCaseError> {
    let rows = acts::list_demand(connection, &demand.id)?;
    Ok(rows.into_iter().rev().find(|act| act.state == ActState::Pending && wanted(&act.body)))
}

/// Returns an act of a demand that is not stored yet.
pub(super) fn blank(
    demand: &DemandRow,
    task: Option<&TaskId>,
    state: ActState,
    made_on: NaiveDate,
    body: ActBody,
) -> ActRow {
    ActRow {
        id: ActId::new(store::new_id()),
        demand_id: demand.id.clone(),
        task_id: task.cloned(),
        state,
        round: demand.handling.round,
        made_on,
        body,
        number_prefix: None,
        number_year: None,
        number_seq: None,
        paper: None,
        print_count: 0,
        version: 1,
    }
}

/// Adds an act to a demand.
///
/// # Errors
/// When SQLite refuses.
pub(super) fn add(
    tx: &mut Writing<'_>,
    demand: &DemandRow,
    task: Option<&TaskId>,
    state: ActState,
    made_on: NaiveDate,
    body: ActBody,
) -> Result<ActRow, UseCaseError> {
    store_act(tx, blank(demand, task, state, made_on, body))
}

/// Adds an act with its number and its paper.
///
/// # Errors
/// When the paper cannot be set, or SQLite refuses.
pub(super) fn add_with_paper(
    tx: &mut Writing<'_>,
    desk: &Desk<'_, '_>,
    (demand, task): (&DemandRow, Option<&TaskId>),
    state: ActState,
    made_on: NaiveDate,
    body: ActBody,
) -> Result<ActRow, UseCaseError> {
    let mut row = blank(demand, task, state, made_on, body);
    desk.freeze(tx, &mut row, demand)?;
    store_act(tx, row)
}

/// Saves a decided act as its next version, with the next version of its paper.
///
/// # Errors
/// When the paper cannot be made, or SQLite refuses.
pub(super) fn save_decided(
    tx: &mut Writing<'_>,
    desk: &Desk<'_, '_>,
    demand: &DemandRow,
    before: &ActRow,
    mut row: ActRow,
) -> Result<(), UseCaseError> {
    desk.freeze(tx, &mut row, demand)?;
    save_act(tx, before, row)
}

fn store_act(tx: &mut Writing<'_>, row: ActRow) -> Result<ActRow, UseCaseError> {
    acts::insert(tx, &row)?;
    tx.record("act", row.id.as_str(), None::<&ActRow>, &row)?;
    Ok(row)
}

/// Saves a changed act as its next version.
///
/// # Errors
/// When SQLite refuses.
pub(super) fn save_act(
    tx: &mut Writing<'_>,
    before: &ActRow,
    mut row: ActRow,
) -> Result<(), UseCaseError> {
    row.version = before.version + 1;
    acts::update(tx, &row)?;
    Ok(tx.record("act", row.id.as_str(), Some(before), &row)?)
}

/// Saves a changed task as its next version.
///
/// # Errors
/// When SQLite refuses.
pub(super) fn save_task(
    tx: &mut Writing<'_>,
    before: &TaskRow,
    mut row: TaskRow,
) -> Result<(), UseCaseError> {
    row.version = before.version + 1;
    tasks::update(tx, &row)?;
    Ok(tx.record("task", row.id.as_str(), Some(before), &row)?)
}

/// Takes one step of the demand's life, sets its clock by its acts and saves it.
///
/// # Errors
/// [`UseCaseError::Refused`] when the state does not take the step.
pub(crate) fn advance(
    context: &Context<'_>,
    tx: &mut Writing<'_>,
    before: &DemandRow,
    mut row: DemandRow,
    action: DemandAction,
) -> Result<DemandRow, UseCaseError> {
    step(&mut row, action)?;
    save_clocked(context, tx, before, row)
}

/// Sets the clock of a demand by its acts and saves it: a due date is never typed. A clock that
/// stands keeps the date it stood at, whatever the calendar says by now.
///
/// # Errors
/// When SQLite refuses.
pub(super) fn save_clocked(
    context: &Context<'_>,
    tx: &mut Writing<'_>,
    before: &DemandRow,
    mut row: DemandRow,
) -> Result<DemandRow, UseCaseError> {
    if row.state.is_running() {
        set_clock(context, tx, &mut row)?;
    }
    row.due_on = row.last_due_on.filter(|_| row.state.is_running());
    if let Some(due_on) = row.due_on {
        for task in live_tasks(tx, &row)? {
            // An assisting unit's limit (P7) runs from issue and does not follow the demand's.
            if task.role == TaskRole::Lead && task.due_on != due_on {
                let moved = TaskRow { due_on, ..task.clone() };
                save_task(tx, &task, moved)?;
            }
        }
    }
    save_demand(tx, Some(before), row)
}

/// Sets the due date in force: as issued, moved by the demand's acts.
///
/// # Errors
/// When a table cannot be read.
pub(super) fn set_clock(
    context: &Context<'_>,
    connection: &Connection,
    row: &mut DemandRow,
) -> Result<(), UseCaseError> {
    let events = clock_events(connection, row)?;
    let in_force = due_by(row, &events, context.calendar());
    row.last_due_on = in_force.map(|due| due.on);
    row.is_provisional = in_force.is_some_and(|due| due.is_provisional);
    Ok(())
}

/// Returns the due date that these events and a calendar give; none before issue.
pub(super) fn due_by(
    row: &DemandRow,
    events: &[ClockEvent],
    calendar: &WorkCalendar,
) -> Option<Due> {
    let limit = Limit::Workdays(row.content.limit_workdays?);
    Some(due_in_force(due(row.issued_on?, limit, calendar), events, calendar))
}

/// Lists what moved a demand's due date since it was issued, in order.
///
/// # Errors
/// When the table cannot be read.
pub(crate) fn clock_events(
    connection: &Connection,
    row: &DemandRow,
) -> Result<Vec<ClockEvent>, UseCaseError> {
    let acts = acts::list_demand(connection, &row.id)?;
    let since_issue =
        acts.iter().filter(|act| row.issued_on.is_some_and(|issued_on| act.made_on >= issued_on));
    let mut events = Vec::new();
    // Where the last pause stands, once it has ended.
    let mut pause = None;
    for act in in_effect(since_issue.collect()) {
        let is_pause = matches!(act.body, ActBody::Suspension(_) | ActBody::Tracking(_));
        let event = clock_event(act);
        if is_pause {
            pause = event.map(|_| events.len());
        }
        match &act.body {
            // Decided while the clock stood: the pause is counted from the date decided.
            ActBody::CalendarDecision(body) if body.is_paused => {
                let at = pause.unwrap_or(events.len());
                events.splice(at..at, event);
            }
            _ => events.extend(event),
        }
    }
    Ok(events)
}

/// Orders acts, given as they were written, by when they took effect: an extension does when it is
/// decided, after what was written while it waited.
fn in_effect(acts: Vec<&ActRow>) -> Vec<&ActRow> {
    let mut ordered: Vec<(&ActId, &ActRow)> = acts
        .into_iter()
        .map(|act| match &act.body {
            ActBody::Extension(body) => (body.decided_after.as_ref().unwrap_or(&act.id), act),
            _ => (&act.id, act),
        })
        .collect();
    // Stable, and an act stands before those decided after it: its own id is the older one.
    ordered.sort_by_key(|(after, act)| (*after, **after != act.id));
    ordered.into_iter().map(|(_, act)| act).collect()
}

/// Lets acts of a demand lapse: nobody waits for them any more, and none moves a date.
///
/// # Errors
/// When SQLite refuses.
pub(crate) fn lapse(
    tx: &mut Writing<'_>,
    demand: &DemandId,
    wanted: impl Fn(&ActRow) -> bool,
) -> Result<(), UseCaseError> {
    for act in acts::list_demand(tx, demand)? {
        if act.state != ActState::Lapsed && wanted(&act) {
            save_act(tx, &act, ActRow { state: ActState::Lapsed, ..act.clone() })?;
        }
    }
    Ok(())
}

/// Tells whether an act waits for somebody.
pub(crate) fn is_waiting(act: &ActRow) -> bool {
    act.state == ActState::Pending
}

/// Tells whether an act moved the due date.
pub(crate) fn moves_clock(act: &ActRow) -> bool {
    clock_event(act).is_some()
}

fn clock_event(act: &ActRow) -> Option<ClockEvent> {
    if act.state == ActState::Lapsed {
        return None;
    }
    match &act.body {
        ActBody::Extension(body) if act.state == ActState::Granted => {
            body.granted_days.map(|workdays| ClockEvent::Extended { workdays })
        }
        ActBody::Suspension(body) => {
            body.resumed_on.map(|until| ClockEvent::Paused { from: act.made_on, until })
        }
        ActBody::Tracking(body) => {
            body.resumed_on.map(|until| ClockEvent::Paused { from: act.made_on, until })
        }
        ActBody::Rework(body) => {
            Some(ClockEvent::Reworked { on: act.made_on, workdays: body.workdays })
        }
        ActBody::CalendarDecision(body) => {
            let on = if body.is_moved { body.new_due_on } else { body.old_due_on };
            Some(ClockEvent::Decided { from: body.old_due_on, on })
        }
        _ => None,
    }
}

/// Lists the tasks of a demand that were not recalled, the lead unit first.
///
/// # Errors
/// When the table cannot be read.
pub(super) fn live_tasks(
    connection: &Connection,
    row: &DemandRow,
) -> Result<Vec<TaskRow>, UseCaseError> {
    let mut rows = tasks::list_demand(connection, &row.id)?;
    rows.retain(|task| {
        task.state != TaskState::Recalled && Some(&task.slip_id) == row.slip_id.as_ref()
    });
    rows.sort_by_key(|task| task.role != TaskRole::Lead);
    Ok(rows)
}

/// Returns the lead unit's task.
///
/// # Errors
/// [`UseCaseError::Refused`] when no slip was issued.
pub(super) fn lead_task(connection: &Connection, row: &DemandRow) -> Result<TaskRow, UseCaseError> {
    live_tasks(connection, row)?
        .into_iter()
        .find(|task| task.role == TaskRole::Lead)
        .ok_or_else(|| UseCaseError::refused("这条诉求没有在办的主办任务，请刷新后再看。"))
}

/// Recalls the tasks of a demand that leaves its units; returns how each stood.
///
/// # Errors
/// When SQLite refuses.
pub(crate) fn recall(
    tx: &mut Writing<'_>,
    row: &DemandRow,
) -> Result<Vec<(TaskId, TaskState)>, UseCaseError> {
    let tasks = live_tasks(tx, row)?;
    for task in &tasks {
        let recalled = TaskRow { state: TaskState::Recalled, ..task.clone() };
        save_task(tx, task, recalled)?;
    }
    Ok(tasks.into_iter().map(|task| (task.id, task.state)).collect())
}

/// Checks the day an act counts on: not in the future and not before the slip was issued.
pub(super) fn check_day(
    context: &Context<'_>,
    fields: &mut Fields,
    field: &str,
    day: NaiveDate,
    issued_on: Option<NaiveDate>,
) {
    fields.date(field, day);
    if day > context.today() {
        fields.reject(field, "日期不能晚于今天。");
    }
    if issued_on.is_some_and(|issued_on| day < issued_on) {
        fields.reject(field, "日期不能早于签发日期。");
    }
}

/// Returns the state a demand has with its unit while the unit works: nothing else takes reports.
pub(super) fn is_with_unit(state: DemandState) -> bool {
    matches!(state, DemandState::InProgress | DemandState::LongTerm)
}
