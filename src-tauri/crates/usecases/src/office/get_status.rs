//! The figures of the window's frame.

use chrono::{Datelike, NaiveDate};
use domain::calendar::WorkCalendar;
use domain::ids::ClerkId;
use store::queries::status::status;
use store::queries::supervision::{Scope, count_burning};
use store::tables::{clerks, settings};

use super::{BackupMark, Clerk, OfficeStatus, read_settings};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::ledger::lights;
use crate::safekeeping::last_mark;
use crate::wire::Nothing;

/// Returns what the window's frame shows at all times.
pub(crate) fn get_status(context: &Context<'_>, _: Nothing) -> Result<OfficeStatus, UseCaseError> {
    let today = context.today();
    context.read(|connection| {
        let office = read_settings(connection)?;
        let status = status(connection)?;
        let clerk = clerks::get(connection, &ClerkId::new(context.clerk().id.clone()))?;
        let (dates, _) = lights(context, connection)?;
        let (overdue, _, _) = count_burning(connection, &dates, &Scope::default())?;
        let demo = settings::find::<bool>(connection, settings::DEMO)?;
        Ok(OfficeStatus {
            is_set_up: office.is_set_up(),
            is_demo: demo.is_some_and(|setting| setting.value),
            office_name: office.name,
            clerk: Clerk::from(clerk),
            today,
            now: context.now(),
            workday_of_month: workday_of_month(today, context.calendar()),
            open_demands: status.open_demands,
            overdue_demands: overdue,
            waiting_slips: status.waiting_slips,
            running_reception_id: status.running_reception_id,
            last_backup: last_mark(context).map(|(at, path)| BackupMark { at, path }),
            backup_fault: context.office().backup_faults().words(),
            is_journal_broken: context.office().store().is_journal_broken(),
            calendar_until: calendar_until(today, context.calendar()),
            data_dir: context.office().root().display().to_string(),
            is_clock_behind: status.last_change_at.is_some_and(|at| at > context.now()),
        })
    })
}

fn workday_of_month(today: NaiveDate, calendar: &WorkCalendar) -> u32 {
    let before = today.with_day(1).and_then(|first| first.pred_opt()).unwrap_or(today);
    calendar.workdays_between(before, today)
}

/// Returns the last year from this one on whose notice is known; the year before when this
/// year's is not.
fn calendar_until(today: NaiveDate, calendar: &WorkCalendar) -> i32 {
    (today.year()..)
        .take_while(|year| calendar.is_published(*year))
        .last()
        .unwrap_or(today.year() - 1)
}
