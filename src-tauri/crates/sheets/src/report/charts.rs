//! The charts, drawn by the reader's own program from the cells of the workbook.

use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartFont, ChartFormat, ChartLegendPosition, ChartPoint, ChartSolidFill,
    ChartType, Color, Worksheet,
};

use super::ReportColumn;
use super::groups::{FIRST, column};
use super::page::{A4, Pen, cell, count};
use crate::SheetError;
use crate::style::SONG;

const BLUE: u32 = 0x1A_4A_86;
const GREY: u32 = 0x95_92_8A;
const INKS: [u32; 4] = [BLUE, 0x8D_A5_C3, 0x8A_43_00, 0xCF_CC_C3];
/// Bars of a chart; more are told by the sheets.
const BARS: usize = 12;
const LAST: u16 = 13;

fn ink(color: u32) -> ChartFormat {
    let mut format = ChartFormat::new();
    format.set_solid_fill(ChartSolidFill::new().set_color(Color::RGB(color)));
    format
}

fn face(size: f64) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_name(SONG).set_size(size);
    font
}

fn chart(kind: ChartType, title: &str, alt: &str) -> Chart {
    let mut chart = Chart::new(kind);
    chart.set_width(560).set_height(300).set_alt_text(alt);
    let mut heading = face(12.0);
    heading.set_bold();
    chart.title().set_name(title).set_font(&heading);
    chart.x_axis().set_font(&face(9.0));
    chart.y_axis().set_font(&face(9.0));
    chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&face(9.0));
    chart
}

fn shown(format: Option<&str>) -> ChartDataLabel {
    let mut label = ChartDataLabel::new();
    label.show_value().set_font(&face(9.0));
    if let Some(format) = format {
        label.set_num_format(format);
    }
    label
}

/// Writes the trend's table and the four charts.
pub(super) fn sheet(pen: &Pen<'_>) -> Result<Worksheet, SheetError> {
    let report = pen.report;
    let mut sheet = pen.sheet("图表", "图表", LAST, A4)?;
    sheet.set_column_range_width_pixels(0, LAST, 82)?;
    sheet.set_column_width_pixels(0, 150)?;
    let (table, ratings) = tables(pen, &mut sheet)?;

    let mut trend = chart(ChartType::Column, "新增与办结（项）", "各月新增与办结的诉求数");
    for ((at, figure), color) in (1_u16..).zip(report.charts.trend).zip([GREY, BLUE]) {
        trend
            .add_series()
            .set_name(report.figures[figure].label.as_str())
            .set_categories(("图表", 3, 0, table, 0))
            .set_values(("图表", 3, at, table, at))
            .set_gap(60)
            .set_format(&mut ink(color));
    }
    trend.y_axis().set_num_format("0");
    let top = ratings + 2;
    sheet.insert_chart(top, 0, &trend)?;

    let (grouping, figure) = report.charts.category;
    let bars = bars(pen, grouping, ReportColumn::Count(figure), "诉求分类（本期新增，项）", None);
    sheet.insert_chart(top, 7, &bars)?;
    let (grouping, rate) = report.charts.on_time;
    let rates =
        self::bars(pen, grouping, ReportColumn::Rate(rate), "主办单位按时办结率", Some("0%"));
    sheet.insert_chart(top + 14, 0, &rates)?;

    let mut pie = chart(ChartType::Doughnut, "企业评价（项）", "本期评价按等次的项数");
    let points: Vec<ChartPoint> =
        INKS.iter().map(|color| ChartPoint::new().set_format(&mut ink(*color))).collect();
    pie.add_series()
        .set_categories(("图表", table + 3, 0, ratings, 0))
        .set_values(("图表", table + 3, 1, ratings, 1))
        .set_points(&points)
        .set_data_label(&shown(Some("0;;")));
    sheet.insert_chart(top + 14, 7, &pie)?;
    sheet.set_print_area(0, 0, top + 27, LAST)?.set_print_fit_to_pages(1, 1);
    Ok(sheet)
}

/// Writes what the first and the last chart are drawn from; returns their last lines.
fn tables(pen: &Pen<'_>, sheet: &mut Worksheet) -> Result<(u32, u32), SheetError> {
    let (report, styles) = (pen.report, pen.styles);
    sheet.write_string_with_format(2, 0, "月份", &styles.head)?;
    for (at, figure) in (1_u16..).zip(report.charts.trend) {
        sheet.write_string_with_format(2, at, &report.figures[figure].label, &styles.head)?;
    }
    let mut line = 2;
    for (label, values) in &report.months {
        line += 1;
        sheet.write_string_with_format(line, 0, label, &styles.centred)?;
        for (at, figure) in (1_u16..).zip(report.charts.trend) {
            sheet.write_number_with_format(line, at, values[figure], &styles.whole)?;
        }
    }
    let table = line;
    line += 2;
    sheet.write_string_with_format(line, 0, "评价", &styles.head)?;
    sheet.write_string_with_format(line, 1, "本期", &styles.head)?;
    for figure in report.charts.ratings.iter().copied() {
        line += 1;
        let one = &report.figures[figure];
        sheet.write_string_with_format(line, 0, &one.label, &styles.centred)?;
        let formula = format!("=SUM({})", pen.range(pen.figure(figure)));
        count(sheet, (line, 1), &formula, i64::from(one.values[0]), &styles.whole)?;
    }
    Ok((table, line))
}

/// Bars over the first groups of a grouping, from its own sheet.
fn bars(
    pen: &Pen<'_>,
    grouping: usize,
    wanted: ReportColumn,
    title: &str,
    format: Option<&str>,
) -> Chart {
    let grouping = &pen.report.groupings[grouping];
    let end = 2 + u32::try_from(grouping.rows.len().clamp(1, BARS)).unwrap_or(1);
    let at = column(pen, wanted);
    debug_assert!(at >= FIRST, "{}", cell(2, at));
    let mut chart = chart(ChartType::Bar, title, title);
    chart
        .add_series()
        .set_name(title)
        .set_categories((grouping.sheet.as_str(), 3, 1, end, 1))
        .set_values((grouping.sheet.as_str(), 3, at, end, at))
        .set_gap(40)
        .set_format(&mut ink(BLUE))
        .set_data_label(&shown(format));
    // The first of the sheet stands at the top.
    chart.y_axis().set_reverse();
    chart.x_axis().set_font(&face(9.0));
    if let Some(format) = format {
        chart.x_axis().set_num_format(format).set_min(0).set_max(1);
    }
    chart.legend().set_hidden();
    chart
}
