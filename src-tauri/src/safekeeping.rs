//! Backups now and then and at the end; the way out of an office that cannot be opened.

use std::path::{Path, PathBuf};
use std::time::Duration;

use tauri::AppHandle;
use usecases::safekeeping::{RestoreOutcome, back_up_if_due, restore};
use usecases::{CommandError, UseCaseError};

use crate::call::off_the_window;
use crate::desk::Desk;
use crate::{failure, folders};

/// How often is looked whether a backup is due; the use case decides by its own hour.
const LOOK: Duration = Duration::from_secs(5 * 60);

/// Makes the backups that are due, until the program ends.
pub(crate) fn back_up_hourly(desk: Desk) {
    std::thread::spawn(move || {
        let Ok(office) = desk.office() else { return };
        loop {
            log_backup(back_up_if_due(&office));
            std::thread::sleep(LOOK);
        }
    });
}

/// Makes the last backup and closes the office; the window is gone by then.
pub(crate) fn back_up_at_exit(desk: &Desk) {
    if let Some(office) = desk.opened() {
        log_backup(usecases::safekeeping::back_up_at_exit(&office));
        // The process ends without dropping anything; unclosed, the next start would be slow.
        if let Err(error) = office.close() {
            log::warn!("not closed: {}", CommandError::from(&error).message);
        }
    }
}

fn log_backup(made: Result<Option<usecases::safekeeping::Backup>, UseCaseError>) {
    match made {
        Ok(Some(backup)) if backup.is_good => log::info!("backup {}", backup.path),
        Ok(Some(backup)) => log::error!("backup {} does not count", backup.path),
        Ok(None) => {}
        Err(error) => log::error!("backup: {}", CommandError::from(&error).message),
    }
}

/// Restores a backup into a new or empty folder while no office is open.
///
/// # Errors
/// When the folder holds something or the backup does not pass its check.
#[tauri::command]
pub(crate) async fn desktop_restore(
    backup: PathBuf,
    into: PathBuf,
) -> Result<RestoreOutcome, CommandError> {
    off_the_window(move || restore(&backup, &into).map_err(|error| CommandError::from(&error)))
        .await
}

/// Starts the program anew on another data folder, which stays the one opened from then on.
///
/// # Errors
/// When it is no folder or the choice cannot be kept.
#[tauri::command]
pub(crate) async fn desktop_use_folder(app: AppHandle, path: PathBuf) -> Result<(), CommandError> {
    check_folder(&path)?;
    folders::choose_data(&app.config().identifier, &path)
        .map_err(|error| failure::unwritten(&path, &error))?;
    app.request_restart();
    Ok(())
}

fn check_folder(path: &Path) -> Result<(), CommandError> {
    if path.is_absolute() && path.is_dir() {
        return Ok(());
    }
    Err(failure::refused(format!("“{}”不是可用的文件夹，请重新选择。", path.display())))
}
