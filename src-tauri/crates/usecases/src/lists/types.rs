//! Inputs and outputs: lists as workbooks.

use domain::slip::SlipState;
use serde::{Deserialize, Serialize};

use crate::wire::wire;

/// A list with the filter its screen has; all its rows are meant, not one page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum ListChoice {
    /// 交办单登记簿; the filter is that of `list_slips`.
    Slips { year: i32, query: String, states: Vec<SlipState> },
    /// 企业名录; the filter is that of `list_enterprises`.
    Enterprises { query: String, with_retired: bool },
    /// 承办单位名录; the filter is that of `list_units`.
    Units { query: String, with_retired: bool },
    /// 领导名录; the filter is that of `list_leaders`.
    Leaders { query: String, with_retired: bool },
    /// 接待日程安排表; the filter is that of `list_receptions`.
    Receptions { year: i32, query: String },
    /// 共性问题登记簿; the filter is that of its screen.
    Issues { query: String },
}

wire! {
    /// Writes a list as a workbook; long, so it reports progress under `job` and can be cancelled.
    pub struct ExportList {
        pub list: ListChoice,
        /// Where to; must not exist as a folder.
        pub path: String,
        pub job: String,
    }

    pub struct ListExported {
        pub path: String,
        pub rows: i64,
    }
}
