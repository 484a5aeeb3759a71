//! 扫描件: papers that come back find their record by the code printed on them. First they are
//! read and shown; what the clerk confirms is kept.

mod finding;
mod keep_scans;
mod read_scans;
mod types;

pub use ::scans::{Reader, answer};
pub(crate) use keep_scans::keep_scans;
pub(crate) use read_scans::read_scans;
pub use types::*;
