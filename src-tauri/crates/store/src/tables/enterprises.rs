//! Enterprises and chambers (企业), without their people.

use chrono::{DateTime, Utc};
use domain::enterprise::{EnterpriseFlag, EnterpriseKind, EnterpriseScale, Industry};
use domain::ids::EnterpriseId;
use domain::pinyin::{NameSense, pinyin_key};
use domain::terms::Term;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Serialize;

use super::statement::{insertion, replacement};
use crate::{StoreError, column};

/// An enterprise as stored. The pinyin columns are made from the name at each write.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EnterpriseRow {
    pub id: EnterpriseId,
    pub kind: EnterpriseKind,
    pub name: String,
    pub short_name: String,
    /// Checked and normalised (GB 32100); no two enterprises share one.
    pub credit_code: Option<String>,
    /// Six digits (GB/T 2260); empty = unknown.
    pub district_code: String,
    pub street: String,
    pub address: String,
    pub industry: Option<Industry>,
    pub scale: Option<EnterpriseScale>,
    pub flags: Vec<EnterpriseFlag>,
    pub chamber: String,
    pub business: String,
    pub employees: Option<i64>,
    pub note: String,
    pub is_active: bool,
    /// The enterprise this double of it was merged into.
    pub merged_into: Option<EnterpriseId>,
    pub updated_at: DateTime<Utc>,
    pub updated_by: String,
    pub version: i64,
}

/// What is written; the pinyin columns are never read back.
const COLUMNS: &str = "id, kind, name, short_name, credit_code, district_code, street, address, \
    industry, scale, flags, chamber, business, employees, note, pinyin, initials, is_active, \
    merged_into, updated_at, updated_by, version";

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, kind, name, short_name, credit_code, district_code, street, address, ",
            "industry, scale, flags, chamber, business, employees, note, is_active, merged_into, ",
            "updated_at, updated_by, version FROM enterprises ",
            $rest
        )
    };
}

fn read(row: &Row<'_>) -> rusqlite::Result<EnterpriseRow> {
    Ok(EnterpriseRow {
        id: column::id(row, "id")?,
        kind: column::term(row, "kind")?,
        name: row.get("name")?,
        short_name: row.get("short_name")?,
        credit_code: row.get("credit_code")?,
        district_code: row.get("district_code")?,
        street: row.get("street")?,
        address: row.get("address")?,
        industry: column::optional_term(row, "industry")?,
        scale: column::optional_term(row, "scale")?,
        flags: column::json(row, "flags")?,
        chamber: row.get("chamber")?,
        business: row.get("business")?,
        employees: row.get("employees")?,
        note: row.get("note")?,
        is_active: row.get("is_active")?,
        merged_into: column::optional_id(row, "merged_into")?,
        updated_at: row.get("updated_at")?,
        updated_by: row.get("updated_by")?,
        version: row.get("version")?,
    })
}

/// Returns the enterprise, or none.
///
/// # Errors
/// When the table cannot be read.
pub fn find(
    connection: &Connection,
    id: &EnterpriseId,
) -> Result<Option<EnterpriseRow>, StoreError> {
    let mut statement = connection.prepare_cached(select!("WHERE id = $1"))?;
    Ok(statement.query_row([id.as_str()], read).optional()?)
}

/// Returns the enterprise.
///
/// # Errors
/// [`StoreError::NotFound`], or when the table cannot be read.
pub fn get(connection: &Connection, id: &EnterpriseId) -> Result<EnterpriseRow, StoreError> {
    find(connection, id)?
        .ok_or_else(|| StoreError::NotFound { entity: "enterprise", id: id.as_str().to_owned() })
}

/// Returns the enterprise with this credit code, or none.
///
/// # Errors
/// When the table cannot be read.
pub fn find_by_credit_code(
    connection: &Connection,
    code: &str,
) -> Result<Option<EnterpriseRow>, StoreError> {
    let mut statement = connection.prepare_cached(select!("WHERE credit_code = $1"))?;
    Ok(statement.query_row([code], read).optional()?)
}

/// Returns the enterprises that are called exactly so, oldest first.
///
/// # Errors
/// When the table cannot be read.
pub fn list_by_name(connection: &Connection, name: &str) -> Result<Vec<EnterpriseRow>, StoreError> {
    let mut statement = connection.prepare_cached(select!("WHERE name = $1 ORDER BY id"))?;
    let rows = statement.query_map([name], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What tells one enterprise from another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnterpriseKey {
    pub id: EnterpriseId,
    pub name: String,
    pub short_name: String,
    pub credit_code: Option<String>,
    pub is_active: bool,
}

/// Lists what tells the enterprises from each other, oldest first; the name of one that was merged
/// into another stands for that.
///
/// # Errors
/// When the table cannot be read.
pub fn list_keys(connection: &Connection) -> Result<Vec<EnterpriseKey>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT coalesce(merged_into, id) AS id, name, short_name, credit_code, \
         CASE WHEN merged_into IS NULL THEN is_active ELSE 1 END AS is_active \
         FROM enterprises ORDER BY enterprises.id",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(EnterpriseKey {
            id: column::id(row, "id")?,
            name: row.get("name")?,
            short_name: row.get("short_name")?,
            credit_code: row.get("credit_code")?,
            is_active: row.get("is_active")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Returns the doubles that were merged into an enterprise, oldest first.
///
/// # Errors
/// When the table cannot be read.
pub fn list_merged(
    connection: &Connection,
    into: &EnterpriseId,
) -> Result<Vec<EnterpriseRow>, StoreError> {
    let mut statement = connection.prepare_cached(select!("WHERE merged_into = $1 ORDER BY id"))?;
    let rows = statement.query_map([into.as_str()], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Returns these enterprises, each followed by the doubles that were merged into it.
///
/// # Errors
/// When the table cannot be read.
pub fn with_merged(
    connection: &Connection,
    enterprises: &[EnterpriseId],
) -> Result<Vec<EnterpriseId>, StoreError> {
    let mut all = Vec::new();
    for id in enterprises {
        all.push(id.clone());
        all.extend(list_merged(connection, id)?.into_iter().map(|row| row.id));
    }
    Ok(all)
}

/// Adds an enterprise.
///
/// # Errors
/// When SQLite refuses, as for a credit code another enterprise has.
pub fn insert(tx: &Connection, enterprise: &EnterpriseRow) -> Result<(), StoreError> {
    write(tx, &insertion("enterprises", COLUMNS), enterprise)
}

/// Replaces an enterprise's columns.
///
/// # Errors
/// When SQLite refuses, as for a credit code another enterprise has.
pub fn update(tx: &Connection, enterprise: &EnterpriseRow) -> Result<(), StoreError> {
    write(tx, &replacement("enterprises", COLUMNS), enterprise)
}

/// Binds the columns in the order of [`COLUMNS`].
fn write(tx: &Connection, sql: &str, enterprise: &EnterpriseRow) -> Result<(), StoreError> {
    let key = pinyin_key(&enterprise.name, NameSense::Body);
    tx.prepare_cached(sql)?.execute(params![
        enterprise.id.as_str(),
        enterprise.kind.code(),
        enterprise.name,
        enterprise.short_name,
        enterprise.credit_code,
        enterprise.district_code,
        enterprise.street,
        enterprise.address,
        enterprise.industry.map(Term::code),
        enterprise.scale.map(Term::code),
        serde_json::to_string(&enterprise.flags)?,
        enterprise.chamber,
        enterprise.business,
        enterprise.employees,
        enterprise.note,
        key.full,
        key.initials,
        enterprise.is_active,
        enterprise.merged_into.as_ref().map(EnterpriseId::as_str),
        enterprise.updated_at,
        enterprise.updated_by,
        enterprise.version
    ])?;
    Ok(())
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Returns an enterprise without a credit code.
    pub(crate) fn enterprise(id: &str, name: &str) -> EnterpriseRow {
        EnterpriseRow {
            id: EnterpriseId::new(id),
            kind: EnterpriseKind::Firm,
            name: name.to_owned(),
            short_name: String::new(),
            credit_code: None,
            district_code: "510503".to_owned(),
            street: "沱湾街道".to_owned(),
            address: String::new(),
            industry: Some(Industry::G),
            scale: Some(EnterpriseScale::Small),
            flags: vec![EnterpriseFlag::Member, EnterpriseFlag::AboveScale],
            chamber: String::new(),
            business: "冷链仓储".to_owned(),
            employees: Some(83),
            note: String::new(),
            is_active: true,
            merged_into: None,
            updated_at: "2026-09-23T01:00:00Z".parse().unwrap(),
            updated_by: "周敏".to_owned(),
            version: 1,
        }
    }

    #[test]
    fn an_enterprise_is_read_as_written() {
        let connection = crate::tables::testing::memory();
        let first = enterprise("1", "沱湾冷链物流有限公司");
        insert(&connection, &first).unwrap();
        assert_eq!(get(&connection, &first.id).unwrap(), first);
        let changed = EnterpriseRow {
            credit_code: Some("91350100M000100Y43".to_owned()),
            industry: None,
            version: 2,
            ..first
        };
        update(&connection, &changed).unwrap();
        let found = find_by_credit_code(&connection, "91350100M000100Y43").unwrap();
        assert_eq!(found, Some(changed.clone()));
        assert_eq!(list_by_name(&connection, &changed.name).unwrap(), [changed]);
    }

    #[test]
    fn no_two_enterprises_share_a_code_and_many_have_none() {
        let connection = crate::tables::testing::memory();
        insert(&connection, &enterprise("1", "甲")).unwrap();
        insert(&connection, &enterprise("2", "乙")).unwrap();
        let code = Some("91350100M000100Y43".to_owned());
        let coded = |id, name| EnterpriseRow { credit_code: code.clone(), ..enterprise(id, name) };
        insert(&connection, &coded("3", "丙")).unwrap();
        assert!(insert(&connection, &coded("4", "丁")).is_err());
    }
}
