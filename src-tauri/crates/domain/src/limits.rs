//! The office's limits: table P, all editable, stored on each slip as issued.

use serde::{Deserialize, Serialize};

/// Limits in working days unless a field says otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Limits {
    /// P1: notice before the event.
    pub notice: u32,
    /// P2: most enterprises in one sitting (a count).
    pub guests_max: u32,
    /// P3: slip signed and issued after the event.
    pub issue: u32,
    /// P4: receipt by the unit.
    pub receipt: u32,
    /// P5: objection by the unit.
    pub objection: u32,
    /// P6: first contact with the enterprise.
    pub contact: u32,
    /// P7: assisting unit's answer to the lead unit.
    pub assist: u32,
    /// P8: completion of a consultation (咨询).
    pub consultation: u32,
    /// P8: completion of an ordinary demand.
    pub ordinary: u32,
    /// P8: completion of a complex demand (难).
    pub complex: u32,
    /// P10: blue light, working days left.
    pub blue: u32,
    /// P10: yellow light, working days left.
    pub yellow: u32,
    /// P11: asking the enterprise for its rating.
    pub rating: u32,
}

impl Default for Limits {
    /// Returns the defaults of table P.
    fn default() -> Self {
        Self {
            notice: 3,
            guests_max: 10,
            issue: 3,
            receipt: 1,
            objection: 1,
            contact: 2,
            assist: 3,
            consultation: 5,
            ordinary: 15,
            complex: 30,
            blue: 3,
            yellow: 1,
            rating: 3,
        }
    }
}

/// The longest limit a setting or a slip may name, in working days (P8 cap: three months).
pub const LIMIT_MAX: u32 = 66;

/// One limit that a place fixed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PresetLimit {
    /// The field of [`Limits`] it fills.
    #[cfg_attr(feature = "bindings", ts(type = "keyof Limits"))]
    pub field: String,
    /// Working days.
    pub workdays: u32,
    /// What the place's rule says of it, short.
    pub rule: String,
}

/// The limits one place works by, to be taken over for review: limits its rule does not name stay
/// as they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct LimitPreset {
    /// Name of the place: `泉州`.
    pub name: String,
    /// The rule and where it can be read.
    pub source: String,
    pub limits: Vec<PresetLimit>,
}

/// Returns the named presets of table P.
///
/// Sources, as read: 泉州 — report of 泉州晚报 (szb.qzwb.com), 3 August 2022. 许昌 — 许政办〔2011〕46号,
/// 二（二）（三）: 3 working days to assign, 15 to complete, 30 in complex cases. 株洲 — 株洲市民营企业
/// 诉求办理工作机制（试行）, reported in 株洲日报, 20 April 2024: 3 to contact the enterprise, 5 to
/// complete from acceptance. 山东 — the province's 企业诉求“接诉即办” platform, 10 May 2020: 1 to begin
/// verification, 3 to answer, 15 to solve, 30 for complex matters. 枣庄 — “企呼枣应、接诉即办”, 6 April
/// of its first year: 1, 2, 10, 25 likewise.
#[must_use]
pub fn presets() -> Vec<LimitPreset> {
    let preset = |name: &str, source: &str, limits: &[(&str, u32, &str)]| LimitPreset {
        name: name.to_owned(),
        source: source.to_owned(),
        limits: limits
            .iter()
            .map(|(field, workdays, rule)| PresetLimit {
                field: (*field).to_owned(),
                workdays: *workdays,
                rule: (*rule).to_owned(),
            })
            .collect(),
    };
    vec![
        preset(
            "泉州",
            "《泉州晚报》2022年8月3日报道的企业诉求办理机制",
            &[
                ("objection", 1, "1 个工作日内提出异议，逾期视为接受"),
                ("assist", 3, "协办单位 3 个工作日内报主办单位"),
                ("ordinary", 7, "7 个工作日内办结"),
            ],
        ),
        preset(
            "许昌",
            "许政办〔2011〕46号《关于加强企业反映问题办理工作的意见》",
            &[
                ("issue", 3, "3 个工作日内下发交办通知书"),
                ("ordinary", 15, "一般 15 个工作日内办结"),
                ("complex", 30, "情况复杂的 30 个工作日内办结"),
            ],
        ),
        preset(
            "株洲",
            "《株洲市民营企业诉求办理工作机制（试行）》，《株洲日报》2024年4月报道",
            &[("contact", 3, "3 个工作日内联系诉求方"), ("ordinary", 5, "受理后 5 个工作日内办结")],
        ),
        preset(
            "山东",
            "山东省企业诉求“接诉即办”平台，2020年5月上线",
            &[
                ("receipt", 1, "1 个工作日内启动核实"),
                ("contact", 3, "3 个工作日内答复"),
                ("ordinary", 15, "15 个工作日内解决或服务确认"),
                ("complex", 30, "复杂问题可延长至 30 个工作日"),
            ],
        ),
        preset(
            "枣庄",
            "枣庄市“企呼枣（早）应、接诉即办”平台",
            &[
                ("receipt", 1, "1 个工作日内启动核实"),
                ("contact", 2, "2 个工作日内答复"),
                ("ordinary", 10, "10 个工作日内解决或服务确认"),
                ("complex", 25, "难度较大的可延长至 25 个工作日"),
            ],
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_presets_are_those_of_table_p() {
        let told: Vec<String> = presets()
            .iter()
            .map(|preset| {
                let days: Vec<String> =
                    preset.limits.iter().map(|limit| limit.workdays.to_string()).collect();
                format!("{} {}", preset.name, days.join("/"))
            })
            .collect();
        let expected =
            ["泉州 1/3/7", "许昌 3/15/30", "株洲 3/5", "山东 1/3/15/30", "枣庄 1/2/10/25"];
        assert_eq!(told, expected);
    }

    #[test]
    fn a_preset_fills_limits_that_are_there_within_their_bounds() {
        let known = serde_json::to_value(Limits::default()).unwrap();
        for preset in presets() {
            for limit in &preset.limits {
                assert!(known.get(&limit.field).is_some(), "{}", limit.field);
                assert!((1..=LIMIT_MAX).contains(&limit.workdays));
                assert!(limit.rule.contains(&limit.workdays.to_string()), "{}", limit.rule);
            }
        }
    }
}
