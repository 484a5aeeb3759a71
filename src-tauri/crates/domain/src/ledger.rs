//! Vocabularies of the ledger (台账).

use crate::terms::terms;

terms! {
    /// What the ledger is sorted by; ties by registration.
    pub enum LedgerSort {
        Due = "due", "到期";
        Number = "number", "编号";
        Raised = "raised", "登记日期";
        Enterprise = "enterprise", "企业";
        Unit = "unit", "主办";
        State = "state", "状态";
        Title = "title", "诉求";
    }
}

terms! {
    /// Who the workbook is for. The public one has no people, no phones and no sensitive rows.
    pub enum LedgerVariant {
        Full = "full", "内部";
        Public = "public", "公开";
    }
}

terms! {
    /// What paper the workbook is set up for. On A4 the columns take two leaves side by side.
    pub enum LedgerPaper {
        A3 = "a3", "A3 横向";
        A4 = "a4", "A4 横向（两张）";
    }
}
