//! The figures of a period with what they are compared with.

use std::collections::HashSet;

use chrono::{Datelike, NaiveDate};
use domain::figures::{Counts, Figure, GroupKind, Period, Rate, Ratio, SCOPE_LINES, Span};
use domain::money::Fen;
use domain::terms::Term;
use rusqlite::Connection;
use store::queries::figures::{
    self, Counted, GroupRow, MediationSum, OutcomeSum, SittingRow, Spans, Tally,
};

use super::{
    Compared, GroupFigures, Grouping, MediationFigure, OutcomeFigure, PeriodChoice, PeriodFigures,
    Share, SittingFigures, SittingLine, SpanFigures, TrendMonth,
};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::Fields;

/// Groups shown on screen; the workbook has all.
const SHOWN: usize = 60;

/// A period with its spans.
pub(crate) struct Asked {
    pub(crate) period: Period,
    pub(crate) spans: Spans,
    pub(crate) trend: Vec<Period>,
}

/// Counts the figures of a period as of its last day, or of today while it runs.
pub(crate) fn get_figures(
    context: &Context<'_>,
    input: PeriodChoice,
) -> Result<PeriodFigures, UseCaseError> {
    let asked = asked(context, &input)?;
    context.read(|connection| period_figures(connection, &asked, input))
}

/// Checks which period is asked for.
///
/// # Errors
/// [`UseCaseError::Fields`] for one there is not, or that has not begun.
pub(crate) fn asked(context: &Context<'_>, input: &PeriodChoice) -> Result<Asked, UseCaseError> {
    let (today, calendar) = (context.today(), context.calendar());
    let mut fields = Fields::new();
    let period = Period::new(input.kind, input.year, input.number);
    let span = period.and_then(|period| period.span(today, calendar));
    let (Some(period), Some(span)) = (period, span) else {
        let words = if period.is_none() {
            "没有这一期，请重新选择。"
        } else {
            "这一期还没有开始。"
        };
        let field = if period.is_none() { "number" } else { "year" };
        fields.reject(field, words);
        fields.finish()?;
        return Err(UseCaseError::refused(words));
    };
    let whole = |period: Period| Span::new(period.first(), period.last(), calendar);
    let trend: Vec<Period> =
        period.trend().into_iter().filter(|month| month.first() <= today).collect();
    let spans = Spans {
        period: span,
        previous: whole(period.previous()),
        last_year: whole(period.last_year()),
        trend: trend.iter().filter_map(|month| month.span(today, calendar)).collect(),
    };
    Ok(Asked { period, spans, trend })
}

fn period_figures(
    connection: &Connection,
    asked: &Asked,
    choice: PeriodChoice,
) -> Result<PeriodFigures, UseCaseError> {
    let Asked { period, spans, trend } = asked;
    let Tally { all, groups, trend: months } = figures::tally(connection, spans)?;
    let sittings = figures::sittings(connection, &spans.period)?;
    let compared = |period: Period, span: &Span, counts: &Counts| {
        let sittings = figures::sittings(connection, span)?;
        Ok::<_, UseCaseError>(Compared {
            label: period.label(),
            from: span.from(),
            to: span.to(),
            figures: span_figures(counts),
            sittings: sitting_figures(&sittings),
        })
    };
    let outcomes = outcomes(connection, &spans.period)?;
    Ok(PeriodFigures {
        choice,
        label: period.label(),
        from: spans.period.from(),
        to: spans.period.to(),
        is_over: spans.period.to() == period.last(),
        scope: scope(asked),
        figures: span_figures(&all.period),
        is_balanced: all.period.is_balanced(),
        previous: compared(period.previous(), &spans.previous, &all.previous)?,
        last_year: compared(period.last_year(), &spans.last_year, &all.last_year)?,
        amount_fen: outcomes.iter().map(|one| Fen(one.fen)).sum::<Fen>().0,
        outcomes,
        mediations: mediations(connection, &spans.period)?,
        sittings: sitting_figures(&sittings),
        sitting_lines: sittings.into_iter().map(line).collect(),
        groupings: groups.into_iter().map(|(kind, rows)| grouping(kind, rows)).collect(),
        trend: trend
            .iter()
            .zip(&spans.trend)
            .zip(&months)
            .map(|((month, span), counts)| TrendMonth {
                label: month_label(month.first(), period.last()),
                from: span.from(),
                to: span.to(),
                is_within: period.first() <= month.first() && month.last() <= period.last(),
                figures: span_figures(counts),
            })
            .collect(),
    })
}

/// Returns 落实金额 by kind.
///
/// # Errors
/// When it cannot be read.
pub(super) fn outcomes(
    connection: &Connection,
    span: &Span,
) -> Result<Vec<OutcomeFigure>, UseCaseError> {
    let told =
        |sum: OutcomeSum| OutcomeFigure { kind: sum.kind, demands: sum.demands, fen: sum.fen };
    Ok(figures::outcomes(connection, span)?.into_iter().map(told).collect())
}

/// Returns the mediations that ended.
///
/// # Errors
/// When it cannot be read.
pub(super) fn mediations(
    connection: &Connection,
    span: &Span,
) -> Result<Vec<MediationFigure>, UseCaseError> {
    let told = |sum: MediationSum| MediationFigure {
        cause: sum.cause,
        ended: sum.ended,
        reached: sum.reached,
        fen: sum.fen,
    };
    Ok(figures::mediations(connection, span)?.into_iter().map(told).collect())
}

/// 口径 of a report, with what is special about this one.
pub(super) fn scope(asked: &Asked) -> Vec<String> {
    let mut lines: Vec<String> = SCOPE_LINES.iter().map(|line| (*line).to_owned()).collect();
    if asked.spans.period.to() < asked.period.last() {
        lines.push(String::from("本期尚未结束，只计到截止日；上期和去年同期为整期数。"));
    }
    lines
}

/// `7月`; with the year where it is another one.
fn month_label(first: NaiveDate, end: NaiveDate) -> String {
    if first.year() == end.year() {
        return format!("{}月", first.month());
    }
    format!("{}年{}月", first.year(), first.month())
}

pub(super) fn span_figures(counts: &Counts) -> SpanFigures {
    let share = |rate: &Rate| {
        let ratio: Ratio = counts.ratio(*rate);
        Share { of: ratio.of, among: ratio.among, words: ratio.words() }
    };
    SpanFigures { counts: counts.all().to_vec(), rates: Rate::ALL.iter().map(share).collect() }
}

/// Orders groups: the unknown last, units and others by what they have overdue, then by what they
/// have under way; leaders keep their rank, categories the form's order.
pub(crate) fn ordered(kind: GroupKind, rows: &mut [GroupRow]) {
    let weight = |Counted { period, .. }: &Counted| {
        (period.of(Figure::Overdue), period.of(Figure::Raised) + period.of(Figure::Opening))
    };
    match kind {
        GroupKind::Leader => rows.sort_by_key(|row| row.group.key.is_empty()),
        GroupKind::Category => rows.sort_by_key(|row| {
            (row.group.key.is_empty(), std::cmp::Reverse(row.counted.period.of(Figure::Raised)))
        }),
        GroupKind::All | GroupKind::Unit | GroupKind::Enterprise | GroupKind::Street => {
            rows.sort_by_key(|row| {
                (row.group.key.is_empty(), std::cmp::Reverse(weight(&row.counted)))
            });
        }
    }
}

fn grouping(kind: GroupKind, mut rows: Vec<GroupRow>) -> Grouping {
    // What stands only in the spans compared has nothing to show here.
    rows.retain(|row| row.counted.period != Counts::default());
    ordered(kind, &mut rows);
    let total = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    rows.truncate(SHOWN);
    let rows = rows.into_iter().map(|row| GroupFigures {
        key: row.group.key,
        name: row.group.name,
        period: span_figures(&row.counted.period),
    });
    Grouping { group: kind, rows: rows.collect(), total }
}

/// Counts 场次, 领导人次, 企业家数 and 人次.
pub(crate) fn sitting_figures(rows: &[SittingRow]) -> SittingFigures {
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let known: HashSet<&String> = rows.iter().flat_map(|row| &row.enterprises).collect();
    SittingFigures {
        sittings: count(rows.len()),
        leaders: rows.iter().map(|row| row.leaders).sum(),
        enterprises: count(known.len()),
        persons: rows.iter().map(|row| count(row.enterprises.len())).sum(),
    }
}

fn line(row: SittingRow) -> SittingLine {
    SittingLine {
        id: row.id,
        held_on: row.held_on,
        title: row.title,
        leader: row.leader,
        leaders: row.leaders,
        enterprises: u32::try_from(row.enterprises.len()).unwrap_or(u32::MAX),
        demands: row.demands,
    }
}
