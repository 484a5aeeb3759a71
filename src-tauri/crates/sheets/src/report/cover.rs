//! The cover: what was counted, against what, and how (口径); and the sittings.

use rust_xlsxwriter::Worksheet;

use super::ReportFigure;
use super::page::{A4, Pen, cell, count, share};
use crate::SheetError;
use crate::list::NOTE;

const LAST: u16 = 6;
const WIDTHS: [u32; 7] = [220, 100, 100, 90, 100, 90, 320];
const HEADINGS: [&str; 7] = ["指标", "本期", "上期", "环比增减", "去年同期", "同比增减", "算法"];

/// Writes the cover.
pub(super) fn sheet(pen: &Pen<'_>) -> Result<Worksheet, SheetError> {
    let (report, styles) = (pen.report, pen.styles);
    let mut sheet = pen.sheet("封面", &report.scope.title, LAST, A4)?;
    for (at, width) in (0_u16..).zip(WIDTHS) {
        sheet.set_column_width_pixels(at, width)?;
    }
    let [_, previous, last_year] = &report.scope.labels;
    sheet.set_row_height(2, 34)?;
    for (at, heading) in (0_u16..).zip(HEADINGS) {
        let heading = match at {
            2 => format!("{heading}\n{previous}"),
            4 => format!("{heading}\n{last_year}"),
            _ => heading.to_owned(),
        };
        sheet.write_string_with_format(2, at, heading, &styles.head)?;
    }
    let mut line = 3;
    let mut lines = vec![None; report.figures.len()];
    for place in report.shown.iter().copied() {
        let range = pen.range(pen.figure(place));
        let formula = format!("=SUM({range})");
        figure(pen, &mut sheet, line, &report.figures[place], Some(&formula))?;
        let rule = String::from("“明细”同名一列的合计");
        sheet.write_string_with_format(line, LAST, rule, &styles.text)?;
        lines[place] = Some(line);
        line += 1;
    }
    for rate in &report.rates {
        let (of, among) = (&report.figures[rate.of], &report.figures[rate.among]);
        sheet.write_string_with_format(line, 0, &rate.label, &styles.text)?;
        for (at, column) in [1_u16, 2, 4].into_iter().enumerate() {
            let name = |place: usize, value: u32| match lines[place] {
                Some(line) => cell(line, column),
                None => value.to_string(),
            };
            let values = [of.values[at], among.values[at]];
            let cells = [name(rate.of, values[0]), name(rate.among, values[1])];
            share(&mut sheet, (line, column), [&cells[0], &cells[1]], values, &styles.share)?;
        }
        for (column, against) in [(3_u16, 2_u16), (5, 4)] {
            let (now, then) = (cell(line, 1), cell(line, against));
            let at = usize::from(against / 2);
            let change = match (of.values[0], among.values[0], of.values[at], among.values[at]) {
                (_, 0, _, _) | (_, _, _, 0) => "—".to_owned(),
                (a, b, c, d) => {
                    (f64::from(a) / f64::from(b) - f64::from(c) / f64::from(d)).to_string()
                }
            };
            let formula = format!("=IF(OR({now}=\"—\",{then}=\"—\"),\"—\",{now}-{then})");
            let formula = rust_xlsxwriter::Formula::new(formula).set_result(change);
            sheet.write_formula_with_format(line, column, formula, &styles.share)?;
        }
        let rule =
            format!("{} ÷ {}（{} ÷ {}）", of.label, among.label, of.values[0], among.values[0]);
        sheet.write_string_with_format(line, LAST, rule, &styles.text)?;
        line += 1;
    }
    for (at, one) in report.sittings.figures.iter().enumerate() {
        figure(pen, &mut sheet, line, one, None)?;
        let rule = if at == 0 { "见“接待活动”" } else { "" };
        sheet.write_string_with_format(line, LAST, rule, &styles.text)?;
        line += 1;
    }
    for amount in &report.amounts {
        sheet.write_string_with_format(line, 0, format!("{}（元）", amount.label), &styles.text)?;
        let yuan = crate::ledger::yuan(amount.fen);
        sheet.write_number_with_format(line, 1, yuan, &styles.money)?;
        for column in 2..LAST {
            sheet.write_blank(line, column, &styles.text)?;
        }
        sheet.write_string_with_format(line, LAST, &amount.note, &styles.text)?;
        line += 1;
    }
    line = identity(pen, &mut sheet, line, &lines)?;
    line = words(pen, &mut sheet, line + 1)?;
    // One leaf, upright.
    sheet.set_portrait().set_print_fit_to_pages(1, 1);
    sheet.set_print_area(0, 0, line, LAST)?.set_freeze_panes(3, 1)?;
    Ok(sheet)
}

/// A figure with what it is compared with.
fn figure(
    pen: &Pen<'_>,
    sheet: &mut Worksheet,
    line: u32,
    figure: &ReportFigure,
    formula: Option<&str>,
) -> Result<(), SheetError> {
    let styles = pen.styles;
    let [now, previous, last_year] = figure.values.map(i64::from);
    sheet.write_string_with_format(line, 0, &figure.label, &styles.text)?;
    match formula {
        Some(formula) => count(sheet, (line, 1), formula, now, &styles.whole)?,
        None => {
            sheet.write_number_with_format(line, 1, figure.values[0], &styles.whole)?;
        }
    }
    for (column, value) in [(2_u16, previous), (4, last_year)] {
        let against = figure.values[usize::from(column / 2)];
        sheet.write_number_with_format(line, column, against, &styles.whole)?;
        let formula = format!("={}-{}", cell(line, 1), cell(line, column));
        count(sheet, (line, column + 1), &formula, now - value, &styles.change)?;
    }
    Ok(())
}

/// 期初未结 + 新增 + 重开 − 办结 − 其他退出 = 期末未结, checked by the sheet itself.
fn identity(
    pen: &Pen<'_>,
    sheet: &mut Worksheet,
    line: u32,
    lines: &[Option<u32>],
) -> Result<u32, SheetError> {
    let report = pen.report;
    let cells: Vec<String> = report
        .identity
        .iter()
        .map(|place| lines[*place].map_or_else(|| "0".to_owned(), |line| cell(line, 1)))
        .collect();
    let [opening, raised, again, closed, left, closing] =
        report.identity.map(|place| report.figures[place].values[0]);
    let is_same = opening + raised + again == closed + left + closing;
    let formula = format!(
        "=IF({}+{}+{}-{}-{}={},\"相符\",\"不符\")",
        cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]
    );
    let words = if is_same { "相符" } else { "不符" };
    let labels: Vec<&str> =
        report.identity.iter().map(|place| report.figures[*place].label.as_str()).collect();
    let said = format!(
        "{} {opening} ＋ {} {raised} ＋ {} {again} － {} {closed} － {} {left} ＝ {} {closing}",
        labels[0], labels[1], labels[2], labels[3], labels[4], labels[5]
    );
    sheet.merge_range(line, 0, line, LAST - 1, &said, &pen.styles.total_head)?;
    let formula = rust_xlsxwriter::Formula::new(formula).set_result(words);
    sheet.write_formula_with_format(line, LAST, formula, &pen.styles.total_head)?;
    Ok(line + 1)
}

/// 口径 and the place to sign.
fn words(pen: &Pen<'_>, sheet: &mut Worksheet, mut line: u32) -> Result<u32, SheetError> {
    let styles = pen.styles;
    sheet.write_string_with_format(line, 0, "口径", &styles.section)?;
    line += 1;
    let width = WIDTHS.iter().sum();
    for (at, text) in report_scope(pen).iter().enumerate() {
        let text = format!("{}. {text}", at + 1);
        sheet.set_row_height_pixels(line, NOTE.height(&text, width))?;
        sheet.merge_range(line, 0, line, LAST, &text, &styles.note)?;
        line += 1;
    }
    line += 1;
    let sign = "审核：　　　　　　　　　　制表：　　　　　　　　　　日期：";
    sheet.set_row_height(line, 30)?;
    sheet.merge_range(line, 0, line, LAST, sign, &styles.sign)?;
    Ok(line)
}

fn report_scope<'a>(pen: &'a Pen<'_>) -> &'a [String] {
    &pen.report.scope.scope
}

/// Writes the sittings of the period.
pub(super) fn sittings(pen: &Pen<'_>) -> Result<Worksheet, SheetError> {
    let (report, styles) = (pen.report, pen.styles);
    let mut sheet = pen.sheet("接待活动", "接待活动", 6, A4)?;
    for (at, (heading, width)) in (0_u16..).zip([
        ("序号", 50),
        ("日期", 100),
        ("活动", 320),
        ("主持领导", 100),
        ("领导人次", 80),
        ("到会企业", 80),
        ("诉求", 80),
    ]) {
        sheet.set_column_width_pixels(at, width)?;
        sheet.write_string_with_format(2, at, heading, &styles.head)?;
    }
    let mut line = 3;
    for (day, title, leader, counts) in &report.sittings.lines {
        sheet.write_number_with_format(line, 0, line - 2, &styles.whole)?;
        sheet.write_datetime_with_format(line, 1, *day, &styles.date)?;
        sheet.write_string_with_format(line, 2, title, &styles.text)?;
        sheet.write_string_with_format(line, 3, leader, &styles.centred)?;
        for (column, value) in (4_u16..).zip(counts) {
            sheet.write_number_with_format(line, column, *value, &styles.whole)?;
        }
        line += 1;
    }
    if report.sittings.lines.is_empty() {
        sheet.merge_range(line, 0, line, 6, "本期没有接待活动。", &styles.centred)?;
        line += 1;
    } else {
        sheet.merge_range(line, 0, line, 3, "合计", &styles.total_head)?;
        for (at, column) in (4_u16..7).enumerate() {
            let sum: u32 = report.sittings.lines.iter().map(|(_, _, _, counts)| counts[at]).sum();
            let formula = format!("=SUM({}:{})", cell(3, column), cell(line - 1, column));
            count(&mut sheet, (line, column), &formula, i64::from(sum), &styles.total)?;
        }
    }
    sheet.set_print_area(0, 0, line, 6)?.set_freeze_panes(3, 0)?;
    Ok(sheet)
}
