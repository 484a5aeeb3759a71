//! What is thrown at every field.

/// Texts that broke programs before, each with what it is after.
pub(crate) fn hostile() -> Vec<String> {
    let plain = [
        // Formulas, DDE.
        "=1+1",
        "=cmd|'/c calc'!A1",
        "+1-2",
        "-2+3",
        "@SUM(A1)",
        "＝1+1",
        "'=1",
        // Typst, HTML, scripts.
        "#panic(\"x\")",
        "@ref *粗* _斜_ $x$ `c`",
        "#read(\"/etc/hosts\")",
        "\\u{41} \\n // 注",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "{{7*7}} ${7*7} %s %n",
        "&amp;&#0;",
        // SQL and its full-text search.
        "'); DROP TABLE demands;--",
        "\" OR 1=1",
        "NEAR(a b) AND NOT *",
        "100%_\\",
        "title:甲",
        // Escapes of the xlsx format, file names of other systems.
        "_x0041_",
        "CON",
        "..\\..\\a",
        "../../etc",
        "a/b:c*?",
        "NUL.txt.",
        "\\ud800",
        // Direction, invisible, broken.
        "甲\u{202E}乙",
        "甲\u{2067}乙\u{2069}",
        "甲\u{200B}乙",
        "甲\u{FEFF}乙",
        "甲\u{AD}乙",
        "甲\0乙",
        "甲\u{7}乙",
        "甲\u{1B}[31m乙",
        "甲\u{7F}乙",
        "甲\u{9F}乙",
        "甲\u{FFFE}乙",
        "甲\u{1FFFF}乙",
        "甲\u{FFFD}乙",
        "葛\u{E0100}",
        "甲\u{E000}乙",
        "甲\u{10F000}乙",
        // Lines and blanks.
        "甲\n乙",
        "甲\r\n乙",
        "甲\t乙",
        "甲\u{2028}乙",
        "　甲　",
        " ",
        "",
        // Rare and foreign letters.
        "𠮷野家",
        "𬭊𫟹",
        "\u{30000}",
        "☎",
        "👨‍👩‍👧",
        "😀",
        "مرحبا",
        "e\u{301}",
        "ﷺ",
    ];
    let long = [
        format!("a{}", "\u{301}".repeat(5)),
        format!("a{}", "\u{301}".repeat(66_000)),
        "长".repeat(61),
        "长".repeat(10_001),
        "A".repeat(120),
        "字".repeat(1_000_000),
        "甲\n".repeat(200) + "乙",
    ];
    plain.into_iter().map(str::to_owned).chain(long).collect()
}

/// What a kept text reads as: trimmed, its line breaks in one form, tabs blank.
pub(super) fn kept(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    text.replace('\t', " ").trim().to_owned()
}

/// Returns the texts that say anything at all.
pub(super) fn hostile_words() -> Vec<String> {
    hostile().into_iter().filter(|text| !kept(text).is_empty()).collect()
}

/// Returns what somebody would type to find it: one line, no longer than a box takes.
pub(super) fn looked_for(text: &str) -> String {
    kept(text).chars().take(40).collect::<String>().trim().to_owned()
}
