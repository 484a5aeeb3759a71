//! The clue (线索): what points to somebody's misconduct, referred to the organ that looks into it
//! (transition 26, form F18, scenario 27).

use chrono::NaiveDate;

use crate::terms::terms;

/// What stands in the place of a title, a firm or a turn of the record once their words were
/// referred.
pub const RESTRICTED: &str = "（限级）";

terms! {
    /// Where a clue stands.
    pub enum ClueState {
        AwaitingSignatures = "awaiting_signatures", "待双签";
        Signed = "signed", "待发函";
        Sent = "sent", "已移送";
        Answered = "answered", "已反馈";
    }
}

terms! {
    /// Who signs the 移送函 before it takes its number (form F18 双签).
    pub enum ClueSigner {
        Leader = "leader", "领导";
        Officer = "officer", "保密管理员";
    }
}

/// What has been done with a clue, by its dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ClueDates {
    pub leader_signed_on: Option<NaiveDate>,
    pub officer_signed_on: Option<NaiveDate>,
    pub issued_on: Option<NaiveDate>,
    pub result_on: Option<NaiveDate>,
}

impl ClueDates {
    /// Returns where the clue stands: the letter goes out with both signatures only.
    #[must_use]
    pub fn state(self) -> ClueState {
        match self {
            Self { result_on: Some(_), .. } => ClueState::Answered,
            Self { issued_on: Some(_), .. } => ClueState::Sent,
            Self { leader_signed_on: Some(_), officer_signed_on: Some(_), .. } => ClueState::Signed,
            Self { .. } => ClueState::AwaitingSignatures,
        }
    }
}

/// Tells whether two signatures are those of two people (form F18 双签).
#[must_use]
pub fn are_two_people(leader: &str, officer: &str) -> bool {
    let bare = |name: &str| name.split_whitespace().collect::<String>();
    bare(leader) != bare(officer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clue_waits_for_both_signatures() {
        let day = "2026-09-23".parse().ok();
        let none = ClueDates::default();
        let one = ClueDates { leader_signed_on: day, ..none };
        let other = ClueDates { officer_signed_on: day, ..none };
        let both = ClueDates { officer_signed_on: day, ..one };
        let sent = ClueDates { issued_on: day, ..both };
        let answered = ClueDates { result_on: day, ..sent };
        let states = [none, one, other, both, sent, answered].map(ClueDates::state);
        assert_eq!(
            states,
            [
                ClueState::AwaitingSignatures,
                ClueState::AwaitingSignatures,
                ClueState::AwaitingSignatures,
                ClueState::Signed,
                ClueState::Sent,
                ClueState::Answered,
            ]
        );
    }

    #[test]
    fn one_name_is_one_person() {
        assert!(are_two_people("沈例成", "周敏"));
        assert!(!are_two_people("沈　例成", "沈例成"));
    }
}
