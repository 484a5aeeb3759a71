//! The Naxi story in the real window: from an empty office to the signed
//! slip and the exported ledger, with the keyboard alone but for the leader's pen.

mod papers;
mod prepare;
mod sitting;
mod slip;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::{DateTime, Utc};
use reception_tests::window::{Failure, Size, Window};

/// The window, and the folder its pictures go to when they are wanted.
struct Desk {
    window: Window,
    pictures: Option<PathBuf>,
    taken: AtomicUsize,
}

impl Desk {
    /// Takes a picture of what a step left on the screen.
    async fn picture(&self, step: &str) -> Result<(), Failure> {
        let Some(folder) = &self.pictures else { return Ok(()) };
        let number = self.taken.fetch_add(1, Ordering::Relaxed) + 1;
        self.window.picture(&folder.join(format!("naxi-{number:02}-{step}.png"))).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_firm_four_demands_one_slip() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let morning: DateTime<Utc> = "2023-04-14T08:40:00+08:00".parse()?;
    let office = folder.path().join("office");
    let window = Window::open_at(&office, Size::DESK, morning.into()).await?;
    let pictures = std::env::var_os("RECEPTION_PICTURES").map(PathBuf::from);
    let mut desk = Desk { window, pictures, taken: AtomicUsize::new(0) };

    let told = tell(&desk, folder.path()).await;
    if told.is_err() {
        desk.picture("failed").await?;
    }
    told?;
    desk.window.close().await
}

async fn tell(desk: &Desk, folder: &Path) -> Result<(), Failure> {
    prepare::first_run(desk).await?;
    prepare::directories(desk).await?;
    prepare::plan(desk).await?;
    sitting::hold(desk).await?;
    slip::sign_and_issue(desk).await?;
    papers::check_slip(desk, folder).await?;
    papers::check_ledger(desk, folder).await
}
