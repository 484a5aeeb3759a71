//! The columns of the ledger, once: heading, width and content of each (domain F14).

use chrono::NaiveDate;

use super::row::{LedgerRow, Light};
use super::scope::Variant;

/// What a cell holds, borrowed from its row.
pub(crate) enum Content<'a> {
    /// The serial number.
    Serial,
    /// Short text, centred.
    Word(&'a str),
    /// Digits that are a name, not a number; centred.
    Code(&'a str),
    /// Running text, flush left, wrapped.
    Text(&'a str),
    /// A whole number; `None` leaves the cell empty.
    Whole(Option<u32>),
    /// A day.
    Day(Option<NaiveDate>),
    /// Money in fen.
    Fen(Option<i64>),
    /// The light.
    Light(Light),
}

/// One column.
pub(crate) struct Column {
    /// Heading over a group of columns.
    pub(crate) band: &'static str,
    /// Heading.
    pub(crate) title: &'static str,
    /// Width in pixels at 96 dpi.
    pub(crate) width: u16,
    /// Whether the public variant leaves it out.
    personal: bool,
    /// Takes the content out of a row.
    pub(crate) of: for<'a> fn(&'a LedgerRow) -> Content<'a>,
}

/// A day in the widest form needs this much.
const DAY: u16 = 68;
/// Up to three digits.
const COUNT: u16 = 34;
/// A name of three characters.
const NAME: u16 = 46;

/// Zero is not worth ink.
fn times(count: u32) -> Content<'static> {
    Content::Whole((count > 0).then_some(count))
}

macro_rules! columns {
    ($($band:literal { $($title:literal $width:expr, $(#$personal:ident)? |$row:ident| $content:expr;)+ })+) => {
        static ALL: &[Column] = &[$($(Column {
            band: $band,
            title: $title,
            width: $width,
            personal: columns!(@personal $($personal)?),
            of: {
                fn of($row: &LedgerRow) -> Content<'_> { $content }
                of
            },
        },)+)+];
    };
    (@personal personal) => { true };
    (@personal) => { false };
}

columns! {
    "接待" {
        "序号" 40, |_row| Content::Serial;
        "诉求编号" 66, |row| Content::Code(&row.code);
        "期次" NAME, |row| Content::Word(&row.session);
        "日期" DAY, |row| Content::Day(row.on);
        "接待领导" NAME, |row| Content::Word(&row.receiver);
    }
    "企业" {
        "企业" 88, |row| Content::Text(&row.enterprise);
        "统一社会信用代码" 70, |row| Content::Code(&row.uscc);
        "镇街" NAME, |row| Content::Word(&row.township);
        "行业" NAME, |row| Content::Word(&row.industry);
        "规模" COUNT, |row| Content::Word(&row.size);
        "联系人" NAME, #personal |row| Content::Word(&row.contact);
        "电话" 78, #personal |row| Content::Code(&row.phone);
    }
    "诉求" {
        "来源" NAME, |row| Content::Word(&row.source);
        "类型" COUNT, |row| Content::Word(&row.kind);
        "分类" NAME, |row| Content::Word(&row.category);
        "标题" 108, |row| Content::Text(&row.title);
        "内容" 200, |row| Content::Text(&row.content);
        "急重难" COUNT, |row| Content::Word(&row.weight);
        "处置" NAME, |row| Content::Word(&row.disposal);
    }
    "交办" {
        "交办字号" 80, |row| Content::Code(&row.slip_number);
        "交办日" DAY, |row| Content::Day(row.issued_on);
        "牵头领导" NAME, |row| Content::Word(&row.lead_leader);
        "主办" 72, |row| Content::Text(&row.lead_unit);
        "协办" 72, |row| Content::Text(&row.co_units);
        "责任人" NAME, |row| Content::Word(&row.person);
        "时限（工作日）" COUNT + 6, |row| Content::Whole(row.limit_wd);
        "原到期日" DAY, |row| Content::Day(row.first_due_on);
        "现到期日" DAY, |row| Content::Day(row.due_on);
        "延期次数" COUNT, |row| times(row.extensions);
        "签收日" DAY, |row| Content::Day(row.received_on);
    }
    "办理" {
        "最新进展" 140, |row| Content::Text(&row.progress);
        "进展日" DAY, |row| Content::Day(row.progress_on);
        "状态" NAME, |row| Content::Word(&row.state);
        "灯" 60, |row| Content::Light(row.light);
        "逾期（工作日）" COUNT + 6, |row| times(row.overdue_wd.unwrap_or(0));
        "催办" COUNT, |row| times(row.reminders);
        "督办" COUNT, |row| times(row.supervisions);
    }
    "办结与评价" {
        "办结日" DAY, |row| Content::Day(row.closed_on);
        "用时（工作日）" COUNT + 6, |row| Content::Whole(row.used_wd);
        "类别" COUNT, |row| Content::Word(&row.result_class);
        "结果" 120, |row| Content::Text(&row.result);
        "答复日" DAY, |row| Content::Day(row.replied_on);
        "评价" NAME, |row| Content::Word(&row.rating);
        "回访日" DAY, |row| Content::Day(row.revisited_on);
        "重办轮次" COUNT, |row| times(row.redo_rounds);
    }
    "其他" {
        "金额（元）" 84, |row| Content::Fen(row.amount_fen);
        "关联编号" 66, |row| Content::Code(&row.related);
        "备注" 84, |row| Content::Text(&row.remark);
    }
}

/// The columns of a variant, in the order of F14.
pub(crate) fn of_variant(variant: Variant) -> Vec<&'static Column> {
    ALL.iter().filter(|column| variant == Variant::Full || !column.personal).collect()
}

/// The headings of a variant, left to right.
#[must_use]
pub fn column_titles(variant: Variant) -> Vec<&'static str> {
    of_variant(variant).iter().map(|column| column.title).collect()
}
