//! Where things lie on this machine.

use std::path::{Path, PathBuf};

use tauri::{AppHandle, Manager};

/// Name of the data folder in the user's local data.
const OFFICE: &str = "企业接待日";
/// Holds the path of the data folder, when it is not the usual one.
const POINTER: &str = "data-folder";

/// Returns the data folder: the one asked for, else the one chosen after a restore, else the
/// usual one.
pub(crate) fn data(identifier: &str, asked: Option<PathBuf>) -> PathBuf {
    let chosen = || {
        let text = std::fs::read_to_string(pointer(identifier)?).ok()?;
        let path = PathBuf::from(text.trim());
        path.is_dir().then_some(path)
    };
    let folder = asked.or_else(chosen).unwrap_or_else(|| local_data().join(OFFICE));
    std::path::absolute(&folder).unwrap_or(folder)
}

/// Makes `folder` the one that is opened from the next start on.
///
/// # Errors
/// When the choice cannot be written.
pub(crate) fn choose_data(identifier: &str, folder: &Path) -> std::io::Result<()> {
    let pointer = pointer(identifier).ok_or(std::io::ErrorKind::NotFound)?;
    if let Some(parent) = pointer.parent() {
        std::fs::create_dir_all(parent)?;
    }
    std::fs::write(pointer, folder.display().to_string())
}

fn pointer(identifier: &str) -> Option<PathBuf> {
    dirs::config_dir().map(|folder| folder.join(identifier).join(POINTER))
}

fn local_data() -> PathBuf {
    dirs::data_local_dir().unwrap_or_else(std::env::temp_dir)
}

/// Returns the folders of fonts in order: the ones shipped, then the machine's own, among which
/// only the official faces count.
pub(crate) fn fonts(app: &AppHandle) -> Vec<PathBuf> {
    let mut folders = Vec::new();
    if let Some(given) = std::env::var_os("RECEPTION_FONTS") {
        folders.extend(std::env::split_paths(&given));
    }
    folders.extend(app.path().resource_dir().ok().map(|folder| folder.join("fonts")));
    // Unpacked from a build folder, the fonts lie beside the profiles: target/fonts.
    let program = std::env::current_exe().ok();
    folders.extend(program.and_then(|p| Some(p.parent()?.parent()?.join("fonts"))));
    folders.extend(system_fonts());
    folders.retain(|folder| folder.is_dir());
    folders
}

#[cfg(target_os = "linux")]
fn system_fonts() -> Vec<PathBuf> {
    let mut folders = vec![PathBuf::from("/usr/share/fonts"), "/usr/local/share/fonts".into()];
    folders.push(local_data().join("fonts"));
    folders
}

#[cfg(target_os = "macos")]
fn system_fonts() -> Vec<PathBuf> {
    let mut folders = vec![PathBuf::from("/System/Library/Fonts"), "/Library/Fonts".into()];
    folders.extend(dirs::font_dir());
    folders
}

#[cfg(windows)]
fn system_fonts() -> Vec<PathBuf> {
    let windows = std::env::var_os("WINDIR").map_or_else(|| "C:\\Windows".into(), PathBuf::from);
    vec![windows.join("Fonts"), local_data().join("Microsoft\\Windows\\Fonts")]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_asked_for_wins_and_is_absolute() {
        let folder = data("org.example.none", Some("offices/a".into()));
        assert!(folder.is_absolute() && folder.ends_with("offices/a"));
    }

    #[test]
    fn the_usual_folder_bears_the_programs_name() {
        assert!(data("org.example.none", None).ends_with(OFFICE));
    }
}
