//! A clue in the real window (scenario 27).

use reception_tests::window::{Failure, Window};
use serde_json::{Value, json};

use super::desk::{Desk, NOW};

/// Shows a section of the settings.
async fn settings(window: &Window, section: &str) -> Result<(), Failure> {
    let there = format!("location.hash = '#/settings/{section}'; return null");
    window.run::<Value>(&there, vec![]).await?;
    Ok(())
}

/// Keeps a picture where the person who runs the test asks for it.
async fn keep(window: &Window, name: &str) -> Result<(), Failure> {
    match std::env::var_os("RECEPTION_PICTURES") {
        Some(folder) => window.picture(&std::path::Path::new(&folder).join(name)).await,
        None => Ok(()),
    }
}

/// Waits until the paper's dialog has gone: as long as it fades it takes Esc for itself.
async fn shut(window: &Window) -> Result<(), Failure> {
    let gone = "return document.querySelector('.paper-dialog').checkVisibility() === false";
    for _ in 0..100 {
        if window.run(gone, vec![]).await? {
            return Ok(());
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    Err("the paper stays".into())
}

#[tokio::test(flavor = "multi_thread")]
async fn s27_the_window_moves_a_clue_to_its_register_and_sends_it_with_two_signatures()
-> Result<(), Failure> {
    let mut desk = Desk::received(NOW, 0, "open").await?;
    let firm = desk.enterprise["name"].as_str().unwrap_or_default().to_owned();
    let window = &desk.sample.window;
    let query = json!({ "query": "", "limit": 20, "offset": 0, "with_retired": false });
    let leaders = window.call("list_leaders", query).await?;
    let leader = leaders["leaders"][0]["name"].as_str().unwrap_or_default().to_owned();
    let status = window.call("get_status", json!({})).await?;
    let clerk = status["clerk"]["name"].as_str().unwrap_or_default().to_owned();

    settings(window, "clerks").await?;
    window.see_in(".settings-nav", "经办人").await?;
    assert!(!window.text().await?.contains("线索登记\n"), "nobody is cleared yet");
    window.marked(&format!("clear-{clerk}")).await?.click().await?;
    window.see_in(".settings-rows", "保密管理员").await?;
    keep(window, "clue-clerks.png").await?;

    desk.open().await?;
    desk.act("线索移送").await?;
    let window = &desk.sample.window;
    window.pick("同意移送的领导", &leader, &leader).await?;
    window.fill("移送机关", "区纪委监委").await?;
    window.fill("移送理由", "反映窗口人员违纪，不属诉求办理范围。").await?;
    keep(window, "clue-form.png").await?;
    window.press("Ctrl+Enter").await?;
    desk.until("clue_referred").await?;
    let window = &desk.sample.window;
    window.gone(".form-drawer").await?;
    window.see_in(".demand-page", "线索移送").await?;
    keep(window, "clue-demand.png").await?;
    let shown = window.text().await?;
    assert!(!shown.contains(&firm) && !shown.contains("三号冷库"), "{shown}");

    settings(window, "clues").await?;
    window.see_in(".clues", "XS2026-0001").await?;
    assert!(!window.text().await?.contains("三号冷库"), "no line tells of its clue");
    keep(window, "clue-register.png").await?;
    window.marked("open-clue").await?.click().await?;
    window.see_in("[data-test=clue]", "三号冷库去年扩容").await?;
    for signer in ["leader", "officer"] {
        window.marked(&format!("sign-{signer}")).await?.click().await?;
        window.find(".form-drawer").await?;
        keep(window, &format!("clue-{signer}.png")).await?;
        window.press("Ctrl+Enter").await?;
        window.gone(".form-drawer").await?;
    }
    window.marked("issue-clue").await?.click().await?;
    window.see_in("[data-test=clue]", "〔2026〕1号").await?;
    keep(window, "clue-sent.png").await?;
    window.marked("clue-paper").await?.click().await?;
    window.find("[data-test=paper-dialog] svg").await?;
    keep(window, "clue-paper.png").await?;
    window.click_text(".paper-dialog button", "关闭").await?;
    shut(window).await?;
    window.press("Esc").await?;
    window.see_in(".clues-list", "已移送").await?;
    desk.sample.window.close().await
}
