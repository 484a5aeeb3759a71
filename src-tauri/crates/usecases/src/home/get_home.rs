//! The workbench in one read.

use chrono::{Datelike, Days, NaiveDate};
use domain::demand::DemandState;
use domain::light::{Clock, Light};
use rusqlite::Connection;
use store::queries::{home, ledger};

use super::work::work;
use super::{DueBar, Home, HomeFigure, Upcoming};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::ledger::{LedgerFilter, lights};
use crate::reception::{ReceptionDetail, reception_detail, reception_row};
use crate::wire::Nothing;

/// Days of 到期分布.
const SPAN: u64 = 21;
/// Receptions looked ahead.
const COMING: u32 = 6;

/// Returns what needs the clerk now.
pub(crate) fn get_home(context: &Context<'_>, _: Nothing) -> Result<Home, UseCaseError> {
    context.read(|connection| {
        let today = context.today();
        let coming: Vec<ReceptionDetail> = home::coming_receptions(connection, today, COMING)?
            .into_iter()
            .map(|(id, _)| reception_detail(context, connection, &id))
            .collect::<Result<_, _>>()?;
        let groups = work(context, connection, &coming)?;
        let now =
            coming.iter().position(|row| row.held_on <= today).map(|place| coming[place].clone());
        let next = coming.iter().find(|row| row.held_on > today);
        Ok(Home {
            next: next.map(|row| reception_row(connection, &row.id)).transpose()?,
            today: now,
            groups,
            month: figures(context, connection)?,
            due: bars(context, connection)?,
            upcoming: upcoming(&coming, today),
            made_at: context.now(),
        })
    })
}

/// The month's figures, each with the filter that lists exactly what it counts.
fn figures(
    context: &Context<'_>,
    connection: &Connection,
) -> Result<Vec<HomeFigure>, UseCaseError> {
    let today = context.today();
    let first = today.with_day(1);
    let month = LedgerFilter { raised_from: first, raised_to: Some(today), ..Default::default() };
    let wanted = [
        ("本月新增", month.clone()),
        (
            "本月交办",
            LedgerFilter { issued_from: first, issued_to: Some(today), ..Default::default() },
        ),
        ("本月现场答复", LedgerFilter { states: vec![DemandState::AnsweredOnSite], ..month }),
        ("在办", LedgerFilter { is_open: Some(true), ..Default::default() }),
        ("已逾期", LedgerFilter { lights: vec![Light::Red], ..Default::default() }),
        (
            "待签收",
            LedgerFilter { states: vec![DemandState::AwaitingReceipt], ..Default::default() },
        ),
    ];
    let (dates, _) = lights(context, connection)?;
    wanted
        .into_iter()
        .map(|(label, filter)| {
            let value = ledger::count(connection, &filter.to_store(context, connection)?, &dates)?;
            Ok(HomeFigure { label: label.to_owned(), value, filter: Some(filter) })
        })
        .collect()
}

fn bars(context: &Context<'_>, connection: &Connection) -> Result<Vec<DueBar>, UseCaseError> {
    let today = context.today();
    let last = today.checked_add_days(Days::new(SPAN - 1)).unwrap_or(today);
    let counts = home::due_counts(connection, today, last)?;
    let (_, thresholds) = lights(context, connection)?;
    Ok(today
        .iter_days()
        .take_while(|date| *date <= last)
        .map(|date| {
            let clock = Clock::Running { due_on: date };
            DueBar {
                date,
                kind: context.calendar().day_kind(date),
                count: counts.iter().find(|(day, _)| *day == date).map_or(0, |(_, count)| *count),
                light: Light::of(clock, today, thresholds, context.calendar()),
            }
        })
        .collect())
}

fn upcoming(coming: &[ReceptionDetail], today: NaiveDate) -> Vec<Upcoming> {
    let mut rows: Vec<Upcoming> = Vec::new();
    for reception in coming.iter().filter(|row| row.held_on > today) {
        if reception.notice_due_on >= today {
            rows.push(Upcoming {
                date: reception.notice_due_on,
                title: format!("{}通告", reception.title),
                note: "通告截止".to_owned(),
                target: reception.id.to_string(),
            });
        }
        rows.push(Upcoming {
            date: reception.held_on,
            title: reception.title.clone(),
            note: reception.presiding().name.clone(),
            target: reception.id.to_string(),
        });
    }
    rows.sort_by_key(|row| row.date);
    rows
}
