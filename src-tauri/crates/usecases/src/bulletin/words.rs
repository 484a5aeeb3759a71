//! What parts of bulletins share: demands behind a figure, told without who is hidden, and lists.

use std::collections::BTreeSet;

use domain::figures::{Figure, GroupKind, Span};
use rusqlite::Connection;
use store::queries::ledger::{self, Filter, WorkbookRow};

use crate::context::Context;
use crate::error::UseCaseError;
use crate::figures::FigureSet;
use crate::ledger::{lights, veiled};
use crate::printing::within;
use crate::slip::chinese;

/// A demand of a figure: who asked, for counting alone, and its row as all may read it.
pub(super) struct Found {
    pub(super) asker: String,
    pub(super) row: WorkbookRow,
}

/// Reads the demands behind a figure, by their numbers.
///
/// # Errors
/// When the store cannot be read.
pub(super) fn demands_of(
    context: &Context<'_>,
    connection: &Connection,
    span: &Span,
    figure: Figure,
) -> Result<Vec<Found>, UseCaseError> {
    let set = FigureSet {
        from: span.from(),
        to: span.to(),
        figure,
        group: GroupKind::All,
        key: String::new(),
    };
    let filter = Filter { keys: Some(set.keys(context, connection)?), ..Filter::default() };
    let (dates, _) = lights(context, connection)?;
    let mut found = Vec::new();
    ledger::for_workbook(connection, &filter, &dates, |rows| {
        for row in rows {
            let row = row?;
            found.push(Found { asker: row.enterprise.clone(), row: veiled(row) });
        }
        Ok::<_, UseCaseError>(())
    })??;
    found.sort_by_key(|one| (one.row.number_year, one.row.number_seq));
    Ok(found)
}

/// Joins different names by `、`, in the order they come, at most `max` of them.
pub(super) fn names<'n>(all: impl Iterator<Item = &'n str>, max: usize) -> String {
    let mut known = BTreeSet::new();
    let names: Vec<&str> =
        all.filter(|name| !name.is_empty()).filter(|name| known.insert(*name)).collect();
    let more = if names.len() > max { "等" } else { "" };
    format!("{}{more}", names[..names.len().min(max)].join("、"))
}

/// Returns `（一）` before each paragraph where there are several.
pub(super) fn numbered(paragraphs: &[String]) -> String {
    let lines = paragraphs.iter().enumerate().map(|(at, text)| {
        if paragraphs.len() == 1 {
            text.clone()
        } else {
            format!("（{}）{text}", chinese(at + 1))
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Returns a text on one line, at most `max` characters, without its stop.
pub(super) fn clause(text: &str, max: usize) -> String {
    let flat = text.split_whitespace().collect::<Vec<_>>().join("");
    within(flat.trim_end_matches(['。', '；', '，', '.', ';']), max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_once_and_not_all() {
        let all = ["区水务局", "", "区财政局", "区水务局", "区税务局"];
        assert_eq!(names(all.into_iter(), 2), "区水务局、区财政局等");
        assert_eq!(names(all.into_iter(), 3), "区水务局、区财政局、区税务局");
    }

    #[test]
    fn one_paragraph_takes_no_number() {
        assert_eq!(numbered(&["甲。".to_owned()]), "甲。");
        assert_eq!(numbered(&["甲。".to_owned(), "乙。".to_owned()]), "（一）甲。\n（二）乙。");
        assert_eq!(clause("甲\n 乙。", 9), "甲乙");
    }
}
