//! One line of the ledger (form F14).

use chrono::NaiveDate;

/// The light of a demand, with the states in which no light burns, so that every row has exactly
/// one and the summary adds up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Light {
    /// Overdue.
    Red,
    /// One working day left (P10).
    Yellow,
    /// Three working days left (P10).
    Blue,
    /// Under way, with time left.
    Unlit,
    /// Suspended: the clock stands still.
    Paused,
    /// Not issued yet: no clock runs.
    NotStarted,
    /// Answered, not rated yet.
    Answered,
    /// Closed or ended: 销号, 终结.
    Done,
    /// Left without closing: 不予受理, 转介, 撤回, 并案, 移送.
    Left,
}

impl Light {
    /// All lights, in the order of the summary.
    pub const ALL: [Self; 9] = [
        Self::Red,
        Self::Yellow,
        Self::Blue,
        Self::Unlit,
        Self::Paused,
        Self::NotStarted,
        Self::Answered,
        Self::Done,
        Self::Left,
    ];

    /// Shape and word as they stand in the cell; legible without colour.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Red => "◆ 红灯",
            Self::Yellow => "▲ 黄灯",
            Self::Blue => "● 蓝灯",
            Self::Unlit => "○ 未亮灯",
            Self::Paused => "‖ 停计",
            Self::NotStarted => "○ 未起算",
            Self::Answered => "◇ 待评价",
            Self::Done => "√ 已办结",
            Self::Left => "－ 已退出",
        }
    }
}

/// A demand as the ledger shows it. The serial number (序号) is given by the writer.
///
/// Texts are written as they are; an empty one leaves an empty cell. `wd` = 工作日.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerRow {
    /// 诉求编号.
    pub code: String,
    /// 期次.
    pub session: String,
    /// 日期: the day of the sitting or of registration.
    pub on: Option<NaiveDate>,
    /// 接待领导.
    pub receiver: String,
    /// 企业.
    pub enterprise: String,
    /// 统一社会信用代码.
    pub uscc: String,
    /// 镇街.
    pub township: String,
    /// 行业.
    pub industry: String,
    /// 规模.
    pub size: String,
    /// 联系人; left out of the public variant.
    pub contact: String,
    /// 电话; left out of the public variant.
    pub phone: String,
    /// 来源.
    pub source: String,
    /// 类型.
    pub kind: String,
    /// 分类.
    pub category: String,
    /// 标题.
    pub title: String,
    /// 内容.
    pub content: String,
    /// 急重难, such as `急、难`.
    pub weight: String,
    /// 处置.
    pub disposal: String,
    /// 交办字号.
    pub slip_number: String,
    /// 交办日; a row without it does not count as 应办.
    pub issued_on: Option<NaiveDate>,
    /// 牵头领导.
    pub lead_leader: String,
    /// 主办.
    pub lead_unit: String,
    /// 协办, several parted by `、`.
    pub co_units: String,
    /// 责任人.
    pub person: String,
    /// 时限 in wd.
    pub limit_wd: Option<u32>,
    /// 原到期日.
    pub first_due_on: Option<NaiveDate>,
    /// 现到期日.
    pub due_on: Option<NaiveDate>,
    /// 延期次数.
    pub extensions: u32,
    /// 签收日.
    pub received_on: Option<NaiveDate>,
    /// 最新进展.
    pub progress: String,
    /// 进展日.
    pub progress_on: Option<NaiveDate>,
    /// 状态.
    pub state: String,
    /// 灯.
    pub light: Light,
    /// 逾期 in wd; `None` or 0 leaves the cell empty.
    pub overdue_wd: Option<u32>,
    /// 催办, times.
    pub reminders: u32,
    /// 督办, times.
    pub supervisions: u32,
    /// 办结日.
    pub closed_on: Option<NaiveDate>,
    /// 用时 in wd.
    pub used_wd: Option<u32>,
    /// 类别 A to D.
    pub result_class: String,
    /// 结果.
    pub result: String,
    /// 答复日.
    pub replied_on: Option<NaiveDate>,
    /// 评价.
    pub rating: String,
    /// 回访日.
    pub revisited_on: Option<NaiveDate>,
    /// 重办轮次; 0 leaves the cell empty.
    pub redo_rounds: u32,
    /// 金额 in fen (分), written in 元.
    pub amount_fen: Option<i64>,
    /// 落实金额 in fen.
    pub outcome_fen: Option<i64>,
    /// 落实金额 by kind, one a line.
    pub outcome: String,
    /// 关联编号.
    pub related: String,
    /// 备注.
    pub remark: String,
}
