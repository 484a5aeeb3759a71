//! Text with separators (csv), in UTF-8 or GB18030, as Excel, WPS and the portals of departments
//! write it.

use encoding_rs::{Encoding, GB18030, UTF_8};

use super::{Bounds, SourcePart, SourceSheet, Take, Unusable, words};

/// Lines looked at for what separates the cells.
const LINES: usize = 20;
/// What may separate them.
const SEPARATORS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// Reads a text file.
///
/// # Errors
/// [`Unusable`] naming the row.
pub(super) fn read(bytes: &[u8], take: &mut Take<'_>) -> Result<(), Unusable> {
    let text = decoded(bytes)?;
    if take(SourcePart::Sheet(SourceSheet::default())).is_break() {
        return Ok(());
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(&text))
        .from_reader(text.as_bytes());
    let mut bounds = Bounds::new("", take);
    let mut record = csv::StringRecord::new();
    let mut row = 0;
    // The text is whole UTF-8 and in memory: nothing can fail but the record's end.
    while reader.read_record(&mut record).map_err(|_| Unusable::Damaged { sheet: String::new() })? {
        for (column, cell) in record.iter().enumerate() {
            if let Some(value) = words(plain(cell)) {
                bounds.cell(row, u32::try_from(column).unwrap_or(u32::MAX), value)?;
            }
            if bounds.is_stopped {
                return Ok(());
            }
        }
        row += 1;
    }
    bounds.finish();
    Ok(())
}

/// A number kept as text by `="0830"` is that text.
fn plain(cell: &str) -> &str {
    let inner = cell.trim().strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    inner.unwrap_or(cell)
}

fn decoded(bytes: &[u8]) -> Result<String, Unusable> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decode(encoding, bytes.get(mark..).unwrap_or_default());
    }
    decode(UTF_8, bytes).or_else(|_| decode(GB18030, bytes))
}

fn decode(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, Unusable> {
    match encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => Ok(text.into_owned()),
        None => Err(Unusable::Encoding { row: fault_row(encoding, bytes) }),
    }
}

/// The first line that does not decode, counted from 1. A line break is one byte in both encodings.
fn fault_row(encoding: &'static Encoding, bytes: &[u8]) -> usize {
    let lines = bytes.split(|byte| *byte == b'\n');
    let is_bad =
        |line: &[u8]| encoding.decode_without_bom_handling_and_without_replacement(line).is_none();
    lines.enumerate().find(|(_, line)| is_bad(line)).map_or(1, |(at, _)| at + 1)
}

/// The separator most of the first lines hold the same number of.
fn separator(text: &str) -> u8 {
    let lines: Vec<&str> =
        text.lines().filter(|line| !line.trim().is_empty()).take(LINES).collect();
    let weight = |separator: u8| {
        lines
            .iter()
            .map(|line| line.bytes().filter(|byte| *byte == separator).count())
            .sum::<usize>()
    };
    // The comma before others of the same weight.
    SEPARATORS.into_iter().rev().max_by_key(|separator| weight(*separator)).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::*;
    use crate::import::SourceCell;

    fn rows(bytes: &[u8]) -> Result<Vec<Vec<String>>, Unusable> {
        let mut rows = Vec::new();
        read(bytes, &mut |part| {
            if let SourcePart::Row(row) = part {
                let texts = row.cells.into_iter().map(|(_, cell)| match cell {
                    SourceCell::Text(text) => text,
                    other => panic!("{other:?} in a text file"),
                });
                rows.push(texts.collect());
            }
            ControlFlow::Continue(())
        })?;
        Ok(rows)
    }

    #[test]
    fn both_encodings_are_read_with_and_without_a_mark() {
        let text = "企业,诉求\n川江栎下纺织有限公司,\"道路破损，\n货车无法会车\"\n";
        let expected = vec![
            vec!["企业".to_owned(), "诉求".to_owned()],
            vec!["川江栎下纺织有限公司".to_owned(), "道路破损，\n货车无法会车".to_owned()],
        ];
        assert_eq!(rows(text.as_bytes()).unwrap(), expected);
        assert_eq!(rows(&[b"\xEF\xBB\xBF", text.as_bytes()].concat()).unwrap(), expected);
        assert_eq!(rows(&GB18030.encode(text).0).unwrap(), expected);
        let wide: Vec<u8> =
            [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_eq!(rows(&wide).unwrap(), expected);
    }

    #[test]
    fn the_separator_is_found() {
        assert_eq!(rows(b"a\tb,c\n1\t2,3\n4\t5\n").unwrap()[0].len(), 2);
        assert_eq!(rows("a;b\n1;2\n".as_bytes()).unwrap()[1], ["1", "2"]);
        assert_eq!(rows(b"a,=\"0830\"\n").unwrap()[0][1], "0830");
    }

    #[test]
    fn another_encoding_is_told_with_its_row() {
        let bytes = [b"a,b\n".as_slice(), &[0xFF, 0xFF, 0x20, b'\n']].concat();
        assert_eq!(rows(&bytes).unwrap_err(), Unusable::Encoding { row: 2 });
    }
}
