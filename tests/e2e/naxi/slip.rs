//! From the proposal to the issued slip: review, 批示, the leader's pen, the number.

use reception_tests::naxi::{
    DEMANDS, DEPUTY, DUE_WORDS, FIRM, INSTRUCTION, LEADER, PROPOSAL, REVIEWER,
};
use reception_tests::window::Failure;

use super::Desk;

/// The pen's way in shares of the pad: two characters in a hurry.
const NAME: [&[(f64, f64)]; 4] = [
    &[(0.30, 0.22), (0.29, 0.45), (0.27, 0.68), (0.22, 0.88)],
    &[(0.30, 0.22), (0.40, 0.20), (0.44, 0.24), (0.44, 0.60), (0.43, 0.84), (0.40, 0.80)],
    &[(0.33, 0.42), (0.36, 0.40), (0.41, 0.40), (0.33, 0.58), (0.41, 0.58)],
    &[(0.56, 0.20), (0.60, 0.48), (0.66, 0.30), (0.62, 0.55), (0.58, 0.80), (0.72, 0.76)],
];

/// Takes the slip that the sitting left through every hand.
pub(super) async fn sign_and_issue(desk: &Desk) -> Result<(), Failure> {
    let window = &desk.window;
    window.see_in("[data-test=slip-state]", "拟办中").await?;
    window.see_value("拟办意见", PROPOSAL).await?;
    window.pick("建议牵头领导", "lsh", DEPUTY.0).await?;
    window.fill("审核人", REVIEWER).await?;
    desk.picture("proposal").await?;
    take_step(desk).await?;
    window.see_in("[data-test=slip-state]", "待审核").await?;
    take_step(desk).await?;
    window.see_in("[data-test=slip-state]", "待签批").await?;

    window.fill("领导批示", INSTRUCTION).await?;
    window.see_value("签批领导", LEADER.0).await?;
    window.see_value("牵头领导", DEPUTY.0).await?;
    window.draw(".sign-pad canvas", &NAME).await?;
    window.see(&format!("共 {} 笔", NAME.len())).await?;
    desk.picture("instruction").await?;
    take_step(desk).await?;
    window.see("签发并取号").await?;
    desk.picture("instructed").await?;
    take_step(desk).await?;
    // The number is not taken by the key that asked for it.
    window.find("[data-test=issue-confirm][data-ready=true]").await?;
    window.press("Enter").await?;
    window.see_in("[data-test=slip-state]", "已签发").await?;
    window.see("纳工商联交〔2023〕1号").await?;
    window.see(FIRM).await?;
    for demand in &DEMANDS {
        window.see_in(".slip-item", demand.title).await?;
    }
    window.see(DUE_WORDS.trim_start_matches("2023年")).await?;
    desk.picture("issued").await
}

/// Takes the slip's next step once it can be taken: a save under way keeps the key back.
async fn take_step(desk: &Desk) -> Result<(), Failure> {
    desk.window.find("[data-test=slip-main][aria-disabled=false]").await?;
    desk.window.press("Ctrl+Enter").await
}
