//! Reads files and tells what was found on each.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use domain::scan::{ScanFault, ScanForm};
use papers::MachineCode;
use rusqlite::Connection;
use scans::{Reading, Unreadable};
use store::content;
use store::tables::scans::is_kept;

use super::finding::{follow, place};
use super::{PaperOnScan, ReadScans, Scan, ScanTrouble, ScannedPaper, ScansRead};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::Fields;

/// More files are not taken in at once.
pub(super) const SCANS_MAX: usize = 300;

/// Reads the codes with no lock held, file by file; then looks up all that was found.
pub(crate) fn read_scans(
    context: &Context<'_>,
    input: ReadScans,
) -> Result<ScansRead, UseCaseError> {
    let mut fields = Fields::new();
    fields.job(&input.job);
    fields.list("paths", &input.paths, SCANS_MAX);
    for (index, path) in input.paths.iter().take(SCANS_MAX).enumerate() {
        fields.path(&format!("paths.{index}"), path);
    }
    fields.finish()?;
    let job = context.office().jobs().start(&input.job, input.paths.len() as u64);
    let mut files = Vec::with_capacity(input.paths.len());
    for (done, path) in (1..).zip(&input.paths) {
        let file = take(Path::new(path));
        let is_stopped = || job.is_cancelled();
        let read = file.and_then(|(bytes, sm3)| {
            let reading = context.office().scans().read(bytes, &is_stopped);
            Ok((reading.map_err(fault)?, sm3))
        });
        if job.step(done).is_break() {
            return Err(UseCaseError::Cancelled);
        }
        files.push(read);
    }
    context.read(|connection| {
        let scans = input.paths.iter().zip(files).map(|(path, read)| match read {
            Ok((reading, sm3)) => found(connection, path, &reading, sm3),
            Err(fault) => Ok(unread(path, fault)),
        });
        Ok(ScansRead { scans: scans.collect::<Result<_, UseCaseError>>()? })
    })
}

/// Returns a file's content with its SM3.
fn take(path: &Path) -> Result<(Vec<u8>, String), ScanFault> {
    let about = std::fs::metadata(path).map_err(|_| ScanFault::Missing)?;
    if !about.is_file() {
        return Err(ScanFault::NotAScan);
    }
    let mut bytes = Vec::new();
    let most = scans::BYTES_MAX as u64 + 1;
    let file = File::open(path).map_err(|_| ScanFault::Missing)?;
    file.take(most).read_to_end(&mut bytes).map_err(|_| ScanFault::Damaged)?;
    if bytes.len() > scans::BYTES_MAX {
        return Err(ScanFault::TooLarge);
    }
    let sm3 = content::digest(&bytes);
    Ok((bytes, sm3))
}

fn fault(reason: Unreadable) -> ScanFault {
    match reason {
        Unreadable::NotAScan => ScanFault::NotAScan,
        Unreadable::TooLarge => ScanFault::TooLarge,
        Unreadable::TooManyDots => ScanFault::TooManyDots,
        Unreadable::TooManyPages => ScanFault::TooManyPages,
        Unreadable::Protected => ScanFault::Protected,
        Unreadable::Damaged => ScanFault::Damaged,
        Unreadable::TooSlow | Unreadable::Stopped => ScanFault::TooSlow,
    }
}

fn name(path: &str) -> String {
    Path::new(path).file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn unread(path: &str, fault: ScanFault) -> Scan {
    let faults = vec![ScanTrouble { fault, page: None, detail: String::new() }];
    let (sm3, path, name) = (String::new(), path.to_owned(), name(path));
    Scan { path, name, sm3, pages: 0, papers: Vec::new(), faults }
}

fn found(
    connection: &Connection,
    path: &str,
    reading: &Reading,
    sm3: String,
) -> Result<Scan, UseCaseError> {
    let mut papers: Vec<ScannedPaper> = Vec::new();
    let mut faults: Vec<ScanTrouble> = Vec::new();
    for sighting in &reading.sightings {
        let page = i64::from(sighting.page);
        let followed = match MachineCode::parse(&sighting.code) {
            Some(code) => follow(connection, &code)?,
            None => Err((ScanFault::OtherCode, String::new())),
        };
        match followed {
            Ok(one) => {
                let same = papers.iter_mut().find(|shown| {
                    let paper = &shown.paper;
                    (paper.form, &paper.id, &paper.unit_id) == (one.form, &one.id, &one.unit_id)
                });
                if let Some(shown) = same {
                    // Each page of a paper has its own code.
                    shown.paper.pages.push(page);
                    shown.paper.pages.dedup();
                    continue;
                }
                let paper = PaperOnScan {
                    form: one.form,
                    id: one.id,
                    unit_id: one.unit_id,
                    pages: vec![page],
                };
                let place = place(connection, &paper)?;
                let is_kept = is_kept(
                    connection,
                    (place.owner, &place.owner_id),
                    (place.unit_id.as_ref(), place.act_id.as_ref()),
                    &sm3,
                )?;
                papers.push(ScannedPaper { paper, title: one.title, about: one.about, is_kept });
            }
            Err((fault, detail)) => {
                let is_told = |told: &ScanTrouble| told.fault == fault && told.detail == detail;
                if !faults.iter().any(is_told) {
                    faults.push(ScanTrouble { fault, page: Some(page), detail });
                }
            }
        }
    }
    if papers.is_empty() && faults.is_empty() {
        faults.push(ScanTrouble { fault: ScanFault::NoCode, page: None, detail: String::new() });
    }
    // A code of somebody else's printed beside ours tells nothing the clerk could use.
    if !papers.is_empty() {
        faults.retain(|told| told.fault != ScanFault::OtherCode);
    }
    // The slip itself before its receipts, as they lie on the glass.
    papers.sort_by_key(|shown| {
        (shown.paper.pages.first().copied(), shown.paper.form != ScanForm::Slip)
    });
    let pages = i64::from(reading.pages);
    Ok(Scan { path: path.to_owned(), name: name(path), sm3, pages, papers, faults })
}
