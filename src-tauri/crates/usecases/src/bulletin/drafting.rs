//! Drafting, editing and giving up a bulletin; the list of all.

use std::collections::BTreeSet;

use chrono::Datelike;
use domain::bulletin::{BulletinKind, BulletinState, IssueNumber};
use domain::demand::DemandState;
use domain::figures::{Period, PeriodKind};
use domain::ids::BulletinId;
use domain::text::TextRule;
use papers::CHARTED_MAX;
use rusqlite::Connection;
use store::Writing;
use store::tables::bulletins::{self, BulletinRow};
use store::tables::{bulletin_instructions, demands, receptions};

use super::instructing;
use super::propose::{Grounds, annual, quarterly};
use super::sitting::{mark, sitting, summary};
use super::{
    BulletinContent, BulletinDetail, BulletinLine, BulletinList, BulletinWords, DraftBulletin,
    SaveBulletin,
};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::Fields;
use crate::figures::{PeriodChoice, asked};
use crate::office::{OfficeSettings, read_settings};
use crate::wire::{ById, Nothing, Reasoned};

/// More parts, lines and figures than any bulletin has.
const SECTIONS_MAX: usize = 40;
const LINES_MAX: usize = 12;
const ROWS_MAX: usize = 60;
const COLUMNS_MAX: usize = 9;
/// What the paper has room for.
const MARK_MAX: usize = 40;
const TITLE_MAX: usize = 100;
const HEAD_MAX: usize = 50;
const LABEL_MAX: usize = 12;
const WORDS_MAX: usize = 5_000;
const CELL_MAX: usize = 40;
const NOTE_MAX: usize = 400;
const IMPRINT_MAX: usize = 100;

/// Lists all bulletins.
pub(crate) fn list_bulletins(
    context: &Context<'_>,
    _: Nothing,
) -> Result<BulletinList, UseCaseError> {
    context.read(|connection| {
        let bulletins = bulletins::list(connection)?
            .iter()
            .map(|row| line(connection, row))
            .collect::<Result<_, UseCaseError>>()?;
        Ok(BulletinList { bulletins })
    })
}

fn line(connection: &Connection, row: &BulletinRow) -> Result<BulletinLine, UseCaseError> {
    let content: BulletinContent = serde_json::from_str(&row.content)?;
    let written = bulletin_instructions::list(connection, &row.id)?;
    let mut open = 0;
    for one in &written {
        let state = demands::get(connection, &one.demand_id)?.state;
        open += u32::from(!matches!(state, DemandState::Closed | DemandState::Terminated));
    }
    Ok(BulletinLine {
        id: row.id.clone(),
        kind: row.kind,
        state: row.state,
        period: period_words(connection, row)?,
        title: if content.title.is_empty() { content.mark } else { content.title },
        number: number_words(row),
        drafted_on: row.drafted_on,
        drafted_by: row.drafted_by.clone(),
        issued_on: row.issued_on,
        instructions: u32::try_from(written.len()).unwrap_or(u32::MAX),
        open_instructions: open,
    })
}

/// `2026年第3期（总第11期）`.
pub(super) fn number_words(row: &BulletinRow) -> Option<String> {
    row.number().map(|number| format!("{}年{}", number.year, number.words(row.kind)))
}

fn period_words(connection: &Connection, row: &BulletinRow) -> Result<String, UseCaseError> {
    if let Some(id) = &row.reception_id {
        return Ok(receptions::get(connection, id)?.title);
    }
    let kind = period_kind(row.kind);
    let period = Period::new(kind, row.period_year, row.period_number);
    Ok(period.map(Period::label).unwrap_or_default())
}

fn period_kind(kind: BulletinKind) -> PeriodKind {
    match kind {
        BulletinKind::Quarterly => PeriodKind::Quarter,
        BulletinKind::Annual | BulletinKind::Summary => PeriodKind::Year,
    }
}

/// Returns a bulletin in full.
pub(crate) fn get_bulletin(
    context: &Context<'_>,
    input: ById,
) -> Result<BulletinDetail, UseCaseError> {
    let id = BulletinId::new(input.id);
    context.read(|connection| detail(context, connection, &bulletins::get(connection, &id)?))
}

/// Returns a bulletin in full inside a read or a change.
///
/// # Errors
/// When it cannot be read.
pub(super) fn detail(
    context: &Context<'_>,
    connection: &Connection,
    row: &BulletinRow,
) -> Result<BulletinDetail, UseCaseError> {
    let last = bulletins::last_numbered(connection, row.kind)?.and_then(|row| row.number());
    let next = IssueNumber::after(last, context.today().year());
    Ok(BulletinDetail {
        id: row.id.clone(),
        version: row.version,
        kind: row.kind,
        state: row.state,
        period: period_words(connection, row)?,
        reception_id: row.reception_id.clone(),
        content: serde_json::from_str(&row.content)?,
        number: number_words(row),
        next_number: format!("{}年{}", next.year, next.words(row.kind)),
        is_first: last.is_none(),
        drafted_on: row.drafted_on,
        drafted_by: row.drafted_by.clone(),
        issued_on: row.issued_on,
        void_reason: row.void_reason.clone(),
        instructions: instructing::list(connection, row)?,
    })
}

/// Drafts a bulletin from what the records hold now; an unfinished or issued one of the same is
/// returned as it is.
pub(crate) fn draft_bulletin(
    context: &Context<'_>,
    input: DraftBulletin,
) -> Result<BulletinDetail, UseCaseError> {
    let is_summary = input.kind == BulletinKind::Summary;
    let choice =
        PeriodChoice { kind: period_kind(input.kind), year: input.year, number: input.number };
    let asked = if is_summary { None } else { Some(asked(context, &choice)?) };
    if is_summary && input.reception_id.is_none() {
        return Err(UseCaseError::field("reception_id", "请选择一次接待活动。"));
    }
    context.write("draft_bulletin", |tx| {
        let settings = read_settings(tx)?;
        let reception = match (&input.reception_id, is_summary) {
            (Some(id), true) => Some(sitting(context, tx, id)?),
            _ => None,
        };
        let (year, number) = match &reception {
            Some(reception) => (reception.held_on.year(), 1),
            None => (input.year, input.number),
        };
        let id = reception.as_ref().map(|reception| &reception.id);
        if let Some(known) = bulletins::find_same(tx, input.kind, (year, number), id)? {
            return detail(context, tx, &known);
        }
        let mut content = remembered(tx, input.kind, &settings)?;
        match (&reception, &asked) {
            (Some(reception), _) => {
                let (proposal, attendance) = summary(tx, reception)?;
                content.mark = mark(&settings.district_name, reception);
                content.opening = proposal.opening;
                content.sections = proposal.sections;
                content.attendance = attendance;
            }
            (None, Some(asked)) => {
                let grounds = Grounds::read(context, tx, asked)?;
                let district = &settings.district_name;
                let proposal = if input.kind == BulletinKind::Annual {
                    annual(tx, (asked, &grounds), district)?
                } else {
                    quarterly(tx, (asked, &grounds), district)?
                };
                content.title = proposal.title;
                content.opening = proposal.opening;
                content.sections = proposal.sections;
            }
            (None, None) => {}
        }
        let row = BulletinRow {
            id: BulletinId::new(store::new_id()),
            kind: input.kind,
            state: BulletinState::Draft,
            period_year: year,
            period_number: number,
            reception_id: reception.map(|reception| reception.id),
            content: serde_json::to_string(&content)?,
            drafted_on: context.today(),
            drafted_by: context.clerk().name.clone(),
            number_year: None,
            number_seq: None,
            number_total: None,
            issued_on: None,
            paper: None,
            void_reason: String::new(),
            version: 1,
        };
        bulletins::insert(tx, &row)?;
        tx.record("bulletin", row.id.as_str(), None::<&BulletinRow>, &row)?;
        detail(context, tx, &row)
    })
}

/// Mark, distribution list and imprint of the last bulletin of the kind, else the usual ones.
fn remembered(
    connection: &Connection,
    kind: BulletinKind,
    settings: &OfficeSettings,
) -> Result<BulletinContent, UseCaseError> {
    let list = bulletins::list(connection)?;
    let last = list.iter().filter(|row| row.kind == kind).max_by_key(|row| row.id.clone());
    if let Some(last) = last {
        let last: BulletinContent = serde_json::from_str(&last.content)?;
        return Ok(BulletinContent {
            title: String::new(),
            opening: String::new(),
            sections: Vec::new(),
            attendance: Vec::new(),
            ..last
        });
    }
    let line = |label: &str, words: String| BulletinWords { label: label.to_owned(), words };
    let watched = settings.copies_to.join("、");
    let district = &settings.district_name;
    let (mark, issuer, copies, imprint) = match kind {
        BulletinKind::Quarterly => (
            String::from("民营企业接待日工作专报"),
            format!("{}编", settings.name),
            vec![
                line("报", String::from("区委、区政府主要领导")),
                line("送", watched),
                line("发", String::from("有关承办单位")),
            ],
            String::from("编审：　　　　签发："),
        ),
        BulletinKind::Annual => (
            format!("{district}民营企业接待日年度报告"),
            settings.name.clone(),
            vec![line("报", String::from("区委、区政府")), line("送", watched)],
            String::from("编审：　　　　签发："),
        ),
        BulletinKind::Summary => (
            String::new(),
            settings.name.clone(),
            vec![line("分送", String::from("出席、列席单位，参会企业"))],
            settings.name.clone(),
        ),
    };
    Ok(BulletinContent {
        mark,
        issuer,
        title: String::new(),
        opening: String::new(),
        sections: Vec::new(),
        attendance: Vec::new(),
        copies,
        imprint,
    })
}

/// Returns what is kept of an edited bulletin, each fault at its field.
fn checked(fields: &mut Fields, input: &BulletinContent) -> BulletinContent {
    let line = |max: usize| TextRule::line(max).optional();
    fields.list("content.sections", &input.sections, SECTIONS_MAX);
    fields.list("content.attendance", &input.attendance, LINES_MAX);
    fields.list("content.copies", &input.copies, LINES_MAX);
    let mut content = BulletinContent {
        mark: fields.text("content.mark", &input.mark, TextRule::line(MARK_MAX)),
        issuer: fields.name("content.issuer", &input.issuer),
        title: fields.text("content.title", &input.title, line(TITLE_MAX)),
        opening: fields.long("content.opening", &input.opening),
        imprint: fields.text("content.imprint", &input.imprint, line(IMPRINT_MAX)),
        sections: Vec::new(),
        attendance: words(fields, "content.attendance", &input.attendance),
        copies: words(fields, "content.copies", &input.copies),
    };
    for (at, section) in input.sections.iter().enumerate().take(SECTIONS_MAX) {
        let path = |name: &str| format!("content.sections.{at}.{name}");
        let head = fields.text(path("head"), &section.head, TextRule::line(HEAD_MAX));
        let text = fields.long(path("text"), &section.text);
        let mut kept = super::BulletinSection { head, text, figures: None };
        if let Some(figures) = &section.figures {
            fields.list(path("figures.columns"), &figures.columns, COLUMNS_MAX);
            fields.list(path("figures.rows"), &figures.rows, ROWS_MAX);
            let mut cells = |name: String, row: &[String]| -> Vec<String> {
                fields.list(name.clone(), row, COLUMNS_MAX);
                let numbered = row.iter().enumerate().take(COLUMNS_MAX);
                numbered
                    .map(|(at, cell)| fields.text(format!("{name}.{at}"), cell, line(CELL_MAX)))
                    .collect()
            };
            let columns = cells(path("figures.columns"), &figures.columns);
            let rows = figures.rows.iter().enumerate().take(ROWS_MAX);
            let rows: Vec<Vec<String>> = rows
                .map(|(at, row)| cells(format!("{}.{at}", path("figures.rows")), row))
                .collect();
            let width = columns.len();
            if width < 2 || rows.iter().any(|row| row.len() != width) {
                fields.reject(path("figures.rows"), "表格每行的格数要和表头一样，至少两列。");
            }
            let note = TextRule::paragraph(NOTE_MAX);
            let note = fields.text(path("figures.note"), &figures.note, note);
            let charted = figures.charted.clone();
            if let Err(words) = check_charted(&charted, &rows, width) {
                fields.reject(path("figures.charted"), words);
            }
            kept.figures = Some(super::BulletinFigures { columns, rows, note, charted });
        }
        content.sections.push(kept);
    }
    content
}

/// Tells what is wrong with the columns to be drawn of a table this wide.
fn check_charted(charted: &[u32], rows: &[Vec<String>], width: usize) -> Result<(), &'static str> {
    let columns: BTreeSet<usize> = charted.iter().map(|column| *column as usize).collect();
    let is_there = columns.iter().all(|column| (1..width).contains(column));
    if charted.len() > CHARTED_MAX || columns.len() < charted.len() || !is_there {
        return Err("附图画一列或两列，请重选。");
    }
    let cells = |column: usize| rows.iter().filter_map(move |row| row.get(column));
    let is_share = |column: &&usize| cells(**column).any(|cell| cell.ends_with('%'));
    let shares = columns.iter().filter(is_share).count();
    if shares > 0 && shares < columns.len() {
        return Err("件数和比例不能画在一张图里，请只选一种。");
    }
    Ok(())
}

fn words(fields: &mut Fields, path: &str, lines: &[BulletinWords]) -> Vec<BulletinWords> {
    let numbered = lines.iter().enumerate().take(LINES_MAX);
    numbered
        .map(|(at, line)| BulletinWords {
            label: fields.text(
                format!("{path}.{at}.label"),
                &line.label,
                TextRule::line(LABEL_MAX),
            ),
            words: fields.text(
                format!("{path}.{at}.words"),
                &line.words,
                TextRule::line(WORDS_MAX).optional(),
            ),
        })
        .collect()
}

/// Saves an edited draft.
pub(crate) fn save_bulletin(
    context: &Context<'_>,
    input: SaveBulletin,
) -> Result<BulletinDetail, UseCaseError> {
    let mut fields = Fields::new();
    let content = checked(&mut fields, &input.content);
    fields.finish()?;
    context.write("save_bulletin", |tx| {
        let before = drafted(tx, &input.id, input.version)?;
        let content = serde_json::to_string(&content)?;
        let row = save(tx, &before, BulletinRow { content, ..before.clone() })?;
        detail(context, tx, &row)
    })
}

/// Returns a draft in the version the caller read.
///
/// # Errors
/// When it was issued or given up, or changed meanwhile.
pub(super) fn drafted(
    tx: &mut Writing<'_>,
    id: &BulletinId,
    version: i64,
) -> Result<BulletinRow, UseCaseError> {
    let row = bulletins::get(tx, id)?;
    tx.check_version("bulletin", id.as_str(), version, row.version)?;
    match row.state {
        BulletinState::Draft => Ok(row),
        BulletinState::Issued => {
            Err(UseCaseError::refused("已经印发，内容不能再改。要更正的，请在下一期说明。"))
        }
        BulletinState::Void => Err(UseCaseError::refused("已经作废，不能再改。")),
    }
}

/// Saves a bulletin as its next version.
///
/// # Errors
/// When SQLite refuses.
pub(super) fn save(
    tx: &mut Writing<'_>,
    before: &BulletinRow,
    row: BulletinRow,
) -> Result<BulletinRow, UseCaseError> {
    let row = BulletinRow { version: before.version + 1, ..row };
    bulletins::update(tx, &row)?;
    tx.record("bulletin", row.id.as_str(), Some(before), &row)?;
    Ok(row)
}

/// Gives a bulletin up for a reason; the number of an issued one is not used again.
pub(crate) fn void_bulletin(
    context: &Context<'_>,
    input: Reasoned,
) -> Result<BulletinDetail, UseCaseError> {
    let mut fields = Fields::new();
    let reason = fields.required_line("reason", &input.reason);
    fields.finish()?;
    let id = BulletinId::new(input.id);
    context.write("void_bulletin", |tx| {
        let before = bulletins::get(tx, &id)?;
        tx.check_version("bulletin", id.as_str(), input.version, before.version)?;
        if before.state == BulletinState::Void {
            return Err(UseCaseError::refused("已经作废了。"));
        }
        if !bulletin_instructions::list(tx, &id)?.is_empty() {
            return Err(UseCaseError::refused("领导已在这一期上批示，不能作废。"));
        }
        let row = BulletinRow { state: BulletinState::Void, void_reason: reason, ..before.clone() };
        let row = save(tx, &before, row)?;
        detail(context, tx, &row)
    })
}
