//! 接待日程安排表.

use chrono::NaiveDate;
use domain::dates::weekday_word;
use domain::terms::Term;
use rusqlite::Connection;
use sheets::ListKind;

use super::table::{Column, Table, columned, day, text, whole, words};
use crate::error::UseCaseError;
use crate::reception::{ReceptionRow, found};

const COLUMNS: &[Column<ReceptionRow>] = &[
    ("日期", 88, ListKind::Figure, |row| day(Some(row.held_on))),
    ("星期", 48, ListKind::Code, |row| text(weekday_word(row.held_on))),
    ("时间", 54, ListKind::Code, |row| text(row.starts.format("%H:%M").to_string())),
    ("类型", 62, ListKind::Code, |row| text(row.kind.label())),
    ("活动", 180, ListKind::Text, |row| text(&row.title)),
    ("总期次", 50, ListKind::Figure, |row| {
        if row.series_number == 0 { text("") } else { whole(i64::from(row.series_number)) }
    }),
    ("形式", 48, ListKind::Code, |row| text(row.venue.label())),
    ("地点", 174, ListKind::Text, |row| text(&row.place)),
    ("接待领导", 72, ListKind::Code, |row| text(&row.leader.name)),
    ("职务", 178, ListKind::Text, |row| text(&row.leader.post)),
    ("原定领导", 72, ListKind::Code, |row| {
        text(row.replaced_leader.as_ref().map_or("", |leader| leader.name.as_str()))
    }),
    ("邀请企业", 64, ListKind::Figure, |row| whole(row.guests)),
    ("诉求", 44, ListKind::Figure, |row| whole(row.demands)),
    ("待签发", 50, ListKind::Figure, |row| whole(row.waiting_slips)),
    ("状态", 60, ListKind::Code, |row| text(row.state.label())),
];

/// Returns the receptions of a year that `query` finds, by day and hour.
///
/// # Errors
/// When a table cannot be read.
pub(super) fn table<'a>(
    connection: &Connection,
    year: i32,
    query: &str,
) -> Result<Table<'a>, UseCaseError> {
    let days = (NaiveDate::from_ymd_opt(year, 1, 1), NaiveDate::from_ymd_opt(year, 12, 31));
    let listed = found(connection, query, days)?.receptions;
    let total = listed.len();
    let (columns, rows) = columned(COLUMNS, listed.into_iter().map(Ok));
    Ok(Table {
        title: format!("{year}年民营企业接待日程安排表"),
        scope: words(format!("{year}年接待活动"), query),
        counted: "次",
        notice: "",
        columns,
        total,
        rows,
    })
}
