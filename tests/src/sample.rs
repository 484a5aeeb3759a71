//! The sample office, told once for all tests of a program: a year takes long to tell.

use std::error::Error;
use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::time::UNIX_EPOCH;

/// Copies the office that `make` makes in the folder it is given to `to`. The first one is kept
/// below `scratch` until the test program is built anew; programs that ask at once wait for it.
///
/// # Errors
/// When a file cannot be read or written, or `make` fails.
pub fn copy_of(
    scratch: &Path,
    to: &Path,
    make: impl FnOnce(&Path) -> Result<(), Box<dyn Error + Send + Sync>>,
) -> Result<(), Box<dyn Error + Send + Sync>> {
    let program = std::env::current_exe()?;
    let built = fs::metadata(&program)?.modified()?.duration_since(UNIX_EPOCH)?.as_nanos();
    let stem = program.file_stem().unwrap_or_default().to_string_lossy();
    let place = scratch.join(format!("sample-{stem}"));
    let (office, mark) = (place.join("office"), place.join("built"));
    fs::create_dir_all(scratch)?;
    // Given back when it is closed, at the end.
    let lock = File::create(scratch.join(format!("sample-{stem}.lock")))?;
    lock.lock()?;
    if fs::read_to_string(&mark).ok() != Some(built.to_string()) {
        if place.exists() {
            fs::remove_dir_all(&place)?;
        }
        fs::create_dir_all(&place)?;
        make(&office)?;
        fs::write(&mark, built.to_string())?;
    }
    Ok(copy(&office, to)?)
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let place = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &place)?;
        } else {
            fs::copy(entry.path(), place)?;
        }
    }
    Ok(())
}
