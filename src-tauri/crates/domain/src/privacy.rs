//! What a text tells of people, taken out before strangers read it (个人信息保护法, art. 6 and 51:
//! no more than the purpose needs).

mod accounts;
mod numbers;

/// The name of an enterprise that asked not to be named.
pub const UNNAMED: &str = "某企业";
/// What stands in place of a telephone number.
pub const NO_PHONE: &str = "（电话略）";
/// What stands in place of the number of an identity card.
pub const NO_IDENTITY: &str = "（证件号略）";
/// What stands in place of an e-mail address.
pub const NO_EMAIL: &str = "（邮箱略）";
/// What stands in place of a name in WeChat or QQ.
pub const NO_ACCOUNT: &str = "（账号略）";

/// Replaces each of `names` in `text`; empty ones are passed over.
#[must_use]
pub fn without_names<'n>(
    text: &str,
    names: impl IntoIterator<Item = &'n str>,
    instead: &str,
) -> String {
    let names = names.into_iter().filter(|name| !name.is_empty());
    names.fold(text.to_owned(), |text, name| text.replace(name, instead))
}

/// Returns a person's name as papers for the public give it: 王守成 is 王某.
#[must_use]
pub fn veiled_name(name: &str) -> String {
    name.chars().next().map_or_else(String::new, |family| format!("{family}某"))
}

/// Replaces everything by which a person is reached or known: e-mail addresses, names in WeChat and
/// QQ, telephone numbers and the numbers of identity cards.
#[must_use]
pub fn without_contacts(text: &str) -> String {
    // Accounts first: a number may be part of one.
    numbers::without_numbers(&accounts::without_accounts(text))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("请联系 王某 13812345678。", "请联系 王某 （电话略）。")]
    #[case("电话0830-4290123或138 1234 5678", "电话（电话略）或（电话略）")]
    #[case("１３８１２３４５６７８", "（电话略）")]
    #[case("座机429-0123，热线400-810-8888", "座机（电话略），热线（电话略）")]
    #[case("+86 13912340021、8613912340026", "（电话略）、（电话略）")]
    #[case("139.1234.0022，(0830)5550023", "（电话略），（电话略）")]
    #[case("微信wx13912340027", "微信（账号略）")]
    #[case("微信号：chuan_jiang88，QQ 4290123", "微信号：（账号略），QQ （账号略）")]
    #[case("邮箱wang.sc@example.com。", "邮箱（邮箱略）。")]
    #[case("电话：4290123，座机号码42901234", "电话：（电话略），座机号码（电话略）")]
    #[case("电话：4290123、4290124，转人事", "电话：（电话略）、（电话略），转人事")]
    #[case(
        "座机4290123或4290124；电话（办）4290125",
        "座机（电话略）或（电话略）；电话（办）（电话略）"
    )]
    #[case("QQ：４２９０１２３，微信:zhang.san_01", "QQ：（账号略），微信:（账号略）")]
    #[case("拨打一三八一二三四五六七八", "拨打（电话略）")]
    #[case("身份证510503198001011234、51050319800101123X。", "身份证（证件号略）、（证件号略）。")]
    fn telephone_numbers_go(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(without_contacts(text), expected);
    }

    #[rstest]
    #[case("欠款12345678元，2026-09-23前付清")]
    #[case("统一社会信用代码91510503MA6BXYZ123")]
    #[case("面积13812平方米，合同2023-0415号")]
    #[case("欠1234567.50元，占地3.5亩，2026.9.23")]
    #[case("12345热线转来，工单20260923001")]
    #[case("拨打12345，微信群通知，一二三四五六七八九一二项")]
    #[case("")]
    fn other_numbers_stay(#[case] text: &str) {
        assert_eq!(without_contacts(text), text);
    }

    #[test]
    fn names_give_way() {
        let text = "沱湾冷链物流有限公司（沱湾冷链）";
        let hidden = without_names(text, ["沱湾冷链物流有限公司", "沱湾冷链", ""], UNNAMED);
        assert_eq!(hidden, "某企业（某企业）");
        assert_eq!(veiled_name("王守成"), "王某");
        assert_eq!(veiled_name(""), "");
    }
}
