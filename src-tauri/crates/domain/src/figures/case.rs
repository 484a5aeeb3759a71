//! What is known of one demand's life, and the figures it stands in.

use chrono::NaiveDate;

use super::{Figure, Figures, Span};
use crate::demand::{DemandKind, DemandState};
use crate::handling::{Grade, ResultClass};
use crate::terms::terms;

terms! {
    /// An act of handling that is counted by its day.
    pub enum Mark {
        Extended = "extended", "延期";
        Reminded = "reminded", "催办";
        Supervised = "supervised", "督办";
        Reworked = "reworked", "重办";
        Mediated = "mediated", "调解";
        MediationReached = "mediation_reached", "调解成功";
        Escalated = "escalated", "区街联动上报";
    }
}

/// The facts of a demand that figures are made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    pub kind: DemandKind,
    pub state: DemandState,
    pub raised_on: NaiveDate,
    /// When it was over, and how: each end is followed by a reopening, if another follows.
    pub ends: Vec<(NaiveDate, DemandState)>,
    /// When it was open again.
    pub reopened: Vec<NaiveDate>,
    pub issued_on: Option<NaiveDate>,
    /// Answered at the table, without a slip.
    pub answered_on: Option<NaiveDate>,
    pub original_due_on: Option<NaiveDate>,
    /// In force last.
    pub last_due_on: Option<NaiveDate>,
    /// The handling clock runs still.
    pub is_running: bool,
    pub replied_on: Option<NaiveDate>,
    pub result_class: Option<ResultClass>,
    pub ask_rating_by: Option<NaiveDate>,
    pub grade: Option<Grade>,
    pub rated_on: Option<NaiveDate>,
    /// The lead unit's receipts: due on, received on.
    pub receipts: Vec<(NaiveDate, Option<NaiveDate>)>,
    pub marks: Vec<(Mark, NaiveDate)>,
    /// Its last report of completion names an amount carried out.
    pub has_outcome: bool,
}

/// A demand's way through a span.
struct Passage {
    is_open_before: bool,
    /// Open at its end, or how it was over by then.
    end: Option<DemandState>,
    is_reopened: bool,
}

impl Case {
    /// Returns the figures it stands in, as things stood at the end of the span.
    #[must_use]
    pub fn figures(&self, span: &Span) -> Figures {
        let mut figures = Figures::default();
        if self.raised_on > span.to {
            return figures;
        }
        self.put_movement(span, &mut figures);
        self.put_handling(span, &mut figures);
        self.put_ratings(span, &mut figures);
        for (mark, on) in &self.marks {
            let figure = match mark {
                Mark::Extended => Figure::Extended,
                Mark::Reminded => Figure::Reminded,
                Mark::Supervised => Figure::Supervised,
                Mark::Reworked => Figure::Reworked,
                Mark::Mediated => Figure::Mediated,
                Mark::MediationReached => Figure::MediationReached,
                Mark::Escalated => Figure::Escalated,
            };
            figures.put(figure, span.has(*on));
        }
        figures
    }

    fn put_movement(&self, span: &Span, figures: &mut Figures) {
        use Figure as F;
        let passage = self.passage(span);
        let is_raised = span.has(self.raised_on);
        let is_in = is_raised || passage.is_open_before || passage.is_reopened;
        figures.put(F::Opening, passage.is_open_before);
        figures.put(F::Raised, is_raised);
        let kind = match self.kind {
            DemandKind::Problem => F::RaisedProblems,
            DemandKind::Suggestion => F::RaisedSuggestions,
            DemandKind::PolicyOpinion => F::RaisedOpinions,
            DemandKind::Consultation => F::RaisedConsultations,
            DemandKind::Complaint => F::RaisedComplaints,
        };
        figures.put(kind, is_raised);
        let is_joined = passage.end == Some(DemandState::Consolidated);
        figures.put(F::RaisedMatters, is_raised && !is_joined);
        figures.put(F::Reopened, passage.is_reopened);
        let is_issued = self.issued_on.is_some_and(|on| on <= span.to);
        match passage.end {
            None => {
                figures.put(F::Closing, true);
                figures.put(F::ToHandle, is_issued);
                figures.put(F::Tracked, self.state == DemandState::LongTerm);
                let due = self.last_due_on.filter(|due| *due < span.red_before);
                let is_late = due.is_some() && self.is_unanswered(span);
                figures.put(F::Overdue, is_late);
            }
            Some(state) if is_in => {
                let is_closed = matches!(state, DemandState::Closed | DemandState::Terminated);
                figures.put(F::Closed, is_closed);
                figures.put(F::Left, !is_closed);
                figures.put(F::ToHandle, is_closed && is_issued);
                figures.put(F::Handled, is_closed && is_issued);
                let is_solved = self.result_class == Some(ResultClass::Solved);
                figures.put(F::Solved, is_closed && is_solved);
                figures.put(F::Outcome, is_closed && self.has_outcome);
                figures.put(F::Unrated, is_closed && self.grade.is_none());
            }
            Some(_) => {}
        }
    }

    /// Tells whether the clock ran at the end of the span: not answered by then, not standing.
    fn is_unanswered(&self, span: &Span) -> bool {
        match self.replied_on {
            Some(on) => on > span.to,
            None => self.is_running,
        }
    }

    /// Follows the demand through the span. An end at or before its beginning, or on a day it was
    /// reopened, is over again: the days decide, in pairs.
    fn passage(&self, span: &Span) -> Passage {
        let mut is_open_before = self.raised_on < span.from;
        let mut has_ended_before = false;
        let mut end = None;
        let mut reopenings = self.reopened.iter();
        let mut is_reopened = false;
        for (ended_on, state) in &self.ends {
            // Never before it was raised: a ledger of old may say so.
            let ended_on = (*ended_on).max(self.raised_on);
            if ended_on > span.to {
                break;
            }
            end = Some(*state);
            if ended_on < span.from {
                is_open_before = false;
                has_ended_before = true;
            }
            match reopenings.next() {
                Some(on) if *on <= span.to => {
                    end = None;
                    if *on < span.from {
                        is_open_before = true;
                        has_ended_before = false;
                    } else if has_ended_before {
                        is_reopened = true;
                        has_ended_before = false;
                    }
                }
                Some(_) | None => break,
            }
        }
        Passage { is_open_before, end, is_reopened }
    }

    fn put_handling(&self, span: &Span, figures: &mut Figures) {
        use Figure as F;
        figures.put(F::Issued, self.issued_on.is_some_and(|on| span.has(on)));
        let is_on_site = self.issued_on.is_none() && self.answered_on.is_some();
        figures.put(F::OnSite, is_on_site && self.answered_on.is_some_and(|on| span.has(on)));
        // A joined one is answered after its master, in whose time the matter was handled.
        let is_joined = self.state == DemandState::Consolidated;
        if let Some(due) = self.last_due_on.filter(|due| span.has(*due) && !is_joined) {
            let replied_on = self.replied_on.filter(|on| *on <= span.to);
            let is_due = replied_on.is_some() || self.is_unanswered(span);
            figures.put(F::Due, is_due);
            figures.put(F::OnTime, replied_on.is_some_and(|on| on <= due));
            let original = self.original_due_on.unwrap_or(due);
            figures.put(F::OnOriginalTime, replied_on.is_some_and(|on| on <= original));
        }
        let receipt = self.receipts.iter().rev().find(|(due, _)| span.has(*due));
        figures.put(F::ReceiptDue, receipt.is_some());
        figures.put(
            F::ReceiptOnTime,
            receipt.is_some_and(|(due, on)| on.is_some_and(|on| on <= *due && on <= span.to)),
        );
    }

    fn put_ratings(&self, span: &Span, figures: &mut Figures) {
        use Figure as F;
        if let Some(grade) = self.grade.filter(|_| self.rated_on.is_some_and(|on| span.has(on))) {
            figures.put(F::Rated, true);
            figures.put(F::Satisfied, grade.is_satisfied());
            let is_fair = grade == Grade::FairlySatisfied;
            figures.put(F::StrictlySatisfied, grade.is_satisfied() && !is_fair);
            figures.put(F::FairlySatisfied, is_fair);
            figures.put(F::Dissatisfied, !grade.is_satisfied());
        }
        let is_due = self.ask_rating_by.is_some_and(|on| span.has(on));
        let is_valid = self.grade.is_some() && self.rated_on.is_some_and(|on| on <= span.to);
        figures.put(F::RatingDue, is_due);
        figures.put(F::RatingValid, is_due && is_valid);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::WorkCalendar;
    use crate::figures::{Counts, Period, PeriodKind};
    use crate::terms::Term;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn month(year: i32, month: u32) -> Span {
        let period = Period::new(PeriodKind::Month, year, month).unwrap();
        period.span(day("2099-12-31"), &WorkCalendar::embedded()).unwrap()
    }

    fn raised(on: &str) -> Case {
        Case {
            kind: DemandKind::Problem,
            state: DemandState::InProgress,
            raised_on: day(on),
            ends: Vec::new(),
            reopened: Vec::new(),
            issued_on: None,
            answered_on: None,
            original_due_on: None,
            last_due_on: None,
            is_running: false,
            replied_on: None,
            result_class: None,
            ask_rating_by: None,
            grade: None,
            rated_on: None,
            receipts: Vec::new(),
            marks: Vec::new(),
            has_outcome: false,
        }
    }

    fn closed(on: &str) -> (NaiveDate, DemandState) {
        (day(on), DemandState::Closed)
    }

    fn names(case: &Case, span: &Span) -> Vec<&'static str> {
        let figures = case.figures(span);
        let movement = [
            Figure::Opening,
            Figure::Raised,
            Figure::Reopened,
            Figure::Closed,
            Figure::Left,
            Figure::Closing,
        ];
        movement.into_iter().filter(|figure| figures.has(*figure)).map(Term::label).collect()
    }

    // Scenario 47: opened in December, closed in January.
    #[test]
    fn the_year_turns_under_an_open_demand() {
        let case = Case { ends: vec![closed("2027-01-08")], ..raised("2026-12-21") };
        assert_eq!(names(&case, &month(2026, 11)), [""; 0]);
        assert_eq!(names(&case, &month(2026, 12)), ["新增诉求", "期末未结"]);
        assert_eq!(names(&case, &month(2027, 1)), ["期初未结", "办结"]);
        assert_eq!(names(&case, &month(2027, 2)), [""; 0]);
    }

    #[test]
    fn a_cut_off_tells_what_stood_then() {
        let case = Case { ends: vec![closed("2026-09-28")], ..raised("2026-09-01") };
        let calendar = WorkCalendar::embedded();
        let until = |to: &str| Span::new(day("2026-09-01"), day(to), &calendar);
        assert_eq!(names(&case, &until("2026-09-27")), ["新增诉求", "期末未结"]);
        assert_eq!(names(&case, &until("2026-09-28")), ["新增诉求", "办结"]);
    }

    #[test]
    fn what_is_closed_twice_in_a_period_counts_once() {
        let case = Case {
            ends: vec![closed("2026-09-03"), closed("2026-09-24")],
            reopened: vec![day("2026-09-10")],
            ..raised("2026-08-20")
        };
        assert_eq!(names(&case, &month(2026, 9)), ["期初未结", "办结"]);
        let again =
            Case { reopened: vec![day("2026-10-09")], ends: vec![closed("2026-09-03")], ..case };
        assert_eq!(names(&again, &month(2026, 9)), ["期初未结", "办结"]);
        assert_eq!(names(&again, &month(2026, 10)), ["重开", "期末未结"]);
        assert_eq!(names(&again, &month(2026, 11)), ["期初未结", "期末未结"]);
    }

    // Every way of three events over three months, in every month.
    #[test]
    fn the_identity_holds_whatever_happened() {
        let days =
            ["2026-08-30", "2026-09-01", "2026-09-01", "2026-09-15", "2026-10-01", "2026-11-03"];
        let mut seen = 0;
        for raised_at in 0..days.len() {
            for end in raised_at..days.len() {
                for again in end..=days.len() {
                    for last in again..=days.len() {
                        let mut case = raised(days[raised_at]);
                        case.ends.push(closed(days[end]));
                        if let Some(on) = days.get(again) {
                            case.reopened.push(day(on));
                            case.ends
                                .extend(days.get(last).map(|on| (day(on), DemandState::Withdrawn)));
                        }
                        for at in 8..=12 {
                            let mut counts = Counts::default();
                            counts.add(case.figures(&month(2026, at)));
                            assert!(counts.is_balanced(), "{case:?} in {at}: {counts:?}");
                            seen += 1;
                        }
                    }
                }
            }
        }
        assert!(seen > 300, "{seen}");
    }

    // Scenario 22: two enterprises, one matter.
    #[test]
    fn what_was_joined_is_no_matter_of_its_own() {
        let joined = Case {
            ends: vec![(day("2026-09-10"), DemandState::Consolidated)],
            ..raised("2026-09-01")
        };
        let of = |case: &Case| {
            let figures = case.figures(&month(2026, 9));
            (figures.has(Figure::Raised), figures.has(Figure::RaisedMatters))
        };
        assert_eq!(of(&raised("2026-09-01")), (true, true));
        assert_eq!(of(&joined), (true, false));
    }

    // Scenario 35: shown against both dates; scenario 44: class B is not solved.
    #[test]
    fn an_extension_shows_against_both_dates() {
        let case = Case {
            issued_on: Some(day("2026-09-01")),
            original_due_on: Some(day("2026-09-10")),
            last_due_on: Some(day("2026-09-24")),
            replied_on: Some(day("2026-09-22")),
            result_class: Some(ResultClass::Planned),
            ends: vec![closed("2026-09-29")],
            ..raised("2026-08-31")
        };
        let figures = case.figures(&month(2026, 9));
        assert!(figures.has(Figure::Due) && figures.has(Figure::OnTime));
        assert!(!figures.has(Figure::OnOriginalTime));
        assert!(figures.has(Figure::Handled) && !figures.has(Figure::Solved));
    }

    // Scenario 43: not reached three times, no part of 满意率.
    #[test]
    fn who_was_not_reached_is_no_denominator() {
        let case = Case {
            ask_rating_by: Some(day("2026-09-20")),
            ends: vec![closed("2026-09-25")],
            ..raised("2026-09-01")
        };
        let figures = case.figures(&month(2026, 9));
        assert!(figures.has(Figure::Unrated) && figures.has(Figure::RatingDue));
        assert!(!figures.has(Figure::Rated) && !figures.has(Figure::RatingValid));
    }

    #[test]
    fn what_was_carried_out_counts_with_the_closing_and_a_mediation_on_its_day() {
        let case = Case {
            kind: DemandKind::PolicyOpinion,
            has_outcome: true,
            marks: vec![
                (Mark::Escalated, day("2026-09-03")),
                (Mark::Mediated, day("2026-09-20")),
                (Mark::MediationReached, day("2026-09-20")),
            ],
            ends: vec![closed("2026-10-09")],
            ..raised("2026-09-01")
        };
        let figures = case.figures(&month(2026, 9));
        for figure in [Figure::RaisedOpinions, Figure::Mediated, Figure::Escalated] {
            assert!(figures.has(figure), "{figure}");
        }
        assert!(figures.has(Figure::MediationReached));
        assert!(!figures.has(Figure::RaisedSuggestions) && !figures.has(Figure::Outcome));
        let next = case.figures(&month(2026, 10));
        assert!(next.has(Figure::Outcome) && !next.has(Figure::Mediated));
    }

    #[test]
    fn a_standing_clock_is_not_overdue() {
        let late = Case {
            issued_on: Some(day("2026-08-03")),
            last_due_on: Some(day("2026-09-01")),
            is_running: true,
            ..raised("2026-08-01")
        };
        assert!(late.figures(&month(2026, 9)).has(Figure::Overdue));
        let standing = Case { is_running: false, ..late.clone() };
        assert!(!standing.figures(&month(2026, 9)).has(Figure::Overdue));
        // Answered after the cut-off: it was late then.
        let after = Case { is_running: false, replied_on: Some(day("2026-10-09")), ..late };
        assert!(after.figures(&month(2026, 9)).has(Figure::Overdue));
        assert!(!after.figures(&month(2026, 10)).has(Figure::Overdue));
    }
}
