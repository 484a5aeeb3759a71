//! The workbook of a period's figures (form F15): cover, groupings, charts, what is overdue, the
//! sittings, and every demand with the figures it stands in. Each figure is a formula over those
//! rows, so it names them.

mod charts;
mod cover;
mod groups;
mod page;
mod rows;

use std::error::Error;
use std::path::Path;

use chrono::{NaiveDate, NaiveDateTime};
use rust_xlsxwriter::DocProperties;

use crate::output::{Progress, guarded, publish};
use crate::style::Styles;
use crate::{SheetError, base};

/// Name of the sheet with all rows; the figures refer to it.
pub(super) const ROWS: &str = "明细";
/// Rows above the data of every sheet: title, scope, headings.
pub(super) const HEAD_ROWS: u32 = 3;

/// Heading and scope of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportScope {
    /// 编制单位.
    pub office: String,
    /// `民营企业接待日诉求办理情况季报`.
    pub title: String,
    /// `2026年三季度`, the one before, the same of last year.
    pub labels: [String; 3],
    /// First day and cut-off in words: `2026年7月1日至2026年9月30日`.
    pub days: String,
    /// 截止日期: the day whose state the figures show.
    pub cut_off: NaiveDate,
    /// 口径, a sentence a line.
    pub scope: Vec<String>,
    /// Written to the document properties; made of the cut-off, so that equal data give equal bytes.
    pub created: NaiveDateTime,
}

/// A figure: counted of the period, the one before, the same of last year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportFigure {
    pub label: String,
    pub values: [u32; 3],
}

/// A share of two figures, by their places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportRate {
    pub label: String,
    pub of: usize,
    pub among: usize,
}

/// A column of the groupings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportColumn {
    /// A figure by its place.
    Count(usize),
    /// A rate by its place.
    Rate(usize),
}

/// The figures by unit, category and so on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportGrouping {
    /// Name of the sheet: `按单位`.
    pub sheet: String,
    /// Heading of the names.
    pub heading: String,
    /// Names with the figures in their order.
    pub rows: Vec<(String, Vec<u32>)>,
}

/// What is published of sittings: 场次, 领导人次, 企业家数, 企业人次, and so on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportSittings {
    pub figures: Vec<ReportFigure>,
    /// Day, title, leader, 领导人次, enterprises, demands.
    pub lines: Vec<(NaiveDate, String, String, [u32; 3])>,
}

/// One demand with the figures it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportRow {
    pub code: String,
    pub raised_on: NaiveDate,
    pub enterprise: String,
    pub title: String,
    pub kind: String,
    pub category: String,
    pub unit: String,
    pub slip: String,
    pub state: String,
    pub issued_on: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    pub replied_on: Option<NaiveDate>,
    pub closed_on: Option<NaiveDate>,
    pub rating: String,
    /// Working days overdue at the cut-off.
    pub overdue: Option<u32>,
    /// Its place in each grouping, from 1.
    pub places: Vec<u32>,
    /// Whether it stands in each figure.
    pub marks: Vec<bool>,
}

/// An amount of the cover.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportAmount {
    pub label: String,
    pub fen: i64,
    /// How it was counted.
    pub note: String,
}

/// A report without its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    pub scope: ReportScope,
    pub figures: Vec<ReportFigure>,
    pub rates: Vec<ReportRate>,
    /// The figures of the cover, by their places, in its order.
    pub shown: Vec<usize>,
    /// 期初未结, 新增, 重开, 办结, 其他退出, 期末未结, by their places.
    pub identity: [usize; 6],
    /// 落实金额 in all and by kind, and what mediations came to.
    pub amounts: Vec<ReportAmount>,
    pub sittings: ReportSittings,
    /// Columns of the groupings.
    pub columns: Vec<ReportColumn>,
    pub groupings: Vec<ReportGrouping>,
    /// Months of the trend with all figures.
    pub months: Vec<(String, Vec<u32>)>,
    /// What the charts show.
    pub charts: ReportCharts,
}

/// What the charts show, by the places of figures and rates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportCharts {
    /// Columns of the trend: 新增, 办结.
    pub trend: [usize; 2],
    /// The grouping and figure of the second chart.
    pub category: (usize, usize),
    /// The grouping and rate of the third.
    pub on_time: (usize, usize),
    /// Parts of the fourth: 满意 by grade.
    pub ratings: Vec<usize>,
}

/// Writes a report to `path`; returns the number of demands.
///
/// # Errors
/// See [`SheetError`]; in each case nothing was left under `path`.
pub fn write_report<E>(
    path: &Path,
    report: &Report,
    rows: impl IntoIterator<Item = Result<ReportRow, E>>,
    progress: &mut Progress<'_>,
) -> Result<u64, SheetError>
where
    E: Into<Box<dyn Error + Send + Sync>>,
{
    let styles = Styles::new(10.0, 10.5);
    let mut workbook = base::workbook()?;
    workbook.set_properties(
        &DocProperties::new()
            .set_title(format!("{}{}", report.scope.labels[0], report.scope.title))
            .set_company(&report.scope.office)
            .set_author(&report.scope.office)
            .set_creation_datetime(&report.scope.created),
    );
    let mut detail = rows::Detail::new(base::streaming(&mut workbook)?, report, &styles)?;
    let mut written = 0_u64;
    for row in rows {
        let serial = written + 1;
        let row = row.map_err(|error| SheetError::Rows { row: serial, source: error.into() })?;
        guarded(|| detail.row(serial, row))?;
        written = serial;
        if written.is_multiple_of(256) && progress(written).is_break() {
            return Err(SheetError::Cancelled);
        }
    }
    let (detail, overdue) = guarded(|| detail.finish(written))?;
    let pen = page::Pen { report, styles: &styles, rows: written };
    workbook.push_worksheet(cover::sheet(&pen)?);
    workbook.push_worksheet(charts::sheet(&pen)?);
    for place in 0..report.groupings.len() {
        workbook.push_worksheet(groups::sheet(&pen, place)?);
    }
    workbook.push_worksheet(rows::overdue(&pen, &overdue)?);
    workbook.push_worksheet(cover::sittings(&pen)?);
    workbook.push_worksheet(detail);
    if progress(written).is_break() {
        return Err(SheetError::Cancelled);
    }
    publish(&mut workbook, path, written, progress)?;
    Ok(written)
}
