//! From words put in, as an input method commits them, to the frame that shows what they find, in
//! the real window on the sample. The page's own clock is read: a driver's would count its errands.

use std::path::Path;
use std::time::Duration;

use reception_tests::measure::{Figures, Goal, tell};
use reception_tests::window::{Failure, Size, Window};
use serde_json::{Value, json};

const ROUNDS: u32 = 21;
const WORDS: &str = "冷库";
/// At most so many milliseconds until the eye sees it.
const SEEN: Goal = Goal::Limit(50.0);
const LEDGER: &str = ".filter-totals";
const PALETTE: &str = ".palette-list";
const PEER: &str = "its answer alone, over the bridge";

/// Puts words into the focused field and returns the time to the frame after the element of a
/// selector holds a text, or another text than before where none is given.
const PAINTED: &str = "
    const [css, words, text, done] = arguments;
    const held = () => document.querySelector(css)?.textContent ?? '';
    const before = held();
    const from = performance.now();
    const seen = new MutationObserver(() => {
        if (text === null ? held() === before : !held().includes(text)) return;
        seen.disconnect();
        requestAnimationFrame(() => {
            const painted = new MessageChannel();
            painted.port1.onmessage = () => done(performance.now() - from);
            painted.port2.postMessage(null);
        });
    });
    seen.observe(document.body, { subtree: true, childList: true, characterData: true });
    document.execCommand(words === '' ? 'delete' : 'insertText', false, words);";
const ANSWERED: &str = "
    const [name, input, done] = arguments;
    const from = performance.now();
    window.__TAURI_INTERNALS__.invoke('call', { name, input })
        .then(() => done(performance.now() - from));";

/// Measures both boxes on `data`.
pub(crate) fn run(data: &Path) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(boxes(data)).unwrap();
}

async fn boxes(data: &Path) -> Result<(), Failure> {
    let mut window = Window::open(data, Size::DESK).await?;
    window.see("工作台").await?;
    ledger(&window).await?;
    palette(&window).await?;
    window.close().await
}

async fn ledger(window: &Window) -> Result<(), Failure> {
    window.go("sqtz", "诉求台账").await?;
    window.find(LEDGER).await?;
    let asked = json!({ "filter": { "query": WORDS }, "sort": "due", "is_descending": false,
        "limit": 100, "offset": 0 });
    let [mut ours, mut its] = [(); 2].map(|()| Figures::times());
    for _ in 0..ROUNDS {
        its.add(answered(window, "list_ledger", &asked).await?);
        window.press("/").await?;
        window.focus_on("查找诉求").await?;
        ours.add(painted(window, LEDGER, WORDS, None).await?);
        window.press("Ctrl+A").await?;
        painted(window, LEDGER, "", None).await?;
    }
    tell("ledger: two characters, painted", &ours, PEER, &its, SEEN);
    Ok(())
}

async fn palette(window: &Window) -> Result<(), Failure> {
    let asked = json!({ "query": WORDS, "limit": 8 });
    let found = window.call("search_everything", asked.clone()).await?;
    let groups = found["groups"].as_array().cloned().unwrap_or_default();
    let demands = groups.iter().find(|group| group["target"] == "demand");
    let first = demands.and_then(|group| group["hits"][0]["title"].as_str());
    let first = first.ok_or("the sample has no such demand")?;
    let [mut ours, mut its] = [(); 2].map(|()| Figures::times());
    for _ in 0..ROUNDS {
        its.add(answered(window, "search_everything", &asked).await?);
        window.press("Ctrl+K").await?;
        window.focus_on("查找、执行").await?;
        ours.add(painted(window, PALETTE, WORDS, Some(first)).await?);
        window.press("Esc").await?;
        window.gone(".palette").await?;
    }
    tell("Ctrl+K: two characters, painted", &ours, PEER, &its, SEEN);
    Ok(())
}

async fn painted(
    window: &Window,
    css: &str,
    words: &str,
    text: Option<&str>,
) -> Result<Duration, Failure> {
    let arguments = vec![css.into(), words.into(), text.into()];
    time(&window.client().execute_async(PAINTED, arguments).await?)
}

async fn answered(window: &Window, name: &str, input: &Value) -> Result<Duration, Failure> {
    let arguments = vec![name.into(), input.clone()];
    time(&window.client().execute_async(ANSWERED, arguments).await?)
}

fn time(milliseconds: &Value) -> Result<Duration, Failure> {
    let milliseconds = milliseconds.as_f64().ok_or("the page has no clock")?;
    Ok(Duration::from_secs_f64(milliseconds / 1e3))
}
