//! 工作包: a unit without an account gets its open tasks as a workbook, fills it in and sends it back;
//! what it says is checked row by row and recorded by the rules of every other act.

mod accept_return;
mod entries;
mod export_refusals;
mod folders;
mod layout;
mod list_packet_units;
mod make_packets;
mod preview_return;
mod recorded;
mod recording;
mod returned;
mod tasks;
mod types;
mod words;

pub(crate) use accept_return::accept_return;
pub(crate) use export_refusals::export_refusals;
pub(crate) use list_packet_units::list_packet_units;
pub(crate) use make_packets::make_packets;
pub(crate) use preview_return::preview_return;
pub use types::*;
