//! Every screen on the sample office, at the sizes offices have, on the day of the pictures.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use reception::demo::{self, Plan};
use reception_tests::window::{Failure, Size, Window};
use serde_json::{Value, json};

/// The sample office's last day, as its pictures show it.
const TODAY: &str = "2026-09-23";
/// A quarter past ten in Beijing.
const NOW: &str = "2026-09-23T02:15:00Z";

/// Each screen with the use case and the place of its answer that the screen must show.
fn screens() -> Vec<(&'static str, &'static str, Value, &'static str)> {
    let open = json!({
        "filter": { "is_open": true }, "sort": "due", "is_descending": false, "limit": 1,
        "offset": 0,
    });
    let receptions = json!({
        "year": 2026, "from": null, "to": null, "query": "", "limit": 1, "offset": 0,
        "is_descending": true,
    });
    let slips = json!({ "year": 2026, "query": "", "states": [], "limit": 1, "offset": 0 });
    let first = json!({ "query": "", "limit": 1, "offset": 0, "with_retired": false });
    vec![
        ("home", "get_home", json!({}), "/groups/0/items/0/title"),
        ("schedule", "list_receptions", receptions, "/receptions/0/leader/name"),
        ("minutes", "get_home", json!({}), "/today/title"),
        ("ledger", "list_ledger", open, "/rows/0/title"),
        ("slips", "list_slips", slips, "/groups/0/slips/0/enterprise"),
        ("directory", "list_enterprises", first, "/enterprises/0/name"),
        ("settings", "get_office", json!({}), "/name"),
    ]
}

/// What leaves the page to the right, and words of a button that are cut and told nowhere else.
const CUT: &str = "const wide = document.documentElement.scrollWidth - innerWidth;
    const shown = (e) => e.offsetParent !== null && e.innerText.trim() !== '';
    const cut = [...document.querySelectorAll('.screen button')]
        .filter((b) => shown(b) && !b.closest('[title]') && b.scrollWidth > b.clientWidth + 1
            && getComputedStyle(b).overflow !== 'visible')
        .map((b) => b.innerText.trim());
    return wide > 0 ? ['the page by ' + wide + ' px', ...cut] : cut";

fn folder(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from)
}

async fn visit(size: Size, is_large: bool, name: &str) -> Result<(), Failure> {
    let made = tempfile::tempdir()?;
    let office = made.path().join("office");
    let fonts = folder("RECEPTION_FONTS").into_iter().collect();
    let plan = Plan { fonts, today: Some(TODAY.parse()?), ..Plan::default() };
    demo::build(&office, &plan).map_err(|error| error.message)?;
    let now: DateTime<Utc> = NOW.parse()?;
    let mut window = Window::open_at(&office, size, now.into()).await?;
    window.find("#app *").await?;
    if is_large {
        let large = "document.documentElement.dataset.size = 'large'; return null";
        window.run::<Value>(large, vec![]).await?;
    }
    for (screen, use_case, input, place) in screens() {
        let answer = window.call(use_case, input).await?;
        let words = answer.pointer(place).and_then(Value::as_str);
        let words = words.ok_or_else(|| format!("{use_case} has no {place}: {answer}"))?;
        let go = format!("location.hash = '#/{screen}'; return null");
        window.run::<Value>(&go, vec![]).await?;
        window.see_in(".screen", words).await?;
        if let Some(pictures) = folder("RECEPTION_PICTURES") {
            window.picture(&pictures.join(format!("{screen}-{name}.png"))).await?;
        }
        let cut: Vec<String> = window.run(CUT, vec![]).await?;
        assert!(cut.is_empty(), "{screen} at {name} cuts {cut:?}");
    }
    window.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_screen_shows_the_sample_office() -> Result<(), Failure> {
    visit(Size::DESK, false, "1440").await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_screen_fits_a_small_display() -> Result<(), Failure> {
    visit(Size::SMALL, false, "1366").await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_screen_takes_large_text() -> Result<(), Failure> {
    visit(Size::DESK, true, "large").await
}
