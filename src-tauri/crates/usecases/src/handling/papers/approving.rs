//! The short forms: 重办通知单, 挂起审批表, 终结审批表.

use domain::act::{ActBody, Rework, Suspension, Termination};
use domain::dates::paper_date;
use domain::deadline::{Limit, due};
use domain::terms::Term;
use papers::{WorkKind, WorkPaper, WorkRow, WorkSign};
use rusqlite::Connection;
use store::tables::acts::{self, ActRow};
use store::tables::demands::DemandRow;

use super::case::{Case, due_words, head_sign, issue, round, sign};
use super::{Desk, words};
use crate::error::UseCaseError;
use crate::slip::date;

/// Returns the notice of another round.
///
/// # Errors
/// When something it names cannot be read.
pub(super) fn rework(
    desk: &Desk<'_, '_>,
    connection: &Connection,
    act: &ActRow,
    body: &Rework,
    demand: &DemandRow,
) -> Result<WorkPaper, UseCaseError> {
    let case = Case::read(connection, act, demand)?;
    let due_on = due(act.made_on, Limit::Workdays(body.workdays), desk.context.calendar());
    let mut rows = case.head();
    rows.extend([
        WorkRow::pair(("原交办字号", case.slip.as_str()), ("交办事项", words::item(demand))),
        WorkRow::pair(
            ("重办时限", format!("{}个工作日", body.workdays)),
            ("到期日", due_words(due_on)),
        ),
        WorkRow::text("上轮办理", last_result(connection, demand)?),
        WorkRow::text("企业评价", last_rating(connection, demand)?),
        WorkRow::text("重办原因", body.reason.as_str()),
        WorkRow::text(
            "办理要求",
            "请针对企业不满意的原因重新办理，办理期间与企业当面沟通，到期前报送办结报告和证据。",
        ),
        WorkRow::wide("批准人", body.decided_by.as_str()),
    ]);
    rows.extend(issue(desk, act.made_on));
    let form = (WorkKind::Rework, "民营企业诉求重办通知单");
    Ok(case.form(desk, act, form, Some(round(act.round)), rows))
}

/// Returns the approval by which the clock stands still.
///
/// # Errors
/// When something it names cannot be read.
pub(super) fn suspension(
    desk: &Desk<'_, '_>,
    connection: &Connection,
    act: &ActRow,
    body: &Suspension,
    demand: &DemandRow,
) -> Result<WorkPaper, UseCaseError> {
    let case = Case::read(connection, act, demand)?;
    let before = acts::list_demand(connection, &demand.id)?;
    let due_on = demand.due_on.or(demand.last_due_on).map(paper_date).unwrap_or_default();
    let mut rows = case.head();
    rows.extend([
        WorkRow::pair(("交办日期", case.assigned_on()), ("办理时限", words::limit(demand, &before))),
        WorkRow::pair(("现到期日", due_on), ("停计起始", paper_date(act.made_on))),
        WorkRow::wide("复核日期", paper_date(body.review_on)),
        WorkRow::text("挂起原因", body.reason.as_str()),
        WorkRow::text(
            "说明",
            "挂起期间时限停计，恢复办理后剩余的工作日不变。复核日期前应查看是否恢复，并向企业说明情况。",
        ),
        WorkRow::Sign(WorkSign { is_sealed: true, ..sign("单位意见", "主要负责人") }),
        WorkRow::Sign(sign("审核", "审核人")),
        WorkRow::Sign(WorkSign {
            name: body.approved_by.clone(),
            on: Some(date(act.made_on)),
            ..sign("批准", "批准人")
        }),
    ]);
    Ok(case.form(desk, act, (WorkKind::Suspension, "民营企业诉求挂起审批表"), None, rows))
}

/// Returns the approval by which a demand ends though its enterprise is not satisfied.
///
/// # Errors
/// When something it names cannot be read.
pub(super) fn termination(
    desk: &Desk<'_, '_>,
    connection: &Connection,
    act: &ActRow,
    body: &Termination,
    demand: &DemandRow,
) -> Result<WorkPaper, UseCaseError> {
    let case = Case::read(connection, act, demand)?;
    let reply = acts::list_demand(connection, &demand.id)?
        .into_iter()
        .rev()
        .find(|row| matches!(row.body, ActBody::Reply(_)));
    let number = reply.as_ref().and_then(ActRow::number).map(|number| number.to_string());
    let replied_on = demand.handling.replied_on.map(paper_date).unwrap_or_default();
    let completed_on = demand.handling.completed_on.map(paper_date).unwrap_or_default();
    let mut rows = case.head();
    rows.extend([
        WorkRow::pair(("交办日期", case.assigned_on()), ("办结日期", completed_on)),
        WorkRow::pair(("答复函", number.unwrap_or_default()), ("答复日期", replied_on)),
        WorkRow::wide("办理轮次", format!("共{}轮", demand.handling.round + 1)),
        WorkRow::text("办理结果", demand.handling.result.as_str()),
        WorkRow::text("企业评价", last_rating(connection, demand)?),
        WorkRow::text("终结理由", body.reason.as_str()),
        head_sign(&body.head, act.made_on),
        WorkRow::Sign(sign("审核", "审核人")),
        WorkRow::Sign(WorkSign {
            name: body.decided_by.clone(),
            on: Some(date(act.made_on)),
            ..sign("批准", "批准人")
        }),
    ]);
    Ok(case.form(desk, act, (WorkKind::Termination, "民营企业诉求终结审批表"), None, rows))
}

/// What the unit reported last, in the office's class.
fn last_result(connection: &Connection, demand: &DemandRow) -> Result<String, UseCaseError> {
    let acts = acts::list_demand(connection, &demand.id)?;
    Ok(acts
        .iter()
        .rev()
        .find_map(|row| match &row.body {
            ActBody::Completion(body) => Some(format!(
                "{}报办结（{}）：{}",
                paper_date(row.made_on),
                body.class.label(),
                body.result
            )),
            _ => None,
        })
        .unwrap_or_default())
}

/// What the enterprise said last.
fn last_rating(connection: &Connection, demand: &DemandRow) -> Result<String, UseCaseError> {
    let acts = acts::list_demand(connection, &demand.id)?;
    Ok(acts
        .iter()
        .rev()
        .find_map(|row| match &row.body {
            ActBody::Rating(body) => body.grade.map(|grade| {
                let causes: Vec<&str> = body.causes.iter().map(|cause| cause.label()).collect();
                let mut said = grade.label().to_owned();
                if !causes.is_empty() {
                    said.push_str(&format!("（{}）", causes.join("、")));
                }
                if !body.opinion.is_empty() {
                    said.push_str(&format!("：{}", body.opinion));
                }
                said
            }),
            _ => None,
        })
        .unwrap_or_default())
}
