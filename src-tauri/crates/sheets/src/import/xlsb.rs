//! What a binary workbook (xlsb) holds beyond what its reader tells: merged cells, and cells written
//! short, without their column ([MS-XLSB] 2.4.776 to 2.4.782), which the reader passes over. The
//! container was bounded before.

use std::io::{BufReader, Cursor, Read, Write};

use quick_xml::events::BytesStart;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::merges::{attribute, elements};
use super::{MERGES_MAX, Merge, Unusable};

/// A sheet in the workbook's list ([MS-XLSB] 2.4.303), merged cells (2.4.702), the beginning of a row
/// (2.4.743).
const SHEET: u16 = 156;
const MERGED: u16 = 176;
const ROW: u16 = 0;
/// Cells with their column (BrtCellBlank to BrtFmlaError), and the short ones: each is the cell of a
/// number less by `SHORTER` that stands right of the one before.
const CELLS: std::ops::RangeInclusive<u16> = 1..=11;
const SHORT: std::ops::RangeInclusive<u16> = 12..=18;
const SHORTER: u16 = 11;
/// A cell may hold the longest text there is; other records are copied as they come.
const RECORD_MAX: u64 = 256 * 1024;

/// What is told of one sheet.
#[derive(Default)]
pub(super) struct Told {
    pub(super) merges: Vec<Merge>,
    /// The file with every cell written in full; none where it is so already.
    pub(super) whole: Option<Vec<u8>>,
}

/// Looks through a sheet; where it is not understood its reader says why.
///
/// # Errors
/// When short cells cannot be written in full: without them rows would lack cells silently.
pub(super) fn look(bytes: &[u8], sheet: &str) -> Result<Told, Unusable> {
    let mut told = Told::default();
    let Some(part) = part(bytes, sheet) else { return Ok(told) };
    let mut has_short = false;
    records(bytes, &part, |kind, record| {
        has_short |= SHORT.contains(&kind);
        let at = |place: usize| number(record, place * 4);
        if kind == MERGED
            && told.merges.len() < MERGES_MAX
            && let (Some(top), Some(bottom), Some(left), Some(right)) = (at(0), at(1), at(2), at(3))
        {
            told.merges.push(Merge { from: (top, left), to: (bottom, right) });
        }
        true
    });
    if has_short {
        let whole = whole(bytes, &part);
        told.whole = Some(whole.ok_or_else(|| Unusable::Damaged { sheet: sheet.to_owned() })?);
    }
    Ok(told)
}

/// Returns where a sheet stands in the container: the workbook names it, its relations the place.
fn part(bytes: &[u8], sheet: &str) -> Option<String> {
    let mut relation = None;
    records(bytes, "xl/workbook.bin", |kind, record| {
        // Visibility and number, then identifier and name.
        if kind == SHEET
            && let Some((id, next)) = wide(record, 8)
            && wide(record, next).is_some_and(|(name, _)| name == sheet)
        {
            relation = Some(id);
        }
        relation.is_none()
    });
    let relation = relation?;
    let mut target = None;
    elements(bytes, "xl/_rels/workbook.bin.rels", |element: &BytesStart<'_>, _| {
        if attribute(element, "Id").is_some_and(|id| id == relation) {
            target = attribute(element, "Target");
        }
        target.is_none()
    });
    let target = target?;
    Some(target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned))
}

/// Writes the container anew with the cells of one sheet in full.
fn whole(bytes: &[u8], part: &str) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let file = archive.by_index_raw(at).ok()?;
        if file.name().ok()? != part {
            out.raw_copy_file(file).ok()?;
        }
    }
    let fast = SimpleFileOptions::default().compression_level(Some(1));
    out.start_file(part, fast).ok()?;
    // The first cell of a row may be short too: right of none.
    let (mut column, mut is_written) = (u32::MAX, true);
    let is_read = records(bytes, part, |kind, record| {
        let written = if SHORT.contains(&kind) {
            column = column.wrapping_add(1);
            let length = record.len() as u64 + 4;
            put_head(&mut out, kind - SHORTER, length)
                .and_then(|()| out.write_all(&column.to_le_bytes()))
        } else {
            match kind {
                ROW => column = u32::MAX,
                kind if CELLS.contains(&kind) => column = number(record, 0).unwrap_or(column),
                _ => {}
            }
            put_head(&mut out, kind, record.len() as u64)
        };
        is_written = written.and_then(|()| out.write_all(record)).is_ok();
        is_written
    });
    let written = out.finish().ok()?;
    (is_read && is_written).then(|| written.into_inner())
}

/// Hands the records of a part with their kinds to `take` until it has enough. Returns whether what was
/// wanted was read.
fn records(bytes: &[u8], part: &str, mut take: impl FnMut(u16, &[u8]) -> bool) -> bool {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return false };
    let Ok(part) = archive.by_name(part) else { return false };
    let mut part = BufReader::new(part);
    let mut record = Vec::new();
    while let Some((kind, length)) = head(&mut part) {
        record.clear();
        let read = (&mut part).take(length.min(RECORD_MAX)).read_to_end(&mut record);
        if read.ok().map(|read| read as u64) != Some(length) {
            return false;
        }
        if !take(kind, &record) {
            return true;
        }
    }
    true
}

/// Kind and length of a record: seven bits of each byte, the eighth says that more follow.
fn head(part: &mut impl Read) -> Option<(u16, u64)> {
    let mut byte = || {
        let mut one = [0];
        part.read_exact(&mut one).ok().map(|()| one[0])
    };
    let mut kind = u16::from(byte()?);
    if kind & 0x80 != 0 {
        kind = (kind & 0x7F) | (u16::from(byte()? & 0x7F) << 7);
    }
    let mut length = 0;
    for place in 0..4 {
        let next = byte()?;
        length |= u64::from(next & 0x7F) << (7 * place);
        if next & 0x80 == 0 {
            break;
        }
    }
    Some((kind, length))
}

fn number(record: &[u8], at: usize) -> Option<u32> {
    record.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_le_bytes)
}

/// A text of two bytes a character after its length; with the place behind it.
fn wide(record: &[u8], at: usize) -> Option<(String, usize)> {
    let from = at.checked_add(4)?;
    let to = from.checked_add(usize::try_from(number(record, at)?).ok()?.checked_mul(2)?)?;
    let text = record.get(from..to)?.chunks_exact(2);
    let text: Vec<u16> = text.map(|two| u16::from_le_bytes([two[0], two[1]])).collect();
    Some((String::from_utf16_lossy(&text), to))
}

fn put_head(out: &mut impl Write, kind: u16, length: u64) -> std::io::Result<()> {
    for mut rest in [u64::from(kind), length] {
        while rest > 0x7F {
            out.write_all(&[(rest & 0x7F) as u8 | 0x80])?;
            rest >>= 7;
        }
        out.write_all(&[rest as u8])?;
    }
    Ok(())
}
