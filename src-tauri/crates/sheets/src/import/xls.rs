//! The old binary format (xls), looked through before its reader, which makes room for as many cells as
//! a sheet says it has or as lie between its first and its last: some programs say too many, and one
//! cell in the last corner would cost half a gigabyte. What cannot be understood here is left to the
//! reader.

use super::{Unusable, cell_name};

/// The most rows and columns of a sheet's rectangle; 65,536 rows of a hundred columns are far beyond
/// any table.
const ROWS: u32 = 65_536;
const COLUMNS: u32 = 100;
/// A sheet that says it has more cells is not believed.
const SAID_MAX: u64 = 1_000_000;

/// Ends of chains and free sectors ([MS-CFB] 2.1).
const LAST_SECTOR: u32 = 0xFFFF_FFFA;
/// Records ([MS-XLS] 2.3): the list of sheets, the said size, the beginning and end of a part.
const SHEET: u16 = 0x0085;
const SAID: u16 = 0x0200;
const BEGIN: u16 = 0x0809;
const END: u16 = 0x000A;
/// Cells that hold something: Number, Label, RString, BoolErr, RK, LabelSst, Formula; several: MulRk.
const CELLS: [u16; 7] = [0x0203, 0x0204, 0x00D6, 0x0205, 0x027E, 0x00FD, 0x0006];
const SEVERAL: u16 = 0x00BD;

/// Returns the file with sizes that need not be believed; none where all are plain.
///
/// # Errors
/// [`Unusable::TooFar`] naming the cell at the end of a rectangle that is too large.
pub(super) fn look(bytes: &[u8]) -> Result<Option<Vec<u8>>, Unusable> {
    let Some(book) = Stream::workbook(bytes) else { return Ok(None) };
    let mut plain: Option<Vec<u8>> = None;
    for (name, begin) in sheets(&book.held) {
        let mut depth = 0_u32;
        // First and last row and column of what stands in the sheet.
        let mut area: Option<[u32; 4]> = None;
        for (at, kind, body) in records(&book.held, begin) {
            match kind {
                BEGIN => depth += 1,
                END if depth <= 1 => break,
                END => depth -= 1,
                SAID if depth == 1 && said(body) > SAID_MAX => {
                    let changed = plain.get_or_insert_with(|| bytes.to_vec());
                    for place in at + 4..at + 4 + body.len() {
                        if let Some(byte) = book.place(place).and_then(|at| changed.get_mut(at)) {
                            *byte = 0;
                        }
                    }
                }
                _ if depth != 1 => {}
                kind if CELLS.contains(&kind) || kind == SEVERAL => {
                    let (Some(row), Some(left)) = (short(body, 0), short(body, 2)) else {
                        continue;
                    };
                    let last = body.len().checked_sub(2).filter(|_| kind == SEVERAL);
                    let right = last.and_then(|at| short(body, at)).unwrap_or(left);
                    let known = area.unwrap_or([row, row, left, right]);
                    let [top, bottom, first, end] = known;
                    let now = [top.min(row), bottom.max(row), first.min(left), end.max(right)];
                    let cells = u64::from(now[1] - now[0] + 1) * u64::from(now[3] - now[2] + 1);
                    if cells > u64::from(ROWS) * u64::from(COLUMNS) {
                        let cell = cell_name(row, right);
                        return Err(Unusable::TooFar {
                            sheet: name,
                            cell,
                            rows: ROWS,
                            columns: COLUMNS,
                        });
                    }
                    area = Some(now);
                }
                _ => {}
            }
        }
    }
    Ok(plain)
}

/// The number of cells a sheet says it has; wide numbers since 1997, narrow ones before.
fn said(body: &[u8]) -> u64 {
    let (bottom, right) = match body.len() {
        10 => (short(body, 2), short(body, 6)),
        _ => (long(body, 4), short(body, 10)),
    };
    u64::from(bottom.unwrap_or(0)) * u64::from(right.unwrap_or(0))
}

/// The sheets with the places where they begin.
fn sheets(book: &[u8]) -> Vec<(String, usize)> {
    let mut sheets = Vec::new();
    for (_, kind, body) in records(book, 0) {
        match kind {
            END => break,
            SHEET => {
                let Some(begin) = long(body, 0).and_then(|at| usize::try_from(at).ok()) else {
                    continue;
                };
                sheets.push((sheet_name(body).unwrap_or_default(), begin));
            }
            _ => {}
        }
    }
    sheets
}

/// The name of a sheet ([MS-XLS] 2.5.240): one byte a character, or two.
fn sheet_name(body: &[u8]) -> Option<String> {
    let length = usize::from(*body.get(6)?);
    let is_wide = body.get(7)? & 1 == 1;
    let text = body.get(8..8 + length * if is_wide { 2 } else { 1 })?;
    let chars: Vec<u16> = match is_wide {
        true => text.chunks_exact(2).map(|two| u16::from_le_bytes([two[0], two[1]])).collect(),
        false => text.iter().map(|one| u16::from(*one)).collect(),
    };
    Some(String::from_utf16_lossy(&chars))
}

/// The records from a place on, each with its own place.
fn records(book: &[u8], from: usize) -> impl Iterator<Item = (usize, u16, &[u8])> {
    let mut at = from;
    std::iter::from_fn(move || {
        let begin = at;
        let kind = u16::try_from(short(book, begin)?).ok()?;
        let length = usize::try_from(short(book, begin.checked_add(2)?)?).ok()?;
        let body = book.get(begin + 4..begin + 4 + length)?;
        at = begin + 4 + length;
        Some((begin, kind, body))
    })
}

fn short(bytes: &[u8], at: usize) -> Option<u32> {
    let two: [u8; 2] = bytes.get(at..at.checked_add(2)?)?.try_into().ok()?;
    Some(u32::from(u16::from_le_bytes(two)))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_le_bytes)
}

/// A stream of a compound file ([MS-CFB]): its bytes, and where each of its sectors stands.
struct Stream {
    held: Vec<u8>,
    sector: usize,
    places: Vec<usize>,
}

impl Stream {
    /// Reads the stream of the workbook.
    fn workbook(bytes: &[u8]) -> Option<Self> {
        let size =
            1_usize.checked_shl(short(bytes, 30)?).filter(|size| (512..=4_096).contains(size))?;
        let table = table(bytes, size)?;
        let directory = Self::of(bytes, size, &sectors(&table, long(bytes, 48)?, size))?;
        let mut found = None;
        let mut short_streams = None;
        for entry in directory.held.chunks_exact(128) {
            let name: Vec<u8> = entry.get(..64)?.iter().copied().filter(|byte| *byte > 0).collect();
            let (start, length) = (long(entry, 116)?, usize::try_from(long(entry, 120)?).ok()?);
            match (entry.get(66)?, name.to_ascii_lowercase().as_slice()) {
                (5, _) => short_streams = Some(start),
                (2, b"workbook" | b"book") => found = found.or(Some((start, length))),
                _ => {}
            }
        }
        let (start, length) = found?;
        let mut stream = if u32::try_from(length).ok()? >= long(bytes, 56)? {
            Self::of(bytes, size, &sectors(&table, start, size))?
        } else {
            // Short streams stand in sectors of 64 bytes within the root's.
            let host = Self::of(bytes, size, &sectors(&table, short_streams?, size))?;
            let small = Self::of(bytes, size, &sectors(&table, long(bytes, 60)?, size))?;
            let small = small.held.chunks_exact(4).filter_map(|four| long(four, 0));
            let small: Vec<u32> = small.take(bytes.len() / 64).collect();
            let mut places = Vec::new();
            for at in chain(&small, start) {
                places.push(host.place(at.checked_mul(64)?)?);
            }
            Self::of(bytes, 64, &places)?
        };
        stream.held.truncate(length);
        Some(stream)
    }

    fn of(bytes: &[u8], sector: usize, places: &[usize]) -> Option<Self> {
        let mut held = Vec::with_capacity(places.len() * sector);
        for place in places {
            // The last sector of a file may be cut short.
            let to = place.checked_add(sector)?.min(bytes.len());
            held.extend_from_slice(bytes.get(*place..to)?);
        }
        Some(Self { held, sector, places: places.to_vec() })
    }

    /// Where a byte of the stream stands in the file.
    fn place(&self, at: usize) -> Option<usize> {
        self.places.get(at / self.sector).map(|place| place + at % self.sector)
    }
}

/// The table of which sector follows which.
fn table(bytes: &[u8], size: usize) -> Option<Vec<u32>> {
    let mut listed: Vec<u32> = (0..109).filter_map(|at| long(bytes, 76 + at * 4)).collect();
    let mut next = long(bytes, 68)?;
    // As many as fit into the file: a ring ends.
    for _ in 0..bytes.len() / size {
        if next >= LAST_SECTOR {
            break;
        }
        let begin = place(next, size)?;
        let entries = size / 4 - 1;
        listed.extend((0..entries).filter_map(|at| long(bytes, begin + at * 4)));
        next = long(bytes, begin + entries * 4)?;
    }
    // No more than the file has sectors, however often it lists one.
    listed.truncate(bytes.len() / size);
    let mut table = Vec::new();
    for sector in listed.into_iter().filter(|sector| *sector < LAST_SECTOR) {
        let begin = place(sector, size)?;
        let part = bytes.get(begin..begin.checked_add(size)?)?;
        table.extend(part.chunks_exact(4).filter_map(|four| long(four, 0)));
    }
    // What stands for sectors beyond the end could only lead around in rings.
    table.truncate(bytes.len() / size);
    Some(table)
}

fn place(sector: u32, size: usize) -> Option<usize> {
    usize::try_from(sector).ok()?.checked_add(1)?.checked_mul(size)
}

/// The places of the sectors of a stream.
fn sectors(table: &[u32], start: u32, size: usize) -> Vec<usize> {
    chain(table, start).map(|sector| (sector + 1) * size).collect()
}

/// The sectors from one on; a ring ends.
fn chain(table: &[u32], start: u32) -> impl Iterator<Item = usize> {
    let first = (start < LAST_SECTOR).then_some(start);
    let follow = |sector: &u32| {
        let next = table.get(usize::try_from(*sector).ok()?)?;
        (*next < LAST_SECTOR).then_some(*next)
    };
    std::iter::successors(first, follow)
        .take(table.len())
        .filter_map(|sector| usize::try_from(sector).ok())
}
