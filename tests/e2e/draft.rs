//! Work that breaks off: what was sent is kept; what was not sent stands again where it was typed.

use std::time::Duration;

use reception_tests::window::{Failure, Size};
use serde_json::json;

use crate::sample::Sample;

/// Longer than anything typed may stay unsaved (safety D1).
const AT_MOST: Duration = Duration::from_millis(1200);
const SENT: &str = "企业提出，夜间装卸货车进不了园区北门。";
const TYPED: &str = "交警大队答复，下周起放开二十二点以后的通行";

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_sitting_has_every_entry_and_the_draft_again() -> Result<(), Failure> {
    let mut sample = Sample::open(Size::DESK).await?;
    let id = sample.running().await?;
    let window = &mut sample.window;
    window.go("xcjl", "现场记录").await?;
    window.focus_on("记录内容").await?;
    window.type_text(SENT).await?;
    window.press("Enter").await?;
    window.see_in(".record, .live-record", SENT).await?;
    window.see_value("记录内容", "").await?;
    window.press("F2").await?;
    window.type_text(TYPED).await?;
    tokio::time::sleep(AT_MOST).await;
    let before = window.call("get_minutes", json!({ "id": id })).await?;
    let sent = before["entries"].as_array().ok_or("a sitting has entries")?;
    assert_eq!(sent.last().map(|entry| &entry["text"]), Some(&json!(SENT)));

    window.kill().await?;
    window.reopen().await?;
    window.find(".shell").await?;
    let after = window.call("get_minutes", json!({ "id": id })).await?;
    assert_eq!(after["entries"], before["entries"]);
    window.go("xcjl", "现场记录").await?;
    window.focus_on("记录内容").await?;
    window.see_value("记录内容", TYPED).await?;
    // Both guests heard so far have their part of the record; the draft belongs to the second.
    let here = &sent[sent.len() - 1]["guest_id"];
    for entry in sent.iter().filter(|entry| entry["guest_id"] == *here) {
        let words = entry["text"].as_str().ok_or("an entry has words")?;
        window.see_in(".live-record", words).await?;
    }
    // Sent now, it is an entry like any other and the composer is free.
    window.press("Enter").await?;
    window.see_in(".live-record", TYPED).await?;
    window.see_value("记录内容", "").await?;
    window.see("已保存").await?;
    let last = window.call("get_minutes", json!({ "id": id })).await?;
    let texts = |minutes: &serde_json::Value| minutes["entries"].as_array().map_or(0, Vec::len);
    assert_eq!(texts(&last), texts(&before) + 1);
    assert_eq!(last["draft"], json!(null));
    window.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_half_filled_when_the_program_is_killed_is_there_again() -> Result<(), Failure> {
    let mut sample = Sample::open(Size::SMALL).await?;
    let window = &mut sample.window;
    window.press("Ctrl+N").await?;
    window.fill("标题", "园区北门夜间不让进").await?;
    tokio::time::sleep(AT_MOST).await;
    window.kill().await?;
    window.reopen().await?;
    window.find(".shell").await?;
    window.press("Ctrl+N").await?;
    window.see("上次没写完，已为您恢复。").await?;
    window.see_value("标题", "园区北门夜间不让进").await?;
    // Given up, it is given up for good.
    window.click_text("button", "重新填写").await?;
    window.see_value("标题", "").await?;
    tokio::time::sleep(AT_MOST).await;
    window.kill().await?;
    window.reopen().await?;
    window.find(".shell").await?;
    window.press("Ctrl+N").await?;
    window.focus_on("企业").await?;
    window.see_value("标题", "").await?;
    window.close().await
}
