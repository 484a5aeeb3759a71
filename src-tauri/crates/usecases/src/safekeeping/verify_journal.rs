//! Proof of the journal (经过).

use super::{JournalFault, JournalProof};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::Fields;
use crate::wire::LongWork;

/// Walks the whole chain and names the first bad row, if any. Saves and reads go on meanwhile.
pub(crate) fn verify_journal(
    context: &Context<'_>,
    input: LongWork,
) -> Result<JournalProof, UseCaseError> {
    let mut fields = Fields::new();
    fields.job(&input.job);
    fields.finish()?;
    let job = context.office().jobs().start(&input.job, 0);
    let proof =
        context.office().store().verify_watched(&mut |step| job.step_of(step.done, step.total))?;
    let fault =
        proof.fault.map(|fault| JournalFault { sequence: fault.sequence, kind: fault.kind });
    Ok(JournalProof { rows: proof.rows, head: proof.head.hash, fault })
}
