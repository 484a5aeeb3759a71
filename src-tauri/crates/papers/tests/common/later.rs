//! Data of the papers after the slip: specimens 06, 07 and 08, and a notice.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its part")]

use papers::{
    ChaseKind, ChasePaper, CluePaper, Deed, Light, NoticePaper, PaperDate, PaperNumber, PaperTime,
    RatingPaper, Referral, ReplyPaper, Standing, Strip,
};

fn day(month: u8, day: u8) -> PaperDate {
    PaperDate { year: 2026, month, day }
}

fn number(prefix: &str, serial: u32) -> PaperNumber {
    PaperNumber { prefix: prefix.into(), serial: Some(serial), suffix: "号".into() }
}

fn strip(code: &str, check: &str, date: PaperDate) -> Strip {
    let made_at = PaperTime { date, hour: 9, minute: 10 };
    Strip { code: code.into(), version: 1, check: check.into(), made_at, print: 1 }
}

fn deed(month: u8, d: u8, text: &str) -> Deed {
    Deed { on: day(month, d), text: text.into() }
}

/// Specimen 06.
pub fn chase() -> ChasePaper {
    ChasePaper {
        kind: ChaseKind::Form,
        mark: "接待日诉求催办单".into(),
        number: number("川工商联催〔2026〕", 5),
        urgency: None,
        light: Light::Red,
        light_words: "红色（已逾期）".into(),
        round: 1,
        unit: "区住房和城乡建设局".into(),
        addressee: None,
        assigner: "区工商业联合会".into(),
        slip: "川工商联交〔2026〕12号".into(),
        item: "第一项".into(),
        enterprise: "川江启明精密机械有限公司".into(),
        matter: "厂区北侧雨污分流改造工期与交货期冲突，请求分段施工".into(),
        subject: "雨污分流改造施工问题".into(),
        assigned_on: day(3, 24),
        limit: "15个工作日".into(),
        due_on: day(4, 15),
        original_due_on: None,
        standing: Standing::Overdue(1),
        done: vec![
            deed(3, 25, "区住房和城乡建设局签收"),
            deed(4, 2, "反馈进展：已会同交警、交通部门现场核实，正在修订施工组织方案"),
        ],
        requirement: "该事项已于2026年4月15日到期，截至4月16日未收到办结报告和延期申请。请于答复期限前报送办理结果；确需延期的，说明原因并报分管领导批准。逾期超过5个工作日仍未办结的，按规定转区委督查室督办。".into(),
        answer_by: day(4, 20),
        copies_to: vec!["李卫东".into(), "区委督查室".into()],
        signer: Some("陈启文".into()),
        issuer: "川江区工商业联合会".into(),
        issued_on: Some(day(4, 16)),
        contact: Some("联系人：何　静，电话：0830-5550126".into()),
        has_answer_sheet: true,
        strip: strip("CJGSLC-2026-5", "9B4N-QX3K", day(4, 16)),
    }
}

/// Specimen 07.
pub fn letter() -> ChasePaper {
    ChasePaper {
        kind: ChaseKind::Letter,
        mark: "中共川江区委督查室".into(),
        number: number("川委督函〔2026〕", 8),
        urgency: Some("加急".into()),
        standing: Standing::Overdue(6),
        done: vec![deed(4, 16, "区工商业联合会催办（川工商联催〔2026〕5号）")],
        requirement: "该事项系区委主要负责同志在第13期民营企业接待日批示办理的事项。请你单位进一步提高认识，由主要负责同志牵头研究，并当面向企业说明情况。未按期办结的，我室将予以通报。".into(),
        answer_by: day(4, 28),
        copies_to: vec!["李卫东同志".into(), "区工商业联合会".into()],
        issuer: "中共川江区委督查室".into(),
        issued_on: Some(day(4, 23)),
        contact: Some("联系人：赵　平，电话：0830-5550109".into()),
        strip: strip("CWDH-2026-8", "K3TQ-8W2M", day(4, 23)),
        ..chase()
    }
}

/// Specimen 08, page 3.
pub fn rating() -> RatingPaper {
    RatingPaper {
        title: "民营企业诉求办理满意度评价表".into(),
        enterprise: "川江启明精密机械有限公司".into(),
        demand: "川工商联交〔2026〕12号—1".into(),
        unit: "区住房和城乡建设局".into(),
        matter: "厂区北侧雨污分流改造工期与交货期冲突，请求分段施工".into(),
        hint: "请在对应方框内打“√”，每行只选一项。本表直接寄送区工商业联合会，承办单位不得代填。"
            .into(),
        strip: strip("CJGSLJ-2026-12-P1", "T6W2-LD8F", day(4, 14)),
    }
}

/// Specimen 08.
pub fn reply() -> ReplyPaper {
    ReplyPaper {
        mark: "川江区住房和城乡建设局".into(),
        number: number("川住建函〔2026〕", 37),
        urgency: None,
        enterprise: "川江启明精密机械有限公司".into(),
        subject: "雨污分流改造施工问题".into(),
        addressee: "川江启明精密机械有限公司".into(),
        opening: "你公司在2026年3月19日川江区第13期民营企业接待日活动中反映的“厂区北侧雨污分流改造工期与交货期冲突，请求分段施工”问题收悉。经研究办理，现答复如下：".into(),
        facts: "2026年3月25日，我局会同区交通运输局、区公安分局交警大队到现场核实。厂区北侧道路雨污分流改造原方案为全幅封闭施工45天，你公司17米平板车无法通行，反映情况属实。".into(),
        handling: None,
        result: "（一）调整施工组织。自4月1日起改为半幅施工、半幅通行，保留不小于4.5米的通行宽度，工期调整为60天。\n（二）错峰保障运输。每日20时至次日6时允许大型车辆通行，由施工单位安排专人疏导；你公司三批货物发运当日暂停占道作业。\n（三）明确联系人。现场负责人孙立，电话13900000000，对通行问题2小时内到场处理。".into(),
        basis: Some("《城镇排水与污水处理条例》有关规定，以及经批准的《川江工业园区排水管网改造工程施工组织设计（2026年3月修订）》。".into()),
        follow_up: Some("我局将在5月31日前完成该路段施工并恢复路面；如遇强降雨等情况需要调整，提前3日书面告知你公司。".into()),
        closing: Some("感谢你公司对全区经济社会发展的支持。对本答复有意见的，请在所附评价表中注明，于收到之日起5个工作日内反馈。".into()),
        rating: Some(Box::new(rating())),
        issuer: "川江区住房和城乡建设局".into(),
        issued_on: Some(day(4, 14)),
        contact: Some("联系人：吴　敏，电话：0830-5550133".into()),
        copies_to: vec!["区工商业联合会".into(), "区委督查室".into()],
        strip: strip("CZJH-2026-37", "F7PA-3V9C", day(4, 14)),
    }
}

/// A demand that a court already has.
pub fn refusal() -> NoticePaper {
    NoticePaper {
        mark: "民营企业诉求不予受理告知单".into(),
        number: number("川工商联告〔2026〕", 3),
        enterprise: "川江鸿达建材有限公司".into(),
        registered_on: day(3, 19),
        source: "第13期接待日".into(),
        demand: "JJ2026-0047".into(),
        category: "拖欠账款".into(),
        matter: "请求协调支付厂房工程尾款".into(),
        summary: "企业反映，2024年承建川江恒通物流有限公司2号仓库工程，工程已交付使用，对方以质量争议为由尚欠尾款86万元，请求协调支付。".into(),
        referred: None,
        reason: "已进入诉讼程序".into(),
        explanation: "经核实，你公司已于2026年2月就同一事项向川江区人民法院提起诉讼，案件正在审理。按照接待日受理范围，已经进入诉讼、仲裁、行政复议或者纪检监察程序的事项不予受理。".into(),
        basis: "《川江区民营企业接待日制度（试行）》第八条第三项。".into(),
        advice: "请按诉讼程序主张权利。需要法律咨询的，可以联系区司法局公共法律服务中心，电话12348。对本决定有意见，或者有新的事实和理由的，可以自收到之日起10个工作日内向我会书面提出。".into(),
        issuer: "川江区工商业联合会".into(),
        issued_on: Some(day(3, 23)),
        contact: Some("联系人：何　静　电话：0830-5550126".into()),
        strip: strip("CJGSLG-2026-3", "W5HD-2R7X", day(3, 23)),
    }
}

/// The same form as a referral.
pub fn referral() -> NoticePaper {
    NoticePaper {
        mark: "民营企业诉求转介告知单".into(),
        number: number("川工商联告〔2026〕", 4),
        enterprise: "四川云栈食品有限责任公司".into(),
        demand: "JJ2026-0049".into(),
        category: "税费".into(),
        matter: "跨省销售退税申请长期未办结".into(),
        summary: "企业反映，2025年11月向外省税务机关提交跨省经营预缴税款退税申请，至今未获答复，请求协调。".into(),
        referred: Some(Referral {
            unit: "国家税务总局川江区税务局".into(),
            contact: Some("周　岚　0830-5550177".into()),
            papers: Some("登记表、申请回执各1份".into()),
        }),
        reason: "超出本区职权范围".into(),
        explanation: "该事项由外省税务机关负责办理，不属本区职权。已商请区税务局通过跨区域税收征管协作渠道转办，并跟踪进展。".into(),
        basis: "《川江区民营企业接待日制度（试行）》第八条第四项、第九条。".into(),
        advice: "转介后由接收单位与你公司联系；2个工作日内未接到联系的，请告知我会。我会将继续跟踪，直至该事项有明确答复。".into(),
        strip: strip("CJGSLG-2026-4", "N8QJ-4T6B", day(3, 23)),
        ..refusal()
    }
}

/// A clue of the window's staff.
pub fn clue() -> CluePaper {
    CluePaper {
        mark: "川江区工商业联合会".into(),
        number: number("川工商联线〔2026〕", 1),
        addressee: "川江区纪委监委".into(),
        opening: "2026年3月20日，我单位在民营企业接待日工作中收到问题线索1件（登记号XS2026-0001）。经区委常委、统战部部长李卫东同意，现按规定移送你单位。".into(),
        informant: "反映企业：川江启明精密机械有限公司；反映人：刘启明，电话：13900000000。".into(),
        matter: "施工许可窗口人员索要好处费".into(),
        content: "2025年9月，该企业申请办理厂房改造施工许可，窗口人员以材料不全为由三次退件，并示意“找人疏通”。同年9月18日，该企业经办人送交现金2万元后，当日受理。
企业保存有通话录音和收条照片。".into(),
        request: Some("请求查清钱款去向，对反映人身份保密。".into()),
        reason: "反映公职人员涉嫌违纪违法，不属于诉求办理范围。".into(),
        signatures: "领导：李卫东，2026年3月21日签；保密管理员：何　静，2026年3月21日签。".into(),
        closing: "请依规依纪依法处理，并将办理结果函告我单位。本函限你单位经办人员和我单位保密管理员阅看，不得复印、转发。".into(),
        issuer: "川江区工商业联合会".into(),
        issued_on: Some(day(3, 23)),
        contact: Some("联系人：何　静，电话：0830-5550126".into()),
        strip: strip("CJGSLX-2026-1", "P4TD-6N9X", day(3, 23)),
    }
}

/// Long names, rare characters, an extension, many deeds: two pages of the form.
pub fn hard_chase() -> ChasePaper {
    ChasePaper {
        urgency: Some("特急".into()),
        round: 2,
        unit: "川江区重大项目建设与园区综合协调服务保障中心（区招商服务局）".into(),
        slip: "川江区工商业联合会交〔2026〕1108号".into(),
        item: "第十一项".into(),
        enterprise: "四川川江鑫𬭊镕堃新材料科技股份有限公司（港澳台与境内合资）".into(),
        matter: "原料道路、枯水期供水、危废转运、职工子女入学等四个方面困难，请求一并协调解决".into(),
        subject: "原料道路、枯水期供水等问题".into(),
        original_due_on: Some(day(4, 15)),
        due_on: day(4, 29),
        standing: Standing::Overdue(12),
        done: vec![
            deed(3, 25, "区招商服务局签收，经办人张𬭊"),
            deed(4, 10, "申请延期10个工作日，理由：危废转运涉及跨市审批；经区委常委、统战部部长李卫东同志批准，到期日由4月15日改为4月29日"),
            deed(4, 24, "反馈进展：道路改造已列入2026年农村公路计划，供水管网初步设计完成，其余两项正在协调"),
            deed(4, 30, "第1次催办（川工商联催〔2026〕5号），5月7日答复：等待市级批复，未明确办结时间"),
        ],
        requirement: "该事项延期后仍未按期办结，第1次催办后未明确新的办结时间。请单位主要负责同志牵头，逐项列出未办结的原因、责任人和时间表；已经办结的两项，先行书面答复企业。\n确因上级批复不能按期办结的，按规定申请挂起，并附上级机关的书面材料；不得以口头说明代替书面答复。".into(),
        copies_to: vec![
            "李卫东同志".into(),
            "区委督查室".into(),
            "区政府督查室".into(),
            "区营商环境工作领导小组办公室".into(),
        ],
        issuer: "川江区民营企业接待日工作领导小组办公室（区工商业联合会）".into(),
        answer_by: day(5, 22),
        issued_on: Some(day(5, 18)),
        ..chase()
    }
}

/// The same as a letter.
pub fn hard_letter() -> ChasePaper {
    ChasePaper {
        kind: ChaseKind::Letter,
        mark: "川江区民营企业接待日工作领导小组办公室".into(),
        number: number("川企接办督函〔2026〕", 108),
        strip: strip("CQJBDH-2026-108", "K3TQ-8W2M", day(4, 23)),
        ..hard_chase()
    }
}
