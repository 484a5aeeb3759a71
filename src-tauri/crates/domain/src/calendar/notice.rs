//! A yearly notice on holidays and make-up working days, and how it is read from a file.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::terms::terms;

terms! {
    /// Who fixed the days.
    pub enum NoticeScope {
        /// The State Council's notice: makes its year published.
        National = "national", "国务院放假安排";
        /// A local change (a regional festival, a closed office): laid over the national days.
        Local = "local", "本地调整";
    }
}

/// A file without a scope is the State Council's.
fn national() -> NoticeScope {
    NoticeScope::National
}

/// One day that differs from its weekday.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct NoticeDay {
    /// The day itself.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub date: NaiveDate,
    /// The holiday it belongs to, such as `国庆节`.
    pub name: String,
    /// `true`: a day off. `false`: a make-up working day (补班).
    #[serde(alias = "isOffDay")]
    pub is_off: bool,
}

/// The days of one notice. `year` is the year the notice is about; its days may reach into
/// the last days of the year before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct YearNotice {
    /// The year of the notice.
    pub year: i32,
    /// Who fixed the days; absent in a file means the State Council.
    #[serde(default = "national")]
    pub scope: NoticeScope,
    /// Title or address of the document.
    pub source: String,
    /// The days, oldest first after [`YearNotice::parse`].
    pub days: Vec<NoticeDay>,
}

/// Why a notice file is refused.
#[derive(Debug, thiserror::Error)]
pub enum NoticeError {
    /// The text is in none of the known shapes.
    #[error("not a holiday notice")]
    Shape(#[source] serde_json::Error),
    /// The file names a year but no day: the notice had not appeared when it was made.
    #[error("the notice of {year} holds no day")]
    Empty {
        /// The year of the notice.
        year: i32,
    },
    /// A day lies outside the notice's year and the December before it.
    #[error("{date} does not belong to the notice of {year}")]
    ForeignDay {
        /// The year of the notice.
        year: i32,
        /// The day found.
        date: NaiveDate,
    },
    /// The same day stands twice.
    #[error("{date} stands twice")]
    Duplicate {
        /// The day found twice.
        date: NaiveDate,
    },
}

/// The shapes in which such files circulate.
#[derive(Deserialize)]
#[serde(untagged)]
enum NoticeFile {
    /// This program's own.
    Own(YearNotice),
    /// `holiday-cn`: `{year, papers, days: [{name, date, isOffDay}]}`.
    HolidayCn {
        year: i32,
        #[serde(default)]
        papers: Vec<String>,
        days: Vec<NoticeDay>,
    },
    /// `holiday-calendar`: `{year, region, dates: [{date, name_cn, type}]}`.
    HolidayCalendar { year: i32, dates: Vec<TypedDay> },
}

#[derive(Deserialize)]
struct TypedDay {
    date: NaiveDate,
    name_cn: String,
    #[serde(rename = "type")]
    kind: TypedDayKind,
}

#[derive(Deserialize, PartialEq)]
#[serde(rename_all = "snake_case")]
enum TypedDayKind {
    PublicHoliday,
    TransferWorkday,
}

impl From<NoticeFile> for YearNotice {
    fn from(file: NoticeFile) -> Self {
        match file {
            NoticeFile::Own(notice) => notice,
            NoticeFile::HolidayCn { year, papers, days } => {
                Self { year, scope: NoticeScope::National, source: papers.join(" "), days }
            }
            NoticeFile::HolidayCalendar { year, dates } => Self {
                year,
                scope: NoticeScope::National,
                source: String::from("holiday-calendar"),
                days: dates
                    .into_iter()
                    .map(|day| NoticeDay {
                        date: day.date,
                        name: day.name_cn.strip_suffix("补班").unwrap_or(&day.name_cn).to_owned(),
                        is_off: day.kind == TypedDayKind::PublicHoliday,
                    })
                    .collect(),
            },
        }
    }
}

impl YearNotice {
    /// Reads a notice from JSON: this program's own shape, `holiday-cn` or `holiday-calendar`.
    ///
    /// # Errors
    /// [`NoticeError`] names the first thing wrong with the file.
    pub fn parse(json: &str) -> Result<Self, NoticeError> {
        let file: NoticeFile = serde_json::from_str(json).map_err(NoticeError::Shape)?;
        let mut notice = Self::from(file);
        notice.days.sort_by_key(|day| day.date);
        notice.check()?;
        Ok(notice)
    }

    /// Checks that the notice holds days, each of its year or of the December before, and none
    /// twice.
    ///
    /// # Errors
    /// [`NoticeError`] names the first thing wrong.
    pub fn check(&self) -> Result<(), NoticeError> {
        let year = self.year;
        if self.days.is_empty() {
            return Err(NoticeError::Empty { year });
        }
        let mut seen = BTreeSet::new();
        for day in &self.days {
            let date = day.date;
            let is_own = date.year() == year || (date.year() == year - 1 && date.month() == 12);
            if !is_own {
                return Err(NoticeError::ForeignDay { year, date });
            }
            if !seen.insert(date) {
                return Err(NoticeError::Duplicate { date });
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_shapes_give_one_notice() {
        let own = r#"{"year":2026,"source":"s","days":[
            {"date":"2026-10-10","name":"国庆节","is_off":false},
            {"date":"2026-10-01","name":"国庆节","is_off":true}]}"#;
        let holiday_cn = r#"{"year":2026,"papers":["s"],"days":[
            {"name":"国庆节","date":"2026-10-01","isOffDay":true},
            {"name":"国庆节","date":"2026-10-10","isOffDay":false}]}"#;
        let typed = r#"{"year":2026,"region":"CN","dates":[
            {"date":"2026-10-01","name_cn":"国庆节","type":"public_holiday"},
            {"date":"2026-10-10","name_cn":"国庆节补班","type":"transfer_workday"}]}"#;
        let own = YearNotice::parse(own).unwrap();
        assert_eq!(own, YearNotice::parse(holiday_cn).unwrap());
        assert_eq!(own.days, YearNotice::parse(typed).unwrap().days);
    }

    #[test]
    fn a_file_without_days_is_not_a_published_year() {
        let error = YearNotice::parse(r#"{"year":2027,"papers":[],"days":[]}"#).unwrap_err();
        assert!(matches!(error, NoticeError::Empty { year: 2027 }));
    }

    #[test]
    fn foreign_and_double_days_are_refused() {
        let foreign =
            r#"{"year":2026,"source":"","days":[{"date":"2025-11-30","name":"x","is_off":true}]}"#;
        assert!(matches!(YearNotice::parse(foreign).unwrap_err(), NoticeError::ForeignDay { .. }));
        let double = r#"{"year":2026,"source":"","days":[
            {"date":"2026-01-01","name":"元旦","is_off":true},
            {"date":"2026-01-01","name":"元旦","is_off":false}]}"#;
        assert!(matches!(YearNotice::parse(double).unwrap_err(), NoticeError::Duplicate { .. }));
    }
}
