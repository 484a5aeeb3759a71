//! Inputs: which table, and where its PDF goes.

use serde::{Deserialize, Serialize};

use crate::wire::wire;

/// A table that prints.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum RollChoice {
    /// 年度接待安排表, as it is saved, with its history.
    Rota { year: i32 },
    /// F19 联系台账, those ended as well.
    Links {},
    /// F20 快捷通道名录.
    Channels {},
}

wire! {
    /// Makes the PDF of a table.
    pub struct PrintRoll {
        pub roll: RollChoice,
        /// Where to; none = the program's own print folder.
        pub path: Option<String>,
        pub job: String,
    }
}
