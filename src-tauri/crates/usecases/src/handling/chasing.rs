//! The ladder that writes the paper (transition 14): 催办单, 督办函, 移送函.

use domain::act::{ActBody, ActState, Chase};
use domain::deadline::{Limit, due, overdue_workdays};
use domain::demand::DemandAction;
use domain::handling::{ChaseKind, Chased, next_chase};
use domain::limits::LIMIT_MAX;
use store::tables::acts::{self, ActRow};
use store::tables::demands::{self, DemandRow};

use super::saving::{add, advance, check_day, save_act};
use super::{AnswerChase, ChaseDemands};
use crate::context::Context;
use crate::demand::{BatchOutcome, DemandDetail, Refusal, demand_detail, step};
use crate::error::UseCaseError;
use crate::fields::Fields;
use crate::office::read_settings;

/// Sends the paper of the rung that is due to each demand's lead unit; the others are listed with
/// their reason.
pub(crate) fn chase_demands(
    context: &Context<'_>,
    input: ChaseDemands,
) -> Result<BatchOutcome, UseCaseError> {
    let mut fields = Fields::new();
    let requirement = fields.required_long("requirement", &input.requirement);
    let signer = fields.name("signer", &input.signer);
    fields.range("answer_workdays", input.answer_workdays, 1..=LIMIT_MAX);
    fields.finish()?;
    context.write("chase_demands", |tx| {
        let settings = read_settings(tx)?;
        let today = context.today();
        let answer_by = due(today, Limit::Workdays(input.answer_workdays), context.calendar()).on;
        let mut outcome = BatchOutcome { done: Vec::new(), refused: Vec::new() };
        for id in &input.ids {
            let before = demands::get(tx, id)?;
            let rung = match rung(context, &before, input.rung) {
                Ok(rung) => rung,
                Err(UseCaseError::Refused(reason)) => {
                    outcome.refused.push(Refusal {
                        id: id.to_string(),
                        label: format!("{} {}", before.number(), before.content.title),
                        reason,
                    });
                    continue;
                }
                Err(error) => return Err(error),
            };
            let due_on = before.due_on.unwrap_or(today);
            let body = ActBody::Chase(Chase {
                rung,
                due_on,
                overdue: overdue_workdays(due_on, today, context.calendar()),
                requirement: requirement.clone(),
                answer_by,
                copies_to: match rung {
                    ChaseKind::Reminder => Vec::new(),
                    ChaseKind::Supervision | ChaseKind::Referral => settings.copies_to.clone(),
                },
                signer: signer.clone(),
                cause: String::new(),
                measures: String::new(),
                promised_on: None,
                answered_on: None,
            });
            let mut row = before.clone();
            match rung {
                ChaseKind::Reminder => {
                    row.handling.reminder_count += 1;
                    row.handling.reminded_on = Some(today);
                }
                ChaseKind::Supervision => {
                    row.handling.supervision_count += 1;
                    row.handling.supervised_on = Some(today);
                }
                ChaseKind::Referral => row.handling.referred_on = Some(today),
            }
            add(tx, &before, None, ActState::Pending, today, body)?;
            advance(context, tx, &before, row, DemandAction::Chase)?;
            outcome.done.push(id.to_string());
        }
        Ok(outcome)
    })
}

/// Registers what the unit wrote back on a 催办单 or 督办函.
pub(crate) fn answer_chase(
    context: &Context<'_>,
    input: AnswerChase,
) -> Result<DemandDetail, UseCaseError> {
    let mut fields = Fields::new();
    let cause = fields.required_long("cause", &input.cause);
    let measures = fields.required_long("measures", &input.measures);
    if let Some(day) = input.promised_on {
        fields.date("promised_on", day);
    }
    context.write("answer_chase", |tx| {
        let act = acts::get(tx, &input.id)?;
        tx.check_version("act", input.id.as_str(), input.version, act.version)?;
        check_day(context, &mut fields, "answered_on", input.answered_on, Some(act.made_on));
        fields.finish()?;
        let ActBody::Chase(body) = &act.body else {
            return Err(UseCaseError::refused("这不是催办、督办，请刷新后再看。"));
        };
        let body = ActBody::Chase(Chase {
            cause,
            measures,
            promised_on: input.promised_on,
            answered_on: Some(input.answered_on),
            ..body.clone()
        });
        save_act(tx, &act, ActRow { state: ActState::Settled, body, ..act.clone() })?;
        demand_detail(context, tx, &act.demand_id)
    })
}

/// Returns the rung whose paper is due today.
pub(crate) fn chase_due(context: &Context<'_>, row: &DemandRow) -> Option<ChaseKind> {
    row.state.after(DemandAction::Chase).ok()?;
    let handling = &row.handling;
    let sent = Chased {
        reminded_on: handling.reminded_on,
        supervised_on: handling.supervised_on,
        referred_on: handling.referred_on,
    };
    next_chase(row.due_on?, context.today(), sent, context.calendar())
}

/// Returns the rung to send: the one due, or the one asked for when the demand is overdue.
fn rung(
    context: &Context<'_>,
    row: &DemandRow,
    asked: Option<ChaseKind>,
) -> Result<ChaseKind, UseCaseError> {
    let mut probe = row.clone();
    step(&mut probe, DemandAction::Chase)?;
    let due = chase_due(context, row);
    let is_overdue = row
        .due_on
        .is_some_and(|due_on| overdue_workdays(due_on, context.today(), context.calendar()) > 0);
    match (asked, due) {
        (Some(asked), _) if is_overdue => Ok(asked),
        (None, Some(due)) => Ok(due),
        (None, None) if is_overdue => {
            Err(UseCaseError::refused("已经催办，回复期未过，今天不用再发。"))
        }
        (Some(_) | None, _) => Err(UseCaseError::refused("还没有逾期，不用催办。")),
    }
}
