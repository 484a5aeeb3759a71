//! Inputs and outputs: scans (扫描件).

use domain::ids::{RowId, UnitId};
use domain::scan::{ScanFault, ScanForm};

use crate::wire::wire;

wire! {
    /// Reads the codes on these files; nothing is kept. Long, so it reports progress under `job`
    /// and can be cancelled.
    pub struct ReadScans {
        pub paths: Vec<String>,
        pub job: String,
    }

    pub struct ScansRead {
        /// In the order of the paths.
        pub scans: Vec<Scan>,
    }

    /// A file as it was read.
    pub struct Scan {
        pub path: String,
        pub name: String,
        /// Hexadecimal; empty where the file could not be read.
        pub sm3: String,
        pub pages: i64,
        /// The papers found on it, by their first page.
        pub papers: Vec<ScannedPaper>,
        /// What was seen and leads nowhere, each once.
        pub faults: Vec<ScanTrouble>,
    }

    /// One of our papers on a scan.
    pub struct ScannedPaper {
        pub paper: PaperOnScan,
        /// 签收回执 川工商联交〔2026〕12号.
        pub title: String,
        /// Whom it concerns: the enterprise, and the unit of a receipt.
        pub about: String,
        /// This very file is kept there already.
        pub is_kept: bool,
    }

    /// Names one of our papers, and where it lies in a file.
    pub struct PaperOnScan {
        pub form: ScanForm,
        /// The slip, also of a receipt; or the act.
        pub id: RowId,
        /// Whose receipt.
        pub unit_id: Option<UnitId>,
        /// Counted from 1; empty where the whole file is meant.
        pub pages: Vec<i64>,
    }

    /// A code that leads nowhere, or a file without any.
    pub struct ScanTrouble {
        pub fault: ScanFault,
        /// None where the whole file is at fault.
        pub page: Option<i64>,
        /// What the code says it is: the number of the void slip; else empty.
        pub detail: String,
    }

    /// Keeps scans as attachments, each file in one transaction; a file that cannot be kept leaves
    /// the others. What is kept already stays as it is.
    pub struct KeepScans {
        pub scans: Vec<KeepScan>,
    }

    /// A file as it was read and confirmed; one changed since is refused.
    pub struct KeepScan {
        pub path: String,
        pub sm3: String,
        pub papers: Vec<PaperOnScan>,
    }

    pub struct ScansKept {
        /// In the order they were handed in.
        pub scans: Vec<ScanKept>,
    }

    pub struct ScanKept {
        pub path: String,
        /// How many papers it was kept for.
        pub kept: i64,
        /// For how many it was there already.
        pub present: i64,
        /// Why it was not kept, in Chinese; empty when it was.
        pub fault: String,
    }
}
