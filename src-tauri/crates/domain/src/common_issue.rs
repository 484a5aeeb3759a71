//! Common issues (共性问题): one matter that several enterprises asked, taken up once (举一反三,
//! domain.md (a) S4) or handed in as a motion or an opinion (domain.md (a) S0).

use crate::terms::terms;

terms! {
    /// Where a common issue stands.
    pub enum IssueState {
        Handling = "handling", "办理中";
        Solved = "solved", "已解决";
        HandedIn = "handed_in", "已转提案";
    }
}

terms! {
    /// What a common issue is handed in as.
    pub enum ProposalKind {
        Motion = "motion", "提案";
        Opinion = "opinion", "社情民意";
    }
}

terms! {
    /// What is done with a common issue.
    pub enum IssueAction {
        Change = "change", "修改";
        Settle = "settle", "解决";
        HandIn = "hand_in", "转提案";
        Reopen = "reopen", "重新办理";
    }
}

/// One demand alone is no common issue.
pub const DEMANDS_MIN: usize = 2;
/// So many enterprises that asked the same within a year make a matter worth proposing.
pub const FIRMS_PROPOSED: usize = 3;

impl IssueState {
    /// Returns the state after an action; none where it is not allowed. What was handed in may be
    /// handed in again: a number or an answer that came later is written to it.
    #[must_use]
    pub fn after(self, action: IssueAction) -> Option<Self> {
        match (self, action) {
            (state, IssueAction::Change) => Some(state),
            (Self::Handling | Self::HandedIn, IssueAction::Settle) => Some(Self::Solved),
            (Self::Handling | Self::HandedIn, IssueAction::HandIn) => Some(Self::HandedIn),
            (Self::Solved | Self::HandedIn, IssueAction::Reopen) => Some(Self::Handling),
            (Self::Solved, IssueAction::Settle | IssueAction::HandIn)
            | (Self::Handling, IssueAction::Reopen) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::Term;

    #[test]
    fn every_end_can_be_taken_up_again_and_none_is_ended_twice() {
        for state in IssueState::ALL {
            assert_eq!(state.after(IssueAction::Change), Some(*state));
            let is_over = *state != IssueState::Handling;
            assert_eq!(state.after(IssueAction::Reopen).is_some(), is_over);
        }
        assert_eq!(IssueState::Solved.after(IssueAction::Settle), None);
        assert_eq!(IssueState::HandedIn.after(IssueAction::Settle), Some(IssueState::Solved));
    }
}
