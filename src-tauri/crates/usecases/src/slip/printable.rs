//! Characters no font has, told while the words can still be changed and not when a slip is issued.

use papers::SlipPaper;
use rusqlite::Connection;
use store::tables::demands;
use store::tables::slips::SlipRow;

use super::paper::slip_paper;
use crate::context::Context;
use crate::directory::missing_glyphs;
use crate::error::UseCaseError;

/// Refuses a slip that could not be printed, naming each part with what no font has. `own` names the
/// field of the use case that a part stands in; the other parts were written before.
///
/// # Errors
/// The refusal, or when the record or the fonts cannot be read.
pub(super) fn check_printable(
    context: &Context<'_>,
    connection: &Connection,
    slip: &SlipRow,
    own: (&str, &str),
) -> Result<(), UseCaseError> {
    let rows = demands::list_slip(connection, &slip.id)?;
    let paper = slip_paper(context, connection, slip, &rows)?;
    let mut faults = Vec::new();
    for (part, text) in parts(&paper) {
        let missing = missing_glyphs(context, text)?;
        if missing.is_empty() {
            continue;
        }
        let list = missing.join("”“");
        if part == own.0 {
            let message = format!("“{list}”没有字体可印，请换用通行的字。");
            return Err(UseCaseError::field(own.1, message));
        }
        faults.push(format!("{part}里的“{list}”"));
    }
    if faults.is_empty() {
        return Ok(());
    }
    let list = faults.join("、");
    Err(UseCaseError::refused(format!("{list}没有字体可印，请换用通行的字。")))
}

/// The texts of a slip that somebody typed, with the words they stand under.
fn parts(paper: &SlipPaper) -> Vec<(String, &str)> {
    let head = [
        ("文件标志", Some(&paper.mark)),
        ("企业名称", Some(&paper.enterprise)),
        ("到会人", paper.visitors.as_ref()),
        ("来源期次", Some(&paper.source)),
        ("接待领导", paper.leader.as_ref()),
        ("牵头领导", paper.lead_leader.as_ref()),
        ("拟办意见", paper.proposal.as_ref()),
        ("拟办人", paper.drafted_by.as_ref()),
        ("审核人", paper.reviewed_by.as_ref()),
        ("交办单位", Some(&paper.issuer)),
    ];
    let mut parts: Vec<(String, &str)> = head
        .into_iter()
        .filter_map(|(part, text)| Some((part.to_owned(), text?.as_str())))
        .collect();
    if let Some(instruction) = &paper.instruction {
        parts.push(("批示".to_owned(), &instruction.text));
        parts.extend(instruction.signer.iter().map(|name| ("签批人".to_owned(), name.as_str())));
    }
    for (at, item) in (1..).zip(&paper.items) {
        let of_item = |part: &str| format!("第 {at} 项的{part}");
        parts.push((of_item("标题"), &item.title));
        parts.push((of_item("内容"), &item.text));
        parts.push((of_item("主办单位"), &item.lead));
        let optional = [("办理要求", &item.requirement), ("责任人", &item.responsible)];
        for (part, text) in optional {
            parts.extend(text.iter().map(|text| (of_item(part), text.as_str())));
        }
        parts.extend(item.assisting.iter().map(|unit| (of_item("协办单位"), unit.as_str())));
    }
    parts.extend(paper.notes.iter().map(|note| ("说明".to_owned(), note.as_str())));
    parts
}
