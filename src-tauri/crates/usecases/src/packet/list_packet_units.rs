//! The units that have something to do.

use store::queries::packets;

use super::{PacketUnit, PacketUnitList};
use crate::clock::local_date;
use crate::context::Context;
use crate::error::UseCaseError;
use crate::wire::Nothing;

/// Lists the units with open tasks, by name, each with when its last packet was made.
pub(crate) fn list_packet_units(
    context: &Context<'_>,
    _input: Nothing,
) -> Result<PacketUnitList, UseCaseError> {
    let rows = context.read(|connection| Ok(packets::units(connection)?))?;
    let unit = |row: packets::UnitTasks| PacketUnit {
        id: row.unit_id,
        name: row.name,
        tasks: row.tasks,
        packet_on: row.packet_at.map(local_date),
    };
    Ok(PacketUnitList { units: rows.into_iter().map(unit).collect() })
}
