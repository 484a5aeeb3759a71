//! The sample office on the day of its pictures, open in the window.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use reception::demo::{self, Plan};
use reception_tests::sample::copy_of;
use reception_tests::window::{Failure, Size, Window};
use serde_json::{Value, json};
use tempfile::TempDir;

/// The sample office's last day, as its pictures show it.
const TODAY: &str = "2026-09-23";
/// A quarter past ten in Beijing.
const NOW: &str = "2026-09-23T02:15:00Z";

/// A sample office of one's own, free to be changed.
pub(crate) struct Sample {
    pub(crate) window: Window,
    _folder: TempDir,
}

impl Sample {
    /// Makes the office and opens it.
    pub(crate) async fn open(size: Size) -> Result<Self, Failure> {
        let folder = tempfile::tempdir()?;
        let office = folder.path().join("office");
        copy_of(Path::new(env!("CARGO_TARGET_TMPDIR")), &office, |place| {
            let fonts = path_of("RECEPTION_FONTS").into_iter().collect();
            let plan = Plan { fonts, today: Some(TODAY.parse()?), ..Plan::default() };
            Ok(demo::build(place, &plan).map_err(|error| error.message).map(drop)?)
        })?;
        let now: DateTime<Utc> = NOW.parse()?;
        let window = Window::open_at(&office, size, now.into()).await?;
        window.find(".shell").await?;
        Ok(Self { window, _folder: folder })
    }

    /// Returns the id of the sitting that runs today.
    pub(crate) async fn running(&self) -> Result<String, Failure> {
        let status = self.window.call("get_status", json!({})).await?;
        text(&status, "/running_reception_id")
    }

    /// Returns the id of the first slip in a state.
    pub(crate) async fn slip(&self, state: &str) -> Result<String, Failure> {
        let query = json!({
            "year": 2026, "query": "", "states": [state], "limit": 9, "offset": 0,
        });
        let list = self.window.call("list_slips", query).await?;
        let groups = list["groups"].as_array().cloned().unwrap_or_default();
        let first = groups.iter().find_map(|group| group["slips"].get(0));
        text(first.unwrap_or(&Value::Null), "/id")
    }
}

/// Returns the words at a place of an answer.
pub(crate) fn text(answer: &Value, place: &str) -> Result<String, Failure> {
    let words = answer.pointer(place).and_then(Value::as_str);
    Ok(words.ok_or_else(|| format!("no {place} in {answer}"))?.to_owned())
}

/// Returns the path that a variable of the environment names, if it names one.
pub(crate) fn path_of(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from)
}
