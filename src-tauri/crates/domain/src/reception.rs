//! The reception (接待活动): kinds, venues and life.

use crate::terms::terms;

terms! {
    /// What kind of event it is (form F1 类型).
    pub enum ReceptionKind {
        ReceptionDay = "reception_day", "接待日";
        FaceToFace = "face_to_face", "面对面";
        Breakfast = "breakfast", "早餐会";
        Discussion = "discussion", "恳谈会";
        Salon = "salon", "沙龙";
        Visit = "visit", "走访";
    }
}

terms! {
    /// Where it is held (form F1 会场|现场).
    pub enum Venue {
        Hall = "hall", "会场";
        OnSite = "on_site", "现场";
    }
}

terms! {
    /// Where a reception stands.
    pub enum ReceptionState {
        Planned = "planned", "已排期";
        Running = "running", "进行中";
        Held = "held", "已办";
        Cancelled = "cancelled", "取消";
    }
}

terms! {
    /// By what right a person speaks for an enterprise (\[S3\]: 法定代表人 or authorised).
    pub enum Capacity {
        LegalRepresentative = "legal_representative", "法定代表人";
        Authorised = "authorised", "授权代表";
    }
}

terms! {
    /// Whether somebody invited is there.
    pub enum Presence {
        Expected = "expected", "未到";
        Present = "present", "到会";
        Left = "left", "已离场";
        Excused = "excused", "请假";
        Absent = "absent", "缺席";
    }
}

terms! {
    /// Who speaks in an entry of the record.
    pub enum Speaker {
        Enterprise = "enterprise", "企业";
        Unit = "unit", "部门";
        Leader = "leader", "领导";
        Aside = "aside", "旁记";
    }
}
