//! Tables that exist already (台账, 名录), read row by row whatever program wrote them: xlsx, xls,
//! xlsb, ods and csv. What a file is shows in its content; its name proves nothing. Nothing is
//! trusted: sizes are counted, not believed, and a shell reads each file in a process of its own
//! (guarantee I1).

mod apart;
mod book;
mod container;
mod merges;
mod text;
mod unusable;
mod xls;
mod xlsb;

use std::fs::File;
use std::io::Read;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use apart::{BookReader, answer};
pub use unusable::Unusable;

/// The largest file taken, in bytes.
pub const FILE_MAX: usize = 20 * 1024 * 1024;
/// The most cells that hold something; a hundred thousand demands fill about three million.
const CELLS_MAX: usize = 5_000_000;
/// The last row looked at.
const ROWS_MAX: u32 = 200_000;
/// The last column looked at.
const COLUMNS_MAX: u32 = 256;
/// The longest text of a cell; more than any workbook holds in one.
const TEXT_MAX: usize = 32_767;
/// The most merged areas looked at.
const MERGES_MAX: usize = 200_000;

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum SourceCell {
    /// Words.
    Text(String),
    /// A cell set as a date.
    Day(NaiveDate),
    /// A number.
    Number(f64),
    /// An error value such as `#REF!`.
    Broken,
}

/// Cells shown as one: the first of them holds the content. All counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merge {
    pub from: (u32, u32),
    pub to: (u32, u32),
}

/// The sheet that is read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceSheet {
    /// All sheets that are not hidden; empty for a text file.
    pub names: Vec<String>,
    /// The one read; empty for a text file.
    pub name: String,
    pub merges: Vec<Merge>,
}

/// One row in which something stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SourceRow {
    /// Counted from 1, as spreadsheet programs show it.
    pub row: u32,
    /// By column, counted from 0; blank ones are left out.
    pub cells: Vec<(u32, SourceCell)>,
}

/// What a reader tells, in this order: the sheet once, then its rows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum SourcePart {
    Sheet(SourceSheet),
    Row(SourceRow),
}

/// Takes what is read; `Break` ends the reading.
pub type Take<'a> = dyn FnMut(SourcePart) -> ControlFlow<()> + 'a;

/// A file within bounds, held in memory: what is looked at and what is taken are the same bytes.
#[derive(Debug)]
pub struct SourceFile(Vec<u8>);

impl SourceFile {
    /// Reads the file at `path`.
    ///
    /// # Errors
    /// [`Unusable`] when it is not there or too large.
    pub fn open(path: &Path) -> Result<Self, Unusable> {
        let file = File::open(path).map_err(|_| Unusable::Open)?;
        if !file.metadata().is_ok_and(|about| about.is_file()) {
            return Err(Unusable::Open);
        }
        let mut bytes = Vec::new();
        file.take(FILE_MAX as u64 + 1).read_to_end(&mut bytes).map_err(|_| Unusable::Open)?;
        if bytes.len() > FILE_MAX {
            return Err(Unusable::TooLarge { mebibytes: FILE_MAX / 1024 / 1024 });
        }
        Ok(Self(bytes))
    }

    /// Returns the file as it was read.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// Reads one sheet in this process: the named one, or the one that looks most like a table.
///
/// # Errors
/// [`Unusable`], in Chinese, naming sheet and cell where there are any.
fn read(bytes: &[u8], sheet: Option<&str>, take: &mut Take<'_>) -> Result<(), Unusable> {
    // The readers below are other people's; a fault of theirs must not take the program down.
    catch_unwind(AssertUnwindSafe(|| match container::kind(bytes)? {
        container::Kind::Text => text::read(bytes, take),
        kind => book::read(bytes, kind, sheet, take),
    }))
    .unwrap_or(Err(Unusable::Damaged { sheet: sheet.unwrap_or_default().to_owned() }))
}

/// Writes the place of a cell as spreadsheet programs do: `B12`. Both are counted from 0.
#[must_use]
pub fn cell_name(row: u32, column: u32) -> String {
    format!("{}{}", column_name(column), u64::from(row) + 1)
}

/// Writes a column counted from 0 as spreadsheet programs do: `A`, `AB`.
#[must_use]
pub fn column_name(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(b'A' + u8::try_from(rest % 26).unwrap_or(0));
        rest /= 26;
    }
    letters.iter().rev().map(|letter| char::from(*letter)).collect()
}

/// Counts what comes and refuses what is beyond bounds.
struct Bounds<'a, 't> {
    sheet: String,
    cells: usize,
    row: Option<SourceRow>,
    take: &'a mut Take<'t>,
    is_stopped: bool,
}

impl<'a, 't> Bounds<'a, 't> {
    fn new(sheet: &str, take: &'a mut Take<'t>) -> Self {
        Self { sheet: sheet.to_owned(), cells: 0, row: None, take, is_stopped: false }
    }

    /// Takes one cell; rows come from above to below. Counted from 0.
    ///
    /// # Errors
    /// [`Unusable`] naming the bound and the cell.
    fn cell(&mut self, row: u32, column: u32, value: SourceCell) -> Result<(), Unusable> {
        let place = || (self.sheet.clone(), cell_name(row, column));
        if row >= ROWS_MAX || column >= COLUMNS_MAX {
            let (sheet, cell) = place();
            return Err(Unusable::TooFar { sheet, cell, rows: ROWS_MAX, columns: COLUMNS_MAX });
        }
        self.cells += 1;
        if self.cells > CELLS_MAX {
            let (sheet, cell) = place();
            return Err(Unusable::TooManyCells { sheet, cell, max: CELLS_MAX });
        }
        if let SourceCell::Text(text) = &value
            && text.chars().count() > TEXT_MAX
        {
            let (sheet, cell) = place();
            return Err(Unusable::LongText { sheet, cell, max: TEXT_MAX });
        }
        match &mut self.row {
            Some(under_way) if under_way.row == row + 1 => under_way.cells.push((column, value)),
            Some(under_way) if under_way.row > row + 1 => {
                let (sheet, cell) = place();
                return Err(Unusable::Disordered { sheet, cell });
            }
            _ => {
                self.finish();
                self.row = Some(SourceRow { row: row + 1, cells: vec![(column, value)] });
            }
        }
        Ok(())
    }

    /// Hands on the row under way.
    fn finish(&mut self) {
        if let Some(row) = self.row.take()
            && !self.is_stopped
        {
            self.is_stopped = (self.take)(SourcePart::Row(row)).is_break();
        }
    }
}

/// Words of a cell; blanks alone are nothing.
fn words(text: &str) -> Option<SourceCell> {
    (!text.trim().is_empty()).then(|| SourceCell::Text(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_people_see_them() {
        assert_eq!(cell_name(0, 0), "A1");
        assert_eq!(cell_name(11, 27), "AB12");
        assert_eq!(cell_name(1_048_575, 16_383), "XFD1048576");
    }
}
