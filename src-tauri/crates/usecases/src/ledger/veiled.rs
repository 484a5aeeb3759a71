//! Rows of workbooks without what their readers must not see.

use domain::demand::Visibility;
use domain::privacy::{UNNAMED, veiled_name, without_contacts, without_names};
use store::queries::ledger::WorkbookRow;

/// Takes everything out of a row that tells who a hidden enterprise is: a ledger goes from hand to
/// hand (domain.md (e) 26). Rows of others stay as they are.
pub(crate) fn veiled(row: WorkbookRow) -> WorkbookRow {
    if row.visibility == Visibility::Open {
        return row;
    }
    let names = [row.enterprise.clone(), row.enterprise_short_name.clone()];
    let person = row.contact_name.clone();
    let mut row = told(row, |text| {
        let text = without_names(text, names.iter().map(String::as_str), UNNAMED);
        without_names(&text, [person.as_str()], &veiled_name(&person))
    });
    row.enterprise = UNNAMED.to_owned();
    row.enterprise_short_name.clear();
    row.credit_code = None;
    row.street.clear();
    row.origin_unit.clear();
    row.contact_name.clear();
    row.contact_phone.clear();
    row
}

/// Takes out of a row what the public must not see: people and phones, in the texts as well.
pub(super) fn published(row: WorkbookRow) -> WorkbookRow {
    let person = row.contact_name.clone();
    let mut row = told(row, |text| {
        without_contacts(&without_names(text, [person.as_str()], &veiled_name(&person)))
    });
    // The number alone tells that there is one more.
    row.master = row.master.filter(|_| !row.is_master_confidential);
    row.contact_name.clear();
    row.contact_phone.clear();
    row.responsible_person.clear();
    row
}

/// Passes every text of a row through `told`.
fn told(mut row: WorkbookRow, told: impl Fn(&str) -> String) -> WorkbookRow {
    for text in [
        &mut row.title,
        &mut row.facts,
        &mut row.quoted,
        &mut row.request,
        &mut row.requirement,
        &mut row.answer,
        &mut row.reception,
        &mut row.remark,
        &mut row.handling.progress,
        &mut row.handling.result,
    ] {
        *text = told(text);
    }
    row
}
