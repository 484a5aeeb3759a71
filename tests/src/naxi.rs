//! The record of the Naxi story: one steel-structure firm, four demands, seven units, one 批示.
//! Told twice, by use cases and in the real window, from this one record.

/// A unit of the story.
#[derive(Debug)]
pub struct Unit {
    pub name: &'static str,
    pub short_name: &'static str,
    /// What a clerk types to find it: initials of the short name.
    pub initials: &'static str,
}

const fn unit(name: &'static str, short_name: &'static str, initials: &'static str) -> Unit {
    Unit { name, short_name, initials }
}

pub const UNITS: [Unit; 7] = [
    unit("区住房和城乡建设局", "区住建局", "qzjj"),
    unit("区财政局", "区财政局", "qczj"),
    unit("区经济商务和科学技术局", "区经科局", "qjkj"),
    unit("区自然资源和规划局", "区自然资源局", "qzrzyj"),
    unit("区行政审批局", "区行政审批局", "qxzspj"),
    unit("区发展和改革局", "区发改局", "qfgj"),
    unit("经济开发区管理委员会", "经开区管委会", "jkqgwh"),
];

/// What the firm asks, and what becomes of it.
#[derive(Debug)]
pub struct Demand {
    pub title: &'static str,
    /// The firm's words, taken down as they fall.
    pub said: &'static str,
    /// Category: code, words and the initials that find it.
    pub category: (&'static str, &'static str, &'static str),
    /// Places in [`UNITS`].
    pub lead: usize,
    pub assists: &'static [usize],
    pub responsible: &'static str,
    pub requirement: &'static str,
}

pub const DEMANDS: [Demand; 4] = [
    Demand {
        title: "住房租赁试点奖补资金未到位",
        said: "参加住房租赁试点两年，奖补资金还没有到账。",
        category: ("policy_delivery", "政策兑现", "zcdx"),
        lead: 0,
        assists: &[1],
        responsible: "刘立成",
        requirement: "核清应补金额，提出拨付时间，书面答复企业。",
    },
    Demand {
        title: "二期厂房建设补助未兑现",
        said: "二期厂房去年建成，约定的补助没有兑现。",
        category: ("policy_delivery", "政策兑现", "zcdx"),
        lead: 2,
        assists: &[1, 6],
        responsible: "陈建川",
        requirement: "对照协议核实建设进度，符合条件的兑现补助。",
    },
    Demand {
        title: "一期厂房验收和办证受阻",
        said: "一期厂房投产三年，验收和产权证还没有办下来。",
        category: ("permits", "审批办证", "spbz"),
        lead: 3,
        assists: &[0, 4],
        responsible: "王学民",
        requirement: "列出缺项清单，容缺办理验收，限期发证。",
    },
    Demand {
        title: "请求减免城市基础设施配套费",
        said: "配套费一次交清压力大，请求按政策减免。",
        category: ("taxes", "税费", "sf"),
        lead: 0,
        assists: &[1, 5],
        responsible: "刘立成",
        requirement: "逐项核对减免政策，能减则减，不能减的说明理由。",
    },
];

/// Working days given for every demand, and the day they end: the notice of 2023 makes 23 April
/// and 6 May working days and takes 29 April to 3 May out.
pub const LIMIT: u32 = 15;
pub const DUE: &str = "2023-05-08";
pub const DUE_WORDS: &str = "2023年5月8日";

pub const FIRM: &str = "川江钢结构有限公司";
pub const FIRM_SHORT: &str = "川江钢构";
pub const REPRESENTATIVE: &str = "王守成";

/// Name and post of the leader who receives and signs.
pub const LEADER: (&str, &str) = ("周明远", "区委书记");
/// Name and post of the deputy head who leads the handling.
pub const DEPUTY: (&str, &str) = ("罗示恒", "副区长");
pub const REVIEWER: &str = "陈启文";

pub const HELD_ON: &str = "2023-04-14";
pub const SERIES: u32 = 13;
pub const TITLE: &str = "第十三期民营企业接待日";
pub const PROPOSAL: &str = "建议按下列分工限期办理。妥否，请批示。";
pub const INSTRUCTION: &str =
    "请罗示恒同志牵头，区住建局、区经科局、区自然资源局具体负责，迅速落实。";
