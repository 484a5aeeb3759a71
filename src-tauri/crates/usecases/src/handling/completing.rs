//! Completion (办结, transitions 16–18) and its planned variant (长期跟踪, transition 23).

use domain::act::{ActBody, ActState, Completion, Tracking};
use domain::demand::{DemandAction, DemandState};
use domain::handling::ResultClass;
use domain::ids::DemandId;
use domain::slip::{TaskRole, TaskState};
use store::Writing;
use store::tables::acts::ActRow;
use store::tables::demands::DemandRow;
use store::tables::tasks::TaskRow;

use super::checks;
use super::joining::reply_joined;
use super::papers::Desk;
use super::saving::{
    add, add_with_paper, advance, check_day, is_waiting, lapse, lead_task, live_tasks, pending,
    read, save_decided, save_task,
};
use super::{CompleteDemand, ReplyDemand, TrackDemand};
use crate::context::Context;
use crate::demand::{DemandDetail, demand_detail, step};
use crate::error::UseCaseError;
use crate::fields::Fields;
use crate::wire::Reasoned;

/// Registers the lead unit's report of completion, once every assisting unit has answered
/// (scenario 2).
pub(crate) fn complete_demand(
    context: &Context<'_>,
    input: CompleteDemand,
) -> Result<DemandDetail, UseCaseError> {
    context.write("complete_demand", |tx| {
        let id = completion(context, tx, &input)?;
        demand_detail(context, tx, &id)
    })
}

/// Registers a report of completion within a change; returns its demand.
///
/// # Errors
/// As [`complete_demand`].
pub(crate) fn completion(
    context: &Context<'_>,
    tx: &mut Writing<'_>,
    input: &CompleteDemand,
) -> Result<DemandId, UseCaseError> {
    let mut fields = Fields::new();
    let body = checks::completion(context, &mut fields, &input.body);
    // Words are refused before anything is looked up.
    fields.finish()?;
    let mut fields = Fields::new();
    let before = read(tx, &input.id, input.version)?;
    check_day(context, &mut fields, "made_on", input.made_on, before.issued_on);
    fields.finish()?;
    let mut row = before.clone();
    step(&mut row, DemandAction::Complete)?;
    let waiting: Vec<String> = live_tasks(tx, &before)?
        .into_iter()
        .filter(|task| task.role == TaskRole::Assist && task.state != TaskState::Answered)
        .map(|task| task.unit_name)
        .collect();
    if !waiting.is_empty() {
        return Err(UseCaseError::refused(format!(
            "协办单位还没有反馈：{}。请先登记协办意见。",
            waiting.join("、")
        )));
    }
    let lead = lead_task(tx, &before)?;
    let answered = TaskRow { state: TaskState::Answered, ..lead.clone() };
    save_task(tx, &lead, answered)?;
    // What was asked for and not decided: it is done without.
    lapse(tx, &before.id, |act| is_waiting(act) && matches!(act.body, ActBody::Extension(_)))?;
    let mut row = before.clone();
    row.handling.completed_on = Some(input.made_on);
    row.handling.result_class = Some(body.class);
    row.handling.result = body.result.clone();
    let body = ActBody::Completion(body);
    let desk = Desk::new(context, tx)?;
    let of = (&before, Some(&lead.id));
    add_with_paper(tx, &desk, of, ActState::Pending, input.made_on, body)?;
    let row = advance(context, tx, &before, row, DemandAction::Complete)?;
    Ok(row.id)
}

/// Returns a report to its unit: off the point, no evidence, enterprise not contacted
/// (transition 17).
pub(crate) fn return_completion(
    context: &Context<'_>,
    input: Reasoned,
) -> Result<DemandDetail, UseCaseError> {
    let mut fields = Fields::new();
    let reason = fields.required_long("reason", &input.reason);
    fields.finish()?;
    let id = DemandId::new(input.id);
    context.write("return_completion", |tx| {
        let before = read(tx, &id, input.version)?;
        let mut row = before.clone();
        step(&mut row, DemandAction::ReturnCompletion)?;
        let reviewer = context.clerk().name.clone();
        let desk = Desk::new(context, tx)?;
        settle(tx, &desk, &before, ActState::Refused, &reviewer, &reason)?;
        reopen_lead(tx, &before)?;
        let mut row = before.clone();
        row.handling.completed_on = None;
        row.handling.result_class = None;
        row.handling.result = String::new();
        let row = advance(context, tx, &before, row, DemandAction::ReturnCompletion)?;
        demand_detail(context, tx, &row.id)
    })
}

/// Accepts the report and serves the reply letter (transition 18). A report without evidence or
/// without a talk with the enterprise is returned instead (scenario 39).
pub(crate) fn reply_demand(
    context: &Context<'_>,
    input: ReplyDemand,
) -> Result<DemandDetail, UseCaseError> {
    let mut fields = Fields::new();
    let reviewer = fields.name("reviewer", &input.reviewer);
    let body = checks::reply(context, &mut fields, &input.body);
    fields.finish()?;
    context.typesetter()?;
    context.write("reply_demand", |tx| {
        let before = read(tx, &input.id, input.version)?;
        let mut row = before.clone();
        step(&mut row, DemandAction::Reply)?;
        if before.state == DemandState::Consolidated {
            return reply_joined(context, tx, &before, body);
        }
        check_report(tx, &before)?;
        let served_on = body.served.on;
        if before.handling.completed_on.is_some_and(|day| served_on < day) {
            let message = "送达日期不能早于办结日期。";
            return Err(UseCaseError::field("body.served.on", message));
        }
        let desk = Desk::new(context, tx)?;
        settle(tx, &desk, &before, ActState::Granted, &reviewer, "")?;
        let mut row = before.clone();
        row.handling.replied_on = Some(served_on);
        let body = ActBody::Reply(body);
        add_with_paper(tx, &desk, (&before, None), ActState::Settled, served_on, body)?;
        let row = advance(context, tx, &before, row, DemandAction::Reply)?;
        demand_detail(context, tx, &row.id)
    })
}

/// Puts a planned demand (class B) on the list looked at each quarter; it stays unsolved in every
/// figure (scenario 44).
pub(crate) fn track_demand(
    context: &Context<'_>,
    input: TrackDemand,
) -> Result<DemandDetail, UseCaseError> {
    let mut fields = Fields::new();
    let reason = fields.required_long("reason", &input.reason);
    let approved_by = fields.name("approved_by", &input.approved_by);
    fields.date("review_on", input.review_on);
    if input.review_on <= context.today() {
        fields.reject("review_on", "下次查看日期应在今天之后。");
    }
    fields.finish()?;
    context.write("track_demand", |tx| {
        let before = read(tx, &input.id, input.version)?;
        let mut row = before.clone();
        step(&mut row, DemandAction::Track)?;
        if before.handling.result_class != Some(ResultClass::Planned) {
            return Err(UseCaseError::refused(
                "只有 B 类（正在解决或列入计划）才转长期跟踪；其他类别请答复企业或退回。",
            ));
        }
        let desk = Desk::new(context, tx)?;
        settle(tx, &desk, &before, ActState::Granted, &approved_by, "")?;
        let mut row = before.clone();
        row.handling.review_on = Some(input.review_on);
        let body = ActBody::Tracking(Tracking {
            reason,
            approved_by,
            review_on: input.review_on,
            resumed_on: None,
            resume_reason: String::new(),
        });
        add(tx, &before, None, ActState::Pending, context.today(), body)?;
        let row = advance(context, tx, &before, row, DemandAction::Track)?;
        demand_detail(context, tx, &row.id)
    })
}

/// Gives the lead unit its task back.
pub(super) fn reopen_lead(tx: &mut Writing<'_>, row: &DemandRow) -> Result<(), UseCaseError> {
    let lead = lead_task(tx, row)?;
    let received = TaskRow { state: TaskState::Received, ..lead.clone() };
    save_task(tx, &lead, received)
}

fn report(tx: &Writing<'_>, row: &DemandRow) -> Result<(ActRow, Completion), UseCaseError> {
    let act = pending(tx, row, |body| matches!(body, ActBody::Completion(_)))?;
    match act {
        Some(act) => match act.body.clone() {
            ActBody::Completion(body) => Ok((act, body)),
            _ => Err(UseCaseError::refused("没有待审核的办结报告，请刷新后再看。")),
        },
        None => Err(UseCaseError::refused("没有待审核的办结报告，请刷新后再看。")),
    }
}

fn settle(
    tx: &mut Writing<'_>,
    desk: &Desk<'_, '_>,
    row: &DemandRow,
    state: ActState,
    reviewer: &str,
    return_reason: &str,
) -> Result<(), UseCaseError> {
    let (act, body) = report(tx, row)?;
    let body = ActBody::Completion(Completion {
        reviewer: reviewer.to_owned(),
        return_reason: return_reason.to_owned(),
        ..body
    });
    save_decided(tx, desk, row, &act, ActRow { state, body, ..act.clone() })
}

fn check_report(tx: &Writing<'_>, row: &DemandRow) -> Result<(), UseCaseError> {
    let (_, body) = report(tx, row)?;
    let lacks: Vec<&str> =
        [("证据清单", body.evidence.is_empty()), ("与企业沟通的记录", body.contact.is_none())]
            .into_iter()
            .filter(|(_, lacking)| *lacking)
            .map(|(label, _)| label)
            .collect();
    if lacks.is_empty() {
        return Ok(());
    }
    Err(UseCaseError::refused(format!("办结报告没有{}，请退回补正。", lacks.join("、"))))
}
