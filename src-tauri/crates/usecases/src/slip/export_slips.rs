//! Slips as PDF files of their own, to be handed on to the units.

use std::collections::HashSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use domain::ids::SlipId;
use domain::slip::SlipState;
use papers::SlipPaper;
use rusqlite::Connection;
use serde::Serialize;
use store::queries::slips::SlipFilter;
use store::tables::slips::SlipRow;
use store::tables::{demands, slips};

use super::paper::{print_number, slip_paper};
use super::preview::voided;
use super::print_slips::{SLIPS_MAX, name};
use super::register::register_order;
use super::{ExportSlips, SlipChoice, SlipsExported};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::Fields;
use crate::files::safe_name;
use crate::printing::write_whole;

/// The longest name without its ending: most file systems take 255 bytes in all.
const STEM_MAX: usize = 240;

/// What the journal keeps of an export.
#[derive(Serialize)]
struct Exported<'a> {
    folder: &'a str,
    slips: &'a [SlipId],
}

/// A slip as it is saved.
pub(crate) struct Sheet {
    pub(crate) id: SlipId,
    /// Name of its file without the ending.
    pub(crate) stem: String,
    pub(crate) paper: SlipPaper,
}

/// Makes all files in a folder of their own beside their places, notes them in the journal, and only
/// then puts each in its place: cancelled or refused, nothing is left. A file of the same name that
/// stands there stays; where its content is another, the new one takes a further number.
pub(crate) fn export_slips(
    context: &Context<'_>,
    input: ExportSlips,
) -> Result<SlipsExported, UseCaseError> {
    let mut fields = Fields::new();
    let chosen = input.slips.check(&mut fields);
    let folder = fields.folder("folder", &input.folder, context.office().root());
    fields.job(&input.job);
    fields.finish()?;
    let sheets = context.read(|connection| sheets(context, connection, &chosen))?;
    let job = context.office().jobs().start(&input.job, sheets.len() as u64);
    let drafts = Drafts::beside(&folder)?;
    let papers: Vec<SlipPaper> = sheets.iter().map(|sheet| sheet.paper.clone()).collect();
    let keep = |index: usize, pdf: Vec<u8>| write_whole(&drafts.path(index), &pdf);
    for (index, made) in context.typesetter()?.slip_pdfs(&papers, keep).enumerate() {
        let written = made.map_err(|error| named(&sheets[index], error.into()))?;
        written.map_err(UseCaseError::io(&folder))?;
        if job.step(index as u64 + 1).is_break() {
            return Err(UseCaseError::Cancelled);
        }
    }
    let ids: Vec<SlipId> = sheets.iter().map(|sheet| sheet.id.clone()).collect();
    context.write("export_slips", |tx| {
        let after = Exported { folder: &input.folder, slips: &ids };
        tx.record("export", &store::new_id(), None::<&Exported<'_>>, &after)?;
        Ok::<_, UseCaseError>(())
    })?;
    let (mut files, mut renamed) = (Vec::with_capacity(sheets.len()), 0);
    let mut taken = HashSet::new();
    for (index, sheet) in sheets.iter().enumerate() {
        let draft = drafts.path(index);
        let (file, is_renamed) =
            place(&draft, &folder, &sheet.stem, &mut taken).map_err(UseCaseError::io(&folder))?;
        renamed += i64::from(is_renamed);
        files.push(file);
    }
    Ok(SlipsExported { folder: folder.display().to_string(), files, renamed })
}

impl SlipChoice {
    /// Checks the choice, each part at `slips.` and its name.
    fn check(&self, fields: &mut Fields) -> Self {
        let mut choice = self.clone();
        match &mut choice {
            Self::Named { ids } if ids.is_empty() => fields.reject("slips.ids", none_chosen()),
            Self::Named { ids } => {
                fields.list("slips.ids", ids, SLIPS_MAX);
                // One named twice is one file.
                let mut seen = HashSet::new();
                ids.retain(|id| seen.insert(id.clone()));
            }
            Self::Issued { year, query } => {
                *query = fields.query("slips.query", query);
                match NaiveDate::from_ymd_opt(*year, 1, 1) {
                    Some(first) => fields.date("slips.year", first),
                    None => fields.reject("slips.year", "年份不对，请重新选择。"),
                }
            }
        }
        choice
    }

    fn ids(&self, connection: &Connection) -> Result<Vec<SlipId>, UseCaseError> {
        match self {
            Self::Named { ids } => Ok(ids.clone()),
            Self::Issued { year, query } => {
                let (query, states) = (query.clone(), vec![SlipState::Issued]);
                let filter = SlipFilter { year: *year, query, states, limit: u32::MAX, offset: 0 };
                let rows = register_order(connection, &filter)?;
                Ok(rows.into_iter().map(|row| row.id).collect())
            }
        }
    }
}

fn none_chosen() -> String {
    format!("请选 1 到 {SLIPS_MAX} 张交办单。")
}

/// Reads the chosen slips as they print.
fn sheets(
    context: &Context<'_>,
    connection: &Connection,
    chosen: &SlipChoice,
) -> Result<Vec<Sheet>, UseCaseError> {
    let ids = chosen.ids(connection)?;
    if ids.is_empty() {
        return Err(UseCaseError::refused("没有已签发的交办单可存。"));
    }
    if ids.len() > SLIPS_MAX {
        let found = ids.len();
        let reason = format!("一次最多存 {SLIPS_MAX} 张，现有 {found} 张，请先查找，缩小范围。");
        return Err(UseCaseError::refused(reason));
    }
    ids.iter().map(|id| sheet(context, connection, id)).collect()
}

/// Reads a slip as it prints, with the name its file gets.
///
/// # Errors
/// When it cannot be read.
pub(crate) fn sheet(
    context: &Context<'_>,
    connection: &Connection,
    id: &SlipId,
) -> Result<Sheet, UseCaseError> {
    let slip = slips::get(connection, id)?;
    let rows = demands::list_slip(connection, id)?;
    let mut paper = voided(slip_paper(context, connection, &slip, &rows)?, &slip);
    // A copy is no print: it repeats the last one's number.
    paper.strip.print = print_number(slip.print_count);
    Ok(Sheet { id: id.clone(), stem: stem(&slip, &paper), paper })
}

/// Returns a file's name without its ending: `川工商联交〔2026〕12号 沱湾冷链物流有限公司`. It tells of
/// the enterprise no more than the paper does.
fn stem(slip: &SlipRow, paper: &SlipPaper) -> String {
    let void = if slip.state == SlipState::Void { "（作废）" } else { "" };
    clean(&format!("{}{void} {}", name(slip), paper.enterprise))
}

/// Takes out of a name what some file system does not take, and what hides a file or its ending.
pub(crate) fn clean(name: &str) -> String {
    let safe = safe_name(name);
    let mut end = safe.len().min(STEM_MAX);
    while !safe.is_char_boundary(end) {
        end -= 1;
    }
    let of_words = |c: char| c == '.' || c.is_whitespace();
    safe[..end].trim_matches(of_words).to_owned()
}

/// Says which slip a fault is about.
fn named(sheet: &Sheet, error: UseCaseError) -> UseCaseError {
    match error.hint() {
        hint if hint.is_empty() => error,
        hint => UseCaseError::refused(format!("“{}”：{hint}", sheet.stem)),
    }
}

/// Puts a draft in its place under the first name that is free or holds the same already. Returns
/// the name, and whether it is a further one.
fn place(
    draft: &Path,
    folder: &Path,
    stem: &str,
    taken: &mut HashSet<String>,
) -> std::io::Result<(String, bool)> {
    for count in 1_u32.. {
        let file = match count {
            1 => format!("{stem}.pdf"),
            more => format!("{stem} ({more}).pdf"),
        };
        // Some file systems know no difference of letter case.
        if taken.contains(&file.to_lowercase()) {
            continue;
        }
        let path = folder.join(&file);
        match path.symlink_metadata() {
            Err(error) if error.kind() == ErrorKind::NotFound => fs::rename(draft, &path)?,
            Err(error) => return Err(error),
            Ok(about) if about.is_file() && fs::read(&path)? == fs::read(draft)? => {}
            Ok(_) => continue,
        }
        taken.insert(file.to_lowercase());
        return Ok((file, count > 1));
    }
    Err(ErrorKind::AlreadyExists.into())
}

/// A folder of files that are not in their places yet. Dropped, it is gone with all it holds.
struct Drafts(PathBuf);

impl Drafts {
    fn beside(folder: &Path) -> Result<Self, UseCaseError> {
        let drafts = folder.join(format!(".{}.part", store::new_id()));
        fs::create_dir(&drafts).map_err(UseCaseError::io(folder))?;
        Ok(Self(drafts))
    }

    fn path(&self, index: usize) -> PathBuf {
        self.0.join(format!("{index}.pdf"))
    }
}

impl Drop for Drafts {
    fn drop(&mut self) {
        // Nobody is left to tell; the name shows that it is no paper.
        let _left = fs::remove_dir_all(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_every_system_takes() {
        let number = "川工商联交〔2026〕12号";
        assert_eq!(clean(&format!("{number} 沱湾冷链")), format!("{number} 沱湾冷链"));
        assert_eq!(clean(&format!("{number} ../../a:b\u{7}c")), format!("{number} .._.._a_b_c"));
        assert_eq!(clean(&format!("{number} 某企业...")), format!("{number} 某企业"));
        assert_eq!(clean(".隐藏 \u{3000}"), "隐藏");
        let long = clean(&format!("{number} {}", "企".repeat(200)));
        assert!(long.len() <= STEM_MAX && long.ends_with('企'), "{long}");
    }
}
