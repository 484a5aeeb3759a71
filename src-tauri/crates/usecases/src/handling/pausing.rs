//! Suspension (挂起, transition 15): the clock stands still until it is taken up again.

use chrono::Days;
use domain::act::{ActBody, ActKind, ActState, Suspension, Tracking};
use domain::demand::{DemandAction, DemandState};
use domain::handling::SUSPENSION_DAYS_MAX;
use store::tables::acts::{self, ActRow};

use super::SuspendDemand;
use super::papers::Desk;
use super::saving::{add_with_paper, advance, pending, read, save_act};
use crate::context::Context;
use crate::demand::{DemandDetail, demand_detail};
use crate::error::UseCaseError;
use crate::fields::Fields;
use crate::wire::Reasoned;

/// Suspends a demand that waits for superior policy or a court, with the day it is looked at.
pub(crate) fn suspend_demand(
    context: &Context<'_>,
    input: SuspendDemand,
) -> Result<DemandDetail, UseCaseError> {
    let mut fields = Fields::new();
    let reason = fields.required_long("reason", &input.reason);
    let approved_by = fields.name("approved_by", &input.approved_by);
    let today = context.today();
    let last = today.checked_add_days(Days::new(SUSPENSION_DAYS_MAX)).unwrap_or(today);
    if input.review_on <= today || input.review_on > last {
        let message = format!("复核日期应在今天之后、{SUSPENSION_DAYS_MAX} 天之内。");
        fields.reject("review_on", message);
    }
    fields.finish()?;
    context.write("suspend_demand", |tx| {
        let before = read(tx, &input.id, input.version)?;
        if pending(tx, &before, |body| matches!(body, ActBody::Extension(_)))?.is_some() {
            return Err(UseCaseError::refused("还有一次延期申请没有批复，请先批复。"));
        }
        let mut row = before.clone();
        row.handling.review_on = Some(input.review_on);
        let body = ActBody::Suspension(Suspension {
            reason,
            approved_by,
            review_on: input.review_on,
            resumed_on: None,
            resume_reason: String::new(),
        });
        let desk = Desk::new(context, tx)?;
        add_with_paper(tx, &desk, (&before, None), ActState::Pending, today, body)?;
        let row = advance(context, tx, &before, row, DemandAction::Suspend)?;
        demand_detail(context, tx, &row.id)
    })
}

/// Takes up a suspended or tracked demand again: what was left of the limit is left again.
pub(crate) fn resume_demand(
    context: &Context<'_>,
    input: Reasoned,
) -> Result<DemandDetail, UseCaseError> {
    let mut fields = Fields::new();
    let reason = fields.required_long("reason", &input.reason);
    fields.finish()?;
    let id = domain::ids::DemandId::new(input.id);
    context.write("resume_demand", |tx| {
        let before = read(tx, &id, input.version)?;
        let today = context.today();
        let (action, kind) = match before.state {
            DemandState::LongTerm => (DemandAction::Untrack, ActKind::Tracking),
            _ => (DemandAction::Resume, ActKind::Suspension),
        };
        let mut row = before.clone();
        row.handling.review_on = None;
        // Refused by the state before anything is looked up.
        let mut probe = before.clone();
        crate::demand::step(&mut probe, action)?;
        let open = acts::list_demand(tx, &id)?
            .into_iter()
            .rev()
            .find(|act| act.body.kind() == kind && act.state == ActState::Pending)
            .ok_or_else(|| UseCaseError::refused("没有可恢复的挂起或跟踪，请刷新后再看。"))?;
        let body = match &open.body {
            ActBody::Suspension(body) => ActBody::Suspension(Suspension {
                resumed_on: Some(today),
                resume_reason: reason,
                ..body.clone()
            }),
            ActBody::Tracking(body) => ActBody::Tracking(Tracking {
                resumed_on: Some(today),
                resume_reason: reason,
                ..body.clone()
            }),
            other => other.clone(),
        };
        save_act(tx, &open, ActRow { state: ActState::Settled, body, ..open.clone() })?;
        if before.state == DemandState::LongTerm {
            row.handling.completed_on = None;
            row.handling.result_class = None;
            row.handling.result = String::new();
        }
        let row = advance(context, tx, &before, row, action)?;
        demand_detail(context, tx, &row.id)
    })
}
