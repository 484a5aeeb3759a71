//! Inputs and outputs: receptions, their guests, their attendance.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use domain::ids::{AttachmentId, EnterpriseId, GuestId, LeaderId, ReceptionId, UnitId};
use domain::reception::{Capacity, Presence, ReceptionKind, ReceptionState, Venue};

use crate::wire::wire;

wire! {
    /// An enterprise invited to a reception.
    pub struct Guest {
        /// None in an input: a new guest.
        pub id: Option<GuestId>,
        pub enterprise_id: EnterpriseId,
        /// Filled on output.
        pub enterprise_name: String,
        pub enterprise_short_name: String,
        pub representative: String,
        pub post: String,
        pub phone: String,
        pub capacity: Capacity,
        /// The 委托书 an authorised representative brings (scenario 18).
        pub mandate_id: Option<AttachmentId>,
        /// Planned time in the agenda.
        pub slot: Option<NaiveTime>,
        /// What it announced to ask.
        pub topic: String,
        pub presence: Presence,
        pub arrived_at: Option<DateTime<Utc>>,
        pub left_at: Option<DateTime<Utc>>,
        pub presence_note: String,
        /// Demands raised so far (output).
        pub demands: i64,
    }

    /// A unit taking part.
    pub struct Participant {
        pub unit_id: UnitId,
        pub unit_name: String,
        pub unit_short_name: String,
        pub person: String,
        pub post: String,
        pub presence: Presence,
        pub arrived_at: Option<DateTime<Utc>>,
        pub left_at: Option<DateTime<Utc>>,
        pub presence_note: String,
    }

    /// A leader's part.
    pub struct LeaderName {
        pub id: LeaderId,
        pub name: String,
        pub post: String,
    }

    /// An agenda item that is no enterprise: policy briefing, legal training…
    pub struct AgendaItem {
        pub slot: Option<NaiveTime>,
        pub title: String,
        pub note: String,
        pub is_done: bool,
        /// Copies of material handed out.
        #[serde(default)]
        pub materials: u32,
    }

    /// Creates or changes a reception with everything the notice (F1) needs.
    pub struct SaveReception {
        pub id: Option<ReceptionId>,
        pub version: i64,
        pub kind: ReceptionKind,
        pub venue: Venue,
        /// 第九期民营企业接待日.
        pub title: String,
        /// Number within the kind's series; 0 = none.
        pub series_number: u32,
        pub held_on: NaiveDate,
        pub starts: NaiveTime,
        pub ends: Option<NaiveTime>,
        pub place: String,
        pub leader_id: LeaderId,
        /// Takes the chair when set to preside.
        pub stand_in_id: Option<LeaderId>,
        pub is_stand_in_presiding: bool,
        pub accompanying: Vec<LeaderId>,
        pub theme: String,
        pub host: String,
        pub recorder: String,
        pub participants: Vec<Participant>,
        pub guests: Vec<Guest>,
        pub agenda: Vec<AgendaItem>,
        pub note: String,
    }

    /// A reception in full.
    pub struct ReceptionDetail {
        pub id: ReceptionId,
        pub version: i64,
        pub state: ReceptionState,
        pub kind: ReceptionKind,
        pub venue: Venue,
        pub title: String,
        pub series_number: u32,
        pub held_on: NaiveDate,
        pub starts: NaiveTime,
        pub ends: Option<NaiveTime>,
        pub place: String,
        pub leader: LeaderName,
        pub stand_in: Option<LeaderName>,
        pub is_stand_in_presiding: bool,
        pub accompanying: Vec<LeaderName>,
        pub theme: String,
        pub host: String,
        pub recorder: String,
        pub participants: Vec<Participant>,
        pub guests: Vec<Guest>,
        pub agenda: Vec<AgendaItem>,
        pub note: String,
        pub started_at: Option<DateTime<Utc>>,
        pub ended_at: Option<DateTime<Utc>>,
        pub cancel_reason: String,
        /// What is still to prepare before it can be held well.
        pub preparations: Vec<Preparation>,
        /// Last working day for the notice (P1).
        pub notice_due_on: NaiveDate,
        /// 暂定: the way to the date touches days whose holiday notice is still to come.
        pub is_notice_due_provisional: bool,
        /// When the notice went out (form F1); none before that.
        pub announced_on: Option<NaiveDate>,
        /// Last working day to sign and issue its slips (P3).
        pub issue_due_on: NaiveDate,
        /// 暂定, as for the notice.
        pub is_issue_due_provisional: bool,
    }

    /// One line of the preparation check.
    pub struct Preparation {
        pub label: String,
        pub is_done: bool,
        pub note: String,
    }

    /// Which receptions: those of a year, or between two days (both counted), or all.
    #[derive(Default)]
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional_fields))]
    pub struct ReceptionsQuery {
        pub year: Option<i32>,
        pub from: Option<NaiveDate>,
        pub to: Option<NaiveDate>,
        pub query: String,
        /// Rows per page, at most 500, which is also what none means.
        pub limit: Option<u32>,
        pub offset: Option<u32>,
        /// The latest first.
        pub is_descending: Option<bool>,
    }

    pub struct ReceptionRow {
        pub id: ReceptionId,
        pub state: ReceptionState,
        pub kind: ReceptionKind,
        pub venue: Venue,
        pub title: String,
        pub series_number: u32,
        pub held_on: NaiveDate,
        pub starts: NaiveTime,
        pub place: String,
        /// Who actually presides.
        pub leader: LeaderName,
        /// The planned leader when the stand-in presides.
        pub replaced_leader: Option<LeaderName>,
        pub guests: i64,
        pub demands: i64,
        pub waiting_slips: i64,
    }

    /// The reception of a kind that stands last in its series, whatever its year.
    pub struct LastOfSeries {
        pub kind: ReceptionKind,
        /// 总期号.
        pub number: u32,
        pub title: String,
    }

    pub struct ReceptionList {
        pub receptions: Vec<ReceptionRow>,
        /// Rows found on all pages.
        pub total: i64,
        /// This and what follows is of the whole period, whatever is looked for.
        pub held: i64,
        pub received_enterprises: i64,
        pub stand_ins: i64,
        /// Of each kind that was ever held or planned.
        pub last_of_series: Vec<LastOfSeries>,
    }

    /// Records arrival, leave or absence of a guest or a participant.
    pub struct SaveAttendance {
        pub reception_id: ReceptionId,
        /// Exactly one of the two.
        pub guest_id: Option<GuestId>,
        pub unit_id: Option<UnitId>,
        pub presence: Presence,
        /// When it happened; none = now.
        pub at: Option<DateTime<Utc>>,
        pub note: String,
    }

    pub struct SaveAgendaDone {
        pub reception_id: ReceptionId,
        /// Place in the agenda, from 0.
        pub position: u32,
        pub is_done: bool,
    }
}

impl ReceptionDetail {
    /// Returns who presides: the planned leader unless the stand-in took the chair.
    pub(crate) fn presiding(&self) -> &LeaderName {
        self.stand_in.as_ref().filter(|_| self.is_stand_in_presiding).unwrap_or(&self.leader)
    }
}
