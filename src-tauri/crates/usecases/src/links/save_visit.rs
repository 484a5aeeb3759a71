//! Records visits under a link.

use domain::ids::{LinkId, LinkVisitId};
use domain::text::TextRule;
use store::Writing;
use store::tables::link_visits::{self, LinkVisitRow};
use store::tables::links;

use super::list_links::link;
use super::{Link, SaveLinkVisit};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::Fields;
use crate::wire::Reasoned;

/// Longest account of a visit.
const TEXT_MAX: usize = 1_000;

/// Adds or changes a visit; it lies within the time of its link and not in the future.
pub(crate) fn save_link_visit(
    context: &Context<'_>,
    input: SaveLinkVisit,
) -> Result<Link, UseCaseError> {
    let mut fields = Fields::new();
    fields.date("visited_on", input.visited_on);
    if input.visited_on > context.today() {
        fields.reject("visited_on", "走访日期不能晚于今天。");
    }
    let place = fields.line("place", &input.place);
    let findings = fields.text("findings", &input.findings, TextRule::paragraph(TEXT_MAX));
    let rule = TextRule::paragraph(TEXT_MAX).optional();
    let requests = fields.text("requests", &input.requests, rule);
    fields.finish()?;
    context.write("save_link_visit", |tx| {
        let of = links::get(tx, &input.link_id)?;
        if of.void_reason.is_some() {
            return Err(UseCaseError::refused("这条联系已作废，不能再记走访。"));
        }
        if !domain::link::is_standing(of.from_on, of.until_on, input.visited_on) {
            return Err(UseCaseError::field("visited_on", "走访日期不在联系的起止日期内。"));
        }
        let mut row = LinkVisitRow {
            id: LinkVisitId::new(store::new_id()),
            link_id: of.id,
            visited_on: input.visited_on,
            place,
            findings,
            requests,
            made_by: context.clerk().name.clone(),
            void_reason: None,
            version: 1,
        };
        if let Some(id) = &input.id {
            let before = known(tx, id, input.version)?;
            row = LinkVisitRow {
                id: id.clone(),
                link_id: before.link_id.clone(),
                made_by: before.made_by.clone(),
                version: before.version + 1,
                ..row
            };
            link_visits::update(tx, &row)?;
            tx.record("link_visit", row.id.as_str(), Some(&before), &row)?;
        } else {
            link_visits::insert(tx, &row)?;
            tx.record("link_visit", row.id.as_str(), None::<&LinkVisitRow>, &row)?;
        }
        link(context, tx, &row.link_id)
    })
}

fn known(tx: &Writing<'_>, id: &LinkVisitId, version: i64) -> Result<LinkVisitRow, UseCaseError> {
    let row = link_visits::get(tx, id)?;
    tx.check_version("link visit", id.as_str(), version, row.version)?;
    if row.void_reason.is_some() {
        return Err(UseCaseError::refused("这次走访已作废，不能再改。"));
    }
    Ok(row)
}

/// Takes out a visit that was entered in error.
pub(crate) fn void_link_visit(
    context: &Context<'_>,
    input: Reasoned,
) -> Result<Link, UseCaseError> {
    let mut fields = Fields::new();
    let reason = fields.required_line("reason", &input.reason);
    fields.finish()?;
    context.write("void_link_visit", |tx| {
        let before = known(tx, &LinkVisitId::new(input.id), input.version)?;
        let row = LinkVisitRow {
            void_reason: Some(reason),
            version: before.version + 1,
            ..before.clone()
        };
        link_visits::update(tx, &row)?;
        tx.record("link_visit", row.id.as_str(), Some(&before), &row)?;
        link(context, tx, &LinkId::new(row.link_id))
    })
}
