//! All rows of a table, settled.

use std::collections::{BTreeMap, HashMap};

use domain::demand::DemandState;
use domain::import::{ImportCell, ImportFault, ImportField, ImportVerdict};
use rusqlite::Connection;
use sheets::import::SourceFile;
use store::tables::demands;

use super::bodies::Bodies;
use super::plan::Plan;
use super::settle::{Brought, Demand, Settled, Settling};
use super::table::{self, Layout};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::jobs::Job;

/// A table read through.
pub(super) struct Rows {
    pub(super) layout: Layout,
    pub(super) bodies: Bodies,
    pub(super) rows: Vec<Settled>,
    /// What a demand that was joined (已并案) was joined to, both by their places in `rows`.
    pub(super) joined: HashMap<usize, Joined>,
}

/// The demand another was joined to.
pub(super) enum Joined {
    /// Of the same table, by its place.
    Here(usize),
    /// Of the office.
    Known(domain::ids::DemandId),
}

/// Reads every row. `look` sees each with its cells, in their order, before it is known what it was
/// joined to.
///
/// # Errors
/// When file or tables cannot be read, or the job was cancelled.
pub(super) fn read_rows(
    context: &Context<'_>,
    connection: &Connection,
    plan: &Plan,
    file: &SourceFile,
    job: &Job<'_>,
    mut look: impl FnMut(&Layout, &Settled, &BTreeMap<ImportField, ImportCell>),
) -> Result<Rows, UseCaseError> {
    let mut settling = Settling::new(context, connection, plan)?;
    let mut rows = Vec::new();
    let mut failed = None;
    let layout = table::read(context, connection, plan, file, job, |layout, row| {
        if failed.is_some() {
            return;
        }
        match settling.row(layout, row, &rows) {
            Ok((mut settled, cells)) => {
                look(layout, &settled, &cells);
                settling.keep(&settled, cells);
                settled.findings.notes = Vec::new();
                rows.push(settled);
            }
            Err(error) => failed = Some(error),
        }
    })?;
    if let Some(error) = failed {
        return Err(error);
    }
    let mut all = Rows { layout, bodies: settling.bodies, rows, joined: HashMap::new() };
    all.join(connection)?;
    Ok(all)
}

impl Rows {
    /// Finds what each joined demand was joined to; one without its master is refused (transition
    /// 25: it is answered there).
    fn join(&mut self, connection: &Connection) -> Result<(), UseCaseError> {
        let numbers: HashMap<&str, usize> = (0..)
            .zip(&self.rows)
            .filter_map(|(at, row)| {
                let demand = row.demand()?;
                (is_master(demand) && !demand.entry.number.is_empty())
                    .then_some((demand.entry.number.as_str(), at))
            })
            .collect();
        let mut orphans = Vec::new();
        for (at, row) in self.rows.iter().enumerate() {
            let Some(demand) = row.demand().filter(|demand| !is_master(demand)) else { continue };
            let related = &demand.entry.related;
            let master = match numbers.get(related.as_str()) {
                Some(place) => Some(Joined::Here(*place)),
                None => known(connection, related)?.map(Joined::Known),
            };
            match master {
                Some(master) => {
                    self.joined.insert(at, master);
                }
                None if related.is_empty() => {
                    orphans.push((at, String::from("已并案的诉求要写关联编号，请补上。")));
                }
                None => {
                    let words = format!("找不到编号是“{related}”的诉求，不知道并到了哪里。");
                    orphans.push((at, words));
                }
            }
        }
        for (at, words) in orphans {
            self.rows[at].refuse(ImportField::Related, words);
        }
        Ok(())
    }

    pub(super) fn count(&self, verdict: ImportVerdict) -> u32 {
        let count = self.rows.iter().filter(|row| row.verdict == verdict).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    /// Names the fields of which a column is missing.
    pub(super) fn missing(&self, plan: &Plan) -> Vec<String> {
        let has = |field: &ImportField| self.layout.columns.values().any(|known| known == field);
        let groups = plan.kind.required().iter();
        let lacking = groups.filter(|group| !group.iter().any(has));
        let names = lacking.map(|group| {
            let names: Vec<String> = group.iter().map(|field| field.to_string()).collect();
            names.join("或")
        });
        names.collect()
    }
}

/// Tells whether a demand was not joined to another (transition 25).
pub(super) fn is_master(demand: &Demand) -> bool {
    demand.entry.state != DemandState::Consolidated
}

/// Finds a demand of the office by its number.
fn known(
    connection: &Connection,
    number: &str,
) -> Result<Option<domain::ids::DemandId>, UseCaseError> {
    let parts = number
        .split_once('-')
        .and_then(|(year, seq)| Some((year.parse::<i32>().ok()?, seq.parse::<u32>().ok()?)));
    let Some((year, seq)) = parts else { return Ok(None) };
    let found = demands::find_numbered(connection, year, seq)?;
    Ok(found.filter(|row| !row.is_void && row.state != DemandState::Consolidated).map(|row| row.id))
}

impl Settled {
    /// Returns the demand of a good row.
    pub(super) fn demand(&self) -> Option<&Demand> {
        match &self.brought {
            Some(Brought::Demand(demand)) => Some(demand),
            Some(Brought::Firm(_) | Brought::Unit(_) | Brought::Turn(_)) | None => None,
        }
    }

    fn refuse(&mut self, field: ImportField, words: String) {
        self.verdict = ImportVerdict::Refused;
        self.brought = None;
        self.findings.faults.push((field, ImportFault::Words(words)));
    }
}
