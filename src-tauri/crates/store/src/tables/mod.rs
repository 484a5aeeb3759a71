//! One file per table: row type, `get`, `find`, `list`, `insert`, `update`.

pub mod clerks;
pub mod settings;
#[cfg(test)]
pub(crate) mod testing;
