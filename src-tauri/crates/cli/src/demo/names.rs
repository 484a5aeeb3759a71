//! Who there is in 川江区. The district, its bodies and its people are made up; names carry 示 or
//! 例 so that nobody takes them for real.

/// GB/T 2260 has no such district.
pub(super) const DISTRICT: &str = "510599";

/// Name, short name, kind, liaison person.
pub(super) const UNITS: [(&str, &str, &str, &str); 25] = [
    ("川江区经济和信息化局", "区经信局", "department", "罗示恒"),
    ("川江区自然资源局", "区自然资源局", "department", "魏示明"),
    ("川江区住房城乡建设局", "区住建局", "department", "贺例江"),
    ("川江区人力资源和社会保障局", "区人社局", "department", "童示佳"),
    ("川江生态环境局", "生态环境局", "department", "曾例川"),
    ("川江区市场监督管理局", "区市监局", "department", "陆示清"),
    ("国家税务总局川江区税务局", "区税务局", "department", "岳例宁"),
    ("川江区金融工作服务中心", "区金融中心", "department", "罗示恒"),
    ("川江区公安分局交通管理大队", "交管大队", "department", "罗示川"),
    ("川江区交通运输局", "区交通局", "department", "龙示安"),
    ("川江区水务局", "区水务局", "department", "江例涛"),
    ("川江区商务局", "区商务局", "department", "薛示宁"),
    ("川江区科学技术局", "区科技局", "department", "段例舒"),
    ("川江区机关事务服务中心", "机关事务中心", "department", "魏例安"),
    ("川江区行政审批局", "区审批局", "department", "齐示远"),
    ("川江区财政局", "区财政局", "department", "邵例平"),
    ("川江区发展和改革局", "区发改局", "department", "樊示航"),
    ("川江区司法局", "区司法局", "department", "孟例仪"),
    ("国网川江供电公司", "川江供电公司", "state_firm", "邓例文"),
    ("川江燃气有限责任公司", "川江燃气公司", "state_firm", "庞示伟"),
    ("川江城市建设投资有限公司", "川江城投公司", "state_firm", "卢例峰"),
    ("城北街道办事处", "城北街道", "street", "钟示兰"),
    ("沱湾街道办事处", "沱湾街道", "street", "温例和"),
    ("青杠镇人民政府", "青杠镇", "street", "秦示坤"),
    ("川江区消防救援大队", "消防大队", "department", "石例刚"),
];

pub(super) const ECONOMY: usize = 0;
pub(super) const LAND: usize = 1;
pub(super) const HOUSING: usize = 2;
pub(super) const LABOUR: usize = 3;
pub(super) const ENVIRONMENT: usize = 4;
pub(super) const MARKET: usize = 5;
pub(super) const TAX: usize = 6;
pub(super) const FINANCE: usize = 7;
pub(super) const TRAFFIC: usize = 8;
pub(super) const TRANSPORT: usize = 9;
pub(super) const WATER: usize = 10;
pub(super) const COMMERCE: usize = 11;
pub(super) const SCIENCE: usize = 12;
pub(super) const PERMITS: usize = 14;
pub(super) const TREASURY: usize = 15;
pub(super) const PLANNING: usize = 16;
pub(super) const JUSTICE: usize = 17;
pub(super) const POWER: usize = 18;
pub(super) const GAS: usize = 19;
pub(super) const CITY_FIRM: usize = 20;
pub(super) const NORTH: usize = 21;
pub(super) const BAY: usize = 22;
pub(super) const TOWN: usize = 23;
pub(super) const FIRE: usize = 24;

/// Name, post.
pub(super) const LEADERS: [(&str, &str); 12] = [
    ("沈例成", "区委副书记、区长"),
    ("蒲例明", "区委常委、统战部部长"),
    ("何示镕", "区委常委、常务副区长"),
    ("景例渝", "区委常委、政法委书记"),
    ("顾示贤", "区人大常委会副主任"),
    ("程例原", "副区长"),
    ("柳示芸", "副区长"),
    ("武例凯", "副区长、公安分局局长"),
    ("卓示丹", "副区长"),
    ("殷例松", "区政协副主席、工商联主席"),
    ("梅示荷", "区委统战部副部长、工商联党组书记"),
    ("游例谦", "区政府办公室主任"),
];

/// Short name, rest of the full name, industry, scale, business, legal representative, street.
type Firm =
    (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str, usize);

pub(super) const FIRMS: [Firm; 40] = [
    ("云杉精密机械", "有限公司", "C", "small", "数控机床零件加工", "文示杉", NORTH),
    ("沱湾冷链物流", "有限公司", "G", "small", "冷冻食品仓储与城市配送", "何例舟", BAY),
    ("青禾里食品", "有限公司", "C", "small", "豆制品、泡菜加工", "苗示禾", TOWN),
    ("百尺竿新材料", "股份有限公司", "C", "medium", "工程塑料改性", "高例竿", NORTH),
    ("栎下纺织", "有限公司", "C", "small", "棉纱、坯布", "杜例栎", TOWN),
    ("禾木家居", "有限公司", "C", "small", "板式家具", "林示木", NORTH),
    ("同舟物流", "有限公司", "G", "medium", "零担与整车运输", "周例同", BAY),
    ("明岩电子", "有限公司", "C", "medium", "线束与连接器", "石示明", NORTH),
    ("筑安建设", "有限公司", "E", "medium", "房屋建筑施工", "安例筑", NORTH),
    ("小满农业科技", "有限公司", "A", "small", "蔬菜育苗与订单种植", "田示满", TOWN),
    ("锦溪进出口", "有限公司", "F", "small", "竹木制品出口", "金例溪", BAY),
    ("精工模具", "有限公司", "C", "small", "压铸模、注塑模", "巩示精", NORTH),
    ("鑫𬭊新材料", "有限公司", "C", "small", "有色合金粉末", "张示𬭊", NORTH),
    ("望江楼餐饮管理", "有限公司", "H", "small", "中餐连锁", "汪例楼", BAY),
    ("三江船舶修造", "有限公司", "C", "medium", "内河船舶修造", "江示航", BAY),
    ("竹里文化创意", "有限公司", "R", "micro", "展陈设计、文创产品", "祝例里", NORTH),
    ("川江恒昌化工", "有限公司", "C", "medium", "水性涂料", "常示恒", TOWN),
    ("和畅汽车零部件", "有限公司", "C", "medium", "制动管路", "和例畅", NORTH),
    ("蜀南印象酒业", "有限公司", "C", "small", "小曲清香型白酒", "舒示南", TOWN),
    ("仁和医疗器械", "有限公司", "C", "small", "一次性耗材", "任例和", NORTH),
    ("启明教育咨询", "有限公司", "P", "micro", "职业技能培训", "祁示明", BAY),
    ("天衡检测技术", "有限公司", "M", "small", "建材与环境检测", "田例衡", NORTH),
    ("云上数字科技", "有限公司", "I", "small", "工业软件实施", "云示上", NORTH),
    ("丰谷粮油", "有限公司", "C", "small", "菜籽油压榨", "丰例谷", TOWN),
    ("绿源环保工程", "有限公司", "N", "small", "污水处理设施运维", "吕示源", BAY),
    ("博远国际旅行社", "有限公司", "L", "micro", "入境与研学旅行", "薄例远", BAY),
    ("铁山钢结构", "有限公司", "E", "medium", "钢结构制作安装", "铁示山", TOWN),
    ("凤凰印务", "有限公司", "C", "small", "包装印刷", "冯例凰", NORTH),
    ("清泉水业", "有限公司", "C", "micro", "桶装饮用水", "秦示泉", TOWN),
    ("万联超市连锁", "有限公司", "F", "medium", "社区超市", "万例联", BAY),
    ("安捷人力资源", "有限公司", "L", "small", "劳务外包", "安示捷", NORTH),
    ("佳和物业服务", "有限公司", "K", "small", "园区与住宅物业", "贾例和", NORTH),
    ("远大农机", "有限公司", "C", "small", "丘陵小型农机", "袁示大", TOWN),
    ("晨曦光伏科技", "有限公司", "D", "small", "分布式光伏", "陈例曦", BAY),
    ("瑞丰种业", "有限公司", "A", "small", "杂交稻制种", "芮示丰", TOWN),
    ("长江源生物", "股份有限公司", "C", "medium", "植物提取物", "常例源", NORTH),
    ("德馨家政服务", "有限公司", "O", "micro", "居家养老与家政", "德示馨", BAY),
    ("新航线跨境电商", "有限公司", "F", "micro", "跨境电商代运营", "辛例航", BAY),
    ("古镇客栈管理", "有限公司", "H", "micro", "民宿运营", "古示真", TOWN),
    ("区餐饮业商会", "", "S", "small", "行业自律与服务", "汪例楼", BAY),
];

/// Returns a valid credit code of the made-up district (GB 32100-2015).
pub(super) fn credit_code(firm: usize) -> String {
    const SIGNS: &[u8] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
    let kind = if FIRMS[firm].1.is_empty() { "51" } else { "91" };
    let body = format!("{kind}{DISTRICT}MA{:04}{:02}X", 1000 + firm * 37, firm);
    let mut weight = 1;
    let mut sum = 0;
    for sign in body.bytes() {
        let value = SIGNS.iter().position(|other| *other == sign).unwrap_or(0);
        sum += value * weight;
        weight = weight * 3 % 31;
    }
    let check = SIGNS[(31 - sum % 31) % 31];
    format!("{body}{}", char::from(check))
}

#[cfg(test)]
mod tests {
    use domain::credit_code::CreditCode;

    use super::*;

    #[test]
    fn the_codes_are_valid_and_of_no_real_district() {
        for firm in 0..FIRMS.len() {
            let code = CreditCode::parse(&credit_code(firm)).expect("a valid code");
            assert_eq!(code.registration_district(), DISTRICT);
        }
    }
}
