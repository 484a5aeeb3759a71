//! Puts a finished workbook under its name, complete or not at all.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use rust_xlsxwriter::Workbook;

use crate::SheetError;

/// Told how many rows are done; asked whether to go on.
pub(crate) type Progress<'a> = dyn FnMut(u64) -> ControlFlow<()> + Send + 'a;

/// Deflate level. 3 takes half the time of the usual 6 for a file a tenth larger.
const COMPRESSION: u8 = 3;

/// How many bytes of the finished file lie between two questions to the caller.
const BYTES_PER_QUESTION: usize = 512 * 1024;

/// Saves beside `path`, syncs, then renames over it.
pub(crate) fn publish(
    workbook: &mut Workbook,
    path: &Path,
    rows: u64,
    progress: &mut Progress<'_>,
) -> Result<(), SheetError> {
    let failed = |source| SheetError::Write { path: path.to_owned(), source };
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut partial =
        tempfile::Builder::new().prefix(".").suffix(".part").tempfile_in(folder).map_err(failed)?;

    let mut cancelled = false;
    workbook.set_zip_compression_level(COMPRESSION);
    let saved = {
        let out = Questioned {
            file: BufWriter::with_capacity(128 * 1024, partial.as_file_mut()),
            since: 0,
            rows,
            progress,
            cancelled: &mut cancelled,
        };
        guarded(|| workbook.save_to_writer(out).map_err(SheetError::from))
    };
    if cancelled {
        return Err(SheetError::Cancelled);
    }
    match saved {
        Err(SheetError::Xlsx(rust_xlsxwriter::XlsxError::IoError(source))) => {
            return Err(failed(source));
        }
        other => other?,
    }

    allow_reading_like_any_file(partial.as_file()).map_err(failed)?;
    partial.as_file().sync_all().map_err(failed)?;
    partial.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}

/// Runs a step of the workbook library.
///
/// In constant-memory mode the library panics when its scratch file cannot be written, which a
/// full disk is enough for; an export must not take the program down.
pub(crate) fn guarded<T>(step: impl FnOnce() -> Result<T, SheetError>) -> Result<T, SheetError> {
    catch_unwind(AssertUnwindSafe(step)).unwrap_or(Err(SheetError::Scratch))
}

/// Temporary files are private to the user; an exported one is handed on, so it gets the rights
/// any newly saved document has.
#[cfg(unix)]
fn allow_reading_like_any_file(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the other system's version can fail")]
fn allow_reading_like_any_file(_file: &File) -> io::Result<()> {
    Ok(())
}

/// A file that asks the caller now and then whether to go on.
struct Questioned<'a, 'p> {
    file: BufWriter<&'a mut File>,
    since: usize,
    rows: u64,
    progress: &'a mut Progress<'p>,
    cancelled: &'a mut bool,
}

impl Write for Questioned<'_, '_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.since += bytes.len();
        if self.since >= BYTES_PER_QUESTION {
            self.since = 0;
            if (self.progress)(self.rows).is_break() {
                *self.cancelled = true;
            }
        }
        if *self.cancelled {
            return Err(io::Error::other(SheetError::Cancelled));
        }
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
