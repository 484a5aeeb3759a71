//! The ledger (台账): pages, counts and the rows of its workbook.

mod filter;
mod workbook;

use chrono::NaiveDate;
use domain::demand::{Category, DemandState, UrgencyTag};
use domain::ids::{DemandId, EnterpriseId};
use domain::ledger::LedgerSort;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};

use crate::{StoreError, column};
use filter::Select;

pub use filter::{Filter, LightDates};
pub use workbook::{WorkbookRow, for_workbook};

/// A row of the ledger's table.
#[derive(Debug, Clone, PartialEq)]
pub struct LedgerRow {
    pub id: DemandId,
    pub number_year: i32,
    pub number_seq: i64,
    pub title: String,
    pub enterprise_id: EnterpriseId,
    /// The short name where there is one.
    pub enterprise: String,
    pub lead_unit: String,
    pub assisting_units: i64,
    pub state: DemandState,
    pub due_on: Option<NaiveDate>,
    pub is_provisional: bool,
    pub category: Option<Category>,
    pub urgency: Vec<UrgencyTag>,
    /// Prefix, year and running number.
    pub slip_number: Option<(String, i32, u32)>,
    pub raised_on: NaiveDate,
}

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
    pub done: i64,
}

/// Which rows of the result, in which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    pub sort: LedgerSort,
    pub is_descending: bool,
    pub limit: u32,
    pub offset: u32,
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
    let mut select = Select::new("SELECT d.id FROM demands AS d");
    select.push(joins(page.sort));
    filter.apply(connection, dates, &mut select)?;
    select.push(&order(page));
    let limit = select.value(i64::from(page.limit));
    let offset = select.value(i64::from(page.offset));
    select.push(&format!(" LIMIT {limit} OFFSET {offset}"));
    let mut keys = connection.prepare_cached(select.text())?;
    let keys = keys
        .query_map(params_from_iter(select.values()), |row| row.get(0))?
        .collect::<Result<Vec<String>, _>>()?;
    let mut one = connection.prepare_cached(ROW)?;
    keys.into_iter().map(|id| Ok(one.query_row([id], read)?)).collect()
}

const ROW: &str = "SELECT d.id, d.number_year, d.number_seq, d.title, d.enterprise_id, \
    CASE e.short_name WHEN '' THEN e.name ELSE e.short_name END AS enterprise, \
    coalesce(CASE u.short_name WHEN '' THEN u.name ELSE u.short_name END, '') AS lead_unit, \
    (SELECT count(*) FROM demand_assists AS a WHERE a.demand_id = d.id) AS assisting_units, \
    d.state, d.due_on, d.is_provisional, d.category, d.is_urgent, d.is_weighty, d.is_difficult, \
    s.number_prefix, s.number_year AS slip_year, s.number_seq AS slip_seq, d.raised_on \
    FROM demands AS d \
    JOIN enterprises AS e ON e.id = d.enterprise_id \
    LEFT JOIN units AS u ON u.id = d.lead_unit_id \
    LEFT JOIN slips AS s ON s.id = d.slip_id \
    WHERE d.id = $1";

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

fn slip_number(row: &Row<'_>) -> rusqlite::Result<Option<(String, i32, u32)>> {
    let (prefix, year, seq): (Option<String>, Option<i32>, Option<u32>) =
        (row.get("number_prefix")?, row.get("slip_year")?, row.get("slip_seq")?);
    Ok(prefix.zip(year).zip(seq).map(|((prefix, year), seq)| (prefix, year, seq)))
}

/// Tables an order needs. They are driven from, so that their index gives the order.
fn joins(sort: LedgerSort) -> &'static str {
    match sort {
        LedgerSort::Enterprise => " JOIN enterprises AS e ON e.id = d.enterprise_id",
        LedgerSort::Unit => " LEFT JOIN units AS u ON u.id = d.lead_unit_id",
        LedgerSort::Due
        | LedgerSort::Number
        | LedgerSort::Raised
        | LedgerSort::State
        | LedgerSort::Title => "",
    }
}

fn order(page: Page) -> String {
    let way = if page.is_descending { "DESC" } else { "ASC" };
    let key = match page.sort {
        LedgerSort::Due => format!("d.due_on {way} NULLS LAST, "),
        LedgerSort::Number => String::new(),
        LedgerSort::Raised => format!("d.raised_on {way}, "),
        LedgerSort::Enterprise => format!("e.pinyin {way}, e.id {way}, "),
        LedgerSort::Unit => format!("u.pinyin {way} NULLS LAST, u.id {way}, "),
        LedgerSort::State => format!("d.state {way}, "),
        LedgerSort::Title => format!("d.pinyin {way}, "),
    };
    format!(" ORDER BY {key}d.number_year {way}, d.number_seq {way}")
}

/// Counts everything a filter lets through.
///
/// # Errors
/// When SQLite refuses.
pub fn totals(
    connection: &Connection,
    filter: &Filter,
    dates: &LightDates,
) -> Result<Totals, StoreError> {
    let mut select = Select::new("SELECT count(*), count(DISTINCT d.enterprise_id)");
    let red = select.date(dates.red_before);
    let yellow = select.date(dates.yellow_before);
    let blue = select.date(dates.blue_before);
    select.push(&format!(
        ", coalesce(sum(d.due_on < {red}), 0), coalesce(sum(d.due_on < {yellow}), 0), \
         coalesce(sum(d.due_on < {blue}), 0), count(d.due_on), \
         coalesce(sum(d.state = 'answered_on_site'), 0) FROM demands AS d"
    ));
    filter.apply(connection, dates, &mut select)?;
    let totals = connection.prepare_cached(select.text())?.query_row(
        params_from_iter(select.values()),
        |row| {
            let (demands, red, yellow): (i64, i64, i64) = (row.get(0)?, row.get(2)?, row.get(3)?);
            let (blue, running, done): (i64, i64, i64) = (row.get(4)?, row.get(5)?, row.get(6)?);
            Ok(Totals {
                demands,
                enterprises: row.get(1)?,
                red,
                yellow: yellow - red,
                blue: blue - yellow,
                unlit: running - blue,
                not_started: demands - running - done,
                done,
            })
        },
    )?;
    Ok(totals)
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
    let mut select = Select::new("SELECT count(*) FROM demands AS d");
    filter.apply(connection, dates, &mut select)?;
    let values: Vec<Value> = select.values().to_vec();
    let count = connection
        .prepare_cached(select.text())?
        .query_row(params_from_iter(values), |row| row.get(0))?;
    Ok(count)
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
