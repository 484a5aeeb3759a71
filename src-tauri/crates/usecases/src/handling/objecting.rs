//! Objections (异议, transitions 10 and 11) and re-assignment (改派, scenario 5).

use chrono::NaiveDate;
use domain::act::{ActBody, ActKind, ActState, Objection, Reassignment};
use domain::deadline::{Limit, due};
use domain::demand::DemandAction;
use domain::handling::is_objection_in_time;
use domain::ids::{DemandId, TaskId, UnitId};
use domain::limits::Limits;
use domain::slip::{TaskRole, TaskState};
use rusqlite::Connection;
use store::Writing;
use store::tables::acts::{self, ActRow};
use store::tables::demands::DemandRow;
use store::tables::tasks::{self, TaskRow};
use store::tables::{slips, units};

use super::papers::Desk;
use super::saving::{
    add_with_paper, advance, check_day, is_waiting, lapse, read_pending, read_task, save_decided,
    save_task,
};
use super::{RaiseObjection, ReassignTask, RuleObjection};
use crate::context::Context;
use crate::demand::{DemandDetail, demand_detail, save_demand};
use crate::error::UseCaseError;
use crate::fields::Fields;

/// Ends what is said of a late objection: the clerk may still take it.
pub(crate) const ALL_THE_SAME: &str = "仍要登记的，请写明理由。";

/// Registers a unit's objection; the clock keeps running.
pub(crate) fn raise_objection(
    context: &Context<'_>,
    input: RaiseObjection,
) -> Result<DemandDetail, UseCaseError> {
    context.write("raise_objection", |tx| {
        let id = objection(context, tx, &input)?;
        demand_detail(context, tx, &id)
    })
}

/// Registers an objection within a change; returns its demand.
///
/// # Errors
/// As [`raise_objection`].
pub(crate) fn objection(
    context: &Context<'_>,
    tx: &mut Writing<'_>,
    input: &RaiseObjection,
) -> Result<DemandId, UseCaseError> {
    let mut fields = Fields::new();
    let body = Objection {
        ground: fields.required_long("ground", &input.ground),
        basis: fields.required_long("basis", &input.basis),
        suggested_unit_id: input.suggested_unit_id.clone(),
        override_reason: fields.line("override_reason", &input.override_reason),
        ruling: String::new(),
        ruled_by: String::new(),
        ruled_on: None,
    };
    // Words are refused before anything is looked up.
    fields.finish()?;
    let mut fields = Fields::new();
    let (task, demand) = read_task(tx, &input.task_id, input.version)?;
    check_day(context, &mut fields, "made_on", input.made_on, demand.issued_on);
    let limits = issued_limits(tx, &task)?;
    let acts = acts::list_demand(tx, &demand.id)?;
    if let Some(assigned_on) = assigned_on(&acts, &task, demand.issued_on)
        && !is_objection_in_time(assigned_on, input.made_on, &limits, context.calendar())
        && body.override_reason.is_empty()
    {
        fields.reject(
            "override_reason",
            format!(
                "异议应在交办后 {} 个工作日内提出，逾期视为接受。{ALL_THE_SAME}",
                limits.objection
            ),
        );
    }
    if let Some(unit) = &body.suggested_unit_id
        && units::find(tx, unit)?.is_none()
    {
        fields.reject("suggested_unit_id", "没有这个单位，请重新选择。");
    }
    fields.finish()?;
    if task.state != TaskState::AwaitingReceipt {
        let reason = format!("“{}”{}，不能再提异议。", task.unit_name, task.state);
        return Err(UseCaseError::refused(reason));
    }
    // Scenario 32: one objection a task; an assignment anew is a new task.
    let objected = acts
        .iter()
        .any(|act| act.body.kind() == ActKind::Objection && act.task_id.as_ref() == Some(&task.id));
    if objected {
        let reason = format!("“{}”本轮已提过异议，已有裁定，不能再提。", task.unit_name);
        return Err(UseCaseError::refused(reason));
    }
    let disputed = TaskRow { state: TaskState::Disputed, ..task.clone() };
    save_task(tx, &task, disputed)?;
    let body = ActBody::Objection(body);
    let desk = Desk::new(context, tx)?;
    let of = (&demand, Some(&task.id));
    add_with_paper(tx, &desk, of, ActState::Pending, input.made_on, body)?;
    if task.role == TaskRole::Lead {
        advance(context, tx, &demand, demand.clone(), DemandAction::Object)?;
    }
    Ok(demand.id)
}

/// Rules an objection: another unit takes the task, or the duty stands.
pub(crate) fn rule_objection(
    context: &Context<'_>,
    input: RuleObjection,
) -> Result<DemandDetail, UseCaseError> {
    let mut fields = Fields::new();
    let ruling = fields.required_long("ruling", &input.ruling);
    let ruled_by = fields.name("ruled_by", &input.ruled_by);
    fields.finish()?;
    context.typesetter()?;
    context.write("rule_objection", |tx| {
        let (act, demand) = read_pending(tx, &input.id, input.version)?;
        let (ActBody::Objection(body), Some(task_id)) = (&act.body, &act.task_id) else {
            return Err(UseCaseError::refused("这不是异议，请刷新后再看。"));
        };
        let ruled = Objection {
            ruling: ruling.clone(),
            ruled_by: ruled_by.clone(),
            ruled_on: Some(context.today()),
            ..body.clone()
        };
        let state = match input.unit_id {
            Some(_) => ActState::Granted,
            None => ActState::Refused,
        };
        let decided = ActRow { state, body: ActBody::Objection(ruled), ..act.clone() };
        let desk = Desk::new(context, tx)?;
        save_decided(tx, &desk, &demand, &act, decided)?;
        let task = tasks::get(tx, task_id)?;
        if task.state != TaskState::Disputed {
            let reason = format!("“{}”的任务{}，不用再裁定。", task.unit_name, task.state);
            return Err(UseCaseError::refused(reason));
        }
        match &input.unit_id {
            Some(unit) => {
                hand_over(context, tx, &demand, &task, unit, &ruling, &ruled_by)?;
            }
            None => {
                let confirmed = TaskRow { state: TaskState::AwaitingReceipt, ..task.clone() };
                save_task(tx, &task, confirmed)?;
                if task.role == TaskRole::Lead {
                    advance(context, tx, &demand, demand.clone(), DemandAction::Confirm)?;
                }
            }
        }
        demand_detail(context, tx, &demand.id)
    })
}

/// Returns the day a unit was given its task: by 改派, else with the slip.
pub(crate) fn assigned_on(
    acts: &[ActRow],
    task: &TaskRow,
    issued_on: Option<NaiveDate>,
) -> Option<NaiveDate> {
    let given = acts.iter().find(|act| {
        act.task_id.as_ref() == Some(&task.id) && matches!(act.body, ActBody::Reassignment(_))
    });
    given.map(|act| act.made_on).or(issued_on)
}

/// Gives a task to another unit; the demand's original due date stays (scenario 5).
pub(crate) fn reassign_task(
    context: &Context<'_>,
    input: ReassignTask,
) -> Result<DemandDetail, UseCaseError> {
    let mut fields = Fields::new();
    let reason = fields.required_long("reason", &input.reason);
    let decided_by = fields.name("decided_by", &input.decided_by);
    fields.finish()?;
    context.typesetter()?;
    context.write("reassign_task", |tx| {
        let (task, demand) = read_task(tx, &input.task_id, input.version)?;
        match task.state {
            TaskState::AwaitingReceipt | TaskState::Received => {}
            TaskState::Disputed => {
                return Err(UseCaseError::refused("这项任务有异议待裁定，请先裁定异议。"));
            }
            TaskState::Answered | TaskState::Recalled => {
                let reason = format!("“{}”{}，不能改派。", task.unit_name, task.state);
                return Err(UseCaseError::refused(reason));
            }
        }
        hand_over(context, tx, &demand, &task, &input.unit_id, &reason, &decided_by)?;
        demand_detail(context, tx, &demand.id)
    })
}

/// Recalls a task and assigns the next round of it to `unit`.
fn hand_over(
    context: &Context<'_>,
    tx: &mut Writing<'_>,
    demand: &DemandRow,
    task: &TaskRow,
    unit: &UnitId,
    reason: &str,
    decided_by: &str,
) -> Result<(), UseCaseError> {
    let Some(new_unit) = units::find(tx, unit)?.filter(|row| row.is_active) else {
        return Err(UseCaseError::field("unit_id", "没有这个单位，请重新选择。"));
    };
    let content = &demand.content;
    if content.lead_unit_id.as_ref() == Some(unit) || content.assists.contains(unit) {
        let message = format!("“{}”已在承办这条诉求，请选别的单位。", new_unit.name);
        return Err(UseCaseError::field("unit_id", message));
    }
    let recalled = TaskRow { state: TaskState::Recalled, ..task.clone() };
    save_task(tx, task, recalled)?;
    let limits = issued_limits(tx, task)?;
    let today = context.today();
    let next = TaskRow {
        id: TaskId::new(store::new_id()),
        unit_id: unit.clone(),
        unit_name: new_unit.name,
        state: TaskState::AwaitingReceipt,
        responsible_person: String::new(),
        receipt_due_on: receipt_due(context, today, &limits),
        received_at: None,
        received_on: None,
        received_by: String::new(),
        received_post: String::new(),
        receipt_way: None,
        // A unit may have had the task before, in a round of its own.
        round: last_round(tx, demand)? + 1,
        version: 1,
        ..task.clone()
    };
    tasks::insert(tx, &next)?;
    tx.record("task", next.id.as_str(), None::<&TaskRow>, &next)?;
    let body = ActBody::Reassignment(Reassignment {
        from_unit_id: task.unit_id.clone(),
        to_unit_id: unit.clone(),
        reason: reason.to_owned(),
        decided_by: decided_by.to_owned(),
    });
    let desk = Desk::new(context, tx)?;
    add_with_paper(tx, &desk, (demand, Some(&next.id)), ActState::Settled, today, body)?;
    let mut row = demand.clone();
    match task.role {
        TaskRole::Lead => {
            row.content.lead_unit_id = Some(unit.clone());
            row.content.responsible_person = String::new();
            // What was asked of the unit before is asked of nobody; the next one is chased anew.
            lapse(tx, &demand.id, |act| is_waiting(act) && matches!(act.body, ActBody::Chase(_)))?;
            row.handling.reminded_on = None;
            row.handling.supervised_on = None;
            row.handling.referred_on = None;
            advance(context, tx, demand, row, DemandAction::Assign)?;
        }
        TaskRole::Assist => {
            for assist in &mut row.content.assists {
                if *assist == task.unit_id {
                    *assist = unit.clone();
                }
            }
            save_demand(tx, Some(demand), row)?;
        }
    }
    Ok(())
}

/// Returns the highest round among the demand's tasks.
fn last_round(tx: &Writing<'_>, demand: &DemandRow) -> Result<u32, UseCaseError> {
    let tasks = tasks::list_demand(tx, &demand.id)?;
    Ok(tasks.into_iter().map(|task| task.round).max().unwrap_or(0))
}

/// Returns the limits the task's slip was issued with.
///
/// # Errors
/// When the slip cannot be read.
pub(crate) fn issued_limits(
    connection: &Connection,
    task: &TaskRow,
) -> Result<Limits, UseCaseError> {
    let slip = slips::get(connection, &task.slip_id)?;
    Ok(slip.limits.as_deref().map(serde_json::from_str).transpose()?.unwrap_or_default())
}

fn receipt_due(context: &Context<'_>, from: NaiveDate, limits: &Limits) -> NaiveDate {
    due(from, Limit::Workdays(limits.receipt), context.calendar()).on
}
