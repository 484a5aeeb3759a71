//! Which demands: the filter as SQL.

use chrono::NaiveDate;
use domain::demand::{Category, DemandKind, DemandState, Source, UrgencyTag};
use domain::ids::{EnterpriseId, LeaderId, ReceptionId, UnitId};
use domain::light::Light;
use domain::search_text::match_expression;
use domain::terms::Term;
use rusqlite::Connection;

use super::light_dates::LightDates;
use super::select::Select;
use super::table::Table;
use super::words;
use crate::StoreError;
use crate::queries::directory::families;
use crate::tables::demands::among;

/// What a unit is to a demand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum UnitRole {
    /// It leads or assists.
    #[default]
    Any,
    Leading,
    /// It assists; none of the units leads.
    Assisting,
}

/// Which demands; an empty list lets all through, conditions are joined by "and". Void demands
/// are never let through.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// Words; each must be in the demand's texts or numbers or in the name of its enterprise or
    /// lead unit.
    pub query: String,
    pub states: Vec<DemandState>,
    pub is_open: Option<bool>,
    pub lights: Vec<Light>,
    pub kinds: Vec<DemandKind>,
    pub categories: Vec<Category>,
    pub sources: Vec<Source>,
    /// Any of the tags.
    pub urgency: Vec<UrgencyTag>,
    /// A merged unit counts with the one it went into.
    pub units: Vec<UnitId>,
    /// What the units are to the demand.
    pub unit_role: UnitRole,
    /// Who presided over the reception.
    pub leaders: Vec<LeaderId>,
    /// Those of an enterprise that asked not to be named are not among its own.
    pub enterprises: Vec<EnterpriseId>,
    pub receptions: Vec<ReceptionId>,
    pub raised: (Option<NaiveDate>, Option<NaiveDate>),
    pub issued: (Option<NaiveDate>, Option<NaiveDate>),
    pub due: (Option<NaiveDate>, Option<NaiveDate>),
    /// Leaves confidential demands out.
    pub is_public: bool,
    /// Only demands with or without a lead unit.
    pub has_unit: Option<bool>,
    /// Only demands of hidden enterprises, or none of them.
    pub is_veiled: Option<bool>,
    /// Only these rows: the demands behind a figure.
    pub keys: Option<Vec<i64>>,
}

fn codes<T: Term>(terms: &[T]) -> impl Iterator<Item = &'static str> {
    terms.iter().map(|term| term.code())
}

impl Filter {
    /// Tells whether only state and due date are asked for, which one narrow index knows.
    pub(super) fn is_plain(&self) -> bool {
        self.is_narrow()
            && !self.has_words()
            && self.units.is_empty()
            && self.enterprises.is_empty()
            && self.raised == (None, None)
    }

    /// Tells whether the narrow index of keys knows all that is asked for besides words and units.
    fn is_narrow(&self) -> bool {
        self.kinds.is_empty()
            && self.categories.is_empty()
            && self.sources.is_empty()
            && self.urgency.is_empty()
            && self.leaders.is_empty()
            && self.receptions.is_empty()
            && self.issued == (None, None)
            && !self.is_public
            && self.has_unit.is_none()
            && self.is_veiled.is_none()
            && self.keys.is_none()
    }

    fn has_words(&self) -> bool {
        !self.query.trim().is_empty()
    }

    /// Returns where the demands are read from as `d`, for [`Filter::apply_to`].
    pub(super) fn table(&self, connection: &Connection) -> Result<Table, StoreError> {
        if !self.is_narrow() {
            return Ok(Table::Demands);
        }
        let is_by_keys = match self.unit_role {
            _ if self.units.is_empty() => self.has_words(),
            UnitRole::Leading => self.has_words(),
            UnitRole::Any => true,
            // Two units may assist one demand: then it stands there twice.
            UnitRole::Assisting if families(connection, &self.units)?.len() == 1 => {
                return Ok(Table::Assists);
            }
            UnitRole::Assisting => true,
        };
        Ok(if is_by_keys { Table::Lines } else { Table::Demands })
    }

    /// Returns filters that together let through what this one does, each demand once. A unit may
    /// lead a fifth of all demands: its own index is passed over for those.
    pub(super) fn parts(&self) -> Vec<Self> {
        if self.units.is_empty() || self.unit_role != UnitRole::Any {
            return vec![self.clone()];
        }
        let part = |unit_role| Self { unit_role, ..self.clone() };
        vec![part(UnitRole::Leading), part(UnitRole::Assisting)]
    }

    /// Returns the states asked for, by themselves and as open or not; none: any state.
    fn states(&self) -> Option<Vec<DemandState>> {
        let is_asked = |state: &DemandState| {
            (self.states.is_empty() || self.states.contains(state))
                && self.is_open.is_none_or(|is_open| state.is_open() == is_open)
        };
        let is_any = self.states.is_empty() && self.is_open.is_none();
        (!is_any).then(|| DemandState::ALL.iter().copied().filter(is_asked).collect())
    }

    /// Returns the filter for those of its states that `wanted` picks. They stand in one list: with
    /// two of them SQLite would look up the first and pass over all it finds.
    pub(super) fn within(&self, wanted: impl Fn(DemandState) -> bool) -> Option<Self> {
        let mut states = self.states().unwrap_or_else(|| DemandState::ALL.to_vec());
        states.retain(|state| wanted(*state));
        (!states.is_empty()).then(|| Self { states, is_open: None, ..self.clone() })
    }

    /// Adds the filter to a select from `demands AS d`.
    pub(super) fn apply(
        &self,
        connection: &Connection,
        dates: &LightDates,
        select: &mut Select,
    ) -> Result<(), StoreError> {
        self.apply_to(Table::Demands, connection, dates, select)
    }

    /// Adds the filter to a select from `table`, which is [`Filter::table`] or the demands.
    pub(super) fn apply_to(
        &self,
        table: Table,
        connection: &Connection,
        dates: &LightDates,
        select: &mut Select,
    ) -> Result<(), StoreError> {
        select.and("d.is_void = 0");
        match self.states() {
            Some(states) if states.is_empty() => select.and("1 = 0"),
            Some(states) => select.and_in("d.state", codes(&states)),
            None => {}
        }
        self.apply_lights(dates, select);
        select.and_in("d.kind", codes(&self.kinds));
        select.and_in("d.category", codes(&self.categories));
        select.and_in("d.source", codes(&self.sources));
        if !self.urgency.is_empty() {
            let columns: Vec<&str> = self
                .urgency
                .iter()
                .map(|tag| match tag {
                    UrgencyTag::Urgent => "d.is_urgent = 1",
                    UrgencyTag::Weighty => "d.is_weighty = 1",
                    UrgencyTag::Difficult => "d.is_difficult = 1",
                })
                .collect();
            select.and(&format!("({})", columns.join(" OR ")));
        }
        if !self.units.is_empty() {
            let families = families(connection, &self.units)?;
            let units = select.list(families.iter().map(String::as_str));
            let led = format!("SELECT key FROM demands WHERE lead_unit_id IN ({units})");
            let assisted = format!("SELECT key FROM demand_assists WHERE unit_id IN ({units})");
            select.and(&match (self.unit_role, table) {
                (UnitRole::Any, _) => format!("d.key IN ({led} UNION ALL {assisted})"),
                (UnitRole::Leading, Table::Lines) => format!("d.key IN ({led})"),
                (UnitRole::Leading, _) => format!("d.lead_unit_id IN ({units})"),
                (UnitRole::Assisting, Table::Assists) => {
                    format!("d.unit_id IN ({units}) AND d.is_leading = 0")
                }
                (UnitRole::Assisting, _) => {
                    format!("d.key IN ({assisted}) AND d.key NOT IN ({led})")
                }
            });
        }
        if !self.leaders.is_empty() {
            let leaders = select.list(self.leaders.iter().map(AsRef::as_ref));
            select.and(&format!(
                "d.reception_id IN (SELECT id FROM receptions WHERE CASE is_stand_in_presiding \
                 WHEN 1 THEN stand_in_id ELSE leader_id END IN ({leaders}))"
            ));
        }
        if !self.enterprises.is_empty() {
            let enterprises = select.list(self.enterprises.iter().map(AsRef::as_ref));
            select.and(&format!("d.key IN ({})", words::named_demands(&enterprises)));
        }
        select.and_in("d.reception_id", self.receptions.iter().map(AsRef::as_ref));
        select.and_between("d.raised_on", self.raised);
        select.and_between("d.issued_on", self.issued);
        select.and_between("d.due_on", self.due);
        if let Some(has_unit) = self.has_unit {
            let sign = if has_unit { "IS NOT" } else { "IS" };
            select.and(&format!("d.lead_unit_id {sign} NULL"));
        }
        if let Some(is_veiled) = self.is_veiled {
            let sign = if is_veiled { "<>" } else { "=" };
            select.and(&format!("d.visibility {sign} 'open'"));
        }
        if let Some(keys) = &self.keys {
            // One value: a figure may stand for more rows than a statement takes values.
            let keys = select.value(serde_json::to_string(keys)?);
            select.and(&format!("d.key IN (SELECT value FROM json_each({keys}))"));
        }
        if self.is_public {
            select.and("d.visibility <> 'confidential'");
        }
        // A sign between words asks for nothing; alone it may stand in a name.
        let is_word = |word: &&str| match_expression(word).is_some();
        let has_words = self.query.split_whitespace().any(|word| is_word(&word));
        for word in self.query.split_whitespace().filter(|word| !has_words || is_word(word)) {
            words::apply(connection, word, select)?;
        }
        Ok(())
    }

    fn apply_lights(&self, dates: &LightDates, select: &mut Select) {
        if self.lights.is_empty() {
            return;
        }
        let mut ways = Vec::new();
        for light in &self.lights {
            let (from, before) = match light {
                Light::Red => (None, Some(dates.red_before)),
                Light::Yellow => (Some(dates.red_before), Some(dates.yellow_before)),
                Light::Blue => (Some(dates.yellow_before), Some(dates.blue_before)),
                Light::None => (Some(dates.blue_before), None),
                Light::NotStarted | Light::Paused | Light::Answered | Light::Done | Light::Left => {
                    ways.push(standing(*light));
                    continue;
                }
            };
            let mut way = Vec::new();
            if let Some(from) = from {
                way.push(format!("d.due_on >= {}", select.date(from)));
            }
            if let Some(before) = before {
                way.push(format!("d.due_on < {}", select.date(before)));
            }
            ways.push(way.join(" AND "));
        }
        match ways.as_slice() {
            // A single range is left bare: the index on the due date serves it.
            [way] => select.and(way),
            ways => select.and(&format!("({})", ways.join(" OR "))),
        }
    }
}

/// Asks for the states that show this light while no due date runs.
fn standing(light: Light) -> String {
    format!("d.due_on IS NULL AND d.state {}", among(|state| state.idle_light() == light))
}
