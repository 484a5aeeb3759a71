//! Use cases still to be written in this module; delete this file.

use crate::context::Context;
use crate::error::UseCaseError;
use crate::safekeeping::{Backup, BackupList, ChooseBackupFolder, JournalProof, RestoreBackup, RestoreOutcome};
use crate::wire::{Nothing};

pub(crate) fn verify_journal(_: &Context<'_>, _: Nothing) -> Result<JournalProof, UseCaseError> {
    Err(UseCaseError::UnknownCommand("verify_journal".into()))
}

pub(crate) fn list_backups(_: &Context<'_>, _: Nothing) -> Result<BackupList, UseCaseError> {
    Err(UseCaseError::UnknownCommand("list_backups".into()))
}

pub(crate) fn make_backup(_: &Context<'_>, _: Nothing) -> Result<Backup, UseCaseError> {
    Err(UseCaseError::UnknownCommand("make_backup".into()))
}

pub(crate) fn choose_backup_folder(_: &Context<'_>, _: ChooseBackupFolder) -> Result<BackupList, UseCaseError> {
    Err(UseCaseError::UnknownCommand("choose_backup_folder".into()))
}

pub(crate) fn restore_backup(_: &Context<'_>, _: RestoreBackup) -> Result<RestoreOutcome, UseCaseError> {
    Err(UseCaseError::UnknownCommand("restore_backup".into()))
}
