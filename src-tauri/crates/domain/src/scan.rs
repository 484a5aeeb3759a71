//! Scanned papers (扫描件) that come back to the office.

use crate::terms::terms;

terms! {
    /// Which of our papers a scan shows.
    pub enum ScanForm {
        Slip = "slip", "交办单";
        Receipt = "receipt", "签收回执";
        Act = "act", "办理文书";
    }
}

terms! {
    /// Why a scan, or a code on it, leads to no paper.
    pub enum ScanFault {
        NoCode = "no_code", "没有找到二维码";
        OtherCode = "other_code", "二维码不是本程序印的";
        Foreign = "foreign", "是别的单位的文书，本台账里没有";
        VoidSlip = "void_slip", "这张交办单已作废";
        LapsedAct = "lapsed_act", "这份文书已失效";
        Missing = "missing", "找不到这个文件";
        NotAScan = "not_a_scan", "不是图片，也不是 PDF";
        TooLarge = "too_large", "文件超过 50 MB";
        TooManyDots = "too_many_dots", "图面太大，请按 300 dpi 重新扫描";
        TooManyPages = "too_many_pages", "超过 60 页，请分开扫描";
        Protected = "protected", "文件有密码，请去掉密码";
        Damaged = "damaged", "文件损坏，读不出来";
        TooSlow = "too_slow", "读得太久，已停下";
    }
}
