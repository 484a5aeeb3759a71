//! The typesetter: checks a paper, sets it, exports it.

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use rayon::prelude::*;
use serde_json::Value;
use typst::World;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Bytes, Datetime, Smart};
use typst::layout::{Frame, FrameItem};
use typst::model::DocumentInfo;
use typst_layout::{Page, PagedDocument};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use typst_svg::SvgOptions;

use crate::inspect::{CLOSE_TIGHT, check_pages, close, closes_alone};
use crate::receipt::Air;
use crate::view::{self, Guess};
use crate::world::{self, PaperWorld, Shared};
use crate::{
    ChasePaper, Fonts, NoticePaper, PaperError, PaperTime, RatingPaper, ReceiptPaper, ReplyPaper,
    SlipPaper, sheet,
};

/// Settings of one paper before we take what we have: the first, one with the seal's height, one
/// with the right number of pages, one with the last item beside the seal, and one more where that
/// changed the number.
const MAX_PASSES: usize = 5;
/// Papers carry Beijing time, 8 hours ahead of UTC.
const BEIJING_MINUTES: i32 = 8 * 60;
/// Papers set before the typesetter's memory is aged: it keeps about 3 MB for each paper set.
const BATCH: usize = 16;

/// Sets papers. Cheap to clone, shared between threads; keep one for the life of the program, it
/// stays warm. A panic inside the typesetter comes out as [`PaperError::Typesetter`].
#[derive(Clone)]
pub struct Typesetter {
    shared: Arc<Shared>,
}

/// A form of any kind, for a batch.
#[derive(Debug, Clone, PartialEq)]
pub enum Form {
    /// F5.
    Slip(Box<SlipPaper>),
    /// F6.
    Receipt(Box<ReceiptPaper>),
    /// F10.
    Chase(Box<ChasePaper>),
    /// F12.
    Reply(Box<ReplyPaper>),
    /// F13.
    Rating(Box<RatingPaper>),
    /// F17.
    Notice(Box<NoticePaper>),
}

/// A file ready for the printer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// The PDF.
    pub pdf: Vec<u8>,
    /// Its pages.
    pub pages: usize,
}

impl Typesetter {
    /// A typesetter with these fonts.
    #[must_use]
    pub fn new(fonts: Fonts) -> Self {
        Self { shared: Arc::new(Shared::new(fonts)) }
    }

    /// The fonts it sets with.
    #[must_use]
    pub fn fonts(&self) -> &Fonts {
        self.shared.fonts()
    }

    /// One 交办单 as tagged PDF/A-2a.
    ///
    /// # Errors
    /// See [`PaperError`].
    pub fn slip_pdf(&self, paper: &SlipPaper) -> Result<Vec<u8>, PaperError> {
        guard(|| pdf(&self.slip(paper)?, paper.strip.made_at, &slip_ident(paper), true))
    }

    /// One 交办单 as pictures, one SVG a page: what [`Self::slip_pdf`] prints.
    ///
    /// # Errors
    /// See [`PaperError`].
    pub fn slip_svg(&self, paper: &SlipPaper) -> Result<Vec<String>, PaperError> {
        guard(|| Ok(svg(&self.slip(paper)?)))
    }

    /// How many pages the slip takes.
    ///
    /// # Errors
    /// See [`PaperError`].
    pub fn slip_pages(&self, paper: &SlipPaper) -> Result<usize, PaperError> {
        guard(|| Ok(self.slip(paper)?.pages().len()))
    }

    /// Many slips in one file for the printer: PDF/A-2u (text, but no tags, which the printer does
    /// not need and which would take four times the room). Fonts are embedded once; the slips are
    /// set on all cores. Pages are those of [`Self::slip_pdf`], each slip counting its own.
    ///
    /// # Errors
    /// See [`PaperError`]; [`PaperError::Empty`] for no slip.
    pub fn slips_pdf(&self, papers: &[SlipPaper]) -> Result<Vec<u8>, PaperError> {
        let first = papers.first().ok_or(PaperError::Empty("papers"))?;
        guard(|| bind(papers, |paper| self.slip(paper), first.strip.made_at, &slip_ident(first)))
    }

    /// Forms of any kind in one file for the printer, in their order. One form alone is tagged, as
    /// [`Self::slip_pdf`] makes it. `progress` hears how many are set and may break the work off.
    ///
    /// # Errors
    /// See [`PaperError`]; [`PaperError::Empty`] for no form, [`PaperError::Cancelled`].
    pub fn forms_pdf(
        &self,
        forms: &[Form],
        progress: &mut dyn FnMut(usize) -> ControlFlow<()>,
    ) -> Result<Printed, PaperError> {
        let first = forms.first().ok_or(PaperError::Empty("forms"))?;
        let (made_at, ident) = match first {
            Form::Slip(paper) => (paper.strip.made_at, slip_ident(paper)),
            Form::Receipt(paper) => (paper.strip.made_at, receipt_ident(paper)),
            Form::Chase(paper) => (paper.strip.made_at, sheet::ident(&**paper)),
            Form::Reply(paper) => (paper.strip.made_at, sheet::ident(&**paper)),
            Form::Rating(paper) => (paper.strip.made_at, sheet::ident(&**paper)),
            Form::Notice(paper) => (paper.strip.made_at, sheet::ident(&**paper)),
        };
        guard(|| {
            let document = gather(forms, |form| self.form(form), progress)?;
            let pages = document.pages().len();
            Ok(Printed { pdf: pdf(&document, made_at, &ident, forms.len() == 1)?, pages })
        })
    }

    /// One form of any kind as pictures, one SVG a page: what [`Self::forms_pdf`] prints.
    ///
    /// # Errors
    /// See [`PaperError`].
    pub fn form_svg(&self, form: &Form) -> Result<Vec<String>, PaperError> {
        guard(|| Ok(svg(&self.form(form)?)))
    }

    /// Many slips, each a file of its own as [`Self::slip_pdf`] makes it, in their order, set on
    /// all cores. The iterator works in batches: what has been taken from it is done, what has not
    /// is not, so progress is counted by taking and the work cancelled by dropping it.
    pub fn slip_pdfs(
        &self,
        papers: &[SlipPaper],
    ) -> impl Iterator<Item = Result<Vec<u8>, PaperError>> {
        papers.chunks(BATCH).flat_map(|batch| {
            batch.par_iter().map(|paper| self.slip_pdf(paper)).collect::<Vec<_>>()
        })
    }

    /// One 签收回执 as tagged PDF/A-2a.
    ///
    /// # Errors
    /// See [`PaperError`].
    pub fn receipt_pdf(&self, paper: &ReceiptPaper) -> Result<Vec<u8>, PaperError> {
        guard(|| pdf(&self.receipt(paper)?, paper.strip.made_at, &receipt_ident(paper), true))
    }

    /// Many receipts (those of one slip, or of a batch) in one file for the printer, as
    /// [`Self::slips_pdf`] does it.
    ///
    /// # Errors
    /// See [`PaperError`]; [`PaperError::Empty`] for no receipt.
    pub fn receipts_pdf(&self, papers: &[ReceiptPaper]) -> Result<Vec<u8>, PaperError> {
        let first = papers.first().ok_or(PaperError::Empty("papers"))?;
        let ident = receipt_ident(first);
        guard(|| bind(papers, |paper| self.receipt(paper), first.strip.made_at, &ident))
    }

    /// One 签收回执 as pictures, one SVG a page.
    ///
    /// # Errors
    /// See [`PaperError`].
    pub fn receipt_svg(&self, paper: &ReceiptPaper) -> Result<Vec<String>, PaperError> {
        guard(|| Ok(svg(&self.receipt(paper)?)))
    }

    fn form(&self, form: &Form) -> Result<PagedDocument, PaperError> {
        match form {
            Form::Slip(paper) => self.slip(paper),
            Form::Receipt(paper) => self.receipt(paper),
            Form::Chase(paper) => self.sheet(&**paper),
            Form::Reply(paper) => self.sheet(&**paper),
            Form::Rating(paper) => self.sheet(&**paper),
            Form::Notice(paper) => self.sheet(&**paper),
        }
    }

    fn slip(&self, paper: &SlipPaper) -> Result<PagedDocument, PaperError> {
        paper.check()?;
        self.check_glyphs(&paper.texts())?;
        let data = json_bytes(&view::slip(paper)?)?;
        let once =
            |guess| self.set(world::Form::Slip, data.clone(), &view::slip_page(paper, guess)?);
        let mut guess = Guess { pages: 1, close: CLOSE_TIGHT, carry: false };
        for _ in 1..MAX_PASSES {
            let document = once(guess)?;
            let better = Guess {
                pages: document.pages().len(),
                close: close(&document, guess.close),
                carry: guess.carry || (paper.items.len() > 1 && closes_alone(&document)),
            };
            if better == guess {
                return Ok(document);
            }
            guess = better;
        }
        once(guess)
    }

    fn receipt(&self, paper: &ReceiptPaper) -> Result<PagedDocument, PaperError> {
        paper.check()?;
        self.check_glyphs(&paper.texts())?;
        let once = |pages, air| {
            let data = json_bytes(&paper.view(air))?;
            self.set(world::Form::Receipt, data, &paper.page(pages)?)
        };
        let mut pages = 1;
        for air in Air::ALL {
            let document = once(1, air)?;
            match document.pages().len() {
                1 => return Ok(document),
                more => pages = pages.max(more),
            }
        }
        // Where it takes more all the same, the form keeps its own heights.
        once(pages, Air::ALL[0])
    }

    pub(crate) fn check_glyphs(&self, texts: &[&str]) -> Result<(), PaperError> {
        let mut missing: Vec<char> =
            texts.iter().flat_map(|text| self.fonts().missing(text)).collect();
        missing.sort_unstable();
        missing.dedup();
        if missing.is_empty() { Ok(()) } else { Err(PaperError::MissingGlyph(missing)) }
    }

    pub(crate) fn set(
        &self,
        form: world::Form,
        data: Bytes,
        page: &Value,
    ) -> Result<PagedDocument, PaperError> {
        let world = PaperWorld::new(self.shared.clone(), form, data, json_bytes(page)?);
        let mut document: PagedDocument = typst::compile(&world as &dyn World)
            .output
            .map_err(|errors| PaperError::Template(messages(&errors)))?;
        // Not by a rule in the template: a style that differs makes the typesetter forget.
        let word = |name| page.get(name).and_then(Value::as_str).unwrap_or_default();
        document.info_mut().title = Some(format!("{} {}", word("mark"), word("ident")).into());
        check_pages(document.pages())?;
        Ok(document)
    }
}

/// Runs a typesetting; a panic in it becomes an error, and either failure empties the typesetter's
/// memory, in which a half-made result may lie.
pub(crate) fn guard<T>(work: impl FnOnce() -> Result<T, PaperError>) -> Result<T, PaperError> {
    let result = catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(PaperError::Typesetter));
    comemo::evict(if result.is_ok() { 10 } else { 0 });
    result
}

pub(crate) fn json_bytes(value: &Value) -> Result<Bytes, PaperError> {
    Ok(Bytes::new(serde_json::to_vec(value)?))
}

fn slip_ident(paper: &SlipPaper) -> String {
    format!("JBD|{}|{}|{}", paper.strip.code, paper.strip.version, paper.strip.print)
}

fn receipt_ident(paper: &ReceiptPaper) -> String {
    format!("HZ|{}|{}|{}", paper.strip.code, paper.strip.version, paper.strip.print)
}

/// Sets papers on all cores and binds their pages into one untagged file. Each paper is set alone,
/// so its pages count from 1 and its neighbours cannot move it.
fn bind<P: Sync>(
    papers: &[P],
    set: impl Fn(&P) -> Result<PagedDocument, PaperError> + Sync,
    made_at: PaperTime,
    ident: &str,
) -> Result<Vec<u8>, PaperError> {
    let document = gather(papers, set, &mut |_| ControlFlow::Continue(()))?;
    pdf(&document, made_at, ident, false)
}

/// Takes the tags off a page: they hold on to all that was set, and an untagged file has no use for
/// them.
fn untag(frame: &mut Frame) {
    frame.retain(|item| match item {
        FrameItem::Tag(_) => false,
        FrameItem::Group(group) => {
            untag(&mut group.frame);
            true
        }
        FrameItem::Text(_) | FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) => {
            true
        }
    });
}

/// Sets papers batch by batch on all cores and joins their pages, without tags where there is more
/// than one.
fn gather<P: Sync>(
    papers: &[P],
    set: impl Fn(&P) -> Result<PagedDocument, PaperError> + Sync,
    progress: &mut dyn FnMut(usize) -> ControlFlow<()>,
) -> Result<PagedDocument, PaperError> {
    if let [paper] = papers {
        let document = set(paper)?;
        return if progress(1).is_break() { Err(PaperError::Cancelled) } else { Ok(document) };
    }
    let mut pages: Vec<Page> = Vec::with_capacity(papers.len());
    for (index, batch) in papers.chunks(BATCH).enumerate() {
        let documents: Result<Vec<_>, _> = batch.par_iter().map(&set).collect();
        for document in documents? {
            pages.extend(document.pages().iter().cloned().map(|mut page| {
                untag(&mut page.frame);
                page
            }));
        }
        comemo::evict(1);
        if progress(index * BATCH + batch.len()).is_break() {
            return Err(PaperError::Cancelled);
        }
    }
    Ok(PagedDocument::new(pages.into_iter().collect(), DocumentInfo::default()))
}

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

pub(crate) fn svg(document: &PagedDocument) -> Vec<String> {
    document.pages().iter().map(|page| typst_svg::svg(page, &SvgOptions::default())).collect()
}

fn messages(errors: &[SourceDiagnostic]) -> Vec<String> {
    errors.iter().map(|error| error.message.to_string()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_error() {
        let result: Result<(), _> = guard(|| panic!("on purpose"));
        assert!(matches!(result, Err(PaperError::Typesetter)));
    }
}
