//! Days as ledgers have them: `2024.3.5`, `24年3月`, `约3月`, `20240305`, serials, `二〇二四年三月五日`.

use std::borrow::Cow;

use chrono::{Datelike, Days, Months, NaiveDate};

use super::width::usual_width;
use super::{ImportCell, ImportFault};

/// The serial numbers of days from 2000-01-01 to 2099-12-31 in a workbook.
const SERIALS: std::ops::RangeInclusive<u32> = 36_526..=73_050;
/// The years a date of this trade can lie in.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;

/// Which day of a month or a third of it stands for one that names no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// Beginnings: a demand was raised.
    First,
    /// Ends: it was due or done.
    Last,
}

/// A day that was read, with a note when it was not plain.
pub type Read = Result<(NaiveDate, Option<String>), ImportFault>;

/// Reads a day. One without a year falls on or after `since`, else in `year`; one that names a month
/// or a third of it is its first or last day by `edge`.
///
/// # Errors
/// The reason in Chinese.
pub fn read_day(
    cell: &ImportCell,
    edge: Edge,
    since: Option<NaiveDate>,
    year: Option<i32>,
) -> Read {
    match cell {
        ImportCell::Day(day) => in_time(*day).map(|day| (day, None)),
        ImportCell::Broken => Err("公式出错，没有日期，请改成日期。".into()),
        ImportCell::Number(number) => read_number(*number, edge),
        ImportCell::Text(text) => read_text(text, edge, since, year),
    }
}

fn in_time(day: NaiveDate) -> Result<NaiveDate, ImportFault> {
    if YEARS.contains(&day.year()) {
        return Ok(day);
    }
    Err(ImportFault::Words(format!("{}年不在 2000 到 2100 年之间，请核对。", day.year())))
}

fn read_number(number: f64, edge: Edge) -> Read {
    let whole = number.trunc();
    if (f64::from(*SERIALS.start())..=f64::from(*SERIALS.end())).contains(&whole) {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a whole number within the range above"
        )]
        let days = whole as u64;
        let day = NaiveDate::from_ymd_opt(1899, 12, 30)
            .and_then(|zero| zero.checked_add_days(Days::new(days)));
        let day = day.ok_or_else(|| unreadable(&number.to_string()))?;
        return Ok((day, Some(format!("按日期序号读作 {day}"))));
    }
    read_text(&number.to_string(), edge, None, None)
}

fn unreadable(text: &str) -> ImportFault {
    ImportFault::Words(format!("“{text}”读不出日期，请写成 2024-03-05 这样。"))
}

fn read_text(raw: &str, edge: Edge, since: Option<NaiveDate>, year: Option<i32>) -> Read {
    let usual = usual_width(raw);
    let plain = arabic(&usual);
    let text = plain.trim();
    let told = ["大约", "约", "大概", "左右", "前后"];
    let mut rest = Cow::Borrowed(text);
    for word in told.iter().filter(|word| text.contains(**word)) {
        rest = Cow::Owned(rest.replace(word, ""));
    }
    let is_about = rest != text;
    // A time behind the day and a second day of a span are not looked at.
    let first = rest.split(['T', '~', '至', '—', '(', '(']).next().unwrap_or_default();
    let first = first.trim();
    let first =
        first.split_once(' ').filter(|(_, time)| time.contains(':')).map_or(first, |(day, _)| day);
    let compact: String = first.chars().filter(|c| !c.is_whitespace()).collect();
    let parts = Parts::of(&compact).ok_or_else(|| unreadable(raw.trim()))?;
    let (day, is_exact) = parts.day(edge, since, year).map_err(|reason| match reason {
        Reason::NoYear => {
            ImportFault::Words(format!("“{}”没有写年份，请补上，如 2024年3月。", raw.trim()))
        }
        Reason::NoDay => unreadable(raw.trim()),
    })?;
    let day = in_time(day)?;
    let is_plain = is_exact && !is_about;
    Ok((day, (!is_plain).then(|| format!("原写“{}”，按 {day}", raw.trim()))))
}

/// Chinese digits and tens as Arabic ones: `二〇二四年三月二十五日` → `2024年3月25日`.
fn arabic(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let digit = |c: char| "〇零一二三四五六七八九".chars().position(|known| known == c);
    let value = |at: usize| if at < 2 { 0 } else { at - 1 };
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::new();
    for (at, c) in chars.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| digit(chars[at]));
        let after = chars.get(at + 1).and_then(|c| digit(*c));
        match (digit(*c), *c) {
            (Some(found), _) => out.push_str(&value(found).to_string()),
            // 十 alone is 10, before a digit the 1 of it, behind one nothing or 0.
            (None, '十') => out.push_str(match (before, after) {
                (None, None) => "10",
                (None, Some(_)) => "1",
                (Some(_), None) => "0",
                (Some(_), Some(_)) => "",
            }),
            (None, c) => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// What a text names of a day.
struct Parts {
    year: Option<i32>,
    month: u32,
    day: Option<u32>,
    /// 上旬, 中旬, 下旬, 初, 底.
    third: Option<(u32, u32)>,
}

enum Reason {
    NoYear,
    NoDay,
}

impl Parts {
    fn of(text: &str) -> Option<Self> {
        let thirds = [
            ("上旬", (1, 10)),
            ("中旬", (11, 20)),
            ("下旬", (21, 31)),
            ("月初", (1, 10)),
            ("月中", (11, 20)),
            ("月底", (21, 31)),
            ("月末", (21, 31)),
        ];
        let named = thirds.iter().find_map(|(word, days)| {
            let (before, behind) = text.split_once(word)?;
            let month = if word.starts_with('月') { "月" } else { "" };
            behind.is_empty().then(|| (format!("{before}{month}"), *days))
        });
        let (text, third) = match named {
            Some((text, days)) => (text, Some(days)),
            None => (text.to_owned(), None),
        };
        if !text.contains(['年', '月'])
            && text.len() == 8
            && text.bytes().all(|b| b.is_ascii_digit())
        {
            let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<u32>().ok();
            let year = i32::try_from(number(0..4)?).ok();
            return Some(Self { year, month: number(4..6)?, day: number(6..8), third: None });
        }
        let has_month = text.ends_with('月');
        let trimmed = text.trim_end_matches(['日', '号', '.', '月']);
        let is_break = |c: char| matches!(c, '-' | '/' | '.' | '年' | '月' | '\\' | '、');
        let numbers: Vec<&str> = trimmed.split(is_break).filter(|part| !part.is_empty()).collect();
        let is_digits = |part: &&str| part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit());
        if !numbers.iter().all(is_digits) {
            return None;
        }
        let number = |part: &str| part.parse::<u32>().ok();
        let year = |part: &str| match part.len() {
            4 => part.parse::<i32>().ok(),
            2 => part.parse::<i32>().ok().map(|year| 2000 + year),
            _ => None,
        };
        match numbers.as_slice() {
            [y, m, d] => {
                Some(Self { year: Some(year(y)?), month: number(m)?, day: Some(number(d)?), third })
            }
            [y, m] if y.len() == 4 || text.contains('年') => {
                Some(Self { year: Some(year(y)?), month: number(m)?, day: None, third })
            }
            [m, d] if m.len() <= 2 => {
                Some(Self { year: None, month: number(m)?, day: Some(number(d)?), third })
            }
            [m] if has_month => Some(Self { year: None, month: number(m)?, day: None, third }),
            _ => None,
        }
    }

    /// Returns the day, and whether the text named it in full.
    fn day(
        &self,
        edge: Edge,
        since: Option<NaiveDate>,
        year: Option<i32>,
    ) -> Result<(NaiveDate, bool), Reason> {
        if let Some(year) = self.year {
            return Ok((self.of_year(year, edge).ok_or(Reason::NoDay)?, self.day.is_some()));
        }
        // The month alone is known: it is the first one that does not come before.
        let year = since.map(|since| since.year()).or(year).ok_or(Reason::NoYear)?;
        let day = self.of_year(year, edge).ok_or(Reason::NoDay)?;
        let is_before = since.is_some_and(|since| day < since);
        let next = if is_before { self.of_year(year + 1, edge) } else { None };
        Ok((next.unwrap_or(day), false))
    }

    fn of_year(&self, year: i32, edge: Edge) -> Option<NaiveDate> {
        let first = NaiveDate::from_ymd_opt(year, self.month, 1)?;
        let last = first.checked_add_months(Months::new(1))?.pred_opt()?.day();
        let day = match (self.day, self.third, edge) {
            (Some(day), ..) => day,
            (None, Some((from, _)), Edge::First) => from,
            (None, Some((_, to)), Edge::Last) => to.min(last),
            (None, None, Edge::First) => 1,
            (None, None, Edge::Last) => last,
        };
        NaiveDate::from_ymd_opt(year, self.month, day)
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn read(text: &str, edge: Edge) -> Read {
        read_day(&ImportCell::Text(text.to_owned()), edge, None, Some(2024))
    }

    #[rstest]
    #[case("2024-03-05")]
    #[case("2024.3.5")]
    #[case("2024/3/5 10:30")]
    #[case("2024年3月5日")]
    #[case("2024年3月5号")]
    #[case("２０２４．３．５")]
    #[case("24.3.5")]
    #[case("24年3月5日")]
    #[case("20240305")]
    #[case("二〇二四年三月五日")]
    #[case("2024.3.5(周二)")]
    fn a_day_is_read_without_a_note(#[case] text: &str) {
        assert_eq!(read(text, Edge::First), Ok(("2024-03-05".parse().unwrap(), None)), "{text}");
    }

    // Scenario 52.
    #[rstest]
    #[case("约3月", "2024-03-01", "2024-03-31")]
    #[case("24年3月", "2024-03-01", "2024-03-31")]
    #[case("2024.3", "2024-03-01", "2024-03-31")]
    #[case("2024年2月", "2024-02-01", "2024-02-29")]
    #[case("3月中旬", "2024-03-11", "2024-03-20")]
    #[case("2024年3月底", "2024-03-21", "2024-03-31")]
    #[case("3月5日", "2024-03-05", "2024-03-05")]
    #[case("3.5", "2024-03-05", "2024-03-05")]
    #[case("2024.3.5左右", "2024-03-05", "2024-03-05")]
    #[case("十二月二十五日", "2024-12-25", "2024-12-25")]
    fn what_is_not_plain_has_its_note(#[case] text: &str, #[case] first: &str, #[case] last: &str) {
        for (edge, expected) in [(Edge::First, first), (Edge::Last, last)] {
            let note = Some(format!("原写“{text}”，按 {expected}"));
            assert_eq!(read(text, edge), Ok((expected.parse().unwrap(), note)), "{text}");
        }
    }

    #[rstest]
    #[case("春节前")]
    #[case("2024-02-30")]
    #[case("2024.13.1")]
    #[case("1924-03-05")]
    #[case("2024")]
    #[case("3-4-5-6")]
    #[case("")]
    fn others_are_told(#[case] text: &str) {
        assert!(read(text, Edge::First).is_err(), "{text}");
    }

    #[test]
    fn a_month_without_a_year_follows_what_came_before() {
        let cell = ImportCell::Text(String::from("1月"));
        let since = "2024-12-20".parse().ok();
        let (day, _) = read_day(&cell, Edge::Last, since, Some(2024)).unwrap();
        assert_eq!(day, "2025-01-31".parse::<NaiveDate>().unwrap());
        let reason = read_day(&cell, Edge::First, None, None).unwrap_err();
        let words = "“1月”没有写年份，请补上，如 2024年3月。";
        assert_eq!(reason, ImportFault::Words(words.to_owned()));
    }

    #[test]
    fn serials_and_bare_numbers_are_read() {
        let read = |number| read_day(&ImportCell::Number(number), Edge::First, None, None);
        let day = "2024-03-05".parse::<NaiveDate>().unwrap();
        assert_eq!(read(45_356.0).unwrap().0, day);
        assert_eq!(read(45_356.75).unwrap().0, day);
        assert_eq!(read(20_240_305.0).unwrap().0, day);
        assert_eq!(read(2024.3).unwrap().0, "2024-03-01".parse::<NaiveDate>().unwrap());
        assert!(read(7.0).is_err());
    }
}
