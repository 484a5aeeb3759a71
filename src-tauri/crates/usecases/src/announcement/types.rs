//! Inputs and outputs: the notice of a reception (通告, form F1).

use chrono::NaiveDate;
use domain::ids::ReceptionId;

use crate::wire::wire;

wire! {
    /// What the notice says besides the reception itself.
    pub struct AnnouncementBody {
        /// 限额, enterprises.
        pub quota: Option<u32>,
        /// 报名截止.
        pub enrol_until_on: Option<NaiveDate>,
        /// 受理范围.
        pub scope: String,
        /// 不受理范围.
        pub exclusions: String,
        /// 依据文件.
        pub basis: String,
        /// Contact and telephone.
        pub contact: String,
    }

    /// The notice of a reception: as issued, or as it is proposed.
    pub struct Announcement {
        pub reception_id: ReceptionId,
        /// 0 before it is issued.
        pub version: i64,
        pub issued_on: Option<NaiveDate>,
        pub issued_by: String,
        /// The reception was changed since: what went out is no longer right.
        pub is_outdated: bool,
        pub print_count: u32,
        /// Last working day for it (P1).
        pub due_on: NaiveDate,
        pub body: AnnouncementBody,
    }

    /// Issues the notice, or issues it anew.
    pub struct IssueAnnouncement {
        pub reception_id: ReceptionId,
        pub version: i64,
        pub body: AnnouncementBody,
    }

    /// Makes the PDF of the notice as it went out.
    pub struct PrintAnnouncement {
        pub reception_id: ReceptionId,
        /// Counts as a print; false only saves a copy for reading.
        pub is_counted: bool,
        /// Where to; none = the program's own print folder.
        pub path: Option<String>,
        pub job: String,
    }
}
