//! What a set paper becomes: a PDF for the printer, pictures for the screen.

use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use typst_svg::SvgOptions;

use crate::{PaperError, PaperTime};

/// Papers carry Beijing time, 8 hours ahead of UTC.
const BEIJING_MINUTES: i32 = 8 * 60;

/// PDF/A-2a with tags, PDF/A-2u without.
pub(crate) fn pdf(
    document: &PagedDocument,
    made_at: PaperTime,
    ident: &str,
    tagged: bool,
) -> Result<Vec<u8>, PaperError> {
    let standard = if tagged { PdfStandard::A_2a } else { PdfStandard::A_2u };
    let standards = PdfStandards::new(&[standard])
        .map_err(|error| PaperError::Template(vec![error.message().to_string()]))?;
    let PaperTime { date, hour, minute } = made_at;
    let time = Datetime::from_ymd_hms(date.year.into(), date.month, date.day, hour, minute, 0);
    let options = PdfOptions {
        ident: Smart::Custom(ident.to_owned()),
        creator: Smart::Custom(Some("企业接待日".to_owned())),
        timestamp: time.and_then(|time| Timestamp::new_local(time, BEIJING_MINUTES)),
        standards,
        tagged,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(document, &options).map_err(|errors| PaperError::Template(messages(&errors)))
}

/// One SVG a page.
pub(crate) fn svg(document: &PagedDocument) -> Vec<String> {
    document.pages().iter().map(|page| typst_svg::svg(page, &SvgOptions::default())).collect()
}

/// What the typesetter had to say.
pub(crate) fn messages(errors: &[SourceDiagnostic]) -> Vec<String> {
    errors.iter().map(|error| error.message.to_string()).collect()
}
