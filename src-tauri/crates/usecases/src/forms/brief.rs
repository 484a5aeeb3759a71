//! 会前简报: one page on an enterprise before a sitting; what was promised and not kept comes first.

use std::collections::BTreeMap;

use domain::dates::{paper_date, short_date};
use domain::demand::{Category, DemandState};
use domain::handling::Grade;
use domain::ids::GuestId;
use domain::light::LightThresholds;
use domain::similar::Wording;
use domain::terms::Term;
use papers::{WorkKind, WorkPaper, WorkRow};
use rusqlite::Connection;
use store::queries::similar;
use store::tables::demands::{self, DemandRow};
use store::tables::guests::{self, GuestRow};
use store::tables::{enterprises, people, receptions, units};

use super::{Desk, within};
use crate::demand::running_words;
use crate::error::UseCaseError;
use crate::printing;

/// Earlier demands looked through.
const EARLIER: u32 = 200;
/// Lines one page has for what was asked; what is owed takes at most so many of them, and so many are
/// left for the like of others.
const LINES: usize = 16;
const OWED_LINES: usize = 9;
const ELSEWHERE_LINES: usize = 4;
/// A line that says what it was announced with.
const TOPIC_LINES: usize = 2;
/// Characters of a line.
const LINE: usize = 28;
/// Characters of a promise or a result.
const SAID: usize = 40;

/// The brief on a guest's enterprise. What it asked without its name is not told here: beside the name
/// it would be known whose it is (scenario 26).
///
/// # Errors
/// When the guest or its enterprise cannot be read.
pub(super) fn paper(
    desk: &Desk<'_, '_>,
    connection: &Connection,
    id: &GuestId,
) -> Result<(WorkPaper, String), UseCaseError> {
    let guest = guests::get(connection, id)?;
    let reception = receptions::get(connection, &guest.reception_id)?;
    let firm = enterprises::get(connection, &guest.enterprise_id)?;
    let going_on = firm.merged_into.clone().unwrap_or_else(|| firm.id.clone());
    let earlier = similar::of_enterprise(connection, &going_on, None, EARLIER)?
        .into_iter()
        .map(|row| Ok(demands::get(connection, &row.id)?))
        .collect::<Result<Vec<_>, UseCaseError>>()?;
    let (mut open, over): (Vec<DemandRow>, Vec<DemandRow>) =
        earlier.into_iter().partition(|row| is_owed(row.state));
    // What burns comes first; what has no date yet comes last.
    open.sort_by_key(|row| (row.due_on.is_none(), row.due_on, row.raised_on));
    let name = format!("会前简报 {}", firm.name);
    let topic = within(&guest.topic);
    let lines = if topic.is_empty() { LINES } else { LINES - TOPIC_LINES };
    let owed = listed(&open, OWED_LINES, |row| owed(desk, connection, row))?;
    let room = lines.saturating_sub(height(&owed) + ELSEWHERE_LINES);
    let over_told = listed(&over, room, |row| Ok(ended(row)))?;
    let room = lines.saturating_sub(height(&owed) + height(&over_told));
    let like = elsewhere(connection, &guest, &open, room)?;
    let mut rows = vec![
        WorkRow::wide("企业名称", within(&firm.name)),
        WorkRow::pair(
            ("行业规模", industry(&firm)),
            ("职工人数", firm.employees.map(|count| format!("{count}人")).unwrap_or_default()),
        ),
        WorkRow::wide("主营业务", within(&firm.business)),
        WorkRow::wide("企业地址", within(&address(&firm))),
        WorkRow::wide("主要人员", within(&persons(connection, &guest)?)),
        WorkRow::wide("本次反映", topic),
        WorkRow::text("尚未兑现", owed),
        WorkRow::text("已经了结", over_told),
        WorkRow::wide("历次评价", ratings(&over)),
        WorkRow::text("别处同类", like),
    ];
    rows.retain(|row| !matches!(row, WorkRow::Wide(cell) if cell.text.is_empty()));
    let paper = WorkPaper {
        kind: WorkKind::Brief,
        mark: "接待企业会前简报".to_owned(),
        number: format!("{}　{}", within(&reception.title), paper_date(reception.held_on))
            .chars()
            .take(60)
            .collect(),
        head: Some("内部资料".to_owned()),
        rows,
        note: None,
        strip: desk.strip(format!("JB{}", reception.held_on.format("%Y%m%d"))),
    };
    Ok((paper, name))
}

/// Whether the office still owes something on it.
fn is_owed(state: DemandState) -> bool {
    state.is_open() && state != DemandState::AwaitingRating
}

fn industry(firm: &enterprises::EnterpriseRow) -> String {
    let parts = [
        firm.industry.map(|one| one.label()).unwrap_or_default(),
        firm.scale.map(|one| one.label()).unwrap_or_default(),
    ];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("，")
}

/// 王守成（法定代表人）13800005678；到会 李示川（副总经理）.
fn persons(connection: &Connection, guest: &GuestRow) -> Result<String, UseCaseError> {
    let said = |name: &str, post: &str, phone: &str| {
        let post = if post.is_empty() { String::new() } else { format!("（{post}）") };
        format!("{name}{post}{phone}")
    };
    let known = people::list(connection, &guest.enterprise_id)?;
    let mut told: Vec<String> =
        known.iter().map(|one| said(&one.name, &one.post, &one.phone)).collect();
    if known.iter().all(|one| one.name != guest.representative) {
        told.insert(0, format!("到会 {}", said(&guest.representative, &guest.post, &guest.phone)));
    }
    Ok(told.join("；"))
}

/// The street goes before an address that does not begin with it.
fn address(firm: &enterprises::EnterpriseRow) -> String {
    let street = if firm.address.starts_with(&firm.street) { "" } else { &firm.street };
    [street, &firm.address].concat()
}

/// About how many lines a text takes: letters and figures are half as wide.
fn height(text: &str) -> usize {
    let lines = text.split('\n').map(|line| {
        let halves: usize = line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
        // Two characters are the indent.
        (halves + 4).div_ceil(2 * LINE)
    });
    lines.sum()
}

/// One paragraph a demand, numbered, as many as `room` lines hold and one at least; how many more
/// there are.
fn listed<R>(
    rows: &[R],
    room: usize,
    line: impl Fn(&R) -> Result<String, UseCaseError>,
) -> Result<String, UseCaseError> {
    let mut told = String::new();
    for (at, row) in rows.iter().enumerate() {
        let next = format!("{}. {}", at + 1, line(row)?);
        // A line is kept for how many more there are.
        if at > 0 && height(&told) + height(&next) + 1 > room {
            told.push_str(&format!("\n另有 {} 项，见台账。", rows.len() - at));
            return Ok(told);
        }
        if at > 0 {
            told.push('\n');
        }
        told.push_str(&next);
    }
    Ok(if told.is_empty() { "无。".to_owned() } else { told })
}

fn head(row: &DemandRow) -> String {
    format!("{}（{}提出）{}", row.number(), paper_date(row.raised_on), row.content.title)
}

fn said(text: &str) -> String {
    printing::within(text.replace('\n', "　").trim_end_matches('。'), SAID)
}

/// What was promised, by whom, until when, and how its light stands.
fn owed(
    desk: &Desk<'_, '_>,
    connection: &Connection,
    row: &DemandRow,
) -> Result<String, UseCaseError> {
    let limits = &desk.settings.limits;
    let thresholds = LightThresholds { blue: limits.blue, yellow: limits.yellow };
    let mut parts = vec![head(row)];
    let promise = if row.answer.is_empty() { &row.content.requirement } else { &row.answer };
    if !promise.is_empty() {
        parts.push(format!("答应“{}”", said(promise)));
    }
    if let Some(id) = &row.content.lead_unit_id {
        parts.push(format!("主办{}", units::get(connection, id)?.name));
    }
    let (light, remaining) = running_words(desk.context, row.state, row.due_on, thresholds);
    parts.push(match row.due_on {
        Some(on) => format!("{}到期，{}，{remaining}", short_date(on), light.label()),
        None => row.state.label().to_owned(),
    });
    if !row.handling.progress.is_empty() {
        parts.push(format!("最新进展“{}”", said(&row.handling.progress)));
    }
    Ok(parts.join("；"))
}

/// How it ended and what the enterprise said of it.
fn ended(row: &DemandRow) -> String {
    let mut parts = vec![head(row), row.state.label().to_owned()];
    if let Some(class) = row.handling.result_class {
        parts.push(class.label().to_owned());
    }
    let result = if row.handling.result.is_empty() { &row.answer } else { &row.handling.result };
    if !result.is_empty() {
        parts.push(said(result));
    }
    if let Some(grade) = row.handling.grade {
        parts.push(format!("评价{}", grade.label()));
    }
    parts.join("；")
}

/// 满意3次，不满意1次.
fn ratings(rows: &[DemandRow]) -> String {
    let mut counted: BTreeMap<Grade, usize> = BTreeMap::new();
    for grade in rows.iter().filter_map(|row| row.handling.grade) {
        *counted.entry(grade).or_default() += 1;
    }
    let told: Vec<String> =
        counted.iter().map(|(grade, count)| format!("{}{count}次", grade.label())).collect();
    told.join("，")
}

/// What others asked in the matters it announced or waits for.
fn elsewhere(
    connection: &Connection,
    guest: &GuestRow,
    open: &[DemandRow],
    room: usize,
) -> Result<String, UseCaseError> {
    let category: Option<Category> = open.first().and_then(|row| row.content.category);
    let mut title = guest.topic.clone();
    if title.is_empty() {
        title = open.first().map(|row| row.content.title.clone()).unwrap_or_default();
    }
    let asked = Wording { category, title, ..Wording::default() };
    let found = crate::similar::found(connection, &asked, Some(&guest.enterprise_id), None)?;
    let others: Vec<_> = found.rows.iter().filter(|row| !row.is_own).collect();
    listed(&others, room, |row| {
        let mut parts = vec![format!(
            "{}（{}，{}）{}",
            row.number,
            row.enterprise_name,
            row.state.label(),
            row.title
        )];
        let told = [("答应", &row.promised), ("结果", &row.outcome)];
        let told = told.into_iter().filter(|(_, text)| !text.is_empty());
        parts.extend(told.map(|(label, text)| format!("{label}“{}”", said(text))));
        Ok(parts.join("；"))
    })
}
