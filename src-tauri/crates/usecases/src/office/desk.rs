//! Who sits at the desk: kept in the settings, so that the next start knows.

use chrono::{DateTime, Utc};
use domain::ids::ClerkId;
use store::tables::clerks::{self, ClerkRow};
use store::tables::settings::{self, Setting};
use store::{Author, Store, StoreError, Writing};

use crate::context::AtDesk;
use crate::error::UseCaseError;

/// The post of the first clerk, and her name until somebody gives her one.
const FIRST_CLERK: &str = "经办人";

/// Returns who works now. A new office gets its first clerk, so that the journal always has an
/// author.
///
/// # Errors
/// When the store cannot be read or written.
pub(crate) fn at_desk(store: &Store, now: DateTime<Utc>) -> Result<AtDesk, UseCaseError> {
    let seated = store.read(|connection| -> Result<Option<ClerkRow>, StoreError> {
        if let Some(seat) = settings::find::<ClerkId>(connection, settings::AT_DESK)?
            && let Some(clerk) = clerks::find(connection, &seat.value)?
        {
            return Ok(Some(clerk));
        }
        Ok(clerks::list(connection)?.into_iter().find(|clerk| clerk.is_active))
    })?;
    if let Some(clerk) = seated {
        return Ok(AtDesk { id: clerk.id.to_string(), name: clerk.name });
    }
    let clerk = ClerkRow {
        id: ClerkId::new(store::new_id()),
        name: FIRST_CLERK.to_owned(),
        post: FIRST_CLERK.to_owned(),
        is_active: true,
        is_cleared: false,
        version: 1,
    };
    let author = Author {
        clerk_id: clerk.id.to_string(),
        clerk: clerk.name.clone(),
        at: now,
        use_case: "open_office",
    };
    store.write(author, |tx| -> Result<(), StoreError> {
        clerks::insert(tx, &clerk)?;
        tx.record("clerk", clerk.id.as_str(), None::<&ClerkRow>, &clerk)?;
        seat(tx, &clerk.id)
    })?;
    Ok(AtDesk { id: clerk.id.to_string(), name: clerk.name })
}

/// Notes who sits at the desk from now on.
///
/// # Errors
/// When SQLite refuses.
pub(super) fn seat(tx: &mut Writing<'_>, clerk: &ClerkId) -> Result<(), StoreError> {
    let before = settings::find::<ClerkId>(tx, settings::AT_DESK)?;
    if before.as_ref().is_some_and(|seat| seat.value == *clerk) {
        return Ok(());
    }
    let version = before.as_ref().map_or(0, |seat| seat.version) + 1;
    let after = Setting { value: clerk.clone(), version };
    settings::put(tx, settings::AT_DESK, &after)?;
    tx.record("settings", settings::AT_DESK, before.as_ref(), &after)
}
