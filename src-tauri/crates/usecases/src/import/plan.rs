//! The check of a plan, and the file it names.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use domain::ids::UnitId;
use domain::import::{ImportField, ImportKind, unit_key};
use sheets::import::SourceFile;

use super::ImportPlan;
use crate::error::UseCaseError;
use crate::fields::Fields;

/// The longest name of a sheet.
const SHEET_MAX: usize = 100;
/// The most columns of a table.
const COLUMNS_MAX: usize = 256;
/// The most cells corrected in the preview; more are better corrected in the file.
const FIXES_MAX: usize = 2_000;
/// The longest text of a corrected cell.
const FIX_MAX: usize = 10_000;
/// The most spellings of units.
const ALIASES_MAX: usize = 500;
const ALIAS_MAX: usize = 200;

/// Returns the SM3 of a file, by which it is accepted, for one that nobody previews.
///
/// # Errors
/// When it cannot be read or is too large.
pub fn file_sm3(path: &Path) -> Result<String, UseCaseError> {
    Ok(store::content::hash(SourceFile::open(path)?.bytes()))
}

/// A plan within bounds.
pub(super) struct Plan {
    pub(super) path: PathBuf,
    pub(super) kind: ImportKind,
    pub(super) sheet: Option<String>,
    pub(super) columns: Option<BTreeMap<u32, ImportField>>,
    /// By row, counted from 1, and column, counted from 0.
    pub(super) fixes: BTreeMap<(u32, u32), String>,
    /// By what spellings have in common.
    pub(super) aliases: BTreeMap<String, UnitId>,
    pub(super) with_new_units: bool,
}

impl Plan {
    /// Checks a plan.
    pub(super) fn check(fields: &mut Fields, plan: &ImportPlan) -> Self {
        let path = fields.path("plan.path", &plan.path);
        let sheet = plan.sheet.as_deref().unwrap_or_default();
        fields.shorter("plan.sheet", sheet, SHEET_MAX);
        let chosen = plan.columns.as_deref();
        fields.list("plan.columns", chosen.unwrap_or_default(), COLUMNS_MAX);
        fields.list("plan.fixes", &plan.fixes, FIXES_MAX);
        for (at, fix) in plan.fixes.iter().enumerate() {
            fields.shorter(format!("plan.fixes.{at}.text"), &fix.text, FIX_MAX);
        }
        fields.list("plan.aliases", &plan.aliases, ALIASES_MAX);
        for (at, alias) in plan.aliases.iter().enumerate() {
            fields.shorter(format!("plan.aliases.{at}.name"), &alias.name, ALIAS_MAX);
        }
        let columns = chosen.map(|columns| {
            let mut meant = BTreeMap::new();
            for choice in columns {
                let is_of_kind = plan.kind.fields().contains(&choice.field);
                if !is_of_kind || meant.values().any(|field| *field == choice.field) {
                    let message = format!("“{}”只能对应一列，请检查各列的对应关系。", choice.field);
                    fields.reject("plan.columns", message);
                }
                meant.insert(choice.column, choice.field);
            }
            meant
        });
        let fixes = plan.fixes.iter().map(|fix| ((fix.row, fix.column), fix.text.clone()));
        let aliases = plan.aliases.iter();
        Self {
            path,
            kind: plan.kind,
            sheet: plan.sheet.clone().filter(|sheet| !sheet.is_empty()),
            columns,
            fixes: fixes.collect(),
            aliases: aliases.map(|one| (unit_key(&one.name), one.unit_id.clone())).collect(),
            with_new_units: plan.with_new_units,
        }
    }

    /// Reads the file. With `sm3`, only the one that was previewed.
    ///
    /// # Errors
    /// When it cannot be read, or was changed since.
    pub(super) fn open(&self, sm3: Option<&str>) -> Result<(SourceFile, String), UseCaseError> {
        let file = SourceFile::open(&self.path)?;
        let found = store::content::hash(file.bytes());
        if sm3.is_some_and(|sm3| sm3 != found) {
            return Err(UseCaseError::refused("文件在预览之后改过，请重新预览一次。"));
        }
        Ok((file, found))
    }

    pub(super) fn file_name(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }
}
