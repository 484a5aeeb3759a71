//! One file per table: row type, `get`, `find`, `list`, `insert`, `update`.

pub mod acts;
pub mod agenda_items;
pub mod announcements;
pub mod attachments;
pub mod channels;
pub mod clerks;
pub mod clues;
pub mod demand_follows;
pub mod demands;
pub mod enterprises;
pub mod entries;
pub mod guests;
pub mod imports;
pub mod kept_forms;
pub mod leaders;
pub mod link_visits;
pub mod links;
pub mod notices;
pub mod packets;
pub mod participants;
pub mod people;
pub mod reception_leaders;
pub mod receptions;
pub mod rotas;
pub mod scans;
pub mod settings;
pub mod slips;
mod statement;
pub mod supervisors;
pub mod tasks;
#[cfg(test)]
pub(crate) mod testing;
pub mod turn_changes;
pub mod turns;
pub mod unit_names;
pub mod units;
pub mod views;
