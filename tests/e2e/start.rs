//! The window starts, guards itself and is the only one.

use reception_tests::window::{Failure, Size, Window};
use serde_json::{Value, json};

use crate::sample::Sample;

async fn open() -> Result<(tempfile::TempDir, Window), Failure> {
    let folder = tempfile::tempdir()?;
    let window = Window::open(&folder.path().join("office"), Size::DESK).await?;
    Ok((folder, window))
}

#[tokio::test(flavor = "multi_thread")]
async fn the_window_opens_the_office_and_shows_its_page() -> Result<(), Failure> {
    let (folder, mut window) = open().await?;
    window.find("#app *").await?;
    assert!(window.client().title().await?.ends_with("企业接待日"));
    assert_eq!(window.invoke("desktop_startup", json!({})).await?, json!({ "status": "ready" }));
    let status = window.call("get_status", json!({})).await?;
    assert!(status.is_object(), "{status}");
    assert_eq!(window.page_size().await?, (Size::DESK.width, Size::DESK.height));
    let picture = folder.path().join("start.png");
    window.picture(&picture).await?;
    assert!(std::fs::metadata(&picture)?.len() > 10_000, "an empty page");
    window.resize(Size::SMALL).await?;
    window.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_breaks_no_rule_of_its_own_policy() -> Result<(), Failure> {
    let (_folder, mut window) = open().await?;
    window.find("#app *").await?;
    // A violation is an error of ours even when nothing looks wrong.
    let watch = "window.__broken = [];
        addEventListener('securitypolicyviolation', (e) =>
            window.__broken.push(e.effectiveDirective + ' ' + e.blockedURI));
        return null";
    window.run::<Value>(watch, vec![]).await?;
    let attack = "const s = document.createElement('script'); s.textContent = 'window.__ran = 1';
        document.head.append(s);
        return [window.__ran ?? 0, Object.isFrozen(Object.prototype)]";
    assert_eq!(window.run::<(u8, bool)>(attack, vec![]).await?, (0, true));
    let fetched = "const done = arguments[arguments.length - 1];
        fetch('http://127.0.0.1:9/').then(() => done(true), () => done(false))";
    let is_fetched = window.client().execute_async(fetched, vec![]).await?;
    assert_eq!(is_fetched, Value::Bool(false));
    let broken: Vec<String> = window.run("return window.__broken", vec![]).await?;
    assert!(broken.iter().any(|line| line.starts_with("connect-src")), "{broken:?}");
    window.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_may_call_nothing_but_its_own_commands() -> Result<(), Failure> {
    let (_folder, mut window) = open().await?;
    for command in ["plugin:fs|read_file", "plugin:opener|open_path", "plugin:window|set_title"] {
        let refusal = window.invoke(command, json!({})).await.unwrap_err().to_string();
        assert!(refusal.contains("not allowed") || refusal.contains("not found"), "{refusal}");
    }
    let refusal = window.call("no_such_use_case", json!({})).await.unwrap_err().to_string();
    assert!(refusal.contains("\"code\":\"internal\""), "{refusal}");
    window.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_start_ends_and_leaves_the_first_alone() -> Result<(), Failure> {
    let (_folder, mut window) = open().await?;
    window.find("#app *").await?;
    let second = window.start_second().await?;
    assert!(second.status.success(), "{second:?}");
    window.call("get_status", json!({})).await?;
    window.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_office_opens_again_after_a_kill() -> Result<(), Failure> {
    let (_folder, mut window) = open().await?;
    window.call("get_status", json!({})).await?;
    window.kill().await?;
    window.reopen().await?;
    assert_eq!(window.invoke("desktop_startup", json!({})).await?, json!({ "status": "ready" }));
    window.close().await
}

/// Waits until the page had to ask for something, and returns the answers that came with it and
/// were used until then.
async fn used_answers(window: &Window) -> Result<Vec<String>, Failure> {
    let marks = "return performance.getEntriesByType('mark').map((mark) => mark.name.split(' '))
        .filter((words) => words[0] === 'first-answers')";
    for _ in 0..100 {
        let marks: Vec<Vec<String>> = window.run(marks, vec![]).await?;
        if let [mark] = marks.as_slice() {
            return Ok(mark[1..].to_vec());
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    Err("the page never asked anything".into())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_home_is_made_of_the_answers_that_came_with_the_page() -> Result<(), Failure> {
    let mut sample = Sample::open(Size::DESK).await?;
    let window = &mut sample.window;
    window.see("今天的接待").await?;
    // Another place has to ask, and ends them.
    let away = "location.hash = '#/slips'; return null";
    window.run::<Value>(away, vec![]).await?;
    let mut used = used_answers(window).await?;
    used.sort();
    assert_eq!(used, ["desktop_startup", "get_home", "get_status", "list_kept_forms"]);
    // A page loaded again has none, and it tells.
    window.load("#/home").await?;
    window.see("今天的接待").await?;
    assert_eq!(used_answers(window).await?, [""; 0]);
    window.close().await
}
