//! A returned packet is recorded.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use domain::attachment::AttachmentOwner;
use domain::ids::{AttachmentId, DemandId};
use serde::Serialize;
use store::tables::attachments::{self, AttachmentRow};
use store::{Writing, content};

use super::entries::{Picked, settle, shown, touched};
use super::returned::Returned;
use super::{AcceptReturn, ReturnKey, ReturnPreview};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::Fields;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// More parts than any packet has.
const PICKED_MAX: usize = 20_000;

/// What the journal keeps of a packet that came back.
#[derive(Serialize)]
struct Accepted<'a> {
    packet: &'a str,
    unit: &'a str,
    sm3: &'a str,
    demands: usize,
}

/// Records the picked parts of the file that was previewed, in one change, by the rules of every
/// act; the file is kept with each demand it told of. What was recorded before is not recorded
/// again, so the same file twice changes nothing.
pub(crate) fn accept_return(
    context: &Context<'_>,
    input: AcceptReturn,
) -> Result<ReturnPreview, UseCaseError> {
    let mut fields = Fields::new();
    let path = fields.path("path", &input.path);
    fields.shorter("sm3", &input.sm3, 64);
    fields.list("picked", &input.picked, PICKED_MAX);
    fields.finish()?;
    let returned = Returned::open(context, &path, Some(&input.sm3))?;
    let picked: BTreeSet<ReturnKey> = input.picked.into_iter().collect();
    let entries = context.write("accept_return", |tx| {
        let go_on = &mut |_| ControlFlow::Continue(());
        let entries = settle(context, tx, &returned, &Picked::These(&picked), go_on)?;
        let touched = touched(&entries);
        if !touched.is_empty() {
            keep(context, tx, &returned, &touched)?;
        }
        Ok(entries)
    })?;
    Ok(shown(&returned, entries))
}

/// Keeps the file with each demand it told of, and notes the packet's return.
fn keep(
    context: &Context<'_>,
    tx: &mut Writing<'_>,
    returned: &Returned,
    demands: &BTreeSet<DemandId>,
) -> Result<(), UseCaseError> {
    let folder = context.office().store().folder();
    let kept = content::keep_bytes(folder, returned.file.bytes())?;
    for demand in demands {
        let row = AttachmentRow {
            id: AttachmentId::new(store::new_id()),
            owner: AttachmentOwner::Demand,
            owner_id: demand.to_string(),
            name: format!("{}交回的工作包 {}.xlsx", returned.packet.unit_name, context.today()),
            media_type: XLSX.to_owned(),
            bytes: i64::try_from(kept.bytes).unwrap_or(i64::MAX),
            sm3: kept.sm3.clone(),
            added_at: context.now(),
            added_by: context.clerk().name.clone(),
        };
        attachments::insert(tx, &row)?;
        tx.record("attachment", row.id.as_str(), None::<&AttachmentRow>, &row)?;
    }
    let after = Accepted {
        packet: returned.packet.id.as_str(),
        unit: &returned.packet.unit_name,
        sm3: &returned.sm3,
        demands: demands.len(),
    };
    tx.record("packet_return", &store::new_id(), None::<&Accepted<'_>>, &after)?;
    Ok(())
}
