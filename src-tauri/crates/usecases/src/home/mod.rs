//! 工作台: what needs the clerk now, by urgency.

mod get_home;
mod types;
mod work;

pub(crate) use get_home::get_home;
pub use types::*;
