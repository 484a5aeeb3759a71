//! Receptions (接待活动), without the people and things on their lists.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use domain::ids::{LeaderId, ReceptionId};
use domain::reception::{ReceptionKind, ReceptionState, Venue};
use domain::terms::Term;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Serialize;

use crate::{StoreError, column};

/// A reception as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReceptionRow {
    pub id: ReceptionId,
    pub state: ReceptionState,
    pub kind: ReceptionKind,
    pub venue: Venue,
    pub title: String,
    /// Number within the kind's series; 0 = none.
    pub series_number: u32,
    pub held_on: NaiveDate,
    pub starts: NaiveTime,
    pub ends: Option<NaiveTime>,
    pub place: String,
    pub leader_id: LeaderId,
    pub stand_in_id: Option<LeaderId>,
    pub is_stand_in_presiding: bool,
    pub theme: String,
    pub host: String,
    pub recorder: String,
    pub note: String,
    pub started_at: Option<DateTime<Utc>>,
    pub ended_at: Option<DateTime<Utc>>,
    pub cancel_reason: String,
    pub version: i64,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, state, kind, venue, title, series_number, held_on, starts, ends, place, ",
            "leader_id, stand_in_id, is_stand_in_presiding, theme, host, recorder, note, ",
            "started_at, ended_at, cancel_reason, version FROM receptions ",
            $rest
        )
    };
}

fn read(row: &Row<'_>) -> rusqlite::Result<ReceptionRow> {
    Ok(ReceptionRow {
        id: column::id(row, "id")?,
        state: column::term(row, "state")?,
        kind: column::term(row, "kind")?,
        venue: column::term(row, "venue")?,
        title: row.get("title")?,
        series_number: row.get("series_number")?,
        held_on: row.get("held_on")?,
        starts: row.get("starts")?,
        ends: row.get("ends")?,
        place: row.get("place")?,
        leader_id: column::id(row, "leader_id")?,
        stand_in_id: column::optional_id(row, "stand_in_id")?,
        is_stand_in_presiding: row.get("is_stand_in_presiding")?,
        theme: row.get("theme")?,
        host: row.get("host")?,
        recorder: row.get("recorder")?,
        note: row.get("note")?,
        started_at: row.get("started_at")?,
        ended_at: row.get("ended_at")?,
        cancel_reason: row.get("cancel_reason")?,
        version: row.get("version")?,
    })
}

/// Returns the reception, or none.
///
/// # Errors
/// When the table cannot be read.
pub fn find(connection: &Connection, id: &ReceptionId) -> Result<Option<ReceptionRow>, StoreError> {
    let mut statement = connection.prepare_cached(select!("WHERE id = $1"))?;
    Ok(statement.query_row([id.as_str()], read).optional()?)
}

/// Returns the reception.
///
/// # Errors
/// [`StoreError::NotFound`], or when the table cannot be read.
pub fn get(connection: &Connection, id: &ReceptionId) -> Result<ReceptionRow, StoreError> {
    find(connection, id)?
        .ok_or_else(|| StoreError::NotFound { entity: "reception", id: id.as_str().to_owned() })
}

/// Returns the ends of a period as stored days; an open end lies beyond every day.
pub(crate) fn days(from: Option<NaiveDate>, to: Option<NaiveDate>) -> (String, String) {
    let day = |end: Option<NaiveDate>, open: &str| {
        end.map_or_else(|| open.to_owned(), |day| day.to_string())
    };
    (day(from, "0000-00-00"), day(to, "9999-99-99"))
}

/// Returns the receptions between two days, both counted, by day and hour; no day leaves that end
/// open.
///
/// # Errors
/// When the table cannot be read.
pub fn list(
    connection: &Connection,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
) -> Result<Vec<ReceptionRow>, StoreError> {
    let mut statement = connection
        .prepare_cached(select!("WHERE held_on BETWEEN $1 AND $2 ORDER BY held_on, starts, id"))?;
    let (from, to) = days(from, to);
    let rows = statement.query_map([from, to], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Returns the reception that is under way, or none.
///
/// # Errors
/// When the table cannot be read.
pub fn find_running(connection: &Connection) -> Result<Option<ReceptionRow>, StoreError> {
    let mut statement =
        connection.prepare_cached(select!("WHERE state = 'running' ORDER BY id LIMIT 1"))?;
    Ok(statement.query_row([], read).optional()?)
}

/// Adds a reception.
///
/// # Errors
/// When SQLite refuses.
pub fn insert(tx: &Connection, reception: &ReceptionRow) -> Result<(), StoreError> {
    write(
        tx,
        "INSERT INTO receptions (state, kind, venue, title, series_number, held_on, starts, ends, \
         place, leader_id, stand_in_id, is_stand_in_presiding, theme, host, recorder, note, \
         started_at, ended_at, cancel_reason, version, id) VALUES ($1, $2, $3, $4, $5, $6, $7, \
         $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)",
        reception,
    )
}

/// Replaces a reception's columns.
///
/// # Errors
/// When SQLite refuses.
pub fn update(tx: &Connection, reception: &ReceptionRow) -> Result<(), StoreError> {
    // SQLite numbers `$n` by first appearance, so they appear in order.
    write(
        tx,
        "UPDATE receptions SET state = $1, kind = $2, venue = $3, title = $4, \
         series_number = $5, held_on = $6, starts = $7, ends = $8, place = $9, leader_id = $10, \
         stand_in_id = $11, is_stand_in_presiding = $12, theme = $13, host = $14, \
         recorder = $15, note = $16, started_at = $17, ended_at = $18, cancel_reason = $19, \
         version = $20 WHERE id = $21",
        reception,
    )
}

fn write(tx: &Connection, sql: &str, reception: &ReceptionRow) -> Result<(), StoreError> {
    tx.prepare_cached(sql)?.execute(params![
        reception.state.code(),
        reception.kind.code(),
        reception.venue.code(),
        reception.title,
        reception.series_number,
        reception.held_on,
        reception.starts,
        reception.ends,
        reception.place,
        reception.leader_id.as_str(),
        reception.stand_in_id.as_ref().map(LeaderId::as_str),
        reception.is_stand_in_presiding,
        reception.theme,
        reception.host,
        reception.recorder,
        reception.note,
        reception.started_at,
        reception.ended_at,
        reception.cancel_reason,
        reception.version,
        reception.id.as_str()
    ])?;
    Ok(())
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::tables::leaders::{self, LeaderRow};

    /// Adds a leader and a planned reception it chairs.
    pub(crate) fn planned(connection: &Connection, id: &str) -> ReceptionRow {
        let leader = LeaderRow {
            id: LeaderId::new("leader"),
            name: "何例舟".to_owned(),
            post: "副区长".to_owned(),
            rank: 10,
            phone: String::new(),
            is_active: true,
            version: 1,
        };
        leaders::insert(connection, &leader).unwrap();
        let reception = ReceptionRow {
            id: ReceptionId::new(id),
            state: ReceptionState::Planned,
            kind: ReceptionKind::ReceptionDay,
            venue: Venue::Hall,
            title: "第九期民营企业接待日".to_owned(),
            series_number: 9,
            held_on: "2026-09-23".parse().unwrap(),
            starts: "09:30:00".parse().unwrap(),
            ends: None,
            place: "区政务中心".to_owned(),
            leader_id: leader.id,
            stand_in_id: None,
            is_stand_in_presiding: false,
            theme: String::new(),
            host: String::new(),
            recorder: String::new(),
            note: String::new(),
            started_at: None,
            ended_at: None,
            cancel_reason: String::new(),
            version: 1,
        };
        insert(connection, &reception).unwrap();
        reception
    }

    #[test]
    fn a_reception_is_read_as_written() {
        let connection = crate::tables::testing::memory();
        let planned = planned(&connection, "1");
        assert_eq!(get(&connection, &planned.id).unwrap(), planned);
        let day = Some(planned.held_on);
        let held = std::slice::from_ref(&planned);
        assert_eq!(list(&connection, None, None).unwrap(), held);
        assert_eq!(list(&connection, day, day).unwrap(), held);
        assert_eq!(list(&connection, planned.held_on.succ_opt(), None).unwrap(), []);
        assert_eq!(list(&connection, None, planned.held_on.pred_opt()).unwrap(), []);
        let running = ReceptionRow {
            state: ReceptionState::Running,
            started_at: Some("2026-09-23T01:31:00Z".parse().unwrap()),
            ends: Some("11:30:00".parse().unwrap()),
            version: 2,
            ..planned
        };
        update(&connection, &running).unwrap();
        assert_eq!(find_running(&connection).unwrap(), Some(running));
    }

    #[test]
    fn a_cancelled_reception_needs_a_reason_and_a_presiding_stand_in_a_name() {
        let connection = crate::tables::testing::memory();
        let planned = planned(&connection, "1");
        let cancelled = ReceptionRow { state: ReceptionState::Cancelled, ..planned.clone() };
        assert!(update(&connection, &cancelled).is_err());
        let nameless = ReceptionRow { is_stand_in_presiding: true, ..planned };
        assert!(update(&connection, &nameless).is_err());
    }
}
