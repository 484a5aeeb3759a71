//! Saving a slip: row, journal and search together; states only by the transition table.

use domain::ids::SlipId;
use domain::search_target::SearchTarget;
use domain::slip::SlipAction;
use domain::terms::Term;
use store::Writing;
use store::queries::search;
use store::tables::slips::{self, SlipRow};
use store::tables::{demands, enterprises};

use super::firm::veil;
use crate::error::UseCaseError;

/// What a 拟办意见 or 批示 cell of the slip holds: characters, and those of one line.
pub(super) const CELL: (usize, usize) = (800, 30);

/// Saves a slip as its next version. `before` is none for a new one.
///
/// # Errors
/// When SQLite refuses.
pub(crate) fn save(
    tx: &mut Writing<'_>,
    before: Option<&SlipRow>,
    mut row: SlipRow,
) -> Result<SlipRow, UseCaseError> {
    row.version = before.map_or(0, |row| row.version) + 1;
    if before.is_some() {
        slips::update(tx, &row)?;
    } else {
        slips::insert(tx, &row)?;
    }
    tx.record("slip", row.id.as_str(), before, &row)?;
    let enterprise = enterprises::get(tx, &row.enterprise_id)?;
    let number = row.number().map(|number| number.to_string()).unwrap_or_default();
    let code = row.draft_code();
    let demands = demands::list_slip(tx, &row.id)?;
    let titles: Vec<&str> = demands.iter().map(|row| row.content.title.as_str()).collect();
    let titles = titles.join("\n");
    let texts: [&str; 6] =
        [&number, &code, &enterprise.name, &row.instruction, &row.proposal, &titles];
    let texts = match veil(tx, &row, &demands)? {
        Some(veil) => texts.map(|text| veil.text(text)),
        None => texts.map(str::to_owned),
    };
    let texts: [&str; 6] = texts.each_ref().map(String::as_str);
    search::index(tx, SearchTarget::Slip, row.id.as_str(), &texts)?;
    Ok(row)
}

/// Reads the slip the caller saw.
///
/// # Errors
/// When there is none or it has changed since.
pub(super) fn read(tx: &Writing<'_>, id: &SlipId, version: i64) -> Result<SlipRow, UseCaseError> {
    let row = slips::get(tx, id)?;
    tx.check_version("slip", id.as_str(), version, row.version)?;
    Ok(row)
}

/// Takes one step of the slip's life.
///
/// # Errors
/// [`UseCaseError::Refused`] naming its state and the step.
pub(super) fn step(row: &mut SlipRow, action: SlipAction) -> Result<(), UseCaseError> {
    row.state = row.state.after(action).map_err(|error| {
        let reason =
            format!("交办单现在是“{}”，不能“{}”。", error.from.label(), error.action.label());
        UseCaseError::refused(reason)
    })?;
    Ok(())
}

/// Notes that what a slip prints changes: a paper printed before it is superseded (scenario 49).
pub(super) fn supersede(row: &mut SlipRow) {
    if row.printed_version == row.paper_version {
        row.paper_version += 1;
    }
}

/// Notes in the store that what a slip prints has changed, as [`supersede`] does.
///
/// # Errors
/// When the slip cannot be read or saved.
pub(crate) fn edited(tx: &mut Writing<'_>, id: &SlipId) -> Result<(), UseCaseError> {
    let before = slips::get(tx, id)?;
    let mut row = before.clone();
    supersede(&mut row);
    if row != before {
        save(tx, Some(&before), row)?;
    }
    Ok(())
}
