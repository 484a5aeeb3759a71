//! Proof of the chain.

use rusqlite::Connection;

use super::{COLUMNS, GENESIS, Head, Stored, head};
use crate::StoreError;
use crate::anchor::Noted;
use crate::watch::{Watched, unwatched};

/// What is wrong at a journal row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum FaultKind {
    /// The row's content does not match its hash.
    Changed,
    /// A sequence number is missing before this row.
    Missing,
    /// The row does not follow the one before it.
    Unchained,
    /// The journal ends before the head noted outside the database.
    CutOff,
    /// The row at the noted head has another hash: the chain was made anew.
    Rewritten,
    /// No head is noted outside the database: rows after this last one may have been cut off.
    HeadLost,
}

/// The first bad row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    pub sequence: i64,
    pub kind: FaultKind,
}

/// The result of a walk over the whole chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    pub rows: i64,
    pub head: Head,
    pub fault: Option<Fault>,
}

/// Rows between two steps told.
const STEP: u64 = 2_000;

/// Walks the chain and compares it with the head noted outside the database.
///
/// # Errors
/// When the journal cannot be read at all.
pub fn verify(connection: &Connection, noted: Option<&Head>) -> Result<Proof, StoreError> {
    let last = u64::try_from(head(connection)?.sequence).unwrap_or(0);
    verify_watched(connection, noted, &mut Watched::new(&mut unwatched, last))
}

/// Walks the chain as [`verify`] does and compares it with all that is noted, a step for each row.
///
/// # Errors
/// As [`verify`], and [`StoreError::Cancelled`].
pub(crate) fn verify_noted(
    connection: &Connection,
    noted: &Noted,
    watched: &mut Watched<'_, '_>,
) -> Result<Proof, StoreError> {
    let mut proof = verify_watched(connection, noted.head.as_ref(), watched)?;
    if let Some(lost) = &noted.lost
        && let Some(fault) = lost.fault(connection)?
        && proof.fault.is_none_or(|found| found.sequence > fault.sequence)
    {
        proof.fault = Some(fault);
    }
    Ok(proof)
}

fn verify_watched(
    connection: &Connection,
    noted: Option<&Head>,
    watched: &mut Watched<'_, '_>,
) -> Result<Proof, StoreError> {
    let mut statement =
        connection.prepare(&format!("SELECT {COLUMNS} FROM journal ORDER BY sequence"))?;
    let mut rows = statement.query([])?;
    let mut head = Head { sequence: 0, hash: GENESIS.to_owned() };
    let mut count = 0;
    let mut fault = None;
    while let Some(row) = rows.next()? {
        let Ok(stored) = Stored::read(row) else {
            let sequence = row.get(0)?;
            fault.get_or_insert(Fault { sequence, kind: FaultKind::Changed });
            continue;
        };
        count += 1;
        let told = u64::try_from(count).unwrap_or(0);
        if told.is_multiple_of(STEP) {
            watched.step(told)?;
        }
        if fault.is_none() {
            fault = check(&stored, &head, noted);
        }
        head = Head { sequence: stored.sequence, hash: stored.row_hash };
    }
    watched.step(u64::try_from(count).unwrap_or(0))?;
    if let Some(noted) = noted
        && fault.is_none()
        && noted.sequence > head.sequence
    {
        fault = Some(Fault { sequence: head.sequence + 1, kind: FaultKind::CutOff });
    }
    Ok(Proof { rows: count, head, fault })
}

fn check(stored: &Stored, head: &Head, noted: Option<&Head>) -> Option<Fault> {
    let at = |sequence, kind| Some(Fault { sequence, kind });
    if stored.sequence != head.sequence + 1 {
        return at(head.sequence + 1, FaultKind::Missing);
    }
    if stored.hash() != stored.row_hash {
        return at(stored.sequence, FaultKind::Changed);
    }
    if stored.prev_hash != head.hash {
        return at(stored.sequence, FaultKind::Unchained);
    }
    let is_noted = noted.is_some_and(|noted| noted.sequence == stored.sequence);
    if is_noted && noted.is_some_and(|noted| noted.hash != stored.row_hash) {
        return at(stored.sequence, FaultKind::Rewritten);
    }
    None
}
