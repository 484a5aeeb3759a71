//! 诉求确认单: what was written down of a guest at a sitting, for its enterprise to read and sign.

use domain::dates::paper_date;
use domain::demand::DemandState;
use domain::ids::GuestId;
use domain::privacy::UNNAMED;
use papers::{WorkKind, WorkPaper, WorkRow, WorkSign};
use rusqlite::Connection;
use store::queries::similar;
use store::tables::demands::{self, DemandRow};
use store::tables::{enterprises, guests, receptions, units};

use super::{Desk, within};
use crate::demand::{Veil, told};
use crate::error::UseCaseError;
use crate::printing;
use crate::slip::chinese;

/// Characters of a demand's words: a page has room for six demands.
const SAID: usize = 180;

/// The sheet of a guest. Where it asked for one of them not to be named, the sheet names nobody.
///
/// # Errors
/// When nothing was written down of it, or the sitting cannot be read.
pub(super) fn paper(
    desk: &Desk<'_, '_>,
    connection: &Connection,
    id: &GuestId,
) -> Result<(WorkPaper, String), UseCaseError> {
    let guest = guests::get(connection, id)?;
    let reception = receptions::get(connection, &guest.reception_id)?;
    let firm = enterprises::get(connection, &guest.enterprise_id)?;
    let mut raised = demands::list_sitting(connection, &guest.reception_id)?;
    raised
        .retain(|row| row.guest_id.as_ref() == Some(id) && row.state != DemandState::ClueReferred);
    if raised.is_empty() {
        return Err(UseCaseError::refused("这家企业还没有记下诉求，没有可确认的。"));
    }
    let veil = Veil::over(connection, &raised)?;
    let (name, person) = match &veil {
        Some(_) => (UNNAMED.to_owned(), String::new()),
        None => (firm.name.clone(), guest.representative.clone()),
    };
    let mut rows = vec![
        WorkRow::wide("企业名称", within(&name)),
        WorkRow::pair(("到会人", person.as_str()), ("诉求项数", format!("{}项", raised.len()))),
    ];
    for (at, row) in raised.iter().enumerate() {
        let label = format!("诉求{}", chinese(at + 1));
        rows.push(WorkRow::text(&label, told(veil.as_ref(), &in_few_lines(connection, row)?)));
    }
    rows.push(WorkRow::choice("核对意见", ["与会上所说一致", "有更正，写在下面"], None));
    rows.push(WorkRow::text("更正补充", ""));
    rows.push(WorkRow::Sign(WorkSign {
        label: "企业确认".to_owned(),
        choices: Vec::new(),
        role: "到会人签字".to_owned(),
        name: String::new(),
        is_sealed: false,
        on: None,
    }));
    let paper = WorkPaper {
        kind: WorkKind::Confirmation,
        mark: "民营企业诉求确认单".to_owned(),
        number: format!("{}　{}", within(&reception.title), paper_date(reception.held_on))
            .chars()
            .take(60)
            .collect(),
        head: None,
        rows,
        note: desk.return_to(),
        strip: desk.strip(format!("QR{}", reception.held_on.format("%Y%m%d"))),
    };
    Ok((paper, format!("诉求确认单 {name}")))
}

/// The demand in a few lines: what it is called, what is asked, who answers and until when.
fn in_few_lines(connection: &Connection, row: &DemandRow) -> Result<String, UseCaseError> {
    let content = &row.content;
    let mut lines = vec![format!("{}　{}", row.number(), content.title)];
    // Where no facts were written, the words of the record stand for them.
    let wording = similar::get(connection, &row.id)?.map(|row| row.wording).unwrap_or_default();
    let asked: Vec<&str> = [wording.facts.as_str(), &content.request]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect();
    if !asked.is_empty() {
        lines.push(printing::within(&asked.join("　").replace('\n', "　"), SAID));
    }
    if !row.answer.is_empty() {
        let answer = printing::within(&row.answer.replace('\n', "　"), SAID);
        lines.push(format!("现场答复：{answer}"));
    } else if let Some(lead) = &content.lead_unit_id {
        let limit = content.limit_workdays.map(|days| format!("，{days}个工作日内答复"));
        lines.push(format!(
            "交办：{}{}",
            units::get(connection, lead)?.name,
            limit.unwrap_or_default()
        ));
    }
    Ok(lines.join("\n"))
}
