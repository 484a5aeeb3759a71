//! The lists a clerk hands on, as workbooks: what each holds, and the one use case that writes them.

mod enterprises;
mod export_list;
mod issues;
mod leaders;
mod receptions;
mod slips;
mod table;
mod types;
mod units;

pub(crate) use export_list::export_list;
pub use types::*;
