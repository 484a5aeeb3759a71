//! 领导名录.

use domain::enterprise::NameKind;
use domain::ids::LeaderId;
use rusqlite::Connection;
use sheets::ListKind;
use store::tables::leaders::{self, LeaderRow};

use super::export_list::words;
use super::table::{Column, Table, columned, text, whole};
use crate::context::Context;
use crate::directory::found_ids;
use crate::error::UseCaseError;

const COLUMNS: &[Column<LeaderRow>] = &[
    ("排序", 60, ListKind::Figure, |leader| whole(leader.rank)),
    ("姓名", 140, ListKind::Code, |leader| text(&leader.name)),
    ("职务", 480, ListKind::Text, |leader| text(&leader.post)),
    ("联系电话", 180, ListKind::Code, |leader| text(&leader.phone)),
    ("状态", 100, ListKind::Code, |leader| {
        text(if leader.is_active { "在任" } else { "已离任" })
    }),
];

/// Returns the leaders `query` finds, in the order of the list on the screen.
///
/// # Errors
/// When a table cannot be read.
pub(super) fn table<'a>(
    context: &Context<'_>,
    connection: &'a Connection,
    query: &str,
    with_retired: bool,
) -> Result<Table<'a>, UseCaseError> {
    let ids = found_ids(context, connection, NameKind::Leader, query, with_retired)?;
    let whole = if with_retired { "全部领导，含已离任" } else { "在任领导" };
    let total = ids.len();
    let rows = ids.into_iter().map(|id| Ok(leaders::get(connection, &LeaderId::new(id))?));
    let (columns, rows) = columned(COLUMNS, rows);
    Ok(Table {
        title: String::from("领导名录"),
        scope: words(whole.to_owned(), query),
        counted: "位",
        notice: "含联系电话，只在本单位使用",
        columns,
        total,
        rows,
    })
}
