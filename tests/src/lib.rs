//! What tests of the whole program share.

pub mod measure;
#[cfg(all(feature = "window", unix))]
pub mod window;
