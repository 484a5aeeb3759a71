//! Inputs and outputs: leaders, units, enterprises and their people.

use chrono::{DateTime, NaiveDate, Utc};
use domain::enterprise::{
    EnterpriseFlag, EnterpriseKind, EnterpriseScale, Industry, NameKind, UnitKind,
};
use domain::ids::{EnterpriseId, LeaderId, PersonId, ReceptionId, UnitId};

use crate::wire::wire;

wire! {
    /// Looks a directory up; an empty query lists all.
    pub struct DirectoryQuery {
        /// Characters, pinyin or initials.
        pub query: String,
        /// Rows per page, at most 100.
        pub limit: u32,
        pub offset: u32,
        /// Also those no longer in office or business.
        pub with_retired: bool,
    }

    /// A leader (领导).
    pub struct Leader {
        pub id: LeaderId,
        pub name: String,
        /// 区委常委、统战部部长.
        pub post: String,
        /// Order on lists, as protocol has it.
        pub rank: i64,
        pub phone: String,
        pub is_active: bool,
        pub version: i64,
    }

    pub struct SaveLeader {
        pub id: Option<LeaderId>,
        pub name: String,
        pub post: String,
        pub rank: i64,
        pub phone: String,
        pub is_active: bool,
        pub version: i64,
    }

    pub struct LeaderList {
        pub leaders: Vec<Leader>,
        pub total: i64,
    }

    /// A unit's liaison person (联络员).
    pub struct Liaison {
        pub name: String,
        pub post: String,
        pub phone: String,
    }

    /// A name a unit had, with the day it ended.
    pub struct FormerName {
        pub name: String,
        pub until_on: NaiveDate,
        /// 机构改革, 合并, 更正…
        pub reason: String,
    }

    /// A responsible unit (承办单位).
    pub struct Unit {
        pub id: UnitId,
        pub name: String,
        /// 区住建局; used on screens only, never on paper.
        pub short_name: String,
        pub kind: UnitKind,
        pub liaisons: Vec<Liaison>,
        pub former_names: Vec<FormerName>,
        /// The unit this one was merged into.
        pub merged_into: Option<UnitId>,
        pub is_active: bool,
        pub open_tasks: i64,
        pub version: i64,
    }

    /// Creates or changes a unit. A changed name ends the old one today; old papers keep it.
    pub struct SaveUnit {
        pub id: Option<UnitId>,
        pub name: String,
        pub short_name: String,
        pub kind: UnitKind,
        pub liaisons: Vec<Liaison>,
        /// Why the name changes; wanted when it does.
        pub rename_reason: String,
        pub is_active: bool,
        pub version: i64,
    }

    /// Merges a unit into another: it takes no new tasks, statistics follow both.
    pub struct MergeUnit {
        pub id: UnitId,
        pub into: UnitId,
        pub version: i64,
        pub reason: String,
    }

    pub struct UnitList {
        pub units: Vec<Unit>,
        pub total: i64,
    }

    /// One of an enterprise's people.
    pub struct Person {
        pub id: Option<PersonId>,
        pub name: String,
        /// 法定代表人, 总经理, 联系人….
        pub post: String,
        pub phone: String,
        pub is_legal_representative: bool,
    }

    /// A row of the enterprise list.
    pub struct EnterpriseRow {
        pub id: EnterpriseId,
        pub name: String,
        pub short_name: String,
        pub credit_code: Option<String>,
        pub street: String,
        pub industry: Option<Industry>,
        pub legal_representative: String,
        pub demands: i64,
        pub open_demands: i64,
        pub is_active: bool,
    }

    pub struct EnterpriseList {
        pub enterprises: Vec<EnterpriseRow>,
        pub total: i64,
    }

    /// Everything the office knows of an enterprise (企业); also the input that saves it.
    pub struct EnterpriseRecord {
        pub kind: EnterpriseKind,
        pub name: String,
        /// For screens: 沱湾冷链物流.
        pub short_name: String,
        /// Unified social credit code (GB 32100); checked and normalised.
        pub credit_code: Option<String>,
        /// GB/T 2260 code of registration, six digits; empty = unknown.
        pub district_code: String,
        pub street: String,
        pub address: String,
        pub industry: Option<Industry>,
        pub scale: Option<EnterpriseScale>,
        pub flags: Vec<EnterpriseFlag>,
        pub chamber: String,
        pub business: String,
        pub employees: Option<i64>,
        pub people: Vec<Person>,
        pub note: String,
        pub is_active: bool,
    }

    pub struct SaveEnterprise {
        pub id: Option<EnterpriseId>,
        pub version: i64,
        pub record: EnterpriseRecord,
    }

    /// An enterprise by its name.
    pub struct EnterpriseName {
        pub id: EnterpriseId,
        pub name: String,
    }

    /// Merges a double of an enterprise into it: the double keeps its demands, receptions and
    /// papers under the name they bore, and the other enterprise shows them as its own.
    pub struct MergeEnterprise {
        pub id: EnterpriseId,
        pub into: EnterpriseId,
        pub version: i64,
        pub reason: String,
    }

    /// One demand on an enterprise's or unit's page.
    pub struct DemandBrief {
        pub id: String,
        pub number: String,
        pub title: String,
        pub raised_on: NaiveDate,
        /// 第九期, 走访….
        pub occasion: String,
        pub enterprise: String,
        pub lead_unit: String,
        /// None in a draft.
        pub category: Option<domain::demand::Category>,
        pub state: domain::demand::DemandState,
        pub light: domain::light::Light,
        pub due_on: Option<NaiveDate>,
        pub remaining: String,
        pub slip_number: Option<String>,
    }

    /// The demands of an enterprise or unit; void ones are left out.
    pub struct DemandBriefs {
        /// The newest first, at most 200.
        pub newest: Vec<DemandBrief>,
        pub total: i64,
        /// Those not done, of all.
        pub open: i64,
    }

    pub struct Attendance {
        pub reception_id: String,
        pub title: String,
        pub held_on: NaiveDate,
        pub representative: String,
        pub presence: domain::reception::Presence,
    }

    /// An enterprise's page.
    pub struct EnterpriseDetail {
        pub id: EnterpriseId,
        pub version: i64,
        pub record: EnterpriseRecord,
        pub demands: DemandBriefs,
        pub attendances: Vec<Attendance>,
        /// Set when the district of registration differs from the office's (scenario 19).
        pub is_registered_elsewhere: bool,
        /// The enterprise this double was merged into.
        pub merged_into: Option<EnterpriseName>,
        /// The doubles that were merged into this enterprise.
        pub merged: Vec<EnterpriseName>,
        /// Characters of its texts that no font can print.
        pub missing_glyphs: Vec<String>,
        pub updated_at: DateTime<Utc>,
        pub updated_by: String,
    }

    /// A unit's page.
    pub struct UnitDetail {
        pub unit: Unit,
        pub demands: DemandBriefs,
    }

    pub struct CheckCreditCode {
        pub code: String,
        /// The enterprise being edited, left out of the duplicate search.
        pub except: Option<EnterpriseId>,
    }

    pub struct CreditCodeCheck {
        /// Upper case, half width.
        pub normalised: String,
        pub is_valid: bool,
        /// What is wrong, for the field; empty when valid.
        pub fault: Option<domain::credit_code::CreditCodeFault>,
        pub is_registered_elsewhere: bool,
        /// The enterprise that already has this code.
        pub duplicate: Option<NameHit>,
    }

    /// Completes a name while typing (`@`).
    pub struct FindNames {
        pub query: String,
        pub kinds: Vec<NameKind>,
        /// Those of this sitting come first.
        pub reception_id: Option<ReceptionId>,
        pub limit: u32,
    }

    pub struct NameHit {
        pub kind: NameKind,
        pub id: String,
        pub name: String,
        pub short_name: String,
        /// 联络员 罗示川; 区长; 未到会…
        pub note: String,
        /// Matched character ranges `[from, to)` of `name`, counted in characters.
        pub spans: Vec<(u32, u32)>,
    }

    pub struct NameHits {
        pub hits: Vec<NameHit>,
    }

    pub struct CheckGlyphs {
        pub text: String,
    }

    pub struct GlyphCheck {
        /// Characters no font covers, each once.
        pub missing: Vec<String>,
    }
}
