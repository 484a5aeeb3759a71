//! The text fields of a paper, listed once: checked, and looked through for glyphs, from one list.

use crate::PaperError;
use crate::slip::require;
use crate::text::bound;

/// Characters in a line of the wide cells: what a line break in them costs.
const LINE: usize = 30;

/// One text of a paper with what its place can take.
pub(crate) struct Field<'a> {
    name: &'static str,
    text: &'a str,
    max: usize,
    line: usize,
    is_required: bool,
}

impl<'a> Field<'a> {
    /// A single line that must be filled.
    pub(crate) fn must(name: &'static str, text: &'a str, max: usize) -> Self {
        Self { name, text, max, line: 0, is_required: true }
    }

    /// A single line that may be missing.
    pub(crate) fn may(name: &'static str, text: Option<&'a str>, max: usize) -> Self {
        Self { name, text: text.unwrap_or_default(), max, line: 0, is_required: false }
    }

    /// The same, of several paragraphs.
    pub(crate) fn of_paragraphs(self) -> Self {
        Self { line: LINE, ..self }
    }

    /// A text whose place grows over as many pages as it needs: a line break costs one character.
    pub(crate) fn of_lines(self) -> Self {
        Self { line: 1, ..self }
    }

    /// What is checked for glyphs.
    pub(crate) fn text(&self) -> &'a str {
        self.text
    }

    /// # Errors
    /// [`PaperError::Empty`], [`PaperError::Text`] or [`PaperError::TooLong`], naming the field.
    pub(crate) fn check(&self) -> Result<(), PaperError> {
        if self.is_required {
            require(self.name, self.text)?;
        }
        bound(self.name, self.text, self.max, self.line)
    }
}

/// Refuses a list whose entries together outgrow their cell; each costs `each` more than its text.
pub(crate) fn bound_list<'a>(
    field: &'static str,
    entries: impl Iterator<Item = &'a str>,
    each: usize,
    max: usize,
) -> Result<(), PaperError> {
    let found: usize = entries.map(|entry| entry.chars().count() + each).sum();
    if found > max { Err(PaperError::TooLong { field, found, max }) } else { Ok(()) }
}
