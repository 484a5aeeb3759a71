//! Editing the head of a slip before the leader instructs.

use std::collections::HashMap;

use domain::slip::SlipAction;
use domain::text::TextRule;
use store::tables::{demands, leaders};

use super::compose_slip::ITEMS_MAX;
use super::detail::slip_detail;
use super::saving::{CELL, read, save, step, supersede};
use super::{SaveSlip, SlipDetail};
use crate::context::Context;
use crate::demand::save_demand;
use crate::error::UseCaseError;
use crate::fields::Fields;

/// What the 拟办意见 box takes.
const PROPOSAL_MAX: usize = 400;

/// Saves urgency, proposal, lead leader and the order of the items.
pub(crate) fn save_slip(
    context: &Context<'_>,
    input: SaveSlip,
) -> Result<SlipDetail, UseCaseError> {
    let mut fields = Fields::new();
    let proposal = fields.cell("proposal", &input.proposal, PROPOSAL_MAX, CELL);
    let drafted_by = fields.text("drafted_by", &input.drafted_by, TextRule::line(20));
    fields.list("demands", &input.demands, ITEMS_MAX);
    fields.finish()?;
    context.write("save_slip", |tx| {
        let before = read(tx, &input.id, input.version)?;
        let mut row = before.clone();
        step(&mut row, SlipAction::Edit)?;
        if let Some(leader) = &input.lead_leader_id
            && leaders::find(tx, leader)?.is_none()
        {
            return Err(UseCaseError::field("lead_leader_id", "没有这位领导，请重新选择。"));
        }
        let items = demands::list_slip(tx, &input.id)?;
        let places: HashMap<&str, i64> =
            input.demands.iter().map(|id| id.as_str()).zip(1_i64..).collect();
        let is_same_set = places.len() == input.demands.len()
            && items.len() == places.len()
            && items.iter().all(|item| places.contains_key(item.id.as_str()));
        if !is_same_set {
            return Err(UseCaseError::field("demands", "交办事项已有变化，请刷新后再排顺序。"));
        }
        row.urgency = input.urgency;
        row.proposal = proposal;
        row.drafted_by = drafted_by;
        row.lead_leader_id = input.lead_leader_id.clone();
        supersede(&mut row);
        save(tx, Some(&before), row)?;
        for item in items {
            let place = places.get(item.id.as_str()).copied();
            if item.slip_position != place {
                let mut moved = item.clone();
                moved.slip_position = place;
                save_demand(tx, Some(&item), moved)?;
            }
        }
        slip_detail(context, tx, &input.id)
    })
}
