//! Inputs and outputs: the figures of a period (统计指标).

use chrono::NaiveDate;
use domain::act::{MediationCause, OutcomeKind};
use domain::figures::{Figure, GroupKind, PeriodKind};
use domain::ids::ReceptionId;

use crate::wire::wire;

wire! {
    /// Which period: the third quarter of 2026.
    #[derive(Eq)]
    pub struct PeriodChoice {
        pub kind: PeriodKind,
        pub year: i32,
        /// Its number in the year, from 1.
        pub number: u32,
    }

    /// The demands behind a figure.
    #[derive(Eq)]
    pub struct FigureSet {
        pub from: NaiveDate,
        /// The cut-off (截止日期).
        pub to: NaiveDate,
        pub figure: Figure,
        pub group: GroupKind,
        /// Which of the grouping; empty for the demands it does not know.
        pub key: String,
    }

    /// A numerator over its denominator.
    pub struct Share {
        pub of: u32,
        pub among: u32,
        /// `87.9%`; `—` over zero.
        pub words: String,
    }

    /// One of the three spans compared.
    pub struct SpanFigures {
        /// In the order of `Figure`.
        pub counts: Vec<u32>,
        /// In the order of `Rate`.
        pub rates: Vec<Share>,
    }

    pub struct GroupFigures {
        pub key: String,
        pub name: String,
        pub period: SpanFigures,
    }

    /// The figures of one grouping, those with most under way first.
    pub struct Grouping {
        pub group: GroupKind,
        pub rows: Vec<GroupFigures>,
        /// Groups with a figure; more than the rows where only the first are shown.
        pub total: u32,
    }

    /// A month of the trend.
    pub struct TrendMonth {
        pub label: String,
        pub from: NaiveDate,
        pub to: NaiveDate,
        /// It belongs to the period.
        pub is_within: bool,
        pub figures: SpanFigures,
    }

    /// What is published of sittings.
    pub struct SittingFigures {
        /// 场次.
        pub sittings: u32,
        /// 领导人次.
        pub leaders: u32,
        /// 企业家数.
        pub enterprises: u32,
        /// 企业人次.
        pub persons: u32,
    }

    pub struct SittingLine {
        pub id: ReceptionId,
        pub held_on: NaiveDate,
        pub title: String,
        pub leader: String,
        pub leaders: u32,
        pub enterprises: u32,
        pub demands: u32,
    }

    /// A span that is compared.
    pub struct Compared {
        pub label: String,
        pub from: NaiveDate,
        pub to: NaiveDate,
        pub figures: SpanFigures,
        pub sittings: SittingFigures,
    }

    /// 落实金额 of one kind.
    pub struct OutcomeFigure {
        pub kind: OutcomeKind,
        pub demands: u32,
        #[cfg_attr(feature = "bindings", ts(type = "number"))]
        pub fen: i64,
    }

    /// The mediations of one cause.
    pub struct MediationFigure {
        pub cause: MediationCause,
        pub ended: u32,
        pub reached: u32,
        /// 达成金额.
        #[cfg_attr(feature = "bindings", ts(type = "number"))]
        pub fen: i64,
    }

    /// Everything counted of a period.
    pub struct PeriodFigures {
        pub choice: PeriodChoice,
        /// 2026年三季度.
        pub label: String,
        pub from: NaiveDate,
        /// The cut-off: its last day, or today while it runs.
        pub to: NaiveDate,
        /// It is over.
        pub is_over: bool,
        /// 口径, a sentence a line.
        pub scope: Vec<String>,
        pub figures: SpanFigures,
        /// 期初未结 + 新增 + 重开 − 办结 − 其他退出 = 期末未结.
        pub is_balanced: bool,
        pub previous: Compared,
        pub last_year: Compared,
        /// 落实金额 of what was closed, in fen.
        #[cfg_attr(feature = "bindings", ts(type = "number"))]
        pub amount_fen: i64,
        /// The same by kind; kinds without an amount are left out.
        pub outcomes: Vec<OutcomeFigure>,
        /// The mediations that ended, commercial and labour apart.
        pub mediations: Vec<MediationFigure>,
        pub sittings: SittingFigures,
        pub sitting_lines: Vec<SittingLine>,
        pub groupings: Vec<Grouping>,
        pub trend: Vec<TrendMonth>,
    }

    /// Writes the workbook of a period; long, so it reports progress under `job` and can be
    /// cancelled.
    pub struct ExportFigures {
        pub period: PeriodChoice,
        /// Where to; must not exist as a folder.
        pub path: String,
        pub job: String,
    }

    pub struct FiguresExported {
        pub path: String,
        /// Demands in the sheet of all rows.
        pub rows: i64,
    }

    /// Makes the PDF of the one-page sheet.
    pub struct PrintFigures {
        pub period: PeriodChoice,
        /// Where to; none = the program's own print folder.
        pub path: Option<String>,
        pub job: String,
    }

    /// Saves a chart of the screen as a picture.
    pub struct SaveChart {
        /// Where to, ending in `png` or `svg`; must not exist as a folder.
        pub path: String,
        /// The picture as SVG, at most 400,000 characters.
        pub svg: String,
    }

    pub struct ChartSaved {
        pub path: String,
    }
}
