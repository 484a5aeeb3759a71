//! One file per table: row type, `get`, `find`, `list`, `insert`, `update`.

pub mod clerks;
pub mod enterprises;
pub mod leaders;
pub mod people;
pub mod settings;
#[cfg(test)]
pub(crate) mod testing;
pub mod unit_names;
pub mod units;
pub mod views;
