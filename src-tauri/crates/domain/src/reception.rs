//! The reception (接待活动): kinds, venues and life.

use chrono::{DateTime, Utc};

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

/// Somebody's attendance, as recorded last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendance {
    pub presence: Presence,
    pub arrived_at: Option<DateTime<Utc>>,
    pub left_at: Option<DateTime<Utc>>,
    pub note: String,
}

/// What is recorded of somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    pub presence: Presence,
    pub at: DateTime<Utc>,
    /// The time was given by hand: it stands even where one is known already.
    pub is_corrected: bool,
    pub note: String,
}

/// Somebody would have left before arriving.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("left before arriving")]
pub struct LeftTooEarly;

impl Attendance {
    /// Returns the attendance once `mark` is recorded. Who comes back after leaving keeps the first
    /// arrival, unless a time is given; who is not there has no times.
    ///
    /// # Errors
    /// [`LeftTooEarly`].
    pub fn after(&self, mark: Mark) -> Result<Self, LeftTooEarly> {
        let Mark { presence, at, is_corrected, note } = mark;
        let (arrived_at, left_at) = match presence {
            Presence::Expected | Presence::Excused | Presence::Absent => (None, None),
            Presence::Present if is_corrected => (Some(at), None),
            Presence::Present => (Some(self.arrived_at.unwrap_or(at)), None),
            Presence::Left => (self.arrived_at, Some(at)),
        };
        if let (Some(arrived_at), Some(left_at)) = (arrived_at, left_at)
            && left_at < arrived_at
        {
            return Err(LeftTooEarly);
        }
        Ok(Self { presence, arrived_at, left_at, note })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hour: u32) -> DateTime<Utc> {
        format!("2026-09-23T{hour:02}:00:00Z").parse().unwrap()
    }

    #[test]
    fn coming_back_keeps_the_first_arrival_unless_it_is_corrected() {
        let mark = |presence, hour, is_corrected| Mark {
            presence,
            at: at(hour),
            is_corrected,
            note: String::new(),
        };
        let expected = Attendance {
            presence: Presence::Expected,
            arrived_at: None,
            left_at: None,
            note: String::new(),
        };
        let came = expected.after(mark(Presence::Present, 2, false)).unwrap();
        assert_eq!((came.arrived_at, came.left_at), (Some(at(2)), None));
        let left = came.after(mark(Presence::Left, 4, false)).unwrap();
        assert_eq!((left.arrived_at, left.left_at), (Some(at(2)), Some(at(4))));
        let back = left.after(mark(Presence::Present, 5, false)).unwrap();
        assert_eq!((back.arrived_at, back.left_at), (Some(at(2)), None));
        let corrected = left.after(mark(Presence::Present, 1, true)).unwrap();
        assert_eq!(corrected.arrived_at, Some(at(1)));
        assert_eq!(came.after(mark(Presence::Left, 1, true)), Err(LeftTooEarly));
        assert!(expected.after(mark(Presence::Left, 1, true)).is_ok(), "no arrival is known");
        let excused = left.after(mark(Presence::Excused, 5, false)).unwrap();
        assert_eq!((excused.arrived_at, excused.left_at), (None, None));
    }
}
