//! Whether the desktop tells of lights.

use rusqlite::Connection;
use store::tables::settings::{self, Setting};

use super::AlertSettings;
use crate::context::Context;
use crate::error::UseCaseError;
use crate::wire::Nothing;

/// Returns the choice; on until somebody turns it off.
///
/// # Errors
/// When it cannot be read.
pub(super) fn read(connection: &Connection) -> Result<AlertSettings, UseCaseError> {
    let stored = settings::find::<bool>(connection, settings::ALERTS)?;
    Ok(stored.map_or(AlertSettings { is_on: true, version: 0 }, |stored| AlertSettings {
        is_on: stored.value,
        version: stored.version,
    }))
}

/// Returns whether the desktop tells of lights.
pub(crate) fn get_alerts(context: &Context<'_>, _: Nothing) -> Result<AlertSettings, UseCaseError> {
    context.read(read)
}

/// Turns alerts on or off.
pub(crate) fn save_alerts(
    context: &Context<'_>,
    input: AlertSettings,
) -> Result<AlertSettings, UseCaseError> {
    context.write("save_alerts", |tx| {
        let before = settings::find::<bool>(tx, settings::ALERTS)?;
        let stored = before.as_ref().map_or(0, |setting| setting.version);
        tx.check_version("settings", settings::ALERTS, input.version, stored)?;
        let after = Setting { value: input.is_on, version: stored + 1 };
        settings::put(tx, settings::ALERTS, &after)?;
        tx.record("settings", settings::ALERTS, before.as_ref(), &after)?;
        Ok(AlertSettings { is_on: after.value, version: after.version })
    })
}
