//! How the acts of a demand's handling read in 经过.

use domain::act::{ActBody, CalendarDecision, Mediation, Rating};
use domain::dates::long_date;
use domain::money::Fen;
use domain::terms::Term;
use serde_json::Value;
use store::journal::JournalRow;

/// Returns what a call of the handling did and its detail; none for a use case of another kind.
pub(super) fn words(use_case: &str, row: &JournalRow) -> Option<(&'static str, String)> {
    let body = row.after.as_ref().and_then(body);
    let told = match use_case {
        "decline_demand" => match body {
            Some(ActBody::Decline(body)) if body.referred_to.is_empty() => {
                ("不予受理", body.reason.label().to_owned())
            }
            Some(ActBody::Decline(body)) => ("转介", body.referred_to),
            _ => ("不予受理", String::new()),
        },
        "raise_objection" => ("单位提出异议", detail(body)),
        "rule_objection" => ("异议裁定", detail(body)),
        "reassign_task" => ("改派", detail(body)),
        "report_progress" => ("反馈进展", detail(body)),
        "follow_referral" => ("跟踪转介", detail(body)),
        "answer_assist" => ("协办单位反馈", detail(body)),
        "ask_extension" => ("申请延期", detail(body)),
        "decide_extension" => ("延期批复", detail(body)),
        "suspend_demand" => ("挂起", detail(body)),
        "resume_demand" => ("恢复办理", detail(body)),
        "chase_demands" => match body {
            Some(ActBody::Chase(body)) => {
                (body.rung.label(), format!("逾期 {} 个工作日", body.overdue))
            }
            _ => ("催办", String::new()),
        },
        "answer_chase" => ("催办回复", detail(body)),
        "complete_demand" => ("报办结", detail(body)),
        "return_completion" => ("退回办结", detail(body)),
        "reply_demand" => ("答复企业", detail(body)),
        "track_demand" => ("转长期跟踪", detail(body)),
        "ask_rating" => ("发评价表", detail(body)),
        "record_rating" => ("回访企业", detail(body)),
        "close_demand" => ("办结销号", detail(body)),
        "rework_demand" => ("重办", detail(body)),
        "terminate_demand" => ("终结", detail(body)),
        "withdraw_demand" => ("企业撤回", detail(body)),
        "consolidate_demand" => ("并案", detail(body)),
        "separate_demand" => ("撤销并案", detail(body)),
        "record_look_back" => ("回头看", detail(body)),
        "refer_mediation" => ("移送调解", detail(body)),
        "record_mediation" => ("调解结果", detail(body)),
        "escalate_demand" => ("镇街上报区级", detail(body)),
        "form_task_force" => ("成立专班", detail(body)),
        "end_task_force" => ("撤销专班", detail(body)),
        "record_inspection" => ("监督员回访", detail(body)),
        "archive_demands" => ("归档", String::new()),
        "change_calendar" => ("放假安排变动", calendar(row, body)),
        _ => return None,
    };
    Some(told)
}

/// Tells what the office must put right: a report returned, an enterprise not satisfied.
pub(super) fn is_trouble(row: &JournalRow) -> bool {
    match row.use_case.as_str() {
        "return_completion" => true,
        "record_inspection" => matches!(
            row.after.as_ref().and_then(body),
            Some(ActBody::Inspection(inspection)) if inspection.is_trouble
        ),
        "record_rating" => match row.after.as_ref().and_then(body) {
            Some(ActBody::Rating(rating)) => {
                rating.grade.is_some_and(|grade| !grade.is_satisfied())
            }
            _ => false,
        },
        _ => false,
    }
}

fn body(after: &Value) -> Option<ActBody> {
    let tagged = serde_json::json!({ "kind": after.get("kind")?, "body": after.get("body")? });
    serde_json::from_value(tagged).ok()
}

/// The words that tell one act from another of its kind.
fn detail(body: Option<ActBody>) -> String {
    match body {
        Some(ActBody::Decline(body)) => body.words,
        Some(ActBody::Objection(body)) if body.ruling.is_empty() => body.ground,
        Some(ActBody::Objection(body)) => format!("{}，{}", body.ruled_by, body.ruling),
        Some(ActBody::Reassignment(body)) => format!("{}，{}", body.decided_by, body.reason),
        Some(ActBody::Progress(body)) => body.progress,
        Some(ActBody::AssistAnswer(body)) => join(body.opinion.label(), &body.words),
        Some(ActBody::Extension(body)) => match (body.decided_on, body.granted_days) {
            (None, _) => format!("{} 个工作日，{}", body.days, body.reason),
            (Some(_), Some(days)) => format!("{}同意 {days} 个工作日", body.decided_by),
            (Some(_), None) => format!("{}不同意", body.decided_by),
        },
        Some(ActBody::Suspension(body)) => match body.resumed_on {
            None => format!("{}，{}复核", clause(&body.reason), long_date(body.review_on)),
            Some(_) => body.resume_reason,
        },
        Some(ActBody::Chase(body)) => body.cause,
        Some(ActBody::Completion(body)) if body.return_reason.is_empty() => {
            join(body.class.label(), &body.result)
        }
        Some(ActBody::Completion(body)) => body.return_reason,
        Some(ActBody::Reply(body)) => join(&long_date(body.served.on), body.served.way.label()),
        Some(ActBody::Rating(body)) => rating(&body),
        Some(ActBody::Closing(body)) => body.closed_by,
        Some(ActBody::Rework(body)) => format!("{}，{}", body.decided_by, body.reason),
        Some(ActBody::Termination(body)) => body.reason,
        Some(ActBody::Tracking(body)) => match body.resumed_on {
            None => format!("{}，{}再看", clause(&body.reason), long_date(body.review_on)),
            Some(_) => body.resume_reason,
        },
        Some(ActBody::Withdrawal(body)) => body.reason,
        Some(ActBody::Consolidation(body)) if body.separate_reason.is_empty() => body.reason,
        Some(ActBody::Consolidation(body)) => body.separate_reason,
        Some(ActBody::LookBack(body)) => body.words,
        Some(ActBody::CalendarDecision(body)) => decision(&body),
        Some(ActBody::Mediation(body)) => mediation(&body),
        Some(ActBody::Escalation(body)) => {
            format!("{}，{}，{}", body.from_unit, body.decided_by, body.reason)
        }
        Some(ActBody::TaskForce(body)) => match body.until_on {
            None => format!("{}，{}牵头，成员：{}", body.name, body.leader, body.roster()),
            Some(_) => format!("{}，{}", body.name, body.result),
        },
        Some(ActBody::Inspection(body)) => {
            let who = join(&body.supervisor, &body.unit);
            format!("{who}：{}", body.finding)
        }
        None => String::new(),
    }
}

/// How far a mediation is.
fn mediation(body: &Mediation) -> String {
    let money = |label: &str, fen: Option<i64>| {
        fen.map(|fen| format!("，{label} {}", Fen(fen))).unwrap_or_default()
    };
    match body.result {
        None => format!(
            "{}，{}{}，{}",
            body.organ,
            body.cause.label(),
            money("涉及", body.amount_fen),
            body.reason
        ),
        Some(result) => {
            let told =
                format!("{}，{}{}", body.organ, result.label(), money("达成", body.agreed_fen));
            join(&told, &body.words)
        }
    }
}

/// What a change of the calendar did to a demand, its tasks or its papers.
fn calendar(row: &JournalRow, body: Option<ActBody>) -> String {
    if let Some(ActBody::CalendarDecision(body)) = &body {
        return decision(body);
    }
    let moved = |field: &str| {
        let side = |value: &Option<Value>| {
            let value = value.as_ref()?;
            value.get("body").and_then(|body| body.get(field)).or(value.get(field)).cloned()
        };
        let (before, after) = (side(&row.before)?, side(&row.after)?);
        let day = after.as_str()?.parse().ok()?;
        (before != after).then(|| long_date(day))
    };
    let dates = [
        ("receipt_due_on", "签收"),
        ("due_on", "到期"),
        ("answer_by", "催办回复"),
        ("ask_by", "回访"),
    ];
    let told = dates.into_iter().find_map(|(field, what)| Some((what, moved(field)?)));
    match told {
        Some((what, day)) => format!("{what}改为{day}"),
        None => "到期日不变，不再暂定".to_owned(),
    }
}

fn decision(body: &CalendarDecision) -> String {
    let (old, new) = (long_date(body.old_due_on), long_date(body.new_due_on));
    if body.is_moved {
        format!("到期日由{old}改为{new}")
    } else {
        format!("到期日维持{old}，按新安排为{new}")
    }
}

fn rating(body: &Rating) -> String {
    match (body.grade, body.attempts.len()) {
        (Some(grade), _) => grade.label().to_owned(),
        (None, 0) => format!("{}前回访", long_date(body.ask_by)),
        (None, tries) => format!("第 {tries} 次未联系上"),
    }
}

/// The words without the stop they end in, to be gone on with.
fn clause(words: &str) -> &str {
    words.trim_end().trim_end_matches(['。', '；', '，', '！'])
}

fn join(first: &str, rest: &str) -> String {
    if rest.is_empty() { first.to_owned() } else { format!("{first}，{rest}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_goes_on_without_its_stop() {
        assert_eq!(clause("等待省级主管部门批复。"), "等待省级主管部门批复");
        assert_eq!(clause("等批复"), "等批复");
    }
}
