//! The columns of the ledger, once: heading, width and content of each (form F14).

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
    /// Name.
    pub(crate) title: &'static str,
    /// Width in pixels at 96 dpi. All 50 together are kept narrow, for a sheet is printed as small as
    /// it is wide: codes and short words take two or three lines, as they do in a printed register.
    pub(crate) width: u16,
    /// How it is set.
    pub(crate) kind: Kind,
    /// Whether the public variant leaves it out.
    personal: bool,
    /// Takes the content out of a row.
    pub(crate) of: for<'a> fn(&'a LedgerRow) -> Content<'a>,
}

/// Width of a column that holds nothing in any row: its heading stands, its room goes to the others.
pub(crate) const STRIP: u16 = 22;

/// The band after which a ledger that takes two leaves is parted.
pub(crate) const LAST_BAND_OF_FIRST_LEAF: &str = "诉求";

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
        "序号" 28 Whole, |_row| Content::Serial;
        "诉求编号" 44 Code, |row| Content::Text(&row.code);
        "期次" 56 Word, |row| Content::Text(&row.session);
        "日期" 62 Day, |row| Content::Day(row.on);
        "接待领导" 44 Word, |row| Content::Text(&row.receiver);
    }
    "企业" {
        "企业" 72 Text, |row| Content::Text(&row.enterprise);
        "统一社会信用代码" 52 Code, |row| Content::Text(&row.uscc);
        "镇街" 32 Word, |row| Content::Text(&row.township);
        "行业" 44 Word, |row| Content::Text(&row.industry);
        "规模" 32 Word, |row| Content::Text(&row.size);
        "联系人" 44 Word, #personal |row| Content::Text(&row.contact);
        "电话" 50 Code, #personal |row| Content::Text(&row.phone);
    }
    "诉求" {
        "来源" 32 Word, |row| Content::Text(&row.source);
        "类型" 32 Word, |row| Content::Text(&row.kind);
        "分类" 32 Word, |row| Content::Text(&row.category);
        "标题" 76 Text, |row| Content::Text(&row.title);
        "内容" 156 Text, |row| Content::Text(&row.content);
        "急重难" 32 Word, |row| Content::Text(&row.weight);
        "处置" 32 Word, |row| Content::Text(&row.disposal);
    }
    "交办" {
        "交办字号" 72 Code, |row| Content::Text(&row.slip_number);
        "交办日" 62 Day, |row| Content::Day(row.issued_on);
        "牵头领导" 44 Word, |row| Content::Text(&row.lead_leader);
        "主办" 64 Text, |row| Content::Text(&row.lead_unit);
        "协办" 64 Text, |row| Content::Text(&row.co_units);
        "责任人" 44 Word, |row| Content::Text(&row.person);
        "时限（工作日）" 44 Whole, |row| Content::Whole(row.limit_wd);
        "原到期日" 62 Day, |row| Content::Day(row.first_due_on);
        "现到期日" 62 Day, |row| Content::Day(row.due_on);
        "延期次数" 30 Whole, |row| times(row.extensions);
        "签收日" 62 Day, |row| Content::Day(row.received_on);
    }
    "办理" {
        "最新进展" 88 Text, |row| Content::Text(&row.progress);
        "进展日" 62 Day, |row| Content::Day(row.progress_on);
        "状态" 32 Word, |row| Content::Text(&row.state);
        "灯" 56 Light, |row| Content::Light(row.light);
        "逾期（工作日）" 44 Whole, |row| times(row.overdue_wd.unwrap_or(0));
        "催办" 30 Whole, |row| times(row.reminders);
        "督办" 30 Whole, |row| times(row.supervisions);
    }
    "办结与评价" {
        "办结日" 62 Day, |row| Content::Day(row.closed_on);
        "用时（工作日）" 44 Whole, |row| Content::Whole(row.used_wd);
        "类别" 30 Word, |row| Content::Text(&row.result_class);
        "结果" 76 Text, |row| Content::Text(&row.result);
        "答复日" 62 Day, |row| Content::Day(row.replied_on);
        "评价" 32 Word, |row| Content::Text(&row.rating);
        "回访日" 62 Day, |row| Content::Day(row.revisited_on);
        "重办轮次" 30 Whole, |row| times(row.redo_rounds);
    }
    "其他" {
        "金额（元）" 66 Money, |row| Content::Fen(row.amount_fen);
        "落实金额（元）" 66 Money, |row| Content::Fen(row.outcome_fen);
        "落实类别" 56 Text, |row| Content::Text(&row.outcome);
        "关联编号" 44 Code, |row| Content::Text(&row.related);
        "备注" 56 Text, |row| Content::Text(&row.remark);
    }
}

/// The columns of a variant, in the order of F14.
pub(crate) fn of_variant(variant: Variant) -> Vec<&'static Column> {
    ALL.iter().filter(|column| variant == Variant::Full || !column.personal).collect()
}

impl Column {
    /// The heading as it stands in the sheet: a unit in brackets has a line of its own, where it
    /// needs no brackets.
    pub(crate) fn heading(&self) -> String {
        self.title.replace('（', "\n").replace('）', "")
    }
}

/// The columns of a variant by name, left to right.
#[must_use]
pub fn column_titles(variant: Variant) -> Vec<&'static str> {
    of_variant(variant).iter().map(|column| column.title).collect()
}
