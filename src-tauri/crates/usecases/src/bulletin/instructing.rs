//! 专报批示: what a leader wrote upon an issued 专报 becomes a demand that knows it (form F16,
//! scenario 56).

use domain::bulletin::BulletinState;
use domain::clue::RESTRICTED;
use domain::dates::paper_date;
use domain::demand::{DemandState, Source};
use domain::ids::{BulletinInstructionId, DemandId};
use domain::terms::Term;
use domain::text::TextRule;
use rusqlite::Connection;
use store::tables::bulletin_instructions::{self, BulletinInstructionRow};
use store::tables::bulletins::{self, BulletinRow};
use store::tables::{demands, enterprises, leaders};

use super::drafting::{detail, number_words};
use super::{BulletinDetail, BulletinInstruction, DemandBulletin, InstructBulletin};
use crate::context::Context;
use crate::demand::{Veil, checked, new_demand, save_demand, told};
use crate::directory::refuse_merged;
use crate::error::UseCaseError;
use crate::fields::Fields;

/// What a leader writes into the box.
const TEXT_MAX: usize = 2_000;

/// Records a 批示 and registers the demand it becomes, both in one.
pub(crate) fn instruct_bulletin(
    context: &Context<'_>,
    input: InstructBulletin,
) -> Result<BulletinDetail, UseCaseError> {
    let mut fields = Fields::new();
    let text = fields.text("text", &input.text, TextRule::paragraph(TEXT_MAX));
    fields.date("on", input.on);
    if input.on > context.today() {
        fields.reject("on", "批示日期不能晚于今天。");
    }
    let mut content = checked(&mut fields, "fields.", &input.fields);
    if content.title.is_empty() {
        fields.required_line("fields.title", &input.fields.title);
    }
    fields.finish()?;
    // What is asked is what the leader wrote, unless the clerk says it in other words.
    if content.facts.is_empty() && content.request.is_empty() {
        content.request = text.clone();
    }
    context.write("instruct_bulletin", |tx| {
        let row = bulletins::get(tx, &input.id)?;
        tx.check_version("bulletin", input.id.as_str(), input.version, row.version)?;
        if !row.kind.is_instructed() {
            let words = format!("{}没有领导批示栏。", row.kind.label());
            return Err(UseCaseError::refused(words));
        }
        let (BulletinState::Issued, Some(issued_on)) = (row.state, row.issued_on) else {
            return Err(UseCaseError::refused("印发以后才能登记批示。"));
        };
        if input.on < issued_on {
            let words = format!("批示日期不能早于印发日期{}。", paper_date(issued_on));
            return Err(UseCaseError::field("on", words));
        }
        let Some(leader) = leaders::find(tx, &input.leader_id)? else {
            return Err(UseCaseError::field("leader_id", "没有这位领导，请重新选择。"));
        };
        let Some(enterprise) = enterprises::find(tx, &input.enterprise_id)? else {
            return Err(UseCaseError::field("enterprise_id", "请选择批示涉及的企业，或先新建。"));
        };
        refuse_merged(tx, &enterprise)?;
        let id = DemandId::new(store::new_id());
        let demand =
            new_demand(tx, id, input.enterprise_id.clone(), Source::Bulletin, input.on, content)?;
        let demand = save_demand(tx, None, demand)?;
        let instruction = BulletinInstructionRow {
            id: BulletinInstructionId::new(store::new_id()),
            bulletin_id: row.id.clone(),
            leader_id: leader.id,
            leader_name: leader.name,
            leader_post: leader.post,
            instructed_on: input.on,
            text,
            demand_id: demand.id,
            version: 1,
        };
        bulletin_instructions::insert(tx, &instruction)?;
        let id = instruction.id.as_str();
        tx.record("bulletin_instruction", id, None::<&BulletinInstructionRow>, &instruction)?;
        detail(context, tx, &row)
    })
}

/// Returns what was written upon a bulletin, with where its demands stand; hidden enterprises are
/// not named.
///
/// # Errors
/// When it cannot be read.
pub(super) fn list(
    connection: &Connection,
    row: &BulletinRow,
) -> Result<Vec<BulletinInstruction>, UseCaseError> {
    bulletin_instructions::list(connection, &row.id)?
        .into_iter()
        .map(|one| {
            let demand = demands::get(connection, &one.demand_id)?;
            let veil = Veil::over(connection, std::slice::from_ref(&demand))?;
            // A clue leaves everything everybody reads (scenario 27).
            let is_clue = demand.state == DemandState::ClueReferred;
            let shown = |text: &str| match is_clue {
                true => RESTRICTED.to_owned(),
                false => told(veil.as_ref(), text),
            };
            Ok(BulletinInstruction {
                id: one.id,
                leader_name: one.leader_name,
                leader_post: one.leader_post,
                on: one.instructed_on,
                text: shown(&one.text),
                demand_number: demand.number(),
                demand_title: shown(&demand.content.title),
                demand_state: demand.state,
                demand_id: one.demand_id,
            })
        })
        .collect()
}

/// Returns the 批示 a demand came from; none for one of another source.
///
/// # Errors
/// When it cannot be read.
pub(crate) fn demand_bulletin(
    connection: &Connection,
    demand: &DemandId,
) -> Result<Option<DemandBulletin>, UseCaseError> {
    let Some(one) = bulletin_instructions::of_demand(connection, demand)? else {
        return Ok(None);
    };
    if demands::get(connection, demand)?.state == DemandState::ClueReferred {
        return Ok(None);
    }
    let row = bulletins::get(connection, &one.bulletin_id)?;
    let number = number_words(&row).unwrap_or_default();
    Ok(Some(DemandBulletin {
        bulletin_id: one.bulletin_id,
        issue: format!("{number}{}", row.kind.label()),
        leader_name: one.leader_name,
        leader_post: one.leader_post,
        on: one.instructed_on,
        text: one.text,
    }))
}
