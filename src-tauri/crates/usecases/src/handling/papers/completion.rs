//! 办结报告 (F11), before and after its review.

use domain::act::{ActBody, ActState, Completion, Contact, Outcome};
use domain::dates::paper_date;
use domain::demand::Visibility;
use domain::handling::ResultClass;
use domain::money::Fen;
use domain::slip::TaskRole;
use domain::terms::Term;
use papers::{WorkChoice, WorkKind, WorkPaper, WorkRow, WorkSign};
use rusqlite::Connection;
use store::tables::acts::{self, ActRow};
use store::tables::demands::DemandRow;
use store::tables::tasks::TaskRow;

use super::super::saving::live_tasks;
use super::Desk;
use super::case::{Case, head_sign, round, sign};
use crate::error::UseCaseError;

/// Returns the report, with its review where there was one.
///
/// # Errors
/// When something it names cannot be read.
pub(super) fn paper(
    desk: &Desk<'_, '_>,
    connection: &Connection,
    act: &ActRow,
    body: &Completion,
    demand: &DemandRow,
) -> Result<WorkPaper, UseCaseError> {
    let case = Case::read(connection, act, demand)?;
    let classes: Vec<&str> = ResultClass::ALL.iter().map(|class| class.label()).collect();
    let class = ResultClass::ALL.iter().position(|class| *class == body.class);
    let due_on = demand.due_on.or(demand.last_due_on).map(paper_date).unwrap_or_default();
    let assists = assists(connection, demand)?;
    let is_open = demand.content.visibility == Visibility::Open;
    let mut rows = case.head();
    rows.extend([
        WorkRow::pair(("交办日期", case.assigned_on()), ("到期日", due_on)),
        WorkRow::pair(
            ("办结日期", paper_date(act.made_on)),
            ("落实金额", body.amount_fen.map(|fen| Fen(fen).to_string()).unwrap_or_default()),
        ),
        WorkRow::choice("结果类别", classes, class),
        WorkRow::text("办理经过", body.process.as_str()),
        WorkRow::text("办理结果", body.result.as_str()),
        WorkRow::text("办理依据", body.basis.as_str()),
        WorkRow::text("证据清单", body.evidence.as_str()),
    ]);
    if !body.outcomes.is_empty() {
        let told: Vec<String> = body.outcomes.iter().map(Outcome::words).collect();
        rows.push(WorkRow::text("金额分类", told.join("；")));
    }
    if !assists.is_empty() {
        rows.push(WorkRow::text("协办单位\n完成情况", assists));
    }
    rows.extend([
        WorkRow::text(
            "与企业沟通",
            body.contact.as_ref().map(|raw| talk(raw, is_open)).unwrap_or_default(),
        ),
        WorkRow::text("举一反三", body.similar.as_str()),
        WorkRow::text("遗留问题", body.left_over.as_str()),
        head_sign(&body.head, act.made_on),
    ]);
    if !body.return_reason.is_empty() {
        rows.push(WorkRow::text("退回原因", body.return_reason.as_str()));
    }
    let ticked = match act.state {
        ActState::Granted => Some(0),
        ActState::Refused => Some(1),
        ActState::Pending | ActState::Settled | ActState::Lapsed => None,
    };
    rows.push(WorkRow::Sign(WorkSign {
        choices: WorkChoice::list(["审核通过", "退回补正"], ticked),
        name: body.reviewer.clone(),
        on: ticked.map(|_| crate::slip::date(desk.context.today())),
        ..sign("审核", "审核人")
    }));
    let head = (act.round > 0).then(|| round(act.round));
    Ok(case.form(desk, act, (WorkKind::Completion, "民营企业诉求办结报告"), head, rows))
}

/// One line for each assisting unit: its last answer of this round, or that it has none.
fn assists(connection: &Connection, demand: &DemandRow) -> Result<String, UseCaseError> {
    let acts = acts::list_demand(connection, &demand.id)?;
    let answer = |task: &TaskRow| {
        let last = acts.iter().rev().find_map(|row| match &row.body {
            ActBody::AssistAnswer(body) if row.task_id.as_ref() == Some(&task.id) => {
                Some((row, body))
            }
            _ => None,
        });
        match last {
            None => format!("{}：", task.unit_name),
            Some((row, body)) => {
                let words = [body.words.as_str(), body.basis.as_str()].into_iter();
                let said: Vec<&str> = words.filter(|words| !words.is_empty()).collect();
                let (on, opinion) = (paper_date(row.made_on), body.opinion.label());
                format!("{}（{on}）：{opinion}。{}", task.unit_name, said.join("　"))
            }
        }
    };
    let lines: Vec<String> = live_tasks(connection, demand)?
        .iter()
        .filter(|task| task.role == TaskRole::Assist)
        .map(answer)
        .collect();
    Ok(lines.join("\n"))
}

/// `2026年4月10日，上门，与王守成沟通：企业表示认可。`
/// With whom is not said of a hidden enterprise.
fn talk(talk: &Contact, is_open: bool) -> String {
    let with = if talk.person.is_empty() || !is_open {
        String::new()
    } else {
        format!("，与{}沟通", talk.person)
    };
    let said = if talk.words.is_empty() { "。".to_owned() } else { format!("：{}", talk.words) };
    format!("{}，{}{with}{said}", paper_date(talk.on), talk.way.label())
}
