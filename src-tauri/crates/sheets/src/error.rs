//! What can go wrong while a workbook is written.

use std::error::Error;
use std::io;
use std::path::PathBuf;

/// A workbook that was not written. Nothing is left under the target name.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    /// The caller's progress function asked to stop.
    #[error("导出已取消。")]
    Cancelled,
    /// A row could not be fetched; `row` counts from 1.
    #[error("第 {row} 行取不到数据，没有导出。")]
    Rows {
        /// Place of the row in the export.
        row: u64,
        /// Why the caller's iterator failed.
        source: Box<dyn Error + Send + Sync>,
    },
    /// More rows than one sheet of the format holds (1,048,576 with the headings).
    #[error("一张工作表最多 {limit} 行，请缩小导出范围。")]
    TooManyRows {
        /// How many rows fit.
        limit: u32,
    },
    /// A row of a list does not have one cell for each column; `row` counts from 1.
    #[error("第 {row} 行有 {found} 格，应有 {expected} 格。")]
    RowWidth {
        /// Place of the row in the export.
        row: u64,
        /// Columns of the list.
        expected: usize,
        /// Cells of the row.
        found: usize,
    },
    /// The folder could not be written.
    #[error("不能写入“{}”。", path.display())]
    Write {
        /// The file that was to be made.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The writer gave up on its scratch file, nearly always because the temporary disk is full.
    #[error("临时磁盘空间不足，没有导出。")]
    Scratch,
    /// The workbook library refused something.
    #[error("工作簿没有写成。")]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
}
