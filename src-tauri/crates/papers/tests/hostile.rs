//! Text that attacks: printed as it stands, or refused with a reason; never altered, never a panic.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::{signed, squeezed, text_of, typesetter};
use papers::{PaperError, SignatureInk, SlipPaper, TextFault};

/// One paper with the text in every free field.
fn everywhere(text: &str) -> SlipPaper {
    let mut paper = signed();
    paper.enterprise = text.into();
    paper.visitors = Some(text.into());
    paper.proposal = Some(text.into());
    paper.instruction.as_mut().unwrap().text = text.into();
    paper.notes = vec![text.into()];
    paper.items[0].title = text.into();
    paper.items[0].text = text.into();
    paper.items[0].requirement = Some(text.into());
    paper.items[0].lead = text.into();
    paper.items[0].assisting = vec![text.into()];
    paper.items[0].tags = vec![text.chars().take(20).collect()];
    paper
}

#[test]
fn markup_is_printed_not_obeyed() {
    for text in [
        "#panic(\"x\")",
        "#import \"a.typ\"",
        "#read(\"/etc/passwd\")",
        "《#》*甲*_乙_$x$`c`@ref<l>",
        "= 标题",
        "- a + b / c",
        "\\u{4e00}\\ ~ ---",
        "https://example.org/a",
        "// no comment /* x */",
        "<script>alert(1)</script>",
        "';DROP TABLE slips;--",
        "=HYPERLINK(\"a\")",
        "_x0041_ CON NUL ..\\",
        "“引号”'单'\"双\"",
    ] {
        let got = text_of(&typesetter().slip_pdf(&everywhere(text)).unwrap());
        let found = got.matches(&squeezed(text)).count();
        assert!(found >= 7, "{text}: {found} times in\n{got}");
    }
}

#[test]
fn long_runs_break_inside_their_cells() {
    for text in
        ["A".repeat(58), "！".repeat(58), "（".repeat(58), "1234567890".repeat(5), "—".repeat(40)]
    {
        let paper = everywhere(&text);
        let got = text_of(&typesetter().slip_pdf(&paper).unwrap());
        assert!(got.matches(&text).count() >= 7, "{text}\n{got}");
    }
}

#[test]
fn the_worst_allowed_lengths_fit_or_are_refused() {
    for length in [10, 60, 61, 120, 121, 200, 400, 800, 801] {
        let text: String =
            "最长的文字也要放得下或者说明原因".chars().cycle().take(length).collect();
        match typesetter().slip_pdf(&everywhere(&text)) {
            Ok(pdf) => assert!(text_of(&pdf).contains(&text[..30]), "{length}"),
            Err(PaperError::TooLong { found, max, .. }) => assert!(found > max),
            Err(other) => panic!("{length}: {other}"),
        }
    }
    let mut paper = signed();
    paper.items[0].text = "字。".repeat(10_000);
    let got = text_of(&typesetter().slip_pdf(&paper).unwrap());
    assert_eq!(got.matches("字。").count(), 10_000 + 100, "annex and excerpt");
    paper.items[0].text = "行\n".repeat(600);
    assert!(text_of(&typesetter().slip_pdf(&paper).unwrap()).matches('行').count() >= 600);
}

#[test]
fn what_cannot_be_shown_is_refused_with_its_reason() {
    let fault = |text: &str| match typesetter().slip_pdf(&everywhere(text)) {
        Err(PaperError::Text { fault, .. }) => fault,
        other => panic!("{text:?}: {:?}", other.map(|pdf| pdf.len())),
    };
    assert!(matches!(fault("a\u{0}b"), TextFault::Control { .. }));
    assert!(matches!(fault("公\u{202E}司"), TextFault::Direction { .. }));
    assert!(matches!(fault("公\u{2067}司"), TextFault::Direction { .. }));
    assert!(matches!(fault("\u{E000}"), TextFault::PrivateUse { .. }));
    assert!(matches!(fault("\u{FFFF}"), TextFault::Noncharacter { .. }));
    assert!(matches!(fault(&format!("e{}", "\u{301}".repeat(66_000))), TextFault::TooLong { .. }));
    assert!(matches!(fault(&format!("e{}", "\u{301}".repeat(900))), TextFault::Marks { .. }));
    assert!(matches!(fault(&"字".repeat(1_000_000)), TextFault::TooLong { .. }));
}

#[test]
fn a_character_without_a_font_is_named() {
    let paper = everywhere("公司😀𰻝");
    match typesetter().slip_pdf(&paper) {
        Err(PaperError::MissingGlyph(missing)) => assert!(missing.contains(&'😀')),
        other => panic!("{:?}", other.map(|pdf| pdf.len())),
    }
    assert_eq!(typesetter().fonts().missing("张𬭊镕堃喆abc　\n"), Vec::<char>::new());
    assert_eq!(typesetter().fonts().missing("公😀司😀"), vec!['😀']);
}

#[test]
fn right_to_left_text_is_printed_or_refused() {
    for text in ["שלום", "مرحبا", "公司 שלום 公司"] {
        match typesetter().slip_pdf(&everywhere(text)) {
            Ok(pdf) => {
                let got = text_of(&pdf);
                assert!(
                    text.chars().filter(|c| !c.is_whitespace()).all(|c| got.contains(c)),
                    "{got}"
                );
            }
            Err(PaperError::MissingGlyph(missing)) => assert!(!missing.is_empty()),
            Err(other) => panic!("{text}: {other}"),
        }
    }
}

#[test]
fn bad_codes_and_bad_ink_are_refused() {
    let mut paper = signed();
    paper.strip.code = "川12".into();
    assert!(matches!(typesetter().slip_pdf(&paper), Err(PaperError::BadCode(_))));
    let mut paper = signed();
    paper.strip.check = "A|B".into();
    assert!(matches!(typesetter().slip_pdf(&paper), Err(PaperError::BadCode(_))));
    let mut paper = signed();
    let ink: &mut SignatureInk = paper.instruction.as_mut().unwrap().signature.as_mut().unwrap();
    ink.strokes[0].points[0].0 = f32::INFINITY;
    assert!(matches!(typesetter().slip_pdf(&paper), Err(PaperError::BadInk)));
}

#[test]
fn the_next_paper_is_right_after_a_refused_one() {
    let before = typesetter().slip_pdf(&signed()).unwrap();
    assert!(typesetter().slip_pdf(&everywhere("😀")).is_err());
    assert_eq!(before, typesetter().slip_pdf(&signed()).unwrap());
}
