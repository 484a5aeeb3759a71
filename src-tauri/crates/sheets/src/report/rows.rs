//! Every demand with the figures it stands in, and those overdue.

use rust_xlsxwriter::{IgnoreError, Worksheet};

use super::page::{A3, A4, FACTS, Pen, count, scope_line, set_up};
use super::{HEAD_ROWS, ROWS, Report, ReportRow};
use crate::list::{BODY, TALLEST, held};
use crate::style::Styles;
use crate::{SheetError, base};

const SHEET_ROWS: u32 = 1_048_576;
const HEADINGS: [(&str, u32); FACTS as usize] = [
    ("序号", 40),
    ("诉求编号", 84),
    ("登记日", 84),
    ("企业", 170),
    ("标题", 200),
    ("类型", 48),
    ("分类", 68),
    ("主办单位", 150),
    ("交办字号", 150),
    ("现状态", 76),
    ("交办日", 84),
    ("到期日", 84),
    ("答复日", 84),
    ("办结日", 84),
    ("评价", 68),
];

/// The sheet of all rows while it grows.
pub(super) struct Detail<'a> {
    sheet: Worksheet,
    report: &'a Report,
    styles: &'a Styles,
    overdue: Vec<ReportRow>,
}

impl<'a> Detail<'a> {
    pub(super) fn new(
        mut sheet: Worksheet,
        report: &'a Report,
        styles: &'a Styles,
    ) -> Result<Self, SheetError> {
        set_up(&mut sheet, ROWS, A3)?;
        let last =
            FACTS + u16::try_from(report.figures.len() + report.groupings.len()).unwrap_or(1);
        for (at, (_, width)) in (0_u16..).zip(HEADINGS) {
            sheet.set_column_width_pixels(at, width)?;
        }
        sheet.set_column_range_width_pixels(FACTS, last - 1, 34)?;
        let title = format!("{}诉求明细", report.scope.labels[0]);
        sheet.set_row_height(0, 36)?;
        sheet.merge_range(0, 0, 0, FACTS - 1, &title, &styles.title)?;
        sheet.set_row_height(1, 20)?;
        let line = format!("{}　　指标列记 1 的，计入该指标", scope_line(report));
        sheet.merge_range(1, 0, 1, FACTS - 1, &line, &styles.note)?;
        sheet.set_row_height(2, 92)?;
        for (at, (heading, _)) in (0_u16..).zip(HEADINGS) {
            sheet.write_string_with_format(2, at, heading, &styles.head)?;
        }
        let figures = report.figures.iter().map(|figure| figure.label.clone());
        let places = report.groupings.iter().map(|grouping| format!("{}序号", grouping.heading));
        for (at, heading) in (FACTS..).zip(figures.chain(places)) {
            sheet.write_string_with_format(2, at, heading, &styles.head)?;
        }
        sheet.set_freeze_panes(HEAD_ROWS, 2)?;
        Ok(Self { sheet, report, styles, overdue: Vec::new() })
    }

    pub(super) fn row(&mut self, serial: u64, row: ReportRow) -> Result<(), SheetError> {
        let limit = SHEET_ROWS - HEAD_ROWS - 1;
        let line = match u32::try_from(serial) {
            Ok(serial) if serial <= limit => HEAD_ROWS + serial - 1,
            _ => return Err(SheetError::TooManyRows { limit }),
        };
        let (sheet, styles) = (&mut self.sheet, self.styles);
        let height = facts(sheet, styles, line, &row)?;
        for (at, is_in) in (FACTS..).zip(&row.marks) {
            if *is_in {
                sheet.write_number_with_format(line, at, 1, &styles.whole)?;
            }
        }
        let first = FACTS + u16::try_from(row.marks.len()).unwrap_or(0);
        for (at, place) in (first..).zip(&row.places) {
            sheet.write_number_with_format(line, at, *place, &styles.whole)?;
        }
        sheet.set_default_row_height_pixels(height);
        if row.overdue.is_some() {
            self.overdue.push(row);
        }
        Ok(())
    }

    /// Ends the sheet; returns it with the rows that are overdue.
    pub(super) fn finish(mut self, rows: u64) -> Result<(Worksheet, Vec<ReportRow>), SheetError> {
        let columns = self.report.figures.len() + self.report.groupings.len();
        let last = FACTS + u16::try_from(columns).unwrap_or(1) - 1;
        let end = HEAD_ROWS - 1 + u32::try_from(rows.max(1)).unwrap_or(SHEET_ROWS);
        let sheet = &mut self.sheet;
        if rows == 0 {
            let text = "本期没有诉求。";
            sheet.merge_range(HEAD_ROWS, 0, HEAD_ROWS, FACTS - 1, text, &self.styles.centred)?;
        }
        sheet.autofilter(HEAD_ROWS - 1, 0, end, last)?;
        sheet.ignore_error_range(HEAD_ROWS, 1, end, 1, IgnoreError::NumberStoredAsText)?;
        // A cell below lets the last row go while the default is still its height.
        sheet.write_blank(end + 1, 0, &base::face())?;
        sheet.set_default_row_height_pixels(base::ROW);
        // On paper the facts stand alone; the figures are there to be filtered by.
        sheet.set_print_area(0, 0, end, FACTS - 1)?;
        Ok((self.sheet, self.overdue))
    }
}

/// Writes the facts of a demand; returns the height its line needs.
fn facts(
    sheet: &mut Worksheet,
    styles: &Styles,
    line: u32,
    row: &ReportRow,
) -> Result<u32, SheetError> {
    sheet.write_number_with_format(line, 0, line - HEAD_ROWS + 1, &styles.whole)?;
    sheet.write_string_with_format(line, 1, &row.code, &styles.centred)?;
    sheet.write_datetime_with_format(line, 2, row.raised_on, &styles.date)?;
    let mut height = 24;
    for (at, text) in [
        (3_u16, &row.enterprise),
        (4, &row.title),
        (5, &row.kind),
        (6, &row.category),
        (7, &row.unit),
        (8, &row.slip),
        (9, &row.state),
    ] {
        let format = if matches!(at, 3 | 4 | 7) { &styles.text } else { &styles.centred };
        let text = held(text);
        sheet.write_string_with_format(line, at, &*text, format)?;
        let width = HEADINGS.get(usize::from(at)).map_or(80, |(_, width)| *width);
        height = height.max(BODY.height(&text, width).min(TALLEST));
    }
    for (at, day) in
        [(10_u16, row.issued_on), (11, row.due_on), (12, row.replied_on), (13, row.closed_on)]
    {
        match day {
            Some(day) => sheet.write_datetime_with_format(line, at, day, &styles.date)?,
            None => sheet.write_blank(line, at, &styles.date)?,
        };
    }
    sheet.write_string_with_format(line, 14, &row.rating, &styles.centred)?;
    Ok(height)
}

/// Writes those overdue at the cut-off, the longest first.
pub(super) fn overdue(pen: &Pen<'_>, rows: &[ReportRow]) -> Result<Worksheet, SheetError> {
    let styles = pen.styles;
    let mut sheet = pen.sheet("逾期清单", "逾期未结清单", 7, A4)?;
    for (at, (heading, width)) in (0_u16..).zip([
        ("序号", 44),
        ("诉求编号", 90),
        ("企业", 200),
        ("标题", 240),
        ("主办单位", 180),
        ("交办字号", 180),
        ("到期日", 90),
        ("逾期（工作日）", 84),
    ]) {
        sheet.set_column_width_pixels(at, width)?;
        sheet.write_string_with_format(2, at, heading, &styles.head)?;
    }
    sheet.set_row_height(2, 32)?;
    let mut late: Vec<&ReportRow> = rows.iter().collect();
    late.sort_by_key(|row| std::cmp::Reverse(row.overdue));
    let mut line = HEAD_ROWS;
    for row in late {
        sheet.write_number_with_format(line, 0, line - HEAD_ROWS + 1, &styles.whole)?;
        for (at, text) in [
            (1_u16, &row.code),
            (2, &row.enterprise),
            (3, &row.title),
            (4, &row.unit),
            (5, &row.slip),
        ] {
            let format = if matches!(at, 1 | 5) { &styles.centred } else { &styles.text };
            sheet.write_string_with_format(line, at, &*held(text), format)?;
        }
        match row.due_on {
            Some(day) => sheet.write_datetime_with_format(line, 6, day, &styles.date)?,
            None => sheet.write_blank(line, 6, &styles.date)?,
        };
        sheet.write_number_with_format(line, 7, row.overdue.unwrap_or(0), &styles.whole)?;
        let needed = [(200, &row.enterprise), (240, &row.title), (180, &row.unit)]
            .map(|(width, text)| BODY.height(text, width))
            .into_iter()
            .fold(24, u32::max);
        sheet.set_row_height_pixels(line, needed.min(TALLEST))?;
        line += 1;
    }
    if rows.is_empty() {
        sheet.merge_range(line, 0, line, 7, "没有逾期未结的诉求。", &styles.centred)?;
    } else {
        sheet.merge_range(line, 0, line, 6, "合计（项）", &styles.total_head)?;
        let formula = format!("=COUNTA(B{}:B{line})", HEAD_ROWS + 1);
        let total = i64::try_from(rows.len()).unwrap_or(i64::MAX);
        count(&mut sheet, (line, 7), &formula, total, &styles.total)?;
    }
    sheet.ignore_error_range(HEAD_ROWS, 1, line, 1, IgnoreError::NumberStoredAsText)?;
    sheet.set_print_area(0, 0, line, 7)?.set_freeze_panes(3, 0)?;
    Ok(sheet)
}
