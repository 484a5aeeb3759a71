//! Merges an enterprise that was registered twice.

use domain::ids::PersonId;
use serde::Serialize;
use store::tables::enterprises::{self, EnterpriseRow};
use store::tables::people::{self, PersonRow};

use super::enterprises::detail;
use super::save_enterprise::{Recorded, finish, refuse_merged};
use super::{EnterpriseDetail, MergeEnterprise};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::Fields;

/// What the journal keeps of the double: its row, and why it was merged.
#[derive(Serialize)]
struct Merged<'r> {
    #[serde(flatten)]
    row: &'r EnterpriseRow,
    reason: &'r str,
}

/// Merges a double into the enterprise that goes on (scenario 20). The double takes no new demands;
/// what it has stays under its name, as the papers show it, and is read with the other's. The other
/// gets its people and, without a code of its own, its code. Returns the enterprise that goes on.
pub(crate) fn merge_enterprise(
    context: &Context<'_>,
    input: MergeEnterprise,
) -> Result<EnterpriseDetail, UseCaseError> {
    let mut fields = Fields::new();
    let reason = fields.required_line("reason", &input.reason);
    if input.id == input.into {
        fields.reject("into", "不能并入自己，请另选一家企业。");
    }
    fields.finish()?;
    context.write("merge_enterprise", |tx| {
        let before = enterprises::get(tx, &input.id)?;
        tx.check_version("enterprise", input.id.as_str(), input.version, before.version)?;
        refuse_merged(tx, &before)?;
        let into = enterprises::get(tx, &input.into)?;
        if !into.is_active || into.merged_into.is_some() {
            let message = format!("“{}”已注销或已并入别家，请另选一家企业。", into.name);
            return Err(UseCaseError::field("into", message));
        }
        // Two codes are two legal bodies (GB 32100: one body, one code).
        if before.credit_code.is_some() && into.credit_code.is_some() {
            let message = format!(
                "两家各有统一社会信用代码，是两家企业。“{}”的代码确是误填的，请先删去。",
                before.name
            );
            return Err(UseCaseError::field("into", message));
        }
        let code = into.credit_code.clone().or_else(|| before.credit_code.clone());
        let double = EnterpriseRow {
            credit_code: None,
            merged_into: Some(into.id.clone()),
            is_active: false,
            updated_at: context.now(),
            updated_by: context.clerk().name.clone(),
            version: before.version + 1,
            ..before.clone()
        };
        enterprises::update(tx, &double)?;
        let merged = Merged { row: &double, reason: &reason };
        tx.record("enterprise", double.id.as_str(), Some(&before), &merged)?;
        // The doubles of the double go on with it.
        for old in enterprises::list_merged(tx, &double.id)? {
            let row = EnterpriseRow {
                merged_into: Some(into.id.clone()),
                version: old.version + 1,
                ..old.clone()
            };
            enterprises::update(tx, &row)?;
            tx.record("enterprise", row.id.as_str(), Some(&old), &row)?;
        }
        let row = EnterpriseRow {
            credit_code: code,
            updated_at: context.now(),
            updated_by: context.clerk().name.clone(),
            version: into.version + 1,
            ..into.clone()
        };
        enterprises::update(tx, &row)?;
        let known = people::list(tx, &into.id)?;
        let staff = joined(&known, people::list(tx, &double.id)?);
        let id = finish(
            tx,
            Some(Recorded { row: into, people: known }),
            Recorded { row, people: staff },
        )?;
        detail(context, tx, &id)
    })
}

/// Returns the people of the enterprise with those of the double it did not know by name.
fn joined(known: &[PersonRow], of_double: Vec<PersonRow>) -> Vec<PersonRow> {
    let has_legal = known.iter().any(|person| person.is_legal_representative);
    let mut staff = known.to_vec();
    for person in of_double {
        if !known.iter().any(|other| other.name == person.name) {
            staff.push(PersonRow {
                id: PersonId::new(store::new_id()),
                is_legal_representative: person.is_legal_representative && !has_legal,
                ..person
            });
        }
    }
    staff
}
