//! The names of the directory with their readings worked out, kept until a row changes.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use domain::enterprise::NameKind;
use domain::pinyin::{NameSense, PinyinMatch, PinyinName};
use rusqlite::Connection;
use store::queries::directory;
use store::tables::{leaders, unit_names, units};

use crate::error::UseCaseError;

/// One name that can be completed.
pub(super) struct KnownName {
    pub(super) kind: NameKind,
    pub(super) id: String,
    pub(super) name: String,
    pub(super) short_name: String,
    pub(super) note: String,
    pub(super) is_active: bool,
    reading: PinyinName,
    /// Short and former names, and those of merged doubles.
    aliases: Vec<PinyinName>,
}

impl KnownName {
    /// Returns how `query` is found in the name or one of its aliases.
    pub(super) fn matches(&self, query: &str) -> Option<PinyinMatch> {
        let mut best = match self.aliases.first() {
            Some(alias) => self.reading.matches_with_alias(alias, query),
            None => self.reading.matches(query),
        };
        for alias in self.aliases.iter().skip(1) {
            best = best.or_else(|| {
                alias.matches(query).map(|found| PinyinMatch { spans: Vec::new(), ..found })
            });
        }
        // Signs have no reading; a name of signs is found by itself.
        let is_written = || self.name.contains(query) || self.short_name.contains(query);
        best.or_else(|| is_written().then(|| PinyinMatch { score: 0, spans: Vec::new() }))
    }
}

/// Every name, in the order lists show them.
pub(crate) type Names = Arc<Vec<KnownName>>;

/// The names as last read. The mark is read in the same transaction as they are used in, so a
/// change by any use case makes them new.
#[derive(Default)]
pub(crate) struct NameCache {
    kept: Mutex<Option<([i64; 6], Names)>>,
}

impl NameCache {
    /// Returns the names as they are in this read.
    ///
    /// # Errors
    /// When a table cannot be read.
    pub(super) fn names(&self, connection: &Connection) -> Result<Names, UseCaseError> {
        let revision = directory::revision(connection)?;
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, names)) = kept.as_ref()
            && *of == revision
        {
            return Ok(Arc::clone(names));
        }
        let names = Arc::new(read(connection)?);
        *kept = Some((revision, Arc::clone(&names)));
        Ok(names)
    }
}

fn read(connection: &Connection) -> Result<Vec<KnownName>, UseCaseError> {
    let mut names = Vec::new();
    for unit in units::list(connection)? {
        let former = unit_names::list(connection, &unit.id)?;
        let short = (!unit.short_name.is_empty()).then_some(unit.short_name.as_str());
        let aliases = short.into_iter().chain(former.iter().map(|old| old.name.as_str()));
        let aliases = aliases.map(|alias| PinyinName::new(alias, NameSense::Body)).collect();
        let liaison = unit.liaisons.first().map(|liaison| format!("联络员 {}", liaison.name));
        names.push(KnownName {
            kind: NameKind::Unit,
            reading: PinyinName::new(&unit.name, NameSense::Body),
            aliases,
            id: unit.id.to_string(),
            name: unit.name,
            short_name: unit.short_name,
            note: liaison.unwrap_or_default(),
            is_active: unit.is_active,
        });
    }
    for leader in leaders::list(connection)? {
        names.push(KnownName {
            kind: NameKind::Leader,
            reading: PinyinName::new(&leader.name, NameSense::Person),
            aliases: Vec::new(),
            id: leader.id.to_string(),
            name: leader.name,
            short_name: String::new(),
            note: leader.post,
            is_active: leader.is_active,
        });
    }
    let firms = directory::enterprise_names(connection)?;
    // An enterprise answers to the names of the doubles merged into it.
    let mut doubles: HashMap<String, Vec<String>> = HashMap::new();
    for firm in &firms {
        if let Some(into) = &firm.merged_into {
            doubles.entry(into.clone()).or_default().push(firm.name.clone());
        }
    }
    for firm in firms {
        let short = (!firm.short_name.is_empty()).then(|| firm.short_name.clone());
        let merged = doubles.remove(&firm.id).unwrap_or_default();
        let aliases = short.iter().chain(&merged);
        let aliases = aliases.map(|alias| PinyinName::new(alias, NameSense::Body)).collect();
        names.push(KnownName {
            kind: NameKind::Enterprise,
            reading: PinyinName::new(&firm.name, NameSense::Body),
            aliases,
            id: firm.id,
            name: firm.name,
            short_name: firm.short_name,
            note: if firm.person.is_empty() { firm.street } else { firm.person },
            is_active: firm.is_active,
        });
    }
    Ok(names)
}

/// Returns the ids of one kind that `query` finds, best first; all in list order when it is
/// empty.
///
/// # Errors
/// When a table cannot be read.
pub(super) fn matching_ids(
    cache: &NameCache,
    connection: &Connection,
    kind: NameKind,
    query: &str,
    with_retired: bool,
) -> Result<Vec<String>, UseCaseError> {
    let names = cache.names(connection)?;
    let of_kind = names.iter().filter(|name| name.kind == kind && (with_retired || name.is_active));
    if query.trim().is_empty() {
        return Ok(of_kind.map(|name| name.id.clone()).collect());
    }
    let mut found: Vec<(u32, &KnownName)> =
        of_kind.filter_map(|name| Some((name.matches(query)?.score, name))).collect();
    // Stable: names of one score stay in list order.
    found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    Ok(found.into_iter().map(|(_, name)| name.id.clone()).collect())
}
