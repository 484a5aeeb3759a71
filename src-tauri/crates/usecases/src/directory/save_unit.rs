//! Adds or changes a unit; a changed name ends the old one today.

use domain::ids::UnitId;
use domain::search_target::SearchTarget;
use store::queries::search;
use store::tables::unit_names::{self, UnitNameRow};
use store::tables::units::{self, LiaisonRow, UnitRow};
use store::{StoreError, Writing};

use super::units::unit;
use super::{SaveUnit, Unit};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::Fields;

/// More liaison persons than any unit has.
const LIAISONS_MAX: usize = 20;

/// Saves a unit. Papers issued under an old name keep it (scenario 54).
pub(crate) fn save_unit(context: &Context<'_>, input: SaveUnit) -> Result<Unit, UseCaseError> {
    let (checked, reason) = check(&input)?;
    context.write("save_unit", |tx| {
        let same = units::find_by_name(tx, &checked.name)?;
        if same.is_some_and(|other| Some(&other.id) != input.id.as_ref()) {
            return Err(UseCaseError::field("name", "已有同名的单位。"));
        }
        let Some(id) = input.id else {
            add_unit(tx, &checked)?;
            return unit(tx, checked);
        };
        let before = units::get(tx, &id)?;
        tx.check_version("unit", id.as_str(), input.version, before.version)?;
        if before.merged_into.is_some() && checked.is_active {
            return Err(UseCaseError::refused(
                "这个单位已并入别的单位，不再承办新任务。请修改并入后的单位。",
            ));
        }
        if before.name != checked.name {
            if reason.is_empty() {
                let message = "名称有变动，请写明原因，如“机构改革”或“更正”。";
                return Err(UseCaseError::field("rename_reason", message));
            }
            let until_on = context.today();
            let old = UnitNameRow { name: before.name.clone(), until_on, reason };
            unit_names::insert(tx, &id, &old)?;
            tx.record("unit_name", id.as_str(), None::<&UnitNameRow>, &old)?;
        }
        let version = before.version + 1;
        let row = UnitRow { id, merged_into: before.merged_into.clone(), version, ..checked };
        units::update(tx, &row)?;
        tx.record("unit", row.id.as_str(), Some(&before), &row)?;
        index(tx, &row)?;
        unit(tx, row)
    })
}

/// Adds a unit to a change under way.
///
/// # Errors
/// When SQLite refuses.
pub(crate) fn add_unit(tx: &mut Writing<'_>, row: &UnitRow) -> Result<(), StoreError> {
    units::insert(tx, row)?;
    tx.record("unit", row.id.as_str(), None::<&UnitRow>, row)?;
    index(tx, row)
}

/// Takes a unit into use again or out of it, within a change.
///
/// # Errors
/// When a table cannot be read or written.
pub(crate) fn set_unit_active(
    tx: &mut Writing<'_>,
    id: &UnitId,
    is_active: bool,
) -> Result<(), StoreError> {
    let before = units::get(tx, id)?;
    let row = UnitRow { is_active, version: before.version + 1, ..before.clone() };
    units::update(tx, &row)?;
    tx.record("unit", row.id.as_str(), Some(&before), &row)
}

fn check(input: &SaveUnit) -> Result<(UnitRow, String), UseCaseError> {
    let mut fields = Fields::new();
    if input.liaisons.len() > LIAISONS_MAX {
        fields.reject("liaisons", format!("联络员最多 {LIAISONS_MAX} 位。"));
    }
    let liaisons = input.liaisons.iter().enumerate().map(|(at, liaison)| LiaisonRow {
        name: fields.name(format!("liaisons.{at}.name"), &liaison.name),
        post: fields.line(format!("liaisons.{at}.post"), &liaison.post),
        phone: fields.line(format!("liaisons.{at}.phone"), &liaison.phone),
    });
    let liaisons = liaisons.collect();
    let row = UnitRow {
        id: UnitId::new(store::new_id()),
        name: fields.name("name", &input.name),
        short_name: fields.optional_name("short_name", &input.short_name),
        kind: input.kind,
        liaisons,
        merged_into: None,
        is_active: input.is_active,
        version: 1,
    };
    let reason = fields.line("rename_reason", &input.rename_reason);
    fields.finish()?;
    Ok((row, reason))
}

/// Makes a unit findable by its names, old ones too, and its liaison persons.
pub(super) fn index(tx: &mut Writing<'_>, row: &UnitRow) -> Result<(), StoreError> {
    let former = unit_names::list(tx, &row.id)?;
    let mut texts = vec![row.name.as_str(), row.short_name.as_str()];
    texts.extend(former.iter().map(|old| old.name.as_str()));
    texts.extend(row.liaisons.iter().map(|liaison| liaison.name.as_str()));
    search::index(tx, SearchTarget::Unit, row.id.as_str(), &texts)
}
