//! 领导名录.

use domain::enterprise::NameKind;
use domain::ids::LeaderId;
use rusqlite::Connection;
use sheets::ListKind;
use store::tables::leaders::{self, LeaderRow};

use super::table::{Asked, Column, Directory, Table, text, whole};
use crate::context::Context;
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

/// Returns the leaders asked for.
///
/// # Errors
/// When a table cannot be read.
pub(super) fn table<'a>(
    context: &Context<'_>,
    connection: &'a Connection,
    asked: Asked<'_>,
) -> Result<Table<'a>, UseCaseError> {
    let directory = Directory {
        kind: NameKind::Leader,
        title: "领导名录",
        counted: "位",
        in_use: "在任领导",
        all: "全部领导，含已离任",
        columns: COLUMNS,
    };
    directory.table(context, connection, asked, move |id| {
        Ok(leaders::get(connection, &LeaderId::new(id))?)
    })
}
