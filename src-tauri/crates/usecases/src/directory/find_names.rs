//! Completion of a name while typing (`@`).

use std::collections::HashMap;

use domain::enterprise::NameKind;
use domain::ids::ReceptionId;
use domain::pinyin::PinyinMatch;
use domain::reception::Presence;
use domain::terms::Term;
use rusqlite::Connection;
use store::queries::sittings::{self, AtSitting};

use super::names::KnownName;
use super::{FindNames, NameHit, NameHits};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::Fields;

/// The most names one completion shows.
const HITS_MAX: usize = 50;
/// How a unit that does not sit at the table is marked.
const NOT_THERE: &str = "未到会";

/// Finds names by characters, pinyin or initials; those of the sitting first, then by how well
/// they match. An empty query lists the sitting's own.
pub(crate) fn find_names(
    context: &Context<'_>,
    input: FindNames,
) -> Result<NameHits, UseCaseError> {
    let mut fields = Fields::new();
    let query = fields.query("query", &input.query);
    fields.list("kinds", &input.kinds, NameKind::ALL.len());
    fields.finish()?;
    let limit = (input.limit as usize).clamp(1, HITS_MAX);
    context.read(|connection| {
        let names = context.office().names().names(connection)?;
        let sitting = sitting(connection, input.reception_id.as_ref().map(ReceptionId::as_str))?;
        let mut found: Vec<(bool, PinyinMatch, &KnownName)> = names
            .iter()
            .filter(|name| name.is_active && is_wanted(&input.kinds, name.kind))
            .filter_map(|name| {
                let is_at_sitting = sitting.contains_key(name.id.as_str());
                if query.is_empty() {
                    let all = PinyinMatch { score: 0, spans: Vec::new() };
                    return (is_at_sitting || sitting.is_empty()).then_some((
                        is_at_sitting,
                        all,
                        name,
                    ));
                }
                Some((is_at_sitting, name.matches(&query)?, name))
            })
            .collect();
        found.sort_by_key(|(is_at_sitting, found, _)| {
            (std::cmp::Reverse(*is_at_sitting), std::cmp::Reverse(found.score))
        });
        let hits = found.into_iter().take(limit);
        Ok(NameHits { hits: hits.map(|(_, found, name)| hit(&sitting, found, name)).collect() })
    })
}

/// No kind named means every kind.
fn is_wanted(kinds: &[NameKind], kind: NameKind) -> bool {
    kinds.is_empty() || kinds.contains(&kind)
}

fn sitting(
    connection: &Connection,
    reception: Option<&str>,
) -> Result<HashMap<String, AtSitting>, UseCaseError> {
    let Some(reception) = reception else {
        return Ok(HashMap::new());
    };
    let there = sittings::at_sitting(connection, reception)?;
    Ok(there.into_iter().map(|one| (one.id.clone(), one)).collect())
}

fn hit(sitting: &HashMap<String, AtSitting>, found: PinyinMatch, name: &KnownName) -> NameHit {
    let note = match (sitting.get(name.id.as_str()), name.kind) {
        (Some(AtSitting { person, presence: Some(presence), .. }), _) => {
            let person = if person.is_empty() { &name.note } else { person };
            note(person, presence_word(*presence))
        }
        // At a sitting, a unit that was not invited is told apart.
        (None, NameKind::Unit) if !sitting.is_empty() => note(&name.note, NOT_THERE),
        _ => name.note.clone(),
    };
    let spans = found.spans.iter().map(|span| (count(span.start), count(span.end))).collect();
    NameHit {
        kind: name.kind,
        id: name.id.clone(),
        name: name.name.clone(),
        short_name: name.short_name.clone(),
        note,
        spans,
    }
}

fn presence_word(presence: Presence) -> &'static str {
    match presence {
        Presence::Present => "",
        Presence::Expected | Presence::Absent => NOT_THERE,
        Presence::Left => "已离场",
        Presence::Excused => "请假",
    }
}

fn note(person: &str, word: &str) -> String {
    match (person.is_empty(), word.is_empty()) {
        (true, _) => word.to_owned(),
        (_, true) => person.to_owned(),
        (false, false) => format!("{person} · {word}"),
    }
}

fn count(characters: usize) -> u32 {
    u32::try_from(characters).unwrap_or(u32::MAX)
}
