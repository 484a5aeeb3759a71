//! Inputs and outputs: backups, restore, proof of the journal.

use chrono::{DateTime, Utc};

use crate::wire::wire;

wire! {
    /// A backup that was reopened and checked.
    pub struct Backup {
        pub path: String,
        pub made_at: DateTime<Utc>,
        pub bytes: i64,
        pub attachments: i64,
        pub journal_sequence: i64,
        /// False: it failed its check and never replaces a good one.
        pub is_good: bool,
        pub fault: String,
    }

    pub struct BackupList {
        pub backups: Vec<Backup>,
        pub folder: String,
        /// A second place, chosen by the clerk.
        pub second_folder: Option<String>,
    }

    pub struct ChooseBackupFolder {
        /// None: no second place.
        pub folder: Option<String>,
    }

    /// Restores into a new, empty folder; never over a living one.
    pub struct RestoreBackup {
        pub backup: String,
        pub into: String,
    }

    pub struct RestoreOutcome {
        pub folder: String,
        pub demands: i64,
        pub journal_sequence: i64,
    }

    pub struct JournalFault {
        /// First bad sequence.
        pub sequence: i64,
        pub kind: store::journal::FaultKind,
    }

    pub struct JournalProof {
        pub rows: i64,
        /// SM3 of the last row, hexadecimal.
        pub head: String,
        pub fault: Option<JournalFault>,
    }
}
