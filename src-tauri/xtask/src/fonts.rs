//! The papers' fonts, gathered from Debian packages into `target/fonts`.
//!
//! The list is that of `src-tauri/crates/papers/FONTS.md`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::command::{Done, command, run, target};

/// Installed by packages of [`crate::setup`].
const INSTALLED: &[&str] = &[
    "NotoSerifCJK-Bold.ttc",
    "NotoSerifCJK-Regular.ttc",
    "NotoSansCJK-Medium.ttc",
    "LXGWWenKai-Light.ttf",
    "HanaMinB.ttf",
    "LiberationSerif-Regular.ttf",
];

/// Taken out of one package without installing TeX.
const FANDOL: &[&str] = &[
    "FandolFang-Regular.otf",
    "FandolKai-Regular.otf",
    "FandolHei-Regular.otf",
    "FandolSong-Regular.otf",
];
const FANDOL_PACKAGE: &str = "texlive-lang-chinese";

/// Puts every font in place; those already there stay.
///
/// # Errors
/// When a package or a file of it is missing.
pub(crate) fn gather() -> Done {
    let folder = target().join("fonts");
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let is_missing = |name: &&&str| !folder.join(name).exists();
    let installed: Vec<&&str> = INSTALLED.iter().filter(is_missing).collect();
    if !installed.is_empty() {
        copy(Path::new("/usr/share/fonts"), &installed, &folder)?;
    }
    let fandol: Vec<&&str> = FANDOL.iter().filter(is_missing).collect();
    if fandol.is_empty() { Ok(()) } else { unpack_fandol(&fandol, &folder) }
}

fn unpack_fandol(wanted: &[&&str], folder: &Path) -> Done {
    eprintln!("Taking the Fandol fonts out of {FANDOL_PACKAGE} (it is not installed)");
    let work = target().join("fandol");
    fs::create_dir_all(&work).map_err(|error| format!("{}: {error}", work.display()))?;
    let download =
        |work: &Path| run(command("apt-get download").arg(FANDOL_PACKAGE).current_dir(work));
    if download(&work).is_err() {
        // A machine that never asked has no list of packages yet.
        crate::setup::apt(&["update"])?;
        download(&work)?;
    }
    let package = find(&work, |name| name.starts_with(FANDOL_PACKAGE) && name.ends_with(".deb"))
        .ok_or("the package of Fandol was not downloaded")?;
    run(command("dpkg -x").arg(&package).arg(&work))?;
    copy(&work, wanted, folder)?;
    fs::remove_dir_all(&work).map_err(|error| format!("{}: {error}", work.display()))
}

fn copy(from: &Path, names: &[&&str], to: &Path) -> Done {
    for name in names {
        let found = find(from, |file| file == **name)
            .ok_or_else(|| format!("{name} is not under {}", from.display()))?;
        fs::copy(&found, to.join(name)).map_err(|error| format!("{name}: {error}"))?;
    }
    Ok(())
}

/// Finds the first file below a folder whose name is wanted.
fn find(folder: &Path, is_wanted: impl Fn(&str) -> bool + Copy) -> Option<PathBuf> {
    for entry in fs::read_dir(folder).ok()?.flatten() {
        let path = entry.path();
        if path.is_dir() {
            if let Some(found) = find(&path, is_wanted) {
                return Some(found);
            }
        } else if is_wanted(&entry.file_name().to_string_lossy()) {
            return Some(path);
        }
    }
    None
}
