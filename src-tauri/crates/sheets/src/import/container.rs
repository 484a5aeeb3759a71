//! What a file is, by its content; a container is bounded before a reader is let in.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::Unusable;

/// The most parts of a container.
const PARTS_MAX: usize = 1_000;
/// The most bytes all parts unpack to. They are counted: what the file says of itself proves nothing.
const UNPACKED_MAX: u64 = 200 * 1024 * 1024;
/// How a workbook with a password and one of the old format begin.
const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
/// So much of a text is looked at to know it from a web page.
const BEGINNING: usize = 2_048;

/// What a reader is chosen by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Xlsx,
    Xlsb,
    Ods,
    Xls,
    Text,
}

/// Tells what a file is.
///
/// # Errors
/// [`Unusable`] when it is no table or out of bounds.
pub(super) fn kind(bytes: &[u8]) -> Result<Kind, Unusable> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Unusable::Empty);
    }
    if bytes.starts_with(b"PK") {
        return packed(bytes);
    }
    if bytes.starts_with(COMPOUND) {
        // The new format under a password is a stream of this name in the old container.
        let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let is_locked = bytes.windows(name.len()).any(|window| window == name);
        return if is_locked { Err(Unusable::Locked) } else { Ok(Kind::Xls) };
    }
    // Excel's format before 1997 has no container: records that begin so.
    if matches!(bytes, [0x09, 0x00 | 0x02 | 0x04 | 0x08, ..]) && bytes.contains(&0) {
        return Err(Unusable::NotATable);
    }
    let beginning = bytes.get(..BEGINNING).unwrap_or(bytes);
    let beginning = String::from_utf8_lossy(beginning).to_ascii_lowercase();
    if ["<html", "<!doctype html", "<table", "<?mso", "<meta "]
        .iter()
        .any(|tag| beginning.contains(tag))
    {
        return Err(Unusable::WebPage);
    }
    let is_other = ["%pdf-", "{\\rtf", "<?xml"].iter().any(|start| beginning.starts_with(start));
    let is_wide = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    if is_other || (bytes.contains(&0) && !is_wide) {
        return Err(Unusable::NotATable);
    }
    Ok(Kind::Text)
}

fn packed(bytes: &[u8]) -> Result<Kind, Unusable> {
    let damaged = |error: ZipError| match error {
        ZipError::UnsupportedArchive(_) => Unusable::Locked,
        _ => Unusable::Damaged { sheet: String::new() },
    };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if archive.len() > PARTS_MAX {
        return Err(Unusable::TooManyParts { max: PARTS_MAX });
    }
    let mut left = UNPACKED_MAX;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(damaged)?;
        let unpacked = std::io::copy(&mut part.take(left + 1), &mut std::io::sink())
            .map_err(|_| Unusable::Damaged { sheet: String::new() })?;
        left = left
            .checked_sub(unpacked)
            .ok_or(Unusable::Unpacked { mebibytes: UNPACKED_MAX / 1024 / 1024 })?;
    }
    let has = |name: &str| archive.index_for_name(name).is_some();
    match () {
        () if has("xl/workbook.xml") => Ok(Kind::Xlsx),
        () if has("xl/workbook.bin") => Ok(Kind::Xlsb),
        () if has("content.xml") => Ok(Kind::Ods),
        () => Err(Unusable::NotATable),
    }
}
