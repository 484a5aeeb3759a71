//! 督办: what burns, by light, unit and leader, each in one query.

use chrono::NaiveDate;
use domain::demand::DemandState;
use domain::ids::{DemandId, LeaderId, UnitId};
use domain::light::SupervisionOrder;
use rusqlite::{Connection, Row, params};

use super::ledger::{LightDates, slip_number};
use crate::queries::shown::{FULL_NAME, TITLE};
use crate::{StoreError, column};

/// Lights and receipts of one lead unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitLights {
    pub unit_id: UnitId,
    pub name: String,
    pub short_name: String,
    pub red: u32,
    pub yellow: u32,
    pub blue: u32,
    /// Receipts that came by their due date, of those due so far.
    pub receipts_in_time: u32,
    pub receipts_due: u32,
}

/// A demand whose light burns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BurningRow {
    pub id: DemandId,
    pub number_year: i32,
    pub number_seq: i64,
    pub version: i64,
    pub title: String,
    pub enterprise: String,
    pub lead_unit_id: Option<UnitId>,
    /// As on the task in force.
    pub lead_unit: String,
    pub responsible_person: String,
    pub lead_leader_id: Option<LeaderId>,
    pub lead_leader: String,
    pub state: DemandState,
    pub due_on: NaiveDate,
    pub slip_number: Option<(String, i32, u32)>,
    pub round: u32,
    pub reminder_count: u32,
    pub supervision_count: u32,
    pub reminded_on: Option<NaiveDate>,
    pub supervised_on: Option<NaiveDate>,
    pub referred_on: Option<NaiveDate>,
    pub completed_on: Option<NaiveDate>,
}

/// Which of them.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    pub unit: Option<UnitId>,
    pub leader: Option<LeaderId>,
}

/// Which page of them.
#[derive(Debug, Clone, Copy)]
pub struct Page {
    pub limit: u32,
    pub offset: u32,
}

const UNITS: &str = "WITH burning AS (SELECT lead_unit_id AS unit_id, \
           sum(CASE WHEN due_on < $1 THEN 1 ELSE 0 END) AS red, \
           sum(CASE WHEN due_on >= $1 AND due_on < $2 THEN 1 ELSE 0 END) AS yellow, \
           sum(CASE WHEN due_on >= $2 AND due_on < $3 THEN 1 ELSE 0 END) AS blue \
           FROM demands WHERE is_void = 0 AND due_on < $3 GROUP BY lead_unit_id), \
         receipts AS (SELECT unit_id, count(*) AS due, \
           sum(CASE WHEN received_on <= receipt_due_on THEN 1 ELSE 0 END) AS in_time \
           FROM tasks WHERE state <> 'recalled' AND receipt_due_on >= $4 \
             AND (receipt_due_on <= $5 OR received_on IS NOT NULL) GROUP BY unit_id) \
         SELECT u.id, u.name, u.short_name, coalesce(b.red, 0) AS red, \
           coalesce(b.yellow, 0) AS yellow, coalesce(b.blue, 0) AS blue, \
           coalesce(r.in_time, 0) AS in_time, coalesce(r.due, 0) AS due \
         FROM units u LEFT JOIN burning b ON b.unit_id = u.id \
           LEFT JOIN receipts r ON r.unit_id = u.id \
         WHERE b.unit_id IS NOT NULL OR r.unit_id IS NOT NULL \
         ORDER BY red DESC, yellow DESC, blue DESC, u.pinyin, u.id";

/// Counts the burning lights of every lead unit, the worst first, with its receipts of the year.
///
/// # Errors
/// When SQLite refuses.
pub fn units(
    connection: &Connection,
    dates: &LightDates,
    today: NaiveDate,
    since: NaiveDate,
) -> Result<Vec<UnitLights>, StoreError> {
    let mut statement = connection.prepare_cached(UNITS)?;
    let values = params![dates.red_before, dates.yellow_before, dates.blue_before, since, today];
    let rows = statement.query_map(values, |row| {
        Ok(UnitLights {
            unit_id: column::id(row, "id")?,
            name: row.get("name")?,
            short_name: row.get("short_name")?,
            red: row.get("red")?,
            yellow: row.get("yellow")?,
            blue: row.get("blue")?,
            receipts_in_time: row.get("in_time")?,
            receipts_due: row.get("due")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Joins and conditions of the burning demands; the date, the unit and the leader are bound from
/// `first` on, since SQLite numbers `$n` by first appearance.
fn from_burning(first: u32) -> String {
    let (unit, leader) = (first + 1, first + 2);
    format!(
        "FROM demands d \
    JOIN enterprises e ON e.id = d.enterprise_id \
    LEFT JOIN slips s ON s.id = d.slip_id \
    LEFT JOIN leaders l ON l.id = s.lead_leader_id \
    LEFT JOIN units u ON u.id = d.lead_unit_id \
    LEFT JOIN tasks t ON t.slip_id = d.slip_id AND t.demand_id = d.id \
        AND t.unit_id = d.lead_unit_id AND t.state <> 'recalled' \
    WHERE d.is_void = 0 AND d.due_on < ${first} \
        AND (${unit} IS NULL OR d.lead_unit_id = ${unit}) \
        AND (${leader} IS NULL OR s.lead_leader_id = ${leader})"
    )
}

/// What the rows of a group have in common; none where the due date itself is the order.
fn group_column(order: SupervisionOrder) -> Option<&'static str> {
    match order {
        SupervisionOrder::Light => None,
        SupervisionOrder::Unit => Some("d.lead_unit_id"),
        SupervisionOrder::Leader => Some("s.lead_leader_id"),
    }
}

/// Lists a page of the demands whose light burns, group by group: the group with the longest overdue
/// first, and so inside each.
///
/// # Errors
/// When SQLite refuses or a stored code is unknown.
pub fn burning(
    connection: &Connection,
    dates: &LightDates,
    scope: &Scope,
    order: SupervisionOrder,
    page: Page,
) -> Result<Vec<BurningRow>, StoreError> {
    let first = group_column(order)
        .map(|group| format!("min(d.due_on) OVER (PARTITION BY {group}), {group}, "))
        .unwrap_or_default();
    let mut statement = connection.prepare_cached(&format!(
        "SELECT d.id, d.number_year, d.number_seq, d.version, {TITLE} AS title, {FULL_NAME} AS enterprise, \
         d.lead_unit_id, coalesce(t.unit_name, u.name, '') AS lead_unit, \
         d.responsible_person, s.lead_leader_id, coalesce(l.name, '') AS lead_leader, d.state, \
         d.due_on, s.number_prefix, s.number_year AS slip_year, s.number_seq AS slip_seq, \
         d.round, d.reminder_count, d.supervision_count, d.reminded_on, d.supervised_on, \
         d.referred_on, d.completed_on {} \
         ORDER BY {first}d.due_on, d.number_year, d.number_seq LIMIT $4 OFFSET $5",
        from_burning(1)
    ))?;
    let unit = scope.unit.as_ref().map(UnitId::as_str);
    let leader = scope.leader.as_ref().map(LeaderId::as_str);
    let values = params![dates.blue_before, unit, leader, page.limit, page.offset];
    let rows = statement.query_map(values, read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Counts the demands [`burning`] lists, as `(red, yellow, blue)`.
///
/// # Errors
/// When SQLite refuses.
pub fn count_burning(
    connection: &Connection,
    dates: &LightDates,
    scope: &Scope,
) -> Result<(u32, u32, u32), StoreError> {
    let sums = "SELECT coalesce(sum(CASE WHEN d.due_on < $1 THEN 1 ELSE 0 END), 0), \
         coalesce(sum(CASE WHEN d.due_on >= $1 AND d.due_on < $2 THEN 1 ELSE 0 END), 0), \
         coalesce(sum(CASE WHEN d.due_on >= $2 THEN 1 ELSE 0 END), 0)";
    let (red, yellow, blue) = (dates.red_before, dates.yellow_before, dates.blue_before);
    let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
    if scope.unit.is_none() && scope.leader.is_none() {
        // What all have is asked of one index: the window's frame counts them at every change.
        let sql = format!("{sums} FROM demands d WHERE d.is_void = 0 AND d.due_on < $3");
        return Ok(connection.prepare_cached(&sql)?.query_row(params![red, yellow, blue], read)?);
    }
    let mut statement = connection.prepare_cached(&format!("{sums} {}", from_burning(3)))?;
    let unit = scope.unit.as_ref().map(UnitId::as_str);
    let leader = scope.leader.as_ref().map(LeaderId::as_str);
    Ok(statement.query_row(params![red, yellow, blue, unit, leader], read)?)
}

/// Counts the demands [`burning`] lists by the unit or leader they are grouped by, as
/// `(id, count)`; the id is empty for those that have none. Without such a group, nothing.
///
/// # Errors
/// When SQLite refuses.
pub fn count_groups(
    connection: &Connection,
    dates: &LightDates,
    scope: &Scope,
    order: SupervisionOrder,
) -> Result<Vec<(String, u32)>, StoreError> {
    let Some(group) = group_column(order) else { return Ok(Vec::new()) };
    let mut statement = connection.prepare_cached(&format!(
        "SELECT coalesce({group}, '') AS group_key, count(*) {} GROUP BY {group} ORDER BY group_key",
        from_burning(1)
    ))?;
    let unit = scope.unit.as_ref().map(UnitId::as_str);
    let leader = scope.leader.as_ref().map(LeaderId::as_str);
    let rows = statement.query_map(params![dates.blue_before, unit, leader], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn read(row: &Row<'_>) -> rusqlite::Result<BurningRow> {
    Ok(BurningRow {
        id: column::id(row, "id")?,
        number_year: row.get("number_year")?,
        number_seq: row.get("number_seq")?,
        version: row.get("version")?,
        title: row.get("title")?,
        enterprise: row.get("enterprise")?,
        lead_unit_id: column::optional_id(row, "lead_unit_id")?,
        lead_unit: row.get("lead_unit")?,
        responsible_person: row.get("responsible_person")?,
        lead_leader_id: column::optional_id(row, "lead_leader_id")?,
        lead_leader: row.get("lead_leader")?,
        state: column::term(row, "state")?,
        due_on: row.get("due_on")?,
        slip_number: slip_number(row)?,
        round: row.get("round")?,
        reminder_count: row.get("reminder_count")?,
        supervision_count: row.get("supervision_count")?,
        reminded_on: row.get("reminded_on")?,
        supervised_on: row.get("supervised_on")?,
        referred_on: row.get("referred_on")?,
        completed_on: row.get("completed_on")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    // Read task by task, the receipts of 100,000 demands took forty times as long.
    #[test]
    fn lights_and_receipts_of_all_units_are_read_from_indexes() {
        let mut connection = Connection::open_in_memory().unwrap();
        crate::migrations::migrate(&mut connection).unwrap();
        let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {UNITS}")).unwrap();
        let day = "2026-09-23";
        let steps = statement.query_map([day; 5], |row| row.get::<_, String>("detail")).unwrap();
        let plan = steps.collect::<Result<Vec<_>, _>>().unwrap().join("\n");
        assert!(plan.contains("SEARCH demands USING INDEX demands_due"), "{plan}");
        assert!(plan.contains("tasks USING COVERING INDEX tasks_receipts"), "{plan}");
    }
}
