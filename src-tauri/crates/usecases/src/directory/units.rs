//! Units: the list and one unit's page.

use domain::enterprise::NameKind;
use domain::ids::UnitId;
use rusqlite::Connection;
use store::queries::directory;
use store::queries::ledger::Filter;
use store::tables::unit_names;
use store::tables::units::{self, LiaisonRow, UnitRow};

use super::demand_briefs::demand_briefs;
use super::pages::{found_ids, looked_for, page};
use super::{DirectoryQuery, FormerName, Liaison, Unit, UnitDetail, UnitList};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::wire::ById;

/// Returns a unit as screens show it.
pub(crate) fn unit(connection: &Connection, row: UnitRow) -> Result<Unit, UseCaseError> {
    let former_names = unit_names::list(connection, &row.id)?
        .into_iter()
        .map(|old| FormerName { name: old.name, until_on: old.until_on, reason: old.reason })
        .collect();
    let open_tasks = directory::open_tasks(connection, &row.id)?;
    let liaison = |one: LiaisonRow| Liaison { name: one.name, post: one.post, phone: one.phone };
    Ok(Unit {
        id: row.id,
        name: row.name,
        short_name: row.short_name,
        kind: row.kind,
        liaisons: row.liaisons.into_iter().map(liaison).collect(),
        former_names,
        merged_into: row.merged_into,
        is_active: row.is_active,
        open_tasks,
        version: row.version,
    })
}

/// Lists units by kind and pinyin, or by match when a query is given.
pub(crate) fn list_units(
    context: &Context<'_>,
    input: DirectoryQuery,
) -> Result<UnitList, UseCaseError> {
    let query = looked_for(&input)?;
    context.read(|connection| {
        let ids = found_ids(context, connection, NameKind::Unit, &query, input.with_retired)?;
        let units = page(&ids, &input)
            .iter()
            .map(|id| unit(connection, units::get(connection, &UnitId::new(id.as_str()))?))
            .collect::<Result<_, UseCaseError>>()?;
        Ok(UnitList { units, total: ids.len() as i64 })
    })
}

/// Returns a unit's page: what it handles, units merged into it included.
pub(crate) fn get_unit(context: &Context<'_>, input: ById) -> Result<UnitDetail, UseCaseError> {
    context.read(|connection| {
        let id = UnitId::new(input.id);
        let row = units::get(connection, &id)?;
        let of_unit = Filter { units: vec![id], ..Filter::default() };
        Ok(UnitDetail {
            unit: unit(connection, row)?,
            demands: demand_briefs(context, connection, &of_unit)?,
        })
    })
}
