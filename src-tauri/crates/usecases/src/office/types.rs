//! Inputs and outputs: the office, its clerks, its clock.

use chrono::{DateTime, NaiveDate, Utc};
use domain::calendar::{NoticeDay, NoticeScope};
use domain::handling::DateKind;
use domain::ids::{ClerkId, NoticeId, RowId};
use domain::limits::Limits;

use crate::wire::wire;

wire! {
    /// The office's own particulars (设置).
    pub struct OfficeSettings {
        /// Name of the office, as it signs: 川江区工商业联合会.
        pub name: String,
        /// The mark in red at the head of a slip: 川江区民营企业接待日交办单.
        pub slip_mark: String,
        /// The organ's short form in a slip's number: 川工商联交.
        pub number_prefix: String,
        /// GB/T 2260 code of the district, six digits.
        pub district_code: String,
        /// Name of the district: 川江区.
        pub district_name: String,
        /// The person units ask.
        pub contact_name: String,
        pub contact_phone: String,
        /// Where receipts are returned to.
        pub return_address: String,
        /// Copied in at the foot of a slip (抄送), in order.
        pub copies_to: Vec<String>,
        /// Daily cut-off, `HH:MM`: what comes later counts as the next working day.
        pub cut_off: String,
        pub limits: Limits,
        pub version: i64,
    }

    /// Somebody who works in the office.
    pub struct Clerk {
        pub id: ClerkId,
        pub name: String,
        /// 经办人, 审核人, …
        pub post: String,
        pub is_active: bool,
        /// 保密管理员: may see the register of clues.
        pub is_cleared: bool,
        pub version: i64,
    }

    /// Makes a clerk 保密管理员, or takes it back.
    pub struct SetClearance {
        pub id: ClerkId,
        pub version: i64,
        pub is_cleared: bool,
    }

    /// Creates (`id` none) or changes a clerk.
    pub struct SaveClerk {
        pub id: Option<ClerkId>,
        pub name: String,
        pub post: String,
        pub is_active: bool,
        pub version: i64,
    }

    pub struct ClerkList {
        pub clerks: Vec<Clerk>,
    }

    pub struct SwitchClerk {
        pub id: ClerkId,
    }

    /// What the window's frame shows at all times.
    pub struct OfficeStatus {
        /// False until name, mark and number prefix are set: the window opens 设置.
        pub is_set_up: bool,
        /// True in a copy of the sample office.
        pub is_demo: bool,
        pub office_name: String,
        pub clerk: Clerk,
        pub today: NaiveDate,
        pub now: DateTime<Utc>,
        /// Working days of this month up to today, today included when it is one.
        pub workday_of_month: u32,
        /// Open demands, the count on 诉求台账.
        pub open_demands: i64,
        /// Demands with a red light, the count on 督办.
        pub overdue_demands: u32,
        /// Slips that wait for the office or the leader, the count on 交办单.
        pub waiting_slips: i64,
        /// The running reception, if any.
        pub running_reception_id: Option<String>,
        pub last_backup: Option<BackupMark>,
        /// What the last backup since the start could not do; empty when it did all.
        pub backup_fault: String,
        /// Set when the journal contradicts itself or what is noted of it outside the database.
        pub is_journal_broken: bool,
        /// The last year with a published holiday notice.
        pub calendar_until: i32,
        pub data_dir: String,
        /// Set when the machine's clock stands before the last journal entry.
        pub is_clock_behind: bool,
    }

    pub struct BackupMark {
        pub at: DateTime<Utc>,
        pub path: String,
    }

    /// A month of the work calendar.
    pub struct MonthQuery {
        pub year: i32,
        /// 1–12.
        pub month: u32,
    }

    pub struct CalendarDay {
        pub date: NaiveDate,
        pub kind: domain::calendar::DayKind,
    }

    /// The days from the Monday on or before the 1st to the Sunday on or after the last.
    pub struct CalendarMonth {
        pub days: Vec<CalendarDay>,
        pub workdays: u32,
        pub make_up_days: u32,
        pub rest_days: u32,
        /// False: the State Council's notice for this year is not in the program (暂定).
        pub is_published: bool,
    }

    /// Reads a notice on public holidays off its text, or off a file (txt, or JSON as
    /// `holiday-cn` gives it).
    pub struct ReadNotice {
        pub text: String,
        /// A file on this machine; then `text` is not looked at.
        pub path: Option<String>,
        /// The year, where the text does not say.
        pub year: Option<i32>,
    }

    /// What was read, for a person to confirm.
    pub struct NoticeProposal {
        pub year: i32,
        /// Title and number of the document.
        pub source: String,
        /// The wording; empty for a JSON file.
        pub text: String,
        pub days: Vec<NoticeDay>,
        /// What does not agree or could not be read; empty when all agrees.
        pub doubts: Vec<String>,
        /// The program has a notice of this year already.
        pub is_known: bool,
    }

    /// A notice in force.
    pub struct NoticeInForce {
        /// None for one shipped with the program.
        pub id: Option<NoticeId>,
        pub year: i32,
        pub scope: NoticeScope,
        pub source: String,
        pub text: String,
        pub days: Vec<NoticeDay>,
        pub imported_on: Option<NaiveDate>,
        pub imported_by: String,
        /// 0 for one shipped with the program.
        pub version: i64,
    }

    /// The notices in force, the oldest year first.
    pub struct NoticeList {
        pub notices: Vec<NoticeInForce>,
    }

    /// The days of a year's notice as a person confirmed them; without days, what was imported is
    /// taken back.
    pub struct CalendarChange {
        pub year: i32,
        pub scope: NoticeScope,
        pub source: String,
        pub text: String,
        pub days: Vec<NoticeDay>,
    }

    /// What a change of the calendar would do.
    pub struct CalendarPreview {
        /// Dates that were told and would move, by demand.
        pub moves: Vec<crate::handling::DateMove>,
        /// Open demands whose due date stands and is 暂定 no more.
        pub settled: u32,
        /// Days of the year that become working days or cease to be.
        pub changed_days: u32,
    }

    /// What somebody chose for one date of a preview.
    pub struct MoveChoice {
        pub kind: DateKind,
        pub id: RowId,
        /// The date as it was shown.
        pub new_on: NaiveDate,
        pub is_accepted: bool,
    }

    /// Puts a change in force, with a choice for every date of its preview.
    pub struct ChangeCalendar {
        pub change: CalendarChange,
        /// Version of what is imported for this year and scope; 0 for none.
        pub version: i64,
        /// Why what was imported is taken back; not asked when another notice replaces it.
        pub reason: String,
        pub choices: Vec<MoveChoice>,
    }

    /// The limits other places work by.
    pub struct PresetList {
        pub presets: Vec<domain::limits::LimitPreset>,
    }

    /// Explains a due date before anything is saved.
    pub struct PreviewDeadline {
        /// Day of issue; none = today.
        pub issued_on: Option<NaiveDate>,
        /// Working days.
        pub limit: u32,
    }

    pub struct DeadlinePreview {
        pub due_on: NaiveDate,
        pub is_provisional: bool,
        pub ruler: domain::deadline::Ruler,
    }

    /// A form typed in and not saved yet.
    pub struct KeptForm {
        /// The form and the row it is about, as the window names it.
        pub key: String,
        /// JSON of the window.
        pub form: String,
    }

    /// The forms of the clerk at the desk, the latest first.
    pub struct KeptFormList {
        pub forms: Vec<KeptForm>,
    }

    /// Keeps what stands in a form.
    pub struct KeepForm {
        pub key: String,
        /// None: it was saved or given up.
        pub form: Option<String>,
    }
}
