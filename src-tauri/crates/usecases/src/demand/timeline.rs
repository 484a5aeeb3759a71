//! 经过: what happened to a demand, from the journal, in plain Chinese.

mod acts;

use domain::handling::StoryKind;
use domain::ids::DemandId;
use rusqlite::Connection;
use serde_json::Value;
use store::journal::{self, JournalRow};
use store::tables::{acts as act_rows, tasks};

use super::TimelineRow;
use crate::error::UseCaseError;

/// Returns the story of a demand, its tasks and its acts, the latest first: one line for one act
/// of the office, however many rows it changed. `rows` are the demand's own of the journal.
///
/// # Errors
/// When the journal cannot be read.
pub(crate) fn timeline(
    connection: &Connection,
    id: &DemandId,
    mut rows: Vec<JournalRow>,
) -> Result<Vec<TimelineRow>, UseCaseError> {
    for task in tasks::list_demand(connection, id)? {
        let own = journal::list(connection, "task", task.id.as_str())?;
        // Issuing and voiding stand at the demand already.
        let is_own = |row: &JournalRow| !matches!(&*row.use_case, "issue_slip" | "void_slip");
        rows.extend(own.into_iter().filter(is_own));
    }
    for act in act_rows::list_demand(connection, id)? {
        let own = journal::list(connection, "act", act.id.as_str())?;
        // A print changes nothing of the matter.
        rows.extend(own.into_iter().filter(|row| row.use_case != "print_acts"));
    }
    // The journal is the audit and keeps the words of a clue (transition 26); here everybody reads
    // them, so that of its story only its leaving is told. The register tells the cleared the rest.
    if rows.iter().any(|row| row.use_case == REFERRED) {
        rows.retain(|row| row.use_case == REFERRED && row.entity == "demand");
    }
    rows.sort_by_key(|row| row.sequence);
    let mut calls: Vec<Vec<JournalRow>> = Vec::new();
    for row in rows {
        match calls.last_mut() {
            Some(call) if is_same_call(call, &row) => call.push(row),
            _ => calls.push(vec![row]),
        }
    }
    Ok(calls.iter().rev().filter_map(|call| spokesman(call)).map(told).collect())
}

/// Tells by the rows of a demand why it was accepted although its enterprise is registered in another
/// district.
pub(crate) fn elsewhere_reason(rows: &[JournalRow]) -> String {
    let accepted = rows.iter().rev().find(|row| row.use_case == "accept_demands");
    let reason = accepted.and_then(|row| row.after.as_ref()?.get("elsewhere_reason")?.as_str());
    reason.unwrap_or_default().to_owned()
}

/// The use case by which a demand leaves as a clue; nothing follows it.
const REFERRED: &str = "refer_clue";

/// Tells whether a row belongs to the call under way: it changes each row once.
fn is_same_call(call: &[JournalRow], row: &JournalRow) -> bool {
    let kind = |row: &JournalRow| row.after.as_ref().and_then(|after| after.get("kind")).cloned();
    let is_known = |known: &JournalRow| {
        known.entity == row.entity
            && (known.entity_id == row.entity_id
                || row.use_case == "register_receipt"
                || (row.entity == "act" && kind(known) == kind(row)))
    };
    call.iter().all(|known| known.at == row.at && known.use_case == row.use_case)
        && !call.iter().any(is_known)
}

/// Returns the row of a call that says most: its first act, else its task, else the demand.
fn spokesman(call: &[JournalRow]) -> Option<&JournalRow> {
    let of = |entity: &str, is_new: bool| {
        call.iter().find(|row| row.entity == entity && (!is_new || row.before.is_none()))
    };
    match call.first()?.use_case.as_str() {
        // What lapses with it is not what was done.
        "reopen_demand" | "void_slip" => of("demand", false),
        // An act is added for what was done; others only end with it.
        _ => of("act", true)
            .or_else(|| of("act", false))
            .or_else(|| of("task", false))
            .or_else(|| of("demand", false)),
    }
}

fn told(row: &JournalRow) -> TimelineRow {
    let (what, detail) = words(row);
    TimelineRow {
        sequence: row.sequence,
        at: row.at,
        clerk: row.clerk.clone(),
        kind: kind(&row.use_case),
        is_trouble: acts::is_trouble(row),
        what: what.to_owned(),
        detail,
    }
}

/// Tells papers and talks with the enterprise from what else happened.
fn kind(use_case: &str) -> StoryKind {
    match use_case {
        "compose_slip" | "return_slip" | "instruct_slip" | "issue_slip" | "register_receipt"
        | "void_slip" | "ask_extension" | "decide_extension" | "chase_demands" | "answer_chase"
        | "complete_demand" | "return_completion" | "decline_demand" => StoryKind::Paper,
        "raise_demand" | "answer_on_site" | "reply_demand" | "ask_rating" | "record_rating"
        | "withdraw_demand" | "record_look_back" => StoryKind::Talk,
        _ => StoryKind::Flow,
    }
}

fn words(row: &JournalRow) -> (&'static str, String) {
    let text = |field: &str| {
        let value = row.after.as_ref().and_then(|after| after.get(field));
        value.and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    match row.use_case.as_str() {
        "raise_demand" => ("会上记入诉求", text("title")),
        "register_demand" => ("登记诉求", text("title")),
        "instruct_bulletin" => ("由专报批示登记", text("title")),
        "accept_import" => ("从旧台账导入", text("imported")),
        "undo_import" => ("撤销导入", text("void_reason")),
        "split_demand" if row.before.is_none() => ("拆分诉求", text("title")),
        "split_demand" => ("拆出一项诉求", changed(row)),
        "take_back_split" => ("撤销拆分", changed(row)),
        "merge_demand" => ("合并诉求", text("void_reason")),
        "accept_demands" => ("受理", labelled("审核", &text("reviewer"))),
        "answer_on_site" => ("现场答复", format!("{}，{}", text("answered_by"), text("answer"))),
        "take_back_answer" => ("撤销现场答复", String::new()),
        "reopen_demand" => ("转为交办", text("reason")),
        "compose_slip" => ("列入交办单，待签批", String::new()),
        "return_slip" => ("交办单退回，重新拟办", String::new()),
        "instruct_slip" => instructed(row),
        "issue_slip" => ("签发交办单", due(row)),
        "register_receipt" => {
            ("登记签收", format!("{}　{}", text("unit_name"), text("received_by")))
        }
        "void_slip" => ("交办单作废，退回待交办", String::new()),
        REFERRED => ("线索移送", String::new()),
        "void_demand" => ("作废", text("void_reason")),
        "restore_demand" => ("恢复", String::new()),
        other => acts::words(other, row).unwrap_or_else(|| ("修改", changed(row))),
    }
}

fn labelled(label: &str, words: &str) -> String {
    if words.is_empty() { String::new() } else { format!("{label} {words}") }
}

fn due(row: &JournalRow) -> String {
    let value = row.after.as_ref().and_then(|after| after.get("due_on"));
    let date = value.and_then(Value::as_str).and_then(|text| text.parse().ok());
    date.map(|date| format!("到期 {}", domain::dates::long_date(date))).unwrap_or_default()
}

const LABELS: [(&str, &str); 15] = [
    ("title", "标题"),
    ("kind", "类型"),
    ("category", "分类"),
    ("facts", "事实"),
    ("request", "请求"),
    ("amount_fen", "金额"),
    ("urgency", "急重难"),
    ("visibility", "公开范围"),
    ("lead_unit_id", "主办单位"),
    ("assists", "协办单位"),
    ("responsible_person", "责任人"),
    ("requirement", "办理要求"),
    ("limit_workdays", "时限"),
    ("feedback", "反馈方式"),
    ("quotes", "引文"),
];

/// Returns the fields that differ, with their labels.
fn differing(before: &Value, after: &Value) -> impl Iterator<Item = (&'static str, &'static str)> {
    LABELS.into_iter().filter(|(field, _)| before.get(field) != after.get(field))
}

/// Names the fields that changed.
fn changed(row: &JournalRow) -> String {
    let (Some(before), Some(after)) = (&row.before, &row.after) else { return String::new() };
    named("改了", differing(before, after).map(|(_, label)| label))
}

fn named(act: &str, labels: impl Iterator<Item = &'static str>) -> String {
    let labels: Vec<&str> = labels.collect();
    if labels.is_empty() { String::new() } else { format!("{act}{}", labels.join("、")) }
}

/// Tells apart what the leader changed and what was only filled in while his 批示 was entered: the
/// clerk asks the unit for a name and writes it where nothing stood. The person responsible goes
/// with the unit, so another unit's person is no change of the leader's either.
fn instructed(row: &JournalRow) -> (&'static str, String) {
    let (Some(before), Some(after)) = (&row.before, &row.after) else {
        return ("领导批示", String::new());
    };
    let is_moved = before.get("lead_unit_id") != after.get("lead_unit_id");
    let is_person = |field: &str| field == "responsible_person";
    let is_filled = |field: &str| is_empty(before.get(field)) || (is_moved && is_person(field));
    let label = |(_, label): (&'static str, &'static str)| label;
    let told = [
        named("改了", differing(before, after).filter(|(field, _)| !is_filled(field)).map(label)),
        named(
            "补填",
            differing(before, after)
                .filter(|(field, _)| is_filled(field) && !is_empty(after.get(*field)))
                .map(label),
        ),
    ];
    let is_first = before.get("state") != after.get("state");
    let what = if is_first || !told[0].is_empty() { "领导批示" } else { "签批时补填" };
    let told: Vec<String> = told.into_iter().filter(|text| !text.is_empty()).collect();
    match what {
        "签批时补填" => (what, told.concat().replacen("补填", "", 1)),
        _ => (what, told.join("；")),
    }
}

/// Whether nothing was filled in.
fn is_empty(value: Option<&Value>) -> bool {
    match value {
        None | Some(Value::Null) => true,
        Some(Value::String(text)) => text.is_empty(),
        Some(Value::Array(list)) => list.is_empty(),
        Some(_) => false,
    }
}
