//! Clues (线索): what was referred to the organ that looks into it, out of the demands. Who may read
//! them is checked by the use cases; no other read model joins this table's words.

use chrono::NaiveDate;
use domain::clue::ClueDates;
use domain::ids::{ClerkId, ClueId, DemandId, EnterpriseId, LeaderId, SlipId};
use domain::slip_number::SlipNumber;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Serialize;

use super::statement::{insertion, replacement};
use crate::{StoreError, column};

/// A clue as stored. `moved` and `paper` are JSON texts of the layers above.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClueRow {
    pub id: ClueId,
    pub register_year: i32,
    pub register_seq: i64,
    pub demand_id: DemandId,
    pub enterprise_id: EnterpriseId,
    /// Who raised it.
    pub informant: String,
    pub phone: String,
    /// The letter names enterprise and informant.
    pub is_named: bool,
    pub title: String,
    pub content: String,
    pub request: String,
    /// The demand, the turns of the record and the papers as they stood before.
    pub moved: String,
    pub reason: String,
    /// The organ that takes it up.
    pub receiver: String,
    pub leader_id: LeaderId,
    pub referred_on: NaiveDate,
    pub referred_by: String,
    pub leader_signed_on: Option<NaiveDate>,
    pub officer_id: Option<ClerkId>,
    pub officer_signed_on: Option<NaiveDate>,
    pub number_prefix: Option<String>,
    pub number_year: Option<i32>,
    pub number_seq: Option<u32>,
    pub issued_on: Option<NaiveDate>,
    pub paper: Option<String>,
    pub print_count: u32,
    pub result: String,
    pub result_on: Option<NaiveDate>,
    pub version: i64,
}

impl ClueRow {
    /// Returns the 登记号: `XS2026-0003`.
    #[must_use]
    pub fn register_number(&self) -> String {
        format!("XS{}-{:04}", self.register_year, self.register_seq)
    }

    /// Returns the number of the letter once taken.
    #[must_use]
    pub fn number(&self) -> Option<SlipNumber> {
        let prefix = self.number_prefix.clone()?;
        Some(SlipNumber { prefix, year: self.number_year?, seq: self.number_seq? })
    }

    /// Returns what its state follows from.
    #[must_use]
    pub fn dates(&self) -> ClueDates {
        ClueDates {
            leader_signed_on: self.leader_signed_on,
            officer_signed_on: self.officer_signed_on,
            issued_on: self.issued_on,
            result_on: self.result_on,
        }
    }
}

const COLUMNS: &str = "id, register_year, register_seq, demand_id, enterprise_id, informant, phone, \
    is_named, title, content, request, moved, reason, receiver, leader_id, referred_on, \
    referred_by, leader_signed_on, officer_id, officer_signed_on, number_prefix, number_year, \
    number_seq, issued_on, paper, print_count, result, result_on, version";

fn read(row: &Row<'_>) -> rusqlite::Result<ClueRow> {
    Ok(ClueRow {
        id: column::id(row, "id")?,
        register_year: row.get("register_year")?,
        register_seq: row.get("register_seq")?,
        demand_id: column::id(row, "demand_id")?,
        enterprise_id: column::id(row, "enterprise_id")?,
        informant: row.get("informant")?,
        phone: row.get("phone")?,
        is_named: row.get("is_named")?,
        title: row.get("title")?,
        content: row.get("content")?,
        request: row.get("request")?,
        moved: row.get("moved")?,
        reason: row.get("reason")?,
        receiver: row.get("receiver")?,
        leader_id: column::id(row, "leader_id")?,
        referred_on: row.get("referred_on")?,
        referred_by: row.get("referred_by")?,
        leader_signed_on: row.get("leader_signed_on")?,
        officer_id: column::optional_id(row, "officer_id")?,
        officer_signed_on: row.get("officer_signed_on")?,
        number_prefix: row.get("number_prefix")?,
        number_year: row.get("number_year")?,
        number_seq: row.get("number_seq")?,
        issued_on: row.get("issued_on")?,
        paper: row.get("paper")?,
        print_count: row.get("print_count")?,
        result: row.get("result")?,
        result_on: row.get("result_on")?,
        version: row.get("version")?,
    })
}

/// Returns the clue.
///
/// # Errors
/// [`StoreError::NotFound`], or when the table cannot be read.
pub fn get(connection: &Connection, id: &ClueId) -> Result<ClueRow, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM clues WHERE id = $1");
    connection
        .prepare_cached(&sql)?
        .query_row([id.as_str()], read)
        .optional()?
        .ok_or_else(|| StoreError::NotFound { entity: "clue", id: id.as_str().to_owned() })
}

/// Lists all clues, the latest first.
///
/// # Errors
/// When the table cannot be read.
pub fn list(connection: &Connection) -> Result<Vec<ClueRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM clues ORDER BY register_year DESC, register_seq DESC");
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map([], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Tells whether a demand was referred as a clue.
///
/// # Errors
/// When the table cannot be read.
pub fn is_referred(connection: &Connection, demand: &str) -> Result<bool, StoreError> {
    Ok(connection.prepare_cached("SELECT 1 FROM clues WHERE demand_id = $1")?.exists([demand])?)
}

/// Tells whether a slip was issued with a demand that was referred as a clue later: scans of its
/// paper show the words.
///
/// # Errors
/// When a table cannot be read.
pub fn is_on_slip(connection: &Connection, slip: &str) -> Result<bool, StoreError> {
    let sql =
        "SELECT 1 FROM clues c JOIN tasks t ON t.demand_id = c.demand_id WHERE t.slip_id = $1";
    Ok(connection.prepare_cached(sql)?.exists([slip])?)
}

/// Lists the slips that carried a demand: those its units got, and those that became void.
///
/// # Errors
/// When a table cannot be read.
pub fn slips_of(connection: &Connection, demand: &DemandId) -> Result<Vec<SlipId>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT slip_id AS id FROM tasks WHERE demand_id = $1 \
         UNION SELECT id FROM slips WHERE carried LIKE '%' || $1 || '%' ORDER BY 1",
    )?;
    let rows = statement.query_map([demand.as_str()], |row| column::id(row, "id"))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Returns the next 登记号 of a year; numbers begin at 1 and have no gap.
///
/// # Errors
/// When the table cannot be read.
pub fn next_register_number(tx: &Connection, year: i32) -> Result<i64, StoreError> {
    let sql = "SELECT coalesce(max(register_seq), 0) + 1 FROM clues WHERE register_year = $1";
    Ok(tx.prepare_cached(sql)?.query_row([year], |row| row.get(0))?)
}

/// Returns the next number of a letter under a prefix in a year; numbers begin at 1 and have no
/// gap.
///
/// # Errors
/// When the table cannot be read.
pub fn next_number(tx: &Connection, prefix: &str, year: i32) -> Result<u32, StoreError> {
    let sql = "SELECT coalesce(max(number_seq), 0) + 1 FROM clues \
               WHERE number_prefix = $1 AND number_year = $2";
    Ok(tx.prepare_cached(sql)?.query_row(params![prefix, year], |row| row.get(0))?)
}

/// Adds a clue.
///
/// # Errors
/// When SQLite refuses.
pub fn insert(tx: &Connection, clue: &ClueRow) -> Result<(), StoreError> {
    write(tx, &insertion("clues", COLUMNS), clue)
}

/// Replaces a clue's columns.
///
/// # Errors
/// When SQLite refuses.
pub fn update(tx: &Connection, clue: &ClueRow) -> Result<(), StoreError> {
    write(tx, &replacement("clues", COLUMNS), clue)
}

/// Binds the columns in the order of [`COLUMNS`].
fn write(tx: &Connection, sql: &str, clue: &ClueRow) -> Result<(), StoreError> {
    tx.prepare_cached(sql)?.execute(params![
        clue.id.as_str(),
        clue.register_year,
        clue.register_seq,
        clue.demand_id.as_str(),
        clue.enterprise_id.as_str(),
        clue.informant,
        clue.phone,
        clue.is_named,
        clue.title,
        clue.content,
        clue.request,
        clue.moved,
        clue.reason,
        clue.receiver,
        clue.leader_id.as_str(),
        clue.referred_on,
        clue.referred_by,
        clue.leader_signed_on,
        clue.officer_id.as_ref().map(ClerkId::as_str),
        clue.officer_signed_on,
        clue.number_prefix,
        clue.number_year,
        clue.number_seq,
        clue.issued_on,
        clue.paper,
        clue.print_count,
        clue.result,
        clue.result_on,
        clue.version
    ])?;
    Ok(())
}
