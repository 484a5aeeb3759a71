//! Editing the fields of a demand of the record.

use domain::demand::DemandState;
use domain::ids::DemandId;
use domain::slip::SlipAction;
use rusqlite::Connection;
use store::Writing;
use store::tables::demands::{self, DemandRow};
use store::tables::slips;

use super::get_minutes::sitting_demand;
use super::{SaveDemandFields, SittingDemand};
use crate::context::Context;
use crate::demand::{checked, checked_origin, save_demand, set_origin, succeeding};
use crate::error::UseCaseError;
use crate::fields::Fields;
use crate::slip::edited;

/// Saves the fields of a demand that is not yet signed, and where it comes from.
pub(crate) fn save_demand_fields(
    context: &Context<'_>,
    input: SaveDemandFields,
) -> Result<SittingDemand, UseCaseError> {
    let mut fields = Fields::new();
    let content = checked(&mut fields, "fields.", &input.fields);
    let origin =
        input.origin.map(|origin| checked_origin(&mut fields, "origin.", context.today(), origin));
    fields.finish()?;
    context.write("save_demand_fields", |tx| {
        let before = read(tx, &input.id, input.version)?;
        check_editable(tx, &before)?;
        let content = succeeding(tx, &before, content)?;
        let mut row = DemandRow { content, ..before.clone() };
        if let Some(origin) = origin {
            set_origin(tx, &mut row, origin)?;
        }
        if before == row {
            return sitting_demand(context, tx, before);
        }
        if let Some(slip) = &before.slip_id {
            edited(tx, slip)?;
        }
        let row = save_demand(tx, Some(&before), row)?;
        sitting_demand(context, tx, row)
    })
}

/// Reads the live demand the caller saw.
///
/// # Errors
/// When there is none, it is void or has changed since.
pub(super) fn read(
    tx: &Writing<'_>,
    id: &DemandId,
    version: i64,
) -> Result<DemandRow, UseCaseError> {
    let row = demands::get(tx, id)?;
    tx.check_version("demand", id.as_str(), version, row.version)?;
    if row.is_void {
        return Err(UseCaseError::refused(format!("诉求 {} 已作废。", row.number())));
    }
    Ok(row)
}

/// Once a leader has it, only he changes it (批示).
fn check_editable(connection: &Connection, row: &DemandRow) -> Result<(), UseCaseError> {
    if let Some(slip) = &row.slip_id {
        let slip = slips::get(connection, slip)?;
        if slip.state.after(SlipAction::Edit).is_err() {
            let reason = format!(
                "诉求 {} 所在的交办单“{}”，不能再改。请先退回交办单。",
                row.number(),
                slip.state
            );
            return Err(UseCaseError::refused(reason));
        }
    }
    if row.state == DemandState::AnsweredOnSite {
        let reason = format!("诉求 {} 已现场答复，不能再改。请先转为交办。", row.number());
        return Err(UseCaseError::refused(reason));
    }
    // From here on the words were answered, declined or joined: they are the record.
    if row.state.clock(row.due_on).is_over() {
        let reason = format!("诉求 {} 现在是“{}”，不能再改。", row.number(), row.state);
        return Err(UseCaseError::refused(reason));
    }
    Ok(())
}
