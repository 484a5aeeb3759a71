//! Safe keeping: backups, restore, proof of the journal.

mod backups;
mod types;
mod verify_journal;

pub use backups::{back_up_at_exit, back_up_if_due, last_good_backup, restore};
pub(crate) use backups::{
    choose_backup_folder, last_mark, list_backups, make_backup, restore_backup,
};
pub use types::*;
pub(crate) use verify_journal::verify_journal;
