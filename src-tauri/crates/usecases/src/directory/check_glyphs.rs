//! Characters that would print as boxes, told at entry.

use super::{CheckGlyphs, GlyphCheck};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::Fields;

/// Longer texts are checked when their paper is made.
const CHECKED_MAX: usize = 10_000;

/// Returns the characters of a text that no font of the papers has, each once.
pub(crate) fn check_glyphs(
    context: &Context<'_>,
    input: CheckGlyphs,
) -> Result<GlyphCheck, UseCaseError> {
    let mut fields = Fields::new();
    fields.shorter("text", &input.text, CHECKED_MAX);
    fields.finish()?;
    Ok(GlyphCheck { missing: missing_glyphs(context, &input.text)? })
}

/// Returns the characters no font has. Plain ones are answered without loading any font.
pub(crate) fn missing_glyphs(
    context: &Context<'_>,
    text: &str,
) -> Result<Vec<String>, UseCaseError> {
    let rare: String = text.chars().take(CHECKED_MAX).filter(|c| !is_everyday(*c)).collect();
    if rare.is_empty() {
        return Ok(Vec::new());
    }
    let missing = context.typesetter()?.fonts().missing(&rare);
    Ok(missing.into_iter().map(String::from).collect())
}

/// ASCII, the basic block of Chinese characters and their punctuation: every font of the
/// chain's tail has them.
fn is_everyday(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{4E00}'..='\u{9FA5}' | '\n' | '\t' | '\u{3000}')
        || "，。、：；？！（）《》〔〕“”‘’·—…".contains(c)
}
