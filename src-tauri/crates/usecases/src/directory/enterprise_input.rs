//! The check of an enterprise's record.

use domain::credit_code::CreditCode;
use domain::enterprise::EnterpriseFlag;
use domain::ids::{EnterpriseId, PersonId};
use domain::terms::Term;
use store::tables::enterprises::EnterpriseRow;
use store::tables::people::PersonRow;

use super::check_credit_code::message;
use super::{EnterpriseRecord, Person};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::Fields;

/// More people than the office ever talks to in one enterprise.
const PEOPLE_MAX: usize = 50;
/// More employees than any enterprise has.
const EMPLOYEES_MAX: i64 = 10_000_000;

/// Checks a record and returns the rows to store, as new ones.
pub(super) fn check(
    context: &Context<'_>,
    record: &EnterpriseRecord,
) -> Result<(EnterpriseRow, Vec<PersonRow>), UseCaseError> {
    let mut fields = Fields::new();
    let credit_code = credit_code(&mut fields, record.credit_code.as_deref());
    let district_code = district_code(&mut fields, &record.district_code, credit_code.as_ref());
    if record.employees.is_some_and(|count| !(0..=EMPLOYEES_MAX).contains(&count)) {
        fields.reject("record.employees", "职工数不对，请重新填写。");
    }
    fields.list("record.flags", &record.flags, EnterpriseFlag::ALL.len());
    let mut flags = record.flags.clone();
    flags.sort_unstable();
    flags.dedup();
    let row = EnterpriseRow {
        id: EnterpriseId::new(store::new_id()),
        kind: record.kind,
        name: fields.name("record.name", &record.name),
        short_name: fields.optional_name("record.short_name", &record.short_name),
        credit_code: credit_code.map(|code| code.as_str().to_owned()),
        district_code,
        street: fields.line("record.street", &record.street),
        address: fields.line("record.address", &record.address),
        industry: record.industry,
        scale: record.scale,
        flags,
        chamber: fields.line("record.chamber", &record.chamber),
        business: fields.long("record.business", &record.business),
        employees: record.employees,
        note: fields.long("record.note", &record.note),
        is_active: record.is_active,
        merged_into: None,
        updated_at: context.now(),
        updated_by: context.clerk().name.clone(),
        version: 1,
    };
    let people = people(&mut fields, &record.people);
    fields.finish()?;
    Ok((row, people))
}

fn credit_code(fields: &mut Fields, raw: Option<&str>) -> Option<CreditCode> {
    let raw = raw.filter(|raw| !raw.trim().is_empty())?;
    CreditCode::parse(raw)
        .inspect_err(|fault| fields.reject("record.credit_code", message(*fault)))
        .ok()
}

/// Returns the district of registration: as typed, else as the credit code has it.
fn district_code(fields: &mut Fields, raw: &str, code: Option<&CreditCode>) -> String {
    let typed = raw.trim();
    let is_district = |text: &str| text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit());
    if typed.is_empty() {
        let known = code.map(CreditCode::registration_district);
        return known.filter(|known| is_district(known)).unwrap_or_default().to_owned();
    }
    if !is_district(typed) {
        fields.reject("record.district_code", "行政区划代码是 6 位数字，如 510503。");
    }
    typed.to_owned()
}

fn people(fields: &mut Fields, people: &[Person]) -> Vec<PersonRow> {
    if people.len() > PEOPLE_MAX {
        fields.reject("record.people", format!("联系人最多 {PEOPLE_MAX} 位。"));
    }
    let legal = people.iter().enumerate().filter(|(_, person)| person.is_legal_representative);
    if let Some((at, _)) = legal.skip(1).last() {
        let field = format!("record.people.{at}.is_legal_representative");
        fields.reject(field, "法定代表人只有一位，请只保留一个。");
    }
    people
        .iter()
        .enumerate()
        .map(|(at, person)| PersonRow {
            id: person.id.clone().unwrap_or_else(|| PersonId::new(store::new_id())),
            name: fields.name(format!("record.people.{at}.name"), &person.name),
            post: fields.line(format!("record.people.{at}.post"), &person.post),
            phone: fields.line(format!("record.people.{at}.phone"), &person.phone),
            is_legal_representative: person.is_legal_representative,
        })
        .collect()
}
