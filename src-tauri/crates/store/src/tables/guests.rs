//! Enterprises invited to a reception (到会企业), with their attendance.

use chrono::{DateTime, NaiveTime, Utc};
use domain::ids::{AttachmentId, EnterpriseId, GuestId, ReceptionId};
use domain::reception::{Capacity, Presence};
use domain::terms::Term;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Serialize;

use crate::{StoreError, column};

/// An enterprise's place in a reception.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GuestRow {
    pub id: GuestId,
    pub reception_id: ReceptionId,
    pub position: i64,
    pub enterprise_id: EnterpriseId,
    pub representative: String,
    pub post: String,
    pub phone: String,
    pub capacity: Capacity,
    pub mandate_id: Option<AttachmentId>,
    pub slot: Option<NaiveTime>,
    pub topic: String,
    pub presence: Presence,
    pub arrived_at: Option<DateTime<Utc>>,
    pub left_at: Option<DateTime<Utc>>,
    pub presence_note: String,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, reception_id, position, enterprise_id, representative, post, phone, ",
            "capacity, mandate_id, slot, topic, presence, arrived_at, left_at, presence_note ",
            "FROM guests ",
            $rest
        )
    };
}

fn read(row: &Row<'_>) -> rusqlite::Result<GuestRow> {
    Ok(GuestRow {
        id: column::id(row, "id")?,
        reception_id: column::id(row, "reception_id")?,
        position: row.get("position")?,
        enterprise_id: column::id(row, "enterprise_id")?,
        representative: row.get("representative")?,
        post: row.get("post")?,
        phone: row.get("phone")?,
        capacity: column::term(row, "capacity")?,
        mandate_id: column::optional_id(row, "mandate_id")?,
        slot: row.get("slot")?,
        topic: row.get("topic")?,
        presence: column::term(row, "presence")?,
        arrived_at: row.get("arrived_at")?,
        left_at: row.get("left_at")?,
        presence_note: row.get("presence_note")?,
    })
}

/// Returns the guest, or none.
///
/// # Errors
/// When the table cannot be read.
pub fn find(connection: &Connection, id: &GuestId) -> Result<Option<GuestRow>, StoreError> {
    let mut statement = connection.prepare_cached(select!("WHERE id = $1"))?;
    Ok(statement.query_row([id.as_str()], read).optional()?)
}

/// Returns the guest.
///
/// # Errors
/// [`StoreError::NotFound`], or when the table cannot be read.
pub fn get(connection: &Connection, id: &GuestId) -> Result<GuestRow, StoreError> {
    find(connection, id)?
        .ok_or_else(|| StoreError::NotFound { entity: "guest", id: id.as_str().to_owned() })
}

/// Returns the guests of a reception in order.
///
/// # Errors
/// When the table cannot be read.
pub fn list(connection: &Connection, reception: &ReceptionId) -> Result<Vec<GuestRow>, StoreError> {
    let mut statement =
        connection.prepare_cached(select!("WHERE reception_id = $1 ORDER BY position, id"))?;
    let rows = statement.query_map([reception.as_str()], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Tells whether entries or demands, void ones too, hang on a guest.
///
/// # Errors
/// When a table cannot be read.
pub fn is_on_record(connection: &Connection, id: &GuestId) -> Result<bool, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM entries WHERE guest_id = $1) \
         OR EXISTS (SELECT 1 FROM demands WHERE guest_id = $1)",
    )?;
    Ok(statement.query_row([id.as_str()], |row| row.get(0))?)
}

/// Adds a guest.
///
/// # Errors
/// When SQLite refuses, as for an enterprise invited twice.
pub fn insert(tx: &Connection, guest: &GuestRow) -> Result<(), StoreError> {
    write(
        tx,
        "INSERT INTO guests (reception_id, position, enterprise_id, representative, post, phone, \
         capacity, mandate_id, slot, topic, presence, arrived_at, left_at, presence_note, id) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        guest,
    )
}

/// Replaces a guest's columns.
///
/// # Errors
/// When SQLite refuses.
pub fn update(tx: &Connection, guest: &GuestRow) -> Result<(), StoreError> {
    // SQLite numbers `$n` by first appearance, so they appear in order.
    write(
        tx,
        "UPDATE guests SET reception_id = $1, position = $2, enterprise_id = $3, \
         representative = $4, post = $5, phone = $6, capacity = $7, mandate_id = $8, slot = $9, \
         topic = $10, presence = $11, arrived_at = $12, left_at = $13, presence_note = $14 \
         WHERE id = $15",
        guest,
    )
}

/// Takes a guest off the list; the journal keeps it.
///
/// # Errors
/// When SQLite refuses, as for a guest that is on record.
pub fn remove(tx: &Connection, id: &GuestId) -> Result<(), StoreError> {
    tx.prepare_cached("DELETE FROM guests WHERE id = $1")?.execute([id.as_str()])?;
    Ok(())
}

fn write(tx: &Connection, sql: &str, guest: &GuestRow) -> Result<(), StoreError> {
    tx.prepare_cached(sql)?.execute(params![
        guest.reception_id.as_str(),
        guest.position,
        guest.enterprise_id.as_str(),
        guest.representative,
        guest.post,
        guest.phone,
        guest.capacity.code(),
        guest.mandate_id.as_ref().map(AttachmentId::as_str),
        guest.slot,
        guest.topic,
        guest.presence.code(),
        guest.arrived_at,
        guest.left_at,
        guest.presence_note,
        guest.id.as_str()
    ])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::{enterprises, receptions};

    #[test]
    fn a_guest_is_read_as_written_and_an_enterprise_is_invited_once() {
        let connection = crate::tables::testing::memory();
        let reception = receptions::tests::planned(&connection, "1");
        let firm = enterprises::tests::enterprise("firm", "沱湾冷链物流有限公司");
        enterprises::insert(&connection, &firm).unwrap();
        let guest = GuestRow {
            id: GuestId::new("1"),
            reception_id: reception.id.clone(),
            position: 0,
            enterprise_id: firm.id,
            representative: "王守成".to_owned(),
            post: "总经理".to_owned(),
            phone: "13800005678".to_owned(),
            capacity: Capacity::Authorised,
            mandate_id: None,
            slot: Some("09:40:00".parse().unwrap()),
            topic: "夜间通行".to_owned(),
            presence: Presence::Expected,
            arrived_at: None,
            left_at: None,
            presence_note: String::new(),
        };
        insert(&connection, &guest).unwrap();
        assert_eq!(list(&connection, &reception.id).unwrap(), std::slice::from_ref(&guest));
        let twice = GuestRow { id: GuestId::new("2"), ..guest.clone() };
        assert!(insert(&connection, &twice).is_err());
        let present = GuestRow {
            presence: Presence::Present,
            arrived_at: Some("2026-09-23T01:28:00Z".parse().unwrap()),
            ..guest
        };
        update(&connection, &present).unwrap();
        assert_eq!(get(&connection, &present.id).unwrap(), present);
        assert!(!is_on_record(&connection, &present.id).unwrap());
        remove(&connection, &present.id).unwrap();
        assert_eq!(find(&connection, &present.id).unwrap(), None);
    }
}
