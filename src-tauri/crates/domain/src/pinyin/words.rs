//! Words and surnames with one certain reading; the sources are those of [`super::readings`].

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
    use crate::pinyin::readings::readings;

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
}
