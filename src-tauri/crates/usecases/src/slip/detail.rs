//! A slip in full: as it stands, what it lacks, what is checked before it is issued.

use chrono::Datelike;
use domain::attachment::AttachmentOwner;
use domain::deadline::{Limit, due};
use domain::ids::{DemandId, LeaderId, SlipId};
use domain::privacy::UNNAMED;
use domain::slip::SlipState;
use domain::slip_number::SlipNumber;
use papers::SlipPaper;
use rusqlite::Connection;
use store::tables::demands::{self, DemandRow};
use store::tables::slips::{self, CarriedItem, SlipRow};
use store::tables::{enterprises, leaders, receptions, tasks};

use super::firm::veil;
use super::paper::{occasion, presiding, visitors};
use super::{Ink, SlipCheck, SlipDetail, SlipItem};
use crate::context::Context;
use crate::demand::{UnitNames, missing, task_of};
use crate::error::UseCaseError;
use crate::files::attachments_of;
use crate::minutes::MissingField;
use crate::office::read_settings;
use crate::reception::LeaderName;
use crate::wire::ById;

/// Returns a slip in full.
pub(crate) fn get_slip(context: &Context<'_>, input: ById) -> Result<SlipDetail, UseCaseError> {
    let id = SlipId::new(input.id);
    context.read(|connection| slip_detail(context, connection, &id))
}

/// Returns a slip in full inside a read or a change.
///
/// # Errors
/// When there is no such slip or it cannot be read.
pub(super) fn slip_detail(
    context: &Context<'_>,
    connection: &Connection,
    id: &SlipId,
) -> Result<SlipDetail, UseCaseError> {
    let slip = slips::get(connection, id)?;
    let rows = demands::list_slip(connection, id)?;
    let settings = read_settings(connection)?;
    let reception =
        slip.reception_id.as_ref().map(|id| receptions::get(connection, id)).transpose()?;
    let year = context.today().year();
    let next_number = SlipNumber {
        seq: slips::next_number(connection, &settings.number_prefix, year)?,
        prefix: settings.number_prefix,
        year,
    };
    let missing = all_missing(&slip, &rows);
    let ink: Option<Ink> = slip.ink.as_deref().map(serde_json::from_str).transpose()?;
    let presiding = reception.as_ref().map(presiding);
    let (occasion, representative) = match voided_paper(&slip)? {
        Some(paper) => (paper.source, paper.visitors.unwrap_or_default()),
        None => (
            occasion(reception.as_ref(), rows.first()),
            visitors(connection, &rows)?.unwrap_or_default(),
        ),
    };
    let detail = SlipDetail {
        id: slip.id.clone(),
        version: slip.version,
        state: slip.state,
        number: slip.number().map(|number| number.to_string()),
        draft_code: slip.draft_code(),
        next_number: next_number.to_string(),
        urgency: slip.urgency,
        reception_id: slip.reception_id.clone(),
        occasion,
        enterprise: enterprises::get(connection, &slip.enterprise_id)?.name,
        representative,
        receiving_leader: leader(connection, presiding)?,
        proposal: slip.proposal.clone(),
        drafted_by: slip.drafted_by.clone(),
        reviewer: slip.reviewer.clone(),
        return_reason: slip.return_reason.clone(),
        instruction: slip.instruction.clone(),
        signer: leader(connection, slip.signer_id.as_ref())?,
        instructed_on: slip.instructed_on,
        lead_leader: leader(connection, slip.lead_leader_id.as_ref())?,
        ink,
        scan_id: slip.scan_id.clone(),
        signed_at: slip.signed_at,
        issuer: slip.issuer.clone(),
        issued_on: slip.issued_on,
        void_reason: slip.void_reason.clone(),
        print_count: slip.print_count,
        paper_version: slip.paper_version,
        items: items(connection, &slip, &rows, &UnitNames::read(connection)?)?,
        checks: checks(&slip, &rows),
        missing,
        attachments: attachments_of(connection, AttachmentOwner::Slip, id.as_str())?,
        issue_due_on: reception.filter(|_| slip.issued_on.is_none()).map(|row| {
            due(row.held_on, Limit::Workdays(settings.limits.issue), context.calendar()).on
        }),
    };
    let Some(veil) = veil(connection, &slip, &rows)? else { return Ok(detail) };
    let representative = String::new();
    Ok(SlipDetail { enterprise: UNNAMED.to_owned(), representative, ..veil.all(&detail)? })
}

/// Returns the paper of a slip that became void after it was issued: no demand names it any more.
///
/// # Errors
/// When the paper kept cannot be read.
pub(super) fn voided_paper(slip: &SlipRow) -> Result<Option<SlipPaper>, UseCaseError> {
    let paper = slip.paper.as_deref().filter(|_| slip.state == SlipState::Void);
    Ok(paper.map(serde_json::from_str).transpose()?)
}

/// Returns the demands a slip carries now, or carried until it became void.
///
/// # Errors
/// When its tasks cannot be read.
pub(super) fn items(
    connection: &Connection,
    slip: &SlipRow,
    rows: &[DemandRow],
    names: &UnitNames,
) -> Result<Vec<SlipItem>, UseCaseError> {
    let now = || rows.iter().map(|row| (row.version, CarriedItem::from(row))).collect();
    let carried: Vec<(i64, CarriedItem)> = match &slip.carried {
        // The demands have gone on; what is told here is not edited any more.
        Some(carried) => carried.iter().map(|item| (0, item.clone())).collect(),
        None => now(),
    };
    let mut assigned = tasks::list_slip(connection, &slip.id)?;
    let mut items = Vec::new();
    for (version, item) in carried {
        let (own, others) = assigned.into_iter().partition(|task| task.demand_id == item.demand_id);
        assigned = others;
        let own: Vec<tasks::TaskRow> = own;
        items.push(SlipItem {
            number: item.number,
            version,
            fields: names.fields_of(&item.content),
            drafted: item.drafted.as_ref().map(|content| names.fields_of(content)),
            original_due_on: item.original_due_on,
            due_on: item.due_on,
            is_provisional: item.is_provisional,
            tasks: own.into_iter().map(task_of).collect(),
            demand_id: item.demand_id,
        });
    }
    Ok(items)
}

fn leader(
    connection: &Connection,
    id: Option<&LeaderId>,
) -> Result<Option<LeaderName>, UseCaseError> {
    let Some(id) = id else { return Ok(None) };
    let row = leaders::get(connection, id)?;
    Ok(Some(LeaderName { id: row.id, name: row.name, post: row.post }))
}

/// Returns what the items lack, each named by its place on the paper.
pub(super) fn lacking(rows: &[DemandRow]) -> Vec<MissingField> {
    (1..).zip(rows).flat_map(|(place, row)| missing(row, &format!("第{place}项"))).collect()
}

/// Returns what is lacking before the slip can be issued.
fn all_missing(slip: &SlipRow, rows: &[DemandRow]) -> Vec<MissingField> {
    if matches!(slip.state, SlipState::Issued | SlipState::Void) {
        return Vec::new();
    }
    let own = |field: &str, label: &str| MissingField {
        demand_id: None::<DemandId>,
        field: field.to_owned(),
        label: label.to_owned(),
    };
    let mut missing = lacking(rows);
    if slip.instruction.is_empty() {
        missing.push(own("instruction", "领导批示"));
    }
    if slip.ink.is_none() && slip.scan_id.is_none() {
        missing.push(own("ink", "领导签名"));
    }
    missing
}

/// The check list before issuing (picture 03).
fn checks(slip: &SlipRow, rows: &[DemandRow]) -> Vec<SlipCheck> {
    let every = |test: fn(&DemandRow) -> bool| !rows.is_empty() && rows.iter().all(test);
    let signature = match (&slip.ink, &slip.scan_id) {
        (Some(_), _) => "手写签名",
        (None, Some(_)) => "扫描件",
        (None, None) => "未签",
    };
    let check = |label: &str, is_done: bool, note: &str| SlipCheck {
        label: label.to_owned(),
        is_done,
        note: note.to_owned(),
    };
    vec![
        check(
            "批示、签名、日期",
            !slip.instruction.is_empty()
                && slip.instructed_on.is_some()
                && (slip.ink.is_some() || slip.scan_id.is_some()),
            signature,
        ),
        check(
            "每项都有主办单位和时限",
            every(|row| row.content.lead_unit_id.is_some() && row.content.limit_workdays.is_some()),
            "",
        ),
        check("每项都有责任人", every(|row| !row.content.responsible_person.is_empty()), ""),
        check("每项都有办理要求", every(|row| !row.content.requirement.is_empty()), ""),
        check("拟办、审核", !slip.drafted_by.is_empty() && !slip.reviewer.is_empty(), ""),
    ]
}
