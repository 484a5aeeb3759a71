//! A rota with its turns, as one stored whole, and the words of its history.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};
use domain::dates::short_date;
use domain::ids::{LeaderId, TurnChangeId};
use domain::reception::{ReceptionKind, ReceptionState};
use domain::rota::TurnChangeKind;
use rusqlite::Connection;
use serde::Serialize;
use store::tables::rotas::{self, RotaRow};
use store::tables::turn_changes::{self, TurnChangeRow};
use store::tables::turns::{self, TurnRow};
use store::tables::{leaders, receptions};
use store::{StoreError, Writing};

use crate::context::Context;
use crate::error::UseCaseError;
use crate::reception::LeaderName;

/// What the journal keeps of a rota.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Recorded {
    #[serde(flatten)]
    pub(super) row: RotaRow,
    pub(super) turns: Vec<TurnRow>,
    /// Those this change added.
    pub(super) changes: Vec<TurnChangeRow>,
}

impl Recorded {
    /// Reads the rota of a year with its turns; refuses one that is not saved, or was changed since.
    pub(super) fn read(tx: &Writing<'_>, year: i32, version: i64) -> Result<Self, UseCaseError> {
        let row = rotas::find(tx, year)?.ok_or_else(|| {
            UseCaseError::refused(format!("{year}年的安排还没有保存，请先保存。"))
        })?;
        tx.check_version("rota", row.id.as_str(), version, row.version)?;
        let turns = turns::list(tx, &row.id)?;
        Ok(Self { row, turns, changes: Vec::new() })
    }

    /// Reads the rota a turn belongs to.
    pub(super) fn of(tx: &Writing<'_>, turn: &TurnRow) -> Result<Option<Self>, StoreError> {
        let Some(row) = rotas::find_by_id(tx, &turn.rota_id)? else { return Ok(None) };
        let turns = turns::list(tx, &row.id)?;
        Ok(Some(Self { row, turns, changes: Vec::new() }))
    }

    /// Returns the place of a month's turn among the turns.
    pub(super) fn place_of(&self, month: u32) -> Option<usize> {
        self.turns.iter().position(|turn| turn.month == month && !turn.is_void)
    }

    /// Writes a first plan, which has no history, with the journal.
    pub(super) fn insert(self, tx: &mut Writing<'_>) -> Result<(), StoreError> {
        rotas::insert(tx, &self.row)?;
        for turn in &self.turns {
            turns::insert(tx, turn)?;
        }
        tx.record("rota", self.row.id.as_str(), None::<&Self>, &self)
    }

    /// Writes what differs from `before` as the next version, with the history and the journal.
    pub(super) fn save(mut self, tx: &mut Writing<'_>, before: &Self) -> Result<(), StoreError> {
        self.row.version = before.row.version + 1;
        rotas::update(tx, &self.row)?;
        for turn in &self.turns {
            match before.turns.iter().find(|one| one.id == turn.id) {
                None => turns::insert(tx, turn)?,
                Some(one) if one != turn => turns::update(tx, turn)?,
                Some(_) => {}
            }
        }
        for change in &self.changes {
            turn_changes::insert(tx, change)?;
        }
        tx.record("rota", self.row.id.as_str(), Some(before), &self)
    }
}

/// The leaders by their ids, to tell turns in words.
pub(super) struct Names(HashMap<LeaderId, LeaderName>);

impl Names {
    pub(super) fn read(connection: &Connection) -> Result<Self, StoreError> {
        let rows = leaders::list(connection)?.into_iter();
        Ok(Self(
            rows.map(|row| {
                (row.id.clone(), LeaderName { id: row.id, name: row.name, post: row.post })
            })
            .collect(),
        ))
    }

    pub(super) fn name(&self, id: &LeaderId) -> LeaderName {
        let unknown = || LeaderName { id: id.clone(), name: String::new(), post: String::new() };
        self.0.get(id).cloned().unwrap_or_else(unknown)
    }

    /// A turn in the words of its history: `10月8日 沈例成（钟示平替）`.
    pub(super) fn words(&self, turn: &TurnRow) -> String {
        if turn.is_void {
            return "不安排".to_owned();
        }
        let stand_in = turn.stand_in_id.as_ref().map(|id| format!("（{}替）", self.name(id).name));
        format!(
            "{} {}{}",
            short_date(turn.held_on),
            self.name(&turn.leader_id).name,
            stand_in.unwrap_or_default()
        )
    }

    /// Makes the history's row of a turn that became `after`.
    pub(super) fn change(
        &self,
        context: &Context<'_>,
        (kind, reason): (TurnChangeKind, &str),
        before: Option<&TurnRow>,
        after: &TurnRow,
    ) -> TurnChangeRow {
        TurnChangeRow {
            id: TurnChangeId::new(store::new_id()),
            turn_id: after.id.clone(),
            kind,
            made_at: context.now(),
            made_by: context.clerk().name.clone(),
            reason: reason.to_owned(),
            before: before.map_or_else(|| "未安排".to_owned(), |turn| self.words(turn)),
            after: self.words(after),
        }
    }
}

/// Returns the reception of a turn unless it was cancelled.
pub(super) fn live_reception(
    connection: &Connection,
    turn: &TurnRow,
) -> Result<Option<receptions::ReceptionRow>, StoreError> {
    let Some(id) = &turn.reception_id else { return Ok(None) };
    let row = receptions::get(connection, id)?;
    Ok((row.state != ReceptionState::Cancelled).then_some(row))
}

/// Returns the reception days of a year by month, cancelled ones left out: what a plan made in the
/// midst of the year finds there. The first of a month is the one it is of.
pub(super) fn held_by_month(
    connection: &Connection,
    year: i32,
) -> Result<HashMap<u32, receptions::ReceptionRow>, StoreError> {
    let (from, to) = ends_of(year);
    let mut by_month = HashMap::new();
    for row in receptions::list(connection, from, to)? {
        let is_of_plan = row.kind == ReceptionKind::ReceptionDay
            && row.state != ReceptionState::Cancelled
            && turns::find_of_reception(connection, &row.id)?.is_none();
        if is_of_plan {
            by_month.entry(row.held_on.month()).or_insert(row);
        }
    }
    Ok(by_month)
}

/// Returns a turn with the reception of its day and leader that was made before there was a plan
/// as its own, and as that has it.
pub(super) fn with_own(turn: TurnRow, held: &HashMap<u32, receptions::ReceptionRow>) -> TurnRow {
    let own = held
        .get(&turn.month)
        .filter(|one| one.held_on == turn.held_on && one.leader_id == turn.leader_id);
    match own {
        Some(reception) => brought_in_line(turn, reception),
        None => turn,
    }
}

/// Returns a turn as its reception has it.
pub(super) fn brought_in_line(turn: TurnRow, reception: &receptions::ReceptionRow) -> TurnRow {
    TurnRow {
        held_on: reception.held_on,
        leader_id: reception.leader_id.clone(),
        stand_in_id: reception.stand_in_id.clone().filter(|_| reception.is_stand_in_presiding),
        place: reception.place.clone(),
        reception_id: Some(reception.id.clone()),
        ..turn
    }
}

/// Returns the first and the last day of a year.
pub(super) fn ends_of(year: i32) -> (Option<NaiveDate>, Option<NaiveDate>) {
    (NaiveDate::from_ymd_opt(year, 1, 1), NaiveDate::from_ymd_opt(year, 12, 31))
}
