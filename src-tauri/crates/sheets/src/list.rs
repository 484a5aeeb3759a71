//! Any list a screen shows, as a workbook.

use std::error::Error;
use std::path::Path;

use chrono::{NaiveDate, NaiveDateTime};
use rust_xlsxwriter::{DocProperties, IgnoreError};

use crate::base;
use crate::output::{Progress, guarded, publish};
use crate::style::Styles;
use crate::text::{CELL_UNITS, split_at_units};
use crate::{Light, SheetError};

const HEAD_ROWS: u32 = 3;
const SHEET_ROWS: u32 = 1_048_576;
const ROWS_PER_QUESTION: u64 = 256;
/// Said where a cell cannot hold all of its text.
const CUT_NOTE: &str = "……（过长，未完）";

/// How a column is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListKind {
    /// Running text, flush left.
    Text,
    /// Short text or digits that are a name (codes, phones), centred.
    Code,
    /// Whole numbers, dates and lights, centred.
    Figure,
}

/// One column of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListColumn {
    /// Heading as on the screen.
    pub title: String,
    /// Width in pixels at 96 dpi.
    pub width: u16,
    /// How it is set.
    pub kind: ListKind,
}

/// One cell of a list.
#[derive(Debug, Clone, PartialEq)]
pub enum ListCell {
    /// Nothing.
    Empty,
    /// Text, never a formula.
    Text(String),
    /// A whole number.
    Whole(i32),
    /// A day.
    Day(NaiveDate),
    /// Money in fen, written in 元.
    Fen(i64),
    /// A light with its shape and word.
    Light(Light),
}

/// Heading of a list and what it covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListScope {
    /// Title line and name of the document.
    pub title: String,
    /// The filter and the day of the list, in words.
    pub scope_text: String,
    /// Written to the document properties, so that equal input gives equal bytes.
    pub created: NaiveDateTime,
}

/// Writes a list to `path`: every list exports what it shows. Returns the number of rows.
///
/// # Errors
/// See [`SheetError`]; in each case nothing was left under `path`.
pub fn write_list<E>(
    path: &Path,
    scope: &ListScope,
    columns: &[ListColumn],
    rows: impl IntoIterator<Item = Result<Vec<ListCell>, E>>,
    progress: &mut Progress<'_>,
) -> Result<u64, SheetError>
where
    E: Into<Box<dyn Error + Send + Sync>>,
{
    let styles = Styles::new(10.0, 11.0);
    let mut workbook = base::workbook()?;
    workbook.set_properties(
        &DocProperties::new().set_title(&scope.title).set_creation_datetime(&scope.created),
    );
    let mut sheet = base::streaming(&mut workbook)?;
    let last = u16::try_from(columns.len().max(1) - 1).unwrap_or(u16::MAX);
    sheet.set_name("清单")?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.2, 0.3).set_print_center_horizontally(true);
    sheet.set_footer("&C&9第 &P 页　共 &N 页");
    sheet.set_repeat_rows(HEAD_ROWS - 1, HEAD_ROWS - 1)?.set_freeze_panes(HEAD_ROWS, 0)?;
    sheet.set_row_height(0, 32)?.set_row_height(1, 22)?.set_row_height(2, 24)?;
    for (at, column) in (0_u16..).zip(columns) {
        sheet.set_column_width_pixels(at, u32::from(column.width))?;
    }
    for (line, text, format) in
        [(0, &scope.title, &styles.title), (1, &scope.scope_text, &styles.note)]
    {
        if last == 0 {
            sheet.write_string_with_format(line, 0, text, format)?;
        } else {
            sheet.merge_range(line, 0, line, last, text, format)?;
        }
    }
    for (at, column) in (0_u16..).zip(columns) {
        sheet.write_string_with_format(HEAD_ROWS - 1, at, &column.title, &styles.head)?;
    }

    let mut written = 0_u64;
    for row in rows {
        let serial = written + 1;
        let cells = row.map_err(|error| SheetError::Rows { row: serial, source: error.into() })?;
        if cells.len() != columns.len() {
            let (expected, found) = (columns.len(), cells.len());
            return Err(SheetError::RowWidth { row: serial, expected, found });
        }
        let limit = SHEET_ROWS - HEAD_ROWS;
        let line = match u32::try_from(serial) {
            Ok(serial) if serial <= limit => HEAD_ROWS + serial - 1,
            _ => return Err(SheetError::TooManyRows { limit }),
        };
        guarded(|| {
            for ((at, column), cell) in (0_u16..).zip(columns).zip(&cells) {
                let plain = match column.kind {
                    ListKind::Text => &styles.text,
                    ListKind::Code | ListKind::Figure => &styles.centred,
                };
                match cell {
                    ListCell::Empty => sheet.write_blank(line, at, plain)?,
                    ListCell::Text(text) => {
                        sheet.write_string_with_format(line, at, held(text), plain)?
                    }
                    ListCell::Whole(count) => {
                        sheet.write_number_with_format(line, at, *count, &styles.whole)?
                    }
                    ListCell::Day(day) => {
                        sheet.write_datetime_with_format(line, at, *day, &styles.date)?
                    }
                    ListCell::Fen(fen) => {
                        let yuan = crate::ledger::yuan(*fen);
                        sheet.write_number_with_format(line, at, yuan, &styles.money)?
                    }
                    ListCell::Light(light) => sheet.write_string_with_format(
                        line,
                        at,
                        light.word(),
                        styles.light(*light),
                    )?,
                };
            }
            Ok(())
        })?;
        written = serial;
        if written.is_multiple_of(ROWS_PER_QUESTION) && progress(written).is_break() {
            return Err(SheetError::Cancelled);
        }
    }
    if progress(written).is_break() {
        return Err(SheetError::Cancelled);
    }

    let end = HEAD_ROWS - 1 + u32::try_from(written).unwrap_or(SHEET_ROWS);
    sheet.autofilter(HEAD_ROWS - 1, 0, end, last)?;
    for (at, column) in (0_u16..).zip(columns) {
        if column.kind == ListKind::Code && end >= HEAD_ROWS {
            sheet.ignore_error_range(HEAD_ROWS, at, end, at, IgnoreError::NumberStoredAsText)?;
        }
    }
    workbook.push_worksheet(sheet);
    publish(&mut workbook, path, written, progress)?;
    Ok(written)
}

/// The text as the cell holds it: a list shows short texts, so a monstrous one is cut, and says so.
fn held(text: &str) -> std::borrow::Cow<'_, str> {
    match split_at_units(text, CELL_UNITS) {
        (all, None) => all.into(),
        (_, Some(_)) => {
            let (head, _) = split_at_units(text, CELL_UNITS - CUT_NOTE.encode_utf16().count());
            format!("{head}{CUT_NOTE}").into()
        }
    }
}
