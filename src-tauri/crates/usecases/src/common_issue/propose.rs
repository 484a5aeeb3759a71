//! Which matters of the last twelve months are worth one action for all.

use std::collections::BTreeSet;

use chrono::Months;
use domain::common_issue::FIRMS_PROPOSED;
use domain::ids::EnterpriseId;
use domain::similar::{Wording, gather};
use store::queries::similar;
use store::tables::{common_issues, demands};

use super::{IssueProposal, IssueProposals, shown};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::wire::Nothing;

/// Months looked back.
const MONTHS: Months = Months::new(12);
/// Most demands compared, the newest of them.
const COMPARED: u32 = 2_000;
/// Most matters proposed.
const PROPOSED: usize = 20;

/// Proposes matters that many enterprises asked: 五家反映同一问题.
pub(crate) fn propose_issues(
    context: &Context<'_>,
    _: Nothing,
) -> Result<IssueProposals, UseCaseError> {
    let since = context.today().checked_sub_months(MONTHS).unwrap_or(context.today());
    context.read(|connection| {
        let taken: BTreeSet<_> =
            common_issues::list(connection)?.into_iter().flat_map(|row| row.demands).collect();
        let mut rows = similar::since(connection, since, COMPARED)?;
        rows.retain(|row| !taken.contains(&row.id));
        let wordings: Vec<Wording> = rows.iter().map(|row| row.wording.clone()).collect();
        let mut proposals = Vec::new();
        for matter in gather(&wordings) {
            let firms: BTreeSet<&EnterpriseId> =
                matter.members.iter().map(|at| &rows[*at].firm).collect();
            if firms.len() < FIRMS_PROPOSED {
                continue;
            }
            let members = matter.members.iter().map(|at| {
                let row = demands::get(connection, &rows[*at].id)?;
                shown(connection, row)
            });
            proposals.push(IssueProposal {
                name: matter.name,
                firms: u32::try_from(firms.len()).unwrap_or(u32::MAX),
                demands: members.collect::<Result<_, UseCaseError>>()?,
            });
            if proposals.len() == PROPOSED {
                break;
            }
        }
        proposals.sort_by_key(|proposal| std::cmp::Reverse(proposal.firms));
        Ok(IssueProposals { proposals })
    })
}
