//! What the papers of acts say alike.

use domain::act::{ActBody, ActState};
use domain::dates::paper_date;
use domain::demand::DemandKind;
use domain::enterprise::EnterpriseKind;
use rusqlite::Connection;
use store::tables::acts::ActRow;
use store::tables::demands::DemandRow;
use store::tables::receptions;
use store::tables::slips::{self, SlipRow};

use crate::error::UseCaseError;
use crate::office::OfficeSettings;
use crate::printing::within;
use crate::slip::chinese;

/// Longest title of a demand with 问题 at its end that a letter's title holds.
const SUBJECT_MAX: usize = 60;

/// 问题 or 建议, unless the title ends with it: `…问题`.
pub(crate) fn matter_word(demand: &DemandRow) -> &'static str {
    let title = &demand.content.title;
    if ["问题", "建议", "意见", "投诉", "咨询"].iter().any(|end| title.ends_with(end)) {
        return "";
    }
    match demand.content.kind {
        DemandKind::Suggestion | DemandKind::PolicyOpinion => "建议",
        DemandKind::Problem | DemandKind::Consultation | DemandKind::Complaint => "问题",
    }
}

/// The matter as a letter's title has it, by the demand's title as its reader may see it.
pub(super) fn subject(demand: &DemandRow, title: &str) -> String {
    let word = matter_word(demand);
    let room = SUBJECT_MAX - word.chars().count();
    format!("{}{word}", within(title, room))
}

/// How a letter speaks to it.
pub(super) fn you(kind: EnterpriseKind) -> &'static str {
    match kind {
        EnterpriseKind::Firm => "你公司",
        EnterpriseKind::Individual => "你户",
        EnterpriseKind::Chamber => "你会",
    }
}

/// Where the demand was raised: `在2026年3月19日第13期民营企业接待日活动中`.
///
/// # Errors
/// When the sitting cannot be read.
pub(super) fn raised(connection: &Connection, demand: &DemandRow) -> Result<String, UseCaseError> {
    Ok(match &demand.reception_id {
        Some(id) => {
            let row = receptions::get(connection, id)?;
            format!("在{}{}活动中", paper_date(row.held_on), row.title)
        }
        None => format!("于{}", paper_date(demand.raised_on)),
    })
}

/// The slip that carries the demand.
///
/// # Errors
/// When it cannot be read.
pub(super) fn slip(
    connection: &Connection,
    demand: &DemandRow,
) -> Result<Option<SlipRow>, UseCaseError> {
    Ok(demand.slip_id.as_ref().map(|id| slips::get(connection, id)).transpose()?)
}

/// The demand's place on its slip: `第一项`.
pub(super) fn item(demand: &DemandRow) -> String {
    let place = demand.slip_position.and_then(|at| usize::try_from(at).ok()).unwrap_or(1);
    format!("第{}项", chinese(place.max(1)))
}

/// 联系人：何静，电话：0830-5550126.
pub(super) fn contact(settings: &OfficeSettings) -> Option<String> {
    if settings.contact_name.is_empty() {
        return None;
    }
    let mut words = format!("联系人：{}", settings.contact_name);
    if !settings.contact_phone.is_empty() {
        words.push_str(&format!("，电话：{}", settings.contact_phone));
    }
    Some(words)
}

/// Working days of the round that runs, as issued or as redone.
pub(super) fn limit(demand: &DemandRow, acts: &[ActRow]) -> String {
    let redone = acts.iter().rev().find_map(|act| match &act.body {
        ActBody::Rework(body) if act.round == demand.handling.round => Some(body.workdays),
        _ => None,
    });
    match (redone, demand.content.limit_workdays) {
        (Some(days), _) => format!("{days}个工作日（重办）"),
        (None, Some(days)) => format!("{days}个工作日"),
        (None, None) => "—".to_owned(),
    }
}

/// Tells whether an extension was granted.
pub(super) fn is_granted(act: &ActRow) -> bool {
    act.state == ActState::Granted
}
