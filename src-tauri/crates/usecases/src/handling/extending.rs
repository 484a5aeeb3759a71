//! Extensions (延期, transition 13): asked at least one working day before, decided by a leader.

use chrono::NaiveDate;
use domain::act::{ActBody, ActState, Extension};
use domain::demand::DemandAction;
use domain::handling::{
    CAP_MONTHS, EXTENSION_DAYS_MAX, EXTENSIONS_MAX, ExtensionFault, cap, check_extension,
};
use store::tables::acts::{self, ActRow};
use store::tables::demands::DemandRow;

use super::papers::Desk;
use super::saving::{
    add_with_paper, advance, check_day, pending, read, read_pending, save_decided,
};
use super::{AskExtension, DecideExtension};
use crate::context::Context;
use crate::demand::{DemandDetail, demand_detail};
use crate::error::UseCaseError;
use crate::fields::Fields;

/// Registers a request for an extension. A late one only with a leader's reason (scenario 33); a
/// third one never (scenario 34).
pub(crate) fn ask_extension(
    context: &Context<'_>,
    input: AskExtension,
) -> Result<DemandDetail, UseCaseError> {
    let mut fields = Fields::new();
    fields.range("days", input.days, 1..=EXTENSION_DAYS_MAX);
    let reason = fields.required_long("reason", &input.reason);
    let done = fields.long("done", &input.done);
    let unit_head = fields.name("unit_head", &input.unit_head);
    let override_reason = fields.line("override_reason", &input.override_reason);
    // Words are refused before anything is looked up.
    fields.finish()?;
    let mut fields = Fields::new();
    context.write("ask_extension", |tx| {
        let before = read(tx, &input.id, input.version)?;
        check_day(context, &mut fields, "made_on", input.made_on, before.issued_on);
        let mut probe = before.clone();
        crate::demand::step(&mut probe, DemandAction::Extend)?;
        let Some(due_on) = before.due_on else {
            return Err(UseCaseError::refused("这条诉求没有在走的时限，不用延期。"));
        };
        if pending(tx, &before, |body| matches!(body, ActBody::Extension(_)))?.is_some() {
            return Err(UseCaseError::refused("还有一次延期申请没有批复，请先批复。"));
        }
        let granted = before.handling.extension_count as usize;
        match check_extension(due_on, input.made_on, granted, context.calendar()) {
            Err(ExtensionFault::Used) => {
                return Err(UseCaseError::refused(format!(
                    "已经延期 {EXTENSIONS_MAX} 次，不能再延。确需时间的，请报领导挂起；\
                     列入计划的，请报办结（B 类）后转长期跟踪。"
                )));
            }
            Err(ExtensionFault::Late) if override_reason.is_empty() => fields.reject(
                "override_reason",
                "延期应在到期前至少 1 个工作日申请。领导同意破例的，请写明理由。",
            ),
            Err(ExtensionFault::Late) | Ok(()) => {}
        }
        if let Some(cap) = beyond_cap(context, &before, due_on, input.days)
            && override_reason.is_empty()
        {
            let words = format!(
                "再延 {} 个工作日就过了 {CAP_MONTHS} 个月的上限（{cap}）。领导同意破例的，请写明理由。",
                input.days
            );
            fields.reject("override_reason", words);
        }
        fields.finish()?;
        let body = ActBody::Extension(Extension {
            old_due_on: due_on,
            days: input.days,
            reason,
            done,
            is_enterprise_told: input.is_enterprise_told,
            unit_head,
            override_reason,
            granted_days: None,
            decided_by: String::new(),
            decided_on: None,
            decided_after: None,
        });
        let desk = Desk::new(context, tx)?;
        add_with_paper(tx, &desk, (&before, None), ActState::Pending, input.made_on, body)?;
        demand_detail(context, tx, &before.id)
    })
}

/// Returns the last day of the cap where an extension would go beyond it.
fn beyond_cap(
    context: &Context<'_>,
    row: &DemandRow,
    due_on: NaiveDate,
    days: u32,
) -> Option<NaiveDate> {
    let calendar = context.calendar();
    let cap = cap(row.issued_on?, calendar).on;
    (calendar.add_workdays(due_on, days) > cap).then_some(cap)
}

/// Grants or refuses an extension; a granted one is added to the due date in force.
pub(crate) fn decide_extension(
    context: &Context<'_>,
    input: DecideExtension,
) -> Result<DemandDetail, UseCaseError> {
    let mut fields = Fields::new();
    if let Some(days) = input.granted_days {
        fields.range("granted_days", days, 1..=EXTENSION_DAYS_MAX);
    }
    let decided_by = fields.name("decided_by", &input.decided_by);
    fields.finish()?;
    context.write("decide_extension", |tx| {
        let (act, before) = read_pending(tx, &input.id, input.version)?;
        let ActBody::Extension(body) = &act.body else {
            return Err(UseCaseError::refused("这不是延期申请，请刷新后再看。"));
        };
        let body = ActBody::Extension(Extension {
            granted_days: input.granted_days,
            decided_by,
            decided_on: Some(context.today()),
            decided_after: acts::list_demand(tx, &before.id)?.pop().map(|newest| newest.id),
            ..body.clone()
        });
        let state = match input.granted_days {
            Some(_) => ActState::Granted,
            None => ActState::Refused,
        };
        let desk = Desk::new(context, tx)?;
        save_decided(tx, &desk, &before, &act, ActRow { state, body, ..act.clone() })?;
        if input.granted_days.is_some() {
            let mut row = before.clone();
            row.handling.extension_count += 1;
            advance(context, tx, &before, row, DemandAction::Extend)?;
        }
        demand_detail(context, tx, &before.id)
    })
}
