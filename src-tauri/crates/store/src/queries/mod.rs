//! Read models that join tables, and what differs between database engines.

pub mod alerts;
pub mod backup;
pub mod directory;
pub mod figures;
pub mod found;
pub mod home;
pub mod ledger;
pub mod packets;
pub mod search;
pub(crate) mod shown;
pub mod similar;
pub mod sittings;
pub mod slips;
pub mod status;
pub mod supervision;
