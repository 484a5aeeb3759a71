//! What units report while they work: progress (transition 12) and assisting answers.

use domain::act::{ActBody, ActState, AssistAnswer};
use domain::demand::DemandAction;
use domain::handling::AssistOpinion;
use domain::ids::DemandId;
use domain::slip::{TaskRole, TaskState};
use store::Writing;
use store::tables::tasks::TaskRow;

use super::checks;
use super::saving::{add, advance, check_day, is_with_unit, read_task, save_task};
use super::{AnswerAssist, ReportProgress};
use crate::context::Context;
use crate::demand::{DemandDetail, demand_detail};
use crate::error::UseCaseError;
use crate::fields::Fields;

/// Registers a unit's progress (F7). The lead unit's is what the ledger shows.
pub(crate) fn report_progress(
    context: &Context<'_>,
    input: ReportProgress,
) -> Result<DemandDetail, UseCaseError> {
    context.write("report_progress", |tx| {
        let id = progress(context, tx, &input)?;
        demand_detail(context, tx, &id)
    })
}

/// Registers a unit's progress within a change; returns its demand.
///
/// # Errors
/// As [`report_progress`].
pub(crate) fn progress(
    context: &Context<'_>,
    tx: &mut Writing<'_>,
    input: &ReportProgress,
) -> Result<DemandId, UseCaseError> {
    let mut fields = Fields::new();
    let body = checks::progress(context, &mut fields, &input.body);
    // Words are refused before anything is looked up.
    fields.finish()?;
    let mut fields = Fields::new();
    let (task, demand) = read_task(tx, &input.task_id, input.version)?;
    check_day(context, &mut fields, "made_on", input.made_on, demand.issued_on);
    fields.finish()?;
    if !is_with_unit(demand.state) || task.state == TaskState::Recalled {
        let reason = format!("诉求 {} 现在是“{}”，不能登记进展。", demand.number(), demand.state);
        return Err(UseCaseError::refused(reason));
    }
    if task.state == TaskState::AwaitingReceipt {
        let reason = format!("“{}”还没有签收，请先登记签收。", task.unit_name);
        return Err(UseCaseError::refused(reason));
    }
    let mut row = demand.clone();
    if task.role == TaskRole::Lead {
        row.handling.progress = body.progress.clone();
        row.handling.progress_on = Some(input.made_on);
    }
    let body = ActBody::Progress(body);
    add(tx, &demand, Some(&task.id), ActState::Settled, input.made_on, body)?;
    if row != demand {
        advance(context, tx, &demand, row, DemandAction::Report)?;
    }
    Ok(demand.id)
}

/// Registers an assisting unit's answer. Disagreement needs its basis (scenario 3).
pub(crate) fn answer_assist(
    context: &Context<'_>,
    input: AnswerAssist,
) -> Result<DemandDetail, UseCaseError> {
    context.write("answer_assist", |tx| {
        let id = assist(context, tx, &input)?;
        demand_detail(context, tx, &id)
    })
}

/// Registers an assisting unit's answer within a change; returns its demand.
///
/// # Errors
/// As [`answer_assist`].
pub(crate) fn assist(
    context: &Context<'_>,
    tx: &mut Writing<'_>,
    input: &AnswerAssist,
) -> Result<DemandId, UseCaseError> {
    let mut fields = Fields::new();
    let body = AssistAnswer {
        opinion: input.body.opinion,
        words: fields.long("body.words", &input.body.words),
        basis: fields.long("body.basis", &input.body.basis),
    };
    if body.opinion != AssistOpinion::Agree && body.basis.is_empty() {
        fields.reject("body.basis", format!("意见是“{}”的，请写明依据。", body.opinion));
    }
    if body.opinion == AssistOpinion::Conditional && body.words.is_empty() {
        fields.reject("body.words", "请写明条件。");
    }
    // Words are refused before anything is looked up.
    fields.finish()?;
    let mut fields = Fields::new();
    let (task, demand) = read_task(tx, &input.task_id, input.version)?;
    check_day(context, &mut fields, "made_on", input.made_on, demand.issued_on);
    fields.finish()?;
    let reason = match (task.role, task.state) {
        (TaskRole::Assist, TaskState::Received) => None,
        (TaskRole::Lead, _) => Some("主办单位请报办结，不填协办意见。".to_owned()),
        (TaskRole::Assist, TaskState::AwaitingReceipt) => {
            Some(format!("“{}”还没有签收，请先登记签收。", task.unit_name))
        }
        (TaskRole::Assist, TaskState::Disputed | TaskState::Answered | TaskState::Recalled) => {
            Some(format!("“{}”{}，不用再登记。", task.unit_name, task.state))
        }
    };
    if let Some(reason) = reason {
        return Err(UseCaseError::refused(reason));
    }
    let answered = TaskRow { state: TaskState::Answered, ..task.clone() };
    save_task(tx, &task, answered)?;
    let body = ActBody::AssistAnswer(body);
    add(tx, &demand, Some(&task.id), ActState::Settled, input.made_on, body)?;
    Ok(demand.id)
}
