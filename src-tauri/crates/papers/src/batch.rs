//! Many papers at once: one file for the printer, or a file each.

use std::ops::ControlFlow;

use typst::layout::{Frame, FrameItem};
use typst::model::DocumentInfo;
use typst_layout::{Page, PagedDocument};

use crate::cores::on_all_cores;
use crate::export::{pdf, svg};
use crate::typeset::{caught, guard, receipt_ident, slip_ident};
use crate::{
    BulletinPaper, ChasePaper, CluePaper, NoticePaper, PaperError, RatingPaper, ReceiptPaper,
    RecordPaper, ReplyPaper, ReportPaper, RollPaper, SlipPaper, Typesetter, WorkPaper, sheet,
};

/// Papers set between two steps of progress.
const BATCH: usize = 64;
/// Papers set before the typesetter's memory is aged: it keeps about 3 MB for each paper set.
const AGE: usize = 16;

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
    /// F8, F9, F11 and the short forms.
    Work(Box<WorkPaper>),
    /// F19, F20 and the year's plan.
    Roll(Box<RollPaper>),
    /// F15, on one leaf.
    Report(Box<ReportPaper>),
    /// F18.
    Clue(Box<CluePaper>),
    /// F3.
    Record(Box<RecordPaper>),
    /// F16, the year's report, F4.
    Bulletin(Box<BulletinPaper>),
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
    /// Forms of any kind in one file for the printer, in their order, set on all cores. One form
    /// alone is tagged, as [`Self::slip_pdf`] makes it; many are PDF/A-2u (text, but no tags, which
    /// the printer does not need and which would take four times the room), with their fonts
    /// embedded once and each counting its own pages. `progress` hears how many are set and may
    /// break the work off.
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
            Form::Work(paper) => (paper.strip.made_at, sheet::ident(&**paper)),
            Form::Roll(paper) => (paper.strip.made_at, sheet::ident(&**paper)),
            Form::Report(paper) => (paper.strip.made_at, sheet::ident(&**paper)),
            Form::Clue(paper) => (paper.strip.made_at, sheet::ident(&**paper)),
            Form::Record(paper) => (paper.strip.made_at, sheet::ident(&**paper)),
            Form::Bulletin(paper) => (paper.strip.made_at, sheet::ident(&**paper)),
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

    /// How many pages a form takes; what cannot be printed is refused as by [`Self::forms_pdf`].
    ///
    /// # Errors
    /// See [`PaperError`].
    pub fn form_pages(&self, form: &Form) -> Result<usize, PaperError> {
        guard(|| Ok(self.form(form)?.pages().len()))
    }

    fn form(&self, form: &Form) -> Result<PagedDocument, PaperError> {
        match form {
            Form::Slip(paper) => self.slip(paper),
            Form::Receipt(paper) => self.receipt(paper),
            Form::Chase(paper) => self.sheet(&**paper),
            Form::Reply(paper) => self.sheet(&**paper),
            Form::Rating(paper) => self.sheet(&**paper),
            Form::Notice(paper) => self.sheet(&**paper),
            Form::Work(paper) => self.sheet(&**paper),
            Form::Roll(paper) => self.sheet(&**paper),
            Form::Report(paper) => self.sheet(&**paper),
            Form::Clue(paper) => self.sheet(&**paper),
            Form::Record(paper) => self.sheet(&**paper),
            Form::Bulletin(paper) => self.sheet(&**paper),
        }
    }

    /// Many slips, each a file of its own as [`Self::slip_pdf`] makes it, set on all cores and handed
    /// with its place to `keep` on the core that made it, so that disks and papers work at once. The
    /// iterator gives what `keep` returned, in the order of the papers, and works in batches: what
    /// has been taken from it is done, so progress is counted by taking and the work cancelled by
    /// dropping it. A batch may be done as a whole before its first is taken.
    pub fn slip_pdfs<K: Send>(
        &self,
        papers: &[SlipPaper],
        keep: impl Fn(usize, Vec<u8>) -> K + Sync,
    ) -> impl Iterator<Item = Result<K, PaperError>> {
        papers.chunks(BATCH).enumerate().flat_map(move |(batch_index, batch)| {
            on_all_cores(batch, |index, paper| {
                let done = caught(|| {
                    let document = self.slip(paper)?;
                    pdf(&document, paper.strip.made_at, &slip_ident(paper), true)
                });
                age(index, done.is_ok());
                done.map(|pdf| keep(batch_index * BATCH + index, pdf))
            })
        })
    }
}

/// Forgets what the last papers did not need; after a failure all, since a half-made result may lie
/// there. By the one that set the paper, while the others go on.
fn age(index: usize, is_ok: bool) {
    if !is_ok {
        comemo::evict(0);
    } else if index % AGE == AGE - 1 {
        comemo::evict(1);
    }
}

/// The pages of a document without their tags.
fn untagged(document: &PagedDocument) -> Vec<Page> {
    let mut pages: Vec<Page> = document.pages().to_vec();
    pages.iter_mut().for_each(|page| untag(&mut page.frame));
    pages
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
        let set_pages = on_all_cores(batch, |index, paper| {
            let done = caught(|| set(paper)).map(|document| untagged(&document));
            age(index, done.is_ok());
            done
        });
        for done in set_pages {
            pages.extend(done?);
        }
        if progress(index * BATCH + batch.len()).is_break() {
            return Err(PaperError::Cancelled);
        }
    }
    Ok(PagedDocument::new(pages.into_iter().collect(), DocumentInfo::default()))
}
