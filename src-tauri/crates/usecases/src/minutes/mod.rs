//! minutes

mod pending;
mod types;

pub(crate) use pending::*;
pub use types::*;
