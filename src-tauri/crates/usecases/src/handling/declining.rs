//! Leaving before an answer: 不予受理 and 转介 (transition 3), 撤回 (transition 24).

use domain::act::{ActBody, ActState, Decline, Withdrawal};
use domain::demand::{DemandAction, DemandState};

use super::joining::check_none_joined;
use super::papers::Desk;
use super::saving::{add, add_with_paper, advance, is_waiting, lapse, read, recall};
use super::{DeclineDemand, WithdrawDemand};
use crate::context::Context;
use crate::demand::{DemandDetail, demand_detail, step};
use crate::error::UseCaseError;
use crate::fields::Fields;

/// What the notice's cell holds, and the characters of one line.
const WORDS: (usize, usize) = (800, 30);

/// Declines a demand, or sends the enterprise elsewhere, for a coded reason.
pub(crate) fn decline_demand(
    context: &Context<'_>,
    input: DeclineDemand,
) -> Result<DemandDetail, UseCaseError> {
    let mut fields = Fields::new();
    let body = declined(&mut fields, &input.body);
    fields.finish()?;
    context.typesetter()?;
    context.write("decline_demand", |tx| {
        let before = read(tx, &input.id, input.version)?;
        check_none_joined(tx, &before)?;
        let mut row = before.clone();
        if row.state == DemandState::Draft {
            step(&mut row, DemandAction::Submit)?;
        }
        let action = match body.referred_to.is_empty() {
            true => DemandAction::Decline,
            false => DemandAction::Refer,
        };
        let desk = Desk::new(context, tx)?;
        let body = ActBody::Decline(body);
        add_with_paper(tx, &desk, (&before, None), ActState::Settled, context.today(), body)?;
        let row = advance(context, tx, &before, row, action)?;
        demand_detail(context, tx, &row.id)
    })
}

/// Checks why a demand is not taken up: its words must find room on the notice.
pub(super) fn declined(fields: &mut Fields, raw: &Decline) -> Decline {
    Decline {
        reason: raw.reason,
        words: fields.cell("body.words", &raw.words, WORDS.0, WORDS),
        basis: fields.line("body.basis", &raw.basis),
        referred_to: fields.optional_name("body.referred_to", &raw.referred_to),
        reviewer: fields.name("body.reviewer", &raw.reviewer),
    }
}

/// Takes a demand back at the enterprise's request; its tasks are recalled (scenario 25).
pub(crate) fn withdraw_demand(
    context: &Context<'_>,
    input: WithdrawDemand,
) -> Result<DemandDetail, UseCaseError> {
    let mut fields = Fields::new();
    let body = Withdrawal {
        reason: fields.required_long("reason", &input.reason),
        reviewer: fields.name("reviewer", &input.reviewer),
    };
    fields.finish()?;
    context.write("withdraw_demand", |tx| {
        let before = read(tx, &input.id, input.version)?;
        check_off_draft_slip(before.state, &before.number())?;
        check_none_joined(tx, &before)?;
        recall(tx, &before)?;
        lapse(tx, &before.id, is_waiting)?;
        add(tx, &before, None, ActState::Settled, context.today(), ActBody::Withdrawal(body))?;
        let row = advance(context, tx, &before, before.clone(), DemandAction::Withdraw)?;
        demand_detail(context, tx, &row.id)
    })
}

/// Refuses to take a demand from a slip that is still being made: the slip would print it.
///
/// # Errors
/// [`UseCaseError::Refused`] from 待签批 or 已签批.
pub(super) fn check_off_draft_slip(state: DemandState, number: &str) -> Result<(), UseCaseError> {
    if matches!(state, DemandState::AwaitingInstruction | DemandState::Instructed) {
        return Err(UseCaseError::refused(format!(
            "诉求 {number} 在一张还没签发的交办单上，请先把它从交办单上撤下。"
        )));
    }
    Ok(())
}
