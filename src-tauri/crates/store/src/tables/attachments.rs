//! Stored files (附件): what they are called, by whom they were added, where the content lies.

use chrono::{DateTime, Utc};
use domain::attachment::AttachmentOwner;
use domain::ids::AttachmentId;
use domain::terms::Term;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Serialize;

use crate::{StoreError, column};

/// A file as stored. Rows are never changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AttachmentRow {
    pub id: AttachmentId,
    pub owner: AttachmentOwner,
    pub owner_id: String,
    /// As the file was called.
    pub name: String,
    /// By content.
    pub media_type: String,
    pub bytes: i64,
    /// Hexadecimal; the content lies under this name.
    pub sm3: String,
    pub added_at: DateTime<Utc>,
    pub added_by: String,
}

fn read(row: &Row<'_>) -> rusqlite::Result<AttachmentRow> {
    Ok(AttachmentRow {
        id: column::id(row, "id")?,
        owner: column::term(row, "owner")?,
        owner_id: row.get("owner_id")?,
        name: row.get("name")?,
        media_type: row.get("media_type")?,
        bytes: row.get("bytes")?,
        sm3: row.get("sm3")?,
        added_at: row.get("added_at")?,
        added_by: row.get("added_by")?,
    })
}

/// Returns the attachment, or none.
///
/// # Errors
/// When the table cannot be read.
pub fn find(
    connection: &Connection,
    id: &AttachmentId,
) -> Result<Option<AttachmentRow>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT id, owner, owner_id, name, media_type, bytes, sm3, added_at, added_by \
         FROM attachments WHERE id = $1",
    )?;
    Ok(statement.query_row([id.as_str()], read).optional()?)
}

/// Returns the attachment.
///
/// # Errors
/// [`StoreError::NotFound`], or when the table cannot be read.
pub fn get(connection: &Connection, id: &AttachmentId) -> Result<AttachmentRow, StoreError> {
    find(connection, id)?
        .ok_or_else(|| StoreError::NotFound { entity: "attachment", id: id.as_str().to_owned() })
}

/// Returns the attachments of a row, oldest first.
///
/// # Errors
/// When the table cannot be read.
pub fn list(
    connection: &Connection,
    owner: AttachmentOwner,
    owner_id: &str,
) -> Result<Vec<AttachmentRow>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT id, owner, owner_id, name, media_type, bytes, sm3, added_at, added_by \
         FROM attachments WHERE owner = $1 AND owner_id = $2 ORDER BY added_at, id",
    )?;
    let rows = statement.query_map([owner.code(), owner_id], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Adds an attachment whose content already lies in its place.
///
/// # Errors
/// When SQLite refuses.
pub fn insert(tx: &Connection, attachment: &AttachmentRow) -> Result<(), StoreError> {
    tx.prepare_cached(
        "INSERT INTO attachments (id, owner, owner_id, name, media_type, bytes, sm3, added_at, \
         added_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )?
    .execute(params![
        attachment.id.as_str(),
        attachment.owner.code(),
        attachment.owner_id,
        attachment.name,
        attachment.media_type,
        attachment.bytes,
        attachment.sm3,
        attachment.added_at,
        attachment.added_by
    ])?;
    Ok(())
}

/// Tells whether the row a file is to be attached to is there.
///
/// # Errors
/// When a table cannot be read.
pub fn has_owner(
    connection: &Connection,
    owner: AttachmentOwner,
    id: &str,
) -> Result<bool, StoreError> {
    let sql = match owner {
        AttachmentOwner::Reception => "SELECT 1 FROM receptions WHERE id = $1",
        AttachmentOwner::Guest => "SELECT 1 FROM guests WHERE id = $1",
        AttachmentOwner::Demand => "SELECT 1 FROM demands WHERE id = $1",
        AttachmentOwner::Slip => "SELECT 1 FROM slips WHERE id = $1",
        AttachmentOwner::Enterprise => "SELECT 1 FROM enterprises WHERE id = $1",
    };
    Ok(connection.prepare_cached(sql)?.exists([id])?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::receptions;

    #[test]
    fn an_attachment_is_read_as_written() {
        let connection = crate::tables::testing::memory();
        let reception = receptions::tests::planned(&connection, "1");
        let row = AttachmentRow {
            id: AttachmentId::new("1"),
            owner: AttachmentOwner::Reception,
            owner_id: reception.id.to_string(),
            name: "委托书.pdf".to_owned(),
            media_type: "application/pdf".to_owned(),
            bytes: 1024,
            sm3: "a".repeat(64),
            added_at: "2026-09-23T01:00:00Z".parse().unwrap(),
            added_by: "周敏".to_owned(),
        };
        insert(&connection, &row).unwrap();
        assert_eq!(
            list(&connection, row.owner, &row.owner_id).unwrap(),
            std::slice::from_ref(&row)
        );
        assert_eq!(get(&connection, &row.id).unwrap(), row);
        assert!(has_owner(&connection, row.owner, &row.owner_id).unwrap());
        assert!(!has_owner(&connection, AttachmentOwner::Slip, "1").unwrap());
    }
}
