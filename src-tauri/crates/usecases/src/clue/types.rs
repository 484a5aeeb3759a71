//! Inputs and outputs: clues and their register.

use chrono::{DateTime, NaiveDate, Utc};
use domain::clue::{ClueSigner, ClueState};
use domain::ids::{ClueId, DemandId, LeaderId};

use crate::files::Attachment;
use crate::wire::wire;

wire! {
    /// Refers a demand as a clue (transition 26).
    pub struct ReferClue {
        pub id: DemandId,
        pub version: i64,
        /// The leader who decided it and signs the letter.
        pub leader_id: LeaderId,
        /// The organ that takes it up: 区纪委监委.
        pub receiver: String,
        pub reason: String,
        /// The letter names enterprise and informant.
        pub is_named: bool,
    }

    /// A line of the register; it holds no word of the clue.
    pub struct ClueLine {
        pub id: ClueId,
        /// 登记号: `XS2026-0003`.
        pub register_number: String,
        pub state: ClueState,
        pub referred_on: NaiveDate,
        pub receiver: String,
        /// Number of the letter, once it was sent.
        pub number: Option<String>,
        pub issued_on: Option<NaiveDate>,
        pub result_on: Option<NaiveDate>,
    }

    /// The register of clues, the latest first.
    pub struct ClueList {
        pub clues: Vec<ClueLine>,
    }

    /// One act upon a clue, by the journal.
    pub struct ClueStep {
        pub at: DateTime<Utc>,
        pub clerk: String,
        pub what: String,
    }

    /// A turn of the record that was taken out of it.
    pub struct ClueTurn {
        pub speaker: String,
        pub text: String,
    }

    /// A clue in full, for the cleared alone.
    pub struct ClueDetail {
        pub id: ClueId,
        pub version: i64,
        pub register_number: String,
        pub state: ClueState,
        /// Number of the demand it was.
        pub demand_number: String,
        pub enterprise_name: String,
        pub informant: String,
        pub phone: String,
        pub is_named: bool,
        pub title: String,
        pub content: String,
        pub request: String,
        pub turns: Vec<ClueTurn>,
        pub reason: String,
        pub receiver: String,
        pub leader_name: String,
        pub leader_post: String,
        pub referred_on: NaiveDate,
        pub referred_by: String,
        pub leader_signed_on: Option<NaiveDate>,
        /// Empty before she signed.
        pub officer_name: String,
        pub officer_signed_on: Option<NaiveDate>,
        pub number: Option<String>,
        pub issued_on: Option<NaiveDate>,
        pub print_count: u32,
        pub result: String,
        pub result_on: Option<NaiveDate>,
        pub attachments: Vec<Attachment>,
        pub steps: Vec<ClueStep>,
    }

    /// Records one of the two signatures; the officer's is that of the clerk at the desk.
    pub struct SignClue {
        pub id: ClueId,
        pub version: i64,
        pub signer: ClueSigner,
        pub on: NaiveDate,
    }

    /// Records what the organ let know.
    pub struct RecordClueResult {
        pub id: ClueId,
        pub version: i64,
        pub on: NaiveDate,
        pub result: String,
    }

    /// Makes the PDF of the letter as it went out.
    pub struct PrintClue {
        pub id: ClueId,
        /// Counts as a print; false only saves a copy for reading.
        pub is_counted: bool,
        /// Where to; none = the program's own print folder.
        pub path: Option<String>,
        pub job: String,
    }
}
