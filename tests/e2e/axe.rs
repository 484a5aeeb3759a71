//! No screen of the sample office, and nothing that opens on one, has a serious fault for those who
//! read by ear or by keyboard: axe-core looks at each in the real window.

use std::path::Path;

use reception_tests::window::{Failure, Size, Window};
use serde_json::Value;

use crate::bare;
use crate::sample::Sample;
use crate::scenes::{self, Look};

/// The faults that count: rule, what is wrong, and where.
const LOOK: &str = "const done = arguments[arguments.length - 1];
    const settled = (left) => {
        const busy = document.querySelector('[aria-busy=\"true\"], .slip-setting');
        return busy && left > 0
            ? new Promise((r) => setTimeout(r, 100)).then(() => settled(left - 1))
            : null;
    };
    // Colours that still fade in are nobody's colours.
    const fades = () => Promise.all(document.getAnimations()
        .filter((a) => a.effect.getComputedTiming().endTime < 5000).map((a) => a.finished.catch(() => null)));
    Promise.resolve(settled(50))
        .then(fades)
        .then(() => axe.run(document, { resultTypes: ['violations'] }))
        .then(({ violations }) => done(violations
            .filter((v) => v.impact === 'serious' || v.impact === 'critical')
            .flatMap((v) => v.nodes.map((n) => v.id + ': ' + n.target + ' ' + n.html.slice(0, 160)
                + ' ' + n.failureSummary.replace(/\\s+/g, ' ').slice(0, 300)))))
        .catch((e) => done(['axe failed: ' + e]))";

/// The faults of the page as it is.
async fn faults(window: &Window) -> Result<Vec<String>, Failure> {
    let script =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core/axe.min.js");
    let axe = std::fs::read_to_string(&script).map_err(|e| format!("{}: {e}", script.display()))?;
    window.run::<Value>(&format!("{axe}; window.axe = axe; return null"), vec![]).await?;
    Ok(serde_json::from_value(window.client().execute_async(LOOK, vec![]).await?)?)
}

fn assert_none(found: &[String]) {
    assert!(found.is_empty(), "{} faults:\n{}", found.len(), found.join("\n"));
}

/// Looks at every scene, or at the screens alone.
async fn inspect(look: Look, is_whole: bool) -> Result<(), Failure> {
    let mut sample = Sample::open(Size::DESK).await?;
    let mut found = Vec::new();
    for scene in scenes::all(&sample).await? {
        if is_whole || scene.is_plain() {
            scene.show(&sample.window, look).await.map_err(|e| format!("{}: {e}", scene.name))?;
            let faults = faults(&sample.window).await;
            let faults = faults.map_err(|error| format!("{}: {error}", scene.name))?;
            found.extend(faults.into_iter().map(|fault| format!("{} {fault}", scene.name)));
        }
    }
    sample.window.close().await?;
    for (page, open) in bare::ALL {
        let (_folder, mut window) = open(Size::DESK).await?;
        bare::dress(&window, look).await?;
        found.extend(faults(&window).await?.into_iter().map(|fault| format!("{page} {fault}")));
        window.close().await?;
    }
    assert_none(&found);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn no_screen_has_a_serious_fault() -> Result<(), Failure> {
    inspect(Look::LIGHT, true).await
}

#[tokio::test(flavor = "multi_thread")]
async fn no_screen_has_a_serious_fault_in_the_dark() -> Result<(), Failure> {
    inspect(Look::DARK, true).await
}

#[tokio::test(flavor = "multi_thread")]
async fn no_screen_has_a_serious_fault_in_large_text() -> Result<(), Failure> {
    inspect(Look::LARGE, false).await
}
