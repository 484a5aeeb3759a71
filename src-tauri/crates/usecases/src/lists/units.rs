//! 承办单位名录.

use domain::enterprise::NameKind;
use domain::ids::UnitId;
use domain::terms::Term;
use rusqlite::Connection;
use sheets::ListKind;
use store::tables::units;

use super::table::{Asked, Column, Directory, Table, person, text, whole};
use crate::context::Context;
use crate::directory::{Unit, unit};
use crate::error::UseCaseError;

const COLUMNS: &[Column<Unit>] = &[
    ("单位全称", 220, ListKind::Text, |unit| text(&unit.name)),
    ("简称", 120, ListKind::Text, |unit| text(&unit.short_name)),
    ("类别", 78, ListKind::Code, |unit| text(unit.kind.label())),
    ("联络员", 280, ListKind::Text, |unit| text(liaisons(unit))),
    ("曾用名", 190, ListKind::Text, |unit| text(former_names(unit))),
    ("在办任务", 64, ListKind::Figure, |unit| whole(unit.open_tasks)),
    ("状态", 60, ListKind::Code, |unit| {
        text(if unit.is_active { "在用" } else { "已撤并" })
    }),
];

fn liaisons(unit: &Unit) -> String {
    let lines = unit.liaisons.iter().map(|one| person(&one.name, &one.post, &one.phone));
    lines.collect::<Vec<_>>().join("\n")
}

fn former_names(unit: &Unit) -> String {
    let lines = unit
        .former_names
        .iter()
        .map(|old| format!("{}（至{}）", old.name, domain::dates::paper_date(old.until_on)));
    lines.collect::<Vec<_>>().join("\n")
}

/// Returns the units asked for.
///
/// # Errors
/// When a table cannot be read.
pub(super) fn table<'a>(
    context: &Context<'_>,
    connection: &'a Connection,
    asked: Asked<'_>,
) -> Result<Table<'a>, UseCaseError> {
    let directory = Directory {
        kind: NameKind::Unit,
        title: "承办单位名录",
        counted: "个",
        in_use: "在用单位",
        all: "全部单位，含已撤并",
        columns: COLUMNS,
    };
    directory.table(context, connection, asked, move |id| {
        unit(connection, units::get(connection, &UnitId::new(id))?)
    })
}
