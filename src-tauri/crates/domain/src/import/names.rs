//! Names as ledgers write them, made comparable.

use super::width::usual_width;

/// What stands for the cell above.
const DITTOS: &[&str] = &["同上", "同前", "〃", "″", "\"", "”", "''"];

/// Short words for bodies, and what they stand for after [`unit_key`] has left out 和 and 与.
const SHORT: &[(&str, &str)] = &[
    ("住建局", "住房城乡建设局"),
    ("住建委", "住房城乡建设委员会"),
    ("自规局", "自然资源规划局"),
    ("资规局", "自然资源规划局"),
    ("国土局", "自然资源局"),
    ("人社局", "人力资源社会保障局"),
    ("市监局", "市场监督管理局"),
    ("市场监管局", "市场监督管理局"),
    ("发改局", "发展改革局"),
    ("发改委", "发展改革委员会"),
    ("经信局", "经济信息化局"),
    ("工信局", "工业信息化局"),
    ("卫健局", "卫生健康局"),
    ("卫健委", "卫生健康委员会"),
    ("交通局", "交通运输局"),
    ("交运局", "交通运输局"),
    ("农业局", "农业农村局"),
    ("应急局", "应急管理局"),
    ("环保局", "生态环境局"),
    ("科技局", "科学技术局"),
    ("教体局", "教育体育局"),
    ("综合执法局", "综合行政执法局"),
    ("城管局", "城市管理局"),
    ("文旅局", "文化旅游局"),
    ("税务局", "税务局"),
    ("工商联", "工商业联合会"),
    ("街道办", "街道办事处"),
    ("管委会", "管理委员会"),
];

/// Tells whether a cell says that it is like the one above.
#[must_use]
pub fn is_ditto(text: &str) -> bool {
    DITTOS.contains(&text.trim())
}

fn plain(name: &str) -> String {
    let is_noise = |c: &char| c.is_whitespace() || matches!(c, '(' | ')' | '·' | '.' | '-' | '—');
    usual_width(name).chars().filter(|c| !is_noise(c)).flat_map(char::to_lowercase).collect()
}

/// Returns what two spellings of one enterprise's name have in common: blanks, brackets and the width
/// of characters do not tell firms apart.
#[must_use]
pub fn firm_key(name: &str) -> String {
    plain(name)
}

/// Returns what two spellings of one unit's name have in common: 区住建局 is
/// 川江区住房和城乡建设局.
#[must_use]
pub fn unit_key(name: &str) -> String {
    let name = plain(name);
    let mut name: String = name.chars().filter(|c| !matches!(c, '和' | '与' | '及')).collect();
    // The district before the name: every unit of the office is of it.
    for mark in ["区", "县", "市"] {
        let cut = name.find(mark).filter(|at| name[..*at].chars().count() <= 3);
        if let Some(at) = cut {
            let rest = &name[at + mark.len()..];
            if rest.chars().count() >= 3 {
                name = rest.to_owned();
                break;
            }
        }
    }
    for (short, long) in SHORT {
        if name == *short {
            return (*long).to_owned();
        }
    }
    if let Some(street) = name.strip_suffix("街道办") {
        return format!("{street}街道办事处");
    }
    if name.ends_with("街道") {
        return format!("{name}办事处");
    }
    name
}

/// Splits several names in one cell: `区住建局、城北街道/区交通局`.
#[must_use]
pub fn split_names(text: &str) -> Vec<String> {
    let is_break = |c: char| matches!(c, '、' | ',' | '，' | ';' | '；' | '/' | '／' | '\n' | '|');
    let names = text.split(is_break).map(str::trim).filter(|name| !name.is_empty());
    let mut seen: Vec<String> = Vec::new();
    for name in names {
        if !seen.iter().any(|other| other == name) {
            seen.push(name.to_owned());
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("区住建局", "川江区住房和城乡建设局")]
    #[case("住房城乡建设局", "区住房和城乡建设局")]
    #[case("市自规局", "自然资源和规划局")]
    #[case("城北街道", "城北街道办事处")]
    #[case("城北街道办", "城北街道办事处")]
    #[case("区人社局", "区人力资源和社会保障局")]
    fn spellings_of_one_unit_agree(#[case] short: &str, #[case] long: &str) {
        assert_eq!(unit_key(short), unit_key(long));
    }

    #[test]
    fn two_units_stay_two() {
        assert_ne!(unit_key("区水务局"), unit_key("区税务局"));
        assert_ne!(unit_key("城北街道"), unit_key("城南街道"));
        assert_ne!(unit_key("市场监督管理局"), unit_key("城市管理局"));
    }

    #[test]
    fn firms_agree_but_for_blanks_and_brackets() {
        assert_eq!(firm_key("川江 栎下（集团）有限公司"), firm_key("川江栎下(集团)有限公司"));
        assert_ne!(firm_key("川江栎下纺织有限公司"), firm_key("川江栎上纺织有限公司"));
    }

    #[test]
    fn names_are_split_once_each() {
        assert_eq!(
            split_names("区住建局、城北街道/区住建局，\n水务局"),
            ["区住建局", "城北街道", "水务局"]
        );
    }
}
