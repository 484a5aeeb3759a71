//! An import is taken back as a whole.

use domain::ids::ImportId;
use store::Writing;
use store::tables::imports::{self, ImportRow, ImportedBody};
use store::tables::{demands, enterprises, leaders, rotas, units};

use super::ImportUndone;
use super::imports::listed;
use crate::context::Context;
use crate::demand::save_demand;
use crate::directory::{set_enterprise_active, set_leader_active, set_unit_active};
use crate::error::UseCaseError;
use crate::fields::Fields;
use crate::rota::take_out_plan;
use crate::wire::Reasoned;

/// Numbers and names told where an import cannot be taken back.
const TOLD: usize = 5;

/// Takes back an import while nothing was built on it: its demands are void, what it added to the
/// directories and nothing else names is out of use. Nothing is deleted.
pub(crate) fn undo_import(
    context: &Context<'_>,
    input: Reasoned,
) -> Result<ImportUndone, UseCaseError> {
    let mut fields = Fields::new();
    let reason = fields.required_line("reason", &input.reason);
    fields.finish()?;
    let id = ImportId::new(input.id);
    context.write_many("undo_import", |tx| {
        let before = imports::get(tx, &id)?;
        tx.check_version("import", id.as_str(), input.version, before.version)?;
        if before.undone_at.is_some() {
            return Err(UseCaseError::refused("这次导入已经撤销过了。"));
        }
        let worked_on = imports::list_worked_on(tx, &id)?;
        if !worked_on.is_empty() {
            return Err(UseCaseError::refused(format!(
                "其中 {} 条诉求导入后改过或办理过（{}），不能整批撤销。请逐条作废。",
                worked_on.len(),
                some(&worked_on)
            )));
        }
        let voided = void_demands(tx, &id, &reason)?;
        let (retired, kept) = retire(context, tx, &before, &reason)?;
        let after = ImportRow {
            undone_at: Some(context.now()),
            undone_by: context.clerk().name.clone(),
            undo_reason: reason,
            version: before.version + 1,
            ..before.clone()
        };
        imports::update(tx, &after)?;
        tx.record("import", id.as_str(), Some(&before), &after)?;
        Ok(ImportUndone { imports: listed(tx)?, voided, retired, kept })
    })
}

fn some(names: &[String]) -> String {
    let told = names.iter().take(TOLD).cloned().collect::<Vec<_>>().join("、");
    if names.len() > TOLD { format!("{told}等") } else { told }
}

fn void_demands(tx: &mut Writing<'_>, id: &ImportId, reason: &str) -> Result<u32, UseCaseError> {
    let mut voided = 0;
    for demand in imports::list_demands(tx, id)? {
        let before = demands::get(tx, &demand)?;
        let mut row = before.clone();
        row.is_void = true;
        row.void_reason = format!("撤销导入：{reason}");
        save_demand(tx, Some(&before), row)?;
        voided += 1;
    }
    Ok(voided)
}

/// Takes what the import added out of use. A directory is taken back whole or not at all; names a
/// ledger brought along stay where something else names them.
fn retire(
    context: &Context<'_>,
    tx: &mut Writing<'_>,
    import: &ImportRow,
    reason: &str,
) -> Result<(u32, u32), UseCaseError> {
    use domain::import::ImportKind;
    let bodies = imports::list_bodies(tx, &import.id)?;
    take_out_plans(context, tx, &bodies, reason)?;
    let mut used = Vec::new();
    for body in &bodies {
        let is_plan = matches!(body, ImportedBody::Rota(..));
        if !is_plan && imports::is_body_used(tx, body)? {
            used.push(body.clone());
        }
    }
    let is_directory = matches!(import.kind, ImportKind::Enterprises | ImportKind::Units);
    if is_directory && !used.is_empty() {
        let names = used.iter().map(|body| name(tx, body)).collect::<Result<Vec<_>, _>>()?;
        return Err(UseCaseError::refused(format!(
            "其中 {} 家导入后改过或已用到（{}），不能整批撤销。请逐家处理。",
            names.len(),
            some(&names)
        )));
    }
    let mut retired = 0;
    for body in bodies.iter().filter(|body| !used.contains(body)) {
        match body {
            ImportedBody::Enterprise(id) => set_enterprise_active(tx, id, false)?,
            ImportedBody::Unit(id) => set_unit_active(tx, id, false)?,
            ImportedBody::Leader(id) => set_leader_active(tx, id, false)?,
            // Taken out above.
            ImportedBody::Rota(..) => continue,
        }
        retired += 1;
    }
    Ok((retired, u32::try_from(used.len()).unwrap_or(u32::MAX)))
}

/// Takes the plans an import brought out again; refuses where one was changed since.
fn take_out_plans(
    context: &Context<'_>,
    tx: &mut Writing<'_>,
    bodies: &[ImportedBody],
    reason: &str,
) -> Result<(), UseCaseError> {
    for body in bodies {
        let ImportedBody::Rota(id, _) = body else { continue };
        if imports::is_body_used(tx, body)? {
            let words = format!("{}导入后改过，不能整批撤销。请在年度安排里改。", name(tx, body)?);
            return Err(UseCaseError::refused(words));
        }
        take_out_plan(context, tx, id, &format!("撤销导入：{reason}"))?;
    }
    Ok(())
}

fn name(tx: &Writing<'_>, body: &ImportedBody) -> Result<String, UseCaseError> {
    Ok(match body {
        ImportedBody::Enterprise(id) => enterprises::get(tx, id)?.name,
        ImportedBody::Unit(id) => units::get(tx, id)?.name,
        ImportedBody::Leader(id) => leaders::get(tx, id)?.name,
        ImportedBody::Rota(id, _) => {
            let year = rotas::find_by_id(tx, id)?.map(|row| row.year);
            year.map_or_else(String::new, |year| format!("{year}年安排"))
        }
    })
}
