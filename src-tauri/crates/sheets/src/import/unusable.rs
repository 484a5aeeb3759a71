//! Why a table that exists already cannot be read.

use serde::{Deserialize, Serialize};

/// A file that is no table, or that no reader should be let at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Unusable {
    /// It is not there or cannot be read.
    #[error("读不出这个文件，请重新选择。")]
    Open,
    /// More bytes than are taken.
    #[error("文件超过 {mebibytes} MB，不能导入。请删去其中的图片，或按年份分成几个文件。")]
    TooLarge {
        /// How many are taken.
        mebibytes: usize,
    },
    /// Nothing stands in it.
    #[error("文件是空的，没有可以导入的内容。")]
    Empty,
    /// Neither a workbook nor plain text.
    #[error("这不是表格文件。可以导入 xlsx、xls、xlsb、ods 和 csv，请另存为其中一种。")]
    NotATable,
    /// A page of the web under the name of a workbook.
    #[error(
        "这是网页格式的表，不是真正的 Excel 工作簿。请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入。"
    )]
    WebPage,
    /// It asks for a password.
    #[error("文件设了打开密码，请去掉密码、另存后再导入。")]
    Locked,
    /// Parts that do not unpack, or no reader understands.
    #[error("{}读不下去，文件已损坏。请用 Excel 或 WPS 重新保存后再导入。", of(sheet))]
    Damaged {
        /// Empty where it is the file as a whole.
        sheet: String,
    },
    /// More parts than are taken.
    #[error("文件里的部件超过 {max} 个，不是台账或名录，没有导入。")]
    TooManyParts {
        /// How many are taken.
        max: usize,
    },
    /// It unpacks to more than is taken.
    #[error("文件解压后超过 {mebibytes} MB，没有导入。请按年份分成几个文件。")]
    Unpacked {
        /// How many are taken.
        mebibytes: u64,
    },
    /// No sheet of that name.
    #[error("文件里没有“{sheet}”这张表，请重新选择。")]
    NoSheet {
        /// The one asked for.
        sheet: String,
    },
    /// Content far outside of any table.
    #[error(
        "{} {cell} 还有内容，最多 {rows} 行、{columns} 列。请删去表格以外的内容后再导入。",
        of(sheet)
    )]
    TooFar {
        sheet: String,
        cell: String,
        /// How many rows and columns are taken.
        rows: u32,
        columns: u32,
    },
    /// More cells than are taken.
    #[error("{}读到 {cell}，有内容的格已超过 {max} 个。请按年份分成几个文件。", of(sheet))]
    TooManyCells {
        sheet: String,
        cell: String,
        /// How many are taken.
        max: usize,
    },
    /// More text in one cell than a workbook holds.
    #[error("{} {cell} 的内容超过 {max} 个字，没有导入。", of(sheet))]
    LongText {
        sheet: String,
        cell: String,
        /// How many are taken.
        max: usize,
    },
    /// Rows that do not come from above to below.
    #[error("{}从 {cell} 起次序错乱，文件已损坏。请用 Excel 或 WPS 重新保存后再导入。", of(sheet))]
    Disordered { sheet: String, cell: String },
    /// Text in neither of the usual encodings.
    #[error(
        "第 {row} 行的文字编码不对，不是 UTF-8 也不是 GB18030。请用 Excel 另存为 .xlsx 后再导入。"
    )]
    Encoding {
        /// Counted from 1.
        row: usize,
    },
    /// The reader did not come to an end.
    #[error("文件读得太久，已停止，没有导入。请按年份分成几个文件，或重新保存后再试。")]
    TooSlow,
    /// The reader ended by itself, nearly always because the file asks for more memory than it gets.
    #[error("文件读不下去：内容过大或已损坏，已停止，没有导入。请用 Excel 或 WPS 重新保存后再试。")]
    Overwhelming,
}

/// Names the sheet; a text file has none.
fn of(sheet: &str) -> String {
    if sheet.is_empty() { String::from("文件") } else { format!("“{sheet}”表") }
}
