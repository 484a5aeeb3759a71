//! Packets in: what is good is recorded, once.

use serde_json::{Value, json};

use super::{Desk, entries, told};
use reception_tests::book::list as list_text;

const RECEIPT: [(&str, &str); 3] =
    [("签收人", "罗示川"), ("签收日期", "2026-09-23"), ("签收方式", "当面")];

const REPORT: [(&str, &str); 11] = [
    ("结果类别", "A 已解决或基本解决"),
    ("办理过程", "9月25日现场勘察，10月10日完成增容。"),
    ("办理结果", "三号冷库已送电。"),
    ("办理依据", "《供电营业规则》第二十条"),
    ("证据清单", "送电单；现场照片"),
    ("联系企业日期", "2026/9/25"),
    ("联系方式", "上门"),
    ("企业联系人", "王守成"),
    ("沟通情况", "企业认可。"),
    ("主要负责人", "邓例文"),
    ("办结日期", "2026年9月25日"),
];

#[test]
fn s51_a_packet_is_previewed_taken_in_part_and_the_second_time_changes_nothing() {
    let desk = Desk::issued();
    let mut book = desk.packet(0);
    desk.world.set_time("2026-09-25 15:00");
    book.fill(0, &RECEIPT).fill(0, &[("进展情况", "已到现场勘察。")]);
    // LibreOffice keeps the number of a day whose format was lost.
    book.fill_number(0, "截至日期", 46_290.0);
    let path = desk.handed_back(&book);
    let before = desk.sequence();
    let seen = desk.preview(&path);
    assert_eq!(told(&seen), ["receipt good", "progress good"]);
    assert_eq!(seen["unit_name"], "川江供电公司");
    let shown = &entries(&seen)[0];
    assert_eq!(
        (&shown["old"], &shown["new"]),
        (&json!("未签收"), &json!("2026-09-23　罗示川　当面"))
    );
    assert_eq!(desk.sequence(), before, "looking records nothing");
    assert_eq!(desk.demand(&desk.power)["state"], "awaiting_receipt");

    let taken = desk.accept(&path, &seen, &[]);
    assert_eq!(told(&taken), ["receipt recorded", "progress recorded"]);
    let demand = desk.demand(&desk.power);
    assert_eq!(demand["state"], "in_progress");
    assert_eq!(demand["handling"]["acts"][0]["made_on"], "2026-09-25");
    let kept = demand["attachments"].as_array().expect("files");
    assert_eq!(kept[0]["name"], "川江供电公司交回的工作包 2026-09-25.xlsx");

    let recorded = desk.sequence();
    let again = desk.preview(&path);
    assert_eq!(told(&again), ["receipt unchanged", "progress unchanged"]);
    let picked = json!([{ "row": 7, "part": "receipt" }, { "row": 7, "part": "progress" }]);
    let input = json!({ "path": path, "sm3": again["sm3"], "picked": picked });
    let twice: Value = desk.world.call("accept_return", input);
    assert_eq!(told(&twice), ["receipt unchanged", "progress unchanged"]);
    assert_eq!(desk.sequence(), recorded, "the same file twice changes nothing");
}

#[test]
fn s02_by_packet_a_lead_completes_only_when_the_assisting_unit_answered() {
    let desk = Desk::issued();
    let (mut lead, mut assist) = (desk.packet(0), desk.packet(1));
    desk.world.set_time("2026-09-25 15:00");
    lead.fill(0, &RECEIPT).fill(0, &REPORT);
    let path = desk.handed_back(&lead);
    let seen = desk.preview(&path);
    assert_eq!(
        told(&seen),
        ["receipt good", "completion refused 协办单位还没有反馈：区自然资源局。请先登记协办意见。"]
    );
    desk.accept(&path, &seen, &[]);
    assist.fill(0, &RECEIPT);
    assist.fill(0, &[("协办意见", "同意"), ("反馈日期", "2026.9.24")]);
    let assisting = desk.handed_back(&assist);
    let answered = desk.accept(&assisting, &desk.preview(&assisting), &[]);
    assert_eq!(told(&answered), ["receipt recorded", "assist_answer recorded"]);
    let seen = desk.preview(&path);
    assert_eq!(told(&seen), ["receipt unchanged", "completion good"]);
    desk.accept(&path, &seen, &[]);
    let demand = desk.demand(&desk.power);
    assert_eq!(demand["state"], "completion_review");
    assert_eq!(demand["handling"]["result_class"], "a");
}

#[test]
fn s03_by_packet_disagreement_without_a_basis_is_refused() {
    let desk = Desk::issued();
    let mut book = desk.packet(1);
    desk.world.set_time("2026-09-24 15:00");
    book.fill(0, &RECEIPT);
    book.fill(0, &[("协办意见", "不同意"), ("反馈日期", "2026-09-24")]);
    let path = desk.handed_back(&book);
    let told = told(&desk.preview(&path));
    assert_eq!(
        told,
        ["receipt good", "assist_answer refused 意见依据：意见是“不同意”的，请写明依据。"]
    );
}

#[test]
fn an_objection_comes_in_by_packet_and_only_in_its_term() {
    let desk = Desk::issued();
    let objection = [
        ("异议理由", "线路属市供电公司。"),
        ("职责依据", "三定方案第三条"),
        ("提出日期", "2026-09-24"),
    ];
    let mut late = desk.packet(2);
    late.fill(0, &objection).fill(0, &[("提出日期", "2026-09-29")]);
    let late = desk.handed_back(&late);
    let mut book = desk.packet(2);
    book.fill(0, &objection);
    let path = desk.handed_back(&book);
    book.fill(0, &RECEIPT);
    let both = desk.handed_back(&book);
    desk.world.set_time("2026-09-29 10:00");
    assert_eq!(
        told(&desk.preview(&late)),
        ["objection refused 异议应在交办后 1 个工作日内提出，逾期视为接受。"]
    );
    let words = "refused 同一项任务既填了签收又填了异议，请只填一样。";
    assert_eq!(
        told(&desk.preview(&both)),
        [format!("receipt {words}"), format!("objection {words}")]
    );
    let seen = desk.preview(&path);
    assert_eq!(told(&seen), ["objection good"]);
    desk.accept(&path, &seen, &[]);
    assert_eq!(desk.demand(&desk.road)["state"], "disputed");
    assert_eq!(told(&desk.preview(&path)), ["objection unchanged"]);
}

#[test]
fn what_the_clerk_leaves_out_and_what_is_refused_goes_back_as_a_list() {
    let desk = Desk::issued();
    let mut book = desk.packet(0);
    desk.world.set_time("2026-09-25 15:00");
    book.fill(0, &RECEIPT);
    book.fill(0, &[("进展情况", "已到现场。"), ("截至日期", "下周一")]);
    book.fill(0, &[("异议理由", "")]);
    let path = desk.handed_back(&book);
    let seen = desk.preview(&path);
    assert_eq!(
        told(&seen),
        ["receipt good", "progress refused 截至日期不是日期，请填成 2026-09-23 的样子。"]
    );
    let target = desk.world.outside().join("退回清单.xlsx");
    let list = |left_out: Value| {
        json!({
            "path": path, "sm3": seen["sm3"], "left_out": left_out, "target": target, "job": "r",
        })
    };
    let taken = told(&desk.accept(&path, &seen, &[]));
    assert_eq!(taken[0], "receipt recorded");
    assert!(taken[1].starts_with("progress refused 截至日期"), "{taken:?}");
    let made: Value = desk.world.call("export_refusals", list(json!([])));
    assert_eq!(made["rows"], 1);
    let text = list_text(&target);
    assert!(text.contains("7|") && text.contains("进展反馈"), "{text}");
    assert!(text.contains("截至日期不是日期"), "{text}");
    assert!(text.contains("川江供电公司工作包退回清单"), "{text}");
}

#[test]
fn a_part_left_out_by_the_clerk_is_not_recorded_and_is_listed() {
    let desk = Desk::issued();
    let mut book = desk.packet(0);
    book.fill(0, &RECEIPT);
    let path = desk.handed_back(&book);
    let seen = desk.preview(&path);
    let none = desk.accept(&path, &seen, &[7]);
    assert_eq!(told(&none), ["receipt good"]);
    assert_eq!(desk.demand(&desk.power)["state"], "awaiting_receipt");
    let target = desk.world.outside().join("退回清单.xlsx");
    let left_out = json!([{ "row": 7, "part": "receipt" }]);
    let input = json!({
        "path": path, "sm3": seen["sm3"], "left_out": left_out, "target": target, "job": "r",
    });
    let made: Value = desk.world.call("export_refusals", input);
    assert_eq!(made["rows"], 1);
    let text = list_text(&target);
    assert!(text.contains("经办人没有采纳"), "{text}");
}
