//! What all sheets of a report have in common.

use rust_xlsxwriter::{Format, Formula, Worksheet, utility::column_number_to_name};

use super::{HEAD_ROWS, ROWS, Report};
use crate::style::{Styles, spoken};
use crate::{SheetError, base};

/// Code of A3 and of A4 in the file format.
pub(super) const A3: u8 = 8;
pub(super) const A4: u8 = 9;

/// Columns of the rows before the figures begin: serial to rating.
pub(super) const FACTS: u16 = 15;

/// The report with what its sheets are written by.
pub(super) struct Pen<'a> {
    pub(super) report: &'a Report,
    pub(super) styles: &'a Styles,
    /// Demands in the sheet of all rows.
    pub(super) rows: u64,
}

impl Pen<'_> {
    /// Returns a column of the sheet of all rows, as an absolute reference.
    pub(super) fn range(&self, column: u16) -> String {
        let name = column_number_to_name(column);
        let last = HEAD_ROWS + u32::try_from(self.rows.max(1)).unwrap_or(u32::MAX);
        format!("{ROWS}!${name}${}:${name}${last}", HEAD_ROWS + 1)
    }

    /// Returns the column of a figure in the sheet of all rows.
    pub(super) fn figure(&self, place: usize) -> u16 {
        FACTS + u16::try_from(place).unwrap_or(0)
    }

    /// Returns the column of the places in a grouping.
    pub(super) fn places(&self, grouping: usize) -> u16 {
        self.figure(self.report.figures.len() + grouping)
    }

    /// Makes a sheet with its title and the line that says what it covers.
    pub(super) fn sheet(
        &self,
        name: &str,
        title: &str,
        last: u16,
        paper: u8,
    ) -> Result<Worksheet, SheetError> {
        let mut sheet = base::sheet()?;
        set_up(&mut sheet, name, paper)?;
        sheet.set_default_row_height_pixels(24);
        let scope = &self.report.scope;
        let title = format!("{}{title}", scope.labels[0]);
        let line = scope_line(self.report);
        sheet.set_row_height(0, 36)?.set_row_height(1, 20)?;
        sheet.merge_range(0, 0, 0, last, &title, &self.styles.title)?;
        sheet.merge_range(1, 0, 1, last, &line, &self.styles.note)?;
        Ok(sheet)
    }
}

/// 编制单位, the days and the cut-off in one line.
pub(super) fn scope_line(report: &Report) -> String {
    let scope = &report.scope;
    format!(
        "编制单位：{}　　统计期间：{}　　截止日期：{}　　口径见封面",
        scope.office,
        scope.days,
        spoken(scope.cut_off)
    )
}

/// Sets a sheet up for printing across one page, its head on each.
pub(super) fn set_up(sheet: &mut Worksheet, name: &str, paper: u8) -> Result<(), SheetError> {
    sheet.set_name(name)?;
    sheet.set_landscape().set_paper_size(paper).set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.2, 0.3).set_print_center_horizontally(true);
    sheet.set_footer("&C&9第 &P 页　共 &N 页");
    sheet.set_repeat_rows(0, HEAD_ROWS - 1)?;
    Ok(())
}

/// Writes a count by its formula, with its value beside.
pub(super) fn count(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    formula: &str,
    value: i64,
    format: &Format,
) -> Result<(), SheetError> {
    let formula = Formula::new(formula).set_result(value.to_string());
    sheet.write_formula_with_format(row, column, formula, format)?;
    Ok(())
}

/// Writes a quotient in percent; over zero it is `—`.
pub(super) fn share(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cells: [&str; 2],
    values: [u32; 2],
    format: &Format,
) -> Result<(), SheetError> {
    let result = match values[1] {
        0 => "—".to_owned(),
        _ => (f64::from(values[0]) / f64::from(values[1])).to_string(),
    };
    let formula = format!("=IF({1}=0,\"—\",{0}/{1})", cells[0], cells[1]);
    let formula = Formula::new(formula).set_result(result);
    sheet.write_formula_with_format(row, column, formula, format)?;
    Ok(())
}

/// The address of a cell, as formulas name it.
pub(super) fn cell(row: u32, column: u16) -> String {
    format!("{}{}", column_number_to_name(column), row + 1)
}
