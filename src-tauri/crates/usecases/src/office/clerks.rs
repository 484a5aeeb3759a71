//! Clerks: who works in the office, and who of them works now.

use domain::ids::ClerkId;
use domain::text::TextRule;
use rusqlite::Connection;
use store::Writing;
use store::tables::clerks::{self, ClerkRow};
use store::tables::clues;

use super::desk::seat;
use super::{Clerk, ClerkList, SaveClerk, SetClearance, SwitchClerk};
use crate::context::{AtDesk, Context};
use crate::error::UseCaseError;
use crate::fields::Fields;
use crate::wire::Nothing;

impl From<ClerkRow> for Clerk {
    fn from(row: ClerkRow) -> Self {
        Self {
            id: row.id,
            name: row.name,
            post: row.post,
            is_active: row.is_active,
            is_cleared: row.is_cleared,
            version: row.version,
        }
    }
}

/// Lists all clerks, those at work first.
pub(crate) fn list_clerks(context: &Context<'_>, _: Nothing) -> Result<ClerkList, UseCaseError> {
    context.read(|connection| {
        let clerks = clerks::list(connection)?.into_iter().map(Clerk::from).collect();
        Ok(ClerkList { clerks })
    })
}

/// A slip names who drafted it, and has this much room for it.
const NAME_MAX: usize = 20;

/// Adds or changes a clerk. Names are told apart, for the journal names people by them; who
/// sits at the desk cannot leave the office.
pub(crate) fn save_clerk(context: &Context<'_>, input: SaveClerk) -> Result<Clerk, UseCaseError> {
    let mut fields = Fields::new();
    let name = fields.text("name", &input.name, TextRule::line(NAME_MAX));
    let post = fields.line("post", &input.post);
    fields.finish()?;
    let is_at_desk = input.id.as_ref().is_some_and(|id| id.as_str() == context.clerk().id);
    if is_at_desk && !input.is_active {
        return Err(UseCaseError::refused(
            "当前经办人不能停用。请先在左下角换成别的经办人，再停用。",
        ));
    }
    let saved = context.write("save_clerk", |tx| {
        let is_taken = clerks::list(tx)?
            .iter()
            .any(|other| other.name == name && Some(&other.id) != input.id.as_ref());
        if is_taken {
            return Err(UseCaseError::field("name", "已有同名的经办人，请加以区分。"));
        }
        let Some(id) = input.id else {
            let id = ClerkId::new(store::new_id());
            let (is_active, is_cleared) = (input.is_active, false);
            let row = ClerkRow { id, name, post, is_active, is_cleared, version: 1 };
            clerks::insert(tx, &row)?;
            tx.record("clerk", row.id.as_str(), None::<&ClerkRow>, &row)?;
            return Ok(row);
        };
        let before = clerks::get(tx, &id)?;
        tx.check_version("clerk", id.as_str(), input.version, before.version)?;
        let version = before.version + 1;
        let is_active = input.is_active;
        let row = ClerkRow { name, post, is_active, version, ..before.clone() };
        check_officer_left(tx, &row)?;
        clerks::update(tx, &row)?;
        tx.record("clerk", row.id.as_str(), Some(&before), &row)?;
        Ok(row)
    })?;
    if is_at_desk {
        context.office().seat(AtDesk { id: saved.id.to_string(), name: saved.name.clone() });
    }
    Ok(saved.into())
}

/// Makes a clerk 保密管理员, or takes it back (transition 26). The first is named by whoever sets the
/// office up; from then on only one who is cleared decides.
pub(crate) fn set_clearance(
    context: &Context<'_>,
    input: SetClearance,
) -> Result<Clerk, UseCaseError> {
    let saved = context.write("set_clearance", |tx| {
        let before = clerks::get(tx, &input.id)?;
        tx.check_version("clerk", input.id.as_str(), input.version, before.version)?;
        if input.is_cleared && !before.is_active {
            return Err(UseCaseError::refused("这位经办人已停用。请先启用，再设为保密管理员。"));
        }
        let cleared: Vec<ClerkRow> = cleared(tx)?;
        let is_at_desk = |clerk: &ClerkRow| clerk.id.as_str() == context.clerk().id;
        if !cleared.is_empty() && !cleared.iter().any(is_at_desk) {
            return Err(UseCaseError::refused(
                "已有保密管理员，增减要由保密管理员本人操作。请先在左下角切换。",
            ));
        }
        if before.is_cleared == input.is_cleared {
            return Ok(before);
        }
        let row = ClerkRow {
            is_cleared: input.is_cleared,
            version: before.version + 1,
            ..before.clone()
        };
        check_officer_left(tx, &row)?;
        clerks::update(tx, &row)?;
        tx.record("clerk", row.id.as_str(), Some(&before), &row)?;
        Ok(row)
    })?;
    Ok(saved.into())
}

/// Lists the 保密管理员 at work.
///
/// # Errors
/// When the table cannot be read.
pub(crate) fn cleared(connection: &Connection) -> Result<Vec<ClerkRow>, UseCaseError> {
    let mut rows = clerks::list(connection)?;
    rows.retain(|clerk| clerk.is_active && clerk.is_cleared);
    Ok(rows)
}

/// Refuses a change after which nobody could read the clues there are.
fn check_officer_left(tx: &Writing<'_>, row: &ClerkRow) -> Result<(), UseCaseError> {
    let is_officer = row.is_active && row.is_cleared;
    let was_last = cleared(tx)?.iter().all(|clerk| clerk.id == row.id);
    if !is_officer && was_last && !clues::list(tx)?.is_empty() {
        return Err(UseCaseError::refused(
            "线索登记里有线索，至少要留一位在用的保密管理员。请先指定另一位。",
        ));
    }
    Ok(())
}

/// Changes who works now; from here on the journal names her.
pub(crate) fn switch_clerk(
    context: &Context<'_>,
    input: SwitchClerk,
) -> Result<Clerk, UseCaseError> {
    let clerk = context.write("switch_clerk", |tx| {
        let clerk = clerks::get(tx, &input.id)?;
        if !clerk.is_active {
            return Err(UseCaseError::refused("这位经办人已停用。请先在设置中启用，再切换。"));
        }
        seat(tx, &clerk.id)?;
        Ok(clerk)
    })?;
    context.office().seat(AtDesk { id: clerk.id.to_string(), name: clerk.name.clone() });
    Ok(clerk.into())
}
