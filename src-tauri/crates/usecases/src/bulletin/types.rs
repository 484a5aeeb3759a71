//! Inputs and outputs: bulletins.

use chrono::NaiveDate;
use domain::bulletin::{BulletinKind, BulletinState};
use domain::demand::DemandState;
use domain::ids::{
    BulletinId, BulletinInstructionId, DemandId, EnterpriseId, LeaderId, ReceptionId,
};

use crate::minutes::DemandFields;
use crate::wire::wire;

wire! {
    /// A label with what stands after its colon: 报, 送, 发; 出席, 请假.
    #[derive(Eq)]
    pub struct BulletinWords {
        pub label: String,
        pub words: String,
    }

    /// The figures of a part; the last row is the total.
    #[derive(Eq)]
    pub struct BulletinFigures {
        pub columns: Vec<String>,
        pub rows: Vec<Vec<String>>,
        /// 口径 and cut-off day.
        pub note: String,
        /// Columns drawn as bars under the table, at most two; the first column is 0.
        #[serde(default)]
        pub charted: Vec<u32>,
    }

    /// A part of a bulletin; one that says nothing is not printed.
    #[derive(Eq)]
    pub struct BulletinSection {
        /// Without its numeral.
        pub head: String,
        /// Paragraphs; one may begin with `（一）……。`.
        pub text: String,
        pub figures: Option<BulletinFigures>,
    }

    /// What is edited of a bulletin.
    #[derive(Eq)]
    pub struct BulletinContent {
        /// The red mark.
        pub mark: String,
        /// 编印单位, as printed over the rule.
        pub issuer: String,
        /// Empty on a 纪要.
        pub title: String,
        pub opening: String,
        pub sections: Vec<BulletinSection>,
        pub attendance: Vec<BulletinWords>,
        /// 报, 送, 发 or 分送; remembered from one issue to the next.
        pub copies: Vec<BulletinWords>,
        /// 编审 and 签发, or who issues a 纪要; remembered, too.
        pub imprint: String,
    }

    /// A line of the list.
    pub struct BulletinLine {
        pub id: BulletinId,
        pub kind: BulletinKind,
        pub state: BulletinState,
        /// 2026年三季度; the sitting's title for a 纪要.
        pub period: String,
        pub title: String,
        /// `2026年第3期（总第11期）`, once issued.
        pub number: Option<String>,
        pub drafted_on: NaiveDate,
        pub drafted_by: String,
        pub issued_on: Option<NaiveDate>,
        /// What leaders wrote upon it.
        pub instructions: u32,
        /// Of these, the demands that are not settled yet.
        pub open_instructions: u32,
    }

    /// All bulletins: drafts first, then the latest.
    pub struct BulletinList {
        pub bulletins: Vec<BulletinLine>,
    }

    /// What a leader wrote, and what became of it.
    pub struct BulletinInstruction {
        pub id: BulletinInstructionId,
        pub leader_name: String,
        pub leader_post: String,
        pub on: NaiveDate,
        pub text: String,
        pub demand_id: DemandId,
        pub demand_number: String,
        pub demand_title: String,
        pub demand_state: DemandState,
    }

    pub struct BulletinDetail {
        pub id: BulletinId,
        pub version: i64,
        pub kind: BulletinKind,
        pub state: BulletinState,
        pub period: String,
        pub reception_id: Option<ReceptionId>,
        pub content: BulletinContent,
        /// As printed; none before it is issued.
        pub number: Option<String>,
        /// What the next number of its kind is.
        pub next_number: String,
        /// No bulletin of its kind has a number yet: the first may go on from those on paper.
        pub is_first: bool,
        pub drafted_on: NaiveDate,
        pub drafted_by: String,
        pub issued_on: Option<NaiveDate>,
        pub void_reason: String,
        pub instructions: Vec<BulletinInstruction>,
    }

    /// Drafts a bulletin of a quarter, a year or a sitting; where there is one already, that.
    pub struct DraftBulletin {
        pub kind: BulletinKind,
        pub year: i32,
        /// The quarter; 1 for a year or a sitting.
        pub number: u32,
        /// The sitting of a 纪要.
        pub reception_id: Option<ReceptionId>,
    }

    pub struct SaveBulletin {
        pub id: BulletinId,
        pub version: i64,
        pub content: BulletinContent,
    }

    /// Numbers a bulletin and freezes it.
    pub struct IssueBulletin {
        pub id: BulletinId,
        pub version: i64,
        pub on: NaiveDate,
        /// The number in its year of the first one made here, where others went out on paper before.
        pub first_seq: Option<u32>,
        /// The same over all years.
        pub first_total: Option<u32>,
    }

    /// Records what a leader wrote upon an issued 专报, and registers the demand it becomes.
    pub struct InstructBulletin {
        pub id: BulletinId,
        pub version: i64,
        pub leader_id: LeaderId,
        pub on: NaiveDate,
        pub text: String,
        /// The enterprise it is about.
        pub enterprise_id: EnterpriseId,
        pub fields: DemandFields,
    }

    pub struct PrintBulletin {
        pub id: BulletinId,
        /// Where to; none = the program's own print folder.
        pub path: Option<String>,
        pub job: String,
    }

    /// Writes the bulletin as a docx.
    pub struct ExportBulletin {
        pub id: BulletinId,
        /// Where to; must not exist as a folder.
        pub path: String,
    }

    pub struct BulletinExported {
        pub path: String,
    }

    /// The 批示 a demand came from.
    pub struct DemandBulletin {
        pub bulletin_id: BulletinId,
        /// `2026年第3期（总第11期）季度专报`.
        pub issue: String,
        pub leader_name: String,
        pub leader_post: String,
        pub on: NaiveDate,
        pub text: String,
    }
}
