//! A demand becomes a clue: its words move, its row stays without them.

use chrono::Datelike;
use domain::clue::RESTRICTED;
use domain::demand::{DemandAction, DemandState, Visibility};
use domain::enterprise::EnterpriseKind;
use domain::ids::{ClueId, EnterpriseId};
use domain::terms::Term;
use domain::text::TextRule;
use rusqlite::Connection;
use store::Writing;
use store::tables::clues::{self, ClueRow};
use store::tables::demands::{self, DemandContent, DemandRow, Handling, Origin};
use store::tables::enterprises::{self, EnterpriseRow};
use store::tables::{guests, leaders};

use super::ReferClue;
use super::hiding::{Words, forget_forms, hide_slips, hide_topic, hide_turns, hide_void};
use crate::context::Context;
use crate::demand::{DemandDetail, demand_detail, step};
use crate::error::UseCaseError;
use crate::fields::Fields;
use crate::handling::{
    advance, check_none_joined, check_off_draft_slip, is_waiting, lapse, recall,
};
use crate::office::cleared;
use crate::prints;

/// What the letter has room for.
const REASON_MAX: usize = 400;
/// The firm in whose place a referred demand stands: lists and figures by enterprise do not tell
/// who gave the clue.
const NOBODY: &str = "clue-restricted";

/// Refers a demand as a clue (transition 26). Any clerk may do it at the leader's word, since she
/// heard it; from then on she does not read it again unless she is cleared.
pub(crate) fn refer_clue(
    context: &Context<'_>,
    input: ReferClue,
) -> Result<DemandDetail, UseCaseError> {
    let mut fields = Fields::new();
    let receiver = fields.name("receiver", &input.receiver);
    let reason = fields.text("reason", &input.reason, TextRule::paragraph(REASON_MAX));
    fields.finish()?;
    let detail = context.write("refer_clue", |tx| {
        let before = demands::get(tx, &input.id)?;
        tx.check_version("demand", input.id.as_str(), input.version, before.version)?;
        // Told before anything else is: a demand that has left is not asked about.
        step(&mut before.clone(), DemandAction::ReferClue)?;
        check_off_draft_slip(before.state, &before.number())?;
        check_none_joined(tx, &before)?;
        if cleared(tx)?.is_empty() {
            return Err(UseCaseError::refused(
                "还没有保密管理员，移送后没有人能办理。请先到“设置—经办人”指定。",
            ));
        }
        let Some(leader) = leaders::find(tx, &input.leader_id)? else {
            return Err(UseCaseError::field("leader_id", "没有这位领导，请重新选择。"));
        };
        let words = Words::of(tx, &before)?;
        let informant = informant(tx, &before)?;
        let today = context.today();
        recall(tx, &before)?;
        lapse(tx, &before.id, is_waiting)?;
        let topic = hide_topic(tx, &before, &words)?;
        let turns = hide_turns(tx, &before, &words)?;
        let void = hide_void(tx, &before, &words)?;
        let row = left(tx, context, &before)?;
        let row = advance(context, tx, &before, row, DemandAction::ReferClue)?;
        let slips = hide_slips(tx, &before, &words)?;
        forget_forms(tx, &before, &words)?;
        let clue = ClueRow {
            id: ClueId::new(store::new_id()),
            register_year: today.year(),
            register_seq: clues::next_register_number(tx, today.year())?,
            demand_id: before.id.clone(),
            enterprise_id: before.enterprise_id.clone(),
            informant: informant.0,
            phone: informant.1,
            is_named: input.is_named,
            title: words.title().to_owned(),
            content: words.content().to_owned(),
            request: before.content.request.clone(),
            moved: serde_json::to_string(&serde_json::json!({
                "demand": before, "turns": turns, "void": void, "topic": topic, "slips": slips,
            }))?,
            reason,
            receiver,
            leader_id: leader.id,
            referred_on: today,
            referred_by: context.clerk().name.clone(),
            leader_signed_on: None,
            officer_id: None,
            officer_signed_on: None,
            number_prefix: None,
            number_year: None,
            number_seq: None,
            issued_on: None,
            paper: None,
            print_count: 0,
            result: String::new(),
            result_on: None,
            version: 1,
        };
        clues::insert(tx, &clue)?;
        tx.record("clue", clue.id.as_str(), None::<&ClueRow>, &clue)?;
        demand_detail(context, tx, &row.id)
    })?;
    // Papers and copies made for viewers hold the words; each other one can be made again.
    prints::empty(&context.office().store().folder().prints(), context.now());
    Ok(detail)
}

/// Who raised it, and the telephone.
fn informant(
    connection: &Connection,
    demand: &DemandRow,
) -> Result<(String, String), UseCaseError> {
    Ok(match &demand.guest_id {
        Some(id) => {
            let guest = guests::get(connection, id)?;
            (guest.representative, guest.phone)
        }
        None => (demand.contact_name.clone(), demand.contact_phone.clone()),
    })
}

/// The demand as it stays: counted by its dates, without a word, a name, a unit or a sitting that
/// could tell what it was or whose.
fn left(
    tx: &mut Writing<'_>,
    context: &Context<'_>,
    before: &DemandRow,
) -> Result<DemandRow, UseCaseError> {
    let content = DemandContent {
        category: None,
        title: DemandState::ClueReferred.label().to_owned(),
        facts: String::new(),
        request: String::new(),
        amount_fen: None,
        urgency: Vec::new(),
        visibility: Visibility::Confidential,
        lead_unit_id: None,
        assists: Vec::new(),
        responsible_person: String::new(),
        requirement: String::new(),
        limit_workdays: None,
        ..before.content.clone()
    };
    Ok(DemandRow {
        enterprise_id: nobody(tx, context)?,
        reception_id: None,
        guest_id: None,
        // Who brought it may be who told.
        origin: Origin::default(),
        contact_name: String::new(),
        contact_phone: String::new(),
        content,
        quotes: Vec::new(),
        answer: String::new(),
        answered_by: String::new(),
        slip_id: None,
        slip_position: None,
        drafted: None,
        handling: Handling {
            progress: String::new(),
            result: String::new(),
            ask_rating_by: None,
            review_on: None,
            ..before.handling.clone()
        },
        ..before.clone()
    })
}

/// Returns the firm that stands for nobody; made when it is first needed, and out of use, so that no
/// list offers it.
fn nobody(tx: &mut Writing<'_>, context: &Context<'_>) -> Result<EnterpriseId, UseCaseError> {
    let id = EnterpriseId::new(NOBODY);
    if enterprises::find(tx, &id)?.is_some() {
        return Ok(id);
    }
    let row = EnterpriseRow {
        id: id.clone(),
        kind: EnterpriseKind::Firm,
        name: RESTRICTED.to_owned(),
        short_name: String::new(),
        credit_code: None,
        district_code: String::new(),
        street: String::new(),
        address: String::new(),
        industry: None,
        scale: None,
        flags: Vec::new(),
        chamber: String::new(),
        business: String::new(),
        employees: None,
        note: String::new(),
        is_active: false,
        merged_into: None,
        updated_at: context.now(),
        updated_by: context.clerk().name.clone(),
        version: 1,
    };
    enterprises::insert(tx, &row)?;
    tx.record("enterprise", row.id.as_str(), None::<&EnterpriseRow>, &row)?;
    Ok(id)
}
