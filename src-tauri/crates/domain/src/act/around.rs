//! What the places do around the handling (domain (a)): what was carried out in yuan, mediation,
//! streets that hand up, task forces, supervisors who look again. None moves a demand's state.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Completion;
use crate::ids::{SupervisorId, UnitId};
use crate::money::Fen;
use crate::terms::{Term, terms};

terms! {
    /// What an amount carried out was (form F11 落实金额; domain (a): S0 mediation, S1 loans).
    pub enum OutcomeKind {
        Loan = "loan", "贷款";
        Subsidy = "subsidy", "补贴、兑现";
        Relief = "relief", "减免";
        Recovered = "recovered", "追回账款";
        Mediated = "mediated", "调解金额";
        Other = "other", "其他";
    }
}

terms! {
    /// What a mediated dispute is about: commercial and labour are published apart (domain (a) S0).
    pub enum MediationCause {
        Commercial = "commercial", "商事";
        Labour = "labour", "劳动";
    }
}

terms! {
    /// How a mediation ended.
    pub enum MediationResult {
        Reached = "reached", "成功";
        Failed = "failed", "不成功";
    }
}

bodies! {
    /// An amount carried out, of one kind.
    Outcome {
        kind: OutcomeKind,
        #[cfg_attr(feature = "bindings", ts(type = "number"))]
        fen: i64,
    }

    /// A dispute referred to a mediation body; its result is followed (domain (a) S0).
    Mediation {
        /// 调解组织.
        organ: String,
        cause: MediationCause,
        /// 涉及金额.
        #[cfg_attr(feature = "bindings", ts(type = "number | null"))]
        amount_fen: Option<i64>,
        reason: String,
        /// None while the body mediates.
        result: Option<MediationResult>,
        #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
        ended_on: Option<NaiveDate>,
        /// 达成金额; only of a mediation that succeeded.
        #[cfg_attr(feature = "bindings", ts(type = "number | null"))]
        agreed_fen: Option<i64>,
        words: String,
    }

    /// 区街联动: a street hands a demand up to the district (domain (a) S2).
    Escalation {
        from_unit_id: UnitId,
        /// Its name then.
        from_unit: String,
        reason: String,
        /// Who agreed to it.
        decided_by: String,
    }

    /// One of a 专班.
    TaskForceMember {
        unit: String,
        person: String,
    }

    /// 专班: who works on a hard matter together (domain (a) S4).
    TaskForce {
        name: String,
        leader: String,
        members: Vec<TaskForceMember>,
        /// None while it works.
        #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
        until_on: Option<NaiveDate>,
        result: String,
    }

    /// A 监督员 looked how a demand was handled (domain (a) S1: assign to follow-up).
    Inspection {
        supervisor_id: SupervisorId,
        /// His name then.
        supervisor: String,
        /// The unit he looked at; empty for the whole.
        unit: String,
        finding: String,
        /// Something is to be put right.
        is_trouble: bool,
    }
}

/// Returns what a report of completion says was carried out, by kind. Where it names the whole only,
/// nobody said what it was: 其他.
#[must_use]
pub fn outcomes_of(report: &Completion) -> Vec<Outcome> {
    let mut sums: BTreeMap<OutcomeKind, Vec<Fen>> = BTreeMap::new();
    for outcome in &report.outcomes {
        sums.entry(outcome.kind).or_default().push(Fen(outcome.fen));
    }
    if sums.is_empty() {
        sums.extend(report.amount_fen.map(|fen| (OutcomeKind::Other, vec![Fen(fen)])));
    }
    let outcome = |(kind, fens): (OutcomeKind, Vec<Fen>)| Outcome {
        kind,
        fen: fens.into_iter().sum::<Fen>().0,
    };
    sums.into_iter().map(outcome).filter(|outcome| outcome.fen != 0).collect()
}

impl Outcome {
    /// Returns how a list words it: `贷款 3,000,000 元`.
    #[must_use]
    pub fn words(&self) -> String {
        format!("{} {}", self.kind.label(), Fen(self.fen))
    }
}

impl TaskForce {
    /// Returns the members as one line: `区发改局张三、区财政局李四`.
    #[must_use]
    pub fn roster(&self) -> String {
        let one = |member: &TaskForceMember| format!("{}{}", member.unit, member.person);
        self.members.iter().map(one).collect::<Vec<_>>().join("、")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::handling::ResultClass;

    fn report(amount_fen: Option<i64>, outcomes: &[(OutcomeKind, i64)]) -> Completion {
        Completion {
            class: ResultClass::Solved,
            process: String::new(),
            result: String::new(),
            basis: String::new(),
            amount_fen,
            outcomes: outcomes.iter().map(|&(kind, fen)| Outcome { kind, fen }).collect(),
            evidence: String::new(),
            contact: None,
            similar: String::new(),
            left_over: String::new(),
            head: String::new(),
            reviewer: String::new(),
            return_reason: String::new(),
        }
    }

    #[test]
    fn amounts_are_told_by_kind_to_the_fen() {
        let told = outcomes_of(&report(
            Some(300_000_001),
            &[(OutcomeKind::Relief, 1), (OutcomeKind::Loan, 300_000_000), (OutcomeKind::Other, 0)],
        ));
        let words: Vec<String> = told.iter().map(Outcome::words).collect();
        assert_eq!(words, ["贷款 3,000,000 元", "减免 0.01 元"]);
    }

    #[test]
    fn a_report_of_old_names_the_whole_only() {
        let other = Outcome { kind: OutcomeKind::Other, fen: 12_345 };
        assert_eq!(outcomes_of(&report(Some(12_345), &[])), [other]);
        assert_eq!(outcomes_of(&report(None, &[])), []);
        let old = r#"{"class":"a","process":"","result":"","basis":"","amount_fen":7,
            "evidence":"","contact":null,"similar":"","left_over":"","head":"","reviewer":"",
            "return_reason":""}"#;
        let read: Completion = serde_json::from_str(old).unwrap();
        assert_eq!(outcomes_of(&read)[0].fen, 7);
    }

    #[test]
    fn a_roster_is_one_line() {
        let member =
            |unit: &str, person: &str| TaskForceMember { unit: unit.into(), person: person.into() };
        let force = TaskForce {
            name: "用电专班".into(),
            leader: "李卫东".into(),
            members: vec![member("供电公司", "邓例文"), member("区发改局", "何例舟")],
            until_on: None,
            result: String::new(),
        };
        assert_eq!(force.roster(), "供电公司邓例文、区发改局何例舟");
    }
}
