//! The sittings of a period (场次, 领导人次, 企业家数, 人次).

use chrono::NaiveDate;
use domain::figures::Span;
use domain::ids::ReceptionId;
use rusqlite::Connection;

use crate::{StoreError, column};

/// One sitting that was held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SittingRow {
    pub id: ReceptionId,
    pub held_on: NaiveDate,
    pub title: String,
    /// Who presided.
    pub leader: String,
    /// Who presided and those beside him: 领导人次.
    pub leaders: u32,
    /// The enterprises that came; each is one 人次 of the sitting.
    pub enterprises: Vec<String>,
    /// Demands raised there.
    pub demands: u32,
}

/// Lists the sittings held in a span, the oldest first.
///
/// # Errors
/// When SQLite refuses.
pub fn sittings(connection: &Connection, span: &Span) -> Result<Vec<SittingRow>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT r.id, r.held_on, r.title, l.name AS leader, \
           1 + (SELECT count(*) FROM reception_leaders x \
             WHERE x.reception_id = r.id AND x.leader_id <> l.id) AS leaders, \
           (SELECT count(*) FROM demands d WHERE d.reception_id = r.id AND d.is_void = 0) AS demands \
         FROM receptions r JOIN leaders l ON l.id = CASE r.is_stand_in_presiding \
           WHEN 1 THEN r.stand_in_id ELSE r.leader_id END \
         WHERE r.state IN ('running', 'held') AND r.held_on BETWEEN $1 AND $2 \
         ORDER BY r.held_on, r.starts, r.id",
    )?;
    let mut guests = connection.prepare_cached(
        "SELECT enterprise_id FROM guests WHERE reception_id = $1 \
           AND presence IN ('present', 'left') ORDER BY position",
    )?;
    let rows = statement.query_map([span.from(), span.to()], |row| {
        let id: ReceptionId = column::id(row, "id")?;
        let enterprises =
            guests.query_map([id.as_str()], |row| row.get(0))?.collect::<Result<_, _>>()?;
        Ok(SittingRow {
            id,
            held_on: row.get("held_on")?,
            title: row.get("title")?,
            leader: row.get("leader")?,
            leaders: row.get("leaders")?,
            enterprises,
            demands: row.get("demands")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
