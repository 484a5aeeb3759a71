//! A reception with its lists, as one stored whole.

use domain::ids::{LeaderId, ReceptionId};
use domain::reception::{Capacity, Presence};
use rusqlite::Connection;
use serde::Serialize;
use store::StoreError;
use store::tables::agenda_items::{self, AgendaItemRow};
use store::tables::guests::{self, GuestRow};
use store::tables::participants::{self, ParticipantRow};
use store::tables::reception_leaders;
use store::tables::receptions::{self, ReceptionRow};

/// What the journal keeps of a reception.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Recorded {
    #[serde(flatten)]
    pub(super) row: ReceptionRow,
    pub(super) accompanying: Vec<LeaderId>,
    pub(super) participants: Vec<ParticipantRow>,
    pub(super) guests: Vec<GuestRow>,
    pub(super) agenda: Vec<AgendaItemRow>,
}

impl Recorded {
    /// Reads a reception with its lists.
    pub(super) fn read(connection: &Connection, id: &ReceptionId) -> Result<Self, StoreError> {
        Ok(Self {
            row: receptions::get(connection, id)?,
            accompanying: reception_leaders::list(connection, id)?,
            participants: participants::list(connection, id)?,
            guests: guests::list(connection, id)?,
            agenda: agenda_items::list(connection, id)?,
        })
    }
}

/// Tells whether somebody speaks for an enterprise without the right to (scenario 18).
pub(super) fn lacks_mandate(guest: &GuestRow) -> bool {
    guest.capacity == Capacity::Authorised && guest.mandate_id.is_none()
}

/// Tells whether somebody came, even if they left again.
pub(super) fn came(presence: Presence) -> bool {
    matches!(presence, Presence::Present | Presence::Left)
}
