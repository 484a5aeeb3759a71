//! 督办: what burns today and the paper each case is due.

use chrono::{Datelike, NaiveDate};
use domain::demand::{DemandAction, DemandState};
use domain::handling::{Chased, SUPERVISION_AFTER, next_chase};
use domain::light::{Clock, Light, LightThresholds, SupervisionOrder, remaining_words};
use domain::terms::Term;
use store::queries::supervision::{self, BurningRow, Page, Scope};
use store::tables::demands::number;

use super::{Supervision, SupervisionGroup, SupervisionQuery, SupervisionRow, SupervisionUnit};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::ledger::{lights, slip_number};
use crate::office::read_settings;

/// Most rows of a page.
const PAGE_MAX: u32 = 500;

/// Returns the lights of every unit and a page of the cases that burn.
pub(crate) fn list_supervision(
    context: &Context<'_>,
    input: SupervisionQuery,
) -> Result<Supervision, UseCaseError> {
    let scope = Scope { unit: input.unit_id, leader: input.lead_leader_id };
    context.read(|connection| {
        let today = context.today();
        let settings = read_settings(connection)?;
        let (dates, thresholds) = lights(context, connection)?;
        let since = NaiveDate::from_ymd_opt(today.year(), 1, 1).unwrap_or(today);
        let (red_total, yellow_total, blue_total) =
            supervision::count_burning(connection, &dates, &scope)?;
        let page = Page { limit: input.limit.min(PAGE_MAX), offset: input.offset };
        let order = input.order;
        let rows = supervision::burning(connection, &dates, &scope, order, page)?;
        let groups = match order {
            SupervisionOrder::Light => vec![
                (Light::Red.code().to_owned(), red_total),
                (Light::Yellow.code().to_owned(), yellow_total),
                (Light::Blue.code().to_owned(), blue_total),
            ],
            _ => supervision::count_groups(connection, &dates, &scope, order)?,
        };
        Ok(Supervision {
            today,
            cut_off: settings.cut_off_time().format("%H:%M").to_string(),
            blue: settings.limits.blue,
            yellow: settings.limits.yellow,
            supervision_after: SUPERVISION_AFTER,
            red_total,
            yellow_total,
            blue_total,
            units: supervision::units(connection, &dates, today, since)?
                .into_iter()
                .map(|row| SupervisionUnit {
                    unit_id: row.unit_id,
                    name: row.name,
                    short_name: row.short_name,
                    red: row.red,
                    yellow: row.yellow,
                    blue: row.blue,
                    receipts_in_time: row.receipts_in_time,
                    receipts_due: row.receipts_due,
                })
                .collect(),
            groups: groups
                .into_iter()
                .map(|(key, count)| SupervisionGroup { key, count })
                .collect(),
            rows: rows.into_iter().map(|row| shown(context, thresholds, row)).collect(),
        })
    })
}

fn shown(context: &Context<'_>, thresholds: LightThresholds, row: BurningRow) -> SupervisionRow {
    let (today, calendar) = (context.today(), context.calendar());
    let sent = Chased {
        reminded_on: row.reminded_on,
        supervised_on: row.supervised_on,
        referred_on: row.referred_on,
    };
    let takes_chase = row.state.after(DemandAction::Chase).is_ok();
    let chase_due = next_chase(row.due_on, today, sent, calendar).filter(|_| takes_chase);
    SupervisionRow {
        number: number(row.number_year, row.number_seq),
        light: Light::of(Clock::Running { due_on: row.due_on }, today, thresholds, calendar),
        remaining: remaining_words(row.due_on, today, calendar),
        note: note(&row, chase_due.is_some()),
        slip_number: row.slip_number.map(slip_number),
        id: row.id,
        version: row.version,
        title: row.title,
        enterprise: row.enterprise,
        lead_unit_id: row.lead_unit_id,
        lead_unit: row.lead_unit,
        responsible_person: row.responsible_person,
        lead_leader_id: row.lead_leader_id,
        lead_leader: row.lead_leader,
        state: row.state,
        due_on: row.due_on,
        round: row.round,
        reminder_count: row.reminder_count,
        supervision_count: row.supervision_count,
        chase_due,
    }
}

/// Says why no paper is due where one might be expected.
fn note(row: &BurningRow, is_due: bool) -> String {
    let short = |day: NaiveDate| domain::dates::short_date(day);
    match (row.state, is_due) {
        (DemandState::CompletionReview, _) => match row.completed_on {
            Some(day) => format!("{}已报办结，待审核", short(day)),
            None => "已报办结，待审核".to_owned(),
        },
        (_, true) => String::new(),
        (_, false) => {
            let last = row.supervised_on.max(row.reminded_on).max(row.referred_on);
            match last.filter(|day| *day > row.due_on) {
                Some(day) => format!("{}已催，等待回复", short(day)),
                None => String::new(),
            }
        }
    }
}
