//! What letters share: the pieces of their text that are set in another face.

use serde_json::{Value, json};

use crate::text::breakable;
use crate::{PaperDate, title};

/// Longest `（一）……。` that is taken for a heading, in characters.
const HEAD_CHARS: usize = 30;
/// Longest last paragraph that goes to the next page whole with the sign-off, in characters: four
/// lines.
const SHORT_CHARS: usize = 110;

/// The paragraphs of a letter. A run-in heading `（一）调整施工组织。` at the front of one is told
/// apart: it is set in 楷体 (GB/T 9704-2012, 7.3.3).
pub(crate) fn paragraphs(text: &str) -> Vec<Value> {
    pieces(text)
        .map(|(head, rest)| {
            json!({
                "head": (!head.is_empty()).then_some(head),
                "text": breakable(rest),
                "short": head.chars().count() + rest.chars().count() <= SHORT_CHARS,
            })
        })
        .collect()
}

/// The same as text: each paragraph's run-in heading, empty where it has none, and its rest.
pub(crate) fn pieces(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| line.split_at(head_len(line)))
}

/// Bytes of the heading at the front of a paragraph, 0 where it has none. A paragraph that is
/// nothing but one sentence is text, not a heading.
fn head_len(line: &str) -> usize {
    let is_numeral = |c: char| "一二三四五六七八九十".contains(c);
    let numbered = line
        .strip_prefix('（')
        .and_then(|rest| rest.split_once('）'))
        .is_some_and(|(number, _)| !number.is_empty() && number.chars().all(is_numeral));
    let stop = line.find('。').map(|at| at + '。'.len_utf8());
    match stop {
        Some(end) if numbered && end < line.len() && line[..end].chars().count() <= HEAD_CHARS => {
            end
        }
        _ => 0,
    }
}

/// The lines of the 署名.
pub(crate) fn sign_off(issuer: &str) -> Vec<Value> {
    title::lines(&[issuer], title::SIGN_OFF).iter().map(|line| breakable(line)).collect()
}

/// A day as prose names it after `before`: without its year where that is the same.
pub(crate) fn day_after(before: PaperDate, day: PaperDate) -> String {
    if before.year == day.year {
        format!("{}月{}日", day.month, day.day)
    } else {
        day.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_numbered_first_sentence_is_a_heading() {
        let paragraphs =
            paragraphs("（一）调整施工组织。自4月1日起改为半幅施工。\n\n（略）不是。标题");
        assert_eq!(paragraphs.len(), 2);
        assert_eq!(paragraphs[0]["head"], "（一）调整施工组织。");
        assert_eq!(paragraphs[0]["text"], "自4月1日起改为半幅施工。");
        assert_eq!(paragraphs[1]["head"], Value::Null);
        assert_eq!(head_len("（一）只有一句。"), 0);
        assert_eq!(head_len(&format!("（一）{}。后文", "长".repeat(40))), 0);
    }

    #[test]
    fn prose_repeats_no_year() {
        let day = |year, month, day| PaperDate { year, month, day };
        assert_eq!(day_after(day(2026, 3, 24), day(2026, 4, 15)), "4月15日");
        assert_eq!(day_after(day(2026, 12, 30), day(2027, 1, 4)), "2027年1月4日");
    }
}
