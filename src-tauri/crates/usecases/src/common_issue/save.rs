//! What is written into the register of common issues.

use std::collections::BTreeSet;

use domain::common_issue::{DEMANDS_MIN, IssueAction, IssueState};
use domain::ids::CommonIssueId;
use domain::terms::Term;
use domain::text::TextRule;
use rusqlite::Connection;
use store::Writing;
use store::tables::common_issues::{self, CommonIssueRow};
use store::tables::{demands, units};

use super::{CommonIssue, HandInIssue, SaveIssue, SettleIssue, is_told, issue};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::Fields;
use crate::wire::{Nothing, Reasoned};

/// The name of an issue, and what its texts hold.
const NAME: TextRule = TextRule::line(60);
const WORDS: TextRule = TextRule::paragraph(2_000);
/// More units than lead any matter.
const UNITS_MAX: usize = 10;
/// More demands than a matter ever gathered.
const DEMANDS_MAX: usize = 500;

/// Adds an issue or changes it; which demands belong to it can be changed back at any time.
pub(crate) fn save_issue(
    context: &Context<'_>,
    input: SaveIssue,
) -> Result<CommonIssue, UseCaseError> {
    let mut fields = Fields::new();
    let (name, manifestation, cause, measure) = (
        fields.text("name", &input.name, NAME),
        fields.text("manifestation", &input.manifestation, WORDS.optional()),
        fields.text("cause", &input.cause, WORDS.optional()),
        fields.text("measure", &input.measure, WORDS.optional()),
    );
    fields.list("unit_ids", &input.unit_ids, UNITS_MAX);
    fields.list("demand_ids", &input.demand_ids, DEMANDS_MAX);
    if let Some(limit_on) = input.limit_on {
        fields.date("limit_on", limit_on);
    }
    if input.unit_ids.iter().collect::<BTreeSet<_>>().len() < input.unit_ids.len() {
        fields.reject("unit_ids", "牵头单位有重复，请去掉一家。");
    }
    let distinct: BTreeSet<_> = input.demand_ids.iter().collect();
    if distinct.len() < DEMANDS_MIN {
        fields.reject("demand_ids", format!("共性问题至少关联 {DEMANDS_MIN} 项诉求，请再选。"));
    } else if distinct.len() < input.demand_ids.len() {
        fields.reject("demand_ids", "关联的诉求有重复，请去掉一项。");
    }
    fields.finish()?;
    context.write("save_issue", |tx| {
        let before = input.id.as_ref().map(|id| known(tx, id, input.version)).transpose()?;
        check_links(tx, &input, before.as_ref())?;
        let fresh = CommonIssueRow {
            id: CommonIssueId::new(store::new_id()),
            made_on: context.today(),
            name: String::new(),
            manifestation: String::new(),
            cause: String::new(),
            units: Vec::new(),
            measure: String::new(),
            limit_on: None,
            state: IssueState::Handling,
            result: String::new(),
            proposal_kind: None,
            proposal_number: String::new(),
            handed_on: None,
            handed_to: String::new(),
            answer: String::new(),
            demands: Vec::new(),
            void_reason: None,
            version: 0,
        };
        let row = CommonIssueRow {
            name,
            manifestation,
            cause,
            measure,
            units: input.unit_ids.clone(),
            limit_on: input.limit_on,
            demands: input.demand_ids.clone(),
            ..before.clone().unwrap_or(fresh)
        };
        save(tx, before.as_ref(), row)
    })
}

/// Refuses units and demands that are not there, and demands that may stand in no register.
fn check_links(
    connection: &Connection,
    input: &SaveIssue,
    before: Option<&CommonIssueRow>,
) -> Result<(), UseCaseError> {
    for id in &input.unit_ids {
        match units::find(connection, id)? {
            None => return Err(UseCaseError::field("unit_ids", "没有这个单位，请重新选择。")),
            Some(unit) if !unit.is_active && before.is_none_or(|row| !row.units.contains(id)) => {
                let words = format!("“{}”已停用，请另选一个。", unit.name);
                return Err(UseCaseError::field("unit_ids", words));
            }
            Some(_) => {}
        }
    }
    for id in &input.demand_ids {
        match demands::find(connection, id)? {
            None => return Err(UseCaseError::field("demand_ids", "没有这项诉求，请重新选择。")),
            Some(row) if !is_told(&row) && before.is_none_or(|one| !one.demands.contains(id)) => {
                let words = format!("诉求 {} 不能关联，请去掉。", row.number());
                return Err(UseCaseError::field("demand_ids", words));
            }
            Some(_) => {}
        }
    }
    Ok(())
}

/// Ends an issue as solved.
pub(crate) fn settle_issue(
    context: &Context<'_>,
    input: SettleIssue,
) -> Result<CommonIssue, UseCaseError> {
    let mut fields = Fields::new();
    let result = fields.text("result", &input.result, WORDS);
    fields.finish()?;
    context.write("settle_issue", |tx| {
        let before = known(tx, &input.id, input.version)?;
        let state = after(&before, IssueAction::Settle)?;
        save(tx, Some(&before), CommonIssueRow { state, result, ..before.clone() })
    })
}

/// Hands an issue in, or writes what came of it.
pub(crate) fn hand_in_issue(
    context: &Context<'_>,
    input: HandInIssue,
) -> Result<CommonIssue, UseCaseError> {
    let mut fields = Fields::new();
    let proposal_number = fields.line("number", &input.number);
    let handed_to = fields.required_line("handed_to", &input.handed_to);
    let answer = fields.text("answer", &input.answer, WORDS.optional());
    fields.date("handed_on", input.handed_on);
    if input.handed_on > context.today() {
        fields.reject("handed_on", "提交日期不能晚于今天。");
    }
    fields.finish()?;
    context.write("hand_in_issue", |tx| {
        let before = known(tx, &input.id, input.version)?;
        let row = CommonIssueRow {
            state: after(&before, IssueAction::HandIn)?,
            proposal_kind: Some(input.kind),
            proposal_number,
            handed_on: Some(input.handed_on),
            handed_to,
            answer,
            ..before.clone()
        };
        save(tx, Some(&before), row)
    })
}

/// Takes an issue up again that was solved or handed in; what was handed in stays written.
pub(crate) fn reopen_issue(
    context: &Context<'_>,
    input: Reasoned,
) -> Result<CommonIssue, UseCaseError> {
    let mut fields = Fields::new();
    let reason = fields.required_line("reason", &input.reason);
    fields.finish()?;
    context.write("reopen_issue", |tx| {
        let before = known(tx, &CommonIssueId::new(input.id), input.version)?;
        let state = after(&before, IssueAction::Reopen)?;
        save_with(tx, Some(&before), CommonIssueRow { state, ..before.clone() }, &reason)
    })
}

/// Takes an issue out of the register.
pub(crate) fn void_issue(context: &Context<'_>, input: Reasoned) -> Result<Nothing, UseCaseError> {
    let mut fields = Fields::new();
    let reason = fields.required_line("reason", &input.reason);
    fields.finish()?;
    context.write("void_issue", |tx| {
        let before = known(tx, &CommonIssueId::new(input.id), input.version)?;
        save(tx, Some(&before), CommonIssueRow { void_reason: Some(reason), ..before.clone() })?;
        Ok(Nothing {})
    })
}

fn known(tx: &Writing<'_>, id: &CommonIssueId, read: i64) -> Result<CommonIssueRow, UseCaseError> {
    let row = common_issues::get(tx, id)?;
    tx.check_version("common_issue", id.as_str(), read, row.version)?;
    if row.void_reason.is_some() {
        return Err(UseCaseError::refused("这个共性问题已作废，不能再改。"));
    }
    Ok(row)
}

fn after(row: &CommonIssueRow, action: IssueAction) -> Result<IssueState, UseCaseError> {
    row.state.after(action).ok_or_else(|| {
        let (state, action) = (row.state.label(), action.label());
        UseCaseError::refused(format!("“{}”现在是“{state}”，不能“{action}”。", row.name))
    })
}

fn save(
    tx: &mut Writing<'_>,
    before: Option<&CommonIssueRow>,
    row: CommonIssueRow,
) -> Result<CommonIssue, UseCaseError> {
    save_with(tx, before, row, "")
}

/// Saves an issue as its next version; the journal also tells the reason of the act.
fn save_with(
    tx: &mut Writing<'_>,
    before: Option<&CommonIssueRow>,
    mut row: CommonIssueRow,
    reason: &str,
) -> Result<CommonIssue, UseCaseError> {
    row.version = before.map_or(0, |row| row.version) + 1;
    match before {
        Some(_) => common_issues::update(tx, &row)?,
        None => common_issues::insert(tx, &row)?,
    }
    let mut after = serde_json::to_value(&row)?;
    if !reason.is_empty() {
        after["reason"] = reason.into();
    }
    tx.record("common_issue", row.id.as_str(), before, &after)?;
    issue(tx, row)
}
