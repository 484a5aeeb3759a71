//! What is still to prepare before a reception can be held well.

use domain::limits::Limits;

use super::recorded::{Recorded, lacks_mandate};
use super::{Guest, Preparation};

/// Returns the preparation check, in the order the work is done.
pub(super) fn preparations(
    reception: &Recorded,
    guests: &[Guest],
    limits: &Limits,
) -> Vec<Preparation> {
    let row = &reception.row;
    let line = |label: &str, is_done: bool, note: String| Preparation {
        label: label.to_owned(),
        is_done,
        note,
    };
    let count = guests.len();
    let is_full = count > limits.guests_max as usize;
    let invited = match (count, is_full) {
        (0, _) => "还没有企业".to_owned(),
        (_, true) => format!("{count} 家，多于每期 {} 家的限额", limits.guests_max),
        (_, false) => format!("{count} 家"),
    };
    let unmandated: Vec<&str> = reception
        .guests
        .iter()
        .zip(guests)
        .filter(|(row, _)| lacks_mandate(row))
        .map(|(_, guest)| match guest.enterprise_short_name.as_str() {
            "" => guest.enterprise_name.as_str(),
            short => short,
        })
        .collect();
    let mandates = match (unmandated.is_empty(), reception.guests.is_empty()) {
        (true, true) => String::new(),
        (true, false) => "齐全".to_owned(),
        (false, _) => format!("缺委托书：{}", unmandated.join("、")),
    };
    let topics = guests.iter().filter(|guest| guest.topic.is_empty()).count();
    let topics_note = match (count, topics) {
        (0, _) => String::new(),
        (_, 0) => "都已了解".to_owned(),
        (_, missing) => format!("{missing} 家还没有写明"),
    };
    let units = reception.participants.len();
    let units_note = if units == 0 { "还没有部门".to_owned() } else { format!("{units} 个") };
    vec![
        line("地点", !row.place.is_empty(), row.place.clone()),
        line("到会企业", count > 0 && !is_full, invited),
        line("拟反映的事项", count > 0 && topics == 0, topics_note),
        line("委托书", unmandated.is_empty(), mandates),
        line("参加部门", units > 0, units_note),
        line("议程", !reception.agenda.is_empty(), String::new()),
        line("记录人", !row.recorder.is_empty(), row.recorder.clone()),
    ]
}
