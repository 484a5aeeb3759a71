//! The work calendar: months, and the explanation of a due date.

use chrono::{Datelike, Days, NaiveDate};
use domain::calendar::DayKind;
use domain::deadline::{Limit, Opening, Ruler};
use domain::light::LightThresholds;
use domain::limits::LIMIT_MAX;

use super::{
    CalendarDay, CalendarMonth, DeadlinePreview, MonthQuery, PreviewDeadline, read_settings,
};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::Fields;

/// Returns a month with the whole weeks it touches; the counts are of the month alone.
pub(crate) fn get_month(
    context: &Context<'_>,
    input: MonthQuery,
) -> Result<CalendarMonth, UseCaseError> {
    let month = i32::try_from(input.month).ok().filter(|_| (2000..=2100).contains(&input.year));
    let first = month.and_then(|_| NaiveDate::from_ymd_opt(input.year, input.month, 1));
    let Some(first) = first else {
        return Err(UseCaseError::field("month", "月份不对，请重新选择。"));
    };
    let last = first + chrono::Months::new(1) - Days::new(1);
    let from = first - Days::new(first.weekday().num_days_from_monday().into());
    let until = last + Days::new((6 - last.weekday().num_days_from_monday()).into());
    let calendar = context.calendar();
    let days: Vec<CalendarDay> = from
        .iter_days()
        .take_while(|date| *date <= until)
        .map(|date| CalendarDay { date, kind: calendar.day_kind(date) })
        .collect();
    let count = |is_counted: fn(&DayKind) -> bool| {
        let of_month = days.iter().filter(|day| day.date >= first && day.date <= last);
        u32::try_from(of_month.filter(|day| is_counted(&day.kind)).count()).unwrap_or(u32::MAX)
    };
    Ok(CalendarMonth {
        workdays: count(DayKind::is_workday),
        make_up_days: count(|kind| matches!(kind, DayKind::MakeUp { .. })),
        rest_days: count(|kind| !kind.is_workday()),
        is_published: calendar.is_published(input.year),
        days,
    })
}

/// Explains a due date before anything is saved.
pub(crate) fn preview_deadline(
    context: &Context<'_>,
    input: PreviewDeadline,
) -> Result<DeadlinePreview, UseCaseError> {
    let issued_on = input.issued_on.unwrap_or_else(|| context.today());
    let mut fields = Fields::new();
    fields.date("issued_on", issued_on);
    fields.range("limit", input.limit, 1..=LIMIT_MAX);
    fields.finish()?;
    let limits = context.read(read_settings)?.limits;
    let opening = if issued_on == context.today() { Opening::Today } else { Opening::Issued };
    let thresholds = LightThresholds { blue: limits.blue, yellow: limits.yellow };
    let limit = Limit::Workdays(input.limit);
    let ruler = Ruler::to_due(issued_on, limit, opening, thresholds, context.calendar());
    Ok(DeadlinePreview { due_on: ruler.due.on, is_provisional: ruler.due.is_provisional, ruler })
}
