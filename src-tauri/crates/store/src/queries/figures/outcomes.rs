//! Amounts of a span: what was carried out, and what mediations came to.

use std::collections::BTreeMap;

use domain::act::{ActBody, MediationCause, MediationResult, OutcomeKind, outcomes_of};
use domain::figures::{Figure, GroupKind, Span};
use domain::terms::Term;
use rusqlite::Connection;

use super::{Set, keys};
use crate::{StoreError, column};

/// What was carried out of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutcomeSum {
    pub kind: OutcomeKind,
    /// Demands that name it.
    pub demands: u32,
    pub fen: i64,
}

/// The mediations of one cause that ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MediationSum {
    pub cause: MediationCause,
    pub ended: u32,
    pub reached: u32,
    /// 达成金额.
    pub fen: i64,
}

/// Returns 落实金额 by kind: what the last reports name of the demands closed in a span. Kinds
/// without an amount are left out.
///
/// # Errors
/// When SQLite refuses or a stored code is unknown.
pub fn outcomes(connection: &Connection, span: &Span) -> Result<Vec<OutcomeSum>, StoreError> {
    let set =
        Set { span: *span, figure: Figure::Outcome, group: GroupKind::All, key: String::new() };
    let keys = serde_json::to_string(&keys(connection, &set)?)?;
    let mut statement = connection.prepare_cached(
        "SELECT a.body FROM demands d \
         JOIN acts a ON a.id = (SELECT max(id) FROM acts WHERE demand_id = d.id \
           AND kind = 'completion' AND state NOT IN ('refused', 'lapsed')) \
         WHERE d.key IN (SELECT value FROM json_each($1))",
    )?;
    let mut sums: BTreeMap<OutcomeKind, (u32, i64)> = BTreeMap::new();
    let mut rows = statement.query([keys])?;
    while let Some(row) = rows.next()? {
        let ActBody::Completion(report) = column::json(row, "body")? else { continue };
        for outcome in outcomes_of(&report) {
            let (demands, fen) = sums.entry(outcome.kind).or_default();
            *demands += 1;
            *fen = fen.saturating_add(outcome.fen);
        }
    }
    Ok(sums.into_iter().map(|(kind, (demands, fen))| OutcomeSum { kind, demands, fen }).collect())
}

/// Returns the mediations that ended in a span by what they were about, each cause once.
///
/// # Errors
/// When SQLite refuses or a stored code is unknown.
pub fn mediations(connection: &Connection, span: &Span) -> Result<Vec<MediationSum>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT a.body FROM acts a JOIN demands d ON d.id = a.demand_id \
         WHERE a.kind = 'mediation' AND a.state = 'settled' AND d.is_void = 0 \
           AND json_extract(a.body, '$.body.ended_on') BETWEEN $1 AND $2",
    )?;
    let mut sums: BTreeMap<MediationCause, MediationSum> = MediationCause::ALL
        .iter()
        .map(|&cause| (cause, MediationSum { cause, ended: 0, reached: 0, fen: 0 }))
        .collect();
    let mut rows = statement.query([span.from(), span.to()])?;
    while let Some(row) = rows.next()? {
        let ActBody::Mediation(body) = column::json(row, "body")? else { continue };
        if let Some(sum) = sums.get_mut(&body.cause) {
            sum.ended += 1;
            sum.reached += u32::from(body.result == Some(MediationResult::Reached));
            sum.fen = sum.fen.saturating_add(body.agreed_fen.unwrap_or_default());
        }
    }
    Ok(sums.into_values().collect())
}
