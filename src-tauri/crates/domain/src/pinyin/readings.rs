//! How characters are read where the dictionary's first reading is wrong or not the only one.
//!
//! Sources: 现代汉语词典 for readings, 通用规范汉字表 usage for surnames and place names. Only
//! readings that occur in names of people, places and bodies are listed.

use pinyin::ToPinyin;

/// Returns the plausible readings of `c` in lower-case letters (`ü` is `v`), the usual one
/// first; none for characters the dictionary lacks.
pub(super) fn readings(c: char) -> Vec<&'static str> {
    let usual = c.to_pinyin().map(|reading| keyboard(reading.plain()));
    let mut all: Vec<&'static str> = preferred(c).into_iter().chain(usual).collect();
    all.extend(others(c));
    if let Some(loose) = all.first().and_then(|first| without_umlaut(first)) {
        all.push(loose);
    }
    let mut seen = Vec::with_capacity(all.len());
    all.retain(|reading| {
        let is_new = !seen.contains(reading);
        seen.push(*reading);
        is_new
    });
    all
}

/// Returns the spelling typed on a keyboard.
fn keyboard(reading: &'static str) -> &'static str {
    match reading {
        "lü" => "lv",
        "nü" => "nv",
        "lüe" => "lve",
        "nüe" => "nve",
        other => other,
    }
}

/// Many people type `lu` for `lü`.
fn without_umlaut(reading: &str) -> Option<&'static str> {
    match reading {
        "lv" => Some("lu"),
        "nv" => Some("nu"),
        "lve" => Some("lue"),
        "nve" => Some("nue"),
        _ => None,
    }
}

/// The usual reading in names of bodies, where the dictionary leads with another.
fn preferred(c: char) -> Option<&'static str> {
    Some(match c {
        '都' => "du",
        '厦' => "sha",
        '钻' => "zuan",
        '褚' => "chu",
        '伽' => "jia",
        _ => return None,
    })
}

fn others(c: char) -> &'static [&'static str] {
    match c {
        '区' => &["ou"],
        '单' => &["shan", "chan"],
        '仇' => &["qiu"],
        '解' => &["xie"],
        '曾' => &["zeng"],
        '查' => &["zha"],
        '朴' => &["piao", "po"],
        '盖' => &["ge"],
        '乐' => &["yue"],
        '长' => &["chang"],
        '行' => &["hang"],
        '重' => &["chong"],
        '尉' => &["yu"],
        '覃' => &["qin"],
        '翟' => &["zhai"],
        '缪' => &["miao"],
        '员' => &["yun"],
        '秘' => &["bi"],
        '种' => &["chong"],
        '召' => &["shao"],
        '折' => &["she"],
        '黑' => &["he"],
        '贾' => &["gu"],
        '隗' => &["wei"],
        '会' => &["kuai"],
        '都' => &["dou"],
        '厦' => &["xia"],
        '调' => &["tiao"],
        '传' => &["zhuan"],
        '车' => &["ju"],
        '藏' => &["zang"],
        '参' => &["shen"],
        '便' => &["pian"],
        '什' => &["shi"],
        '差' => &["chai"],
        '校' => &["jiao"],
        '降' => &["xiang"],
        '强' => &["jiang"],
        '朝' => &["zhao"],
        '蚌' => &["beng"],
        '六' => &["lu"],
        '浚' => &["xun"],
        '弹' => &["tan"],
        '奇' => &["ji"],
        '埔' => &["bu"],
        '犍' => &["qian"],
        '荥' => &["ying"],
        '筠' => &["jun"],
        '歙' => &["xi"],
        '莘' => &["xin"],
        '番' => &["pan"],
        '给' => &["ji"],
        '率' => &["shuai"],
        '畜' => &["xu"],
        '薄' => &["bo"],
        '模' => &["mu"],
        '晟' => &["sheng"],
        '盛' => &["cheng"],
        '宿' => &["xiu"],
        '拓' => &["ta"],
        '角' => &["jue"],
        '铅' => &["yan"],
        '句' => &["gou"],
        '那' => &["nuo"],
        '伽' => &["ga", "qie"],
        '粘' => &["nian"],
        '柏' => &["bo"],
        '洗' => &["xian"],
        '郇' => &["xun"],
        '郗' => &["chi"],
        '祭' => &["zhai"],
        '万' => &["mo"],
        '阚' => &["kan"],
        '称' => &["chen"],
        '佴' => &["nai"],
        '繁' => &["po"],
        '牟' => &["mu"],
        '澹' => &["tan"],
        '吁' => &["yu"],
        '能' => &["nai"],
        '费' => &["bi"],
        '乾' => &["gan"],
        '堡' => &["pu", "bu"],
        '阿' => &["e"],
        '咖' => &["ga"],
        _ => &[],
    }
}

/// Words of bodies and places with one certain reading.
const WORDS: &[(&str, &str)] = &[
    ("重庆", "chong qing"),
    ("重建", "chong jian"),
    ("重阳", "chong yang"),
    ("重复", "chong fu"),
    ("重组", "chong zu"),
    ("银行", "yin hang"),
    ("商行", "shang hang"),
    ("行业", "hang ye"),
    ("分行", "fen hang"),
    ("支行", "zhi hang"),
    ("央行", "yang hang"),
    ("农商行", "nong shang hang"),
    ("行政", "xing zheng"),
    ("长沙", "chang sha"),
    ("长江", "chang jiang"),
    ("长城", "chang cheng"),
    ("长寿", "chang shou"),
    ("长春", "chang chun"),
    ("长宁", "chang ning"),
    ("长安", "chang an"),
    ("长虹", "chang hong"),
    ("长丰", "chang feng"),
    ("长兴", "chang xing"),
    ("长乐", "chang le"),
    ("长期", "chang qi"),
    ("长效", "chang xiao"),
    ("长途", "chang tu"),
    ("延长", "yan chang"),
    ("成长", "cheng zhang"),
    ("会长", "hui zhang"),
    ("董事长", "dong shi zhang"),
    ("会计", "kuai ji"),
    ("模具", "mu ju"),
    ("畜牧", "xu mu"),
    ("厦门", "xia men"),
    ("大厦", "da sha"),
    ("成都", "cheng du"),
    ("首都", "shou du"),
    ("番禺", "pan yu"),
    ("六安", "lu an"),
    ("六合", "lu he"),
    ("蚌埠", "beng bu"),
    ("黄埔", "huang pu"),
    ("大埔", "da bu"),
    ("犍为", "qian wei"),
    ("荥经", "ying jing"),
    ("筠连", "jun lian"),
    ("莘庄", "xin zhuang"),
    ("铅山", "yan shan"),
    ("歙县", "she xian"),
    ("浚县", "xun xian"),
    ("句容", "ju rong"),
    ("调解", "tiao jie"),
    ("调整", "tiao zheng"),
    ("调节", "tiao jie"),
    ("调味", "tiao wei"),
    ("空调", "kong tiao"),
    ("协调", "xie tiao"),
    ("调查", "diao cha"),
    ("调研", "diao yan"),
    ("检查", "jian cha"),
    ("督查", "du cha"),
    ("音乐", "yin yue"),
    ("乐器", "yue qi"),
    ("乐山", "le shan"),
    ("供给", "gong ji"),
    ("给排水", "ji pai shui"),
    ("解放", "jie fang"),
    ("朝阳", "chao yang"),
    ("朝天", "chao tian"),
    ("西藏", "xi zang"),
    ("收藏", "shou cang"),
    ("冷藏", "leng cang"),
    ("人参", "ren shen"),
    ("海参", "hai shen"),
    ("参与", "can yu"),
    ("单位", "dan wei"),
    ("效率", "xiao lv"),
    ("税率", "shui lv"),
    ("利率", "li lv"),
    ("宿州", "su zhou"),
    ("宿迁", "su qian"),
    ("特种", "te zhong"),
    ("种业", "zhong ye"),
    ("种子", "zhong zi"),
    ("种植", "zhong zhi"),
    ("种养", "zhong yang"),
    ("传媒", "chuan mei"),
    ("车辆", "che liang"),
    ("汽车", "qi che"),
    ("学校", "xue xiao"),
    ("开发区", "kai fa qu"),
    ("社区", "she qu"),
    ("园区", "yuan qu"),
    ("秘书", "mi shu"),
    ("委员", "wei yuan"),
    ("委员会", "wei yuan hui"),
    ("联合会", "lian he hui"),
    ("人员", "ren yuan"),
    ("石油", "shi you"),
    ("石化", "shi hua"),
    ("公会", "gong hui"),
    ("商会", "shang hui"),
    ("协会", "xie hui"),
    ("社会", "she hui"),
    ("色彩", "se cai"),
    ("有色", "you se"),
    ("便民", "bian min"),
    ("合作", "he zuo"),
    ("大队", "da dui"),
    ("大学", "da xue"),
    ("强制", "qiang zhi"),
    ("铺面", "pu mian"),
    ("城堡", "cheng bao"),
    ("功能", "gong neng"),
    ("能源", "neng yuan"),
    ("节能", "jie neng"),
    ("新能", "xin neng"),
    ("智能", "zhi neng"),
    ("费用", "fei yong"),
    ("税费", "shui fei"),
    ("万元", "wan yuan"),
];

/// Surnames not read like the everyday word.
const SURNAMES: &[(&str, &str)] = &[
    ("尉迟", "yu chi"),
    ("长孙", "zhang sun"),
    ("万俟", "mo qi"),
    ("单于", "chan yu"),
    ("澹台", "tan tai"),
    ("鲜于", "xian yu"),
    ("单", "shan"),
    ("仇", "qiu"),
    ("解", "xie"),
    ("曾", "zeng"),
    ("区", "ou"),
    ("查", "zha"),
    ("朴", "piao"),
    ("盖", "ge"),
    ("乐", "yue"),
    ("覃", "qin"),
    ("翟", "zhai"),
    ("缪", "miao"),
    ("员", "yun"),
    ("秘", "bi"),
    ("种", "chong"),
    ("召", "shao"),
    ("折", "she"),
    ("黑", "he"),
    ("隗", "wei"),
    ("都", "du"),
    ("洗", "xian"),
    ("句", "gou"),
    ("郇", "xun"),
    ("祭", "zhai"),
    ("阚", "kan"),
    ("佴", "nai"),
    ("繁", "po"),
    ("褚", "chu"),
    ("能", "nai"),
    ("尉", "wei"),
];

/// Returns the certain reading of the longest listed word at the start of `rest`.
pub(super) fn word(rest: &str) -> Option<&'static str> {
    longest(WORDS, rest)
}

/// Returns the reading of the surname that `name` begins with, if it is a listed one.
pub(super) fn surname(name: &str) -> Option<&'static str> {
    longest(SURNAMES, name)
}

fn longest(table: &[(&str, &'static str)], rest: &str) -> Option<&'static str> {
    table
        .iter()
        .filter(|(word, _)| rest.starts_with(word))
        .max_by_key(|(word, _)| word.len())
        .map(|(_, reading)| *reading)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_listed_reading_is_one_the_characters_have() {
        for (word, reading) in WORDS.iter().chain(SURNAMES) {
            let syllables: Vec<&str> = reading.split(' ').collect();
            assert_eq!(word.chars().count(), syllables.len(), "{word}");
            for (c, syllable) in word.chars().zip(syllables) {
                assert!(readings(c).contains(&syllable), "{c} {syllable} in {word}");
            }
        }
    }

    #[test]
    fn no_listed_reading_repeats_the_usual_one() {
        let listed = ('\u{4e00}'..='\u{9fff}').filter(|c| !others(*c).is_empty());
        let repeated: String = listed
            .filter(|c| {
                let usual = preferred(*c).or_else(|| c.to_pinyin().map(|found| found.plain()));
                usual.is_none_or(|usual| others(*c).contains(&usual))
            })
            .collect();
        assert_eq!(repeated, "");
    }

    #[test]
    fn an_umlaut_is_typed_as_v_or_u() {
        assert_eq!(readings('吕'), ["lv", "lu"]);
        assert_eq!(readings('略'), ["lve", "lue"]);
    }
}
