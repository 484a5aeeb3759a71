//! Before the day: the office, its directories, the planned sitting.

use reception_tests::naxi::{
    DEPUTY, FIRM, FIRM_SHORT, HELD_ON, LEADER, REPRESENTATIVE, SERIES, TITLE, UNITS,
};
use reception_tests::window::Failure;

use super::Desk;

pub(super) const CLERK: &str = "周敏";
pub(super) const PREFIX: &str = "纳工商联交";
pub(super) const PLACE: &str = "区政务中心三楼会议室";

/// An empty office asks for what a slip's head needs.
pub(super) async fn first_run(desk: &Desk) -> Result<(), Failure> {
    let window = &desk.window;
    window.marked("first-run").await?;
    window.focus_on("行政区").await?;
    window.type_text("纳溪区").await?;
    window.fill("行政区划代码", "510503").await?;
    // Name and mark follow the district; only the number is this office's own.
    window.fill("机关代字", PREFIX).await?;
    window.fill("您的姓名", CLERK).await?;
    window.fill("岗位", "办公室").await?;
    window.see("纳溪区民营企业接待日交办单").await?;
    desk.picture("first-run").await?;
    window.press("Ctrl+Enter").await?;
    window.see("纳溪区工商业联合会").await?;
    window.see("现在要办").await?;
    desk.picture("empty-home").await
}

/// One firm, seven units, two leaders, typed one after the other.
pub(super) async fn directories(desk: &Desk) -> Result<(), Failure> {
    let window = &desk.window;
    window.go("xjqy", "新建企业").await?;
    window.focus_on("名称").await?;
    window.type_text(FIRM).await?;
    window.fill("简称", FIRM_SHORT).await?;
    // Lower case, as it is read from a scan; the field puts it right.
    window.fill("统一社会信用代码", "91510503ma62000110").await?;
    window.fill("镇街", "安富街道").await?;
    window.fill("人员第 1 位的姓名", REPRESENTATIVE).await?;
    window.fill("人员第 1 位的职务", "董事长").await?;
    window.fill("人员第 1 位的电话", "13800005678").await?;
    desk.picture("firm").await?;
    window.press("Ctrl+Enter").await?;
    window.gone(".firm-form").await?;
    window.see(FIRM).await?;
    desk.picture("firm-page").await?;

    open_list(desk, 1).await?;
    window.see("没有单位").await?;
    for unit in &UNITS {
        window.press("Insert").await?;
        window.focus_on("名称").await?;
        window.type_text(unit.name).await?;
        window.fill("简称", unit.short_name).await?;
        window.press("Ctrl+Enter").await?;
        window.gone("[aria-label=单位登记]").await?;
        window.see_in(".dir-row", unit.name).await?;
    }
    desk.picture("units").await?;

    open_list(desk, 2).await?;
    window.see("没有领导").await?;
    for (name, post) in [LEADER, DEPUTY] {
        window.press("Insert").await?;
        window.see_in("h2", "新建领导").await?;
        window.focus_on("姓名").await?;
        window.type_text(name).await?;
        window.fill("职务", post).await?;
        window.press("Ctrl+Enter").await?;
        window.see_in(".dir-row", name).await?;
    }
    desk.picture("leaders").await
}

/// Opens a list of the directory: enterprises, units, leaders.
async fn open_list(desk: &Desk, at: usize) -> Result<(), Failure> {
    let window = &desk.window;
    window.go("qyydw", "企业与单位").await?;
    // The keyboard may stand in the list already, which is named as its tab is.
    let is_tab = "return document.activeElement.getAttribute('role') === 'tab'";
    for _ in 0..40 {
        if window.run::<bool>(is_tab, vec![]).await? {
            break;
        }
        window.press("Tab").await?;
    }
    for _ in 0..at {
        window.press("Right").await?;
    }
    Ok(())
}

/// The sitting of the day with its firm and its units.
pub(super) async fn plan(desk: &Desk) -> Result<(), Failure> {
    let window = &desk.window;
    window.go("xjjdhd", "新建接待活动").await?;
    window.see_in("h1", "新接待活动").await?;
    window.fill("活动名称", TITLE).await?;
    window.fill("总期号", &SERIES.to_string()).await?;
    window.fill("日期", HELD_ON).await?;
    window.fill("地点", PLACE).await?;
    window.pick("接待领导", "zmy", LEADER.0).await?;
    window.pick("邀请企业", "cjgjg", FIRM).await?;
    for unit in &UNITS {
        window.pick("参加单位", unit.initials, unit.name).await?;
    }
    desk.picture("plan").await?;
    window.press("Ctrl+Enter").await?;
    window.gone(".reception-form").await?;
    desk.picture("planned").await
}
