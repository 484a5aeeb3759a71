//! The slip of one page.

use papers::{
    Approval, InkStroke, Instruction, Limit, PaperDate, PaperNumber, PaperTime, SignatureInk,
    SlipItem, SlipPaper, SlipState, Strip,
};

use super::day;

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
        names: Vec::new(),
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

/// One item, so that the seal has its 42 mm.
pub fn one_item() -> SlipPaper {
    let mut paper = signed();
    paper.items.truncate(1);
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
