//! Tables that were taken over (导入), and what came from each.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{DemandId, EnterpriseId, ImportId, LeaderId, RotaId, UnitId};
use domain::import::{ImportField, ImportKind};
use domain::terms::Term;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};

use super::demands::number;
use super::statement::{insertion, replacement};
use crate::{StoreError, column};

/// An import as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ImportRow {
    pub id: ImportId,
    pub kind: ImportKind,
    pub file_name: String,
    pub sm3: String,
    /// Empty for a text file.
    pub sheet: String,
    /// Rows taken over.
    pub row_count: i64,
    pub made_at: DateTime<Utc>,
    pub made_by: String,
    pub undone_at: Option<DateTime<Utc>>,
    pub undone_by: String,
    pub undo_reason: String,
    pub version: i64,
}

/// Where a demand stood in an older ledger, and what that ledger says of slip and sitting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedDemandRow {
    pub demand_id: DemandId,
    pub import_id: ImportId,
    /// Counted from 1.
    pub sheet_row: u32,
    /// As written there.
    pub number: String,
    /// The word of the state it had there.
    pub state: String,
    pub session: String,
    pub receiver: String,
    pub slip_number: String,
    pub lead_leader: String,
    pub received_on: Option<NaiveDate>,
    pub remark: String,
}

/// What an import added besides demands: an entry of a directory, or the plan of a year.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum ImportedBody {
    Enterprise(EnterpriseId),
    Unit(UnitId),
    Leader(LeaderId),
    /// With the version the import left it at.
    Rota(RotaId, i64),
}

const COLUMNS: &str = "id, kind, file_name, sm3, sheet, row_count, made_at, made_by, undone_at, \
    undone_by, undo_reason, version";

const DEMAND_COLUMNS: &str = "demand_id, import_id, sheet_row, number, state, session, receiver, \
    slip_number, lead_leader, received_on, remark";

fn read(row: &Row<'_>) -> rusqlite::Result<ImportRow> {
    Ok(ImportRow {
        id: column::id(row, "id")?,
        kind: column::term(row, "kind")?,
        file_name: row.get("file_name")?,
        sm3: row.get("sm3")?,
        sheet: row.get("sheet")?,
        row_count: row.get("row_count")?,
        made_at: row.get("made_at")?,
        made_by: row.get("made_by")?,
        undone_at: row.get("undone_at")?,
        undone_by: row.get("undone_by")?,
        undo_reason: row.get("undo_reason")?,
        version: row.get("version")?,
    })
}

fn read_demand(row: &Row<'_>) -> rusqlite::Result<ImportedDemandRow> {
    Ok(ImportedDemandRow {
        demand_id: column::id(row, "demand_id")?,
        import_id: column::id(row, "import_id")?,
        sheet_row: row.get("sheet_row")?,
        number: row.get("number")?,
        state: row.get("state")?,
        session: row.get("session")?,
        receiver: row.get("receiver")?,
        slip_number: row.get("slip_number")?,
        lead_leader: row.get("lead_leader")?,
        received_on: row.get("received_on")?,
        remark: row.get("remark")?,
    })
}

/// Returns the import.
///
/// # Errors
/// [`StoreError::NotFound`], or when the table cannot be read.
pub fn get(connection: &Connection, id: &ImportId) -> Result<ImportRow, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM imports WHERE id = $1");
    let found = connection.prepare_cached(&sql)?.query_row([id.as_str()], read).optional()?;
    found.ok_or_else(|| StoreError::NotFound { entity: "import", id: id.as_str().to_owned() })
}

/// Lists the newest imports, the newest first.
///
/// # Errors
/// When the table cannot be read.
pub fn list(connection: &Connection, limit: u32) -> Result<Vec<ImportRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM imports ORDER BY made_at DESC, id DESC LIMIT $1");
    let mut statement = connection.prepare_cached(&sql)?;
    Ok(statement.query_map([limit], read)?.collect::<Result<_, _>>()?)
}

fn with_values(
    import: &ImportRow,
    run: impl FnOnce(&[&dyn rusqlite::ToSql]) -> rusqlite::Result<usize>,
) -> Result<(), StoreError> {
    run(params![
        import.id.as_str(),
        import.kind.code(),
        import.file_name,
        import.sm3,
        import.sheet,
        import.row_count,
        import.made_at,
        import.made_by,
        import.undone_at,
        import.undone_by,
        import.undo_reason,
        import.version
    ])?;
    Ok(())
}

/// Adds an import.
///
/// # Errors
/// When SQLite refuses.
pub fn insert(tx: &Connection, import: &ImportRow) -> Result<(), StoreError> {
    let sql = insertion("imports", COLUMNS);
    with_values(import, |values| tx.prepare_cached(&sql)?.execute(values))
}

/// Replaces an import.
///
/// # Errors
/// When SQLite refuses.
pub fn update(tx: &Connection, import: &ImportRow) -> Result<(), StoreError> {
    let sql = replacement("imports", COLUMNS);
    with_values(import, |values| tx.prepare_cached(&sql)?.execute(values))
}

/// Notes where a demand came from.
///
/// # Errors
/// When SQLite refuses.
pub fn insert_demand(tx: &Connection, row: &ImportedDemandRow) -> Result<(), StoreError> {
    static SQL: LazyLock<String> = LazyLock::new(|| insertion("imported_demands", DEMAND_COLUMNS));
    tx.prepare_cached(&SQL)?.execute(params![
        row.demand_id.as_str(),
        row.import_id.as_str(),
        row.sheet_row,
        row.number,
        row.state,
        row.session,
        row.receiver,
        row.slip_number,
        row.lead_leader,
        row.received_on,
        row.remark
    ])?;
    Ok(())
}

/// Returns where a demand came from; none for one of this office.
///
/// # Errors
/// When the table cannot be read.
pub fn find_demand(
    connection: &Connection,
    id: &DemandId,
) -> Result<Option<ImportedDemandRow>, StoreError> {
    let sql = format!("SELECT {DEMAND_COLUMNS} FROM imported_demands WHERE demand_id = $1");
    Ok(connection.prepare_cached(&sql)?.query_row([id.as_str()], read_demand).optional()?)
}

/// Lists the demands of an import in the order of its rows.
///
/// # Errors
/// When the table cannot be read.
pub fn list_demands(connection: &Connection, id: &ImportId) -> Result<Vec<DemandId>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT demand_id FROM imported_demands WHERE import_id = $1 ORDER BY sheet_row, demand_id",
    )?;
    let rows = statement.query_map([id.as_str()], |row| column::id(row, "demand_id"))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Notes that an import added an entry to a directory.
///
/// # Errors
/// When SQLite refuses.
pub fn insert_body(tx: &Connection, id: &ImportId, body: &ImportedBody) -> Result<(), StoreError> {
    let (kind, body, version) = match body {
        ImportedBody::Enterprise(id) => ("enterprise", id.as_str(), 1),
        ImportedBody::Unit(id) => ("unit", id.as_str(), 1),
        ImportedBody::Leader(id) => ("leader", id.as_str(), 1),
        ImportedBody::Rota(id, version) => ("rota", id.as_str(), *version),
    };
    tx.prepare_cached(
        "INSERT INTO imported_bodies (import_id, kind, body_id, body_version) \
         VALUES ($1, $2, $3, $4)",
    )?
    .execute(params![id.as_str(), kind, body, version])?;
    Ok(())
}

/// Lists what an import added to the directories.
///
/// # Errors
/// When the table cannot be read.
pub fn list_bodies(
    connection: &Connection,
    id: &ImportId,
) -> Result<Vec<ImportedBody>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT kind, body_id, body_version FROM imported_bodies WHERE import_id = $1 \
         ORDER BY kind, body_id",
    )?;
    let rows = statement.query_map([id.as_str()], |row| {
        let kind: String = row.get("kind")?;
        Ok(match kind.as_str() {
            "unit" => ImportedBody::Unit(column::id(row, "body_id")?),
            "leader" => ImportedBody::Leader(column::id(row, "body_id")?),
            "rota" => ImportedBody::Rota(column::id(row, "body_id")?, row.get("body_version")?),
            _ => ImportedBody::Enterprise(column::id(row, "body_id")?),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Lists what imports added which were taken back since: units and leaders.
///
/// # Errors
/// When a table cannot be read.
pub fn list_undone(
    connection: &Connection,
) -> Result<(BTreeSet<UnitId>, BTreeSet<LeaderId>), StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT b.body_id FROM imported_bodies b JOIN imports i ON i.id = b.import_id \
         WHERE b.kind = $1 AND i.undone_at IS NOT NULL",
    )?;
    let units = statement.query_map(["unit"], |row| column::id(row, "body_id"))?;
    let units = units.collect::<Result<_, _>>()?;
    let leaders = statement.query_map(["leader"], |row| column::id(row, "body_id"))?;
    Ok((units, leaders.collect::<Result<_, _>>()?))
}

/// Lists the numbers of an import's demands that somebody worked on since: changed, handled, or with
/// a paper attached.
///
/// # Errors
/// When a table cannot be read.
pub fn list_worked_on(connection: &Connection, id: &ImportId) -> Result<Vec<String>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT d.number_year, d.number_seq FROM imported_demands i \
         JOIN demands d ON d.id = i.demand_id WHERE i.import_id = $1 AND (d.version <> 1 \
           OR EXISTS (SELECT 1 FROM acts a WHERE a.demand_id = d.id) \
           OR EXISTS (SELECT 1 FROM attachments f WHERE f.owner = 'demand' AND f.owner_id = d.id) \
           OR EXISTS (SELECT 1 FROM demands j WHERE j.consolidated_into = d.id AND j.is_void = 0 \
             AND j.id NOT IN (SELECT demand_id FROM imported_demands WHERE import_id = $1))) \
         ORDER BY d.number_year, d.number_seq",
    )?;
    let rows = statement.query_map([id.as_str()], |row| Ok(number(row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Tells whether an entry of a directory stands in anything that is not void, and whether a plan was
/// changed since.
///
/// # Errors
/// When a table cannot be read.
pub fn is_body_used(connection: &Connection, body: &ImportedBody) -> Result<bool, StoreError> {
    let (sql, id) = match body {
        ImportedBody::Enterprise(id) => (
            "SELECT EXISTS (SELECT 1 FROM demands WHERE enterprise_id = $1 AND is_void = 0) \
             OR EXISTS (SELECT 1 FROM guests WHERE enterprise_id = $1) \
             OR EXISTS (SELECT 1 FROM links WHERE enterprise_id = $1) \
             OR EXISTS (SELECT 1 FROM enterprises WHERE id = $1 AND version <> 1)",
            id.as_str(),
        ),
        ImportedBody::Unit(id) => (
            "SELECT EXISTS (SELECT 1 FROM demands WHERE lead_unit_id = $1 AND is_void = 0) \
             OR EXISTS (SELECT 1 FROM demand_assists WHERE unit_id = $1 AND is_void = 0) \
             OR EXISTS (SELECT 1 FROM tasks WHERE unit_id = $1) \
             OR EXISTS (SELECT 1 FROM participants WHERE unit_id = $1) \
             OR EXISTS (SELECT 1 FROM links WHERE unit_id = $1) \
             OR EXISTS (SELECT 1 FROM channels WHERE unit_id = $1) \
             OR EXISTS (SELECT 1 FROM units WHERE id = $1 AND version <> 1)",
            id.as_str(),
        ),
        ImportedBody::Leader(id) => (
            "SELECT EXISTS (SELECT 1 FROM turns WHERE is_void = 0 \
               AND (leader_id = $1 OR stand_in_id = $1)) \
             OR EXISTS (SELECT 1 FROM receptions WHERE leader_id = $1 OR stand_in_id = $1) \
             OR EXISTS (SELECT 1 FROM slips WHERE lead_leader_id = $1) \
             OR EXISTS (SELECT 1 FROM links WHERE leader_id = $1) \
             OR EXISTS (SELECT 1 FROM leaders WHERE id = $1 AND version <> 1)",
            id.as_str(),
        ),
        ImportedBody::Rota(id, version) => {
            let sql = "SELECT EXISTS (SELECT 1 FROM rotas WHERE id = $1 AND version <> $2)";
            let asked = params![id.as_str(), version];
            return Ok(connection.prepare_cached(sql)?.query_row(asked, |row| row.get(0))?);
        }
    };
    Ok(connection.prepare_cached(sql)?.query_row([id], |row| row.get(0))?)
}

/// Lists title and facts of an enterprise's demands of one day: what a row may repeat.
///
/// # Errors
/// When the table cannot be read.
pub fn list_same_day(
    connection: &Connection,
    enterprise: &EnterpriseId,
    raised_on: NaiveDate,
) -> Result<Vec<(String, String)>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT title, facts FROM demands \
         WHERE enterprise_id = $1 AND raised_on = $2 AND is_void = 0",
    )?;
    let rows = statement
        .query_map(params![enterprise.as_str(), raised_on], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Returns what the columns under these headings were said to mean last; none for new headings.
///
/// # Errors
/// When the table cannot be read.
pub fn columns(
    connection: &Connection,
    kind: ImportKind,
    fingerprint: &str,
) -> Result<Option<BTreeMap<u32, ImportField>>, StoreError> {
    let found: Option<String> = connection
        .prepare_cached("SELECT columns FROM import_columns WHERE kind = $1 AND fingerprint = $2")?
        .query_row([kind.code(), fingerprint], |row| row.get(0))
        .optional()?;
    Ok(found.map(|text| serde_json::from_str(&text)).transpose()?)
}

/// Remembers what the columns under these headings mean.
///
/// # Errors
/// When SQLite refuses.
pub fn put_columns(
    tx: &Connection,
    kind: ImportKind,
    fingerprint: &str,
    columns: &BTreeMap<u32, ImportField>,
) -> Result<(), StoreError> {
    tx.prepare_cached(
        "INSERT INTO import_columns (kind, fingerprint, columns) VALUES ($1, $2, $3) \
         ON CONFLICT (kind, fingerprint) DO UPDATE SET columns = excluded.columns",
    )?
    .execute(params![kind.code(), fingerprint, serde_json::to_string(columns)?])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::enterprises;

    fn import() -> ImportRow {
        ImportRow {
            id: ImportId::new("i"),
            kind: ImportKind::Ledger,
            file_name: "2023年台账.xls".to_owned(),
            sm3: "a".repeat(64),
            sheet: "台账".to_owned(),
            row_count: 500,
            made_at: "2026-09-23T01:00:00Z".parse().unwrap(),
            made_by: "周敏".to_owned(),
            undone_at: None,
            undone_by: String::new(),
            undo_reason: String::new(),
            version: 1,
        }
    }

    #[test]
    fn an_import_is_read_as_written() {
        let connection = crate::tables::testing::memory();
        let row = import();
        insert(&connection, &row).unwrap();
        assert_eq!(get(&connection, &row.id).unwrap(), row);
        let undone = ImportRow {
            undone_at: "2026-09-24T01:00:00Z".parse().ok(),
            undone_by: "何予安".to_owned(),
            undo_reason: "导错了文件".to_owned(),
            version: 2,
            ..row
        };
        update(&connection, &undone).unwrap();
        assert_eq!(list(&connection, 10).unwrap(), [undone]);
    }

    #[test]
    fn a_body_is_used_once_something_names_it() {
        let connection = crate::tables::testing::memory();
        insert(&connection, &import()).unwrap();
        let firm = enterprises::tests::enterprise("e", "川江栎下纺织有限公司");
        enterprises::insert(&connection, &firm).unwrap();
        let body = ImportedBody::Enterprise(firm.id.clone());
        insert_body(&connection, &import().id, &body).unwrap();
        assert_eq!(list_bodies(&connection, &import().id).unwrap(), std::slice::from_ref(&body));
        assert!(!is_body_used(&connection, &body).unwrap());
        enterprises::update(&connection, &enterprises::EnterpriseRow { version: 2, ..firm })
            .unwrap();
        assert!(is_body_used(&connection, &body).unwrap());
    }

    #[test]
    fn columns_are_remembered_by_their_headings() {
        let connection = crate::tables::testing::memory();
        assert_eq!(columns(&connection, ImportKind::Ledger, "x").unwrap(), None);
        for field in [ImportField::Title, ImportField::Content] {
            let meant = BTreeMap::from([(3, field)]);
            put_columns(&connection, ImportKind::Ledger, "x", &meant).unwrap();
            assert_eq!(columns(&connection, ImportKind::Ledger, "x").unwrap(), Some(meant));
        }
        assert_eq!(columns(&connection, ImportKind::Units, "x").unwrap(), None);
    }
}
