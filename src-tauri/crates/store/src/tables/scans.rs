//! Stored files that are scans (扫描件) of our papers.

use domain::attachment::AttachmentOwner;
use domain::ids::{ActId, AttachmentId, UnitId};
use domain::scan::ScanForm;
use domain::terms::Term;
use rusqlite::{Connection, params};
use serde::Serialize;

use crate::{StoreError, column};

/// Which paper a stored file shows. Rows are never changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ScanRow {
    pub attachment_id: AttachmentId,
    pub form: ScanForm,
    /// Whose receipt it is.
    pub unit_id: Option<UnitId>,
    pub act_id: Option<ActId>,
    /// The paper in words, as it was when the scan came in.
    pub paper: String,
}

/// Returns the scans among the files of a row, oldest first.
///
/// # Errors
/// When a table cannot be read.
pub fn list(
    connection: &Connection,
    owner: AttachmentOwner,
    owner_id: &str,
) -> Result<Vec<ScanRow>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT s.attachment_id, s.form, s.unit_id, s.act_id, s.paper \
         FROM attachments a JOIN scans s ON s.attachment_id = a.id \
         WHERE a.owner = $1 AND a.owner_id = $2 ORDER BY a.added_at, a.id",
    )?;
    let rows = statement.query_map([owner.code(), owner_id], |row| {
        Ok(ScanRow {
            attachment_id: column::id(row, "attachment_id")?,
            form: column::term(row, "form")?,
            unit_id: column::optional_id(row, "unit_id")?,
            act_id: column::optional_id(row, "act_id")?,
            paper: row.get("paper")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Tells whether a content is already kept as the scan of this paper.
///
/// # Errors
/// When a table cannot be read.
pub fn is_kept(
    connection: &Connection,
    (owner, owner_id): (AttachmentOwner, &str),
    (unit, act): (Option<&UnitId>, Option<&ActId>),
    sm3: &str,
) -> Result<bool, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT 1 FROM attachments a JOIN scans s ON s.attachment_id = a.id \
         WHERE a.owner = $1 AND a.owner_id = $2 AND a.sm3 = $3 \
         AND s.unit_id IS NOT DISTINCT FROM $4 AND s.act_id IS NOT DISTINCT FROM $5",
    )?;
    let (unit, act) = (unit.map(UnitId::as_str), act.map(ActId::as_str));
    Ok(statement.exists(params![owner.code(), owner_id, sm3, unit, act])?)
}

/// Adds what an attachment shows.
///
/// # Errors
/// When SQLite refuses.
pub fn insert(tx: &Connection, scan: &ScanRow) -> Result<(), StoreError> {
    tx.prepare_cached(
        "INSERT INTO scans (attachment_id, form, unit_id, act_id, paper) \
         VALUES ($1, $2, $3, $4, $5)",
    )?
    .execute(params![
        scan.attachment_id.as_str(),
        scan.form.code(),
        scan.unit_id.as_ref().map(UnitId::as_str),
        scan.act_id.as_ref().map(ActId::as_str),
        scan.paper
    ])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::attachments::{self, AttachmentRow};
    use crate::tables::receptions;

    #[test]
    fn a_scan_is_read_as_written_and_known_by_its_content() {
        let connection = crate::tables::testing::memory();
        let reception = receptions::tests::planned(&connection, "1");
        let owner = (AttachmentOwner::Reception, reception.id.as_str());
        let sm3 = "a".repeat(64);
        let file = AttachmentRow {
            id: AttachmentId::new("1"),
            owner: owner.0,
            owner_id: owner.1.to_owned(),
            name: "扫描0001.pdf".to_owned(),
            media_type: "application/pdf".to_owned(),
            bytes: 1024,
            sm3: sm3.clone(),
            added_at: "2026-09-23T01:00:00Z".parse().unwrap(),
            added_by: "周敏".to_owned(),
        };
        attachments::insert(&connection, &file).unwrap();
        assert!(!is_kept(&connection, owner, (None, None), &sm3).unwrap());
        let row = ScanRow {
            attachment_id: file.id,
            form: ScanForm::Slip,
            unit_id: None,
            act_id: None,
            paper: "交办单 川工商联交〔2026〕12号".to_owned(),
        };
        insert(&connection, &row).unwrap();
        assert_eq!(list(&connection, owner.0, owner.1).unwrap(), [row]);
        assert!(is_kept(&connection, owner, (None, None), &sm3).unwrap());
        let other = Some(UnitId::new("u"));
        assert!(!is_kept(&connection, owner, (other.as_ref(), None), &sm3).unwrap());
        assert!(!is_kept(&connection, owner, (None, None), &"b".repeat(64)).unwrap());
    }
}
