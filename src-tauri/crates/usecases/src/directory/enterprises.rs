//! Enterprises: the list and one enterprise's page.

use domain::enterprise::NameKind;
use domain::ids::EnterpriseId;
use rusqlite::Connection;
use store::queries::directory::{self, EnterpriseListRow};
use store::queries::ledger::Filter;
use store::tables::enterprises::{self, EnterpriseRow as StoredEnterprise};
use store::tables::people::{self, PersonRow};

use super::check_credit_code::is_elsewhere;
use super::check_glyphs::missing_glyphs;
use super::demand_briefs::demand_briefs;
use super::pages::{found_ids, looked_for, page};
use super::{
    Attendance, DirectoryQuery, EnterpriseDetail, EnterpriseList, EnterpriseName, EnterpriseRecord,
    EnterpriseRow, Person,
};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::office::read_settings;
use crate::wire::ById;

impl From<EnterpriseListRow> for EnterpriseRow {
    fn from(row: EnterpriseListRow) -> Self {
        Self {
            id: row.id,
            name: row.name,
            short_name: row.short_name,
            credit_code: row.credit_code,
            street: row.street,
            industry: row.industry,
            legal_representative: row.legal_representative,
            demands: row.demands,
            open_demands: row.open_demands,
            is_active: row.is_active,
        }
    }
}

impl From<PersonRow> for Person {
    fn from(row: PersonRow) -> Self {
        Self {
            id: Some(row.id),
            name: row.name,
            post: row.post,
            phone: row.phone,
            is_legal_representative: row.is_legal_representative,
        }
    }
}

impl From<StoredEnterprise> for EnterpriseName {
    fn from(row: StoredEnterprise) -> Self {
        Self { id: row.id, name: row.name }
    }
}

/// Lists enterprises by pinyin, or by match when a query is given.
pub(crate) fn list_enterprises(
    context: &Context<'_>,
    input: DirectoryQuery,
) -> Result<EnterpriseList, UseCaseError> {
    let query = looked_for(&input)?;
    context.read(|connection| {
        let kind = NameKind::Enterprise;
        let ids = found_ids(context, connection, kind, &query, input.with_retired)?;
        let enterprises = page(&ids, &input)
            .iter()
            .map(|id| Ok(directory::enterprise_row(connection, id)?.into()))
            .collect::<Result<_, UseCaseError>>()?;
        Ok(EnterpriseList { enterprises, total: ids.len() as i64 })
    })
}

/// Returns an enterprise's page with its whole history.
pub(crate) fn get_enterprise(
    context: &Context<'_>,
    input: ById,
) -> Result<EnterpriseDetail, UseCaseError> {
    context.read(|connection| detail(context, connection, &EnterpriseId::new(input.id)))
}

/// Returns an enterprise's page inside a read.
pub(super) fn detail(
    context: &Context<'_>,
    connection: &Connection,
    id: &EnterpriseId,
) -> Result<EnterpriseDetail, UseCaseError> {
    let row = enterprises::get(connection, id)?;
    let people = people::list(connection, id)?;
    let office = read_settings(connection)?;
    let merged = enterprises::list_merged(connection, id)?;
    let into =
        row.merged_into.as_ref().map(|into| enterprises::get(connection, into)).transpose()?;
    let of_enterprise = Filter {
        enterprises: enterprises::with_merged(connection, std::slice::from_ref(id))?,
        ..Filter::default()
    };
    let attendances = directory::attendances(connection, id)?.into_iter().map(|one| Attendance {
        reception_id: one.reception_id,
        title: one.title,
        held_on: one.held_on,
        representative: one.representative,
        presence: one.presence,
    });
    let mut printed = vec![row.name.as_str(), row.short_name.as_str(), row.address.as_str()];
    printed.extend(people.iter().flat_map(|one| [one.name.as_str(), one.post.as_str()]));
    Ok(EnterpriseDetail {
        missing_glyphs: missing_glyphs(context, &printed.concat())?,
        is_registered_elsewhere: is_elsewhere(&office.district_code, &row.district_code),
        demands: demand_briefs(context, connection, &of_enterprise)?,
        attendances: attendances.collect(),
        merged_into: into.map(EnterpriseName::from),
        merged: merged.into_iter().map(EnterpriseName::from).collect(),
        id: row.id.clone(),
        version: row.version,
        updated_at: row.updated_at,
        updated_by: row.updated_by.clone(),
        record: record(row, people),
    })
}

fn record(row: StoredEnterprise, people: Vec<PersonRow>) -> EnterpriseRecord {
    EnterpriseRecord {
        kind: row.kind,
        name: row.name,
        short_name: row.short_name,
        credit_code: row.credit_code,
        district_code: row.district_code,
        street: row.street,
        address: row.address,
        industry: row.industry,
        scale: row.scale,
        flags: row.flags,
        chamber: row.chamber,
        business: row.business,
        employees: row.employees,
        people: people.into_iter().map(Person::from).collect(),
        note: row.note,
        is_active: row.is_active,
    }
}
