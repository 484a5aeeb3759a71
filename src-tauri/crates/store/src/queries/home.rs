//! What waits on the workbench (工作台), one query a block.

use chrono::NaiveDate;
use domain::demand::DemandState;
use domain::ids::{DemandId, ReceptionId, SlipId};
use domain::slip::SlipState;
use domain::slip_number::SlipNumber;
use rusqlite::{Connection, params};

use super::shown::{self, NAME, TITLE};
use crate::{StoreError, column};

/// Receipts that are still out, slip by slip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenReceipts {
    pub slip_id: SlipId,
    pub number: SlipNumber,
    pub enterprise: String,
    pub units: String,
    /// Units whose receipt is out.
    pub open: i64,
    pub due_on: NaiveDate,
}

/// Lists issued slips with receipts out, the most urgent first.
///
/// # Errors
/// When SQLite refuses.
pub fn open_receipts(connection: &Connection, limit: u32) -> Result<Vec<OpenReceipts>, StoreError> {
    let slip_name = shown::slip_name();
    let mut statement = connection.prepare_cached(&format!(
        "WITH waiting AS ( \
           SELECT slip_id, min(receipt_due_on) AS due_on, count(DISTINCT unit_id) AS open, \
             min(unit_name) AS unit FROM tasks WHERE state = 'awaiting_receipt' GROUP BY slip_id \
           ORDER BY due_on, slip_id LIMIT $1) \
         SELECT w.slip_id, w.due_on, w.open, w.unit, s.number_prefix, s.number_year, \
           s.number_seq, {slip_name} AS enterprise \
         FROM waiting w JOIN slips s ON s.id = w.slip_id \
         JOIN enterprises e ON e.id = s.enterprise_id ORDER BY w.due_on, w.slip_id"
    ))?;
    let rows = statement.query_map([limit], |row| {
        Ok(OpenReceipts {
            slip_id: column::id(row, "slip_id")?,
            number: SlipNumber {
                prefix: row.get("number_prefix")?,
                year: row.get("number_year")?,
                seq: row.get("number_seq")?,
            },
            enterprise: row.get("enterprise")?,
            units: row.get("unit")?,
            open: row.get("open")?,
            due_on: row.get("due_on")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// A slip the office or the leader still has to move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingSlip {
    pub id: SlipId,
    pub state: SlipState,
    pub draft_year: i32,
    pub draft_seq: i64,
    pub enterprise: String,
    pub items: i64,
    pub drafted_on: NaiveDate,
    /// Day of the sitting it came from.
    pub held_on: Option<NaiveDate>,
}

/// Lists slips before issue, the oldest first.
///
/// # Errors
/// When SQLite refuses.
pub fn waiting_slips(connection: &Connection, limit: u32) -> Result<Vec<WaitingSlip>, StoreError> {
    let slip_name = shown::slip_name();
    let mut statement = connection.prepare_cached(&format!(
        "SELECT s.id, s.state, s.draft_year, s.draft_seq, s.drafted_on, r.held_on, \
           {slip_name} AS enterprise, \
           (SELECT count(*) FROM demands d WHERE d.slip_id = s.id) AS items \
         FROM slips s JOIN enterprises e ON e.id = s.enterprise_id \
         LEFT JOIN receptions r ON r.id = s.reception_id \
         WHERE s.state IN ('drafting', 'under_review', 'awaiting_instruction', 'instructed') \
         ORDER BY coalesce(r.held_on, s.drafted_on), s.draft_year, s.draft_seq LIMIT $1"
    ))?;
    let rows = statement.query_map([limit], |row| {
        Ok(WaitingSlip {
            id: column::id(row, "id")?,
            state: column::term(row, "state")?,
            draft_year: row.get("draft_year")?,
            draft_seq: row.get("draft_seq")?,
            enterprise: row.get("enterprise")?,
            items: row.get("items")?,
            drafted_on: row.get("drafted_on")?,
            held_on: row.get("held_on")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// A sitting whose demands no slip carries yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnassignedSitting {
    pub id: ReceptionId,
    pub title: String,
    pub held_on: NaiveDate,
    pub demands: i64,
}

/// Lists held sittings with demands that are neither answered nor on a slip, the oldest first.
///
/// # Errors
/// When SQLite refuses.
pub fn unassigned(
    connection: &Connection,
    limit: u32,
) -> Result<Vec<UnassignedSitting>, StoreError> {
    let mut statement = connection.prepare_cached(
        // Left to itself the planner passes over the widest index, which knows the reception too.
        "SELECT r.id, r.title, r.held_on, count(*) AS demands \
         FROM demands d INDEXED BY demands_state JOIN receptions r ON r.id = d.reception_id \
         WHERE d.is_void = 0 AND d.state IN ('draft', 'pending_review', 'accepted') \
           AND r.state = 'held' \
         GROUP BY r.id, r.title, r.held_on ORDER BY r.held_on, r.id LIMIT $1",
    )?;
    let rows = statement.query_map([limit], |row| {
        Ok(UnassignedSitting {
            id: column::id(row, "id")?,
            title: row.get("title")?,
            held_on: row.get("held_on")?,
            demands: row.get("demands")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// A demand that waits for its acceptance or for a slip, and of which no held sitting tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingDemand {
    pub id: DemandId,
    pub number_year: i32,
    pub number_seq: i64,
    pub state: DemandState,
    pub title: String,
    pub enterprise: String,
    /// The day of the sitting it is enrolled for, else the day it was raised.
    pub from: NaiveDate,
}

/// Lists the demands outside of a running or held sitting that are neither answered nor on a slip,
/// the oldest first.
///
/// # Errors
/// When SQLite refuses.
pub fn waiting_demands(
    connection: &Connection,
    limit: u32,
) -> Result<Vec<WaitingDemand>, StoreError> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT d.id, d.number_year, d.number_seq, d.state, {TITLE} AS title, \
           CASE r.state WHEN 'planned' THEN r.held_on ELSE d.raised_on END AS counted_from, \
           {NAME} AS enterprise \
         FROM demands d JOIN enterprises e ON e.id = d.enterprise_id \
         LEFT JOIN receptions r ON r.id = d.reception_id \
         WHERE d.is_void = 0 AND d.state IN ('draft', 'pending_review', 'accepted') \
           AND (r.state IS NULL OR r.state NOT IN ('running', 'held')) \
         ORDER BY counted_from, d.number_year, d.number_seq LIMIT $1"
    ))?;
    let rows = statement.query_map([limit], |row| {
        Ok(WaitingDemand {
            id: column::id(row, "id")?,
            number_year: row.get("number_year")?,
            number_seq: row.get("number_seq")?,
            state: column::term(row, "state")?,
            title: row.get("title")?,
            enterprise: row.get("enterprise")?,
            from: row.get("counted_from")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// A demand in handling that waits for the office itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingHandling {
    pub id: DemandId,
    pub number_year: i32,
    pub number_seq: i64,
    pub title: String,
    pub enterprise: String,
    pub lead_unit: String,
    pub state: DemandState,
    /// The day its wait began, or the day it is to be looked at.
    pub day: NaiveDate,
    pub wait: Wait,
}

/// What of a demand's handling waits for the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wait {
    /// What its state says.
    State,
    /// A unit asks for an extension.
    Extension,
    /// It was joined to a master that is answered: its enterprise waits for a letter.
    JoinedReply,
    /// It was joined and answered: its enterprise is to be asked.
    JoinedAskRating,
    /// It was joined and asked.
    JoinedRating,
}

/// Lists the demands in handling that wait for the office: an objection, a request for an extension, a report,
/// a rating, a day of review by `until`.
///
/// # Errors
/// When SQLite refuses or a stored code is unknown.
pub fn waiting_handling(
    connection: &Connection,
    until: NaiveDate,
    limit: u32,
) -> Result<Vec<WaitingHandling>, StoreError> {
    let mut statement = connection.prepare_cached(&format!(
        // The signs keep the indexes out in which all that was ever closed stands.
        "WITH waiting AS (\
           SELECT id, coalesce(replied_on, answered_on, raised_on) AS day, 0 AS asks FROM demands \
             WHERE is_void = 0 AND state = 'answered_on_site' \
           UNION ALL SELECT id, coalesce(replied_on, raised_on), 0 FROM demands \
             WHERE is_void = 0 AND state = 'replied' \
           UNION ALL SELECT id, ask_rating_by, 0 FROM demands \
             WHERE is_void = 0 AND state = 'awaiting_rating' \
           UNION ALL SELECT id, completed_on, 0 FROM demands \
             WHERE is_void = 0 AND state = 'completion_review' \
           UNION ALL SELECT d.id, max(a.made_on), 0 FROM acts a \
             JOIN demands d ON d.id = a.demand_id \
             WHERE a.kind = 'objection' AND a.state = 'pending' AND d.is_void = 0 GROUP BY d.id \
           UNION ALL SELECT d.id, d.due_on, 1 FROM acts a JOIN demands d ON d.id = a.demand_id \
             WHERE a.kind = 'extension' AND a.state = 'pending' AND d.is_void = 0 \
               AND d.due_on IS NOT NULL \
           UNION ALL SELECT j.id, coalesce(j.ask_rating_by, j.replied_on, m.replied_on, m.answered_on), \
               CASE WHEN j.ask_rating_by IS NOT NULL THEN 4 WHEN j.replied_on IS NOT NULL THEN 3 \
                 ELSE 2 END \
             FROM demands j JOIN demands m ON m.id = j.consolidated_into \
             WHERE j.is_void = 0 AND j.state = 'consolidated' AND j.grade IS NULL \
               AND m.state IN ('answered_on_site', 'replied', 'awaiting_rating') \
           UNION ALL SELECT id, review_on, 0 FROM demands \
             WHERE +is_void = 0 AND +state IN ('suspended', 'long_term', 'closed', 'referred') \
               AND review_on <= $1) \
         SELECT d.id, d.number_year, d.number_seq, {TITLE} AS title, \
           {NAME} AS enterprise, \
           coalesce(CASE u.short_name WHEN '' THEN u.name ELSE u.short_name END, '') AS lead_unit, d.state, w.day, w.asks FROM waiting w \
         JOIN demands d ON d.id = w.id JOIN enterprises e ON e.id = d.enterprise_id \
         LEFT JOIN units u ON u.id = d.lead_unit_id \
         WHERE w.day IS NOT NULL ORDER BY w.day, d.number_year, d.number_seq LIMIT $2"
    ))?;
    let rows = statement.query_map(params![until, limit], |row| {
        Ok(WaitingHandling {
            id: column::id(row, "id")?,
            number_year: row.get("number_year")?,
            number_seq: row.get("number_seq")?,
            title: row.get("title")?,
            enterprise: row.get("enterprise")?,
            lead_unit: row.get("lead_unit")?,
            state: column::term(row, "state")?,
            day: row.get("day")?,
            wait: match row.get("asks")? {
                0 => Wait::State,
                1 => Wait::Extension,
                2 => Wait::JoinedReply,
                3 => Wait::JoinedAskRating,
                _ => Wait::JoinedRating,
            },
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Counts what is due day by day, both days included.
///
/// # Errors
/// When SQLite refuses.
pub fn due_counts(
    connection: &Connection,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<(NaiveDate, i64)>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT due_on, count(*) FROM demands \
         WHERE is_void = 0 AND due_on >= $1 AND due_on <= $2 GROUP BY due_on ORDER BY due_on",
    )?;
    let rows = statement.query_map(params![from, to], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Returns receptions of today and the coming ones that are not cancelled, the running one first.
///
/// # Errors
/// When SQLite refuses.
pub fn coming_receptions(
    connection: &Connection,
    today: NaiveDate,
    limit: u32,
) -> Result<Vec<(ReceptionId, NaiveDate)>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT id, held_on FROM receptions \
         WHERE state = 'running' OR (state IN ('planned', 'held') AND held_on = $1) \
           OR (state = 'planned' AND held_on > $1) \
         ORDER BY state <> 'running', held_on, state = 'held', starts, id LIMIT $2",
    )?;
    let rows = statement
        .query_map(params![today, limit], |row| Ok((column::id(row, "id")?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
