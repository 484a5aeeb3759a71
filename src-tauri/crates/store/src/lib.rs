//! The only crate that knows SQLite: one data folder, one writer, every change journaled.

pub mod anchor;
pub mod backups;
pub mod column;
pub mod content;
pub mod error;
pub mod folder;
pub mod ids;
mod inspection;
pub mod journal;
pub mod migrations;
pub mod open;
pub mod queries;
mod soundness;
pub mod tables;
pub mod watch;
mod writing;

pub use error::StoreError;
pub use folder::DataFolder;
pub use ids::new_id;
pub use open::Store;
pub use writing::{Author, Writing};
