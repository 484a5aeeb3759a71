//! Issues, shows and prints the notice of a reception.

use domain::ids::{AnnouncementId, ReceptionId};
use domain::reception::ReceptionState;
use domain::text::TextRule;
use papers::{Form, WorkPaper};
use rusqlite::Connection;
use store::tables::announcements::{self, AnnouncementRow};
use store::tables::receptions::ReceptionRow;

use super::paper::{paper, reception, says_the_same};
use super::{Announcement, AnnouncementBody, IssueAnnouncement, PrintAnnouncement};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::Fields;
use crate::office::read_settings;
use crate::printing::{made, on_screen, place};
use crate::slip::{PaperPreview, PrintedPaper};
use crate::wire::ById;

/// Longest text of a row: with the others it fits on a page or two.
const TEXT: TextRule = TextRule::paragraph(1_000);
/// What the foot of the form holds.
const CONTACT: TextRule = TextRule::line(80).optional();
/// More than any hall holds.
const QUOTA_MAX: u32 = 50;
/// Said until the office says otherwise.
const SCOPE: &str =
    "民营企业、个体工商户在生产经营中遇到的困难和问题，对政策落实、政务服务和营商环境的意见建议。";
/// The grounds of transition 3.
const EXCLUSIONS: &str = "没有具体事实和请求的；企业之间、企业与职工之间的民事纠纷；已经进入诉讼、仲裁、行政复议或者纪检监察程序的；不属于本区管辖的。";

/// Returns the notice of a reception; before it is issued, with the words of the one before.
pub(crate) fn get_announcement(
    context: &Context<'_>,
    input: ById,
) -> Result<Announcement, UseCaseError> {
    let id = ReceptionId::new(input.id);
    context.read(|connection| announcement(context, connection, &id))
}

fn announcement(
    context: &Context<'_>,
    connection: &Connection,
    id: &ReceptionId,
) -> Result<Announcement, UseCaseError> {
    let reception = reception(connection, id)?;
    let settings = read_settings(connection)?;
    let due_on = context.calendar().sub_workdays(reception.held_on, settings.limits.notice);
    let Some(row) = announcements::find(connection, id)? else {
        return Ok(Announcement {
            reception_id: id.clone(),
            version: 0,
            issued_on: None,
            issued_by: String::new(),
            is_outdated: false,
            print_count: 0,
            due_on,
            body: proposed(context, connection, &reception)?,
        });
    };
    let body: AnnouncementBody = serde_json::from_str(&row.body)?;
    let went_out: WorkPaper = serde_json::from_str(&row.paper)?;
    let now = paper(context, connection, &reception, (&body, 1))?;
    Ok(Announcement {
        reception_id: id.clone(),
        version: row.version,
        issued_on: Some(row.issued_on),
        issued_by: row.issued_by,
        is_outdated: !says_the_same(&went_out, &now),
        print_count: row.print_count,
        due_on,
        body,
    })
}

/// The words of the last notice, for another day.
fn proposed(
    context: &Context<'_>,
    connection: &Connection,
    reception: &ReceptionRow,
) -> Result<AnnouncementBody, UseCaseError> {
    let settings = read_settings(connection)?;
    let last: Option<AnnouncementBody> = announcements::find_last(connection)?
        .map(|row| serde_json::from_str(&row.body))
        .transpose()?;
    let contact = match (settings.contact_name.as_str(), settings.contact_phone.as_str()) {
        ("", phone) => phone.to_owned(),
        (name, "") => format!("联系人：{name}"),
        (name, phone) => format!("联系人：{name}，电话：{phone}"),
    };
    let enrol_until_on = Some(context.calendar().sub_workdays(reception.held_on, 1));
    Ok(match last {
        Some(last) => AnnouncementBody { enrol_until_on, contact, ..last },
        None => AnnouncementBody {
            quota: Some(settings.limits.guests_max),
            enrol_until_on,
            scope: SCOPE.to_owned(),
            exclusions: EXCLUSIONS.to_owned(),
            basis: String::new(),
            contact,
        },
    })
}

/// Shows the notice as it would be issued now.
pub(crate) fn preview_announcement(
    context: &Context<'_>,
    input: IssueAnnouncement,
) -> Result<PaperPreview, UseCaseError> {
    let body = check(&input.body)?;
    let form = context.read(|connection| {
        let reception = reception(connection, &input.reception_id)?;
        check_day(&reception, &body)?;
        let version = u32::try_from(input.version + 1).unwrap_or(1).max(1);
        let paper = paper(context, connection, &reception, (&body, version))?;
        Ok(Form::Work(Box::new(paper)))
    })?;
    on_screen(context, &form)
}

/// Shows the notice as it went out.
pub(crate) fn preview_announced(
    context: &Context<'_>,
    input: ById,
) -> Result<PaperPreview, UseCaseError> {
    let id = ReceptionId::new(input.id);
    let row = context.read(|connection| issued(connection, &id))?;
    let mut paper: WorkPaper = serde_json::from_str(&row.paper)?;
    paper.strip.print = row.print_count.max(1);
    on_screen(context, &Form::Work(Box::new(paper)))
}

fn issued(connection: &Connection, id: &ReceptionId) -> Result<AnnouncementRow, UseCaseError> {
    let row = announcements::find(connection, id)?;
    row.ok_or_else(|| UseCaseError::refused("通告还没有发，请先发通告。"))
}

/// Issues the notice of a planned reception, or issues it anew after a change. What cannot be
/// printed is not issued.
pub(crate) fn issue_announcement(
    context: &Context<'_>,
    input: IssueAnnouncement,
) -> Result<Announcement, UseCaseError> {
    let body = check(&input.body)?;
    context.write("issue_announcement", |tx| {
        let reception = reception(tx, &input.reception_id)?;
        if reception.state != ReceptionState::Planned {
            return Err(UseCaseError::refused("这次接待已经开始、办过或取消，不再发通告。"));
        }
        check_day(&reception, &body)?;
        let before = announcements::find(tx, &reception.id)?;
        let version = before.as_ref().map_or(1, |row| row.version + 1);
        if let Some(row) = &before {
            tx.check_version("announcement", row.id.as_str(), input.version, row.version)?;
        }
        let print = u32::try_from(version).unwrap_or(1);
        let made = paper(context, tx, &reception, (&body, print))?;
        context.typesetter()?.form_pages(&Form::Work(Box::new(made.clone())))?;
        let id = before.as_ref().map(|row| row.id.clone());
        let row = AnnouncementRow {
            id: id.unwrap_or_else(|| AnnouncementId::new(store::new_id())),
            reception_id: reception.id.clone(),
            issued_on: context.today(),
            issued_by: context.clerk().name.clone(),
            body: serde_json::to_string(&body)?,
            paper: serde_json::to_string(&made)?,
            print_count: 0,
            version,
        };
        match &before {
            Some(_) => announcements::update(tx, &row)?,
            None => announcements::insert(tx, &row)?,
        }
        tx.record("announcement", row.id.as_str(), before.as_ref(), &row)?;
        announcement(context, tx, &reception.id)
    })
}

fn check(input: &AnnouncementBody) -> Result<AnnouncementBody, UseCaseError> {
    let mut fields = Fields::new();
    if let Some(quota) = input.quota {
        fields.range("body.quota", quota, 1..=QUOTA_MAX);
    }
    let body = AnnouncementBody {
        quota: input.quota,
        enrol_until_on: input.enrol_until_on,
        scope: fields.text("body.scope", &input.scope, TEXT),
        exclusions: fields.text("body.exclusions", &input.exclusions, TEXT),
        basis: fields.text("body.basis", &input.basis, TextRule::paragraph(400).optional()),
        contact: fields.text("body.contact", &input.contact, CONTACT),
    };
    fields.finish()?;
    Ok(body)
}

fn check_day(reception: &ReceptionRow, body: &AnnouncementBody) -> Result<(), UseCaseError> {
    if body.enrol_until_on.is_some_and(|day| day > reception.held_on) {
        return Err(UseCaseError::field("body.enrol_until_on", "报名截止应不晚于接待当天。"));
    }
    Ok(())
}

/// Makes the PDF of the notice as it went out; then counts the print.
pub(crate) fn print_announcement(
    context: &Context<'_>,
    input: PrintAnnouncement,
) -> Result<PrintedPaper, UseCaseError> {
    let target = place(context, &input.job, input.path.as_deref())?;
    let before = context.read(|connection| issued(connection, &input.reception_id))?;
    let mut paper: WorkPaper = serde_json::from_str(&before.paper)?;
    paper.strip.print = (before.print_count + u32::from(input.is_counted)).max(1);
    let name = format!("{}{}", paper.mark, paper.number);
    let made = made(context, &[Form::Work(Box::new(paper))], &input.job, target, &name)?;
    if input.is_counted {
        context.write("print_announcement", |tx| {
            let now = issued(tx, &input.reception_id)?;
            tx.check_version("announcement", before.id.as_str(), before.version, now.version)?;
            let row = AnnouncementRow {
                print_count: before.print_count + 1,
                version: before.version,
                ..before.clone()
            };
            announcements::update(tx, &row)?;
            Ok(tx.record("announcement", row.id.as_str(), Some(&before), &row)?)
        })?;
    }
    made.put_in_place(input.is_counted.then_some(1))
}
