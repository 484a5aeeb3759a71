//! The turns of a rota: one a month.

use chrono::NaiveDate;
use domain::ids::{LeaderId, ReceptionId, RotaId, TurnId};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Serialize;

use super::statement::{insertion, replacement};
use crate::{StoreError, column};

/// A turn as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TurnRow {
    pub id: TurnId,
    pub rota_id: RotaId,
    /// 1–12.
    pub month: u32,
    pub held_on: NaiveDate,
    pub leader_id: LeaderId,
    pub stand_in_id: Option<LeaderId>,
    pub place: String,
    pub reception_id: Option<ReceptionId>,
    /// The month was taken out of the plan.
    pub is_void: bool,
}

const COLUMNS: &str = "id, rota_id, month, held_on, leader_id, stand_in_id, place, reception_id, \
    is_void";

fn read(row: &Row<'_>) -> rusqlite::Result<TurnRow> {
    Ok(TurnRow {
        id: column::id(row, "id")?,
        rota_id: column::id(row, "rota_id")?,
        month: row.get("month")?,
        held_on: row.get("held_on")?,
        leader_id: column::id(row, "leader_id")?,
        stand_in_id: column::optional_id(row, "stand_in_id")?,
        place: row.get("place")?,
        reception_id: column::optional_id(row, "reception_id")?,
        is_void: row.get("is_void")?,
    })
}

/// Lists the turns of a rota by month, those taken out as well.
///
/// # Errors
/// When the table cannot be read.
pub fn list(connection: &Connection, rota: &RotaId) -> Result<Vec<TurnRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM turns WHERE rota_id = $1 ORDER BY month");
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map([rota.as_str()], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Returns the turn a reception was made from, or none.
///
/// # Errors
/// When the table cannot be read.
pub fn find_of_reception(
    connection: &Connection,
    reception: &ReceptionId,
) -> Result<Option<TurnRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM turns WHERE reception_id = $1 AND is_void = 0");
    Ok(connection.prepare_cached(&sql)?.query_row([reception.as_str()], read).optional()?)
}

/// Adds a turn.
///
/// # Errors
/// When SQLite refuses, also where the month has one.
pub fn insert(tx: &Connection, turn: &TurnRow) -> Result<(), StoreError> {
    write(tx, &insertion("turns", COLUMNS), turn)
}

/// Replaces a turn's columns.
///
/// # Errors
/// When SQLite refuses.
pub fn update(tx: &Connection, turn: &TurnRow) -> Result<(), StoreError> {
    write(tx, &replacement("turns", COLUMNS), turn)
}

/// Binds the columns in the order of [`COLUMNS`].
fn write(tx: &Connection, sql: &str, turn: &TurnRow) -> Result<(), StoreError> {
    tx.prepare_cached(sql)?.execute(params![
        turn.id.as_str(),
        turn.rota_id.as_str(),
        turn.month,
        turn.held_on,
        turn.leader_id.as_str(),
        turn.stand_in_id.as_ref().map(LeaderId::as_str),
        turn.place,
        turn.reception_id.as_ref().map(ReceptionId::as_str),
        turn.is_void
    ])?;
    Ok(())
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::tables::receptions::tests::planned;
    use crate::tables::rotas::tests::rota;

    /// Adds a reception and the turn it was made from.
    pub(crate) fn turn(connection: &Connection) -> TurnRow {
        let reception = planned(connection, "1");
        let turn = TurnRow {
            id: TurnId::new("t"),
            rota_id: rota(connection, 2026).id,
            month: 9,
            held_on: reception.held_on,
            leader_id: reception.leader_id,
            stand_in_id: None,
            place: "区政务中心".to_owned(),
            reception_id: Some(reception.id),
            is_void: false,
        };
        insert(connection, &turn).unwrap();
        turn
    }

    #[test]
    fn a_turn_is_found_by_its_reception_unless_it_was_taken_out() {
        let connection = crate::tables::testing::memory();
        let mine = turn(&connection);
        let reception = mine.reception_id.clone().unwrap();
        assert_eq!(find_of_reception(&connection, &reception).unwrap().as_ref(), Some(&mine));
        assert_eq!(list(&connection, &mine.rota_id).unwrap(), std::slice::from_ref(&mine));
        let twice = TurnRow { id: TurnId::new("other"), ..mine.clone() };
        assert!(insert(&connection, &twice).is_err(), "the month has its turn");
        let himself = TurnRow { stand_in_id: Some(mine.leader_id.clone()), ..mine.clone() };
        assert!(update(&connection, &himself).is_err());
        update(&connection, &TurnRow { is_void: true, ..mine }).unwrap();
        assert_eq!(find_of_reception(&connection, &reception).unwrap(), None);
    }
}
