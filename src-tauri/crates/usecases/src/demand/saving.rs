//! Saving a demand: row, journal and search together; states only by the transition table.

use chrono::{Datelike, NaiveDate};
use domain::demand::{DemandAction, DemandState, Source};
use domain::ids::{DemandId, EnterpriseId};
use domain::pinyin::{NameSense, pinyin_key};
use domain::search_target::SearchTarget;
use domain::terms::Term;
use serde::{Serialize, Serializer};
use store::Writing;
use store::queries::search;
use store::tables::demands::{self, DemandContent, DemandRow, Handling, Origin};
use store::tables::enterprises;

use super::content::check_units;
use super::veil::Veil;
use crate::error::UseCaseError;
use crate::fields::Fields;

/// Returns a new demand in its first state with the next number of the year it was raised in.
///
/// # Errors
/// When the number cannot be read.
pub(crate) fn new_demand(
    tx: &Writing<'_>,
    id: DemandId,
    enterprise_id: EnterpriseId,
    source: Source,
    raised_on: NaiveDate,
    content: DemandContent,
) -> Result<DemandRow, UseCaseError> {
    let year = raised_on.year();
    let number = (year, demands::next_number(tx, year)?);
    Ok(first_state(id, number, enterprise_id, source, raised_on, content))
}

/// Returns a new demand in its first state with the number it was given.
pub(crate) fn first_state(
    id: DemandId,
    (number_year, number_seq): (i32, i64),
    enterprise_id: EnterpriseId,
    source: Source,
    raised_on: NaiveDate,
    content: DemandContent,
) -> DemandRow {
    DemandRow {
        id,
        number_year,
        number_seq,
        state: DemandState::Draft,
        is_void: false,
        void_reason: String::new(),
        enterprise_id,
        reception_id: None,
        guest_id: None,
        source,
        origin: Origin::default(),
        raised_on,
        contact_name: String::new(),
        contact_phone: String::new(),
        content,
        quotes: Vec::new(),
        answer: String::new(),
        answered_by: String::new(),
        answered_on: None,
        slip_id: None,
        slip_position: None,
        drafted: None,
        issued_on: None,
        original_due_on: None,
        due_on: None,
        last_due_on: None,
        is_provisional: false,
        handling: Handling::default(),
        pinyin: String::new(),
        initials: String::new(),
        version: 0,
    }
}

/// Saves a demand as its next version. `before` is none for a new one.
///
/// # Errors
/// [`UseCaseError::Fields`] for a unit that takes no tasks; when SQLite refuses.
pub(crate) fn save_demand(
    tx: &mut Writing<'_>,
    before: Option<&DemandRow>,
    row: DemandRow,
) -> Result<DemandRow, UseCaseError> {
    save_demand_with(tx, before, row, &[])
}

/// Refuses to take title or category from a demand that was accepted: the ledger lists it by them.
fn check_head(row: &DemandRow) -> Result<(), UseCaseError> {
    let is_written = matches!(
        row.state,
        DemandState::Draft | DemandState::PendingReview | DemandState::ClueReferred
    );
    let mut fields = Fields::new();
    if !is_written && row.content.title.is_empty() {
        fields.reject("fields.title", "受理后的诉求要有标题，请填写。");
    }
    if !is_written && row.content.category.is_none() {
        fields.reject("fields.category", "受理后的诉求要有分类，请选择。");
    }
    fields.finish()
}

/// Saves a demand as [`save_demand`] does; the journal row also tells the `(name, words)` of the act,
/// such as its reason.
///
/// # Errors
/// As [`save_demand`].
pub(super) fn save_demand_with(
    tx: &mut Writing<'_>,
    before: Option<&DemandRow>,
    mut row: DemandRow,
    told: &[(&str, &str)],
) -> Result<DemandRow, UseCaseError> {
    check_units(tx, &row.content, before.map(|row| &row.content))?;
    check_head(&row)?;
    let enterprise = enterprises::get(tx, &row.enterprise_id)?;
    number_version(&mut row, before);
    if before.is_some() {
        demands::update(tx, &row)?;
    } else {
        demands::insert(tx, &row)?;
    }
    tx.record("demand", row.id.as_str(), before, &Recorded { row: &row, told: Told(told) })?;
    let number = row.number();
    let texts = texts(&row, &number, &enterprise.name, &enterprise.short_name);
    let texts = match Veil::over(tx, std::slice::from_ref(&row))? {
        Some(veil) => texts.map(|text| veil.text(text)),
        None => texts.map(str::to_owned),
    };
    let texts: [&str; 9] = texts.each_ref().map(String::as_str);
    let is_found = !row.is_void;
    search::index(tx, SearchTarget::Demand, row.id.as_str(), if is_found { &texts } else { &[] })?;
    Ok(row)
}

/// Adds a demand of an older ledger, one of thousands: its units are known to take tasks, `names` are
/// those of its enterprise, which it does not hide. Row, journal and search are written as
/// [`save_demand_with`] writes them, without looking anything up.
///
/// # Errors
/// As [`save_demand`].
pub(crate) fn add_demand(
    tx: &mut Writing<'_>,
    mut row: DemandRow,
    names: (&str, &str),
    told: &[(&str, &str)],
) -> Result<(), UseCaseError> {
    check_head(&row)?;
    number_version(&mut row, None);
    let key = demands::insert(tx, &row)?;
    let recorded = Recorded { row: &row, told: Told(told) };
    tx.record("demand", row.id.as_str(), None::<&DemandRow>, &recorded)?;
    let number = row.number();
    search::index_new_demand(tx, row.id.as_str(), key, &texts(&row, &number, names.0, names.1))?;
    Ok(())
}

/// What the journal keeps of a demand: the row, and the words of the act.
#[derive(Serialize)]
struct Recorded<'a> {
    #[serde(flatten)]
    row: &'a DemandRow,
    #[serde(flatten)]
    told: Told<'a>,
}

/// Names with their words, as fields.
struct Told<'a>(&'a [(&'a str, &'a str)]);

impl Serialize for Told<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().copied())
    }
}

/// Makes a row the version after `before`, with the keys its title is listed and found by.
fn number_version(row: &mut DemandRow, before: Option<&DemandRow>) {
    let key = pinyin_key(&row.content.title, NameSense::Body);
    row.pinyin = key.full;
    row.initials = key.initials;
    row.version = before.map_or(0, |row| row.version) + 1;
}

/// What a demand is found by.
fn texts<'a>(
    row: &'a DemandRow,
    number: &'a str,
    name: &'a str,
    short_name: &'a str,
) -> [&'a str; 9] {
    [
        number,
        &row.content.title,
        &row.content.facts,
        &row.content.request,
        &row.content.requirement,
        &row.answer,
        name,
        short_name,
        &row.initials,
    ]
}

/// Takes one step of the demand's life.
///
/// # Errors
/// [`UseCaseError::Refused`] naming the demand, its state and the step.
pub(crate) fn step(row: &mut DemandRow, action: DemandAction) -> Result<(), UseCaseError> {
    check_live(row)?;
    row.state = row.state.after(action).map_err(|error| {
        UseCaseError::refused(format!(
            "诉求 {} 现在是“{}”，不能“{}”。",
            row.number(),
            error.from.label(),
            error.action.label()
        ))
    })?;
    Ok(())
}

/// Refuses what is done with a void demand.
///
/// # Errors
/// [`UseCaseError::Refused`] naming the demand.
pub(crate) fn check_live(row: &DemandRow) -> Result<(), UseCaseError> {
    if row.is_void {
        let reason = format!("诉求 {} 已作废，请先恢复。", row.number());
        return Err(UseCaseError::refused(reason));
    }
    Ok(())
}

/// Brings a demand to 已受理 on the way to a slip or an answer at the table: transitions 2 and 4.
///
/// # Errors
/// [`UseCaseError::Refused`] when title, category or content are missing, or from a later state.
pub(crate) fn accept(row: &mut DemandRow) -> Result<(), UseCaseError> {
    check_live(row)?;
    let content = &row.content;
    let lacks = [
        ("标题", content.title.is_empty()),
        ("分类", content.category.is_none()),
        ("内容", content.facts.is_empty() && content.request.is_empty() && row.quotes.is_empty()),
    ];
    let lacks: Vec<&str> =
        lacks.into_iter().filter(|(_, lacking)| *lacking).map(|(label, _)| label).collect();
    if !lacks.is_empty() {
        let reason = format!("诉求 {} 还缺{}，请先补齐。", row.number(), lacks.join("、"));
        return Err(UseCaseError::refused(reason));
    }
    if row.state == DemandState::Draft {
        step(row, DemandAction::Submit)?;
    }
    if row.state == DemandState::PendingReview {
        step(row, DemandAction::Accept)?;
    }
    Ok(())
}
