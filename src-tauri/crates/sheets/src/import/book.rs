//! Workbooks: xlsx and xlsb cell by cell, xls and ods as their readers hold them.

use std::io::Cursor;

use calamine::{
    Data, DataType, Dimensions, Ods, OdsError, Range, Reader as _, Sheet, SheetVisible, Xls,
    XlsError, Xlsb, XlsbError, Xlsx, XlsxError,
};

use super::container::Kind;
use super::{
    Bounds, MERGES_MAX, Merge, SourceCell, SourcePart, SourceSheet, Take, Unusable, merges, words,
    xls, xlsb,
};

/// What the sheet with the rows is usually called.
const USUAL: &[&str] = &["台账", "明细", "清单", "名录", "登记"];

/// Reads the named sheet, else the first that is called as such sheets are, else the first.
///
/// # Errors
/// [`Unusable`] naming sheet and cell where there are any.
pub(super) fn read(
    bytes: &[u8],
    kind: Kind,
    sheet: Option<&str>,
    take: &mut Take<'_>,
) -> Result<(), Unusable> {
    let bytes = Cursor::new(bytes);
    match kind {
        Kind::Xlsx => xlsx(bytes, sheet, take),
        Kind::Xlsb => binary(bytes, sheet, take),
        Kind::Xls => old(bytes, sheet, take),
        Kind::Ods => ods(bytes, sheet, take),
        Kind::Text => Err(Unusable::NotATable),
    }
}

fn xlsx(bytes: Cursor<&[u8]>, sheet: Option<&str>, take: &mut Take<'_>) -> Result<(), Unusable> {
    let at = |name: &str| {
        let sheet = name.to_owned();
        move |error: XlsxError| match error {
            XlsxError::Password => Unusable::Locked,
            _ => Unusable::Damaged { sheet },
        }
    };
    let mut book: Xlsx<_> = Xlsx::new(bytes).map_err(at(""))?;
    let mut chosen = choose(book.sheets_metadata(), sheet)?;
    let merges = book.merge_cells_by_sheet_name(&chosen.name).map_err(at(&chosen.name))?;
    chosen.merges = merged(&merges);
    let name = chosen.name.clone();
    if take(SourcePart::Sheet(chosen)).is_break() {
        return Ok(());
    }
    let mut reader = book.worksheet_cells_reader(&name).map_err(at(&name))?;
    let mut bounds = Bounds::new(&name, take);
    while let Some(cell) = reader.next_cell().map_err(at(&name))? {
        if let Some(held) = value(cell.get_value()) {
            let (row, column) = cell.get_position();
            bounds.cell(row, column, held)?;
        }
        if bounds.is_stopped {
            return Ok(());
        }
    }
    bounds.finish();
    Ok(())
}

fn binary(bytes: Cursor<&[u8]>, sheet: Option<&str>, take: &mut Take<'_>) -> Result<(), Unusable> {
    let held = *bytes.get_ref();
    let book: Xlsb<_> = Xlsb::new(bytes).map_err(|error| binary_fault(&error, ""))?;
    let mut chosen = choose(book.sheets_metadata(), sheet)?;
    let told = xlsb::look(held, &chosen.name)?;
    chosen.merges = told.merges;
    let Some(whole) = &told.whole else { return binary_cells(book, chosen, take) };
    let book = Xlsb::new(Cursor::new(whole.as_slice()));
    binary_cells(book.map_err(|error| binary_fault(&error, ""))?, chosen, take)
}

fn binary_cells(
    mut book: Xlsb<Cursor<&[u8]>>,
    chosen: SourceSheet,
    take: &mut Take<'_>,
) -> Result<(), Unusable> {
    let name = chosen.name.clone();
    let fault = |error| binary_fault(&error, &name);
    if take(SourcePart::Sheet(chosen)).is_break() {
        return Ok(());
    }
    let mut reader = book.worksheet_cells_reader(&name).map_err(fault)?;
    let mut bounds = Bounds::new(&name, take);
    while let Some(cell) = reader.next_cell().map_err(fault)? {
        if let Some(held) = value(cell.get_value()) {
            let (row, column) = cell.get_position();
            bounds.cell(row, column, held)?;
        }
        if bounds.is_stopped {
            return Ok(());
        }
    }
    bounds.finish();
    Ok(())
}

fn binary_fault(error: &XlsbError, sheet: &str) -> Unusable {
    match error {
        XlsbError::Password => Unusable::Locked,
        _ => Unusable::Damaged { sheet: sheet.to_owned() },
    }
}

fn old(bytes: Cursor<&[u8]>, sheet: Option<&str>, take: &mut Take<'_>) -> Result<(), Unusable> {
    let at = |name: &str| {
        let sheet = name.to_owned();
        move |error: XlsError| match error {
            XlsError::Password => Unusable::Locked,
            _ => Unusable::Damaged { sheet },
        }
    };
    let plain = xls::look(bytes.get_ref())?;
    let bytes = plain.as_deref().map_or(bytes, Cursor::new);
    let mut book: Xls<_> = Xls::new(bytes).map_err(at(""))?;
    let mut chosen = choose(book.sheets_metadata(), sheet)?;
    let merges = book.merge_cells_by_sheet_name(&chosen.name).map_err(at(&chosen.name))?;
    chosen.merges = merged(&merges);
    let range = book.worksheet_range(&chosen.name).map_err(at(&chosen.name))?;
    hand(chosen, &range, take)
}

fn ods(bytes: Cursor<&[u8]>, sheet: Option<&str>, take: &mut Take<'_>) -> Result<(), Unusable> {
    let at = |name: &str| {
        let sheet = name.to_owned();
        move |error: OdsError| match error {
            OdsError::Password => Unusable::Locked,
            _ => Unusable::Damaged { sheet },
        }
    };
    let held = *bytes.get_ref();
    let mut book: Ods<_> = Ods::new(bytes).map_err(at(""))?;
    let mut chosen = choose(book.sheets_metadata(), sheet)?;
    chosen.merges = merges::of_ods(held, &chosen.name);
    let range = book.worksheet_range(&chosen.name).map_err(at(&chosen.name))?;
    hand(chosen, &range, take)
}

fn hand(sheet: SourceSheet, range: &Range<Data>, take: &mut Take<'_>) -> Result<(), Unusable> {
    let name = sheet.name.clone();
    if take(SourcePart::Sheet(sheet)).is_break() {
        return Ok(());
    }
    let Some((top, left)) = range.start() else { return Ok(()) };
    let mut bounds = Bounds::new(&name, take);
    for (row, column, data) in range.used_cells() {
        let at = |from: u32, by: usize| from.saturating_add(u32::try_from(by).unwrap_or(u32::MAX));
        if let Some(held) = value(data) {
            bounds.cell(at(top, row), at(left, column), held)?;
        }
        if bounds.is_stopped {
            return Ok(());
        }
    }
    bounds.finish();
    Ok(())
}

fn choose(sheets: &[Sheet], asked: Option<&str>) -> Result<SourceSheet, Unusable> {
    let is_shown = |sheet: &&Sheet| matches!(sheet.visible, SheetVisible::Visible);
    let names: Vec<String> =
        sheets.iter().filter(is_shown).map(|sheet| sheet.name.clone()).collect();
    let is_usual = |name: &&String| USUAL.iter().any(|usual| name.contains(usual));
    let name = match asked {
        Some(asked) => names.iter().find(|name| *name == asked),
        None => names.iter().find(is_usual).or(names.first()),
    };
    match name.cloned() {
        Some(name) => Ok(SourceSheet { names, name, merges: Vec::new() }),
        None => match asked {
            Some(sheet) => Err(Unusable::NoSheet { sheet: sheet.to_owned() }),
            None => Err(Unusable::Empty),
        },
    }
}

fn merged(areas: &[Dimensions]) -> Vec<Merge> {
    let areas = areas.iter().take(MERGES_MAX);
    areas.map(|area| Merge { from: area.start, to: area.end }).collect()
}

fn value(data: &impl DataType) -> Option<SourceCell> {
    if let Some(text) = data.get_string() {
        return words(text);
    }
    if let Some(at) = data.get_datetime() {
        // A span of hours is a number.
        let is_day = at.is_datetime();
        return Some(match at.as_datetime() {
            Some(at) if is_day => SourceCell::Day(at.date()),
            None if is_day => SourceCell::Broken,
            Some(_) | None => SourceCell::Number(at.as_f64()),
        });
    }
    #[expect(clippy::cast_precision_loss, reason = "a number of a cell is a double")]
    let whole = data.get_int().map(|number| number as f64);
    if let Some(number) = data.get_float().or(whole) {
        return Some(SourceCell::Number(number));
    }
    if let Some(text) = data.get_datetime_iso().or(data.get_duration_iso()) {
        return words(text);
    }
    if let Some(is_true) = data.get_bool() {
        return words(if is_true { "是" } else { "否" });
    }
    data.is_error().then_some(SourceCell::Broken)
}
