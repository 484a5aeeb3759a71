//! Vocabularies of the enterprise (企业) record, form F2.

use crate::terms::terms;

terms! {
    /// Size class (工信部联企业〔2011〕300号 names).
    pub enum EnterpriseScale {
        Large = "large", "大型";
        Medium = "medium", "中型";
        Small = "small", "小型";
        Micro = "micro", "微型";
    }
}

terms! {
    /// What a record in the directory is.
    pub enum EnterpriseKind {
        Firm = "firm", "企业";
        Individual = "individual", "个体工商户";
        Chamber = "chamber", "商会协会";
    }
}

terms! {
    /// Marks a clerk sets on an enterprise.
    pub enum EnterpriseFlag {
        Member = "member", "工商联会员";
        AboveScale = "above_scale", "规上";
        HongKongMacao = "hong_kong_macao", "港澳";
        Taiwan = "taiwan", "台资";
        Overseas = "overseas", "侨资";
        Foreign = "foreign", "外资";
    }
}

terms! {
    /// Industry divisions of GB/T 4754-2017 (门类 A–T).
    pub enum Industry {
        A = "A", "农、林、牧、渔业";
        B = "B", "采矿业";
        C = "C", "制造业";
        D = "D", "电力、热力、燃气及水生产和供应业";
        E = "E", "建筑业";
        F = "F", "批发和零售业";
        G = "G", "交通运输、仓储和邮政业";
        H = "H", "住宿和餐饮业";
        I = "I", "信息传输、软件和信息技术服务业";
        J = "J", "金融业";
        K = "K", "房地产业";
        L = "L", "租赁和商务服务业";
        M = "M", "科学研究和技术服务业";
        N = "N", "水利、环境和公共设施管理业";
        O = "O", "居民服务、修理和其他服务业";
        P = "P", "教育";
        Q = "Q", "卫生和社会工作";
        R = "R", "文化、体育和娱乐业";
        S = "S", "公共管理、社会保障和社会组织";
        T = "T", "国际组织";
    }
}

terms! {
    /// What kind of body a responsible unit is.
    pub enum UnitKind {
        Department = "department", "区级部门";
        Street = "street", "镇街";
        StateFirm = "state_firm", "国有企业";
        Other = "other", "其他";
    }
}

terms! {
    /// What a name in the directory belongs to.
    pub enum NameKind {
        Unit = "unit", "单位";
        Leader = "leader", "领导";
        Enterprise = "enterprise", "企业";
    }
}
