//! Common issues (共性问题) with the demands that belong to them.

use chrono::NaiveDate;
use domain::common_issue::{IssueState, ProposalKind};
use domain::ids::{CommonIssueId, DemandId, UnitId};
use domain::terms::Term;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Serialize;

use super::statement::{insertion, replacement};
use crate::{StoreError, column};

/// A common issue as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CommonIssueRow {
    pub id: CommonIssueId,
    pub made_on: NaiveDate,
    pub name: String,
    /// 表现.
    pub manifestation: String,
    pub cause: String,
    /// The first leads.
    pub units: Vec<UnitId>,
    pub measure: String,
    pub limit_on: Option<NaiveDate>,
    pub state: IssueState,
    pub result: String,
    pub proposal_kind: Option<ProposalKind>,
    pub proposal_number: String,
    pub handed_on: Option<NaiveDate>,
    pub handed_to: String,
    pub answer: String,
    /// In the order they were linked.
    pub demands: Vec<DemandId>,
    /// Why it was entered in error.
    pub void_reason: Option<String>,
    pub version: i64,
}

const COLUMNS: &str = "id, made_on, name, manifestation, cause, units, measure, limit_on, state, \
    result, proposal_kind, proposal_number, handed_on, handed_to, answer, void_reason, version";

fn read(row: &Row<'_>) -> rusqlite::Result<CommonIssueRow> {
    Ok(CommonIssueRow {
        id: column::id(row, "id")?,
        made_on: row.get("made_on")?,
        name: row.get("name")?,
        manifestation: row.get("manifestation")?,
        cause: row.get("cause")?,
        units: column::json(row, "units")?,
        measure: row.get("measure")?,
        limit_on: row.get("limit_on")?,
        state: column::term(row, "state")?,
        result: row.get("result")?,
        proposal_kind: column::optional_term(row, "proposal_kind")?,
        proposal_number: row.get("proposal_number")?,
        handed_on: row.get("handed_on")?,
        handed_to: row.get("handed_to")?,
        answer: row.get("answer")?,
        demands: Vec::new(),
        void_reason: row.get("void_reason")?,
        version: row.get("version")?,
    })
}

/// Returns the issue.
///
/// # Errors
/// [`StoreError::NotFound`], or when a table cannot be read.
pub fn get(connection: &Connection, id: &CommonIssueId) -> Result<CommonIssueRow, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM common_issues WHERE id = $1");
    let found = connection.prepare_cached(&sql)?.query_row([id.as_str()], read).optional()?;
    let row = found.ok_or_else(|| StoreError::NotFound {
        entity: "common_issue",
        id: id.as_str().to_owned(),
    })?;
    with_demands(connection, row)
}

/// Lists the register, the newest first.
///
/// # Errors
/// When a table cannot be read.
pub fn list(connection: &Connection) -> Result<Vec<CommonIssueRow>, StoreError> {
    load(connection, "$1 = '' AND void_reason IS NULL", "")
}

/// Lists the issues a demand belongs to, the newest first.
///
/// # Errors
/// When a table cannot be read.
pub fn list_demand(
    connection: &Connection,
    demand: &DemandId,
) -> Result<Vec<CommonIssueRow>, StoreError> {
    let condition = "void_reason IS NULL \
        AND id IN (SELECT issue_id FROM common_issue_demands WHERE demand_id = $1)";
    load(connection, condition, demand.as_str())
}

fn load(
    connection: &Connection,
    condition: &str,
    key: &str,
) -> Result<Vec<CommonIssueRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM common_issues WHERE {condition} ORDER BY id DESC");
    let mut statement = connection.prepare_cached(&sql)?;
    let rows: Vec<CommonIssueRow> = statement.query_map([key], read)?.collect::<Result<_, _>>()?;
    rows.into_iter().map(|row| with_demands(connection, row)).collect()
}

fn with_demands(
    connection: &Connection,
    mut row: CommonIssueRow,
) -> Result<CommonIssueRow, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT demand_id FROM common_issue_demands WHERE issue_id = $1 ORDER BY position",
    )?;
    let demands = statement.query_map([row.id.as_str()], |row| column::id(row, "demand_id"))?;
    row.demands = demands.collect::<Result<_, _>>()?;
    Ok(row)
}

/// Adds an issue with its demands.
///
/// # Errors
/// When SQLite refuses.
pub fn insert(tx: &Connection, issue: &CommonIssueRow) -> Result<(), StoreError> {
    write(tx, &insertion("common_issues", COLUMNS), issue)
}

/// Replaces an issue's columns and its demands.
///
/// # Errors
/// When SQLite refuses.
pub fn update(tx: &Connection, issue: &CommonIssueRow) -> Result<(), StoreError> {
    write(tx, &replacement("common_issues", COLUMNS), issue)
}

/// Binds the columns in the order of [`COLUMNS`].
fn write(tx: &Connection, sql: &str, issue: &CommonIssueRow) -> Result<(), StoreError> {
    tx.prepare_cached(sql)?.execute(params![
        issue.id.as_str(),
        issue.made_on,
        issue.name,
        issue.manifestation,
        issue.cause,
        serde_json::to_string(&issue.units)?,
        issue.measure,
        issue.limit_on,
        issue.state.code(),
        issue.result,
        issue.proposal_kind.map(Term::code),
        issue.proposal_number,
        issue.handed_on,
        issue.handed_to,
        issue.answer,
        issue.void_reason,
        issue.version
    ])?;
    tx.prepare_cached("DELETE FROM common_issue_demands WHERE issue_id = $1")?
        .execute([issue.id.as_str()])?;
    let mut link = tx.prepare_cached(
        "INSERT INTO common_issue_demands (issue_id, position, demand_id) VALUES ($1, $2, $3)",
    )?;
    for (position, demand) in (0_i64..).zip(&issue.demands) {
        link.execute(params![issue.id.as_str(), position, demand.as_str()])?;
    }
    Ok(())
}
