//! What the window shows before there is an office: the first run, and the refusal to open.

use std::future::Future;
use std::pin::Pin;

use reception_tests::window::{Failure, Size, Window};
use serde_json::Value;
use tempfile::TempDir;

use crate::scenes::Look;

type Opened = Pin<Box<dyn Future<Output = Result<(TempDir, Window), Failure>> + Send>>;
type Opener = fn(Size) -> Opened;

/// Each page with what opens the window on it.
pub(crate) const ALL: [(&str, Opener); 2] =
    [("first-run", |size| Box::pin(first_run(size))), ("refusal", |size| Box::pin(refusal(size)))];

async fn first_run(size: Size) -> Result<(TempDir, Window), Failure> {
    let folder = tempfile::tempdir()?;
    let window = Window::open(&folder.path().join("office"), size).await?;
    window.marked("first-run").await?;
    Ok((folder, window))
}

async fn refusal(size: Size) -> Result<(TempDir, Window), Failure> {
    let folder = tempfile::tempdir()?;
    let office = folder.path().join("office");
    let database =
        store::Store::open(&office, "2026-09-23T01:00:00Z".parse()?)?.folder().database();
    std::fs::write(database, "这不是数据库。".repeat(1000))?;
    let window = Window::open(&office, size).await?;
    window.marked("refusal").await?;
    Ok((folder, window))
}

/// Dresses a page that remembers no look of its own.
pub(crate) async fn dress(window: &Window, look: Look) -> Result<(), Failure> {
    let script = "const root = document.documentElement;
        [root.dataset.theme, root.dataset.size] = arguments;
        return null";
    let words = vec![look.theme.into(), look.size.into()];
    window.run::<Value>(script, words).await.map(drop)
}
