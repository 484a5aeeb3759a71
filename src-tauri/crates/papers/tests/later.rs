//! The papers after the slip: their words, their pages, what they refuse.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;
#[path = "common/later.rs"]
mod later;

use std::ops::ControlFlow;

use common::{squeezed, text_of, typesetter};
use papers::{ChaseKind, ChasePaper, Form, NoticePaper, PaperError, Standing};

fn chase_text(paper: &ChasePaper) -> String {
    text_of(&typesetter().chase_pdf(paper).unwrap())
}

fn notice_text(paper: &NoticePaper) -> String {
    text_of(&typesetter().notice_pdf(paper).unwrap())
}

fn assert_holds<T: AsRef<str>>(text: &str, wanted: impl IntoIterator<Item = T>) {
    for wanted in wanted {
        let wanted = squeezed(wanted.as_ref());
        assert!(text.contains(&wanted), "{wanted} is not in\n{text}");
    }
}

/// Exactly so many characters of words that name the field, so that it can be found again.
fn words(name: &str, length: usize) -> String {
    format!("{name}最长的文字也要放得下").chars().cycle().take(length).collect()
}

/// Extension B (𠮷, 𡋾), Extension C and later (𬭊), and what the first font lacks.
const RARE: &str = "𠮷𡋾𬭊镕堃喆";

#[test]
fn the_specimens_take_their_pages() {
    let pages = |svgs: Vec<String>| svgs.len();
    let set = typesetter();
    assert_eq!(pages(set.chase_svg(&later::chase()).unwrap()), 1);
    assert_eq!(pages(set.chase_svg(&later::letter()).unwrap()), 3, "two and the answer sheet");
    let alone = ChasePaper { has_answer_sheet: false, ..later::letter() };
    assert_eq!(pages(set.chase_svg(&alone).unwrap()), 1);
    assert_eq!(pages(set.reply_svg(&later::reply()).unwrap()), 3, "two and the rating");
    assert_eq!(pages(set.rating_svg(&later::rating()).unwrap()), 1);
    assert_eq!(pages(set.notice_svg(&later::refusal()).unwrap()), 1);
    assert_eq!(pages(set.notice_svg(&later::referral()).unwrap()), 1);
}

#[test]
fn a_chase_says_what_is_late_and_leaves_the_answer_to_the_pen() {
    let text = chase_text(&later::chase());
    assert_holds(
        &text,
        [
            "川工商联催〔2026〕5号第1次催办",
            "红色（已逾期）",
            "川工商联交〔2026〕12号",
            "逾期天数1个工作日",
            "到期日2026年4月15日",
            "2026年4月20日前",
            "2026年3月25日　区住房和城乡建设局签收",
            "抄送李卫东、区委督查室",
            "未办结原因",
            "办理措施",
            "新办结时间",
            "被催办单位负责人签名：",
            "第1页共1页",
        ],
    );
    assert_holds(&text, [later::chase().requirement, later::chase().contact.unwrap()]);
}

#[test]
fn an_extension_and_days_left_are_said() {
    let extended = ChasePaper {
        original_due_on: Some(common::day(2026, 4, 8)),
        standing: Standing::Left(1),
        urgency: Some("特急".into()),
        ..later::chase()
    };
    assert_holds(
        &chase_text(&extended),
        ["（原2026年4月8日，已延期）", "剩余时间1个工作日", "特急　第1次催办"],
    );
    let letter = ChasePaper { kind: ChaseKind::Letter, round: 2, ..extended };
    assert_holds(
        &chase_text(&letter),
        ["原定4月8日到期，经批准延期至4月15日。", "距到期还有1个工作日。此为第2次督办。"],
    );
}

#[test]
fn a_letter_of_the_supervisors_tells_the_whole_story() {
    let paper = later::letter();
    let text = chase_text(&paper);
    assert_holds(
        &text,
        [
            "加急川委督函〔2026〕8号",
            "关于督促办理川江启明精密机械有限公司反映雨污分流改造施工问题的函",
            "区住房和城乡建设局：",
            "2026年3月24日，区工商业联合会以川工商联交〔2026〕12号文交你单位主办",
            "其间：4月16日，区工商业联合会催办（川工商联催〔2026〕5号）。截至4月23日，已逾期6个工作日，仍未办结。",
            "附件：督办事项办理情况回复单",
            "（联系人：赵　平，电话：0830-5550109）",
            "抄送：李卫东同志、区工商业联合会。",
            "川委督函〔2026〕8号（回复单）　第1页共1页",
        ],
    );
    assert!(!text.contains("印发"), "a letter has no such line");
    assert!(!text.contains("—1—") && text.contains("—2—") && text.contains("—3—"), "{text}");
    assert_eq!(text.matches("核验码").count(), 1, "only the sheet that comes back");
}

#[test]
fn a_referral_tells_the_supervisors_of_the_unit() {
    let paper = ChasePaper {
        kind: ChaseKind::Referral,
        addressee: Some("中共川江区委督查室".into()),
        number: papers::PaperNumber {
            prefix: "川工商联移〔2026〕".into(),
            serial: Some(2),
            suffix: "号".into(),
        },
        ..later::letter()
    };
    let text = chase_text(&paper);
    assert_holds(
        &text,
        [
            "川工商联移〔2026〕2号",
            "关于移送川江启明精密机械有限公司反映雨污分流改造施工问题逾期未办结情况的函",
            "中共川江区委督查室：",
            "文交区住房和城乡建设局主办",
            "现将该事项移送你单位，请依职责处理，并于2026年4月28日前函告处理情况。",
        ],
    );
    assert!(!text.contains("回复单") && !text.contains("核验码"), "{text}");
    let nowhere = ChasePaper { addressee: None, ..paper };
    let refused = typesetter().chase_pdf(&nowhere);
    assert!(matches!(refused, Err(PaperError::Empty("addressee"))));
}

#[test]
fn a_notice_without_a_basis_leaves_its_row_out() {
    let paper = NoticePaper { basis: String::new(), ..later::refusal() };
    assert!(!notice_text(&paper).contains("依据"));
    assert!(notice_text(&later::refusal()).contains("依据"));
}

#[test]
fn a_reply_numbers_the_sections_it_has() {
    let mut paper = later::reply();
    let text = text_of(&typesetter().reply_pdf(&paper).unwrap());
    assert_holds(
        &text,
        [
            "关于川江启明精密机械有限公司反映雨污分流改造施工问题的答复",
            "川江启明精密机械有限公司：",
            "一、反映事项",
            "二、办理结果",
            "三、办理依据",
            "四、后续安排",
            "（二）错峰保障运输。每日20时",
            "附件：民营企业诉求办理满意度评价表",
            "川江区住房和城乡建设局2026年4月14日（联系人：吴　敏，电话：0830-5550133）",
            "抄送：区工商业联合会、区委督查室。",
            "非常满意满意基本满意不满意非常不满意",
        ],
    );
    assert!(!text.contains("—1—") && text.contains("—2—") && text.contains("—3—"), "{text}");
    paper.handling = Some("（一）召开协调会。已办。".into());
    (paper.basis, paper.follow_up, paper.rating) = (None, Some("  ".into()), None);
    let text = text_of(&typesetter().reply_pdf(&paper).unwrap());
    assert_holds(&text, ["二、办理情况", "三、办理结果"]);
    for never in ["四、", "后续安排", "附件", "核验码"] {
        assert!(!text.contains(never), "{never} is in\n{text}");
    }
}

#[test]
fn a_rating_has_room_for_three_attempts() {
    let text = text_of(&typesetter().rating_pdf(&later::rating()).unwrap());
    assert_holds(
        &text,
        [
            "川工商联交〔2026〕12号—1",
            "总体评价",
            "办理结果",
            "办理时效",
            "服务态度",
            "是否联系过",
            "已解决部分解决未解决",
            "结果程序态度时效未告知其他：",
            "意见和建议",
            "第一次",
            "第二次",
            "第三次",
        ],
    );
}

#[test]
fn a_notice_gives_its_ground_and_the_ways_on() {
    let paper = later::refusal();
    let text = notice_text(&paper);
    assert_holds(&text, [&paper.matter, &paper.summary, &paper.reason, &paper.explanation]);
    assert_holds(&text, [&paper.basis, &paper.advice, &paper.issuer]);
    assert!(!text.contains("转介单位"), "{text}");
    let paper = later::referral();
    let text = notice_text(&paper);
    assert_holds(&text, ["转介单位国家税务总局川江区税务局", "登记表、申请回执各1份", "送达方式"]);
}

#[test]
fn drafts_leave_number_and_date_to_the_pen() {
    let mut chase = later::chase();
    (chase.number.serial, chase.issued_on, chase.signer) = (None, None, None);
    let text = chase_text(&chase);
    assert_holds(
        &text,
        ["川工商联催〔2026〕号", "待签发稿　CJGSLC-2026-5", "川江区工商业联合会年月日"],
    );
    let text = chase_text(&ChasePaper { kind: ChaseKind::Letter, ..chase });
    assert_holds(&text, ["截至目前，已逾期1个工作日"]);
    let mut reply = later::reply();
    (reply.number.serial, reply.issued_on) = (None, None);
    let text = text_of(&typesetter().reply_pdf(&reply).unwrap());
    assert_holds(&text, ["川住建函〔2026〕号", "川江区住房和城乡建设局年月日"]);
}

#[test]
fn empty_optional_fields_leave_no_trace() {
    let bare = ChasePaper {
        done: Vec::new(),
        copies_to: Vec::new(),
        contact: None,
        urgency: None,
        signer: None,
        ..later::chase()
    };
    let letter = ChasePaper { kind: ChaseKind::Letter, has_answer_sheet: false, ..bare.clone() };
    let mut reply = later::reply();
    (reply.rating, reply.closing, reply.contact) = (None, None, None);
    reply.copies_to.clear();
    let mut notice = later::referral();
    notice.contact = None;
    let referral = notice.referred.as_mut().unwrap();
    (referral.contact, referral.papers) = (None, None);
    let texts = [
        chase_text(&bare),
        chase_text(&letter),
        text_of(&typesetter().reply_pdf(&reply).unwrap()),
        notice_text(&notice),
    ];
    assert_holds(&texts[0], ["抄送—", "此前办理和催办—"]);
    assert_holds(&texts[3], ["联系人—移交材料—"]);
    for text in &texts {
        for never in ["null", "none", "（）", "其间", "抄送："] {
            assert!(!text.contains(never), "{never} is in\n{text}");
        }
    }
}

#[test]
fn rare_characters_stand_in_every_paper() {
    let name = format!("川江{RARE}有限公司");
    let chase = ChasePaper { enterprise: name.clone(), unit: name.clone(), ..later::chase() };
    let letter =
        ChasePaper { kind: ChaseKind::Letter, mark: format!("{RARE}督查室"), ..chase.clone() };
    let mut reply = later::reply();
    (reply.enterprise, reply.addressee, reply.issuer) = (name.clone(), name.clone(), name.clone());
    reply.rating.as_mut().unwrap().enterprise = name.clone();
    reply.result = format!("（一）请{RARE}办。{name}。");
    let notice = NoticePaper { enterprise: name.clone(), reason: name.clone(), ..later::refusal() };
    let texts = [
        chase_text(&chase),
        chase_text(&letter),
        text_of(&typesetter().reply_pdf(&reply).unwrap()),
        notice_text(&notice),
    ];
    for text in texts {
        assert!(text.matches(&name).count() >= 2, "{text}");
    }
    let chase = ChasePaper { subject: "😀问题".into(), ..later::chase() };
    match typesetter().chase_pdf(&chase) {
        Err(PaperError::MissingGlyph(missing)) => assert_eq!(missing, ['😀']),
        other => panic!("{:?}", other.map(|pdf| pdf.len())),
    }
}

#[test]
fn the_longest_texts_are_whole_on_as_many_pages_as_they_need() {
    let mut chase = later::chase();
    chase.enterprise = words("企业", 120);
    chase.matter = words("事项", 120);
    chase.unit = words("单位", 60);
    chase.requirement = words("要求", 800);
    chase.done = (0..7)
        .map(|n| papers::Deed { text: words(&format!("经过{n}"), 150), ..chase.done[0].clone() })
        .collect();
    chase.copies_to = (0..3).map(|n| words(&format!("抄送{n}"), 60)).collect();
    for kind in [ChaseKind::Form, ChaseKind::Letter] {
        let paper = ChasePaper { kind, ..chase.clone() };
        assert!(typesetter().chase_svg(&paper).unwrap().len() > 1);
        let text = chase_text(&paper);
        if kind == ChaseKind::Letter {
            assert_eq!(text.matches("核验码").count(), 1, "the answer sheet is one page: {text}");
        }
        assert_holds(&text, [&paper.enterprise, &paper.matter, &paper.unit]);
        assert_holds(
            &text,
            paper.copies_to.iter().map(|name| name.chars().take(20).collect::<String>()),
        );
        // A page break may stand in the middle of the others.
        assert!(text.matches("要求最长").count() >= 60, "{text}");
        assert!((0..7).all(|n| text.contains(&format!("经过{n}最长"))), "{text}");
    }
    let mut notice = later::referral();
    notice.enterprise = words("企业", 120);
    notice.summary = words("内容", 800);
    notice.explanation = words("说明", 800);
    notice.advice = words("告知", 600);
    let text = notice_text(&notice);
    assert!(text.contains(&notice.enterprise) && text.contains("—2—"), "{text}");
    assert!(text.matches("告知最长").count() >= 45, "{text}");
}

#[test]
fn a_long_reply_runs_over_its_pages_and_keeps_its_end_together() {
    let mut paper = later::reply();
    for length in [300, 420, 700, 1_000, 2_000] {
        paper.facts = words("事实", length);
        let text = text_of(&typesetter().reply_pdf(&paper).unwrap());
        assert_holds(
            &text,
            ["反馈。附件：民营企业诉求办理满意度评价表川江区住房和城乡建设局2026年4月14日"],
        );
    }
    paper.facts = "行\n".repeat(60);
    assert!(text_of(&typesetter().reply_pdf(&paper).unwrap()).matches('行').count() >= 60);
}

#[test]
fn a_rating_is_one_page_whatever_the_names() {
    let mut reply = later::reply();
    let rating = reply.rating.as_mut().unwrap();
    rating.enterprise = words("企业", 80);
    rating.matter = words("事项", 120);
    rating.unit = words("单位", 40);
    rating.demand = "川江区工商业联合会综合交办〔2026〕1234号—12".into();
    let by_itself = typesetter().rating_svg(rating).unwrap();
    assert_eq!(by_itself.len(), 1);
    assert_eq!(typesetter().reply_svg(&reply).unwrap().len(), 3);
    let text = text_of(&typesetter().reply_pdf(&reply).unwrap());
    let rating = reply.rating.unwrap();
    assert_holds(&text, [rating.enterprise, rating.matter, rating.unit]);
}

#[test]
fn what_a_paper_cannot_hold_is_refused_by_name() {
    let set = typesetter();
    let long = ChasePaper { requirement: words("要求", 801), ..later::chase() };
    assert!(matches!(
        set.chase_pdf(&long),
        Err(PaperError::TooLong { field: "requirement", found: 801, max: 800 })
    ));
    let none = NoticePaper { reason: " ".into(), ..later::refusal() };
    assert!(matches!(set.notice_pdf(&none), Err(PaperError::Empty("reason"))));
    let mut reply = later::reply();
    reply.rating.as_mut().unwrap().unit = "甲\u{202E}乙".into();
    assert!(matches!(set.reply_pdf(&reply), Err(PaperError::Text { field: "rating.unit", .. })));
    let mut deeds = later::chase();
    deeds.done = vec![deeds.done[1].clone(); 40];
    assert!(matches!(set.chase_pdf(&deeds), Err(PaperError::TooLong { field: "done", .. })));
    let mut rating = later::rating();
    rating.strip.code = "川12".into();
    assert!(matches!(set.rating_pdf(&rating), Err(PaperError::BadCode(_))));
}

#[test]
fn markup_is_printed_not_obeyed() {
    for text in ["#panic(\"x\")", "《#》*甲*_乙_$x$`c`@ref<l>", "= 标题", "</svg><script>"] {
        let letter = ChasePaper {
            enterprise: text.into(),
            requirement: text.into(),
            issuer: text.into(),
            ..later::letter()
        };
        assert!(chase_text(&letter).matches(&squeezed(text)).count() >= 3, "{text}");
        let notice = NoticePaper { matter: text.into(), basis: text.into(), ..later::refusal() };
        assert!(notice_text(&notice).matches(&squeezed(text)).count() >= 2, "{text}");
    }
}

#[test]
fn all_forms_bind_into_one_file_with_their_own_pages() {
    let forms = [
        Form::Slip(Box::new(common::signed())),
        Form::Chase(Box::new(later::chase())),
        Form::Reply(Box::new(later::reply())),
        Form::Rating(Box::new(later::rating())),
        Form::Notice(Box::new(later::refusal())),
    ];
    let mut set = 0;
    let printed = typesetter()
        .forms_pdf(&forms, &mut |done| {
            set = done;
            ControlFlow::Continue(())
        })
        .unwrap();
    assert_eq!((printed.pages, set), (7, 5));
    assert_eq!(text_of(&printed.pdf).matches("第1页共1页").count(), 5);
}

#[test]
fn same_paper_same_bytes_as_tagged_pdf_a() {
    let first = typesetter().reply_pdf(&later::reply()).unwrap();
    typesetter().chase_pdf(&later::letter()).unwrap();
    assert_eq!(first, typesetter().reply_pdf(&later::reply()).unwrap());
    let raw = String::from_utf8_lossy(&first);
    assert!(raw.contains("/StructTreeRoot") && raw.contains("<pdfaid:part>2</pdfaid:part>"));
}
