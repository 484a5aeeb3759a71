//! The sitting, typed while people talk.

use reception_tests::naxi::{DEMANDS, DUE_WORDS, Demand, FIRM_SHORT, LEADER, LIMIT, UNITS};
use reception_tests::window::Failure;

use super::Desk;

/// Held from the first sign of life to the slip that is proposed at its end.
pub(super) async fn hold(desk: &Desk) -> Result<(), Failure> {
    let window = &desk.window;
    window.go("xcjl", "现场记录").await?;
    window.see_in(".screen", "开始记录").await?;
    desk.picture("sittings").await?;
    window.press("Enter").await?;
    window.focus_on("记录内容").await?;
    window.see("进行中").await?;

    // Who is here: in the agenda a letter says it.
    window.press("Shift+F6").await?;
    window.tab_to(&format!("1 {FIRM_SHORT}")).await?;
    window.press("D").await?;
    for _ in &UNITS {
        window.press("Down").await?;
        window.press("D").await?;
    }
    window.see("7 家 · 到会 7 家").await?;
    window.press("Esc").await?;
    window.focus_on("记录内容").await?;
    desk.picture("arrived").await?;

    for (at, demand) in DEMANDS.iter().enumerate() {
        raise(desk, at + 1, demand).await?;
    }
    desk.picture("four-demands").await?;
    window.see("签发所需已齐").await?;
    end(desk).await
}

/// The firm asks, the leader assigns: no key but those of the minutes.
async fn raise(desk: &Desk, ordinal: usize, demand: &Demand) -> Result<(), Failure> {
    let window = &desk.window;
    window.press("F1").await?;
    window.type_text(demand.said).await?;
    window.press("Ctrl+Enter").await?;
    window.marked(&format!("demand-block-{ordinal}")).await?;
    window.focus_on("记录内容").await?;

    window.press("F3").await?;
    window.see_value("发言人", LEADER.0).await?;
    window.type_text("由").await?;
    complete(desk, "@", &UNITS[demand.lead], "Enter").await?;
    window.type_text("牵头，").await?;
    for (at, unit) in demand.assists.iter().enumerate() {
        if at > 0 {
            window.type_text("、").await?;
        }
        complete(desk, "@", &UNITS[*unit], "Shift+Enter").await?;
    }
    window.type_text("配合，").await?;
    if ordinal == 1 {
        desk.picture("completing").await?;
    }
    window.type_text(&format!("/{LIMIT}")).await?;
    window.see_in(CHOICE, "15 个工作日").await?;
    window.press("Enter").await?;
    window.type_text("内办好。#").await?;
    window.type_text(demand.category.2).await?;
    window.see_in(CHOICE, demand.category.1).await?;
    window.press("Enter").await?;
    window.type_text("!j").await?;
    window.see_in(CHOICE, "急").await?;
    window.press("Enter").await?;
    let block = format!("[data-test=demand-block-{ordinal}]");
    window.see_in(&block, DUE_WORDS).await?;
    window.see_in(&block, demand.category.1).await?;
    window.press("Enter").await?;

    // Title first; Tab walks on to what the units are to do.
    window.press("Tab").await?;
    window.focus_on("标题").await?;
    window.type_text(demand.title).await?;
    window.fill("责任人", demand.responsible).await?;
    window.fill("办理要求", demand.requirement).await?;
    desk.picture(&format!("demand-{ordinal}")).await?;
    window.press("Enter").await?;
    window.focus_on("记录内容").await?;
    window.see_in(&block, demand.title).await
}

const CHOICE: &str = ".choice[aria-selected=\"true\"]";

/// Types a sign with initials and takes the unit it finds.
async fn complete(
    desk: &Desk,
    sign: &str,
    unit: &reception_tests::naxi::Unit,
    key: &str,
) -> Result<(), Failure> {
    let window = &desk.window;
    window.type_text(&format!("{sign}{}", unit.initials)).await?;
    window.see_in(CHOICE, unit.name).await?;
    window.press(key).await?;
    window.gone(".choices").await
}

async fn end(desk: &Desk) -> Result<(), Failure> {
    let window = &desk.window;
    window.press("Alt+E").await?;
    window.see("记录 8 条，诉求 4 项。").await?;
    desk.picture("ending").await?;
    window.press("Ctrl+Enter").await?;
    window.see("拟交办单 1 张").await?;
    desk.picture("ended").await?;
    window.tab_to("拟交办单").await?;
    window.press("Enter").await
}
