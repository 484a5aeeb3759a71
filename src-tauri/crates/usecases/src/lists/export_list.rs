//! A list as a workbook: every list exports what it shows.

use std::path::Path;

use chrono::NaiveDate;
use domain::slip::SlipState;
use domain::terms::Term;
use rusqlite::Connection;
use serde::Serialize;
use sheets::{ListScope, write_list};

use super::table::{Asked, Table};
use super::{ExportList, ListChoice, ListExported};
use super::{enterprises, issues, leaders, receptions, slips, units};
use crate::clock::local;
use crate::context::Context;
use crate::error::UseCaseError;
use crate::exporting::{prepared_at, publish};
use crate::fields::Fields;
use crate::office::read_settings;

/// What the journal keeps of an export.
#[derive(Serialize)]
struct Exported<'a> {
    path: String,
    list: &'a ListChoice,
    rows: i64,
}

/// Writes a list as a workbook and notes it in the journal. Reads the state of one moment; saves go
/// on meanwhile.
pub(crate) fn export_list(
    context: &Context<'_>,
    input: ExportList,
) -> Result<ListExported, UseCaseError> {
    let mut fields = Fields::new();
    let list = input.list.check(&mut fields);
    let path = fields.target("path", &input.path, (context.office().root(), "xlsx"));
    fields.job(&input.job);
    fields.finish()?;
    let make = |beside: &Path| {
        context.office().store().snapshot(|connection| {
            let table = table(context, connection, &list)?;
            let office = read_settings(connection)?.name;
            let total = u64::try_from(table.total).unwrap_or(u64::MAX);
            let job = context.office().jobs().start(&input.job, total);
            let scope = scope(context, &table, office);
            let mut step = |done| job.step(done);
            let rows = write_list(beside, &scope, &table.columns, table.rows, &mut step)?;
            Ok::<_, UseCaseError>(ListExported {
                path: path.display().to_string(),
                rows: i64::try_from(rows).unwrap_or(i64::MAX),
            })
        })
    };
    let note = |outcome: &ListExported| Exported {
        path: outcome.path.clone(),
        list: &list,
        rows: outcome.rows,
    };
    publish(context, "export_list", &path, make, note)
}

fn table<'a>(
    context: &'a Context<'_>,
    connection: &'a Connection,
    list: &ListChoice,
) -> Result<Table<'a>, UseCaseError> {
    match list {
        ListChoice::Slips { year, query, states } => slips::table(connection, *year, query, states),
        ListChoice::Enterprises { query, with_retired } => {
            enterprises::table(context, connection, Asked { query, with_retired: *with_retired })
        }
        ListChoice::Units { query, with_retired } => {
            units::table(context, connection, Asked { query, with_retired: *with_retired })
        }
        ListChoice::Leaders { query, with_retired } => {
            leaders::table(context, connection, Asked { query, with_retired: *with_retired })
        }
        ListChoice::Receptions { year, query } => receptions::table(connection, *year, query),
        ListChoice::Issues { query } => issues::table(connection, query),
    }
}

fn scope(context: &Context<'_>, table: &Table<'_>, office: String) -> ListScope {
    let counted = format!("共 {} {}", table.total, table.counted);
    ListScope {
        office,
        title: table.title.clone(),
        scope_text: format!("{}，{counted}", table.scope.join("；")),
        notice: table.notice.to_owned(),
        cut_off_date: context.today(),
        prepared_at: prepared_at(context),
        prepared_by: context.clerk().name.clone(),
        created: local(context.now()).naive_local(),
    }
}

impl ListChoice {
    /// Checks the filter, each part at `list.` and its name. What is looked for is printed, so it
    /// is a line of text like any other.
    fn check(&self, fields: &mut Fields) -> Self {
        let mut list = self.clone();
        let query = match &mut list {
            Self::Slips { query, states, .. } => {
                fields.list("list.states", states, SlipState::ALL.len());
                query
            }
            Self::Enterprises { query, .. }
            | Self::Units { query, .. }
            | Self::Leaders { query, .. }
            | Self::Receptions { query, .. }
            | Self::Issues { query } => query,
        };
        *query = fields.line("list.query", query);
        if let Self::Slips { year, .. } | Self::Receptions { year, .. } = &list {
            match NaiveDate::from_ymd_opt(*year, 1, 1) {
                Some(first) => fields.date("list.year", first),
                None => fields.reject("list.year", "年份不对，请重新选择。"),
            }
        }
        list
    }
}
