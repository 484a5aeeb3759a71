//! 报表: the figures of a period, the demands behind each, the workbook and the one-page sheet.

mod book;
mod export_figures;
mod get_figures;
mod paper;
mod save_chart;
mod set;
mod types;

pub(crate) use export_figures::export_figures;
pub(crate) use get_figures::{Asked, asked, get_figures, ordered, sitting_figures};
pub(crate) use paper::{preview_figures, print_figures};
pub(crate) use save_chart::save_chart;
pub use types::*;
