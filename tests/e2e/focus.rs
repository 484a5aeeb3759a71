//! Where the focus stands after each act, and what the keys of saving take along.

use std::path::Path;

use reception_tests::window::{Failure, Size, Window};
use serde_json::{Value, json};

use crate::sample::{Sample, path_of, text};

/// A dialog once opened stays in the page, out of sight.
const OPEN_DIALOG: &str = ".el-overlay:not([style*=none]) .el-dialog";
const NAME: [&[(f64, f64)]; 2] = [&[(0.2, 0.3), (0.5, 0.4), (0.7, 0.3)], &[(0.4, 0.2), (0.3, 0.8)]];

/// Goes to a place of the program.
async fn go_to(window: &Window, place: &str) -> Result<(), Failure> {
    let go = format!("location.hash = '#{place}'; return null");
    window.run::<Value>(&go, vec![]).await?;
    Ok(())
}

/// Keeps a picture when the run asks for pictures.
async fn picture(window: &Window, name: &str) -> Result<(), Failure> {
    match path_of("RECEPTION_PICTURES") {
        Some(folder) => window.picture(Path::new(&folder.join(format!("{name}.png")))).await,
        None => Ok(()),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn from_review_to_receipt_without_leaving_the_keys() -> Result<(), Failure> {
    let mut sample = Sample::open(Size::DESK).await?;
    let slip = sample.slip("drafting").await?;
    let window = &mut sample.window;
    go_to(window, &format!("/slips/{slip}")).await?;
    window.see_in("[data-test=slip-state]", "拟办中").await?;
    window.press("Ctrl+Enter").await?;
    window.see_in("[data-test=slip-state]", "待审核").await?;
    window.focus_on("审核人").await?;
    in_sight(window).await?;
    window.find("[data-test=slip-main][aria-disabled=false]").await?;
    window.press("Ctrl+Enter").await?;
    window.see("请填审核人的姓名").await?;
    window.focus_on("审核人").await?;
    picture(window, "focus-review").await?;
    window.type_text("陈启文").await?;
    window.press("Ctrl+Enter").await?;
    window.see_in("[data-test=slip-state]", "待签批").await?;
    window.focus_on("领导批示").await?;
    in_sight(window).await?;
    window.type_text("请牵头单位具体负责，迅速落实。").await?;
    window.draw(".sign-pad canvas", &NAME).await?;
    window.find("[data-test=slip-main][aria-disabled=false]").await?;
    window.press("Ctrl+Enter").await?;
    window.see_in("[data-test=slip-main]", "签发并取号").await?;
    window.focus_on("签发并取号").await?;
    in_sight(window).await?;
    window.find("[data-test=slip-main][aria-disabled=false]").await?;
    window.press("Ctrl+Enter").await?;
    window.see("不能退回").await?;
    window.find("[data-test=issue-confirm][data-ready=true]:focus").await?;
    window.press("Enter").await?;
    window.see_in("[data-test=slip-state]", "已签发").await?;
    window.focus_on("登记签收").await?;
    in_sight(window).await?;
    picture(window, "focus-issued").await?;
    window.press("Enter").await?;
    window.focus_on("签收人").await?;
    window.press("Ctrl+Enter").await?;
    window.see("请填签收人").await?;
    window.type_text("罗建国").await?;
    window.press("Ctrl+Enter").await?;
    window.see("1/").await?;
    window.gone(".receipt-form").await?;
    assert_ne!(window.focused().await?, "", "the focus is lost after a receipt");
    window.close().await
}

/// The list shows the open slip.
async fn in_sight(window: &Window) -> Result<(), Failure> {
    let script = "const row = document.querySelector('.slip-groups [aria-current]');
        const box = row.parentElement.closest('.slip-groups').getBoundingClientRect();
        const { top, bottom } = row.getBoundingClientRect();
        return top >= box.top - 1 && bottom <= box.bottom + 1";
    for _ in 0..20 {
        if window.run::<bool>(script, vec![]).await? {
            return Ok(());
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    Err("the open slip is out of sight in the list".into())
}

#[tokio::test(flavor = "multi_thread")]
async fn every_dialog_begins_at_its_first_field() -> Result<(), Failure> {
    let mut sample = Sample::open(Size::DESK).await?;
    let slip = sample.slip("under_review").await?;
    let running = sample.running().await?;
    let window = &mut sample.window;
    go_to(window, &format!("/slips/{slip}")).await?;
    window.see_in("[data-test=slip-state]", "待审核").await?;
    window.choose("更多", "作废").await?;
    window.see("作废交办单").await?;
    stays_on(window, "原因").await?;
    picture(window, "focus-void").await?;
    window.press("Esc").await?;
    window.gone(OPEN_DIALOG).await?;
    window.tab_to("退回").await?;
    window.press("Enter").await?;
    window.see("退回拟办").await?;
    stays_on(window, "原因").await?;
    window.press("Esc").await?;
    window.gone(OPEN_DIALOG).await?;

    window.go("sqtz", "诉求台账").await?;
    window.find("[data-test^=row-]").await?;
    window.press("Ctrl+E").await?;
    window.marked("export-dialog").await?;
    stays_on(window, "表头的期间").await?;
    window.press("Esc").await?;
    window.gone(OPEN_DIALOG).await?;

    go_to(window, &format!("/minutes/{running}")).await?;
    window.marked("composer").await?;
    window.press("Alt+E").await?;
    window.see_in(".el-dialog", "结束会议").await?;
    let first =
        if window.text().await?.contains("核对到会") { "核对到会" } else { "结束会议" };
    stays_on(window, first).await?;
    window.press("Esc").await?;
    window.gone(OPEN_DIALOG).await?;
    window.press("Ctrl+/").await?;
    stays_on(window, "全部按键").await?;
    window.close().await
}

/// The focus comes there and stays, also when the dialog stands and menus have closed.
async fn stays_on(window: &Window, name: &str) -> Result<(), Failure> {
    window.focus_on(name).await?;
    tokio::time::sleep(std::time::Duration::from_millis(700)).await;
    window.focus_on(name).await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_is_what_the_key_saves() -> Result<(), Failure> {
    let mut sample = Sample::open(Size::DESK).await?;
    let issued = sample.slip("issued").await?;
    let window = &mut sample.window;
    go_to(window, "/settings/office").await?;
    window.fill("每日截止时间", "25:99").await?;
    window.press("Ctrl+S").await?;
    window.see("时间不对").await?;
    picture(window, "focus-time").await?;
    window.focus_on("每日截止时间").await?;
    window.press("Ctrl+A").await?;
    window.type_text("1645").await?;
    window.press("Ctrl+S").await?;
    window.see("已保存").await?;
    let office = window.call("get_office", json!({})).await?;
    assert_eq!(text(&office, "/cut_off")?, "16:45");

    // A limit typed wrong and put right again leaves nothing behind.
    go_to(window, "/settings/limits").await?;
    window.fill("单位签收", "0").await?;
    window.press("Ctrl+S").await?;
    window.see("没有保存").await?;
    window.press("Ctrl+A").await?;
    window.type_text("1").await?;
    window.gone(".limits .field-error").await?;
    assert!(!window.text().await?.contains("没有保存"));
    picture(window, "focus-limits").await?;

    // A printer that refuses is no save that failed; what it was handed is counted.
    go_to(window, &format!("/slips/{issued}")).await?;
    window.see_in("[data-test=slip-state]", "已签发").await?;
    window.switch_printer(false)?;
    window.press("Ctrl+P").await?;
    window.see("没有印出").await?;
    window.see("已计入打印次数").await?;
    window.see("已送打印 1 次").await?;
    picture(window, "focus-print").await?;
    assert!(!window.text().await?.contains("没有保存"));
    window.switch_printer(true)?;
    window.press("Ctrl+P").await?;
    window.see("已送打印 2 次").await?;
    assert!(!window.text().await?.contains("没有印出"));
    window.close().await
}
