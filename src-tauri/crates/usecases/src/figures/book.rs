//! A period as a workbook (form F15): the figures in the order of its sheets.

use chrono::NaiveTime;
use domain::dates::paper_date;
use domain::figures::{Counts, Figure, GroupKind, Rate, Span};
use domain::money::Fen;
use domain::terms::Term;
use rusqlite::Connection;
use sheets::{
    Report, ReportAmount, ReportCharts, ReportColumn, ReportFigure, ReportGrouping, ReportRate,
    ReportScope, ReportSittings,
};
use store::queries::figures::{self, GroupRow, Tally};

use super::get_figures::{Asked, mediations, ordered, outcomes, scope, sitting_figures};
use super::{PeriodChoice, SittingFigures};
use crate::error::UseCaseError;
use crate::office::read_settings;

/// What the groupings show, in the order of form F15.
const COLUMNS: &[Column] = &[
    Column::Of(Figure::Opening),
    Column::Of(Figure::Raised),
    Column::Of(Figure::RaisedMatters),
    Column::Of(Figure::RaisedProblems),
    Column::Of(Figure::RaisedSuggestions),
    Column::Of(Figure::RaisedOpinions),
    Column::Of(Figure::Reopened),
    Column::Of(Figure::Issued),
    Column::Of(Figure::ToHandle),
    Column::Of(Figure::Handled),
    Column::Rate(Rate::Closing),
    Column::Of(Figure::Closed),
    Column::Of(Figure::Left),
    Column::Of(Figure::Closing),
    Column::Of(Figure::Due),
    Column::Of(Figure::OnTime),
    Column::Rate(Rate::OnTime),
    Column::Rate(Rate::OnOriginalTime),
    Column::Of(Figure::Overdue),
    Column::Of(Figure::Extended),
    Column::Of(Figure::Reminded),
    Column::Of(Figure::Supervised),
    Column::Of(Figure::Reworked),
    Column::Of(Figure::Tracked),
    Column::Of(Figure::Solved),
    Column::Rate(Rate::Solved),
    Column::Of(Figure::Rated),
    Column::Of(Figure::Satisfied),
    Column::Of(Figure::FairlySatisfied),
    Column::Of(Figure::Dissatisfied),
    Column::Of(Figure::Unrated),
    Column::Rate(Rate::Satisfied),
];

enum Column {
    Of(Figure),
    Rate(Rate),
}

/// Returns the report of a period and the groups in the order of its sheets.
///
/// # Errors
/// When the store cannot be read.
pub(super) fn report(
    connection: &Connection,
    asked: &Asked,
    choice: &PeriodChoice,
) -> Result<(Report, Vec<Vec<GroupRow>>), UseCaseError> {
    let (period, spans) = (asked.period, &asked.spans);
    let Tally { all, groups, trend } = figures::tally(connection, spans)?;
    let groups: Vec<(GroupKind, Vec<GroupRow>)> = groups
        .into_iter()
        .map(|(kind, mut rows)| {
            rows.retain(|row| row.counted.period != Counts::default());
            ordered(kind, &mut rows);
            (kind, rows)
        })
        .collect();
    let to = spans.period.to();
    let report = Report {
        scope: ReportScope {
            office: read_settings(connection)?.name,
            title: format!("民营企业接待日诉求办理情况{}", choice.kind.label()),
            labels: [period.label(), period.previous().label(), period.last_year().label()],
            days: format!("{}至{}", paper_date(spans.period.from()), paper_date(to)),
            cut_off: to,
            scope: scope(asked),
            created: to.and_time(NaiveTime::MIN),
        },
        figures: Figure::ALL
            .iter()
            .map(|figure| ReportFigure {
                label: figure.label().to_owned(),
                values: [&all.period, &all.previous, &all.last_year].map(|one| one.of(*figure)),
            })
            .collect(),
        rates: Rate::ALL.iter().map(|one| rate(*one)).collect(),
        shown: Figure::ALL.iter().map(|figure| *figure as usize).collect(),
        identity: [
            Figure::Opening,
            Figure::Raised,
            Figure::Reopened,
            Figure::Closed,
            Figure::Left,
            Figure::Closing,
        ]
        .map(|figure| figure as usize),
        amounts: amounts(connection, &spans.period)?,
        sittings: sittings(connection, asked)?,
        columns: COLUMNS
            .iter()
            .map(|column| match column {
                Column::Of(figure) => ReportColumn::Count(*figure as usize),
                Column::Rate(rate) => ReportColumn::Rate(*rate as usize),
            })
            .collect(),
        groupings: groups.iter().map(|(kind, rows)| grouping(*kind, rows)).collect(),
        months: asked
            .trend
            .iter()
            .zip(&trend)
            .map(|(month, counts)| (month.label(), counts.all().to_vec()))
            .collect(),
        charts: ReportCharts {
            trend: [Figure::Raised as usize, Figure::Closed as usize],
            category: (place(GroupKind::Category), Figure::Raised as usize),
            on_time: (place(GroupKind::Unit), Rate::OnTime as usize),
            ratings: [
                Figure::StrictlySatisfied,
                Figure::FairlySatisfied,
                Figure::Dissatisfied,
                Figure::Unrated,
            ]
            .map(|figure| figure as usize)
            .to_vec(),
        },
    };
    Ok((report, groups.into_iter().map(|(_, rows)| rows).collect()))
}

fn place(kind: GroupKind) -> usize {
    figures::GROUPS.iter().position(|known| *known == kind).unwrap_or(0)
}

fn rate(rate: Rate) -> ReportRate {
    let (of, among) = rate.parts();
    ReportRate { label: rate.label().to_owned(), of: of as usize, among: among as usize }
}

fn grouping(kind: GroupKind, rows: &[GroupRow]) -> ReportGrouping {
    let sheet = match kind {
        GroupKind::All => "全部",
        GroupKind::Unit => "按单位",
        GroupKind::Category => "按分类",
        GroupKind::Leader => "按领导",
        GroupKind::Enterprise => "按企业",
        GroupKind::Street => "按镇街",
    };
    let row = |row: &GroupRow| (row.group.name.clone(), row.counted.period.all().to_vec());
    ReportGrouping {
        sheet: sheet.to_owned(),
        heading: kind.label().to_owned(),
        rows: rows.iter().map(row).collect(),
    }
}

fn sittings(connection: &Connection, asked: &Asked) -> Result<ReportSittings, UseCaseError> {
    let spans = &asked.spans;
    let rows = figures::sittings(connection, &spans.period)?;
    let counted = [
        sitting_figures(&rows),
        sitting_figures(&figures::sittings(connection, &spans.previous)?),
        sitting_figures(&figures::sittings(connection, &spans.last_year)?),
    ];
    let figure = |label: &str, of: fn(&SittingFigures) -> u32| ReportFigure {
        label: label.to_owned(),
        values: [of(&counted[0]), of(&counted[1]), of(&counted[2])],
    };
    let figures = vec![
        figure("接待场次", |one| one.sittings),
        figure("领导人次", |one| one.leaders),
        figure("到会企业家数", |one| one.enterprises),
        figure("到会企业人次", |one| one.persons),
    ];
    let lines = rows.into_iter().map(|row| {
        let enterprises = u32::try_from(row.enterprises.len()).unwrap_or(u32::MAX);
        (row.held_on, row.title, row.leader, [row.leaders, enterprises, row.demands])
    });
    Ok(ReportSittings { figures, lines: lines.collect() })
}

/// 落实金额 in all and by kind, and what mediations came to.
fn amounts(connection: &Connection, span: &Span) -> Result<Vec<ReportAmount>, UseCaseError> {
    let outcomes = outcomes(connection, span)?;
    let of = |label: String, fen: i64, note: String| ReportAmount { label, fen, note };
    let mut lines = vec![of(
        String::from("落实金额"),
        outcomes.iter().map(|one| Fen(one.fen)).sum::<Fen>().0,
        String::from("本期办结的办结报告所填落实金额"),
    )];
    lines.extend(outcomes.iter().map(|one| {
        of(format!("其中{}", one.kind.label()), one.fen, format!("{} 项诉求", one.demands))
    }));
    lines.extend(mediations(connection, span)?.iter().filter(|one| one.ended > 0).map(|one| {
        let note = format!("本期结束 {} 件，成功 {} 件，金额为达成金额", one.ended, one.reached);
        of(format!("{}调解", one.cause.label()), one.fen, note)
    }));
    Ok(lines)
}
