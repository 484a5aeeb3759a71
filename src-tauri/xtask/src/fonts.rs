//! The papers' fonts, gathered in `target/fonts` from Debian's packages. Which ones and why:
//! `src-tauri/crates/papers/FONTS.md`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::root;
use crate::setup;
use crate::step::{Failure, run, succeeds};

/// File and the package whose licence goes with it.
const SHIPPED: &[(&str, &str)] = &[
    ("NotoSerifCJK-Bold.ttc", "fonts-noto-cjk"),
    ("NotoSerifCJK-Regular.ttc", "fonts-noto-cjk"),
    ("NotoSansCJK-Medium.ttc", "fonts-noto-cjk-extra"),
    ("LXGWWenKai-Light.ttf", "fonts-lxgw-wenkai"),
    ("HanaMinB.ttf", "fonts-hanazono"),
    ("LiberationSerif-Regular.ttf", "fonts-liberation"),
];

/// Taken out of [`FANDOL_PACKAGE`] without installing TeX.
const FANDOL: &[&str] = &[
    "FandolFang-Regular.otf",
    "FandolHei-Regular.otf",
    "FandolKai-Regular.otf",
    "FandolSong-Regular.otf",
];
const FANDOL_PACKAGE: &str = "texlive-lang-chinese";
const FANDOL_FONTS: &str = "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol";
const FANDOL_LICENCE: &str = "usr/share/doc/texlive-doc/fonts/fandol/COPYING";

/// Returns the folder they are gathered in.
pub(crate) fn folder() -> PathBuf {
    root().join("target/fonts")
}

/// Gathers the fonts that are not there yet, each with its licence.
///
/// # Errors
/// When a font cannot be had.
pub(crate) fn gather() -> Result<(), Failure> {
    let folder = folder();
    let names = SHIPPED.iter().map(|(name, _)| *name).chain(FANDOL.iter().copied());
    let missing: Vec<&str> = names.filter(|name| !folder.join(name).is_file()).collect();
    if missing.is_empty() {
        println!("  every font is there");
        return Ok(());
    }
    if !succeeds("dpkg-deb", &["--version"]) {
        return Err(Failure::new(format!(
            "please put these fonts (see src-tauri/crates/papers/FONTS.md) in {}: {}",
            folder.display(),
            missing.join(", ")
        )));
    }
    println!("  gathering fonts in {}", folder.display());
    fs::create_dir_all(folder.join("licences")).map_err(Failure::io(folder.display()))?;
    for (name, package) in SHIPPED.iter().filter(|(name, _)| missing.contains(name)) {
        let found = find(Path::new("/usr/share/fonts"), name).ok_or_else(|| {
            Failure::new(format!("{name} is missing: install {package} (cargo xtask setup)"))
        })?;
        copy(&found, &folder.join(name))?;
        let licence = Path::new("/usr/share/doc").join(package).join("copyright");
        copy(&licence, &folder.join("licences").join(format!("{package}.txt")))?;
    }
    if FANDOL.iter().any(|name| missing.contains(name)) { fandol(&folder) } else { Ok(()) }
}

fn fandol(folder: &Path) -> Result<(), Failure> {
    let work = folder.with_file_name("fandol");
    fs::create_dir_all(&work).map_err(Failure::io(work.display()))?;
    println!("  taking Fandol out of {FANDOL_PACKAGE}, which is not installed itself");
    let mut download = Command::new("apt-get");
    download.args(["download", "-q", FANDOL_PACKAGE]).current_dir(&work);
    if run(&mut download).is_err() {
        // A machine that never asked has no list of packages yet.
        setup::update()?;
        run(&mut download)?;
    }
    let packages = fs::read_dir(&work).map_err(Failure::io(work.display()))?;
    let mut packages = packages.flatten().map(|entry| entry.path());
    let package = packages
        .find(|path| path.extension().is_some_and(|extension| extension == "deb"))
        .ok_or_else(|| Failure::new("apt-get download left no package"))?;
    let tree = work.join("tree");
    run(Command::new("dpkg-deb").arg("-x").arg(&package).arg(&tree))?;
    for name in FANDOL {
        copy(&tree.join(FANDOL_FONTS).join(name), &folder.join(name))?;
    }
    let own = tree.join(FANDOL_LICENCE);
    let debian = tree.join("usr/share/doc").join(FANDOL_PACKAGE).join("copyright");
    let licence = if own.is_file() { own } else { debian };
    copy(&licence, &folder.join("licences/fandol.txt"))?;
    fs::remove_dir_all(&work).map_err(Failure::io(work.display()))
}

fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    // Written beside and renamed: a font cut short by Ctrl+C would never be mended.
    let part = to.with_extension("part");
    fs::copy(from, &part).map_err(Failure::io(from.display()))?;
    fs::rename(&part, to).map_err(Failure::io(to.display()))
}

fn find(folder: &Path, name: &str) -> Option<PathBuf> {
    let entries: Vec<_> = fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path()).collect();
    let here = entries.iter().find(|path| path.file_name().is_some_and(|found| found == name));
    let below = || entries.iter().filter(|path| path.is_dir()).find_map(|path| find(path, name));
    here.cloned().or_else(below)
}
