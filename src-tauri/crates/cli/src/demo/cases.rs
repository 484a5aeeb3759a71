//! What enterprises ask. `{n}`, `{m}` and `{w}` become a small number, a number of months and a
//! sum in 万元, so that no two read alike.

use super::names::*;

/// One thing asked, and what was said about it.
pub(super) struct Case {
    pub(super) category: &'static str,
    pub(super) kind: &'static str,
    pub(super) title: &'static str,
    /// The enterprise's words.
    pub(super) said: &'static str,
    pub(super) request: &'static str,
    pub(super) requirement: &'static str,
    pub(super) lead: usize,
    pub(super) assists: &'static [usize],
    /// The unit's words.
    pub(super) reply: &'static str,
    /// The answer where it is settled at the table.
    pub(super) answer: &'static str,
}

macro_rules! cases {
    ($($category:literal $kind:literal $title:literal $lead:ident $assists:expr;
       $said:literal; $request:literal; $requirement:literal; $reply:literal; $answer:literal;)+) => {
        pub(super) const CASES: &[Case] = &[$(Case {
            category: $category, kind: $kind, title: $title, said: $said, request: $request,
            requirement: $requirement, lead: $lead, assists: &$assists, reply: $reply,
            answer: $answer,
        }),+];
    };
}

cases! {
    "utilities" "problem" "三号冷库增容送电受阻，请求限期接通" POWER [LAND, NORTH];
    "三号冷库去年扩容，负荷从 400 千伏安增到 800。报装到现在{m}个月没送上电，靠租发电机，一天多花 {n}200 元。";
    "限期完成线路走廊迁改并送电。"; "倒排迁改和送电工期，逐周告知企业进度，送电后书面答复。";
    "主线已到路口，走廊要过两块地，迁改手续卡在用地预审。";
    "供电公司当场核实，临时箱变三日内装好，先保旺季用电。";
    "utilities" "problem" "厂区门前道路破损，货车无法会车" HOUSING [NORTH];
    "厂门到园区干道这 {n}20 米路，雨季一来全是坑，两台车会不了，上个月还翻了一车布。";
    "汛期前修复破损路面，恢复双向通行。"; "现场查勘，明确管养责任，先填坑保通、再列入大修。";
    "这段路建成时没有移交，管养责任要和园区理一理。";
    "街道当天组织填坑保通，大修列入明年计划，已告知企业。";
    "policy_delivery" "problem" "技改补助尾款未兑现" ECONOMY [TREASURY];
    "前年技改验收合格，补助 {w} 万元，到账一半，剩下的问了几次都说在排。";
    "明确尾款拨付时间。"; "核对兑现清单，列出拨付时间表，按期拨付并答复企业。";
    "尾款已列入今年预算调整方案，等批复。";
    "财政局答复：尾款随本月第二批资金拨付，企业当场确认。";
    "permits" "problem" "消防验收排队，新车间不能投产" HOUSING [FIRE];
    "新车间{m}个月前就报了消防验收，一直排不上，设备订金都付了。";
    "尽快安排现场评定。"; "安排现场评定，一次性告知整改事项。";
    "待评定的项目多，现场人手只有两组。";
    "住建局把评定提前到本周五，企业备齐图纸即可。";
    "utilities" "problem" "货车夜间限行影响出货" TRAFFIC [TRANSPORT];
    "园区门口晚上十点到早上六点货车禁行，我们的柜子都是半夜装，一趟绕 {n} 公里。";
    "调整限行时段或办理通行证。"; "调研货运需求，提出限行调整方案，答复企业。";
    "限行是居民投诉以后定的，可以研究发夜间通行证。";
    "交管大队当场收下车辆清单，三天内发夜间通行证。";
    "labour" "problem" "招工难，希望组织职校对接" LABOUR [];
    "订单排到明年，缺 {n}0 个熟练工，招来的年轻人做不满三个月。";
    "组织与职业学校对接，办一期专场招聘。"; "组织校企对接和专场招聘，建立用工台账。";
    "下个月职校有实习双选会，可以给企业留展位。";
    "人社局把企业加进双选会名单，并送用工补贴政策。";
    "arrears" "problem" "工程款被拖欠，请求协调支付" CITY_FIRM [HOUSING, TREASURY];
    "安置房二标段去年就交付了，还有 {w} 万元没付，农民工工资是我们垫的。";
    "协调业主单位明确支付计划。"; "核对结算，签订分期支付协议，按协议付款。";
    "结算审计还有两项争议，审完就能付。";
    "城投公司当场承诺无争议部分十日内支付。";
    "financing" "suggestion" "担保费率偏高，请求降低融资成本" FINANCE [TREASURY];
    "担保费率 {n}.5%，加上利息接近 7 个点，小厂实在吃不消。";
    "降低政府性担保费率。"; "测算降费空间，提出费率调整意见并答复。";
    "政府性担保今年统一降到 1%，有的合同是老合同。";
    "金融中心答复：新签合同一律按 1% 收取，老合同到期续签时调整。";
    "land" "problem" "临时用地到期，申请续办" LAND [TOWN];
    "料场那块临时用地下个月到期，搬走要停产，想续{m}个月。";
    "办理临时用地续期。"; "核对复垦方案，依法办理续期或安排替代用地。";
    "续期要看复垦保证金和规划，有条件可以续一次。";
    "自然资源局答复：材料齐全，可续期一年，窗口专人办。";
    "utilities" "problem" "园区排水改造，雨后积水倒灌" WATER [HOUSING, BAY];
    "一下大雨，雨水从管网倒灌进冷库门口，去年淹了两次，损失 {w} 万。";
    "改造排水管网，汛期前见效。"; "排查管网，先做应急抽排，再实施改造。";
    "这一片管径偏小，改造方案在做财评。";
    "水务局汛期派泵车值守，改造工程已列入年度计划。";
    "permits" "problem" "环评批复久等不下" ENVIRONMENT [PERMITS];
    "扩产环评报上去{m}个月了，专家意见改了三遍，还没批。";
    "明确审批进度，一次性告知。"; "专人对接，一次性告知修改意见，限期批复。";
    "报告表里废气收集效率的依据不足，补一份就可以。";
    "生态环境局当场指出要补的一页，补齐后五个工作日批复。";
    "market" "problem" "外贸展会补贴前后口径不一" COMMERCE [TREASURY];
    "去年参展说补 70%，今年发下来只有一半，差了 {n} 万多。";
    "按申报时的政策兑现。"; "核对政策文件和申报时间，给出书面说明。";
    "今年省里调了比例，但申报在前的应按老办法。";
    "商务局答复：申报在文件前的按 70% 补足，差额本月补发。";
    "policy_delivery" "problem" "学徒培训补贴申报受阻" LABOUR [TREASURY];
    "{n}0 个学徒培训完了，系统里报不上去，说专业代码不对。";
    "解决系统申报问题。"; "协调开通申报，审核后拨付。";
    "目录今年更新，代码要对应新目录。";
    "人社局现场改好代码，当场提交成功。";
    "policy_delivery" "consultation" "高新技术企业认定怎么准备" SCIENCE [TAX];
    "想报高新，研发费归集不会做，中介报价 {n} 万，心里没底。";
    "给予认定辅导。"; "安排专家上门辅导，列出材料清单。";
    "每季度有免费辅导班，也可以派专员上门。";
    "科技局当场发了材料清单，并约好下周上门辅导。";
    "utilities" "suggestion" "园区公交末班过早，夜班职工无车" TRANSPORT [NORTH];
    "末班车 19:40 就没了，我们夜班 20:00 下班，{n}00 多人打车回家。";
    "延长末班车时间或开通夜班线。"; "调查客流，提出夜班线方案并试运行。";
    "延长末班要加司机，可以先开定制公交试一个月。";
    "交通局答复：下月一日起试开夜班定制公交。";
    "land" "problem" "厂房不动产登记资料不全" LAND [HOUSING];
    "厂房是 2014 年建的，规划核实那一张找不到了，证办不下来，贷款 {w} 万批不了。";
    "补办规划核实，办理不动产登记。"; "查档补证，按历史遗留问题处理办法办理。";
    "档案馆可能有存底，没有的话走遗留问题通道。";
    "自然资源局查到存档，窗口已受理登记。";
    "financing" "problem" "续贷断档，请求无还本续贷" FINANCE [];
    "{w} 万贷款下个月到期，先还后贷要过桥，一天就是几千。";
    "协调银行办理无还本续贷。"; "召集银行会商，落实续贷方案。";
    "可以列入无还本续贷名单，银行按名单办。";
    "金融中心当场联系银行，列入续贷名单。";
    "taxes" "consultation" "研发费用加计扣除口径咨询" TAX [SCIENCE];
    "委外研发 {w} 万，能不能全额加计，去年汇算没敢报。";
    "明确政策口径。"; "给出书面口径，辅导更正申报。";
    "委托境内的按实际发生额 80% 加计。";
    "税务局当场答复口径，并约定更正申报时间。";
    "market" "complaint" "职业索赔反复投诉标签" MARKET [JUSTICE];
    "一个人一个月投诉了 {n} 次，都是标签字号，开口就要一千。";
    "依法甄别职业索赔。"; "核查投诉记录，依法不予支持并反馈。";
    "有恶意投诉名单制度，可以核实后列入。";
    "市监局答复：核实后终止调解，并指导企业改好标签。";
    "utilities" "problem" "燃气报装费用分摊有争议" GAS [HOUSING];
    "红线外的管道也让我们出，报价 {w} 万，文件不是说取消了吗。";
    "按规定核减报装费用。"; "按红线内外核减费用，重新签订合同。";
    "红线外的不该收，施工队报错了。";
    "燃气公司当场更正报价，红线外部分不收。";
    "talent" "suggestion" "引进工程师的子女入学" LABOUR [NORTH];
    "从外地引进 {n} 个工程师，孩子上学卡在户口。";
    "协调引进人才子女就近入学。"; "按人才政策协调学位，开学前落实。";
    "符合人才目录的可以协调公办学位。";
    "人社局现场受理人才认定，学位由教育部门统筹。";
    "justice" "problem" "胜诉两年执行不到位" JUSTICE [];
    "官司赢了{m}个月，{w} 万一分没执行到，对方车还在开。";
    "协调推进执行。"; "对接法院执行局，书面反馈进展。";
    "可以提供财产线索，申请恢复执行。";
    "司法局安排律师当场指导申请恢复执行。";
    "permits" "suggestion" "多个部门检查过密，请求统筹" MARKET [FIRE, ENVIRONMENT];
    "上个月来了 {n} 拨检查，每次都要老板陪，半天就没了。";
    "合并检查，进一次门查多项事。"; "统筹检查计划，推行联合检查。";
    "已经在做“综合查一次”，名单里可以加上。";
    "市监局答复：列入联合检查名单，全年不超过两次。";
    "market" "suggestion" "希望纳入政府采购本地目录" TREASURY [COMMERCE];
    "桶装水质量不比外地差，机关单位一家都没进去，希望有 {n} 家试用。";
    "依法依规参与采购。"; "讲解采购规则，组织供需对接。";
    "采购不能搞本地目录，但可以上框架协议。";
    "财政局当场讲解框架协议征集办法，企业表示会报名。";
    "land" "suggestion" "工业用地分割转让" LAND [ECONOMY];
    "闲着 {n} 亩用不完，想分一块给配套厂，说是不能分割。";
    "明确分割转让条件。"; "研究分割方案，出具书面意见。";
    "有新的盘活办法，满足条件可以分割。";
    "自然资源局当场发了办法全文和办理清单。";
    "arrears" "problem" "医院拖欠货款，请求协调" TREASURY [];
    "两家公立医院欠耗材款 {w} 万，账期从{m}个月拖到一年半。";
    "督促按合同付款。"; "核对欠款，督促制定还款计划。";
    "清欠台账可以录入，省里每月调度。";
    "财政局当场录入清欠台账，月底前反馈计划。";
    "utilities" "problem" "自来水压力不足影响生产" WATER [];
    "下午四点以后水压只有一公斤，清洗线停了 {n} 次。";
    "提高供水压力。"; "检测水压，采取增压措施。";
    "是一处阀门没开足，马上派人查。";
    "水务局当天开足阀门，现场测压合格。";
    "policy_delivery" "problem" "稳岗返还资金未到账" LABOUR [TREASURY];
    "公示都过了{m}个月，稳岗返还 {n} 万多还没到。";
    "核实拨付进度。"; "核实原因，及时拨付。";
    "账号少了一位，退票了。";
    "人社局当场更正账号，本周重拨。";
    "permits" "consultation" "临街加装遮雨棚怎么办手续" NORTH [HOUSING];
    "门口想装 {n} 米雨棚，怕装了又拆，问了几家说法不一样。";
    "明确手续。"; "书面答复设置要求。";
    "不占公共空间的报街道备案就行。";
    "街道当场给了备案表。";
    "financing" "consultation" "设备更新贷款贴息怎么申请" FINANCE [ECONOMY];
    "想换 {n} 台设备，听说有贴息，银行说不知道。";
    "介绍贴息办法。"; "组织银企对接，讲解申报流程。";
    "贴息 1.5 个点，先进项目库。";
    "经信局当场把项目录入设备更新库。";
    "labour" "complaint" "劳务派遣工伤责任扯皮" LABOUR [JUSTICE];
    "派遣工摔伤，{w} 万医药费我们先垫了，派遣公司不认。";
    "明确责任，依法处理。"; "调查取证，组织调解。";
    "用工单位先垫付没有错，可以追偿。";
    "人社局当场立案调解，约定三日后双方到场。";
    "other" "suggestion" "政策太多看不懂，希望有人讲" ECONOMY [];
    "文件一年 {n}0 多个，哪个跟我们有关，没人告诉。";
    "提供政策精准推送。"; "梳理惠企政策清单，按行业推送。";
    "正在做政策明白卡，按行业分。";
    "经信局当场发明白卡，并建企业联络群。";
    "utilities" "problem" "光伏并网接入容量受限" POWER [PLANNING];
    "屋顶 {n} 兆瓦都装好了，说台区容量满了，并不上。";
    "明确并网时间。"; "提出扩容方案，公布可接入容量。";
    "这个台区列入年底改造，改完可以并。";
    "供电公司当场给出分期并网方案，企业同意。";
    "land" "complaint" "租赁厂房被通知提前腾退" CITY_FIRM [LAND];
    "合同还有 {n} 年，突然通知两个月搬走，设备搬一次 {w} 万。";
    "按合同履行或合理补偿。"; "与企业协商腾退方案和补偿。";
    "是规划道路要用，可以谈补偿和过渡厂房。";
    "城投公司承诺在过渡厂房落实前不腾退。";
    "market" "problem" "出口退税进度慢占压资金" TAX [COMMERCE];
    "三季度退税 {w} 万，比往年慢了一个月，周转不开。";
    "加快审核。"; "核查函调进度，办结即退。";
    "有一家上游在函调，回函到了就退。";
    "税务局答复：函调已回，本周退库。";
    "talent" "problem" "技能等级认定名额不足" LABOUR [SCIENCE];
    "报了 {n}0 人认定高级工，只批了一半。";
    "增加认定批次。"; "增加一批认定计划，公布时间。";
    "下季度可以加一批。";
    "人社局当场同意增加一批，下月开考。";
}

#[cfg(test)]
mod tests {
    use domain::demand::{Category, DemandKind};
    use domain::terms::Term;

    use super::*;

    #[test]
    fn codes_are_those_of_the_domain() {
        for case in CASES {
            assert!(Category::from_code(case.category).is_ok(), "{}", case.title);
            assert!(DemandKind::from_code(case.kind).is_ok(), "{}", case.title);
        }
    }

    #[test]
    fn titles_fit_a_slip_and_units_are_named_once() {
        for case in CASES {
            assert!(case.title.chars().count() <= domain::demand::TITLE_MAX, "{}", case.title);
            assert!(!case.assists.contains(&case.lead), "{}", case.title);
        }
    }
}
