//! Slips as printed: pages, text, fonts, states.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::ops::ControlFlow;
use std::process::Command;

use common::{
    draft, four_items, hard, lines_of, long_dates, on_disk, receipt_of, signed, squeezed, text_of,
    typesetter,
};
use papers::{Form, PaperError, SlipPaper, SlipState};

fn pages(paper: &SlipPaper) -> usize {
    typesetter().slip_pages(paper).unwrap()
}

#[test]
fn the_specimens_take_their_pages() {
    assert_eq!(pages(&draft()), 1);
    assert_eq!(pages(&signed()), 1);
    assert_eq!(pages(&four_items()), 2);
    assert_eq!(pages(&hard()), 5, "2 and 3 of annex");
}

#[test]
fn every_word_of_the_record_stands_in_the_pdf() {
    for paper in [draft(), signed(), four_items(), hard()] {
        let text = text_of(&typesetter().slip_pdf(&paper).unwrap());
        let mut wanted = vec![paper.mark.clone(), paper.enterprise.clone(), paper.source.clone()];
        wanted.extend(paper.instruction.iter().map(|instruction| instruction.text.clone()));
        wanted.extend(paper.proposal.clone());
        wanted.extend(paper.visitors.clone());
        wanted.extend(paper.number.full());
        wanted.extend(paper.notes.clone());
        wanted.push(paper.issuer.clone());
        for item in &paper.items {
            wanted.extend([item.title.clone(), item.lead.clone(), item.limit.text.clone()]);
            wanted.extend(item.requirement.clone());
            wanted.extend(item.assisting.clone());
            wanted.extend(item.limit.due_on.map(|day| day.to_string()));
            if item.text.chars().count() <= 200 {
                wanted.push(item.text.clone());
            }
        }
        for wanted in wanted {
            assert!(text.contains(&squeezed(&wanted)), "{wanted} is not in\n{text}");
        }
    }
}

#[test]
fn a_long_text_is_an_excerpt_on_the_form_and_whole_in_the_annex() {
    let paper = hard();
    let text = text_of(&typesetter().slip_pdf(&paper).unwrap());
    assert!(text.contains("（摘录，全文1519字见附件1）"));
    let annex = &text[text.find("诉求全文").unwrap()..];
    for paragraph in paper.items[0].text.lines() {
        // A page break puts head and foot of the pages into the middle: compare by sentence.
        let (mut found, mut all) = (0, 0);
        for sentence in paragraph.split_inclusive('。') {
            all += 1;
            found += usize::from(annex.contains(&squeezed(sentence)));
        }
        assert!(found + 1 >= all && all > 0, "{paragraph}");
    }
    let whole: usize = paper.items[0].text.chars().filter(|c| *c != '\n').count();
    assert_eq!(whole, 1519);
    let counted = annex.chars().filter(|c| *c == '企').count();
    let wanted = paper.items[0].text.chars().filter(|c| *c == '企').count();
    assert!(counted >= wanted, "{counted} of {wanted}");
}

#[test]
fn a_draft_has_no_number_and_says_so() {
    let text = text_of(&typesetter().slip_pdf(&draft()).unwrap());
    assert!(text.contains("川工商联交〔2026〕号"));
    assert!(text.contains("待签批稿JB2026-0031"));
    assert!(text.contains("（请批示办理意见"));
    assert_eq!(text.matches("（交办次日起算）").count(), 2);
    assert!(text.contains("签名："));
}

#[test]
fn empty_optional_fields_are_dashes_and_pen_fields_white() {
    let mut paper = draft();
    (paper.visitors, paper.leader, paper.urgency, paper.proposal) = (None, None, None, None);
    (paper.drafted_by, paper.reviewed_by) = (None, None);
    paper.notes.clear();
    paper.items.truncate(1);
    paper.items[0].requirement = None;
    paper.items[0].tags.clear();
    paper.items[0].assisting.clear();
    let text = text_of(&typesetter().slip_pdf(&paper).unwrap());
    for wanted in ["到会人—", "接待领导—", "协办单位—", "拟办审核签发年月日"]
    {
        assert!(text.contains(wanted), "{wanted} is not in\n{text}");
    }
    for never in ["null", "none", "〔〕", "（）", "办理要求"] {
        assert!(!text.contains(never), "{never} is in\n{text}");
    }
    paper.lead_leader = Some("区委常委、统战部部长　李卫东".into());
    assert!(text_of(&typesetter().slip_pdf(&paper).unwrap()).contains("牵头领导区委常委"));
}

#[test]
fn the_longest_dates_stay_on_their_line() {
    let paper = long_dates();
    assert_eq!(pages(&paper), 1);
    let lines = lines_of(&typesetter().slip_pdf(&paper).unwrap());
    for day in [19, 22, 23, 24].map(|day| format!("2026年11月{day}日")) {
        assert!(lines.contains(&day), "{day} is torn in\n{lines}");
    }
    for day in ["2026年12月15日", "2026年12月28日"] {
        assert!(lines.contains(day), "{day} is torn in\n{lines}");
    }
    let approval = lines.lines().find(|line| line.contains("欧阳卫东")).unwrap();
    assert!(approval.contains("2026年11月23日"), "{approval}");
}

#[test]
fn no_name_is_torn_over_two_lines() {
    let mut paper = signed();
    paper.leader = Some("区委副书记、区长　沈例成".into());
    paper.lead_leader = Some("区委常委、区委统战部部长、区政协党组副书记　李卫东".into());
    paper.drafted_by = Some("欧阳卫东、司马相如".into());
    paper.approved_by.as_mut().unwrap().name = "欧阳卫东、沈例成".into();
    paper.items[0].responsible = Some("党组书记、局长　邓例文".into());
    paper.names = vec!["沈例成".into(), "李卫东".into()];
    let whole = ["沈例成", "李卫东", "欧阳卫东", "司马相如", "邓例文"];
    // The name wanders over the end of the line, one character at a time.
    for shift in 0..8 {
        let lead = "迅".repeat(shift);
        let order = format!("{lead}请供电公司、自然资源局具体负责，由沈例成同志牵头，李卫东协助。");
        paper.instruction.as_mut().unwrap().text = order.repeat(2);
        paper.proposal =
            Some(format!("{lead}建议由沈例成同志牵头办理，李卫东协助，妥否，请批示。").repeat(2));
        let pdf = typesetter().slip_pdf(&paper).unwrap();
        let (lines, text) = (lines_of(&pdf), text_of(&pdf));
        for name in whole {
            let (kept, all) = (lines.matches(name).count(), text.matches(name).count());
            assert_eq!(kept, all, "{name} is torn, shift {shift}, in\n{lines}");
            assert!(all > 0, "{name} is not in\n{lines}");
        }
    }
}

#[test]
fn the_seal_never_stands_on_a_page_without_an_item() {
    let mut paper = long_dates();
    // One line more than the page holds.
    paper.items[0].limit.provisional = true;
    let pdf = lines_of(&typesetter().slip_pdf(&paper).unwrap());
    let pages: Vec<&str> = pdf.split('\u{c}').collect();
    assert!(pages[0].contains("共2页") && !pages[0].contains("园区贷"), "{pdf}");
    assert!(pages[1].contains("园区贷") && pages[1].contains("2026年11月24日"), "{pdf}");
}

#[test]
fn void_and_corrected_are_stamped_on_every_page() {
    let mut paper = four_items();
    paper.corrected = true;
    paper.strip.print = 3;
    let text = text_of(&typesetter().slip_pdf(&paper).unwrap());
    assert_eq!(text.matches("更正").count(), 4, "stamp and strip of two pages");
    assert!(text.contains("第3次打印"));
    paper.state = SlipState::Void { reason: "重复交办".into() };
    let text = text_of(&typesetter().slip_pdf(&paper).unwrap());
    assert_eq!(text.matches("作废原因：重复交办").count(), 2);
    assert!(text.contains("13号（作废）"));
}

#[test]
fn signed_on_paper_prints_the_signers_name() {
    let mut paper = signed();
    let instruction = paper.instruction.as_mut().unwrap();
    instruction.signature = None;
    assert!(text_of(&typesetter().slip_pdf(&paper).unwrap()).contains("签名：周明远"));
}

#[test]
fn instruction_of_any_allowed_length_is_whole() {
    for length in [20, 62, 75, 115, 200, 500, 800] {
        let mut paper = signed();
        let words: String =
            "请各单位按分工抓紧落实并按时反馈。".chars().cycle().take(length).collect();
        paper.instruction.as_mut().unwrap().text = words.clone();
        let text = text_of(&typesetter().slip_pdf(&paper).unwrap());
        assert!(text.contains(&words), "{length}");
    }
}

#[test]
fn no_paragraph_ends_in_a_line_of_one_character() {
    // 28 characters in the first line, 30 in each other: one of these would leave 实 alone.
    for length in 84..94 {
        let mut paper = signed();
        let text: String = "请各单位按分工抓紧办理".chars().cycle().take(length).collect();
        paper.proposal = Some(format!("{text}落实。"));
        let lines = lines_of(&typesetter().slip_pdf(&paper).unwrap());
        let alone = lines.lines().find(|line| line.trim() == "实。");
        assert!(alone.is_none(), "{length} characters: {lines}");
        assert!(squeezed(&lines).contains("落实。"), "{length} characters: {lines}");
    }
}

#[test]
fn ten_items_and_many_units_are_whole() {
    let mut paper = four_items();
    paper.items = paper.items.iter().cycle().take(10).cloned().collect();
    for (index, item) in paper.items.iter_mut().enumerate() {
        item.title = format!("第{index}号事项的标题");
        item.responsible = Some(format!("责任人甲{index}"));
        item.assisting = (0..index * 3).map(|unit| format!("协办单位{index}之{unit}")).collect();
    }
    let text = text_of(&typesetter().slip_pdf(&paper).unwrap());
    for item in &paper.items {
        assert!(text.contains(&item.title));
        assert!(text.contains(item.responsible.as_ref().unwrap()));
        assert!(item.assisting.iter().all(|unit| text.contains(unit)), "{text}");
    }
    assert!(text.contains("交办事项（共十项）"));
}

#[test]
fn only_planned_fonts_and_all_embedded() {
    let (_dir, path) = on_disk(&typesetter().slip_pdf(&hard()).unwrap());
    let out = Command::new("pdffonts").arg(path).output().unwrap();
    let table = String::from_utf8(out.stdout).unwrap();
    let planned = [
        "NotoSerifCJKsc",
        "NotoSansCJKsc",
        "Fandol",
        "LXGWWenKai-Light",
        "LiberationSerif",
        "HanaMinB",
    ];
    for line in table.lines().skip(2) {
        assert!(planned.iter().any(|font| line.contains(font)), "{line}");
        assert!(line.contains("yes yes yes"), "embedded, subset, with Unicode: {line}");
    }
    assert!(table.lines().count() > 6, "{table}");
}

/// Slips in one file for the printer.
fn bound(papers: impl IntoIterator<Item = SlipPaper>) -> Vec<u8> {
    let forms: Vec<Form> = papers.into_iter().map(|paper| Form::Slip(Box::new(paper))).collect();
    typesetter().forms_pdf(&forms, &mut |_| ControlFlow::Continue(())).unwrap().pdf
}

#[test]
fn same_paper_same_bytes() {
    let first = typesetter().slip_pdf(&signed()).unwrap();
    typesetter().slip_pdf(&hard()).unwrap();
    assert_eq!(first, typesetter().slip_pdf(&signed()).unwrap());
    assert_eq!(
        typesetter().slip_svg(&signed()).unwrap(),
        typesetter().slip_svg(&signed()).unwrap()
    );
    let batch = [signed(), hard()];
    assert_eq!(bound(batch.clone()), bound(batch));
}

#[test]
fn it_is_tagged_pdf_a() {
    let pdf = typesetter().slip_pdf(&signed()).unwrap();
    let raw = String::from_utf8_lossy(&pdf);
    assert!(raw.contains("/StructTreeRoot"), "tagged");
    assert!(raw.contains("<pdfaid:part>2</pdfaid:part>"), "PDF/A-2");
    assert!(raw.contains("<pdfaid:conformance>A</pdfaid:conformance>"), "level a");
}

#[test]
fn a_batch_holds_each_slip_with_its_own_pages() {
    let typesetter = typesetter();
    let batch = [signed(), four_items(), hard(), draft()];
    let text = text_of(&bound(batch.clone()));
    assert_eq!(text.matches("第1页共1页").count(), 2);
    assert_eq!(text.matches("第2页共2页").count(), 1);
    assert_eq!(text.matches("第5页共5页").count(), 1);
    for paper in &batch {
        assert!(text.contains(&squeezed(&paper.items[0].title)));
    }
    let separate: Result<Vec<_>, PaperError> = typesetter.slip_pdfs(&batch, |_, pdf| pdf).collect();
    assert_eq!(separate.unwrap()[1], typesetter.slip_pdf(&batch[1]).unwrap());
    let nothing = typesetter.forms_pdf(&[], &mut |_| ControlFlow::Continue(()));
    assert!(matches!(nothing, Err(PaperError::Empty(_))));
}

#[test]
fn one_form_alone_is_the_paper_itself() {
    let form = Form::Slip(Box::new(signed()));
    let printed = typesetter()
        .forms_pdf(std::slice::from_ref(&form), &mut |_| ControlFlow::Continue(()))
        .unwrap();
    assert_eq!(printed.pdf, typesetter().slip_pdf(&signed()).unwrap());
    let forms = [form, Form::Receipt(Box::new(common::receipt()))];
    let cancelled = typesetter().forms_pdf(&forms, &mut |_| ControlFlow::Break(()));
    assert!(matches!(cancelled, Err(PaperError::Cancelled)));
}

#[test]
fn the_preview_has_the_pages_of_the_print() {
    let svgs = typesetter().slip_svg(&four_items()).unwrap();
    assert_eq!(svgs.len(), 2);
    assert!(svgs.iter().all(|svg| svg.starts_with("<svg") && !svg.contains("<script")));
}

#[test]
fn a_receipt_is_one_page_with_its_words() {
    let paper = common::receipt();
    let text = text_of(&typesetter().receipt_pdf(&paper).unwrap());
    for wanted in [
        &paper.unit,
        &paper.items,
        &paper.enterprise,
        &paper.titles[0],
        &paper.objection,
        &paper.return_to,
    ] {
        assert!(text.contains(&squeezed(wanted)), "{wanted}");
    }
    assert!(text.contains("川工商联交〔2026〕12号—2"));
    assert!(text.contains("（回执2—2）第1页共1页"));
    assert_eq!(typesetter().receipt_svg(&paper).unwrap().len(), 1);
    let twice = [paper.clone(), paper].map(|paper| Form::Receipt(Box::new(paper)));
    let printed = typesetter().forms_pdf(&twice, &mut |_| ControlFlow::Continue(())).unwrap();
    let text = text_of(&printed.pdf);
    assert_eq!(text.matches("第1页共1页").count(), 2);
}

#[test]
fn a_receipt_of_four_items_is_one_page_and_pairs_each_with_its_limit() {
    for count in [1, 2, 3, 4] {
        let mut paper = receipt_of(count);
        assert_eq!(typesetter().receipt_svg(&paper).unwrap().len(), 1, "{count} items");
        for title in &mut paper.titles {
            *title = "厂区北侧雨污分流改造工期与交货期冲突，请求协调分段施工并明确时限".into();
        }
        let pdf = typesetter().receipt_pdf(&paper).unwrap();
        assert!(lines_of(&pdf).contains("第1页 共1页"), "{count} items of two lines");
        let text = text_of(&pdf);
        for limit in &paper.limits {
            assert!(
                text.contains(&limit.text) && text.contains(&limit.due_on.unwrap().to_string())
            );
        }
    }
    let five = receipt_of(5);
    let pages = typesetter().receipt_svg(&five).unwrap();
    assert_eq!(pages.len(), 2);
    // Where it takes two, opinion and seal go over together.
    let pdf = lines_of(&typesetter().receipt_pdf(&five).unwrap());
    let second = pdf.split('\u{c}').nth(1).unwrap();
    assert!(second.contains("无异议") && second.contains("（印章）"), "{second}");
}

#[test]
fn a_receipt_with_a_provisional_day_says_so_on_one_page() {
    let mut paper = receipt_of(1);
    paper.limits[0].provisional = true;
    paper.limits[0].due_on = Some(common::day(2027, 11, 24));
    let lines = lines_of(&typesetter().receipt_pdf(&paper).unwrap());
    assert!(lines.contains("2027年11月24日") && lines.contains("（暂定）"), "{lines}");
    assert!(lines.contains("共1页"), "{lines}");
}
