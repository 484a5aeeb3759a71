//! Where the title of a letter breaks, and a long name under it: GB/T 9704-2012, 7.3.1, asks for lines that keep words whole,
//! lie symmetric, and form a trapezium or a rhombus.

use std::sync::OnceLock;

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};
use unicode_segmentation::UnicodeSegmentation;

/// Columns of a line: 20 characters of 22 pt stand in 156 mm.
pub(crate) const TITLE: usize = 40;
/// Columns of a line of the 署名.
pub(crate) const SIGN_OFF: usize = 36;

/// Most lines for which every way to break is tried.
const SEARCHED: usize = 4;

/// A title may break here.
struct Break {
    /// Byte in the title.
    at: usize,
    /// Columns before it.
    column: usize,
    /// What breaking here takes from the sense.
    cost: f64,
}

/// Between two of the pieces given.
const BETWEEN_PIECES: f64 = 0.0;
/// Between two words of a piece, as the dictionary has them.
const BETWEEN_WORDS: f64 = 14.0;
/// Inside a word, where nothing else is left.
const INSIDE_WORD: f64 = 90.0;
/// Words of the trade the dictionary does not know: it reads 区民 in 川江区民营企业.
const WHOLE: [&str; 4] = ["民营企业", "工商业联合会", "接待日", "统战部"];
/// A line more than the title needs.
const EXTRA_LINE: f64 = 25.0;

/// The lines of a title, each of at most `line` columns of half a character where breaks allow.
/// `pieces` are its parts of sense, in order (`关于`, the enterprise, `反映`,
/// the matter, `的答复`): a break falls between two of them where it can, else between two words,
/// and never before `的` or a closing mark.
pub(crate) fn lines(pieces: &[&str], line: usize) -> Vec<String> {
    let title = pieces.concat();
    let breaks = breaks(pieces, &title);
    let total = columns(&title);
    let fewest = total.div_ceil(line).max(1);
    if fewest > SEARCHED {
        return cut(&title, &greedy(&breaks, total, line));
    }
    // One line more than needed may keep words whole; the cost decides, the extra line costs too.
    let best = (fewest..fewest + 2)
        .filter_map(|count| {
            let mean = total as f64 / count as f64;
            let mut search = Search { breaks: &breaks, line, total, count, mean, best: None };
            search.go(&mut Vec::new(), 0.0);
            let (cost, at) = search.best?;
            Some((cost + EXTRA_LINE * (count - fewest) as f64, at))
        })
        .min_by(|a, b| a.0.total_cmp(&b.0));
    match best {
        Some((_, at)) => cut(&title, &at),
        None => cut(&title, &greedy(&breaks, total, line)),
    }
}

/// Full lines, each to its last break: for a title longer than any that was ever issued.
fn greedy(breaks: &[Break], total: usize, line: usize) -> Vec<usize> {
    let (mut at, mut start) = (Vec::new(), 0);
    while total - start > line {
        let mut fitting = breaks.iter().filter(|b| b.column > start && b.column - start <= line);
        let Some(last) = fitting.next_back() else { break };
        at.push(last.at);
        start = last.column;
    }
    at
}

fn cut(title: &str, at: &[usize]) -> Vec<String> {
    let mut rest = title;
    let mut from = 0;
    let mut lines = Vec::new();
    for &end in at {
        let (line, tail) = rest.split_at(end - from);
        lines.push(line.to_owned());
        (rest, from) = (tail, end);
    }
    lines.push(rest.to_owned());
    lines
}

/// Tries the ways to cut a title into `count` lines.
struct Search<'a> {
    breaks: &'a [Break],
    line: usize,
    total: usize,
    count: usize,
    /// Columns of a line if all were alike.
    mean: f64,
    best: Option<(f64, Vec<usize>)>,
}

impl Search<'_> {
    fn go(&mut self, chosen: &mut Vec<usize>, cost: f64) {
        if self.best.as_ref().is_some_and(|(best, _)| cost >= *best) {
            return;
        }
        let (next, start) = match chosen.last() {
            Some(&last) => (last + 1, self.breaks[last].column),
            None => (0, 0),
        };
        let left = self.count - chosen.len();
        if left == 1 {
            if self.total - start <= self.line {
                let cost = cost + self.uneven(self.total - start) + self.outline(chosen);
                if self.best.as_ref().is_none_or(|(best, _)| cost < *best) {
                    let at = chosen.iter().map(|&index| self.breaks[index].at).collect();
                    self.best = Some((cost, at));
                }
            }
            return;
        }
        for index in next..self.breaks.len() {
            let here = &self.breaks[index];
            if here.column - start > self.line {
                break;
            }
            // Too little taken: the lines left could not hold the rest.
            if self.total - here.column > (left - 1) * self.line {
                continue;
            }
            chosen.push(index);
            self.go(chosen, cost + here.cost + self.uneven(here.column - start));
            chosen.pop();
        }
    }

    fn uneven(&self, width: usize) -> f64 {
        (width as f64 - self.mean).powi(2) / 4.0
    }

    /// What the outline of the lines costs: two of nearly one length make a block, one shorter than
    /// both its neighbours a waist.
    fn outline(&self, chosen: &[usize]) -> f64 {
        let mut start = 0;
        let ends = chosen.iter().map(|&index| self.breaks[index].column).chain([self.total]);
        let widths: Vec<usize> = ends.map(|end| end - std::mem::replace(&mut start, end)).collect();
        let waists = widths.windows(3).filter(|w| w[1] < w[0] && w[1] < w[2]).count();
        let blocks = widths.windows(2).filter(|w| w[0].abs_diff(w[1]) < 3).count();
        60.0 * waists as f64 + 6.0 * blocks as f64
    }
}

fn breaks(pieces: &[&str], title: &str) -> Vec<Break> {
    let mut found: Vec<Break> = Vec::new();
    let mut piece_start = 0;
    for piece in pieces {
        let mut words = words(piece);
        words.retain(|&at| at > 0 && at < piece.len());
        for (at, _) in piece.grapheme_indices(true) {
            let whole = piece_start + at;
            if whole == 0 || !may_break(title, whole) {
                continue;
            }
            let cost = match at {
                0 => BETWEEN_PIECES,
                _ if words.contains(&at) => BETWEEN_WORDS,
                _ => INSIDE_WORD,
            };
            found.push(Break { at: whole, column: columns(&title[..whole]), cost });
        }
        piece_start += piece.len();
    }
    found
}

fn words(piece: &str) -> Vec<usize> {
    static SEGMENTER: OnceLock<WordSegmenterBorrowed<'static>> = OnceLock::new();
    let mut ends: Vec<usize> = SEGMENTER
        .get_or_init(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()))
        .segment_str(piece)
        .collect();
    for word in WHOLE {
        for (start, _) in piece.match_indices(word) {
            let end = start + word.len();
            ends.retain(|at| !(start..=end).contains(at));
            ends.extend([start, end]);
        }
    }
    ends
}

/// No line starts with 的 or a closing mark, none ends with an opening one, no number or Latin word
/// is cut.
fn may_break(title: &str, at: usize) -> bool {
    let (before, after) = title.split_at(at);
    let (Some(last), Some(first)) = (before.chars().next_back(), after.chars().next()) else {
        return false;
    };
    !("的等，、。；：！？）〕》】”’".contains(first)
        || "（〔《【“‘".contains(last)
        || last.is_ascii_alphanumeric() && first.is_ascii_alphanumeric())
}

fn columns(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(enterprise: &str, matter: &str) -> Vec<String> {
        lines(&["关于", enterprise, "反映", matter, "的答复"], TITLE)
    }

    #[test]
    fn the_specimens_break_as_their_authors_broke_them() {
        assert_eq!(
            reply("川江启明精密机械有限公司", "雨污分流改造施工问题"),
            ["关于川江启明精密机械有限公司反映", "雨污分流改造施工问题的答复"]
        );
        assert_eq!(
            lines(
                &[
                    "关于",
                    "督促办理",
                    "川江启明精密机械有限公司",
                    "反映",
                    "雨污分流改造施工问题",
                    "的函"
                ],
                TITLE
            ),
            ["关于督促办理川江启明精密机械有限公司", "反映雨污分流改造施工问题的函"]
        );
    }

    #[test]
    fn a_long_name_under_the_letter_keeps_its_words() {
        assert_eq!(
            lines(&["川江区民营企业接待日工作领导小组办公室（区工商业联合会）"], SIGN_OFF).len(),
            2
        );
        assert_eq!(lines(&["川江区工商业联合会"], SIGN_OFF), ["川江区工商业联合会"]);
    }

    #[test]
    fn a_word_of_the_trade_stays_whole() {
        assert_eq!(
            lines(&["2026年三季度川江区民营企业诉求办理情况专报"], TITLE),
            ["2026年三季度川江区", "民营企业诉求办理情况专报"]
        );
    }

    #[test]
    fn a_short_title_is_one_line() {
        assert_eq!(reply("川江纸业", "用电问题"), ["关于川江纸业反映用电问题的答复"]);
    }

    #[test]
    fn a_long_name_breaks_between_words() {
        let lines = reply(
            "四川川江鑫𬭊镕堃新材料科技股份有限公司（港澳台与境内合资）",
            "原料道路、枯水期供水、危废转运问题",
        );
        assert_eq!(lines.concat().chars().count(), 53);
        assert!(lines.len() == 3, "{lines:?}");
        for line in &lines {
            assert!(columns(line) <= TITLE && columns(line) >= 20, "{lines:?}");
        }
        assert!(!lines.iter().any(|line| line.ends_with("有限公") || line.ends_with("枯水")));
    }

    #[test]
    fn text_without_any_word_is_still_cut() {
        for piece in ["A".repeat(20), "堃".repeat(90), "（".repeat(30)] {
            let lines = reply(&piece, "问题");
            assert_eq!(lines.concat(), format!("关于{piece}反映问题的答复"));
        }
    }
}
