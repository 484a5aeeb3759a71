//! The workbook of a period.

use std::collections::HashMap;
use std::path::Path;

use domain::deadline::overdue_workdays;
use domain::figures::Figure;
use domain::terms::Term;
use serde::Serialize;
use sheets::{ReportRow, write_report};
use store::queries::figures::{self, CountedRow, GroupRow};
use store::queries::ledger::{self, Filter, WorkbookRow};

use super::book::report;
use super::get_figures::{Asked, asked};
use super::{ExportFigures, FiguresExported, PeriodChoice};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::exporting::publish;
use crate::fields::Fields;
use crate::ledger::{lights, number, rating, slip_number, veiled};

/// What the journal keeps of an export.
#[derive(Serialize)]
struct Exported<'a> {
    path: String,
    period: &'a PeriodChoice,
    rows: i64,
}

/// Writes the workbook of a period and notes it in the journal. Reads the state of one moment; saves
/// go on meanwhile. Equal data give equal bytes.
pub(crate) fn export_figures(
    context: &Context<'_>,
    input: ExportFigures,
) -> Result<FiguresExported, UseCaseError> {
    let mut fields = Fields::new();
    let path = fields.target("path", &input.path, (context.office().root(), "xlsx"));
    fields.job(&input.job);
    fields.finish()?;
    let asked = asked(context, &input.period)?;
    let make = |beside: &Path| {
        context.office().store().snapshot(|connection| {
            let (report, groups) = report(connection, &asked, &input.period)?;
            let counted = figures::counted(connection, &asked.spans.period)?;
            let keys = counted.iter().map(|row| row.key).collect();
            let filter = Filter { keys: Some(keys), ..Filter::default() };
            let job = context.office().jobs().start(&input.job, counted.len() as u64);
            let rows = Rows::new(context, &asked, counted, &groups);
            let (dates, _) = lights(context, connection)?;
            let written = ledger::for_workbook(connection, &filter, &dates, |found| {
                let found = found.map(|row| row.map(|row| rows.row(row)));
                write_report(beside, &report, found, &mut |done| job.step(done))
            })??;
            Ok::<_, UseCaseError>(FiguresExported {
                path: path.display().to_string(),
                rows: i64::try_from(written).unwrap_or(i64::MAX),
            })
        })
    };
    let note = |outcome: &FiguresExported| Exported {
        path: outcome.path.clone(),
        period: &input.period,
        rows: outcome.rows,
    };
    publish(context, "export_figures", &path, make, note)
}

/// Makes sheet rows of stored ones.
struct Rows<'a> {
    context: &'a Context<'a>,
    asked: &'a Asked,
    counted: HashMap<i64, CountedRow>,
    /// The number in its sheet by the place of a group, grouping by grouping.
    numbers: Vec<HashMap<usize, u32>>,
}

impl<'a> Rows<'a> {
    fn new(
        context: &'a Context<'a>,
        asked: &'a Asked,
        counted: Vec<CountedRow>,
        groups: &[Vec<GroupRow>],
    ) -> Self {
        let numbers = groups.iter().map(|rows| rows.iter().map(|row| row.place).zip(1..).collect());
        Self {
            context,
            asked,
            counted: counted.into_iter().map(|row| (row.key, row)).collect(),
            numbers: numbers.collect(),
        }
    }

    fn row(&self, row: WorkbookRow) -> ReportRow {
        let row = veiled(row);
        let counted = self.counted.get(&row.key);
        let has = |figure: Figure| counted.is_some_and(|counted| counted.figures.has(figure));
        let to = self.asked.spans.period.to();
        let overdue = row.last_due_on.filter(|_| has(Figure::Overdue));
        ReportRow {
            code: number(row.number_year, row.number_seq),
            raised_on: row.raised_on,
            enterprise: row.enterprise,
            title: row.title,
            kind: row.kind.label().to_owned(),
            category: row.category.map_or_else(String::new, |one| one.label().to_owned()),
            unit: row.lead_unit,
            slip: row.slip_number.map(slip_number).unwrap_or_default(),
            state: row.state.label().to_owned(),
            issued_on: row.issued_on,
            due_on: row.last_due_on,
            replied_on: row.handling.replied_on.or(row.answered_on),
            closed_on: row.handling.closed_on,
            rating: rating(row.state, row.handling.grade).to_owned(),
            overdue: overdue.map(|due| overdue_workdays(due, to, self.context.calendar())),
            places: counted.map_or_else(Vec::new, |counted| {
                let places = counted.places.iter().zip(&self.numbers);
                places.map(|(place, known)| known.get(place).copied().unwrap_or(0)).collect()
            }),
            marks: Figure::ALL.iter().map(|figure| has(*figure)).collect(),
        }
    }
}
