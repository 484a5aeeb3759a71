//! Holiday notices (放假安排): read off, confirmed by a person, in force from then on; what they
//! would move is shown first and moves only where somebody says so (scenarios 11 and 12).

use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use domain::calendar::{
    NoticeError, NoticeReading, NoticeScope, ReadingError, WorkCalendar, YearNotice,
    embedded_notices,
};
use domain::dates::long_date;
use domain::ids::NoticeId;
use domain::text::TextRule;
use rusqlite::Connection;
use store::tables::notices::{self, NoticeRow};

use super::{
    CalendarChange, CalendarPreview, ChangeCalendar, NoticeInForce, NoticeList, NoticeProposal,
    ReadNotice,
};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::Fields;
use crate::handling::{Choice, list_moves, settle_moves};
use crate::wire::Nothing;

/// The longest text: the notices have about seven hundred characters.
const TEXT_MAX: usize = 10_000;
const TEXT: TextRule = TextRule::paragraph(TEXT_MAX).optional();
const SOURCE: TextRule = TextRule::line(200);
/// The largest file; a year of `holiday-cn` is about four kilobytes.
const BYTES_MAX: u64 = 1024 * 1024;
/// The most days of a notice: those of 2026 name forty.
const DAYS_MAX: usize = 120;
/// More dates than an office has open at a time.
const CHOICES_MAX: usize = 20_000;
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;

/// Returns the work calendar: what the program ships with what was imported on top.
///
/// # Errors
/// When the table cannot be read.
pub(crate) fn read_calendar(connection: &Connection) -> Result<WorkCalendar, UseCaseError> {
    let imported = notices::list(connection)?.iter().map(NoticeRow::notice).collect();
    Ok(WorkCalendar::with_overrides(imported))
}

/// Lists the notices in force: shipped, imported and local.
pub(crate) fn list_notices(context: &Context<'_>, _: Nothing) -> Result<NoticeList, UseCaseError> {
    context.read(notice_list)
}

fn notice_list(connection: &Connection) -> Result<NoticeList, UseCaseError> {
    let imported = notices::list(connection)?;
    let is_replaced = |year: i32| {
        imported.iter().any(|row| row.year == year && row.scope == NoticeScope::National)
    };
    let shipped = embedded_notices().into_iter().filter(|notice| !is_replaced(notice.year));
    let mut list: Vec<NoticeInForce> = shipped
        .map(|notice| NoticeInForce {
            id: None,
            year: notice.year,
            scope: notice.scope,
            source: notice.source,
            text: String::new(),
            days: notice.days,
            imported_on: None,
            imported_by: String::new(),
            version: 0,
        })
        .collect();
    list.extend(imported.into_iter().map(|row| NoticeInForce {
        id: Some(row.id),
        year: row.year,
        scope: row.scope,
        source: row.source,
        text: row.text,
        days: row.days,
        imported_on: Some(row.imported_on),
        imported_by: row.imported_by,
        version: row.version,
    }));
    list.sort_by_key(|notice| (notice.year, notice.scope));
    Ok(NoticeList { notices: list })
}

/// Reads the days off a notice's text or file. Nothing is kept.
pub(crate) fn read_notice(
    context: &Context<'_>,
    input: ReadNotice,
) -> Result<NoticeProposal, UseCaseError> {
    let mut fields = Fields::new();
    let path = input.path.as_deref().map(|path| fields.path("path", path));
    fields.shorter("text", &input.text, TEXT_MAX);
    if input.year.is_some_and(|year| !YEARS.contains(&year)) {
        fields.reject("year", "年份不对，请重新填写。");
    }
    fields.finish()?;
    let (field, text) = match &path {
        Some(path) => ("path", read_file(path)?),
        None => ("text", input.text),
    };
    let NoticeReading { notice, doubts } =
        read(&text, input.year).map_err(|words| UseCaseError::field(field, words))?;
    let is_known = context.calendar().is_published(notice.year);
    Ok(NoticeProposal {
        year: notice.year,
        source: notice.source,
        text: kept_words(&text),
        days: notice.days,
        doubts,
        is_known,
    })
}

/// Returns the wording as it is kept beside the days: a page's tabs and breaks made plain; nothing
/// of a JSON file or of a text that holds much besides.
fn kept_words(text: &str) -> String {
    if text.trim_start().starts_with('{') || text.chars().count() > TEXT_MAX {
        return String::new();
    }
    let plain = text.chars().filter(|c| *c != '\r');
    plain.map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect()
}

/// Reads a file of a notice: text in UTF-8, or in the encoding of older Chinese systems.
fn read_file(path: &Path) -> Result<String, UseCaseError> {
    let unread = |_| UseCaseError::field("path", "这个文件打不开，请换一个或直接粘贴通知原文。");
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(unread)?;
    file.take(BYTES_MAX + 1).read_to_end(&mut bytes).map_err(unread)?;
    if bytes.len() as u64 > BYTES_MAX {
        return Err(UseCaseError::field("path", "这个文件太大，不像放假安排，请换一个。"));
    }
    let (text, _, is_garbled) = match encoding_rs::Encoding::for_bom(&bytes) {
        Some((encoding, _)) => encoding.decode(&bytes),
        None if std::str::from_utf8(&bytes).is_ok() => encoding_rs::UTF_8.decode(&bytes),
        None => encoding_rs::GB18030.decode(&bytes),
    };
    if is_garbled || text.contains('\0') {
        let words = "这个文件不是文本（txt）或 JSON，请打开后复制通知原文，粘贴到这里。";
        return Err(UseCaseError::field("path", words));
    }
    Ok(text.into_owned())
}

fn read(text: &str, year: Option<i32>) -> Result<NoticeReading, String> {
    if text.trim_start().starts_with('{') {
        let notice = YearNotice::parse(text).map_err(|error| notice_words(&error))?;
        return Ok(NoticeReading { notice, doubts: Vec::new() });
    }
    YearNotice::read_text(text, year).map_err(|error| match error {
        ReadingError::NoYear => "没有读出是哪一年的安排，请连标题一起粘贴，或先填年份。".to_owned(),
        ReadingError::NoHoliday => {
            "没有读出放假的日期，请粘贴国务院办公厅通知的原文，如“一、元旦：1月1日放假…”。"
                .to_owned()
        }
    })
}

fn notice_words(error: &NoticeError) -> String {
    match error {
        NoticeError::Shape(_) => "这个 JSON 不是放假安排，请换一个文件。".to_owned(),
        NoticeError::Empty { year } => format!("{year} 年的安排里一天也没有，可能还没有公布。"),
        NoticeError::ForeignDay { year, date } => {
            format!("{}不属于 {year} 年的安排，请核对。", long_date(*date))
        }
        NoticeError::Duplicate { date } => format!("{}出现了两次，请删去一个。", long_date(*date)),
    }
}

/// Shows what a change of the calendar would move. Nothing is kept.
pub(crate) fn preview_calendar(
    context: &Context<'_>,
    input: CalendarChange,
) -> Result<CalendarPreview, UseCaseError> {
    let notice = check(Fields::new(), "", &input)?;
    context.read(|connection| Ok(proposed(context, connection, &input, notice.as_ref())?.preview))
}

/// A calendar as it would be, and what it would move.
struct Proposed {
    calendar: Arc<WorkCalendar>,
    preview: CalendarPreview,
    settled: Vec<store::tables::demands::DemandRow>,
}

fn proposed(
    context: &Context<'_>,
    connection: &Connection,
    change: &CalendarChange,
    notice: Option<&YearNotice>,
) -> Result<Proposed, UseCaseError> {
    let is_same = |row: &NoticeRow| row.year == change.year && row.scope == change.scope;
    let imported = notices::list(connection)?;
    if notice.is_none() && !imported.iter().any(is_same) {
        let words = format!("{} 年没有导入过放假安排，没有可撤销的。", change.year);
        return Err(UseCaseError::refused(words));
    }
    let rest = imported.iter().filter(|row| !is_same(row)).map(NoticeRow::notice);
    let calendar = WorkCalendar::with_overrides(rest.chain(notice.cloned()).collect());
    let old = context.calendar();
    let (moves, settled, changed_days) = match first_change(change.year, old, &calendar) {
        None => (Vec::new(), Vec::new(), 0),
        Some(since) => {
            let found = list_moves(connection, old, &calendar, since)?;
            let changed = window(change.year)
                .filter(|day| old.is_workday(*day) != calendar.is_workday(*day))
                .count();
            (found.moves, found.settled, u32::try_from(changed).unwrap_or(u32::MAX))
        }
    };
    let preview = CalendarPreview {
        moves,
        settled: u32::try_from(settled.len()).unwrap_or(u32::MAX),
        changed_days,
    };
    Ok(Proposed { calendar: Arc::new(calendar), preview, settled })
}

/// The days a notice of a year can say something about, and those it settles.
fn window(year: i32) -> impl Iterator<Item = NaiveDate> {
    let first = NaiveDate::from_ymd_opt(year - 1, 12, 1).unwrap_or_default();
    first.iter_days().take_while(move |day| day.year() <= year)
}

fn first_change(year: i32, old: &WorkCalendar, new: &WorkCalendar) -> Option<NaiveDate> {
    window(year).find(|day| {
        old.is_workday(*day) != new.is_workday(*day) || old.is_settled(*day) != new.is_settled(*day)
    })
}

/// Checks a change that stands at `prefix` of an input; none where what was imported is taken back.
fn check(
    mut fields: Fields,
    prefix: &str,
    input: &CalendarChange,
) -> Result<Option<YearNotice>, UseCaseError> {
    if !YEARS.contains(&input.year) {
        fields.reject(format!("{prefix}year"), "年份不对，请重新填写。");
    }
    fields.list(format!("{prefix}days"), &input.days, DAYS_MAX);
    fields.text(format!("{prefix}text"), &input.text, TEXT);
    if input.days.is_empty() {
        fields.text(format!("{prefix}source"), &input.source, SOURCE.optional());
        fields.finish()?;
        return Ok(None);
    }
    let source = fields.text(format!("{prefix}source"), &input.source, SOURCE);
    let mut days = input.days.clone();
    for (at, day) in days.iter_mut().enumerate() {
        day.name = fields.name(format!("{prefix}days.{at}.name"), &day.name);
        fields.date(format!("{prefix}days.{at}.date"), day.date);
    }
    fields.finish()?;
    days.sort_by_key(|day| day.date);
    let notice = YearNotice { year: input.year, scope: input.scope, source, days };
    notice
        .check()
        .map_err(|error| UseCaseError::field(format!("{prefix}days"), notice_words(&error)))?;
    Ok(Some(notice))
}

/// Puts a notice in force, replaces one, or takes one back. Every date that would move must have
/// been shown and decided; what came in between refuses the whole.
pub(crate) fn change_calendar(
    context: &Context<'_>,
    input: ChangeCalendar,
) -> Result<NoticeList, UseCaseError> {
    let change = &input.change;
    let mut fields = Fields::new();
    let reason = match change.days.is_empty() {
        true => fields.required_line("reason", &input.reason),
        false => fields.line("reason", &input.reason),
    };
    fields.list("choices", &input.choices, CHOICES_MAX);
    let notice = check(fields, "change.", change)?;
    let reason = match &notice {
        Some(notice) => format!("改用：{}", notice.source),
        None => reason,
    };
    let (list, calendar) = context.write("change_calendar", |tx| {
        let proposed = proposed(context, tx, change, notice.as_ref())?;
        let before = notices::find(tx, change.year, change.scope)?;
        let stored = before.as_ref().map_or(0, |row| row.version);
        let id = before.as_ref().map_or("", |row| row.id.as_str());
        tx.check_version("notice", id, input.version, stored)?;
        let shown: BTreeSet<_> =
            input.choices.iter().map(|choice| (choice.kind, &choice.id, choice.new_on)).collect();
        let due: BTreeSet<_> =
            proposed.preview.moves.iter().map(|to| (to.kind, &to.id, to.new_on)).collect();
        if shown != due {
            return Err(UseCaseError::refused(
                "预览之后又有日期变动，请重新预览，逐项核对后再确认。",
            ));
        }
        if let Some(before) = &before {
            let version = before.version + 1;
            let void = NoticeRow { void_reason: Some(reason), version, ..before.clone() };
            notices::update(tx, &void)?;
            tx.record("notice", before.id.as_str(), Some(before), &void)?;
        }
        let title = match &notice {
            Some(notice) => {
                let row = NoticeRow {
                    id: NoticeId::new(store::new_id()),
                    year: notice.year,
                    scope: notice.scope,
                    source: notice.source.clone(),
                    text: change.text.clone(),
                    days: notice.days.clone(),
                    imported_on: context.today(),
                    imported_by: context.clerk().name.clone(),
                    void_reason: None,
                    version: 1,
                };
                notices::insert(tx, &row)?;
                tx.record("notice", row.id.as_str(), None::<&NoticeRow>, &row)?;
                notice.source.clone()
            }
            None => format!("撤销 {} 年导入的放假安排", change.year),
        };
        let accepted = |to: &crate::handling::DateMove| {
            let of = |choice: &&super::MoveChoice| choice.kind == to.kind && choice.id == to.id;
            input.choices.iter().find(of).is_some_and(|choice| choice.is_accepted)
        };
        let moves = &proposed.preview.moves;
        if let Some(kept) = moves.iter().find(|to| to.must_move && !accepted(to)) {
            let words = format!(
                "诉求 {} 的{}日期{}成了休息日，不能维持，请勾选。",
                kept.number,
                kept.kind,
                long_date(kept.old_on)
            );
            return Err(UseCaseError::refused(words));
        }
        let choices: Vec<Choice<'_>> =
            moves.iter().map(|of| Choice { of, is_accepted: accepted(of) }).collect();
        let under = context.under(Arc::clone(&proposed.calendar));
        settle_moves(&under, tx, &choices, &proposed.settled, &title)?;
        Ok((notice_list(tx)?, proposed.calendar))
    })?;
    context.office().set_calendar(calendar);
    Ok(list)
}
