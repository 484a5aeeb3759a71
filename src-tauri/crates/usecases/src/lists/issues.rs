//! 共性问题登记簿.

use domain::terms::Term;
use rusqlite::Connection;
use sheets::ListKind;

use super::table::{Column, Table, columned, day, text, whole, words};
use crate::common_issue::{CommonIssue, register};
use crate::error::UseCaseError;

const COLUMNS: &[Column<CommonIssue>] = &[
    ("共性问题", 130, ListKind::Text, |issue| text(&issue.name)),
    ("表现", 170, ListKind::Text, |issue| text(&issue.manifestation)),
    ("原因", 130, ListKind::Text, |issue| text(&issue.cause)),
    ("企业数", 50, ListKind::Figure, |issue| whole(i64::from(issue.firms))),
    ("诉求编号", 110, ListKind::Text, |issue| {
        let numbers: Vec<&str> = issue.demands.iter().map(|one| one.number.as_str()).collect();
        text(numbers.join("、"))
    }),
    ("牵头单位", 110, ListKind::Text, |issue| text(issue.unit_names.join("、"))),
    ("措施", 150, ListKind::Text, |issue| text(&issue.measure)),
    ("期限", 82, ListKind::Figure, |issue| day(issue.limit_on)),
    ("状态", 66, ListKind::Code, |issue| text(issue.state.label())),
    ("结果", 110, ListKind::Text, |issue| text(&issue.result)),
    ("提案、社情民意", 150, ListKind::Text, |issue| {
        text(issue.proposal.as_ref().map_or_else(String::new, |one| {
            let parts = [one.kind.label(), &one.number, &one.handed_to];
            let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            parts.join("　")
        }))
    }),
    ("提交日期", 82, ListKind::Figure, |issue| {
        day(issue.proposal.as_ref().map(|one| one.handed_on))
    }),
    ("答复", 120, ListKind::Text, |issue| {
        text(issue.proposal.as_ref().map_or("", |one| &one.answer))
    }),
];

/// Returns the register of common issues.
///
/// # Errors
/// When a table cannot be read.
pub(super) fn table<'a>(
    connection: &'a Connection,
    query: &str,
) -> Result<Table<'a>, UseCaseError> {
    let mut issues = register(connection)?;
    issues.retain(|issue| issue.name.contains(query) || issue.manifestation.contains(query));
    let total = issues.len();
    let (columns, rows) = columned(COLUMNS, issues.into_iter().map(Ok));
    Ok(Table {
        title: "民营企业诉求共性问题登记簿".to_owned(),
        scope: words("全部共性问题".to_owned(), query),
        counted: "个",
        notice: "",
        columns,
        total,
        rows,
    })
}
