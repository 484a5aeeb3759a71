//! Inputs and outputs: the running record (记录) and what becomes of its sentences.

use chrono::{DateTime, NaiveDate, Utc};
use domain::demand::{Category, DemandKind, DemandState, UrgencyTag, Visibility};
use domain::ids::{DemandId, EntryId, GuestId, ReceptionId, RowId, UnitId};
use domain::reception::Speaker;

use crate::demand::DemandOrigin;
use crate::reception::ReceptionDetail;
use crate::wire::wire;

wire! {
    /// One entry of the record.
    pub struct Entry {
        pub id: EntryId,
        /// The enterprise being received; none for opening and closing words.
        pub guest_id: Option<GuestId>,
        pub speaker: Speaker,
        /// 何例舟; 川江供电公司 邓例文.
        pub speaker_name: String,
        /// Unit, leader or enterprise the speaker belongs to.
        pub speaker_ref: Option<String>,
        pub text: String,
        pub spoken_at: DateTime<Utc>,
        /// Order within the record.
        pub position: i64,
        /// True while it is still in the composer.
        pub is_draft: bool,
        pub version: i64,
    }

    /// Saves an entry: each pause in typing, and at its end. The id is made by the screen, so a
    /// save that is sent again changes nothing twice.
    pub struct SaveEntry {
        pub id: EntryId,
        pub reception_id: ReceptionId,
        pub guest_id: Option<GuestId>,
        pub speaker: Speaker,
        pub speaker_name: String,
        pub speaker_ref: Option<RowId>,
        pub text: String,
        pub spoken_at: DateTime<Utc>,
        pub is_draft: bool,
        /// Puts a new entry right after this one; none = at the end.
        pub after: Option<EntryId>,
        /// 0 for a new entry.
        pub version: i64,
    }

    /// Acknowledges a durable save.
    pub struct EntrySaved {
        pub id: EntryId,
        pub version: i64,
        pub position: i64,
        pub saved_at: DateTime<Utc>,
    }

    pub struct SplitEntry {
        pub id: EntryId,
        pub version: i64,
        /// Characters before the cut.
        pub at: u32,
        pub new_id: EntryId,
    }

    /// Joins an entry to the one before it.
    pub struct MergeEntry {
        pub id: EntryId,
        pub version: i64,
    }

    /// The words a demand came from.
    pub struct Quote {
        pub entry_id: EntryId,
        /// Character range `[from, to)`.
        pub from: u32,
        pub to: u32,
    }

    /// A demand as the record shows it.
    pub struct SittingDemand {
        pub id: DemandId,
        pub number: String,
        pub guest_id: Option<GuestId>,
        pub quotes: Vec<Quote>,
        pub state: DemandState,
        pub fields: DemandFields,
        /// What was answered on the spot (现场答复); empty otherwise.
        pub answer: String,
        pub answered_by: String,
        /// If issued on the day of the sitting or today, whichever is later; none once answered.
        pub due_on: Option<NaiveDate>,
        pub is_provisional: bool,
        pub ruler: Option<domain::deadline::Ruler>,
        /// Fields a slip still lacks.
        pub missing: Vec<MissingField>,
        pub slip_id: Option<String>,
        pub version: i64,
    }

    /// What the clerk types about a demand; the same wherever it is edited.
    pub struct DemandFields {
        pub kind: DemandKind,
        pub category: Option<Category>,
        /// At most 30 characters.
        pub title: String,
        /// 事实.
        pub facts: String,
        /// 请求.
        pub request: String,
        /// 金额 in fen.
        pub amount_fen: Option<i64>,
        pub urgency: Vec<UrgencyTag>,
        pub visibility: Visibility,
        pub lead_unit: Option<UnitId>,
        /// Name now, for reading (output only).
        pub lead_unit_name: String,
        pub assisting_units: Vec<UnitId>,
        pub assisting_unit_names: Vec<String>,
        /// 责任人.
        pub responsible_person: String,
        /// 办理要求.
        pub requirement: String,
        /// Working days; none = not decided.
        pub limit: Option<u32>,
        pub feedback: domain::slip::FeedbackWay,
    }

    /// A field that must be filled before the slip can go on.
    pub struct MissingField {
        pub demand_id: Option<DemandId>,
        pub field: String,
        /// 责任人（诉求 3）.
        pub label: String,
    }

    /// Turns words of an entry into a demand.
    pub struct RaiseDemand {
        pub id: DemandId,
        pub reception_id: ReceptionId,
        pub guest_id: GuestId,
        pub quote: Quote,
        pub fields: DemandFields,
    }

    pub struct SaveDemandFields {
        pub id: DemandId,
        pub version: i64,
        pub fields: DemandFields,
        /// Corrects where it comes from; none leaves that as it stands.
        pub origin: Option<DemandOrigin>,
    }

    /// Splits a demand: the second takes title and words given here, the units of the first.
    pub struct SplitDemand {
        pub id: DemandId,
        pub version: i64,
        pub new_id: DemandId,
        pub title: String,
        /// Where the words taken stand; none: they are looked for in the quotes.
        pub quote: Option<Quote>,
        /// What the first demand keeps.
        pub left: DemandWords,
        /// What goes to the second.
        pub taken: DemandWords,
    }

    /// The words of a demand that a slip prints.
    pub struct DemandWords {
        pub facts: String,
        pub request: String,
        pub requirement: String,
    }

    /// Joins a demand to another one of the same guest: its quotes move, all its words are appended.
    pub struct MergeDemand {
        pub id: DemandId,
        pub version: i64,
        pub into: DemandId,
    }

    pub struct AnswerOnSite {
        pub id: DemandId,
        pub version: i64,
        /// Who answered: 区金融工作服务中心 罗示恒.
        pub answered_by: String,
        pub answer: String,
    }

    /// Everything the live screen shows.
    pub struct Minutes {
        pub reception: ReceptionDetail,
        pub entries: Vec<Entry>,
        pub demands: Vec<SittingDemand>,
        /// What was in the composer when the program last stopped.
        pub draft: Option<Entry>,
        pub missing: Vec<MissingField>,
        pub last_saved_at: Option<DateTime<Utc>>,
    }

    /// Asks for the slip as it will print, from the demands of one guest.
    pub struct PreviewSitting {
        pub reception_id: ReceptionId,
        pub guest_id: GuestId,
    }
}
