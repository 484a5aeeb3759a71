//! The ledger (台账) workbook.

pub(crate) mod columns;
mod leaves;
mod overflow;
pub(crate) mod row;
pub(crate) mod scope;
mod summary;
mod tally;

use std::error::Error;
use std::path::Path;

use rust_xlsxwriter::{DocProperties, IgnoreError, Workbook, Worksheet};

use crate::output::{Progress, guarded, publish};
use crate::style::Styles;
use crate::text::Measure;
use crate::{SheetError, base};
use columns::{Column, Content, Kind, STRIP, of_variant};
use leaves::Leaves;
use overflow::Overflow;
use row::LedgerRow;
use scope::LedgerScope;
use tally::{GROUPINGS, Tally};

/// Name of the ledger sheet; the formulas of the summary refer to it.
pub(crate) const SHEET: &str = "台账";
/// Rows above the data: title, scope, group headings, headings.
pub(crate) const HEAD_ROWS: u32 = 4;
/// Rows below the data: a gap and the sign-off.
const FOOT_ROWS: u32 = 2;
const SHEET_ROWS: u32 = 1_048_576;
/// Between two questions to the caller whether to go on.
const ROWS_PER_QUESTION: u64 = 256;
/// Body size in points.
const SIZE: f64 = 9.0;
/// Size of title line, scope and sign-off: the sheet prints at about two thirds of its size.
const AROUND: f64 = 12.0;
/// Body type, and the small type for texts that would not fit into a row.
const BODY: Measure = Measure { full: 12, half: 7, line: 17 };
const SMALL: Measure = Measure { full: 8, half: 5, line: 12 };
/// The lowest row, in pixels.
const LOWEST: u32 = 23;
/// The tallest row the format allows (409 pt).
const TALLEST: u32 = 545;

/// What an export wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LedgerStats {
    /// Rows of the ledger.
    pub rows: u64,
    /// Rows of the sheet 续文; 0 means there is none.
    pub overflow_rows: u32,
}

/// Writes the ledger and its summary to `path`.
///
/// `progress` is told how many rows are written, now and then and also while the file is packed;
/// breaking stops the export and leaves `path` as it was. The figures of the summary are formulas
/// over the ledger sheet with their values beside them.
///
/// # Errors
/// See [`SheetError`]; in each case nothing was left under `path`.
pub fn write_ledger<E>(
    path: &Path,
    scope: &LedgerScope,
    rows: impl IntoIterator<Item = Result<LedgerRow, E>>,
    progress: &mut Progress<'_>,
) -> Result<LedgerStats, SheetError>
where
    E: Into<Box<dyn Error + Send + Sync>>,
{
    let columns = of_variant(scope.variant);
    let styles = Styles::new(SIZE, AROUND);
    let mut workbook = base::workbook()?;
    workbook.set_properties(
        &DocProperties::new()
            .set_title(&scope.title)
            .set_company(&scope.office)
            .set_author(&scope.prepared_by)
            .set_creation_datetime(&scope.created),
    );
    let mut writer = Writer {
        sheet: base::streaming(&mut workbook)?,
        overflow: Overflow::new(),
        tally: Tally::default(),
        leaves: Leaves::new(scope.paper, &columns),
        columns: &columns,
        styles: &styles,
    };
    writer.head(scope)?;
    let mut written = 0_u64;
    for row in rows {
        let serial = written + 1;
        let row = row.map_err(|error| SheetError::Rows { row: serial, source: error.into() })?;
        guarded(|| writer.row(&mut workbook, serial, &row))?;
        written = serial;
        if written.is_multiple_of(ROWS_PER_QUESTION) && progress(written).is_break() {
            return Err(SheetError::Cancelled);
        }
    }
    if progress(written).is_break() {
        return Err(SheetError::Cancelled);
    }
    guarded(|| writer.foot(scope, written))?;

    let Writer { sheet, overflow, tally, .. } = writer;
    let stats = LedgerStats { rows: written, overflow_rows: overflow.rows() };
    let mut summary = base::sheet()?;
    summary::write(&mut summary, scope, &columns, &tally)?;
    workbook.push_worksheet(sheet);
    workbook.push_worksheet(summary);
    overflow.finish(&mut workbook);
    publish(&mut workbook, path, written, progress)?;
    Ok(stats)
}

/// The ledger sheet while it grows.
struct Writer<'a> {
    sheet: Worksheet,
    overflow: Overflow,
    tally: Tally,
    leaves: Leaves,
    columns: &'a [&'static Column],
    styles: &'a Styles,
}

impl Writer<'_> {
    fn last_column(&self) -> u16 {
        u16::try_from(self.columns.len() - 1).unwrap_or(u16::MAX)
    }

    fn head(&mut self, scope: &LedgerScope) -> Result<(), SheetError> {
        let sheet = &mut self.sheet;
        sheet.set_name(SHEET)?;
        sheet.set_landscape().set_paper_size(scope.paper.code());
        sheet.set_margins(0.25, 0.25, 0.4, 0.5, 0.2, 0.25).set_print_center_horizontally(true);
        sheet.set_footer("&C&9第 &P 页　共 &N 页");
        sheet.set_repeat_rows(HEAD_ROWS - 2, HEAD_ROWS - 1)?;
        sheet.set_freeze_panes(HEAD_ROWS, 2)?;
        for (at, column) in (0_u16..).zip(self.columns) {
            sheet.set_column_width_pixels(at, u32::from(column.width))?;
        }
        sheet.set_row_height(0, 42)?.set_row_height(1, self.leaves.scope_height())?;
        sheet.set_row_height(2, 18)?.set_row_height(3, 72)?;

        // Line by line: the writer lets a line go when the next one begins.
        let continued = format!("{}（续）", scope.title);
        for ((from, to), title) in self.leaves.spans().zip([&scope.title, &continued]) {
            sheet.merge_range(0, from, 0, to, title, &self.styles.title)?;
        }
        let (from, to) = self.leaves.first();
        sheet.merge_range(
            1,
            from,
            1,
            to,
            &scope.line(self.leaves.scope_parting()),
            &self.styles.note,
        )?;
        let mut at = 0_u16;
        for band in self.columns.chunk_by(|a, b| a.band == b.band) {
            let end = at + u16::try_from(band.len()).unwrap_or(u16::MAX) - 1;
            sheet.merge_range(2, at, 2, end, band[0].band, &self.styles.band)?;
            at = end + 1;
        }
        for (at, column) in (0_u16..).zip(self.columns) {
            sheet.write_string_with_format(3, at, column.heading(), &self.styles.head)?;
        }
        // While rows stream, a cell without a format of its own takes its column's, which spares
        // the library a look-up of the whole format for each cell: nearly half of the time.
        for (at, column) in (0_u16..).zip(self.columns) {
            sheet.set_column_format(at, self.styles.of(column.kind))?;
        }
        Ok(())
    }

    fn row(
        &mut self,
        workbook: &mut Workbook,
        serial: u64,
        row: &LedgerRow,
    ) -> Result<(), SheetError> {
        let limit = SHEET_ROWS - HEAD_ROWS - FOOT_ROWS;
        let line = match u32::try_from(serial) {
            Ok(serial) if serial <= limit => HEAD_ROWS + serial - 1,
            _ => return Err(SheetError::TooManyRows { limit }),
        };
        let mut keys = [row.lead_unit.as_str(), row.category.as_str(), row.receiver.as_str()];
        let mut cut_keys: [Option<String>; GROUPINGS.len()] = [const { None }; GROUPINGS.len()];

        let mut height = LOWEST;
        for (at, column) in (0_u16..).zip(self.columns) {
            let styles = self.styles;
            let text = match (column.of)(row) {
                Content::Serial => {
                    self.leaves.fill(at);
                    self.sheet.write_number(line, at, f64::from(line - HEAD_ROWS + 1))?;
                    continue;
                }
                Content::Whole(Some(count)) => {
                    self.leaves.fill(at);
                    self.sheet.write_number(line, at, count)?;
                    continue;
                }
                Content::Day(Some(day)) => {
                    self.leaves.fill(at);
                    self.sheet.write_datetime(line, at, day)?;
                    continue;
                }
                Content::Fen(Some(fen)) => {
                    self.leaves.fill(at);
                    self.sheet.write_number(line, at, yuan(fen))?;
                    continue;
                }
                Content::Light(light) => {
                    self.leaves.fill(at);
                    let format = styles.light(light);
                    self.sheet.write_string_with_format(line, at, light.word(), format)?;
                    continue;
                }
                Content::Text(text) => text,
                Content::Whole(None) | Content::Day(None) | Content::Fen(None) => "",
            };
            if text.is_empty() {
                // The border shows that the cell is empty, not forgotten.
                self.sheet.write_blank(line, at, styles.of(column.kind))?;
                continue;
            }
            self.leaves.fill(at);
            let cut = self.overflow.cut(workbook, styles, &row.code, column.title, text)?;
            let cell = cut.as_deref().unwrap_or(text);
            let width = u32::from(column.width);
            let needed = BODY.height(cell, width);
            if needed > TALLEST {
                height = height.max(SMALL.height(cell, width).min(TALLEST));
                self.sheet.write_string_with_format(line, at, cell, &styles.small)?;
            } else {
                height = height.max(needed);
                self.sheet.write_string(line, at, cell)?;
            }
            if cut.is_some()
                && let Some(key) = GROUPINGS.iter().position(|(_, title)| *title == column.title)
            {
                cut_keys[key] = cut;
            }
        }
        // The library keeps half a kilobyte for each row whose height is set, to the end. The
        // default height it reads only when it lets the row go, which is at the next one.
        self.sheet.set_default_row_height_pixels(height);
        for (key, cut) in keys.iter_mut().zip(&cut_keys) {
            if let Some(cut) = cut {
                *key = cut;
            }
        }
        self.tally.count(row.light, row.issued_on.is_some(), keys);
        Ok(())
    }

    fn foot(&mut self, scope: &LedgerScope, rows: u64) -> Result<(), SheetError> {
        let last = self.last_column();
        let last_line = last_line(rows);
        let sheet = &mut self.sheet;
        if rows == 0 {
            let text = "本口径下没有诉求。";
            sheet.merge_range(HEAD_ROWS, 0, HEAD_ROWS, last, text, &self.styles.centred)?;
        }
        sheet.autofilter(HEAD_ROWS - 1, 0, last_line, last)?;
        for (at, column) in (0_u16..).zip(self.columns) {
            if column.kind == Kind::Code {
                let kind = IgnoreError::NumberStoredAsText;
                sheet.ignore_error_range(HEAD_ROWS, at, last_line, at, kind)?;
            }
        }
        let sign = last_line + FOOT_ROWS;
        sheet.set_row_height(sign, 44)?;
        let (from, to) = self.leaves.first();
        sheet.merge_range(
            sign,
            from,
            sign,
            to,
            &scope.sign_off(self.leaves.signing_room()),
            &self.styles.sign,
        )?;
        // Only now is the last row past the need of its height and its columns' formats.
        sheet.set_default_row_height_pixels(base::ROW);
        for at in 0..=last {
            sheet.set_column_format(at, &base::face())?;
        }
        sheet.set_print_area(0, 0, sign, last)?;
        if rows > 0 {
            for at in self.leaves.empty_columns() {
                sheet.set_column_width_pixels(at, u32::from(STRIP))?;
            }
        }
        self.leaves.set_up(sheet)
    }
}

/// The last line of the data, counted from 0. An empty ledger has one line that says so.
pub(crate) fn last_line(rows: u64) -> u32 {
    HEAD_ROWS + u32::try_from(rows.max(1) - 1).unwrap_or(SHEET_ROWS)
}

/// Yuan as the nearest double; exact to the fen below 90 trillion.
#[expect(clippy::cast_precision_loss, reason = "no office assigns sums above 2^53 fen")]
pub(crate) fn yuan(fen: i64) -> f64 {
    fen as f64 / 100.0
}
