//! 线索移送函 (form F18).

use chrono::Datelike;
use domain::dates::paper_date;
use domain::ids::ClueId;
use papers::{CluePaper, Form, PaperNumber, Strip};
use rusqlite::Connection;
use store::Writing;
use store::tables::clerks;
use store::tables::clues::{self, ClueRow};
use store::tables::{enterprises, leaders};

use super::PrintClue;
use super::access::officer;
use super::register::save;
use crate::context::Context;
use crate::error::UseCaseError;
use crate::handling::number_prefix;
use crate::office::read_settings;
use crate::printing::{made, on_screen, place};
use crate::slip::{PaperPreview, PrintedPaper, check_code, date, number_code, paper_time};
use crate::wire::ById;

/// Tells the letters of clues from the office's other papers: `川工商联线〔2026〕1号`.
const MARK: &str = "线";

/// Gives a clue its letter's number and freezes the letter. One that cannot be set takes no number.
///
/// # Errors
/// When the office has no number prefix, or the paper cannot be set.
pub(super) fn freeze(
    context: &Context<'_>,
    tx: &Writing<'_>,
    mut row: ClueRow,
) -> Result<ClueRow, UseCaseError> {
    let settings = read_settings(tx)?;
    if settings.number_prefix.is_empty() {
        return Err(UseCaseError::refused("还没有设置交办单字号，请先到“设置”填写。"));
    }
    let prefix = number_prefix(&settings.number_prefix, MARK);
    let today = context.today();
    row.number_seq = Some(clues::next_number(tx, &prefix, today.year())?);
    row.number_year = Some(today.year());
    row.number_prefix = Some(prefix);
    row.issued_on = Some(today);
    let paper = paper(context, tx, &row)?;
    row.paper = Some(serde_json::to_string(&paper)?);
    context.typesetter()?.form_pages(&Form::Clue(Box::new(paper)))?;
    Ok(row)
}

/// Returns the letter of a clue: as it went out, or as it would now.
///
/// # Errors
/// When something it names cannot be read.
fn paper(
    context: &Context<'_>,
    connection: &Connection,
    row: &ClueRow,
) -> Result<CluePaper, UseCaseError> {
    if let Some(frozen) = &row.paper {
        return Ok(serde_json::from_str(frozen)?);
    }
    let settings = read_settings(connection)?;
    let leader = leaders::get(connection, &row.leader_id)?;
    let firm = enterprises::get(connection, &row.enterprise_id)?;
    let officer = row.officer_id.as_ref().map(|id| clerks::get(connection, id)).transpose()?;
    let year = row.number_year.unwrap_or(context.today().year());
    let prefix =
        row.number_prefix.clone().unwrap_or_else(|| number_prefix(&settings.number_prefix, MARK));
    let informant = match (row.is_named, row.informant.as_str(), row.phone.as_str()) {
        (false, _, _) => "反映人要求不公开身份，身份材料由我单位保密管理员保管。".to_owned(),
        (true, "", _) => format!("反映企业：{}。", firm.name),
        (true, name, "") => format!("反映企业：{}；反映人：{name}。", firm.name),
        (true, name, phone) => {
            format!("反映企业：{}；反映人：{name}，电话：{phone}。", firm.name)
        }
    };
    let signed = |on: Option<chrono::NaiveDate>| {
        on.map_or_else(|| "待签".to_owned(), |on| format!("{}签", paper_date(on)))
    };
    let code = row.number().map_or_else(
        || row.register_number(),
        |number| number_code(&number.prefix, number.year, number.seq),
    );
    let contact = match (settings.contact_name.as_str(), settings.contact_phone.as_str()) {
        ("", _) => None,
        (name, "") => Some(format!("联系人：{name}")),
        (name, phone) => Some(format!("联系人：{name}，电话：{phone}")),
    };
    Ok(CluePaper {
        mark: settings.name.clone(),
        number: PaperNumber {
            prefix: format!("{prefix}〔{year}〕"),
            serial: row.number_seq,
            suffix: "号".to_owned(),
        },
        addressee: row.receiver.clone(),
        opening: format!(
            "{}，我单位在民营企业接待日工作中收到问题线索1件（登记号{}）。经{}{}同意，现按规定移送你单位。",
            paper_date(row.referred_on),
            row.register_number(),
            leader.post,
            leader.name,
        ),
        informant,
        matter: row.title.clone(),
        content: row.content.clone(),
        request: Some(row.request.clone()).filter(|text| !text.is_empty()),
        reason: row.reason.clone(),
        signatures: format!(
            "领导：{}，{}；保密管理员：{}，{}。",
            leader.name,
            signed(row.leader_signed_on),
            officer.map_or_else(|| "—".to_owned(), |clerk| clerk.name),
            signed(row.officer_signed_on),
        ),
        closing: "请依规依纪依法处理，并将办理结果函告我单位。本函限你单位经办人员和我单位保密管理员阅看，不得复印、转发。"
            .to_owned(),
        issuer: settings.name.clone(),
        issued_on: row.issued_on.map(date),
        contact,
        strip: Strip {
            check: check_code(&[row.id.as_str(), &code]),
            code,
            version: 1,
            made_at: paper_time(context.now()),
            print: 1,
        },
    })
}

/// Shows the letter as it went out, or as it would; that it was looked at stands in the journal.
pub(crate) fn preview_clue(
    context: &Context<'_>,
    input: ById,
) -> Result<PaperPreview, UseCaseError> {
    let id = ClueId::new(input.id);
    let paper = context.write("preview_clue", |tx| {
        officer(context, tx)?;
        let row = clues::get(tx, &id)?;
        tx.record("clue", id.as_str(), Some(&row), &row)?;
        paper(context, tx, &row)
    })?;
    on_screen(context, &Form::Clue(Box::new(paper)))
}

/// Makes the PDF of the letter as it went out; then counts the print.
pub(crate) fn print_clue(
    context: &Context<'_>,
    input: PrintClue,
) -> Result<PrintedPaper, UseCaseError> {
    let target = place(context, &input.job, input.path.as_deref())?;
    let (before, mut paper) = context.read(|connection| {
        officer(context, connection)?;
        let row = clues::get(connection, &input.id)?;
        if row.paper.is_none() {
            return Err(UseCaseError::refused("移送函还没有发出，双签并发函后才能打印。"));
        }
        let paper = paper(context, connection, &row)?;
        Ok((row, paper))
    })?;
    paper.strip.print = (before.print_count + u32::from(input.is_counted)).max(1);
    let number = before.number().map(|number| number.to_string()).unwrap_or_default();
    let made = made(context, &[Form::Clue(Box::new(paper))], &input.job, target, &number)?;
    context.write("print_clue", |tx| {
        let now = clues::get(tx, &before.id)?;
        tx.check_version("clue", before.id.as_str(), before.version, now.version)?;
        let print_count = before.print_count + u32::from(input.is_counted);
        save(tx, &before, ClueRow { print_count, ..before.clone() })
    })?;
    made.put_in_place(input.is_counted.then_some(1))
}
