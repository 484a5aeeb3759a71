//! What a ledger covers, as its head states it.

use chrono::{NaiveDate, NaiveDateTime};

use crate::style::spoken;

/// Who the ledger is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Variant {
    /// All columns.
    Full,
    /// Without 联系人 and 电话. The caller leaves sensitive rows out.
    Public,
}

/// Paper the sheet is set up for, landscape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// All columns side by side on one leaf.
    A3,
    /// Two leaves side by side, parted after 诉求; the second repeats number and code.
    A4,
}

impl Paper {
    /// Width between the margins in pixels at 96 dpi, landscape, 0.25 inch free at either side.
    pub(crate) fn width(self) -> u32 {
        match self {
            Self::A3 => 1539,
            Self::A4 => 1074,
        }
    }

    /// Code of the paper in the file format.
    pub(crate) fn code(self) -> u8 {
        match self {
            Self::A3 => 8,
            Self::A4 => 9,
        }
    }
}

/// Parts what stands under the title on one line.
pub(crate) const GAP: &str = "　　";

/// Heading, scope (口径) and sign-off of a ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerScope {
    /// 编制单位.
    pub office: String,
    /// Title line, such as `企业接待日诉求台账`.
    pub title: String,
    /// 口径 in words: which demands are in, by which filter.
    pub scope_text: String,
    /// First day covered, if bounded.
    pub period_from: Option<NaiveDate>,
    /// Last day covered, if bounded.
    pub period_to: Option<NaiveDate>,
    /// 截止日期: the day whose state the figures show.
    pub cut_off_date: NaiveDate,
    /// 制表时间 as printed.
    pub prepared_at: String,
    /// 制表人.
    pub prepared_by: String,
    /// Written to the document properties, so that equal input gives equal bytes.
    pub created: NaiveDateTime,
    /// Full or public.
    pub variant: Variant,
    /// Paper the ledger sheet prints on.
    pub paper: Paper,
}

impl LedgerScope {
    /// What stands under the title: what is covered and, after `parting`, as of when.
    pub(crate) fn line(&self, parting: &str) -> String {
        let period = match (self.period_from, self.period_to) {
            (Some(from), Some(to)) => format!("{}至{}", spoken(from), spoken(to)),
            (Some(from), None) => format!("{}起", spoken(from)),
            (None, Some(to)) => format!("至{}", spoken(to)),
            (None, None) => "全部".to_owned(),
        };
        format!(
            "编制单位：{}　　统计时段：{period}　　口径：{}{parting}截止日期：{}　　制表时间：{}",
            self.office,
            self.scope_text,
            spoken(self.cut_off_date),
            self.prepared_at,
        )
    }

    /// The line to be signed, with room for so many characters at each signature.
    pub(crate) fn sign_off(&self, room: usize) -> String {
        let (name, room) = (&self.prepared_by, "　".repeat(room));
        format!("制表：{name}{room}审核：{room}负责人：{room}日期：　　　年　　月　　日")
    }
}
