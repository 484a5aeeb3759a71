//! The texts of acts, checked field by field.

use domain::act::{Completion, Contact, Outcome, OutcomeKind, ProgressReport, Reply};
use domain::money::Fen;
use domain::terms::Term;
use domain::text::TextRule;

use crate::context::Context;
use crate::fields::Fields;

/// Checks a talk at `prefix`, such as `body.contact.`.
pub(super) fn contact(
    context: &Context<'_>,
    fields: &mut Fields,
    prefix: &str,
    raw: &Contact,
) -> Contact {
    let on = format!("{prefix}on");
    fields.date(&on, raw.on);
    if raw.on > context.today() {
        fields.reject(on, "日期不能晚于今天。");
    }
    Contact {
        on: raw.on,
        way: raw.way,
        person: fields.name(format!("{prefix}person"), &raw.person),
        words: fields.long(format!("{prefix}words"), &raw.words),
    }
}

/// Checks a unit's progress (F7).
pub(super) fn progress(
    context: &Context<'_>,
    fields: &mut Fields,
    raw: &ProgressReport,
) -> ProgressReport {
    if let Some(on) = raw.expected_on {
        fields.date("body.expected_on", on);
    }
    ProgressReport {
        progress: fields.required_long("body.progress", &raw.progress),
        contact: raw.contact.as_ref().map(|raw| contact(context, fields, "body.contact.", raw)),
        problem: fields.long("body.problem", &raw.problem),
        next_step: fields.long("body.next_step", &raw.next_step),
        expected_on: raw.expected_on,
        reporter: fields.optional_name("body.reporter", &raw.reporter),
    }
}

/// Checks a report of completion (F11). Evidence and contact may be missing: it is registered as
/// the unit sent it, and the review returns it (scenario 39).
pub(super) fn completion(
    context: &Context<'_>,
    fields: &mut Fields,
    raw: &Completion,
) -> Completion {
    let outcomes = outcomes(fields, &raw.outcomes);
    let amount_fen = match outcomes.as_slice() {
        [] => raw.amount_fen,
        told => Some(told.iter().map(|one| Fen(one.fen)).sum::<Fen>().0),
    };
    fields.amount("body.amount_fen", amount_fen);
    // The review fills these; what a report says there is not kept.
    fields.optional_name("body.reviewer", &raw.reviewer);
    fields.long("body.return_reason", &raw.return_reason);
    Completion {
        class: raw.class,
        process: fields.required_long("body.process", &raw.process),
        result: fields.required_long("body.result", &raw.result),
        basis: fields.long("body.basis", &raw.basis),
        amount_fen,
        outcomes,
        evidence: fields.long("body.evidence", &raw.evidence),
        contact: raw.contact.as_ref().map(|raw| contact(context, fields, "body.contact.", raw)),
        similar: fields.long("body.similar", &raw.similar),
        left_over: fields.long("body.left_over", &raw.left_over),
        head: fields.name("body.head", &raw.head),
        reviewer: String::new(),
        return_reason: String::new(),
    }
}

/// Checks 落实金额 by kind: each kind once, no amount below zero. What is zero is not told.
fn outcomes(fields: &mut Fields, raw: &[Outcome]) -> Vec<Outcome> {
    fields.list("body.outcomes", raw, OutcomeKind::ALL.len());
    for (at, one) in raw.iter().enumerate() {
        fields.amount(format!("body.outcomes.{at}"), Some(one.fen));
        if raw[..at].iter().any(|other| other.kind == one.kind) {
            let words = format!("{}写了两次，请并成一笔。", one.kind.label());
            fields.reject(format!("body.outcomes.{at}"), words);
        }
    }
    let mut told: Vec<Outcome> = raw.iter().filter(|one| one.fen > 0).cloned().collect();
    told.sort_by_key(|one| one.kind);
    told
}

/// A section of a letter: about three pages.
const SECTION: TextRule = TextRule::paragraph(SECTION_MAX);
const SECTION_MAX: usize = 2_000;
/// What a line break in it costs.
const SECTION_LINE: usize = 30;

fn section(fields: &mut Fields, field: &str, raw: &str, rule: TextRule) -> String {
    let text = fields.text(field, raw, rule);
    if text.chars().count() + text.matches('\n').count() * SECTION_LINE > SECTION_MAX {
        fields.reject(field, "换行太多，答复函上写不下，请合并几段。");
    }
    text
}

/// Checks a reply letter (F12).
pub(super) fn reply(context: &Context<'_>, fields: &mut Fields, raw: &Reply) -> Reply {
    Reply {
        facts: section(fields, "body.facts", &raw.facts, SECTION),
        process: section(fields, "body.process", &raw.process, SECTION),
        result: section(fields, "body.result", &raw.result, SECTION),
        basis: section(fields, "body.basis", &raw.basis, SECTION.optional()),
        follow_up: section(fields, "body.follow_up", &raw.follow_up, SECTION.optional()),
        served: contact(context, fields, "body.served.", &raw.served),
    }
}
