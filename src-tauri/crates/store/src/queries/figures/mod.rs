//! Figures (统计): one pass over the demands a period concerns, and what it adds up to. The same
//! pass finds the demands behind a figure, so that count and list cannot differ.

mod cases;
mod groups;
mod history;
mod outcomes;
mod sittings;

use domain::figures::{Counts, Figure, Figures, GroupKind, Span};
use rusqlite::Connection;

pub use groups::GroupName;
pub use outcomes::{MediationSum, OutcomeSum, mediations, outcomes};
pub use sittings::{SittingRow, sittings};

use crate::StoreError;
use groups::Directory;

/// The spans of a report: the period, the one before, the same of last year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spans {
    pub period: Span,
    pub previous: Span,
    pub last_year: Span,
    /// Months of the trend, the oldest first.
    pub trend: Vec<Span>,
}

/// What is counted of one group.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counted {
    pub period: Counts,
    pub previous: Counts,
    pub last_year: Counts,
}

impl Counted {
    fn add(&mut self, figures: [Figures; 3]) {
        let [period, previous, last_year] = figures;
        self.period.add(period);
        self.previous.add(previous);
        self.last_year.add(last_year);
    }
}

/// A group with its figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupRow {
    /// What [`CountedRow::places`] names it by.
    pub place: usize,
    pub group: GroupName,
    pub counted: Counted,
}

/// Everything counted for a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    pub all: Counted,
    /// By unit, category, leader, enterprise and street; groups without any figure are left out.
    pub groups: Vec<(GroupKind, Vec<GroupRow>)>,
    pub trend: Vec<Counts>,
}

/// The groupings there are besides the whole.
pub const GROUPS: [GroupKind; 5] = [
    GroupKind::Unit,
    GroupKind::Category,
    GroupKind::Leader,
    GroupKind::Enterprise,
    GroupKind::Street,
];

/// Counts everything of a report.
///
/// # Errors
/// When SQLite refuses or a stored code is unknown.
pub fn tally(connection: &Connection, spans: &Spans) -> Result<Tally, StoreError> {
    let directory = Directory::read(connection)?;
    let since = spans
        .trend
        .iter()
        .chain([&spans.previous, &spans.last_year])
        .map(Span::from)
        .fold(spans.period.from(), Ord::min);
    let mut all = Counted::default();
    let mut groups = GROUPS.map(|kind| vec![Counted::default(); directory.names(kind).len()]);
    let mut trend = vec![Counts::default(); spans.trend.len()];
    cases::for_each(connection, &directory, since, |found| {
        let figures =
            [&spans.period, &spans.previous, &spans.last_year].map(|span| found.case.figures(span));
        for (counts, span) in trend.iter_mut().zip(&spans.trend) {
            counts.add(found.case.figures(span));
        }
        if figures.iter().all(|figures| figures.is_empty()) {
            return;
        }
        all.add(figures);
        for (rows, place) in groups.iter_mut().zip(found.groups) {
            rows[place].add(figures);
        }
    })?;
    let groups = GROUPS
        .into_iter()
        .zip(groups)
        .map(|(kind, counted)| {
            let rows = directory.names(kind).iter().cloned().zip(counted).enumerate();
            let rows = rows.filter(|(_, (_, counted))| *counted != Counted::default());
            let row = |(place, (group, counted))| GroupRow { place, group, counted };
            (kind, rows.map(row).collect())
        })
        .collect();
    Ok(Tally { all, groups, trend })
}

/// The demands of one figure: of all, or of the group with this key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Set {
    pub span: Span,
    pub figure: Figure,
    pub group: GroupKind,
    /// Empty for the demands the grouping does not know.
    pub key: String,
}

/// Returns the row keys of the demands in a set.
///
/// # Errors
/// When SQLite refuses or a stored code is unknown.
pub fn keys(connection: &Connection, set: &Set) -> Result<Vec<i64>, StoreError> {
    let directory = Directory::read(connection)?;
    let wanted = match set.group {
        GroupKind::All => None,
        kind => match directory.place(kind, &set.key) {
            Some(place) => Some((groups::slot(kind), place)),
            None => return Ok(Vec::new()),
        },
    };
    let mut keys = Vec::new();
    cases::for_each(connection, &directory, set.span.from(), |found| {
        let is_of_group = wanted.is_none_or(|(slot, place)| found.groups[slot] == place);
        if is_of_group && found.case.figures(&set.span).has(set.figure) {
            keys.push(found.key);
        }
    })?;
    Ok(keys)
}

/// A demand with the figures it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedRow {
    pub key: i64,
    pub figures: Figures,
    /// Its places in [`GROUPS`].
    pub places: [usize; GROUPS.len()],
}

/// Returns the demands that stand in any figure of a span.
///
/// # Errors
/// When SQLite refuses or a stored code is unknown.
pub fn counted(connection: &Connection, span: &Span) -> Result<Vec<CountedRow>, StoreError> {
    let directory = Directory::read(connection)?;
    let mut rows = Vec::new();
    cases::for_each(connection, &directory, span.from(), |found| {
        let figures = found.case.figures(span);
        if !figures.is_empty() {
            rows.push(CountedRow { key: found.key, figures, places: found.groups });
        }
    })?;
    Ok(rows)
}

/// Returns the name of a group; empty when there is none with this key.
///
/// # Errors
/// When SQLite refuses.
pub fn group_name(
    connection: &Connection,
    group: GroupKind,
    key: &str,
) -> Result<String, StoreError> {
    let directory = Directory::read(connection)?;
    let place = directory.place(group, key);
    let name = place.and_then(|place| directory.names(group).get(place));
    Ok(name.map(|group| group.name.clone()).unwrap_or_default())
}
