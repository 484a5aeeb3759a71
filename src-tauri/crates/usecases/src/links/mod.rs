//! 联系: leaders and service officers who look after enterprises and chambers, with their visits.

mod list_links;
mod save_link;
mod save_visit;
mod types;

pub(crate) use list_links::{all, list_links};
pub(crate) use save_link::{end_link, save_link, void_link};
pub(crate) use save_visit::{save_link_visit, void_link_visit};
pub use types::*;
