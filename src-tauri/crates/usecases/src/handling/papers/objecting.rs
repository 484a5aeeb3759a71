//! 异议申请表 and 改派通知单 (F9).

use domain::act::{ActState, Objection, Reassignment};
use domain::dates::paper_date;
use papers::{WorkChoice, WorkKind, WorkPaper, WorkRow, WorkSign};
use rusqlite::Connection;
use store::tables::acts::ActRow;
use store::tables::demands::DemandRow;
use store::tables::{tasks, units};

use super::case::{Case, issue, role_row, round, sign};
use super::{Desk, words};
use crate::error::UseCaseError;
use crate::slip::date;

/// Returns the objection, with its ruling where there was one.
///
/// # Errors
/// When something it names cannot be read.
pub(super) fn objection(
    desk: &Desk<'_, '_>,
    connection: &Connection,
    act: &ActRow,
    body: &Objection,
    demand: &DemandRow,
) -> Result<WorkPaper, UseCaseError> {
    let case = Case::read(connection, act, demand)?;
    let suggested = match &body.suggested_unit_id {
        Some(id) => units::find(connection, id)?.map(|unit| unit.name).unwrap_or_default(),
        None => String::new(),
    };
    let mut rows = case.head();
    rows.push(WorkRow::pair(
        ("交办日期", case.assigned_on()),
        ("提出日期", paper_date(act.made_on)),
    ));
    if let Some(id) = &act.task_id {
        let task = tasks::get(connection, id)?;
        rows.push(role_row(&task));
        rows.push(WorkRow::pair(
            ("现到期日", paper_date(task.due_on)),
            ("签收期限", paper_date(task.receipt_due_on)),
        ));
    }
    rows.extend([
        WorkRow::text("异议理由", body.ground.as_str()),
        WorkRow::text("职责依据", body.basis.as_str()),
        WorkRow::wide("建议单位", suggested),
    ]);
    if !body.override_reason.is_empty() {
        rows.push(WorkRow::text("逾期提出\n理　　由", body.override_reason.as_str()));
    }
    let ticked = match act.state {
        ActState::Refused => Some(0),
        ActState::Granted => Some(1),
        ActState::Pending | ActState::Settled | ActState::Lapsed => None,
    };
    rows.extend([
        WorkRow::Sign(WorkSign {
            is_sealed: true,
            on: Some(date(act.made_on)),
            ..sign("单位意见", "主要负责人")
        }),
        WorkRow::text("裁定意见", body.ruling.as_str()),
        WorkRow::Sign(WorkSign {
            choices: WorkChoice::list(["维持原交办", "改派，另发改派通知单"], ticked),
            name: body.ruled_by.clone(),
            on: body.ruled_on.map(date),
            ..sign("裁定", "裁定人")
        }),
    ]);
    Ok(case.form(desk, act, (WorkKind::Objection, "民营企业诉求异议申请表"), None, rows))
}

/// Returns the notice by which a task goes to another unit.
///
/// # Errors
/// When something it names cannot be read.
pub(super) fn reassignment(
    desk: &Desk<'_, '_>,
    connection: &Connection,
    act: &ActRow,
    body: &Reassignment,
    demand: &DemandRow,
) -> Result<WorkPaper, UseCaseError> {
    let case = Case::read(connection, act, demand)?;
    let from = units::find(connection, &body.from_unit_id)?.map(|unit| unit.name);
    let mut rows = vec![
        WorkRow::wide("改派单位", case.unit.as_str()),
        WorkRow::wide("原承办单位", from.unwrap_or_default()),
    ];
    rows.extend(case.matter());
    rows.push(WorkRow::pair(("原交办字号", case.slip.as_str()), ("交办事项", words::item(demand))));
    let mut head = None;
    if let Some(id) = &act.task_id {
        let task = tasks::get(connection, id)?;
        head = Some(round(task.round));
        rows.extend([
            role_row(&task),
            WorkRow::pair(
                ("到期日", paper_date(task.due_on)),
                ("签收期限", format!("{}前", paper_date(task.receipt_due_on))),
            ),
        ]);
    }
    rows.extend([
        WorkRow::text("改派原因", body.reason.as_str()),
        WorkRow::text(
            "办理要求",
            "请按原交办单的要求办理，原到期日不变；请在签收期限前签收，并及时与企业联系。",
        ),
        WorkRow::wide("批准人", body.decided_by.as_str()),
    ]);
    rows.extend(issue(desk, act.made_on));
    Ok(case.form(desk, act, (WorkKind::Reassignment, "民营企业诉求改派通知单"), head, rows))
}
