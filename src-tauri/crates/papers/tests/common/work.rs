//! Data of the working forms: as asked, as decided, and as hard as they come.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its part")]

use papers::{
    PaperDate, PaperTime, Strip, WorkChoice, WorkKind, WorkPaper, WorkRow as Row, WorkSign,
};

fn day(month: u8, day: u8) -> PaperDate {
    PaperDate { year: 2026, month, day }
}

fn strip(version: u32) -> Strip {
    let made_at = PaperTime { date: day(4, 9), hour: 9, minute: 10 };
    let (code, check) = ("SQ2026-0047".into(), "7RTK-2M9X".into());
    Strip { code, version, check, made_at, print: 1 }
}

fn case(unit: &str) -> Vec<Row> {
    vec![
        Row::wide("承办单位", unit),
        Row::wide("企业名称", "川江启明精密机械有限公司"),
        Row::wide("事项标题", "厂区北侧雨污分流改造工期与交货期冲突，请求分段施工"),
    ]
}

fn sign(label: &str, role: &str, is_sealed: bool) -> WorkSign {
    WorkSign {
        label: label.into(),
        choices: Vec::new(),
        role: role.into(),
        name: String::new(),
        is_sealed,
        on: None,
    }
}

/// F8 as asked: review and approval white.
pub fn asked() -> WorkPaper {
    let mut rows = case("区住房和城乡建设局");
    rows.extend([
        Row::pair(("交办日期", "2026年3月24日"), ("原时限", "15个工作日")),
        Row::pair(("原到期日", "2026年4月15日"), ("现到期日", "2026年4月15日")),
        Row::pair(("申请延长", "10个工作日"), ("新到期日", "2026年4月29日")),
        Row::text("延期原因", "施工期间连续降雨，沟槽开挖和管道闭水试验未能按计划进行；改为半幅施工后，总工期由45天调整为60天。"),
        Row::text("已做工作", "已会同交警、交通部门完成现场核实，修订施工组织方案并送企业确认；已完成管道铺设180米。"),
        Row::choice("是否告知\n企　　业", ["已告知企业", "尚未告知企业"], Some(0)),
        Row::Sign(WorkSign { name: "周建民".into(), on: Some(day(4, 9)), ..sign("单位意见", "主要负责人", true) }),
        Row::Sign(sign("审核", "审核人", false)),
        Row::Sign(WorkSign {
            choices: WorkChoice::list(["同意延期　　　个工作日", "不同意延期"], None),
            ..sign("批准", "批准人", false)
        }),
    ]);
    WorkPaper {
        kind: WorkKind::Extension,
        mark: "民营企业诉求延期申请表".into(),
        number: "川工商联交〔2026〕12号—1".into(),
        head: Some("第1次申请".into()),
        rows,
        note: Some("联系人：何　静，电话：0830-5550126".into()),
        strip: strip(1),
    }
}

/// F8 as decided.
pub fn granted() -> WorkPaper {
    let mut paper = asked();
    paper.rows.pop();
    paper.rows.push(Row::Sign(WorkSign {
        choices: WorkChoice::list(["同意延期5个工作日，至2026年4月22日", "不同意延期"], Some(0)),
        name: "李卫东".into(),
        on: Some(day(4, 10)),
        ..sign("批准", "批准人", false)
    }));
    paper.strip = strip(2);
    paper
}

/// F11.
pub fn completion() -> WorkPaper {
    let mut rows = case("区住房和城乡建设局");
    rows.extend([
        Row::pair(("交办日期", "2026年3月24日"), ("到期日", "2026年4月15日")),
        Row::choice(
            "结果类别",
            ["A 已解决或基本解决", "B 正在解决或列入计划", "C 暂不具备条件或留作参考", "D 部分解决"],
            Some(0),
        ),
        Row::text("办理经过", "3月25日会同区交通运输局、区公安分局交警大队到现场核实，反映情况属实。3月27日召开协调会，修订施工组织方案，3月30日送企业确认。"),
        Row::text("办理结果", "自4月1日起改为半幅施工、半幅通行，保留不小于4.5米的通行宽度；每日20时至次日6时允许大型车辆通行，由施工单位安排专人疏导。企业三批货物已按期发运。"),
        Row::text("办理依据", "《城镇排水与污水处理条例》第十九条。"),
        Row::wide("落实金额", ""),
        Row::text("证据清单", "修订后的施工组织方案1份；现场照片5张；企业确认函1份"),
        Row::text("协办单位\n完成情况", "区交通运输局（4月2日）：同意。已调整绕行标志。\n区公安分局（4月3日）：同意。"),
        Row::text("与企业沟通", "2026年4月10日，上门，与王守成沟通：企业对方案表示认可。"),
        Row::text("举一反三", "园区内另有2处在建管网工程，已一并改为半幅施工。"),
        Row::text("遗留问题", ""),
        Row::Sign(WorkSign { name: "周建民".into(), on: Some(day(4, 14)), ..sign("单位意见", "主要负责人", true) }),
        Row::Sign(WorkSign {
            choices: WorkChoice::list(["审核通过", "退回补正"], None),
            ..sign("审核", "审核人", false)
        }),
    ]);
    WorkPaper {
        kind: WorkKind::Completion,
        mark: "民营企业诉求办结报告".into(),
        head: None,
        rows,
        ..asked()
    }
}

/// F9 as raised.
pub fn objection() -> WorkPaper {
    let mut rows = case("川江供电公司");
    rows.extend([
        Row::pair(("承办身份", "主办"), ("轮次", "第一轮")),
        Row::pair(("交办日期", "2026年3月24日"), ("提出日期", "2026年3月25日")),
        Row::text("异议理由", "该路段雨污分流改造由市政工程建设中心实施，我单位不承担施工组织。"),
        Row::text("职责依据", "三定规定第三条第二项。"),
        Row::wide("建议单位", "区住房和城乡建设局"),
        Row::Sign(sign("单位意见", "主要负责人", true)),
        Row::text("裁定意见", ""),
        Row::Sign(WorkSign {
            choices: WorkChoice::list(["维持原交办", "改派，另发改派通知单"], None),
            ..sign("裁定", "裁定人", false)
        }),
    ]);
    WorkPaper {
        kind: WorkKind::Objection,
        mark: "民营企业诉求异议申请表".into(),
        head: None,
        rows,
        ..asked()
    }
}

/// F9 改派.
pub fn reassignment() -> WorkPaper {
    let mut rows =
        vec![Row::wide("改派单位", "区住房和城乡建设局"), Row::wide("原承办单位", "川江供电公司")];
    rows.extend(case("").into_iter().skip(1));
    rows.extend([
        Row::pair(("原交办字号", "川工商联交〔2026〕12号"), ("交办事项", "第一项")),
        Row::pair(("承办身份", "主办"), ("轮次", "第二轮")),
        Row::pair(("办理时限", "15个工作日"), ("到期日", "2026年4月15日")),
        Row::wide("签收期限", "2026年3月27日前"),
        Row::text("改派原因", "该路段雨污分流改造由区住房和城乡建设局组织实施，职责清楚。"),
        Row::text(
            "办理要求",
            "请按原交办单的要求办理，原到期日不变；收到后请当日签收并与企业联系。",
        ),
        Row::wide("批准人", "李卫东"),
        Row::Issue {
            contact: Some("联系人：何　静，电话：0830-5550126".into()),
            issuer: "川江区工商业联合会".into(),
            on: day(3, 26),
        },
        Row::pair(("签收人", ""), ("签收日期", "")),
    ]);
    WorkPaper {
        kind: WorkKind::Reassignment,
        mark: "民营企业诉求改派通知单".into(),
        number: "川工商联改〔2026〕2号".into(),
        head: Some("第二轮".into()),
        rows,
        note: None,
        ..asked()
    }
}

/// Names and texts as long and as rare as they come: several pages.
pub fn hard() -> WorkPaper {
    let mut paper = completion();
    let long = |name: &str, length: usize| -> String {
        format!("{name}逐项核实道路、供水、危废转运和职工子女入学四个方面的情况，")
            .chars()
            .cycle()
            .take(length)
            .collect()
    };
    for row in &mut paper.rows {
        match row {
            Row::Wide(cell) if cell.label == "企业名称" => {
                cell.text = "四川川江鑫𬭊镕堃新材料科技股份有限公司（港澳台与境内合资）".into();
            }
            Row::Wide(cell) if cell.label == "承办单位" => {
                cell.text = "川江区重大项目建设与园区综合协调服务保障中心（区招商服务局）".into();
            }
            Row::Text(cell) if cell.label == "办理经过" => cell.text = long("经过", 1_500),
            Row::Text(cell) if cell.label == "办理结果" => cell.text = long("结果", 900),
            Row::Sign(sign) if sign.is_sealed => sign.name = "张𬭊喆".into(),
            _ => {}
        }
    }
    paper.number = "川江区工商业联合会综合交办〔2026〕1234号—12".into();
    paper
}
