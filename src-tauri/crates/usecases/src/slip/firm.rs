//! Whose a slip is, as all may read it.

use domain::demand::Visibility;
use domain::privacy::UNNAMED;
use rusqlite::Connection;
use store::tables::demands::{self, DemandRow};
use store::tables::enterprises;
use store::tables::slips::SlipRow;

use crate::demand::Veil;
use crate::error::UseCaseError;

/// Returns what hides a slip's enterprise: one demand that hides it, carried now or until the slip
/// became void, is enough.
///
/// # Errors
/// When a demand or its enterprise cannot be read.
pub(super) fn veil(
    connection: &Connection,
    slip: &SlipRow,
    rows: &[DemandRow],
) -> Result<Option<Veil>, UseCaseError> {
    let carried = slip.carried.as_deref().unwrap_or_default();
    if carried.iter().any(|item| item.content.visibility != Visibility::Open) {
        let rows = carried.iter().map(|item| demands::get(connection, &item.demand_id));
        let rows: Vec<_> = rows.collect::<Result<_, _>>()?;
        return Veil::of(connection, &slip.enterprise_id, &rows).map(Some);
    }
    Veil::over(connection, rows)
}

/// Returns the name of a slip's enterprise, [`UNNAMED`] where it is hidden.
///
/// # Errors
/// As [`veil`].
pub(crate) fn slip_enterprise(
    connection: &Connection,
    slip: &SlipRow,
) -> Result<String, UseCaseError> {
    let rows = demands::list_slip(connection, &slip.id)?;
    Ok(match veil(connection, slip, &rows)? {
        Some(_) => UNNAMED.to_owned(),
        None => enterprises::get(connection, &slip.enterprise_id)?.name,
    })
}
