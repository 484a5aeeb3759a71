//! Text into cells: the length a cell can hold.

/// UTF-16 units a cell can hold (a limit of the file format).
pub(crate) const CELL_UNITS: usize = 32_767;

/// Splits text at the last character boundary at or before `units` UTF-16 units.
///
/// Returns `None` for the rest when all of it fits.
pub(crate) fn split_at_units(text: &str, units: usize) -> (&str, Option<&str>) {
    // A character has at least as many UTF-8 bytes as UTF-16 units.
    if text.len() <= units {
        return (text, None);
    }
    let mut used = 0;
    for (at, character) in text.char_indices() {
        used += character.len_utf16();
        if used > units {
            let (head, rest) = text.split_at(at);
            return (head, Some(rest));
        }
    }
    (text, None)
}

/// How text fills a wrapped cell. Neither LibreOffice nor every Excel finds the height of a row by
/// itself when the file leaves it out, so it is reckoned here, a little generously.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Measure {
    /// Width of an ideograph in pixels at 96 dpi.
    pub(crate) full: u32,
    /// Width of a Latin letter or digit.
    pub(crate) half: u32,
    /// Distance of lines.
    pub(crate) line: u32,
}

impl Measure {
    /// Share of a column's width that is there for sure, in percent: Excel counts a digit of 宋体
    /// 11 pt as 8 pixels, LibreOffice as the 7.33 it truly has, and makes columns as much narrower.
    const SURE: u32 = 92;
    /// Space a cell keeps at its sides, in pixels.
    const SIDES: u32 = 8;
    /// Space above and below the text.
    const ENDS: u32 = 6;

    /// Height in pixels that `text` needs in a column `width` pixels wide.
    pub(crate) fn height(self, text: &str, width: u32) -> u32 {
        let width = width * Self::SURE / 100;
        self.lines(text, width.saturating_sub(Self::SIDES)) * self.line + Self::ENDS
    }

    fn lines(self, text: &str, width: u32) -> u32 {
        // A character takes at most as many halves as it has bytes.
        let bytes = u32::try_from(text.len()).unwrap_or(u32::MAX);
        if bytes.saturating_mul(self.half) <= width && !text.contains('\n') {
            return 1;
        }
        let mut lines = 1;
        let mut used = 0;
        for character in text.chars() {
            if character == '\n' {
                lines += 1;
                used = 0;
                continue;
            }
            let advance = if u32::from(character) < 0x1100 { self.half } else { self.full };
            used += advance;
            if used > width {
                lines += 1;
                // What may not begin a line takes the character before it along.
                used = if closes(character) { self.full + advance } else { advance };
            }
        }
        lines
    }
}

/// Whether a line may not begin with this character.
fn closes(character: char) -> bool {
    matches!(
        character,
        '，' | '。' | '、' | '；' | '：' | '？' | '！' | '）' | '”' | '’' | '》' | '〕'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_of_surrogates_is_never_split() {
        let text = "甲".repeat(CELL_UNITS - 1) + "𠮷尾";
        let (head, rest) = split_at_units(&text, CELL_UNITS);
        assert_eq!(head.encode_utf16().count(), CELL_UNITS - 1);
        assert_eq!(rest, Some("𠮷尾"));
    }

    #[test]
    fn lines_follow_the_width() {
        let measure = Measure { full: 12, half: 7, line: 17 };
        assert_eq!(measure.height("", 40), 23);
        assert_eq!(measure.height("两字", 40), 23);
        assert_eq!(measure.height("三个字", 40), 40);
        assert_eq!(measure.height("914403001922038216", 78), 40);
        // A column may come out narrower than it is told to be.
        assert_eq!(measure.height("三个字", 45), 40);
        assert_eq!(measure.height("三个字", 48), 23);
        // Three to a line; the stop takes the ideograph before it along.
        assert_eq!(measure.height("一二三。五", 48), 40);
        assert_eq!(measure.height("一二三。五六", 48), 57);
        assert_eq!(measure.height("一\n二\n\n四", 40), 4 * 17 + 6);
    }

    #[test]
    fn exactly_full_fits() {
        let text = "𠮷".repeat(CELL_UNITS / 2) + "a";
        assert_eq!(split_at_units(&text, CELL_UNITS), (text.as_str(), None));
    }
}
