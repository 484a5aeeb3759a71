//! The page: node modules, checks, build.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use crate::root;
use crate::step::{Failure, run};

/// npm's file name.
pub(crate) const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

fn folder() -> PathBuf {
    root().join("ui")
}

/// Installs the node modules when the lock file changed since the last time.
///
/// # Errors
/// When npm fails.
pub(crate) fn install() -> Result<(), Failure> {
    let lock = fs::read(folder().join("package-lock.json")).map_err(Failure::io("ui"))?;
    let stamp = folder().join("node_modules/.xtask-lock");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        println!("  every node module is there");
        return Ok(());
    }
    npm(&["ci", "--no-audit", "--no-fund"])?;
    fs::write(&stamp, lock).map_err(Failure::io(stamp.display()))
}

/// Runs the script `name` of the page's package.
///
/// # Errors
/// When it fails.
pub(crate) fn script(name: &str) -> Result<(), Failure> {
    npm(&["run", "--silent", name])
}

fn npm(words: &[&str]) -> Result<(), Failure> {
    run(Command::new(NPM).args(words).current_dir(folder()))
}

/// Builds the page when it is older than any of its sources.
///
/// # Errors
/// When the build fails.
pub(crate) fn build_if_stale() -> Result<(), Failure> {
    let built = modified(&folder().join("dist/index.html"));
    let changed = ["src", "public", "index.html", "package-lock.json", "vite.config.ts"]
        .iter()
        .map(|name| newest(&folder().join(name)))
        .max()
        .flatten();
    if built.is_some() && built >= changed {
        println!("  the page is up to date");
        return Ok(());
    }
    script("build")
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|metadata| metadata.modified()).ok()
}

fn newest(path: &Path) -> Option<SystemTime> {
    if !path.is_dir() {
        return modified(path);
    }
    let entries = fs::read_dir(path).ok()?.flatten();
    entries.map(|entry| newest(&entry.path())).max().flatten()
}
