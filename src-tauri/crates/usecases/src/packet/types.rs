//! Inputs and outputs: work packets out and in.

use chrono::NaiveDate;
use domain::ids::{DemandId, UnitId};
use domain::packet::{PacketPart, Verdict};

use crate::wire::wire;

wire! {
    /// The units that have something to do.
    pub struct PacketUnitList {
        pub units: Vec<PacketUnit>,
    }

    pub struct PacketUnit {
        pub id: UnitId,
        pub name: String,
        /// Open tasks, lead and assisting.
        pub tasks: u32,
        /// When its last packet was made.
        pub packet_on: Option<NaiveDate>,
    }

    /// Makes a folder for each unit with its packet and the slips it works on.
    pub struct MakePackets {
        /// None: every unit with open tasks.
        pub units: Option<Vec<UnitId>>,
        /// Where the folders are made.
        pub folder: String,
        pub job: String,
    }

    pub struct PacketsMade {
        pub folder: String,
        pub packets: Vec<PacketMade>,
        /// Names of units asked for that have no open task: nothing was made for them.
        pub idle: Vec<String>,
    }

    pub struct PacketMade {
        pub unit_id: UnitId,
        pub unit_name: String,
        /// Name of its folder.
        pub folder: String,
        pub tasks: u32,
        pub slips: u32,
    }

    /// Shows what a returned packet would record; nothing is.
    pub struct PreviewReturn {
        pub path: String,
        pub job: String,
    }

    /// Records the picked parts of a returned packet.
    pub struct AcceptReturn {
        pub path: String,
        /// Of the file as it was previewed.
        pub sm3: String,
        pub picked: Vec<ReturnKey>,
    }

    /// Writes what is refused as a workbook for the unit.
    pub struct ExportRefusals {
        pub path: String,
        pub sm3: String,
        /// What the clerk did not take, to be listed as well.
        pub left_out: Vec<ReturnKey>,
        /// Where the workbook shall stand.
        pub target: String,
        pub job: String,
    }

    pub struct RefusalsExported {
        pub path: String,
        pub rows: i64,
    }

    /// One part of one row.
    #[derive(Eq, PartialOrd, Ord)]
    pub struct ReturnKey {
        /// Counted from 1, as the unit's program shows it.
        pub row: u32,
        pub part: PacketPart,
    }

    /// A returned packet, part by part.
    pub struct ReturnPreview {
        pub file_name: String,
        /// Of the file; accepting names it, so that what was seen is what is recorded.
        pub sm3: String,
        pub unit_name: String,
        pub made_on: NaiveDate,
        pub made_by: String,
        pub entries: Vec<ReturnEntry>,
        /// How many are as each verdict says.
        pub good: u32,
        pub recorded: u32,
        pub unchanged: u32,
        pub refused: u32,
    }

    pub struct ReturnEntry {
        pub row: u32,
        /// None: the whole row is refused.
        pub part: Option<PacketPart>,
        /// None where the row names no task of this office.
        pub demand_id: Option<DemandId>,
        pub slip_number: String,
        /// Place of the item on its slip; 0 where the row names no task.
        pub item: u32,
        pub title: String,
        /// What stands now.
        pub old: String,
        /// What the unit filled in.
        pub new: String,
        pub verdict: Verdict,
        /// Why it is refused.
        pub reason: String,
    }
}
