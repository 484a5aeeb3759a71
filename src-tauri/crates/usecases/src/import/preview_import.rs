//! What a table would bring.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::import::{ImportCell, ImportField, ImportVerdict};
use sheets::import::column_name;

use super::plan::Plan;
use super::read_rows::{Rows, read_rows};
use super::settle::{Brought, Settled, fault_words};
use super::{ImportCellView, ImportColumn, ImportPreview, ImportRowView, PreviewImport};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::Fields;

/// Rows shown at once.
const SHOWN: usize = 200;
/// Names of new enterprises and units told.
const NAMES: usize = 100;
/// Characters of a sample.
const SAMPLE: usize = 24;

/// A row to be shown: its place, its cells and what was repaired in them.
type Kept = (usize, BTreeMap<ImportField, ImportCell>, Vec<(ImportField, String)>);

/// Reads a table as accepting it would and shows what it brings. Nothing is changed.
pub(crate) fn preview_import(
    context: &Context<'_>,
    input: PreviewImport,
) -> Result<ImportPreview, UseCaseError> {
    let mut fields = Fields::new();
    let plan = Plan::check(&mut fields, &input.plan);
    fields.job(&input.job);
    fields.finish()?;
    let (file, sm3) = plan.open(None)?;
    let job = context.office().jobs().start(&input.job, 0);
    context.office().store().snapshot(|connection| {
        let mut samples: BTreeMap<u32, String> = BTreeMap::new();
        let mut kept: Vec<Kept> = Vec::new();
        let mut at = 0;
        let rows = read_rows(context, connection, &plan, &file, &job, |layout, row, cells| {
            for (column, field) in &layout.columns {
                if let Some(cell) =
                    cells.get(field).filter(|_| row.verdict != ImportVerdict::Skipped)
                {
                    let sample = || cell.words().chars().take(SAMPLE).collect::<String>();
                    samples.entry(*column).or_insert_with(sample);
                }
            }
            let is_shown = input.shown.is_none_or(|shown| shown == row.verdict);
            if is_shown && kept.len() < SHOWN {
                kept.push((at, cells.clone(), row.findings.notes.clone()));
            }
            at += 1;
        })?;
        let shown = kept.iter().map(|kept| view(&rows, kept));
        let shown = shown.collect();
        Ok(preview(&plan, sm3, &rows, shown, samples))
    })
}

fn preview(
    plan: &Plan,
    sm3: String,
    rows: &Rows,
    shown: Vec<ImportRowView>,
    mut samples: BTreeMap<u32, String>,
) -> ImportPreview {
    let layout = &rows.layout;
    let (firms, units) = new_names(rows);
    let days: Vec<NaiveDate> = rows.rows.iter().filter_map(day).collect();
    let columns = layout.heads.heads.iter().map(|head| ImportColumn {
        column: head.column,
        letter: column_name(head.column),
        title: head.title.clone(),
        field: layout.columns.get(&head.column).copied(),
        sample: samples.remove(&head.column).unwrap_or_default(),
    });
    let is_repaired = |row: &&Settled| row.verdict == ImportVerdict::Good && row.is_repaired;
    let repaired = rows.rows.iter().filter(is_repaired).count();
    ImportPreview {
        file_name: plan.file_name(),
        sm3,
        kind: plan.kind,
        sheets: layout.sheet.names.clone(),
        sheet: layout.sheet.name.clone(),
        columns: columns.collect(),
        fields: plan.kind.fields().to_vec(),
        is_remembered: layout.is_remembered,
        missing: rows.missing(plan),
        rows: shown,
        good: rows.count(ImportVerdict::Good),
        known: rows.count(ImportVerdict::Known),
        refused: rows.count(ImportVerdict::Refused),
        skipped: rows.count(ImportVerdict::Skipped),
        repaired: u32::try_from(repaired).unwrap_or(u32::MAX),
        new_enterprise_count: u32::try_from(firms.len()).unwrap_or(u32::MAX),
        new_enterprises: firms.into_iter().take(NAMES).collect(),
        new_units: units.into_iter().take(NAMES).collect(),
        new_leaders: new_leaders(rows),
        from: days.iter().min().copied(),
        to: days.iter().max().copied(),
    }
}

/// The day a good row is of.
fn day(row: &Settled) -> Option<NaiveDate> {
    match row.brought.as_ref()? {
        Brought::Demand(demand) => Some(demand.entry.raised_on),
        Brought::Turn(turn) => Some(turn.entry.held_on),
        Brought::Firm(_) | Brought::Unit(_) => None,
    }
}

/// The leaders good rows would add, in their order.
fn new_leaders(rows: &Rows) -> Vec<String> {
    let turns = rows.rows.iter().filter_map(|row| match row.brought.as_ref()? {
        Brought::Turn(turn) => Some(turn),
        Brought::Demand(_) | Brought::Firm(_) | Brought::Unit(_) => None,
    });
    let places: BTreeSet<usize> =
        turns.flat_map(|turn| [Some(turn.leader), turn.stand_in]).flatten().collect();
    let bodies = places.into_iter().map(|place| &rows.bodies.leaders.all[place]);
    let new = bodies.filter(|body| body.id.is_none());
    new.map(|body| format!("{} {}", body.post, body.name)).take(NAMES).collect()
}

/// The names good rows would add to the directories.
fn new_names(rows: &Rows) -> (Vec<String>, Vec<String>) {
    let (mut firms, mut units) = (BTreeSet::<usize>::new(), BTreeSet::<usize>::new());
    for demand in rows.rows.iter().filter_map(Settled::demand) {
        if rows.bodies.firms[demand.firm].id.is_none() {
            firms.insert(demand.firm);
        }
        let named = demand.lead.iter().chain(&demand.assists);
        units.extend(named.filter(|place| rows.bodies.units[**place].id.is_none()).copied());
    }
    (
        firms.into_iter().map(|place| rows.bodies.firms[place].name.clone()).collect(),
        units.into_iter().map(|place| rows.bodies.units[place].name.clone()).collect(),
    )
}

fn view(rows: &Rows, (at, cells, notes): &Kept) -> ImportRowView {
    let row = &rows.rows[*at];
    let joined = |words: Vec<String>| words.join("；");
    let views = rows.layout.columns.iter().map(|(column, field)| ImportCellView {
        column: *column,
        field: *field,
        text: cells.get(field).map(ImportCell::words).unwrap_or_default().into_owned(),
        note: joined(told(notes, *field, Clone::clone)),
        fault: joined(told(&row.findings.faults, *field, fault_words)),
    });
    ImportRowView {
        row: row.row,
        verdict: row.verdict,
        reason: row.reason.clone(),
        cells: views.collect(),
    }
}

/// The words of the findings at a field.
fn told<T>(
    findings: &[(ImportField, T)],
    field: ImportField,
    words: impl Fn(&T) -> String,
) -> Vec<String> {
    let here = findings.iter().filter(|(at, _)| *at == field);
    here.map(|(_, found)| words(found)).collect()
}
