//! One page of the ledger.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::demand::DemandState;
use domain::light::{Clock, Light, LightThresholds, overdue_words, remaining_words};
use store::queries::ledger::{self, Page};
pub(crate) use store::tables::demands::number;

use super::filter::lights;
use super::overdue::Overdue;
use super::{LedgerPage, LedgerQuery, LedgerRow};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::Fields;

/// Most rows of a page.
const PAGE_MAX: u32 = 200;

/// Returns one page of the ledger with the totals of the whole result.
pub(crate) fn list_ledger(
    context: &Context<'_>,
    input: LedgerQuery,
) -> Result<LedgerPage, UseCaseError> {
    let mut fields = Fields::new();
    input.filter.check(&mut fields);
    fields.finish()?;
    let page = Page {
        sort: input.sort,
        is_descending: input.is_descending,
        limit: input.limit.min(PAGE_MAX),
        offset: input.offset,
    };
    context.read(|connection| {
        let filter = input.filter.to_store(context, connection)?;
        let (dates, thresholds) = lights(context, connection)?;
        let (rows, totals) = ledger::page_and_totals(connection, &filter, &dates, page)?;
        let overdue = Overdue::new(context.today(), context.calendar());
        let mut words = Words { context, thresholds, known: HashMap::new(), overdue };
        Ok(LedgerPage {
            rows: rows.into_iter().map(|row| words.row(row)).collect(),
            total: totals.demands,
            enterprises: totals.enterprises,
            lights: totals.into(),
        })
    })
}

/// Lights and words of a page's rows; rows of one due date are worked out once.
struct Words<'a, 'o> {
    context: &'a Context<'o>,
    thresholds: LightThresholds,
    known: HashMap<NaiveDate, (Light, String)>,
    overdue: Overdue<'a>,
}

impl Words<'_, '_> {
    fn row(&mut self, row: ledger::LedgerRow) -> LedgerRow {
        let (light, remaining) = match row.due_on {
            Some(due_on) => self.running(due_on),
            None => idle(row.state),
        };
        LedgerRow {
            id: row.id,
            number: number(row.number_year, row.number_seq),
            title: row.title,
            enterprise_id: row.enterprise_id,
            enterprise: row.enterprise,
            lead_unit: row.lead_unit,
            assisting_units: row.assisting_units,
            state: row.state,
            light,
            due_on: row.due_on,
            is_provisional: row.is_provisional,
            remaining,
            category: row.category,
            urgency: row.urgency,
            slip_id: row.slip_id,
            slip_number: row.slip_number.map(slip_number),
            raised_on: row.raised_on,
        }
    }

    fn running(&mut self, due_on: NaiveDate) -> (Light, String) {
        let (today, calendar) = (self.context.today(), self.context.calendar());
        let overdue = self.overdue.since(due_on);
        let make = || {
            if overdue > 0 {
                return (Light::Red, overdue_words(overdue));
            }
            let clock = Clock::Running { due_on };
            let light = Light::of(clock, today, self.thresholds, calendar);
            (light, remaining_words(due_on, today, calendar))
        };
        self.known.entry(due_on).or_insert_with(make).clone()
    }
}

/// Returns light and words of a clock that does not run.
pub(crate) fn idle(state: DemandState) -> (Light, String) {
    (state.idle_light(), state.idle_words().to_owned())
}

/// Returns a slip's number in its standard form.
pub(crate) fn slip_number((prefix, year, seq): (String, i32, u32)) -> String {
    domain::slip_number::SlipNumber { prefix, year, seq }.to_string()
}
