//! Entry checks that every text field shares, made once at the edge.

use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::char::is_combining_mark;

/// The longest run of combining marks on one letter. A typesetter was brought down by tens of
/// thousands of them; no script needs more than a handful.
pub const MARKS_MAX: usize = 16;

/// What a field allows. Lengths count code points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextRule {
    /// Fewest characters; 1 and more make the field mandatory.
    pub min: usize,
    /// Most characters.
    pub max: usize,
    /// Whether line breaks and tabs are allowed. Single-line fields (names, titles, numbers)
    /// refuse invisible characters too, since they make two equal-looking names differ.
    pub multiline: bool,
}

impl TextRule {
    /// Returns the rule of a mandatory single line.
    #[must_use]
    pub const fn line(max: usize) -> Self {
        Self { min: 1, max, multiline: false }
    }

    /// Returns the rule of a mandatory text of several lines.
    #[must_use]
    pub const fn paragraph(max: usize) -> Self {
        Self { min: 1, max, multiline: true }
    }

    /// Returns the same rule for a field that may stay empty.
    #[must_use]
    pub const fn optional(self) -> Self {
        Self { min: 0, ..self }
    }
}

/// Why an entry is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum TextFault {
    /// A mandatory field is empty.
    #[error("the field is mandatory")]
    Required,
    /// Fewer characters than the field asks for.
    #[error("at least {min} characters, not {found}")]
    TooShort {
        /// Fewest allowed.
        min: usize,
        /// Characters found.
        found: usize,
    },
    /// More characters than the field takes.
    #[error("at most {max} characters, not {found}")]
    TooLong {
        /// Most allowed.
        max: usize,
        /// Characters found.
        found: usize,
    },
    /// A line break or tab in a single-line field.
    #[error("a line break in a single line")]
    LineBreak,
    /// A control character (NUL, C0, C1, DEL).
    #[error("a control character")]
    Control,
    /// A code point that is no character (U+FFFE, U+FFFF …).
    #[error("a code point that is no character")]
    Noncharacter,
    /// A character that turns the direction of writing round.
    #[error("a character that changes the direction of writing")]
    Direction,
    /// An invisible character in a single-line field.
    #[error("an invisible character")]
    Invisible,
    /// More combining marks in a row than [`MARKS_MAX`].
    #[error("too many marks on one letter")]
    Marks,
}

/// A checked text: trimmed, bounded, free of what could mislead a reader or break a paper.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(String);

impl Text {
    /// Checks `raw` against `rule`. Outer blanks (full-width ones too) are cut, `\r\n` and
    /// the Unicode line separators become `\n`; nothing else is altered.
    ///
    /// # Errors
    /// [`TextFault`] names the first rule broken.
    pub fn parse(raw: &str, rule: TextRule) -> Result<Self, TextFault> {
        let text =
            raw.replace("\r\n", "\n").replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
        let text = text.trim();
        let found = text.chars().count();
        if found > rule.max {
            return Err(TextFault::TooLong { max: rule.max, found });
        }
        if found < rule.min {
            return Err(match found {
                0 => TextFault::Required,
                _ => TextFault::TooShort { min: rule.min, found },
            });
        }
        check_characters(text, rule.multiline)?;
        Ok(Self(text.to_owned()))
    }

    /// Checks `raw` and gives `None` for an empty optional field.
    ///
    /// # Errors
    /// [`TextFault`] as [`Text::parse`].
    pub fn parse_optional(raw: &str, rule: TextRule) -> Result<Option<Self>, TextFault> {
        let text = Self::parse(raw, rule)?;
        Ok((!text.0.is_empty()).then_some(text))
    }

    /// Returns the text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the text, giving up the check mark.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.0
    }
}

fn check_characters(text: &str, multiline: bool) -> Result<(), TextFault> {
    let mut marks = 0;
    for c in text.chars() {
        match c {
            '\n' | '\t' if multiline => {}
            '\n' | '\t' => return Err(TextFault::LineBreak),
            c if c.is_control() => return Err(TextFault::Control),
            c if is_noncharacter(c) => return Err(TextFault::Noncharacter),
            c if is_direction(c) => return Err(TextFault::Direction),
            c if is_invisible(c) && !multiline => return Err(TextFault::Invisible),
            _ => {}
        }
        marks = if is_combining_mark(c) { marks + 1 } else { 0 };
        if marks > MARKS_MAX {
            return Err(TextFault::Marks);
        }
    }
    Ok(())
}

fn is_noncharacter(c: char) -> bool {
    let code = u32::from(c);
    code & 0xFFFE == 0xFFFE || (0xFDD0..=0xFDEF).contains(&code)
}

/// Embeddings, overrides, isolates and marks of direction.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Characters without a shape of their own. Variation selectors are not among them: they
/// choose between written forms of a rare name.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{180E}' | '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{2064}' | '\u{206A}'..='\u{206F}'
            | '\u{3164}' | '\u{115F}' | '\u{1160}' | '\u{FEFF}' | '\u{FFA0}' | '\u{E0001}' | '\u{E0020}'..='\u{E007F}'
    )
}

/// Returns the half-width form of a full-width ASCII character, other characters unchanged.
#[must_use]
pub fn half_width(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    const NAME: TextRule = TextRule::line(10);
    const BODY: TextRule = TextRule::paragraph(100);

    #[rstest]
    #[case("　沱湾冷链物流 ", "沱湾冷链物流")]
    #[case("𠮷野家", "𠮷野家")]
    #[case("葛\u{E0100}城", "葛\u{E0100}城")]
    #[case("Café №5（A）", "Café №5（A）")]
    fn names_pass(#[case] raw: &str, #[case] expected: &str) {
        assert_eq!(Text::parse(raw, NAME).unwrap().as_str(), expected);
    }

    #[rstest]
    #[case("", TextFault::Required)]
    #[case(" \u{3000}\n", TextFault::Required)]
    #[case("一二三四五六七八九十一", TextFault::TooLong { max: 10, found: 11 })]
    #[case("𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷", TextFault::TooLong { max: 10, found: 11 })]
    #[case("甲\n乙", TextFault::LineBreak)]
    #[case("甲\t乙", TextFault::LineBreak)]
    #[case("甲\0乙", TextFault::Control)]
    #[case("甲\u{1b}乙", TextFault::Control)]
    #[case("甲\u{fffe}乙", TextFault::Noncharacter)]
    #[case("甲\u{1ffff}乙", TextFault::Noncharacter)]
    #[case("甲\u{202e}乙", TextFault::Direction)]
    #[case("甲\u{2066}乙", TextFault::Direction)]
    #[case("甲\u{200b}乙", TextFault::Invisible)]
    #[case("甲\u{feff}乙", TextFault::Invisible)]
    fn names_are_refused(#[case] raw: &str, #[case] fault: TextFault) {
        assert_eq!(Text::parse(raw, NAME), Err(fault));
    }

    #[test]
    fn a_body_keeps_its_lines_in_one_form() {
        let text = Text::parse("甲\r\n乙\r丙\u{2028}丁\u{200b}", BODY).unwrap();
        assert_eq!(text.as_str(), "甲\n乙\n丙\n丁\u{200b}");
        assert_eq!(Text::parse("甲\u{202e}", BODY), Err(TextFault::Direction));
    }

    #[test]
    fn marks_are_capped() {
        let marks = |n| format!("a{}", "\u{301}".repeat(n));
        assert!(Text::parse(&marks(MARKS_MAX), BODY).is_ok());
        assert_eq!(Text::parse(&marks(MARKS_MAX + 1), BODY), Err(TextFault::Marks));
    }

    #[test]
    fn an_optional_field_may_be_empty_but_not_too_short() {
        let rule = TextRule { min: 2, ..NAME };
        assert_eq!(Text::parse("甲", rule), Err(TextFault::TooShort { min: 2, found: 1 }));
        assert_eq!(Text::parse_optional(" ", NAME.optional()), Ok(None));
    }

    proptest! {
        #[test]
        fn checking_twice_changes_nothing(raw in any::<String>()) {
            if let Ok(text) = Text::parse(&raw, BODY) {
                prop_assert_eq!(Text::parse(text.as_str(), BODY), Ok(text));
            }
        }
    }
}
