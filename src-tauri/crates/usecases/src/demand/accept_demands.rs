//! Accepting demands after review (受理), transitions 2 and 4.

use store::StoreError;
use store::tables::demands;

use super::saving::{accept, save_demand_with};
use super::{AcceptDemands, BatchOutcome, Refusal};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::Fields;

/// More than anybody ticks.
const IDS_MAX: usize = 1_000;

/// Accepts each demand that is complete; the others are listed with their reason.
pub(crate) fn accept_demands(
    context: &Context<'_>,
    input: AcceptDemands,
) -> Result<BatchOutcome, UseCaseError> {
    let mut fields = Fields::new();
    let reviewer = fields.optional_name("reviewer", &input.reviewer);
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
            match accept(&mut row) {
                Ok(()) if row.state == before.state => outcome.refused.push(Refusal {
                    id: id.to_string(),
                    label,
                    reason: format!("已经是“{}”，不用再受理。", row.state),
                }),
                Ok(()) => {
                    save_demand_with(tx, Some(&before), row, Some(("reviewer", &reviewer)))?;
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
