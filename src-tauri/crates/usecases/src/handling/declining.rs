//! Leaving before an answer: 不予受理 and 转介 (transition 3), 撤回 (transition 24).

use domain::act::{ActBody, ActState, Decline, Withdrawal};
use domain::deadline::{Limit, due};
use domain::demand::{DemandAction, DemandState};

use super::checks;
use super::joining::check_none_joined;
use super::papers::Desk;
use super::saving::{
    add, add_with_paper, advance, check_day, is_waiting, lapse, read, recall, save_clocked,
};
use super::{DeclineDemand, FollowReferral, WithdrawDemand};
use crate::context::Context;
use crate::demand::{DemandDetail, demand_detail, step};
use crate::error::UseCaseError;
use crate::fields::Fields;
use crate::office::read_settings;

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
        if action == DemandAction::Refer {
            // Asked after within the ordinary limit (P8), as if it had stayed here.
            let limit = Limit::Workdays(read_settings(tx)?.limits.ordinary);
            row.handling.review_on = Some(due(context.today(), limit, context.calendar()).on);
        }
        let desk = Desk::new(context, tx)?;
        let body = ActBody::Decline(body);
        add_with_paper(tx, &desk, (&before, None), ActState::Settled, context.today(), body)?;
        let row = advance(context, tx, &before, row, action)?;
        demand_detail(context, tx, &row.id)
    })
}

/// Notes what became of a matter that was referred to another body, and when it is looked at again
/// (scenario 46).
pub(crate) fn follow_referral(
    context: &Context<'_>,
    input: FollowReferral,
) -> Result<DemandDetail, UseCaseError> {
    let mut fields = Fields::new();
    let body = checks::progress(context, &mut fields, &input.body);
    check_day(context, &mut fields, "made_on", input.made_on, None);
    if body.expected_on.is_some_and(|on| on <= context.today()) {
        fields.reject("body.expected_on", "下次跟踪的日期要在今天之后。");
    }
    fields.finish()?;
    context.write("follow_referral", |tx| {
        let before = read(tx, &input.id, input.version)?;
        if before.state != DemandState::Referred {
            let (number, state) = (before.number(), before.state);
            let reason = format!("诉求 {number} 现在是“{state}”，没有转介，不用跟踪。");
            return Err(UseCaseError::refused(reason));
        }
        let mut row = before.clone();
        row.handling.progress = body.progress.clone();
        row.handling.progress_on = Some(input.made_on);
        row.handling.review_on = body.expected_on;
        let body = ActBody::Progress(body);
        add(tx, &before, None, ActState::Settled, input.made_on, body)?;
        save_clocked(context, tx, &before, row)?;
        demand_detail(context, tx, &before.id)
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
pub(crate) fn check_off_draft_slip(state: DemandState, number: &str) -> Result<(), UseCaseError> {
    if matches!(state, DemandState::AwaitingInstruction | DemandState::Instructed) {
        return Err(UseCaseError::refused(format!(
            "诉求 {number} 在一张还没签发的交办单上，请先把它从交办单上撤下。"
        )));
    }
    Ok(())
}
