//! The one search box (`Ctrl+K`).

mod search_everything;
mod types;

pub(crate) use search_everything::search_everything;
pub use types::*;
