//! Reading the State Council's notice: which days rest and which are made up, from its wording.
//!
//! The notices of 2020–2026 keep one form: a numbered section a holiday, `1月1日（周四）至3日（周六）
//! 放假调休，共3天。1月4日（周日）上班。`. What the text says twice (weekdays, the number of days) is
//! checked against the calendar; what does not agree is told, never mended.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use regex::{Captures, Regex};
use unicode_normalization::UnicodeNormalization;

use super::{NoticeDay, NoticeScope, YearNotice};
use crate::dates::{short_date, weekday_word};

/// The longest holiday a notice could give; more is a misread range.
const LONGEST: i64 = 15;

/// What was read off a notice, for a person to confirm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeReading {
    /// The days, oldest first, with the notice's title and number as source.
    pub notice: YearNotice,
    /// What does not agree or could not be read, each a Chinese sentence; empty when all agrees.
    pub doubts: Vec<String>,
}

/// Why nothing could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReadingError {
    /// The text names no year, and none was given.
    #[error("the text names no year")]
    NoYear,
    /// The text holds no holiday in the form of the notices.
    #[error("the text holds no holiday")]
    NoHoliday,
}

const NAME: &str = "(?:元旦|春节|清明节|劳动节|端午节|中秋节|国庆节)";
const DATE: &str = r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(\([^()]*\))?";

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a pattern of this file")
}

static SECTION: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!("({NAME}(?:[、和及]{NAME})*):")));
static DATES: LazyLock<Regex> = LazyLock::new(|| pattern(DATE));
static YEAR: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:关于|现将|将|延长)(\d{4})年(?:部分节假日|元旦|春节)"));
static TITLE: LazyLock<Regex> = LazyLock::new(|| pattern(r"国务院办公厅关于[^。:]{0,30}?通知"));
static NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"国办发明电[〔\[(]\d{4}[〕\])]\d+号"));
static EXTENDED: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"延长(?:\d{{4}}年)?({NAME})假期至({DATE})")));
static COUNT: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:共|放假)(\d{1,2})天"));
static WEEKDAY: LazyLock<Regex> = LazyLock::new(|| pattern("(?:周|星期)([一二三四五六日天])"));
/// An aside that holds a date of its own, such as `除夕（2月9日）`: never a day off by itself.
static ASIDE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\([^()]*\d+月\d+日[^()]*\)"));

impl YearNotice {
    /// Reads the text of a notice on public holidays, as it is published; several notices of one
    /// year may stand in one text, the later wins. `year` is taken when the text names none.
    ///
    /// # Errors
    /// [`ReadingError`] when there is nothing to propose.
    pub fn read_text(text: &str, year: Option<i32>) -> Result<NoticeReading, ReadingError> {
        // One form of digits, colons and brackets; line breaks of a page mean nothing.
        let text: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
        let named = YEAR.captures(&text).and_then(|found| found[1].parse().ok());
        let year = named.or(year).ok_or(ReadingError::NoYear)?;
        let mut reader = Reader { year, days: BTreeMap::new(), doubts: Vec::new() };
        let heads: Vec<_> = SECTION.captures_iter(&text).collect();
        for (at, head) in heads.iter().enumerate() {
            let (Some(whole), Some(name)) = (head.get(0), head.get(1)) else { continue };
            let next = heads.get(at + 1).and_then(|head| head.get(0));
            let end = next.map_or(text.len(), |next| next.start());
            reader.section(name.as_str(), &text[whole.end()..end]);
        }
        for found in EXTENDED.captures_iter(&text) {
            reader.extension(&found[1], &found[2]);
        }
        if !reader.days.values().any(|day| day.is_off) {
            return Err(ReadingError::NoHoliday);
        }
        let days = reader.days.into_values().collect();
        let notice = Self { year, scope: NoticeScope::National, source: source(&text, year), days };
        Ok(NoticeReading { notice, doubts: reader.doubts })
    }
}

fn source(text: &str, year: i32) -> String {
    let title = TITLE.find(text).map_or_else(
        || format!("国务院办公厅关于{year}年部分节假日安排的通知"),
        |found| found.as_str().to_owned(),
    );
    match NUMBER.find(text) {
        Some(number) => format!("{title}（{}）", number.as_str()),
        None => title,
    }
}

/// What the dates of a clause are for.
#[derive(Clone, Copy, PartialEq)]
enum Use {
    Off,
    Work,
    /// `2月3日起正常上班` names no make-up day.
    Nothing,
}

struct Reader {
    year: i32,
    days: BTreeMap<NaiveDate, NoticeDay>,
    doubts: Vec<String>,
}

impl Reader {
    /// Reads one holiday's section, sentence by sentence.
    fn section(&mut self, name: &str, body: &str) {
        let body = ASIDE.replace_all(body, "");
        let mut has_days = false;
        for sentence in body.split(['。', ';']) {
            let is_advice = sentence.starts_with("鼓励") || sentence.starts_with("建议");
            if is_advice || !["放假", "补休", "上班"].iter().any(|word| sentence.contains(word))
            {
                continue;
            }
            let off = self.sentence(name, sentence);
            has_days |= off > 0;
            let said = COUNT.captures(sentence).and_then(|found| found[1].parse().ok());
            if let Some(said) = said.filter(|said: &usize| off > 0 && *said != off) {
                self.doubts.push(format!("{name}写明放假 {said} 天，读出的是 {off} 天。"));
            }
        }
        if !has_days {
            self.doubts.push(format!("{name}没有读出放假的日期。"));
        }
    }

    /// Takes the days of a sentence; returns how many of them are off.
    fn sentence(&mut self, name: &str, sentence: &str) -> usize {
        let found: Vec<_> = DATES.captures_iter(sentence).collect();
        let mut spans: Vec<Option<(NaiveDate, NaiveDate)>> = Vec::new();
        let mut before: Option<NaiveDate> = None;
        let mut is_range = false;
        let mut off = 0;
        for (at, date) in found.iter().enumerate() {
            let end = date.get(0).map_or(0, |whole| whole.end());
            let next = found.get(at + 1).and_then(|next| next.get(0));
            let between = &sentence[end..next.map_or(sentence.len(), |next| next.start())];
            let day = self.date(name, date, before);
            if day.is_none() {
                let written = date[0].split('(').next().unwrap_or_default();
                self.doubts.push(format!("{name}写的“{written}”没有这一天。"));
            }
            // A span with such an end is unknown; other days of the sentence are not.
            match spans.last_mut() {
                Some(span) if is_range => {
                    *span = span.zip(day).map(|((from, _), to)| (from, to));
                }
                _ => spans.push(day.map(|day| (day, day))),
            }
            before = day.or(before);
            is_range = ["至", "到", "-", "—", "~"].iter().any(|mark| between.starts_with(mark));
            if let Some(used) = meaning(between) {
                for (from, to) in spans.drain(..).flatten() {
                    off += self.span(name, from, to, used);
                }
            }
        }
        off
    }

    /// Takes the days of a span; returns how many are off.
    fn span(&mut self, name: &str, from: NaiveDate, to: NaiveDate, used: Use) -> usize {
        if used == Use::Nothing {
            return 0;
        }
        if to < from || (to - from).num_days() >= LONGEST {
            let span = format!("{}至{}", short_date(from), short_date(to));
            self.doubts.push(format!("{name}的起止日期不对：{span}。"));
            return 0;
        }
        let is_off = used == Use::Off;
        let mut count = 0;
        for date in from.iter_days().take_while(|date| *date <= to) {
            count += usize::from(is_off);
            let day = NoticeDay { date, name: name.to_owned(), is_off };
            let known = self.days.insert(date, day);
            if known.is_some_and(|known| known.is_off != is_off) {
                let told = format!("{}既写了放假又写了上班，请核对。", short_date(date));
                self.doubts.push(told);
            }
        }
        count
    }

    /// A holiday goes on to another day (2020): what was made up in between rests too.
    fn extension(&mut self, name: &str, to: &str) {
        let of_name = self.days.values().filter(|day| day.is_off && day.name == name);
        let Some(last) = of_name.map(|day| day.date).max() else {
            self.doubts.push(format!("{name}的延长找不到原来的假期。"));
            return;
        };
        let day = DATES.captures(to).and_then(|date| self.date(name, &date, Some(last)));
        let Some(to) = day.filter(|day| *day > last && (*day - last).num_days() < LONGEST) else {
            self.doubts.push(format!("{name}延长到哪一天没有读出来。"));
            return;
        };
        for date in last.iter_days().skip(1).take_while(|date| *date <= to) {
            self.days.insert(date, NoticeDay { date, name: name.to_owned(), is_off: true });
        }
    }

    /// Returns a date of the notice: year and month are those of the date before where it names
    /// none. A weekday beside it that is another one is told.
    fn date(
        &mut self,
        name: &str,
        found: &Captures<'_>,
        before: Option<NaiveDate>,
    ) -> Option<NaiveDate> {
        let number = |at: usize| found.get(at).and_then(|part| part.as_str().parse::<u32>().ok());
        let month = number(2).or(before.map(|before| before.month()))?;
        let of_before = before.map_or(self.year, |before| before.year());
        let year = match number(1) {
            Some(year) => i32::try_from(year).ok()?,
            // New Year's days off may begin in December without saying whose.
            None if before.is_none() && month == 12 && name.contains("元旦") => self.year - 1,
            None if before.is_some_and(|before| before.month() > month) => of_before + 1,
            None => of_before.max(self.year - 1),
        };
        let date = NaiveDate::from_ymd_opt(year, month, number(3)?)?;
        let said = found.get(4).and_then(|note| WEEKDAY.captures(note.as_str()));
        if let Some(said) = said {
            let said = said[1].replace('天', "日");
            let real = weekday_word(date);
            if !real.ends_with(&said) {
                let told = format!(
                    "{year}年{}写作周{said}，实为{real}，请核对年份和日期。",
                    short_date(date)
                );
                self.doubts.push(told);
            }
        }
        Some(date)
    }
}

/// Returns what the words after a date do with it; none where more dates follow.
fn meaning(words: &str) -> Option<Use> {
    let first = |word: &str| words.find(word);
    let off = first("放假").or(first("补休"));
    match (off, first("上班")) {
        (None, None) => None,
        (None, Some(_)) if words.starts_with('起') => Some(Use::Nothing),
        (Some(off), Some(work)) if work < off => Some(Use::Work),
        (Some(_), _) => Some(Use::Off),
        (None, Some(_)) => Some(Use::Work),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use rstest::rstest;

    use super::*;
    use crate::calendar::{embedded_notices, is_weekend};

    fn published(year: i32) -> String {
        let path = format!("{}/testdata/notices/{year}.txt", env!("CARGO_MANIFEST_DIR"));
        fs::read_to_string(path).unwrap()
    }

    /// The text of each notice as it was published gives the days that are shipped.
    #[rstest]
    fn the_published_wording_gives_the_shipped_days(
        #[values(2020, 2021, 2022, 2023, 2024, 2025, 2026)] year: i32,
    ) {
        let read = YearNotice::read_text(&published(year), None).unwrap();
        assert_eq!(read.doubts, Vec::<String>::new());
        assert_eq!(read.notice.year, year);
        let shipped = embedded_notices().into_iter().find(|notice| notice.year == year).unwrap();
        // Weekends that merely join a holiday may be absent from the shipped data.
        let changed = |notice: &YearNotice| -> Vec<(NaiveDate, bool)> {
            let days = notice.days.iter().map(|day| (day.date, day.is_off));
            days.filter(|(date, is_off)| *is_off != is_weekend(*date)).collect()
        };
        assert_eq!(changed(&read.notice), changed(&shipped));
        for shipped in &shipped.days {
            let read = read.notice.days.iter().find(|day| day.date == shipped.date).unwrap();
            assert_eq!(read.is_off, shipped.is_off);
            // Where two holidays are joined the shipped data names either or both.
            assert!(shipped.name.split(['、', '和']).all(|name| read.name.contains(name)));
        }
    }

    #[test]
    fn title_and_number_are_the_source() {
        let read = YearNotice::read_text(&published(2026), None).unwrap();
        let source = "国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号）";
        assert_eq!(read.notice.source, source);
    }

    fn doubts(text: &str, year: Option<i32>) -> Vec<String> {
        YearNotice::read_text(text, year).unwrap().doubts
    }

    #[test]
    fn what_does_not_agree_is_told() {
        // The days of 2026 read as 2027: every weekday is another one.
        let other = published(2026).replace("2026年", "2027年");
        assert_eq!(doubts(&other, None).len(), 20);
        assert_eq!(
            doubts("清明节：4月4日（周六）至5日（周日）放假，共3天。", Some(2026)),
            ["清明节写明放假 3 天，读出的是 2 天。"]
        );
        assert_eq!(
            doubts("元旦：1月1日放假。劳动节：另行通知。", Some(2026)),
            ["劳动节没有读出放假的日期。"]
        );
        assert_eq!(
            doubts("元旦：1月1日放假。春节：2月30日放假。", Some(2026)),
            ["春节写的“2月30日”没有这一天。", "春节没有读出放假的日期。"]
        );
        let text = "春节：2月15日至23日放假。2月14日（周六）、2月31日（周六）上班。";
        let read = YearNotice::read_text(text, Some(2026)).unwrap();
        assert_eq!(read.doubts, ["春节写的“2月31日”没有这一天。"]);
        let made_up: Vec<_> = read.notice.days.iter().filter(|day| !day.is_off).collect();
        assert_eq!(made_up[0].date, "2026-02-14".parse().unwrap());
        assert_eq!(made_up.len(), 1);
        assert_eq!(
            doubts("元旦：1月1日至3日放假。1月3日上班。", Some(2026)),
            ["1月3日既写了放假又写了上班，请核对。"]
        );
        assert_eq!(
            doubts("元旦：1月1日放假。国庆节：10月7日至1日放假。", Some(2026)),
            ["国庆节的起止日期不对：10月7日至10月1日。", "国庆节没有读出放假的日期。"]
        );
    }

    #[test]
    fn older_wordings_and_pages_full_of_breaks_are_read() {
        let text =
            "一、元旦 ：\n1 月１日放假，１月２日（星期一）补休。\n二、 国庆节: 10月1日—3日放假。";
        let read = YearNotice::read_text(text, Some(2017)).unwrap();
        let days: Vec<String> =
            read.notice.days.iter().map(|day| day.date.format("%m-%d").to_string()).collect();
        assert_eq!(days, ["01-01", "01-02", "10-01", "10-02", "10-03"]);
        assert_eq!(read.doubts, Vec::<String>::new());
    }

    #[test]
    fn days_of_the_december_before_are_found() {
        let text = "元旦：12月30日至1月1日放假，共3天。2018年12月29日（星期六）上班。";
        let read = YearNotice::read_text(text, Some(2019)).unwrap();
        let first = &read.notice.days[0];
        assert_eq!((first.date.to_string().as_str(), first.is_off), ("2018-12-29", false));
        assert_eq!(read.notice.days.len(), 4);
        assert_eq!(read.doubts, Vec::<String>::new());
    }

    #[test]
    fn a_text_without_holidays_is_refused() {
        let read = |text| YearNotice::read_text(text, None).unwrap_err();
        assert_eq!(read("元旦：1月1日放假。"), ReadingError::NoYear);
        assert_eq!(read("关于2026年部分节假日安排的通知"), ReadingError::NoHoliday);
    }
}
