//! What a 纪要 says to begin with (form F4): what a sitting decided, apart from its verbatim record.

use domain::dates::{paper_date, short_date};
use domain::demand::DemandState;
use domain::ids::ReceptionId;
use domain::reception::{Presence, ReceptionState, Venue};
use domain::terms::Term;
use rusqlite::Connection;
use store::tables::demands::{self, DemandRow};
use store::tables::units;

use super::propose::Proposal;
use super::words::clause;
use super::{BulletinSection, BulletinWords};
use crate::context::Context;
use crate::demand::{Veil, told};
use crate::error::UseCaseError;
use crate::forms::attendance;
use crate::handling::matter_word;
use crate::reception::{ReceptionDetail, reception_detail};

/// Returns the sitting of a 纪要.
///
/// # Errors
/// When it was not begun, or cannot be read.
pub(super) fn sitting(
    context: &Context<'_>,
    connection: &Connection,
    id: &ReceptionId,
) -> Result<ReceptionDetail, UseCaseError> {
    let reception = reception_detail(context, connection, id)?;
    if matches!(reception.state, ReceptionState::Planned | ReceptionState::Cancelled) {
        return Err(UseCaseError::field(
            "reception_id",
            "这次接待还没有召开，没有可写纪要的记录。",
        ));
    }
    Ok(reception)
}

/// Proposes the 纪要 of a sitting: 会议概况, 议定事项 with unit, assisting units and limit, who was
/// there.
///
/// # Errors
/// When the sitting cannot be read.
pub(super) fn summary(
    connection: &Connection,
    reception: &ReceptionDetail,
) -> Result<(Proposal, Vec<BulletinWords>), UseCaseError> {
    let raised: Vec<DemandRow> = demands::list_sitting(connection, &reception.id)?
        .into_iter()
        .filter(|row| !row.is_void && row.state != DemandState::ClueReferred)
        .collect();
    let mut sections = Vec::new();
    for row in &raised {
        sections.extend(decided(connection, row)?);
    }
    let briefed: Vec<String> = reception
        .agenda
        .iter()
        .map(|item| {
            let handed = (item.materials > 0).then(|| format!("，发放材料{}份", item.materials));
            format!("{}{}", clause(&item.title, 60), handed.unwrap_or_default())
        })
        .collect();
    if !briefed.is_empty() {
        sections.push(BulletinSection {
            head: String::from("关于政策宣讲"),
            text: format!("{}。", briefed.join("；")),
            figures: None,
        });
    }
    let proposal =
        Proposal { title: String::new(), opening: opening(reception, &raised), sections };
    Ok((proposal, present(reception, &raised)))
}

/// 会议概况.
fn opening(reception: &ReceptionDetail, raised: &[DemandRow]) -> String {
    let leader = reception.presiding();
    let came = |presence: Presence| matches!(presence, Presence::Present | Presence::Left);
    let guests = reception.guests.iter().filter(|guest| came(guest.presence)).count();
    let on_site = raised.iter().filter(|row| !row.answer.is_empty()).count();
    let assigned = raised
        .iter()
        .filter(|row| row.answer.is_empty() && row.state != DemandState::Declined)
        .count();
    let place = match reception.place.as_str() {
        "" => String::new(),
        place => format!("在{}", clause(place, 60)),
    };
    let verb = match reception.venue {
        Venue::Hall => "召开",
        Venue::OnSite => "现场开展",
    };
    let host = match reception.host.as_str() {
        "" => String::new(),
        host => format!("，{}主持", clause(host, 40)),
    };
    format!(
        "{}，{}{}{place}{verb}{}{host}，听取{guests}家企业意见，现场答复{on_site}件，交办和研究{assigned}件。现将议定事项纪要如下：",
        paper_date(reception.held_on),
        leader.post,
        leader.name,
        clause(&reception.title, 60),
    )
}

/// One 议定事项; none for what was not taken up.
fn decided(
    connection: &Connection,
    row: &DemandRow,
) -> Result<Option<BulletinSection>, UseCaseError> {
    if row.state == DemandState::Declined || row.content.title.is_empty() {
        return Ok(None);
    }
    let content = &row.content;
    let veil = Veil::over(connection, std::slice::from_ref(row))?;
    let shown = |text: &str| told(veil.as_ref(), text);
    let (title, noun) = (shown(&content.title), matter_word(row));
    let text = if row.answer.is_empty() {
        let wanted = match clause(&content.requirement, 400) {
            wanted if wanted.is_empty() => clause(&content.request, 400),
            wanted => wanted,
        };
        let wanted = if wanted.is_empty() { wanted } else { format!("，{}", shown(&wanted)) };
        let lead = match &content.lead_unit_id {
            Some(id) => format!("由{}负责", units::get(connection, id)?.name),
            None => String::from("责任单位会后研究确定"),
        };
        let assists = content
            .assists
            .iter()
            .map(|id| Ok(units::get(connection, id)?.name))
            .collect::<Result<Vec<_>, UseCaseError>>()?;
        let assists = if assists.is_empty() {
            String::new()
        } else {
            format!("，{}配合", assists.join("、"))
        };
        let limit = match (row.original_due_on, content.limit_workdays) {
            (Some(on), _) => format!("，{}前办结", short_date(on)),
            (None, Some(days)) => format!("，{days}个工作日内办结"),
            (None, None) => String::new(),
        };
        format!("会议明确{wanted}。{lead}{assists}{limit}。")
    } else {
        let by = if row.answered_by.is_empty() { "有关单位" } else { &row.answered_by };
        format!("{by}现场答复：{}。", shown(&clause(&row.answer, 800)))
    };
    Ok(Some(BulletinSection { head: format!("关于{title}{noun}"), text, figures: None }))
}

/// 出席, 列席, 请假, by what the record of the sitting says (form F3).
fn present(reception: &ReceptionDetail, raised: &[DemandRow]) -> Vec<BulletinWords> {
    let recorded = attendance(reception, raised, 0);
    let of = |label: &str| {
        let cell = recorded.iter().find(|cell| cell.label == label);
        cell.map(|cell| cell.text.clone()).filter(|text| !text.is_empty())
    };
    let sat = [Some(reception.presiding().name.clone()), of("陪同领导"), of("出席")];
    let sat: Vec<String> = sat.into_iter().flatten().collect();
    let lines = [("出席", Some(sat.join("，"))), ("列席", of("企业到会")), ("请假", of("请假"))];
    lines
        .into_iter()
        .filter_map(|(label, words)| Some((label, words?)))
        .map(|(label, words)| BulletinWords {
            label: label.to_owned(),
            words: format!("{}。", words.replace('\n', "")),
        })
        .collect()
}

/// The red mark of the sittings of a kind: `川江区民营企业接待日纪要`.
pub(super) fn mark(district: &str, reception: &ReceptionDetail) -> String {
    format!("{district}民营企业{}纪要", reception.kind.label())
}
