//! Where the headings of a table stand and what they mean.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;

use super::states::read_state;
use super::{ImportField, ImportKind, synonyms};
use crate::terms::Term;

/// A heading that is a whole known word, and one that only holds one.
const WHOLE: u32 = 3;
const PART: u32 = 1;
/// The longest heading looked at for a word in it: beyond that it is text.
const HEAD_LONG: usize = 16;

/// One column's heading; of two lines, both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Counted from 0.
    pub column: u32,
    pub title: String,
}

/// Where the headings stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heads {
    /// The first row below them, counted from 1.
    pub below: u32,
    pub heads: Vec<Head>,
}

/// A row of words: its number counted from 1, the words by column. Merged cells hold their words in
/// each of their places.
pub type WordRow = (u32, BTreeMap<u32, String>);

/// Finds the row or two rows of headings in the first rows of a table: those that name the most
/// fields of the kind.
#[must_use]
pub fn find_heads(rows: &[WordRow], kind: ImportKind) -> Option<Heads> {
    let mut best: Option<((u32, bool), Heads)> = None;
    for (at, (row, words)) in rows.iter().enumerate() {
        let single = Heads { below: row + 1, heads: heads(words, None) };
        let below = rows.get(at + 1).filter(|(next, _)| *next == row + 1);
        let double =
            below.map(|(next, sub)| Heads { below: next + 1, heads: heads(sub, Some(words)) });
        // What stands above one line of headings is a title, unless both tell more than one.
        for (found, is_single) in [(Some(single), true), (double, false)] {
            let Some(found) = found else { continue };
            let rank = (score(&found.heads, kind), is_single);
            if best.as_ref().is_none_or(|(known, _)| rank > *known) {
                best = Some((rank, found));
            }
        }
    }
    // One known word may stand in any text; a list of units may have no more.
    let least = if kind == ImportKind::Units { WHOLE } else { 2 * WHOLE };
    best.filter(|((score, _), _)| *score >= least).map(|(_, heads)| heads)
}

fn heads(words: &BTreeMap<u32, String>, above: Option<&BTreeMap<u32, String>>) -> Vec<Head> {
    let mut columns: Vec<u32> = words.keys().copied().collect();
    columns.extend(above.into_iter().flat_map(|above| above.keys().copied()));
    columns.sort_unstable();
    columns.dedup();
    let title = |column: u32| {
        let below = words.get(&column).map(|text| plain(text));
        let above = above.and_then(|above| above.get(&column)).map(|text| plain(text));
        match (above, below) {
            (Some(above), Some(below)) if above != below => format!("{above}/{below}"),
            (_, Some(one)) | (Some(one), None) => one,
            (None, None) => String::new(),
        }
    };
    columns.into_iter().map(|column| Head { column, title: title(column) }).collect()
}

fn plain(text: &str) -> String {
    let is_noise = |c: &char| c.is_whitespace() || matches!(c, '*' | ':' | '：' | '/');
    text.nfkc().filter(|c| !is_noise(c)).collect()
}

fn score(heads: &[Head], kind: ImportKind) -> u32 {
    let mut best: BTreeMap<ImportField, u32> = BTreeMap::new();
    for head in heads {
        if let Some((field, weight)) = meaning(&head.title, kind) {
            let known = best.entry(field).or_default();
            *known = weight.max(*known);
        }
    }
    best.values().sum()
}

/// Returns what a heading means, and how surely.
fn meaning(title: &str, kind: ImportKind) -> Option<(ImportField, u32)> {
    // 「企业/名称」is 名称, or 企业名称 where 名称 alone says nothing.
    let (above, below) = title.split_once('/').map_or(("", title), |(above, below)| (above, below));
    let joined = format!("{above}{below}");
    let names = [below, joined.as_str()];
    for name in names {
        let bare = without_brackets(name);
        for (field, words) in known(kind) {
            if words.iter().any(|word| word == name || *word == bare) {
                return Some((*field, WHOLE));
            }
        }
    }
    if joined.is_empty() || joined.chars().count() > HEAD_LONG {
        return None;
    }
    // The longest word that stands in the heading: 企业联系电话 is a telephone, no enterprise.
    let parts = known(kind).iter().flat_map(|(field, words)| {
        words.iter().filter(|word| word.chars().count() > 1).map(move |word| (*field, word))
    });
    let found = parts.filter(|(_, word)| joined.contains(word.as_str()));
    let longest = found.max_by_key(|(_, word)| {
        // Of two as long the later one: Chinese names the thing last.
        (word.chars().count(), joined.rfind(word.as_str()))
    });
    longest.map(|(field, _)| (field, PART))
}

/// The words of a kind, made comparable once: every cell of the first rows is held against them.
fn known(kind: ImportKind) -> &'static [(ImportField, Vec<String>)] {
    type Words = Vec<(ImportField, Vec<String>)>;
    static KNOWN: [OnceLock<Words>; ImportKind::ALL.len()] =
        [const { OnceLock::new() }; ImportKind::ALL.len()];
    KNOWN[kind as usize].get_or_init(|| {
        let fields = synonyms::of(kind).iter();
        fields
            .map(|(field, words)| (*field, words.iter().map(|word| plain(word)).collect()))
            .collect()
    })
}

fn without_brackets(title: &str) -> String {
    match title.split_once(['(', '（', '[', '【']) {
        Some((before, _)) if !before.is_empty() => before.to_owned(),
        _ => title.to_owned(),
    }
}

/// Proposes what each column means; no two mean the same.
#[must_use]
pub fn propose(heads: &[Head], kind: ImportKind) -> BTreeMap<u32, ImportField> {
    let mut best: BTreeMap<ImportField, (u32, u32)> = BTreeMap::new();
    for head in heads {
        let Some((field, weight)) = meaning(&head.title, kind) else { continue };
        let is_better = best.get(&field).is_none_or(|(known, _)| weight > *known);
        if is_better {
            best.insert(field, (weight, head.column));
        }
    }
    best.into_iter().map(|(field, (_, column))| (column, field)).collect()
}

/// A state is one word; longer text tells a result.
const STATE_LONG: usize = 6;

/// Corrects a proposal by what stands below the headings: 办理情况 holds results in one office and
/// states in another.
pub fn heed_words(columns: &mut BTreeMap<u32, ImportField>, rows: &[WordRow], below: u32) {
    use ImportField::{Result, State};
    if columns.values().any(|field| *field == State) {
        return;
    }
    let Some(column) = columns.iter().find(|(_, field)| **field == Result).map(|one| *one.0) else {
        return;
    };
    let under = rows.iter().filter(|(row, _)| *row >= below);
    let mut words = under.filter_map(|(_, words)| words.get(&column)).peekable();
    let is_state = |text: &String| text.chars().count() <= STATE_LONG && read_state(text).is_some();
    if words.peek().is_some() && words.all(is_state) {
        columns.insert(column, State);
    }
}

/// Returns what two tables with the same headings have in common.
#[must_use]
pub fn fingerprint(heads: &[Head]) -> String {
    heads.iter().map(|head| format!("{}\t{}\n", head.column, head.title)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(at: u32, words: &[&str]) -> WordRow {
        let cells = (0..).zip(words).filter(|(_, word)| !word.is_empty());
        (at, cells.map(|(column, word)| (column, (*word).to_owned())).collect())
    }

    fn proposed(rows: &[WordRow]) -> (u32, Vec<(u32, ImportField)>) {
        let heads = find_heads(rows, ImportKind::Ledger).expect("headings");
        (heads.below, propose(&heads.heads, ImportKind::Ledger).into_iter().collect())
    }

    #[test]
    fn two_lines_are_read_together() {
        // As merged cells are filled: 企业 over two columns, 序号 and 诉求内容 over two rows.
        let rows = [
            row(1, &["2023年民营企业诉求台账"; 7]),
            row(2, &["序号", "企业", "企业", "接待时间", "诉求内容", "办理", "办理"]),
            row(3, &["序号", "名称", "联系电话", "接待时间", "诉求内容", "单位", "结果"]),
            row(
                4,
                &[
                    "1",
                    "川江栎下纺织有限公司",
                    "0830",
                    "2023.3.5",
                    "道路破损",
                    "区住建局",
                    "已办结",
                ],
            ),
        ];
        let (below, fields) = proposed(&rows);
        assert_eq!(below, 4);
        assert_eq!(
            fields,
            [
                (1, ImportField::Enterprise),
                (2, ImportField::Phone),
                (3, ImportField::RaisedOn),
                (4, ImportField::Content),
                (5, ImportField::LeadUnit),
                (6, ImportField::Result),
            ]
        );
    }

    #[test]
    fn one_line_is_enough_and_units_in_brackets_do_not_matter() {
        let rows = [
            row(1, &["台账"]),
            row(3, &["序号", "登记 日期", "企业名称*", "诉求事项", "涉及金额（万元）", "是否办结"]),
            row(4, &["1", "2024.3.5", "某公司", "用地", "3", "是"]),
        ];
        let (below, fields) = proposed(&rows);
        assert_eq!(below, 4);
        let fields: Vec<ImportField> = fields.into_iter().map(|(_, field)| field).collect();
        assert_eq!(
            fields,
            [
                ImportField::RaisedOn,
                ImportField::Enterprise,
                ImportField::Title,
                ImportField::Amount,
                ImportField::State,
            ]
        );
    }

    #[test]
    fn a_column_of_states_is_known_by_its_words() {
        let table = |words: [&str; 2]| {
            let rows = [
                row(1, &["日期", "企业名称", "诉求内容", "办理情况"]),
                row(2, &["2024.3.5", "某公司", "道路破损", words[0]]),
                row(3, &["2024.3.6", "某公司", "停电", words[1]]),
            ];
            let heads = find_heads(&rows, ImportKind::Ledger).expect("headings");
            let mut columns = propose(&heads.heads, ImportKind::Ledger);
            heed_words(&mut columns, &rows, heads.below);
            columns[&3]
        };
        assert_eq!(table(["已办结", "办理中"]), ImportField::State);
        assert_eq!(table(["已办结", "已协调供电公司恢复，办结"]), ImportField::Result);
        assert_eq!(table(["", ""]), ImportField::Result);
    }

    #[test]
    fn a_sheet_without_headings_has_none() {
        let rows = [row(1, &["会议通知", "请于周三到会"]), row(2, &["1", "2"])];
        assert_eq!(find_heads(&rows, ImportKind::Ledger), None);
    }
}
