//! Records what a unit filled in, by the rules of the act itself.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use domain::act::{AssistAnswer, Completion, Contact, ProgressReport};
use domain::packet::{PacketBody, PacketCompletion, PacketContact};
use domain::slip::{SlipState, TaskRole, TaskState};
use store::Writing;

use super::tasks::PacketTask;
use crate::context::Context;
use crate::error::UseCaseError;
use crate::handling::{self, CompleteDemand, RaiseObjection, ReportProgress};
use crate::slip::{self, RegisterReceipt};

/// Records one part of a task as it stands in `tx`.
///
/// # Errors
/// Whatever the act refuses, and a task that is the unit's no more.
pub(super) fn record(
    context: &Context<'_>,
    tx: &mut Writing<'_>,
    of: &PacketTask,
    body: &PacketBody,
) -> Result<(), UseCaseError> {
    let task = &of.task;
    if task.state == TaskState::Recalled || of.slip.state == SlipState::Void {
        return Err(UseCaseError::refused("这项任务已收回，不再由本单位办理。"));
    }
    let (task_id, version) = (task.id.clone(), task.version);
    match body {
        PacketBody::Receipt { by, on, way } => {
            let input = RegisterReceipt {
                task_id,
                version,
                received_by: by.clone(),
                post: String::new(),
                way: *way,
                received_at: Some(moment(context, *on)),
            };
            slip::receipt(context, tx, &input)?;
        }
        PacketBody::Objection { ground, basis, on } => {
            let input = RaiseObjection {
                task_id,
                version,
                made_on: *on,
                ground: ground.clone(),
                basis: basis.clone(),
                suggested_unit_id: None,
                override_reason: String::new(),
            };
            handling::objection(context, tx, &input)?;
        }
        PacketBody::Progress { words, on } => {
            let body = progress(words.clone());
            let input = ReportProgress { task_id, version, made_on: *on, body };
            handling::progress(context, tx, &input)?;
        }
        PacketBody::AssistAnswer { opinion, words, basis, on } => {
            let body =
                AssistAnswer { opinion: *opinion, words: words.clone(), basis: basis.clone() };
            let input = handling::AnswerAssist { task_id, version, made_on: *on, body };
            handling::assist(context, tx, &input)?;
        }
        PacketBody::Completion(report) => {
            if task.role != TaskRole::Lead {
                return Err(UseCaseError::refused("协办单位请填协办意见，不报办结。"));
            }
            let input = CompleteDemand {
                id: of.demand.id.clone(),
                version: of.demand.version,
                made_on: report.on,
                body: completion(report),
            };
            handling::completion(context, tx, &input)?;
        }
    }
    Ok(())
}

/// A unit tells the day and not the hour: noon, which no cut-off moves, or now where it is earlier.
fn moment(context: &Context<'_>, on: NaiveDate) -> DateTime<Utc> {
    let noon = on.and_time(NaiveTime::MIN) + TimeDelta::hours(12);
    let noon = noon - TimeDelta::hours(8);
    if on == context.today() { noon.and_utc().min(context.now()) } else { noon.and_utc() }
}

/// Returns the report an act takes.
fn progress(words: String) -> ProgressReport {
    ProgressReport {
        progress: words,
        contact: None,
        problem: String::new(),
        next_step: String::new(),
        expected_on: None,
        reporter: String::new(),
    }
}

/// Returns the report an act takes.
fn completion(report: &PacketCompletion) -> Completion {
    let contact = |talk: &PacketContact| Contact {
        on: talk.on,
        way: talk.way,
        person: talk.person.clone(),
        words: talk.words.clone(),
    };
    Completion {
        class: report.class,
        process: report.process.clone(),
        result: report.result.clone(),
        basis: report.basis.clone(),
        amount_fen: None,
        outcomes: Vec::new(),
        evidence: report.evidence.clone(),
        contact: report.contact.as_ref().map(contact),
        similar: String::new(),
        left_over: String::new(),
        head: report.head.clone(),
        reviewer: String::new(),
        return_reason: String::new(),
    }
}
