//! Scenario 52: an old ledger is read, looked at, taken over and taken back.

use reception_tests::window::{Failure, Size};
use serde_json::{Value, json};

use crate::sample::{Sample, path_of};

/// A head over the headings, dates as people write them, a unit nobody knows and a row without
/// its enterprise; spreadsheets of offices save csv as GB 18030.
const LEDGER: &str = "2023年企业诉求台账,,,,,,\n\
    序号,企业名称,提出日期,反映问题,承办单位,办理情况,备注\n\
    1,川江某甲机械有限公司,2023.3.5,厂区门口道路破损货车进不来,区某某局,已办结,\n\
    2,川江某乙食品有限公司,约3月,希望协调贷款五百万元,区某某局,办理中,\n\
    3,,2023-04-01,没有企业名称的一行,区某某局,办结,\n";

#[tokio::test(flavor = "multi_thread")]
async fn s52_the_window_takes_an_old_ledger_over_and_back() -> Result<(), Failure> {
    let mut sample = Sample::open(Size::SMALL).await?;
    let window = &mut sample.window;
    let file = window.folders().home.join("旧台账.csv");
    let (bytes, _, _) = encoding_rs::GB18030.encode(LEDGER);
    std::fs::write(&file, bytes)?;
    let total = |answer: &Value| answer["total"].as_i64().unwrap_or_default();
    let all = json!({
        "filter": {}, "sort": "number", "is_descending": true, "limit": 9, "offset": 0,
    });
    let before = total(&window.call("list_ledger", all.clone()).await?);

    window.run::<Value>("location.hash = '#/settings/import'; return null", vec![]).await?;
    window.marked("import-choose").await?;
    window.answer_dialog(Some(&file))?;
    window.tab_to("选文件").await?;
    window.press("Enter").await?;
    window.see_in(".import-verdicts", "需改正 1").await?;
    window.see_in(".screen", "川江某甲机械有限公司").await?;
    if let Some(pictures) = path_of("RECEPTION_PICTURES") {
        window.picture(&pictures.join("s52-preview.png")).await?;
    }
    window.tab_to("导入 2 行").await?;
    window.press("Enter").await?;
    window.see_in("[data-test=import-done]", "已导入 2 行").await?;
    let list = window.call("list_ledger", all.clone()).await?;
    assert_eq!(total(&list), before + 2);
    if let Some(pictures) = path_of("RECEPTION_PICTURES") {
        window.picture(&pictures.join("s52-done.png")).await?;
    }
    let past = window.call("list_imports", json!({})).await?;
    let undo = json!({
        "id": past["imports"][0]["id"], "version": past["imports"][0]["version"],
        "reason": "选错了文件",
    });
    window.call("undo_import", undo).await?;
    assert_eq!(total(&window.call("list_ledger", all).await?), before, "all of it is taken back");
    window.close().await
}
