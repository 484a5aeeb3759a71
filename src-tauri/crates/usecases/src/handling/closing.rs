//! The ends of a demand: 销号 (20), 重办 (21, 28), 终结 (22), 归档 (27), and the look back.

use chrono::Days;
use domain::act::{ActBody, ActState, Closing, LookBack, Rating, Rework, Termination};
use domain::attachment::AttachmentOwner;
use domain::demand::{DemandAction, DemandState};
use domain::handling::{RATING_ATTEMPTS, REWORK_WORKDAYS, REWORKS_MAX};
use domain::ids::DemandId;
use domain::slip::TaskState;
use rusqlite::Connection;
use store::Writing;
use store::tables::demands::{self, DemandRow};
use store::tables::{acts, attachments, tasks};

use super::completing::reopen_lead;
use super::joining::{check_joined_rated, is_a_joined_one_dissatisfied, reopen_joined};
use super::papers::Desk;
use super::saving::{add, add_with_paper, advance, is_waiting, lapse, read};
use super::{CloseDemand, RecordLookBack, ReworkDemand, TerminateDemand};
use crate::context::Context;
use crate::demand::{
    ArchiveDemands, BatchOutcome, DemandDetail, Refusal, demand_detail, save_demand, step,
};
use crate::error::UseCaseError;
use crate::fields::Fields;

/// Days after closing at which the office looks again.
const LOOK_BACK_DAYS: u64 = 28;
/// Most files bound at once.
const IDS_MAX: usize = 1_000;

/// Closes a demand that was rated satisfied, was not reached in three tries (未评价), or whose
/// leader accepts it though only the service was found wanting (scenario 40).
pub(crate) fn close_demand(
    context: &Context<'_>,
    input: CloseDemand,
) -> Result<DemandDetail, UseCaseError> {
    let mut fields = Fields::new();
    let closed_by = fields.name("closed_by", &input.closed_by);
    fields.finish()?;
    context.write("close_demand", |tx| {
        let before = read(tx, &input.id, input.version)?;
        let mut row = before.clone();
        step(&mut row, DemandAction::Close)?;
        check_rated(tx, &before)?;
        check_joined_rated(tx, &before)?;
        let today = context.today();
        let look_back_on = today.checked_add_days(Days::new(LOOK_BACK_DAYS)).unwrap_or(today);
        let mut row = before.clone();
        row.handling.closed_on = Some(today);
        row.handling.review_on = Some(look_back_on);
        // 未评价: nobody is called any more.
        lapse(tx, &before.id, |act| is_waiting(act) && matches!(act.body, ActBody::Rating(_)))?;
        let body = ActBody::Closing(Closing { closed_by, look_back_on });
        add(tx, &before, None, ActState::Settled, today, body)?;
        let row = advance(context, tx, &before, row, DemandAction::Close)?;
        demand_detail(context, tx, &row.id)
    })
}

/// Starts another round: after 不满意 (transition 21), or after a relapse (transition 28). From the
/// third round on only a leader decides; whoever decides is named.
pub(crate) fn rework_demand(
    context: &Context<'_>,
    input: ReworkDemand,
) -> Result<DemandDetail, UseCaseError> {
    let mut fields = Fields::new();
    let reason = fields.required_long("reason", &input.reason);
    let decided_by = fields.name("decided_by", &input.decided_by);
    fields.finish()?;
    context.typesetter()?;
    context.write("rework_demand", |tx| {
        let before = read(tx, &input.id, input.version)?;
        let mut row = before.clone();
        step(&mut row, DemandAction::Rework)?;
        if before.slip_id.is_none() {
            return Err(UseCaseError::refused("现场答复的诉求没有承办单位，请“转为交办”。"));
        }
        if before.state == DemandState::AwaitingRating
            && before.handling.grade.is_none_or(domain::handling::Grade::is_satisfied)
            && !is_a_joined_one_dissatisfied(tx, &before)?
        {
            return Err(UseCaseError::refused("企业评价不满意的才重办；满意的请销号。"));
        }
        if before.handling.round >= REWORKS_MAX && before.state == DemandState::AwaitingRating {
            return Err(UseCaseError::refused(format!(
                "已重办 {REWORKS_MAX} 轮，不能再重办。合法合理且已解释清楚的，请报终结。"
            )));
        }
        let mut row = before.clone();
        row.handling.round += 1;
        row.handling.extension_count = 0;
        row.handling.completed_on = None;
        row.handling.result_class = None;
        row.handling.result = String::new();
        row.handling.replied_on = None;
        row.handling.ask_rating_by = None;
        row.handling.grade = None;
        row.handling.rated_on = None;
        row.handling.closed_on = None;
        row.handling.review_on = None;
        row.handling.archived_on = None;
        // The round before was chased; its papers are answered by this one.
        lapse(tx, &before.id, |act| is_waiting(act) && matches!(act.body, ActBody::Chase(_)))?;
        let body = ActBody::Rework(Rework { reason, decided_by, workdays: REWORK_WORKDAYS });
        let desk = Desk::new(context, tx)?;
        add_with_paper(tx, &desk, (&row, None), ActState::Settled, context.today(), body)?;
        reopen_lead(tx, &before)?;
        reopen_joined(tx, &before.id)?;
        let row = advance(context, tx, &before, row, DemandAction::Rework)?;
        demand_detail(context, tx, &row.id)
    })
}

/// Ends a demand whose enterprise is not satisfied though it was handled lawfully and explained:
/// the unit's head signs, the sealed scan is attached (transition 22, scenario 42).
pub(crate) fn terminate_demand(
    context: &Context<'_>,
    input: TerminateDemand,
) -> Result<DemandDetail, UseCaseError> {
    let mut fields = Fields::new();
    let reason = fields.required_long("reason", &input.reason);
    let head = fields.name("head", &input.head);
    let decided_by = fields.name("decided_by", &input.decided_by);
    if input.scan_id.is_none() {
        fields.reject("scan_id", "终结要有承办单位主要负责人签字、盖章的扫描件，请先附上。");
    }
    fields.finish()?;
    context.write("terminate_demand", |tx| {
        let before = read(tx, &input.id, input.version)?;
        let mut row = before.clone();
        step(&mut row, DemandAction::Terminate)?;
        if before.handling.grade.is_none_or(domain::handling::Grade::is_satisfied) {
            return Err(UseCaseError::refused("企业评价不满意的才终结；满意的请销号。"));
        }
        check_joined_rated(tx, &before)?;
        let scans = attachments::list(tx, AttachmentOwner::Demand, before.id.as_str())?;
        let scan = input.scan_id.filter(|id| scans.iter().any(|row| row.id == *id));
        let Some(scan_id) = scan else {
            let message = "没有这个附件，请先把扫描件附在这条诉求上。";
            return Err(UseCaseError::field("scan_id", message));
        };
        let mut row = before.clone();
        row.handling.closed_on = Some(context.today());
        let body = Termination { reason, head, scan_id, decided_by };
        let body = ActBody::Termination(body);
        let desk = Desk::new(context, tx)?;
        add_with_paper(tx, &desk, (&before, None), ActState::Settled, context.today(), body)?;
        let row = advance(context, tx, &before, row, DemandAction::Terminate)?;
        demand_detail(context, tx, &row.id)
    })
}

/// Records what was found four weeks after closing; a relapse is then reopened by 重办.
pub(crate) fn record_look_back(
    context: &Context<'_>,
    input: RecordLookBack,
) -> Result<DemandDetail, UseCaseError> {
    let mut fields = Fields::new();
    // Who records is who is at the desk.
    fields.optional_name("body.recorder", &input.body.recorder);
    let body = LookBack {
        is_lasting: input.body.is_lasting,
        words: fields.required_long("body.words", &input.body.words),
        recorder: context.clerk().name.clone(),
    };
    fields.finish()?;
    context.write("record_look_back", |tx| {
        let before = read(tx, &input.id, input.version)?;
        if before.state != DemandState::Closed {
            return Err(UseCaseError::refused("只有办结销号的诉求才回头看。"));
        }
        let mut row = before.clone();
        row.handling.review_on = None;
        add(tx, &before, None, ActState::Settled, context.today(), ActBody::LookBack(body))?;
        if row != before {
            save_demand(tx, Some(&before), row)?;
        }
        demand_detail(context, tx, &before.id)
    })
}

/// Binds the files of ended demands, each on its own (transition 27): a file that lacks a paper is
/// refused with what it lacks.
pub(crate) fn archive_demands(
    context: &Context<'_>,
    input: ArchiveDemands,
) -> Result<BatchOutcome, UseCaseError> {
    let mut fields = Fields::new();
    fields.optional_name("reviewer", &input.reviewer);
    fields.list("ids", &input.ids, IDS_MAX);
    fields.finish()?;
    context.write("archive_demands", |tx| {
        let mut outcome = BatchOutcome { done: Vec::new(), refused: Vec::new() };
        for id in &input.ids {
            let before = demands::get(tx, id)?;
            match archived(tx, context, &before) {
                Ok(row) => {
                    save_demand(tx, Some(&before), row)?;
                    outcome.done.push(id.to_string());
                }
                Err(UseCaseError::Refused(reason)) => outcome.refused.push(Refusal {
                    id: id.to_string(),
                    label: format!("{} {}", before.number(), before.content.title),
                    reason,
                }),
                Err(error) => return Err(error),
            }
        }
        Ok(outcome)
    })
}

fn archived(
    tx: &Writing<'_>,
    context: &Context<'_>,
    before: &DemandRow,
) -> Result<DemandRow, UseCaseError> {
    let mut row = before.clone();
    step(&mut row, DemandAction::Archive)?;
    if row.handling.archived_on.is_some() {
        return Err(UseCaseError::refused("已经归档。"));
    }
    let lacks = lacking(tx, &row.id, &row)?;
    if !lacks.is_empty() {
        return Err(UseCaseError::refused(format!("卷内还缺{}。", lacks.join("、"))));
    }
    row.handling.archived_on = Some(context.today());
    Ok(row)
}

/// Names the papers an ended demand's file lacks.
fn lacking(
    connection: &Connection,
    id: &DemandId,
    row: &DemandRow,
) -> Result<Vec<String>, UseCaseError> {
    let mut lacks = Vec::new();
    for task in tasks::list_demand(connection, id)? {
        if matches!(task.state, TaskState::AwaitingReceipt | TaskState::Disputed) {
            lacks.push(format!("“{}”的签收回执", task.unit_name));
        }
    }
    if matches!(row.state, DemandState::Closed | DemandState::Terminated) && row.slip_id.is_some() {
        let acts = acts::list_demand(connection, id)?;
        let has = |wanted: fn(&ActBody) -> bool| acts.iter().any(|act| wanted(&act.body));
        if !has(|body| matches!(body, ActBody::Completion(_))) {
            lacks.push("办结报告".to_owned());
        }
        if !has(|body| matches!(body, ActBody::Reply(_))) {
            lacks.push("答复函".to_owned());
        }
    }
    Ok(lacks)
}

/// Refuses a demand that is not rated, or whose enterprise is not satisfied and not helped.
///
/// # Errors
/// [`UseCaseError::Refused`], or when the table cannot be read.
pub(super) fn check_rated(connection: &Connection, row: &DemandRow) -> Result<(), UseCaseError> {
    let acts = acts::list_demand(connection, &row.id)?;
    let of_round = acts.into_iter().rev().filter(|act| act.round == row.handling.round);
    let rating = of_round.into_iter().find_map(|act| match act.body {
        ActBody::Rating(body) => Some(body),
        _ => None,
    });
    let Some(Rating { grade, attempts, is_solved, .. }) = rating else {
        return Err(UseCaseError::refused("还没有回访评价，请先回访企业。"));
    };
    match grade {
        Some(grade) if grade.is_satisfied() || is_solved == Some(true) => Ok(()),
        Some(_) => {
            Err(UseCaseError::refused("企业不满意，问题也没有解决，不能销号。请重办，或者报终结。"))
        }
        None if attempts.len() >= RATING_ATTEMPTS as usize => Ok(()),
        None => Err(UseCaseError::refused(format!(
            "企业还没有评价。联系满 {RATING_ATTEMPTS} 次未果才可按“未评价”销号，现已联系 {} 次。",
            attempts.len()
        ))),
    }
}
