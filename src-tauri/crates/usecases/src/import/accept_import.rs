//! A table is taken over.

use domain::ids::ImportId;
use domain::import::ImportVerdict;
use store::tables::imports::{self, ImportRow};

use super::imports::view;
use super::plan::Plan;
use super::read_rows::{Rows, read_rows};
use super::recording::Recording;
use super::{AcceptImport, ImportDone};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::Fields;
use crate::jobs::Job;

/// Rows recorded between two steps told.
const STEP: u64 = 64;

/// Takes over every good row of the file that was previewed, in one change: all of them or none. What
/// its columns mean is remembered for the next file with the same headings.
pub(crate) fn accept_import(
    context: &Context<'_>,
    input: AcceptImport,
) -> Result<ImportDone, UseCaseError> {
    let mut fields = Fields::new();
    let plan = Plan::check(&mut fields, &input.plan);
    fields.shorter("sm3", &input.sm3, 64);
    fields.job(&input.job);
    fields.finish()?;
    let (file, sm3) = plan.open(Some(&input.sm3))?;
    let job = context.office().jobs().start(&input.job, 0);
    context.write_many("accept_import", |tx| {
        let rows = read_rows(context, tx, &plan, &file, &job, |_, _, _| {})?;
        let missing = rows.missing(&plan);
        if !missing.is_empty() {
            let reason = format!("还没有指明哪一列是{}，没有导入。", missing.join("、"));
            return Err(UseCaseError::refused(reason));
        }
        let good = rows.count(ImportVerdict::Good);
        if good == 0 {
            return Err(UseCaseError::refused("没有可以导入的行，没有导入。"));
        }
        let import = ImportRow {
            id: ImportId::new(store::new_id()),
            kind: plan.kind,
            file_name: plan.file_name(),
            sm3,
            sheet: rows.layout.sheet.name.clone(),
            row_count: i64::from(good),
            made_at: context.now(),
            made_by: context.clerk().name.clone(),
            undone_at: None,
            undone_by: String::new(),
            undo_reason: String::new(),
            version: 1,
        };
        imports::insert(tx, &import)?;
        imports::put_columns(tx, plan.kind, &rows.layout.fingerprint, &rows.layout.columns)?;
        tx.record("import", import.id.as_str(), None::<&ImportRow>, &import)?;
        record(context, tx, rows, import, &job)
    })
}

fn record(
    context: &Context<'_>,
    tx: &mut store::Writing<'_>,
    rows: Rows,
    import: ImportRow,
    job: &Job<'_>,
) -> Result<ImportDone, UseCaseError> {
    let (refused, known) = (rows.count(ImportVerdict::Refused), rows.count(ImportVerdict::Known));
    let mut recording = Recording::new(context, tx, &import, rows)?;
    let total = recording.total();
    let mut done = 0;
    while recording.next(tx)? {
        done += 1;
        let is_told = done % STEP == 0 || done == total;
        if job.is_cancelled() || (is_told && job.step_of(done, total).is_break()) {
            return Err(UseCaseError::Cancelled);
        }
    }
    recording.finish(tx)?;
    Ok(ImportDone {
        refused,
        known,
        new_enterprises: recording.new_firms,
        new_units: recording.new_units,
        new_leaders: recording.new_leaders,
        import: view(import),
    })
}
