//! What an enterprise said beforehand that it would raise (诉求主题).

use domain::ids::GuestId;
use store::Writing;
use store::tables::{guests, receptions};

use super::recorded::Recorded;
use crate::error::UseCaseError;

/// Saves another topic of a guest. The reception takes its next version: a form opened before still
/// holds the old one.
///
/// # Errors
/// When SQLite refuses.
pub(crate) fn save_topic(
    tx: &mut Writing<'_>,
    id: &GuestId,
    topic: &str,
) -> Result<(), UseCaseError> {
    let reception = guests::get(tx, id)?.reception_id;
    let before = Recorded::read(tx, &reception)?;
    let mut after = before.clone();
    after.row.version += 1;
    for guest in after.guests.iter_mut().filter(|guest| guest.id == *id) {
        topic.clone_into(&mut guest.topic);
        guests::update(tx, guest)?;
    }
    receptions::update(tx, &after.row)?;
    Ok(tx.record("reception", reception.as_str(), Some(&before), &after)?)
}
