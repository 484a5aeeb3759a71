//! Marks of state secrets in a text (国家秘密标志). The program is no system for classified matter
//! and stores none (domain.md (e) 28; 保守国家秘密法 2024 art. 23 and 31): what bears such a mark is
//! refused before it is kept.

/// The three grades (art. 14 of the law).
const GRADES: [&str; 3] = ["绝密", "机密", "秘密"];
/// What stands between a grade and its term on a classified paper, with what is typed instead.
const STARS: [char; 4] = ['★', '☆', '*', '＊'];
/// What makes a grade that of a paper.
const PAPERS: [&str; 6] = ["级文件", "级公文", "级材料", "级电报", "级资料", "级国家秘密"];

/// Returns the first mark of a state secret, as it stands in the text: `机密★`, `密级：秘密`,
/// `绝密级文件`. 商业秘密 and the bare words are none: enterprises speak of them every day.
#[must_use]
pub fn mark(text: &str) -> Option<&str> {
    let places = GRADES.iter().flat_map(|grade| text.match_indices(grade));
    let marks = places.filter_map(|(at, grade)| {
        let (before, behind) = (&text[..at], &text[at + grade.len()..]);
        let gap = behind.len() - behind.trim_start_matches([' ', '　']).len();
        let end = at + grade.len();
        if behind[gap..].starts_with(STARS) {
            let star = behind[gap..].chars().next().map_or(0, char::len_utf8);
            return Some((at, end + gap + star));
        }
        if let Some(paper) = PAPERS.iter().find(|paper| behind.starts_with(**paper)) {
            return Some((at, end + paper.len()));
        }
        let head = before.trim_end_matches([' ', '　', '：', ':', '为']);
        head.ends_with("密级").then(|| (head.len() - "密级".len(), end))
    });
    marks.min_by_key(|(from, _)| *from).map(|(from, to)| &text[from..to])
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("件上印着机密★10年，请看。", Some("机密★"))]
    #[case("绝密 ★长期", Some("绝密 ★"))]
    #[case("秘密*", Some("秘密*"))]
    #[case("密级：秘密", Some("密级：秘密"))]
    #[case("密级为 机密", Some("密级为 机密"))]
    #[case("转发绝密级文件一份", Some("绝密级文件"))]
    #[case("先秘密★后机密★", Some("秘密★"))]
    #[case("对方侵犯我公司商业秘密，请求维权。", None)]
    #[case("商业秘密保护、绝密配方、机密性", None)]
    #[case("请给五星★好评", None)]
    #[case("", None)]
    fn only_marks_of_papers_count(#[case] text: &str, #[case] expected: Option<&str>) {
        assert_eq!(mark(text), expected);
    }
}
