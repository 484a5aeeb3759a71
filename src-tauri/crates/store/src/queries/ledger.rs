//! The ledger (台账): pages, counts and the rows of its workbook.

mod filter;
mod light_dates;
mod one_pass;
mod select;
mod table;
#[cfg(test)]
mod testing;
mod totals;
mod words;
mod workbook;

use std::sync::LazyLock;

use chrono::NaiveDate;
use domain::demand::{Category, DemandState, UrgencyTag};
use domain::ids::{DemandId, EnterpriseId, SlipId};
use domain::ledger::LedgerSort;
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};

use crate::queries::shown::{NAME, TITLE};
use crate::{StoreError, column};
use select::Select;

pub use filter::{Filter, UnitRole};
pub use light_dates::LightDates;
pub use totals::{Totals, count, totals};
pub use workbook::{WorkbookRow, for_workbook};

/// A row of the ledger's table.
#[derive(Debug, Clone, PartialEq)]
pub struct LedgerRow {
    pub id: DemandId,
    pub number_year: i32,
    pub number_seq: i64,
    pub title: String,
    /// Whose it is, for a slip carries those of one: the one that goes on where it was merged. A
    /// hidden one is opened by name only with an entry in the journal.
    pub enterprise_id: EnterpriseId,
    /// The short name where there is one, [`domain::privacy::UNNAMED`] where it is hidden.
    pub enterprise: String,
    pub lead_unit: String,
    pub assisting_units: i64,
    pub state: DemandState,
    pub due_on: Option<NaiveDate>,
    pub is_provisional: bool,
    pub category: Option<Category>,
    pub urgency: Vec<UrgencyTag>,
    /// The slip that carries it now.
    pub slip_id: Option<SlipId>,
    /// Prefix, year and running number.
    pub slip_number: Option<(String, i32, u32)>,
    pub raised_on: NaiveDate,
}

/// Which rows of the result, in which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    pub sort: LedgerSort,
    pub is_descending: bool,
    pub limit: u32,
    pub offset: u32,
}

/// Returns one page, as [`page`] does, with the totals of the whole result.
///
/// # Errors
/// When SQLite refuses or a stored code is unknown.
pub fn page_and_totals(
    connection: &Connection,
    filter: &Filter,
    dates: &LightDates,
    page: Page,
) -> Result<(Vec<LedgerRow>, Totals), StoreError> {
    let (found, totals) = keys_and_totals(connection, filter, dates, page)?;
    Ok((rows(connection, found)?, totals))
}

/// Returns the row keys of one page with the totals of the whole result, as [`page_and_totals`]
/// does.
///
/// # Errors
/// When SQLite refuses or a stored code is unknown.
pub(super) fn keys_and_totals(
    connection: &Connection,
    filter: &Filter,
    dates: &LightDates,
    page: Page,
) -> Result<(Vec<i64>, Totals), StoreError> {
    if let Some(date) = one_pass::date_for(filter, page.sort) {
        return one_pass::keys_and_totals(connection, filter, dates, page, date);
    }
    Ok((page_keys(connection, filter, dates, page)?, totals(connection, filter, dates)?))
}

/// Returns one page; ties stand in the order of registration, demands without a due date last.
///
/// # Errors
/// When SQLite refuses or a stored code is unknown.
pub fn page(
    connection: &Connection,
    filter: &Filter,
    dates: &LightDates,
    page: Page,
) -> Result<Vec<LedgerRow>, StoreError> {
    rows(connection, page_keys(connection, filter, dates, page)?)
}

fn page_keys(
    connection: &Connection,
    filter: &Filter,
    dates: &LightDates,
    page: Page,
) -> Result<Vec<i64>, StoreError> {
    // Those without a unit, or without a name to be shown, come last, whichever way the named are
    // ordered: a hidden one among its enterprise's others would tell who it is.
    let named = match page.sort {
        LedgerSort::Unit => Some(Filter { has_unit: Some(true), ..filter.clone() }),
        LedgerSort::Enterprise => Some(Filter { is_veiled: Some(false), ..filter.clone() }),
        _ => None,
    };
    let mut found = keys(connection, named.as_ref().unwrap_or(filter), dates, page)?;
    if let Some(named) = named.filter(|_| found.len() < page.limit as usize) {
        let with_name = count(connection, &named, dates)?;
        let seen = i64::try_from(found.len()).unwrap_or(0);
        let rest = Page {
            sort: LedgerSort::Number,
            limit: page.limit - u32::try_from(found.len()).unwrap_or(page.limit),
            offset: u32::try_from(i64::from(page.offset) + seen - with_name).unwrap_or(0),
            ..page
        };
        let without = Filter {
            has_unit: named.has_unit.map_or(filter.has_unit, |_| Some(false)),
            is_veiled: named.is_veiled.map_or(filter.is_veiled, |_| Some(true)),
            ..filter.clone()
        };
        found.extend(keys(connection, &without, dates, rest)?);
    }
    Ok(found)
}

fn rows(connection: &Connection, found: Vec<i64>) -> Result<Vec<LedgerRow>, StoreError> {
    let mut one = connection.prepare_cached(&ROW)?;
    found.into_iter().map(|key| Ok(one.query_row([key], read)?)).collect()
}

/// Returns the row keys of a page. They stand in every index, so that ordering and cutting touch
/// no row.
fn keys(
    connection: &Connection,
    filter: &Filter,
    dates: &LightDates,
    page: Page,
) -> Result<Vec<i64>, StoreError> {
    let mut select = Select::new(&format!("SELECT d.key FROM {}", source(page.sort)));
    filter.apply(connection, dates, &mut select)?;
    select.push(&order(page));
    let limit = select.value(i64::from(page.limit));
    let offset = select.value(i64::from(page.offset));
    select.push(&format!(" LIMIT {limit} OFFSET {offset}"));
    let mut statement = connection.prepare_cached(select.text())?;
    let found = statement.query_map(params_from_iter(select.values()), |row| row.get(0))?;
    Ok(found.collect::<Result<_, _>>()?)
}

static ROW: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT d.id, d.number_year, d.number_seq, {TITLE} AS title, \
    coalesce(e.merged_into, e.id) AS enterprise_id, {NAME} AS enterprise, \
    coalesce(CASE u.short_name WHEN '' THEN u.name ELSE u.short_name END, '') AS lead_unit, \
    (SELECT count(*) FROM demand_assists AS a WHERE a.demand_id = d.id) AS assisting_units, \
    d.state, d.due_on, d.is_provisional, d.category, d.is_urgent, d.is_weighty, d.is_difficult, \
    d.slip_id, s.number_prefix, s.number_year AS slip_year, s.number_seq AS slip_seq, d.raised_on \
    FROM demands AS d \
    JOIN enterprises AS e ON e.id = d.enterprise_id \
    LEFT JOIN units AS u ON u.id = d.lead_unit_id \
    LEFT JOIN slips AS s ON s.id = d.slip_id \
    WHERE d.key = $1"
    )
});

fn read(row: &Row<'_>) -> rusqlite::Result<LedgerRow> {
    Ok(LedgerRow {
        id: column::id(row, "id")?,
        number_year: row.get("number_year")?,
        number_seq: row.get("number_seq")?,
        title: row.get("title")?,
        enterprise_id: column::id(row, "enterprise_id")?,
        enterprise: row.get("enterprise")?,
        lead_unit: row.get("lead_unit")?,
        assisting_units: row.get("assisting_units")?,
        state: column::term(row, "state")?,
        due_on: row.get("due_on")?,
        is_provisional: row.get("is_provisional")?,
        category: column::optional_term(row, "category")?,
        urgency: urgency(row)?,
        slip_id: column::optional_id(row, "slip_id")?,
        slip_number: slip_number(row)?,
        raised_on: row.get("raised_on")?,
    })
}

fn urgency(row: &Row<'_>) -> rusqlite::Result<Vec<UrgencyTag>> {
    let mut tags = Vec::new();
    for (column, tag) in [
        ("is_urgent", UrgencyTag::Urgent),
        ("is_weighty", UrgencyTag::Weighty),
        ("is_difficult", UrgencyTag::Difficult),
    ] {
        if row.get(column)? {
            tags.push(tag);
        }
    }
    Ok(tags)
}

pub(crate) fn slip_number(row: &Row<'_>) -> rusqlite::Result<Option<(String, i32, u32)>> {
    let (prefix, year, seq): (Option<String>, Option<i32>, Option<u32>) =
        (row.get("number_prefix")?, row.get("slip_year")?, row.get("slip_seq")?);
    Ok(prefix.zip(year).zip(seq).map(|((prefix, year), seq)| (prefix, year, seq)))
}

/// The tables an order is read from. A directory leads its demands, so that its index orders them.
fn source(sort: LedgerSort) -> &'static str {
    match sort {
        LedgerSort::Enterprise => {
            "enterprises AS e CROSS JOIN demands AS d ON d.enterprise_id = e.id"
        }
        LedgerSort::Unit => "units AS u CROSS JOIN demands AS d ON d.lead_unit_id = u.id",
        LedgerSort::Due
        | LedgerSort::Number
        | LedgerSort::Raised
        | LedgerSort::State
        | LedgerSort::Title => "demands AS d",
    }
}

fn order(page: Page) -> String {
    let way = if page.is_descending { "DESC" } else { "ASC" };
    let key = match page.sort {
        LedgerSort::Due => format!("d.due_on {way} NULLS LAST, "),
        LedgerSort::Number => String::new(),
        LedgerSort::Raised => format!("d.raised_on {way}, "),
        LedgerSort::Enterprise => format!("e.pinyin {way}, e.id {way}, "),
        LedgerSort::Unit => format!("u.pinyin {way}, u.id {way}, "),
        // The sign keeps the narrow index of states out, which lacks the numbers.
        LedgerSort::State => format!("+d.state {way}, "),
        LedgerSort::Title => format!("d.pinyin {way}, "),
    };
    format!(" ORDER BY {key}d.number_year {way}, d.number_seq {way}")
}

/// What a key of a filter names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    Units,
    Leaders,
    Enterprises,
    Receptions,
}

/// Returns the names behind keys, in the order of the keys; unknown keys are left out.
///
/// # Errors
/// When SQLite refuses.
pub fn names(
    connection: &Connection,
    named: Named,
    ids: &[&str],
) -> Result<Vec<String>, StoreError> {
    let mut statement = connection.prepare_cached(match named {
        Named::Units => "SELECT name FROM units WHERE id = $1",
        Named::Leaders => "SELECT name FROM leaders WHERE id = $1",
        Named::Enterprises => "SELECT name FROM enterprises WHERE id = $1",
        Named::Receptions => "SELECT title FROM receptions WHERE id = $1",
    })?;
    let mut names = Vec::with_capacity(ids.len());
    for id in ids {
        names.extend(statement.query_row([id], |row| row.get::<_, String>(0)).optional()?);
    }
    Ok(names)
}
