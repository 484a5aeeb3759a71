//! 延期申请表 (F8): as asked, its decision white; as decided.

use domain::act::{ActBody, ActState, Extension};
use domain::dates::paper_date;
use domain::deadline::extended;
use papers::{WorkChoice, WorkKind, WorkPaper, WorkRow, WorkSign};
use rusqlite::Connection;
use store::tables::acts::{self, ActRow};
use store::tables::demands::DemandRow;

use super::case::{Case, due_words, head_sign, sign};
use super::{Desk, words};
use crate::error::UseCaseError;
use crate::slip::date;

/// Returns the request, with what was decided where it was.
///
/// # Errors
/// When something it names cannot be read.
pub(super) fn paper(
    desk: &Desk<'_, '_>,
    connection: &Connection,
    act: &ActRow,
    body: &Extension,
    demand: &DemandRow,
) -> Result<WorkPaper, UseCaseError> {
    let case = Case::read(connection, act, demand)?;
    let before: Vec<ActRow> = acts::list_demand(connection, &demand.id)?
        .into_iter()
        .take_while(|row| row.id != act.id)
        .collect();
    let asked_before = before
        .iter()
        .filter(|row| row.round == act.round && row.state != ActState::Lapsed)
        .filter(|row| matches!(row.body, ActBody::Extension(_)))
        .count();
    let after = |days| due_words(extended(body.old_due_on, days, desk.context.calendar()));
    // After a rework the round has a due date of its own.
    let original = demand.original_due_on.filter(|_| act.round == 0).unwrap_or(body.old_due_on);
    let mut rows = case.head();
    rows.extend([
        WorkRow::pair(("交办日期", case.assigned_on()), ("原时限", words::limit(demand, &before))),
        WorkRow::pair(
            ("原到期日", paper_date(original)),
            ("现到期日", paper_date(body.old_due_on)),
        ),
        WorkRow::pair(
            ("申请延长", format!("{}个工作日", body.days)),
            ("新到期日", after(body.days)),
        ),
        WorkRow::text("延期原因", body.reason.as_str()),
        WorkRow::text("已做工作", body.done.as_str()),
        WorkRow::choice(
            "是否告知\n企　　业",
            ["已告知企业", "尚未告知企业"],
            Some(usize::from(!body.is_enterprise_told)),
        ),
    ]);
    if !body.override_reason.is_empty() {
        rows.push(WorkRow::text("逾期申请\n理　　由", body.override_reason.as_str()));
    }
    let granted = match body.granted_days {
        Some(days) => format!("同意延期{days}个工作日，至{}", after(days)),
        None => "同意延期　　　个工作日".to_owned(),
    };
    let ticked = match act.state {
        ActState::Granted => Some(0),
        ActState::Refused => Some(1),
        ActState::Pending | ActState::Settled | ActState::Lapsed => None,
    };
    rows.extend([
        head_sign(&body.unit_head, act.made_on),
        WorkRow::Sign(sign("审核", "审核人")),
        WorkRow::Sign(WorkSign {
            choices: WorkChoice::list([granted.as_str(), "不同意延期"], ticked),
            name: body.decided_by.clone(),
            on: body.decided_on.map(date),
            ..sign("批准", "批准人")
        }),
    ]);
    let form = (WorkKind::Extension, "民营企业诉求延期申请表");
    Ok(case.form(desk, act, form, Some(format!("第{}次申请", asked_before + 1)), rows))
}
