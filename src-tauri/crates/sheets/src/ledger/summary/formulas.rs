//! Formulas over the ledger sheet.

use rust_xlsxwriter::utility::column_number_to_name;

use super::super::columns::Column;
use super::super::{HEAD_ROWS, SHEET as LEDGER, last_line};

/// Where the ledger sheet keeps what is counted, as absolute references.
pub(super) struct Ranges {
    columns: Vec<(&'static str, String)>,
}

impl Ranges {
    pub(super) fn new(columns: &[&'static Column], rows: u64) -> Self {
        let (first, last) = (HEAD_ROWS + 1, last_line(rows) + 1);
        let columns = (0_u16..)
            .zip(columns)
            .map(|(at, column)| {
                let name = column_number_to_name(at);
                (column.title, format!("{LEDGER}!${name}${first}:${name}${last}"))
            })
            .collect();
        Self { columns }
    }

    pub(super) fn of(&self, title: &str) -> &str {
        self.columns.iter().find(|(name, _)| *name == title).map_or("", |(_, range)| range)
    }
}

/// How the rows of a group are picked out in a formula.
pub(super) enum Pick {
    /// All rows.
    All,
    /// Rows whose cell equals the name in column A of this line; `COUNTIFS` may be trusted with it.
    Plain(String),
    /// As before, compared character by character.
    Exact(String),
    /// Rows whose cell is empty.
    Empty(String),
}

impl Pick {
    pub(super) fn named(range: &str, name: &str) -> Self {
        if name.is_empty() {
            Self::Empty(range.to_owned())
        } else if name.chars().count() <= 80 && name.chars().all(common_han) {
            Self::Plain(range.to_owned())
        } else {
            Self::Exact(range.to_owned())
        }
    }

    /// The count of picked rows that also meet `conditions` (range, criterion).
    pub(super) fn formula(&self, line: u32, conditions: &[(&str, &str)]) -> String {
        let mut criteria: Vec<String> =
            conditions.iter().map(|(range, criterion)| format!("{range},{criterion}")).collect();
        match self {
            Self::All => {}
            Self::Plain(range) => criteria.insert(0, format!("{range},$A{line}")),
            Self::Empty(range) => criteria.insert(0, format!("{range},\"=\"")),
            Self::Exact(range) => {
                let factors: String = conditions
                    .iter()
                    .map(|(range, criterion)| match criterion.strip_prefix("\"<>") {
                        Some(rest) => format!("*({range}<>\"{rest})"),
                        None => format!("*({range}={criterion})"),
                    })
                    .collect();
                return format!("=SUMPRODUCT(EXACT({range},$A{line}){factors})");
            }
        }
        format!("=COUNTIFS({})", criteria.join(","))
    }
}

/// Characters `COUNTIFS` compares as they are. It takes `*`, `?`, `~`, `<`, `=` for operators,
/// folds case and width, reads digits as numbers, and collates rare ideographs as nothing.
fn common_han(character: char) -> bool {
    matches!(character, '\u{4E00}'..='\u{9FA5}' | '（' | '）' | '、')
}
