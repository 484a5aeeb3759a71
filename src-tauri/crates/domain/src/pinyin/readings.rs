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

#[cfg(test)]
mod tests {
    use super::*;

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
