//! 退回清单: what was refused of a returned packet, for the unit.

use std::collections::BTreeSet;
use std::path::Path;

use domain::packet::Verdict;
use domain::terms::Term;
use serde::Serialize;
use sheets::{ListCell, ListColumn, ListKind, ListScope, write_list};

use super::entries::{Picked, settle};
use super::returned::Returned;
use super::{ExportRefusals, RefusalsExported, ReturnEntry, ReturnKey};
use crate::clock::local;
use crate::context::Context;
use crate::error::UseCaseError;
use crate::exporting::{prepared_at, publish};
use crate::fields::Fields;
use crate::office::read_settings;

/// More parts than any packet has.
const LEFT_OUT_MAX: usize = 20_000;
/// Said of what could be recorded and was not taken.
const LEFT_OUT: &str = "经办人没有采纳，请与交办单位联系。";

const COLUMNS: &[(&str, u16, ListKind)] = &[
    ("表中行号", 62, ListKind::Figure),
    ("交办单字号", 150, ListKind::Text),
    ("项号", 44, ListKind::Code),
    ("标题", 200, ListKind::Text),
    ("栏目", 78, ListKind::Code),
    ("填报内容", 270, ListKind::Text),
    ("退回原因", 260, ListKind::Text),
];

/// What the journal keeps of an export.
#[derive(Serialize)]
struct Exported<'a> {
    path: &'a str,
    packet: &'a str,
    rows: i64,
}

/// Writes what is refused of the file, and what the clerk did not take, with the reasons: what was
/// recorded by now is not in it.
pub(crate) fn export_refusals(
    context: &Context<'_>,
    input: ExportRefusals,
) -> Result<RefusalsExported, UseCaseError> {
    let mut fields = Fields::new();
    let path = fields.path("path", &input.path);
    let target = fields.target("target", &input.target, (context.office().root(), "xlsx"));
    fields.shorter("sm3", &input.sm3, 64);
    fields.list("left_out", &input.left_out, LEFT_OUT_MAX);
    fields.job(&input.job);
    fields.finish()?;
    let returned = Returned::open(context, &path, Some(&input.sm3))?;
    let left_out: BTreeSet<ReturnKey> = input.left_out.into_iter().collect();
    let job = context.office().jobs().start(&input.job, returned.rows.len() as u64);
    let mut step = |done| job.step(done);
    let entries = context
        .rehearse("accept_return", |tx| settle(context, tx, &returned, &Picked::All, &mut step))?;
    let refused: Vec<ReturnEntry> =
        entries.into_iter().filter_map(|entry| listed(entry, &left_out)).collect();
    if refused.is_empty() {
        return Err(UseCaseError::refused("没有退回的内容，不用出退回清单。"));
    }
    let office = context.read(|connection| Ok(read_settings(connection)?.name))?;
    let scope = scope(context, &returned, office, refused.len());
    let columns: Vec<ListColumn> = COLUMNS
        .iter()
        .map(|(title, width, kind)| ListColumn {
            title: (*title).to_owned(),
            width: *width,
            kind: *kind,
        })
        .collect();
    let make = |beside: &Path| {
        let rows = refused.iter().map(|entry| Ok::<_, UseCaseError>(cells(entry)));
        let rows = write_list(beside, &scope, &columns, rows, &mut |done| job.step(done))?;
        let path = target.display().to_string();
        Ok(RefusalsExported { path, rows: i64::try_from(rows).unwrap_or(i64::MAX) })
    };
    let packet = returned.packet.id.to_string();
    let note = |made: &RefusalsExported| {
        serde_json::json!(Exported { path: &made.path, packet: &packet, rows: made.rows })
    };
    publish(context, "export_refusals", &target, make, note)
}

/// Returns a part as the list tells it; none where it is not in it.
fn listed(mut entry: ReturnEntry, left_out: &BTreeSet<ReturnKey>) -> Option<ReturnEntry> {
    match (entry.verdict, entry.part) {
        (Verdict::Refused, _) => Some(entry),
        (Verdict::Good, Some(part)) if left_out.contains(&ReturnKey { row: entry.row, part }) => {
            LEFT_OUT.clone_into(&mut entry.reason);
            Some(entry)
        }
        (Verdict::Good | Verdict::Recorded | Verdict::Unchanged, _) => None,
    }
}

fn scope(context: &Context<'_>, returned: &Returned, office: String, parts: usize) -> ListScope {
    let unit = &returned.packet.unit_name;
    ListScope {
        office,
        title: format!("{unit}工作包退回清单"),
        scope_text: format!("交回文件《{}》中没有登记的 {parts} 处", returned.file_name),
        notice: "请在原工作包上改正后再交，已登记的不用改动。".to_owned(),
        cut_off_date: context.today(),
        prepared_at: prepared_at(context),
        prepared_by: context.clerk().name.clone(),
        created: local(context.now()).naive_local(),
    }
}

fn cells(entry: &ReturnEntry) -> Vec<ListCell> {
    let text = |text: &str| match text {
        "" => ListCell::Empty,
        text => ListCell::Text(text.to_owned()),
    };
    vec![
        ListCell::Whole(i32::try_from(entry.row).unwrap_or(i32::MAX)),
        text(&entry.slip_number),
        match entry.item {
            0 => ListCell::Empty,
            item => ListCell::Text(item.to_string()),
        },
        text(&entry.title),
        text(entry.part.map_or("整行", Term::label)),
        text(&entry.new),
        text(&entry.reason),
    ]
}
