//! F18 线索移送函: its words, its pages, what it refuses.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;
#[path = "common/later.rs"]
mod later;

use std::ops::ControlFlow;

use common::{squeezed, text_of, typesetter};
use papers::{CluePaper, Form, PaperError};

fn form(paper: CluePaper) -> Form {
    Form::Clue(Box::new(paper))
}

/// Pages and words of the letter.
fn printed(paper: CluePaper) -> (usize, String) {
    let made = typesetter().forms_pdf(&[form(paper)], &mut |_| ControlFlow::Continue(())).unwrap();
    (made.pages, text_of(&made.pdf))
}

#[test]
fn a_clue_is_told_in_full_under_a_title_that_tells_nothing() {
    let (pages, text) = printed(later::clue());
    assert_eq!(pages, 2);
    let paper = later::clue();
    for wanted in [
        "限级川工商联线〔2026〕1号",
        "关于移送民营企业接待日问题线索的函",
        "川江区纪委监委：",
        "一、线索来源",
        "二、反映内容",
        "三、反映人请求",
        "四、移送理由",
        "五、审批",
        "不得复印、转发。",
        &paper.informant,
        &paper.matter,
        &paper.signatures,
        &paper.reason,
    ] {
        assert!(text.contains(&squeezed(wanted)), "{wanted} is not in\n{text}");
    }
    assert!(!text.contains("null") && !text.contains("第1页共"), "{text}");
}

#[test]
fn a_clue_without_a_request_counts_its_sections_on() {
    let (_, text) = printed(CluePaper { request: None, ..later::clue() });
    assert!(text.contains("三、移送理由") && text.contains("四、审批"), "{text}");
}

#[test]
fn the_longest_clue_is_whole() {
    let content: String = "川江".chars().cycle().take(10_000).collect();
    let (pages, text) = printed(CluePaper { content, ..later::clue() });
    assert!(pages > 15, "{pages}");
    assert!(text.matches('江').count() >= 5_000, "some of it is missing");
}

#[test]
fn a_clue_that_says_nothing_is_no_letter() {
    let none = CluePaper { content: " ".into(), ..later::clue() };
    let refused = typesetter().form_pages(&form(none));
    assert!(matches!(refused, Err(PaperError::Empty("content"))), "{refused:?}");
}
