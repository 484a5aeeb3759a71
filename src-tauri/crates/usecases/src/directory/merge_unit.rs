//! Merges a unit into another.

use store::tables::unit_names::{self, UnitNameRow};
use store::tables::units::{self, UnitRow};

use super::units::unit;
use super::{MergeUnit, Unit};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::Fields;

/// Merges a unit into another: it takes no new tasks, its open ones stay with it on paper, and
/// statistics of the other follow both (scenario 54). Returns the merged unit.
pub(crate) fn merge_unit(context: &Context<'_>, input: MergeUnit) -> Result<Unit, UseCaseError> {
    let mut fields = Fields::new();
    let reason = fields.required_line("reason", &input.reason);
    if input.id == input.into {
        fields.reject("into", "不能并入自己，请另选一个单位。");
    }
    fields.finish()?;
    context.write("merge_unit", |tx| {
        let before = units::get(tx, &input.id)?;
        tx.check_version("unit", input.id.as_str(), input.version, before.version)?;
        if before.merged_into.is_some() {
            return Err(UseCaseError::refused("这个单位已并入别的单位。"));
        }
        let into = units::get(tx, &input.into)?;
        if !into.is_active || into.merged_into.is_some() {
            let message = format!("“{}”已停用或已并入别的单位，请另选一个单位。", into.name);
            return Err(UseCaseError::field("into", message));
        }
        let until_on = context.today();
        let reason = format!("并入{}：{reason}", into.name);
        let former = UnitNameRow { name: before.name.clone(), until_on, reason };
        unit_names::insert(tx, &input.id, &former)?;
        tx.record("unit_name", input.id.as_str(), None::<&UnitNameRow>, &former)?;
        let row = UnitRow {
            merged_into: Some(into.id),
            is_active: false,
            version: before.version + 1,
            ..before.clone()
        };
        units::update(tx, &row)?;
        tx.record("unit", row.id.as_str(), Some(&before), &row)?;
        unit(tx, row)
    })
}
