//! The face a workbook counts its columns in.

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use crate::style::SONG;

/// Height in pixels of a row that is told none.
pub(crate) const ROW: u32 = 18;
/// Width in pixels of a column that is told none; by it the library knows the digits' width, 8.
const COLUMN: u32 = 72;

/// A file states widths in digits of its default face, not in pixels. The library's own is Calibri,
/// which WPS on Linux does not have: what stands in for it has wider digits, by up to a third, and
/// the second A4 leaf would spill over onto a third. 宋体 11 pt is the default of Chinese Excel and
/// WPS on every system, with digits of 8 pixels.
pub(crate) fn face() -> Format {
    Format::new().set_font_name(SONG).set_font_size(11)
}

/// Makes an empty workbook.
pub(crate) fn workbook() -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_default_format(&face(), ROW, COLUMN)?;
    Ok(workbook)
}

/// Makes a sheet that streams to disk.
pub(crate) fn streaming(workbook: &mut Workbook) -> Result<Worksheet, XlsxError> {
    let mut sheet = workbook.new_worksheet_with_constant_memory()?;
    sheet.set_default_format(&face(), ROW, COLUMN)?;
    Ok(sheet)
}

/// Makes a sheet that is kept in memory.
pub(crate) fn sheet() -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_default_format(&face(), ROW, COLUMN)?;
    Ok(sheet)
}
