//! The ladder that writes the paper (transition 14): 催办单, 督办函, 移送函.

use chrono::NaiveDate;
use domain::act::{ActBody, ActState, Chase};
use domain::deadline::{Limit, due, overdue_workdays};
use domain::demand::DemandAction;
use domain::handling::{ChaseKind, Chased, next_chase};
use domain::ids::ActId;
use domain::limits::LIMIT_MAX;
use domain::text::TextRule;
use store::Writing;
use store::tables::acts::{self, ActRow};
use store::tables::demands::{self, DemandRow};

use super::papers::Desk;
use super::saving::{add_with_paper, advance, check_day, save_act};
use super::{AnswerChase, ChaseDemands, ChaseOutcome};
use crate::context::Context;
use crate::demand::{DemandDetail, Refusal, demand_detail, step};
use crate::error::UseCaseError;
use crate::fields::Fields;

/// Most papers signed at once.
const CHASES_MAX: usize = 200;
/// What the form's cell of requirements holds, and the characters of one line.
const REQUIREMENT: (usize, usize) = (800, 30);
pub(super) const SIGNER_MAX: usize = 20;

/// What a chase says, whichever rung it is.
pub(super) struct Words {
    rung: Option<ChaseKind>,
    requirement: String,
    answer_by: NaiveDate,
    answer_workdays: u32,
    signer: String,
}

/// Checks what a chase says. A preview needs no signer yet.
///
/// # Errors
/// [`UseCaseError::Fields`].
pub(super) fn chase_words(
    context: &Context<'_>,
    input: &ChaseDemands,
    signer: TextRule,
) -> Result<Words, UseCaseError> {
    let mut fields = Fields::new();
    let (room, _) = REQUIREMENT;
    let requirement = fields.cell("requirement", &input.requirement, room, REQUIREMENT);
    let signer = fields.text("signer", &input.signer, signer);
    fields.range("answer_workdays", input.answer_workdays, 1..=LIMIT_MAX);
    fields.list("ids", &input.ids, CHASES_MAX);
    fields.finish()?;
    let limit = Limit::Workdays(input.answer_workdays);
    let answer_by = due(context.today(), limit, context.calendar()).on;
    let answer_workdays = input.answer_workdays;
    Ok(Words { rung: input.rung, requirement, answer_by, answer_workdays, signer })
}

impl Words {
    /// Returns the chase of a demand on the rung that is due, or asked for.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] where no paper is due.
    pub(super) fn body(
        &self,
        desk: &Desk<'_, '_>,
        demand: &DemandRow,
    ) -> Result<Chase, UseCaseError> {
        let today = desk.context.today();
        let rung = rung(desk.context, demand, self.rung)?;
        let due_on = demand.due_on.unwrap_or(today);
        Ok(Chase {
            rung,
            due_on,
            overdue: overdue_workdays(due_on, today, desk.context.calendar()),
            requirement: self.requirement.clone(),
            answer_by: self.answer_by,
            answer_workdays: self.answer_workdays,
            copies_to: match rung {
                ChaseKind::Reminder => Vec::new(),
                ChaseKind::Supervision | ChaseKind::Referral => desk.settings.copies_to.clone(),
            },
            signer: self.signer.clone(),
            cause: String::new(),
            measures: String::new(),
            promised_on: None,
            answered_on: None,
        })
    }
}

/// Sends the paper of the rung that is due to each demand's lead unit; the others are listed with
/// their reason. Where no paper at all can be set, the whole is refused.
pub(crate) fn chase_demands(
    context: &Context<'_>,
    input: ChaseDemands,
) -> Result<ChaseOutcome, UseCaseError> {
    let words = chase_words(context, &input, TextRule::line(SIGNER_MAX))?;
    // Fonts are loaded before anybody has to wait for the transaction.
    context.typesetter()?;
    context.write("chase_demands", |tx| {
        let desk = Desk::new(context, tx)?;
        let mut outcome = ChaseOutcome { done: Vec::new(), acts: Vec::new(), refused: Vec::new() };
        let mut failure = None;
        for id in &input.ids {
            let before = demands::get(tx, id)?;
            match chased(&desk, tx, &before, &words) {
                Ok(act) => {
                    outcome.done.push(id.clone());
                    outcome.acts.push(act);
                }
                // One paper that cannot be set does not keep the others.
                Err(error @ (UseCaseError::Refused(_) | UseCaseError::Paper(_))) => {
                    outcome.refused.push(Refusal {
                        id: id.to_string(),
                        label: format!("{} {}", before.number(), before.content.title),
                        reason: error.hint(),
                    });
                    if let UseCaseError::Paper(_) = error {
                        failure.get_or_insert(error);
                    }
                }
                Err(error) => return Err(error),
            }
        }
        match failure {
            Some(error) if outcome.done.is_empty() => Err(error),
            Some(_) | None => Ok(outcome),
        }
    })
}

/// Chases one demand. Whatever refuses it does so before anything is written.
fn chased(
    desk: &Desk<'_, '_>,
    tx: &mut Writing<'_>,
    before: &DemandRow,
    words: &Words,
) -> Result<ActId, UseCaseError> {
    let (context, today) = (desk.context, desk.context.today());
    let body = words.body(desk, before)?;
    let mut row = before.clone();
    match body.rung {
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
    let body = ActBody::Chase(body);
    let act = add_with_paper(tx, desk, (before, None), ActState::Pending, today, body)?;
    advance(context, tx, before, row, DemandAction::Chase)?;
    Ok(act.id)
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
    // Words are refused before anything is looked up.
    fields.finish()?;
    let mut fields = Fields::new();
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
