//! From the code on a paper to its row: the number finds it, the check code proves it.

use domain::act::{ActBody, ActState};
use domain::attachment::AttachmentOwner;
use domain::ids::{ActId, RowId, SlipId, UnitId};
use domain::scan::{ScanFault, ScanForm};
use domain::slip::SlipState;
use domain::terms::Term;
use papers::{MachineCode, PrintedForm};
use rusqlite::Connection;
use store::tables::acts::{self, ActRow};
use store::tables::demands::{self, DemandRow};
use store::tables::slips::{self, SlipRow};
use store::tables::{tasks, units};

use super::PaperOnScan;
use crate::demand::shown_enterprise;
use crate::error::UseCaseError;
use crate::slip::{check_code, number_code, receipt_check, slip_enterprise};

/// A paper of this office.
pub(super) struct FoundPaper {
    pub(super) form: ScanForm,
    pub(super) id: RowId,
    pub(super) unit_id: Option<UnitId>,
    pub(super) title: String,
    pub(super) about: String,
}

/// Where a scan of a paper is kept.
pub(super) struct Place {
    pub(super) owner: AttachmentOwner,
    pub(super) owner_id: String,
    pub(super) unit_id: Option<UnitId>,
    pub(super) act_id: Option<ActId>,
    /// The paper in words.
    pub(super) title: String,
    pub(super) about: String,
}

/// What a code leads to: a paper, or why not, with what it calls itself.
pub(super) type Found = Result<FoundPaper, (ScanFault, String)>;

/// Follows a code of this program.
///
/// # Errors
/// When a table cannot be read.
pub(super) fn follow(connection: &Connection, code: &MachineCode) -> Result<Found, UseCaseError> {
    match code.form {
        PrintedForm::Slip => follow_slip(connection, code),
        PrintedForm::Receipt => follow_receipt(connection, code),
        PrintedForm::Act(_) => follow_act(connection, code),
    }
}

fn foreign() -> Found {
    Err((ScanFault::Foreign, String::new()))
}

fn follow_slip(connection: &Connection, code: &MachineCode) -> Result<Found, UseCaseError> {
    for slip in slips_called(connection, &code.code)? {
        let version = code.version.to_string();
        if check_code(&[slip.id.as_str(), &code.code, &version]) == code.check {
            return found_slip(connection, &slip, None);
        }
    }
    Ok(foreign())
}

fn follow_receipt(connection: &Connection, code: &MachineCode) -> Result<Found, UseCaseError> {
    let Some((of_slip, _copy)) = code.code.rsplit_once('-') else { return Ok(foreign()) };
    for slip in slips_called(connection, of_slip)? {
        // A task taken back since had its receipt all the same.
        for task in tasks::list_slip(connection, &slip.id)? {
            if receipt_check(&slip, &code.code, task.unit_id.as_str()) == code.check {
                return found_slip(connection, &slip, Some(task.unit_id));
            }
        }
    }
    Ok(foreign())
}

fn found_slip(
    connection: &Connection,
    slip: &SlipRow,
    unit_id: Option<UnitId>,
) -> Result<Found, UseCaseError> {
    if slip.state == SlipState::Void {
        return Ok(Err((ScanFault::VoidSlip, called(slip))));
    }
    let form = if unit_id.is_some() { ScanForm::Receipt } else { ScanForm::Slip };
    let id = RowId::from(slip.id.to_string());
    let place = place_slip(connection, slip, unit_id)?;
    Ok(Ok(FoundPaper { form, id, unit_id: place.unit_id, title: place.title, about: place.about }))
}

fn follow_act(connection: &Connection, code: &MachineCode) -> Result<Found, UseCaseError> {
    for act in acts_called(connection, &code.code)? {
        if check_code(&[act.id.as_str(), &code.code]) != code.check {
            continue;
        }
        let place = place_act(connection, &act)?;
        if act.state == ActState::Lapsed {
            return Ok(Err((ScanFault::LapsedAct, place.title)));
        }
        return Ok(Ok(FoundPaper {
            form: ScanForm::Act,
            id: RowId::from(act.id.to_string()),
            unit_id: None,
            title: place.title,
            about: place.about,
        }));
    }
    Ok(foreign())
}

/// Returns the slips a code may mean: those of its number, or the one drafted under it.
fn slips_called(connection: &Connection, code: &str) -> Result<Vec<SlipRow>, UseCaseError> {
    if let Some((year, seq)) = numbered(code.strip_prefix("JB").unwrap_or_default()) {
        return Ok(Vec::from_iter(slips::find_drafted(connection, year, seq)?));
    }
    let Some((_, number)) = code.split_once('-') else { return Ok(Vec::new()) };
    let Some((year, seq)) = numbered(number) else { return Ok(Vec::new()) };
    let mut found = slips::list_numbered(connection, year, seq)?;
    found.retain(|slip| {
        slip.number().is_some_and(|number| number_code(&number.prefix, year, seq) == code)
    });
    Ok(found)
}

/// Returns the acts a code may mean: those of its number, or all of its demand.
fn acts_called(connection: &Connection, code: &str) -> Result<Vec<ActRow>, UseCaseError> {
    if let Some((year, seq)) = numbered(code.strip_prefix("SQ").unwrap_or_default()) {
        let demand = demands::find_numbered(connection, year, seq)?;
        let acts = demand.map(|demand| acts::list_demand(connection, &demand.id)).transpose()?;
        return Ok(acts.unwrap_or_default());
    }
    let Some((_, number)) = code.split_once('-') else { return Ok(Vec::new()) };
    let Some((year, seq)) = numbered(number) else { return Ok(Vec::new()) };
    Ok(acts::list_numbered(connection, year, seq)?)
}

/// Reads `2026-12`.
fn numbered(text: &str) -> Option<(i32, u32)> {
    let (year, seq) = text.split_once('-')?;
    Some((year.parse().ok()?, seq.parse().ok()?))
}

fn called(slip: &SlipRow) -> String {
    slip.number().map_or_else(|| slip.draft_code(), |number| number.to_string())
}

/// Returns where the scan of a paper is kept, however it was found.
///
/// # Errors
/// When it names nothing of this office, or a receipt of a unit that had no task on the slip.
pub(super) fn place(connection: &Connection, paper: &PaperOnScan) -> Result<Place, UseCaseError> {
    match paper.form {
        ScanForm::Slip | ScanForm::Receipt => {
            let slip = slips::get(connection, &SlipId::new(paper.id.as_str()))?;
            let unit = paper.unit_id.clone().filter(|_| paper.form == ScanForm::Receipt);
            if let Some(unit) = &unit {
                let tasks = tasks::list_slip(connection, &slip.id)?;
                if !tasks.iter().any(|task| task.unit_id == *unit) {
                    let reason = "这张交办单没有交给这个单位，请重新选择。";
                    return Err(UseCaseError::refused(reason));
                }
            } else if paper.form == ScanForm::Receipt {
                return Err(UseCaseError::refused("请选择这份回执是哪个单位的。"));
            }
            place_slip(connection, &slip, unit)
        }
        ScanForm::Act => {
            let act = acts::get(connection, &ActId::new(paper.id.as_str()))?;
            place_act(connection, &act)
        }
    }
}

fn place_slip(
    connection: &Connection,
    slip: &SlipRow,
    unit_id: Option<UnitId>,
) -> Result<Place, UseCaseError> {
    let firm = slip_enterprise(connection, slip)?;
    let unit = unit_id.as_ref().map(|id| units::get(connection, id)).transpose()?;
    let (name, about) = match unit {
        Some(unit) => ("签收回执", format!("{}　{firm}", unit.name)),
        None => ("交办单", firm),
    };
    Ok(Place {
        owner: AttachmentOwner::Slip,
        owner_id: slip.id.to_string(),
        unit_id,
        act_id: None,
        title: format!("{name} {}", called(slip)),
        about,
    })
}

fn place_act(connection: &Connection, act: &ActRow) -> Result<Place, UseCaseError> {
    let demand: DemandRow = demands::get(connection, &act.demand_id)?;
    let firm = shown_enterprise(connection, &demand)?;
    let name = match &act.body {
        ActBody::Chase(chase) => chase.rung.label(),
        body => body.kind().label(),
    };
    let number = act
        .number()
        .map_or_else(|| format!("诉求{}", demand.number()), |number| number.to_string());
    Ok(Place {
        owner: AttachmentOwner::Demand,
        owner_id: demand.id.to_string(),
        unit_id: None,
        act_id: Some(act.id.clone()),
        title: format!("{name} {number}"),
        about: format!("{firm}　{}", demand.content.title),
    })
}
