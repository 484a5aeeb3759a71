//! The register of clues (线索登记, form F18): the two signatures, the letter, what came of it.

use domain::attachment::AttachmentOwner;
use domain::clue::{ClueSigner, ClueState, are_two_people};
use domain::ids::ClueId;
use domain::text::TextRule;
use rusqlite::Connection;
use serde_json::Value;
use store::Writing;
use store::journal::{self, JournalRow};
use store::tables::clerks;
use store::tables::clues::{self, ClueRow};
use store::tables::{demands, enterprises, leaders};

use super::access::officer;
use super::paper::freeze;
use super::{ClueDetail, ClueLine, ClueList, ClueStep, ClueTurn, RecordClueResult, SignClue};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::Fields;
use crate::files::{Attachment, all_attachments_of};
use crate::wire::{ById, Nothing, Reference};

/// The longest note of a result.
const RESULT_MAX: usize = 1_000;

/// Lists the register; no line holds a word of its clue.
pub(crate) fn list_clues(context: &Context<'_>, _: Nothing) -> Result<ClueList, UseCaseError> {
    context.read(|connection| {
        officer(context, connection)?;
        let clues = clues::list(connection)?.into_iter().map(line).collect();
        Ok(ClueList { clues })
    })
}

fn line(row: ClueRow) -> ClueLine {
    ClueLine {
        register_number: row.register_number(),
        state: row.dates().state(),
        number: row.number().map(|number| number.to_string()),
        id: row.id,
        referred_on: row.referred_on,
        receiver: row.receiver,
        issued_on: row.issued_on,
        result_on: row.result_on,
    }
}

/// Opens a clue; that it was opened, by whom and when, stands in the journal.
pub(crate) fn open_clue(context: &Context<'_>, input: ById) -> Result<ClueDetail, UseCaseError> {
    let id = ClueId::new(input.id);
    context.write("open_clue", |tx| {
        officer(context, tx)?;
        let row = clues::get(tx, &id)?;
        tx.record("clue", id.as_str(), Some(&row), &row)?;
        detail(tx, row)
    })
}

/// Records one of the two signatures (form F18 双签): the leader's, and that of the 保密管理员 at the
/// desk, who is somebody else.
pub(crate) fn sign_clue(
    context: &Context<'_>,
    input: SignClue,
) -> Result<ClueDetail, UseCaseError> {
    let mut fields = Fields::new();
    fields.date("on", input.on);
    if input.on > context.today() {
        fields.reject("on", "日期不能晚于今天。");
    }
    fields.finish()?;
    context.write("sign_clue", |tx| {
        let clerk = officer(context, tx)?;
        let before = read(tx, &input.id, input.version)?;
        if input.on < before.referred_on {
            return Err(UseCaseError::field("on", "日期不能早于移送登记的日期。"));
        }
        let mut row = before.clone();
        match input.signer {
            ClueSigner::Leader if row.leader_signed_on.is_none() => {
                row.leader_signed_on = Some(input.on);
            }
            ClueSigner::Officer if row.officer_signed_on.is_none() => {
                let leader = leaders::get(tx, &row.leader_id)?;
                if !are_two_people(&leader.name, &clerk.name) {
                    let reason = "双签要由两个人签：领导本人不能再作为保密管理员复核。";
                    return Err(UseCaseError::refused(reason));
                }
                row.officer_id = Some(clerk.id);
                row.officer_signed_on = Some(input.on);
            }
            ClueSigner::Leader | ClueSigner::Officer => {
                let reason = format!("{}已经签过，不用再签。", input.signer);
                return Err(UseCaseError::refused(reason));
            }
        }
        let row = save(tx, &before, row)?;
        detail(tx, row)
    })
}

/// Gives the letter its number and sends it. Both must have signed.
pub(crate) fn issue_clue(
    context: &Context<'_>,
    input: Reference,
) -> Result<ClueDetail, UseCaseError> {
    let id = ClueId::new(input.id);
    context.typesetter()?;
    context.write("issue_clue", |tx| {
        officer(context, tx)?;
        let before = read(tx, &id, input.version)?;
        match before.dates().state() {
            ClueState::Signed => {}
            ClueState::AwaitingSignatures => {
                let lacks = [
                    ("领导", before.leader_signed_on.is_none()),
                    ("保密管理员", before.officer_signed_on.is_none()),
                ];
                let lacks: Vec<&str> =
                    lacks.into_iter().filter(|(_, lacking)| *lacking).map(|(who, _)| who).collect();
                return Err(UseCaseError::refused(format!(
                    "移送函要双签，还缺{}签字。",
                    lacks.join("、")
                )));
            }
            ClueState::Sent | ClueState::Answered => {
                return Err(UseCaseError::refused("移送函已经发出，不用再发。"));
            }
        }
        let row = freeze(context, tx, before.clone())?;
        let row = save(tx, &before, row)?;
        detail(tx, row)
    })
}

/// Records what the organ let know; a later word takes the place of an earlier one, which stays in
/// the journal.
pub(crate) fn record_clue_result(
    context: &Context<'_>,
    input: RecordClueResult,
) -> Result<ClueDetail, UseCaseError> {
    let mut fields = Fields::new();
    let result = fields.text("result", &input.result, TextRule::paragraph(RESULT_MAX));
    fields.date("on", input.on);
    if input.on > context.today() {
        fields.reject("on", "日期不能晚于今天。");
    }
    fields.finish()?;
    context.write("record_clue_result", |tx| {
        officer(context, tx)?;
        let before = read(tx, &input.id, input.version)?;
        let Some(issued_on) = before.issued_on else {
            return Err(UseCaseError::refused("移送函还没有发出，没有办理结果可记。"));
        };
        if input.on < issued_on {
            return Err(UseCaseError::field("on", "日期不能早于移送函的日期。"));
        }
        let row = ClueRow { result, result_on: Some(input.on), ..before.clone() };
        let row = save(tx, &before, row)?;
        detail(tx, row)
    })
}

/// Reads the clue the caller saw.
///
/// # Errors
/// When there is none or it has changed since.
fn read(tx: &Writing<'_>, id: &ClueId, version: i64) -> Result<ClueRow, UseCaseError> {
    let row = clues::get(tx, id)?;
    tx.check_version("clue", id.as_str(), version, row.version)?;
    Ok(row)
}

/// Saves a clue as its next version.
///
/// # Errors
/// When SQLite refuses.
pub(super) fn save(
    tx: &mut Writing<'_>,
    before: &ClueRow,
    mut row: ClueRow,
) -> Result<ClueRow, UseCaseError> {
    row.version = before.version + 1;
    clues::update(tx, &row)?;
    tx.record("clue", row.id.as_str(), Some(before), &row)?;
    Ok(row)
}

fn detail(connection: &Connection, row: ClueRow) -> Result<ClueDetail, UseCaseError> {
    let leader = leaders::get(connection, &row.leader_id)?;
    let officer = row.officer_id.as_ref().map(|id| clerks::get(connection, id)).transpose()?;
    let moved: Value = serde_json::from_str(&row.moved)?;
    let text = |turn: &Value, key: &str| turn[key].as_str().unwrap_or_default().to_owned();
    let turns = moved["turns"].as_array().into_iter().flatten();
    let steps = journal::list(connection, "clue", row.id.as_str())?;
    Ok(ClueDetail {
        version: row.version,
        register_number: row.register_number(),
        state: row.dates().state(),
        demand_number: demands::get(connection, &row.demand_id)?.number(),
        enterprise_name: enterprises::get(connection, &row.enterprise_id)?.name,
        turns: turns
            .map(|turn| ClueTurn { speaker: text(turn, "speaker"), text: text(turn, "text") })
            .collect(),
        leader_name: leader.name,
        leader_post: leader.post,
        officer_name: officer.map(|clerk| clerk.name).unwrap_or_default(),
        number: row.number().map(|number| number.to_string()),
        attachments: attachments(connection, &row)?,
        steps: steps.iter().rev().map(told).collect(),
        id: row.id,
        informant: row.informant,
        phone: row.phone,
        is_named: row.is_named,
        title: row.title,
        content: row.content,
        request: row.request,
        reason: row.reason,
        receiver: row.receiver,
        referred_on: row.referred_on,
        referred_by: row.referred_by,
        leader_signed_on: row.leader_signed_on,
        officer_signed_on: row.officer_signed_on,
        issued_on: row.issued_on,
        print_count: row.print_count,
        result: row.result,
        result_on: row.result_on,
    })
}

/// The files of the demand, and of the slips that carried it.
fn attachments(connection: &Connection, row: &ClueRow) -> Result<Vec<Attachment>, UseCaseError> {
    let demand = AttachmentOwner::Demand;
    let mut files = all_attachments_of(connection, demand, row.demand_id.as_str())?;
    for slip in clues::slips_of(connection, &row.demand_id)? {
        files.extend(all_attachments_of(connection, AttachmentOwner::Slip, slip.as_str())?);
    }
    Ok(files)
}

fn told(row: &JournalRow) -> ClueStep {
    let is_new = |field: &str| {
        let side = |value: &Option<Value>| value.as_ref().map(|value| value[field].clone());
        side(&row.before) != side(&row.after)
    };
    let what = match row.use_case.as_str() {
        "refer_clue" => "移送登记",
        "open_clue" => "查看",
        "sign_clue" if is_new("leader_signed_on") => "领导签字",
        "sign_clue" => "保密管理员签字",
        "issue_clue" => "发出移送函",
        "print_clue" => "打印移送函",
        "preview_clue" => "查看移送函",
        "record_clue_result" => "登记办理结果",
        _ => "修改",
    };
    ClueStep { at: row.at, clerk: row.clerk.clone(), what: what.to_owned() }
}
