//! What is done around the handling, in the real window (domain (a)): mediation, 专班, a street that
//! hands up, a supervisor's look, amounts by kind, photos of a sitting.

use std::path::Path;

use reception_tests::window::{Failure, Size, Window};
use serde_json::{Value, json};

use super::desk::{Desk, NOW};

/// Keeps pictures at both sizes where the person who runs the test asks for them.
async fn keep(window: &Window, name: &str) -> Result<(), Failure> {
    let Some(folder) = std::env::var_os("RECEPTION_PICTURES") else { return Ok(()) };
    for (size, mark) in [(Size::SMALL, "1366"), (Size::DESK, "1440")] {
        window.resize(size).await?;
        window.picture(&Path::new(&folder).join(format!("{name}-{mark}.png"))).await?;
    }
    Ok(())
}

async fn go(window: &Window, address: &str) -> Result<(), Failure> {
    let there = format!("location.hash = '#{address}'; return null");
    window.run::<Value>(&there, vec![]).await?;
    Ok(())
}

async fn saved(window: &Window) -> Result<(), Failure> {
    window.press("Ctrl+Enter").await?;
    window.gone(".form-drawer").await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_window_takes_what_is_done_around_the_handling() -> Result<(), Failure> {
    let mut desk = Desk::received(NOW, 0, "open").await?;
    let window = &desk.sample.window;
    let street = json!({
        "id": null, "version": 0, "name": "白果街道办事处", "short_name": "白果街道",
        "kind": "street", "rename_reason": "", "is_active": true, "liaisons": [],
    });
    window.call("save_unit", street).await?;

    go(window, "/directory/supervisor").await?;
    window.see_in(".ties", "还没有监督员").await?;
    window.press("Ctrl+N").await?;
    window.fill("姓名", "邹例岩").await?;
    window.fill("企业或商会", "川江机械厂").await?;
    window.fill("职务", "总经理").await?;
    saved(window).await?;
    window.see_in(".ties", "邹例岩").await?;
    keep(window, "supervisors").await?;

    desk.open().await?;
    desk.act("移送调解").await?;
    window.fill("调解组织", "区商会商事调解中心").await?;
    window.fill("涉及金额", "52万").await?;
    window.fill("纠纷情况", "与承建方的工程款纠纷，双方愿意调解。").await?;
    keep(window, "mediation-form").await?;
    saved(window).await?;
    window.see_in("[data-test=notices]", "移送区商会商事调解中心调解，还没有结果").await?;

    desk.act("成立专班").await?;
    window.fill("专班名称", "冷链用电专班").await?;
    window.fill("牵头人", "李卫东").await?;
    keep(window, "task-force-form").await?;
    window.fill("成员", "川江供电公司").await?;
    window.press("Ctrl+Enter").await?;
    window.see_in(".form-drawer", "第 1 位请写成“单位 姓名”").await?;
    window.fill("成员", "川江供电公司 邓例文；区发改局 何例舟").await?;
    saved(window).await?;

    desk.act("镇街上报区级").await?;
    window.pick("上报的镇街", "白果", "白果街道办事处").await?;
    window.fill("同意上报的人", "罗书记").await?;
    window.fill("上报原因", "涉及电网，超出街道职权。").await?;
    keep(window, "escalation-form").await?;
    saved(window).await?;

    desk.act("登记监督员回访").await?;
    window.pick("监督员", "邹", "邹例岩").await?;
    window.fill("发现情况", "约定周五送电，现场还没有人。").await?;
    keep(window, "inspection-form").await?;
    saved(window).await?;

    desk.act("登记调解结果").await?;
    window.fill("达成金额", "48万").await?;
    saved(window).await?;
    window.see_in("[data-test=mediations]", "达成 48 万元").await?;

    desk.act("登记办结报告").await?;
    for (field, text) in [
        ("单位负责人", "周局长"),
        ("办理经过", "现场勘查后架设专线。"),
        ("办理结果", "已接通。"),
        ("证据清单", "送电单一份"),
        ("贷款", "240万"),
        ("补贴、兑现", "12.5万"),
    ] {
        window.fill(field, text).await?;
    }
    keep(window, "completion-form").await?;
    window.press("Ctrl+Enter").await?;
    desk.until("completion_review").await?;
    window.gone(".form-drawer").await?;
    window.see_in("[data-test=outcomes]", "贷款").await?;
    window.see_in("[data-test=origin]", "白果街道办事处").await?;
    window.see_in("[data-test=task-force]", "李卫东牵头").await?;
    keep(window, "demand").await?;
    let now = desk.now().await?;
    let told = json!([
        { "kind": "loan", "fen": 240_000_000 },
        { "kind": "subsidy", "fen": 12_500_000 },
    ]);
    assert_eq!(now["outcomes"], told);

    go(window, "/reports").await?;
    window.see_in("[data-test=mediated]", "商事 1 件").await?;
    keep(window, "reports").await?;

    photos(window).await?;
    desk.sample.window.close().await
}

/// Photos of the sample's last sitting.
async fn photos(window: &Window) -> Result<(), Failure> {
    let list = window.call("list_receptions", json!({ "year": 2026, "query": "" })).await?;
    let held = |one: &&Value| one["state"] == "held";
    let held = list["receptions"].as_array().and_then(|all| all.iter().find(held)).cloned();
    let id = held.ok_or("no sitting was held")?["id"].clone();
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("../.readme");
    for name in ["home.png", "slip.png", "minutes.png"] {
        let input = json!({ "path": readme.join(name), "owner": "reception", "owner_id": id });
        window.call("attach_file", input).await?;
    }
    go(window, &format!("/minutes/{}", id.as_str().unwrap_or_default())).await?;
    window.see_in("[data-test=photos]", "照片 3 张").await?;
    window.find("[data-test=photo] img").await?;
    keep(window, "photos").await?;
    window.marked("photo").await?.click().await?;
    window.find("[data-test=photo-large]").await?;
    keep(window, "photo-large").await?;
    window.press("Right").await?;
    window.see("2 / 3").await
}
