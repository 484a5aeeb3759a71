//! Views of the ledger: those built in and those the clerks saved.

use chrono::{Datelike, NaiveDate};
use domain::demand::DemandState;
use domain::ids::ViewId;
use domain::ledger::LedgerSort;
use domain::light::Light;
use domain::text::TextRule;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use store::queries::ledger::{self, LightDates};
use store::tables::views::{self, ViewRow};

use super::filter::lights;
use super::{LedgerFilter, SaveView, SavedView, ViewList};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::Fields;
use crate::wire::{Nothing, Reference};

/// Built-in views have keys no saved one can have.
const BUILTIN: &str = "builtin:";
/// The bar of views has room for no more.
const VIEWS_MAX: usize = 30;
/// More columns than the ledger has.
const COLUMNS_MAX: usize = 60;
/// The longest key of a column.
const COLUMN_MAX: usize = 40;
/// A button of the bar.
const NAME_MAX: usize = 20;

/// What a saved view keeps.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Query {
    filter: LedgerFilter,
    sort: LedgerSort,
    is_descending: bool,
    columns: Vec<String>,
}

/// What a built-in view shows.
struct Builtin {
    id: ViewId,
    name: &'static str,
    filter: LedgerFilter,
    sort: LedgerSort,
    is_descending: bool,
}

/// Lists the views with the number of demands each lets through today.
pub(crate) fn list_views(context: &Context<'_>, _: Nothing) -> Result<ViewList, UseCaseError> {
    context.read(|connection| list(context, connection))
}

fn list(context: &Context<'_>, connection: &Connection) -> Result<ViewList, UseCaseError> {
    let (dates, _) = lights(context, connection)?;
    let mut listed = Vec::new();
    for view in builtin(context.today()) {
        listed.push(SavedView {
            id: view.id,
            name: view.name.to_owned(),
            count: ledger::count(connection, &view.filter.to_store(context, connection)?, &dates)?,
            filter: view.filter,
            sort: view.sort,
            is_descending: view.is_descending,
            columns: Vec::new(),
            is_builtin: true,
            version: 0,
        });
    }
    for row in views::list(connection)? {
        listed.push(saved(context, connection, &dates, row)?);
    }
    Ok(ViewList { views: listed })
}

fn saved(
    context: &Context<'_>,
    connection: &Connection,
    dates: &LightDates,
    row: ViewRow,
) -> Result<SavedView, UseCaseError> {
    let query: Query = serde_json::from_value(row.query).map_err(store::StoreError::from)?;
    Ok(SavedView {
        id: row.id,
        name: row.name,
        count: ledger::count(connection, &query.filter.to_store(context, connection)?, dates)?,
        filter: query.filter,
        sort: query.sort,
        is_descending: query.is_descending,
        columns: query.columns,
        is_builtin: false,
        version: row.version,
    })
}

fn builtin(today: NaiveDate) -> Vec<Builtin> {
    let all = LedgerFilter::default;
    let view = |key: &str, name, filter| Builtin {
        id: ViewId::new(format!("{BUILTIN}{key}")),
        name,
        filter,
        sort: LedgerSort::Due,
        is_descending: false,
    };
    let newest = |view: Builtin| Builtin { sort: LedgerSort::Number, is_descending: true, ..view };
    let office = vec![
        DemandState::Draft,
        DemandState::PendingReview,
        DemandState::Accepted,
        DemandState::AwaitingInstruction,
        DemandState::Instructed,
    ];
    let units = vec![DemandState::AwaitingReceipt, DemandState::InProgress];
    let answered = vec![DemandState::AnsweredOnSite];
    let near = vec![Light::Yellow, Light::Blue];
    vec![
        view("open", "在办", LedgerFilter { is_open: Some(true), ..all() }),
        view("overdue", "已逾期", LedgerFilter { lights: vec![Light::Red], ..all() }),
        view("near", "三日内到期", LedgerFilter { lights: near, ..all() }),
        newest(view("office", "待我办理", LedgerFilter { states: office, ..all() })),
        view("units", "等承办单位", LedgerFilter { states: units, ..all() }),
        newest(view("answered", "现场答复", LedgerFilter { states: answered, ..all() })),
        newest(view(
            "year",
            "今年全部",
            LedgerFilter {
                raised_from: NaiveDate::from_ymd_opt(today.year(), 1, 1),
                raised_to: NaiveDate::from_ymd_opt(today.year(), 12, 31),
                ..all()
            },
        )),
    ]
}

/// Saves a view, new or changed.
pub(crate) fn save_view(context: &Context<'_>, input: SaveView) -> Result<SavedView, UseCaseError> {
    let mut fields = Fields::new();
    let name = fields.text("name", &input.name, TextRule::line(NAME_MAX));
    let filter = input.filter.check_kept(&mut fields);
    fields.list("columns", &input.columns, COLUMNS_MAX);
    for (at, column) in input.columns.iter().enumerate() {
        fields.text(format!("columns.{at}"), column, TextRule::line(COLUMN_MAX));
    }
    fields.finish()?;
    let query = Query {
        filter,
        sort: input.sort,
        is_descending: input.is_descending,
        columns: input.columns,
    };
    let query = serde_json::to_value(query)?;
    context.write("save_view", |tx| {
        let known = views::list(tx)?;
        let is_taken =
            known.iter().any(|other| other.name == name && Some(&other.id) != input.id.as_ref())
                || builtin(context.today()).iter().any(|other| other.name == name);
        if is_taken {
            return Err(UseCaseError::field("name", "已有同名的视图，请换一个名称。"));
        }
        let row = match input.id {
            None if known.len() >= VIEWS_MAX => {
                return Err(UseCaseError::refused(format!(
                    "最多保存 {VIEWS_MAX} 个视图，请先删去不用的。"
                )));
            }
            None => {
                let id = ViewId::new(store::new_id());
                let row = ViewRow { id, name, query, is_void: false, version: 1 };
                views::insert(tx, &row)?;
                tx.record("view", row.id.as_str(), None::<&ViewRow>, &row)?;
                row
            }
            Some(id) => {
                let before = views::get(tx, &id)?;
                tx.check_version("view", id.as_str(), input.version, before.version)?;
                let version = before.version + 1;
                let row = ViewRow { id, name, query, is_void: false, version };
                views::update(tx, &row)?;
                tx.record("view", row.id.as_str(), Some(&before), &row)?;
                row
            }
        };
        let (dates, _) = lights(context, tx)?;
        saved(context, tx, &dates, row)
    })
}

/// Takes a view off the bar. The journal keeps it.
pub(crate) fn void_view(context: &Context<'_>, input: Reference) -> Result<ViewList, UseCaseError> {
    if input.id.as_str().starts_with(BUILTIN) {
        return Err(UseCaseError::refused("自带的视图不能删去。"));
    }
    let id = ViewId::new(input.id);
    context.write("void_view", |tx| {
        let before = views::get(tx, &id)?;
        tx.check_version("view", id.as_str(), input.version, before.version)?;
        let after = ViewRow { is_void: true, version: before.version + 1, ..before.clone() };
        views::update(tx, &after)?;
        tx.record("view", id.as_str(), Some(&before), &after)?;
        list(context, tx)
    })
}
