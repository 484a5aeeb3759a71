//! Read models of the directory: names to complete, rows of lists, figures of a page.

use chrono::NaiveDate;
use domain::demand::{Category, DemandState};
use domain::enterprise::Industry;
use domain::ids::{EnterpriseId, UnitId};
use domain::reception::Presence;
use rusqlite::{Connection, Row, params};

use super::ledger::{self, Filter, LightDates, Page, Totals};
use crate::queries::shown::{FULL_NAME, TITLE};
use crate::tables::demands::among;
use crate::{StoreError, column};

/// A unit's or enterprise's name for completion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameRow {
    pub id: String,
    pub name: String,
    pub short_name: String,
    pub is_active: bool,
    /// First liaison of a unit, legal representative of an enterprise; may be empty.
    pub person: String,
    /// Street of an enterprise; empty for a unit.
    pub street: String,
    /// The enterprise this double was merged into.
    pub merged_into: Option<String>,
}

/// Returns a mark that changes with every change of a leader, unit or enterprise: each raises a
/// version or adds a row.
///
/// # Errors
/// When a table cannot be read.
pub fn revision(connection: &Connection) -> Result<[i64; 6], StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT (SELECT count(*) FROM leaders), (SELECT coalesce(sum(version), 0) FROM leaders), \
         (SELECT count(*) FROM units), (SELECT coalesce(sum(version), 0) FROM units), \
         (SELECT count(*) FROM enterprises), (SELECT coalesce(sum(version), 0) FROM enterprises)",
    )?;
    Ok(statement.query_row([], |row| {
        Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?])
    })?)
}

/// Returns the names of all enterprises by pinyin.
///
/// # Errors
/// When a table cannot be read.
pub fn enterprise_names(connection: &Connection) -> Result<Vec<NameRow>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT e.id, e.name, e.short_name, e.is_active, e.street, e.merged_into, coalesce((SELECT p.name \
         FROM people p WHERE p.enterprise_id = e.id AND p.is_legal_representative = 1 \
         ORDER BY p.position LIMIT 1), '') AS person FROM enterprises e ORDER BY e.pinyin, e.id",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(NameRow {
            id: row.get("id")?,
            name: row.get("name")?,
            short_name: row.get("short_name")?,
            is_active: row.get("is_active")?,
            person: row.get("person")?,
            street: row.get("street")?,
            merged_into: row.get("merged_into")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// A row of the enterprise list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnterpriseListRow {
    pub id: EnterpriseId,
    pub name: String,
    pub short_name: String,
    pub credit_code: Option<String>,
    pub street: String,
    pub industry: Option<Industry>,
    pub legal_representative: String,
    pub demands: i64,
    pub open_demands: i64,
    pub is_active: bool,
}

/// Returns one row of the enterprise list, with its figures.
///
/// # Errors
/// [`StoreError::NotFound`], or when a table cannot be read.
pub fn enterprise_row(connection: &Connection, id: &str) -> Result<EnterpriseListRow, StoreError> {
    let open = among(DemandState::is_open);
    let mut statement = connection.prepare_cached(&format!(
        "SELECT e.id, e.name, e.short_name, e.credit_code, e.street, e.industry, e.is_active, \
         coalesce((SELECT p.name FROM people p WHERE p.enterprise_id = e.id \
         AND p.is_legal_representative = 1 ORDER BY p.position LIMIT 1), '') AS person, \
         (SELECT count(*) FROM demands d WHERE d.enterprise_id IN (SELECT m.id FROM enterprises m \
         WHERE m.id = e.id OR m.merged_into = e.id) AND d.is_void = 0 AND d.visibility = 'open') \
         AS demands, \
         (SELECT count(*) FROM demands d WHERE d.enterprise_id IN (SELECT m.id FROM enterprises m \
         WHERE m.id = e.id OR m.merged_into = e.id) AND d.is_void = 0 \
         AND d.visibility = 'open' AND d.state {open}) AS open_demands \
         FROM enterprises e WHERE e.id = $1"
    ))?;
    let found = statement.query_row([id], |row| {
        Ok(EnterpriseListRow {
            id: column::id(row, "id")?,
            name: row.get("name")?,
            short_name: row.get("short_name")?,
            credit_code: row.get("credit_code")?,
            street: row.get("street")?,
            industry: column::optional_term(row, "industry")?,
            legal_representative: row.get("person")?,
            demands: row.get("demands")?,
            open_demands: row.get("open_demands")?,
            is_active: row.get("is_active")?,
        })
    });
    match found {
        Err(rusqlite::Error::QueryReturnedNoRows) => {
            Err(StoreError::NotFound { entity: "enterprise", id: id.to_owned() })
        }
        other => Ok(other?),
    }
}

/// One demand on a page of the directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemandBriefRow {
    pub id: String,
    pub number_year: i32,
    pub number_seq: i64,
    pub title: String,
    pub raised_on: NaiveDate,
    /// Title of the sitting it was raised at.
    pub reception: Option<String>,
    pub source: domain::demand::Source,
    pub enterprise: String,
    pub lead_unit: String,
    pub category: Option<Category>,
    pub state: DemandState,
    pub due_on: Option<NaiveDate>,
    /// Prefix, year and sequence of the slip's number.
    pub slip_number: Option<(String, i32, u32)>,
}

/// Returns a page of the ledger as the pages of the directory show it, with the totals of the whole
/// result.
///
/// # Errors
/// When a table cannot be read or a stored code is unknown.
pub fn demand_briefs(
    connection: &Connection,
    filter: &Filter,
    dates: &LightDates,
    page: Page,
) -> Result<(Vec<DemandBriefRow>, Totals), StoreError> {
    let (keys, totals) = ledger::keys_and_totals(connection, filter, dates, page)?;
    let mut statement = connection.prepare_cached(&format!(
        "SELECT d.id, d.number_year, d.number_seq, {TITLE} AS title, d.raised_on, \
         r.title AS reception, d.source, {FULL_NAME} AS enterprise, coalesce(u.name, '') AS lead_unit, d.category, d.state, \
         d.due_on, \
         s.number_prefix, s.number_year AS slip_year, s.number_seq AS slip_seq \
         FROM demands d JOIN enterprises e ON e.id = d.enterprise_id \
         LEFT JOIN receptions r ON r.id = d.reception_id \
         LEFT JOIN units u ON u.id = d.lead_unit_id LEFT JOIN slips s ON s.id = d.slip_id \
         WHERE d.key = $1"
    ))?;
    let briefs = keys.into_iter().map(|key| Ok(statement.query_row([key], read_brief)?));
    Ok((briefs.collect::<Result<_, StoreError>>()?, totals))
}

fn read_brief(row: &Row<'_>) -> rusqlite::Result<DemandBriefRow> {
    let prefix: Option<String> = row.get("number_prefix")?;
    let year: Option<i32> = row.get("slip_year")?;
    let seq: Option<u32> = row.get("slip_seq")?;
    Ok(DemandBriefRow {
        id: row.get("id")?,
        number_year: row.get("number_year")?,
        number_seq: row.get("number_seq")?,
        title: row.get("title")?,
        raised_on: row.get("raised_on")?,
        reception: row.get("reception")?,
        source: column::term(row, "source")?,
        enterprise: row.get("enterprise")?,
        lead_unit: row.get("lead_unit")?,
        category: column::optional_term(row, "category")?,
        state: column::term(row, "state")?,
        due_on: row.get("due_on")?,
        slip_number: prefix.zip(year).zip(seq).map(|((prefix, year), seq)| (prefix, year, seq)),
    })
}

/// A unit and all that were merged into it, over any number of steps; `$1` is the unit.
const FAMILY: &str = "WITH RECURSIVE family (id) AS (SELECT $1 UNION SELECT m.id FROM units m \
    JOIN family f ON m.merged_into = f.id) ";

/// Returns units with all that were merged into them, over any number of steps.
///
/// # Errors
/// When SQLite refuses.
pub fn families(connection: &Connection, units: &[UnitId]) -> Result<Vec<String>, StoreError> {
    let mut statement = connection.prepare_cached(&format!("{FAMILY}SELECT id FROM family"))?;
    let mut found = Vec::new();
    for unit in units {
        let rows = statement.query_map([unit.as_str()], |row| row.get(0))?;
        found.extend(rows.collect::<Result<Vec<String>, _>>()?);
    }
    Ok(found)
}

/// Returns how many tasks a unit still has, those of units merged into it included.
///
/// # Errors
/// When a table cannot be read.
pub fn open_tasks(connection: &Connection, unit: &UnitId) -> Result<i64, StoreError> {
    let mut statement = connection.prepare_cached(&format!(
        "{FAMILY}SELECT count(*) FROM tasks t JOIN demands d ON d.id = t.demand_id \
         WHERE t.unit_id IN (SELECT id FROM family) AND t.state <> 'recalled' AND d.is_void = 0 \
         AND d.state IN ('awaiting_receipt', 'in_progress')"
    ))?;
    Ok(statement.query_row([unit.as_str()], |row| row.get(0))?)
}

/// One sitting an enterprise was invited to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttendanceRow {
    pub reception_id: String,
    pub title: String,
    pub held_on: NaiveDate,
    pub representative: String,
    pub presence: Presence,
}

/// Returns the sittings an enterprise and its merged doubles were invited to, newest first;
/// cancelled ones are left out.
///
/// # Errors
/// When a table cannot be read.
pub fn attendances(
    connection: &Connection,
    enterprise: &EnterpriseId,
) -> Result<Vec<AttendanceRow>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT r.id, r.title, r.held_on, g.representative, g.presence FROM guests g \
         JOIN receptions r ON r.id = g.reception_id \
         WHERE g.enterprise_id IN (SELECT m.id FROM enterprises m WHERE m.id = $1 \
         OR m.merged_into = $1) AND r.state <> 'cancelled' \
         ORDER BY r.held_on DESC, r.starts DESC, r.id",
    )?;
    let rows = statement.query_map(params![enterprise.as_str()], |row| {
        Ok(AttendanceRow {
            reception_id: row.get("id")?,
            title: row.get("title")?,
            held_on: row.get("held_on")?,
            representative: row.get("representative")?,
            presence: column::term(row, "presence")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
