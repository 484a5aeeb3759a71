//! What the office does, one use case each. Shells hand `(name, JSON)` to [`dispatch`].

#![expect(
    clippy::needless_pass_by_value,
    reason = "a use case takes its input whole, as the contract hands it over"
)]

pub mod alerts;
pub mod announcement;
#[cfg(feature = "bindings")]
pub mod bindings;
pub mod bulletin;
pub mod channels;
pub mod clock;
pub mod clue;
pub mod common_issue;
pub mod context;
pub mod contract;
pub mod demand;
pub mod directory;
pub mod error;
mod exporting;
mod fields;
pub mod figures;
pub mod files;
pub mod forms;
pub mod handling;
pub mod home;
pub mod import;
pub mod jobs;
pub mod ledger;
pub mod links;
pub mod lists;
pub mod minutes;
pub mod office;
pub mod packet;
mod printing;
mod prints;
pub mod reception;
pub mod rolls;
pub mod rota;
pub mod safekeeping;
pub mod scanning;
pub mod search;
pub mod similar;
pub mod slip;
pub mod supervisors;
pub mod wire;

pub use context::{Context, Office, Opening};
pub use contract::dispatch;
pub use error::{CommandError, ErrorCode, UseCaseError};
