//! Accepting demands after review (受理), transitions 2 and 4.

use rusqlite::Connection;
use store::StoreError;
use store::tables::demands::{self, DemandRow};
use store::tables::enterprises;

use super::saving::{accept, save_demand_with};
use super::{AcceptDemands, BatchOutcome, Refusal};
use crate::context::Context;
use crate::directory::is_elsewhere;
use crate::error::UseCaseError;
use crate::fields::Fields;
use crate::office::read_settings;

/// More than anybody ticks.
const IDS_MAX: usize = 1_000;

/// Said of a demand whose enterprise is registered in another district (scenario 19).
pub(crate) const ELSEWHERE: &str = "企业注册地不在本区，受理要由审核人写明理由。";

/// Tells whether the enterprise of a demand is registered in another district.
///
/// # Errors
/// When it or the settings cannot be read.
pub(crate) fn registered_elsewhere(
    connection: &Connection,
    row: &DemandRow,
) -> Result<bool, UseCaseError> {
    let office = read_settings(connection)?;
    let firm = enterprises::get(connection, &row.enterprise_id)?;
    Ok(is_elsewhere(&office.district_code, &firm.district_code))
}

/// Accepts each demand that is complete; the others are listed with their reason.
pub(crate) fn accept_demands(
    context: &Context<'_>,
    input: AcceptDemands,
) -> Result<BatchOutcome, UseCaseError> {
    let mut fields = Fields::new();
    let reviewer = fields.optional_name("reviewer", &input.reviewer);
    let reason = fields.line("elsewhere_reason", &input.elsewhere_reason);
    fields.list("ids", &input.ids, IDS_MAX);
    fields.finish()?;
    context.write("accept_demands", |tx| {
        let mut outcome = BatchOutcome { done: Vec::new(), refused: Vec::new() };
        for id in &input.ids {
            let before = match demands::get(tx, id) {
                Ok(row) => row,
                Err(StoreError::NotFound { .. }) => {
                    outcome.refused.push(Refusal {
                        id: id.to_string(),
                        label: String::new(),
                        reason: "没有这条诉求，请刷新台账。".to_owned(),
                    });
                    continue;
                }
                Err(error) => return Err(error.into()),
            };
            let mut row = before.clone();
            let label = format!("{} {}", row.number(), row.content.title);
            let elsewhere = registered_elsewhere(tx, &row)?;
            match accept(&mut row) {
                Ok(()) if row.state == before.state => outcome.refused.push(Refusal {
                    id: id.to_string(),
                    label,
                    reason: format!("已经是“{}”，不用再受理。", row.state),
                }),
                Ok(()) if elsewhere && reason.is_empty() => outcome.refused.push(Refusal {
                    id: id.to_string(),
                    label,
                    reason: ELSEWHERE.to_owned(),
                }),
                Ok(()) => {
                    let told = [("reviewer", reviewer.as_str()), ("elsewhere_reason", &reason)];
                    save_demand_with(tx, Some(&before), row, &told)?;
                    outcome.done.push(id.to_string());
                }
                Err(UseCaseError::Refused(reason)) => {
                    outcome.refused.push(Refusal { id: id.to_string(), label, reason });
                }
                Err(error) => return Err(error),
            }
        }
        Ok(outcome)
    })
}
