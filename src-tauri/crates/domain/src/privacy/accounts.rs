//! Addresses and numbers known by the words before them or by their signs.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::{NO_ACCOUNT, NO_EMAIL, NO_PHONE};

static EMAIL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[A-Za-z0-9._%+-]+[@＠][A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"));
static ACCOUNT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(微信|wechat|qq)((?:号码?)?\s*(?:[（(][^（）()]{1,6}[）)])?\s*[:：是为]?\s*)[a-z0-9ａ-ｚ０-９_.＿-]{5,20}",
    )
});
/// Seven or eight digits say "telephone" only after such a word; alone they may be an amount. More
/// of them may follow, and a remark may stand between.
static TOLD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(电话|座机|手机|致电|拨打|联系方式|来电)((?:号码?)?\s*(?:[（(][^（）()]{1,6}[）)])?\s*[:：是为]?\s*)(\d+(?:\s*[、，,/／或和及;；]\s*\d+)*)",
    )
});
static DIGITS: LazyLock<Regex> = LazyLock::new(|| pattern(r"\d+"));
static SPELLED: LazyLock<Regex> = LazyLock::new(|| pattern("[〇零一二三四五六七八九幺]+"));

#[expect(clippy::expect_used, reason = "the patterns are fixed; every one is used by a test")]
fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a pattern")
}

/// Replaces e-mail addresses, names in WeChat and QQ, local numbers after a word that says
/// "telephone" and mobile numbers spelled in Chinese digits.
pub(super) fn without_accounts(text: &str) -> String {
    let text = EMAIL.replace_all(text, NO_EMAIL);
    let text = ACCOUNT.replace_all(&text, format!("$1$2{NO_ACCOUNT}"));
    let text = TOLD.replace_all(&text, |told: &Captures<'_>| {
        let numbers = DIGITS.replace_all(&told[3], |digits: &Captures<'_>| {
            let is_local = matches!(digits[0].chars().count(), 7 | 8);
            String::from(if is_local { NO_PHONE } else { &digits[0] })
        });
        format!("{}{}{numbers}", &told[1], &told[2])
    });
    let text = SPELLED.replace_all(&text, |found: &Captures<'_>| {
        let signs: Vec<char> = found[0].chars().collect();
        let is_mobile = signs.len() == 11
            && matches!(signs[0], '一' | '幺')
            && "三四五六七八九".contains(signs[1]);
        String::from(if is_mobile { NO_PHONE } else { &found[0] })
    });
    text.into_owned()
}
