//! The assignment slip (交办单) and the tasks (承办任务) it makes.

use crate::terms::terms;

terms! {
    /// Where a slip stands.
    pub enum SlipState {
        Drafting = "drafting", "拟办中";
        UnderReview = "under_review", "待审核";
        AwaitingInstruction = "awaiting_instruction", "待签批";
        Instructed = "instructed", "待签发";
        Issued = "issued", "已签发";
        Void = "void", "作废";
    }
}

terms! {
    /// What happens to a slip.
    pub enum SlipAction {
        /// Changes proposal, units, requirement or limit.
        Edit = "edit", "修改";
        Submit = "submit", "送审";
        Approve = "approve", "审核同意";
        Return = "return", "退回";
        Instruct = "instruct", "批示";
        Sign = "sign", "签名";
        Issue = "issue", "签发取号";
        Void = "void", "作废";
    }
}

/// An action that the slip's state does not allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a slip that is {from:?} does not take {action:?}")]
pub struct SlipTransitionError {
    /// Where the slip stands.
    pub from: SlipState,
    /// What was asked.
    pub action: SlipAction,
}

impl SlipState {
    /// Returns the state after `action`. A void slip keeps its number for ever (scenario 48).
    ///
    /// # Errors
    /// [`SlipTransitionError`] when the slip does not take the action now.
    pub fn after(self, action: SlipAction) -> Result<Self, SlipTransitionError> {
        use SlipAction as A;
        let next = match (self, action) {
            (Self::Drafting, A::Edit) => Self::Drafting,
            (Self::UnderReview, A::Edit) => Self::UnderReview,
            (Self::Drafting, A::Submit) => Self::UnderReview,
            (Self::UnderReview, A::Approve) => Self::AwaitingInstruction,
            (Self::UnderReview | Self::AwaitingInstruction | Self::Instructed, A::Return) => {
                Self::Drafting
            }
            // The leader may word the instruction again until the number is taken.
            (Self::AwaitingInstruction | Self::Instructed, A::Instruct) => Self::Instructed,
            (Self::Instructed, A::Sign) => Self::Instructed,
            (Self::Instructed, A::Issue) => Self::Issued,
            (
                Self::Drafting
                | Self::UnderReview
                | Self::AwaitingInstruction
                | Self::Instructed
                | Self::Issued,
                A::Void,
            ) => Self::Void,
            (
                Self::Drafting
                | Self::UnderReview
                | Self::AwaitingInstruction
                | Self::Instructed
                | Self::Issued
                | Self::Void,
                A::Edit
                | A::Submit
                | A::Approve
                | A::Return
                | A::Instruct
                | A::Sign
                | A::Issue
                | A::Void,
            ) => return Err(SlipTransitionError { from: self, action }),
        };
        Ok(next)
    }
}

terms! {
    /// Printed at the right of the number line (form F5 紧急程度).
    pub enum SlipUrgency {
        Ordinary = "ordinary", "普通";
        Urgent = "urgent", "加急";
        Critical = "critical", "特急";
    }
}

terms! {
    /// A unit's part in a demand.
    pub enum TaskRole {
        Lead = "lead", "主办";
        Assist = "assist", "协办";
    }
}

terms! {
    /// Where a task stands.
    pub enum TaskState {
        AwaitingReceipt = "awaiting_receipt", "待签收";
        Disputed = "disputed", "有异议";
        Received = "received", "已签收";
        /// An assisting unit gave its opinion, or the lead unit reported completion.
        Answered = "answered", "已反馈";
        Recalled = "recalled", "已收回";
    }
}

terms! {
    /// How a unit receipted (form F6 方式).
    pub enum ReceiptWay {
        InPerson = "in_person", "当面";
        Fax = "fax", "传真";
        System = "system", "系统";
        Post = "post", "邮寄";
    }
}

terms! {
    /// How a unit reports back (form F5 反馈方式).
    pub enum FeedbackWay {
        Written = "written", "书面";
        Meeting = "meeting", "会议";
        Phone = "phone", "电话";
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::Term;

    #[test]
    fn the_slip_grid_is_the_reviewed_one() {
        let mut grid = String::new();
        for &from in SlipState::ALL {
            grid.push_str(from.label());
            for &action in SlipAction::ALL {
                let cell = from.after(action).map_or("·", Term::label);
                grid.push_str(&format!(" | {}→{cell}", action.label()));
            }
            grid.push('\n');
        }
        insta::assert_snapshot!(grid);
    }
}
