//! 类似诉求: what was asked before in the same matter, what was promised and how it ended.

mod types;

use domain::demand::TITLE_MAX;
use domain::ids::{DemandId, EnterpriseId};
use domain::similar::{Likeness, Wording, probes, rank};
use domain::text::TextRule;
use rusqlite::Connection;
use store::queries::similar::{self, SimilarRow};
use store::tables::{demands, units};

pub use types::*;

use crate::common_issue::issues_of;
use crate::context::Context;
use crate::demand::{Veil, shown_enterprise, told};
use crate::directory::going_on;
use crate::error::UseCaseError;
use crate::fields::Fields;
use crate::wire::ById;

/// Most demands compared word by word.
const COMPARED: usize = 300;
/// Demands by which it is told which words are common.
const SAMPLE: i64 = 256;
/// The newest demands of the same enterprise are compared whatever they say.
const OWN_COMPARED: u32 = 60;
/// Most that are told: of the same enterprise, and of others.
const OWN_TOLD: usize = 2;
const TOLD: usize = 5;
/// Of the same enterprise only what is clearly the same matter comes before others.
const OWN_LEAST: f64 = 0.12;

/// Lists what is like a demand among those before it.
pub(crate) fn list_similar(
    context: &Context<'_>,
    input: ById,
) -> Result<SimilarDemands, UseCaseError> {
    let id = DemandId::new(input.id);
    context.read(|connection| {
        demands::get(connection, &id)?;
        // A void demand and a clue have nothing beside them.
        let Some(asked) = similar::get(connection, &id)? else {
            return Ok(SimilarDemands::default());
        };
        let firm = asked.is_open.then_some(&asked.firm);
        let issues = issues_of(connection, &id)?;
        Ok(SimilarDemands { issues, ..found(connection, &asked.wording, firm, Some(asked.key))? })
    })
}

/// Finds what is like a demand that is being written.
pub(crate) fn find_similar(
    context: &Context<'_>,
    input: SimilarQuery,
) -> Result<SimilarDemands, UseCaseError> {
    let mut fields = Fields::new();
    let asked = Wording {
        category: input.category,
        title: fields.text("title", &input.title, TextRule::line(TITLE_MAX).optional()),
        facts: fields.long("facts", &input.facts),
        request: fields.long("request", &input.request),
    };
    fields.finish()?;
    context.read(|connection| found(connection, &asked, input.enterprise_id.as_ref(), None))
}

/// Returns at most [`OWN_TOLD`] demands of the same enterprise, then at most [`TOLD`] in all.
///
/// # Errors
/// When they cannot be read.
pub(crate) fn found(
    connection: &Connection,
    asked: &Wording,
    firm: Option<&EnterpriseId>,
    before: Option<i64>,
) -> Result<SimilarDemands, UseCaseError> {
    let words = probes(asked);
    if words.is_empty() {
        return Ok(SimilarDemands::default());
    }
    let sample = similar::sample(connection, SAMPLE)?;
    // A guest invited as a double asks for the one that goes on.
    let firm = firm.map(|firm| going_on(connection, firm)).transpose()?;
    let own = match &firm {
        Some(firm) => similar::of_enterprise(connection, firm, before, OWN_COMPARED)?,
        None => Vec::new(),
    };
    let mut others = similar::candidates(connection, &words, before, COMPARED)?;
    let mut told: Vec<(SimilarRow, Likeness)> = Vec::new();
    let mut first = ranked(asked, &own, &sample, OWN_TOLD);
    first.retain(|likeness| likeness.score >= OWN_LEAST);
    told.extend(first.into_iter().map(|likeness| (own[likeness.at].clone(), likeness)));
    others.retain(|row| told.iter().all(|(known, _)| known.id != row.id));
    let rest = ranked(asked, &others, &sample, TOLD - told.len());
    told.extend(rest.into_iter().map(|likeness| (others[likeness.at].clone(), likeness)));
    let rows = told.into_iter().map(|(row, likeness)| {
        let is_own = row.is_open && firm.as_ref() == Some(&row.firm);
        shown(connection, &row, likeness, is_own)
    });
    Ok(SimilarDemands { rows: rows.collect::<Result<_, _>>()?, issues: Vec::new() })
}

fn ranked(asked: &Wording, rows: &[SimilarRow], sample: &[Wording], limit: usize) -> Vec<Likeness> {
    let wordings: Vec<Wording> = rows.iter().map(|row| row.wording.clone()).collect();
    rank(asked, &wordings, sample, limit)
}

/// Tells a demand with what was promised and how it ended.
fn shown(
    connection: &Connection,
    found: &SimilarRow,
    likeness: Likeness,
    is_own: bool,
) -> Result<SimilarDemand, UseCaseError> {
    let row = demands::get(connection, &found.id)?;
    let veil = Veil::over(connection, std::slice::from_ref(&row))?;
    let told = |text: &str| told(veil.as_ref(), text);
    let lead_unit = match &row.content.lead_unit_id {
        Some(id) => units::get(connection, id)?.name,
        None => String::new(),
    };
    let first = |texts: [&str; 2]| {
        told(texts.into_iter().find(|text| !text.is_empty()).unwrap_or_default())
    };
    Ok(SimilarDemand {
        number: row.number(),
        enterprise_name: shown_enterprise(connection, &row)?,
        title: told(&row.content.title),
        promised: first([&row.answer, &row.content.requirement]),
        outcome: first([&row.handling.result, &row.handling.progress]),
        id: row.id,
        raised_on: row.raised_on,
        is_own,
        category: row.content.category,
        state: row.state,
        lead_unit,
        result_class: row.handling.result_class,
        grade: row.handling.grade,
        shared: likeness.shared,
        alike: u32::try_from(likeness.alike.len()).unwrap_or(u32::MAX),
    })
}
