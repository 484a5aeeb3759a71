//! The sample office: one year of reception days in the made-up district 川江区.
//!
//! Everything is done by use cases under a moving clock, so the journal is true. Equal seed and
//! day give the same office, row for row.

mod cases;
mod desk;
mod handling;
mod names;
mod people;
mod rota;
mod scale;
mod sittings;
mod slips;
mod story;

use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::Serialize;
use usecases::clock::{Clock, SystemClock, local_date};
use usecases::{CommandError, ErrorCode};

use desk::{Desk, beijing};

/// What sample to make.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    pub seed: u64,
    /// So many demands over ten years, for benches; none: the sample office of about 150.
    pub scale: Option<u32>,
    /// The story's last day, in the middle of its sitting; none: today, now.
    pub today: Option<NaiveDate>,
    /// Where fonts lie: issuing a slip sets it once.
    pub fonts: Vec<PathBuf>,
}

/// What was made.
#[derive(Debug, Clone, Serialize)]
pub struct Made {
    pub folder: String,
    pub demands: i64,
    pub journal_rows: i64,
}

/// Makes a sample office in a new or empty folder.
///
/// # Errors
/// When the folder holds something, or a use case refuses.
pub fn build(folder: &Path, plan: &Plan) -> Result<Made, CommandError> {
    if std::fs::read_dir(folder).is_ok_and(|mut rows| rows.next().is_some()) {
        return Err(CommandError {
            code: ErrorCode::PreconditionFailed,
            message: format!("{} is not empty", folder.display()),
            hint: format!("“{}”里已有文件，示例只能放到新的空文件夹。", folder.display()),
            fields: Vec::new(),
        });
    }
    let end = end_of(plan);
    let today = local_date(end);
    let years = if plan.scale.is_some() { 10 } else { 1 };
    let begin = beijing(today - TimeDelta::days(365 * years + 20), 8, 40);
    let mut desk = Desk::open(folder, plan, begin)?;
    match plan.scale {
        None => story::tell(&mut desk, end)?,
        Some(demands) => scale::fill(&mut desk, end, demands)?,
    }
    let all = serde_json::json!({
        "filter": {}, "sort": "number", "is_descending": false, "limit": 0, "offset": 0,
    });
    let demands = desk.call("list_ledger", all)?["total"].as_i64().unwrap_or(0);
    let proof = desk.call("verify_journal", serde_json::json!({ "job": "verify" }))?;
    Ok(Made {
        folder: folder.display().to_string(),
        demands,
        journal_rows: proof["rows"].as_i64().unwrap_or(0),
    })
}

/// The story's last moment.
fn end_of(plan: &Plan) -> DateTime<Utc> {
    plan.today.map_or_else(|| SystemClock.now(), |today| beijing(today, 10, 8))
}
