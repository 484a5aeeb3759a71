//! Any list a screen shows, as a workbook.

use std::error::Error;
use std::path::Path;

use chrono::{NaiveDate, NaiveDateTime};
use rust_xlsxwriter::{DocProperties, Format, IgnoreError, Worksheet};

use crate::output::{Progress, guarded, publish};
use crate::style::{Styles, spoken};
use crate::text::{CELL_UNITS, Measure, split_at_units};
use crate::{Light, SheetError, base};

const HEAD_ROWS: u32 = 3;
/// Rows below the data: an empty one.
const FOOT_ROWS: u32 = 1;
const SHEET_ROWS: u32 = 1_048_576;
/// A list is read row by row with several look-ups each, so it asks more often than the ledger.
const ROWS_PER_QUESTION: u64 = 64;
/// Body size in points.
const SIZE: f64 = 10.0;
/// Size of the line under the title.
const AROUND: f64 = 10.5;
/// Body type, the small type for texts that would not fit into a row, and the line under the title.
pub(crate) const BODY: Measure = Measure { full: 14, half: 7, line: 18 };
pub(crate) const SMALL: Measure = Measure { full: 8, half: 5, line: 12 };
pub(crate) const NOTE: Measure = Measure { full: 14, half: 7, line: 19 };
/// The lowest row, in pixels.
const LOWEST: u32 = 26;
/// The tallest row the format allows (409 pt).
pub(crate) const TALLEST: u32 = 545;
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
    /// 编制单位.
    pub office: String,
    /// Title line and name of the document.
    pub title: String,
    /// 口径 in words: which rows are in, by which filter.
    pub scope_text: String,
    /// What the reader has to heed; may be empty.
    pub notice: String,
    /// 截止日期: the day whose state the list shows.
    pub cut_off_date: NaiveDate,
    /// 制表时间 as printed.
    pub prepared_at: String,
    /// 制表人.
    pub prepared_by: String,
    /// Written to the document properties, so that equal input gives equal bytes.
    pub created: NaiveDateTime,
}

impl ListScope {
    /// The line under the title.
    fn line(&self) -> String {
        let mut parts = vec![
            format!("编制单位：{}", self.office),
            format!("口径：{}", self.scope_text),
            format!("截止日期：{}", spoken(self.cut_off_date)),
            format!("制表：{}，{}", self.prepared_by, self.prepared_at),
        ];
        if !self.notice.is_empty() {
            parts.push(self.notice.clone());
        }
        parts.join("　　")
    }
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
    let styles = Styles::new(SIZE, AROUND);
    let mut workbook = base::workbook()?;
    workbook.set_properties(
        &DocProperties::new()
            .set_title(&scope.title)
            .set_company(&scope.office)
            .set_author(&scope.prepared_by)
            .set_creation_datetime(&scope.created),
    );
    let mut writer = Writer { sheet: base::streaming(&mut workbook)?, columns, styles: &styles };
    writer.head(scope)?;
    let mut written = 0_u64;
    for row in rows {
        let serial = written + 1;
        let cells = row.map_err(|error| SheetError::Rows { row: serial, source: error.into() })?;
        writer.row(serial, &cells)?;
        written = serial;
        if written.is_multiple_of(ROWS_PER_QUESTION) && progress(written).is_break() {
            return Err(SheetError::Cancelled);
        }
    }
    if progress(written).is_break() {
        return Err(SheetError::Cancelled);
    }
    guarded(|| writer.foot(written))?;
    let Writer { sheet, .. } = writer;
    workbook.push_worksheet(sheet);
    publish(&mut workbook, path, written, progress)?;
    Ok(written)
}

/// The sheet while it grows.
struct Writer<'a> {
    sheet: Worksheet,
    columns: &'a [ListColumn],
    styles: &'a Styles,
}

impl Writer<'_> {
    fn last_column(&self) -> u16 {
        u16::try_from(self.columns.len().max(1) - 1).unwrap_or(u16::MAX)
    }

    /// Writes one text across all columns.
    fn across(&mut self, line: u32, text: &str, format: &Format) -> Result<(), SheetError> {
        match self.last_column() {
            0 => self.sheet.write_string_with_format(line, 0, text, format)?,
            last => self.sheet.merge_range(line, 0, line, last, text, format)?,
        };
        Ok(())
    }

    fn head(&mut self, scope: &ListScope) -> Result<(), SheetError> {
        let line = scope.line();
        let width = self.columns.iter().map(|column| u32::from(column.width)).sum();
        let sheet = &mut self.sheet;
        sheet.set_name("清单")?;
        sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.2, 0.3).set_print_center_horizontally(true);
        sheet.set_footer("&C&9第 &P 页　共 &N 页");
        sheet.set_repeat_rows(HEAD_ROWS - 1, HEAD_ROWS - 1)?.set_freeze_panes(HEAD_ROWS, 0)?;
        for (at, column) in (0_u16..).zip(self.columns) {
            sheet.set_column_width_pixels(at, u32::from(column.width))?;
        }
        sheet.set_row_height(0, 36)?;
        sheet.set_row_height_pixels(1, NOTE.height(&line, width).min(TALLEST))?;
        sheet.set_row_height(2, 26)?;
        self.across(0, &scope.title, &self.styles.title)?;
        self.across(1, &line, &self.styles.note)?;
        for (at, column) in (0_u16..).zip(self.columns) {
            let head = &self.styles.head;
            self.sheet.write_string_with_format(HEAD_ROWS - 1, at, &column.title, head)?;
        }
        Ok(())
    }

    fn row(&mut self, serial: u64, cells: &[ListCell]) -> Result<(), SheetError> {
        if cells.len() != self.columns.len() {
            let (expected, found) = (self.columns.len(), cells.len());
            return Err(SheetError::RowWidth { row: serial, expected, found });
        }
        let limit = SHEET_ROWS - HEAD_ROWS - FOOT_ROWS;
        let line = match u32::try_from(serial) {
            Ok(serial) if serial <= limit => HEAD_ROWS + serial - 1,
            _ => return Err(SheetError::TooManyRows { limit }),
        };
        guarded(|| {
            let mut height = LOWEST;
            for ((at, column), cell) in (0_u16..).zip(self.columns).zip(cells) {
                height = height.max(self.cell((line, at), column, cell)?);
            }
            // Read when the library lets the row go, which is at the next one; a height of the
            // row's own would be kept in memory to the end.
            self.sheet.set_default_row_height_pixels(height);
            Ok(())
        })
    }

    /// Writes a cell and returns the height it needs, in pixels.
    fn cell(
        &mut self,
        (line, at): (u32, u16),
        column: &ListColumn,
        cell: &ListCell,
    ) -> Result<u32, SheetError> {
        let (sheet, styles) = (&mut self.sheet, self.styles);
        let plain = match column.kind {
            ListKind::Text => &styles.text,
            ListKind::Code | ListKind::Figure => &styles.centred,
        };
        match cell {
            ListCell::Empty => sheet.write_blank(line, at, plain)?,
            ListCell::Text(text) => {
                let (text, width) = (held(text), u32::from(column.width));
                let needed = BODY.height(&text, width);
                if needed > TALLEST {
                    sheet.write_string_with_format(line, at, &*text, &styles.small)?;
                    return Ok(SMALL.height(&text, width).min(TALLEST));
                }
                sheet.write_string_with_format(line, at, &*text, plain)?;
                return Ok(needed);
            }
            ListCell::Whole(count) => {
                sheet.write_number_with_format(line, at, *count, &styles.whole)?
            }
            ListCell::Day(day) => sheet.write_datetime_with_format(line, at, *day, &styles.date)?,
            ListCell::Fen(fen) => {
                let yuan = crate::ledger::yuan(*fen);
                sheet.write_number_with_format(line, at, yuan, &styles.money)?
            }
            ListCell::Light(light) => {
                sheet.write_string_with_format(line, at, light.word(), styles.light(*light))?
            }
        };
        Ok(LOWEST)
    }

    fn foot(&mut self, written: u64) -> Result<(), SheetError> {
        let last = self.last_column();
        // An empty list has one line that says so.
        let end = HEAD_ROWS - 1 + u32::try_from(written.max(1)).unwrap_or(SHEET_ROWS);
        if written == 0 {
            self.across(HEAD_ROWS, "没有符合口径的内容。", &self.styles.centred)?;
        }
        self.sheet.autofilter(HEAD_ROWS - 1, 0, end, last)?;
        for (at, column) in (0_u16..).zip(self.columns) {
            if column.kind == ListKind::Code {
                let kind = IgnoreError::NumberStoredAsText;
                self.sheet.ignore_error_range(HEAD_ROWS, at, end, at, kind)?;
            }
        }
        // A cell below lets the last row go while the default is still its height.
        self.sheet.write_blank(end + 1, 0, &base::face())?;
        self.sheet.set_default_row_height_pixels(base::ROW);
        self.sheet.set_print_area(0, 0, end, last)?;
        Ok(())
    }
}

/// The text as the cell holds it: a list shows short texts, so a monstrous one is cut, and says so.
pub(crate) fn held(text: &str) -> std::borrow::Cow<'_, str> {
    match split_at_units(text, CELL_UNITS) {
        (all, None) => all.into(),
        (_, Some(_)) => {
            let (head, _) = split_at_units(text, CELL_UNITS - CUT_NOTE.encode_utf16().count());
            format!("{head}{CUT_NOTE}").into()
        }
    }
}
