//! The office's limits: table P, all editable, stored on each slip as issued.

use serde::{Deserialize, Serialize};

/// Limits in working days unless a field says otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Limits {
    /// P1: notice before the event.
    pub notice: u32,
    /// P2: most enterprises in one sitting (a count).
    pub guests_max: u32,
    /// P3: slip signed and issued after the event.
    pub issue: u32,
    /// P4: receipt by the unit.
    pub receipt: u32,
    /// P5: objection by the unit.
    pub objection: u32,
    /// P6: first contact with the enterprise.
    pub contact: u32,
    /// P7: assisting unit's answer to the lead unit.
    pub assist: u32,
    /// P8: completion of a consultation (咨询).
    pub consultation: u32,
    /// P8: completion of an ordinary demand.
    pub ordinary: u32,
    /// P8: completion of a complex demand (难).
    pub complex: u32,
    /// P10: blue light, working days left.
    pub blue: u32,
    /// P10: yellow light, working days left.
    pub yellow: u32,
    /// P11: asking the enterprise for its rating.
    pub rating: u32,
}

impl Default for Limits {
    /// Returns the defaults of table P.
    fn default() -> Self {
        Self {
            notice: 3,
            guests_max: 10,
            issue: 3,
            receipt: 1,
            objection: 1,
            contact: 2,
            assist: 3,
            consultation: 5,
            ordinary: 15,
            complex: 30,
            blue: 3,
            yellow: 1,
            rating: 3,
        }
    }
}

/// The longest limit a setting or a slip may name, in working days (P8 cap: three months).
pub const LIMIT_MAX: u32 = 66;
