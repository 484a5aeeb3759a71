//! 催办单, 督办函 and 移送函 (F10), with what was done before.

use chrono::NaiveDate;
use domain::act::{ActBody, Chase};
use domain::dates::paper_date;
use domain::handling::ChaseKind;
use domain::slip::SlipUrgency;
use domain::terms::Term;
use papers::{ChasePaper, Deed, Light, Standing};
use rusqlite::Connection;
use store::tables::acts::{self, ActRow};
use store::tables::demands::DemandRow;
use store::tables::tasks::TaskRow;

use super::super::saving::lead_task;
use super::Desk;
use super::words;
use crate::demand::{Veil, shown_enterprise, told};
use crate::error::UseCaseError;
use crate::printing::within;
use crate::slip::date;

/// Most deeds the cell holds, the latest kept, and the longest of one.
const DEEDS: usize = 8;
const DEED_CHARS: usize = 120;
/// What the mark of a slip becomes where it does not name itself 交办单.
const MARK: &str = "民营企业诉求催办单";

/// Returns the paper of a rung.
///
/// # Errors
/// When something it names cannot be read, or a 移送函 has nowhere to go.
pub(super) fn paper(
    desk: &Desk<'_, '_>,
    connection: &Connection,
    act: &ActRow,
    body: &Chase,
    demand: &DemandRow,
) -> Result<ChasePaper, UseCaseError> {
    let settings = &desk.settings;
    let lead = lead_task(connection, demand)?;
    let before: Vec<ActRow> = acts::list_demand(connection, &demand.id)?
        .into_iter()
        .filter(|row| row.id != act.id)
        .filter(|row| demand.issued_on.is_none_or(|issued_on| row.made_on >= issued_on))
        .collect();
    let enterprise = shown_enterprise(connection, demand)?;
    let veil = Veil::over(connection, std::slice::from_ref(demand))?;
    let shown = |text: &str| told(veil.as_ref(), text);
    let title = shown(&demand.content.title);
    let slip = words::slip(connection, demand)?;
    let is_redone = demand.handling.round > 0;
    let original = demand.original_due_on.filter(|first| !is_redone && *first != body.due_on);
    let (kind, addressee, copies_to) = match body.rung {
        ChaseKind::Reminder => (papers::ChaseKind::Form, None, body.copies_to.clone()),
        ChaseKind::Supervision => (papers::ChaseKind::Letter, None, body.copies_to.clone()),
        ChaseKind::Referral => match body.copies_to.split_first() {
            Some((first, rest)) => {
                (papers::ChaseKind::Referral, Some(first.clone()), rest.to_vec())
            }
            None => {
                return Err(UseCaseError::refused(
                    "移送函要写明移送给谁，请先到“设置”填写抄送单位（第一个即移送对象）。",
                ));
            }
        },
    };
    let light = if body.overdue > 0 { Light::Red } else { Light::Yellow };
    Ok(ChasePaper {
        kind,
        mark: match body.rung {
            ChaseKind::Reminder => mark(&settings.slip_mark),
            ChaseKind::Supervision | ChaseKind::Referral => settings.name.clone(),
        },
        number: desk.number(act),
        urgency: slip.as_ref().map(|slip| slip.urgency).and_then(|urgency| match urgency {
            SlipUrgency::Ordinary => None,
            SlipUrgency::Urgent | SlipUrgency::Critical => Some(urgency.label().to_owned()),
        }),
        light,
        light_words: match light {
            Light::Red => "红色（已逾期）",
            Light::Yellow | Light::Blue => "黄色（将到期）",
        }
        .to_owned(),
        round: nth(&before, body.rung),
        unit: lead.unit_name.clone(),
        addressee,
        assigner: settings.name.clone(),
        slip: slip
            .as_ref()
            .and_then(|slip| slip.number())
            .map_or_else(|| demand.number(), |number| number.to_string()),
        item: words::item(demand),
        enterprise,
        subject: words::subject(demand, &title),
        matter: title,
        assigned_on: date(demand.issued_on.unwrap_or(act.made_on)),
        limit: words::limit(demand, &before),
        due_on: date(body.due_on),
        original_due_on: original.map(date),
        standing: Standing::Overdue(body.overdue),
        done: deeds(&before, &lead, &shown),
        requirement: shown(&body.requirement),
        answer_by: date(body.answer_by),
        copies_to,
        signer: Some(body.signer.clone()),
        issuer: settings.name.clone(),
        issued_on: Some(date(act.made_on)),
        contact: words::contact(settings),
        has_answer_sheet: body.rung == ChaseKind::Supervision,
        strip: desk.strip(act, demand),
    })
}

/// The slip's own mark, named for this form.
fn mark(of_slips: &str) -> String {
    match of_slips.strip_suffix("交办单") {
        Some(of) => format!("{of}催办单"),
        None => MARK.to_owned(),
    }
}

/// Counts the papers of a rung, this one included.
fn nth(before: &[ActRow], rung: ChaseKind) -> u32 {
    let sent = before
        .iter()
        .filter(|act| matches!(&act.body, ActBody::Chase(body) if body.rung == rung))
        .count();
    u32::try_from(sent + 1).unwrap_or(u32::MAX)
}

/// What was done before, oldest first: receipt, reports, extensions, papers.
fn deeds(before: &[ActRow], lead: &TaskRow, shown: &dyn Fn(&str) -> String) -> Vec<Deed> {
    let mut deeds: Vec<(NaiveDate, String)> = Vec::new();
    if let Some(on) = lead.received_on {
        deeds.push((on, format!("{}签收", lead.unit_name)));
    }
    deeds.extend(before.iter().filter_map(deed));
    deeds.sort_by_key(|(on, _)| *on);
    let from = deeds.len().saturating_sub(DEEDS);
    deeds
        .drain(from..)
        .map(|(on, text)| Deed { on: date(on), text: within(&plain(&shown(&text)), DEED_CHARS) })
        .collect()
}

fn deed(act: &ActRow) -> Option<(NaiveDate, String)> {
    let words = match &act.body {
        ActBody::Progress(body) => format!("反馈进展：{}", body.progress),
        ActBody::Extension(body) if words::is_granted(act) => match body.granted_days {
            Some(days) => format!("经{}批准延期{days}个工作日", body.decided_by),
            None => return None,
        },
        ActBody::Suspension(body) => match body.resumed_on {
            Some(on) => format!("经批准挂起，{}恢复办理", paper_date(on)),
            None => "经批准挂起".to_owned(),
        },
        ActBody::Reassignment(_) => "改派承办单位".to_owned(),
        ActBody::Completion(body) if !body.return_reason.is_empty() => {
            format!("报办结，经审核退回：{}", body.return_reason)
        }
        ActBody::Rework(body) => format!("重办，限{}个工作日", body.workdays),
        ActBody::CalendarDecision(body) if body.is_moved => {
            format!("因放假安排变动，到期日改为{}", paper_date(body.new_due_on))
        }
        ActBody::Chase(body) => {
            let number = act.number().map(|number| format!("（{number}）")).unwrap_or_default();
            let answer = match body.answered_on {
                Some(on) => format!("，{}回复：{}", paper_date(on), body.cause),
                None => String::new(),
            };
            let paper = match body.rung {
                ChaseKind::Reminder => "催办",
                ChaseKind::Supervision => "督办",
                ChaseKind::Referral => "移送",
            };
            format!("{paper}{number}{answer}")
        }
        ActBody::Extension(_)
        | ActBody::Decline(_)
        | ActBody::Objection(_)
        | ActBody::AssistAnswer(_)
        | ActBody::Completion(_)
        | ActBody::Reply(_)
        | ActBody::Rating(_)
        | ActBody::Closing(_)
        | ActBody::Termination(_)
        | ActBody::Tracking(_)
        | ActBody::Withdrawal(_)
        | ActBody::Consolidation(_)
        | ActBody::LookBack(_)
        | ActBody::CalendarDecision(_)
        | ActBody::Mediation(_)
        | ActBody::Escalation(_)
        | ActBody::TaskForce(_)
        | ActBody::Inspection(_) => return None,
    };
    Some((act.made_on, words))
}

/// One line without a stop at its end.
fn plain(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join("　");
    line.trim_end_matches(['。', '；', '，']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_is_the_slips_own() {
        assert_eq!(mark("川江区民营企业接待日交办单"), "川江区民营企业接待日催办单");
        assert_eq!(mark("接待日任务书"), MARK);
    }

    #[test]
    fn a_deed_is_one_line_without_a_stop() {
        assert_eq!(plain("反馈进展：已开挖。\n继续。"), "反馈进展：已开挖。　继续");
    }
}
