//! The bulletin (专报): what the office tells its superiors in words, numbered issue by issue. The
//! quarter's 专报 (form F16), the year's report and the 纪要 of a sitting (form F4) are one noun: each
//! is drafted from what the records hold, edited, and frozen when it is issued.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::terms::terms;

terms! {
    /// Which paper it is.
    pub enum BulletinKind {
        /// Form F16.
        Quarterly = "quarterly", "季度专报";
        /// Form F15 年报, in words.
        Annual = "annual", "年度报告";
        /// Form F4: circulated, apart from the verbatim record.
        Summary = "summary", "会议纪要";
    }
}

terms! {
    /// Where a bulletin stands.
    pub enum BulletinState {
        Draft = "draft", "草稿";
        Issued = "issued", "已印发";
        Void = "void", "已作废";
    }
}

impl BulletinKind {
    /// Tells whether superiors write upon it: the 专报 has a place for their 批示 (form F16).
    #[must_use]
    pub fn is_instructed(self) -> bool {
        self == Self::Quarterly
    }

    /// Tells whether its issues are also counted over all years: `（总第9期）` (form F16).
    #[must_use]
    pub fn has_total(self) -> bool {
        self == Self::Quarterly
    }
}

/// The number of an issue: gapless in its year and, over all years, from the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueNumber {
    pub year: i32,
    pub seq: u32,
    pub total: u32,
}

impl IssueNumber {
    /// Returns the number of the issue after `last`, in a year; without one, the first of all.
    #[must_use]
    pub fn after(last: Option<Self>, year: i32) -> Self {
        match last {
            None => Self { year, seq: 1, total: 1 },
            Some(last) if last.year == year => {
                Self { year, seq: last.seq + 1, total: last.total + 1 }
            }
            Some(last) => Self { year, seq: 1, total: last.total + 1 },
        }
    }

    /// Returns it as printed under the mark: `第1期（总第9期）`, or `第13期`.
    #[must_use]
    pub fn words(self, kind: BulletinKind) -> String {
        if kind.has_total() {
            format!("第{}期（总第{}期）", self.seq, self.total)
        } else {
            format!("第{}期", self.seq)
        }
    }
}

/// Tells whether a bulletin may be issued on a day: not before the last one of its kind, or its
/// number would stand before an earlier date; not in the future.
#[must_use]
pub fn may_issue_on(on: NaiveDate, last: Option<NaiveDate>, today: NaiveDate) -> bool {
    on <= today && last.is_none_or(|last| last <= on)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn issues_are_counted_by_the_year_and_over_all() {
        let first = IssueNumber::after(None, 2026);
        assert_eq!(first, IssueNumber { year: 2026, seq: 1, total: 1 });
        let second = IssueNumber::after(Some(first), 2026);
        assert_eq!(second, IssueNumber { year: 2026, seq: 2, total: 2 });
        let third = IssueNumber::after(Some(second), 2027);
        assert_eq!(third, IssueNumber { year: 2027, seq: 1, total: 3 });
        assert_eq!(third.words(BulletinKind::Quarterly), "第1期（总第3期）");
        assert_eq!(third.words(BulletinKind::Summary), "第1期");
    }

    #[test]
    fn issues_go_out_in_the_order_of_their_numbers() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        let (today, last) = (day("2026-10-09"), Some(day("2026-07-10")));
        assert!(may_issue_on(today, last, today));
        assert!(may_issue_on(day("2026-07-10"), last, today));
        assert!(!may_issue_on(day("2026-07-09"), last, today));
        assert!(!may_issue_on(day("2026-10-10"), None, today));
    }
}
