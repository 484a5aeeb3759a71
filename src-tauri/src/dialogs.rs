//! The system's own dialogs for files and folders, opened from here so that the page needs no
//! right to them. They cannot be driven by a test: debug builds take the answer from a file.

use std::path::PathBuf;

use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};
use usecases::CommandError;

use crate::call::off_the_window;
use crate::window;

/// What a test wants the next dialog to answer, if it wants anything.
#[cfg(debug_assertions)]
fn prepared_answer() -> Option<Option<PathBuf>> {
    // The variable names a file that holds one path; an empty or missing file is a cancel.
    let file = std::env::var_os("RECEPTION_DIALOG_ANSWER")?;
    let answer = std::fs::read_to_string(file).unwrap_or_default();
    Some(Some(answer.trim()).filter(|path| !path.is_empty()).map(PathBuf::from))
}

#[cfg(not(debug_assertions))]
fn prepared_answer() -> Option<Option<PathBuf>> {
    None
}

/// Shows a dialog and waits for its answer; `None` is a cancel.
pub(crate) async fn ask(
    app: AppHandle,
    title: String,
    show: impl FnOnce(FileDialogBuilder<tauri::Wry>) -> Option<Vec<FilePath>> + Send + 'static,
) -> Result<Option<Vec<PathBuf>>, CommandError> {
    off_the_window(move || {
        if let Some(answer) = prepared_answer() {
            return Ok(answer.map(|path| vec![path]));
        }
        let mut dialog = app.dialog().file().set_title(title);
        if let Some(window) = app.get_webview_window(window::LABEL) {
            dialog = dialog.set_parent(&window);
        }
        let chosen = show(dialog).unwrap_or_default();
        let paths: Vec<PathBuf> =
            chosen.into_iter().filter_map(|path| path.into_path().ok()).collect();
        Ok(Some(paths).filter(|paths| !paths.is_empty()))
    })
    .await
}

fn first(paths: Option<Vec<PathBuf>>) -> Option<PathBuf> {
    paths.and_then(|paths| paths.into_iter().next())
}

fn limit_to<R: tauri::Runtime>(
    dialog: FileDialogBuilder<R>,
    extensions: &[String],
) -> FileDialogBuilder<R> {
    if extensions.is_empty() {
        return dialog;
    }
    let extensions: Vec<&str> = extensions.iter().map(String::as_str).collect();
    dialog.add_filter(extensions.join("、"), &extensions)
}

/// Asks where to write a file; `None` when the clerk cancelled.
///
/// # Errors
/// Only when the shell itself fails.
#[tauri::command]
pub(crate) async fn desktop_choose_save(
    app: AppHandle,
    title: String,
    suggested_name: String,
) -> Result<Option<PathBuf>, CommandError> {
    let show = move |dialog: FileDialogBuilder<_>| {
        dialog.set_file_name(suggested_name).blocking_save_file().map(|path| vec![path])
    };
    Ok(first(ask(app, title, show).await?))
}

/// Asks for one file with one of `extensions` (empty: any); `None` when the clerk cancelled.
///
/// # Errors
/// Only when the shell itself fails.
#[tauri::command]
pub(crate) async fn desktop_choose_file(
    app: AppHandle,
    title: String,
    extensions: Vec<String>,
) -> Result<Option<PathBuf>, CommandError> {
    let show =
        move |dialog| limit_to(dialog, &extensions).blocking_pick_file().map(|path| vec![path]);
    Ok(first(ask(app, title, show).await?))
}

/// Asks for files with one of `extensions` (empty: any); none when the clerk cancelled.
///
/// # Errors
/// Only when the shell itself fails.
#[tauri::command]
pub(crate) async fn desktop_choose_files(
    app: AppHandle,
    title: String,
    extensions: Vec<String>,
) -> Result<Vec<PathBuf>, CommandError> {
    let show = move |dialog| limit_to(dialog, &extensions).blocking_pick_files();
    Ok(ask(app, title, show).await?.unwrap_or_default())
}

/// Asks for a folder; `None` when the clerk cancelled.
///
/// # Errors
/// Only when the shell itself fails.
#[tauri::command]
pub(crate) async fn desktop_choose_folder(
    app: AppHandle,
    title: String,
) -> Result<Option<PathBuf>, CommandError> {
    let show = |dialog: FileDialogBuilder<_>| {
        dialog.set_can_create_directories(true).blocking_pick_folder().map(|path| vec![path])
    };
    Ok(first(ask(app, title, show).await?))
}
