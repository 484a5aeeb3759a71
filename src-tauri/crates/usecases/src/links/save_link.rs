//! Adds, changes and ends links.

use domain::ids::LinkId;
use domain::link::{LinkKind, overlap};
use store::Writing;
use store::tables::links::{self, LinkRow};
use store::tables::{enterprises, leaders, units};

use super::list_links::link;
use super::{EndLink, Link, SaveLink};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::Fields;
use crate::wire::{Nothing, Reasoned};

/// Adds or changes a link: an enterprise may have many leaders, a leader many enterprises.
pub(crate) fn save_link(context: &Context<'_>, input: SaveLink) -> Result<Link, UseCaseError> {
    let mut fields = Fields::new();
    let is_officer = input.kind == LinkKind::ServiceOfficer;
    let officer = if is_officer {
        fields.name("officer", &input.officer)
    } else {
        fields.optional_name("officer", &input.officer)
    };
    let phone = fields.line("phone", &input.phone);
    let note = fields.line("note", &input.note);
    fields.date("from_on", input.from_on);
    if is_officer && input.unit_id.is_none() {
        fields.reject("unit_id", "请选择服务专员所在的单位。");
    }
    if !is_officer && input.leader_id.is_none() {
        fields.reject("leader_id", "请选择一位领导。");
    }
    fields.finish()?;
    context.write("save_link", |tx| {
        let mut row = LinkRow {
            id: LinkId::new(store::new_id()),
            kind: input.kind,
            enterprise_id: input.enterprise_id.clone(),
            leader_id: input.leader_id.clone().filter(|_| !is_officer),
            unit_id: input.unit_id.clone().filter(|_| is_officer),
            officer: if is_officer { officer } else { String::new() },
            phone: if is_officer { phone } else { String::new() },
            from_on: input.from_on,
            until_on: None,
            end_reason: String::new(),
            note,
            void_reason: None,
            version: 1,
        };
        if let Some(id) = &input.id {
            let before = standing(tx, id, input.version)?;
            row = LinkRow {
                id: id.clone(),
                kind: before.kind,
                enterprise_id: before.enterprise_id.clone(),
                leader_id: before.leader_id.clone(),
                unit_id: before.unit_id.clone(),
                until_on: before.until_on,
                end_reason: before.end_reason.clone(),
                version: before.version + 1,
                ..row
            };
            check_span(&row)?;
            refuse_twice(tx, &row)?;
            links::update(tx, &row)?;
            tx.record("link", row.id.as_str(), Some(&before), &row)?;
        } else {
            check_references(tx, &row)?;
            refuse_twice(tx, &row)?;
            links::insert(tx, &row)?;
            tx.record("link", row.id.as_str(), None::<&LinkRow>, &row)?;
        }
        link(context, tx, &row.id)
    })
}

/// Reads a link that is not void, as the caller read it.
fn standing(tx: &Writing<'_>, id: &LinkId, version: i64) -> Result<LinkRow, UseCaseError> {
    let row = links::get(tx, id)?;
    tx.check_version("link", id.as_str(), version, row.version)?;
    if row.void_reason.is_some() {
        return Err(UseCaseError::refused("这条联系已作废，不能再改。"));
    }
    Ok(row)
}

fn check_references(tx: &Writing<'_>, row: &LinkRow) -> Result<(), UseCaseError> {
    let mut fields = Fields::new();
    if enterprises::find(tx, &row.enterprise_id)?.is_none() {
        fields.reject("enterprise_id", "请选择一家企业或商会。");
    }
    if let Some(id) = &row.leader_id {
        match leaders::find(tx, id)? {
            None => fields.reject("leader_id", "请选择一位领导。"),
            Some(leader) if !leader.is_active => {
                fields.reject("leader_id", format!("{}已离任，请另选一位。", leader.name));
            }
            Some(_) => {}
        }
    }
    if let Some(id) = &row.unit_id {
        match units::find(tx, id)? {
            None => fields.reject("unit_id", "请选择一个单位。"),
            Some(unit) if !unit.is_active => {
                fields.reject("unit_id", format!("“{}”已停用，请另选一个。", unit.name));
            }
            Some(_) => {}
        }
    }
    fields.finish()
}

fn check_span(row: &LinkRow) -> Result<(), UseCaseError> {
    match row.until_on {
        Some(until) if until < row.from_on => {
            Err(UseCaseError::field("from_on", "开始日期应不晚于结束日期。"))
        }
        Some(_) | None => Ok(()),
    }
}

/// The same two are linked once at a time; anew after an end.
fn refuse_twice(tx: &Writing<'_>, row: &LinkRow) -> Result<(), UseCaseError> {
    let span = (row.from_on, row.until_on);
    let is_twice = links::list(tx)?.iter().any(|other| {
        other.id != row.id
            && other.enterprise_id == row.enterprise_id
            && other.leader_id == row.leader_id
            && other.unit_id == row.unit_id
            && other.officer == row.officer
            && overlap((other.from_on, other.until_on), span)
    });
    if !is_twice {
        return Ok(());
    }
    let field = if row.kind == LinkKind::Leader { "leader_id" } else { "officer" };
    Err(UseCaseError::field(field, "这段时间已在联系这家企业，不用再加。"))
}

/// Ends a link with its last day and the reason (scenario 55).
pub(crate) fn end_link(context: &Context<'_>, input: EndLink) -> Result<Link, UseCaseError> {
    let mut fields = Fields::new();
    fields.date("until_on", input.until_on);
    let reason = fields.required_line("reason", &input.reason);
    fields.finish()?;
    context.write("end_link", |tx| {
        let before = standing(tx, &input.id, input.version)?;
        if before.until_on.is_some() {
            return Err(UseCaseError::refused("这条联系已经结束。"));
        }
        if input.until_on < before.from_on {
            return Err(UseCaseError::field("until_on", "结束日期应不早于开始日期。"));
        }
        let row = LinkRow {
            until_on: Some(input.until_on),
            end_reason: reason,
            version: before.version + 1,
            ..before.clone()
        };
        links::update(tx, &row)?;
        tx.record("link", row.id.as_str(), Some(&before), &row)?;
        link(context, tx, &row.id)
    })
}

/// Takes out a link that was entered in error.
pub(crate) fn void_link(context: &Context<'_>, input: Reasoned) -> Result<Nothing, UseCaseError> {
    let mut fields = Fields::new();
    let reason = fields.required_line("reason", &input.reason);
    fields.finish()?;
    context.write("void_link", |tx| {
        let before = standing(tx, &LinkId::new(input.id), input.version)?;
        let row =
            LinkRow { void_reason: Some(reason), version: before.version + 1, ..before.clone() };
        links::update(tx, &row)?;
        tx.record("link", row.id.as_str(), Some(&before), &row)?;
        Ok(Nothing {})
    })
}
