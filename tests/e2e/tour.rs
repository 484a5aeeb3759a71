//! Every screen of the sample office and what opens on it, at the sizes offices have, on the day of
//! the pictures.

use reception_tests::window::{Failure, Size, Window};

use crate::bare;
use crate::sample::{Sample, path_of};
use crate::scenes::{self, Look};

/// What leaves the page or its place sideways, and words that are cut and told nowhere else.
const CUT: &str = "const found = [];
    const wide = document.documentElement.scrollWidth - innerWidth;
    if (wide > 0) found.push('the page by ' + wide + ' px');
    const shown = (e) => e.getClientRects().length > 0 && e.innerText.trim() !== '';
    for (const b of document.querySelectorAll('button')) {
        if (shown(b) && !b.closest('[title]') && b.scrollWidth > b.clientWidth + 1
            && getComputedStyle(b).overflow !== 'visible') found.push(b.innerText.trim());
    }
    for (const e of document.querySelectorAll('.today-scale, .el-dialog, .palette')) {
        if (e.scrollWidth > e.clientWidth + 1) found.push(e.className + ' scrolls sideways');
    }
    for (const e of document.querySelectorAll('.month-day')) {
        if (e.scrollHeight > e.clientHeight + 1) found.push('the day ' + e.innerText);
    }
    return found";

/// Takes a picture when they are wanted, and looks for what is cut.
async fn look_at(window: &Window, scene: &str, name: &str) -> Result<Vec<String>, Failure> {
    if let Some(pictures) = path_of("RECEPTION_PICTURES") {
        window.picture(&pictures.join(format!("{scene}-{name}.png"))).await?;
    }
    let cut: Vec<String> = window.run(CUT, vec![]).await?;
    Ok(cut.into_iter().map(|cut| format!("{scene} at {name} cuts {cut}")).collect())
}

async fn visit(size: Size, look: Look, name: &str) -> Result<(), Failure> {
    let mut sample = Sample::open(size).await?;
    assert_eq!(sample.window.page_size().await?, (size.width, size.height));
    let mut wrong = Vec::new();
    for scene in scenes::all(&sample).await? {
        match scene.show(&sample.window, look).await {
            Ok(()) => wrong.extend(look_at(&sample.window, scene.name, name).await?),
            Err(missing) => wrong.push(format!("{} at {name}: {missing}", scene.name)),
        }
    }
    sample.window.close().await?;
    for (scene, open) in bare::ALL {
        let (_folder, mut window) = open(size).await?;
        bare::dress(&window, look).await?;
        wrong.extend(look_at(&window, scene, name).await?);
        window.close().await?;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn every_screen_shows_the_sample_office() -> Result<(), Failure> {
    visit(Size::DESK, Look::LIGHT, "1440").await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_screen_fits_a_small_display() -> Result<(), Failure> {
    visit(Size::SMALL, Look::LIGHT, "1366").await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_screen_takes_large_text() -> Result<(), Failure> {
    visit(Size::DESK, Look::LARGE, "large").await
}
