//! F3 接待记录, after the sitting: who was there, and what was said and decided for each demand.

use domain::dates::{paper_date, short_date};
use domain::demand::{DemandState, Visibility};
use domain::ids::ReceptionId;
use domain::reception::{Presence, ReceptionState, Speaker};
use domain::terms::Term;
use papers::{RecordItem, RecordPaper, WorkCell};
use rusqlite::Connection;
use store::tables::demands::{self, DemandRow};
use store::tables::entries::{self, EntryRow};
use store::tables::units;

use super::{Desk, within};
use crate::clock::local;
use crate::demand::{Veil, shown_enterprise, told};
use crate::error::UseCaseError;
use crate::files::count_photos;
use crate::reception::{Guest, ReceptionDetail, reception_detail};
use crate::slip::chinese;

/// The record of a sitting that was begun.
///
/// # Errors
/// When it was not begun, or cannot be read.
pub(super) fn paper(
    desk: &Desk<'_, '_>,
    connection: &Connection,
    id: &ReceptionId,
) -> Result<(RecordPaper, String), UseCaseError> {
    let reception = reception_detail(desk.context, connection, id)?;
    if matches!(reception.state, ReceptionState::Planned | ReceptionState::Cancelled) {
        return Err(UseCaseError::refused("这次接待还没有开始记录，没有可印的。"));
    }
    let said: Vec<EntryRow> = entries::list(connection, id)?
        .into_iter()
        .filter(|entry| entry.void_reason.is_none() && !entry.is_draft)
        .collect();
    let raised = demands::list_sitting(connection, id)?;
    let items = (0..raised.len())
        .map(|at| item(connection, &said, &raised, at))
        .collect::<Result<Vec<_>, UseCaseError>>()?;
    let number = match reception.series_number {
        0 => within(&reception.title),
        number => format!("第{number}期"),
    };
    let name = format!("接待记录 {}", reception.title);
    let paper = RecordPaper {
        mark: format!("民营企业{}接待记录", reception.kind.label()),
        number,
        head: Some("内部资料".to_owned()),
        pairs: pairs(&reception),
        wides: attendance(&reception, &raised, count_photos(connection, id)?),
        items,
        strip: desk.strip(format!("JL{}", reception.held_on.format("%Y%m%d"))),
    };
    Ok((paper, name))
}

/// `2026年3月19日　9:00至11:40`: as it went, where it was recorded on its own day.
fn time(reception: &ReceptionDetail) -> String {
    let of_day = |at: chrono::DateTime<chrono::Utc>| {
        let at = local(at);
        (at.date_naive() == reception.held_on).then(|| at.time())
    };
    let starts = reception.started_at.and_then(of_day).unwrap_or(reception.starts);
    let ends = reception.ended_at.and_then(of_day).or(reception.ends);
    let to = ends.filter(|to| *to > starts).map(|to| format!("至{}", to.format("%-H:%M")));
    let from = starts.format("%-H:%M");
    format!("{}　{from}{}", paper_date(reception.held_on), to.unwrap_or_default())
}

fn pairs(reception: &ReceptionDetail) -> Vec<[WorkCell; 2]> {
    let leader = reception.presiding();
    let stood_in_for = match leader.id == reception.leader.id {
        true => String::new(),
        false => format!("（代{}）", reception.leader.name),
    };
    let leader = format!("{}　{}{stood_in_for}", leader.post, leader.name);
    let way = format!("{} · {}", reception.venue.label(), reception.kind.label());
    vec![
        [WorkCell::new("时间", time(reception)), WorkCell::new("方式", way)],
        [
            WorkCell::new("地点", within(&reception.place)),
            WorkCell::new("主持", within(&reception.host)),
        ],
        [
            WorkCell::new("接待领导", within(leader.trim())),
            WorkCell::new("记录人", within(&reception.recorder)),
        ],
    ]
}

/// Tells whether a guest asked nothing but what may not be told of it: beside such a demand, its name
/// among those who came would say whose it is (scenario 26).
fn is_hidden(raised: &[DemandRow], guest: &Guest) -> bool {
    let mut asked =
        raised.iter().filter(|row| row.guest_id.is_some() && row.guest_id == guest.id).peekable();
    asked.peek().is_some() && asked.all(|row| row.content.visibility != Visibility::Open)
}

/// Who was there, who was away and what was briefed, without the names of who only asked what is
/// hidden.
pub(crate) fn attendance(
    reception: &ReceptionDetail,
    raised: &[DemandRow],
    photos: usize,
) -> Vec<WorkCell> {
    let came = |presence: Presence| matches!(presence, Presence::Present | Presence::Left);
    let units: Vec<String> = reception
        .participants
        .iter()
        .filter(|one| came(one.presence))
        .map(|one| format!("{}{}", one.unit_name, one.person))
        .collect();
    let (unnamed, named): (Vec<&Guest>, Vec<&Guest>) = reception
        .guests
        .iter()
        .filter(|one| came(one.presence))
        .partition(|one| is_hidden(raised, one));
    let guests = named.iter().map(|one| format!("{}{}", one.enterprise_name, one.representative));
    let others = (!unnamed.is_empty()).then(|| format!("另有{}家未具名", unnamed.len()));
    let guests: Vec<String> = guests.chain(others).collect();
    let away = |name: String, presence: Presence, note: &str| {
        let word = match presence {
            Presence::Excused | Presence::Absent => presence.label(),
            Presence::Expected | Presence::Present | Presence::Left => return None,
        };
        Some(if note.is_empty() {
            format!("{name}（{word}）")
        } else {
            format!("{name}（{word}：{note}）")
        })
    };
    let missing: Vec<String> =
        reception
            .participants
            .iter()
            .filter_map(|one| {
                away(format!("{}{}", one.unit_name, one.person), one.presence, &one.presence_note)
            })
            .chain(reception.guests.iter().filter_map(|one| {
                away(one.enterprise_name.clone(), one.presence, &one.presence_note)
            }))
            .collect();
    let accompanying: Vec<String> =
        reception.accompanying.iter().map(|one| format!("{}{}", one.post, one.name)).collect();
    let briefed: Vec<String> = reception
        .agenda
        .iter()
        .map(|one| {
            let cards = (one.materials > 0).then(|| format!("，发放材料{}份", one.materials));
            let note =
                if one.note.is_empty() { String::new() } else { format!("（{}）", one.note) };
            format!("{}{note}{}", one.title, cards.unwrap_or_default())
        })
        .collect();
    let guests = if guests.is_empty() {
        String::new()
    } else {
        format!("{}，共{}家", guests.join("，"), named.len() + unnamed.len())
    };
    let mut rows = Vec::new();
    if !reception.theme.is_empty() {
        rows.push(WorkCell::new("主题", reception.theme.as_str()));
    }
    if !accompanying.is_empty() {
        rows.push(WorkCell::new("陪同领导", accompanying.join("，")));
    }
    rows.push(WorkCell::new("出席", units.join("，")));
    if !missing.is_empty() {
        rows.push(WorkCell::new("请假", missing.join("，")));
    }
    rows.push(WorkCell::new("企业到会", guests));
    rows.push(WorkCell::new("政策宣讲", briefed.join("；")));
    if photos > 0 {
        rows.push(WorkCell::new("照片", format!("照片{photos}张")));
    }
    rows
}

/// What one kind of speaker said to the demand: after its own words and before those of the next
/// demand of the same guest, since an answer follows what it answers.
fn spoken(
    said: &[EntryRow],
    demand: &DemandRow,
    raised: &[DemandRow],
    speaker: Speaker,
) -> Vec<String> {
    let starts = |row: &DemandRow| {
        let quoted = |entry: &&EntryRow| row.quotes.iter().any(|quote| quote.entry_id == entry.id);
        said.iter().filter(quoted).map(|entry| entry.position).min()
    };
    let Some(from) = starts(demand) else { return Vec::new() };
    let next = raised.iter().filter_map(starts).filter(|at| *at > from).min();
    said.iter()
        .filter(|entry| entry.position >= from && next.is_none_or(|next| entry.position < next))
        .filter(|entry| entry.guest_id == demand.guest_id && entry.speaker == speaker)
        .map(|entry| match speaker {
            Speaker::Unit if !entry.speaker_name.is_empty() => {
                format!("{}：{}", entry.speaker_name, entry.text)
            }
            Speaker::Unit | Speaker::Leader | Speaker::Enterprise | Speaker::Aside => {
                entry.text.clone()
            }
        })
        .collect()
}

/// What became of it at the table.
fn disposal(state: DemandState) -> &'static str {
    match state {
        DemandState::Draft | DemandState::PendingReview | DemandState::Accepted => "研究",
        DemandState::AnsweredOnSite => "现场答复",
        DemandState::Declined => "不予受理",
        DemandState::Referred => "转介",
        DemandState::Withdrawn => "撤回",
        DemandState::Consolidated => "并案",
        DemandState::ClueReferred => "移送",
        DemandState::AwaitingInstruction
        | DemandState::Instructed
        | DemandState::AwaitingReceipt
        | DemandState::Disputed
        | DemandState::InProgress
        | DemandState::Suspended
        | DemandState::CompletionReview
        | DemandState::Replied
        | DemandState::AwaitingRating
        | DemandState::Closed
        | DemandState::Terminated
        | DemandState::LongTerm => "交办",
    }
}

fn item(
    connection: &Connection,
    said: &[EntryRow],
    raised: &[DemandRow],
    at: usize,
) -> Result<RecordItem, UseCaseError> {
    let demand = &raised[at];
    let content = &demand.content;
    // Who a hidden enterprise is stands in its words, too.
    let veil = Veil::over(connection, std::slice::from_ref(demand))?;
    let shown = |text: &str| told(veil.as_ref(), text);
    let asked = [content.facts.as_str(), content.request.as_str()];
    let asked: Vec<&str> = asked.into_iter().filter(|text| !text.is_empty()).collect();
    let statement = if asked.is_empty() { content.title.clone() } else { asked.join("\n") };
    let response = if demand.answer.is_empty() {
        spoken(said, demand, raised, Speaker::Unit).join("\n")
    } else {
        match demand.answered_by.as_str() {
            "" => demand.answer.clone(),
            by => format!("{by}：{}", demand.answer),
        }
    };
    let lead = match &content.lead_unit_id {
        Some(id) => units::get(connection, id)?.name,
        None => String::new(),
    };
    let promise = [lead.as_str(), content.requirement.as_str()];
    let promise: Vec<&str> = promise.into_iter().filter(|text| !text.is_empty()).collect();
    // Answered at the table and settled since: it was never issued.
    let was_answered = !demand.answer.is_empty() && demand.slip_id.is_none();
    let state = if was_answered { DemandState::AnsweredOnSite } else { demand.state };
    let limit = match (demand.original_due_on, content.limit_workdays) {
        _ if was_answered => String::new(),
        (Some(on), _) => short_date(on),
        (None, Some(days)) => format!("{days}个工作日"),
        (None, None) => String::new(),
    };
    Ok(RecordItem {
        place: chinese(at + 1),
        enterprise: within(&shown_enterprise(connection, demand)?),
        statement: shown(&statement),
        response: shown(&response),
        disposal: disposal(state).to_owned(),
        limit,
        opinion: shown(&spoken(said, demand, raised, Speaker::Leader).join("\n")),
        promise: if was_answered { String::new() } else { shown(&promise.join("：")) },
    })
}
