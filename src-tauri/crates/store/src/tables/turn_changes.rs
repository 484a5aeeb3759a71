//! What was changed in a saved rota: swaps, stand-ins, other days. Rows are added only.

use chrono::{DateTime, Utc};
use domain::ids::{RotaId, TurnChangeId, TurnId};
use domain::rota::TurnChangeKind;
use domain::terms::Term;
use rusqlite::{Connection, Row, params};
use serde::Serialize;

use super::statement::insertion;
use crate::{StoreError, column};

/// A change as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TurnChangeRow {
    pub id: TurnChangeId,
    pub turn_id: TurnId,
    pub kind: TurnChangeKind,
    pub made_at: DateTime<Utc>,
    pub made_by: String,
    pub reason: String,
    /// What it was, in words.
    pub before: String,
    /// What it became, in words.
    pub after: String,
}

const COLUMNS: &str = "id, turn_id, kind, made_at, made_by, reason, before, after";

fn read(row: &Row<'_>) -> rusqlite::Result<(u32, TurnChangeRow)> {
    let change = TurnChangeRow {
        id: column::id(row, "id")?,
        turn_id: column::id(row, "turn_id")?,
        kind: column::term(row, "kind")?,
        made_at: row.get("made_at")?,
        made_by: row.get("made_by")?,
        reason: row.get("reason")?,
        before: row.get("before")?,
        after: row.get("after")?,
    };
    Ok((row.get("month")?, change))
}

/// Lists the changes of a rota with the month of each, in the order they were made.
///
/// # Errors
/// When a table cannot be read.
pub fn list(
    connection: &Connection,
    rota: &RotaId,
) -> Result<Vec<(u32, TurnChangeRow)>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT turns.month AS month, turn_changes.* FROM turn_changes \
         JOIN turns ON turns.id = turn_changes.turn_id WHERE turns.rota_id = $1 \
         ORDER BY turn_changes.id",
    )?;
    let rows = statement.query_map([rota.as_str()], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Adds a change.
///
/// # Errors
/// When SQLite refuses.
pub fn insert(tx: &Connection, change: &TurnChangeRow) -> Result<(), StoreError> {
    tx.prepare_cached(&insertion("turn_changes", COLUMNS))?.execute(params![
        change.id.as_str(),
        change.turn_id.as_str(),
        change.kind.code(),
        change.made_at,
        change.made_by,
        change.reason,
        change.before,
        change.after
    ])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::turns::tests::turn;

    #[test]
    fn a_change_is_listed_with_its_month_and_needs_a_reason() {
        let connection = crate::tables::testing::memory();
        let turn = turn(&connection);
        let change = TurnChangeRow {
            id: TurnChangeId::new("c"),
            turn_id: turn.id,
            kind: TurnChangeKind::StandIn,
            made_at: "2026-09-21T01:31:00Z".parse().unwrap(),
            made_by: "周敏".to_owned(),
            reason: "领导出差".to_owned(),
            before: "何例舟".to_owned(),
            after: "何例舟（钟示平替补）".to_owned(),
        };
        insert(&connection, &change).unwrap();
        assert_eq!(list(&connection, &turn.rota_id).unwrap(), [(9, change.clone())]);
        let silent = TurnChangeRow { id: TurnChangeId::new("d"), reason: String::new(), ..change };
        assert!(insert(&connection, &silent).is_err());
    }
}
