//! Entry checks that every text field shares, made once at the edge. The papers check by the same
//! rules, so nothing accepted here is refused by a paper later for its characters.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::char::is_combining_mark;

/// The longest run of combining marks on one letter. Real scripts need two or three; the shaper
/// of the typesetter panics on some tens of thousands (typst#8667).
pub const MARKS_MAX: usize = 4;

/// What a field allows. Lengths count code points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextRule {
    /// Fewest characters; 1 and more make the field mandatory.
    pub min: usize,
    /// Most characters.
    pub max: usize,
    /// Whether line breaks are allowed.
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

/// Why an entry is refused. Positions count characters of the trimmed text from 0.
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
    #[error("control character U+{:04X} at {at}", u32::from(*.found))]
    Control {
        /// The character.
        found: char,
        /// Its position.
        at: usize,
    },
    /// A code point that is no character (U+FFFE, U+FFFF …), or the replacement character left by
    /// a broken conversion.
    #[error("no character U+{:04X} at {at}", u32::from(*.found))]
    Noncharacter {
        /// The code point.
        found: char,
        /// Its position.
        at: usize,
    },
    /// A character that turns the direction of writing round.
    #[error("direction control U+{:04X} at {at}", u32::from(*.found))]
    Direction {
        /// The character.
        found: char,
        /// Its position.
        at: usize,
    },
    /// A character without a shape of its own (zero-width blanks and joiners, variation
    /// selectors, tags): two texts could look alike and differ, and no paper can show it.
    #[error("invisible character U+{:04X} at {at}", u32::from(*.found))]
    Invisible {
        /// The character.
        found: char,
        /// Its position.
        at: usize,
    },
    /// A private-use character: it looks different, or like nothing, on every other machine.
    #[error("private-use character U+{:04X} at {at}", u32::from(*.found))]
    PrivateUse {
        /// The character.
        found: char,
        /// Its position.
        at: usize,
    },
    /// More combining marks in a row than [`MARKS_MAX`].
    #[error("too many combining marks at {at}")]
    Marks {
        /// Position of the first mark too many.
        at: usize,
    },
}

/// A checked text: trimmed, bounded, free of what could mislead a reader or break a paper.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(String);

impl Text {
    /// Checks `raw` against `rule`. Outer blanks (full-width ones too) are cut, `\r\n` and
    /// the Unicode line separators become `\n`, a tab between words of a text of several lines
    /// becomes a blank; nothing else is altered.
    ///
    /// # Errors
    /// [`TextFault`] names the first rule broken.
    pub fn parse(raw: &str, rule: TextRule) -> Result<Self, TextFault> {
        let is_break = ['\r', '\u{85}', '\u{2028}', '\u{2029}'];
        let mut text = Cow::Borrowed(raw);
        if text.contains(is_break) {
            text = Cow::Owned(text.replace("\r\n", "\n").replace(is_break, "\n"));
        }
        if rule.multiline && text.contains('\t') {
            text = Cow::Owned(text.replace('\t', " "));
        }
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

/// Checks each character of a text, without regard to its length or to fonts. `\n` passes where
/// `multiline` is set, a tab never.
///
/// # Errors
/// The first fault found.
pub fn check_characters(text: &str, multiline: bool) -> Result<(), TextFault> {
    let mut marks = 0;
    for (at, found) in text.chars().enumerate() {
        match found {
            '\n' if multiline => {}
            '\n' | '\t' if !multiline => return Err(TextFault::LineBreak),
            _ if found.is_control() || matches!(found, '\u{2028}' | '\u{2029}') => {
                return Err(TextFault::Control { found, at });
            }
            _ if is_noncharacter(found) => return Err(TextFault::Noncharacter { found, at }),
            _ if is_direction(found) => return Err(TextFault::Direction { found, at }),
            _ if is_invisible(found) => return Err(TextFault::Invisible { found, at }),
            _ if is_private(found) => return Err(TextFault::PrivateUse { found, at }),
            _ => {}
        }
        marks = if is_combining_mark(found) { marks + 1 } else { 0 };
        if marks > MARKS_MAX {
            return Err(TextFault::Marks { at });
        }
    }
    Ok(())
}

fn is_noncharacter(c: char) -> bool {
    let code = u32::from(c);
    code & 0xFFFE == 0xFFFE || matches!(c, '\u{FDD0}'..='\u{FDEF}' | '\u{FFF9}'..='\u{FFFD}')
}

/// Embeddings, overrides, isolates and marks of direction.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The other default-ignorable and format characters of Unicode.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{2065}'
        | '\u{206A}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
        | '\u{FFA0}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E0FFF}')
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
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
    #[case("甲\0乙", TextFault::Control { found: '\0', at: 1 })]
    #[case("甲\u{1b}乙", TextFault::Control { found: '\u{1b}', at: 1 })]
    #[case("甲\u{fffe}乙", TextFault::Noncharacter { found: '\u{fffe}', at: 1 })]
    #[case("甲\u{1ffff}乙", TextFault::Noncharacter { found: '\u{1ffff}', at: 1 })]
    #[case("甲\u{202e}乙", TextFault::Direction { found: '\u{202e}', at: 1 })]
    #[case("甲\u{2066}乙", TextFault::Direction { found: '\u{2066}', at: 1 })]
    #[case("甲\u{200b}乙", TextFault::Invisible { found: '\u{200b}', at: 1 })]
    #[case("甲\u{feff}乙", TextFault::Invisible { found: '\u{feff}', at: 1 })]
    #[case("葛\u{E0100}城", TextFault::Invisible { found: '\u{E0100}', at: 1 })]
    #[case("甲\u{e000}乙", TextFault::PrivateUse { found: '\u{e000}', at: 1 })]
    #[case("甲\u{10f000}乙", TextFault::PrivateUse { found: '\u{10f000}', at: 1 })]
    #[case("甲\u{fffd}乙", TextFault::Noncharacter { found: '\u{fffd}', at: 1 })]
    fn names_are_refused(#[case] raw: &str, #[case] fault: TextFault) {
        assert_eq!(Text::parse(raw, NAME), Err(fault));
    }

    #[test]
    fn a_body_keeps_its_lines_in_one_form() {
        let text = Text::parse("甲\r\n乙\r丙\u{2028}丁\t戊\t", BODY).unwrap();
        assert_eq!(text.as_str(), "甲\n乙\n丙\n丁 戊");
        let fault = TextFault::Direction { found: '\u{202e}', at: 1 };
        assert_eq!(Text::parse("甲\u{202e}", BODY), Err(fault));
    }

    #[test]
    fn marks_are_capped() {
        let marks = |n| format!("a{}", "\u{301}".repeat(n));
        assert!(Text::parse(&marks(MARKS_MAX), BODY).is_ok());
        assert_eq!(
            Text::parse(&marks(MARKS_MAX + 1), BODY),
            Err(TextFault::Marks { at: MARKS_MAX + 1 })
        );
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
