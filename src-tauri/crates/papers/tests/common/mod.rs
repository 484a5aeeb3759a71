//! The specimens' data, and the fonts to set them with.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, reason = "each test file uses its part")]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use papers::{
    Approval, Fonts, InkStroke, Instruction, Limit, PaperDate, PaperNumber, PaperTime,
    ReceiptPaper, SignatureInk, SlipItem, SlipPaper, SlipState, Strip, Typesetter,
};

/// `RECEPTION_FONTS`, else `target/fonts`, else the system's.
pub fn font_dirs() -> Vec<PathBuf> {
    if let Some(dir) = std::env::var_os("RECEPTION_FONTS") {
        return vec![dir.into()];
    }
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../target/fonts");
    vec![target, "/usr/share/fonts".into()]
}

pub fn typesetter() -> &'static Typesetter {
    static ONE: OnceLock<Typesetter> = OnceLock::new();
    ONE.get_or_init(|| Typesetter::new(Fonts::load(&font_dirs()).unwrap()))
}

pub fn day(year: u16, month: u8, day: u8) -> PaperDate {
    PaperDate { year, month, day }
}

/// A signature drawn by formula: loops of a quick hand.
pub fn ink() -> SignatureInk {
    let stroke = |from: f32, to: f32, height: f32| InkStroke {
        pen: 3.0,
        points: (0..=24)
            .map(|i| {
                let t = i as f32 / 24.0;
                let x = from + (to - from) * t + 14.0 * (t * 9.0).sin();
                (x, 60.0 - height * (t * 12.0).sin() * (1.0 - 0.4 * t))
            })
            .collect(),
    };
    SignatureInk {
        width: 400.0,
        height: 120.0,
        strokes: vec![
            stroke(40.0, 110.0, 40.0),
            stroke(90.0, 200.0, 30.0),
            stroke(180.0, 300.0, 45.0),
        ],
    }
}

pub fn notes() -> Vec<String> {
    vec![
        "请主办、协办单位于收到后1个工作日内签收并退回回执；2个工作日内联系企业；对交办有异议的，1个工作日内书面提出，逾期视为接受。联系人：何　静，电话：0830-5550126。".into(),
        "抄送：区委督查室、区政府督查室。".into(),
    ]
}

pub fn item(title: &str, tags: &[&str], text: &str, requirement: &str) -> SlipItem {
    SlipItem {
        title: title.into(),
        tags: tags.iter().map(|&tag| tag.into()).collect(),
        text: text.into(),
        requirement: Some(requirement.into()),
        lead: String::new(),
        responsible: None,
        assisting: Vec::new(),
        limit: Limit { text: String::new(), due_on: None, provisional: false },
    }
}

pub fn by(
    item: SlipItem,
    lead: &str,
    assisting: &[&str],
    days: u32,
    due: Option<PaperDate>,
) -> SlipItem {
    SlipItem {
        lead: lead.into(),
        assisting: assisting.iter().map(|&unit| unit.into()).collect(),
        limit: Limit { text: format!("{days}个工作日"), due_on: due, provisional: false },
        ..item
    }
}

/// Specimen 02: issued, signed, two items, one page.
pub fn signed() -> SlipPaper {
    SlipPaper {
        mark: "川江区民营企业接待日交办单".into(),
        number: PaperNumber {
            prefix: "川工商联交〔2026〕".into(),
            serial: Some(12),
            suffix: "号".into(),
        },
        state: SlipState::Issued,
        corrected: false,
        urgency: Some("加急".into()),
        enterprise: "川江启明精密机械有限公司".into(),
        visitors: Some("刘启明（法定代表人）".into()),
        source: "第13期（2026年3月19日会场）".into(),
        leader: Some("区委书记　周明远".into()),
        lead_leader: None,
        instruction: Some(Instruction {
            text: "请卫东同志牵头，区住建局、区财政局具体负责，迅速落实。施工方案要当面听取企业意见，不得简单“一停了之”。4月15日前报结果。".into(),
            signature: Some(ink()),
            signer: Some("周明远".into()),
            signed_on: Some(day(2026, 3, 23)),
        }),
        proposal: Some("经实地走访核实，情况属实、请求合理。建议由区委常委、统战部部长李卫东同志牵头，按下列分工限期办理。妥否，请批示。".into()),
        drafted_by: Some("何静".into()),
        reviewed_by: Some("陈启文".into()),
        approved_by: Some(Approval { name: "李卫东".into(), on: Some(day(2026, 3, 23)) }),
        items: vec![
            by(
                item(
                    "厂区北侧雨污分流改造工期与交货期冲突，请求分段施工",
                    &["水电气路", "急"],
                    "企业出口订单须于4月底前分三批发运，厂区北侧市政雨污分流改造计划3月30日起全幅封闭45天，大型平板车无法进出，影响交货约1260万元。",
                    "实地核实交通组织条件，3月27日前提出分段施工方案。",
                ),
                "区住房和城乡建设局",
                &["区交通运输局", "区公安分局交警大队"],
                15,
                Some(day(2026, 4, 15)),
            ),
            by(
                item(
                    "申请首贷周转资金，请求协调纳入“园区贷”名单",
                    &["融资"],
                    "企业因新购五轴加工中心占用流动资金，拟申请500万元一年期贷款，抵押物已足额设定，希望纳入“园区贷”风险补偿名单。",
                    "5个工作日内组织银企对接，说明能否纳入及依据。",
                ),
                "区财政局",
                &["区经济信息化和科学技术局"],
                10,
                Some(day(2026, 4, 8)),
            ),
        ],
        notes: notes(),
        issuer: "川江区工商业联合会".into(),
        issued_on: Some(day(2026, 3, 24)),
        strip: Strip {
            code: "CJGSLJ-2026-12".into(),
            version: 2,
            check: "7K3M-9Q2D".into(),
            made_at: PaperTime { date: day(2026, 3, 24), hour: 15, minute: 42 },
            print: 1,
        },
    }
}

/// Specimen 01: the same slip before signing.
pub fn draft() -> SlipPaper {
    let mut paper = signed();
    paper.state = SlipState::Draft;
    paper.number.serial = None;
    paper.instruction = None;
    paper.approved_by = None;
    paper.issued_on = None;
    for item in &mut paper.items {
        item.limit.due_on = None;
    }
    paper.strip = Strip {
        code: "JB2026-0031".into(),
        version: 1,
        check: "R8D2-6MKA".into(),
        made_at: PaperTime { date: day(2026, 3, 20), hour: 16, minute: 5 },
        print: 1,
    };
    paper
}

/// Specimen 03: four items, two pages.
pub fn four_items() -> SlipPaper {
    let mut paper = signed();
    paper.number.serial = Some(13);
    paper.enterprise = "四川云栈食品有限责任公司".into();
    paper.visitors = Some("王　喆（法定代表人）".into());
    paper.instruction.as_mut().unwrap().text = "同意拟办意见，请卫东同志牵头。用地、迁改两项难点要开现场会，列出清单，逐项销号；技改补助3月底前必须给企业明确答复。".into();
    paper.proposal = Some("经实地走访和初核，4件诉求情况属实、请求合理，属区级职权范围。建议由区委常委、统战部部长李卫东同志牵头，按下列分工限期办理；第一、四项涉及多部门，由主办单位先行会商。妥否，请批示。".into());
    paper.strip.code = "CJGSLJ-2026-13".into();
    paper.strip.check = "4T8X-WE6R".into();
    paper.items = vec![
        by(
            item(
                "工业用地二期供地手续办理缓慢",
                &["用地", "重"],
                "企业2025年9月取得二期项目备案，拟用地32.6亩。规划条件、土壤污染状况调查两项前置手续在两个部门之间往返补正四次，目前仍未取得规划条件通知书。企业已与设备供应商签订合同并支付定金480万元，若6月底前不能开工将承担违约责任。企业曾于2025年11月、2026年1月两次向园区管委会反映，答复为“正在协调”。",
                "由主办单位牵头召开一次现场会，一次性告知尚缺材料，明确各环节办理时限并书面告知企业；对往返补正的原因作出说明。",
            ),
            "区自然资源和规划局",
            &["川江生态环境局", "川江工业园区管委会"],
            15,
            Some(day(2026, 4, 15)),
        ),
        by(
            item(
                "夜班职工通勤公交末班车时间过早",
                &["水电气路"],
                "企业三班倒职工约420人，园区6路公交末班车为20:30，中、夜班职工下班后无公共交通。企业自租客车每月支出约3.8万元。园区内另有7户企业有同样诉求。",
                "摸清园区夜间通勤需求，提出延长末班车或开行定制公交的意见；属共性问题的，一并提出园区整体方案。",
            ),
            "区交通运输局",
            &["川江工业园区管委会"],
            10,
            Some(day(2026, 4, 8)),
        ),
        by(
            item(
                "2024年度技改补助资金未兑现",
                &["政策兑现", "急"],
                "企业2024年度技术改造项目于2025年3月通过验收，核定补助86万元，列入第二批兑现名单并已公示，至今未到账。企业称同批其他5户企业已于2025年12月收到。",
                "查明未兑现原因；符合条件的，明确拨付时间；不符合条件的，书面说明依据条款。",
            ),
            "区经济信息化和科学技术局",
            &["区财政局"],
            5,
            Some(day(2026, 3, 31)),
        ),
        by(
            item(
                "厂区外高压线路迁改费用分担",
                &["水电气路", "难"],
                "110千伏川园线7至9号塔位于二期用地红线内，迁改估算费用620万元。企业认为线路早于供地存在，应由供地方承担；园区管委会认为招商协议约定由企业承担。双方对协议第六条第三款理解不一致，企业请求由区级层面研究明确，并在明确前允许先行开展方案设计。",
                "由区司法局就协议条款出具书面法律意见，主办单位据此提出分担方案，按程序报区政府研究；方案设计可先行启动。",
            ),
            "川江工业园区管委会",
            &["区司法局", "区发展和改革局", "国网川江供电公司"],
            30,
            Some(day(2026, 5, 9)),
        ),
    ];
    paper
}

/// One item, so that the seal has its 42 mm.
pub fn one_item() -> SlipPaper {
    let mut paper = signed();
    paper.items.truncate(1);
    paper
}

/// Eight items: three pages or more.
pub fn eight_items() -> SlipPaper {
    let mut paper = four_items();
    paper.items = paper.items.iter().cycle().take(8).cloned().collect();
    paper
}

/// Every date of the longest kind (11 characters), and a name of four beside one.
pub fn long_dates() -> SlipPaper {
    let mut paper = signed();
    paper.source = "第113期（2026年11月19日会场）".into();
    paper.issued_on = Some(day(2026, 11, 24));
    paper.approved_by = Some(Approval { name: "欧阳卫东".into(), on: Some(day(2026, 11, 23)) });
    paper.instruction.as_mut().unwrap().signed_on = Some(day(2026, 11, 22));
    paper.items[0].limit.due_on = Some(day(2026, 12, 15));
    paper.items[1].limit.due_on = Some(day(2026, 12, 28));
    paper
}

/// Specimen 04: long names, seven co-units, 1,500 characters, rare characters, empty fields.
pub fn hard() -> SlipPaper {
    let mut paper = four_items();
    paper.number.serial = Some(108);
    paper.enterprise = "四川川江鑫𬭊镕堃新材料科技股份有限公司（港澳台与境内合资）".into();
    paper.visitors = Some("张𬭊（总经理）".into());
    paper.leader = None;
    paper.proposal = Some("情况属实。建议由李卫东同志牵头办理。妥否，请批示。".into());
    paper.strip.code = "CJGSLJ-2026-108".into();
    paper.strip.check = "X3H7-PB4N".into();
    let first = by(
        item(
            "原料道路、枯水期供水、危废转运、职工子女入学等四个方面困难，请求一并协调解决",
            &["水电气路", "重", "难"],
            &long_text(),
            "由主办单位分项拆解，逐项提出办理意见；属政策空白的，提出建议报区委、区政府。",
        ),
        "川江区重大项目建设与园区综合协调服务保障中心（区招商服务局）",
        &[
            "区交通运输局",
            "区水务局",
            "川江生态环境局",
            "区教育和体育局",
            "区人力资源和社会保障局",
            "区住房和城乡建设局",
            "区发展和改革局",
        ],
        30,
        Some(day(2026, 5, 9)),
    );
    let limit = Limit { provisional: true, ..first.limit.clone() };
    paper.items = vec![
        SlipItem { limit, ..first },
        by(
            item(
                "申请出口退税预审",
                &["税费"],
                "企业首次申报出口退税，希望税务部门提前介入辅导。",
                "上门辅导一次。",
            ),
            "川江区税务局",
            &[],
            5,
            Some(day(2026, 3, 31)),
        ),
    ];
    paper
}

/// 1,519 characters in five paragraphs.
pub fn long_text() -> String {
    let head = "企业反映，自2023年落户川江工业园区以来，累计完成投资2.8亿元，现有职工326人，2025年实现产值4.1亿元、缴纳税费1187万元。生产经营中遇到的困难主要集中在四个方面，现按先后顺序说明，恳请一并协调解决。";
    let road = "第一，原料运输道路等级低。原料进厂道路为乡道，限重20吨，企业原料车辆普遍为49吨六轴车，须在国道口换装小车倒运，每吨增加成本18元，按年运量12万吨计算，全年约增加支出216万元。雨季路面多处翻浆，2025年7月曾中断通行4天，造成两条生产线停产待料。企业曾于2024年5月、2025年3月两次书面向镇政府反映，镇政府答复已列入农村公路改造建议计划，但尚未明确年度。企业愿意按照“谁受益、谁分担”的原则承担不超过30%的改造费用，并无偿提供厂区外侧120米临时便道用地。企业请求明确改造年度、技术标准和资金来源，改造前允许49吨车辆夜间限速通行。";
    let water = "第二，枯水期供水不足。厂区用水由村级水厂供应，设计日供水量1200立方米，枯水期实际仅为六成左右。2025年7月至9月累计停产11天，直接损失约340万元，并导致一笔出口订单延期交付，被扣违约金26万美元。园区自来水主管网距厂区直线距离2.3公里，企业愿意承担厂区红线内的管网建设费用。";
    let waste = "第三，危险废物转运周期长。企业每年产生废催化剂约86吨，转移联单审批平均用时23个工作日，厂内暂存库常年处于满负荷状态。";
    let school = "第四，职工子女入学难。企业外地职工占比六成，现有43名适龄儿童需要就近入学。";
    let mut text = [head, road, water, waste, school].join("\n");
    let filler = "企业恳请有关部门实地查看情况，形成书面意见后答复企业。";
    while text.chars().filter(|c| *c != '\n').count() + filler.chars().count() <= 1519 {
        text.push_str(filler);
    }
    let rest = 1519 - text.chars().filter(|c| *c != '\n').count();
    text.extend("谨此反映，并对接待日的安排表示感谢，盼复。".chars().take(rest));
    text
}

/// Specimen 05.
pub fn receipt() -> ReceiptPaper {
    let slip = signed();
    ReceiptPaper {
        mark: "交办单签收回执".into(),
        number: slip.number,
        copy: 2,
        copies: 2,
        urgency: "请于1个工作日内退回".into(),
        unit: "区财政局".into(),
        is_lead: true,
        is_assisting: false,
        items: "第二项（共二项）".into(),
        enterprise: slip.enterprise,
        titles: vec![slip.items[1].title.clone()],
        limits: vec![slip.items[1].limit.clone()],
        objection: "有异议的，请同时填报《异议单》，1个工作日内书面提出，附职责依据；裁定前办理时限不停止计算。".into(),
        return_to: "退回：川江区工商业联合会办公室　联系人：何　静　电话：0830-5550126".into(),
        strip: Strip {
            code: "CJGSLJ-2026-12-02".into(),
            version: 1,
            check: "M2C7-YH5P".into(),
            made_at: PaperTime { date: day(2026, 3, 24), hour: 15, minute: 42 },
            print: 1,
        },
    }
}

/// A receipt of so many ordinary items, each with its own limit, the return line two lines long.
pub fn receipt_of(count: usize) -> ReceiptPaper {
    let items = eight_items().items;
    let mut paper = receipt();
    paper.items = format!("第一至{count}项（共八项）");
    paper.titles = items.iter().take(count).map(|item| item.title.clone()).collect();
    paper.limits = items.iter().take(count).map(|item| item.limit.clone()).collect();
    paper.return_to = "请退回：川江区工商业联合会，地址：川江区人民路18号政务中心二楼，联系人：何静，电话：0830-5550126。".into();
    paper
}

/// Lines of the page as the eye sees them.
pub fn lines_of(pdf: &[u8]) -> String {
    let (_dir, path) = on_disk(pdf);
    let out = Command::new("pdftotext").arg("-layout").arg(&path).arg("-").output().unwrap();
    String::from_utf8(out.stdout).unwrap()
}

/// What poppler reads out of a PDF, without the white space its layout guess puts in.
pub fn text_of(pdf: &[u8]) -> String {
    let (_dir, path) = on_disk(pdf);
    let out = Command::new("pdftotext").arg("-raw").arg(&path).arg("-").output().unwrap();
    String::from_utf8(out.stdout).unwrap().chars().filter(|c| !c.is_whitespace()).collect()
}

pub fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

pub fn on_disk(pdf: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("paper.pdf");
    std::fs::write(&path, pdf).unwrap();
    (dir, path)
}
