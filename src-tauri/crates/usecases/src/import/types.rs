//! Inputs and outputs: tables taken over.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{ImportId, UnitId};
use domain::import::{ImportField, ImportKind, ImportVerdict};

use crate::wire::wire;

wire! {
    /// How a file is to be understood.
    pub struct ImportPlan {
        pub path: String,
        pub kind: ImportKind,
        /// None: the one that looks most like a table.
        pub sheet: Option<String>,
        /// What columns mean, where it is not as proposed; those left out mean nothing.
        pub columns: Option<Vec<ImportColumnChoice>>,
        /// Cells corrected in the preview.
        pub fixes: Vec<ImportFix>,
        /// Units that are another one's spelling.
        pub aliases: Vec<UnitAlias>,
        /// Adds units that are not in the directory; else their rows are refused.
        pub with_new_units: bool,
    }

    pub struct ImportColumnChoice {
        /// Counted from 0.
        pub column: u32,
        pub field: ImportField,
    }

    /// A cell as it should have been.
    pub struct ImportFix {
        /// Counted from 1.
        pub row: u32,
        /// Counted from 0.
        pub column: u32,
        pub text: String,
    }

    /// A name in the file and the unit that is meant.
    pub struct UnitAlias {
        pub name: String,
        pub unit_id: UnitId,
    }

    /// Shows what a table would bring; nothing is changed.
    pub struct PreviewImport {
        pub plan: ImportPlan,
        /// Shows rows of this verdict only.
        pub shown: Option<ImportVerdict>,
        pub job: String,
    }

    /// A table as it would be taken over.
    pub struct ImportPreview {
        pub file_name: String,
        /// Of the file; accepting names it, so that what was seen is what is taken over.
        pub sm3: String,
        pub kind: ImportKind,
        /// Empty for a text file.
        pub sheets: Vec<String>,
        pub sheet: String,
        pub columns: Vec<ImportColumn>,
        /// What a column of this kind can mean.
        pub fields: Vec<ImportField>,
        /// What such columns were said to mean last time is proposed again.
        pub is_remembered: bool,
        /// Fields of which a column is missing: nothing can be taken over.
        pub missing: Vec<String>,
        /// The first rows of the verdict asked for.
        pub rows: Vec<ImportRowView>,
        /// How many rows are as each verdict says.
        pub good: u32,
        pub known: u32,
        pub refused: u32,
        pub skipped: u32,
        /// Rows with a repaired cell.
        pub repaired: u32,
        /// Enterprises that would be added.
        pub new_enterprises: Vec<String>,
        pub new_enterprise_count: u32,
        /// Units that would be added.
        pub new_units: Vec<String>,
        /// Leaders that would be added, with their posts.
        pub new_leaders: Vec<String>,
        /// The days the rows are of: of the demands, or of the turns.
        pub from: Option<NaiveDate>,
        pub to: Option<NaiveDate>,
    }

    pub struct ImportColumn {
        /// Counted from 0.
        pub column: u32,
        /// `A`, `AB`.
        pub letter: String,
        pub title: String,
        /// None: it is not taken over.
        pub field: Option<ImportField>,
        /// What stands in it first.
        pub sample: String,
    }

    pub struct ImportRowView {
        /// Counted from 1, as spreadsheet programs show it.
        pub row: u32,
        pub verdict: ImportVerdict,
        /// Why it is not taken over, as far as no cell says it.
        pub reason: String,
        pub cells: Vec<ImportCellView>,
    }

    pub struct ImportCellView {
        pub column: u32,
        pub field: ImportField,
        /// As it stands in the file, or as it was corrected.
        pub text: String,
        /// What was repaired.
        pub note: String,
        /// Why it cannot be taken.
        pub fault: String,
    }

    /// Takes over every good row of the file that was previewed, in one change.
    pub struct AcceptImport {
        pub plan: ImportPlan,
        pub sm3: String,
        pub job: String,
    }

    pub struct ImportDone {
        pub import: ImportView,
        pub refused: u32,
        pub known: u32,
        pub new_enterprises: u32,
        pub new_units: u32,
        pub new_leaders: u32,
    }

    /// A table that was taken over.
    pub struct ImportView {
        pub id: ImportId,
        pub kind: ImportKind,
        pub file_name: String,
        pub sheet: String,
        pub rows: i64,
        pub made_at: DateTime<Utc>,
        pub made_by: String,
        pub undone_at: Option<DateTime<Utc>>,
        pub undone_by: String,
        pub undo_reason: String,
        pub version: i64,
    }

    pub struct ImportList {
        /// The newest first.
        pub imports: Vec<ImportView>,
    }

    pub struct ImportUndone {
        pub imports: Vec<ImportView>,
        /// Demands that are void now.
        pub voided: u32,
        /// Entries of the directories that are out of use now.
        pub retired: u32,
        /// Entries that stay because something else names them.
        pub kept: u32,
    }

    /// Writes the refused rows as a workbook to be corrected and imported again.
    pub struct ExportImportRefusals {
        pub plan: ImportPlan,
        pub sm3: String,
        /// Where the workbook shall stand.
        pub target: String,
        pub job: String,
    }

    pub struct ImportRefusalsExported {
        pub path: String,
        pub rows: i64,
    }
}
