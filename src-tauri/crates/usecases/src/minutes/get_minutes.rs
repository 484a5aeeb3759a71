//! Everything the live screen shows.

use chrono::NaiveDate;
use domain::deadline::{Limit, Opening, Ruler};
use domain::ids::ReceptionId;
use domain::light::{Clock, LightThresholds};
use rusqlite::Connection;
use store::journal;
use store::tables::demands::{self, DemandRow, QuoteRow};
use store::tables::entries::{self, EntryRow};
use store::tables::receptions;

use super::{Entry, Minutes, MissingField, Quote, SittingDemand};
use crate::context::Context;
use crate::demand::{UnitNames, missing};
use crate::error::UseCaseError;
use crate::office::read_settings;
use crate::reception::reception_detail;
use crate::wire::ById;

/// Returns the record of a sitting with its demands and the composer's draft.
pub(crate) fn get_minutes(context: &Context<'_>, input: ById) -> Result<Minutes, UseCaseError> {
    let id = ReceptionId::new(input.id);
    context.read(|connection| minutes(context, connection, &id))
}

/// Returns the record inside a read or a change.
///
/// # Errors
/// When there is no such reception or it cannot be read.
pub(super) fn minutes(
    context: &Context<'_>,
    connection: &Connection,
    id: &ReceptionId,
) -> Result<Minutes, UseCaseError> {
    let rows = entries::list(connection, id)?;
    let last_saved_at = match rows.iter().max_by(|a, b| a.id.cmp(&b.id)) {
        Some(row) => journal::last(connection, "entry", row.id.as_str())?.map(|row| row.at),
        None => None,
    };
    let live = rows.into_iter().filter(|row| row.void_reason.is_none());
    let (drafts, done): (Vec<_>, Vec<_>) = live.partition(|row| row.is_draft);
    let raised = demands::list_sitting(connection, id)?;
    let missing: Vec<MissingField> = (1..)
        .zip(&raised)
        .filter(|(_, row)| row.state.clock(row.due_on) == Clock::NotStarted)
        .flat_map(|(place, row)| missing(row, &format!("诉求 {place}")))
        .collect();
    let shown = Shown::read(context, connection, Some(id))?;
    Ok(Minutes {
        reception: reception_detail(context, connection, id)?,
        entries: done.into_iter().map(entry).collect(),
        demands: raised.into_iter().map(|row| shown.demand(row)).collect(),
        draft: drafts.into_iter().next_back().map(entry),
        missing,
        last_saved_at,
    })
}

fn entry(row: EntryRow) -> Entry {
    Entry {
        id: row.id,
        guest_id: row.guest_id,
        speaker: row.speaker,
        speaker_name: row.speaker_name,
        speaker_ref: row.speaker_ref,
        text: row.text,
        spoken_at: row.spoken_at,
        position: row.position,
        is_draft: row.is_draft,
        version: row.version,
    }
}

/// What every demand of a record is shown with, read once.
struct Shown<'a, 'o> {
    context: &'a Context<'o>,
    names: UnitNames,
    thresholds: LightThresholds,
    /// The day a limit would start from before issue: the later of the sitting and today.
    opens_on: NaiveDate,
}

impl<'a, 'o> Shown<'a, 'o> {
    /// Reads what the demands of one sitting are shown with; `None` for one outside of any.
    ///
    /// # Errors
    /// When units, settings or the reception cannot be read.
    fn read(
        context: &'a Context<'o>,
        connection: &Connection,
        sitting: Option<&ReceptionId>,
    ) -> Result<Self, UseCaseError> {
        let limits = read_settings(connection)?.limits;
        let sitting = sitting.map(|id| receptions::get(connection, id)).transpose()?;
        let today = context.today();
        Ok(Self {
            context,
            names: UnitNames::read(connection)?,
            thresholds: LightThresholds { blue: limits.blue, yellow: limits.yellow },
            opens_on: sitting.map_or(today, |row| row.held_on.max(today)),
        })
    }

    fn demand(&self, row: DemandRow) -> SittingDemand {
        let from = row.issued_on.unwrap_or(self.opens_on);
        let limit = row.content.limit_workdays.filter(|_| !row.state.clock(row.due_on).is_over());
        let ruler = limit.map(|limit| {
            let is_open = row.issued_on.is_none() && from == self.context.today();
            let opening = if is_open { Opening::Today } else { Opening::Issued };
            let (limit, calendar) = (Limit::Workdays(limit), self.context.calendar());
            Ruler::to_due(from, limit, opening, self.thresholds, calendar)
        });
        SittingDemand {
            number: row.number(),
            guest_id: row.guest_id.clone(),
            quotes: row.quotes.iter().map(quote).collect(),
            state: row.state,
            fields: self.names.fields_of(&row.content),
            answer: row.answer.clone(),
            answered_by: row.answered_by.clone(),
            due_on: row.due_on.or_else(|| ruler.as_ref().map(|ruler| ruler.due.on)),
            is_provisional: ruler.as_ref().is_some_and(|ruler| ruler.due.is_provisional),
            ruler,
            missing: missing(&row, &row.number()),
            slip_id: row.slip_id.as_ref().map(ToString::to_string),
            version: row.version,
            id: row.id,
        }
    }
}

/// Returns a demand as the record shows it.
///
/// # Errors
/// When a unit or the reception cannot be read.
pub(super) fn sitting_demand(
    context: &Context<'_>,
    connection: &Connection,
    row: DemandRow,
) -> Result<SittingDemand, UseCaseError> {
    Ok(Shown::read(context, connection, row.reception_id.as_ref())?.demand(row))
}

fn quote(row: &QuoteRow) -> Quote {
    Quote { entry_id: row.entry_id.clone(), from: row.from, to: row.to }
}

/// Returns the words a demand came from, in the order of the record.
///
/// # Errors
/// When the record cannot be read.
pub(crate) fn joined(connection: &Connection, quotes: &[QuoteRow]) -> Result<String, UseCaseError> {
    let mut words = Vec::new();
    for quote in quotes {
        let Some(entry) = entries::find(connection, &quote.entry_id)? else { continue };
        let length = quote.to.saturating_sub(quote.from) as usize;
        words.push(entry.text.chars().skip(quote.from as usize).take(length).collect::<String>());
    }
    Ok(words.join("\n"))
}
