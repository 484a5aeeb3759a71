//! Money in fen (分): whole numbers, so that sums are exact.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::text::half_width;

/// Fen in a yuan.
const YUAN: i64 = 100;
/// Fen in 万元.
const WAN: i64 = 10_000 * YUAN;
/// Fen in 亿元.
const YI: i64 = 10_000 * WAN;

/// The largest amount a demand or its outcome takes, 一千亿元: beyond it is a slip of the finger.
pub const AMOUNT_MAX: Fen = Fen(1_000 * YI);

/// The largest amount either way: it stays an exact number in JavaScript (2^53).
const LARGEST: i64 = 9_000_000_000_000_000;

/// An amount of money in fen.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(type = "number"))]
pub struct Fen(pub i64);

/// Why a text is no amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum MoneyFault {
    /// No number, or something after its unit.
    #[error("not an amount of money")]
    NotAnAmount,
    /// Smaller than a fen.
    #[error("finer than a fen")]
    TooFine,
    /// Larger than any amount the books take.
    #[error("too large an amount")]
    TooLarge,
}

impl Fen {
    /// Reads `12.5万元`, `300 万`, `1,234.56元`, `￥80`, `2.4亿`; without a unit the number is
    /// yuan. Full-width characters are taken.
    ///
    /// # Errors
    /// [`MoneyFault`] when the text is no amount, too fine or too large.
    pub fn parse(raw: &str) -> Result<Self, MoneyFault> {
        let text: String = raw
            .chars()
            .map(half_width)
            .filter(|c| !c.is_whitespace() && !matches!(c, ',' | '，'))
            .collect();
        let text = text.trim_start_matches(['¥', '￥']);
        let (text, sign) = match text.strip_prefix('-') {
            Some(rest) => (rest, -1),
            None => (text, 1),
        };
        let text = text.strip_suffix('元').unwrap_or(text);
        let units = [("亿", YI), ("千万", 1000 * WAN), ("百万", 100 * WAN), ("万", WAN)];
        let (number, unit) = units
            .iter()
            .find_map(|(word, unit)| Some((text.strip_suffix(word)?, *unit)))
            .unwrap_or((text, YUAN));
        Ok(Self(sign * scaled(number, unit)?))
    }

    /// Returns `1,234.56 元` or, from one wan on, `86.4 万元`, rounded to two decimals for
    /// reading; use [`fmt::Display`] where the exact amount must stand.
    #[must_use]
    pub fn short(self) -> String {
        let magnitude = self.0.unsigned_abs();
        if magnitude < WAN.unsigned_abs() {
            return self.to_string();
        }
        let (unit, word) =
            if magnitude >= YI.unsigned_abs() { (YI, "亿元") } else { (WAN, "万元") };
        let hundredth = unit.unsigned_abs() / 100;
        let rounded = (magnitude + hundredth / 2) / hundredth;
        let sign = if self.0 < 0 { "-" } else { "" };
        format!("{sign}{} {word}", decimal(rounded))
    }
}

/// Returns `number` × `unit` in fen; `number` is plain digits with at most one point.
fn scaled(number: &str, unit: i64) -> Result<i64, MoneyFault> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let is_number = !whole.is_empty()
        && !number.ends_with('.')
        && whole.bytes().chain(fraction.bytes()).all(|b| b.is_ascii_digit());
    if !is_number {
        return Err(MoneyFault::NotAnAmount);
    }
    let whole: i64 = whole.parse().map_err(|_| MoneyFault::TooLarge)?;
    let mut fen = whole.checked_mul(unit).ok_or(MoneyFault::TooLarge)?;
    let mut step = unit;
    for digit in fraction.trim_end_matches('0').bytes() {
        if step % 10 != 0 {
            return Err(MoneyFault::TooFine);
        }
        step /= 10;
        fen = fen.checked_add(step * i64::from(digit - b'0')).ok_or(MoneyFault::TooLarge)?;
    }
    if fen > LARGEST {
        return Err(MoneyFault::TooLarge);
    }
    Ok(fen)
}

/// Writes hundredths as `1,234.56`, dropping a zero fraction.
fn decimal(hundredths: u64) -> String {
    let digits = (hundredths / 100).to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    match hundredths % 100 {
        0 => {}
        cents if cents % 10 == 0 => text.push_str(&format!(".{}", cents / 10)),
        cents => text.push_str(&format!(".{cents:02}")),
    }
    text
}

impl fmt::Display for Fen {
    /// Writes the exact amount: `1,234.56 元`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(f, "{sign}{} 元", decimal(self.0.unsigned_abs()))
    }
}

impl std::iter::Sum for Fen {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        Self(amounts.map(|amount| amount.0).fold(0, i64::saturating_add))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("12.5万元", 12_500_000)]
    #[case("300万", 300_000_000)]
    #[case("300 万元", 300_000_000)]
    #[case("1,234.56元", 123_456)]
    #[case("１，２３４．５６", 123_456)]
    #[case("￥80", 8_000)]
    #[case("2.4亿", 24_000_000_000)]
    #[case("3千万元", 3_000_000_000)]
    #[case("-0.01", -1)]
    #[case("0.000001万", 1)]
    #[case("4200.00元", 420_000)]
    fn amounts_are_read(#[case] raw: &str, #[case] fen: i64) {
        assert_eq!(Fen::parse(raw), Ok(Fen(fen)));
    }

    #[rstest]
    #[case("", MoneyFault::NotAnAmount)]
    #[case("约3万", MoneyFault::NotAnAmount)]
    #[case("1.2.3", MoneyFault::NotAnAmount)]
    #[case("5.", MoneyFault::NotAnAmount)]
    #[case("+5", MoneyFault::NotAnAmount)]
    #[case("3万元整", MoneyFault::NotAnAmount)]
    #[case("0.001元", MoneyFault::TooFine)]
    #[case("1000000亿", MoneyFault::TooLarge)]
    #[case("99999999999999999999", MoneyFault::TooLarge)]
    fn other_texts_are_refused(#[case] raw: &str, #[case] fault: MoneyFault) {
        assert_eq!(Fen::parse(raw), Err(fault));
    }

    #[rstest]
    #[case(123_456, "1,234.56 元", "1,234.56 元")]
    #[case(86_400_000, "864,000 元", "86.4 万元")]
    #[case(300_000_000, "3,000,000 元", "300 万元")]
    #[case(80_000_000_000, "800,000,000 元", "8 亿元")]
    #[case(-150, "-1.5 元", "-1.5 元")]
    #[case(5, "0.05 元", "0.05 元")]
    fn amounts_are_written(#[case] fen: i64, #[case] exact: &str, #[case] short: &str) {
        assert_eq!(Fen(fen).to_string(), exact);
        assert_eq!(Fen(fen).short(), short);
    }

    proptest! {
        #[test]
        fn writing_and_reading_agree(fen in -LARGEST..=LARGEST) {
            prop_assert_eq!(Fen::parse(&Fen(fen).to_string()), Ok(Fen(fen)));
        }
    }
}
