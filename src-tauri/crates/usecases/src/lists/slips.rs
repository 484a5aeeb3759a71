//! 交办单登记簿.

use domain::slip::SlipState;
use domain::terms::Term;
use rusqlite::Connection;
use sheets::{ListCell, ListKind};
use store::queries::slips::SlipFilter;
use store::tables::slips::draft_code;

use super::table::{Column, Table, columned, day, text, whole, words};
use crate::demand::UnitNames;
use crate::error::UseCaseError;
use crate::slip::{Registered, register_order, registered};

const COLUMNS: &[Column<Registered>] = &[
    ("字号", 118, ListKind::Text, |row| {
        text(row.listed.number.as_ref().map(ToString::to_string).unwrap_or_default())
    }),
    ("草稿编号", 92, ListKind::Code, |row| {
        text(draft_code(row.listed.draft_year, row.listed.draft_seq))
    }),
    ("企业", 160, ListKind::Text, |row| text(&row.enterprise)),
    ("来源接待活动", 116, ListKind::Text, |row| text(&row.occasion)),
    ("项数", 40, ListKind::Figure, |row| whole(row.listed.items)),
    ("主办单位", 118, ListKind::Text, |row| text(row.lead_units.join("、"))),
    ("协办单位", 118, ListKind::Text, |row| text(row.assisting_units.join("、"))),
    ("批示领导", 66, ListKind::Code, |row| text(&row.signer)),
    ("批示日期", 82, ListKind::Figure, |row| day(row.instructed_on)),
    ("签发日期", 82, ListKind::Figure, |row| day(row.issued_on)),
    ("最早到期日", 82, ListKind::Figure, |row| day(row.listed.due_on)),
    ("状态", 56, ListKind::Code, |row| text(row.waiting)),
    ("签收情况", 92, ListKind::Code, receipts),
    ("打印次数", 66, ListKind::Figure, |row| whole(row.listed.print_count)),
    ("作废原因", 96, ListKind::Text, |row| text(&row.void_reason)),
];

/// How many of the units a slip went to have receipted all of it.
fn receipts(row: &Registered) -> ListCell {
    let (done, units) = (row.listed.receipts, row.listed.units);
    match row.listed.state {
        SlipState::Issued if done < units => text(format!("{done}/{units} 家已签收")),
        SlipState::Issued => text(format!("{units} 家全部签收")),
        SlipState::Drafting
        | SlipState::UnderReview
        | SlipState::AwaitingInstruction
        | SlipState::Instructed
        | SlipState::Void => ListCell::Empty,
    }
}

/// Returns the register of a year's slips.
///
/// # Errors
/// When a table cannot be read.
pub(super) fn table<'a>(
    connection: &'a Connection,
    year: i32,
    query: &str,
    states: &[SlipState],
) -> Result<Table<'a>, UseCaseError> {
    let (query, states) = (query.to_owned(), states.to_vec());
    let mut scope = words(format!("{year}年交办单"), &query);
    if !states.is_empty() {
        let labels: Vec<_> = states.iter().map(|state| state.label()).collect();
        scope.insert(1, format!("状态 {}", labels.join("、")));
    }
    let filter = SlipFilter { year, query, states, limit: u32::MAX, offset: 0 };
    let listed = register_order(connection, &filter)?;
    let names = UnitNames::read(connection)?;
    let total = listed.len();
    let rows = listed.into_iter().map(move |row| registered(connection, row, &names));
    let (columns, rows) = columned(COLUMNS, rows);
    let title = format!("{year}年民营企业接待日交办单登记簿");
    Ok(Table { title, scope, counted: "张", notice: "", columns, total, rows })
}
