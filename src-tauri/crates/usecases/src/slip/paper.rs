//! The slip as it prints: from the record while it is a draft, frozen once it is issued.

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};
use domain::dates::paper_date;
use domain::ids::LeaderId;
use domain::limits::Limits;
use domain::pinyin::{NameSense, pinyin_key};
use domain::slip::{SlipState, SlipUrgency};
use domain::terms::Term;
use papers::{
    Approval, InkStroke, Instruction, Limit, PaperDate, PaperNumber, PaperTime, SignatureInk,
    SlipPaper, Strip,
};
use rusqlite::Connection;
use store::tables::demands::DemandRow;
use store::tables::receptions::ReceptionRow;
use store::tables::slips::SlipRow;
use store::tables::{enterprises, guests, leaders, receptions, units};

use super::Ink;
use crate::clock::local;
use crate::context::Context;
use crate::demand::{Veil, told};
use crate::error::UseCaseError;
use crate::minutes::joined;
use crate::office::{OfficeSettings, read_settings};

/// Printed where a draft has nothing to say yet.
const PENDING: &str = "（待定）";

/// Returns the paper of a slip with these demands, numbered as its next print.
///
/// # Errors
/// When something it names cannot be read.
pub(super) fn slip_paper(
    context: &Context<'_>,
    connection: &Connection,
    slip: &SlipRow,
    rows: &[DemandRow],
) -> Result<SlipPaper, UseCaseError> {
    if let Some(frozen) = &slip.paper {
        let mut paper: SlipPaper = serde_json::from_str(frozen)?;
        paper.strip.print = print_number(slip.print_count + 1);
        return Ok(paper);
    }
    let settings = read_settings(connection)?;
    let reception =
        slip.reception_id.as_ref().map(|id| receptions::get(connection, id)).transpose()?;
    let firm = enterprises::get(connection, &slip.enterprise_id)?;
    // The texts tell as much as the head does.
    let veil = Veil::over(connection, rows)?;
    let shown = |text: &str| told(veil.as_ref(), text);
    let lead_leader =
        slip.lead_leader_id.as_ref().map(|id| leaders::get(connection, id)).transpose()?;
    let presiding = reception.as_ref().map(presiding);
    let mut names = Vec::new();
    for id in
        [presiding, slip.lead_leader_id.as_ref(), slip.signer_id.as_ref()].into_iter().flatten()
    {
        names.push(leaders::get(connection, id)?.name);
    }
    names.extend(rows.iter().map(|row| row.content.responsible_person.clone()));
    names.retain(|name| !name.is_empty());
    names.sort_unstable();
    names.dedup();
    // The row costs room; it is left out where the words name the leader already.
    let lead_leader = lead_leader
        .filter(|leader| !format!("{}{}", slip.proposal, slip.instruction).contains(&leader.name))
        .map(|leader| format!("{}　{}", leader.post, leader.name));
    Ok(SlipPaper {
        mark: settings.slip_mark.clone(),
        number: number(&settings, slip, context.today()),
        state: match slip.state {
            SlipState::Issued => papers::SlipState::Issued,
            SlipState::Void => papers::SlipState::Void { reason: slip.void_reason.clone() },
            SlipState::Drafting
            | SlipState::UnderReview
            | SlipState::AwaitingInstruction
            | SlipState::Instructed => {
                // The number is taken in the same transaction that freezes the paper.
                if slip.issued_on.is_some() {
                    papers::SlipState::Issued
                } else {
                    papers::SlipState::Draft
                }
            }
        },
        corrected: slip.issued_on.is_none()
            && slip.printed_version > 0
            && slip.paper_version > slip.printed_version,
        urgency: match slip.urgency {
            SlipUrgency::Ordinary => None,
            SlipUrgency::Urgent | SlipUrgency::Critical => Some(slip.urgency.label().to_owned()),
        },
        enterprise: shown(&firm.name),
        visitors: if veil.is_some() { None } else { visitors(connection, rows)? },
        source: shown(&occasion(reception.as_ref(), rows.first())),
        leader: presiding
            .map(|id| leaders::get(connection, id))
            .transpose()?
            .map(|leader| format!("{}　{}", leader.post, leader.name)),
        lead_leader,
        instruction: instruction(connection, slip)?,
        proposal: Some(shown(&slip.proposal)).filter(|text| !text.is_empty()),
        drafted_by: Some(slip.drafted_by.clone()).filter(|text| !text.is_empty()),
        reviewed_by: Some(slip.reviewer.clone()).filter(|text| !text.is_empty()),
        approved_by: slip
            .issued_on
            .map(|day| Approval { name: slip.issuer.clone(), on: Some(date(day)) }),
        items: items(connection, rows, &shown)?,
        names,
        notes: notes(&settings),
        issuer: settings.name.clone(),
        issued_on: slip.issued_on.map(date),
        strip: strip(context, slip),
    })
}

/// Returns the items of a slip in the order of `rows`, worded for units as the slip words them: an
/// enterprise that asked not to be named is not.
///
/// # Errors
/// When something they name cannot be read.
pub(crate) fn printed_items(
    context: &Context<'_>,
    connection: &Connection,
    slip: &SlipRow,
    rows: &[DemandRow],
) -> Result<Vec<papers::SlipItem>, UseCaseError> {
    // The frozen paper lacks what was decided since.
    let afresh = SlipRow { paper: None, ..slip.clone() };
    Ok(slip_paper(context, connection, &afresh, rows)?.items)
}

/// Returns who presides over a sitting.
pub(super) fn presiding(row: &ReceptionRow) -> &LeaderId {
    match &row.stand_in_id {
        Some(stand_in) if row.is_stand_in_presiding => stand_in,
        Some(_) | None => &row.leader_id,
    }
}

fn number(settings: &OfficeSettings, slip: &SlipRow, today: NaiveDate) -> PaperNumber {
    let prefix = slip.number_prefix.as_ref().unwrap_or(&settings.number_prefix);
    let year = slip.number_year.unwrap_or(today.year());
    PaperNumber {
        prefix: format!("{prefix}〔{year}〕"),
        serial: slip.number_seq,
        suffix: "号".to_owned(),
    }
}

/// 来源期次: `第13期（2026年3月19日会场）`, or where the demand came from.
pub(crate) fn occasion(reception: Option<&ReceptionRow>, first: Option<&DemandRow>) -> String {
    match (reception, first) {
        (Some(row), _) => {
            let name = if row.series_number > 0 {
                format!("第{}期", row.series_number)
            } else {
                row.title.clone()
            };
            format!("{name}（{}{}）", paper_date(row.held_on), row.venue.label())
        }
        (None, Some(row)) => format!("{}（{}）", row.source.label(), paper_date(row.raised_on)),
        (None, None) => String::new(),
    }
}

/// 到会人: `刘启明（法定代表人）`.
///
/// # Errors
/// When a guest cannot be read.
pub(super) fn visitors(
    connection: &Connection,
    rows: &[DemandRow],
) -> Result<Option<String>, UseCaseError> {
    let Some(first) = rows.first() else { return Ok(None) };
    let Some(guest) = &first.guest_id else {
        return Ok(Some(first.contact_name.clone()).filter(|name| !name.is_empty()));
    };
    let guest = guests::get(connection, guest)?;
    if guest.representative.is_empty() {
        return Ok(None);
    }
    Ok(Some(format!("{}（{}）", guest.representative, guest.capacity.label())))
}

fn instruction(
    connection: &Connection,
    slip: &SlipRow,
) -> Result<Option<Instruction>, UseCaseError> {
    if slip.instruction.is_empty() {
        return Ok(None);
    }
    let ink: Option<Ink> = slip.ink.as_deref().map(serde_json::from_str).transpose()?;
    let signer = slip.signer_id.as_ref().map(|id| leaders::get(connection, id)).transpose()?;
    Ok(Some(Instruction {
        text: slip.instruction.clone(),
        signature: ink.as_ref().map(signature),
        signer: signer.filter(|_| slip.scan_id.is_some()).map(|leader| leader.name),
        signed_on: slip.instructed_on.map(date),
    }))
}

/// Returns the strokes as the paper draws them.
#[expect(clippy::cast_possible_truncation, reason = "pad units need no more than f32")]
pub(super) fn signature(ink: &Ink) -> SignatureInk {
    SignatureInk {
        width: ink.width as f32,
        height: ink.height as f32,
        strokes: ink
            .strokes
            .iter()
            .map(|stroke| InkStroke {
                pen: stroke.width as f32,
                points: stroke.points.iter().map(|&(x, y)| (x as f32, y as f32)).collect(),
            })
            .collect(),
    }
}

fn items(
    connection: &Connection,
    rows: &[DemandRow],
    shown: &dyn Fn(&str) -> String,
) -> Result<Vec<papers::SlipItem>, UseCaseError> {
    let name = |id| units::get(connection, id).map(|unit| unit.name);
    let or_pending = |text: String| if text.is_empty() { PENDING.to_owned() } else { text };
    let mut items = Vec::new();
    for row in rows {
        let content = &row.content;
        let mut text = content.facts.clone();
        if text.is_empty() {
            text = joined(connection, &row.quotes)?;
        }
        if !content.request.is_empty() {
            text = if text.is_empty() {
                content.request.clone()
            } else {
                format!("{text}\n{}", content.request)
            };
        }
        let tags = content.category.map(Term::label).into_iter();
        let tags = tags.chain(content.urgency.iter().map(|tag| tag.label()));
        items.push(papers::SlipItem {
            title: or_pending(shown(&content.title)),
            tags: tags.map(str::to_owned).collect(),
            text: or_pending(shown(&text)),
            requirement: Some(shown(&content.requirement)).filter(|text| !text.is_empty()),
            lead: or_pending(
                content.lead_unit_id.as_ref().map(name).transpose()?.unwrap_or_default(),
            ),
            responsible: Some(content.responsible_person.clone()).filter(|text| !text.is_empty()),
            assisting: content.assists.iter().map(name).collect::<Result<_, _>>()?,
            limit: Limit {
                text: content
                    .limit_workdays
                    .map_or_else(|| PENDING.to_owned(), |days| format!("{days}个工作日")),
                due_on: row.due_on.map(date),
                provisional: row.is_provisional,
            },
        });
    }
    if items.is_empty() {
        return Err(UseCaseError::refused("还没有交办事项。"));
    }
    Ok(items)
}

/// 说明 at the foot: what the units owe the office, whom to ask, who is copied in.
fn notes(settings: &OfficeSettings) -> Vec<String> {
    let Limits { receipt, contact, objection, .. } = settings.limits;
    let mut first = format!(
        "请主办、协办单位于收到后{receipt}个工作日内签收并退回回执；{contact}个工作日内联系企业；\
         对交办有异议的，{objection}个工作日内书面提出，逾期视为接受。"
    );
    if !settings.contact_name.is_empty() {
        first.push_str(&format!("联系人：{}", settings.contact_name));
        if !settings.contact_phone.is_empty() {
            first.push_str(&format!("，电话：{}", settings.contact_phone));
        }
        first.push('。');
    }
    let mut notes = vec![first];
    if !settings.copies_to.is_empty() {
        notes.push(format!("抄送：{}。", settings.copies_to.join("、")));
    }
    notes
}

/// The machine strip. Its check code ties the paper to its row in the record.
fn strip(context: &Context<'_>, slip: &SlipRow) -> Strip {
    let code = slip.number().map_or_else(
        || slip.draft_code(),
        |number| number_code(&number.prefix, number.year, number.seq),
    );
    Strip {
        check: check_code(&[slip.id.as_str(), &code, &slip.paper_version.to_string()]),
        code,
        version: u32::try_from(slip.paper_version).unwrap_or(u32::MAX),
        made_at: paper_time(slip.issued_at.unwrap_or(context.now())),
        print: print_number(slip.print_count + 1),
    }
}

/// 打印次数 as the strip says it; a paper not counted yet is the first.
pub(crate) fn print_number(count: i64) -> u32 {
    u32::try_from(count.max(1)).unwrap_or(u32::MAX)
}

/// Writes a number as machines read it: `CJGSLJ-2026-12`.
pub(crate) fn number_code(prefix: &str, year: i32, seq: u32) -> String {
    let letters = pinyin_key(prefix, NameSense::Body).initials;
    let letters: String = letters
        .split(' ')
        .next()
        .unwrap_or_default()
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(12)
        .collect();
    format!("{}-{year}-{seq}", letters.to_uppercase())
}

/// Returns a moment as papers take it, in local time.
pub(crate) fn paper_time(at: DateTime<Utc>) -> PaperTime {
    let at = local(at);
    PaperTime {
        date: date(at.date_naive()),
        hour: u8::try_from(at.hour()).unwrap_or_default(),
        minute: u8::try_from(at.minute()).unwrap_or_default(),
    }
}

/// Eight letters of Crockford's alphabet from the SM3 of the parts: `7K3M-9Q2D`.
pub(crate) fn check_code(parts: &[&str]) -> String {
    const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let hash = store::journal::digest(parts.iter().map(|part| part.as_bytes()));
    let mut code = String::new();
    for (index, pair) in hash.as_bytes().chunks(2).take(8).enumerate() {
        if index == 4 {
            code.push('-');
        }
        let value = pair.iter().fold(0_usize, |sum, digit| {
            sum * 16 + char::from(*digit).to_digit(16).unwrap_or_default() as usize
        });
        code.push(char::from(LETTERS[value % 32]));
    }
    code
}

/// Returns a date as papers take it.
pub(crate) fn date(day: NaiveDate) -> PaperDate {
    PaperDate {
        year: u16::try_from(day.year()).unwrap_or_default(),
        month: u8::try_from(day.month()).unwrap_or_default(),
        day: u8::try_from(day.day()).unwrap_or_default(),
    }
}
