//! What a changed work calendar does to dates that were told: proposed, and moved only by consent.

use chrono::NaiveDate;
use domain::act::{ActBody, ActState, CalendarDecision};
use domain::calendar::WorkCalendar;
use domain::deadline::{Limit, due};
use domain::handling::{ClockEvent, DateKind};
use domain::ids::{ActId, TaskId};
use domain::limits::Limits;
use domain::slip::{TaskRole, TaskState};
use rusqlite::Connection;
use store::Writing;
use store::tables::acts::{self, ActRow};
use store::tables::demands::{self, DemandRow};
use store::tables::tasks::{self, TaskRow};
use store::tables::{slips, units};

use super::DateMove;
use super::saving::{add, clock_events, due_by, live_tasks, save_act, save_clocked, save_task};
use crate::context::Context;
use crate::demand::save_demand;
use crate::error::UseCaseError;

/// The dates that would move, and the open demands whose due date stands but is 暂定 no more.
#[derive(Debug, Default)]
pub(crate) struct Moves {
    pub(crate) moves: Vec<DateMove>,
    pub(crate) settled: Vec<DemandRow>,
}

/// One proposed move with what somebody chose.
pub(crate) struct Choice<'a> {
    pub(crate) of: &'a DateMove,
    pub(crate) is_accepted: bool,
}

/// Two calendars to compare, and what was read of one demand.
struct Look<'a> {
    old: &'a WorkCalendar,
    new: &'a WorkCalendar,
    demand: &'a DemandRow,
    unit: String,
    moves: Vec<DateMove>,
}

impl Look<'_> {
    /// Notes a move where the calendars differ and the stored date is not the new one already; a
    /// date that is a rest day by now always moves.
    fn note(
        &mut self,
        (kind, id): (DateKind, &str),
        stored: NaiveDate,
        limit: u32,
        by: impl Fn(&WorkCalendar) -> NaiveDate,
    ) {
        let (was, now) = (by(self.old), by(self.new));
        let must_move = !self.new.is_workday(stored);
        if now == stored || (was == now && !must_move) {
            return;
        }
        self.moves.push(DateMove {
            kind,
            id: id.to_owned().into(),
            demand_id: self.demand.id.clone(),
            number: self.demand.number(),
            title: self.demand.content.title.clone(),
            unit: self.unit.clone(),
            limit: Limit::Workdays(limit).to_string(),
            old_on: stored,
            new_on: now,
            must_move,
        });
    }
}

/// Lists what would move between two calendars that agree before `since`.
///
/// # Errors
/// When a table cannot be read.
pub(crate) fn list_moves(
    connection: &Connection,
    old: &WorkCalendar,
    new: &WorkCalendar,
    since: NaiveDate,
) -> Result<Moves, UseCaseError> {
    let mut found = Moves::default();
    for demand in demands::list_waiting(connection, since)? {
        let unit = match &demand.content.lead_unit_id {
            Some(id) => units::get(connection, id)?.name,
            None => String::new(),
        };
        let mut look = Look { old, new, demand: &demand, unit, moves: Vec::new() };
        let has_clock = demand.state.is_running() || is_paused(&demand);
        if has_clock && let (Some(stored), Some(limit)) = (demand.last_due_on, limit(&demand)) {
            let events = told_events(connection, &demand)?;
            let by = |calendar: &WorkCalendar| {
                due_by(&demand, &events, calendar).map_or(stored, |due| due.on)
            };
            look.note((DateKind::Due, demand.id.as_str()), stored, limit, by);
            if look.moves.is_empty() && demand.is_provisional {
                let now = due_by(&demand, &clock_events(connection, &demand)?, new);
                if now.is_some_and(|due| due.on == stored && !due.is_provisional) {
                    found.settled.push(demand.clone());
                }
            }
            look_at_tasks(connection, &mut look)?;
        }
        look_at_papers(connection, &mut look)?;
        found.moves.extend(look.moves);
    }
    Ok(found)
}

fn limit(demand: &DemandRow) -> Option<u32> {
    demand.content.limit_workdays
}

/// Tells whether the clock stands still and will run on.
fn is_paused(demand: &DemandRow) -> bool {
    use domain::light::Clock;
    demand.state.clock(demand.due_on) == Clock::Paused
}

/// Lists what moved the due date, without what was decided for earlier calendars.
fn told_events(
    connection: &Connection,
    demand: &DemandRow,
) -> Result<Vec<ClockEvent>, UseCaseError> {
    let mut events = clock_events(connection, demand)?;
    events.retain(|event| !matches!(event, ClockEvent::Decided { .. }));
    Ok(events)
}

/// The receipt (P4) and an assisting unit's answer (P7), by the limits the slip was issued with.
fn look_at_tasks(connection: &Connection, look: &mut Look<'_>) -> Result<(), UseCaseError> {
    let demand = look.demand;
    let (Some(slip_id), Some(issued_on)) = (&demand.slip_id, demand.issued_on) else {
        return Ok(());
    };
    let slip = slips::get(connection, slip_id)?;
    let limits: Limits =
        slip.limits.as_deref().map(serde_json::from_str).transpose()?.unwrap_or_default();
    let acts = acts::list_demand(connection, &demand.id)?;
    for task in live_tasks(connection, demand)? {
        look.unit.clone_from(&task.unit_name);
        let is_out = matches!(task.state, TaskState::AwaitingReceipt | TaskState::Disputed);
        if is_out {
            let assigned = acts.iter().find(|act| {
                act.task_id.as_ref() == Some(&task.id)
                    && matches!(act.body, ActBody::Reassignment(_))
            });
            let from = assigned.map_or(issued_on, |act| act.made_on);
            let by = |calendar: &WorkCalendar| after(from, limits.receipt, calendar);
            let id = (DateKind::Receipt, task.id.as_str());
            look.note(id, task.receipt_due_on, limits.receipt, by);
        }
        if task.role == TaskRole::Assist && (is_out || task.state == TaskState::Received) {
            let by = |calendar: &WorkCalendar| {
                let whole = limit(demand).map(|limit| after(issued_on, limit, calendar));
                let part = after(issued_on, limits.assist, calendar);
                whole.map_or(part, |whole| part.min(whole))
            };
            look.note((DateKind::Assist, task.id.as_str()), task.due_on, limits.assist, by);
        }
    }
    Ok(())
}

/// A chase waits for its answer, a rating form for its call.
fn look_at_papers(connection: &Connection, look: &mut Look<'_>) -> Result<(), UseCaseError> {
    for act in acts::list_demand(connection, &look.demand.id)? {
        if act.state != ActState::Pending {
            continue;
        }
        let by = |workdays| move |calendar: &WorkCalendar| after(act.made_on, workdays, calendar);
        match &act.body {
            ActBody::Chase(body) => {
                let id = (DateKind::Chase, act.id.as_str());
                look.note(id, body.answer_by, body.answer_workdays, by(body.answer_workdays));
            }
            ActBody::Rating(body) => {
                let id = (DateKind::Rating, act.id.as_str());
                look.note(id, body.ask_by, body.ask_workdays, by(body.ask_workdays));
            }
            _ => {}
        }
    }
    Ok(())
}

fn after(from: NaiveDate, workdays: u32, calendar: &WorkCalendar) -> NaiveDate {
    due(from, Limit::Workdays(workdays), calendar).on
}

/// Writes what was chosen: an accepted date moves, a due date that stands is noted as decided, and
/// 暂定 goes where the calendar is settled. `context` reckons by the new calendar.
///
/// # Errors
/// When SQLite refuses.
pub(crate) fn settle_moves(
    context: &Context<'_>,
    tx: &mut Writing<'_>,
    choices: &[Choice<'_>],
    settled: &[DemandRow],
    notice: &str,
) -> Result<(), UseCaseError> {
    for choice in choices {
        let id = choice.of.id.to_string();
        match choice.of.kind {
            DateKind::Due => decide(context, tx, choice, notice)?,
            _ if !choice.is_accepted => {}
            DateKind::Receipt => {
                let task = tasks::get(tx, &TaskId::new(id))?;
                let moved = TaskRow { receipt_due_on: choice.of.new_on, ..task.clone() };
                save_task(tx, &task, moved)?;
            }
            DateKind::Assist => {
                let task = tasks::get(tx, &TaskId::new(id))?;
                save_task(tx, &task, TaskRow { due_on: choice.of.new_on, ..task.clone() })?;
            }
            DateKind::Chase | DateKind::Rating => move_paper(tx, &ActId::new(id), choice.of)?,
        }
    }
    for demand in settled {
        let row = demands::get(tx, &demand.id)?;
        let plain = DemandRow { is_provisional: false, ..row.clone() };
        save_demand(tx, Some(&row), plain)?;
    }
    Ok(())
}

/// Moves a demand's due date or lets it stand; what comes later reckons from there.
fn decide(
    context: &Context<'_>,
    tx: &mut Writing<'_>,
    choice: &Choice<'_>,
    notice: &str,
) -> Result<(), UseCaseError> {
    let before = demands::get(tx, &choice.of.demand_id)?;
    let mut row = before.clone();
    let body = ActBody::CalendarDecision(CalendarDecision {
        notice: notice.to_owned(),
        old_due_on: choice.of.old_on,
        new_due_on: choice.of.new_on,
        is_moved: choice.is_accepted,
        is_paused: is_paused(&before),
        decided_by: context.clerk().name.clone(),
    });
    add(tx, &before, None, ActState::Settled, context.today(), body)?;
    if choice.is_accepted {
        // The limit as issued ends on another day: figures against it follow.
        row.original_due_on = due_by(&before, &[], context.calendar()).map(|due| due.on);
    }
    if is_paused(&before) {
        super::saving::set_clock(context, tx, &mut row)?;
    }
    save_clocked(context, tx, &before, row)?;
    Ok(())
}

fn move_paper(tx: &mut Writing<'_>, id: &ActId, to: &DateMove) -> Result<(), UseCaseError> {
    let act = acts::get(tx, id)?;
    let mut moved = ActRow { ..act.clone() };
    match &mut moved.body {
        ActBody::Chase(body) => body.answer_by = to.new_on,
        ActBody::Rating(body) => {
            body.ask_by = to.new_on;
            let before = demands::get(tx, &act.demand_id)?;
            let mut row = before.clone();
            row.handling.ask_rating_by = Some(to.new_on);
            save_demand(tx, Some(&before), row)?;
        }
        _ => {}
    }
    save_act(tx, &act, moved)
}
