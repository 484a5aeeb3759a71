//! What a stored file (附件) belongs to.

use crate::terms::terms;

terms! {
    /// The kind of row a file is attached to.
    pub enum AttachmentOwner {
        Reception = "reception", "接待活动";
        Guest = "guest", "到会企业";
        Demand = "demand", "诉求";
        Slip = "slip", "交办单";
        Enterprise = "enterprise", "企业";
    }
}
