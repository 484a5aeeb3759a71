//! The specimens of F16 and F4.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its part")]

use papers::{
    BulletinLine, BulletinPaper, BulletinPart, BulletinTable, PaperDate, PaperTime, Strip,
};

fn strip(code: &str) -> Strip {
    let date = PaperDate { year: 2026, month: 4, day: 10 };
    Strip {
        code: code.to_owned(),
        version: 1,
        check: "A1B2-C3D4".to_owned(),
        made_at: PaperTime { date, hour: 9, minute: 30 },
        print: 1,
    }
}

fn part(head: &str, text: &str) -> BulletinPart {
    BulletinPart { head: head.to_owned(), text: text.to_owned(), table: None }
}

fn line(label: &str, words: &str) -> BulletinLine {
    BulletinLine { label: label.to_owned(), words: words.to_owned() }
}

/// The quarter's 专报 of the specimen.
pub fn quarterly() -> BulletinPaper {
    let row = |cells: [&str; 8]| cells.map(str::to_owned).to_vec();
    let table = BulletinTable {
        columns: row([
            "类别", "期初未结", "新增", "办结", "按时办结", "期末未结", "已解决", "满意率",
        ]),
        rows: vec![
            row(["用地规划", "2", "6", "5", "4", "3", "3", "80.0%"]),
            row(["融资服务", "1", "8", "8", "8", "1", "5", "87.5%"]),
            row(["政策兑现", "3", "7", "6", "4", "4", "6", "83.3%"]),
            row(["水电气路", "0", "10", "4", "3", "6", "2", "—"]),
            row(["合　　计", "6", "31", "23", "19", "14", "16", "82.6%"]),
        ],
        note: "统计截至2026年3月31日；满意率为非常满意、满意、基本满意占有效评价的比例；有效评价不足时以“—”表示。"
            .to_owned(),
        charted: Vec::new(),
    };
    BulletinPaper {
        mark: "“统战+经济”工作专报".to_owned(),
        number: "第1期（总第9期）".to_owned(),
        issuer: "川江区工商业联合会编".to_owned(),
        date: Some(PaperDate { year: 2026, month: 4, day: 10 }),
        is_low: false,
        has_instruction: true,
        title: Some("一季度全区民营企业诉求办理情况专报".to_owned()),
        opening: "一季度，全区举办民营企业接待日3期，接待企业18户、商会2家，收集诉求31件，其中问题24件、意见建议7件；截至3月31日，应办37件（含结转6件），办结23件，办结率62.2%。".to_owned(),
        parts: vec![
            BulletinPart { table: Some(table), ..part("基本情况", "") },
            part("共性问题", "（一）园区供水供电配套滞后。涉及企业7户，责任单位为区水务局、川江工业园区管委会。主要表现为枯水期供水不足、高压线路迁改费用分担不明，原因是园区基础设施规划与招商进度不同步，跨部门协调机制不健全。\n（二）惠企资金兑付周期偏长。涉及企业5户，责任单位为区经济信息化和科学技术局、区财政局。主要表现为公示后超过3个月未到账，原因是分批申报、集中拨付，缺少办理时限约束。"),
            part("典型案例", ""),
            part("工作建议", "（一）建议由川江工业园区管委会牵头，6月底前编制园区配套设施补短板清单，报区政府研究。\n（二）建议由区财政局牵头，建立惠企资金“公示后20个工作日内拨付”制度。"),
            part("上期批示落实情况", "2025年第4期专报批示2件，均已办结，回访企业均表示满意。"),
        ],
        attendance: Vec::new(),
        copies: vec![
            line("报", "区委、区政府主要领导，市工商业联合会"),
            line("送", "区委常委，区政府副区长，区委督查室、区政府督查室"),
            line("发", "有关区级部门、各镇（街道），川江工业园区管委会"),
        ],
        imprint: "编审：何　静　陈启文　签发：李卫东".to_owned(),
        strip: strip("ZB2026-1"),
    }
}

/// The same with bars of 新增 and 办结 under its table.
pub fn charted() -> BulletinPaper {
    let mut paper = quarterly();
    for table in paper.parts.iter_mut().filter_map(|part| part.table.as_mut()) {
        table.charted = vec![2, 3];
    }
    paper
}

/// The 纪要 of the specimen.
pub fn summary() -> BulletinPaper {
    BulletinPaper {
        mark: "川江区民营企业接待日纪要".to_owned(),
        number: "第13期".to_owned(),
        issuer: "川江区工商业联合会".to_owned(),
        date: Some(PaperDate { year: 2026, month: 3, day: 24 }),
        is_low: true,
        has_instruction: false,
        title: None,
        opening: "2026年3月19日上午，区委常委、统战部部长李卫东在区政务服务中心主持召开第13期民营企业接待日座谈会，区委书记周明远到会接待，听取6户民营企业和1家商会意见，现场答复4件，交办7件。现将议定事项纪要如下：".to_owned(),
        parts: vec![
            part("关于启明精密机械公司施工与交货冲突问题", "会议明确，厂区北侧雨污分流改造由全幅封闭调整为分段施工，保障企业4月底前三批货物发运。由区住房和城乡建设局负责，区交通运输局、区公安分局交警大队配合，4月15日前办结。"),
            part("关于企业首贷和技改补助问题", "（一）“园区贷”名单动态管理。由区财政局负责，区经济信息化和科学技术局配合，4月8日前组织银企对接，并公布纳入条件。\n（二）2024年度技改补助兑付。由区经济信息化和科学技术局负责，区财政局配合，3月31日前查明原因并答复企业。"),
            part("关于政策宣讲", "会前由区税务局宣讲研发费用加计扣除政策，发放政策明白卡70份。"),
        ],
        attendance: vec![
            line("出席", "周明远、李卫东，区住房和城乡建设局孙立，区财政局罗敏，区交通运输局郑凯，区自然资源和规划局黄宁。"),
            line("列席", "区委督查室赵平，区工商业联合会陈启文、何静。"),
            line("请假", "区人力资源和社会保障局方华（参加市级会议）。"),
        ],
        copies: vec![line("分送", "出席、列席单位，参会企业，区委办公室、区政府办公室")],
        imprint: "川江区工商业联合会办公室".to_owned(),
        strip: strip("JY2026-13"),
        }
}
