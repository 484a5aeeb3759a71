//! The unified social credit code (统一社会信用代码, GB 32100-2015).

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::text::half_width;

/// The 31 characters of a code, in the order of their values.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// The length of a code.
const LENGTH: usize = 18;

/// A checked code: 18 characters, upper case, right check character.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(type = "string"))]
pub struct CreditCode(String);

/// What kind of body holds a code, by its first two characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum CreditCodeKind {
    /// 91 企业.
    Enterprise,
    /// 92 个体工商户.
    SoleTrader,
    /// 93 农民专业合作社.
    FarmerCooperative,
    /// 51 社会团体, such as a chamber of commerce.
    SocialOrganisation,
    /// 52 民办非企业单位.
    PrivateNonEnterprise,
    /// 53 基金会.
    Foundation,
    /// 11 机关.
    StateOrgan,
    /// 12 事业单位.
    PublicInstitution,
    /// Any other body.
    Other,
}

/// Why a text is no credit code. Positions count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum CreditCodeFault {
    /// Not 18 characters.
    #[error("a credit code has 18 characters, not {found}")]
    Length {
        /// Characters found.
        found: usize,
        /// With 17 good characters: the check character that is probably missing.
        missing_check: Option<char>,
    },
    /// A character that no code contains.
    #[error("{found:?} at {position} is in no credit code")]
    Character {
        /// Where, from 1.
        position: usize,
        /// What stands there.
        found: char,
        /// The digit or letter it is often mistaken for.
        suggestion: Option<char>,
    },
    /// The check character does not fit the other 17.
    #[error("check character {found} should be {expected}")]
    Check {
        /// What stands at 18.
        found: char,
        /// What the first 17 ask for.
        expected: char,
    },
}

impl CreditCode {
    /// Reads a code as people type it: blanks and hyphens dropped, full-width and lower-case
    /// characters normalised.
    ///
    /// # Errors
    /// [`CreditCodeFault`] says which character is wrong.
    pub fn parse(raw: &str) -> Result<Self, CreditCodeFault> {
        let code: Vec<char> = raw
            .chars()
            .map(half_width)
            .filter(|c| !c.is_whitespace() && *c != '-')
            .map(|c| c.to_ascii_uppercase())
            .collect();
        let values = code
            .iter()
            .enumerate()
            .map(|(at, c)| {
                value(*c).ok_or(CreditCodeFault::Character {
                    position: at + 1,
                    found: *c,
                    suggestion: lookalike(*c),
                })
            })
            .collect::<Result<Vec<u32>, _>>()?;
        if code.len() != LENGTH {
            return Err(CreditCodeFault::Length {
                found: code.len(),
                missing_check: (code.len() == LENGTH - 1).then(|| check_character(&values)),
            });
        }
        let (body, found) = (&values[..LENGTH - 1], code[LENGTH - 1]);
        let expected = check_character(body);
        if found != expected {
            return Err(CreditCodeFault::Check { found, expected });
        }
        Ok(Self(code.into_iter().collect()))
    }

    /// Returns the 18 characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the six characters of the registering district (GB/T 2260). They may differ
    /// from today's district: warn, never block.
    #[must_use]
    pub fn registration_district(&self) -> &str {
        &self.0[2..8]
    }

    /// Returns the kind of body.
    #[must_use]
    pub fn kind(&self) -> CreditCodeKind {
        match &self.0[..2] {
            "91" => CreditCodeKind::Enterprise,
            "92" => CreditCodeKind::SoleTrader,
            "93" => CreditCodeKind::FarmerCooperative,
            "51" => CreditCodeKind::SocialOrganisation,
            "52" => CreditCodeKind::PrivateNonEnterprise,
            "53" => CreditCodeKind::Foundation,
            "11" => CreditCodeKind::StateOrgan,
            "12" => CreditCodeKind::PublicInstitution,
            _ => CreditCodeKind::Other,
        }
    }
}

/// Returns the check character of 17 values: (31 − Σ value·3^i mod 31) mod 31.
fn check_character(values: &[u32]) -> char {
    let (sum, _) = values
        .iter()
        .fold((0, 1), |(sum, weight), value| ((sum + value * weight) % 31, weight * 3 % 31));
    char::from(ALPHABET[((31 - sum) % 31) as usize])
}

fn value(c: char) -> Option<u32> {
    let at = ALPHABET.iter().position(|known| char::from(*known) == c)?;
    u32::try_from(at).ok()
}

/// Returns what was probably meant by a letter the standard leaves out for its looks.
fn lookalike(c: char) -> Option<char> {
    match c {
        'O' => Some('0'),
        'I' => Some('1'),
        'S' => Some('5'),
        'V' => Some('U'),
        'Z' => Some('2'),
        _ => None,
    }
}

impl fmt::Display for CreditCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for CreditCode {
    type Error = CreditCodeFault;

    fn try_from(raw: String) -> Result<Self, Self::Error> {
        Self::parse(&raw)
    }
}

impl From<CreditCode> for String {
    fn from(code: CreditCode) -> Self {
        code.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("91350100M000100Y43")]
    #[case("914403001922038216")]
    #[case("91330100799655058B")]
    #[case("9144030071526726XG")]
    // The sum is a multiple of 31: the check character is 0, not the 32nd character.
    #[case("91510503MA62000110")]
    #[case(" 91330100799655058b ")]
    #[case("９１３３０１００７９９６５５０５８Ｂ")]
    #[case("9133 0100 7996 5505 8B")]
    fn right_codes(#[case] raw: &str) {
        let code = CreditCode::parse(raw).unwrap();
        assert_eq!(code.as_str().len(), LENGTH);
        assert_eq!(CreditCode::parse(code.as_str()).unwrap(), code);
    }

    #[rstest]
    #[case("91350100M000100Y44", CreditCodeFault::Check { found: '4', expected: '3' })]
    #[case("91350100M000100Y4", CreditCodeFault::Length { found: 17, missing_check: Some('3') })]
    #[case("9135", CreditCodeFault::Length { found: 4, missing_check: None })]
    #[case("9135O100M000100Y43", CreditCodeFault::Character { position: 5, found: 'O', suggestion: Some('0') })]
    #[case("91350100M000100Y4三", CreditCodeFault::Character { position: 18, found: '三', suggestion: None })]
    fn wrong_codes(#[case] raw: &str, #[case] fault: CreditCodeFault) {
        assert_eq!(CreditCode::parse(raw), Err(fault));
    }

    #[test]
    fn district_and_kind() {
        let code = CreditCode::parse("91510503MA62000110").unwrap();
        assert_eq!(code.registration_district(), "510503");
        assert_eq!(code.kind(), CreditCodeKind::Enterprise);
    }

    #[test]
    fn a_wrong_code_does_not_enter_by_json() {
        assert!(serde_json::from_str::<CreditCode>("\"91350100M000100Y44\"").is_err());
    }

    proptest! {
        // 3 is invertible mod 31, so one wrong character is always caught.
        #[test]
        fn any_single_typo_is_caught(at in 0..LENGTH, with in 0..31_usize) {
            let mut code = *b"91350100M000100Y43";
            prop_assume!(code[at] != ALPHABET[with]);
            code[at] = ALPHABET[with];
            prop_assert!(CreditCode::parse(std::str::from_utf8(&code).unwrap()).is_err());
        }

        #[test]
        fn any_text_is_judged_without_a_panic(raw in "\\PC{0,24}") {
            let _ = CreditCode::parse(&raw);
        }
    }
}
