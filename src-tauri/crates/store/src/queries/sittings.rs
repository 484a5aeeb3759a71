//! Read models of one sitting (接待活动).

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::ids::{GuestId, LeaderId, ReceptionId, UnitId};
use domain::reception::{Presence, ReceptionKind};
use rusqlite::{Connection, Row};

use crate::tables::receptions::{self, ReceptionRow};
use crate::{StoreError, column};

/// A unit, leader or enterprise that has a part in a sitting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AtSitting {
    /// Id of the unit, leader or enterprise.
    pub id: String,
    /// Who comes for it; empty for a leader.
    pub person: String,
    /// None for a leader, whose presence is not recorded.
    pub presence: Option<Presence>,
}

/// Returns everybody who has a part in a sitting.
///
/// # Errors
/// When a table cannot be read.
pub fn at_sitting(connection: &Connection, reception: &str) -> Result<Vec<AtSitting>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT unit_id AS id, person, presence, position, 1 AS part FROM participants \
         WHERE reception_id = $1 \
         UNION ALL SELECT enterprise_id, representative, presence, position, 2 FROM guests \
         WHERE reception_id = $1 \
         UNION ALL SELECT leader_id, '', NULL, 0, 3 FROM receptions WHERE id = $1 \
         UNION ALL SELECT stand_in_id, '', NULL, 1, 3 FROM receptions \
         WHERE id = $1 AND stand_in_id IS NOT NULL \
         UNION ALL SELECT leader_id, '', NULL, position + 2, 3 FROM reception_leaders \
         WHERE reception_id = $1 \
         ORDER BY part, position",
    )?;
    let rows = statement.query_map([reception], |row| {
        Ok(AtSitting {
            id: row.get("id")?,
            person: row.get("person")?,
            presence: column::optional_term(row, "presence")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The sitting of a kind that stands last in its series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastOfSeries {
    pub kind: ReceptionKind,
    /// 总期号.
    pub number: u32,
    pub title: String,
}

/// Returns the last of each kind's series over all years; cancelled ones are left out.
///
/// # Errors
/// When a table cannot be read.
pub fn last_of_series(connection: &Connection) -> Result<Vec<LastOfSeries>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT kind, series_number, title FROM (SELECT kind, series_number, title, \
           row_number() OVER (PARTITION BY kind ORDER BY series_number DESC, held_on DESC, id) \
             AS place \
           FROM receptions WHERE state <> 'cancelled') AS ranked \
         WHERE place = 1 ORDER BY kind",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(LastOfSeries {
            kind: column::term(row, "kind")?,
            number: row.get("series_number")?,
            title: row.get("title")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What hangs on a reception.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Figures {
    pub guests: i64,
    /// Guests that came.
    pub received: i64,
    /// Demands that are not void.
    pub demands: i64,
    /// Slips that are neither issued nor void.
    pub waiting_slips: i64,
}

const FIGURES: &str = "(SELECT count(*) FROM guests WHERE reception_id = r.id) AS guests, \
    (SELECT count(*) FROM guests WHERE reception_id = r.id \
    AND presence IN ('present', 'left')) AS received, \
    (SELECT count(*) FROM demands WHERE reception_id = r.id AND is_void = 0) AS demands, \
    (SELECT count(*) FROM slips WHERE reception_id = r.id AND state IN \
    ('drafting', 'under_review', 'awaiting_instruction', 'instructed')) AS waiting_slips";

fn read_figures(row: &Row<'_>) -> rusqlite::Result<Figures> {
    Ok(Figures {
        guests: row.get("guests")?,
        received: row.get("received")?,
        demands: row.get("demands")?,
        waiting_slips: row.get("waiting_slips")?,
    })
}

/// Returns the figures of a reception.
///
/// # Errors
/// When a table cannot be read.
pub fn figures(connection: &Connection, reception: &ReceptionId) -> Result<Figures, StoreError> {
    let mut statement = connection
        .prepare_cached(&format!("SELECT {FIGURES} FROM receptions AS r WHERE r.id = $1"))?;
    Ok(statement.query_row([reception.as_str()], read_figures)?)
}

/// A guest's enterprise and what it asked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NamedGuest {
    /// Of the enterprise.
    pub name: String,
    pub short_name: String,
    /// Demands that are not void.
    pub demands: i64,
}

/// The names of everybody who has a part in a sitting.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Named {
    pub guests: HashMap<GuestId, NamedGuest>,
    /// Name and short name.
    pub units: HashMap<UnitId, (String, String)>,
    /// Name and post.
    pub leaders: HashMap<LeaderId, (String, String)>,
}

/// Returns the names of everybody who has a part in a sitting, one query a table.
///
/// # Errors
/// When a table cannot be read.
pub fn named(connection: &Connection, reception: &ReceptionId) -> Result<Named, StoreError> {
    let mut named = Named::default();
    let mut statement = connection.prepare_cached(
        "SELECT g.id, e.name, e.short_name, (SELECT count(*) FROM demands AS d \
         WHERE d.guest_id = g.id AND d.reception_id = $1 AND d.is_void = 0) AS demands \
         FROM guests AS g JOIN enterprises AS e ON e.id = g.enterprise_id \
         WHERE g.reception_id = $1 ORDER BY g.id",
    )?;
    let mut rows = statement.query([reception.as_str()])?;
    while let Some(row) = rows.next()? {
        let guest = NamedGuest {
            name: row.get("name")?,
            short_name: row.get("short_name")?,
            demands: row.get("demands")?,
        };
        named.guests.insert(column::id(row, "id")?, guest);
    }
    let mut statement = connection.prepare_cached(
        "SELECT u.id, u.name, u.short_name FROM participants AS p \
         JOIN units AS u ON u.id = p.unit_id WHERE p.reception_id = $1 ORDER BY u.id",
    )?;
    let mut rows = statement.query([reception.as_str()])?;
    while let Some(row) = rows.next()? {
        named.units.insert(column::id(row, "id")?, (row.get("name")?, row.get("short_name")?));
    }
    let mut statement = connection.prepare_cached(
        "SELECT id, name, post FROM leaders WHERE id IN ( \
           SELECT leader_id FROM receptions WHERE id = $1 \
           UNION SELECT stand_in_id FROM receptions WHERE id = $1 \
           UNION SELECT leader_id FROM reception_leaders WHERE reception_id = $1) ORDER BY id",
    )?;
    let mut rows = statement.query([reception.as_str()])?;
    while let Some(row) = rows.next()? {
        named.leaders.insert(column::id(row, "id")?, (row.get("name")?, row.get("post")?));
    }
    Ok(named)
}

/// A reception as the list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedSitting {
    pub row: ReceptionRow,
    pub figures: Figures,
}

/// Returns the receptions held between two days, both counted, with their figures, by day and
/// hour; no day leaves that end open.
///
/// # Errors
/// When a table cannot be read.
pub fn list(
    connection: &Connection,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
) -> Result<Vec<ListedSitting>, StoreError> {
    let mut known = HashMap::new();
    let mut statement = connection.prepare_cached(&format!(
        "SELECT r.id, {FIGURES} FROM receptions AS r WHERE r.held_on BETWEEN $1 AND $2 \
         ORDER BY r.id"
    ))?;
    let days = receptions::days(from, to);
    let mut rows = statement.query([&days.0, &days.1])?;
    while let Some(row) = rows.next()? {
        known.insert(column::id::<ReceptionId>(row, "id")?, read_figures(row)?);
    }
    let rows = receptions::list(connection, from, to)?;
    Ok(rows
        .into_iter()
        .map(|row| ListedSitting { figures: known.remove(&row.id).unwrap_or_default(), row })
        .collect())
}
