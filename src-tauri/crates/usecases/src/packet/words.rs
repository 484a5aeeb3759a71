//! Check codes, and what is said of what a unit filled in.

use domain::ids::TaskId;
use domain::packet::{CellFault, PacketColumn as Field, PacketPart};
use domain::terms::Term;
use store::tables::packets::PacketRow;

use crate::error::{FieldFault, UseCaseError};
use crate::handling::ALL_THE_SAME;
use crate::slip::check_code;

/// Returns the code that ties the workbook to its packet.
pub(super) fn packet_code(packet: &PacketRow) -> String {
    check_code(&[&packet.key, "packet", packet.id.as_str(), packet.unit_id.as_str()])
}

/// Returns the code that ties a row to its packet, unit and task.
pub(super) fn row_code(packet: &PacketRow, task: &TaskId) -> String {
    let (packet_id, unit) = (packet.id.as_str(), packet.unit_id.as_str());
    check_code(&[&packet.key, "row", packet_id, unit, task.as_str()])
}

/// Says which cells of a part are no use, and what to do.
pub(super) fn cell_faults(faults: &[(Field, CellFault)]) -> String {
    let missing: Vec<&str> = faults
        .iter()
        .filter(|(_, fault)| *fault == CellFault::Missing)
        .map(|(field, _)| field.label())
        .collect();
    let mut words = Vec::new();
    if !missing.is_empty() {
        words.push(format!("没有填全，还缺：{}。", missing.join("、")));
    }
    for (field, fault) in faults {
        let why = match fault {
            CellFault::Missing => continue,
            CellFault::NotADay => "不是日期，请填成 2026-09-23 的样子。",
            CellFault::NotAChoice => "不在可选的几项里，请从列表中选。",
            CellFault::Broken => "是出错的公式，请直接填内容。",
        };
        words.push(format!("{field}{why}"));
    }
    words.concat()
}

/// Says why an act refused a part; none where it is no matter of what was filled in.
pub(super) fn refusal(part: PacketPart, error: &UseCaseError) -> Option<String> {
    match error {
        UseCaseError::Fields(faults) => {
            Some(faults.iter().map(|fault| field_fault(part, fault)).collect())
        }
        UseCaseError::Refused(reason) => Some(reason.clone()),
        UseCaseError::Paper(_) => Some(error.hint()),
        UseCaseError::UnknownCommand(_)
        | UseCaseError::Input { .. }
        | UseCaseError::Output(_)
        | UseCaseError::Store(_)
        | UseCaseError::Sheet(_)
        | UseCaseError::Returned(_)
        | UseCaseError::Unusable(_)
        | UseCaseError::Io { .. }
        | UseCaseError::Counted { .. }
        | UseCaseError::Cancelled => None,
    }
}

fn field_fault(part: PacketPart, fault: &FieldFault) -> String {
    // What only the clerk may do is not said to the unit.
    let message = fault.message.strip_suffix(ALL_THE_SAME).unwrap_or(&fault.message);
    match column(part, &fault.field) {
        Some(column) => format!("{column}：{message}"),
        None => message.to_owned(),
    }
}

/// Returns the column a field of an act is filled in by.
fn column(part: PacketPart, field: &str) -> Option<Field> {
    let column = match (part, field) {
        (PacketPart::Receipt, "received_by") => Field::ReceivedBy,
        (PacketPart::Receipt, "received_at") => Field::ReceivedOn,
        (PacketPart::Objection, "ground") => Field::ObjectionGround,
        (PacketPart::Objection, "basis") => Field::ObjectionBasis,
        (PacketPart::Objection, "made_on") => Field::ObjectedOn,
        (PacketPart::Progress, "body.progress") => Field::Progress,
        (PacketPart::Progress, "made_on") => Field::ProgressOn,
        (PacketPart::AssistAnswer, "body.words") => Field::AssistWords,
        (PacketPart::AssistAnswer, "body.basis") => Field::AssistBasis,
        (PacketPart::AssistAnswer, "made_on") => Field::AssistedOn,
        (PacketPart::Completion, "body.process") => Field::Process,
        (PacketPart::Completion, "body.result") => Field::Result,
        (PacketPart::Completion, "body.basis") => Field::ResultBasis,
        (PacketPart::Completion, "body.evidence") => Field::Evidence,
        (PacketPart::Completion, "body.contact.on") => Field::ContactOn,
        (PacketPart::Completion, "body.contact.person") => Field::ContactPerson,
        (PacketPart::Completion, "body.contact.words") => Field::ContactWords,
        (PacketPart::Completion, "body.head") => Field::Head,
        (PacketPart::Completion, "made_on") => Field::CompletedOn,
        _ => return None,
    };
    Some(column)
}
