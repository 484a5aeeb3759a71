//! Workbooks out: the ledger (台账) with its summary (汇总), any list a screen shows, and a unit's
//! work packet (工作包), which also comes back in. Tables of other programs in ([`import`]).
//!
//! The crate knows neither the store nor the rules: rows come in as plain structs, so what is
//! exported and who may see it is decided by the caller. Contracts that hold for every workbook:
//!
//! - **Streaming.** Rows are written one by one; memory does not grow with their number.
//! - **All or nothing.** The file appears under its name only when it is complete and on disk. A
//!   cancelled or failed export leaves whatever stood there before.
//! - **Text is text.** Nothing a user typed becomes a formula, whatever it starts with, and a
//!   literal `_x0041_` stays these seven characters. Text over a cell's 32,767 UTF-16 units goes on
//!   in the sheet 续文, and the cell says where.
//! - **Control characters** are refused when typed. One that comes here all the same is written in
//!   the format's own escape (`_x0001_`), so it is neither lost nor able to break the file.
//! - **Same input, same bytes.** The date in the document properties is passed in.
//!
//! A workbook that comes in is hostile until read: its container is bounded before the reader is let
//! in, cells stream, and no grid is ever built (guarantee I1).

mod base;
mod error;
pub mod import;
mod ledger;
mod list;
mod output;
mod packet;
mod report;
mod style;
mod text;

pub use error::SheetError;
pub use ledger::columns::column_titles;
pub use ledger::row::{LedgerRow, Light};
pub use ledger::scope::{LedgerScope, Paper, Variant};
pub use ledger::{LedgerStats, write_ledger};
pub use list::{ListCell, ListColumn, ListKind, ListScope, write_list};
pub use packet::read::{PacketFile, ReadError, ReturnedCell, ReturnedPacket, ReturnedRow};
pub use packet::{PacketBand, PacketCell, PacketColumn, PacketInput, PacketSheet, write_packet};
pub use report::{
    Report, ReportAmount, ReportCharts, ReportColumn, ReportFigure, ReportGrouping, ReportRate,
    ReportRow, ReportScope, ReportSittings, write_report,
};
