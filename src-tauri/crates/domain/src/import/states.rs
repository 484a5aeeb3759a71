//! States as ledgers word them, and what becomes of a demand that is taken over.

use crate::demand::DemandState;
use crate::terms::Term;

/// Words of a state, the first that is found decides: what is not yet done comes before what is.
const WORDS: &[(&str, DemandState)] = &[
    ("不予受理", DemandState::Declined),
    ("不受理", DemandState::Declined),
    ("转介", DemandState::Referred),
    ("撤回", DemandState::Withdrawn),
    ("撤销", DemandState::Withdrawn),
    ("并案", DemandState::Consolidated),
    ("终结", DemandState::Terminated),
    ("长期", DemandState::LongTerm),
    ("挂起", DemandState::Suspended),
    ("暂缓", DemandState::Suspended),
    ("现场答复", DemandState::AnsweredOnSite),
    ("当场答复", DemandState::AnsweredOnSite),
    ("未办结", DemandState::InProgress),
    ("未完成", DemandState::InProgress),
    ("未解决", DemandState::InProgress),
    ("未结", DemandState::InProgress),
    ("办理中", DemandState::InProgress),
    ("处理中", DemandState::InProgress),
    ("进行中", DemandState::InProgress),
    ("在办", DemandState::InProgress),
    ("正在", DemandState::InProgress),
    ("推进", DemandState::InProgress),
    ("跟进", DemandState::InProgress),
    ("待签收", DemandState::AwaitingReceipt),
    ("待回访", DemandState::AwaitingRating),
    ("待评价", DemandState::AwaitingRating),
    ("待审核", DemandState::PendingReview),
    ("已答复", DemandState::Replied),
    ("已回复", DemandState::Replied),
    ("销号", DemandState::Closed),
    ("办结", DemandState::Closed),
    ("完成", DemandState::Closed),
    ("解决", DemandState::Closed),
    ("结案", DemandState::Closed),
    ("完结", DemandState::Closed),
    ("归档", DemandState::Closed),
    ("已办", DemandState::Closed),
    ("受理", DemandState::Accepted),
    ("待交办", DemandState::Accepted),
    ("交办", DemandState::InProgress),
];

/// Reads a state: by its own word, by 是 and 否 (the heading asks whether it is done), or by what it
/// speaks of.
#[must_use]
pub fn read_state(text: &str) -> Option<DemandState> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if let Some(state) = DemandState::ALL.iter().find(|state| state.label() == text) {
        return Some(*state);
    }
    match text.as_str() {
        "是" | "√" | "✓" | "Y" | "y" | "已" => return Some(DemandState::Closed),
        "否" | "×" | "✗" | "X" | "x" | "N" | "n" | "未" => {
            return Some(DemandState::InProgress);
        }
        _ => {}
    }
    WORDS.iter().find(|(word, _)| text.contains(word)).map(|(_, state)| *state)
}

/// Returns the state a demand of another ledger takes up here. What is over stays as it ended. What a
/// unit still works on is 已受理: its clock runs only by a slip of this office, which is written anew
/// (transition 6). What was answered waits for its rating (transition 19).
#[must_use]
pub fn taken_over(state: DemandState) -> DemandState {
    use DemandState as S;
    match state {
        S::Declined
        | S::Referred
        | S::Closed
        | S::Terminated
        | S::Withdrawn
        | S::Consolidated
        | S::ClueReferred => state,
        S::Draft | S::PendingReview => state,
        S::AnsweredOnSite | S::Replied | S::AwaitingRating => S::AnsweredOnSite,
        S::Accepted
        | S::AwaitingInstruction
        | S::Instructed
        | S::AwaitingReceipt
        | S::Disputed
        | S::InProgress
        | S::Suspended
        | S::CompletionReview
        | S::LongTerm => S::Accepted,
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("已办结", DemandState::Closed)]
    #[case("办结销号", DemandState::Closed)]
    #[case("未办结", DemandState::InProgress)]
    #[case("正在协调解决", DemandState::InProgress)]
    #[case("已解决", DemandState::Closed)]
    #[case("是", DemandState::Closed)]
    #[case("待回访", DemandState::AwaitingRating)]
    #[case("已 受 理", DemandState::Accepted)]
    #[case("不予受理", DemandState::Declined)]
    fn words_of_ledgers_are_known(#[case] text: &str, #[case] state: DemandState) {
        assert_eq!(read_state(text), Some(state));
    }

    #[test]
    fn what_is_over_stays_over_and_what_is_open_stays_open() {
        for state in DemandState::ALL {
            assert_eq!(read_state(state.label()), Some(*state));
            assert_eq!(taken_over(*state).is_open(), state.is_open(), "{state:?}");
            // Its clock does not run: there is no slip of this office.
            assert!(!taken_over(*state).is_running(), "{state:?}");
        }
        assert_eq!(read_state("见备注"), None);
    }
}
