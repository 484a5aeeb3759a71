//! Adds or changes an enterprise with its people.

use domain::ids::EnterpriseId;
use domain::search_target::SearchTarget;
use rusqlite::Connection;
use serde::Serialize;
use store::queries::search;
use store::tables::enterprises::{self, EnterpriseRow};
use store::tables::people::{self, PersonRow};
use store::{StoreError, Writing};

use super::enterprise_input::check;
use super::enterprises::detail;
use super::{EnterpriseDetail, SaveEnterprise};
use crate::context::Context;
use crate::error::UseCaseError;

/// What the journal keeps of a change: the row and its people together.
#[derive(Serialize)]
pub(super) struct Recorded {
    #[serde(flatten)]
    pub(super) row: EnterpriseRow,
    pub(super) people: Vec<PersonRow>,
}

/// Saves an enterprise. A registration elsewhere is told, never refused (scenario 19); a credit
/// code that another enterprise has is refused (scenario 20).
pub(crate) fn save_enterprise(
    context: &Context<'_>,
    input: SaveEnterprise,
) -> Result<EnterpriseDetail, UseCaseError> {
    let (row, mut staff) = check(context, &input.record)?;
    let id = context.write("save_enterprise", |tx| {
        refuse_duplicate(tx, &row, input.id.as_ref())?;
        let Some(id) = input.id else {
            for person in &mut staff {
                person.id = domain::ids::PersonId::new(store::new_id());
            }
            enterprises::insert(tx, &row)?;
            return finish(tx, None, Recorded { row, people: staff });
        };
        let before = enterprises::get(tx, &id)?;
        tx.check_version("enterprise", id.as_str(), input.version, before.version)?;
        refuse_merged(tx, &before)?;
        let known = people::list(tx, &id)?;
        // An id the enterprise never had would take another's person away.
        for person in &mut staff {
            if !known.iter().any(|other| other.id == person.id) {
                person.id = domain::ids::PersonId::new(store::new_id());
            }
        }
        let row = EnterpriseRow { id, version: before.version + 1, ..row };
        enterprises::update(tx, &row)?;
        finish(tx, Some(Recorded { row: before, people: known }), Recorded { row, people: staff })
    })?;
    context.read(|connection| detail(context, connection, &id))
}

/// Adds an enterprise with its people to a change under way.
///
/// # Errors
/// When SQLite refuses.
pub(crate) fn add_enterprise(
    tx: &mut Writing<'_>,
    row: EnterpriseRow,
    people: Vec<PersonRow>,
) -> Result<EnterpriseId, UseCaseError> {
    enterprises::insert(tx, &row)?;
    finish(tx, None, Recorded { row, people })
}

/// Takes an enterprise into the register again or out of it, within a change.
///
/// # Errors
/// When a table cannot be read or written.
pub(crate) fn set_enterprise_active(
    tx: &mut Writing<'_>,
    id: &EnterpriseId,
    is_active: bool,
) -> Result<(), UseCaseError> {
    let before = enterprises::get(tx, id)?;
    let people = people::list(tx, id)?;
    let row = EnterpriseRow { is_active, version: before.version + 1, ..before.clone() };
    enterprises::update(tx, &row)?;
    let before = Recorded { row: before, people: people.clone() };
    finish(tx, Some(before), Recorded { row, people })?;
    Ok(())
}

/// Writes the people, the journal and the search of an enterprise whose row is written.
pub(super) fn finish(
    tx: &mut Writing<'_>,
    before: Option<Recorded>,
    after: Recorded,
) -> Result<EnterpriseId, UseCaseError> {
    people::replace(tx, &after.row.id, &after.people)?;
    tx.record("enterprise", after.row.id.as_str(), before.as_ref(), &after)?;
    index(tx, &after)?;
    Ok(after.row.id)
}

/// Returns the enterprise that goes on in the place of `id`: itself, unless it was merged.
///
/// # Errors
/// When the table cannot be read.
pub(crate) fn going_on(
    connection: &Connection,
    id: &EnterpriseId,
) -> Result<EnterpriseId, StoreError> {
    let row = enterprises::get(connection, id)?;
    Ok(row.merged_into.unwrap_or(row.id))
}

/// Refuses a double that was merged: the enterprise that goes on is changed in its place.
///
/// # Errors
/// [`UseCaseError::Refused`], or when the table cannot be read.
pub(crate) fn refuse_merged(tx: &Connection, row: &EnterpriseRow) -> Result<(), UseCaseError> {
    let Some(into) = &row.merged_into else { return Ok(()) };
    let into = enterprises::get(tx, into)?;
    Err(UseCaseError::refused(format!("“{}”已并入“{}”，请用那一家。", row.name, into.name)))
}

fn refuse_duplicate(
    tx: &Writing<'_>,
    row: &EnterpriseRow,
    except: Option<&EnterpriseId>,
) -> Result<(), UseCaseError> {
    if let Some(code) = &row.credit_code
        && let Some(other) = enterprises::find_by_credit_code(tx, code)?
        && Some(&other.id) != except
    {
        let message = format!("这个代码已登记给“{}”，请打开那一家修改。", other.name);
        return Err(UseCaseError::field("record.credit_code", message));
    }
    // Two bodies of one name exist; only their codes tell them apart.
    let is_same = enterprises::list_by_name(tx, &row.name)?.into_iter().any(|other| {
        Some(&other.id) != except && (row.credit_code.is_none() || other.credit_code.is_none())
    });
    if is_same {
        let message = "已有同名企业。确是另一家的，请两家都填统一社会信用代码。";
        return Err(UseCaseError::field("record.name", message));
    }
    Ok(())
}

fn index(tx: &mut Writing<'_>, saved: &Recorded) -> Result<(), StoreError> {
    let row = &saved.row;
    let code = row.credit_code.as_deref().unwrap_or_default();
    let merged = enterprises::list_merged(tx, &row.id)?;
    let mut texts: Vec<&str> =
        vec![&row.name, &row.short_name, code, &row.street, &row.chamber, &row.business];
    texts.extend(merged.iter().map(|double| double.name.as_str()));
    texts.extend(saved.people.iter().map(|person| person.name.as_str()));
    search::index(tx, SearchTarget::Enterprise, row.id.as_str(), &texts)
}
