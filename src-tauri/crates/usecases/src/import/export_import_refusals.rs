//! The refused rows as a workbook: corrected there, it is imported again.

use std::path::Path;

use domain::import::{ImportCell, ImportField, ImportVerdict};
use serde::Serialize;
use sheets::{ListCell, ListColumn, ListKind, ListScope, write_list};

use super::plan::Plan;
use super::read_rows::{is_master, read_rows};
use super::settle::fault_words;
use super::{ExportImportRefusals, ImportRefusalsExported};
use crate::clock::local;
use crate::context::Context;
use crate::error::UseCaseError;
use crate::exporting::{prepared_at, publish};
use crate::fields::Fields;
use crate::office::read_settings;

/// What the journal keeps of an export.
#[derive(Serialize)]
struct Exported<'a> {
    path: &'a str,
    file_name: &'a str,
    rows: i64,
}

/// Writes the refused rows under their own headings, with the row they stood in and, last, what is
/// wrong with them.
pub(crate) fn export_import_refusals(
    context: &Context<'_>,
    input: ExportImportRefusals,
) -> Result<ImportRefusalsExported, UseCaseError> {
    let mut fields = Fields::new();
    let plan = Plan::check(&mut fields, &input.plan);
    let target = fields.target("target", &input.target, (context.office().root(), "xlsx"));
    fields.shorter("sm3", &input.sm3, 64);
    fields.job(&input.job);
    fields.finish()?;
    let (file, _) = plan.open(Some(&input.sm3))?;
    let job = context.office().jobs().start(&input.job, 0);
    let (columns, refused, office) = context.office().store().snapshot(|connection| {
        let mut refused: Vec<(u32, Vec<ListCell>)> = Vec::new();
        let rows = read_rows(context, connection, &plan, &file, &job, |layout, row, cells| {
            // One that says it was joined may be refused in the end.
            let may_be = row.demand().is_some_and(|demand| !is_master(demand));
            if may_be || row.verdict == ImportVerdict::Refused {
                let held = layout.columns.values().map(|field| {
                    let words = cells.get(field).map(ImportCell::words).unwrap_or_default();
                    if words.is_empty() {
                        ListCell::Empty
                    } else {
                        ListCell::Text(words.into_owned())
                    }
                });
                refused.push((row.row, held.collect()));
            }
        })?;
        // What was joined to nothing is known only at the end.
        let mut reasons = rows.rows.iter().filter(|row| row.verdict == ImportVerdict::Refused);
        let mut next = reasons.next();
        let mut told = Vec::new();
        for (row, mut cells) in refused {
            let Some(settled) = next.filter(|settled| settled.row == row) else { continue };
            let faults = settled.findings.faults.iter();
            let words = faults.map(|(field, fault)| format!("{field}：{}", fault_words(fault)));
            let words = words.collect::<Vec<_>>().join("\n");
            cells.push(ListCell::Text(format!("第 {row} 行")));
            cells.push(ListCell::Text(words));
            told.push(cells);
            next = reasons.next();
        }
        let column = |title: String, width: u16| ListColumn { title, width, kind: ListKind::Text };
        // Under the words of this program every heading is known when it comes back.
        let is_in_wan = rows.layout.is_in_wan();
        let heads = rows.layout.columns.values().map(|field| match field {
            ImportField::Amount if is_in_wan => column("金额（万元）".to_owned(), 110),
            field => column(field.to_string(), 110),
        });
        let mut columns: Vec<ListColumn> = heads.collect();
        columns.push(column("原表行号".to_owned(), 70));
        columns.push(column("退回原因".to_owned(), 280));
        Ok::<_, UseCaseError>((columns, told, read_settings(connection)?.name))
    })?;
    let scope = ListScope {
        office,
        title: format!("{}待改正清单", plan.kind),
        scope_text: format!("《{}》中没有导入的 {} 行", plan.file_name(), refused.len()),
        notice: "请在本表改正后直接导入，“原表行号”“退回原因”两栏不用删。".to_owned(),
        cut_off_date: context.today(),
        prepared_at: prepared_at(context),
        prepared_by: context.clerk().name.clone(),
        created: local(context.now()).naive_local(),
    };
    let make = |beside: &Path| {
        let rows = refused.iter().map(|cells| Ok::<_, UseCaseError>(cells.clone()));
        let rows = write_list(beside, &scope, &columns, rows, &mut |done| job.step(done))?;
        let path = target.display().to_string();
        Ok(ImportRefusalsExported { path, rows: i64::try_from(rows).unwrap_or(i64::MAX) })
    };
    let file_name = plan.file_name();
    let note = |made: &ImportRefusalsExported| {
        serde_json::json!(Exported { path: &made.path, file_name: &file_name, rows: made.rows })
    };
    publish(context, "export_import_refusals", &target, make, note)
}
