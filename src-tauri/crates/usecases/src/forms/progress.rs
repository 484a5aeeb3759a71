//! F7 进展反馈表: of one task, for its unit to fill in, or blank.

use domain::act::ActBody;
use domain::dates::paper_date;
use domain::handling::{AssistOpinion, ContactWay};
use domain::ids::TaskId;
use domain::slip::{TaskRole, TaskState};
use domain::terms::Term;
use papers::{WorkKind, WorkPaper, WorkRow, WorkSign};
use rusqlite::Connection;
use store::tables::{acts, demands, slips, tasks};

use super::{Desk, within};
use crate::demand::{Veil, shown_enterprise, told};
use crate::error::UseCaseError;

/// What is known before the unit writes.
#[derive(Default)]
struct Known {
    unit: String,
    role: Option<TaskRole>,
    enterprise: String,
    title: String,
    assigned_on: String,
    due_on: String,
    responsible: String,
    /// What the unit reported last, with its day.
    last: String,
}

impl Known {
    fn rows(&self) -> Vec<WorkRow> {
        let role = self.role.and_then(|role| TaskRole::ALL.iter().position(|one| *one == role));
        let mut rows = vec![
            WorkRow::wide("承办单位", self.unit.as_str()),
            WorkRow::choice("承办身份", TaskRole::ALL.iter().map(|one| one.label()), role),
            WorkRow::wide("企业名称", self.enterprise.as_str()),
            WorkRow::wide("事项标题", self.title.as_str()),
            WorkRow::pair(
                ("交办日期", self.assigned_on.as_str()),
                ("到期日", self.due_on.as_str()),
            ),
            WorkRow::pair(("责任人", self.responsible.as_str()), ("截至日期", "")),
        ];
        if !self.last.is_empty() {
            rows.push(WorkRow::text("上次反馈", self.last.as_str()));
        }
        rows.extend([
            WorkRow::text("办理进展", ""),
            WorkRow::pair(("联系时间", ""), ("联系对象", "")),
            WorkRow::choice("联系方式", ContactWay::ALL.iter().map(|one| one.label()), None),
            WorkRow::text("存在问题", ""),
            WorkRow::text("下步措施", ""),
            WorkRow::wide("预计完成", ""),
        ]);
        // A lead unit has no opinion to give as an assisting one.
        if self.role != Some(TaskRole::Lead) {
            let opinions = AssistOpinion::ALL.iter().map(|one| one.label());
            rows.push(WorkRow::choice("协办意见", opinions, None));
            rows.push(WorkRow::text("条件或依据", ""));
        }
        rows.extend([
            WorkRow::wide("附件名称", ""),
            WorkRow::pair(("填报人", ""), ("联系电话", "")),
            WorkRow::Sign(WorkSign {
                label: "单位审核".to_owned(),
                choices: Vec::new(),
                role: "审核人".to_owned(),
                name: String::new(),
                is_sealed: true,
                on: None,
            }),
        ]);
        rows
    }
}

fn paper(desk: &Desk<'_, '_>, (number, code): (String, String), known: &Known) -> WorkPaper {
    WorkPaper {
        kind: WorkKind::Progress,
        mark: "交办事项进展反馈表".to_owned(),
        number,
        head: None,
        rows: known.rows(),
        note: desk.return_to(),
        strip: desk.strip(code),
    }
}

/// The form of a task that runs.
///
/// # Errors
/// When the task was recalled, or something it names cannot be read.
pub(super) fn of_task(
    desk: &Desk<'_, '_>,
    connection: &Connection,
    id: &TaskId,
) -> Result<(WorkPaper, String), UseCaseError> {
    let task = tasks::get(connection, id)?;
    if task.state == TaskState::Recalled {
        return Err(UseCaseError::refused("这项任务已收回，不再反馈进展。"));
    }
    let demand = demands::get(connection, &task.demand_id)?;
    let veil = Veil::over(connection, std::slice::from_ref(&demand))?;
    let shown = |text: &str| told(veil.as_ref(), text);
    let last = acts::list_demand(connection, &demand.id)?.into_iter().rev().find_map(|act| {
        let body = match (&act.body, act.task_id == Some(task.id.clone())) {
            (ActBody::Progress(body), true) => body,
            _ => return None,
        };
        Some(format!("{}：{}", paper_date(act.made_on), shown(&body.progress)))
    });
    let slip = slips::get(connection, &task.slip_id)?.number();
    let slip = slip.map_or_else(|| demand.number(), |number| number.to_string());
    let number = match demand.slip_position {
        Some(at) => format!("{slip}—{at}"),
        None => slip,
    };
    let known = Known {
        unit: within(&task.unit_name),
        role: Some(task.role),
        enterprise: within(&shown_enterprise(connection, &demand)?),
        title: within(&shown(&demand.content.title)),
        assigned_on: demand.issued_on.map(paper_date).unwrap_or_default(),
        due_on: paper_date(task.due_on),
        responsible: within(&task.responsible_person),
        last: last.unwrap_or_default(),
    };
    let name = format!("进展反馈表 {} {}", demand.number(), task.unit_name);
    let code = format!("SQ{}", demand.number());
    Ok((paper(desk, (number, code), &known), name))
}

/// The form without anything.
pub(super) fn blank(desk: &Desk<'_, '_>) -> (WorkPaper, String) {
    let number = ("交办字号：".to_owned(), "JZB".to_owned());
    (paper(desk, number, &Known::default()), "空白进展反馈表".to_owned())
}
