//! The columns of the ledger, once: heading, width and content of each (domain F14).

use chrono::NaiveDate;

use super::row::{LedgerRow, Light};
use super::scope::Variant;

/// What a cell holds, borrowed from its row.
pub(crate) enum Content<'a> {
    /// The serial number.
    Serial,
    /// Text.
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

/// How a column is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Short text, centred.
    Word,
    /// Digits that are a name, not a number; centred.
    Code,
    /// Running text, flush left, wrapped.
    Text,
    /// Whole numbers.
    Whole,
    /// Days.
    Day,
    /// Money.
    Money,
    /// The light; each has its own tint.
    Light,
}

/// One column.
pub(crate) struct Column {
    /// Heading over a group of columns.
    pub(crate) band: &'static str,
    /// Heading.
    pub(crate) title: &'static str,
    /// Width in pixels at 96 dpi.
    pub(crate) width: u16,
    /// How it is set.
    pub(crate) kind: Kind,
    /// Whether the public variant leaves it out.
    personal: bool,
    /// Takes the content out of a row.
    pub(crate) of: for<'a> fn(&'a LedgerRow) -> Content<'a>,
}

/// Zero is not worth ink.
fn times(count: u32) -> Content<'static> {
    Content::Whole((count > 0).then_some(count))
}

macro_rules! columns {
    ($($band:literal { $($title:literal $width:literal $kind:ident, $(#$personal:ident)? |$row:ident| $content:expr;)+ })+) => {
        static ALL: &[Column] = &[$($(Column {
            band: $band,
            title: $title,
            width: $width,
            kind: Kind::$kind,
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
        "序号" 40 Whole, |_row| Content::Serial;
        "诉求编号" 66 Code, |row| Content::Text(&row.code);
        "期次" 46 Word, |row| Content::Text(&row.session);
        "日期" 68 Day, |row| Content::Day(row.on);
        "接待领导" 46 Word, |row| Content::Text(&row.receiver);
    }
    "企业" {
        "企业" 88 Text, |row| Content::Text(&row.enterprise);
        "统一社会信用代码" 76 Code, |row| Content::Text(&row.uscc);
        "镇街" 46 Word, |row| Content::Text(&row.township);
        "行业" 46 Word, |row| Content::Text(&row.industry);
        "规模" 34 Word, |row| Content::Text(&row.size);
        "联系人" 46 Word, #personal |row| Content::Text(&row.contact);
        "电话" 78 Code, #personal |row| Content::Text(&row.phone);
    }
    "诉求" {
        "来源" 46 Word, |row| Content::Text(&row.source);
        "类型" 34 Word, |row| Content::Text(&row.kind);
        "分类" 46 Word, |row| Content::Text(&row.category);
        "标题" 108 Text, |row| Content::Text(&row.title);
        "内容" 200 Text, |row| Content::Text(&row.content);
        "急重难" 34 Word, |row| Content::Text(&row.weight);
        "处置" 46 Word, |row| Content::Text(&row.disposal);
    }
    "交办" {
        "交办字号" 80 Code, |row| Content::Text(&row.slip_number);
        "交办日" 68 Day, |row| Content::Day(row.issued_on);
        "牵头领导" 46 Word, |row| Content::Text(&row.lead_leader);
        "主办" 72 Text, |row| Content::Text(&row.lead_unit);
        "协办" 72 Text, |row| Content::Text(&row.co_units);
        "责任人" 46 Word, |row| Content::Text(&row.person);
        "时限（工作日）" 40 Whole, |row| Content::Whole(row.limit_wd);
        "原到期日" 68 Day, |row| Content::Day(row.first_due_on);
        "现到期日" 68 Day, |row| Content::Day(row.due_on);
        "延期次数" 34 Whole, |row| times(row.extensions);
        "签收日" 68 Day, |row| Content::Day(row.received_on);
    }
    "办理" {
        "最新进展" 140 Text, |row| Content::Text(&row.progress);
        "进展日" 68 Day, |row| Content::Day(row.progress_on);
        "状态" 46 Word, |row| Content::Text(&row.state);
        "灯" 60 Light, |row| Content::Light(row.light);
        "逾期（工作日）" 40 Whole, |row| times(row.overdue_wd.unwrap_or(0));
        "催办" 34 Whole, |row| times(row.reminders);
        "督办" 34 Whole, |row| times(row.supervisions);
    }
    "办结与评价" {
        "办结日" 68 Day, |row| Content::Day(row.closed_on);
        "用时（工作日）" 40 Whole, |row| Content::Whole(row.used_wd);
        "类别" 34 Word, |row| Content::Text(&row.result_class);
        "结果" 120 Text, |row| Content::Text(&row.result);
        "答复日" 68 Day, |row| Content::Day(row.replied_on);
        "评价" 46 Word, |row| Content::Text(&row.rating);
        "回访日" 68 Day, |row| Content::Day(row.revisited_on);
        "重办轮次" 34 Whole, |row| times(row.redo_rounds);
    }
    "其他" {
        "金额（元）" 84 Money, |row| Content::Fen(row.amount_fen);
        "关联编号" 66 Code, |row| Content::Text(&row.related);
        "备注" 84 Text, |row| Content::Text(&row.remark);
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
