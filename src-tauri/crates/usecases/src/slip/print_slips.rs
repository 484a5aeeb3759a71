//! Slips as one PDF for the printer, counted.

use std::io::Write;
use std::path::Path;

use domain::ids::SlipId;
use domain::slip::SlipState;
use papers::{Form, Printed};
use rusqlite::Connection;
use store::tables::demands;
use store::tables::slips;

use super::paper::slip_paper;
use super::preview::voided;
use super::receipts::receipt_papers;
use super::saving::save;
use super::{PrintSlips, PrintedPaper};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::Fields;

/// More than a year's slips are not printed at once.
const SLIPS_MAX: usize = 1000;

/// Makes the PDF first, with no lock held; then counts the print and puts the file in its place.
pub(crate) fn print_slips(
    context: &Context<'_>,
    input: PrintSlips,
) -> Result<PrintedPaper, UseCaseError> {
    if input.ids.is_empty() || input.ids.len() > SLIPS_MAX {
        let reason = format!("请选 1 到 {SLIPS_MAX} 张交办单。");
        return Err(UseCaseError::field("ids", reason));
    }
    let mut fields = Fields::new();
    fields.job(&input.job);
    let data = context.office().root();
    let target = input.path.as_ref().map(|path| fields.target("path", path, (data, "pdf")));
    fields.finish()?;
    let (forms, name) = context.read(|connection| {
        let mut forms = Vec::new();
        let mut name = String::new();
        for id in &input.ids {
            let file = collect(context, connection, id, &input, &mut forms)?;
            if name.is_empty() {
                name = file;
            }
        }
        Ok((forms, name))
    })?;
    let job = context.office().jobs().start(&input.job, forms.len() as u64);
    let Printed { pdf, pages } =
        context.typesetter()?.forms_pdf(&forms, &mut |done| job.step(done as u64))?;
    let path = match target {
        Some(path) => path,
        None => {
            let folder = context.office().store().folder().prints();
            std::fs::create_dir_all(&folder).map_err(UseCaseError::io(&folder))?;
            let many = if input.ids.len() > 1 {
                format!("等{}张", input.ids.len())
            } else {
                String::new()
            };
            folder.join(format!("{name}{many}.pdf"))
        }
    };
    write_whole(&path, &pdf)?;
    if input.is_counted {
        context.write("print_slips", |tx| {
            for id in &input.ids {
                let before = slips::get(tx, id)?;
                let mut row = before.clone();
                row.print_count += 1;
                row.printed_version = row.paper_version;
                save(tx, Some(&before), row)?;
            }
            Ok(())
        })?;
    }
    Ok(PrintedPaper {
        path: path.to_string_lossy().into_owned(),
        pages: i64::try_from(pages).unwrap_or(i64::MAX),
    })
}

/// Adds a slip and, when asked, its receipts; returns what its file is called.
fn collect(
    context: &Context<'_>,
    connection: &Connection,
    id: &SlipId,
    input: &PrintSlips,
    forms: &mut Vec<Form>,
) -> Result<String, UseCaseError> {
    let slip = slips::get(connection, id)?;
    let rows = demands::list_slip(connection, id)?;
    let mut paper = voided(slip_paper(context, connection, &slip, &rows)?, &slip);
    let prints = slip.print_count + i64::from(input.is_counted);
    paper.strip.print = u32::try_from(prints.max(1)).unwrap_or(u32::MAX);
    let receipts = if input.with_receipts && slip.state == SlipState::Issued {
        receipt_papers(connection, &slip, &paper)?
    } else {
        Vec::new()
    };
    forms.push(Form::Slip(Box::new(paper)));
    forms.extend(receipts.into_iter().map(Box::new).map(Form::Receipt));
    Ok(slip.number().map_or_else(|| slip.draft_code(), |number| number.to_string()))
}

/// Writes a file beside its place and moves it there: never half a paper.
fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), UseCaseError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let beside = folder.unwrap_or(Path::new(".")).join(format!(".{}.part", store::new_id()));
    let written = std::fs::File::create(&beside)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| std::fs::rename(&beside, path));
    written.map_err(|source| {
        let _absent = std::fs::remove_file(&beside);
        UseCaseError::Io { path: path.to_owned(), source }
    })
}
