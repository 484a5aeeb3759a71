//! Merged cells of an open document, which its reader keeps to itself: without them a firm written once
//! for two rows would be missing in the second. The container was bounded before; what cannot be
//! understood here has no merged cells.

use std::io::{BufReader, Cursor};

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::{MERGES_MAX, Merge};

/// Returns the merged cells of a sheet of an open document.
pub(super) fn of_ods(bytes: &[u8], sheet: &str) -> Vec<Merge> {
    let mut merges = Vec::new();
    let (mut is_inside, mut row, mut column, mut times) = (false, 0_u32, 0_u32, 1_u32);
    elements(bytes, "content.xml", |element, is_end| {
        let count = |name: &str| {
            let told = attribute(element, name).and_then(|text| text.parse::<u32>().ok());
            told.unwrap_or(1).max(1)
        };
        match (element.local_name().into_inner(), is_end) {
            ("table", true) if is_inside => return false,
            ("table", false) if attribute(element, "name").is_some_and(|name| name == sheet) => {
                is_inside = true;
            }
            _ if !is_inside => {}
            ("table-row", false) => {
                (column, times) = (0, count("number-rows-repeated"));
            }
            ("table-row", true) => row = row.saturating_add(times),
            ("table-cell" | "covered-table-cell", false) => {
                let (down, right) = (count("number-rows-spanned"), count("number-columns-spanned"));
                if down > 1 || right > 1 {
                    let to = (row.saturating_add(down - 1), column.saturating_add(right - 1));
                    merges.push(Merge { from: (row, column), to });
                }
                column = column.saturating_add(count("number-columns-repeated"));
            }
            _ => {}
        }
        merges.len() < MERGES_MAX
    });
    merges
}

/// Hands the beginnings and ends of elements to `take` until it has enough.
pub(super) fn elements(
    bytes: &[u8],
    part: &str,
    mut take: impl FnMut(&BytesStart<'_>, bool) -> bool,
) {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return };
    let Ok(part) = archive.by_name(part) else { return };
    let mut reader = Reader::from_reader(BufReader::new(part));
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let goes_on = match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(element)) => take(&element, false),
            Ok(Event::Empty(element)) => take(&element, false) && take(&element, true),
            Ok(Event::End(element)) => take(&BytesStart::new(element.name().into_inner()), true),
            Ok(Event::Eof) | Err(_) => false,
            Ok(_) => true,
        };
        if !goes_on {
            return;
        }
    }
}

/// Returns an attribute by its name without a prefix.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let mut found = attributes.with_checks(false).flatten();
    let found = found.find(|found| found.key.local_name().into_inner() == name)?;
    Some(found.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
}
