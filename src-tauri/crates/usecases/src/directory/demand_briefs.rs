//! The demands on an enterprise's or unit's page.

use domain::ledger::LedgerSort;
use domain::light::{Light, LightThresholds, remaining_words};
use domain::terms::Term;
use rusqlite::Connection;
use store::queries::directory::{self, DemandBriefRow};
use store::queries::ledger::{Filter, Page};

use super::{DemandBrief, DemandBriefs};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::ledger::{lights, number, slip_number};

/// Most demands of a page; the ledger has the rest.
const NEWEST_MAX: u32 = 200;

/// Returns the newest of the demands a filter lets through, and how many there are.
pub(super) fn demand_briefs(
    context: &Context<'_>,
    connection: &Connection,
    filter: &Filter,
) -> Result<DemandBriefs, UseCaseError> {
    let (dates, thresholds) = lights(context, connection)?;
    let page = Page { sort: LedgerSort::Raised, is_descending: true, limit: NEWEST_MAX, offset: 0 };
    let (rows, totals) = directory::demand_briefs(connection, filter, &dates, page)?;
    let newest = rows.into_iter().map(|row| brief(context, thresholds, row)).collect();
    Ok(DemandBriefs { newest, total: totals.demands, open: totals.demands - totals.done })
}

fn brief(context: &Context<'_>, thresholds: LightThresholds, row: DemandBriefRow) -> DemandBrief {
    let (today, calendar) = (context.today(), context.calendar());
    let clock = row.state.clock(row.due_on);
    let remaining = row.due_on.map(|due_on| remaining_words(due_on, today, calendar));
    DemandBrief {
        number: number(row.number_year, row.number_seq),
        occasion: row.reception.unwrap_or_else(|| row.source.label().to_owned()),
        light: Light::of(clock, today, thresholds, calendar),
        remaining: remaining.unwrap_or_default(),
        slip_number: row.slip_number.map(slip_number),
        id: row.id,
        title: row.title,
        raised_on: row.raised_on,
        enterprise: row.enterprise,
        lead_unit: row.lead_unit,
        category: row.category,
        state: row.state,
        due_on: row.due_on,
    }
}
