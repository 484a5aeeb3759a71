//! What a form or letter gives the typesetter, and the calls that print those of the closed loop.

use serde_json::{Value, json};
use typst_layout::PagedDocument;

use crate::export::{pdf, svg};
use crate::field::Field;
use crate::typeset::{codes, guard, json_bytes};
use crate::{
    ChasePaper, NoticePaper, PaperError, PaperNumber, RatingPaper, RecordPaper, ReplyPaper,
    ReportPaper, RollPaper, Strip, Typesetter, WorkPaper, view, world,
};

/// A paper whose text fields stand in one list.
pub(crate) trait Sheet {
    /// Its template.
    fn form(&self) -> world::Form;
    /// What the machine code calls it.
    fn kind(&self) -> &'static str;
    fn strip(&self) -> &Strip;
    /// What the machine code calls the form bound behind it, and that form's strip.
    fn bound(&self) -> Option<(&'static str, &Strip)> {
        None
    }
    fn fields(&self) -> Vec<Field<'_>>;
    /// What its fields do not say one by one.
    fn check_lists(&self) -> Result<(), PaperError>;
    /// The paper itself, for the template.
    fn view(&self) -> Result<Value, PaperError>;
    /// What surrounds it where it has so many pages.
    fn page(&self, pages: usize) -> Value;
}

/// Refuses what a paper cannot hold.
pub(crate) fn check(paper: &impl Sheet) -> Result<(), PaperError> {
    paper.strip().check_codes()?;
    paper.fields().iter().try_for_each(Field::check)?;
    paper.check_lists()
}

/// The `ident` from which the file's permanent identifier is made.
pub(crate) fn ident(paper: &impl Sheet) -> String {
    let strip = paper.strip();
    format!("{}|{}|{}|{}", paper.kind(), strip.code, strip.version, strip.print)
}

/// 字号 as the templates take it: they leave a gap where the serial is missing.
pub(crate) fn number(number: &PaperNumber) -> Value {
    json!({
        "prefix": number.prefix,
        "serial": number.serial.map(|serial| serial.to_string()),
        "suffix": number.suffix,
    })
}

/// What surrounds a paper: the running head's words, and the strip of so many pages.
pub(crate) fn page(paper: &impl Sheet, mark: &str, ident: &str, pages: usize) -> Value {
    json!({
        "total": pages,
        "mark": mark,
        "ident": ident,
        "stamp": null,
        "reason": null,
        "strip": view::strip(paper.strip(), paper.kind(), ident),
    })
}

/// What the surroundings of a letter say: its own pages print no strip, and its number alone.
pub(crate) fn letter_page(mark: &str, ident: &str) -> Value {
    json!({ "mark": mark, "ident": ident })
}

/// What running head and strip call the paper: its 字号, or before that the draft's id.
pub(crate) fn number_or_draft(number: &PaperNumber, strip: &Strip) -> String {
    number.full().unwrap_or_else(|| format!("待签发稿　{}", strip.code))
}

impl Typesetter {
    /// One 催办单 or 督办函 as tagged PDF/A-2a.
    ///
    /// # Errors
    /// See [`PaperError`].
    pub fn chase_pdf(&self, paper: &ChasePaper) -> Result<Vec<u8>, PaperError> {
        self.sheet_pdf(paper)
    }

    /// One 催办单 or 督办函 as pictures, one SVG a page.
    ///
    /// # Errors
    /// See [`PaperError`].
    pub fn chase_svg(&self, paper: &ChasePaper) -> Result<Vec<String>, PaperError> {
        self.sheet_svg(paper)
    }

    /// One 答复函, with its 评价表 where it has one, as tagged PDF/A-2a.
    ///
    /// # Errors
    /// See [`PaperError`].
    pub fn reply_pdf(&self, paper: &ReplyPaper) -> Result<Vec<u8>, PaperError> {
        self.sheet_pdf(paper)
    }

    /// One 答复函 as pictures, one SVG a page.
    ///
    /// # Errors
    /// See [`PaperError`].
    pub fn reply_svg(&self, paper: &ReplyPaper) -> Result<Vec<String>, PaperError> {
        self.sheet_svg(paper)
    }

    /// One 评价表 by itself as tagged PDF/A-2a.
    ///
    /// # Errors
    /// See [`PaperError`].
    pub fn rating_pdf(&self, paper: &RatingPaper) -> Result<Vec<u8>, PaperError> {
        self.sheet_pdf(paper)
    }

    /// One 评价表 by itself as a picture.
    ///
    /// # Errors
    /// See [`PaperError`].
    pub fn rating_svg(&self, paper: &RatingPaper) -> Result<Vec<String>, PaperError> {
        self.sheet_svg(paper)
    }

    /// One 不予受理 or 转介告知单 as tagged PDF/A-2a.
    ///
    /// # Errors
    /// See [`PaperError`].
    pub fn notice_pdf(&self, paper: &NoticePaper) -> Result<Vec<u8>, PaperError> {
        self.sheet_pdf(paper)
    }

    /// One 不予受理 or 转介告知单 as pictures, one SVG a page.
    ///
    /// # Errors
    /// See [`PaperError`].
    pub fn notice_svg(&self, paper: &NoticePaper) -> Result<Vec<String>, PaperError> {
        self.sheet_svg(paper)
    }

    /// One working form as tagged PDF/A-2a.
    ///
    /// # Errors
    /// See [`PaperError`].
    pub fn work_pdf(&self, paper: &WorkPaper) -> Result<Vec<u8>, PaperError> {
        self.sheet_pdf(paper)
    }

    /// One working form as pictures, one SVG a page.
    ///
    /// # Errors
    /// See [`PaperError`].
    pub fn work_svg(&self, paper: &WorkPaper) -> Result<Vec<String>, PaperError> {
        self.sheet_svg(paper)
    }

    /// One table over the year or the district as tagged PDF/A-2a.
    ///
    /// # Errors
    /// See [`PaperError`].
    pub fn roll_pdf(&self, paper: &RollPaper) -> Result<Vec<u8>, PaperError> {
        self.sheet_pdf(paper)
    }

    /// The same as pictures, one SVG a page.
    ///
    /// # Errors
    /// See [`PaperError`].
    pub fn roll_svg(&self, paper: &RollPaper) -> Result<Vec<String>, PaperError> {
        self.sheet_svg(paper)
    }

    /// One 接待记录 as tagged PDF/A-2a.
    ///
    /// # Errors
    /// See [`PaperError`].
    pub fn record_pdf(&self, paper: &RecordPaper) -> Result<Vec<u8>, PaperError> {
        self.sheet_pdf(paper)
    }

    /// The same as pictures, one SVG a page.
    ///
    /// # Errors
    /// See [`PaperError`].
    pub fn record_svg(&self, paper: &RecordPaper) -> Result<Vec<String>, PaperError> {
        self.sheet_svg(paper)
    }

    /// The figures of a period on one leaf as tagged PDF/A-2a.
    ///
    /// # Errors
    /// See [`PaperError`].
    pub fn report_pdf(&self, paper: &ReportPaper) -> Result<Vec<u8>, PaperError> {
        self.sheet_pdf(paper)
    }

    /// The same as pictures, one SVG a page.
    ///
    /// # Errors
    /// See [`PaperError`].
    pub fn report_svg(&self, paper: &ReportPaper) -> Result<Vec<String>, PaperError> {
        self.sheet_svg(paper)
    }

    fn sheet_pdf(&self, paper: &impl Sheet) -> Result<Vec<u8>, PaperError> {
        guard(|| pdf(&self.sheet(paper)?, paper.strip().made_at, &ident(paper), true))
    }

    fn sheet_svg(&self, paper: &impl Sheet) -> Result<Vec<String>, PaperError> {
        guard(|| Ok(svg(&self.sheet(paper)?)))
    }

    /// Checks and sets one paper; a second time where what surrounds it was told of one page, and
    /// it takes more.
    pub(crate) fn sheet(&self, paper: &impl Sheet) -> Result<PagedDocument, PaperError> {
        check(paper)?;
        let texts: Vec<&str> = paper.fields().iter().map(Field::text).collect();
        self.check_glyphs(&texts)?;
        let data = json_bytes(&paper.view()?)?;
        let codes = codes([(paper.kind(), paper.strip())].into_iter().chain(paper.bound()));
        let first = paper.page(1);
        let document = self.set(paper.form(), &data, &first, codes.clone())?;
        let page = paper.page(document.pages().len());
        if page == first { Ok(document) } else { self.set(paper.form(), &data, &page, codes) }
    }
}
