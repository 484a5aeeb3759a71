//! The edge: which text may enter a paper, and where a long run of it may break.

use std::sync::OnceLock;

use domain::text::{TextFault, check_characters};
use serde_json::{Value, json};
use unicode_segmentation::UnicodeSegmentation;

use crate::PaperError;

/// Longest text any field may hold, in characters: about ten pages of 附件.
pub const MAX_TEXT_CHARS: usize = 20_000;

/// Says whether `text` may stand on a paper, without regard to fonts (see
/// [`crate::Fonts::missing`]): by the rules of entry, [`check_characters`], checked again here since
/// the typesetter panics on some texts.
///
/// `\n` is allowed and separates paragraphs.
///
/// # Errors
/// The first fault found.
pub fn check_text(text: &str) -> Result<(), TextFault> {
    let found = text.chars().count();
    if found > MAX_TEXT_CHARS {
        return Err(TextFault::TooLong { max: MAX_TEXT_CHARS, found });
    }
    check_characters(text, true)
}

/// Checks one field: allowed text, not more than `max` characters, where a line break counts as
/// `line` characters (what a line of that field holds), so that ten thousand empty lines do not
/// pass as short text.
pub(crate) fn bound(
    field: &'static str,
    text: &str,
    max: usize,
    line: usize,
) -> Result<(), PaperError> {
    check_text(text).map_err(|fault| PaperError::Text { field, fault })?;
    let breaks = text.matches('\n').count();
    let found = text.chars().count() + breaks * line;
    if found > max {
        return Err(PaperError::TooLong { field, found, max });
    }
    if breaks > 0 && line == 0 {
        let at = text.chars().position(|c| c == '\n').unwrap_or(0);
        return Err(PaperError::Text { field, fault: TextFault::Control { found: '\n', at } });
    }
    Ok(())
}

/// The longest run without a line-break opportunity that the narrowest cell of our forms takes,
/// in half-width columns (协办单位: 43 mm hold 9 full-width characters of 12 pt).
const UNBROKEN_COLUMNS: usize = 16;

/// Hands a text to the template: a string; or, where a run is too long to fit any cell without a
/// break (a long Latin word, a hundred exclamation marks), an array in which that run is an array
/// of its characters, which the template boxes so that a line may break between any two. No
/// character is added to the text (a zero-width space would be found in the PDF).
pub(crate) fn breakable(text: &str) -> Value {
    let mut pieces: Vec<Value> = Vec::new();
    let mut plain = String::new();
    let mut start = 0;
    for (end, _) in unicode_linebreak::linebreaks(text) {
        let run = &text[start..end];
        start = end;
        if columns(run) <= UNBROKEN_COLUMNS {
            plain.push_str(run);
        } else {
            pieces.push(std::mem::take(&mut plain).into());
            pieces.push(run.graphemes(true).collect());
        }
    }
    if pieces.is_empty() {
        return plain.into();
    }
    pieces.push(plain.into());
    pieces.into()
}

fn columns(run: &str) -> usize {
    run.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// The paragraphs of a text, empty lines dropped (they carry no ink and would push a signature
/// off its page).
pub(crate) fn paragraphs(text: &str) -> Vec<Value> {
    text.lines().filter(|line| !line.trim().is_empty()).map(breakable).collect()
}

/// As [`paragraphs`], for a cell: where the last line could hold one character alone, the two last
/// stand together in a box. A last line is never stretched, so nothing else of it changes; the line
/// before gives up one character and spreads by 3 % of an em.
pub(crate) fn cell_paragraphs(text: &str) -> Vec<Value> {
    text.lines().filter(|line| !line.trim().is_empty()).map(without_runt).collect()
}

/// [`breakable`], with the last character kept to the one before it.
fn without_runt(text: &str) -> Value {
    let Some(start) = runt(text) else { return breakable(text) };
    let kept = json!([text[start..]]);
    match breakable(&text[..start]) {
        Value::Array(mut pieces) => {
            pieces.push(kept);
            pieces.into()
        }
        head => json!([head, kept]),
    }
}

/// Longest name kept on one line, in half-width columns: it fits every cell.
const NAME_COLUMNS: usize = 10;
/// The same in the cells of 41 mm and more: the full names of some peoples.
const WIDE_NAME_COLUMNS: usize = 16;

/// Keeps every place where one of `names` stands on one line, in a text made by [`breakable`] or
/// [`cell_paragraphs`]: a name is not torn over two lines.
pub(crate) fn keeping(value: Value, names: &[&str]) -> Value {
    match value {
        Value::String(text) => {
            let mut pieces = kept_pieces(&text, names);
            // A text without names stays one.
            if pieces.len() == 1 { pieces.remove(0) } else { pieces.into() }
        }
        Value::Array(pieces) => pieces
            .into_iter()
            .flat_map(|piece| match piece {
                Value::String(text) => kept_pieces(&text, names),
                boxed => vec![boxed],
            })
            .collect(),
        other => other,
    }
}

fn kept_pieces(text: &str, names: &[&str]) -> Vec<Value> {
    let mut pieces: Vec<Value> = Vec::new();
    let mut rest = text;
    let next = |rest: &str| {
        let found = names.iter().filter_map(|name| Some((rest.find(name)?, *name)));
        // The longest of those that begin first.
        found.min_by_key(|(at, name)| (*at, usize::MAX - name.len()))
    };
    while let Some((at, name)) = next(rest) {
        pieces.push(rest[..at].into());
        pieces.push(json!([name]));
        rest = &rest[at + name.len()..];
    }
    pieces.push(rest.into());
    pieces
}

/// Names that can be kept on one line.
pub(crate) fn keepable<'t>(names: impl IntoIterator<Item = &'t str>) -> Vec<&'t str> {
    let fits = |name: &&str| name.chars().count() > 1 && columns(name) <= WIDE_NAME_COLUMNS;
    names.into_iter().filter(fits).collect()
}

/// The names in a field that holds people: what stands between its signs, as far as it is short.
fn people(text: &str, most: usize) -> Vec<&str> {
    let parts = text.split(|c: char| c.is_whitespace() || "、，,；;：:/（）()〔〕".contains(c));
    parts.filter(|part| part.chars().count() > 1 && columns(part) <= most).collect()
}

/// A field that holds people, in a cell of 41 mm or more: no name in it is torn.
pub(crate) fn people_kept(text: &str) -> Value {
    keeping(breakable(text), &people(text, WIDE_NAME_COLUMNS))
}

/// As [`people_kept`], for the narrow cells of 拟办, 审核 and 签发. One name alone stays a text: the
/// template spreads those of two characters.
pub(crate) fn signers_kept(text: &str) -> Value {
    if text.chars().count() == 2 {
        text.into()
    } else {
        keeping(breakable(text), &people(text, NAME_COLUMNS))
    }
}

/// 职务　姓名: the name after the last blank is not torn; the post may be.
pub(crate) fn leader_kept(text: &str) -> Value {
    let name = text.rsplit(['　', ' ']).next().unwrap_or_default();
    let is_alone = name.len() == text.len();
    let names = keepable(Some(name).filter(|_| !is_alone));
    keeping(breakable(text), &names)
}

/// Where the two last characters begin, with their punctuation, if the last alone could stand on a
/// line of its own.
fn runt(text: &str) -> Option<usize> {
    // The end of the text is the last place to break it.
    let (start, last, _) = unicode_linebreak::linebreaks(text)
        .fold((0, 0, 0), |(_, last, end), (at, _)| (last, end, at));
    if last == 0 {
        return None;
    }
    let words = |part: &str| part.chars().filter(|c| c.is_alphanumeric()).count();
    let (tail, both) = (&text[last..], &text[start..]);
    // A bracket that opens the box would lose its half space there.
    let opens = both.starts_with(char::is_alphanumeric);
    (words(tail) <= 1 && opens && columns(both) <= UNBROKEN_COLUMNS).then_some(start)
}

/// Chinese numerals for the ordinal of an item, 一 … 九十九.
pub(crate) fn ordinal(n: usize) -> String {
    static DIGITS: OnceLock<Vec<&str>> = OnceLock::new();
    let digits =
        DIGITS.get_or_init(|| vec!["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]);
    match (n / 10, n % 10) {
        (0, ones) => digits[ones].to_owned(),
        (1, ones) => format!("十{}", digits[ones]),
        (tens, ones) => format!("{}十{}", digits[tens % 10], digits[ones]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_and_rare_text_passes() {
        for text in ["张𬭊（法定代表人）", "《#》*_$`@ref", "第一行\n第二行", "é", ""]
        {
            assert_eq!(check_text(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn names_stand_in_pieces_of_their_own() {
        assert_eq!(
            leader_kept("区委副书记、区长　沈例成"),
            json!(["区委副书记、区长　", ["沈例成"], ""])
        );
        assert_eq!(leader_kept("—"), json!("—"));
        assert_eq!(
            people_kept("邓例文（副局长）"),
            json!(["", ["邓例文"], "（", ["副局长"], "）"])
        );
        assert_eq!(signers_kept("何静"), json!("何静"));
        assert_eq!(signers_kept("欧阳卫东"), json!(["", ["欧阳卫东"], ""]));
        let names = ["沈例成", "沈例成同志"];
        assert_eq!(
            keeping("请沈例成同志牵头。".into(), &names),
            json!(["请", ["沈例成同志"], "牵头。"])
        );
        assert_eq!(keeping("照办。".into(), &names), json!("照办。"));
        // Too long for a cell: it has to break somewhere.
        assert_eq!(keepable(["买买提·吐尔逊·阿不都热合曼"]), Vec::<&str>::new());
    }

    #[test]
    fn each_fault_is_named_with_its_place() {
        assert!(matches!(check_text("a\tb"), Err(TextFault::Control { at: 1, .. })));
        assert!(matches!(check_text("a\0"), Err(TextFault::Control { at: 1, .. })));
        assert!(matches!(check_text("公\u{202E}司"), Err(TextFault::Direction { at: 1, .. })));
        assert!(matches!(check_text("公\u{200B}司"), Err(TextFault::Invisible { .. })));
        assert!(matches!(check_text("\u{E000}"), Err(TextFault::PrivateUse { at: 0, .. })));
        assert!(matches!(check_text("\u{FFFF}"), Err(TextFault::Noncharacter { .. })));
        let zalgo = format!("a{}", "\u{0301}".repeat(66_000));
        assert!(matches!(check_text(&zalgo), Err(TextFault::TooLong { .. })));
        let zalgo = format!("a{}", "\u{0301}".repeat(5));
        assert_eq!(check_text(&zalgo), Err(TextFault::Marks { at: 5 }));
        assert!(matches!(check_text(&"字".repeat(20_001)), Err(TextFault::TooLong { .. })));
    }

    #[test]
    fn only_runs_too_long_for_a_cell_are_cut() {
        assert!(breakable("川江启明精密机械有限公司〔2026〕12号").is_string());
        let cut = breakable(&format!("型号{}一", "A".repeat(40)));
        let pieces = cut.as_array().unwrap();
        assert_eq!(pieces[0], "型号");
        assert_eq!(pieces[1].as_array().unwrap().len(), 40);
        assert_eq!(pieces[2], "一");
        assert!(breakable(&"！".repeat(100)).is_array());
    }

    #[test]
    fn the_last_character_is_kept_to_the_one_before() {
        assert_eq!(cell_paragraphs("妥否，请批示。"), [json!(["妥否，请", ["批示。"]])]);
        assert_eq!(cell_paragraphs("不得“一停了之”。"), [json!(["不得“一停", ["了之”。"]])]);
        // A number is a word: nothing to keep, and never cut.
        assert_eq!(cell_paragraphs("电话：0830-5550126。"), ["电话：0830-5550126。"]);
        assert_eq!(cell_paragraphs("好。"), ["好。"]);
        assert_eq!(cell_paragraphs(""), Vec::<Value>::new());
        let long = cell_paragraphs(&format!("{}型号为好。", "A".repeat(40)));
        assert_eq!(long[0].as_array().unwrap().last(), Some(&json!(["为好。"])));
    }

    #[test]
    fn ordinals_count_in_chinese() {
        let said: Vec<_> = [1, 9, 10, 11, 20, 23].into_iter().map(ordinal).collect();
        assert_eq!(said, ["一", "九", "十", "十一", "二十", "二十三"]);
    }
}
