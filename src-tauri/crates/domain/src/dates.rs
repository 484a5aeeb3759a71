//! How dates are written: `2026年9月23日（周三）`, never padded.

use chrono::{Datelike, NaiveDate, Weekday};

/// Returns the weekday as `周三`.
#[must_use]
pub fn weekday_word(date: NaiveDate) -> &'static str {
    match date.weekday() {
        Weekday::Mon => "周一",
        Weekday::Tue => "周二",
        Weekday::Wed => "周三",
        Weekday::Thu => "周四",
        Weekday::Fri => "周五",
        Weekday::Sat => "周六",
        Weekday::Sun => "周日",
    }
}

/// Returns `2026年9月23日（周三）`, as screens show a date.
#[must_use]
pub fn long_date(date: NaiveDate) -> String {
    format!("{}（{}）", paper_date(date), weekday_word(date))
}

/// Returns `2026年9月23日`, as papers are dated (GB/T 9704-2012).
#[must_use]
pub fn paper_date(date: NaiveDate) -> String {
    format!("{}年{}", date.year(), short_date(date))
}

/// Returns `9月23日`, where the year is plain from the context.
#[must_use]
pub fn short_date(date: NaiveDate) -> String {
    format!("{}月{}日", date.month(), date.day())
}

/// Returns `9月23日（周三）`.
#[must_use]
pub fn short_date_with_weekday(date: NaiveDate) -> String {
    format!("{}（{}）", short_date(date), weekday_word(date))
}

/// Returns `2026-09-23`, for xlsx file names and exports.
#[must_use]
pub fn iso_date(date: NaiveDate) -> String {
    date.format("%Y-%m-%d").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_unpadded_chinese() {
        let date = NaiveDate::from_ymd_opt(2026, 9, 3).unwrap();
        assert_eq!(long_date(date), "2026年9月3日（周四）");
        assert_eq!(paper_date(date), "2026年9月3日");
        assert_eq!(short_date_with_weekday(date), "9月3日（周四）");
        assert_eq!(iso_date(date), "2026-09-03");
    }
}
