//! What tests of the whole program share.

pub mod book;
pub mod measure;
pub mod naxi;
pub mod pdf;
pub mod sample;
#[cfg(all(feature = "window", unix))]
pub mod window;
