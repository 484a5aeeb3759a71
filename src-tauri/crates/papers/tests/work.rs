//! The working forms: their words, their pages, what stays white for the pen.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;
#[path = "common/work.rs"]
mod work;

use common::{squeezed, text_of, typesetter};
use papers::{Form, PaperError, WorkPaper, WorkRow};

fn text(paper: &WorkPaper) -> String {
    text_of(&typesetter().work_pdf(paper).unwrap())
}

#[track_caller]
fn assert_holds(text: &str, wanted: &[&str]) {
    for wanted in wanted {
        assert!(text.contains(&squeezed(wanted)), "{wanted} is not in\n{text}");
    }
}

/// Puts a text into every cell that takes one.
fn everywhere(paper: &WorkPaper, text: &str) -> WorkPaper {
    let mut paper = paper.clone();
    for row in &mut paper.rows {
        match row {
            WorkRow::Pair(left, right) => {
                left.text = text.into();
                right.text = text.into();
            }
            WorkRow::Wide(cell) | WorkRow::Text(cell) => cell.text = text.into(),
            WorkRow::Choice(_, choices) => choices[0].words = text.into(),
            WorkRow::Sign(sign) => sign.name = text.into(),
            WorkRow::Issue { contact, issuer, .. } => {
                *contact = Some(text.into());
                *issuer = text.into();
            }
        }
    }
    paper
}

#[test]
fn the_specimens_take_their_pages() {
    for (paper, pages) in [
        (work::asked(), 1),
        (work::granted(), 1),
        (work::objection(), 1),
        (work::reassignment(), 1),
        (work::completion(), 2),
        (work::hard(), 4),
    ] {
        let found = typesetter().work_svg(&paper).unwrap().len();
        assert_eq!(found, pages, "{}", paper.mark);
    }
}

#[test]
fn a_request_leaves_its_decision_to_the_pen_and_a_decided_one_says_it() {
    let asked = text(&work::asked());
    assert_holds(
        &asked,
        &[
            "川工商联交〔2026〕12号—1第1次申请",
            "原到期日2026年4月15日",
            "申请延长10个工作日新到期日2026年4月29日",
            "主要负责人：周建民",
            "审核人：年月日",
            "同意延期个工作日",
            "批准人：年月日",
            "第1版",
        ],
    );
    let granted = text(&work::granted());
    assert_holds(&granted, &["同意延期5个工作日，至2026年4月22日", "批准人：李卫东2026年4月10日"]);
    assert_holds(&granted, &["第2版"]);
}

#[test]
fn what_is_empty_prints_white() {
    for paper in [work::asked(), work::completion(), work::objection(), work::reassignment()] {
        let mut bare = everywhere(&paper, "");
        for row in &mut bare.rows {
            match row {
                WorkRow::Choice(_, choices) => choices[0].words = "甲".into(),
                WorkRow::Issue { issuer, .. } => *issuer = "川江区工商业联合会".into(),
                _ => {}
            }
        }
        (bare.head, bare.note) = (None, None);
        let text = text(&bare);
        for never in ["null", "none", "（）", "无"] {
            assert!(!text.contains(never), "{never} is in\n{text}");
        }
    }
}

#[test]
fn the_longest_texts_are_whole_on_as_many_pages_as_they_need() {
    let mut paper = work::completion();
    let long: String = "逐项核实道路供水情况，".chars().cycle().take(10_000).collect();
    let lines = "行\n".repeat(1_000);
    for row in &mut paper.rows {
        match row {
            WorkRow::Text(cell) if cell.label == "办理经过" => cell.text.clone_from(&long),
            WorkRow::Text(cell) if cell.label == "遗留问题" => cell.text.clone_from(&lines),
            _ => {}
        }
    }
    let text = text(&paper);
    // A page break may stand in the middle of a few.
    assert!(text.matches("逐项核实").count() >= 880, "{}", text.matches("逐项核实").count());
    assert!(text.matches('行').count() >= 1_000);
    assert!(text.ends_with("打印") && text.contains("审核人："), "the last page is signed");
}

#[test]
fn signatures_stand_with_what_they_are_set_to() {
    let mut last_page = String::new();
    for length in (40..700).step_by(60) {
        let mut paper = work::completion();
        for row in &mut paper.rows {
            if let WorkRow::Text(cell) = row
                && cell.label == "办理经过"
            {
                cell.text = "字。".repeat(length / 2);
            }
        }
        let pages = typesetter().work_svg(&paper).unwrap().len();
        let text = text(&paper);
        if pages > 1 {
            last_page = text.rsplit("第1页共").next().unwrap().to_owned();
            assert!(last_page.contains("遗留问题"), "{length}: {last_page}");
        }
    }
    assert!(!last_page.is_empty(), "one of them takes two pages");
}

#[test]
fn no_text_ends_in_a_line_of_one_character() {
    for length in 28..34 {
        let mut paper = work::asked();
        let words = format!(
            "{}。",
            "甲乙丙丁戊己庚辛壬癸".chars().cycle().take(length).collect::<String>()
        );
        for row in &mut paper.rows {
            if let WorkRow::Text(cell) = row {
                cell.text.clone_from(&words);
            }
        }
        let pdf = typesetter().work_pdf(&paper).unwrap();
        let last = words.chars().nth(length - 1).unwrap();
        let alone =
            common::lines_of(&pdf).lines().any(|line| squeezed(line) == format!("{last}。"));
        assert!(!alone, "{length}");
    }
}

#[test]
fn markup_rare_characters_and_long_runs_are_printed() {
    let run = "A".repeat(58);
    for words in ["#panic(\"x\")", "《#》*甲*_乙_$x$`c`@ref<l>", "= 标题", "𠮷𡋾𬭊镕堃喆", &run]
    {
        for paper in [work::asked(), work::objection(), work::reassignment()] {
            let filled = everywhere(&paper, words);
            let found = text(&filled).matches(&squeezed(words)).count();
            assert!(found >= 8, "{words}: {found}");
        }
    }
}

#[test]
fn what_a_form_cannot_hold_is_refused_by_name() {
    let refused = |paper: &WorkPaper| typesetter().work_pdf(paper).unwrap_err();
    let long = everywhere(&work::asked(), &"长".repeat(121));
    assert!(matches!(refused(&long), PaperError::TooLong { field: "rows.text", found: 121, .. }));
    let bad = everywhere(&work::asked(), "甲\u{202E}乙");
    assert!(matches!(refused(&bad), PaperError::Text { field: "rows.text", .. }));
    let none = WorkPaper { rows: Vec::new(), ..work::asked() };
    assert!(matches!(refused(&none), PaperError::Empty("rows")));
    let face = everywhere(&work::asked(), "😀");
    assert!(matches!(refused(&face), PaperError::MissingGlyph(_)));
}

#[test]
fn a_working_form_is_frozen_as_json_and_thawed_the_same() {
    let paper = work::granted();
    let frozen = serde_json::to_string(&paper).unwrap();
    let thawed: WorkPaper = serde_json::from_str(&frozen).unwrap();
    assert_eq!(thawed, paper);
    let form = Form::Work(Box::new(thawed));
    assert_eq!(typesetter().form_pages(&form).unwrap(), 1);
}
