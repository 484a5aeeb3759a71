//! The container of a workbook, bounded before the reader is let in (guarantee I1): a small file can
//! unpack to more than a machine holds.

use std::fs::File;
use std::io::{Cursor, Read};
use std::path::Path;

use zip::ZipArchive;
use zip::result::ZipError;

use super::read::ReadError;

/// The largest file taken, in bytes.
pub(crate) const FILE_MAX: u64 = 20 * 1024 * 1024;
/// The most parts of one; a packet has a dozen, and pictures pasted into it are parts, too.
const PARTS_MAX: usize = 1_000;
/// The most bytes all parts unpack to. They are counted: what the file says of itself proves
/// nothing. The reader keeps about three times as much in memory.
const UNPACKED_MAX: u64 = 64 * 1024 * 1024;

/// How a workbook with a password and one of the old format begin.
const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Reads a file whole when it is a container within bounds.
///
/// # Errors
/// [`ReadError`], naming the bound.
pub(crate) fn bounded(path: &Path) -> Result<Vec<u8>, ReadError> {
    let mut file = File::open(path).map_err(ReadError::Open)?;
    let about = file.metadata().map_err(ReadError::Open)?;
    if !about.is_file() {
        return Err(ReadError::NoWorkbook);
    }
    let mut bytes = Vec::new();
    (&mut file).take(FILE_MAX + 1).read_to_end(&mut bytes).map_err(ReadError::Open)?;
    if bytes.len() as u64 > FILE_MAX {
        return Err(ReadError::TooLarge { mebibytes: FILE_MAX / 1024 / 1024 });
    }
    if bytes.starts_with(COMPOUND) {
        return Err(ReadError::Locked);
    }
    check(&bytes)?;
    Ok(bytes)
}

fn check(bytes: &[u8]) -> Result<(), ReadError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if archive.len() > PARTS_MAX {
        return Err(ReadError::TooManyParts { max: PARTS_MAX });
    }
    let mut left = UNPACKED_MAX;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(damaged)?;
        let unpacked = std::io::copy(&mut part.take(left + 1), &mut std::io::sink())
            .map_err(|_| ReadError::Damaged)?;
        left = left
            .checked_sub(unpacked)
            .ok_or(ReadError::Unpacked { mebibytes: UNPACKED_MAX / 1024 / 1024 })?;
    }
    Ok(())
}

#[expect(clippy::needless_pass_by_value, reason = "it maps an error")]
fn damaged(error: ZipError) -> ReadError {
    match error {
        ZipError::UnsupportedArchive(_) => ReadError::Locked,
        _ => ReadError::NoWorkbook,
    }
}
