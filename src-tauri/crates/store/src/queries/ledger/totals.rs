//! The counts above the ledger's table.

use std::collections::HashSet;

use chrono::NaiveDate;
use domain::demand::DemandState;
use domain::light::{Clock, Light};
use rusqlite::{Connection, Row, params_from_iter};

use super::{Filter, LightDates, Select};
use crate::{StoreError, column};

/// What a filter lets through, counted whole.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    pub demands: i64,
    pub enterprises: i64,
    pub red: i64,
    pub yellow: i64,
    pub blue: i64,
    /// Running without a light.
    pub unlit: i64,
    pub not_started: i64,
    /// Its clock stands: suspended or tracked.
    pub paused: i64,
    /// Answered, not rated yet.
    pub answered: i64,
    pub done: i64,
    /// Left without an answer of their own.
    pub left: i64,
}

/// Counts everything a filter lets through.
///
/// # Errors
/// When SQLite refuses or a stored code is unknown.
pub fn totals(
    connection: &Connection,
    filter: &Filter,
    dates: &LightDates,
) -> Result<Totals, StoreError> {
    if filter.is_plain() {
        by_ranges(connection, filter, dates)
    } else {
        by_rows(connection, filter, dates)
    }
}

/// Counts the rows a filter lets through.
///
/// # Errors
/// When SQLite refuses.
pub fn count(
    connection: &Connection,
    filter: &Filter,
    dates: &LightDates,
) -> Result<i64, StoreError> {
    count_where(connection, filter, dates, |_| {})
}

fn count_where(
    connection: &Connection,
    filter: &Filter,
    dates: &LightDates,
    narrow: impl FnOnce(&mut Select),
) -> Result<i64, StoreError> {
    let table = filter.table(connection)?;
    let mut select = Select::new(&format!("SELECT count(*) FROM {}", table.source()));
    filter.apply_to(table, connection, dates, &mut select)?;
    narrow(&mut select);
    let mut statement = connection.prepare_cached(select.text())?;
    Ok(statement.query_row(params_from_iter(select.values()), |row| row.get(0))?)
}

/// Counts stretches of the narrow indexes: each entry is passed once and nothing is grouped.
fn by_ranges(
    connection: &Connection,
    filter: &Filter,
    dates: &LightDates,
) -> Result<Totals, StoreError> {
    let due = |from: Option<NaiveDate>, before: Option<NaiveDate>| {
        count_where(connection, filter, dates, |select| {
            for (sign, date) in [(">=", from), ("<", before)] {
                if let Some(date) = date {
                    let place = select.date(date);
                    select.and(&format!("d.due_on {sign} {place}"));
                }
            }
        })
    };
    let without_due = |light: Light| {
        filter.within(|state| state.idle_light() == light).map_or(Ok(0), |filter| {
            count_where(connection, &filter, dates, |select| select.and("d.due_on IS NULL"))
        })
    };
    let mut totals = Totals {
        red: due(None, Some(dates.red_before))?,
        yellow: due(Some(dates.red_before), Some(dates.yellow_before))?,
        blue: due(Some(dates.yellow_before), Some(dates.blue_before))?,
        unlit: due(Some(dates.blue_before), None)?,
        not_started: without_due(Light::NotStarted)?,
        paused: without_due(Light::Paused)?,
        answered: without_due(Light::Answered)?,
        done: without_due(Light::Done)?,
        left: without_due(Light::Left)?,
        ..Totals::default()
    };
    let lit = totals.red + totals.yellow + totals.blue + totals.unlit;
    let over = totals.answered + totals.done + totals.left;
    totals.demands = lit + totals.not_started + totals.paused + over;
    totals.enterprises = enterprises(connection, filter, dates, totals.demands)?;
    Ok(totals)
}

/// Counts the enterprises behind `demands` rows: one by one when they are few, else by asking of
/// each enterprise whether it has any.
fn enterprises(
    connection: &Connection,
    filter: &Filter,
    dates: &LightDates,
    demands: i64,
) -> Result<i64, StoreError> {
    let known: i64 = connection
        .prepare_cached("SELECT count(*) FROM enterprises")?
        .query_row([], |row| row.get(0))?;
    let is_asked_each = demands > 4 * known;
    let mut select = if is_asked_each {
        Select::within(
            "SELECT count(*) FROM enterprises AS e WHERE EXISTS (SELECT 1 FROM demands AS d",
            "d.enterprise_id = e.id",
        )
    } else {
        Select::new("SELECT count(DISTINCT d.enterprise_id) FROM demands AS d")
    };
    filter.apply(connection, dates, &mut select)?;
    if is_asked_each {
        select.push(")");
    }
    let mut statement = connection.prepare_cached(select.text())?;
    Ok(statement.query_row(params_from_iter(select.values()), |row| row.get(0))?)
}

/// Counts while passing over the rows once: what the filter asks is dearer than the counting.
fn by_rows(
    connection: &Connection,
    filter: &Filter,
    dates: &LightDates,
) -> Result<Totals, StoreError> {
    pass(connection, filter, dates, "", |_| Ok(()))
}

/// Counts as [`by_rows`] does and shows each row to `see`, which finds `columns` after the
/// counted ones.
pub(super) fn pass(
    connection: &Connection,
    filter: &Filter,
    dates: &LightDates,
    columns: &str,
    mut see: impl FnMut(&Row<'_>) -> rusqlite::Result<()>,
) -> Result<Totals, StoreError> {
    let counted = "SELECT d.state, d.due_on, d.enterprise_id";
    let text = |date: NaiveDate| date.to_string();
    let (red, yellow, blue) =
        (text(dates.red_before), text(dates.yellow_before), text(dates.blue_before));
    let (mut totals, mut enterprises) = (Totals::default(), HashSet::new());
    for part in filter.parts() {
        let table = part.table(connection)?;
        let mut select = Select::new(&format!("{counted}{columns} FROM {}", table.source()));
        part.apply_to(table, connection, dates, &mut select)?;
        let mut statement = connection.prepare_cached(select.text())?;
        let mut rows = statement.query(params_from_iter(select.values()))?;
        while let Some(row) = rows.next()? {
            see(row)?;
            let read = |column| -> rusqlite::Result<Option<&str>> {
                Ok(row.get_ref(column)?.as_str_or_null()?)
            };
            totals.demands += 1;
            // ISO dates stand in the order of their texts.
            *match read(1)? {
                Some(due_on) if due_on < red.as_str() => &mut totals.red,
                Some(due_on) if due_on < yellow.as_str() => &mut totals.yellow,
                Some(due_on) if due_on < blue.as_str() => &mut totals.blue,
                Some(_) => &mut totals.unlit,
                None => match column::term_at::<DemandState>(row, 0)?.clock(None) {
                    Clock::NotStarted | Clock::Running { .. } => &mut totals.not_started,
                    Clock::Paused => &mut totals.paused,
                    Clock::Answered => &mut totals.answered,
                    Clock::Done => &mut totals.done,
                    Clock::Left => &mut totals.left,
                },
            } += 1;
            let enterprise = read(2)?.unwrap_or_default();
            if !enterprises.contains(enterprise) {
                enterprises.insert(enterprise.to_owned());
            }
        }
    }
    totals.enterprises = i64::try_from(enterprises.len()).unwrap_or(i64::MAX);
    Ok(totals)
}

#[cfg(test)]
mod tests {

    use super::*;
    use crate::queries::ledger::testing;

    #[test]
    fn both_ways_of_counting_agree() {
        let connection = testing::office();
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let dates = testing::dates();
        for filter in [
            Filter::default(),
            Filter { is_open: Some(true), ..Filter::default() },
            Filter { is_open: Some(false), ..Filter::default() },
            Filter { lights: vec![Light::Red], ..Filter::default() },
            Filter { lights: vec![Light::Yellow, Light::NotStarted], ..Filter::default() },
            Filter { states: vec![DemandState::Accepted], ..Filter::default() },
            Filter { due: (Some(day("2026-09-20")), None), ..Filter::default() },
        ] {
            let ranges = by_ranges(&connection, &filter, &dates).unwrap();
            assert_eq!(ranges, by_rows(&connection, &filter, &dates).unwrap(), "{filter:?}");
            assert_eq!(ranges.demands, count(&connection, &filter, &dates).unwrap());
        }
        let all = totals(&connection, &Filter::default(), &dates).unwrap();
        assert_eq!((all.demands, all.enterprises), (40, 7));
        assert_eq!((all.answered, all.done, all.left), (5, 0, 5));
        assert_eq!((all.not_started, all.paused), (5, 5));
        assert!(all.red > 0 && all.yellow > 0 && all.blue > 0 && all.unlit > 0, "{all:?}");
    }
}
