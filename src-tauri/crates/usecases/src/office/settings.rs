//! The office's particulars, with the defaults of table P until they are saved.

use chrono::NaiveTime;
use domain::limits::{LIMIT_MAX, Limits, presets};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use store::tables::settings::{self, Setting};

use super::{OfficeSettings, PresetList};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::Fields;
use crate::files::is_unsafe_in_name;
use crate::wire::Nothing;
use domain::text::TextRule;

/// Daily cut-off until the office sets its own (scenario 60).
const CUT_OFF: &str = "17:30";
/// The longest office code in a slip's number.
const PREFIX_MAX: usize = 14;
/// What the head and the foot of a slip and its receipt have room for.
const HEAD_MAX: usize = 40;
const CONTACT_MAX: usize = 20;
const PHONE_MAX: usize = 30;
const ADDRESS_MAX: usize = 50;
const COPIES_ROOM: usize = 400;
/// What a slip's foot has room for.
const COPIES_MAX: usize = 10;
/// P2: a hall and a morning hold no more.
const GUESTS_MAX: u32 = 50;

/// What is stored: everything but the version.
#[derive(Serialize, Deserialize)]
struct Particulars {
    name: String,
    slip_mark: String,
    number_prefix: String,
    district_code: String,
    district_name: String,
    contact_name: String,
    contact_phone: String,
    return_address: String,
    copies_to: Vec<String>,
    cut_off: String,
    limits: Limits,
}

impl Default for Particulars {
    fn default() -> Self {
        Self {
            name: String::new(),
            slip_mark: String::new(),
            number_prefix: String::new(),
            district_code: String::new(),
            district_name: String::new(),
            contact_name: String::new(),
            contact_phone: String::new(),
            return_address: String::new(),
            copies_to: Vec::new(),
            cut_off: CUT_OFF.to_owned(),
            limits: Limits::default(),
        }
    }
}

impl OfficeSettings {
    /// Returns the local time after which a receipt counts for the next working day.
    #[must_use]
    pub fn cut_off_time(&self) -> NaiveTime {
        // Only a checked `HH:MM` is ever stored; the default is one too.
        NaiveTime::parse_from_str(&self.cut_off, "%H:%M").unwrap_or(NaiveTime::MIN)
    }

    /// Tells whether slips can be numbered and headed.
    #[must_use]
    pub fn is_set_up(&self) -> bool {
        !self.name.is_empty() && !self.slip_mark.is_empty() && !self.number_prefix.is_empty()
    }

    fn of(value: Particulars, version: i64) -> Self {
        Self {
            name: value.name,
            slip_mark: value.slip_mark,
            number_prefix: value.number_prefix,
            district_code: value.district_code,
            district_name: value.district_name,
            contact_name: value.contact_name,
            contact_phone: value.contact_phone,
            return_address: value.return_address,
            copies_to: value.copies_to,
            cut_off: value.cut_off,
            limits: value.limits,
            version,
        }
    }
}

/// Returns the settings inside a read or a change; defaults with version 0 when never saved.
///
/// # Errors
/// When they cannot be read.
pub(crate) fn read_settings(connection: &Connection) -> Result<OfficeSettings, UseCaseError> {
    let stored = settings::find::<Particulars>(connection, settings::OFFICE)?;
    Ok(match stored {
        Some(setting) => OfficeSettings::of(setting.value, setting.version),
        None => OfficeSettings::of(Particulars::default(), 0),
    })
}

/// Returns the office's particulars.
pub(crate) fn get_office(
    context: &Context<'_>,
    _: Nothing,
) -> Result<OfficeSettings, UseCaseError> {
    context.read(read_settings)
}

/// Lists the limits other places work by (table P), to be taken over for review.
#[expect(clippy::unnecessary_wraps, reason = "the shape of every use case")]
pub(crate) fn list_presets(_: &Context<'_>, _: Nothing) -> Result<PresetList, UseCaseError> {
    Ok(PresetList { presets: presets() })
}

/// Saves the office's particulars. Issued slips keep those they were issued with.
pub(crate) fn save_office(
    context: &Context<'_>,
    input: OfficeSettings,
) -> Result<OfficeSettings, UseCaseError> {
    let value = check(&input)?;
    context.write("save_office", |tx| {
        let before = settings::find::<Particulars>(tx, settings::OFFICE)?;
        let stored = before.as_ref().map_or(0, |setting| setting.version);
        tx.check_version("settings", settings::OFFICE, input.version, stored)?;
        let after = Setting { value, version: stored + 1 };
        settings::put(tx, settings::OFFICE, &after)?;
        tx.record("settings", settings::OFFICE, before.as_ref(), &after)?;
        Ok(OfficeSettings::of(after.value, after.version))
    })
}

fn check(input: &OfficeSettings) -> Result<Particulars, UseCaseError> {
    let mut fields = Fields::new();
    let district_code = input.district_code.trim();
    let is_district = district_code.len() == 6 && district_code.bytes().all(|b| b.is_ascii_digit());
    if !district_code.is_empty() && !is_district {
        fields.reject("district_code", "行政区划代码是 6 位数字，如 510503。");
    }
    if NaiveTime::parse_from_str(&input.cut_off, "%H:%M").is_err() {
        fields.reject("cut_off", "请按 17:30 的样式填写时间。");
    }
    if input.copies_to.len() > COPIES_MAX {
        let message = format!("抄送最多 {COPIES_MAX} 个单位。");
        fields.reject("copies_to", message);
    }
    let copies_to = input
        .copies_to
        .iter()
        .enumerate()
        .map(|(at, copy)| fields.name(format!("copies_to.{at}"), copy))
        .collect::<Vec<String>>();
    let copied = copies_to.iter().map(|copy| copy.chars().count() + 1).sum::<usize>();
    if copied > COPIES_ROOM {
        let message = format!("抄送单位的名称加起来最多 {COPIES_ROOM} 个字，请用简称。");
        fields.reject("copies_to", message);
    }
    check_limits(&mut fields, &input.limits);
    let value = Particulars {
        name: fields.text("name", &input.name, TextRule::line(HEAD_MAX)),
        slip_mark: fields.text("slip_mark", &input.slip_mark, TextRule::line(HEAD_MAX)),
        number_prefix: fields.text(
            "number_prefix",
            &input.number_prefix,
            TextRule::line(PREFIX_MAX),
        ),
        district_code: district_code.to_owned(),
        district_name: fields.optional_name("district_name", &input.district_name),
        contact_name: fields.text("contact_name", &input.contact_name, foot(CONTACT_MAX)),
        contact_phone: fields.text("contact_phone", &input.contact_phone, foot(PHONE_MAX)),
        return_address: fields.text("return_address", &input.return_address, foot(ADDRESS_MAX)),
        copies_to,
        cut_off: input.cut_off.clone(),
        limits: input.limits.clone(),
    };
    // A bracket in the prefix would make the number read as another one.
    if value.number_prefix.chars().any(|c| "〔〕[]()（）【】".contains(c)) {
        fields.reject("number_prefix", "机关代字里不要写年份和括号，如“川工商联交”。");
    }
    // The number names files as well.
    if value.number_prefix.chars().any(|c| c == '.' || is_unsafe_in_name(c)) {
        fields.reject("number_prefix", "机关代字里不要写斜杠、点、冒号这类符号，如“川工商联交”。");
    }
    fields.finish()?;
    Ok(value)
}

const fn foot(max: usize) -> TextRule {
    TextRule::line(max).optional()
}

fn check_limits(fields: &mut Fields, limits: &Limits) {
    let workdays = [
        ("notice", limits.notice),
        ("issue", limits.issue),
        ("receipt", limits.receipt),
        ("objection", limits.objection),
        ("contact", limits.contact),
        ("assist", limits.assist),
        ("consultation", limits.consultation),
        ("ordinary", limits.ordinary),
        ("complex", limits.complex),
        ("rating", limits.rating),
    ];
    for (name, value) in workdays {
        fields.range(format!("limits.{name}"), value, 1..=LIMIT_MAX);
    }
    fields.range("limits.guests_max", limits.guests_max, 1..=GUESTS_MAX);
    fields.range("limits.yellow", limits.yellow, 0..=LIMIT_MAX);
    fields.range("limits.blue", limits.blue, 0..=LIMIT_MAX);
    if limits.blue < limits.yellow {
        fields.reject("limits.blue", "蓝灯应早于黄灯，天数不能比黄灯少。");
    }
}
