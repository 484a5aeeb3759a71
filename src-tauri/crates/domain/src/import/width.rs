//! Characters of cells in their usual width (NFKC): `２０２４` is `2024`.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// Returns `text` in its usual width.
pub(super) fn usual_width(text: &str) -> Cow<'_, str> {
    // Most cells hold nothing else, and the tables of Unicode are slow to ask a million times.
    if text.chars().all(|c| c == ' ' || is_usual(c)) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfkc().collect())
    }
}

/// Returns `text` in its usual width, without blanks.
pub(super) fn unspaced(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_usual) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfkc().filter(|c| !c.is_whitespace()).collect())
    }
}

/// Whether a character is no blank and NFKC leaves it as it is, whatever stands beside it.
fn is_usual(c: char) -> bool {
    c.is_ascii_graphic() || matches!(c, '\u{4E00}'..='\u{9FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_as_it_is_would_not_be_changed() {
        for c in (0..=u32::from(char::MAX)).filter_map(char::from_u32).filter(|c| is_usual(*c)) {
            let text = format!("{c}甲{c}");
            assert_eq!(text.nfkc().collect::<String>(), text);
            assert!(!c.is_whitespace());
        }
    }

    #[test]
    fn other_widths_become_the_usual_one() {
        assert_eq!(usual_width("２０２４ 年"), "2024 年");
        assert_eq!(usual_width("约 3月"), "约 3月");
        assert_eq!(unspaced("（甲） 乙　丙"), "(甲)乙丙");
        assert_eq!(unspaced("融资 贷款"), "融资贷款");
    }
}
