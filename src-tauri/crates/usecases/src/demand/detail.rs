//! A demand in full.

use chrono::NaiveDate;
use domain::act::{ActBody, ActState, Outcome, outcomes_of};
use domain::attachment::AttachmentOwner;
use domain::deadline::{Ruler, overdue_workdays};
use domain::demand::{DemandState, Visibility};
use domain::handling::cap;
use domain::ids::DemandId;
use domain::light::{Clock, Light, LightThresholds, remaining_words};
use domain::slip::{TaskRole, TaskState};
use domain::terms::Term;
use rusqlite::Connection;
use serde::Serialize;
use store::journal;
use store::tables::demands::{self, DemandRow};
use store::tables::tasks::{self, TaskRow};
use store::tables::{enterprises, guests, receptions, slips, supervisors, units};

use super::content::UnitNames;
use super::following::linked;
use super::origin::origin_of;
use super::timeline::{elsewhere_reason, timeline};
use super::veil::veiled;
use super::{DemandDetail, Task};
use crate::bulletin::demand_bulletin;
use crate::clue::check_not_referred;
use crate::context::Context;
use crate::directory::is_elsewhere;
use crate::error::UseCaseError;
use crate::files::attachments_of;
use crate::handling::{HandlingDetail, clock_events, handling_detail};
use crate::ledger::idle;
use crate::office::read_settings;
use crate::wire::ById;

/// Returns a demand in full.
pub(crate) fn get_demand(context: &Context<'_>, input: ById) -> Result<DemandDetail, UseCaseError> {
    let id = DemandId::new(input.id);
    context.read(|connection| demand_detail(context, connection, &id))
}

/// Opens the enterprise of a demand that hides it: who did stands in the journal (domain.md (e) 26).
pub(crate) fn open_enterprise(
    context: &Context<'_>,
    input: ById,
) -> Result<DemandDetail, UseCaseError> {
    let id = DemandId::new(input.id);
    context.write("open_enterprise", |tx| {
        let row = demands::get(tx, &id)?;
        if row.content.visibility == Visibility::Open {
            let reason = format!("诉求 {} 的企业名称是公开的，不必查看。", row.number());
            return Err(UseCaseError::refused(reason));
        }
        check_not_referred(tx, &id)?;
        tx.record("opening", id.as_str(), None::<&()>, &Opening { number: row.number() })?;
        in_full(context, tx, &row)
    })
}

/// What the journal keeps of an opening.
#[derive(Serialize)]
struct Opening {
    number: String,
}

/// Returns a demand in full inside a read or a change; a hidden enterprise stays hidden.
///
/// # Errors
/// When there is no such demand or it cannot be read.
pub(crate) fn demand_detail(
    context: &Context<'_>,
    connection: &Connection,
    id: &DemandId,
) -> Result<DemandDetail, UseCaseError> {
    let row = demands::get(connection, id)?;
    let detail = in_full(context, connection, &row)?;
    veiled(connection, &row, detail)
}

fn in_full(
    context: &Context<'_>,
    connection: &Connection,
    row: &DemandRow,
) -> Result<DemandDetail, UseCaseError> {
    let id = &row.id;
    let enterprise = enterprises::get(connection, &row.enterprise_id)?;
    let guest = row.guest_id.as_ref().map(|id| guests::get(connection, id)).transpose()?;
    let reception =
        row.reception_id.as_ref().map(|id| receptions::get(connection, id)).transpose()?;
    let slip = row.slip_id.as_ref().map(|id| slips::get(connection, id)).transpose()?;
    let settings = read_settings(connection)?;
    let limits = &settings.limits;
    let thresholds = LightThresholds { blue: limits.blue, yellow: limits.yellow };
    let (light, remaining) = running_words(context, row.state, row.due_on, thresholds);
    let representative = guest.as_ref().map_or_else(
        || row.contact_name.clone(),
        |guest| format!("{}（{}）", guest.representative, guest.capacity.label()),
    );
    let handling = handling_detail(context, connection, row)?;
    let (follows, followed_by) = linked(connection, id)?;
    let told = journal::list(connection, "demand", id.as_str())?;
    let contact_phone = guest.map_or_else(|| row.contact_phone.clone(), |guest| guest.phone);
    Ok(DemandDetail {
        id: row.id.clone(),
        number: row.number(),
        version: row.version,
        state: row.state,
        source: row.source,
        raised_on: row.raised_on,
        enterprise_id: row.enterprise_id.clone(),
        enterprise_name: enterprise.name,
        is_registered_elsewhere: is_elsewhere(&settings.district_code, &enterprise.district_code),
        elsewhere_reason: elsewhere_reason(&told),
        is_veiled: false,
        representative,
        contact_phone,
        origin: origin_of(row),
        origin_unit: origin_unit(connection, row)?,
        escalated_on: row.origin.escalated_on,
        supervisor: supervisor(connection, row)?,
        outcomes: reported_outcomes(row, &handling),
        reception_id: row.reception_id.clone(),
        occasion: reception.map_or_else(|| row.source.label().to_owned(), |row| row.title),
        fields: UnitNames::read(connection)?.fields_of(&row.content),
        answer: row.answer.clone(),
        answered_by: row.answered_by.clone(),
        slip_number: slip.as_ref().and_then(|slip| slip.number()).map(|number| number.to_string()),
        slip_id: row.slip_id.as_ref().map(ToString::to_string),
        issued_on: row.issued_on,
        original_due_on: row.original_due_on,
        due_on: row.due_on,
        is_provisional: row.is_provisional,
        cap: row.issued_on.filter(|_| row.due_on.is_some()).map(|on| cap(on, context.calendar())),
        light,
        remaining,
        ruler: ruler(context, connection, row, thresholds)?,
        tasks: tasks::list_demand(connection, id)?
            .into_iter()
            // Who had a clue may be whom it is about (scenario 27).
            .filter(|_| row.state != DemandState::ClueReferred)
            .map(|task| Task { light: task_light(context, row, &task, light), ..task_of(task) })
            .collect(),
        attachments: attachments_of(connection, AttachmentOwner::Demand, id.as_str())?,
        follows,
        followed_by,
        handling,
        bulletin: demand_bulletin(connection, id)?,
        timeline: timeline(connection, id, told)?,
    })
}

fn origin_unit(connection: &Connection, row: &DemandRow) -> Result<String, UseCaseError> {
    let unit =
        row.origin.origin_unit_id.as_ref().map(|id| units::get(connection, id)).transpose()?;
    Ok(unit.map(|unit| unit.name).unwrap_or_default())
}

fn supervisor(connection: &Connection, row: &DemandRow) -> Result<String, UseCaseError> {
    let id = row.origin.supervisor_id.as_ref();
    let found = id.map(|id| supervisors::get(connection, id)).transpose()?;
    Ok(found.map_or_else(String::new, |one| match one.firm.is_empty() {
        true => one.name,
        false => format!("{}（{}）", one.name, one.firm),
    }))
}

/// Returns what the last report that was not returned says was carried out.
fn reported_outcomes(row: &DemandRow, handling: &HandlingDetail) -> Vec<Outcome> {
    if row.handling.result_class.is_none() {
        return Vec::new();
    }
    let report = handling.acts.iter().rev().find_map(|act| match (&act.body, act.state) {
        (ActBody::Completion(_), ActState::Refused | ActState::Lapsed) => None,
        (ActBody::Completion(report), _) => Some(outcomes_of(report)),
        _ => None,
    });
    report.unwrap_or_default()
}

/// Returns light and words of a demand's clock.
pub(crate) fn running_words(
    context: &Context<'_>,
    state: DemandState,
    due_on: Option<NaiveDate>,
    thresholds: LightThresholds,
) -> (Light, String) {
    match due_on {
        Some(due_on) => {
            let clock = Clock::Running { due_on };
            let light = Light::of(clock, context.today(), thresholds, context.calendar());
            (light, remaining_words(due_on, context.today(), context.calendar()))
        }
        None => idle(state),
    }
}

/// Explains the due date: from issue on, or, when it is passed, the days over.
fn ruler(
    context: &Context<'_>,
    connection: &Connection,
    row: &DemandRow,
    thresholds: LightThresholds,
) -> Result<Option<Ruler>, UseCaseError> {
    let (Some(issued_on), Some(due_on), Some(workdays)) =
        (row.issued_on, row.due_on, row.content.limit_workdays)
    else {
        return Ok(None);
    };
    let calendar = context.calendar();
    if overdue_workdays(due_on, context.today(), calendar) > 0 {
        return Ok(Some(Ruler::overdue(due_on, context.today(), calendar)));
    }
    let events = clock_events(connection, row)?;
    Ok(Some(Ruler::moved(issued_on, workdays, &events, thresholds, calendar)))
}

/// Returns the light of one unit's task: the lead unit's is the demand's, an assisting unit's burns
/// red once its own limit (P7) has passed.
fn task_light(
    context: &Context<'_>,
    demand: &DemandRow,
    task: &TaskRow,
    of_demand: Light,
) -> Light {
    match (task.state, task.role) {
        (TaskState::Answered | TaskState::Recalled, _) => Light::Done,
        (_, TaskRole::Lead) => of_demand,
        (_, TaskRole::Assist) if demand.due_on.is_none() => of_demand,
        (_, TaskRole::Assist) => {
            let late = overdue_workdays(task.due_on, context.today(), context.calendar()) > 0;
            if late { Light::Red } else { Light::None }
        }
    }
}

/// Returns a task as screens show it.
pub(crate) fn task_of(row: TaskRow) -> Task {
    Task {
        id: row.id,
        unit_id: row.unit_id,
        unit_name: row.unit_name,
        role: row.role,
        state: row.state,
        responsible_person: row.responsible_person,
        due_on: row.due_on,
        light: Light::None,
        received_at: row.received_at,
        received_on: row.received_on,
        received_by: row.received_by,
        received_post: row.received_post,
        receipt_due_on: row.receipt_due_on,
        version: row.version,
    }
}
