//! Joining a demand to another one.

use domain::demand::DemandState;
use domain::ids::DemandId;
use store::journal::{self, JournalRow, Side};
use store::tables::demands::{self, DemandRow};
use store::{StoreError, Writing};

use super::get_minutes::minutes;
use super::save_demand_fields::read;
use super::words::{saying, says_the_same};
use super::{MergeDemand, Minutes};
use crate::context::Context;
use crate::demand::save_demand;
use crate::error::UseCaseError;
use crate::handling::check_none_joined;

/// Split, join and void are for demands no slip carries.
pub(super) fn check_loose(row: &DemandRow) -> Result<(), UseCaseError> {
    match row.state {
        DemandState::Draft | DemandState::PendingReview | DemandState::Accepted => Ok(()),
        DemandState::Declined
        | DemandState::Referred
        | DemandState::AnsweredOnSite
        | DemandState::AwaitingInstruction
        | DemandState::Instructed
        | DemandState::AwaitingReceipt
        | DemandState::Disputed
        | DemandState::InProgress
        | DemandState::Suspended
        | DemandState::CompletionReview
        | DemandState::Replied
        | DemandState::AwaitingRating
        | DemandState::Closed
        | DemandState::Terminated
        | DemandState::LongTerm
        | DemandState::Withdrawn
        | DemandState::Consolidated
        | DemandState::ClueReferred => {
            let reason = format!("诉求 {} 现在是“{}”，不能再拆并或作废。", row.number(), row.state);
            Err(UseCaseError::refused(reason))
        }
    }
}

/// Joins a demand to another of the same guest; its own number stays, void.
pub(crate) fn merge_demand(
    context: &Context<'_>,
    input: MergeDemand,
) -> Result<Minutes, UseCaseError> {
    context.write("merge_demand", |tx| {
        let before = read(tx, &input.id, input.version)?;
        let target = demands::get(tx, &input.into)?;
        check_loose(&before)?;
        check_loose(&target)?;
        check_none_joined(tx, &before)?;
        let is_same_guest = before.guest_id.is_some() && before.guest_id == target.guest_id;
        if !is_same_guest || before.id == target.id || target.is_void {
            return Err(UseCaseError::refused("只能并入同一家企业在本次接待提的另一条诉求。"));
        }
        let Some(reception) = before.reception_id.clone() else {
            return Err(UseCaseError::refused("这条诉求不是会上提的，不能在记录里合并。"));
        };
        let mut joined = target.clone();
        joined.content.facts = lines(&target.content.facts, &before.content.facts);
        joined.content.request = lines(&target.content.request, &before.content.request);
        joined.content.requirement =
            lines(&target.content.requirement, &before.content.requirement);
        for quote in &before.quotes {
            if !joined.quotes.contains(quote) {
                joined.quotes.push(quote.clone());
            }
        }
        let row = DemandRow {
            is_void: true,
            void_reason: format!("并入诉求 {}", target.number()),
            ..before.clone()
        };
        save_demand(tx, Some(&before), row)?;
        save_demand(tx, Some(&target), joined)?;
        minutes(context, tx, &reception)
    })
}

fn lines(first: &str, second: &str) -> String {
    [first, second].iter().filter(|text| !text.is_empty()).copied().collect::<Vec<_>>().join("\n")
}

/// Takes a join back: both demands have their words and quotes again.
///
/// # Errors
/// [`UseCaseError::Refused`] when the joined demand has changed since: then nobody can tell whose
/// words are whose.
pub(super) fn take_back_merge(
    tx: &mut Writing<'_>,
    before: &DemandRow,
    merged: &JournalRow,
) -> Result<(), UseCaseError> {
    // The demand it went into was written right after it.
    let joined = journal::companion(tx, merged, Side::After)?;
    let joined = joined.ok_or_else(|| {
        let id = merged.entity_id.clone();
        StoreError::NotFound { entity: "demand", id }
    })?;
    let target = demands::get(tx, &DemandId::new(joined.entity_id.clone()))?;
    if target.is_void {
        let reason = format!("它已并入诉求 {}，请先恢复那一条。", target.number());
        return Err(UseCaseError::refused(reason));
    }
    check_loose(&target)?;
    let now = serde_json::to_value(&target)?;
    let (was, became) = (joined.before.unwrap_or_default(), joined.after.unwrap_or_default());
    if !says_the_same(&now, &became) {
        let reason = format!(
            "诉求 {} 并入后又改过，不能原样分开。请在那一条里删去并入的文字，再拆分出一条。",
            target.number()
        );
        return Err(UseCaseError::refused(reason));
    }
    let parted = saying(&target, &was)?;
    let row = DemandRow { is_void: false, void_reason: String::new(), ..before.clone() };
    save_demand(tx, Some(before), row)?;
    save_demand(tx, Some(&target), parted)?;
    Ok(())
}
