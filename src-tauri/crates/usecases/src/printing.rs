//! Papers as one PDF for the printer, and as pages on screen.

use std::io::Write;
use std::path::{Path, PathBuf};

use papers::{Form, PaperError, Printed};

use crate::context::Context;
use crate::error::UseCaseError;
use crate::exporting::Beside;
use crate::fields::Fields;
use crate::files::safe_name;
use crate::slip::{PaperPreview, PrintedPaper};

/// A paper written beside its place: never half a one in it, and none where its print was not
/// counted.
pub(crate) struct Made {
    beside: Beside,
    printed: PrintedPaper,
}

impl Made {
    fn write(path: PathBuf, printed: &Printed) -> Result<Self, UseCaseError> {
        let paper = PrintedPaper {
            path: path.display().to_string(),
            pages: i64::try_from(printed.pages).unwrap_or(i64::MAX),
        };
        let beside = Beside::of(path);
        write_whole(beside.path(), &printed.pdf)
            .map_err(UseCaseError::io(Path::new(&paper.path)))?;
        Ok(Self { beside, printed: paper })
    }

    /// Moves the paper into its place; `counted` says how many prints are counted by now.
    ///
    /// # Errors
    /// When the file system refuses.
    pub(crate) fn put_in_place(self, counted: Option<usize>) -> Result<PrintedPaper, UseCaseError> {
        self.beside.put_in_place().map_err(|source| match counted {
            Some(papers) => UseCaseError::Counted { papers, source: Box::new(source) },
            None => source,
        })?;
        Ok(self.printed)
    }
}

/// Writes a file and makes it durable.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = std::fs::File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Checks the name of a print job and where its PDF is to lie: a place chosen, or `None` for the
/// program's own print folder.
///
/// # Errors
/// [`UseCaseError::Fields`] at `job` or `path`.
pub(crate) fn place(
    context: &Context<'_>,
    job: &str,
    path: Option<&str>,
) -> Result<Option<PathBuf>, UseCaseError> {
    let mut fields = Fields::new();
    fields.job(job);
    let data = context.office().root();
    let target = path.map(|path| fields.target("path", path, (data, "pdf")));
    fields.finish()?;
    Ok(target)
}

/// Cuts a text to what a cell holds, `max` characters; the cut shows.
pub(crate) fn within(text: &str, max: usize) -> String {
    if text.chars().count() <= max {
        return text.to_owned();
    }
    let kept: String = text.chars().take(max - 1).collect();
    format!("{kept}…")
}

/// Sets forms in their order, under the name of a job that can be broken off, beside their place:
/// `target`, or the program's own print folder under `name`.
///
/// # Errors
/// When a form cannot be set, the work is broken off, or the file cannot be written.
pub(crate) fn made(
    context: &Context<'_>,
    forms: &[Form],
    job: &str,
    target: Option<PathBuf>,
    name: &str,
) -> Result<Made, UseCaseError> {
    let job = context.office().jobs().start(job, forms.len() as u64);
    let printed = context.typesetter()?.forms_pdf(forms, &mut |done| job.step(done as u64))?;
    let path = match target {
        Some(path) => path,
        None => {
            let folder = context.office().store().folder().prints();
            std::fs::create_dir_all(&folder).map_err(UseCaseError::io(&folder))?;
            folder.join(format!("{}.pdf", safe_name(name)))
        }
    };
    Made::write(path, &printed)
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
