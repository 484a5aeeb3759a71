//! Papers as one PDF for the printer, and as pages on screen.

use std::io::Write;
use std::path::{Path, PathBuf};

use papers::{Form, PaperError, Printed};

use crate::context::Context;
use crate::error::UseCaseError;
use crate::slip::{PaperPreview, PrintedPaper};

/// Sets forms in their order, under the name of a job that can be broken off, and puts the file in
/// its place: `target`, or the program's own print folder under `name`.
///
/// # Errors
/// When a form cannot be set, the work is broken off, or the file cannot be written.
pub(crate) fn print_forms(
    context: &Context<'_>,
    forms: &[Form],
    job: &str,
    target: Option<PathBuf>,
    name: &str,
) -> Result<PrintedPaper, UseCaseError> {
    let job = context.office().jobs().start(job, forms.len() as u64);
    let Printed { pdf, pages } =
        context.typesetter()?.forms_pdf(forms, &mut |done| job.step(done as u64))?;
    let path = match target {
        Some(path) => path,
        None => {
            let folder = context.office().store().folder().prints();
            std::fs::create_dir_all(&folder).map_err(UseCaseError::io(&folder))?;
            folder.join(format!("{name}.pdf"))
        }
    };
    write_whole(&path, &pdf)?;
    Ok(PrintedPaper {
        path: path.to_string_lossy().into_owned(),
        pages: i64::try_from(pages).unwrap_or(i64::MAX),
    })
}

/// Names a file after the first of its papers.
pub(crate) fn file_name(first: &str, papers: usize) -> String {
    if papers > 1 { format!("{first}等{papers}张") } else { first.to_owned() }
}

/// Sets the pages of a form; characters without a font are told, not hidden.
///
/// # Errors
/// When it cannot be set.
pub(crate) fn on_screen(context: &Context<'_>, form: &Form) -> Result<PaperPreview, UseCaseError> {
    let (pages, missing_glyphs) = match context.typesetter()?.form_svg(form) {
        Ok(pages) => (pages, Vec::new()),
        Err(PaperError::MissingGlyph(characters)) => {
            (Vec::new(), characters.into_iter().map(String::from).collect())
        }
        Err(error) => return Err(error.into()),
    };
    Ok(PaperPreview { pages, missing: Vec::new(), missing_glyphs })
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
