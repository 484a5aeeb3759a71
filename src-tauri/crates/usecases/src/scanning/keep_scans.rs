//! Keeps what the clerk confirmed: a file as attachments of the papers it shows.

use std::path::Path;

use domain::ids::AttachmentId;
use store::content;
use store::tables::attachments::{self, AttachmentRow};
use store::tables::scans::{self, ScanRow};

use super::finding::place;
use super::read_scans::SCANS_MAX;
use super::{KeepScan, KeepScans, PaperOnScan, ScanKept, ScansKept};
use crate::context::Context;
use crate::error::{CommandError, ErrorCode, UseCaseError};
use crate::fields::Fields;
use crate::files::check_file;

/// More papers are not on one file.
const PAPERS_MAX: usize = 200;
/// Hexadecimal digits of a hash.
const SM3_CHARS: usize = 64;

/// Keeps each file in a transaction of its own.
pub(crate) fn keep_scans(
    context: &Context<'_>,
    input: KeepScans,
) -> Result<ScansKept, UseCaseError> {
    let mut fields = Fields::new();
    fields.list("scans", &input.scans, SCANS_MAX);
    let mut sources = Vec::new();
    for (index, scan) in input.scans.iter().take(SCANS_MAX).enumerate() {
        sources.push(fields.path(&format!("scans.{index}.path"), &scan.path));
        fields.shorter(format!("scans.{index}.sm3"), &scan.sm3, SM3_CHARS);
        fields.list(format!("scans.{index}.papers"), &scan.papers, PAPERS_MAX);
        for (place, paper) in scan.papers.iter().take(PAPERS_MAX).enumerate() {
            let pages = format!("scans.{index}.papers.{place}.pages");
            fields.list(pages, &paper.pages, ::scans::PAGES_MAX as usize);
        }
        if scan.papers.is_empty() {
            fields.reject(format!("scans.{index}.papers"), "请选择它是哪张交办单的。");
        }
    }
    fields.finish()?;
    let mut kept = Vec::with_capacity(input.scans.len());
    for (scan, source) in input.scans.into_iter().zip(sources) {
        let path = scan.path.clone();
        kept.push(match keep(context, scan, &source) {
            Ok((kept, present)) => ScanKept { path, kept, present, fault: String::new() },
            Err(error) => ScanKept { path, kept: 0, present: 0, fault: words(error)? },
        });
    }
    Ok(ScansKept { scans: kept })
}

/// Returns why one file was not kept; what hinders all of them goes on as an error.
fn words(error: UseCaseError) -> Result<String, UseCaseError> {
    let told = CommandError::from(&error);
    match told.code {
        ErrorCode::Validation => {
            let faults = told.fields.into_iter().map(|fault| fault.message);
            Ok(faults.collect::<Vec<_>>().concat())
        }
        ErrorCode::PreconditionFailed => Ok(told.hint),
        ErrorCode::NotFound => Ok(String::from("它要归到的文书已找不到，请重新选择。")),
        ErrorCode::Conflict
        | ErrorCode::Busy
        | ErrorCode::SchemaTooNew
        | ErrorCode::Foreign
        | ErrorCode::Damaged
        | ErrorCode::DatabaseMissing
        | ErrorCode::NetworkFolder
        | ErrorCode::ReadOnly
        | ErrorCode::DiskFull
        | ErrorCode::DocumentFailed
        | ErrorCode::NotPrinted
        | ErrorCode::Cancelled
        | ErrorCode::Internal => Err(error),
    }
}

/// Keeps one file; returns for how many papers it was new, and for how many it was there.
fn keep(context: &Context<'_>, scan: KeepScan, source: &Path) -> Result<(i64, i64), UseCaseError> {
    let (name, kind) = check_file(source)?;
    let changed = || UseCaseError::refused("文件在识别之后改过，请重新识别。");
    if !content::is_whole(source, &scan.sm3)? {
        return Err(changed());
    }
    let content = content::keep(context.office().store().folder(), source)?;
    if content.sm3 != scan.sm3 {
        return Err(changed());
    }
    context.write("keep_scans", |tx| {
        let (mut kept, mut present) = (0, 0);
        for paper in &scan.papers {
            let place = place(tx, paper)?;
            let of = (place.unit_id.as_ref(), place.act_id.as_ref());
            if scans::is_kept(tx, (place.owner, &place.owner_id), of, &content.sm3)? {
                present += 1;
                continue;
            }
            let file = AttachmentRow {
                id: AttachmentId::new(store::new_id()),
                owner: place.owner,
                owner_id: place.owner_id,
                name: name.clone(),
                media_type: kind.media_type.to_owned(),
                bytes: i64::try_from(content.bytes).unwrap_or(i64::MAX),
                sm3: content.sm3.clone(),
                added_at: context.now(),
                added_by: context.clerk().name.clone(),
            };
            attachments::insert(tx, &file)?;
            tx.record("attachment", file.id.as_str(), None::<&AttachmentRow>, &file)?;
            let row = ScanRow {
                attachment_id: file.id,
                form: paper.form,
                unit_id: place.unit_id,
                act_id: place.act_id,
                paper: format!("{}{}", place.title, pages(paper)),
            };
            scans::insert(tx, &row)?;
            tx.record("scan", row.attachment_id.as_str(), None::<&ScanRow>, &row)?;
            kept += 1;
        }
        Ok((kept, present))
    })
}

/// Says where in the file a paper lies: `（第2、3页）`.
fn pages(paper: &PaperOnScan) -> String {
    if paper.pages.is_empty() {
        return String::new();
    }
    let numbers: Vec<String> = paper.pages.iter().map(ToString::to_string).collect();
    format!("（第{}页）", numbers.join("、"))
}
