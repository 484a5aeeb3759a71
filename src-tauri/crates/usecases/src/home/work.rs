//! 现在要办: one row an act, grouped by when it is due.

use chrono::{Days, NaiveDate};
use domain::deadline::{Limit, due};
use domain::demand::DemandState;
use domain::light::{Light, remaining_words};
use domain::slip::SlipState;
use domain::terms::Term;
use domain::work::WorkAct;
use rusqlite::Connection;
use store::queries::home::{self, WaitingSlip};
use store::queries::ledger::{self, Filter, Page};
use store::tables::slips::draft_code;

use super::{WorkGroup, WorkItem};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::ledger::{lights, number};
use crate::office::read_settings;
use crate::reception::ReceptionDetail;

/// How long an answer at the table stays on the list of those to be rated.
const RATING_DAYS: u64 = 60;
/// Within how many working days the office reviews a report (transition 17).
const REVIEW_WORKDAYS: u32 = 2;
/// Rows of one kind; a clerk who has more than that has a list for it.
const ROWS: u32 = 30;

/// Returns the work in groups, the most urgent first.
///
/// # Errors
/// When the store cannot be read.
pub(super) fn work(
    context: &Context<'_>,
    connection: &Connection,
    coming: &[ReceptionDetail],
) -> Result<Vec<WorkGroup>, UseCaseError> {
    let mut items = running(context, connection)?;
    items.extend(receipts(context, connection)?);
    items.extend(waiting(context, connection)?);
    items.extend(slips(context, connection)?);
    items.extend(sittings(context, connection)?);
    items.extend(preparations(context, coming));
    items.sort_by_key(|item| (item.due_on, item.is_office_limit));
    Ok(grouped(context, items))
}

fn grouped(context: &Context<'_>, items: Vec<WorkItem>) -> Vec<WorkGroup> {
    let today = context.today();
    let tomorrow = context.calendar().add_workdays(today, 1);
    let mut groups: Vec<WorkGroup> = ["已逾期", "今天", "下一个工作日", "随后"]
        .into_iter()
        .map(|label| WorkGroup { label: label.to_owned(), total: 0, items: Vec::new() })
        .collect();
    for item in items {
        let place = match item.due_on {
            Some(due_on) if due_on < today => 0,
            Some(due_on) if due_on == today => 1,
            Some(due_on) if due_on <= tomorrow => 2,
            Some(_) | None => 3,
        };
        groups[place].total += 1;
        groups[place].items.push(item);
    }
    groups.retain(|group| group.total > 0);
    groups
}

/// Demands whose light is red or yellow.
fn running(context: &Context<'_>, connection: &Connection) -> Result<Vec<WorkItem>, UseCaseError> {
    let (dates, thresholds) = lights(context, connection)?;
    let filter = Filter { lights: vec![Light::Red, Light::Yellow], ..Filter::default() };
    let sort = domain::ledger::LedgerSort::Due;
    let page = Page { sort, is_descending: false, limit: ROWS, offset: 0 };
    let rows = ledger::page(connection, &filter, &dates, page)?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let due_on = row.due_on?;
            let (light, urgency) =
                crate::demand::running_words(context, row.state, Some(due_on), thresholds);
            let number = number(row.number_year, row.number_seq);
            Some(WorkItem {
                act: WorkAct::OpenDemand,
                label: WorkAct::OpenDemand.label().to_owned(),
                title: row.title,
                detail: format!("{}　主办 {}　{number}", row.enterprise, row.lead_unit),
                light,
                urgency,
                is_office_limit: false,
                due_on: Some(due_on),
                target: row.id.to_string(),
            })
        })
        .collect())
}

/// Demands that wait for the office itself: rulings, reviews, ratings, days of review.
fn waiting(context: &Context<'_>, connection: &Connection) -> Result<Vec<WorkItem>, UseCaseError> {
    let limits = read_settings(connection)?.limits;
    let (today, calendar) = (context.today(), context.calendar());
    let since = today.checked_sub_days(Days::new(RATING_DAYS)).unwrap_or(today);
    let until = calendar.add_workdays(today, 1);
    let rows = home::waiting_demands(connection, since, until, ROWS)?;
    let within = |day: NaiveDate, days: u32| due(day, Limit::Workdays(days), calendar).on;
    Ok(rows
        .into_iter()
        .map(|row| {
            let (act, limit, due_on) = match row.state {
                _ if row.asks_extension => (WorkAct::DecideExtension, "批复", row.day),
                DemandState::CompletionReview => {
                    (WorkAct::ReviewCompletion, "审核", within(row.day, REVIEW_WORKDAYS))
                }
                DemandState::AnsweredOnSite | DemandState::Replied => {
                    (WorkAct::AskRating, "发评价表", within(row.day, limits.rating))
                }
                DemandState::AwaitingRating => (WorkAct::RecordRating, "回访", row.day),
                DemandState::Suspended | DemandState::LongTerm | DemandState::Closed => {
                    (WorkAct::ReviewDemand, "复核", row.day)
                }
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
                format!("{}{unit}　{number}", row.enterprise),
                limit,
                due_on,
                row.id.to_string(),
            )
        })
        .collect())
}

fn receipts(context: &Context<'_>, connection: &Connection) -> Result<Vec<WorkItem>, UseCaseError> {
    let rows = home::open_receipts(connection, ROWS)?;
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
    let rows = home::waiting_slips(connection, ROWS)?;
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
    let rows = home::unassigned(connection, ROWS)?;
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
