//! What the rows of demands do not tell of their past: how they left, what came back, receipts and
//! papers. Read once a pass; of most demands there is nothing.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::demand::DemandState;
use domain::figures::Mark;
use domain::terms::Term;
use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension};

use crate::StoreError;
use crate::tables::demands::among;

/// When a demand was over and how; when it was open again.
type Movement = (Vec<(NaiveDate, DemandState)>, Vec<NaiveDate>);

/// By demand.
#[derive(Default)]
pub(super) struct History {
    left_on: HashMap<i64, NaiveDate>,
    moved: HashMap<i64, Movement>,
    receipts: HashMap<i64, Vec<(NaiveDate, Option<NaiveDate>)>>,
    marks: HashMap<i64, Vec<(Mark, NaiveDate)>>,
    with_outcome: HashSet<i64>,
}

impl History {
    pub(super) fn read(connection: &Connection, since: NaiveDate) -> Result<Self, StoreError> {
        let mut history = Self::default();
        history.read_left(connection)?;
        history.read_reopened(connection, since)?;
        history.read_receipts(connection, since)?;
        history.read_marks(connection, since)?;
        history.read_mediations(connection, since)?;
        history.read_outcomes(connection, since)?;
        Ok(history)
    }

    /// Returns the movement of a demand in this state; `closed_on` is its row's.
    pub(super) fn movement(
        &mut self,
        key: i64,
        state: DemandState,
        closed_on: Option<NaiveDate>,
        raised_on: NaiveDate,
    ) -> Movement {
        if let Some(moved) = self.moved.remove(&key) {
            return moved;
        }
        if state.is_open() {
            return (Vec::new(), Vec::new());
        }
        // A ledger taken over may not say when: then it was over at once.
        let left_on = closed_on.or_else(|| self.left_on.get(&key).copied()).unwrap_or(raised_on);
        (vec![(left_on, state)], Vec::new())
    }

    pub(super) fn receipts(&mut self, key: i64) -> Vec<(NaiveDate, Option<NaiveDate>)> {
        self.receipts.remove(&key).unwrap_or_default()
    }

    pub(super) fn marks(&mut self, key: i64) -> Vec<(Mark, NaiveDate)> {
        self.marks.remove(&key).unwrap_or_default()
    }

    /// Tells whether its last report of completion names an amount carried out.
    pub(super) fn has_outcome(&self, key: i64) -> bool {
        self.with_outcome.contains(&key)
    }

    /// A mediation counts on the day it ended.
    fn read_mediations(
        &mut self,
        connection: &Connection,
        since: NaiveDate,
    ) -> Result<(), StoreError> {
        let mut statement = connection.prepare_cached(
            "SELECT d.key, json_extract(a.body, '$.body.ended_on'), \
               json_extract(a.body, '$.body.result') = 'reached' \
             FROM acts a JOIN demands d ON d.id = a.demand_id \
             WHERE a.kind = 'mediation' AND a.state = 'settled' \
               AND json_extract(a.body, '$.body.ended_on') >= $1",
        )?;
        let mut rows = statement.query([since])?;
        while let Some(row) = rows.next()? {
            let (on, is_reached) = (row.get(1)?, row.get(2)?);
            let marks = self.marks.entry(row.get(0)?).or_default();
            marks.push((Mark::Mediated, on));
            if is_reached {
                marks.push((Mark::MediationReached, on));
            }
        }
        Ok(())
    }

    /// The last report that was not returned says what was carried out.
    fn read_outcomes(
        &mut self,
        connection: &Connection,
        since: NaiveDate,
    ) -> Result<(), StoreError> {
        let mut statement = connection.prepare_cached(
            "SELECT d.key, coalesce(json_extract(a.body, '$.body.amount_fen'), 0) <> 0 \
             FROM acts a JOIN demands d ON d.id = a.demand_id \
             WHERE a.kind = 'completion' AND a.state NOT IN ('refused', 'lapsed') \
               AND d.closed_on >= $1 ORDER BY a.id",
        )?;
        let mut rows = statement.query([since])?;
        while let Some(row) = rows.next()? {
            let key = row.get(0)?;
            if row.get(1)? {
                self.with_outcome.insert(key);
            } else {
                self.with_outcome.remove(&key);
            }
        }
        Ok(())
    }

    /// 不予受理, 转介, 撤回, 并案: their day stands with the act; 线索移送: with the clue.
    fn read_left(&mut self, connection: &Connection) -> Result<(), StoreError> {
        let over = among(|state| state.stage().is_none());
        let mut statement = connection.prepare_cached(&format!(
            "SELECT d.key, max(a.made_on) FROM demands d JOIN acts a ON a.demand_id = d.id \
             WHERE d.is_void = 0 AND d.state {over} \
               AND a.kind IN ('decline', 'withdrawal', 'consolidation') GROUP BY d.key"
        ))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            self.left_on.insert(row.get(0)?, row.get(1)?);
        }
        let mut statement = connection.prepare_cached(
            "SELECT d.key, c.referred_on FROM demands d JOIN clues c ON c.demand_id = d.id \
             WHERE d.is_void = 0",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            self.left_on.insert(row.get(0)?, row.get(1)?);
        }
        Ok(())
    }

    /// Follows those that came back since a day through the journal.
    fn read_reopened(
        &mut self,
        connection: &Connection,
        since: NaiveDate,
    ) -> Result<(), StoreError> {
        // The words are those of the index.
        let mut statement = connection.prepare_cached(
            "SELECT DISTINCT j.entity_id FROM journal j INDEXED BY journal_reopened \
             WHERE j.use_case IN ('reopen_demand', 'rework_demand', 'separate_demand') \
               AND j.at >= $1 AND j.entity = 'demand' ORDER BY j.entity_id",
        )?;
        // The days of the journal are Beijing's; a day to spare finds too many, never too few.
        let from = since.and_time(chrono::NaiveTime::MIN).and_utc() - TimeDelta::days(1);
        let ids: Vec<String> =
            statement.query_map([from], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let mut key = connection.prepare_cached("SELECT key FROM demands WHERE id = $1")?;
        for id in ids {
            let found: Option<i64> = key.query_row([&id], |row| row.get(0)).optional()?;
            if let Some(found) = found {
                self.moved.insert(found, followed(connection, &id)?);
            }
        }
        Ok(())
    }

    fn read_receipts(
        &mut self,
        connection: &Connection,
        since: NaiveDate,
    ) -> Result<(), StoreError> {
        let mut statement = connection.prepare_cached(
            "SELECT d.key, t.receipt_due_on, t.received_on FROM tasks t \
             JOIN demands d ON d.id = t.demand_id WHERE t.role = 'lead' \
               AND t.state IN ('awaiting_receipt', 'disputed', 'received', 'answered') \
               AND t.receipt_due_on >= $1 ORDER BY t.id",
        )?;
        let mut rows = statement.query([since])?;
        while let Some(row) = rows.next()? {
            self.receipts.entry(row.get(0)?).or_default().push((row.get(1)?, row.get(2)?));
        }
        Ok(())
    }

    fn read_marks(&mut self, connection: &Connection, since: NaiveDate) -> Result<(), StoreError> {
        for condition in [
            "a.kind = 'extension' AND a.state = 'granted'",
            "a.kind = 'rework' AND a.state IN ('settled', 'lapsed')",
            "a.kind = 'chase' AND a.state IN ('pending', 'settled', 'lapsed')",
            "a.kind = 'escalation' AND a.state = 'settled'",
        ] {
            let mut statement = connection.prepare_cached(&format!(
                "SELECT d.key, a.made_on, \
                   CASE a.kind WHEN 'chase' THEN json_extract(a.body, '$.body.rung') \
                     ELSE a.kind END \
                 FROM acts a JOIN demands d ON d.id = a.demand_id \
                 WHERE {condition} AND a.made_on >= $1"
            ))?;
            let mut rows = statement.query([since])?;
            while let Some(row) = rows.next()? {
                let mark = match row.get_ref(2)?.as_str().unwrap_or_default() {
                    "extension" => Mark::Extended,
                    "rework" => Mark::Reworked,
                    "escalation" => Mark::Escalated,
                    "reminder" => Mark::Reminded,
                    "supervision" => Mark::Supervised,
                    _ => continue,
                };
                self.marks.entry(row.get(0)?).or_default().push((mark, row.get(1)?));
            }
        }
        Ok(())
    }
}

/// Reads a demand's ends and returns from its states in the journal.
fn followed(connection: &Connection, id: &str) -> Result<Movement, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT at, json_extract(after, '$.state'), json_extract(after, '$.closed_on') \
         FROM journal WHERE entity = 'demand' AND entity_id = $1 AND after IS NOT NULL \
         ORDER BY sequence",
    )?;
    let mut rows = statement.query([id])?;
    let (mut ends, mut reopened) = (Vec::new(), Vec::new());
    let mut is_open = true;
    while let Some(row) = rows.next()? {
        let Some(code) = row.get::<_, Option<String>>(1)? else { continue };
        let state = DemandState::from_code(&code).map_err(|error| {
            rusqlite::Error::FromSqlConversionFailure(1, Type::Text, Box::new(error))
        })?;
        // Beijing time, as every local date of the program.
        let on = (row.get::<_, DateTime<Utc>>(0)? + TimeDelta::hours(8)).date_naive();
        if is_open && !state.is_open() {
            ends.push((row.get::<_, Option<NaiveDate>>(2)?.unwrap_or(on), state));
        } else if !is_open && state.is_open() {
            reopened.push(on);
        }
        is_open = state.is_open();
    }
    Ok((ends, reopened))
}
