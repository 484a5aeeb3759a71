//! Tables an office kept before (旧台账, 名录): what their headings mean, and how their cells are
//! read and repaired (scenario 52). Nothing is guessed silently: each repair has its note, each cell
//! that cannot be read its reason.

mod cells;
mod days;
mod demand;
mod heads;
mod names;
mod record;
mod rota;
mod states;
mod synonyms;
mod width;

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::terms::terms;
use crate::text::TextFault;

pub use cells::Cells;
pub use days::{Edge, Read, read_day};
pub use demand::{LedgerEntry, read_ledger};
pub use heads::{Head, Heads, WordRow, find_heads, fingerprint, heed_words, propose};
pub use names::{firm_key, is_ditto, split_names, unit_key};
pub use record::{FirmEntry, UnitEntry, read_firm, read_unit};
pub use rota::{TurnEntry, most_common_day, read_turn};
pub use states::{read_state, taken_over};

terms! {
    /// What a table holds.
    pub enum ImportKind {
        Ledger = "ledger", "诉求台账";
        Enterprises = "enterprises", "企业名录";
        Units = "units", "单位名录";
        Rota = "rota", "年度安排";
    }
}

terms! {
    /// What becomes of a row.
    pub enum ImportVerdict {
        Good = "good", "可导入";
        Known = "known", "已有";
        /// A cell is at fault.
        Refused = "refused", "需改正";
        /// Sums, signatures, repeated headings.
        Skipped = "skipped", "略过";
    }
}

terms! {
    /// What a column means; the words are those of form F14 and of the directories.
    pub enum ImportField {
        Number = "number", "诉求编号";
        Session = "session", "期次";
        RaisedOn = "raised_on", "日期";
        Receiver = "receiver", "接待领导";
        Enterprise = "enterprise", "企业";
        CreditCode = "credit_code", "统一社会信用代码";
        Street = "street", "镇街";
        Industry = "industry", "行业";
        Scale = "scale", "规模";
        Contact = "contact", "联系人";
        Phone = "phone", "电话";
        Source = "source", "来源";
        Kind = "kind", "类型";
        Category = "category", "分类";
        Title = "title", "标题";
        Content = "content", "内容";
        Weight = "weight", "急重难";
        SlipNumber = "slip_number", "交办字号";
        IssuedOn = "issued_on", "交办日";
        LeadLeader = "lead_leader", "牵头领导";
        LeadUnit = "lead_unit", "主办";
        Assists = "assists", "协办";
        Responsible = "responsible", "责任人";
        Limit = "limit", "时限（工作日）";
        FirstDue = "first_due", "原到期日";
        Due = "due", "现到期日";
        Extensions = "extensions", "延期次数";
        ReceivedOn = "received_on", "签收日";
        Progress = "progress", "最新进展";
        ProgressOn = "progress_on", "进展日";
        State = "state", "状态";
        Reminders = "reminders", "催办";
        Supervisions = "supervisions", "督办";
        ClosedOn = "closed_on", "办结日";
        Used = "used", "用时（工作日）";
        ResultClass = "result_class", "类别";
        Result = "result", "结果";
        RepliedOn = "replied_on", "答复日";
        Grade = "grade", "评价";
        RatedOn = "rated_on", "回访日";
        Rounds = "rounds", "重办轮次";
        Amount = "amount", "金额（元）";
        Related = "related", "关联编号";
        Remark = "remark", "备注";
        ShortName = "short_name", "简称";
        EnterpriseKind = "enterprise_kind", "企业类别";
        Address = "address", "地址";
        Chamber = "chamber", "所属商会";
        Business = "business", "主营业务";
        Employees = "employees", "职工人数";
        LegalRepresentative = "legal_representative", "法定代表人";
        Post = "post", "职务";
        UnitName = "unit_name", "单位";
        UnitKind = "unit_kind", "单位类别";
        Liaison = "liaison", "联络员";
        Month = "month", "月份";
        HeldOn = "held_on", "接待日";
        StandIn = "stand_in", "替补";
        Place = "place", "地点";
    }
}

impl ImportKind {
    /// Returns what a table of this kind can tell, in the order lists show it.
    #[must_use]
    pub fn fields(self) -> &'static [ImportField] {
        use ImportField as F;
        match self {
            Self::Ledger => &[
                F::Number,
                F::Session,
                F::RaisedOn,
                F::Receiver,
                F::Enterprise,
                F::CreditCode,
                F::Street,
                F::Industry,
                F::Scale,
                F::Contact,
                F::Phone,
                F::Source,
                F::Kind,
                F::Category,
                F::Title,
                F::Content,
                F::Weight,
                F::SlipNumber,
                F::IssuedOn,
                F::LeadLeader,
                F::LeadUnit,
                F::Assists,
                F::Responsible,
                F::Limit,
                F::FirstDue,
                F::Due,
                F::Extensions,
                F::ReceivedOn,
                F::Progress,
                F::ProgressOn,
                F::State,
                F::Reminders,
                F::Supervisions,
                F::ClosedOn,
                F::Used,
                F::ResultClass,
                F::Result,
                F::RepliedOn,
                F::Grade,
                F::RatedOn,
                F::Rounds,
                F::Amount,
                F::Related,
                F::Remark,
            ],
            Self::Enterprises => &[
                F::Enterprise,
                F::ShortName,
                F::CreditCode,
                F::EnterpriseKind,
                F::Street,
                F::Address,
                F::Industry,
                F::Scale,
                F::Chamber,
                F::Business,
                F::Employees,
                F::LegalRepresentative,
                F::Contact,
                F::Post,
                F::Phone,
                F::Remark,
            ],
            Self::Units => &[F::UnitName, F::ShortName, F::UnitKind, F::Liaison, F::Post, F::Phone],
            Self::Rota => &[F::Month, F::HeldOn, F::Receiver, F::Post, F::StandIn, F::Place],
        }
    }

    /// Returns the groups of fields of which one must have its column.
    #[must_use]
    pub fn required(self) -> &'static [&'static [ImportField]] {
        use ImportField as F;
        match self {
            Self::Ledger => &[&[F::Enterprise], &[F::RaisedOn], &[F::Title, F::Content]],
            Self::Enterprises => &[&[F::Enterprise]],
            Self::Units => &[&[F::UnitName]],
            Self::Rota => &[&[F::HeldOn], &[F::Receiver]],
        }
    }
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub enum ImportCell {
    /// Words.
    Text(String),
    /// A cell set as a date.
    Day(NaiveDate),
    /// A number.
    Number(f64),
    /// An error value.
    Broken,
}

impl ImportCell {
    /// Returns the cell as words: a number without a fraction as its digits.
    #[must_use]
    pub fn words(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text.trim()),
            Self::Day(day) => Cow::Owned(day.to_string()),
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Broken => Cow::Borrowed("（出错的公式）"),
        }
    }
}

/// Why a cell cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportFault {
    /// The text breaks a rule of its field.
    Text(TextFault),
    /// Anything else, in Chinese.
    Words(String),
}

impl From<&str> for ImportFault {
    fn from(words: &str) -> Self {
        Self::Words(words.to_owned())
    }
}

/// What a row told besides its values.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    /// What was repaired, in Chinese.
    pub notes: Vec<(ImportField, String)>,
    /// What cannot be taken: the row is refused.
    pub faults: Vec<(ImportField, ImportFault)>,
}
