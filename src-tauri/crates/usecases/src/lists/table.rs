//! A list with everything its workbook prints.

use domain::enterprise::NameKind;
use rusqlite::Connection;
use sheets::{ListCell, ListColumn, ListKind};

use crate::context::Context;
use crate::directory::found_ids;
use crate::error::UseCaseError;

/// Width of the serial number, in pixels.
const SERIAL: u16 = 44;

/// One column of a list of `R`: heading, width in pixels at 96 dpi, how it is set, and what of a
/// row it holds. A list fills an A4 leaf across at 1,045 pixels; wider ones print smaller.
pub(super) type Column<R> = (&'static str, u16, ListKind, fn(&R) -> ListCell);

/// The rows of a list, read while they are written.
pub(super) type Rows<'a> = Box<dyn Iterator<Item = Result<Vec<ListCell>, UseCaseError>> + 'a>;

/// A list ready to be written.
pub(super) struct Table<'a> {
    pub(super) title: String,
    /// The filter in words.
    pub(super) scope: Vec<String>,
    /// `张`, `家`: what its rows are counted by.
    pub(super) counted: &'static str,
    /// What the reader has to heed; may be empty.
    pub(super) notice: &'static str,
    pub(super) columns: Vec<ListColumn>,
    pub(super) total: usize,
    pub(super) rows: Rows<'a>,
}

/// Returns headings and rows of a list, the serial number first.
pub(super) fn columned<'a, R: 'a>(
    columns: &'static [Column<R>],
    rows: impl Iterator<Item = Result<R, UseCaseError>> + 'a,
) -> (Vec<ListColumn>, Rows<'a>) {
    let heading = |title: &str, width, kind| ListColumn { title: title.to_owned(), width, kind };
    let mut headings = vec![heading("序号", SERIAL, ListKind::Figure)];
    headings.extend(columns.iter().map(|(title, width, kind, _)| heading(title, *width, *kind)));
    let rows = (1_i64..).zip(rows).map(|(serial, row)| {
        let row = row?;
        let mut cells = vec![whole(serial)];
        cells.extend(columns.iter().map(|(.., of)| of(&row)));
        Ok(cells)
    });
    (headings, Box::new(rows))
}

/// Which of a directory are asked for, as its list on the screen asks.
#[derive(Clone, Copy)]
pub(super) struct Asked<'q> {
    pub(super) query: &'q str,
    pub(super) with_retired: bool,
}

/// What a directory is called, and its rows.
pub(super) struct Directory<R: 'static> {
    pub(super) kind: NameKind,
    pub(super) title: &'static str,
    /// `个`, `位`.
    pub(super) counted: &'static str,
    /// What the list is of when it holds those in use, and when it holds all.
    pub(super) in_use: &'static str,
    pub(super) all: &'static str,
    pub(super) columns: &'static [Column<R>],
}

impl<R: 'static> Directory<R> {
    /// Returns the records `asked` for, each as `read` reads it by its key, in the order of the list
    /// on the screen.
    ///
    /// # Errors
    /// When a table cannot be read.
    pub(super) fn table<'a>(
        self,
        context: &Context<'_>,
        connection: &'a Connection,
        asked: Asked<'_>,
        read: impl Fn(String) -> Result<R, UseCaseError> + 'a,
    ) -> Result<Table<'a>, UseCaseError> {
        let Asked { query, with_retired } = asked;
        let ids = found_ids(context, connection, self.kind, query, with_retired)?;
        let whole = if with_retired { self.all } else { self.in_use };
        let total = ids.len();
        let (columns, rows) = columned(self.columns, ids.into_iter().map(read));
        Ok(Table {
            title: self.title.to_owned(),
            scope: words(whole.to_owned(), query),
            counted: self.counted,
            notice: "含联系电话，只在本单位使用",
            columns,
            total,
            rows,
        })
    }
}

/// Returns the words of a filter: what the list is of, then what is looked for.
pub(super) fn words(whole: String, query: &str) -> Vec<String> {
    let mut words = vec![whole];
    if !query.is_empty() {
        words.push(format!("含“{query}”"));
    }
    words
}

/// Returns a cell of text.
pub(super) fn text(text: impl Into<String>) -> ListCell {
    let text = text.into();
    if text.is_empty() { ListCell::Empty } else { ListCell::Text(text) }
}

/// Returns a cell of a count.
pub(super) fn whole(count: i64) -> ListCell {
    ListCell::Whole(i32::try_from(count).unwrap_or(i32::MAX))
}

/// Returns a cell of a day, empty for none.
pub(super) fn day(day: Option<chrono::NaiveDate>) -> ListCell {
    day.map_or(ListCell::Empty, ListCell::Day)
}

/// Returns a person on one line: `贺例江（办公室主任）　0830-4290456`.
pub(super) fn person(name: &str, post: &str, phone: &str) -> String {
    let mut line = name.to_owned();
    if !post.is_empty() {
        line.push_str(&format!("（{post}）"));
    }
    if !phone.is_empty() {
        line.push('　');
        line.push_str(phone);
    }
    line
}
