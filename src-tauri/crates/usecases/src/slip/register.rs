//! The register of slips (交办单登记簿): each with whom it went to and how it was signed.

use chrono::NaiveDate;
use domain::slip::{SlipState, TaskState};
use rusqlite::Connection;
use store::queries::slips::{SlipFilter, SlipListRow, list};
use store::tables::{demands, leaders, receptions, slips};

use super::SlipItem;
use super::detail::{items, voided_paper};
use super::firm::slip_enterprise;
use super::list_slips::label;
use super::paper::occasion;
use crate::demand::UnitNames;
use crate::error::UseCaseError;

/// One line of the register.
pub(crate) struct Registered {
    /// As the list on the screen shows it.
    pub(crate) listed: SlipListRow,
    /// 待签收, 办理中…
    pub(crate) waiting: &'static str,
    /// The full name.
    pub(crate) enterprise: String,
    pub(crate) occasion: String,
    /// Units that lead, and those that assist, each once; as printed once the slip is issued.
    pub(crate) lead_units: Vec<String>,
    pub(crate) assisting_units: Vec<String>,
    /// Who instructed; empty before.
    pub(crate) signer: String,
    pub(crate) instructed_on: Option<NaiveDate>,
    pub(crate) issued_on: Option<NaiveDate>,
    pub(crate) void_reason: String,
}

/// Returns all slips of a filter as a register has them: by number, then those without by draft
/// code.
///
/// # Errors
/// When a table cannot be read.
pub(crate) fn register_order(
    connection: &Connection,
    filter: &SlipFilter,
) -> Result<Vec<SlipListRow>, UseCaseError> {
    let mut rows = list(connection, filter)?;
    rows.sort_by_cached_key(|row| {
        let number = row.number.as_ref().map(|number| (number.prefix.clone(), number.seq));
        (number.is_none(), number, row.draft_year, row.draft_seq)
    });
    Ok(rows)
}

/// Returns one line of the register.
///
/// # Errors
/// When the slip cannot be read.
pub(crate) fn registered(
    connection: &Connection,
    listed: SlipListRow,
    names: &UnitNames,
) -> Result<Registered, UseCaseError> {
    let slip = slips::get(connection, &listed.id)?;
    let rows = demands::list_slip(connection, &listed.id)?;
    let occasion = match voided_paper(&slip)? {
        Some(paper) => paper.source,
        None => {
            let reception =
                slip.reception_id.as_ref().map(|id| receptions::get(connection, id)).transpose()?;
            occasion(reception.as_ref(), rows.first())
        }
    };
    let (mut lead_units, mut assisting_units) = (Vec::new(), Vec::new());
    for item in items(connection, &slip, &rows, names)? {
        let (lead, assisting) = units_of(&item, slip.state);
        join(&mut lead_units, lead);
        join(&mut assisting_units, assisting);
    }
    let signer = slip.signer_id.as_ref().map(|id| leaders::get(connection, id)).transpose()?;
    Ok(Registered {
        waiting: label(listed.waiting),
        enterprise: slip_enterprise(connection, &slip)?,
        occasion,
        lead_units,
        assisting_units,
        signer: signer.map(|leader| leader.name).unwrap_or_default(),
        instructed_on: slip.instructed_on,
        issued_on: slip.issued_on,
        void_reason: slip.void_reason,
        listed,
    })
}

/// Returns who leads and who assists: by its tasks once there are any, by the draft before.
fn units_of(item: &SlipItem, state: SlipState) -> (Vec<String>, Vec<String>) {
    use domain::slip::TaskRole::{Assist, Lead};
    let given = |role| {
        let is_live = |task: TaskState| task != TaskState::Recalled || state == SlipState::Void;
        let tasks = item.tasks.iter().filter(|task| task.role == role && is_live(task.state));
        tasks.map(|task| task.unit_name.clone()).collect()
    };
    if item.tasks.is_empty() {
        let lead = Some(item.fields.lead_unit_name.clone()).filter(|name| !name.is_empty());
        (lead.into_iter().collect(), item.fields.assisting_unit_names.clone())
    } else {
        (given(Lead), given(Assist))
    }
}

fn join(units: &mut Vec<String>, more: Vec<String>) {
    for unit in more {
        if !units.contains(&unit) {
            units.push(unit);
        }
    }
}
