//! 导入: tables the office kept before. A file is read and shown first; what the clerk confirms is
//! taken over in one change, and can be taken back as a whole.

mod accept_import;
mod bodies;
mod export_import_refusals;
mod imports;
mod leading;
mod numbers;
mod plan;
mod preview_import;
mod read_rows;
mod recording;
mod settle;
mod table;
mod turns;
mod types;
mod undo_import;

pub(crate) use accept_import::accept_import;
pub(crate) use export_import_refusals::export_import_refusals;
pub(crate) use imports::list_imports;
pub use plan::file_sm3;
pub(crate) use preview_import::preview_import;
pub use sheets::import::{BookReader, answer};
pub use types::*;
pub(crate) use undo_import::undo_import;
