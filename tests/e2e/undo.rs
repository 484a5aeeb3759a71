//! `Ctrl Z` in a running sitting takes back the newest act, whatever it was, and nothing else.

use reception_tests::window::{Failure, Size, Window};
use serde_json::{Value, json};

use crate::sample::Sample;

/// What the record holds now: the entries' words, and each demand's title, state and quotes.
async fn record(window: &Window, id: &str) -> Result<(Value, Value), Failure> {
    let minutes = window.call("get_minutes", json!({ "id": id })).await?;
    let list = |name: &str| minutes[name].as_array().cloned().unwrap_or_default();
    let entries = list("entries").iter().map(|entry| entry["text"].clone()).collect();
    let demands = list("demands")
        .iter()
        .map(|one| json!([one["fields"]["title"], one["state"], one["quotes"]]))
        .collect();
    Ok((entries, demands))
}

/// Waits until the record holds `count` demands.
async fn until(window: &Window, id: &str, count: usize) -> Result<(Value, Value), Failure> {
    for _ in 0..50 {
        let now = record(window, id).await?;
        if now.1.as_array().map(Vec::len) == Some(count) {
            return Ok(now);
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    Err(format!("{count} demands do not come: {}", record(window, id).await?.1).into())
}

#[tokio::test(flavor = "multi_thread")]
async fn split_join_and_answer_are_taken_back_as_they_were() -> Result<(), Failure> {
    let mut sample = Sample::open(Size::DESK).await?;
    let id = sample.running().await?;
    let window = &mut sample.window;
    window.go("xcjl", "现场记录").await?;
    window.focus_on("记录内容").await?;
    let before = record(window, &id).await?.1.as_array().map_or(0, Vec::len);
    window.press("F1").await?;
    for (count, words) in [(1, "通行证一月一办，年年跑。"), (2, "夜间不准装卸，货进不了门。")]
    {
        window.type_text(words).await?;
        window.press("Ctrl+Enter").await?;
        until(window, &id, before + count).await?;
        window.focus_on("记录内容").await?;
    }
    let two = record(window, &id).await?;

    window.press("Ctrl+D").await?;
    window.focus_on("拆出的诉求").await?;
    window.press("Enter").await?;
    until(window, &id, before + 3).await?;
    window.focus_on("记录内容").await?;
    window.press("Ctrl+Z").await?;
    assert_eq!(until(window, &id, before + 2).await?, two);

    window.focus_on("记录内容").await?;
    window.press("Ctrl+M").await?;
    until(window, &id, before + 1).await?;
    window.focus_on("记录内容").await?;
    window.press("Ctrl+Z").await?;
    assert_eq!(until(window, &id, before + 2).await?, two);
    window.focus_on("记录内容").await?;

    // The answer, its key struck twice: no demand of the leader's sentence.
    window.press("F3").await?;
    window.type_text("明天起放开，请交警大队落实。#sc").await?;
    window.see_in(".choice[aria-selected=\"true\"]", "市场").await?;
    window.press("Enter").await?;
    window.gone(".choice").await?;
    window.press("Enter").await?;
    window.see_value("记录内容", "").await?;
    let asked = record(window, &id).await?.1;
    window.press("Alt+Enter").await?;
    window.focus_on("答复内容").await?;
    window.press("Ctrl+Enter").await?;
    window.press("Ctrl+Enter").await?;
    window.gone("[data-test=answer-words]").await?;
    window.focus_on("记录内容").await?;
    window.press("Ctrl+Enter").await?;
    tokio::time::sleep(std::time::Duration::from_millis(600)).await;
    let answered = until(window, &id, before + 2).await?;
    assert!(answered.1.to_string().contains("answered_on_site"), "{}", answered.1);
    window.press("Ctrl+Z").await?;
    let newest = asked.as_array().map_or(0, Vec::len) - 1;
    assert_eq!(asked[newest][1], "draft");
    let mut opened = record(window, &id).await?;
    for _ in 0..50 {
        if opened.1 == asked {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        opened = record(window, &id).await?;
    }
    assert_eq!(opened.1, asked, "the answer was not taken back");
    assert_eq!(opened.0, answered.0, "the sentence was taken back with the answer");
    window.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_struck_off_by_mistake_is_back_with_both_times() -> Result<(), Failure> {
    let mut sample = Sample::open(Size::DESK).await?;
    let id = sample.running().await?;
    let window = &mut sample.window;
    let reception = window.call("get_reception", json!({ "id": id })).await?;
    let guest = reception["guests"][0]["id"].clone();
    for (presence, at) in [("present", "2026-09-23T01:00:00Z"), ("left", "2026-09-23T02:00:00Z")] {
        let mark = json!({
            "reception_id": id, "guest_id": guest, "unit_id": null,
            "presence": presence, "at": at, "note": "提前走",
        });
        window.call("save_attendance", mark).await?;
    }
    let was = guest_now(window, &id).await?;
    assert!(was["arrived_at"].is_string() && was["left_at"].is_string(), "{was}");
    window.go("xcjl", "现场记录").await?;
    window.focus_on("记录内容").await?;
    let row = "document.querySelector('[data-test=guest-1]').focus(); return null";
    window.run::<Value>(row, vec![]).await?;
    window.press("X").await?;
    until_guest(window, &id, |guest| guest["presence"] == "absent").await?;
    window.press("Ctrl+Z").await?;
    let back = until_guest(window, &id, |guest| guest["presence"] == "left").await?;
    assert_eq!(back, was);
    window.close().await
}

/// The first guest as the core has it.
async fn guest_now(window: &Window, id: &str) -> Result<Value, Failure> {
    Ok(window.call("get_reception", json!({ "id": id })).await?["guests"][0].clone())
}

/// Waits until the first guest is as said.
async fn until_guest(
    window: &Window,
    id: &str,
    is_so: impl Fn(&Value) -> bool,
) -> Result<Value, Failure> {
    for _ in 0..50 {
        let guest = guest_now(window, id).await?;
        if is_so(&guest) {
            return Ok(guest);
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    Err(format!("the guest stays {}", guest_now(window, id).await?).into())
}
