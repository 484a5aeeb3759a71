//! 现场记录: the running record, and what becomes of its sentences.

mod entries;
mod get_minutes;
mod merge_demand;
mod quotes;
mod raise_demand;
mod save_demand_fields;
mod save_entry;
mod split_demand;
mod split_merge;
mod types;
mod void_demand;
mod words;

pub(crate) use entries::{restore_entry, void_entry};
pub(crate) use get_minutes::{get_minutes, joined};
pub(crate) use merge_demand::merge_demand;
pub(crate) use raise_demand::raise_demand;
pub(crate) use save_demand_fields::save_demand_fields;
pub(crate) use save_entry::{save_entry, update_entry};
pub(crate) use split_demand::{split_demand, take_back_split};
pub(crate) use split_merge::{merge_entry, split_entry};
pub use types::*;
pub(crate) use void_demand::{restore_demand, void_demand};
