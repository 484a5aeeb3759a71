//! A demand's fields: checked at the edge, named for reading, complete enough for a slip.

use std::collections::{BTreeSet, HashMap};

use domain::demand::{Lead, TITLE_MAX, UrgencyTag};
use domain::ids::UnitId;
use domain::limits::LIMIT_MAX;
use domain::terms::Term;
use domain::text::TextRule;
use rusqlite::Connection;
use store::tables::demands::{DemandContent, DemandRow};
use store::tables::units;

use super::veil::unveiled;
use crate::error::UseCaseError;
use crate::fields::Fields;
use crate::minutes::{DemandFields, MissingField};

/// What a slip's item has room for.
const REQUIREMENT_MAX: usize = 2_000;
const RESPONSIBLE_MAX: usize = 40;
/// What the cell of the assisting units has room for, a separator to each name.
const ASSISTS_ROOM: usize = 600;
/// More assisting units than any paper of the trade names.
const ASSISTS_MAX: usize = 20;

/// Checks the fields under `at` (`fields.` in most inputs) and returns what is stored. Everything
/// but the rules of length and range may still be empty: the record is written while people talk.
pub(crate) fn checked(fields: &mut Fields, at: &str, input: &DemandFields) -> DemandContent {
    let path = |name: &str| format!("{at}{name}");
    if let Some(limit) = input.limit {
        fields.range(path("limit"), limit, 1..=LIMIT_MAX);
    }
    fields.amount(path("amount_fen"), input.amount_fen);
    if input.assisting_units.len() > ASSISTS_MAX {
        let message =
            format!("协办单位最多 {ASSISTS_MAX} 家，现有 {} 家。", input.assisting_units.len());
        fields.reject(path("assisting_units"), message);
    }
    let distinct: BTreeSet<&UnitId> = input.assisting_units.iter().collect();
    if distinct.len() < input.assisting_units.len() {
        fields.reject(path("assisting_units"), "协办单位有重复，请去掉一家。");
    }
    if input.lead_unit.as_ref().is_some_and(|lead| distinct.contains(lead)) {
        fields.reject(path("assisting_units"), "主办单位不能同时协办，请去掉一处。");
    }
    fields.list(path("urgency"), &input.urgency, UrgencyTag::ALL.len());
    let mut urgency = input.urgency.clone();
    urgency.sort_unstable();
    urgency.dedup();
    DemandContent {
        kind: input.kind,
        category: input.category,
        title: fields.text(path("title"), &input.title, TextRule::line(TITLE_MAX).optional()),
        facts: fields.long(path("facts"), &input.facts),
        request: fields.long(path("request"), &input.request),
        amount_fen: input.amount_fen,
        urgency,
        visibility: input.visibility,
        lead_unit_id: input.lead_unit.clone(),
        assists: input.assisting_units.clone(),
        responsible_person: fields.text(
            path("responsible_person"),
            &input.responsible_person,
            TextRule::line(RESPONSIBLE_MAX).optional(),
        ),
        requirement: fields.text(
            path("requirement"),
            &input.requirement,
            TextRule::paragraph(REQUIREMENT_MAX).optional(),
        ),
        limit_workdays: input.limit,
        feedback: input.feedback,
    }
}

/// Returns what takes the place of the content of `before`, with the person responsible by the rule
/// of [`Lead`] and the names that were hidden when it was read.
///
/// # Errors
/// When the enterprise cannot be read.
pub(crate) fn succeeding(
    connection: &Connection,
    before: &DemandRow,
    now: DemandContent,
) -> Result<DemandContent, UseCaseError> {
    let now = unveiled(connection, before, now)?;
    let responsible_person = lead(&now).person_after(lead(&before.content)).to_owned();
    Ok(DemandContent { responsible_person, ..now })
}

fn lead(content: &DemandContent) -> Lead<'_> {
    Lead { unit: content.lead_unit_id.as_ref(), person: &content.responsible_person }
}

/// Refuses units that take no new tasks.
///
/// # Errors
/// [`UseCaseError::Fields`] naming the unit, or when the table cannot be read.
pub(crate) fn check_units(
    connection: &Connection,
    content: &DemandContent,
    before: Option<&DemandContent>,
) -> Result<(), UseCaseError> {
    let known: Vec<&UnitId> = before.map(units_of).unwrap_or_default();
    let mut fields = Fields::new();
    let mut room = ASSISTS_ROOM;
    for (field, id) in content
        .lead_unit_id
        .iter()
        .map(|id| ("lead_unit", id))
        .chain(content.assists.iter().map(|id| ("assisting_units", id)))
    {
        match units::find(connection, id)? {
            None => fields.reject(format!("fields.{field}"), "没有这个单位，请重新选择。"),
            Some(unit) if !unit.is_active && !known.contains(&id) => {
                let message = format!("“{}”已撤并，请选现在的承办单位。", unit.name);
                fields.reject(format!("fields.{field}"), message);
            }
            Some(unit) if field == "assisting_units" => {
                room = room.saturating_sub(unit.name.chars().count() + 1);
            }
            Some(_) => {}
        }
    }
    if room == 0 {
        let message = "协办单位的名称加起来太长，交办单上写不下，请减少几家。";
        fields.reject("fields.assisting_units", message);
    }
    fields.finish()
}

fn units_of(content: &DemandContent) -> Vec<&UnitId> {
    content.lead_unit_id.iter().chain(&content.assists).collect()
}

/// The names the units have now, read once for any number of demands.
pub(crate) struct UnitNames(HashMap<UnitId, String>);

impl UnitNames {
    /// Reads the names.
    ///
    /// # Errors
    /// When the table cannot be read.
    pub(crate) fn read(connection: &Connection) -> Result<Self, UseCaseError> {
        let units = units::list(connection)?;
        Ok(Self(units.into_iter().map(|unit| (unit.id, unit.name)).collect()))
    }

    fn name(&self, id: &UnitId) -> String {
        self.0.get(id).cloned().unwrap_or_default()
    }

    /// Returns the fields of a demand as the screen shows them.
    pub(crate) fn fields_of(&self, content: &DemandContent) -> DemandFields {
        DemandFields {
            kind: content.kind,
            category: content.category,
            title: content.title.clone(),
            facts: content.facts.clone(),
            request: content.request.clone(),
            amount_fen: content.amount_fen,
            urgency: content.urgency.clone(),
            visibility: content.visibility,
            lead_unit_name: content
                .lead_unit_id
                .as_ref()
                .map(|id| self.name(id))
                .unwrap_or_default(),
            assisting_unit_names: content.assists.iter().map(|id| self.name(id)).collect(),
            lead_unit: content.lead_unit_id.clone(),
            assisting_units: content.assists.clone(),
            responsible_person: content.responsible_person.clone(),
            requirement: content.requirement.clone(),
            limit: content.limit_workdays,
            feedback: content.feedback,
        }
    }
}

/// Lists what a slip still lacks of this demand (F5, the fields marked M). `place` names the demand
/// for the person: `诉求 3`.
pub(crate) fn missing(demand: &DemandRow, place: &str) -> Vec<MissingField> {
    let content = &demand.content;
    let wanted = [
        ("title", "标题", content.title.is_empty()),
        ("category", "分类", content.category.is_none()),
        (
            "facts",
            "内容",
            content.facts.is_empty() && content.request.is_empty() && demand.quotes.is_empty(),
        ),
        ("lead_unit", "主办单位", content.lead_unit_id.is_none()),
        ("responsible_person", "责任人", content.responsible_person.is_empty()),
        ("requirement", "办理要求", content.requirement.is_empty()),
        ("limit", "时限", content.limit_workdays.is_none()),
    ];
    wanted
        .into_iter()
        .filter(|(_, _, is_missing)| *is_missing)
        .map(|(field, label, _)| MissingField {
            demand_id: Some(demand.id.clone()),
            field: field.to_owned(),
            label: format!("{label}（{place}）"),
        })
        .collect()
}
