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
    fn exactly_full_fits() {
        let text = "𠮷".repeat(CELL_UNITS / 2) + "a";
        assert_eq!(split_at_units(&text, CELL_UNITS), (text.as_str(), None));
    }
}
