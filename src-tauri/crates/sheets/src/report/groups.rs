//! The figures by unit, category, leader, enterprise and street.

use rust_xlsxwriter::Worksheet;

use super::page::{A3, Pen, cell, count, share};
use super::{ReportColumn, ReportGrouping};
use crate::SheetError;

/// Above so many looks at a row a sheet calculates too long: then the values stand alone.
const LOOKS: u64 = 60_000_000;
/// Columns before the figures: number and name.
pub(super) const FIRST: u16 = 2;

/// Returns the column of a figure or rate in a grouping's sheet.
pub(super) fn column(pen: &Pen<'_>, wanted: ReportColumn) -> u16 {
    let place = pen.report.columns.iter().position(|known| *known == wanted);
    FIRST + place.and_then(|place| u16::try_from(place).ok()).unwrap_or(0)
}

/// Writes one grouping.
pub(super) fn sheet(pen: &Pen<'_>, place: usize) -> Result<Worksheet, SheetError> {
    let (report, styles) = (pen.report, pen.styles);
    let grouping: &ReportGrouping = &report.groupings[place];
    let last = FIRST + u16::try_from(report.columns.len()).unwrap_or(1) - 1;
    let title = format!("诉求办理情况（{}）", grouping.sheet);
    let mut sheet = pen.sheet(&grouping.sheet, &title, last, A3)?;
    sheet.set_row_height(2, 66)?.set_column_width_pixels(0, 40)?.set_column_width_pixels(1, 200)?;
    sheet.set_column_range_width_pixels(FIRST, last, 48)?;
    sheet.write_string_with_format(2, 0, "序号", &styles.head)?;
    sheet.write_string_with_format(2, 1, &grouping.heading, &styles.head)?;
    for (at, wanted) in (FIRST..).zip(&report.columns) {
        let label = match wanted {
            ReportColumn::Count(figure) => &report.figures[*figure].label,
            ReportColumn::Rate(rate) => &report.rates[*rate].label,
        };
        sheet.write_string_with_format(2, at, label, &styles.head)?;
    }
    let counts = report.columns.iter().filter(|one| matches!(one, ReportColumn::Count(_))).count();
    let looks = grouping.rows.len() as u64 * pen.rows * counts as u64;
    let places = (looks <= LOOKS).then(|| pen.range(pen.places(place)));
    for (serial, (name, values)) in (1_u32..).zip(&grouping.rows) {
        let line = serial + 2;
        sheet.write_number_with_format(line, 0, serial, &styles.whole)?;
        sheet.write_string_with_format(line, 1, name, &styles.text)?;
        for (at, wanted) in (FIRST..).zip(&report.columns) {
            match *wanted {
                ReportColumn::Count(figure) => {
                    let value = values[figure];
                    match &places {
                        Some(places) => {
                            let marks = pen.range(pen.figure(figure));
                            let number = cell(line, 0);
                            let formula = format!("=COUNTIFS({places},${number},{marks},1)");
                            let value = i64::from(value);
                            count(&mut sheet, (line, at), &formula, value, &styles.whole)?;
                        }
                        None => {
                            sheet.write_number_with_format(line, at, value, &styles.whole)?;
                        }
                    }
                }
                ReportColumn::Rate(rate) => {
                    rate_cell(pen, &mut sheet, (line, at), rate, values, false)?;
                }
            }
        }
    }
    let end = 2 + u32::try_from(grouping.rows.len()).unwrap_or(0);
    totals(pen, &mut sheet, grouping, end)?;
    sheet.set_freeze_panes(3, FIRST)?.set_print_area(0, 0, end + 1, last)?;
    if !grouping.rows.is_empty() {
        sheet.autofilter(2, 0, end, last)?;
    }
    Ok(sheet)
}

fn totals(
    pen: &Pen<'_>,
    sheet: &mut Worksheet,
    grouping: &ReportGrouping,
    end: u32,
) -> Result<(), SheetError> {
    let (report, styles) = (pen.report, pen.styles);
    let line = end + 1;
    sheet.merge_range(line, 0, line, 1, "合计", &styles.total_head)?;
    let sums: Vec<u32> = (0..report.figures.len())
        .map(|figure| grouping.rows.iter().map(|(_, values)| values[figure]).sum())
        .collect();
    for (at, wanted) in (FIRST..).zip(&report.columns) {
        match *wanted {
            ReportColumn::Count(figure) => {
                let formula = match grouping.rows.is_empty() {
                    true => "=0".to_owned(),
                    false => format!("=SUM({}:{})", cell(3, at), cell(end, at)),
                };
                count(sheet, (line, at), &formula, i64::from(sums[figure]), &styles.total)?;
            }
            ReportColumn::Rate(rate) => rate_cell(pen, sheet, (line, at), rate, &sums, true)?,
        }
    }
    Ok(())
}

fn rate_cell(
    pen: &Pen<'_>,
    sheet: &mut Worksheet,
    (line, at): (u32, u16),
    rate: usize,
    values: &[u32],
    is_total: bool,
) -> Result<(), SheetError> {
    let rate = &pen.report.rates[rate];
    let parts = [rate.of, rate.among];
    let cells = parts.map(|place| match pen.report.columns.contains(&ReportColumn::Count(place)) {
        true => cell(line, column(pen, ReportColumn::Count(place))),
        false => values[place].to_string(),
    });
    let format = if is_total { &pen.styles.total_share } else { &pen.styles.share };
    let values = parts.map(|place| values[place]);
    share(sheet, (line, at), [&cells[0], &cells[1]], values, format)
}
