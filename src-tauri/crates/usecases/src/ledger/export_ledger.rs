//! The ledger as a workbook.

use std::path::Path;

use chrono::NaiveDate;
use domain::act::Outcome;
use domain::calendar::WorkCalendar;
use domain::dates::short_date;
use domain::demand::DemandState;
use domain::handling::{Grade, ResultClass};
use domain::ledger::{LedgerPaper, LedgerVariant};
use domain::light::{Clock, Light, LightThresholds};
use domain::money::Fen;
use domain::terms::Term;
use rusqlite::Connection;
use serde::Serialize;
use sheets::{LedgerScope, Paper, Variant, write_ledger};
use store::queries::ledger::{self, Filter, WorkbookRow};

use super::filter::lights;
use super::handing::hand_over;
use super::list_ledger::{number, slip_number};
use super::overdue::Overdue;
use super::veiled::{published, veiled};
use super::{CancelJob, ExportLedger, ExportOutcome, LedgerFilter};
use crate::clock::local;
use crate::context::Context;
use crate::error::UseCaseError;
use crate::exporting::{prepared_at, publish};
use crate::fields::Fields;
use crate::office::{OfficeSettings, read_settings};
use crate::wire::Nothing;

/// What the journal keeps of an export.
#[derive(Serialize)]
struct Exported<'a> {
    path: String,
    variant: LedgerVariant,
    paper: LedgerPaper,
    filter: &'a LedgerFilter,
    rows: i64,
    withheld: i64,
}

/// Writes the ledger workbook and notes it in the journal. Reads the state of one moment; saves
/// go on meanwhile.
pub(crate) fn export_ledger(
    context: &Context<'_>,
    input: ExportLedger,
) -> Result<ExportOutcome, UseCaseError> {
    let mut fields = Fields::new();
    let period = fields.line("period", &input.period);
    let path = fields.target("path", &input.path, (context.office().root(), "xlsx"));
    fields.job(&input.job);
    let input = ExportLedger { filter: input.filter.check_kept(&mut fields), ..input };
    fields.finish()?;
    let is_public = input.variant == LedgerVariant::Public;
    let make = |beside: &Path| {
        context.office().store().snapshot(|connection| {
            let (dates, thresholds) = lights(context, connection)?;
            let all = input.filter.to_store(context, connection)?;
            let shown = Filter { is_public, ..all.clone() };
            let total = ledger::count(connection, &shown, &dates)?;
            let withheld = ledger::count(connection, &all, &dates)? - total;
            let office = read_settings(connection)?;
            let scope = scope(context, connection, &input, &period, &office)?;
            let job = context.office().jobs().start(&input.job, u64::try_from(total).unwrap_or(0));
            let mut rows = Rows {
                today: context.today(),
                calendar: context.calendar(),
                thresholds,
                is_public,
                overdue: Overdue::new(context.today(), context.calendar()),
            };
            ledger::for_workbook(connection, &shown, &dates, |found| {
                let found = found.map(|row| row.map(|row| rows.row(row)));
                hand_over(found, |found| {
                    write_ledger(beside, &scope, found, &mut |done| job.step(done))
                })
            })??;
            Ok::<_, UseCaseError>(ExportOutcome {
                path: path.display().to_string(),
                rows: total,
                withheld,
            })
        })
    };
    let note = |outcome: &ExportOutcome| Exported {
        path: outcome.path.clone(),
        variant: input.variant,
        paper: input.paper,
        filter: &input.filter,
        rows: outcome.rows,
        withheld: outcome.withheld,
    };
    publish(context, "export_ledger", &path, make, note)
}

fn scope(
    context: &Context<'_>,
    connection: &Connection,
    input: &ExportLedger,
    period: &str,
    office: &OfficeSettings,
) -> Result<LedgerScope, UseCaseError> {
    let (mut title, variant) = match input.variant {
        LedgerVariant::Full => (String::from("民营企业接待日诉求台账"), Variant::Full),
        LedgerVariant::Public => (String::from("民营企业接待日诉求台账（公开）"), Variant::Public),
    };
    if !period.is_empty() {
        title = format!("{period}{title}");
    }
    Ok(LedgerScope {
        office: office.name.clone(),
        title,
        scope_text: input.filter.in_words(connection)?,
        period_from: input.filter.raised_from,
        period_to: input.filter.raised_to,
        cut_off_date: context.today(),
        prepared_at: prepared_at(context),
        prepared_by: context.clerk().name.clone(),
        created: local(context.now()).naive_local(),
        variant,
        paper: match input.paper {
            LedgerPaper::A3 => Paper::A3,
            LedgerPaper::A4 => Paper::A4,
        },
    })
}

/// Makes sheet rows of stored ones.
struct Rows<'a> {
    today: NaiveDate,
    calendar: &'a WorkCalendar,
    thresholds: LightThresholds,
    is_public: bool,
    overdue: Overdue<'a>,
}

impl Rows<'_> {
    fn row(&mut self, row: WorkbookRow) -> sheets::LedgerRow {
        let row = veiled(row);
        let row = if self.is_public { published(row) } else { row };
        let overdue_wd = row.due_on.map(|due_on| self.overdue.since(due_on));
        let light = match (row.due_on, overdue_wd) {
            (Some(_), Some(days)) if days > 0 => Light::Red,
            (Some(due_on), _) => {
                let clock = Clock::Running { due_on };
                Light::of(clock, self.today, self.thresholds, self.calendar)
            }
            (None, _) => row.state.idle_light(),
        };
        let labels: Vec<_> = row.urgency.iter().map(|tag| tag.label()).collect();
        let content = content(&row);
        let township = township(&row);
        let outcome: Vec<String> = row.outcomes.iter().map(Outcome::words).collect();
        let outcome = outcome.join("\n");
        let outcome_fen = match row.outcomes.as_slice() {
            [] => None,
            told => Some(told.iter().map(|one| Fen(one.fen)).sum::<Fen>().0),
        };
        sheets::LedgerRow {
            code: number(row.number_year, row.number_seq),
            session: row.reception,
            on: Some(row.raised_on),
            receiver: row.receiver,
            enterprise: row.enterprise,
            uscc: row.credit_code.unwrap_or_default(),
            township,
            industry: label(row.industry),
            size: label(row.scale),
            contact: row.contact_name,
            phone: row.contact_phone,
            source: row.source.label().to_owned(),
            kind: row.kind.label().to_owned(),
            category: label(row.category),
            title: row.title,
            content,
            weight: labels.join("、"),
            disposal: disposal(row.state, row.issued_on.is_some(), row.answered_on.is_some())
                .to_owned(),
            slip_number: row.slip_number.map_or(row.old_slip_number, slip_number),
            issued_on: row.issued_on,
            lead_leader: row.lead_leader,
            lead_unit: row.lead_unit,
            co_units: row.assisting_units,
            person: row.responsible_person,
            limit_wd: row.limit_workdays,
            first_due_on: row.original_due_on,
            due_on: row.last_due_on,
            extensions: row.handling.extension_count,
            received_on: row.received_on,
            progress: row.handling.progress,
            progress_on: row.handling.progress_on,
            state: row.state.label().to_owned(),
            light: sheet_light(light),
            overdue_wd,
            reminders: row.handling.reminder_count,
            supervisions: row.handling.supervision_count,
            closed_on: row.handling.closed_on,
            used_wd: row
                .issued_on
                .zip(row.handling.completed_on)
                .map(|(issued_on, done_on)| self.calendar.workdays_between(issued_on, done_on)),
            result_class: row.handling.result_class.map_or("", ResultClass::letter).to_owned(),
            result: if row.handling.result.is_empty() { row.answer } else { row.handling.result },
            replied_on: row.handling.replied_on.or(row.answered_on),
            rating: rating(row.state, row.handling.grade).to_owned(),
            revisited_on: row.handling.rated_on,
            redo_rounds: row.handling.round,
            amount_fen: row.amount_fen,
            outcome_fen,
            outcome,
            related: row.master.map(|(year, seq)| number(year, seq)).unwrap_or_default(),
            remark: row.remark,
        }
    }
}

/// The workbook's word for a light.
fn sheet_light(light: Light) -> sheets::Light {
    match light {
        Light::Red => sheets::Light::Red,
        Light::Yellow => sheets::Light::Yellow,
        Light::Blue => sheets::Light::Blue,
        Light::None => sheets::Light::Unlit,
        Light::Paused => sheets::Light::Paused,
        Light::NotStarted => sheets::Light::NotStarted,
        Light::Answered => sheets::Light::Answered,
        Light::Done => sheets::Light::Done,
        Light::Left => sheets::Light::Left,
    }
}

fn label<T: Term>(term: Option<T>) -> String {
    term.map_or_else(String::new, |term| term.label().to_owned())
}

/// 镇街: where the demand came from, else where the enterprise is; and when the street handed it up
/// (区街联动).
fn township(row: &WorkbookRow) -> String {
    let place = if row.origin_unit.is_empty() { &row.street } else { &row.origin_unit };
    match row.escalated_on {
        None => place.clone(),
        Some(on) => format!("{place}\n{}上报", short_date(on)).trim_start().to_owned(),
    }
}

/// 内容 as the slip prints it (form F5): the facts, else the words quoted from the record, then the
/// request. What stands only in 办理要求 is told under its name: the form has no column for it.
fn content(row: &WorkbookRow) -> String {
    let told = if row.facts.is_empty() { &row.quoted } else { &row.facts };
    match (told.is_empty(), row.request.is_empty(), row.requirement.is_empty()) {
        (false, true, _) => told.clone(),
        (false, false, _) => format!("{told}\n请求：{}", row.request),
        (true, false, _) => row.request.clone(),
        (true, true, false) => format!("办理要求：{}", row.requirement),
        (true, true, true) => String::new(),
    }
}

/// How the demand was dealt with at the sitting (form F3 处置).
fn disposal(state: DemandState, is_issued: bool, is_answered: bool) -> &'static str {
    match state {
        DemandState::AnsweredOnSite => "现场答复",
        DemandState::AwaitingInstruction
        | DemandState::Instructed
        | DemandState::AwaitingReceipt
        | DemandState::Disputed
        | DemandState::InProgress
        | DemandState::Suspended
        | DemandState::CompletionReview
        | DemandState::LongTerm => "交办",
        DemandState::Declined => "不受理",
        DemandState::Referred => "转介",
        DemandState::Replied
        | DemandState::AwaitingRating
        | DemandState::Closed
        | DemandState::Terminated
        | DemandState::Withdrawn
        | DemandState::Consolidated => {
            if is_issued {
                "交办"
            } else if is_answered {
                "现场答复"
            } else {
                ""
            }
        }
        DemandState::ClueReferred => "移送",
        DemandState::Draft | DemandState::PendingReview | DemandState::Accepted => "",
    }
}

/// The enterprise's rating; 未评价 where three tries failed.
pub(crate) fn rating(state: DemandState, grade: Option<Grade>) -> &'static str {
    match grade {
        Some(grade) => grade.label(),
        None if state == DemandState::Closed => "未评价",
        None => "",
    }
}

/// Stops a job under way; the call that runs it answers that it was cancelled.
pub(crate) fn cancel_job(context: &Context<'_>, input: CancelJob) -> Result<Nothing, UseCaseError> {
    let mut fields = Fields::new();
    fields.job(&input.job);
    fields.finish()?;
    context.office().jobs().cancel(&input.job);
    Ok(Nothing {})
}
