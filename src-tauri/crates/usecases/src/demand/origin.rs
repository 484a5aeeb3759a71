//! Where a demand that was raised outside a sitting comes from, and who brought it.

use chrono::{Datelike, NaiveDate};
use domain::ids::{SupervisorId, UnitId};
use rusqlite::Connection;
use store::tables::demands::DemandRow;

use super::DemandOrigin;
use crate::error::UseCaseError;
use crate::fields::Fields;
use crate::handling::origin_unit;
use crate::supervisors::standing;

/// Returns where a demand comes from; none of one raised at a sitting, whose guest tells it.
pub(super) fn origin_of(row: &DemandRow) -> Option<DemandOrigin> {
    row.guest_id.is_none().then(|| DemandOrigin {
        source: row.source,
        raised_on: row.raised_on,
        contact_name: row.contact_name.clone(),
        contact_phone: row.contact_phone.clone(),
        origin_unit_id: row.origin.origin_unit_id.clone(),
        supervisor_id: row.origin.supervisor_id.clone(),
    })
}

/// Checks what needs no tables, and takes the surrounding spaces off the names.
pub(crate) fn checked_origin(
    fields: &mut Fields,
    prefix: &str,
    today: NaiveDate,
    origin: DemandOrigin,
) -> DemandOrigin {
    let at = |name: &str| format!("{prefix}{name}");
    let contact_name = fields.optional_name(at("contact_name"), &origin.contact_name);
    let contact_phone = fields.line(at("contact_phone"), &origin.contact_phone);
    fields.date(at("raised_on"), origin.raised_on);
    if origin.raised_on > today {
        fields.reject(at("raised_on"), "登记日期不能晚于今天。");
    }
    DemandOrigin { contact_name, contact_phone, ..origin }
}

/// Writes into a demand where it comes from. A street or supervisor that stood there already is not
/// asked again: his term may have ended since.
///
/// # Errors
/// [`UseCaseError::Fields`] for a unit that is no street, a supervisor out of his term, a day in
/// another year than the number's, and for leaving the street that handed the demand up;
/// [`UseCaseError::Refused`] for a demand raised at a sitting.
pub(crate) fn set_origin(
    connection: &Connection,
    row: &mut DemandRow,
    origin: DemandOrigin,
) -> Result<(), UseCaseError> {
    if row.guest_id.is_some() {
        let words = format!("诉求 {} 是接待时提出的，来源随接待活动。", row.number());
        return Err(UseCaseError::refused(words));
    }
    if origin.raised_on.year() != row.number_year {
        let words = format!("编号 {} 按提出的年份排，日期要在这一年。", row.number());
        return Err(UseCaseError::field("raised_on", words));
    }
    row.origin.origin_unit_id = street(connection, row, origin.origin_unit_id)?;
    row.origin.supervisor_id = supervisor(connection, row, origin.supervisor_id, origin.raised_on)?;
    row.source = origin.source;
    row.raised_on = origin.raised_on;
    row.contact_name = origin.contact_name;
    row.contact_phone = origin.contact_phone;
    Ok(())
}

fn street(
    connection: &Connection,
    row: &DemandRow,
    street: Option<UnitId>,
) -> Result<Option<UnitId>, UseCaseError> {
    if street == row.origin.origin_unit_id {
        return Ok(street);
    }
    if row.origin.escalated_on.is_some() {
        let words = "这件诉求已由原来的镇街上报到区，不能再改。";
        return Err(UseCaseError::field("origin_unit_id", words));
    }
    Ok(match street {
        Some(id) => Some(origin_unit(connection, &id, "origin_unit_id")?.id),
        None => None,
    })
}

fn supervisor(
    connection: &Connection,
    row: &DemandRow,
    supervisor: Option<SupervisorId>,
    on: NaiveDate,
) -> Result<Option<SupervisorId>, UseCaseError> {
    if supervisor == row.origin.supervisor_id {
        return Ok(supervisor);
    }
    Ok(match supervisor {
        Some(id) => Some(standing(connection, &id, on)?.id),
        None => None,
    })
}
