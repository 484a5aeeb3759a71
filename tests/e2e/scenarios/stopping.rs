//! A long import shows how far it is; Esc stops it, and nothing of it stays.

use std::fmt::Write;

use reception_tests::window::{Failure, Size};
use serde_json::{Value, json};

use crate::sample::{Sample, path_of};

/// Enough to be seen under way on any machine.
const ROWS: usize = 6_000;

#[tokio::test(flavor = "multi_thread")]
async fn a_long_import_is_stopped_by_esc_and_leaves_nothing() -> Result<(), Failure> {
    let mut sample = Sample::open(Size::SMALL).await?;
    let window = &mut sample.window;
    let file = window.folders().home.join("旧台账.csv");
    let mut text = String::from("日期,企业名称,诉求内容,办理情况\n");
    for row in 0..ROWS {
        writeln!(
            text,
            "2023.3.{},川江{}号有限公司,第 {row} 段道路破损,办理中",
            row % 28 + 1,
            row / 4
        )?;
    }
    std::fs::write(&file, text)?;
    let all = json!({
        "filter": {}, "sort": "number", "is_descending": true, "limit": 9, "offset": 0,
    });
    let before = window.call("list_ledger", all.clone()).await?["total"].clone();

    window.run::<Value>("location.hash = '#/settings/import'; return null", vec![]).await?;
    window.marked("import-choose").await?;
    window.answer_dialog(Some(&file))?;
    window.tab_to("选文件").await?;
    window.press("Enter").await?;
    let accept = "导入 6,000 行";
    window.see_in("[data-test=import-accept]", accept).await?;
    window.tab_to(accept).await?;
    window.press("Enter").await?;
    window.see_in("[data-test=import-progress]", "/ 6000").await?;
    if let Some(pictures) = path_of("RECEPTION_PICTURES") {
        window.picture(&pictures.join("import-under-way.png")).await?;
    }
    window.press("Esc").await?;
    window.see_in("[data-test=import-stopped]", "已取消，一行也没有导入").await?;
    if let Some(pictures) = path_of("RECEPTION_PICTURES") {
        window.picture(&pictures.join("import-stopped.png")).await?;
    }
    let after = window.call("list_ledger", all).await?["total"].clone();
    assert_eq!(after, before);
    assert_eq!(window.call("list_imports", json!({})).await?["imports"], json!([]));
    // The file is still at hand: the same can be begun again.
    window.see_in("[data-test=import-accept]", accept).await?;
    window.close().await
}
