//! A packet that comes back: cells stream in, bounded in number; nothing is taken for granted.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use calamine::{Cell, DataRef, Reader as _, Xlsx, XlsxError};
use chrono::NaiveDate;

use super::{SHEET, unpacking};

/// The most cells that hold something.
const CELLS_MAX: usize = 200_000;
/// The last row looked at; a packet has a row for each task.
const ROWS_MAX: u32 = 10_000;
/// The last row in which the headings may stand.
const HEAD_MAX: u32 = 20;

/// A workbook that is no packet, or that no reader should be let at.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// It is not there or cannot be read.
    #[error("读不出这个文件，请重新选择。")]
    Open(#[source] std::io::Error),
    /// More bytes than are taken.
    #[error("文件超过 {mebibytes} MB，不能收回。请删去其中的图片等内容后再试。")]
    TooLarge {
        /// How many are taken.
        mebibytes: u64,
    },
    /// No container at all.
    #[error("这不是 Excel 工作簿（.xlsx），请选择单位交回的工作包。")]
    NoWorkbook,
    /// It asks for a password, or is of the format before 2007.
    #[error("文件设了打开密码，或者是旧版 .xls，不能收回。请单位去掉密码、另存为 .xlsx 后再交。")]
    Locked,
    /// Parts that do not unpack.
    #[error("文件已损坏，不能收回。请单位重新保存后再交。")]
    Damaged,
    /// More parts than are taken.
    #[error("文件里的部件超过 {max} 个，不是单位交回的工作包，没有收回。")]
    TooManyParts {
        /// How many are taken.
        max: usize,
    },
    /// It unpacks to more than is taken.
    #[error("文件解压后超过 {mebibytes} MB，不是单位交回的工作包，没有收回。")]
    Unpacked {
        /// How many are taken.
        mebibytes: u64,
    },
    /// No sheet of the packet's name.
    #[error("文件里没有“{SHEET}”这张表，不是单位交回的工作包。")]
    NoSheet,
    /// The headings were changed.
    #[error("“{SHEET}”表里找不到“{title}”这一列，表头被改动过，请单位用原来的工作包重填。")]
    NoHeading {
        /// The column that is missing.
        title: String,
    },
    /// Content far below the tasks.
    #[error("“{SHEET}”表第 {row} 行还有内容，工作包最多 {max} 行，没有收回。")]
    TooManyRows {
        /// Counted from 1.
        row: u32,
        /// How many are taken.
        max: u32,
    },
    /// More cells than are taken.
    #[error("“{SHEET}”表有内容的格超过 {max} 个，不是单位交回的工作包，没有收回。")]
    TooManyCells {
        /// How many are taken.
        max: usize,
    },
    /// A part of the workbook is no such part.
    #[error("“{SHEET}”表读不下去，文件已损坏。请单位重新保存后再交。")]
    Workbook(#[source] Box<XlsxError>),
    /// The reader gave up.
    #[error("“{SHEET}”表读不下去，文件已损坏。请单位重新保存后再交。")]
    Panicked,
}

impl From<XlsxError> for ReadError {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::WorksheetNotFound(_) => Self::NoSheet,
            XlsxError::Password => Self::Locked,
            other => Self::Workbook(Box::new(other)),
        }
    }
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub enum ReturnedCell {
    /// Words.
    Text(String),
    /// A cell set as a date.
    Day(NaiveDate),
    /// A number.
    Number(f64),
    /// An error value.
    Broken,
}

/// One row below the headings in which something stands.
#[derive(Debug, Clone, PartialEq)]
pub struct ReturnedRow {
    /// Counted from 1, as the unit's program shows it.
    pub row: u32,
    /// By heading.
    pub cells: BTreeMap<String, ReturnedCell>,
}

/// A packet as it came back.
#[derive(Debug, Clone, PartialEq)]
pub struct ReturnedPacket {
    /// The texts above the headings.
    pub above: Vec<String>,
    /// The rows below them.
    pub rows: Vec<ReturnedRow>,
}

/// A file within bounds, held in memory: what is looked at and what is kept are the same bytes.
pub struct PacketFile(Vec<u8>);

impl PacketFile {
    /// Reads the file at `path` when its container is within bounds.
    ///
    /// # Errors
    /// [`ReadError`], in Chinese, naming the bound.
    pub fn open(path: &Path) -> Result<Self, ReadError> {
        unpacking::bounded(path).map(Self)
    }

    /// Returns the file as it was read.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Reads a packet whose headings include all of `titles`, the leftmost first; other columns are
    /// not looked at.
    ///
    /// # Errors
    /// [`ReadError`], in Chinese.
    pub fn read(&self, titles: &[&str]) -> Result<ReturnedPacket, ReadError> {
        // The readers below are other people's; a fault of theirs must not take the program down.
        catch_unwind(AssertUnwindSafe(|| read(&self.0, titles))).unwrap_or(Err(ReadError::Panicked))
    }
}

fn read(bytes: &[u8], titles: &[&str]) -> Result<ReturnedPacket, ReadError> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes))?;
    let mut reader = workbook.worksheet_cells_reader(SHEET)?;
    let mut found = Found::default();
    let mut count = 0;
    while let Some(cell) = reader.next_cell()? {
        let ((row, column), Some(value)) = (cell.get_position(), value(&cell)) else { continue };
        count += 1;
        if count > CELLS_MAX {
            return Err(ReadError::TooManyCells { max: CELLS_MAX });
        }
        if row >= ROWS_MAX {
            return Err(ReadError::TooManyRows { row: row.saturating_add(1), max: ROWS_MAX });
        }
        found.take(row, column, value, titles);
    }
    found.finish(titles)
}

fn value(cell: &Cell<DataRef<'_>>) -> Option<ReturnedCell> {
    let text = |text: &str| {
        // Blanks alone are nothing filled in.
        (!text.trim().is_empty()).then(|| ReturnedCell::Text(text.to_owned()))
    };
    match cell.get_value() {
        DataRef::Empty => None,
        DataRef::String(words) => text(words),
        DataRef::SharedString(words) => text(words),
        DataRef::DateTimeIso(words) | DataRef::DurationIso(words) => text(words),
        #[expect(clippy::cast_precision_loss, reason = "a number of a cell is a double")]
        DataRef::Int(number) => Some(ReturnedCell::Number(*number as f64)),
        DataRef::Float(number) => Some(ReturnedCell::Number(*number)),
        DataRef::Bool(is_true) => text(if *is_true { "是" } else { "否" }),
        DataRef::DateTime(at) if at.is_datetime() => Some(match at.as_datetime() {
            Some(at) => ReturnedCell::Day(at.date()),
            None => ReturnedCell::Broken,
        }),
        DataRef::DateTime(span) => Some(ReturnedCell::Number(span.as_f64())),
        DataRef::Error(_) => Some(ReturnedCell::Broken),
    }
}

/// What was found so far.
#[derive(Default)]
struct Found {
    above: Vec<String>,
    /// The row of the headings, once the first of them was met.
    heading_row: Option<u32>,
    /// Heading by column.
    headings: BTreeMap<u32, String>,
    rows: BTreeMap<u32, BTreeMap<String, ReturnedCell>>,
}

impl Found {
    fn take(&mut self, row: u32, column: u32, value: ReturnedCell, titles: &[&str]) {
        let title = match &value {
            ReturnedCell::Text(text) => titles.iter().find(|title| **title == text.trim()),
            ReturnedCell::Day(_) | ReturnedCell::Number(_) | ReturnedCell::Broken => None,
        };
        if self.heading_row.is_none() && row < HEAD_MAX && title == titles.first() {
            self.heading_row = Some(row);
        }
        match self.heading_row {
            None => {
                if let ReturnedCell::Text(text) = value {
                    self.above.push(text);
                }
            }
            Some(heading_row) if row == heading_row => {
                if let Some(title) = title {
                    self.headings.entry(column).or_insert_with(|| (*title).to_owned());
                }
            }
            // One row below the headings says how they are filled in.
            Some(heading_row) if row == heading_row + 1 => {}
            Some(_) => {
                if let Some(title) = self.headings.get(&column) {
                    self.rows.entry(row).or_default().insert(title.clone(), value);
                }
            }
        }
    }

    fn finish(self, titles: &[&str]) -> Result<ReturnedPacket, ReadError> {
        let is_there = |title: &&&str| self.headings.values().any(|found| found == **title);
        if let Some(title) = titles.iter().find(|title| !is_there(title)) {
            return Err(ReadError::NoHeading { title: (*title).to_owned() });
        }
        let rows = self.rows.into_iter();
        let rows = rows.map(|(row, cells)| ReturnedRow { row: row + 1, cells }).collect();
        Ok(ReturnedPacket { above: self.above, rows })
    }
}
