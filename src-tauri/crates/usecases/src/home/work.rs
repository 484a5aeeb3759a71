//! 现在要办: one row an act, grouped by when it is due.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::dates::short_date;
use domain::deadline::{Limit, due};
use domain::demand::DemandState;
use domain::light::{Light, LightThresholds, remaining_words};
use domain::reception::{ReceptionKind, ReceptionState};
use domain::slip::SlipState;
use domain::terms::Term;
use domain::work::WorkAct;
use rusqlite::Connection;
use store::queries::home::{self, Wait, WaitingSlip};
use store::queries::ledger::{self, Filter, LedgerRow, Page};
use store::tables::slips::draft_code;

use super::{WorkGroup, WorkItem};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::ledger::{lights, number};
use crate::office::read_settings;
use crate::reception::ReceptionDetail;

/// Within how many working days the office reviews a report (transition 17).
const REVIEW_WORKDAYS: u32 = 2;
/// Rows of one kind in a group; a clerk who has more than that has a list for it.
const ROWS: u32 = 30;
/// More than an office leaves lying: its own acts are all counted.
const COUNTED: u32 = 10_000;

/// Returns the work in groups, the most urgent first.
///
/// # Errors
/// When the store cannot be read.
pub(super) fn work(
    context: &Context<'_>,
    connection: &Connection,
    coming: &[ReceptionDetail],
) -> Result<Vec<WorkGroup>, UseCaseError> {
    let mut items = receipts(context, connection)?;
    items.extend(handling(context, connection)?);
    items.extend(slips(context, connection)?);
    items.extend(sittings(context, connection)?);
    items.extend(demands(context, connection)?);
    items.extend(preparations(context, coming));
    items.extend(announcements(context, coming));
    let mut groups = running(context, connection)?;
    for item in items {
        let group = &mut groups[place(context, item.due_on)];
        group.total += 1;
        group.items.push(item);
    }
    for group in &mut groups {
        group.items.sort_by_key(|item| (item.due_on, item.is_office_limit));
        let mut shown = BTreeMap::new();
        group.items.retain(|item| {
            let rows = shown.entry(item.label.clone()).or_insert(0);
            *rows += 1;
            *rows <= ROWS
        });
    }
    groups.retain(|group| group.total > 0);
    Ok(groups)
}

/// Returns the place of the group a due date belongs to.
fn place(context: &Context<'_>, due_on: Option<NaiveDate>) -> usize {
    let today = context.today();
    match due_on {
        Some(due_on) if due_on < waiting_from(context) => 0,
        Some(due_on) if due_on <= today => 1,
        Some(due_on) if due_on <= context.calendar().add_workdays(today, 1) => 2,
        Some(_) | None => 3,
    }
}

/// Returns the earliest due date no working day late: today, on rest days the working day before
/// them. The words and the light of an item count working days as well.
fn waiting_from(context: &Context<'_>) -> NaiveDate {
    let today = context.today();
    let calendar = context.calendar();
    if calendar.is_workday(today) { today } else { calendar.sub_workdays(today, 1) }
}

/// Returns the groups with the demands whose light is red or yellow.
fn running(context: &Context<'_>, connection: &Connection) -> Result<Vec<WorkGroup>, UseCaseError> {
    let (dates, thresholds) = lights(context, connection)?;
    let today = context.today();
    let from_today = waiting_from(context);
    let next = context.calendar().add_workdays(today, 1);
    let spans = [
        ("已逾期", None, from_today.pred_opt()),
        ("今天", Some(from_today), Some(today)),
        ("下一个工作日", today.succ_opt(), Some(next)),
        ("随后", next.succ_opt(), None),
    ];
    let mut groups = Vec::new();
    for (label, from, to) in spans {
        let lit = vec![Light::Red, Light::Yellow];
        let filter = Filter { lights: lit, due: (from, to), ..Filter::default() };
        let sort = domain::ledger::LedgerSort::Due;
        let page = Page { sort, is_descending: false, limit: ROWS, offset: 0 };
        let rows = ledger::page(connection, &filter, &dates, page)?;
        let items: Vec<_> =
            rows.into_iter().filter_map(|row| running_item(context, row, thresholds)).collect();
        // A page that is not full is counted by its rows.
        let total = match u32::try_from(items.len()) {
            Ok(ROWS) => ledger::count(connection, &filter, &dates)?,
            Ok(_) | Err(_) => i64::try_from(items.len()).unwrap_or(i64::MAX),
        };
        groups.push(WorkGroup { label: label.to_owned(), total, items });
    }
    Ok(groups)
}

fn running_item(
    context: &Context<'_>,
    row: LedgerRow,
    thresholds: LightThresholds,
) -> Option<WorkItem> {
    let due_on = row.due_on?;
    let (light, urgency) =
        crate::demand::running_words(context, row.state, Some(due_on), thresholds);
    let number = number(row.number_year, row.number_seq);
    Some(WorkItem {
        act: WorkAct::OpenDemand,
        label: WorkAct::OpenDemand.label().to_owned(),
        title: row.title,
        detail: format!("{number}　{}　主办 {}", row.enterprise, row.lead_unit),
        light,
        urgency,
        is_office_limit: false,
        due_on: Some(due_on),
        target: row.id.to_string(),
    })
}

/// Demands that wait for the office itself: rulings, reviews, ratings, days of review.
fn handling(context: &Context<'_>, connection: &Connection) -> Result<Vec<WorkItem>, UseCaseError> {
    let limits = read_settings(connection)?.limits;
    let (today, calendar) = (context.today(), context.calendar());
    let until = calendar.add_workdays(today, 1);
    let rows = home::waiting_handling(connection, until, COUNTED)?;
    let within = |day: NaiveDate, days: u32| due(day, Limit::Workdays(days), calendar).on;
    Ok(rows
        .into_iter()
        .map(|row| {
            let (act, limit, due_on) = match row.state {
                _ if row.wait == Wait::Extension => (WorkAct::DecideExtension, "批复", row.day),
                _ if row.wait == Wait::JoinedReply => {
                    (WorkAct::ReplyJoined, "答复", within(row.day, limits.rating))
                }
                _ if row.wait == Wait::JoinedAskRating => {
                    (WorkAct::AskRating, "评价", within(row.day, limits.rating))
                }
                _ if row.wait == Wait::JoinedRating => (WorkAct::RecordRating, "回访", row.day),
                DemandState::CompletionReview => {
                    (WorkAct::ReviewCompletion, "审核", within(row.day, REVIEW_WORKDAYS))
                }
                DemandState::AnsweredOnSite | DemandState::Replied => {
                    (WorkAct::AskRating, "评价", within(row.day, limits.rating))
                }
                DemandState::AwaitingRating => (WorkAct::RecordRating, "回访", row.day),
                DemandState::Suspended
                | DemandState::LongTerm
                | DemandState::Closed
                | DemandState::Referred => (WorkAct::ReviewDemand, "复核", row.day),
                _ => (WorkAct::RuleObjection, "裁定", within(row.day, limits.objection)),
            };
            let number = number(row.number_year, row.number_seq);
            let unit = match row.lead_unit.as_str() {
                "" => String::new(),
                unit => format!("　主办 {unit}"),
            };
            office_item(
                context,
                act,
                row.title,
                format!("{number}　{}{unit}", row.enterprise),
                limit,
                due_on,
                row.id.to_string(),
            )
        })
        .collect())
}

fn receipts(context: &Context<'_>, connection: &Connection) -> Result<Vec<WorkItem>, UseCaseError> {
    let rows = home::open_receipts(connection, COUNTED)?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let units = if row.open > 1 {
                format!("{}等 {} 家未签收", row.units, row.open)
            } else {
                format!("{}未签收", row.units)
            };
            office_item(
                context,
                WorkAct::RegisterReceipt,
                format!("{}　{}", row.number, row.enterprise),
                units,
                "签收",
                row.due_on,
                row.slip_id.to_string(),
            )
        })
        .collect())
}

fn slips(context: &Context<'_>, connection: &Connection) -> Result<Vec<WorkItem>, UseCaseError> {
    let days = read_settings(connection)?.limits.issue;
    let rows = home::waiting_slips(connection, COUNTED)?;
    Ok(rows.into_iter().map(|row| slip(context, &row, days)).collect())
}

fn slip(context: &Context<'_>, row: &WaitingSlip, days: u32) -> WorkItem {
    let (act, words) = match row.state {
        SlipState::Drafting | SlipState::UnderReview => (WorkAct::ReviewSlip, row.state.label()),
        SlipState::AwaitingInstruction => (WorkAct::InstructSlip, "待领导签批"),
        SlipState::Instructed | SlipState::Issued | SlipState::Void => {
            (WorkAct::IssueSlip, "已签批，待签发")
        }
    };
    let from = row.held_on.unwrap_or(row.drafted_on);
    let due = due(from, Limit::Workdays(days), context.calendar());
    office_item(
        context,
        act,
        format!("{}　交办单 {} 项", row.enterprise, row.items),
        format!("{}　{words}", draft_code(row.draft_year, row.draft_seq)),
        "签发",
        due.on,
        row.id.to_string(),
    )
}

fn sittings(context: &Context<'_>, connection: &Connection) -> Result<Vec<WorkItem>, UseCaseError> {
    let days = read_settings(connection)?.limits.issue;
    let rows = home::unassigned(connection, COUNTED)?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let due = due(row.held_on, Limit::Workdays(days), context.calendar());
            office_item(
                context,
                WorkAct::ComposeSlip,
                row.title,
                format!("{} 项诉求还没有交办", row.demands),
                "签发",
                due.on,
                row.id.to_string(),
            )
        })
        .collect())
}

/// Demands of no sitting (hotline, visits) that wait for their acceptance or for a slip. A slip for
/// one is made on its page.
fn demands(context: &Context<'_>, connection: &Connection) -> Result<Vec<WorkItem>, UseCaseError> {
    let days = read_settings(connection)?.limits.issue;
    let rows = home::waiting_demands(connection, COUNTED)?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let due = due(row.from, Limit::Workdays(days), context.calendar());
            let number = number(row.number_year, row.number_seq);
            let (act, label, words) = match row.state {
                DemandState::Accepted => {
                    (WorkAct::OpenDemand, WorkAct::ComposeSlip, "已受理，还没有交办")
                }
                state => (WorkAct::AcceptDemand, WorkAct::AcceptDemand, state.label()),
            };
            let detail = format!("{number}　{}　{words}", row.enterprise);
            let target = row.id.to_string();
            let item = office_item(context, act, row.title, detail, "签发", due.on, target);
            WorkItem { label: label.label().to_owned(), ..item }
        })
        .collect())
}

/// Sittings of the next working day or sooner that are not ready.
fn preparations(context: &Context<'_>, coming: &[ReceptionDetail]) -> Vec<WorkItem> {
    let until = context.calendar().add_workdays(context.today(), 1);
    coming
        .iter()
        .filter(|row| row.held_on >= context.today() && row.held_on <= until)
        .filter_map(|row| {
            let open: Vec<&str> = row
                .preparations
                .iter()
                .filter(|line| !line.is_done)
                .map(|line| line.label.as_str())
                .collect();
            (!open.is_empty()).then(|| {
                let item = office_item(
                    context,
                    WorkAct::PrepareReception,
                    row.title.clone(),
                    format!("还差：{}", open.join("、")),
                    "接待",
                    row.held_on,
                    row.id.to_string(),
                );
                // A sitting takes place, it does not fall due.
                if row.held_on == context.today() {
                    WorkItem { urgency: String::from("今天接待"), ..item }
                } else {
                    item
                }
            })
        })
        .collect()
}

/// Planned sittings whose notice is due by the next working day and has not gone out (P1). Who is
/// visited needs none; on the day itself it would come too late.
fn announcements(context: &Context<'_>, coming: &[ReceptionDetail]) -> Vec<WorkItem> {
    let until = context.calendar().add_workdays(context.today(), 1);
    coming
        .iter()
        .filter(|row| row.state == ReceptionState::Planned && row.kind != ReceptionKind::Visit)
        .filter(|row| row.announced_on.is_none() && row.held_on > context.today())
        .filter(|row| row.notice_due_on <= until)
        .map(|row| {
            office_item(
                context,
                WorkAct::IssueAnnouncement,
                row.title.clone(),
                format!("{} 接待，通告还没有发", short_date(row.held_on)),
                "通告",
                row.notice_due_on,
                row.id.to_string(),
            )
        })
        .collect()
}

/// A row under one of the office's own limits: words and a clock, never a light.
fn office_item(
    context: &Context<'_>,
    act: WorkAct,
    title: String,
    detail: String,
    limit: &str,
    due_on: NaiveDate,
    target: String,
) -> WorkItem {
    let words = remaining_words(due_on, context.today(), context.calendar());
    WorkItem {
        act,
        label: act.label().to_owned(),
        title,
        detail,
        light: Light::NotStarted,
        urgency: format!("{limit}{words}"),
        is_office_limit: true,
        due_on: Some(due_on),
        target,
    }
}
