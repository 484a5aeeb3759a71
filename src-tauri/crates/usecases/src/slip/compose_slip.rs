//! Putting demands on a new slip, transition 6.

use std::collections::BTreeSet;

use chrono::Datelike;
use domain::demand::{DemandAction, DemandKind, DemandState, UrgencyTag};
use domain::ids::{DemandId, EnterpriseId, SlipId};
use domain::limits::Limits;
use domain::slip::{SlipState, SlipUrgency};
use rusqlite::Connection;
use store::tables::demands::{self, DemandContent, DemandRow};
use store::tables::slips::{self, SlipRow};

use super::detail::slip_detail;
use super::saving::save;
use super::{ComposeSlip, SlipDetail};
use crate::context::Context;
use crate::demand::{ELSEWHERE, accept, registered_elsewhere, save_demand, step};
use crate::directory::going_on;
use crate::error::UseCaseError;
use crate::office::read_settings;

/// More items than a leader reads on one paper; the receipt counts them in one line.
pub(super) const ITEMS_MAX: usize = 20;

/// Said of a slip until the clerk words it herself; claims nothing that was not done and names no
/// unit, which the leader may still change.
const PROPOSAL: &str = "建议按下列分工限期办理。妥否，请批示。";

/// Makes a draft slip of demands of one enterprise; those not yet accepted are accepted
/// on the way, those without a limit get the office's proposal.
pub(crate) fn compose_slip(
    context: &Context<'_>,
    input: ComposeSlip,
) -> Result<SlipDetail, UseCaseError> {
    let distinct: BTreeSet<&DemandId> = input.demands.iter().collect();
    if distinct.is_empty() || distinct.len() < input.demands.len() {
        return Err(UseCaseError::field("demands", "请至少选一条诉求，每条只选一次。"));
    }
    if input.demands.len() > ITEMS_MAX {
        let message = format!("一张交办单最多 {ITEMS_MAX} 项，请分开拟。");
        return Err(UseCaseError::field("demands", message));
    }
    context.write("compose_slip", |tx| {
        let mut rows = Vec::new();
        for id in &input.demands {
            rows.push(demands::get(tx, id)?);
        }
        let enterprise = one_enterprise(tx, &rows)?;
        if let Some(row) = rows.iter().find(|row| row.is_void) {
            return Err(UseCaseError::refused(format!("诉求 {} 已作废。", row.number())));
        }
        let reception_id = input.reception_id.clone().or_else(|| rows[0].reception_id.clone());
        if rows.iter().any(|row| row.reception_id != reception_id) {
            return Err(UseCaseError::field(
                "demands",
                "一张交办单只交办同一次接待的诉求，请分开拟。",
            ));
        }
        let year = context.today().year();
        let draft_seq = slips::next_draft(tx, year)?;
        let slip = SlipRow {
            reception_id,
            ..draft(context, SlipId::new(store::new_id()), enterprise, draft_seq)
        };
        let slip = save(tx, None, slip)?;
        let limits = read_settings(tx)?.limits;
        for (position, before) in (1_i64..).zip(rows) {
            let mut row = before.clone();
            accept(&mut row)?;
            if before.state != DemandState::Accepted && registered_elsewhere(tx, &row)? {
                let reason = format!("诉求 {}：{ELSEWHERE}请先在诉求台账受理。", row.number());
                return Err(UseCaseError::refused(reason));
            }
            step(&mut row, DemandAction::Propose)?;
            row.slip_id = Some(slip.id.clone());
            row.slip_position = Some(position);
            row.content.limit_workdays.get_or_insert(proposed_limit(&row.content, &limits));
            save_demand(tx, Some(&before), row)?;
        }
        slip_detail(context, tx, &slip.id)
    })
}

/// Returns the enterprise whose demands these are, as its slip names it. Demands of a double and of
/// the enterprise it was merged into are of the one that goes on (scenario 20).
///
/// # Errors
/// A fault at `demands` when they are of two enterprises, or when a table cannot be read.
pub(super) fn one_enterprise(
    connection: &Connection,
    rows: &[DemandRow],
) -> Result<EnterpriseId, UseCaseError> {
    let first = &rows[0].enterprise_id;
    if rows.iter().all(|row| row.enterprise_id == *first) {
        return Ok(first.clone());
    }
    let kept = going_on(connection, first)?;
    for row in rows {
        if going_on(connection, &row.enterprise_id)? != kept {
            let message = "一张交办单只交办一家企业的诉求，请分开拟。";
            return Err(UseCaseError::field("demands", message));
        }
    }
    Ok(kept)
}

/// Returns the limit the office proposes for a demand, in working days (limit P8).
fn proposed_limit(content: &DemandContent, limits: &Limits) -> u32 {
    if content.kind == DemandKind::Consultation {
        limits.consultation
    } else if content.urgency.contains(&UrgencyTag::Difficult) {
        limits.complex
    } else {
        limits.ordinary
    }
}

/// Returns a slip as it begins.
pub(super) fn draft(
    context: &Context<'_>,
    id: SlipId,
    enterprise_id: EnterpriseId,
    draft_seq: i64,
) -> SlipRow {
    SlipRow {
        id,
        state: SlipState::Drafting,
        draft_year: context.today().year(),
        draft_seq,
        number_prefix: None,
        number_year: None,
        number_seq: None,
        reception_id: None,
        enterprise_id,
        urgency: SlipUrgency::Ordinary,
        proposal: PROPOSAL.to_owned(),
        drafted_by: context.clerk().name.clone(),
        drafted_on: context.today(),
        reviewer: String::new(),
        return_reason: String::new(),
        instruction: String::new(),
        signer_id: None,
        instructed_on: None,
        lead_leader_id: None,
        ink: None,
        scan_id: None,
        signed_at: None,
        issuer: String::new(),
        issued_on: None,
        issued_at: None,
        limits: None,
        paper: None,
        paper_version: 1,
        printed_version: 0,
        print_count: 0,
        void_reason: String::new(),
        carried: None,
        version: 0,
    }
}
