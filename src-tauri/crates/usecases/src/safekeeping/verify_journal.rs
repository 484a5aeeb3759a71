//! Proof of the journal (经过).

use super::{JournalFault, JournalProof};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::wire::Nothing;

/// Walks the whole chain and names the first bad row, if any.
pub(crate) fn verify_journal(
    context: &Context<'_>,
    _: Nothing,
) -> Result<JournalProof, UseCaseError> {
    let proof = context.office().store().verify()?;
    let fault =
        proof.fault.map(|fault| JournalFault { sequence: fault.sequence, kind: fault.kind });
    Ok(JournalProof { rows: proof.rows, head: proof.head.hash, fault })
}
