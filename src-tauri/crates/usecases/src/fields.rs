//! The check of an input's fields: all faults together, each at the path the screen knows.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};
use domain::money::AMOUNT_MAX;
use domain::secrecy::mark;
use domain::text::{Text, TextFault, TextRule};

use crate::error::{FieldFault, UseCaseError};

/// The longest name of a person, body or thing.
const NAME_MAX: usize = 60;
/// The longest short line: posts, phones, places.
const LINE_MAX: usize = 100;
/// The longest text of several lines.
pub(crate) const LONG_MAX: usize = 10_000;
/// The longest query: longer than anything typed into a box.
const QUERY_MAX: usize = 100;
/// The longest name of a job.
const JOB_MAX: usize = 64;
/// The longest path; no system of ours takes more than four thousand bytes.
const PATH_MAX: usize = 1_000;
/// The years a date of this trade can lie in.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;

/// Collects what is wrong with an input; [`Fields::finish`] refuses it when anything is.
#[derive(Debug, Default)]
pub(crate) struct Fields {
    faults: Vec<FieldFault>,
}

impl Fields {
    /// Starts the check of one input.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Notes a fault that no rule of this collector covers.
    pub(crate) fn reject(&mut self, field: impl Into<String>, message: impl Into<String>) {
        self.faults.push(FieldFault { field: field.into(), message: message.into() });
    }

    /// Checks a mandatory name, at most 60 characters.
    pub(crate) fn name(&mut self, field: impl Into<String>, raw: &str) -> String {
        self.text(field, raw, TextRule::line(NAME_MAX))
    }

    /// Checks a name that may be empty, at most 60 characters.
    pub(crate) fn optional_name(&mut self, field: impl Into<String>, raw: &str) -> String {
        self.text(field, raw, TextRule::line(NAME_MAX).optional())
    }

    /// Checks a mandatory single line, at most 100 characters.
    pub(crate) fn required_line(&mut self, field: impl Into<String>, raw: &str) -> String {
        self.text(field, raw, TextRule::line(LINE_MAX))
    }

    /// Checks a single line that may be empty, at most 100 characters.
    pub(crate) fn line(&mut self, field: impl Into<String>, raw: &str) -> String {
        self.text(field, raw, TextRule::line(LINE_MAX).optional())
    }

    /// Checks a mandatory text of several lines, at most 10,000 characters.
    pub(crate) fn required_long(&mut self, field: impl Into<String>, raw: &str) -> String {
        self.text(field, raw, TextRule::paragraph(LONG_MAX))
    }

    /// Checks a text of several lines that may be empty, at most 10,000 characters.
    pub(crate) fn long(&mut self, field: impl Into<String>, raw: &str) -> String {
        self.text(field, raw, TextRule::paragraph(LONG_MAX).optional())
    }

    /// Checks a text by its own rule and returns it trimmed; empty when it is refused.
    pub(crate) fn text(&mut self, field: impl Into<String>, raw: &str, rule: TextRule) -> String {
        match Text::parse(raw, rule) {
            Ok(text) => {
                self.refuse_secret(field, text.as_str());
                text.into_string()
            }
            Err(fault) => {
                self.reject(field, text_message(fault));
                String::new()
            }
        }
    }

    /// Refuses a text that bears the mark of a state secret (domain.md (e) 28).
    pub(crate) fn refuse_secret(&mut self, field: impl Into<String>, text: &str) {
        if let Some(mark) = mark(text) {
            self.reject(field, secrecy_message(mark));
        }
    }

    /// Checks a mandatory text of several lines for a cell of a form that holds `room` characters;
    /// each line break takes the rest of a line, `line` characters.
    pub(crate) fn cell(
        &mut self,
        field: &str,
        raw: &str,
        max: usize,
        (room, line): (usize, usize),
    ) -> String {
        let text = self.text(field, raw, TextRule::paragraph(max));
        if text.chars().count() + text.matches('\n').count() * line > room {
            self.reject(field, "换行太多，这一栏写不下，请合并几段。");
        }
        text
    }

    /// Checks what is looked for, at most 100 characters. Any character may be looked for.
    pub(crate) fn query(&mut self, field: impl Into<String>, raw: &str) -> String {
        let query = raw.trim();
        self.shorter(field, query, QUERY_MAX);
        query.to_owned()
    }

    /// Checks an amount in fen: none, or 0 to [`AMOUNT_MAX`].
    pub(crate) fn amount(&mut self, field: impl Into<String>, fen: Option<i64>) -> Option<i64> {
        if fen.is_some_and(|fen| !(0..=AMOUNT_MAX.0).contains(&fen)) {
            self.reject(field, "金额应在 0 到一千亿元之间。");
        }
        fen
    }

    /// Checks the name under which a job is cancelled, at most 64 characters.
    pub(crate) fn job(&mut self, raw: &str) {
        self.shorter("job", raw, JOB_MAX);
    }

    /// Checks a path on this machine, at most 1,000 characters; it must start at a root.
    pub(crate) fn path(&mut self, field: &str, raw: &str) -> PathBuf {
        self.shorter(field, raw, PATH_MAX);
        let path = PathBuf::from(raw);
        if !path.is_absolute() {
            self.reject(field, "请选择位置。");
        }
        path
    }

    /// Checks the place of a file to be written, as [`Fields::path`]: its folder must be there and
    /// lie outside `data`, the data folder, and its name must end in `ending`.
    pub(crate) fn target(
        &mut self,
        field: &str,
        raw: &str,
        (data, ending): (&Path, &str),
    ) -> PathBuf {
        let path = self.path(field, raw);
        if path.is_dir() {
            self.reject(field, "这里已有同名的文件夹，请换一个文件名。");
        } else {
            self.outside(field, path.parent(), data);
        }
        if !path.extension().is_some_and(|found| found.eq_ignore_ascii_case(ending)) {
            self.reject(field, format!("文件名要以 .{ending} 结尾。"));
        }
        path
    }

    /// Checks a folder to write files into, as [`Fields::path`]: it must be there and lie outside
    /// `data`, the data folder.
    pub(crate) fn folder(&mut self, field: &str, raw: &str, data: &Path) -> PathBuf {
        let folder = self.path(field, raw);
        if folder.is_absolute() {
            self.outside(field, Some(&folder), data);
        }
        folder
    }

    fn outside(&mut self, field: &str, folder: Option<&Path>, data: &Path) {
        let Some(folder) = folder.filter(|folder| folder.is_dir()) else {
            self.reject(field, "要保存到的文件夹不存在，请重新选择。");
            return;
        };
        // Compared as the system knows them: links, letter case and `..` lead in, too.
        let is_inside = match (folder.canonicalize(), data.canonicalize()) {
            (Ok(folder), Ok(data)) => folder.starts_with(data),
            (Err(_), _) | (_, Err(_)) => true,
        };
        if is_inside {
            self.reject(field, "请不要存到数据文件夹里，换一个位置。");
        }
    }

    /// Checks the length of a list.
    pub(crate) fn list<T>(&mut self, field: impl Into<String>, list: &[T], max: usize) {
        if list.len() > max {
            self.reject(field, format!("最多 {max} 项，现有 {} 项。", list.len()));
        }
    }

    /// Checks the length of a text that is not kept.
    pub(crate) fn shorter(&mut self, field: impl Into<String>, text: &str, max: usize) {
        let found = text.chars().count();
        if found > max {
            self.reject(field, text_message(TextFault::TooLong { max, found }));
        }
    }

    /// Checks a number against its range.
    pub(crate) fn range(
        &mut self,
        field: impl Into<String>,
        value: u32,
        allowed: std::ops::RangeInclusive<u32>,
    ) {
        if !allowed.contains(&value) {
            let message = format!("请填 {} 到 {} 之间的数。", allowed.start(), allowed.end());
            self.reject(field, message);
        }
    }

    /// Checks that a date lies in this trade's time.
    pub(crate) fn date(&mut self, field: impl Into<String>, date: NaiveDate) {
        if !YEARS.contains(&date.year()) {
            self.reject(field, "日期不对，请重新选择。");
        }
    }

    /// Checks when something happened: in this trade's time, and not later than a day after `now`,
    /// since another desk's clock may be ahead.
    pub(crate) fn instant(&mut self, field: &str, at: DateTime<Utc>, now: DateTime<Utc>) {
        if !YEARS.contains(&at.year()) {
            self.reject(field, "时间不对，请重新填写。");
        } else if at > now + TimeDelta::days(1) {
            self.reject(field, "时间在将来，请核对。");
        }
    }

    /// Ends the check.
    ///
    /// # Errors
    /// [`UseCaseError::Fields`] with every fault noted.
    pub(crate) fn finish(self) -> Result<(), UseCaseError> {
        if self.faults.is_empty() { Ok(()) } else { Err(UseCaseError::Fields(self.faults)) }
    }
}

/// Says in plain Chinese what is wrong with a text and what to do.
pub(crate) fn text_message(fault: TextFault) -> String {
    match fault {
        TextFault::Required => "请填写这一项。".to_owned(),
        TextFault::TooShort { min, found } => format!("至少 {min} 个字，现有 {found} 个。"),
        TextFault::TooLong { max, found } => format!("最多 {max} 个字，现有 {found} 个。"),
        TextFault::LineBreak => "这里只能写一行，请去掉换行。".to_owned(),
        TextFault::Control { at, .. } => at_place(at, "是控制字符，请删去后重新输入。"),
        TextFault::Noncharacter { at, .. } => at_place(at, "无法识别，请删去后重新输入。"),
        TextFault::Direction { at, .. } => at_place(at, "会改变书写方向，请删去后重新输入。"),
        TextFault::Invisible { at, .. } => at_place(at, "看不见也印不出，请删去后重新输入。"),
        TextFault::PrivateUse { at, .. } => {
            at_place(at, "是本机自造的字，别的电脑和纸面都显示不出，请换用通行字。")
        }
        TextFault::Marks { at } => at_place(at, "上叠加的符号太多，请删去后重新输入。"),
    }
}

/// Says why a text with the mark of a state secret is not kept.
fn secrecy_message(mark: &str) -> String {
    format!(
        "有国家秘密标志“{mark}”。本程序不是涉密系统，不保存这类内容，请删去，按保密规定另行办理。"
    )
}

/// Says where, since such a character may not be seen on the screen.
fn at_place(at: usize, what: &str) -> String {
    format!("第 {} 个字符{what}", at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_is_told_at_its_field() {
        let mut fields = Fields::new();
        assert_eq!(fields.name("name", "　罗示川 "), "罗示川");
        assert_eq!(fields.line("phone", ""), "");
        fields.name("record.people.0.name", "");
        fields.line("post", &"长".repeat(101));
        fields.range("limits.notice", 99, 1..=66);
        let Err(UseCaseError::Fields(faults)) = fields.finish() else {
            panic!("the input was not refused");
        };
        let told: Vec<(&str, &str)> =
            faults.iter().map(|fault| (fault.field.as_str(), fault.message.as_str())).collect();
        assert_eq!(
            told,
            [
                ("record.people.0.name", "请填写这一项。"),
                ("post", "最多 100 个字，现有 101 个。"),
                ("limits.notice", "请填 1 到 66 之间的数。"),
            ]
        );
    }
}
