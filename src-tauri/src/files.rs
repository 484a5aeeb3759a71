//! Files the program made or keeps: opened by the system's programs, copied to where she wants.

use std::path::{Path, PathBuf};

use tauri::AppHandle;
use tauri_plugin_dialog::FileDialogBuilder;
use tauri_plugin_opener::OpenerExt;
use usecases::CommandError;
use usecases::files::OPENABLE;

use crate::call::off_the_window;
use crate::{dialogs, failure};

/// Opens a file with the system's program for its kind.
///
/// # Errors
/// When the file is missing, of a kind that could run, or no program takes it.
#[tauri::command]
pub(crate) async fn desktop_open_file(app: AppHandle, path: PathBuf) -> Result<(), CommandError> {
    off_the_window(move || {
        check(&path)?;
        open(&app, &path)
    })
    .await
}

/// Shows a folder in the system's file manager.
///
/// # Errors
/// When the folder is missing or nothing shows it.
#[tauri::command]
pub(crate) async fn desktop_open_folder(app: AppHandle, path: PathBuf) -> Result<(), CommandError> {
    off_the_window(move || {
        check_folder(&path)?;
        open(&app, &path)
    })
    .await
}

// A file would be run or opened by whatever takes it: only folders are shown.
fn check_folder(path: &Path) -> Result<(), CommandError> {
    if path.is_absolute() && path.is_dir() {
        return Ok(());
    }
    Err(failure::refused(format!("文件夹“{}”已不在原处。", path.display())))
}

/// Opens an existing file of a harmless kind, or a folder.
///
/// # Errors
/// When no program takes it.
pub(crate) fn open(app: &AppHandle, path: &Path) -> Result<(), CommandError> {
    app.opener().open_path(path.to_string_lossy(), None::<&str>).map_err(|error| {
        log::warn!("{}: {error}", path.display());
        failure::refused(format!("本机没有能打开“{}”的程序，请管理员安装。", name_of(path)))
    })
}

/// Refuses what is missing or could run.
///
/// # Errors
/// A Chinese reason.
pub(crate) fn check(path: &Path) -> Result<(), CommandError> {
    if !path.is_absolute() || !path.is_file() {
        return Err(failure::refused(format!("文件“{}”已不在原处。", path.display())));
    }
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
    if OPENABLE.iter().any(|known| known.eq_ignore_ascii_case(extension)) {
        return Ok(());
    }
    Err(failure::refused(format!("“{}”不是文书、表格或图片，不能从这里打开。", name_of(path))))
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Asks where to keep a copy of `path` and writes it; `None` when the clerk cancelled.
///
/// # Errors
/// When the copy cannot be written; what stood there before is then still there.
#[tauri::command]
pub(crate) async fn desktop_save_as(
    app: AppHandle,
    path: PathBuf,
    suggested_name: String,
) -> Result<Option<PathBuf>, CommandError> {
    check(&path)?;
    let extension = path.extension().unwrap_or_default().to_owned();
    let show = move |dialog: FileDialogBuilder<_>| {
        dialog.set_file_name(suggested_name).blocking_save_file().map(|chosen| vec![chosen])
    };
    let chosen = dialogs::ask(app, String::from("另存为"), show).await?;
    let Some(target) = chosen.and_then(|paths| paths.into_iter().next()) else {
        return Ok(None);
    };
    off_the_window(move || {
        let target = with_extension(target, &extension);
        copy(&path, &target).map_err(|error| failure::unwritten(&target, &error))?;
        Ok(Some(target))
    })
    .await
}

// A name typed without its ending would open in no program.
fn with_extension(target: PathBuf, extension: &std::ffi::OsStr) -> PathBuf {
    if target.extension().is_some_and(|found| found.eq_ignore_ascii_case(extension)) {
        return target;
    }
    let mut name = target.into_os_string();
    name.push(".");
    name.push(extension);
    name.into()
}

// Written beside the target and renamed, so that a full disk never leaves half a file.
fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    let mut part = to.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    let copied = std::fs::copy(from, &part).and_then(|_| std::fs::rename(&part, to));
    if copied.is_err() {
        // The first error is the one to tell.
        let _ = std::fs::remove_file(&part);
    }
    copied
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, "文书").unwrap();
        (folder, path)
    }

    #[test]
    fn opens_papers_only() {
        for (name, is_allowed) in [
            ("交办单.pdf", true),
            ("台账.XLSX", true),
            ("扫描.gif", true),
            ("a.desktop", false),
            ("a.exe", false),
        ] {
            let (_folder, path) = file(name);
            assert_eq!(check(&path).is_ok(), is_allowed, "{name}");
        }
        assert!(check(Path::new("/nowhere/a.pdf")).is_err());
    }

    #[test]
    fn only_folders_are_shown_as_folders() {
        let (folder, path) = file("a.sh");
        assert!(check_folder(folder.path()).is_ok());
        assert!(check_folder(&path).is_err() && check_folder(Path::new(".")).is_err());
    }

    #[test]
    fn a_name_without_its_ending_gets_it() {
        let ending = std::ffi::OsStr::new("pdf");
        assert_eq!(with_extension("/d/第12号".into(), ending), Path::new("/d/第12号.pdf"));
        assert_eq!(with_extension("/d/a.PDF".into(), ending), Path::new("/d/a.PDF"));
        assert_eq!(with_extension("/d/v1.2".into(), ending), Path::new("/d/v1.2.pdf"));
    }

    #[test]
    fn a_failed_copy_leaves_what_was_there() {
        let (folder, path) = file("a.pdf");
        let target = folder.path().join("b.pdf");
        std::fs::write(&target, "旧").unwrap();
        assert!(copy(Path::new("/nowhere/a.pdf"), &target).is_err());
        assert_eq!(std::fs::read_to_string(&target).unwrap(), "旧");
        copy(&path, &target).unwrap();
        assert_eq!(std::fs::read_to_string(&target).unwrap(), "文书");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
    }
}
