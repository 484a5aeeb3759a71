//! 现场记录: the running record, and what becomes of its sentences.

mod demands;
mod entries;
mod get_minutes;
mod raise_demand;
mod save_entry;
mod split_merge;
mod types;

pub(crate) use demands::{
    merge_demand, restore_demand, save_demand_fields, split_demand, void_demand,
};
pub(crate) use entries::{restore_entry, void_entry};
pub(crate) use get_minutes::{get_minutes, joined};
pub(crate) use raise_demand::raise_demand;
pub(crate) use save_entry::save_entry;
pub(crate) use split_merge::{merge_entry, split_entry};
pub use types::*;
