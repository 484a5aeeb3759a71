//! The typesetter: checks a paper, sets it, exports it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use serde_json::Value;
use typst::World;
use typst::foundations::Bytes;
use typst_layout::PagedDocument;

use crate::export::{messages, pdf, svg};
use crate::inspect::{CLOSE_TIGHT, check_pages, close, closes_alone};
use crate::receipt::Air;
use crate::strip::{Codes, Strip};
use crate::view::{self, Guess};
use crate::world::{self, PaperWorld, Shared};
use crate::{Fonts, PaperError, ReceiptPaper, SlipPaper};

/// Settings of one paper before we take what we have: the first, one with the seal's height, one
/// with the right number of pages, one with the last item beside the seal, and one more where that
/// changed the number.
const MAX_PASSES: usize = 5;

/// What the machine code calls a slip.
pub(crate) const SLIP: &str = "JBD";
/// What the machine code calls a receipt.
pub(crate) const RECEIPT: &str = "HZ";

/// Sets papers. Cheap to clone, shared between threads; keep one for the life of the program, it
/// stays warm. A panic inside the typesetter comes out as [`PaperError::Typesetter`].
#[derive(Clone)]
pub struct Typesetter {
    shared: Arc<Shared>,
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

    /// One 签收回执 as tagged PDF/A-2a.
    ///
    /// # Errors
    /// See [`PaperError`].
    pub fn receipt_pdf(&self, paper: &ReceiptPaper) -> Result<Vec<u8>, PaperError> {
        guard(|| pdf(&self.receipt(paper)?, paper.strip.made_at, &receipt_ident(paper), true))
    }

    /// One 签收回执 as pictures, one SVG a page.
    ///
    /// # Errors
    /// See [`PaperError`].
    pub fn receipt_svg(&self, paper: &ReceiptPaper) -> Result<Vec<String>, PaperError> {
        guard(|| Ok(svg(&self.receipt(paper)?)))
    }

    /// The slip as files for plain typst: `slip-main.typ`, what it imports, and the paper's data,
    /// such that setting them once gives the pages of [`Self::slip_pdf`]. To hold typst against.
    ///
    /// # Errors
    /// See [`PaperError`].
    pub fn slip_files(&self, paper: &SlipPaper) -> Result<Vec<(String, Vec<u8>)>, PaperError> {
        let (document, guess) = guard(|| self.settle(paper))?;
        let codes = Codes::new([(SLIP, &paper.strip)]);
        let mut files = self.shared.files();
        files.push(("data.json".to_owned(), serde_json::to_vec(&view::slip(paper)?)?));
        files.push(("page.json".to_owned(), serde_json::to_vec(&view::slip_page(paper, guess))?));
        for page in 1..=document.pages().len() {
            let svg = codes.svg(SLIP, page)?;
            files.extend(svg.map(|svg| (format!("qr-{SLIP}-{page}.svg"), svg.to_vec())));
        }
        Ok(files)
    }

    pub(crate) fn slip(&self, paper: &SlipPaper) -> Result<PagedDocument, PaperError> {
        self.settle(paper).map(|(document, _)| document)
    }

    /// Sets a slip until it no longer changes; gives what it was last set with, too.
    fn settle(&self, paper: &SlipPaper) -> Result<(PagedDocument, Guess), PaperError> {
        paper.check()?;
        self.check_glyphs(&paper.texts())?;
        let codes = codes([(SLIP, &paper.strip)]);
        let data = json_bytes(&view::slip(paper)?)?;
        let once = |guess| {
            self.set(world::Form::Slip, &data, &view::slip_page(paper, guess), codes.clone())
        };
        let mut guess = Guess { pages: 1, close: CLOSE_TIGHT, carry: false };
        for _ in 1..MAX_PASSES {
            let document = once(guess)?;
            let better = Guess {
                pages: document.pages().len(),
                close: close(&document, guess.close),
                carry: guess.carry || (paper.items.len() > 1 && closes_alone(&document)),
            };
            if better == guess {
                return Ok((document, guess));
            }
            guess = better;
        }
        Ok((once(guess)?, guess))
    }

    pub(crate) fn receipt(&self, paper: &ReceiptPaper) -> Result<PagedDocument, PaperError> {
        paper.check()?;
        self.check_glyphs(&paper.texts())?;
        let codes = codes([(RECEIPT, &paper.strip)]);
        let once = |pages, air| {
            let data = json_bytes(&paper.view(air))?;
            self.set(world::Form::Receipt, &data, &paper.page(pages), codes.clone())
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
        data: &Bytes,
        page: &Value,
        codes: Arc<Codes>,
    ) -> Result<PagedDocument, PaperError> {
        let page_json = json_bytes(page)?;
        let world = PaperWorld::new(self.shared.clone(), form, data.clone(), page_json, codes);
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
    let result = caught(work);
    comemo::evict(if result.is_ok() { 10 } else { 0 });
    result
}

/// Runs a part of a typesetting; a panic in it becomes an error.
pub(crate) fn caught<T>(work: impl FnOnce() -> Result<T, PaperError>) -> Result<T, PaperError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(PaperError::Typesetter))
}

/// The machine codes of a paper; those of first pages are begun at once on another core.
pub(crate) fn codes<'a>(strips: impl IntoIterator<Item = (&'static str, &'a Strip)>) -> Arc<Codes> {
    let codes = Arc::new(Codes::new(strips));
    let first = codes.clone();
    // What fails there fails again, and is told, where the page asks for it.
    rayon::spawn(move || drop(catch_unwind(AssertUnwindSafe(|| first.begin()))));
    codes
}

pub(crate) fn json_bytes(value: &Value) -> Result<Bytes, PaperError> {
    Ok(Bytes::new(serde_json::to_vec(value)?))
}

pub(crate) fn slip_ident(paper: &SlipPaper) -> String {
    format!("JBD|{}|{}|{}", paper.strip.code, paper.strip.version, paper.strip.print)
}

pub(crate) fn receipt_ident(paper: &ReceiptPaper) -> String {
    format!("HZ|{}|{}|{}", paper.strip.code, paper.strip.version, paper.strip.print)
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
