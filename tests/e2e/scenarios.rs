//! Scenarios of domain.md (e) in the real window, with the keys a clerk strikes.

mod around;
mod clue;
mod desk;
mod import;
mod stopping;

use reception_tests::book::{Book, workbook};
use reception_tests::window::{Failure, Window};
use serde_json::{Value, json};

use desk::{Desk, NOW, completion};

#[tokio::test(flavor = "multi_thread")]
async fn s02_the_window_refuses_a_completion_and_names_the_unit_that_owes() -> Result<(), Failure> {
    let mut desk = Desk::received(NOW, 3, "open").await?;
    desk.agree(1).await?;
    desk.agree(2).await?;
    let owing = desk.task(3).await?["unit_name"].as_str().unwrap_or_default().to_owned();
    desk.open().await?;
    desk.act("登记办结报告").await?;
    report(&desk.sample.window).await?;
    let window = &desk.sample.window;
    window.press("Ctrl+Enter").await?;
    window.see_in("[role=alert]", &format!("协办单位还没有反馈：{owing}")).await?;
    window.see_value("办理结果", "已接通。").await?;
    assert_eq!(desk.now().await?["state"], "in_progress", "nothing is half saved");

    desk.agree(3).await?;
    desk.open().await?;
    desk.act("登记办结报告").await?;
    desk.sample.window.see_value("办理结果", "已接通。").await?;
    desk.sample.window.press("Ctrl+Enter").await?;
    desk.until("completion_review").await?;
    desk.sample.window.close().await
}

/// Fills the report of completion in.
async fn report(window: &Window) -> Result<(), Failure> {
    for (field, text) in [
        ("单位负责人", "周局长"),
        ("办理经过", "现场勘查后架设专线。"),
        ("办理结果", "已接通。"),
        ("证据清单", "送电单一份"),
    ] {
        window.fill(field, text).await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn s06_the_window_counts_fifteen_working_days_over_two_holidays() -> Result<(), Failure> {
    let mut desk = Desk::received(NOW, 0, "open").await?;
    assert_eq!(desk.now().await?["due_on"], "2026-10-21");
    desk.open().await?;
    let window = &desk.sample.window;
    // The side pane and its ruler, day by day.
    window.see_in(".demand-page", "10月21日").await?;
    window.see_in(".ruler", "中秋").await?;
    window.see_in(".ruler", "国庆").await?;
    desk.slip().await?;
    desk.sample.window.see("10月21日").await?;
    desk.sample.window.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn s26_the_window_names_an_anonymous_enterprise_only_when_opened() -> Result<(), Failure> {
    let mut desk = Desk::received(NOW, 0, "anonymous").await?;
    let name = desk.enterprise["name"].as_str().unwrap_or_default().to_owned();
    desk.open().await?;
    let window = &desk.sample.window;
    window.see_in(".demand-page", "某企业").await?;
    assert!(!window.text().await?.contains(&name), "hidden on its page");
    window.press("N").await?;
    window.see_in(".demand-page", &name).await?;
    window.press("Ctrl+K").await?;
    window.focus_on("查找、执行").await?;
    window.type_text("三号冷库增容送电").await?;
    window.see_in(".palette", "某企业").await?;
    window.press("Esc").await?;
    window.gone(".palette").await?;
    desk.slip().await?;
    let window = &desk.sample.window;
    window.see("某企业").await?;
    assert!(!window.text().await?.contains(&name), "hidden on its slip");
    desk.sample.window.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn s36_the_window_lights_yellow_then_red_with_the_chase_filled_in() -> Result<(), Failure> {
    let mut desk = Desk::received(NOW, 0, "open").await?;
    let row = format!("[data-test=\"case-{}\"]", desk.id.as_str().unwrap_or_default());
    // Due 2026-10-21: the working day before, then the third one after.
    desk.at("2026-10-20T01:00:00Z").await?;
    desk.sample.window.go("db", "督办").await?;
    desk.sample.window.see_in(&row, "剩 1 个工作日").await?;
    assert_eq!(desk.now().await?["light"], "yellow");
    desk.at("2026-10-26T01:00:00Z").await?;
    desk.sample.window.go("db", "督办").await?;
    let window = &desk.sample.window;
    window.see_in(&row, "逾期 3 个工作日").await?;
    window.see_in(&row, "催办单").await?;
    assert_eq!(desk.now().await?["light"], "red");
    let down_to = format!("return document.querySelector('{row}').className.includes('current')");
    window.press("Home").await?;
    for _ in 0..80 {
        if window.run::<bool>(&down_to, vec![]).await? {
            break;
        }
        window.press("Down").await?;
    }
    // What is red stands ticked already.
    window.see_in(&format!("{row}.ticked"), "催办单").await?;
    window.tab_to("签发人").await?;
    window.type_text("李卫东").await?;
    window.press("Ctrl+Enter").await?;
    window.marked("signed").await?;
    let chased = desk.now().await?;
    let acts = chased["handling"]["acts"].as_array().cloned().unwrap_or_default();
    let chase = acts.iter().find(|act| act["kind"] == "chase").ok_or("no chase was signed")?;
    assert_eq!(chase["body"]["overdue"], 3, "{chase}");
    desk.sample.window.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn s41_the_window_starts_a_second_round_and_keeps_the_first_rating() -> Result<(), Failure> {
    let mut desk = Desk::received(NOW, 0, "open").await?;
    desk.asked().await?;
    desk.open().await?;
    let window = &desk.sample.window;
    window.press("P").await?;
    for (field, entry) in [
        ("总体评价", "不满意"),
        ("不满意的原因", "时效"),
        ("企业认为问题是否解决", "没有解决"),
        ("承办单位是否联系过企业", "联系过"),
    ] {
        desk.tick(field, entry).await?;
    }
    let window = &desk.sample.window;
    window.press("Ctrl+Enter").await?;
    window.gone(".form-drawer").await?;
    window.press("P").await?;
    window.fill("重办原因和要求", "雨后仍断电。").await?;
    window.fill("批准人", "沈例成").await?;
    window.press("Ctrl+Enter").await?;
    desk.until("in_progress").await?;
    let again = desk.now().await?;
    assert_eq!(again["handling"]["round"], 1);
    assert_eq!(again["due_on"], "2026-10-08", "five working days over Mid-Autumn and National Day");
    let window = &desk.sample.window;
    window.see_in("[data-test=rating]", "不满意").await?;
    window.see_in("[data-test=rating]", "第 1 轮").await?;
    desk.sample.window.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn s51_the_window_takes_the_good_rows_of_a_packet_and_lists_the_rest() -> Result<(), Failure>
{
    let mut desk = Desk::issued(NOW, 1, "open").await?;
    let outside = desk.sample.window.folders().home.join("工作包");
    std::fs::create_dir_all(&outside)?;
    let mut books = Vec::new();
    for place in 0..2 {
        let folder = outside.join(place.to_string());
        std::fs::create_dir_all(&folder)?;
        let input = json!({ "units": [desk.units[place]], "folder": folder, "job": "packets" });
        let made = desk.sample.window.call("make_packets", input).await?;
        let unit = made["packets"][0]["folder"].as_str().ok_or("no packet was made")?.to_owned();
        books.push(Book::open(&workbook(&folder.join(unit))));
    }
    let [book, other] = &mut books[..] else { return Err("two units".into()) };
    let task = (0..u32::try_from(book.tasks())?)
        .find(|row| book.text(*row, "标题").contains("三号冷库"))
        .ok_or("the task is not in its packet")?;
    other.fill(0, &RECEIPT);
    book.fill(task, &RECEIPT).paste(other, 0);
    let path = outside.join("交回.xlsx");
    book.save(&path);
    let window = &desk.sample.window;
    window.go("db", "督办").await?;
    window.marked("take-packet").await?;
    window.answer_dialog(Some(&path))?;
    window.press("R").await?;
    window.see_in("[data-test=return-dialog]", "这一行不是本单位的任务").await?;
    let refused = outside.join("退回.xlsx");
    window.answer_dialog(Some(&refused))?;
    window.press("Ctrl+E").await?;
    window.file(&refused).await?;
    window.press("Ctrl+Enter").await?;
    window.see_in("[data-test=return-counts]", "已登记").await?;
    assert_eq!(desk.now().await?["state"], "in_progress");
    assert_eq!(
        desk.task(1).await?["state"],
        "awaiting_receipt",
        "the other unit's row was refused"
    );
    let list = reception_tests::book::list(&refused);
    assert!(list.contains("这一行不是本单位的任务"), "{list}");
    desk.sample.window.close().await
}

const RECEIPT: [(&str, &str); 3] =
    [("签收人", "罗示川"), ("签收日期", "2026-09-23"), ("签收方式", "当面")];

/// What a scenario does not look at itself.
impl Desk {
    /// Takes the demand from its handling to the rating form sent.
    async fn asked(&self) -> Result<Value, Failure> {
        self.step("complete_demand", completion()).await?;
        let talk = completion()["body"]["contact"].clone();
        let reply = json!({ "reviewer": "陈启文", "body": {
            "facts": "贵公司反映三号冷库送电受阻。", "process": "经现场勘查，架设专线。",
            "result": "已接通。", "basis": "", "follow_up": "", "served": talk,
        }});
        self.step("reply_demand", reply).await?;
        self.step("ask_rating", json!({})).await
    }
}
