//! Names by pinyin: keys to store and search by, and the matching of what is typed.
//!
//! A character may have several plausible readings (单 dan, shan). The likely one leads the
//! key; the others are kept, so that whichever the typist thinks of finds the name.

mod matching;
mod readings;
mod words;

use serde::{Deserialize, Serialize};

use crate::text::half_width;

pub use matching::{CharSpan, PinyinMatch};

/// The most spellings a key holds.
const SPELLINGS_MAX: usize = 8;

/// What a name names: it decides how a first character such as 区 or 单 is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameSense {
    /// A person: the name begins with a surname.
    Person,
    /// An enterprise, unit, chamber or place.
    Body,
}

/// The searchable spellings of a name, for two columns. Each holds up to eight spellings
/// separated by blanks, the likeliest first; so sorting by the column sorts by pinyin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PinyinKey {
    /// `shanxiaoming danxiaoming`.
    pub full: String,
    /// `sxm dxm`.
    pub initials: String,
}

/// One character of a name that can be typed.
#[derive(Debug, Clone)]
struct Syllable {
    /// Where it stands in the name, in characters.
    at: usize,
    /// The character, half-width and lower-case.
    letter: char,
    /// Its readings, the likeliest first; none for letters, digits and unlisted characters.
    readings: Vec<&'static str>,
}

impl Syllable {
    /// Returns how many characters at the start of `query` this syllable can stand for, the
    /// most first; never 0.
    fn takes<'a>(&'a self, query: &'a [char]) -> impl Iterator<Item = usize> + 'a {
        let literal = usize::from(query.first() == Some(&self.letter));
        let spelt = self
            .readings
            .iter()
            .map(|reading| reading.chars().zip(query).take_while(|(a, b)| a == *b).count())
            .max()
            .unwrap_or(0);
        (1..=literal.max(spelt)).rev()
    }

    fn likely(&self) -> String {
        match self.readings.first() {
            Some(reading) => (*reading).to_owned(),
            None => self.letter.to_string(),
        }
    }
}

/// A name with its readings worked out: keep it when one name meets many queries.
#[derive(Debug, Clone)]
pub struct PinyinName {
    syllables: Vec<Syllable>,
}

impl PinyinName {
    /// Returns `name` with the readings it can have as a person's or a body's name.
    #[must_use]
    pub fn new(name: &str, sense: NameSense) -> Self {
        let mut syllables = Vec::new();
        let mut certain: Vec<&'static str> = Vec::new();
        for (at, (byte, c)) in name.char_indices().enumerate() {
            let letter = half_width(c).to_lowercase().next().unwrap_or(c);
            let mut readings = readings::readings(c);
            match sense {
                NameSense::Body => {
                    if certain.is_empty() {
                        certain = word_syllables(words::word(&name[byte..]));
                    }
                    if let Some(reading) = certain.pop() {
                        readings = vec![reading];
                    }
                }
                NameSense::Person => {
                    if at == 0 {
                        certain = word_syllables(words::surname(name));
                    }
                    if let Some(reading) = certain.pop() {
                        readings.retain(|other| *other != reading);
                        readings.insert(0, reading);
                    }
                }
            }
            if letter.is_alphanumeric() {
                syllables.push(Syllable { at, letter, readings });
            }
        }
        Self { syllables }
    }

    /// Returns the spellings to store: the likely one, then those that read one character
    /// otherwise.
    #[must_use]
    pub fn key(&self) -> PinyinKey {
        let likely: Vec<String> = self.syllables.iter().map(Syllable::likely).collect();
        let mut spellings = vec![likely.clone()];
        for (at, syllable) in self.syllables.iter().enumerate() {
            for other in syllable.readings.iter().skip(1) {
                let mut spelling = likely.clone();
                spelling[at] = (*other).to_owned();
                spellings.push(spelling);
            }
        }
        let initials = |spelling: &Vec<String>| -> String {
            spelling.iter().filter_map(|part| part.chars().next()).collect()
        };
        PinyinKey {
            full: joined(spellings.iter().map(|spelling| spelling.concat())),
            initials: joined(spellings.iter().map(initials)),
        }
    }

    /// Returns how `query` (characters, initials, full pinyin or a mixture) is found in the
    /// name, or `None`. An empty query finds nothing.
    #[must_use]
    pub fn matches(&self, query: &str) -> Option<PinyinMatch> {
        matching::find(query, self)
    }

    /// Returns the better of the matches with the name and with its short name, so that
    /// `jg` puts 交通管理大队 (short 交管大队) first; what is highlighted is in the name.
    #[must_use]
    pub fn matches_with_alias(&self, alias: &Self, query: &str) -> Option<PinyinMatch> {
        let by_name = self.matches(query);
        let by_alias = alias.matches(query);
        match (by_name, by_alias) {
            (Some(by_name), Some(by_alias)) => {
                Some(PinyinMatch { score: by_name.score.max(by_alias.score), spans: by_name.spans })
            }
            (Some(by_name), None) => Some(by_name),
            (None, by_alias) => by_alias.map(|found| PinyinMatch { spans: Vec::new(), ..found }),
        }
    }
}

/// Returns the spellings of a name, for its stored columns.
#[must_use]
pub fn pinyin_key(name: &str, sense: NameSense) -> PinyinKey {
    PinyinName::new(name, sense).key()
}

/// Returns how `query` is found in `name`, or `None`; see [`PinyinName::matches`].
#[must_use]
pub fn matches(query: &str, name: &str, sense: NameSense) -> Option<PinyinMatch> {
    PinyinName::new(name, sense).matches(query)
}

/// Splits a reading into syllables, the last first.
fn word_syllables(reading: Option<&'static str>) -> Vec<&'static str> {
    reading.map(|reading| reading.split(' ').rev().collect()).unwrap_or_default()
}

/// Joins the first [`SPELLINGS_MAX`] different spellings by blanks.
fn joined(spellings: impl Iterator<Item = String>) -> String {
    let mut kept: Vec<String> = Vec::new();
    for spelling in spellings {
        if kept.len() < SPELLINGS_MAX && !kept.contains(&spelling) {
            kept.push(spelling);
        }
    }
    kept.join(" ")
}

#[cfg(test)]
mod tests {
    use NameSense::{Body, Person};
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("单晓明", Person, "shan", "s")]
    #[case("仇和", Person, "qiu", "q")]
    #[case("解缙", Person, "xie", "x")]
    #[case("曾国强", Person, "zeng", "z")]
    #[case("区志航", Person, "ou", "o")]
    #[case("查良镛", Person, "zha", "z")]
    #[case("朴正", Person, "piao", "p")]
    #[case("盖叫天", Person, "ge", "g")]
    #[case("尉迟恭", Person, "yuchi", "yc")]
    #[case("长孙无忌", Person, "zhangsun", "zs")]
    #[case("吕布", Person, "lv", "l")]
    #[case("区公安分局", Body, "qugonganfenju", "qgafj")]
    #[case("重庆银行", Body, "chongqingyinhang", "cqyh")]
    #[case("长江重工", Body, "changjiangzhonggong", "cjzg")]
    #[case("区会计核算中心", Body, "qukuaiji", "qkj")]
    #[case("成都农商行", Body, "chengdunongshanghang", "cdnsh")]
    #[case("ＴＣＬ王牌（惠州）", Body, "tclwangpaihuizhou", "tclwphz")]
    #[case("𠮷野家", Body, "𠮷yejia", "𠮷yj")]
    fn the_likely_reading_leads(
        #[case] name: &str,
        #[case] sense: NameSense,
        #[case] full: &str,
        #[case] initials: &str,
    ) {
        let key = pinyin_key(name, sense);
        assert!(key.full.starts_with(full), "{}", key.full);
        assert!(key.initials.starts_with(initials), "{}", key.initials);
    }

    #[test]
    fn the_other_readings_are_kept() {
        let key = pinyin_key("单晓明", Person);
        assert!(key.full.split(' ').any(|full| full == "danxiaoming"));
        assert!(key.initials.split(' ').any(|initials| initials == "dxm"));
        assert!(matches("dxm", "单晓明", Person).is_some());
        assert!(matches("sxm", "单晓明", Person).is_some());
    }

    /// Shows a name with what is highlighted in brackets.
    fn shown(name: &str, found: &PinyinMatch) -> String {
        let chars: Vec<char> = name.chars().collect();
        let mut text = String::new();
        for (at, c) in chars.iter().enumerate() {
            if found.spans.iter().any(|span| span.start == at) {
                text.push('[');
            }
            text.push(*c);
            if found.spans.iter().any(|span| span.end == at + 1) {
                text.push(']');
            }
        }
        text
    }

    #[rstest]
    #[case("jg", "区公安分局交通管理大队", "区公安分局[交]通[管]理大队")]
    #[case("jg", "区机关事务服务中心", "区[机关]事务服务中心")]
    #[case("jg", "区价格认证中心", "区[价格]认证中心")]
    #[case("jg", "川江精工模具有限公司", "川江[精工]模具有限公司")]
    #[case("jiaotong", "区公安分局交通管理大队", "区公安分局[交通]管理大队")]
    #[case("jiaotguan", "区公安分局交通管理大队", "区公安分局[交通管]理大队")]
    #[case("交g", "区公安分局交通管理大队", "区公安分局[交]通[管]理大队")]
    #[case("JTGL", "区公安分局交通管理大队", "区公安分局[交通管理]大队")]
    #[case("fgw", "区发展和改革委员会", "区[发]展和[改]革[委]员会")]
    #[case("rsj", "区人力资源和社会保障局", "区[人]力资源和[社]会保障[局]")]
    #[case("xian", "西安路街道办事处", "[西安]路街道办事处")]
    #[case("xi'an", "西安路街道办事处", "[西安]路街道办事处")]
    #[case("川江集团", "川江（集团）公司", "[川江]（[集团]）公司")]
    #[case("𠮷", "𠮷野家", "[𠮷]野家")]
    #[case("tcl w", "TCL王牌", "[TCL王]牌")]
    #[case("lv", "吕氏食品", "[吕]氏食品")]
    #[case("mujv", "精工模具", "")]
    #[case("muju", "精工模具", "精工[模具]")]
    #[case("zzz", "区价格认证中心", "")]
    #[case(" ", "区价格认证中心", "")]
    fn queries_find_and_highlight(#[case] query: &str, #[case] name: &str, #[case] expected: &str) {
        let found = matches(query, name, Body);
        let text = found.map(|found| shown(name, &found)).unwrap_or_default();
        assert_eq!(text, expected);
    }

    // The list under `@jg` in the picture of the live minutes.
    #[test]
    fn the_short_name_puts_the_traffic_police_first() {
        let rank = |name: &str, alias: Option<&str>| {
            let name = PinyinName::new(name, Body);
            let found = match alias {
                Some(alias) => name.matches_with_alias(&PinyinName::new(alias, Body), "jg"),
                None => name.matches("jg"),
            };
            found.unwrap().score
        };
        let scores = [
            rank("区公安分局交通管理大队", Some("交管大队")),
            rank("区机关事务服务中心", None),
            rank("川江精工模具有限公司", None),
            rank("区公安分局交通管理大队", None),
        ];
        assert!(scores.windows(2).all(|pair| pair[0] > pair[1]), "{scores:?}");
    }

    #[rstest]
    // Characters before initials before spelt before scattered.
    #[case("a", "A厂", "安厂")]
    #[case("cj", "川江公司", "区川江公司")]
    #[case("cj", "区川江公司", "川北江公司")]
    #[case("cjgs", "川江公司", "川江工商公司")]
    fn better_matches_score_higher(#[case] query: &str, #[case] better: &str, #[case] worse: &str) {
        let score = |name| matches(query, name, Body).map(|found| found.score);
        assert!(score(better) > score(worse));
    }

    proptest! {
        #[test]
        fn a_name_is_found_by_its_own_keys(name in "[区川江公安局交通管理大队银行重庆单曾吕]{1,12}") {
            for sense in [Person, Body] {
                let key = pinyin_key(&name, sense);
                for query in key.full.split(' ').chain(key.initials.split(' ')) {
                    prop_assert!(matches(query, &name, sense).is_some(), "{query}");
                }
            }
        }

        #[test]
        fn spans_are_in_order_and_inside(query in "[a-z交通]{1,6}", name in "\\PC{0,20}") {
            if let Some(found) = matches(&query, &name, Body) {
                let mut last = 0;
                for span in found.spans {
                    prop_assert!(span.start >= last && span.start < span.end);
                    last = span.end;
                }
                prop_assert!(last <= name.chars().count());
            }
        }
    }
}
