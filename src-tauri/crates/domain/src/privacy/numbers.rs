//! Numbers of telephones and identity cards.

use super::{NO_IDENTITY, NO_PHONE};
use crate::text::half_width;

/// Replaces telephone numbers: mobile ones (11 digits from 13 to 19, with or without 86), those with
/// an area code (10 to 12 digits from 0, the code perhaps in brackets) and local ones written with
/// their hyphen; and the numbers of identity cards (GB 11643, 18 signs). Digits may be parted by
/// blanks, hyphens and points and be of either width. Amounts, codes and dates stay.
pub(super) fn without_numbers(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut kept = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let end = run_of_digits(&chars, at);
        if end == at {
            kept.push(chars[at]);
            at += 1;
        } else {
            let run = &chars[at..end];
            // A longer code, such as 统一社会信用代码, is no telephone number.
            let stands_in_word = |c: Option<&char>| c.is_some_and(char::is_ascii_alphabetic);
            let is_part = stands_in_word(at.checked_sub(1).and_then(|before| chars.get(before)))
                || stands_in_word(chars.get(end));
            let has_check_sign = matches!(chars.get(end), Some('X' | 'x' | 'Ｘ'));
            if is_identity(run, has_check_sign) {
                kept.push_str(NO_IDENTITY);
                at = end + usize::from(digits_of(run).len() == 17);
            } else if is_mobile(&digits_of(run)) || (!is_part && is_phone(run)) {
                // The bracket that opened before an area code and the plus of 86 go with it.
                let is_bracketed = run.iter().any(|c| matches!(c, ')' | '）'));
                let is_head = |c: char| c == '+' || (is_bracketed && matches!(c, '(' | '（'));
                if kept.ends_with(is_head) {
                    kept.pop();
                }
                kept.push_str(NO_PHONE);
                at = end;
            } else {
                kept.extend(run);
                at = end;
            }
        }
    }
    kept
}

/// Returns the end of the digits from `at`, single blanks and hyphens between them included.
fn run_of_digits(chars: &[char], at: usize) -> usize {
    let is_digit = |at: usize| chars.get(at).is_some_and(|c| half_width(*c).is_ascii_digit());
    let mut end = at;
    while is_digit(end) || (end > at && is_between_digits(chars.get(end)) && is_digit(end + 1)) {
        end += 1;
    }
    end
}

fn is_between_digits(c: Option<&char>) -> bool {
    let is_joint = |c| "-－–—.．· \u{3000})）".contains(c);
    c.is_some_and(|c| is_joint(*c))
}

fn digits_of(run: &[char]) -> String {
    run.iter().map(|c| half_width(*c)).filter(char::is_ascii_digit).collect()
}

fn is_mobile(digits: &str) -> bool {
    let own = digits.strip_prefix("86").filter(|own| own.len() == 11).unwrap_or(digits);
    own.len() == 11 && own.starts_with('1') && !matches!(own.as_bytes()[1], b'0' | b'1' | b'2')
}

/// 18 signs, the last perhaps an X, with a possible year of birth.
fn is_identity(run: &[char], has_check_sign: bool) -> bool {
    let digits = digits_of(run);
    let is_long = digits.len() == 18 || (digits.len() == 17 && has_check_sign);
    is_long && digits.len() == run.len() && matches!(&digits[6..8], "19" | "20")
}

fn is_phone(run: &[char]) -> bool {
    let digits = digits_of(run);
    let joints = run.iter().filter(|c| is_between_digits(Some(c))).count();
    let has_area = (10..=12).contains(&digits.len()) && digits.starts_with('0');
    // 2026-09-23 has two hyphens, 400-8 digits begin with 400; a point makes an amount.
    let has_point = run.iter().any(|c| matches!(c, '.' | '．'));
    let is_local =
        joints == 1 && !has_point && matches!(digits.len(), 7 | 8) && !digits.starts_with("20");
    let is_service = digits.len() == 10 && (digits.starts_with("400") || digits.starts_with("800"));
    has_area || is_local || is_service
}
