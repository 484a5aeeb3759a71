//! The receipts (签收回执) that go out with an issued slip: one for each unit.

use domain::slip::{TaskRole, TaskState};
use papers::{Limit, ReceiptPaper, SlipItem, SlipPaper, Strip};
use rusqlite::Connection;
use store::tables::slips::SlipRow;
use store::tables::tasks::{self, TaskRow};

use super::paper::check_code;
use crate::error::UseCaseError;
use crate::office::read_settings;

/// What the receipt's cell of titles holds; each title takes the rest of its line too.
const TITLES_ROOM: usize = 300;
const TITLE_LINE: usize = 24;

/// Returns the receipts of an issued slip, unit by unit in the order of its items.
///
/// # Errors
/// When the tasks or the office's particulars cannot be read.
pub(super) fn receipt_papers(
    connection: &Connection,
    slip: &SlipRow,
    paper: &SlipPaper,
) -> Result<Vec<ReceiptPaper>, UseCaseError> {
    let settings = read_settings(connection)?;
    let tasks = tasks::list_slip(connection, &slip.id)?;
    let live: Vec<TaskRow> =
        tasks.into_iter().filter(|task| task.state != TaskState::Recalled).collect();
    let mut demands: Vec<&str> = Vec::new();
    let mut units: Vec<&str> = Vec::new();
    for task in &live {
        if !demands.contains(&task.demand_id.as_str()) {
            demands.push(task.demand_id.as_str());
        }
        if !units.contains(&task.unit_id.as_str()) {
            units.push(task.unit_id.as_str());
        }
    }
    let total = chinese(paper.items.len());
    let copies = u32::try_from(units.len()).unwrap_or(u32::MAX);
    let mut receipts = Vec::new();
    for (copy, unit) in (1_u32..).zip(units) {
        let own: Vec<&TaskRow> = live.iter().filter(|task| task.unit_id.as_str() == unit).collect();
        let places: Vec<usize> = own
            .iter()
            .filter_map(|task| demands.iter().position(|id| *id == task.demand_id.as_str()))
            .collect();
        let items: Vec<String> = places.iter().map(|place| chinese(place + 1)).collect();
        let chosen: Vec<&SlipItem> =
            places.iter().filter_map(|place| paper.items.get(*place)).collect();
        let (titles, mut limits) = listed(&chosen);
        // One limit for all is said once: the receipt of a busy unit stays on its page.
        if chosen.windows(2).all(|pair| pair[0].limit == pair[1].limit) {
            limits.truncate(1);
        }
        let code = format!("{}-{copy:02}", paper.strip.code);
        receipts.push(ReceiptPaper {
            mark: "交办单签收回执".to_owned(),
            number: paper.number.clone(),
            copy,
            copies,
            urgency: format!("请于{}个工作日内退回", settings.limits.receipt),
            unit: own.first().map(|task| task.unit_name.clone()).unwrap_or_default(),
            is_lead: own.iter().any(|task| task.role == TaskRole::Lead),
            is_assisting: own.iter().any(|task| task.role == TaskRole::Assist),
            items: format!("第{}项（共{total}项）", items.join("、")),
            enterprise: paper.enterprise.clone(),
            titles,
            limits,
            objection: format!(
                "对交办有异议的，请在{}个工作日内书面说明理由和职责依据，逾期视为接受。",
                settings.limits.objection
            ),
            return_to: return_to(&settings),
            strip: Strip { check: receipt_check(slip, &code, unit), code, ..paper.strip.clone() },
        });
    }
    Ok(receipts)
}

/// The check code of a unit's receipt: a scan of it finds the unit, whatever became of its copy's
/// number.
pub(crate) fn receipt_check(slip: &SlipRow, code: &str, unit: &str) -> String {
    check_code(&[slip.id.as_str(), code, unit])
}

/// Returns the titles and limits a receipt has room for; the slip it goes with names the rest.
fn listed(items: &[&SlipItem]) -> (Vec<String>, Vec<Limit>) {
    let room = |items: &[&SlipItem]| -> usize {
        items.iter().map(|item| item.title.chars().count() + TITLE_LINE).sum()
    };
    let kept = if room(items) <= TITLES_ROOM {
        items.len()
    } else {
        // One more line says how many are left.
        (0..items.len())
            .rev()
            .find(|kept| room(&items[..*kept]) + 2 * TITLE_LINE <= TITLES_ROOM)
            .unwrap_or(0)
    };
    let (shown, rest) = items.split_at(kept);
    let mut titles: Vec<String> = shown.iter().map(|item| item.title.clone()).collect();
    let limits = shown.iter().map(|item| item.limit.clone()).collect();
    if !rest.is_empty() {
        titles.push(format!("（其余{}项见交办单）", rest.len()));
    }
    (titles, limits)
}

fn return_to(settings: &crate::office::OfficeSettings) -> String {
    let mut text = format!("请退回：{}", settings.name);
    for (label, value) in [
        ("地址", &settings.return_address),
        ("联系人", &settings.contact_name),
        ("电话", &settings.contact_phone),
    ] {
        if !value.is_empty() {
            text.push_str(&format!("，{label}：{value}"));
        }
    }
    text.push('。');
    text
}

/// Writes 1–99 as papers count: 一, 十二, 三十.
pub(crate) fn chinese(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |value: usize| DIGITS.get(value).copied().unwrap_or_default();
    match number {
        0..=9 => digit(number).to_owned(),
        10..=19 => format!("十{}", digit(number - 10)),
        20..=99 => format!("{}十{}", digit(number / 10), digit(number % 10)),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_papers_count() {
        let written: Vec<String> = [1, 10, 12, 20, 34].into_iter().map(chinese).collect();
        assert_eq!(written, ["一", "十", "十二", "二十", "三十四"]);
    }
}
