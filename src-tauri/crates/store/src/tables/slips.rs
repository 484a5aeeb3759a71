//! Assignment slips (交办单).

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{AttachmentId, DemandId, EnterpriseId, LeaderId, ReceptionId, SlipId};
use domain::slip::{SlipState, SlipUrgency};
use domain::slip_number::SlipNumber;
use domain::terms::Term;
use rusqlite::{Connection, OptionalExtension, Row, ToSql, params};
use serde::{Deserialize, Serialize};

use super::demands::{DemandContent, DemandRow};
use super::statement::{insertion, replacement};
use crate::{StoreError, column};

/// A slip as stored. `ink`, `limits` and `paper` are JSON texts of the layers above.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SlipRow {
    pub id: SlipId,
    pub state: SlipState,
    pub draft_year: i32,
    pub draft_seq: i64,
    pub number_prefix: Option<String>,
    pub number_year: Option<i32>,
    pub number_seq: Option<u32>,
    pub reception_id: Option<ReceptionId>,
    pub enterprise_id: EnterpriseId,
    pub urgency: SlipUrgency,
    pub proposal: String,
    pub drafted_by: String,
    pub drafted_on: NaiveDate,
    pub reviewer: String,
    pub return_reason: String,
    pub instruction: String,
    pub signer_id: Option<LeaderId>,
    pub instructed_on: Option<NaiveDate>,
    pub lead_leader_id: Option<LeaderId>,
    pub ink: Option<String>,
    pub scan_id: Option<AttachmentId>,
    pub signed_at: Option<DateTime<Utc>>,
    pub issuer: String,
    pub issued_on: Option<NaiveDate>,
    pub issued_at: Option<DateTime<Utc>>,
    pub limits: Option<String>,
    pub paper: Option<String>,
    pub paper_version: i64,
    /// The version last printed; 0 = none.
    pub printed_version: i64,
    pub print_count: i64,
    pub void_reason: String,
    /// What it carried when it became void; none before, when its demands name it.
    pub carried: Option<Vec<CarriedItem>>,
    pub version: i64,
}

/// A demand as a slip carried it when it became void.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CarriedItem {
    pub demand_id: DemandId,
    /// `2026-0098`.
    pub number: String,
    pub content: DemandContent,
    /// As proposed, when the leader changed it.
    pub drafted: Option<DemandContent>,
    pub original_due_on: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    pub is_provisional: bool,
}

impl From<&DemandRow> for CarriedItem {
    fn from(row: &DemandRow) -> Self {
        Self {
            demand_id: row.id.clone(),
            number: row.number(),
            content: row.content.clone(),
            drafted: row.drafted.clone(),
            original_due_on: row.original_due_on,
            due_on: row.due_on,
            is_provisional: row.is_provisional,
        }
    }
}

impl SlipRow {
    /// Returns the number once taken.
    #[must_use]
    pub fn number(&self) -> Option<SlipNumber> {
        let (prefix, year, seq) =
            (self.number_prefix.as_ref()?, self.number_year?, self.number_seq?);
        Some(SlipNumber { prefix: prefix.clone(), year, seq })
    }

    /// Returns the code it has from the start: `JB2026-0031`.
    #[must_use]
    pub fn draft_code(&self) -> String {
        draft_code(self.draft_year, self.draft_seq)
    }
}

/// Writes a draft code: `JB2026-0031`.
#[must_use]
pub fn draft_code(year: i32, seq: i64) -> String {
    format!("JB{year}-{seq:04}")
}

const COLUMNS: &str = "id, state, draft_year, draft_seq, number_prefix, number_year, number_seq, \
    reception_id, enterprise_id, urgency, proposal, drafted_by, drafted_on, reviewer, \
    return_reason, instruction, signer_id, instructed_on, lead_leader_id, ink, scan_id, signed_at, \
    issuer, issued_on, issued_at, limits, paper, paper_version, printed_version, print_count, void_reason, \
    carried, version";

fn read(row: &Row<'_>) -> rusqlite::Result<SlipRow> {
    Ok(SlipRow {
        id: column::id(row, "id")?,
        state: column::term(row, "state")?,
        draft_year: row.get("draft_year")?,
        draft_seq: row.get("draft_seq")?,
        number_prefix: row.get("number_prefix")?,
        number_year: row.get("number_year")?,
        number_seq: row.get("number_seq")?,
        reception_id: column::optional_id(row, "reception_id")?,
        enterprise_id: column::id(row, "enterprise_id")?,
        urgency: column::term(row, "urgency")?,
        proposal: row.get("proposal")?,
        drafted_by: row.get("drafted_by")?,
        drafted_on: row.get("drafted_on")?,
        reviewer: row.get("reviewer")?,
        return_reason: row.get("return_reason")?,
        instruction: row.get("instruction")?,
        signer_id: column::optional_id(row, "signer_id")?,
        instructed_on: row.get("instructed_on")?,
        lead_leader_id: column::optional_id(row, "lead_leader_id")?,
        ink: row.get("ink")?,
        scan_id: column::optional_id(row, "scan_id")?,
        signed_at: row.get("signed_at")?,
        issuer: row.get("issuer")?,
        issued_on: row.get("issued_on")?,
        issued_at: row.get("issued_at")?,
        limits: row.get("limits")?,
        paper: row.get("paper")?,
        paper_version: row.get("paper_version")?,
        printed_version: row.get("printed_version")?,
        print_count: row.get("print_count")?,
        void_reason: row.get("void_reason")?,
        carried: column::optional_json(row, "carried")?,
        version: row.get("version")?,
    })
}

/// Returns the slip, or none.
///
/// # Errors
/// When the table cannot be read.
pub fn find(connection: &Connection, id: &SlipId) -> Result<Option<SlipRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM slips WHERE id = $1");
    Ok(connection.prepare_cached(&sql)?.query_row([id.as_str()], read).optional()?)
}

/// Returns the slip.
///
/// # Errors
/// [`StoreError::NotFound`], or when the table cannot be read.
pub fn get(connection: &Connection, id: &SlipId) -> Result<SlipRow, StoreError> {
    find(connection, id)?
        .ok_or_else(|| StoreError::NotFound { entity: "slip", id: id.as_str().to_owned() })
}

/// Lists the slips that took this running number in a year, whatever their prefix.
///
/// # Errors
/// When the table cannot be read.
pub fn list_numbered(
    connection: &Connection,
    year: i32,
    seq: u32,
) -> Result<Vec<SlipRow>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM slips WHERE number_seq = $1 AND number_year = $2 ORDER BY id"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map(params![seq, year], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Returns the slip drafted under this number, or none.
///
/// # Errors
/// When the table cannot be read.
pub fn find_drafted(
    connection: &Connection,
    year: i32,
    seq: u32,
) -> Result<Option<SlipRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM slips WHERE draft_year = $1 AND draft_seq = $2");
    Ok(connection.prepare_cached(&sql)?.query_row(params![year, seq], read).optional()?)
}

/// Returns the next draft number of a year.
///
/// # Errors
/// When the table cannot be read.
pub fn next_draft(tx: &Connection, year: i32) -> Result<i64, StoreError> {
    Ok(tx
        .prepare_cached("SELECT coalesce(max(draft_seq), 0) + 1 FROM slips WHERE draft_year = $1")?
        .query_row([year], |row| row.get(0))?)
}

/// Returns the next running number of a prefix and year. Void slips keep theirs, so that none is
/// used twice and none is left out.
///
/// # Errors
/// When the table cannot be read.
pub fn next_number(tx: &Connection, prefix: &str, year: i32) -> Result<u32, StoreError> {
    Ok(tx
        .prepare_cached(
            "SELECT coalesce(max(number_seq), 0) + 1 FROM slips \
             WHERE number_prefix = $1 AND number_year = $2",
        )?
        .query_row(params![prefix, year], |row| row.get(0))?)
}

/// Adds a slip.
///
/// # Errors
/// When SQLite refuses.
pub fn insert(tx: &Connection, slip: &SlipRow) -> Result<(), StoreError> {
    let sql = insertion("slips", COLUMNS);
    with_values(slip, |values| tx.prepare_cached(&sql)?.execute(values))
}

/// Replaces a slip's columns.
///
/// # Errors
/// When SQLite refuses.
pub fn update(tx: &Connection, slip: &SlipRow) -> Result<(), StoreError> {
    let sql = replacement("slips", COLUMNS);
    with_values(slip, |values| tx.prepare_cached(&sql)?.execute(values))
}

/// Binds the columns in the order of [`COLUMNS`].
fn with_values(
    slip: &SlipRow,
    run: impl FnOnce(&[&dyn ToSql]) -> rusqlite::Result<usize>,
) -> Result<(), StoreError> {
    let carried = slip.carried.as_ref().map(serde_json::to_string).transpose()?;
    run(params![
        slip.id.as_str(),
        slip.state.code(),
        slip.draft_year,
        slip.draft_seq,
        slip.number_prefix,
        slip.number_year,
        slip.number_seq,
        slip.reception_id.as_ref().map(ReceptionId::as_str),
        slip.enterprise_id.as_str(),
        slip.urgency.code(),
        slip.proposal,
        slip.drafted_by,
        slip.drafted_on,
        slip.reviewer,
        slip.return_reason,
        slip.instruction,
        slip.signer_id.as_ref().map(LeaderId::as_str),
        slip.instructed_on,
        slip.lead_leader_id.as_ref().map(LeaderId::as_str),
        slip.ink,
        slip.scan_id.as_ref().map(AttachmentId::as_str),
        slip.signed_at,
        slip.issuer,
        slip.issued_on,
        slip.issued_at,
        slip.limits,
        slip.paper,
        slip.paper_version,
        slip.printed_version,
        slip.print_count,
        slip.void_reason,
        carried,
        slip.version
    ])?;
    Ok(())
}
