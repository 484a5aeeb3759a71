//! F16 专报 and F4 纪要: their words in both printers, the bytes, what they refuse.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "common/bulletins.rs"]
mod bulletins;
mod common;

use std::io::{Cursor, Read};
use std::ops::ControlFlow;

use bulletins::{charted, quarterly, summary};
use common::{pages_of, squeezed, text_of, typesetter};
use papers::{BulletinPaper, Form, PaperError};
use quick_xml::Reader;
use quick_xml::events::Event;

fn pdf(paper: BulletinPaper) -> Vec<u8> {
    let form = Form::Bulletin(Box::new(paper));
    typesetter().forms_pdf(&[form], &mut |_| ControlFlow::Continue(())).unwrap().pdf
}

fn docx(paper: &BulletinPaper) -> Result<Vec<u8>, PaperError> {
    paper.docx(typesetter().fonts())
}

/// The parts of a docx by name, each read to its end as XML.
fn parts(docx: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    let texts: Vec<usize> = (0..archive.len()).filter(|at| !is_picture(&archive, *at)).collect();
    texts
        .into_iter()
        .map(|at| {
            let mut file = archive.by_index(at).unwrap();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            let name = file.name().unwrap().into_owned();
            let mut reader = Reader::from_str(&text);
            reader.config_mut().check_end_names = true;
            let mut depth = 0_i32;
            loop {
                match reader.read_event().unwrap_or_else(|error| panic!("{name}: {error}")) {
                    Event::Start(_) => depth += 1,
                    Event::End(_) => depth -= 1,
                    Event::Eof => break,
                    _ => {}
                }
            }
            assert_eq!(depth, 0, "{name}");
            (name, text)
        })
        .collect()
}

fn is_picture(archive: &zip::ZipArchive<Cursor<&[u8]>>, at: usize) -> bool {
    let name = archive.name_for_index(at).unwrap().unwrap();
    name.starts_with("word/media/")
}

fn document(docx: &[u8]) -> String {
    parts(docx).into_iter().find(|(name, _)| name == "word/document.xml").unwrap().1
}

/// The words of the body, in their order.
fn words(docx: &[u8]) -> String {
    let text = document(docx);
    let pieces = text.split("<w:t xml:space=\"preserve\">").skip(1);
    squeezed(&pieces.filter_map(|rest| rest.split("</w:t>").next()).collect::<String>())
}

/// What both printers must say, in order.
fn told(paper: &BulletinPaper) -> Vec<String> {
    let mut told = vec![paper.mark.clone(), paper.number.clone(), paper.issuer.clone()];
    told.extend(paper.title.clone());
    told.push(paper.opening.clone());
    for part in &paper.parts {
        told.extend(part.text.lines().map(str::to_owned));
        let table = part.table.iter();
        told.extend(
            table.flat_map(|table| table.rows.concat().into_iter().chain([table.note.clone()])),
        );
    }
    told.extend(paper.attendance.iter().chain(&paper.copies).map(|line| line.words.clone()));
    told.push(paper.imprint.clone());
    told.iter().map(|text| squeezed(text)).filter(|text| !text.is_empty()).collect()
}

fn assert_told(text: &str, paper: &BulletinPaper) {
    let mut from = 0;
    for wanted in told(paper) {
        let at = text[from..].find(&wanted);
        assert!(at.is_some(), "{wanted} is not after {from} in\n{text}");
        from += at.unwrap_or_default() + wanted.len();
    }
}

#[test]
fn both_printers_say_the_same_in_order() {
    for paper in [quarterly(), summary()] {
        let docx = docx(&paper).unwrap();
        assert_told(&words(&docx), &paper);
        let printed = text_of(&pdf(paper.clone()));
        for wanted in told(&paper).iter().flat_map(|text| text.split_inclusive('，')) {
            // A page number may stand between two pages of a paragraph.
            let is_there = printed.contains(wanted)
                || wanted.chars().all(|c| printed.contains(c)) && wanted.chars().count() > 20;
            assert!(is_there, "{wanted} is not in\n{printed}");
        }
    }
}

#[test]
fn a_chart_stands_under_its_table_in_both() {
    let paper = charted();
    let printed = text_of(&pdf(paper.clone()));
    let caption = "图各类别新增、办结";
    let (before, after) = printed.split_once(caption).expect("a caption");
    // The table, and the bars with their names and figures.
    assert_eq!(before.matches("融资服务").count(), 2, "{before}");
    assert!(after.contains("共性问题"));
    let docx = docx(&paper).unwrap();
    assert!(words(&docx).contains(caption));
    let text = document(&docx);
    assert!(text.contains("r:embed=\"rId6\"") && text.contains("w:lineRule=\"atLeast\""));
    let mut archive = zip::ZipArchive::new(Cursor::new(docx.as_slice())).unwrap();
    let mut picture = Vec::new();
    archive.by_name("word/media/image1.png").unwrap().read_to_end(&mut picture).unwrap();
    let picture = image::load_from_memory(&picture).unwrap().to_luma8();
    assert_eq!(picture.width(), 3 * 442);
    let dark = picture.pixels().filter(|dot| dot.0[0] < 80).count();
    assert!(dark > 20_000, "{dark} dots of bars and words");
    let mut wrong = charted();
    wrong.parts[0].table.as_mut().unwrap().charted = vec![0];
    assert!(matches!(self::docx(&wrong), Err(PaperError::Empty("parts.table"))));
}

#[test]
fn parts_are_counted_without_the_empty_ones() {
    let paper = quarterly();
    let printed = text_of(&pdf(paper.clone()));
    for text in [printed, words(&docx(&paper).unwrap())] {
        assert!(text.contains("三、工作建议") && text.contains("四、上期批示落实情况"), "{text}");
        assert!(!text.contains("典型案例"), "{text}");
    }
}

#[test]
fn the_specimens_keep_to_two_pages() {
    for paper in [quarterly(), summary()] {
        let pages = pages_of(&pdf(paper.clone()));
        assert_eq!(pages.len(), 2, "{}", paper.mark);
        assert!(pages[0].contains("—1—") && pages[1].contains("—2—"), "{pages:?}");
        assert!(pages[1].contains("印发"), "{pages:?}");
    }
}

#[test]
fn the_docx_has_the_faces_and_measures_of_the_standard() {
    let docx = docx(&quarterly()).unwrap();
    let text = document(&docx);
    for wanted in [
        "w:eastAsia=\"方正小标宋简体\"",
        "w:eastAsia=\"仿宋\"",
        "w:eastAsia=\"黑体\"",
        "w:eastAsia=\"楷体\"",
        "<w:sz w:val=\"32\"/>",
        "w:line=\"580\" w:lineRule=\"exact\"",
        "w:firstLine=\"632\"",
        "w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1587\"",
        "<w:tblHeader/>",
        "w:tblpYSpec=\"bottom\"",
    ] {
        assert!(text.contains(wanted), "{wanted}");
    }
    let (_, imprint) = text.split_once("<w:tblpPr").unwrap();
    assert_eq!(imprint.matches("<w:keepNext/>").count(), 3, "all rows but the last");
    let parts = parts(&docx);
    let footer = &parts.iter().find(|(name, _)| name == "word/footer1.xml").unwrap().1;
    assert!(footer.contains("PAGE") && footer.contains("w:eastAsia=\"宋体\""), "{footer}");
}

#[test]
fn equal_papers_give_equal_bytes() {
    assert_eq!(docx(&quarterly()).unwrap(), docx(&quarterly()).unwrap());
    assert_eq!(pdf(summary()), pdf(summary()));
}

#[test]
fn hostile_words_stay_words() {
    let hostile = "</w:t></w:r><w:p>&amp;<![CDATA[x]]>\"'𠮷#import \"x\" $a$ *粗*";
    let mut paper = quarterly();
    paper.parts[1].text = hostile.to_owned();
    let docx = docx(&paper).unwrap();
    let text = document(&docx);
    let unescaped = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    assert!(unescaped.replace("&amp;", "&").contains(hostile), "{text}");
    assert!(parts(&docx).len() == 10);
}

#[test]
fn ten_thousand_characters_are_whole() {
    let mut paper = quarterly();
    paper.parts[1].text = "川江".chars().cycle().take(10_000).collect();
    let docx = words(&docx(&paper).unwrap());
    assert!(docx.matches("川江").count() >= 5_000);
    assert!(text_of(&pdf(paper)).matches('江').count() >= 5_000);
}

#[test]
fn what_no_paper_can_show_is_refused_by_both() {
    let mut paper = quarterly();
    paper.opening = "甲\u{0}乙\u{b}".to_owned();
    assert!(matches!(docx(&paper), Err(PaperError::Text { .. })));
    let mut paper = quarterly();
    paper.parts[0].table.as_mut().unwrap().rows[0].pop();
    assert!(matches!(docx(&paper), Err(PaperError::Empty("parts.table"))));
    let mut paper = quarterly();
    paper.opening = String::new();
    paper.parts.clear();
    assert!(matches!(docx(&paper), Err(PaperError::Empty("parts"))));
}
