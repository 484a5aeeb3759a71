//! What tests of the whole program share.

#[cfg(all(feature = "window", unix))]
pub mod window;
