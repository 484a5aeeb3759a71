//! Indicators (统计指标): what is counted of a period, and the rates made of it. Every figure is a
//! set of demands, so that each can open its list; a demand stands in a figure once or not at all.

mod case;
mod period;

pub use case::{Case, Mark};
pub use period::{Period, PeriodKind, Span, YEARS};

use crate::terms::{Term, terms};

terms! {
    /// What is counted, each by demands.
    pub enum Figure {
        Opening = "opening", "期初未结";
        Raised = "raised", "新增诉求";
        /// The same matter of several enterprises once: those joined to another are not counted
        /// again (scenario 22).
        RaisedMatters = "raised_matters", "新增事项";
        RaisedProblems = "raised_problems", "问题";
        RaisedSuggestions = "raised_suggestions", "建议";
        RaisedOpinions = "raised_opinions", "政策意见建议";
        RaisedConsultations = "raised_consultations", "咨询";
        RaisedComplaints = "raised_complaints", "投诉";
        Reopened = "reopened", "重开";
        Closed = "closed", "办结";
        Left = "left", "其他退出";
        Closing = "closing", "期末未结";
        Issued = "issued", "交办";
        OnSite = "on_site", "现场答复";
        /// On an issued slip, open at some time of the period, and not withdrawn, joined or sent on.
        ToHandle = "to_handle", "应办";
        Handled = "handled", "应办已办结";
        Due = "due", "到期应答复";
        OnTime = "on_time", "按时";
        /// By the due date before any extension (scenario 35).
        OnOriginalTime = "on_original_time", "按原期限按时";
        /// Due for the lead unit's receipt (transition 9).
        ReceiptDue = "receipt_due", "应签收";
        ReceiptOnTime = "receipt_on_time", "按期签收";
        /// Class A among the closed: 解决 is not 交办.
        Solved = "solved", "解决（A 类）";
        Rated = "rated", "有效评价";
        Satisfied = "satisfied", "满意";
        /// 非常满意 and 满意 only.
        StrictlySatisfied = "strictly_satisfied", "满意（不含基本满意）";
        FairlySatisfied = "fairly_satisfied", "基本满意";
        Dissatisfied = "dissatisfied", "不满意";
        /// Closed after three tries without an answer (scenario 43).
        Unrated = "unrated", "未评价";
        RatingDue = "rating_due", "应回访";
        RatingValid = "rating_valid", "有效回访";
        Overdue = "overdue", "逾期未结";
        Extended = "extended", "延期";
        Reminded = "reminded", "催办";
        Supervised = "supervised", "督办";
        Reworked = "reworked", "重办";
        Tracked = "tracked", "长期跟踪";
        /// Closed, and its last report names an amount carried out.
        Outcome = "outcome", "成果金额";
        /// A mediation it was referred to ended.
        Mediated = "mediated", "调解";
        MediationReached = "mediation_reached", "调解成功";
        /// Handed up by its street (区街联动).
        Escalated = "escalated", "区街联动上报";
    }
}

terms! {
    /// A share of two figures.
    pub enum Rate {
        Closing = "closing", "办结率";
        OnTime = "on_time", "按时办结率";
        OnOriginalTime = "on_original_time", "按原期限的按时办结率";
        Receipt = "receipt", "按期签收率";
        Solved = "solved", "解决率";
        Satisfied = "satisfied", "满意率";
        StrictlySatisfied = "strictly_satisfied", "严口径满意率";
        Rating = "rating", "有效回访率";
    }
}

impl Rate {
    /// Returns its numerator and denominator; the first is always among the second.
    #[must_use]
    pub fn parts(self) -> (Figure, Figure) {
        match self {
            Self::Closing => (Figure::Handled, Figure::ToHandle),
            Self::OnTime => (Figure::OnTime, Figure::Due),
            Self::OnOriginalTime => (Figure::OnOriginalTime, Figure::Due),
            Self::Receipt => (Figure::ReceiptOnTime, Figure::ReceiptDue),
            Self::Solved => (Figure::Solved, Figure::Closed),
            Self::Satisfied => (Figure::Satisfied, Figure::Rated),
            Self::StrictlySatisfied => (Figure::StrictlySatisfied, Figure::Rated),
            Self::Rating => (Figure::RatingValid, Figure::RatingDue),
        }
    }
}

terms! {
    /// What figures are told apart by.
    pub enum GroupKind {
        All = "all", "全部";
        /// The lead unit; one that was merged counts with the one it went into.
        Unit = "unit", "主办单位";
        Category = "category", "分类";
        /// Who presided over the sitting.
        Leader = "leader", "接待领导";
        Enterprise = "enterprise", "企业";
        Street = "street", "镇街";
    }
}

impl GroupKind {
    /// Returns what stands for the demands the grouping does not know.
    #[must_use]
    pub fn unknown(self) -> &'static str {
        match self {
            Self::All => "全部",
            Self::Unit => "未定主办单位",
            Self::Category => "未分类",
            Self::Leader => "接待活动以外",
            Self::Enterprise => "某企业（不公开名称）",
            Self::Street => "未填镇街",
        }
    }
}

/// The figures one demand stands in, as a set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figures(u64);

impl Figures {
    fn put(&mut self, figure: Figure, is_in: bool) {
        if is_in {
            self.0 |= 1 << figure as u32;
        }
    }

    /// Tells whether the demand stands in it.
    #[must_use]
    pub fn has(self, figure: Figure) -> bool {
        self.0 & (1 << figure as u32) != 0
    }

    /// Tells whether it stands in none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// How many demands stand in each figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counts([u32; Figure::ALL.len()]);

impl Default for Counts {
    fn default() -> Self {
        Self([0; Figure::ALL.len()])
    }
}

impl Counts {
    /// Counts one demand more.
    pub fn add(&mut self, figures: Figures) {
        let mut left = figures.0;
        while left != 0 {
            self.0[left.trailing_zeros() as usize] += 1;
            left &= left - 1;
        }
    }

    /// Adds what was counted elsewhere.
    pub fn merge(&mut self, other: &Self) {
        for (count, more) in self.0.iter_mut().zip(other.0) {
            *count += more;
        }
    }

    /// Returns one figure.
    #[must_use]
    pub fn of(&self, figure: Figure) -> u32 {
        self.0[figure as usize]
    }

    /// Returns the figures in the order of [`Figure`].
    #[must_use]
    pub fn all(&self) -> &[u32] {
        &self.0
    }

    /// Tells whether 期初未结 + 新增 + 重开 − 办结 − 其他退出 = 期末未结.
    #[must_use]
    pub fn is_balanced(&self) -> bool {
        self.of(Figure::Opening) + self.of(Figure::Raised) + self.of(Figure::Reopened)
            == self.of(Figure::Closed) + self.of(Figure::Left) + self.of(Figure::Closing)
    }

    /// Returns a rate's numerator and denominator.
    #[must_use]
    pub fn ratio(&self, rate: Rate) -> Ratio {
        let (of, among) = rate.parts();
        Ratio { of: self.of(of), among: self.of(among) }
    }
}

/// A numerator over its denominator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ratio {
    pub of: u32,
    pub among: u32,
}

impl Ratio {
    /// Returns it in percent with one place, rounded half up; `—` over zero.
    #[must_use]
    pub fn words(self) -> String {
        match self.per_mille() {
            None => String::from("—"),
            Some(1_000) => String::from("100%"),
            Some(share) => format!("{}.{}%", share / 10, share % 10),
        }
    }

    /// Returns it in thousandths, rounded half up; none over zero.
    #[must_use]
    pub fn per_mille(self) -> Option<u32> {
        let (of, among) = (u64::from(self.of), u64::from(self.among));
        let share = (of * 2_000 + among).checked_div(among * 2)?;
        u32::try_from(share).ok()
    }
}

/// What is counted how (口径), for the screen and every sheet: one sentence a line.
pub const SCOPE_LINES: &[&str] = &[
    "按诉求计，一企一项；新增事项把并案的几条只计主案一次。登记错误已作废的不计。同一诉求一期内几次办结、重开的，按截止日的状态计一次。",
    "状态以截止日为准：截止日以后才办结、答复、评价的，按未结、未答复、未评价计。",
    "办结指销号和终结；其他退出指不予受理、转介、撤回和并案。",
    "应办指已签发交办、本期内未结的诉求，不含撤回、并案、转介的；办结率的分子只计其中已办结的。",
    "问题、建议、政策意见建议、咨询、投诉分别计；政策意见建议指企业家对制定、修改、执行政策的意见，不并入建议。",
    "成果金额计本期办结诉求最近一份办结报告的落实金额，按类合计；报告只写总数的计其他。调解按结束日期计，金额为达成金额。",
    "按时指在到期日前答复企业；到期日以现到期日为准（含延期、重办），另按原到期日计一次。停计的不计入到期。",
    "按期签收以主办单位为准。解决率为 A 类占办结的比例，长期跟踪的不计解决。",
    "满意含基本满意，严口径不含；三次联系未果的为未评价，不计入满意率分母。评价以最近一轮为准。",
    "单位按现主办单位计，撤并的单位计入并入后的单位；领导按主持该场接待的领导计，替补主持的计替补。",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_rounded_and_never_divides_by_zero() {
        let words = |of, among| Ratio { of, among }.words();
        assert_eq!(words(51, 58), "87.9%");
        assert_eq!(words(49, 52), "94.2%");
        assert_eq!(words(1, 8), "12.5%");
        assert_eq!(words(1, 2000), "0.1%");
        assert_eq!(words(7, 7), "100%");
        assert_eq!(words(0, 7), "0.0%");
        assert_eq!(words(0, 0), "—");
    }

    #[test]
    fn every_figure_has_a_place_in_the_set() {
        assert!(Figure::ALL.len() <= 64);
        for (place, figure) in Figure::ALL.iter().enumerate() {
            assert_eq!(*figure as usize, place);
        }
    }
}
