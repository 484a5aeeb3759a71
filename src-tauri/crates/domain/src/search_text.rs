//! Text for full-text search: bigrams for an FTS5 `unicode61` table, and safe queries on it.
//!
//! Every run of Chinese characters is stored as its two-character words plus its last
//! character: `交通局` → `交通 通局 局`. A two-character query hits one token, a longer one is
//! a phrase of tokens, a single character is the beginning of a token.

use unicode_normalization::char::is_combining_mark;

use crate::text::half_width;

/// The most tokens a query is built from; what a person types never reaches it.
const QUERY_TOKENS_MAX: usize = 48;

/// One stretch of text that is tokenised alike.
enum Run {
    /// Characters written without spaces.
    Han(Vec<char>),
    /// Letters and digits: one token.
    Word(String),
}

/// What a character is to the index.
#[derive(Clone, Copy)]
enum Sign {
    /// Written without spaces.
    Han,
    /// Of a script whose words stand between blanks.
    Letter,
    /// Belongs to the letter before it and means nothing to a search.
    Attached,
    /// Blanks and punctuation.
    Break,
}

/// Returns the tokens of `text`, separated by blanks, as the search table stores them.
#[must_use]
pub fn index_text(text: &str) -> String {
    let mut tokens = String::with_capacity(text.len() * 2 + 8);
    add_index_text(&mut tokens, text);
    tokens
}

/// Adds the tokens of `text` to others. They are written one by one: an import brings millions.
pub fn add_index_text(tokens: &mut String, text: &str) {
    let mut before: Option<char> = None;
    let mut is_in_word = false;
    // The last character of a run; it also keeps two neighbouring runs from reading like one phrase.
    let end = |tokens: &mut String, before: &mut Option<char>| {
        if let Some(last) = before.take() {
            begin(tokens);
            push(tokens, last);
        }
    };
    for c in text.chars().map(half_width) {
        match sign(c) {
            Sign::Han => {
                if let Some(before) = before {
                    begin(tokens);
                    push(tokens, before);
                    push(tokens, c);
                }
                before = Some(c);
                is_in_word = false;
            }
            Sign::Letter => {
                if !is_in_word {
                    end(tokens, &mut before);
                    begin(tokens);
                    is_in_word = true;
                }
                tokens.extend(c.to_lowercase().filter(|lower| lower.is_alphanumeric()));
            }
            Sign::Attached => {}
            Sign::Break => {
                end(tokens, &mut before);
                is_in_word = false;
            }
        }
    }
    end(tokens, &mut before);
}

/// Parts a token from the one before it.
fn begin(tokens: &mut String) {
    if !tokens.is_empty() {
        tokens.push(' ');
    }
}

/// Returns an FTS5 expression that finds texts holding every word of `query`, or `None` when
/// nothing can be searched for. Only quoted tokens of letters and digits go in: what the user
/// types is never read as an operator.
#[must_use]
pub fn match_expression(query: &str) -> Option<String> {
    let mut budget = QUERY_TOKENS_MAX;
    let mut terms = Vec::new();
    for run in runs(query) {
        let (tokens, is_prefix) = match run {
            Run::Han(chars) if chars.len() == 1 => (vec![token(&chars)], true),
            Run::Han(chars) => (chars.windows(2).map(token).collect(), false),
            Run::Word(word) => (vec![word], true),
        };
        if tokens.len() > budget {
            break;
        }
        budget -= tokens.len();
        let star = if is_prefix { "*" } else { "" };
        terms.push(format!("\"{}\"{star}", tokens.join(" ")));
    }
    (!terms.is_empty()).then(|| terms.join(" AND "))
}

fn runs(text: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    for c in text.chars().map(half_width) {
        match sign(c) {
            Sign::Letter => {
                if !matches!(runs.last(), Some(Some(Run::Word(_)))) {
                    runs.push(Some(Run::Word(String::new())));
                }
                if let Some(Some(Run::Word(word))) = runs.last_mut() {
                    word.extend(c.to_lowercase().filter(|lower| lower.is_alphanumeric()));
                }
            }
            Sign::Han => {
                if !matches!(runs.last(), Some(Some(Run::Han(_)))) {
                    runs.push(Some(Run::Han(Vec::new())));
                }
                if let Some(Some(Run::Han(chars))) = runs.last_mut() {
                    chars.push(c);
                }
            }
            Sign::Attached => {}
            Sign::Break => runs.push(None),
        }
    }
    runs.into_iter().flatten().collect()
}

fn sign(c: char) -> Sign {
    match c {
        // What most texts consist of needs no look at the tables of Unicode.
        '\u{4E00}'..='\u{9FFF}' => Sign::Han,
        'a'..='z' | 'A'..='Z' | '0'..='9' => Sign::Letter,
        c if c.is_alphanumeric() => {
            if u32::from(c) < 0x2E80 {
                Sign::Letter
            } else {
                Sign::Han
            }
        }
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' => Sign::Attached,
        c if is_combining_mark(c) => Sign::Attached,
        _ => Sign::Break,
    }
}

fn token(chars: &[char]) -> String {
    let mut token = String::new();
    chars.iter().for_each(|c| push(&mut token, *c));
    token
}

/// Characters beyond the basic plane (rare names such as 𠮷) are spelt by number, so that the
/// table's tokeniser need not know them.
fn push(token: &mut String, c: char) {
    match u32::from(c) {
        code @ 0x1_0000.. => token.push_str(&format!("u{code:x}")),
        _ => token.push(c),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("交通局", "交通 通局 局")]
    #[case("交通，通管", "交通 通 通管 管")]
    #[case("三号冷库400千伏安", "三号 号冷 冷库 库 400 千伏 伏安 安")]
    #[case("ＡＢＣ-12 Café", "abc 12 café")]
    #[case("𠮷野", "u20bb7野 野")]
    #[case("", "")]
    #[case("——！", "")]
    fn texts_become_tokens(#[case] text: &str, #[case] tokens: &str) {
        assert_eq!(index_text(text), tokens);
    }

    #[rstest]
    #[case("交", Some("\"交\"*"))]
    #[case("交通", Some("\"交通\""))]
    #[case("交通局", Some("\"交通 通局\""))]
    #[case("沱湾 冷链", Some("\"沱湾\" AND \"冷链\""))]
    #[case("9151", Some("\"9151\"*"))]
    #[case("NEAR(交通 OR *)", Some("\"near\"* AND \"交通\" AND \"or\"*"))]
    #[case("\"交通\" -局", Some("\"交通\" AND \"局\"*"))]
    #[case("标题:^\"", Some("\"标题\""))]
    #[case("*", None)]
    fn queries_are_quoted(#[case] query: &str, #[case] expression: Option<&str>) {
        assert_eq!(match_expression(query).as_deref(), expression);
    }

    /// What FTS5 does with an expression of this module, in small.
    fn finds(index: &str, expression: &str) -> bool {
        let tokens: Vec<&str> = index.split(' ').collect();
        expression.split(" AND ").all(|term| {
            let is_prefix = term.ends_with('*');
            let words: Vec<&str> = term.trim_matches(['"', '*']).split(' ').collect();
            tokens.windows(words.len()).any(|window| {
                window
                    .iter()
                    .zip(&words)
                    .all(|(token, word)| token == word || (is_prefix && token.starts_with(word)))
            })
        })
    }

    proptest! {
        #[test]
        fn any_part_of_a_chinese_text_is_found(
            text in "[\\u{4e00}-\\u{4e20}\\u{20000}-\\u{20010}]{1,20}",
            at in 0..20_usize,
            length in 1..8_usize,
        ) {
            let part: String = text.chars().skip(at).take(length).collect();
            prop_assume!(!part.is_empty());
            let expression = match_expression(&part).unwrap();
            prop_assert!(finds(&index_text(&text), &expression), "{part} in {text}");
        }

        #[test]
        fn a_han_query_finds_nothing_that_does_not_hold_it(
            text in "[甲乙丙，]{1,12}",
            query in "[甲乙丙]{1,4}",
        ) {
            let expression = match_expression(&query).unwrap();
            prop_assert_eq!(finds(&index_text(&text), &expression), text.contains(&query));
        }

        #[test]
        fn an_expression_holds_only_quoted_tokens(query in any::<String>()) {
            if let Some(expression) = match_expression(&query) {
                for term in expression.split(" AND ") {
                    let inner = term.trim_end_matches('*');
                    prop_assert!(inner.len() > 2 && inner.starts_with('"') && inner.ends_with('"'));
                    let inner = &inner[1..inner.len() - 1];
                    prop_assert!(inner.chars().all(|c| c.is_alphanumeric() || c == ' '));
                }
            }
        }
    }
}
