//! The notice as it prints (form F1).

use domain::dates::{paper_date, weekday_word};
use domain::ids::{LeaderId, ReceptionId};
use domain::terms::Term;
use papers::{Strip, WorkKind, WorkPaper, WorkRow};
use rusqlite::Connection;
use store::tables::receptions::{self, ReceptionRow};
use store::tables::{leaders, participants, reception_leaders, units};

use super::AnnouncementBody;
use crate::context::Context;
use crate::error::UseCaseError;
use crate::office::read_settings;
use crate::slip::{check_code, date, paper_time};

/// Returns the notice of a reception, issued today as so many versions.
///
/// # Errors
/// When something it names cannot be read.
pub(super) fn paper(
    context: &Context<'_>,
    connection: &Connection,
    reception: &ReceptionRow,
    (body, version): (&AnnouncementBody, u32),
) -> Result<WorkPaper, UseCaseError> {
    let settings = read_settings(connection)?;
    let held_on = reception.held_on;
    let hour = |time: chrono::NaiveTime| time.format("%-H:%M").to_string();
    let ends = reception.ends.map(|ends| format!("—{}", hour(ends))).unwrap_or_default();
    let time = format!(
        "{}（{}）{}{ends}",
        paper_date(held_on),
        weekday_word(held_on),
        hour(reception.starts)
    );
    let leader = |id: &LeaderId| -> Result<String, UseCaseError> {
        let leader = leaders::get(connection, id)?;
        Ok(format!("{}（{}）", leader.name, leader.post))
    };
    let accompanying = reception_leaders::list(connection, &reception.id)?;
    let accompanying: Vec<String> = accompanying.iter().map(leader).collect::<Result<_, _>>()?;
    let mut rows = vec![
        WorkRow::wide("活动名称", reception.title.clone()),
        WorkRow::pair(("类　　型", reception.kind.label()), ("形　　式", reception.venue.label())),
        WorkRow::wide("时　　间", time),
        WorkRow::wide("地　　点", reception.place.clone()),
        WorkRow::wide("接待领导", leader(&reception.leader_id)?),
    ];
    if let Some(id) = &reception.stand_in_id {
        let words = if reception.is_stand_in_presiding { "（本次由其接待）" } else { "" };
        rows.push(WorkRow::wide("替补领导", format!("{}{words}", leader(id)?)));
    }
    if !accompanying.is_empty() {
        rows.push(WorkRow::text("陪同领导", accompanying.join("、")));
    }
    if !reception.theme.is_empty() {
        rows.push(WorkRow::wide("主题行业", reception.theme.clone()));
    }
    let units = taking_part(connection, &reception.id)?;
    if !units.is_empty() {
        rows.push(WorkRow::text("参加部门", units));
    }
    rows.push(WorkRow::pair(
        ("企业限额", body.quota.map(|quota| format!("{quota}家")).unwrap_or_default()),
        ("报名截止", body.enrol_until_on.map(paper_date).unwrap_or_default()),
    ));
    rows.push(WorkRow::text("受理范围", body.scope.as_str()));
    rows.push(WorkRow::text("不受理\n范　围", body.exclusions.as_str()));
    if !body.basis.is_empty() {
        rows.push(WorkRow::text("依据文件", body.basis.as_str()));
    }
    rows.push(WorkRow::Issue {
        contact: Some(body.contact.clone()).filter(|words| !words.is_empty()),
        issuer: settings.name.clone(),
        on: date(context.today()),
    });
    let code = format!("TG{}", held_on.format("%Y-%m%d"));
    Ok(WorkPaper {
        kind: WorkKind::Announcement,
        mark: format!("{}民营企业{}通告", settings.district_name, reception.kind.label()),
        number: match reception.series_number {
            0 => paper_date(held_on),
            number => format!("总第{number}期"),
        },
        head: None,
        rows,
        note: None,
        strip: Strip {
            check: check_code(&[reception.id.as_str(), &code]),
            code,
            version,
            made_at: paper_time(context.now()),
            print: 1,
        },
    })
}

/// The units with who comes for them.
fn taking_part(connection: &Connection, id: &ReceptionId) -> Result<String, UseCaseError> {
    let mut words = Vec::new();
    for row in participants::list(connection, id)? {
        let unit = units::get(connection, &row.unit_id)?.name;
        words.push(match (row.person.as_str(), row.post.as_str()) {
            ("", _) => unit,
            (person, "") => format!("{unit}（{person}）"),
            (person, post) => format!("{unit}（{person}，{post}）"),
        });
    }
    Ok(words.join("、"))
}

/// Whether two papers tell the public the same.
pub(super) fn says_the_same(one: &WorkPaper, other: &WorkPaper) -> bool {
    let told = |paper: &WorkPaper| {
        let rows = paper.rows.iter().filter(|row| !matches!(row, WorkRow::Issue { .. }));
        (paper.number.clone(), rows.cloned().collect::<Vec<_>>())
    };
    told(one) == told(other)
}

/// Reads the reception a notice is of.
///
/// # Errors
/// When it is not there or cannot be read.
pub(super) fn reception(
    connection: &Connection,
    id: &ReceptionId,
) -> Result<ReceptionRow, UseCaseError> {
    Ok(receptions::get(connection, id)?)
}
