//! The sheet 续文: what does not fit into a cell.

use rust_xlsxwriter::{Workbook, Worksheet};

use crate::SheetError;
use crate::base;
use crate::style::Styles;
use crate::text::{CELL_UNITS, split_at_units};

/// Name of the sheet.
pub(crate) const SHEET: &str = "续文";

/// Room kept in the cut cell for the note that says where the text goes on.
const NOTE_UNITS: usize = 40;

/// Collects what was cut off. The sheet is made when the first text is.
pub(crate) struct Overflow {
    sheet: Option<Worksheet>,
    next_row: u32,
}

impl Overflow {
    pub(crate) fn new() -> Self {
        Self { sheet: None, next_row: 1 }
    }

    /// Number of rows written to the sheet.
    pub(crate) fn rows(&self) -> u32 {
        self.next_row - 1
    }

    /// Writes the rest of a text that is too long and returns the cell with its note, or `None`
    /// when the text fits. First part, without the note, and the parts in 续文 join to the whole.
    pub(crate) fn cut(
        &mut self,
        workbook: &mut Workbook,
        styles: &Styles,
        row_name: &str,
        column: &str,
        text: &str,
    ) -> Result<Option<String>, SheetError> {
        if split_at_units(text, CELL_UNITS).1.is_none() {
            return Ok(None);
        }
        let (head, mut rest) = split_at_units(text, CELL_UNITS - NOTE_UNITS);
        let cell = format!("{head}……（未完，下接“{SHEET}”表第 {} 行）", self.next_row + 1);
        let mut part = 1_u32;
        while let Some(piece) = rest {
            let (piece, after) = split_at_units(piece, CELL_UNITS);
            let row = self.next_row;
            let sheet = self.sheet(workbook, styles)?;
            sheet.write_string_with_format(row, 0, row_name, &styles.centred)?;
            sheet.write_string_with_format(row, 1, column, &styles.centred)?;
            sheet.write_number_with_format(row, 2, part, &styles.whole)?;
            sheet.write_string_with_format(row, 3, piece, &styles.text)?;
            self.next_row += 1;
            part += 1;
            rest = after;
        }
        Ok(Some(cell))
    }

    fn sheet(
        &mut self,
        workbook: &mut Workbook,
        styles: &Styles,
    ) -> Result<&mut Worksheet, SheetError> {
        let sheet = match self.sheet.take() {
            Some(sheet) => sheet,
            None => new_sheet(workbook, styles)?,
        };
        Ok(self.sheet.insert(sheet))
    }

    /// Appends the sheet to the workbook if there is one.
    pub(crate) fn finish(self, workbook: &mut Workbook) {
        if let Some(sheet) = self.sheet {
            workbook.push_worksheet(sheet);
        }
    }
}

fn new_sheet(workbook: &mut Workbook, styles: &Styles) -> Result<Worksheet, SheetError> {
    let mut sheet = base::streaming(workbook)?;
    sheet.set_name(SHEET)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?.set_freeze_panes(1, 0)?;
    sheet.set_footer("&C&9第 &P 页　共 &N 页");
    for (column, width, title) in [(0, 110, "行"), (1, 90, "栏目"), (2, 40, "段"), (3, 900, "续文")]
    {
        sheet.set_column_width_pixels(column, width)?;
        sheet.write_string_with_format(0, column, title, &styles.head)?;
    }
    Ok(sheet)
}
