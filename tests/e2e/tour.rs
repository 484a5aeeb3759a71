//! Every screen on the sample office, at the sizes offices have.

use std::path::PathBuf;

use reception::demo::{self, Plan};
use reception_tests::window::{Failure, Size, Window};

/// Each screen with words of it that come from the store, not from the page.
const SCREENS: &[(&str, &str)] = &[
    ("home", "现在要办"),
    ("schedule", "接待日程"),
    ("minutes", "记录"),
    ("ledger", "诉求台账"),
    ("slips", "交办单"),
    ("directory", "企业与单位"),
    ("settings", "设置"),
];

fn folder(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from)
}

/// Opens the sample office: the one at `RECEPTION_DEMO`, else one made for this test.
async fn visit(size: Size, is_large: bool, name: &str) -> Result<(), Failure> {
    let made = tempfile::tempdir()?;
    let office = match folder("RECEPTION_DEMO") {
        Some(office) => office,
        None => {
            let office = made.path().join("office");
            let fonts = folder("RECEPTION_FONTS").into_iter().collect();
            demo::build(&office, &Plan { fonts, ..Plan::default() })
                .map_err(|error| error.message)?;
            office
        }
    };
    let mut window = Window::open(&office, size).await?;
    window.find("#app *").await?;
    if is_large {
        let large = "document.documentElement.dataset.size = 'large'; return null";
        window.run::<serde_json::Value>(large, vec![]).await?;
    }
    for (screen, words) in SCREENS {
        let go = format!("location.hash = '#/{screen}'; return null");
        window.run::<serde_json::Value>(&go, vec![]).await?;
        window.see(words).await?;
        if let Some(pictures) = folder("RECEPTION_PICTURES") {
            window.picture(&pictures.join(format!("{screen}-{name}.png"))).await?;
        }
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
