//! 诉求台账: pages, views, the workbook.

mod export_ledger;
mod filter;
mod handing;
mod list_ledger;
mod overdue;
mod types;
mod veiled;
mod views;

pub(crate) use export_ledger::{cancel_job, export_ledger, rating};
pub(crate) use filter::lights;
pub(crate) use list_ledger::{idle, list_ledger, number, slip_number};
pub use types::*;
pub(crate) use veiled::veiled;
pub(crate) use views::{list_views, save_view, void_view};
