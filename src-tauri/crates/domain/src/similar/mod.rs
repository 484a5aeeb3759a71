//! Which earlier demands ask the same (domain.md (a) S4 举一反三; (e) 23).
//!
//! The cosine of weighted features, after Salton: two neighbouring characters, single characters at a
//! third of the weight, and the matters of `words`, which see one thing in two wordings. What many
//! demands hold weighs little (inverse frequency, estimated on a sample of the register); a feature
//! repeated weighs by the logarithm. Nothing here reads or counts: who asks hands in the candidates.

mod words;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use crate::demand::Category;
use words::{EMPTY_PAIRS, EMPTY_SIGNS, MATTERS};

/// What a demand says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wording {
    pub category: Option<Category>,
    pub title: String,
    pub facts: String,
    pub request: String,
}

/// An earlier demand that asks the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Likeness {
    /// Its place among the candidates.
    pub at: usize,
    /// 1 for the same words, 0 for none in common.
    pub score: f64,
    /// What both speak of, the weightiest first.
    pub shared: Vec<String>,
    /// Candidates further down that say the same as this one.
    pub alike: Vec<usize>,
}

/// Most words that are looked up for one demand.
const PROBES_MAX: usize = 96;
/// How much a matter weighs against two characters, and a single character.
const MATTER: f64 = 1.6;
const SIGN: f64 = 0.3;
/// What the same category adds.
const SAME_CATEGORY: f64 = 1.15;
/// Two demands this near one another say the same, and only the first of them is told.
const SAME_WORDS: f64 = 0.45;
/// Below this nothing but chance is shared.
const LEAST: f64 = 0.03;
/// Most words that tell why.
const SHARED_MAX: usize = 4;
/// A word of the title counts like one that is said twice.
const TITLE: u32 = 2;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Feature {
    Matter(usize),
    Pair(char, char),
    Sign(char),
}

impl Feature {
    fn weight(self) -> f64 {
        match self {
            Self::Matter(_) => MATTER,
            Self::Pair(..) => 1.0,
            Self::Sign(_) => SIGN,
        }
    }
}

/// Words with the matter they ask for, by the two characters they begin with.
type Beginnings = HashMap<[char; 2], Vec<(usize, Vec<char>)>>;

static BEGINNINGS: LazyLock<Beginnings> = LazyLock::new(|| {
    let mut beginnings = Beginnings::new();
    for (matter, words) in MATTERS.iter().enumerate() {
        for word in *words {
            let word: Vec<char> = word.chars().collect();
            if let [first, second, ..] = word[..] {
                beginnings.entry([first, second]).or_default().push((matter, word));
            }
        }
    }
    beginnings
});

static EMPTY: LazyLock<(HashSet<[char; 2]>, HashSet<char>)> = LazyLock::new(|| {
    let pairs =
        EMPTY_PAIRS.iter().filter_map(|pair| pair.chars().collect::<Vec<_>>().try_into().ok());
    (pairs.collect(), EMPTY_SIGNS.chars().collect())
});

/// Returns the runs of Chinese characters of a text; figures and marks part them.
fn runs(text: &str) -> Vec<Vec<char>> {
    let chars: Vec<char> = text.chars().collect();
    let runs = chars.split(|c| !c.is_alphabetic() || u32::from(*c) < 0x2E80);
    runs.filter(|run| !run.is_empty()).map(<[char]>::to_vec).collect()
}

fn features(wording: &Wording) -> BTreeMap<Feature, u32> {
    let (empty_pairs, empty_signs) = &*EMPTY;
    let mut found: BTreeMap<Feature, u32> = BTreeMap::new();
    for (text, times) in [(&wording.title, TITLE), (&wording.facts, 1), (&wording.request, 1)] {
        for run in runs(text) {
            let mut add = |feature| *found.entry(feature).or_default() += times;
            for (at, pair) in run.windows(2).enumerate() {
                for (matter, word) in BEGINNINGS.get(pair).into_iter().flatten() {
                    if run[at..].starts_with(word) {
                        add(Feature::Matter(*matter));
                    }
                }
                if !empty_pairs.contains(pair) {
                    add(Feature::Pair(pair[0], pair[1]));
                }
            }
            run.iter().filter(|c| !empty_signs.contains(c)).for_each(|c| add(Feature::Sign(*c)));
        }
    }
    found
}

/// Returns what to look for so that no demand on the same matter is missed: each row are words of which
/// one is enough.
#[must_use]
pub fn probes(asked: &Wording) -> Vec<Vec<String>> {
    let features = features(asked);
    let matters = features.keys().filter_map(|feature| match feature {
        Feature::Matter(matter) => {
            Some(MATTERS[*matter].iter().map(|word| (*word).to_owned()).collect())
        }
        Feature::Pair(..) | Feature::Sign(_) => None,
    });
    let pairs = features.iter().filter_map(|(feature, times)| match feature {
        Feature::Pair(first, second) => Some((*times, [*first, *second])),
        Feature::Matter(_) | Feature::Sign(_) => None,
    });
    // What the title says, and what is said twice, comes first.
    let mut pairs: Vec<(u32, [char; 2])> = pairs.collect();
    pairs.sort_by_key(|(times, _)| std::cmp::Reverse(*times));
    let pairs = pairs.into_iter().map(|(_, pair)| vec![pair.iter().collect::<String>()]);
    matters.chain(pairs).take(PROBES_MAX).collect()
}

/// How often features are met in the register, by a sample of it.
struct Weights {
    demands: f64,
    met: HashMap<Feature, f64>,
}

impl Weights {
    fn of<'w>(sample: impl Iterator<Item = &'w BTreeMap<Feature, u32>>) -> Self {
        let mut weights = Self { demands: 0.0, met: HashMap::new() };
        for features in sample {
            weights.demands += 1.0;
            for feature in features.keys() {
                *weights.met.entry(*feature).or_default() += 1.0;
            }
        }
        weights
    }

    fn vector(&self, features: &BTreeMap<Feature, u32>) -> Vector {
        let weighed = features.iter().map(|(feature, times)| {
            let met = self.met.get(feature).copied().unwrap_or(0.0);
            let rarity = ((self.demands + 1.0) / (met + 0.5)).ln().max(0.1);
            (*feature, feature.weight() * rarity * (1.0 + f64::from(*times).ln()))
        });
        let weighed: Vec<(Feature, f64)> = weighed.collect();
        let length = weighed.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
        Vector { weighed, length }
    }
}

struct Vector {
    /// In the order of the features.
    weighed: Vec<(Feature, f64)>,
    length: f64,
}

impl Vector {
    /// Walks both in their order and hands what they share to `body`.
    fn shared(&self, other: &Self, mut body: impl FnMut(Feature, f64)) {
        let (mut mine, mut theirs) = (self.weighed.iter(), other.weighed.iter());
        let (mut one, mut two) = (mine.next(), theirs.next());
        while let (Some((first, weight)), Some((second, other))) = (one, two) {
            match first.cmp(second) {
                std::cmp::Ordering::Less => one = mine.next(),
                std::cmp::Ordering::Greater => two = theirs.next(),
                std::cmp::Ordering::Equal => {
                    body(*first, weight * other);
                    (one, two) = (mine.next(), theirs.next());
                }
            }
        }
    }

    fn cosine(&self, other: &Self) -> f64 {
        let mut product = 0.0;
        self.shared(other, |_, share| product += share);
        let lengths = self.length * other.length;
        if lengths > 0.0 { product / lengths } else { 0.0 }
    }

    /// Tells what both speak of: matters by their usual word; without any, words of the text.
    fn words(&self, other: &Self) -> Vec<String> {
        let mut shares: Vec<(f64, Feature)> = Vec::new();
        self.shared(other, |feature, share| shares.push((share, feature)));
        let is_pair = |feature: &Feature| !matches!(feature, Feature::Matter(_));
        shares.sort_by(|a, b| is_pair(&a.1).cmp(&is_pair(&b.1)).then(b.0.total_cmp(&a.0)));
        let has_matter = shares.first().is_some_and(|(_, feature)| !is_pair(feature));
        let mut told: Vec<String> = Vec::new();
        for (_, feature) in shares {
            let word = match feature {
                Feature::Matter(matter) => MATTERS[matter][0].to_owned(),
                Feature::Pair(first, second) if !has_matter => format!("{first}{second}"),
                Feature::Pair(..) | Feature::Sign(_) => continue,
            };
            // 资源 says nothing beside 源部: neighbours of one word are told once.
            let is_told = told.iter().any(|known| word.chars().any(|c| known.contains(c)));
            if !is_told && told.len() < SHARED_MAX {
                told.push(word);
            }
        }
        told
    }

    /// Whether more than chance is shared: a matter, or two words.
    fn is_evident(&self, other: &Self) -> bool {
        let (mut matters, mut pairs) = (0, 0);
        self.shared(other, |feature, _| match feature {
            Feature::Matter(_) => matters += 1,
            Feature::Pair(..) => pairs += 1,
            Feature::Sign(_) => {}
        });
        matters > 0 || pairs > 1
    }
}

/// Ranks the candidates by how much they ask the same, at most `limit` of them; those that repeat one
/// another stand behind the best of them. `sample` is any fair part of the register.
#[must_use]
pub fn rank(
    asked: &Wording,
    candidates: &[Wording],
    sample: &[Wording],
    limit: usize,
) -> Vec<Likeness> {
    let found: Vec<_> = candidates.iter().map(features).collect();
    let sampled: Vec<_> = sample.iter().map(features).collect();
    let weights = Weights::of(sampled.iter());
    let query = weights.vector(&features(asked));
    let vectors: Vec<Vector> = found.iter().map(|found| weights.vector(found)).collect();
    let mut scores: Vec<(f64, usize)> = Vec::new();
    for (at, vector) in vectors.iter().enumerate() {
        let is_same = asked.category.is_some() && asked.category == candidates[at].category;
        let score = query.cosine(vector) * if is_same { SAME_CATEGORY } else { 1.0 };
        if score >= LEAST && query.is_evident(vector) {
            scores.push((score.min(1.0), at));
        }
    }
    scores.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut ranked: Vec<Likeness> = Vec::new();
    for (score, at) in scores {
        let same = |one: &&mut Likeness| vectors[one.at].cosine(&vectors[at]) >= SAME_WORDS;
        if let Some(first) = ranked.iter_mut().find(same) {
            first.alike.push(at);
        } else if ranked.len() < limit {
            let shared = query.words(&vectors[at]);
            ranked.push(Likeness { at, score, shared, alike: Vec::new() });
        } else {
            // What follows is behind the last that is told.
            break;
        }
    }
    ranked
}

/// A group of demands that speak of one matter, by their places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matter {
    /// What the first of them is called.
    pub name: String,
    pub members: Vec<usize>,
}

/// Two demands of one matter are at least this near.
const SAME_MATTER: f64 = 0.2;

/// Gathers demands into matters: each joins the first whose beginning it is near to; the largest matter
/// comes first, a demand alone is none.
#[must_use]
pub fn gather(demands: &[Wording]) -> Vec<Matter> {
    let found: Vec<_> = demands.iter().map(features).collect();
    let weights = Weights::of(found.iter());
    let vectors: Vec<Vector> = found.iter().map(|found| weights.vector(found)).collect();
    let mut matters: Vec<Vec<usize>> = Vec::new();
    // What the beginnings of the matters say, by feature: most demands share little with most.
    let mut said: HashMap<Feature, Vec<(usize, f64)>> = HashMap::new();
    for (at, vector) in vectors.iter().enumerate() {
        let mut products = vec![0.0; matters.len()];
        for (feature, weight) in &vector.weighed {
            for (matter, other) in said.get(feature).into_iter().flatten() {
                products[*matter] += weight * other;
            }
        }
        let mut best = (0.0, None);
        for (matter, product) in products.into_iter().enumerate() {
            let first = matters[matter][0];
            let is_same = demands[first].category == demands[at].category;
            let lengths = vector.length * vectors[first].length;
            let near = product * if is_same { SAME_CATEGORY } else { 1.0 } / lengths;
            if near > best.0 {
                best = (near, Some(matter));
            }
        }
        match best {
            (near, Some(matter)) if near >= SAME_MATTER => matters[matter].push(at),
            _ => {
                for (feature, weight) in &vector.weighed {
                    said.entry(*feature).or_default().push((matters.len(), *weight));
                }
                matters.push(vec![at]);
            }
        }
    }
    matters.retain(|members| members.len() > 1);
    matters.sort_by_key(|members| std::cmp::Reverse(members.len()));
    let name = |members: &[usize]| demands[members[0]].title.clone();
    matters.into_iter().map(|members| Matter { name: name(&members), members }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wording(title: &str, facts: &str) -> Wording {
        Wording { title: title.to_owned(), facts: facts.to_owned(), ..Wording::default() }
    }

    fn register() -> Vec<Wording> {
        vec![
            wording("生产线招工难", "缺口八十名普工，人力市场来了十几个人。"),
            wording("贷款到期续贷难", "银行要求先还清旧贷再批新贷。"),
            wording("园区电压不稳", "机床频繁停机报警。"),
            wording("货车限行影响配送", "城区白天禁止货车通行。"),
            wording("园区电压不稳", "机床频繁停机报警。"),
        ]
    }

    #[test]
    fn one_matter_is_seen_in_other_words() {
        let candidates = register();
        let asked = wording("车间缺人开不满工", "操作手找不到，订单赶不出来。");
        let ranked = rank(&asked, &candidates, &candidates, 5);
        assert_eq!(ranked[0].at, 0);
        assert!(ranked[0].shared.contains(&"招工".to_owned()), "{ranked:?}");
    }

    #[test]
    fn what_says_the_same_stands_behind_the_first() {
        let candidates = register();
        let ranked = rank(&wording("电压不稳", "机床停机"), &candidates, &candidates, 5);
        assert_eq!((ranked[0].at, &ranked[0].alike[..]), (2, &[4][..]));
        assert_eq!(rank(&wording("电压不稳", "机床停机"), &candidates, &candidates, 0), []);
    }

    #[test]
    fn nothing_in_common_is_no_likeness() {
        let candidates = register();
        for (title, facts) in [("", ""), ("我们公司", "请求解决"), ("2026-01", "……"), ("甲", "乙")]
        {
            assert_eq!(rank(&wording(title, facts), &candidates, &candidates, 5), []);
        }
    }

    #[test]
    fn probes_ask_for_the_words_of_a_matter_together() {
        let asked = probes(&wording("车间缺人", ""));
        assert!(asked.iter().any(|words| words.contains(&"招工".to_owned())), "{asked:?}");
        assert!(asked.contains(&vec!["缺人".to_owned()]), "{asked:?}");
        assert!(!probes(&wording("我们公司", "")).contains(&vec!["我们".to_owned()]));
        let long = wording("", &"天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏".repeat(40));
        assert!(probes(&long).len() <= PROBES_MAX);
    }

    #[test]
    fn matters_gather_and_are_called_as_their_first() {
        let matters = gather(&register());
        assert_eq!(matters[0].members, [2, 4]);
        assert_eq!(matters[0].name, "园区电压不稳");
    }

    #[test]
    fn every_word_of_a_matter_has_two_characters_and_leads_to_it() {
        for (matter, words) in MATTERS.iter().enumerate() {
            assert!(words.len() > 1, "{words:?}");
            for word in *words {
                let found = features(&wording(word, ""));
                assert!(found.contains_key(&Feature::Matter(matter)), "{word}");
            }
        }
    }
}
