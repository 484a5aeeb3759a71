//! The number of a slip (发文字号): `纳工商联交〔2026〕12号`, one register a year.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::text::half_width;

/// What stands before the year in every number of this office, such as `纳工商联交`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SlipNumberStyle {
    /// The code of the issuing office (机关代字).
    pub prefix: String,
}

impl SlipNumberStyle {
    /// Returns number `seq` of `year` in this style.
    #[must_use]
    pub fn number(&self, year: i32, seq: u32) -> SlipNumber {
        SlipNumber { prefix: self.prefix.clone(), year, seq }
    }
}

/// A number taken from the register. It is never reused, even when its slip is voided.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(type = "string"))]
pub struct SlipNumber {
    /// The code of the issuing office.
    pub prefix: String,
    /// The four-digit year.
    pub year: i32,
    /// The running number in the year, from 1.
    pub seq: u32,
}

/// Why a text is no slip number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SlipNumberFault {
    /// Nothing stands before the year.
    #[error("no office code before the year")]
    NoPrefix,
    /// No year of four digits in brackets.
    #[error("no four-digit year in brackets")]
    NoYear,
    /// No running number from 1 after the year.
    #[error("no running number after the year")]
    NoSequence,
}

impl SlipNumber {
    /// Reads a number as people type it: square, half-width or hexagonal brackets, with or
    /// without `第`, leading zeros and `号`. Writing it again gives the standard form.
    ///
    /// # Errors
    /// [`SlipNumberFault`] names the missing part.
    pub fn parse(raw: &str) -> Result<Self, SlipNumberFault> {
        let text: String = raw
            .chars()
            .filter(|c| !c.is_whitespace())
            .map(|c| match half_width(c) {
                '[' | '(' | '【' | '﹝' | '〔' => '〔',
                ']' | ')' | '】' | '﹞' | '〕' => '〕',
                other => other,
            })
            .collect();
        let (prefix, rest) = text.rsplit_once('〔').ok_or(SlipNumberFault::NoYear)?;
        let (year, rest) = rest.split_once('〕').ok_or(SlipNumberFault::NoYear)?;
        if prefix.is_empty() {
            return Err(SlipNumberFault::NoPrefix);
        }
        if year.len() != 4 {
            return Err(SlipNumberFault::NoYear);
        }
        let year = digits(year).ok_or(SlipNumberFault::NoYear)?;
        let rest = rest.strip_prefix('第').unwrap_or(rest);
        let seq = rest.strip_suffix('号').unwrap_or(rest);
        let seq = digits(seq).filter(|seq| *seq > 0).ok_or(SlipNumberFault::NoSequence)?;
        Ok(Self {
            prefix: prefix.to_owned(),
            year: i32::try_from(year).map_err(|_| SlipNumberFault::NoYear)?,
            seq,
        })
    }
}

fn digits(text: &str) -> Option<u32> {
    // `u32::parse` would take a plus sign.
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

impl fmt::Display for SlipNumber {
    /// Writes `纳工商联交〔2026〕12号`: no leading zero, no 第 (GB/T 9704-2012).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}〔{}〕{}号", self.prefix, self.year, self.seq)
    }
}

impl TryFrom<String> for SlipNumber {
    type Error = SlipNumberFault;

    fn try_from(raw: String) -> Result<Self, Self::Error> {
        Self::parse(&raw)
    }
}

impl From<SlipNumber> for String {
    fn from(number: SlipNumber) -> Self {
        number.to_string()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("纳工商联交〔2026〕12号")]
    #[case("纳工商联交[2026]第012号")]
    #[case("纳工商联交（2026） 12 号")]
    #[case("纳工商联交【２０２６】１２")]
    fn many_hands_one_form(#[case] raw: &str) {
        let style = SlipNumberStyle { prefix: String::from("纳工商联交") };
        let number = SlipNumber::parse(raw).unwrap();
        assert_eq!(number, style.number(2026, 12));
        assert_eq!(number.to_string(), "纳工商联交〔2026〕12号");
    }

    #[rstest]
    #[case("〔2026〕12号", SlipNumberFault::NoPrefix)]
    #[case("纳工商联交2026年12号", SlipNumberFault::NoYear)]
    #[case("纳工商联交〔26〕12号", SlipNumberFault::NoYear)]
    #[case("纳工商联交〔2026〕号", SlipNumberFault::NoSequence)]
    #[case("纳工商联交〔2026〕0号", SlipNumberFault::NoSequence)]
    #[case("纳工商联交〔2026〕+1号", SlipNumberFault::NoSequence)]
    fn wrong_numbers(#[case] raw: &str, #[case] fault: SlipNumberFault) {
        assert_eq!(SlipNumber::parse(raw), Err(fault));
    }

    proptest! {
        #[test]
        fn writing_and_reading_agree(prefix in "[\\u{4e00}-\\u{9fa5}]{1,8}", year in 1000..9999_i32, seq in 1..u32::MAX) {
            let number = SlipNumberStyle { prefix }.number(year, seq);
            prop_assert_eq!(SlipNumber::parse(&number.to_string()), Ok(number));
        }
    }
}
