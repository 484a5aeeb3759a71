//! 报表: the figures of a period, the demands behind each, the workbook and the one-page sheet.

mod get_figures;
mod set;
mod types;

pub(crate) use get_figures::get_figures;
pub use types::*;
