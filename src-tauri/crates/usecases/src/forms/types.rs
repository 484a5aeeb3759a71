//! Inputs: which form, and where its PDF goes.

use domain::ids::{DemandId, EnterpriseId, GuestId, ReceptionId, TaskId};
use serde::{Deserialize, Serialize};

use crate::wire::wire;

/// A form that is filled from the records, or handed out blank.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum FormChoice {
    /// F2 企业诉求登记表 of a demand.
    Registration { demand_id: DemandId },
    /// F2 for an enterprise to write its demand on.
    EnterpriseRegistration { enterprise_id: EnterpriseId },
    /// F2 without anything.
    BlankRegistration {},
    /// F3 接待记录 of a sitting that was begun.
    Record { reception_id: ReceptionId },
    /// 会前简报: what is known of a guest's enterprise before the sitting.
    Brief { guest_id: GuestId },
    /// 诉求确认单: what was written down of a guest, for its signature.
    Confirmation { guest_id: GuestId },
    /// F7 进展反馈表 of one task.
    Progress { task_id: TaskId },
    /// F7 without anything.
    BlankProgress {},
}

wire! {
    /// Shows a form as it prints.
    pub struct PreviewForm {
        pub form: FormChoice,
    }

    /// Makes the PDF of a form.
    pub struct PrintForm {
        pub form: FormChoice,
        /// Where to; none = the program's own print folder.
        pub path: Option<String>,
        pub job: String,
    }
}
