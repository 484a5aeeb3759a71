//! One file per table: row type, `get`, `find`, `list`, `insert`, `update`.

pub mod acts;
pub mod agenda_items;
pub mod attachments;
pub mod clerks;
pub mod demands;
pub mod enterprises;
pub mod entries;
pub mod guests;
pub mod leaders;
pub mod notices;
pub mod participants;
pub mod people;
pub mod reception_leaders;
pub mod receptions;
pub mod scans;
pub mod settings;
pub mod slips;
mod statement;
pub mod tasks;
#[cfg(test)]
pub(crate) mod testing;
pub mod unit_names;
pub mod units;
pub mod views;
