//! F3 接待记录 and the forms handed out, F2 登记表 and F7 进展反馈表: their words, their pages.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::{pages_of, squeezed, text_of, typesetter};
use papers::{
    PaperDate, PaperError, PaperTime, RecordItem, RecordPaper, Strip, WorkCell, WorkKind,
    WorkPaper, WorkRow,
};

fn strip(code: &str) -> Strip {
    Strip {
        code: code.into(),
        version: 1,
        check: "H5R9-CA2M".into(),
        made_at: PaperTime {
            date: PaperDate { year: 2026, month: 3, day: 19 },
            hour: 12,
            minute: 10,
        },
        print: 1,
    }
}

fn item(place: &str, statement: &str, opinion: &str) -> RecordItem {
    RecordItem {
        place: place.into(),
        enterprise: "川江启明精密机械有限公司".into(),
        statement: statement.into(),
        response: "区住房和城乡建设局孙立：可以优化，一周内拿出方案。".into(),
        disposal: "交办".into(),
        limit: "4月15日".into(),
        opinion: opinion.into(),
        promise: "区住房和城乡建设局：分段施工，当面听企业意见。".into(),
    }
}

fn record(items: Vec<RecordItem>) -> RecordPaper {
    RecordPaper {
        mark: "民营企业接待日接待记录".into(),
        number: "第13期".into(),
        head: Some("内部资料".into()),
        pairs: vec![
            [
                WorkCell::new("时间", "2026年3月19日　9:00至11:40"),
                WorkCell::new("方式", "会场 · 接待日"),
            ],
            [WorkCell::new("地点", "区政务服务中心二楼会议室"), WorkCell::new("主持", "李卫东")],
        ],
        wides: vec![
            WorkCell::new("出席", "区住房和城乡建设局孙立，区财政局罗敏"),
            WorkCell::new("政策宣讲", "研发费用加计扣除政策，发放材料70份"),
        ],
        items,
        strip: strip("JL20260319"),
    }
}

#[test]
fn a_record_says_what_was_stated_answered_decided_and_promised() {
    let paper = record(vec![item("一", "道路全幅封闭45天，请求分段施工。", "同意分段施工。")]);
    assert_eq!(typesetter().record_svg(&paper).unwrap().len(), 1);
    let text = text_of(&typesetter().record_pdf(&paper).unwrap());
    for wanted in [
        "民营企业接待日接待记录",
        "第13期",
        "内部资料",
        "2026年3月19日　9:00至11:40",
        "发放材料70份",
        "道路全幅封闭45天",
        "一周内拿出方案",
        "同意分段施工。",
        "承诺事项：",
        "当面听企业意见",
        "企业确认",
        "领导签字",
        "记录人签字",
    ] {
        assert!(text.contains(&squeezed(wanted)), "{wanted} is not in\n{text}");
    }
}

#[test]
fn every_word_of_a_long_sitting_is_printed_and_the_head_is_on_each_page() {
    let long: String = (0..60).map(|at| format!("第{at}批货物无法发运，损失逐日增加。")).collect();
    let opinion: String = (0..40).map(|at| format!("第{at}条意见要落实到人。")).collect();
    let mut items: Vec<RecordItem> =
        (0..9).map(|_| item("一", "三批货物无法发运。", "开一次现场会。")).collect();
    items.push(item("十", &long, &opinion));
    let paper = record(items);
    let pages = typesetter().record_svg(&paper).unwrap().len();
    assert!(pages > 2, "{pages}");
    let text = text_of(&typesetter().record_pdf(&paper).unwrap());
    // Counted by characters: a line may go on over the page.
    assert_eq!(text.matches('损').count(), 60, "{text}");
    assert_eq!(text.matches('落').count(), 40, "{text}");
    assert!(text.matches("部门回应").count() >= pages, "{text}");
}

#[test]
fn the_signatures_never_stand_alone_on_a_leaf() {
    let long: String = (0..70).map(|at| format!("第{at}批货物无法发运，损失逐日增加。")).collect();
    let ends = [
        item("末", "三批货物无法发运。", "开一次现场会，末尾。"),
        // Longer than a page holds: its end takes them with it.
        item("末", &long, "开一次现场会，末尾。"),
    ];
    let mut leaves = Vec::new();
    for end in ends {
        for others in 0..8 {
            for words in 0..4 {
                let opinion = "同意。".repeat(1 + words * 20);
                let mut items: Vec<RecordItem> =
                    (0..others).map(|_| item("一", "三批货物无法发运。", &opinion)).collect();
                items.push(end.clone());
                let pages = pages_of(&typesetter().record_pdf(&record(items)).unwrap());
                let last = pages.last().unwrap();
                assert!(last.contains("领导签字"), "{others} {words}: {last}");
                assert!(last.contains("末尾。"), "{others} {words}: {last}");
                leaves.push(pages.len());
            }
        }
    }
    // They end at every height of a page, so some would have stood alone.
    assert!(leaves.iter().min() < leaves.iter().max(), "{leaves:?}");
}

#[test]
fn a_sitting_without_demands_and_hostile_words_print_too() {
    let text = text_of(&typesetter().record_pdf(&record(Vec::new())).unwrap());
    assert!(text.contains("本次没有记录诉求"));
    let hostile = "《#》*_$[x]@a <b> \\ // 张𬭊 “引” ！！！！！！！！！！！！！！！！！！！！！！！！！！！！！！";
    let text =
        text_of(&typesetter().record_pdf(&record(vec![item("一", hostile, hostile)])).unwrap());
    assert!(text.contains("《#》*_$[x]@a<b>\\//张𬭊"), "{text}");
    let mut empty = record(Vec::new());
    empty.pairs.clear();
    assert!(matches!(typesetter().record_svg(&empty).unwrap_err(), PaperError::Empty("pairs")));
}

#[test]
fn forms_to_hand_out_name_themselves_and_leave_the_rest_white() {
    for (kind, mark) in
        [(WorkKind::Registration, "民营企业诉求登记表"), (WorkKind::Progress, "交办事项进展反馈表")]
    {
        let paper = WorkPaper {
            kind,
            mark: mark.into(),
            number: "诉求编号：".into(),
            head: None,
            rows: vec![
                WorkRow::wide("企业名称", ""),
                WorkRow::choice("诉求类型", ["问题", "建议"], None),
                WorkRow::text("事实经过", ""),
            ],
            note: None,
            strip: strip("DJB"),
        };
        assert_eq!(typesetter().work_svg(&paper).unwrap().len(), 1);
        let text = text_of(&typesetter().work_pdf(&paper).unwrap());
        for wanted in [mark, "企业名称", "事实经过", "建议"] {
            assert!(text.contains(wanted), "{wanted} is not in\n{text}");
        }
        assert!(!text.contains('—') || text.contains("—1—"), "{text}");
    }
}
