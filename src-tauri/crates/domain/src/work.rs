//! What the office itself has to do next.

use crate::terms::terms;

terms! {
    /// An act that waits on the workbench (工作台).
    pub enum WorkAct {
        PrepareReception = "prepare_reception", "会前准备";
        IssueAnnouncement = "issue_announcement", "发通告";
        AcceptDemand = "accept_demand", "受理诉求";
        ComposeSlip = "compose_slip", "拟交办单";
        ReviewSlip = "review_slip", "审核";
        InstructSlip = "instruct_slip", "送签批";
        IssueSlip = "issue_slip", "签发";
        RegisterReceipt = "register_receipt", "登记签收";
        OpenDemand = "open_demand", "查看办理";
        RuleObjection = "rule_objection", "裁定异议";
        DecideExtension = "decide_extension", "批复延期";
        ReviewCompletion = "review_completion", "审核办结";
        /// The master was answered, the enterprise of a joined demand was not (scenario 22).
        ReplyJoined = "reply_joined", "答复并案企业";
        AskRating = "ask_rating", "发评价表";
        RecordRating = "record_rating", "回访企业";
        ReviewDemand = "review_demand", "到期复核";
    }
}
