//! 共性问题: what several enterprises asked becomes one matter with an action of its own, or goes on as
//! 提案 or 社情民意 (domain.md (a) S0, S4).

mod propose;
mod save;
mod types;

use std::collections::BTreeSet;

use domain::demand::DemandState;
use domain::ids::{DemandId, EnterpriseId};
use rusqlite::Connection;
use store::tables::common_issues::{self, CommonIssueRow};
use store::tables::demands::{self, DemandRow};
use store::tables::units;

pub(crate) use propose::propose_issues;
pub(crate) use save::{hand_in_issue, reopen_issue, save_issue, settle_issue, void_issue};
pub use types::*;

use crate::context::Context;
use crate::demand::{shown_enterprise, shown_title};
use crate::directory::going_on;
use crate::error::UseCaseError;
use crate::wire::Nothing;

/// Lists the register.
pub(crate) fn list_issues(
    context: &Context<'_>,
    _: Nothing,
) -> Result<CommonIssueList, UseCaseError> {
    context.read(|connection| Ok(CommonIssueList { issues: register(connection)? }))
}

/// Returns the register, the newest first.
///
/// # Errors
/// When a table cannot be read.
pub(crate) fn register(connection: &Connection) -> Result<Vec<CommonIssue>, UseCaseError> {
    common_issues::list(connection)?.into_iter().map(|row| issue(connection, row)).collect()
}

/// Lists the issues a demand belongs to.
///
/// # Errors
/// When they cannot be read.
pub(crate) fn issues_of(
    connection: &Connection,
    demand: &DemandId,
) -> Result<Vec<CommonIssue>, UseCaseError> {
    let rows = common_issues::list_demand(connection, demand)?;
    rows.into_iter().map(|row| issue(connection, row)).collect()
}

/// Whether a demand may stand in the register: what is void or points to misconduct may not.
fn is_told(row: &DemandRow) -> bool {
    !row.is_void && row.state != DemandState::ClueReferred
}

fn issue(connection: &Connection, row: CommonIssueRow) -> Result<CommonIssue, UseCaseError> {
    let mut told = Vec::new();
    let mut firms: BTreeSet<EnterpriseId> = BTreeSet::new();
    for id in &row.demands {
        let demand = demands::get(connection, id)?;
        if is_told(&demand) {
            firms.insert(going_on(connection, &demand.enterprise_id)?);
            told.push(shown(connection, demand)?);
        }
    }
    let names = row.units.iter().map(|id| Ok(units::get(connection, id)?.name));
    let proposal = row.proposal_kind.zip(row.handed_on).map(|(kind, handed_on)| Proposal {
        kind,
        handed_on,
        number: row.proposal_number,
        handed_to: row.handed_to,
        answer: row.answer,
    });
    Ok(CommonIssue {
        unit_names: names.collect::<Result<_, UseCaseError>>()?,
        id: row.id,
        version: row.version,
        made_on: row.made_on,
        name: row.name,
        manifestation: row.manifestation,
        cause: row.cause,
        unit_ids: row.units,
        measure: row.measure,
        limit_on: row.limit_on,
        state: row.state,
        result: row.result,
        proposal,
        demands: told,
        firms: u32::try_from(firms.len()).unwrap_or(u32::MAX),
    })
}

fn shown(connection: &Connection, row: DemandRow) -> Result<IssueDemand, UseCaseError> {
    Ok(IssueDemand {
        number: row.number(),
        title: shown_title(connection, &row)?,
        enterprise_name: shown_enterprise(connection, &row)?,
        id: row.id,
        raised_on: row.raised_on,
        state: row.state,
    })
}
