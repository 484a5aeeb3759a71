//! What the one search box finds.

use crate::terms::terms;

terms! {
    /// The kind of a search hit.
    pub enum SearchTarget {
        Demand = "demand", "诉求";
        Slip = "slip", "交办单";
        Reception = "reception", "接待活动";
        Entry = "entry", "现场记录";
        Enterprise = "enterprise", "企业";
        Unit = "unit", "单位";
        Leader = "leader", "领导";
    }
}
