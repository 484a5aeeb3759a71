//! The parts of a returned packet, each recorded by the rules of its act or refused with its reason.

use std::collections::{BTreeSet, HashSet};
use std::ops::ControlFlow;

use domain::ids::DemandId;
use domain::packet::{PacketPart, Verdict};
use store::Writing;

use super::recorded::{standing, words};
use super::recording::record;
use super::returned::{Filled, Returned, Row};
use super::tasks::PacketTask;
use super::words::refusal;
use super::{ReturnEntry, ReturnKey, ReturnPreview};
use crate::clock::local_date;
use crate::context::Context;
use crate::error::UseCaseError;

/// Which parts are recorded.
pub(super) enum Picked<'p> {
    /// Every one that can be.
    All,
    /// These, of those that can be.
    These(&'p BTreeSet<ReturnKey>),
}

impl Picked<'_> {
    fn holds(&self, row: u32, part: PacketPart) -> bool {
        match self {
            Self::All => true,
            Self::These(keys) => keys.contains(&ReturnKey { row, part }),
        }
    }
}

/// Records the picked parts in the order of the rows and says of every part what became of it. A
/// part that its act refuses leaves nothing behind, and the others go on.
///
/// # Errors
/// When it was cancelled, or the store refuses; then the whole change fails.
pub(super) fn settle(
    context: &Context<'_>,
    tx: &mut Writing<'_>,
    returned: &Returned,
    picked: &Picked<'_>,
    step: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<Vec<ReturnEntry>, UseCaseError> {
    let mut entries = Vec::new();
    let mut seen = HashSet::new();
    for (done, row) in (1_u64..).zip(&returned.rows) {
        match row.known(tx, &returned.packet, &mut seen)? {
            Ok(of) => {
                let title = of.words(context, tx)?.title;
                for filled in &row.parts {
                    let blank = blank(row.row, &of, filled.part, &title);
                    entries.push(entry(context, tx, &of, blank, filled, picked)?);
                }
            }
            Err(reason) => entries.push(unknown(row, reason)),
        }
        if step(done).is_break() {
            return Err(UseCaseError::Cancelled);
        }
    }
    Ok(entries)
}

fn blank(row: u32, of: &PacketTask, part: PacketPart, title: &str) -> ReturnEntry {
    ReturnEntry {
        row,
        part: Some(part),
        demand_id: Some(of.demand.id.clone()),
        slip_number: of.slip_number(),
        item: of.item,
        title: title.to_owned(),
        old: String::new(),
        new: String::new(),
        verdict: Verdict::Refused,
        reason: String::new(),
    }
}

/// A row that names no task of the packet, refused whole.
fn unknown(row: &Row, reason: String) -> ReturnEntry {
    let filled = row.parts.iter().map(|filled| filled.raw.as_str());
    ReturnEntry {
        row: row.row,
        part: None,
        demand_id: None,
        slip_number: String::new(),
        item: 0,
        title: String::new(),
        old: String::new(),
        new: filled.collect::<Vec<_>>().join("\n"),
        verdict: Verdict::Refused,
        reason,
    }
}

fn entry(
    context: &Context<'_>,
    tx: &mut Writing<'_>,
    of: &PacketTask,
    mut entry: ReturnEntry,
    filled: &Filled,
    picked: &Picked<'_>,
) -> Result<ReturnEntry, UseCaseError> {
    // A part before it on this row may have moved the task on.
    let of = &PacketTask::read(tx, &of.task.id)?;
    let part = filled.part;
    let stands = standing(tx, of, part, filled.read.as_ref().ok())?;
    entry.old = stands.words;
    let body = match &filled.read {
        Ok(body) => body,
        Err(reason) => {
            entry.new.clone_from(&filled.raw);
            entry.reason.clone_from(reason);
            return Ok(entry);
        }
    };
    entry.new = words(body);
    if stands.is_same {
        entry.verdict = Verdict::Unchanged;
        return Ok(entry);
    }
    let is_picked = picked.holds(entry.row, part);
    let tried = tx.attempt(|tx| {
        record(context, tx, of, body).map_err(Untaken::Fault)?;
        if is_picked { Ok(()) } else { Err(Untaken::LeftOut) }
    })?;
    match (tried, picked) {
        (Ok(()), Picked::These(_)) => entry.verdict = Verdict::Recorded,
        (Ok(()), Picked::All) | (Err(Untaken::LeftOut), _) => entry.verdict = Verdict::Good,
        (Err(Untaken::Fault(error)), _) => match refusal(part, &error) {
            Some(reason) => entry.reason = reason,
            None => return Err(error),
        },
    }
    Ok(entry)
}

/// Why a part was taken back.
enum Untaken {
    /// Its act refuses it, or the store does.
    Fault(UseCaseError),
    /// It could be recorded, and the clerk does not take it.
    LeftOut,
}

/// Returns what the screen shows of a returned packet.
pub(super) fn shown(returned: &Returned, entries: Vec<ReturnEntry>) -> ReturnPreview {
    let count = |verdict| {
        let found = entries.iter().filter(|entry| entry.verdict == verdict).count();
        u32::try_from(found).unwrap_or(u32::MAX)
    };
    ReturnPreview {
        file_name: returned.file_name.clone(),
        sm3: returned.sm3.clone(),
        unit_name: returned.packet.unit_name.clone(),
        made_on: local_date(returned.packet.made_at),
        made_by: returned.packet.made_by.clone(),
        good: count(Verdict::Good),
        recorded: count(Verdict::Recorded),
        unchanged: count(Verdict::Unchanged),
        refused: count(Verdict::Refused),
        entries,
    }
}

/// Lists the demands of which something was recorded, each once.
pub(super) fn touched(entries: &[ReturnEntry]) -> BTreeSet<DemandId> {
    let recorded = entries.iter().filter(|entry| entry.verdict == Verdict::Recorded);
    recorded.filter_map(|entry| entry.demand_id.clone()).collect()
}
